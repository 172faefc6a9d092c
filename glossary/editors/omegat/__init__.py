"""A glossary file in a project of OmegaT that follows the termbase."""

from __future__ import annotations

from glossary.editors.omegat.following import write_and_follow, write_once
from glossary.editors.omegat.project import FILE_NAME, Project, read_project

__all__ = ["FILE_NAME", "Project", "read_project", "write_and_follow", "write_once"]

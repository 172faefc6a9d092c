"""Plugins for editors, and how they get to where each editor looks for them."""

from __future__ import annotations

from glossary.editors.catalogue import EDITORS, Editor, get_editor
from glossary.editors.installing import Outcome, PlannedFile, State, install, look_at
from glossary.editors.invocation import Invocation, find_invocation

__all__ = [
    "EDITORS",
    "Editor",
    "Invocation",
    "Outcome",
    "PlannedFile",
    "State",
    "find_invocation",
    "get_editor",
    "install",
    "look_at",
]

"""Texts and their translations: read, aligned, searched for what terms are called."""

from __future__ import annotations

from glossary.jobs.parallel.reading import is_bilingual_file, read_bilingual, read_parallel

__all__ = ["is_bilingual_file", "read_bilingual", "read_parallel"]

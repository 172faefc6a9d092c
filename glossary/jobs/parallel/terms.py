"""What the terms of a list are called in parallel texts, with nothing else mined."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.concept import Candidate
from glossary.errors import InputError
from glossary.mine.readers.encodings import decode
from glossary.store.entries.search_columns import search_key
from glossary.text.language import language_of_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.jobs.parallel.candidates import UnitProposer
    from glossary.progress import Progress

LARGEST = 10_000_000
MOST = 5
"""Equivalents that are told for each term, however unsure."""


def read_terms(path: str | Path, *, encoding: str | None = None) -> list[str]:
    """Return the terms of a file, one a line, each once; blank lines and those that begin with ``#`` say nothing.

    Raises:
        InputError: the file can't be read, or has no term.
    """
    path = Path(path)
    try:
        if not path.is_file():
            there = "this is no file" if path.exists() else "there is no such file"
            raise InputError(f"{path}: {there} with terms, one a line")
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: a list of terms has at most {LARGEST // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: it can't be read ({error.strerror or error})") from None
    lines = (" ".join(line.split()) for line in decode(data, path=str(path), encoding=encoding).splitlines())
    terms = list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if not terms:
        raise InputError(f"{path}: there is no term in it; write one a line")
    return terms


def find_terms(terms: Sequence[str], proposer: UnitProposer, progress: Progress | None = None) -> list[Candidate]:
    """Return each term as a candidate, in the order given, with its equivalents; none were found for some."""
    found = proposer.search_terms(terms, limit=MOST, progress=progress)
    return [
        Candidate(
            term=term,
            key=search_key(language, term),
            language=language,
            frequency=proposer.count(term),
            equivalents=tuple(equivalents),
        )
        for term, language, equivalents in zip(terms, map(language_of_term, terms), found, strict=True)
    ]

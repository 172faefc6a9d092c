"""A dictionary out: four files beside each other, the same bytes for the same entries."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from glossary.errors import GlossaryError, UsageError
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.published.article import ordered_terms, render_article, render_text
from glossary.exchange.published.features import SHOWN
from glossary.exchange.published.keys import single_line
from glossary.exchange.report import Issue, WriteReport
from glossary.exchange.stardict.headwords import find_headings
from glossary.exchange.stardict.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from glossary.concept import ConceptEntry, TermSection
    from glossary.exchange.features import Feature

    Render: TypeAlias = Callable[[ConceptEntry, list[tuple[str, TermSection]]], str]

CARRIES: frozenset[Feature] = SHOWN
_ENDINGS = (".ifo", ".idx", ".syn", ".dict")
_RULE = b"\n---\n"
#: Offsets are numbers of 32 bits.
_MOST_BYTES = 0xFFFFFFFF


def write_stardict(
    entries: Iterable[ConceptEntry], path: str | Path, *, title: str = "", is_plain: bool = False
) -> WriteReport:
    """Write a dictionary: ``path``, which ends with .ifo, and .idx, .syn and .dict beside it.

    A concept stands under its Chinese and its English term. Its other terms, pinyin in several spellings, initials,
    the beginnings of pinyin that few terms share, and the Traditional writing lead there.

    Args:
        entries: what to write.
        path: the file that describes the dictionary.
        title: its name, as programs show it; else that of the file.
        is_plain: write articles as plain text, for terminals, rather than as HTML.

    Raises:
        UsageError: the path has another ending or can't be written, or there are no entries.
        GlossaryError: writing failed; earlier files are as they were.
    """
    target = Path(path)
    if target.suffix.lower() != ".ifo":
        raise UsageError(f"{path}: a StarDict dictionary is named by its .ifo file; give the path this ending")
    issues: list[Issue] = []
    with ExitStack() as files:
        index = files.enter_context(Index())
        # The first to be opened comes to its place last: what describes the others appears when they are there.
        info, words, synonyms, articles = (
            files.enter_context(replace_file(target.with_suffix(ending), keeps_earlier=True))
            for ending in (".ifo", ".idx", ".syn", ".dict")
        )
        written = _write_articles(entries, articles, index, issues, render_text if is_plain else render_article)
        if not written:
            raise UsageError(f"{path}: a dictionary can't be empty, and there is no entry with a term to write")
        ranks = index.write(words, partial(_join, articles, _RULE if is_plain else b"<hr>"))
        count = index.write_synonyms(synonyms, ranks)
        described = {
            "version": "2.4.2",
            "bookname": single_line(title) or single_line(target.stem),
            "wordcount": index.words,
            "synwordcount": count,
            "idxfilesize": words.tell(),
            "sametypesequence": "m" if is_plain else "h",
        }
        info.write(b"StarDict's dict ifo file\n")
        info.write("".join(f"{name}={value}\n" for name, value in described.items()).encode())
    return WriteReport(written=written, issues=tuple(issues))


def _write_articles(
    entries: Iterable[ConceptEntry], file: IO[bytes], index: Index, issues: list[Issue], render: Render
) -> int:
    written = offset = 0
    for entry in entries:
        terms = ordered_terms(entry)
        headings = find_headings(terms)
        if not headings:
            issues.append(Issue(message="has no term to stand under; left out", entry=entry.id))
            continue
        article = render(entry, terms).encode()
        file.write(article)
        _check_size(offset + len(article))
        index.add((offset, len(article)), headings)
        offset += len(article)
        written += 1
    return written


def _join(file: IO[bytes], between: bytes, places: list[tuple[int, int]]) -> tuple[int, int]:
    """Write several articles again as one, and return its place."""
    joined = between.join([_read(file, place) for place in places])
    offset = file.seek(0, 2)
    _check_size(offset + len(joined))
    file.write(joined)
    return offset, len(joined)


def _check_size(size: int) -> None:
    if size > _MOST_BYTES:
        raise GlossaryError("a StarDict dictionary can't be larger than 4 GiB; export fewer entries")


def _read(file: IO[bytes], place: tuple[int, int]) -> bytes:
    file.seek(place[0])
    return file.read(place[1])

"""Reading texts with their translations: two files, two folders, or one bilingual file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import FormatError, InputError, UnreadableDocument
from glossary.exchange.bitext import decode as decode_bitext
from glossary.exchange.bitext import is_bilingual, read_segments
from glossary.jobs.parallel.aligning import align_documents, are_lines_parallel, side_by_side
from glossary.jobs.parallel.naming import pair_files
from glossary.jobs.parallel.two_languages import split_languages
from glossary.jobs.texts import read_bytes
from glossary.mine.documents import read_document
from glossary.mine.encoding import load_encoder
from glossary.mine.readers.encodings import decode
from glossary.progress import Progress, ticking
from glossary.store.documents import side_path
from glossary.text.cleaning.script import is_mostly_chinese
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.concept import ParallelText

_LINES = frozenset({"", ".txt", ".en", ".zh", ".eng", ".zho", ".src", ".tgt"})
"""Endings of files that may have one sentence a line."""

_LOOKED_AT = 1000
"""Lines that tell the language of a file."""


def is_bilingual_file(path: str | Path) -> bool:
    """Whether a file is one of sentence pairs by its name: TMX, XLIFF, PO, CSV, TSV."""
    return is_bilingual(str(path))


def read_parallel(
    english: str | Path,
    chinese: str | Path,
    *,
    on_unreadable: Callable[[UnreadableDocument], None],
    encoding: str | None = None,
    progress: Progress | None = None,
) -> list[ParallelText]:
    """Return texts with their translations from two files, or from two folders, paired by name.

    Files with one sentence a line are taken as they are; others are cleaned, and their sentences aligned.

    Args:
        english: a file or a folder.
        chinese: likewise; the languages may also be the other way round.
        on_unreadable: told what can't be read, and what has no other half; the others go on.
        encoding: of the files, where the detection errs.
        progress: told how far the work is.

    Raises:
        InputError: a path doesn't exist, nothing belongs together, nothing could be read, or both are in one language.
    """
    pairs, alone = pair_files(english, chinese)
    for path in alone:
        on_unreadable(UnreadableDocument(str(path), "no file of the other folder has its name"))
    found = []
    problems: list[UnreadableDocument] = []
    for first, second in ticking(pairs, progress, "reading documents", len(pairs), every=1):
        try:
            found.append(_read_pair(first, second, encoding, progress))
        except UnreadableDocument as error:
            problems.append(error)
            on_unreadable(error)
    if not found:
        raise InputError("nothing could be read: " + "; ".join(map(str, problems)))
    return found


def read_bilingual(path: str | Path, *, encoding: str | None = None) -> ParallelText | None:
    """Return the sentence pairs of one file: TMX, XLIFF, PO, CSV, TSV, or a document in two languages.

    Args:
        path: of the file.
        encoding: of a text, where the detection errs.

    Returns:
        None for a document that isn't bilingual.

    Raises:
        UnreadableDocument: it can't be read, or has no pair of English and Chinese.
    """
    path = Path(path).absolute()
    if is_bilingual_file(path):
        return _read_segments(path)
    document = read_document(path, encoding=encoding)
    return split_languages(document, load_encoder())


def _read_pair(first: Path, second: Path, encoding: str | None, progress: Progress | None) -> ParallelText:
    encoder = load_encoder()
    found = [_Lines.read(path, encoding) for path in (first, second)] if _may_have_lines(first, second) else []
    found.sort(key=lambda side: side.is_chinese)
    if [side.is_chinese for side in found] == [False, True]:
        english, chinese = found
        if are_lines_parallel(english.lines, chinese.lines, encoder):
            return side_by_side(
                english.lines,
                chinese.lines,
                path=(str(english.path), str(chinese.path)),
                file_hash=hashlib.sha256(english.data + b"\0" + chinese.data).hexdigest(),
            )
    documents = [read_document(path, encoding=encoding) for path in (first, second)]
    documents.sort(key=lambda document: document.language != Language.ENGLISH)
    is_english = [document.language == Language.ENGLISH for document in documents]
    if is_english != [True, False]:
        language = "English" if is_english[0] else "Chinese"
        raise UnreadableDocument(f"{first}, {second}", f"both are {language}; name a text and its translation")
    return align_documents(documents[0], documents[1], encoder, progress)


class _Lines(NamedTuple):
    """A file of plain text as its lines."""

    path: Path
    data: bytes
    lines: list[str]

    @classmethod
    def read(cls, path: Path, encoding: str | None) -> _Lines:
        """Read a file."""
        data = read_bytes(path)
        lines = decode(data, path=str(path), encoding=encoding).splitlines()
        return cls(path, data, [line.strip() for line in lines])

    @property
    def is_chinese(self) -> bool:
        """Whether it is Chinese, by how it begins."""
        return is_mostly_chinese(" ".join(self.lines[:_LOOKED_AT]))


def _may_have_lines(*paths: Path) -> bool:
    """Whether files may have one sentence a line, by their endings."""
    return all(path.suffix.lower() in _LINES and path.is_file() for path in paths)


def _read_segments(path: Path) -> ParallelText:
    name = str(path)
    data = read_bytes(path)
    english, chinese = [], []
    try:
        for segment in read_segments(decode_bitext(data, name), name=name):
            pair = _pair(segment.source.text, segment.target.text if segment.target else "", segment.source_language)
            if pair is not None:
                english.append(pair[0])
                chinese.append(pair[1])
    except FormatError as error:
        line = f"line {error.line} " if error.line else ""
        raise UnreadableDocument(name, f"{line}{error.reason}") from None
    if not english:
        raise UnreadableDocument(name, "it has no English with a Chinese translation, or the other way round")
    return side_by_side(
        english,
        chinese,
        path=(side_path(name, "en"), side_path(name, "zh")),
        file_hash=hashlib.sha256(data).hexdigest(),
        title=path.stem,
    )


def _pair(source: str, target: str, source_language: str) -> tuple[str, str] | None:
    """Return the English and the Chinese of a segment, each on one line; None for one that hasn't both."""
    source, target = " ".join(source.split()), " ".join(target.split())
    if not source or not target:
        return None
    turned = source_language.startswith("zh") or (not source_language and is_mostly_chinese(source))
    english, chinese = (target, source) if turned else (source, target)
    return (english, chinese) if is_mostly_chinese(chinese) and not is_mostly_chinese(english) else None

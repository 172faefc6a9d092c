"""Reading texts with their translations: two files, two folders, or one bilingual file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import FormatError, InputError, UnreadableDocument
from glossary.exchange.bitext import decode as decode_bitext
from glossary.exchange.bitext import is_bilingual, read_segments
from glossary.jobs.parallel.aligning import align_documents, are_lines_parallel, side_by_side
from glossary.jobs.parallel.naming import pair_files
from glossary.jobs.parallel.two_languages import split_languages
from glossary.mine.documents import read_document
from glossary.mine.encoding import load_encoder
from glossary.mine.readers.encodings import decode
from glossary.progress import Progress, ticking

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.concept import ParallelText

LARGEST = 500_000_000
_LINES = frozenset({"", ".txt", ".en", ".zh", ".eng", ".zho", ".src", ".tgt"})
"""Endings of files that may have one sentence a line."""


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
    lines = _read_lines(first, second, encoding)
    if lines is not None and are_lines_parallel(*lines, encoder):
        file_hash = hashlib.sha256(first.read_bytes() + b"\0" + second.read_bytes()).hexdigest()
        return side_by_side(*lines, path=(str(first), str(second)), file_hash=file_hash)
    documents = [read_document(path, encoding=encoding) for path in (first, second)]
    chinese = [document for document in documents if document.language != "en"]
    english = [document for document in documents if document.language == "en"]
    if not chinese or not english:
        language = "Chinese" if chinese else "English"
        raise UnreadableDocument(f"{first}, {second}", f"both are {language}; name a text and its translation")
    return align_documents(english[0], chinese[0], encoder, progress)


def _read_lines(first: Path, second: Path, encoding: str | None) -> tuple[list[str], list[str]] | None:
    """Return the lines of two files of plain text, those in English first; None where they aren't that."""
    if {first.suffix.lower(), second.suffix.lower()} - _LINES or not first.is_file() or not second.is_file():
        return None
    sides = []
    for path in (first, second):
        if path.stat().st_size > LARGEST:
            raise UnreadableDocument(str(path), f"the file is larger than {LARGEST // 1_000_000} MB; part it")
        sides.append(
            [line.strip() for line in decode(path.read_bytes(), path=str(path), encoding=encoding).splitlines()]
        )
    from glossary.text.cleaning.script import is_mostly_chinese  # noqa: PLC0415 - only for plain text

    is_chinese = [is_mostly_chinese(" ".join(side[:1000])) for side in sides]
    if is_chinese[0] == is_chinese[1]:
        return None
    return (sides[1], sides[0]) if is_chinese[0] else (sides[0], sides[1])


def _read_segments(path: Path) -> ParallelText:
    name = str(path)
    try:
        if not path.is_file():
            raise UnreadableDocument(name, "there is no such file" if not path.exists() else "this is no file")
        if path.stat().st_size > LARGEST:
            raise UnreadableDocument(name, f"the file is larger than {LARGEST // 1_000_000} MB; part it")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(name, f"it can't be read ({error.strerror or error})") from None
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
        path=(f"{name}#en", f"{name}#zh"),
        file_hash=hashlib.sha256(data).hexdigest(),
        title=path.stem,
    )


def _pair(source: str, target: str, source_language: str) -> tuple[str, str] | None:
    """Return the English and the Chinese of a segment, each on one line; None for one that hasn't both."""
    from glossary.text.cleaning.script import is_mostly_chinese  # noqa: PLC0415 - only for segments

    source, target = " ".join(source.split()), " ".join(target.split())
    if not source or not target:
        return None
    turned = source_language.startswith("zh") or (not source_language and is_mostly_chinese(source))
    english, chinese = (target, source) if turned else (source, target)
    return (english, chinese) if is_mostly_chinese(chinese) and not is_mostly_chinese(english) else None

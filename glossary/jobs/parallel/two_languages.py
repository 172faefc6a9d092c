"""A document that says everything twice, in English and in Chinese: its two sides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.jobs.parallel.aligning import align_documents
from glossary.store.documents import side_path
from glossary.text.cleaning.script import count_words, is_mostly_chinese
from glossary.text.language import detect_language
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from glossary.concept import Document, ParallelText
    from glossary.mine.encoding import Encoder

_LEAST_PARAGRAPHS = 3
_LEAST_SHARE = 0.3
_BAR = " | "
"""What readers put between the cells of a table row."""

_ALIKE = 0.35
"""The likeness that units have on average in a text and its translation; other texts on one matter have less."""


def split_languages(document: Document, encoder: Encoder | None) -> ParallelText | None:
    """Return the two sides of a bilingual document, aligned; None for one in a single language.

    Paragraph by paragraph, the one language goes to the one side, the other to the other, whether they stand in the
    two columns of a table, follow each other, or one after the other as wholes.
    """
    paragraphs = [cell for paragraph in document.text.split("\n\n") for cell in _cells(paragraph)]
    chinese = [paragraph for paragraph in paragraphs if is_mostly_chinese(paragraph)]
    english = [paragraph for paragraph in paragraphs if not is_mostly_chinese(paragraph)]
    if min(len(chinese), len(english)) < _LEAST_PARAGRAPHS:
        return None
    words = [sum(map(count_words, side)) for side in (english, chinese)]
    if min(words) < _LEAST_SHARE * sum(words):
        return None
    found = align_documents(
        _side(document, english, Language.ENGLISH),
        _side(document, chinese, detect_language("\n".join(chinese))),
        encoder,
    )
    likeness = sum(unit.likeness for unit in found.units) / max(len(found.units), 1)
    return found if encoder is None or likeness >= _ALIKE else None


def _cells(paragraph: str) -> list[str]:
    """Return the cells of a table row that has both languages, without those of figures; else the paragraph."""
    cells = [cell for cell in paragraph.split(_BAR) if any(map(str.isalpha, cell))]
    has_both = len({is_mostly_chinese(cell) for cell in cells}) > 1
    return cells if has_both else [paragraph] * bool(paragraph.strip())


def _side(document: Document, paragraphs: list[str], language: Language) -> Document:
    return replace(
        document,
        path=side_path(document.path, language),
        hash=f"{document.hash}:{language[:2]}",
        text="\n\n".join(paragraphs),
        language=language,
        headings=(),
    )

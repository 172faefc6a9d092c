"""A parallel text side by side, with what the alignment left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.exchange.bitext.writing import PairRow
from glossary.text.chinese_sentences import find_chinese_sentences
from glossary.text.english.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from glossary.concept import ParallelText


def find_rows(text: ParallelText) -> Iterator[PairRow]:
    """Yield the units of a text in order, and between them the sentences that no unit has, each on its own."""
    english = list(find_sentences(text.english.text))
    chinese = list(find_chinese_sentences(text.chinese.text))
    i = j = 0
    for unit in text.units:
        i = yield from _left_out(text.english.text, english, i, unit.source_start, is_english=True)
        j = yield from _left_out(text.chinese.text, chinese, j, unit.target_start, is_english=False)
        yield PairRow(*text.sentences(unit), unit.likeness)
        i = _behind(english, i, unit.source_end)
        j = _behind(chinese, j, unit.target_end)
    yield from _left_out(text.english.text, english, i, len(text.english.text), is_english=True)
    yield from _left_out(text.chinese.text, chinese, j, len(text.chinese.text), is_english=False)


def _left_out(
    text: str, sentences: list[tuple[int, int]], i: int, stop: int, *, is_english: bool
) -> Generator[PairRow, None, int]:
    """Yield the sentences from a place on up to an offset; return the number of the next one."""
    while i < len(sentences) and sentences[i][0] < stop:
        sentence = text[slice(*sentences[i])]
        yield PairRow(sentence, "", 0.0) if is_english else PairRow("", sentence, 0.0)
        i += 1
    return i


def _behind(sentences: list[tuple[int, int]], i: int, end: int) -> int:
    while i < len(sentences) and sentences[i][0] < end:
        i += 1
    return i

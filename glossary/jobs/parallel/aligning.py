"""Two documents that say the same: their translation units."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.concept import Document, ParallelText, TranslationUnit
from glossary.mine.alignment import align_sentences
from glossary.text.chinese_sentences import find_chinese_sentences
from glossary.text.english.sentences import find_sentences
from glossary.text.language import detect_language
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.mine.encoding import Encoder, Vectors
    from glossary.progress import Progress

_SAMPLE = 40
_AHEAD = 0.1
_LEAST = 2
_RATIO = 4.0  # lines that belong together differ in length less than that, once the languages are made equal


def align_documents(
    english: Document, chinese: Document, encoder: Encoder | None, progress: Progress | None = None
) -> ParallelText:
    """Return two documents with their sentences aligned."""
    sources = list(find_sentences(english.text))
    targets = list(find_chinese_sentences(chinese.text))
    beads = align_sentences(
        [english.text[a:b] for a, b in sources], [chinese.text[a:b] for a, b in targets], encoder, progress
    )
    units = tuple(
        TranslationUnit(
            source_start=sources[bead.sources.start][0],
            source_end=sources[bead.sources.stop - 1][1],
            target_start=targets[bead.targets.start][0],
            target_end=targets[bead.targets.stop - 1][1],
            likeness=round(bead.likeness, 3),
        )
        for bead in beads
        if bead.sources and bead.targets
    )
    return ParallelText(english=english, chinese=chinese, units=units)


def are_lines_parallel(english: Sequence[str], chinese: Sequence[str], encoder: Encoder | None) -> bool:
    """Whether each line of a text is translated by the same line of another, as corpora are kept.

    There must be as many of both, none of them blank; and some that are looked at must fit their own translation
    better than the lines around it.
    """
    if len(english) != len(chinese) or len(english) < _LEAST:
        return False
    if not all(map(str.strip, english)) or not all(map(str.strip, chinese)):
        return False
    ratio = sum(map(len, english)) / sum(map(len, chinese))
    apart = [(len(a) + 8) / (len(b) * ratio + 8) for a, b in zip(english, chinese, strict=True)]
    if sum(1 / _RATIO < each < _RATIO for each in apart) < 0.9 * len(apart):
        return False
    if encoder is None:
        return True
    step = max(len(english) // _SAMPLE, 1)
    looked_at = list(range(0, len(english), step))
    ours = encoder.encode([english[i] for i in looked_at])
    own, before, after = (_likeness(ours, chinese, [i + by for i in looked_at], encoder) for by in (0, -1, 1))
    return own - max(before, after) >= _AHEAD


def _likeness(ours: Vectors, lines: Sequence[str], places: Sequence[int], encoder: Encoder) -> float:
    """Return how alike some lines are on average to those at other places; a place that isn't there counts nothing."""
    there = [number for number, place in enumerate(places) if 0 <= place < len(lines)]
    theirs = encoder.encode([lines[places[number]] for number in there])
    return float((ours[there] * theirs).sum() / max(len(there), 1))


def side_by_side(
    english: Sequence[str], chinese: Sequence[str], *, path: tuple[str, str], file_hash: str, title: str | None = None
) -> ParallelText:
    """Return texts that a file sets side by side as two documents, one paragraph each.

    Args:
        english: one text a unit.
        chinese: their translations.
        path: of the English and of the Chinese document.
        file_hash: SHA-256 of where they come from.
        title: of both.
    """
    documents = []
    for language, texts, where in zip(_languages(chinese), (english, chinese), path, strict=True):
        text = "\n\n".join(texts)
        documents.append(
            Document(path=where, text=text, hash=f"{file_hash}:{language[:2]}", language=language, title=title)
        )
    places = [list(pairwise(_starts(texts))) for texts in (english, chinese)]
    units = tuple(
        TranslationUnit(source_start=a, source_end=b - 2, target_start=c, target_end=d - 2)
        for (a, b), (c, d) in zip(*places, strict=True)
    )
    return ParallelText(english=documents[0], chinese=documents[1], units=units)


def _starts(texts: Sequence[str]) -> list[int]:
    """Return where each text begins when blank lines are put between them, and where one more would."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 2)
    return starts


def _languages(chinese: Sequence[str]) -> tuple[Language, Language]:
    found = detect_language("\n".join(chinese))
    return Language.ENGLISH, found if found.is_chinese else Language.SIMPLIFIED_CHINESE

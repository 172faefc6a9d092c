"""Mining Chinese from end to end: documents in, ranked candidates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept import Mention
from glossary.mine.chinese.counting import PhraseCounts, Tally, count_phrases, merge_tallies, tally_phrases
from glossary.mine.chinese.describing import Describer
from glossary.mine.chinese.known import KnownChinese
from glossary.mine.chinese.mentions import find_mentions
from glossary.mine.chinese.rank import rank
from glossary.mine.chinese.uniting import unite_known
from glossary.mine.chinese.words import cut
from glossary.progress import Progress, ticking
from glossary.text.english import fold
from glossary.vocabulary import Strictness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from glossary.concept import Candidate, Document
    from glossary.mine.chinese.rank import Ranked
    from glossary.mine.chinese.words import Piece
    from glossary.mine.trace import Trace


def mine_chinese(
    documents: Sequence[Document],
    *,
    known: KnownChinese | None = None,
    strictness: Strictness = Strictness.BALANCED,
    progress: Progress | None = None,
    trace: Trace | None = None,
) -> list[Candidate]:
    """Return the candidates of Chinese documents, Simplified or Traditional, best first.

    A term that documents in both scripts have is one candidate.

    Args:
        documents: what to mine; mentions refer to their order.
        known: terms to find wherever they stand and to rank higher.
        strictness: how sure a candidate must be.
        progress: is told the step, how much of it is done, and of how much.
        trace: is filled with what each step did, for ``explain``, whose keys it has.
    """
    known = known or KnownChinese()
    counts = PhraseCounts()
    for _, stretches in _read(documents, known, progress, "finding terms"):
        counts.merge(count_phrases(stretches))
    chosen = counts.chosen()
    tallies: dict[str, Tally] = {}
    for index, stretches in _read(documents, known, progress, "weighing terms"):
        merge_tallies(tallies, tally_phrases(stretches, chosen, documents[index].headings))
    names = unite_known(tallies, known)
    if trace:
        for other, name in names.items():
            trace.note(fold(other), "names", f"counted as “{name}”, another name of the same entry")
    ranked = rank(tallies, counts, known=known, strictness=strictness, trace=trace, progress=progress)
    mentions = _find_all(documents, known, _winners(ranked, names), progress)
    describer = Describer.of(documents, known)
    candidates = []
    for item in ticking(ranked, progress, "choosing examples", len(ranked)):
        if item.key not in mentions:
            if trace:
                trace.note(fold(item.key), "mentions", "dropped, every occurrence is a part of a longer term")
            continue
        candidate = describer.candidate(item, mentions[item.key])
        candidates.append(candidate)
        if trace:
            _note_forms(trace, fold(item.key), candidate)
    return candidates


def _note_forms(trace: Trace, key: str, candidate: Candidate) -> None:
    """Let a trace be asked for a candidate by any of its forms, in either script."""
    for form in (key, candidate.term, *(variant.term for variant in candidate.variants)):
        own = fold(form)
        trace.terms[own] = candidate.term
        trace.parts[own] = trace.parts[key]
        if own != key:
            trace.notes.setdefault(own, []).extend(trace.notes[key])


def _winners(ranked: Sequence[Ranked], names: Mapping[str, str]) -> dict[str, str]:
    """Return for each phrase that is kept what it is mined under, with the other names of known terms."""
    winners = {item.key: item.key for item in ranked}
    return winners | {other: name for other, name in names.items() if name in winners}


def _find_all(
    documents: Sequence[Document], known: KnownChinese, winners: Mapping[str, str], progress: Progress | None
) -> dict[str, list[Mention]]:
    """Return the mentions of the winners in all documents."""
    mentions: dict[str, list[Mention]] = {}
    for index, stretches in _read(documents, known, progress, "looking through the documents"):
        for pieces in stretches:
            for key, start, end in find_mentions(pieces, winners):
                mentions.setdefault(key, []).append(Mention(document=index, start=start, end=end))
    return mentions


def _read(
    documents: Sequence[Document], known: KnownChinese, progress: Progress | None, step: str
) -> Iterator[tuple[int, Iterator[list[Piece]]]]:
    """Yield the index of each document with its stretches; the progress is told before each of them."""

    def told(index: int, document: Document) -> Iterator[list[Piece]]:
        for pieces in cut(document, known):
            if progress:
                progress(step, index, len(documents))
            yield pieces

    for index, document in enumerate(documents):
        yield index, told(index, document)
    if progress:
        progress(step, len(documents), len(documents))

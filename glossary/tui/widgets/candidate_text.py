"""A candidate as text to read: what it may be called, where it occurs, what the termbase has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from glossary.store.entries.duplicates import DuplicateReason
from glossary.tui.language import t, tn
from glossary.tui.widgets.reason_text import reason_lines
from glossary.vocabulary import CandidateStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.concept import Candidate, ProposedEquivalent, Usage
    from glossary.store.candidates.claims import Claim
    from glossary.store.entries.duplicates import Duplicate

#: Reasons for which accepting would make a second entry of one concept.
SERIOUS = frozenset({DuplicateReason.SAME_TERM, DuplicateReason.SAME_VARIANT, DuplicateReason.SAME_CHINESE})

#: The reasons in the words of the interface.
REASON_TEXTS = {
    DuplicateReason.SAME_TERM: "same term",
    DuplicateReason.SAME_VARIANT: "same variant",
    DuplicateReason.SAME_CHINESE: "same Chinese",
    DuplicateReason.SIMILAR_SPELLING: "similar spelling",
}


def candidate_text(
    candidate: Candidate, duplicates: Sequence[Duplicate] | None, selected: int, claim: Claim | None = None
) -> Content:
    """Return a candidate laid out for reading.

    Args:
        candidate: with everything but its mentions.
        duplicates: entries that may be its concept; None while they are looked for.
        selected: the number of the equivalent that is pointed at, 0 for none.
        claim: of somebody else on it.
    """
    lines = [*_head(candidate), *_claim(claim), *_duplicates(candidate, duplicates), Content("")]
    lines += [*_equivalents(candidate, selected), *_variants(candidate), *_usages(candidate)]
    return Content("\n").join(lines)


def _head(candidate: Candidate) -> Iterator[Content]:
    yield Content.styled(candidate.term, "bold")
    where = t(
        "{times} in {documents}",
        times=tn("{count} time", "{count} times", candidate.frequency),
        documents=tn("{count} document", "{count} documents", candidate.documents),
    )
    status = t(candidate.status.value)
    if candidate.entry:
        status = f"{status} → {candidate.entry}"
    score = t("score {score}", score=f"{candidate.score:.2f}")
    yield Content.styled(f"{status} · {score} · {where}", "$text-muted")
    yield from reason_lines(candidate)


def _claim(claim: Claim | None) -> Iterator[Content]:
    if claim is not None:
        until = f"{claim.until.astimezone():%H:%M}"
        text = t("@ {who} is reviewing this, until {until} unless they go on", who=claim.who, until=until)
        yield Content.styled(text, "$text-warning bold")


def _duplicates(candidate: Candidate, duplicates: Sequence[Duplicate] | None) -> Iterator[Content]:
    """Yield the warning, then a line for each entry."""
    if duplicates is None:
        yield Content.styled(t("Looking whether an entry has it already…"), "$text-muted")
        return
    if candidate.status is CandidateStatus.ACCEPTED:
        duplicates = [duplicate for duplicate in duplicates if duplicate.entry.id != candidate.entry]
    if not duplicates:
        yield Content.styled(t("No other entry looks like it."), "$text-muted")
        return
    is_serious = any(duplicate.reason in SERIOUS for duplicate in duplicates)
    if is_serious:
        yield Content.styled(t("! The termbase may have it already; m merges:"), "$text-warning bold")
    else:
        yield Content.styled(t("Entries that look like it:"), "$text-muted")
    for duplicate in duplicates:
        entry = duplicate.entry
        look = "$text-warning" if duplicate.reason in SERIOUS else "$text-muted"
        names = "  ".join(name for name in (entry.english, entry.chinese) if name)
        yield Content.assemble(
            "  ", (t(REASON_TEXTS[duplicate.reason]), look), f": {names}", (f"  {entry.id}", "$text-muted")
        )


def _equivalents(candidate: Candidate, selected: int) -> Iterator[Content]:
    yield Content.styled(t("Proposed equivalents"), "$text-accent bold")
    for number, equivalent in enumerate(candidate.equivalents, 1):
        yield from _equivalent(number, equivalent, is_selected=number == selected)
    nothing = t("without Chinese") if candidate.language == Language.ENGLISH else t("without English")
    yield Content.assemble(_pointer(0, is_selected=selected == 0), (nothing, "$text-muted"))


def _equivalent(number: int, equivalent: ProposedEquivalent, *, is_selected: bool) -> Iterator[Content]:
    yield Content.assemble(
        _pointer(number, is_selected=is_selected),
        (equivalent.term, "bold"),
        "  ",
        (equivalent.pinyin or "", "$text-secondary"),
    )
    facts = (t(equivalent.method.value), f"{equivalent.confidence:.0%}", equivalent.source)
    yield Content.styled("     " + " · ".join(fact for fact in facts if fact), "$text-muted")
    if equivalent.evidence:
        yield Content.styled(f"     “{equivalent.evidence}”", "$text-muted")


def _pointer(number: int, *, is_selected: bool) -> Content:
    key = str(number) if number < 10 else "·"  # noqa: PLR2004 - there are ten number keys
    return Content.styled(f"{'▶' if is_selected else ' '} {key}  ", "$text-accent bold" if is_selected else "")


def _variants(candidate: Candidate) -> Iterator[Content]:
    if candidate.variants:
        yield Content("")
        yield Content.styled(t("Variants"), "$text-accent bold")
        parts = [
            Content.assemble(variant.term, (f" {variant.count:,}", "$text-muted")) for variant in candidate.variants
        ]
        yield Content(" · ").join(parts)


def _usages(candidate: Candidate) -> Iterator[Content]:
    if candidate.contexts:
        yield Content("")
        yield Content.styled(t("Usage examples"), "$text-accent bold")
    for usage in candidate.contexts:
        yield from _usage(usage)


def _usage(usage: Usage) -> Iterator[Content]:
    start, end = usage.term_start, usage.term_end
    term = (usage.text[start:end], "$text-accent bold underline")
    yield Content.assemble(usage.text[:start], term, usage.text[end:])
    yield Content.styled(f"— {usage.source or usage.document}", "$text-muted")

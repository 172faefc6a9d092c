"""Why a candidate stands where it stands: what the decisions on others added to its score, and took from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from glossary.review.learning import Kind, reasons_of
from glossary.tui.language import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concept import Candidate
    from glossary.review.learning import Reason

#: What candidates have in common, as the reasons call it.
SHAPE_TEXTS = (
    "1 word",
    "2 words",
    "3 words",
    "4 or more words",
    "1 character",
    "2 characters",
    "3 characters",
    "4 characters",
    "5 or more characters",
    "capitals",
    "digits",
    "hyphen",
    "of, for, in or on",
    "equivalent by base",
    "equivalent by import",
    "equivalent by gloss",
    "equivalent by parallel",
    "equivalent by comparable",
    "equivalent by dictionary",
    "equivalent by plugin",
)
#: Parts of the score, as the miner calls them.
PART_TEXTS = (
    "alone",
    "bridged",
    "classes",
    "cohesion",
    "common",
    "company",
    "edges",
    "ending",
    "entropy",
    "freedom",
    "frequency",
    "general word",
    "head",
    "heading",
    "kinship",
    "known",
    "length",
    "linked",
    "long",
    "loose head",
    "loose start",
    "made of",
    "marks",
    "name",
    "place",
    "possessive",
    "quoted",
    "rarity",
    "set number",
    "single",
    "spread",
    "title",
    "transliterated",
    "two places",
    "verb",
    "verb at the end",
    "verb inside",
    "verbal",
)


def reason_lines(candidate: Candidate) -> Iterator[Content]:
    """Yield a line for each reason, nothing where no decision moved the candidate."""
    reasons = reasons_of(candidate.parts)
    if reasons:
        moved = sum(reason.points for reason in reasons)
        yield Content.styled(t("{points} by your decisions so far:", points=f"{moved:+.2f}"), "$text-muted")
    for reason in reasons:
        look = "$text-success" if reason.points > 0 else "$text-error"
        yield Content.assemble("  ", (f"{reason.points:+.2f}", look), (f"  {_say(reason)}", "$text-muted"))


def _say(reason: Reason) -> str:
    if reason.kind is Kind.REST:
        return t("smaller likenesses")
    if reason.kind is Kind.PART:
        return t("what “{name}” was worth so far", name=t(reason.name))
    name = t(reason.name) if reason.kind is Kind.SHAPE else f"“{reason.name}”"
    if reason.kind is Kind.HEAD:
        name = t("head {name}", name=name)
    if reason.kind is Kind.WORD:
        name = t("word {name}", name=name)
    counts = {"accepted": f"{reason.accepted:,}", "rejected": f"{reason.rejected:,}"}
    return t("{name}: {accepted} accepted, {rejected} rejected", name=name, **counts)

"""Candidates by hand: what somebody proposed stands in the change log, and joins what the miner finds.

The log is where they are kept: the newest standing change of a proposal is the proposal, undoing it takes it back,
and a mining, which computes all candidates anew, adds it again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from glossary.concept import Candidate, ProposedEquivalent, Usage
from glossary.store.entries.search_columns import search_key
from glossary.store.models import ChangeRow, RevisionRow
from glossary.vocabulary import Method

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

#: The kind of change that the log keeps for a proposal; its target is ``language:key``.
KIND = "proposal"
#: The part of the score that says so: what a person asks for comes among the first.
PART = "proposed"
SCORE = 6.0
#: So many names go into one statement.
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A term that somebody wants to have in the termbase; contexts have no document."""

    term: str
    language: str
    equivalents: tuple[ProposedEquivalent, ...] = ()
    contexts: tuple[Usage, ...] = ()

    @property
    def key(self) -> str:
        """What its spellings have in common."""
        return search_key(self.language, self.term)

    def with_more(self, other: Proposal) -> Proposal:
        """Return the proposal with what another one adds to it."""
        terms = {search_key(known.language, known.term) for known in self.equivalents}
        texts = {known.text for known in self.contexts}
        new = (found for found in other.equivalents if search_key(found.language, found.term) not in terms)
        examples = (found for found in other.contexts if found.text not in texts)
        return replace(self, equivalents=(*self.equivalents, *new), contexts=(*self.contexts, *examples))


def find_proposals(connection: Connection, names: Iterable[str] | None = None) -> dict[str, Proposal]:
    """Return the proposals that stand, by ``language:key``, in the order in which they were made.

    Args:
        connection: in any transaction.
        names: only these; None for all.
    """
    statement = select(ChangeRow.target, ChangeRow.after).join(RevisionRow, RevisionRow.id == ChangeRow.revision_id)
    standing = statement.where(ChangeRow.kind == KIND, RevisionRow.state == "done").order_by(ChangeRow.id)
    if names is None:
        rows = connection.execute(standing).all()
    else:
        wanted = list(dict.fromkeys(names))
        parts = (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
        rows = [row for part in parts for row in connection.execute(standing.where(ChangeRow.target.in_(part)))]
    return {row.target: proposal_of(row.after) for row in rows if row.after}


def state_of(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as the log keeps it."""
    return {
        "term": proposal.term,
        "language": proposal.language,
        "equivalents": [asdict(equivalent) for equivalent in proposal.equivalents],
        "contexts": [asdict(context) for context in proposal.contexts],
    }


def proposal_of(state: Mapping[str, Any]) -> Proposal:
    """Return the proposal that ``state_of`` was given."""
    return Proposal(
        term=state["term"],
        language=state["language"],
        equivalents=tuple(
            ProposedEquivalent(**{**found, "method": Method(found["method"])}) for found in state["equivalents"]
        ),
        contexts=tuple(Usage(**found) for found in state["contexts"]),
    )


def with_proposals(
    candidates: Sequence[Candidate], standing: Iterable[Proposal], decided: Container[str]
) -> list[Candidate]:
    """Return the candidates of a mining with the proposals in them, and those that no document has after them.

    Args:
        candidates: what was mined.
        standing: the proposals.
        decided: ``language:key`` of candidates that a person decided on; a proposal of one stays with it.
    """
    found = list(candidates)
    places: dict[str, int] = {}
    proposals = list(standing)
    if proposals:
        for place, candidate in enumerate(found):
            for name in names_of(candidate):
                places.setdefault(name, place)
        places |= {f"{candidate.language}:{candidate.key}": place for place, candidate in enumerate(found)}
    for proposal in proposals:
        own = f"{proposal.language}:{proposal.key}"
        home = places.get(own)
        if home is None or (own in decided and found[home].key != proposal.key):
            places[own] = len(found)
            found.append(added_to(None, [proposal]))
        else:
            found[home] = added_to(found[home], [proposal])
    return found


def names_of(candidate: Candidate) -> Iterator[str]:
    """Yield ``language:key`` of a candidate and of its variants."""
    yield f"{candidate.language}:{candidate.key}"
    for variant in candidate.variants:
        yield f"{candidate.language}:{search_key(candidate.language, variant.term)}"


def added_to(candidate: Candidate | None, proposals: Sequence[Proposal]) -> Candidate:
    """Return a candidate with proposals in it, or the candidate that they make alone; contexts stay in the log."""
    if candidate is None:
        first = proposals[0]
        candidate = Candidate(term=first.term, key=first.key, language=first.language)
    known = {search_key(found.language, found.term) for found in candidate.equivalents}
    equivalents = list(candidate.equivalents)
    for proposal in proposals:
        for equivalent in proposal.equivalents:
            if (key := search_key(equivalent.language, equivalent.term)) not in known:
                known.add(key)
                equivalents.append(equivalent)
    is_new = not is_proposed(candidate.parts)
    return replace(
        candidate,
        equivalents=tuple(sorted(equivalents, key=lambda equivalent: -equivalent.confidence)),
        score=candidate.score + SCORE if is_new else candidate.score,
        parts=(*candidate.parts, (PART, SCORE)) if is_new else candidate.parts,
    )


def as_mined(candidate: Candidate) -> Candidate:
    """Return a candidate without what was proposed by hand."""
    if not is_proposed(candidate.parts):
        return candidate
    return replace(
        candidate,
        equivalents=tuple(found for found in candidate.equivalents if found.method is not Method.PLUGIN),
        score=candidate.score - SCORE,
        parts=tuple(part for part in candidate.parts if part[0] != PART),
    )


def is_proposed(parts: Iterable[Sequence[Any]]) -> bool:
    """Tell by the parts of its score whether somebody proposed a candidate."""
    return any(part[0] == PART for part in parts)

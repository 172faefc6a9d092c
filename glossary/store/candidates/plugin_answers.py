"""What plug-ins answered before, and for which candidates nobody needs an answer any more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from glossary.concept import ProposedEquivalent
from glossary.store.models import CandidateRow, ProposedEquivalentRow
from glossary.vocabulary import CandidateStatus, Method

if TYPE_CHECKING:
    from sqlalchemy import Connection


def find_plugin_answers(connection: Connection, source: str) -> dict[tuple[str, str], tuple[ProposedEquivalent, ...]]:
    """Return the proposals of plug-ins by the language and the key of their candidates.

    Args:
        connection: in any transaction.
        source: how the source of every such proposal begins.
    """
    found = ProposedEquivalentRow
    statement = (
        select(
            CandidateRow.language.label("of"),
            CandidateRow.key,
            found.term,
            found.language,
            found.pinyin,
            found.confidence,
            found.source,
            found.evidence,
        )
        .join(CandidateRow, CandidateRow.id == found.candidate_id)
        .where(found.method == Method.PLUGIN.value, found.source.startswith(source, autoescape=True))
        .order_by(found.candidate_id, found.position)
    )
    answers: dict[tuple[str, str], list[ProposedEquivalent]] = defaultdict(list)
    for row in connection.execute(statement):
        answer = ProposedEquivalent(
            term=row.term,
            language=row.language,
            pinyin=row.pinyin,
            method=Method.PLUGIN,
            confidence=row.confidence,
            source=row.source,
            evidence=row.evidence,
        )
        answers[row.of, row.key].append(answer)
    return {name: tuple(own) for name, own in answers.items()}


def find_settled(connection: Connection) -> set[tuple[str, str]]:
    """Return the language and the key of the candidates that somebody decided on."""
    decided = (CandidateStatus.ACCEPTED.value, CandidateStatus.REJECTED.value)
    statement = select(CandidateRow.language, CandidateRow.key).where(CandidateRow.status.in_(decided))
    return {(row.language, row.key) for row in connection.execute(statement)}

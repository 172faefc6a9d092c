"""What a plug-in is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginRequest:
    """A term whose equivalent is wanted.

    ``language`` and ``target`` are BCP 47 tags; ``contexts`` at most three sentences that show the term in use;
    ``known`` pairs of a part of the term and the equivalent that the termbase has for it, longest part first.
    """

    term: str
    language: str
    target: str
    contexts: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginAnswer:
    """One equivalent: ``confidence`` is between 0 and 1, ``evidence`` what supports it, ``""`` for nothing."""

    term: str
    confidence: float = 0.5
    evidence: str = ""


class EquivalentsPlugin(Protocol):
    """What the factory of an entry point returns, given the settings of the plug-in as a mapping.

    ``name`` says who answers. A plug-in may also have a ``model``, a text that says by what means it does.
    """

    @property
    def name(self) -> str:
        """Who answers, in a word or two."""

    def propose(self, requests: Sequence[PluginRequest]) -> Sequence[Sequence[PluginAnswer]]:
        """Return the equivalents of each term, best first, in the order of the requests; none for an empty list.

        It runs in a thread of its own and may raise anything: what it says is told in one line, and the mining goes
        on without the plug-in.
        """

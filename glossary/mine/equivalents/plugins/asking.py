"""Plug-ins asked for what no other layer has, some terms at a time, with a limit on terms and on patience."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from glossary.mine.equivalents.plugins.checking import are_lists, check_answers
from glossary.mine.equivalents.plugins.protocol import PluginRequest
from glossary.mine.equivalents.termbase import chinese_of
from glossary.vocabulary import CandidateStatus, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from glossary.concept import Candidate, ProposedEquivalent
    from glossary.mine.equivalents.plugins.loading import LoadedPlugin
    from glossary.mine.equivalents.termbase import KnownEntry
    from glossary.progress import Progress

#: How the source of every proposal of a plug-in begins.
SOURCE = "plug-in "
MOST_CONTEXTS = 3
MOST_KNOWN = 8
#: How often it is looked whether the work is to stop, in seconds.
LOOK_EVERY = 0.1


class PluginLayer:
    """Completes the candidates of one mining, which may come in parts, the best first.

    Args:
        plugins: in the order in which they are asked; a later one only for what the earlier have no answer to.
        warn: told in one line what went wrong; the mining goes on.
        hand_pinyin: readings that a person wrote, by Chinese term.
        answered: what plug-ins answered before, by language and key of the candidate; these aren't asked for again.
        settled: language and key of candidates that somebody decided on, for which nobody needs an answer.
    """

    def __init__(
        self,
        plugins: Sequence[LoadedPlugin],
        *,
        warn: Callable[[str], object],
        hand_pinyin: Mapping[str, str] | None = None,
        answered: Mapping[tuple[str, str], tuple[ProposedEquivalent, ...]] | None = None,
        settled: Collection[tuple[str, str]] = (),
    ) -> None:
        self._plugins = plugins
        self._warn = warn
        self._hand_pinyin = hand_pinyin or {}
        self._answered = answered or {}
        self._settled = settled
        self._left = {plugin.name: plugin.limit for plugin in plugins}
        self._dropped: dict[str, Counter[str]] = {plugin.name: Counter() for plugin in plugins}

    def complete(
        self,
        candidates: Sequence[Candidate],
        find: Callable[[str], Sequence[KnownEntry]],
        progress: Progress | None = None,
    ) -> list[Candidate]:
        """Return the candidates, with equivalents where they had none and a plug-in proposes some.

        Args:
            candidates: with the equivalents of all other layers.
            find: returns the entries that have an English term, for what is known of the parts of a term.
            progress: told how far the work is; what it raises stops the work at once.
        """
        completed = [self._remembered(candidate) if _is_open(candidate) else candidate for candidate in candidates]
        for plugin in self._plugins:
            places = [place for place, candidate in enumerate(completed) if self._is_asked_for(candidate)]
            places = places[: self._left[plugin.name]]
            for start in range(0, len(places), plugin.batch):
                batch = places[start : start + plugin.batch]
                requests = [_request(completed[place], find) for place in batch]
                answers = self._ask(plugin, requests, progress, start, len(places))
                if answers is None:
                    self._left[plugin.name] = 0
                    break
                self._left[plugin.name] -= len(batch)
                for place, request, own in zip(batch, requests, answers, strict=True):
                    completed[place] = replace(completed[place], equivalents=self._checked(plugin, request, own))
            self._tell_dropped(plugin)
        return completed

    def _is_asked_for(self, candidate: Candidate) -> bool:
        return _is_open(candidate) and (candidate.language, candidate.key) not in self._settled

    def _remembered(self, candidate: Candidate) -> Candidate:
        names = {plugin.name for plugin in self._plugins}
        before = self._answered.get((candidate.language, candidate.key), ())
        return replace(candidate, equivalents=tuple(found for found in before if _plugin_of(found.source) in names))

    def _ask(
        self,
        plugin: LoadedPlugin,
        requests: Sequence[PluginRequest],
        progress: Progress | None,
        done: int,
        total: int,
    ) -> Sequence[Sequence[Any]] | None:
        """Return the answers of a plug-in, None once it failed; it is waited for no longer than it may take."""
        answers: list[object] = []
        failures: list[BaseException] = []
        ready = Event()

        def work() -> None:
            try:
                answers.append(plugin.plugin.propose(requests))
            except BaseException as error:  # noqa: BLE001 - somebody else's code; even its exit is no reason to stop
                failures.append(error)
            finally:
                ready.set()

        # A daemon: one that never answers doesn't keep the program from ending.
        Thread(target=work, name=f"plug-in {plugin.name}", daemon=True).start()
        until = monotonic() + plugin.timeout
        while not ready.wait(LOOK_EVERY):
            if progress:
                progress("asking plug-ins", done, total)
            if monotonic() > until:
                self._warn(plugin.explain(f"no answer within {plugin.timeout:g} seconds; mining goes on without it"))
                return None
        if progress:
            progress("asking plug-ins", done + len(requests), total)
        if failures:
            reason = f"{type(failures[0]).__name__}: {failures[0]}"
            self._warn(plugin.explain(f"it failed ({reason[:150]}); mining goes on without it"))
            return None
        if not are_lists(answers[0], requests):
            self._warn(plugin.explain("it didn't answer with a list for each term; mining goes on without it"))
            return None
        return answers[0]  # type: ignore[return-value] # as was just checked

    def _checked(
        self, plugin: LoadedPlugin, request: PluginRequest, answers: Sequence[Any]
    ) -> tuple[ProposedEquivalent, ...]:
        model = getattr(plugin.plugin, "model", "")
        source = (
            SOURCE + plugin.name + (f" ({' '.join(model.split())[:80]})" if isinstance(model, str) and model else "")
        )
        dropped = self._dropped[plugin.name]
        return check_answers(request, answers, source=source, hand_pinyin=self._hand_pinyin, dropped=dropped)

    def _tell_dropped(self, plugin: LoadedPlugin) -> None:
        dropped = self._dropped[plugin.name]
        if dropped:
            count = dropped.total()
            reasons = ", ".join(f"{reason} ({number})" for reason, number in dropped.most_common())
            self._warn(plugin.explain(f"{count} answer{'s were' if count > 1 else ' was'} dropped: {reasons}"))
            dropped.clear()


def _is_open(candidate: Candidate) -> bool:
    return not candidate.equivalents and candidate.status is CandidateStatus.PENDING


def _plugin_of(source: str) -> str:
    return source.removeprefix(SOURCE).split(" (", 1)[0]


def _request(candidate: Candidate, find: Callable[[str], Sequence[KnownEntry]]) -> PluginRequest:
    is_chinese = Language(candidate.language).is_chinese
    return PluginRequest(
        term=candidate.term,
        language=candidate.language,
        target=Language.ENGLISH.value if is_chinese else Language.SIMPLIFIED_CHINESE.value,
        contexts=tuple(usage.text for usage in candidate.contexts[:MOST_CONTEXTS]),
        known=() if is_chinese else tuple(_known_parts(candidate.term, find)),
    )


def _known_parts(term: str, find: Callable[[str], Sequence[KnownEntry]]) -> Iterator[tuple[str, str]]:
    """Yield parts of an English term that the termbase has, with their Chinese, the longest first."""
    words = term.split()
    spans = [(start, stop) for start in range(len(words)) for stop in range(start + 1, len(words) + 1)]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    count = 0
    for start, stop in spans:
        part = " ".join(words[start:stop])
        chinese = next((found for known in find(part) if (found := chinese_of(known.entry))), None)
        if chinese is not None and part != term:
            yield part, chinese.term
            count += 1
            if count == MOST_KNOWN:
                return

"""The command palette's commands: the actions that work here, by their titles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider

from glossary.tui.actions import actions_of
from glossary.tui.language import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.command import Hits
    from textual.types import IgnoreReturnCallbackType

    from glossary.tui.actions import Action


class ActionCommands(Provider):
    """Finds actions of the app and of the view that is shown."""

    async def discover(self) -> Hits:
        """Yield all of them, before anything is typed."""
        for action in self._here():
            yield DiscoveryHit(_title(action), self._run(action), help=t(action.help))

    async def search(self, query: str) -> Hits:
        """Yield those whose title or sentence fits."""
        matcher = self.matcher(query)
        for action in self._here():
            title = _title(action)
            score = max(matcher.match(title), matcher.match(t(action.help)) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(title), self._run(action), help=t(action.help))

    def _here(self) -> Iterator[Action]:
        name = getattr(self.screen, "NAME", "")
        for action in actions_of(name, "app"):
            if action.id != "app.palette":
                yield action

    def _run(self, action: Action) -> IgnoreReturnCallbackType:
        return partial(self.app.run_action, action.binding.action, self.screen)


def _title(action: Action) -> str:
    return f"{t(action.title)}  ({action.command})" if action.command else t(action.title)

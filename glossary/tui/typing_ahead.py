"""Keys in their turn: one is handled to its end, focus and all, before the next is given to a widget.

Textual hands a key to whatever has the focus when it arrives. Keys that arrive together (over a slow line, or
from a quick hand) would all go to the widget that the first of them leaves: of ``/abc`` the letters were lost.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.events import Key
    from textual.message_pump import MessagePump
    from textual.timer import Timer

#: After this time a key counts as handled in any case, in seconds; a widget that goes away says nothing.
PATIENCE = 0.5


class KeyQueue:
    """The keys that wait for their turn."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Key] = deque()
        self._under_way: Key | None = None
        self._fallback: Timer | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a key is under way or waits."""
        return self._under_way is not None

    def takes(self, key: Key) -> bool:
        """Keep a key back while another one is under way; return whether it was kept."""
        if self._under_way is None or key is self._under_way:
            return False
        self._waiting.append(key)
        return True

    def follow(self, key: Key, target: MessagePump) -> None:
        """Wait until a key has gone from a widget up to the app, and what it caused is done; then go on."""
        self._under_way = key
        way = [target, *target.ancestors, self._app] if hasattr(target, "ancestors") else [target, self._app]
        self._fallback = self._app.set_timer(PATIENCE, lambda: self._go_on(key))
        # Twice, for a widget may answer a key by a message that goes the same way.
        self._step(key, [*way, *way])

    def _step(self, key: Key, way: list[MessagePump]) -> None:
        """Follow the key through the queues of messages on its way, each in turn."""
        if not way:
            self._app.call_later(self._go_on, key)  # focus moves in a message of its own
            return
        following: Callable[[], None] = lambda: self._step(key, way[1:])  # noqa: E731 - a callback
        if not way[0].call_later(following):
            following()

    def _go_on(self, key: Key) -> None:
        if key is not self._under_way:
            return
        self._under_way = None
        if self._fallback:
            self._fallback.stop()
        if self._waiting:
            self._under_way = following = self._waiting.popleft()
            self._app.post_message(following)

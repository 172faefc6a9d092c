"""The candidate that a reviewer looks at is claimed for the reviewer, where several people may review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from glossary.review import claiming
from glossary.store.candidates.claims import LEASE
from glossary.tui.background import in_background

if TYPE_CHECKING:
    from textual.timer import Timer

    from glossary.errors import GlossaryError
    from glossary.tui.screens.queue import QueueScreen

#: How long the cursor rests on a candidate before it is claimed, in seconds: who only passes by claims nothing.
HOLD_AFTER = 0.7
#: How often a claim is renewed while its reviewer is at work: well before it ends by itself, in seconds.
RENEW_EVERY = LEASE.total_seconds() / 4


class Holding:
    """Claims what is looked at, lets go of what isn't any more, and of everything when the review is left.

    Who works alone on a file claims nothing, so that reading writes nothing.

    Args:
        screen: the review.
    """

    def __init__(self, screen: QueueScreen) -> None:
        self._screen = screen
        self._is_shared = False
        self._held: int | None = None
        self._rest: Timer | None = None
        self._is_at_work = False

    def begin(self) -> None:
        """See whether several people may review, then claim what the cursor rests on."""
        database = self._screen.glossary.database
        in_background(
            self._screen, partial(claiming.is_shared, database), self._take_shared, group="shared", failed=self._pass
        )

    def rest_on(self, row_id: int | None) -> None:
        """Claim a candidate soon, in the place of the one before; None for one that needs no decision."""
        if self._rest:
            self._rest.stop()
        if self._is_shared:
            self._rest = self._screen.set_timer(HOLD_AFTER, partial(self._move, row_id))

    def note_work(self) -> None:
        """Note that the reviewer is there, and not only the program."""
        self._is_at_work = True

    def renew(self) -> None:
        """Go on claiming for a reviewer who did something since the last time."""
        if self._held is not None and self._is_at_work:
            self._is_at_work = False
            self._write(None, self._held)

    def end(self) -> None:
        """Let go."""
        if self._rest:
            self._rest.stop()
        held, self._held = self._held, None
        if held is not None:
            app = self._screen.glossary
            app.arrange(partial(claiming.move, app.database, held, None, who=app.user))

    def _take_shared(self, is_shared: bool) -> None:  # noqa: FBT001 - what the job found
        self._is_shared = is_shared
        self._screen.rest_anew()

    def _move(self, row_id: int | None) -> None:
        if row_id != self._held:
            former, self._held = self._held, row_id
            self._write(former, row_id)

    def _write(self, former: int | None, row_id: int | None) -> None:
        app = self._screen.glossary
        arranged = app.arrange(partial(claiming.move, app.database, former, row_id, who=app.user))
        in_background(self._screen, arranged.result, self._screen.take_holder, group="hold", failed=self._pass)

    def _pass(self, _: GlossaryError) -> None:
        """Review without claims where there can be none: whoever decides is told what is in the way."""
        self._is_shared = False

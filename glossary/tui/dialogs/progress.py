"""Work that takes a while: what is done, how far it is, how long it took, and Escape to stop it."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from textual.widgets import Static

from glossary.errors import Cancelled, GlossaryError, InputError
from glossary.tui.actions import bindings_of
from glossary.tui.background import in_background
from glossary.tui.dialogs.dialog import Answer, Dialog
from glossary.tui.language import t
from glossary.tui.widgets.bar_chart import BLOCKS, SIGNS, lengths_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from glossary.progress import Progress

#: What jobs do, as they call it.
STEP_TEXTS = (
    "adding entries",
    "changing entries",
    "building the indexes",
    "adding the base",
    "aligning sentences",
    "asking plug-ins",
    "choosing examples",
    "comparing entries",
    "encoding spans",
    "finding equivalents",
    "finding terms",
    "keeping the candidates",
    "learning from decisions",
    "learning how words are translated",
    "learning the terms",
    "looking at the termbase",
    "looking for glosses",
    "looking for reprints",
    "looking into terms",
    "looking through the documents",
    "proposing Chinese",
    "ranking terms",
    "reading documents",
    "reading the Chinese",
    "reading the base",
    "reading the candidates",
    "reading the corpus",
    "reading the dictionary",
    "reading the file",
    "reading the termbase",
    "splitting into sentences",
    "weighing terms",
    "writing entries",
)
#: How often the picture is drawn anew, in seconds.
DRAWN_EVERY = 0.1


class ProgressDialog(Dialog[Answer]):
    """Does a job in a thread and answers with its result; None where it failed or was stopped.

    Args:
        title: what is done, in the language of the interface.
        job: is given what it tells its progress to. Once the user wants to stop, that raises ``Cancelled``, and
            the job leaves everything as it was.
        failed: takes the error of a job that failed; unless given the app shows it.
    """

    BINDINGS = bindings_of("progress")

    def __init__(
        self,
        title: str,
        job: Callable[[Progress], Answer],
        *,
        failed: Callable[[GlossaryError], object] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._job = job
        self._failed = failed
        self._stop = Event()
        self._begun = monotonic()
        self._state = ("", 0, 0)

    @property
    def dialog_title(self) -> str:
        """The title in the frame."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Yield what is done and the bar."""
        yield Static("", id="progress-step", markup=False)
        yield Static("", id="progress-bar", markup=False)
        yield Static("", id="progress-time", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(DRAWN_EVERY, self._draw)
        self._draw()
        in_background(self, self._work, self._finish, group="job", failed=self._fail)

    def on_unmount(self) -> None:
        """Stop the work too when the app is left."""
        self._stop.set()

    def action_cancel(self) -> None:
        """Stop the work as soon as it can be stopped."""
        self._stop.set()
        self._draw()

    def _work(self) -> Answer:
        """Do the job, in its thread; what the disk refuses is told as any other error."""
        try:
            return self._job(self._report)
        except OSError as error:
            raise InputError(f"{error.filename or t('the file')}: {error.strerror or error}") from error

    def _report(self, what: str, done: int, total: int) -> None:
        """Take the progress, in the thread of the job."""
        if self._stop.is_set():
            raise Cancelled
        self._state = (what, done, total)

    def _finish(self, result: Answer) -> None:
        self.dismiss(result)

    def _fail(self, error: GlossaryError) -> None:
        self.dismiss(None)
        if isinstance(error, Cancelled):
            self.glossary.tell(t("Stopped; nothing was changed."))
        else:
            (self._failed or self.glossary.show_error)(error)

    def _draw(self) -> None:
        what, done, total = self._state
        step = t("Stopping…") if self._stop.is_set() else t(what) if what else t("Beginning…")
        self.query_one("#progress-step", Static).update(step)
        bar = self.query_one("#progress-bar", Static)
        bar.update(self._bar(done, total, max(10, bar.size.width)))
        seconds = int(monotonic() - self._begun)
        time = t("{minutes}:{seconds} so far", minutes=seconds // 60, seconds=f"{seconds % 60:02}")
        count = t("{done} of {total}", done=f"{done:,}", total=f"{total:,}") if total else ""
        self.query_one("#progress-time", Static).update(f"{time}   {count}")

    def _bar(self, done: int, total: int, width: int) -> str:
        signs = SIGNS if self.app.has_class("-plain-lines") else BLOCKS
        cells = width - 7
        (length,) = lengths_of([min(done, total)], total, cells) if total else (0,)
        share = f"{min(1, done / total):5.0%}" if total else ""
        return signs[0] * length + signs[-1] * (cells - length) + f" {share}"

"""Keeping the draft of a form in its file, in a thread of its own and in the order of the keys."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from glossary.tui.forms.drafts import DraftFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.tui.forms.drafts import KeptDraft
    from glossary.tui.forms.state import FormState


class DraftKeeper:
    """Keeps what one form has. What writes returns a function that waits for it and raises its error.

    Args:
        location: path or URL of the termbase.
        key: what the form is open for; see ``drafts.KeptDraft``.
    """

    def __init__(self, location: str, key: str) -> None:
        self._location = location
        self._file = DraftFile(location, key)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="drafts")
        self._is_closed = False

    def restore(self) -> KeptDraft | None:
        """Return the draft that waits, None where there is none."""
        return self._writer.submit(self._file.restore).result()

    def keep(self, state: FormState) -> Callable[[], None]:
        """Write what isn't saved; where all is, take the file away."""
        if not state.is_dirty:
            return self.remove()
        return self._writer.submit(self._file.keep, state.title, state.draft.to_json()).result

    def remove(self) -> Callable[[], None]:
        """Take the file away; also when the form is closed, as what it had may be saved only then."""
        if self._is_closed:
            return self._file.remove
        return self._writer.submit(self._file.remove).result

    def turn_to(self, key: str) -> None:
        """Keep drafts under another key from now on: what was new is an entry now."""
        self._file = DraftFile(self._location, key)

    def close(self) -> None:
        """Finish what is being written."""
        self._is_closed = True
        self._writer.shutdown()

"""A termbase as servers hold it: open for long, always as fresh as its file."""

from __future__ import annotations

from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any

from glossary.garbage import kept_for_good
from glossary.lookup.queries import complete, get_entries, look_up
from glossary.lookup.recognition.recogniser import Recogniser
from glossary.store.files import file_of, identity_of
from glossary.store.reader import open_reader
from glossary.text.chinese import to_simplified, to_traditional

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.lookup.queries import Completion, Hit
    from glossary.lookup.recognition.designations import Row
    from glossary.lookup.recognition.span import Span

_STATES = "SELECT id, version, changed_at FROM concept_entries"
_TERMS = "SELECT id, entry_id, language, status, term FROM term_sections"
#: So many values a statement may name.
_AT_ONCE = 500
#: SQLite counts no further; what somebody else calls an id may be larger.
_LARGEST_ID = 2**63 - 1
#: So many entries are kept at hand.
_KEPT = 20_000


class LiveTermbase:
    """Answers queries and finds terms in texts, from any thread, and sees what any process changed at once.

    The terms are loaded when they are first needed, or by `load`. A file that comes to stand in the place of the
    one that was opened is taken over whole.

    Args:
        location: the path or URL of a termbase.

    Raises:
        DatabaseError: there is none, or it can't be used.
    """

    def __init__(self, location: str) -> None:
        self.location = location
        self._path = file_of(location)
        self._version = 0
        self._lock = RLock()
        #: Held while terms are loaded, so that queries needn't wait for it.
        self._loading = RLock()
        self._open()

    def load(self) -> None:
        """Load the terms, which takes a second for 200,000 of them, and what rare queries need.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        _ = self.recogniser
        # A query with a mistake in it, and one in the other Chinese writing, would wait for these.
        import_module("glossary.lookup.queries.typos")
        to_traditional(to_simplified("無"))

    @property
    def version(self) -> int:
        """A number that grows whenever an entry is changed by anybody.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        self._refresh()
        return self._version

    @property
    def recogniser(self) -> Recogniser:
        """All terms as they are now, to be found in texts.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        self._refresh()
        if self._is_behind:
            with self._loading:
                self._bring_up_to_date()
        return self._recogniser

    def find(self, text: str) -> list[Span]:
        """Return the terms of a text, left to right, the longest where they overlap."""
        return self.recogniser.find(text)

    def get_entries(self, row_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return entries by row id, in the shape of the command line; those that are gone are left out.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        self._refresh()
        wanted = dict.fromkeys(row_id for row_id in row_ids if row_id <= _LARGEST_ID)
        with self._lock:
            if len(self._entries) > _KEPT:
                self._entries.clear()
            missing = [row_id for row_id in wanted if row_id not in self._entries]
            if missing:
                self._entries.update(get_entries(self._reader, missing))
            return {row_id: self._entries[row_id] for row_id in wanted if row_id in self._entries}

    def look_up(self, query: str, *, mode: str = "auto", language: str | None = None, limit: int = 20) -> list[Hit]:
        """Return what a query finds, best first; see ``queries.look_up``."""
        self._reopen_if_replaced()
        return look_up(self._reader, query, mode=mode, language=language, limit=limit)

    def complete(self, prefix: str, *, limit: int = 20, language: str | None = None) -> list[Completion]:
        """Return the terms that begin as what is being typed; see ``queries.complete``."""
        self._reopen_if_replaced()
        return complete(self._reader, prefix, limit=limit, language=language)

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def _open(self) -> None:
        self._reader = open_reader(self.location)
        self._identity = identity_of(self._path)
        self._seen: int | None = None
        self._states: dict[int, int] = {}
        self._recogniser = Recogniser()
        #: Entries whose terms the recogniser doesn't know as they are.
        self._changed: set[int] = set()
        self._is_behind = False
        self._entries: dict[int, dict[str, Any]] = {}

    def _reopen_if_replaced(self) -> None:
        identity = identity_of(self._path)
        # While a file is being replaced there may be none; what is open stays good until then.
        if identity is None or identity == self._identity:
            return
        with self._lock:
            if identity != self._identity:
                # Another thread may still read the file that was; it is closed when nobody does any more.
                self._open()
                self._version += 1

    def _refresh(self) -> None:
        """Take in what was changed since the last look."""
        self._reopen_if_replaced()
        if self._reader.data_version() == self._seen:
            return
        with self._lock:
            seen = self._reader.data_version()
            if seen != self._seen:
                self._take_changes()
                self._seen = seen

    def _take_changes(self) -> None:
        states = {row_id: hash((version, at)) for row_id, version, at in self._reader.rows(_STATES)}
        changed = {row_id for row_id, state in states.items() if self._states.get(row_id) != state}
        gone = self._states.keys() - states.keys()
        if not changed and not gone:
            return
        self._changed |= changed | gone
        self._is_behind = True
        for row_id in changed | gone:
            self._entries.pop(row_id, None)
        self._states = states
        self._version += 1

    def _bring_up_to_date(self) -> None:
        """Let the recogniser know what changed."""
        with self._lock:
            changed, self._changed = self._changed, set()
        try:
            if len(changed) * 2 > len(self._states):
                with kept_for_good():
                    self._recogniser = Recogniser(self._reader.rows(_TERMS))
            elif changed:
                terms = self._terms_of(changed)
                self._recogniser.remove_entries(changed)
                self._recogniser.add(terms)
        except BaseException:
            with self._lock:
                self._changed |= changed
            raise
        with self._lock:
            self._is_behind = bool(self._changed)

    def _terms_of(self, row_ids: Iterable[int]) -> list[Row]:
        wanted = list(row_ids)
        terms: list[Row] = []
        for first in range(0, len(wanted), _AT_ONCE):
            part = wanted[first : first + _AT_ONCE]
            terms += self._reader.rows(f"{_TERMS} WHERE entry_id IN ({','.join('?' * len(part))})", part)
        return terms

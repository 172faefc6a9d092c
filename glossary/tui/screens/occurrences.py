"""Where terms occur in the documents: each occurrence in its context, and the text around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from textual import on
from textual.widgets import ContentSwitcher, Static

from glossary.store.documents import get_document
from glossary.tui.actions import bindings_of
from glossary.tui.background import Renewal, in_background
from glossary.tui.language import t, tn
from glossary.tui.screens.view import View
from glossary.tui.widgets.document_text import DocumentText
from glossary.tui.widgets.occurrence_list import OccurrenceList
from glossary.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from glossary.concept import Candidate, ConceptEntry, Document
    from glossary.jobs.occurrences import Occurrence

#: How much of a sentence is fetched on each side of a term, in characters.
CONTEXT = 100


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document that is read, and the occurrences in it: by their numbers among all."""

    document: Document
    numbers: range


class OccurrencesScreen(View):
    """Lists occurrences by document; Enter shows the text around one, n and N go on to others.

    Args:
        name: of what is looked for, for the top line.
        terms: ``(language, term)`` of each term that is looked for.
        candidate: the row of the candidate that is looked for instead.
    """

    NAME = "occurrences"
    BINDINGS = bindings_of("occurrences")
    AUTO_FOCUS = "#occurrence-list"

    def __init__(self, name: str, terms: Sequence[tuple[str, str]] = (), *, candidate: int | None = None) -> None:
        super().__init__()
        self._name_of = name
        self._terms = tuple(terms)
        self._candidate = candidate
        self._opened: _Opened | None = None
        self._renewal = Renewal(self, self._find, self._show_found, group="find")

    @classmethod
    def of_entry(cls, entry: ConceptEntry) -> Self:
        """Return the screen for all terms of an entry."""
        terms = [(language, term.term) for language, term in entry.find_terms()]
        return cls(terms[0][1] if terms else entry.id, terms)

    @classmethod
    def of_candidate(cls, candidate: Candidate) -> Self:
        """Return the screen for a candidate that is kept."""
        return cls(candidate.term, candidate=candidate.id)

    def compose_body(self) -> ComposeResult:
        """Yield the list, and in its place the text."""
        yield Static("", id="occurrence-title", markup=False)
        with ContentSwitcher(initial="occurrence-list"):
            yield OccurrenceList(id="occurrence-list")
            yield DocumentText(id="occurrence-text")

    @property
    def occurrence_list(self) -> OccurrenceList:
        """The list."""
        return self.query_one(OccurrenceList)

    @property
    def text(self) -> DocumentText:
        """The text of a document."""
        return self.query_one(DocumentText)

    def reload(self) -> None:
        """Look for the occurrences anew."""
        if not self.occurrence_list.occurrences:
            self._tell(t("looking…"))
        self._renewal.ask()

    def _find(self) -> list[Occurrence]:
        from glossary.jobs.occurrences import find_occurrences  # noqa: PLC0415 - loaded in the thread

        with self.glossary.database.reading() as connection:
            if self._candidate is not None:
                return find_occurrences(connection, candidate_id=self._candidate, width=CONTEXT)
            return find_occurrences(connection, terms=self._terms, width=CONTEXT)

    def _show_found(self, found: list[Occurrence]) -> None:
        if tuple(found) != self.occurrence_list.occurrences:
            self.occurrence_list.show_occurrences(found)
            self._leave_text()
        self._tell_count()

    def _tell_count(self) -> None:
        found = self.occurrence_list.occurrences
        if not found:
            self._tell(t("occurs in no document"))
            return
        documents = len({one.document for one in found})
        times = tn("{count} occurrence", "{count} occurrences", len(found))
        self._tell(f"{times} {tn('in {count} document', 'in {count} documents', documents)}")

    def _tell(self, what: str) -> None:
        self.query_one("#occurrence-title", Static).update(f" {self._name_of}   {what}")

    # --- the text

    @on(VirtualList.Chosen)
    def _open(self) -> None:
        number = self.occurrence_list.number
        if number is not None:
            self._show_in_text(number)

    def _show_in_text(self, number: int) -> None:
        found = self.occurrence_list.occurrences
        opened = self._opened
        if opened is not None and number in opened.numbers:
            self.text.go_to(number - opened.numbers.start)
            self._tell_place(number)
            return
        wanted = found[number].document
        first = last = number
        while first > 0 and found[first - 1].document == wanted:
            first -= 1
        while last + 1 < len(found) and found[last + 1].document == wanted:
            last += 1

        def read() -> _Opened:
            with self.glossary.database.reading() as connection:
                return _Opened(get_document(connection, wanted), range(first, last + 1))

        in_background(self, read, lambda opened: self._show_text(opened, number), group="read")

    def _show_text(self, opened: _Opened, number: int) -> None:
        self._opened = opened
        self.query_one(ContentSwitcher).current = "occurrence-text"
        found = self.occurrence_list.occurrences
        places = [(found[one].start, found[one].end) for one in opened.numbers]
        self.text.show(opened.document, places, number - opened.numbers.start)
        self.text.focus()
        self._tell_place(number)

    def _tell_place(self, number: int) -> None:
        found = self.occurrence_list.occurrences
        self._tell(
            t("{number} of {total}   {source}", number=number + 1, total=len(found), source=found[number].source)
        )

    def _leave_text(self) -> None:
        self._opened = None
        self.query_one(ContentSwitcher).current = "occurrence-list"
        self.occurrence_list.focus()
        self._tell_count()

    # --- actions

    def action_next(self) -> None:
        """Go to the next occurrence."""
        self._step(1)

    def action_previous(self) -> None:
        """Go to the occurrence before."""
        self._step(-1)

    def _step(self, steps: int) -> None:
        now = self.occurrence_list.number
        if now is None:
            return
        number = max(0, min(len(self.occurrence_list.occurrences) - 1, now + steps))
        self.occurrence_list.go_to(number)
        if self._opened is not None:
            self._show_in_text(number)

    def action_copy_line(self) -> None:
        """Copy what stands around the occurrence."""
        number = self.occurrence_list.number
        if number is not None:
            one = self.occurrence_list.occurrences[number]
            self.glossary.copy(f"{one.left}{one.text}{one.right}")

    def action_back(self) -> None:
        """Go back to the list, or leave."""
        if self._opened is not None:
            self._leave_text()
        else:
            self.app.pop_screen()

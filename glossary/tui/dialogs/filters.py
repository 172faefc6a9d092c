"""The conditions of a list of entries, which can be kept under a name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Button, Input, Select

from glossary.store.entries.search import Filter
from glossary.tui.background import in_background
from glossary.tui.dialogs.form import FormDialog, form_row
from glossary.tui.filter_options import InUse, find_in_use
from glossary.tui.filter_words import (
    SINCE,
    SINCE_TEXTS,
    TITLES,
    describe_filter,
    fields_of,
    filter_from,
    moment_of,
    name_of,
)
from glossary.tui.language import t
from glossary.tui.widgets.entry_text import language_name
from glossary.tui.widgets.text_input import TextInput
from glossary.vocabulary import AdministrativeStatus, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import ComposeResult

__all__ = ["FiltersDialog", "describe_filter"]

_ANY = ""
_DATE = "date"
_YES = "yes"


class FiltersDialog(FormDialog[Filter]):
    """Answers with a filter; the query of the one it is given stays as it is."""

    DIALOG_TITLE = "Filters"

    def __init__(self, current: Filter) -> None:
        super().__init__()
        self._current = current

    # --- layout

    @property
    def go_title(self) -> str:
        """What is on the button."""
        return t("Show")

    def compose_rows(self) -> ComposeResult:
        """Yield a row for each condition, and the filters that were saved."""
        statuses = [(t(status.value), status.value) for status in AdministrativeStatus]
        languages = [(language_name(language), language.value) for language in Language]
        yield form_row(t("Status of a term"), _select("status", statuses))
        yield form_row(t("Subject field"), _select("subject_field", _kept(self._current.subject_field)))
        yield form_row(t("No term in"), _select("missing_language", languages))
        yield form_row(t("Occurs in"), _select("document", _kept(self._current.document)))
        since = [*((t(text), name) for name, text in SINCE_TEXTS.items()), (t("since a date:"), _DATE)]
        yield form_row(t("Changed"), _select("changed_since", since), TextInput(id="filter-date", compact=True))
        yield form_row(t("Comes from"), _select("origin", _kept(self._current.origin)))
        yield form_row(t("Mined"), _select("is_mined", [(t("occurs in documents"), _YES)]))
        yield form_row(t("Saved filters"), _select("saved", self._saved_options()))
        name = TextInput(placeholder=t("a name to save these under"), id="filter-name", compact=True)
        buttons = (Button(t("Save"), id="save", compact=True), Button(t("Delete"), id="delete", compact=True))
        yield form_row(t("Name"), name, *buttons)

    def compose_buttons(self) -> ComposeResult:
        """Yield the button that takes all conditions away."""
        yield Button(t("Reset"), id="reset", compact=True)

    def on_mount(self) -> None:
        """Show the filter in force, and look what can be chosen."""
        self.show_filter(self._current)
        in_background(self, partial(find_in_use, self.glossary.database), self._take_in_use, group="in use")

    def _take_in_use(self, in_use: InUse) -> None:
        self._set_options("subject_field", in_use.subject_fields)
        self._set_options("document", in_use.documents)
        self._set_options("origin", in_use.origins)

    def _set_options(self, name: str, options: Iterable[tuple[str, str]]) -> None:
        select = self._select(name)
        value = select.value
        offered = _options(options)
        if value not in {key for _, key in offered}:
            offered += _options([(str(value), str(value))])
        select.set_options(offered)
        select.value = value

    def _saved_options(self) -> list[tuple[str, str]]:
        return [(name, name) for name in sorted(self.glossary.preferences.filters)]

    # --- from and to a filter

    def show_filter(self, wanted: Filter) -> None:
        """Put a filter into the form."""
        name = name_of(wanted.changed_since) if wanted.changed_since else _ANY
        values = {
            "status": wanted.status,
            "subject_field": wanted.subject_field,
            "missing_language": wanted.missing_language,
            "document": "" if wanted.document is None else str(wanted.document),
            "changed_since": name if name in SINCE or not name else _DATE,
            "origin": wanted.origin,
            "is_mined": _YES if wanted.is_mined else _ANY,
        }
        for field, value in values.items():
            self._choose(field, value or _ANY)
        self.query_one("#filter-date", Input).value = "" if name in SINCE else name
        self._show_date()

    def read_filter(self) -> Filter:
        """Return the filter that the form describes.

        Raises:
            ValueError: the date is none.
        """
        since = self._value("changed_since")
        if since == _DATE:
            since = self.query_one("#filter-date", Input).value.strip()
        document = self._value("document")
        return Filter(
            query=self._current.query,
            status=self._value("status"),
            subject_field=self._value("subject_field"),
            missing_language=self._value("missing_language"),
            document=int(document) if document else None,
            changed_since=moment_of(since) if since else None,
            origin=self._value("origin"),
            is_mined=self._value("is_mined") is not None,
        )

    def _select(self, name: str) -> Select[str]:
        return self.query_one(f"#filter-{name}", Select)

    def _value(self, name: str) -> str | None:
        return str(self._select(name).value) or None

    def _choose(self, name: str, value: str) -> None:
        select = self._select(name)
        known = {key for _, key in select._options}  # noqa: SLF001 - Textual has no public way to ask
        if value not in known:
            select.set_options([*((label, str(key)) for label, key in select._options), *_options([(value, value)])])  # noqa: SLF001
        select.value = value

    @on(Select.Changed, "#filter-changed_since")
    def _show_date(self) -> None:
        self.query_one("#filter-date").display = self._value("changed_since") == _DATE

    # --- doing

    def accept(self) -> None:
        """Answer with the filter."""
        wanted = self._read_or_tell()
        if wanted is not None:
            self.dismiss(wanted)

    @on(Button.Pressed, "#reset")
    def action_reset(self) -> None:
        """Take all conditions away."""
        self.show_filter(Filter())

    @on(Select.Changed, "#filter-saved")
    def _load(self) -> None:
        name = self._value("saved")
        if name:
            self.show_filter(filter_from(self.glossary.preferences.filters.get(name, {})))
            self.query_one("#filter-name", Input).value = name

    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        name = self.query_one("#filter-name", Input).value.strip()
        wanted = self._read_or_tell()
        if not name:
            self.tell_problem(t("Give the filter a name first."))
        elif wanted is not None:
            self._remember(name, fields_of(wanted))

    @on(Input.Submitted, "#filter-name")
    def _save_by_enter(self, event: Input.Submitted) -> None:
        event.prevent_default()  # elsewhere in the form Enter does what the form says
        self._save()

    @on(Button.Pressed, "#delete")
    def _delete(self) -> None:
        name = self.query_one("#filter-name", Input).value.strip()
        if name in self.glossary.preferences.filters:
            self._remember(name, None)
        else:
            self.tell_problem(t("No filter is saved under the name “{name}”.", name=name))

    def _remember(self, name: str, fields: Mapping[str, str] | None) -> None:
        app = self.glossary
        filters = dict(app.preferences.filters)
        if fields is None:
            del filters[name]
        else:
            filters[name] = fields
        app.remember(name, fields, table="filters")
        app.take_preferences(replace(app.preferences, filters=filters))
        with self.prevent(Select.Changed):
            self._select("saved").set_options(_options(self._saved_options()))
            self._select("saved").value = name if fields is not None else _ANY
        app.tell(t("Saved: {name}", name=name) if fields is not None else t("Deleted: {name}", name=name))

    def _read_or_tell(self) -> Filter | None:
        self.tell_problem("")
        try:
            return self.read_filter()
        except ValueError:
            self.tell_problem(t("The date must look like 2026-03-15."))
            return None


def _kept(value: object) -> list[tuple[str, str]]:
    """Return the option that is in force, until the others are known."""
    if value is None:
        return []
    shown = TITLES.get(value, str(value)) if isinstance(value, int) else str(value)
    return [(shown, str(value))]


def _options(options: Iterable[tuple[str, str]]) -> list[tuple[Content, str]]:
    return [(Content(t("any")), _ANY), *((Content(label), value) for label, value in options)]


def _select(name: str, options: Iterable[tuple[str, str]]) -> Select[str]:
    return Select(_options(options), value=_ANY, allow_blank=False, id=f"filter-{name}", compact=True)

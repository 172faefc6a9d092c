"""A filter of entries in words: for a reader, and for the settings file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from glossary.store.entries.search import Filter
from glossary.tui.language import t
from glossary.tui.widgets.entry_text import language_name

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Moments that move on: how many days before the beginning of today each is.
SINCE = {"today": 0, "7 days": 7, "30 days": 30}
#: What each of them says of an entry.
SINCE_TEXTS = {"today": "changed today", "7 days": "changed in 7 days", "30 days": "changed in 30 days"}
#: Where entries come from, as the store marks it.
ORIGIN_TEXTS = {
    "base": "the curated base",
    "import": "an import",
    "review": "the review",
    "person": "written by hand",
}
#: The titles of documents by their ids, as far as they were met: a filter itself knows the id alone.
TITLES: dict[int, str] = {}
_FIELDS = ("status", "subject_field", "missing_language", "origin")


def moment_of(name: str) -> datetime:
    """Return the moment from which something counts as changed: a name of ``SINCE``, or a date in ISO 8601.

    Raises:
        ValueError: it is neither.
    """
    if name in SINCE:
        return _midnight(datetime.now().astimezone().date() - timedelta(days=SINCE[name]))
    return _midnight(date.fromisoformat(name))


def name_of(moment: datetime) -> str:
    """Return the name of a moment: of ``SINCE``, or its date."""
    named = {moment_of(name): name for name in SINCE}
    return named.get(moment) or moment.astimezone().date().isoformat()


def origin_name(origin: str) -> str:
    """Return where entries come from, in the language of the interface."""
    return t(ORIGIN_TEXTS[origin]) if origin in ORIGIN_TEXTS else origin


def describe_filter(wanted: Filter) -> str:
    """Return the conditions of a filter in one line, without its query; empty where there are none."""
    said = []
    if wanted.status:
        said.append(t("status {status}", status=t(wanted.status)))
    if wanted.subject_field:
        said.append(wanted.subject_field)
    if wanted.missing_language:
        said.append(t("no {language}", language=language_name(wanted.missing_language)))
    if wanted.document is not None:
        title = TITLES.get(wanted.document) or f"#{wanted.document}"
        said.append(t("in “{title}”", title=title))
    if wanted.changed_since:
        name = name_of(wanted.changed_since)
        said.append(t("changed since {date}", date=name) if name not in SINCE else t(SINCE_TEXTS[name]))
    if wanted.origin:
        said.append(t("from {origin}", origin=origin_name(wanted.origin)))
    if wanted.is_mined:
        said.append(t("in documents"))
    return " · ".join(said)


def fields_of(wanted: Filter) -> dict[str, str]:
    """Return the conditions of a filter as the settings file keeps them; a document by its title."""
    fields: dict[str, str] = {name: value for name in _FIELDS if (value := getattr(wanted, name))}
    if wanted.changed_since:
        fields["changed_since"] = name_of(wanted.changed_since)
    if wanted.is_mined:
        fields["is_mined"] = "yes"
    if wanted.document is not None and wanted.document in TITLES:
        fields["document"] = TITLES[wanted.document]
    return fields


def filter_from(fields: Mapping[str, str]) -> Filter:
    """Return the filter that the settings file keeps; what can't be understood, or isn't here, is left out."""
    texts = {name: str(fields[name]) for name in _FIELDS if fields.get(name)}
    wanted = Filter(**texts, is_mined=fields.get("is_mined") == "yes")  # type: ignore[arg-type] # texts are texts
    if fields.get("changed_since"):
        try:
            wanted = replace(wanted, changed_since=moment_of(str(fields["changed_since"])))
        except ValueError:
            return wanted
    ids = {title: document for document, title in TITLES.items()}
    return replace(wanted, document=ids.get(str(fields.get("document", ""))))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()

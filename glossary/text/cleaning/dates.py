"""Finding the date of an article in the lines above and below it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from glossary.text.cleaning.credits import is_credit
from glossary.text.cleaning.furniture import is_furniture

if TYPE_CHECKING:
    from glossary.text.cleaning.draft import Draft

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)")
_MONTH_FIRST = re.compile(
    _MONTH.format("month") + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.format("month") + r",?\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_LONGEST = 160


def find_date(text: str) -> str | None:
    """Return the first date of a text as ISO 8601, or None; a date that no calendar has doesn't count."""
    found = [match for pattern in (_NUMERIC, _MONTH_FIRST, _DAY_FIRST) if (match := pattern.search(text))]
    for match in sorted(found, key=re.Match.start):
        if iso := _iso(match):
            return iso
    return None


def find_metadata_date(value: str) -> str | None:
    """Return the date of a metadata field as ISO 8601, ``20250310`` included, or None."""
    if iso := find_date(value):
        return iso
    match = _COMPACT.match(value.strip())
    return _iso(match) if match else None


def read_date(draft: Draft) -> Draft:
    """Take the date from the first date line, byline or the like that has one."""
    if draft.date:
        return draft
    found = next(filter(None, (_line_date(block.text) for block in draft.blocks)), None)
    return replace(draft, date=found)


def _line_date(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    found = find_date(text)
    return found if found and (is_furniture(text) or is_credit(text)) else None


def _iso(match: re.Match[str]) -> str | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return None

"""A proposed change as text to read: who wants what, and each field as it was, is, and shall be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from glossary.tui.language import t
from glossary.tui.revision_text import moment
from glossary.tui.widgets.entry_text import entry_text, language_name
from glossary.vocabulary import ProposedKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.review.fields import Field
    from glossary.review.proposed import ComparedChange, Difference

BETWEEN = " · "
#: The last part of a field's way, in the words of the interface.
_FIELD_TEXTS = {
    "subject_field": "Subject field",
    "definition": "Definition",
    "note": "Note",
    "other": "Other elements",
    "place": "Place",
    "status": "Status",
    "part_of_speech": "Part of speech",
    "term_type": "Type",
    "pinyin": "Pinyin",
    "pinyin_by_hand": "by hand",
    "source": "Source",
    "example": "Example",
}
#: Fields whose texts are words of a fixed list.
_LISTED = frozenset({"status", "part_of_speech", "term_type", "pinyin_by_hand"})
_KIND_TEXTS = {ProposedKind.SUGGESTION: "suggestion", ProposedKind.CONFLICT: "conflict"}
#: So many fields are named in a row of the list.
SHOWN = 3


def kind_name(kind: ProposedKind) -> str:
    """Return what a kind of change is called."""
    return t(_KIND_TEXTS[kind])


def what_differs(compared: ComparedChange) -> str:
    """Return in a few words what a change would change."""
    if compared.outcome is None:
        return t("deletes the entry")
    if compared.ours is None:
        return t("brings the entry back") if compared.change.base else t("a new entry")
    names = [field_name(difference.field) for difference in compared.differences]
    if not names:
        return t("nothing any more")
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def field_name(field: Field) -> str:
    """Return what a field is called, in the language of the interface: “English · tea · Status”."""
    if field[0] == "reference":
        return BETWEEN.join((t("See"), *field[1:]))
    *way, last = field
    last, _, number = last.rpartition(" ") if last.rpartition(" ")[0] in _FIELD_TEXTS else (last, "", "")
    is_term = len(way) == 1 and last not in _FIELD_TEXTS
    name = last if is_term else f"{t(_FIELD_TEXTS.get(last, last))} {number}".rstrip()
    return BETWEEN.join([*(language_name(part) if place == 0 else part for place, part in enumerate(way)), name])


def change_text(compared: ComparedChange) -> Content:
    """Return a change with all it would change."""
    return Content("\n").join(_lines(compared))


def _lines(compared: ComparedChange) -> Iterator[Content]:
    change = compared.change
    head = f"{kind_name(change.kind)} {change.id} · {compared.name}"
    yield Content.styled(head, "bold")
    yield Content.styled(
        " · ".join(part for part in (change.who, moment(change.at), change.source) if part), "$text-muted"
    )
    if change.note:
        yield Content(change.note)
    whole = compared.outcome if compared.ours is None else compared.ours if compared.outcome is None else None
    if whole is not None:
        yield Content.styled(t("Accepting it: {what}", what=what_differs(compared)), "$text-warning")
        yield Content("")
        yield entry_text(whole)
        return
    for difference in compared.differences:
        yield Content("")
        yield from _field_lines(difference)
    if not compared.differences:
        yield Content("")
        yield Content.styled(t("The entry has all of this already; r is done with it."), "$text-muted")


def _field_lines(found: Difference) -> Iterator[Content]:
    """Yield a field: as both sides began, as it is now, and as it shall be."""
    yield Content.styled(field_name(found.field), "$text-accent")
    sides = [("- ", t("now"), found.ours, "$text-error"), ("+ ", t("proposed"), found.theirs, "$text-success")]
    if found.base not in {found.ours, ""}:
        sides.insert(0, ("  ", t("began as"), found.base, "$text-muted"))
    for sign, label, text, style in sides:
        lines = (t(text) if found.field[-1] in _LISTED else text).splitlines() or ["—"]
        for place, line in enumerate(lines):
            yield Content.assemble((f"{sign}{label}: " if place == 0 else sign, "$text-muted"), (line, style))

"""A revision as text to read: who did what when, and each thing before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from glossary.store import documents, proposed_changes
from glossary.store.candidates import decisions, rejections
from glossary.store.entries import access as entries
from glossary.store.entries.snapshots import from_snapshot
from glossary.store.people import tokens, users
from glossary.tui.entry_diff import changes_text, find_changes
from glossary.tui.language import t, tn
from glossary.tui.widgets.entry_text import entry_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.store.log.history import Change, PastRevision

_STATE_TEXTS = {"done": "", "final": "", "undone": "undone", "discarded": "undone for good"}
_KIND_TEXTS = {
    entries.KIND: "entry",
    decisions.KIND: "candidate",
    documents.KIND: "document",
    users.KIND: "user",
    tokens.KIND: "token",
    proposed_changes.KIND: "proposed change",
    rejections.KIND: "rejection",
}
_FIELD_TEXTS = {
    "status": "status",
    "entry": "entry",
    "term": "term",
    "path": "file",
    "withdrawn": "taken out",
    "user": "user",
    "role": "role",
    "label": "label",
    "disabled_at": "disabled",
    "expires_at": "expires",
    "revoked_at": "revoked",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """A revision with the first of its changes, and how many it has."""

    revision: PastRevision
    changes: Sequence[Change]
    count: int


def moment(at: datetime) -> str:
    """Return a time of the log as the user's clock has it."""
    return f"{at.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}"


def state_name(state: str) -> str:
    """Return what a list says of a revision's state; nothing where it stands."""
    name = _STATE_TEXTS.get(state, state)
    return t(name) if name else ""


def detail_text(detail: Detail) -> Content:
    """Return who did what when, and what changed in each thing."""
    return Content("\n").join(_detail_lines(detail))


def version_text(detail: Detail) -> Content:
    """Return the entries of a revision in full as they were after it, deleted ones as they were before."""
    parts: list[Content] = []
    for change in detail.changes:
        if change.kind != entries.KIND:
            continue
        if change.after is None:
            parts.append(Content.styled(t("deleted; before it was:"), "$text-error"))
        parts += [entry_text(from_snapshot(change.after or change.before or {})), Content("")]
    return Content("\n").join([*parts, detail_text(detail)])


def _detail_lines(detail: Detail) -> Iterator[Content]:
    past = detail.revision
    yield Content.styled(f"{past.id} · {moment(past.at)} · {past.who}", "$text-muted")
    yield Content.styled(past.summary or past.action, "bold")
    if past.undone_at is not None:
        text = t("undone by {who}, {when}", who=past.undone_by or "?", when=moment(past.undone_at))
        yield Content.styled(text, "$text-warning")
    for change in detail.changes:
        yield Content("")
        yield from _change_lines(change)
    if left := detail.count - len(detail.changes):
        yield Content("")
        yield Content.styled(tn("… and {count} more", "… and {count} more", left), "$text-muted")


def _change_lines(change: Change) -> Iterator[Content]:
    kind = t(_KIND_TEXTS.get(change.kind, change.kind))
    what = t("new") if change.before is None else t("deleted") if change.after is None else ""
    yield Content.assemble((f"{kind} {change.target}", "$text-accent"), (f"  {what}" if what else "", "$text-muted"))
    if change.kind == entries.KIND:
        before = from_snapshot(change.before) if change.before else None
        yield changes_text(find_changes(before, from_snapshot(change.after) if change.after else None))
    elif change.kind == proposed_changes.KIND:
        yield from _proposal_lines(change.after or change.before or {})
    else:
        yield from _plain_lines(change.before or {}, change.after or {})


def _proposal_lines(state: dict[str, Any]) -> Iterator[Content]:
    """Yield whose entry it is, and what was to be changed in it."""
    if state["identifier"]:
        yield Content(f"  {t('entry')} {state['identifier']}")
    base, proposed = (from_snapshot(found) if found else None for found in (state["base"], state["proposed"]))
    yield changes_text(find_changes(base, proposed))


def _plain_lines(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Content]:
    for name in dict.fromkeys((*before, *after)):
        if (before.get(name) or None) != (after.get(name) or None):
            old, new = (_shown(name, state.get(name)) for state in (before, after))
            yield Content.assemble(
                f"  {t(_FIELD_TEXTS.get(name, name))}: ", (old, "$text-error"), " → ", (new, "$text-success")
            )


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if value is None or value == "":
        return "—"
    return t(str(value)) if name == "status" else str(value)

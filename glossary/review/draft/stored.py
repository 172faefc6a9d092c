"""A draft as a JSON text and back, so that what was typed outlives a crash."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, TypeVar

from glossary.errors import InputError
from glossary.review.draft.parts import ContextDraft, ReferenceDraft, TermDraft
from glossary.store.entries.snapshots import from_snapshot

if TYPE_CHECKING:
    from glossary.review.draft.entry_draft import EntryDraft

VERSION = 1
_Part = TypeVar("_Part", ContextDraft, ReferenceDraft, TermDraft)
_TYPES: dict[str, type | tuple[type, ...]] = {
    "pinyin_by_hand": bool,
    "notes": list,
    "contexts": list,
    **dict.fromkeys(("document", "start", "end", "place"), (int, type(None))),
}


def dump(draft: EntryDraft) -> str:
    """Return a draft as JSON text, with the entry as it was."""
    return json.dumps({"v": VERSION, **asdict(draft)}, ensure_ascii=False)


def load(text: str) -> dict[str, Any]:
    """Return the fields of the draft that ``dump`` was given.

    Raises:
        InputError: the text is nothing that ``dump`` writes.
    """
    try:
        values: dict[str, Any] = json.loads(text)
        if values.pop("v") != VERSION:
            raise InputError("the draft was written by another version of the program")
        values["original"] = from_snapshot(values["original"])
        values["terms"] = [_term(term) for term in values["terms"]]
        values["references"] = [_part(ReferenceDraft, reference) for reference in values["references"]]
        _check(values, ("id", "subject_field", "definition", "definition_source"), str)
        _check_texts(values["notes"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(f"this is no draft of an entry ({type(error).__name__}: {error})") from error
    places = {term.place for term in values["terms"]} - {None}
    if not places <= set(range(sum(1 for _ in values["original"].find_terms()))):
        raise InputError("this is no draft of an entry (a term has no place in the entry as it was)")
    return values


def _term(values: dict[str, Any]) -> TermDraft:
    term = _part(TermDraft, values)
    _check_texts(term.notes)
    term.contexts = [_part(ContextDraft, context) for context in values["contexts"]]
    return term


def _part(kind: type[_Part], values: dict[str, Any]) -> _Part:
    for field in fields(kind):
        _check(values, (field.name,), _TYPES.get(field.name, str))
    return kind(**values)


def _check(values: dict[str, Any], names: tuple[str, ...], kind: type | tuple[type, ...]) -> None:
    for name in names:
        if not isinstance(values[name], kind):
            raise TypeError(f"{name} can't be {values[name]!r}")


def _check_texts(texts: object) -> None:
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"notes can't be {texts!r}")

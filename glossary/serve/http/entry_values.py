"""Entries as a program sends them: what may stand in one, and the draft that it makes of the entry as it was."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from typing import TYPE_CHECKING, Any

from glossary.concept import ConceptEntry
from glossary.review.draft import ContextDraft, EntryDraft, ReferenceDraft, TermDraft
from glossary.serve.http.fields import Field, Items, Shape, Text, Whole
from glossary.serve.http.problems import Problem
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = Text(longest=1_000, may_be_null=True)
_LONG = Text(longest=20_000)
_LANGUAGE = Text(longest=10, choices=tuple(Language))


def _filled(longest: int) -> Text:
    return Text(longest=longest, shortest=1, pattern=r"\S", says="must not be empty")


def _entry(identifier: Text, language: Text) -> Shape:
    term = Shape(
        fields={
            "term": _filled(1_000),
            "language": language,
            "status": Text(longest=20, choices=tuple(AdministrativeStatus)),
            "part_of_speech": Text(longest=20, choices=tuple(PartOfSpeech), may_be_null=True),
            "term_type": Text(longest=20, choices=tuple(TermType), may_be_null=True),
            "pinyin": _LINE,
            "note": Text(longest=20_000, may_be_null=True),
            "source": _LINE,
        },
        required=("term", "language"),
    )
    context = Shape(
        fields={
            "text": _filled(20_000),
            "language": language,
            "source": _LINE,
            "term": Text(longest=1_000),
        },
        required=("text",),
    )
    fields: dict[str, Field] = {
        "v": Whole(least=1, most=1),
        "id": identifier,
        "subject_field": _LINE,
        "definition": Text(longest=20_000, may_be_null=True),
        "terms": Items(of=term, most=500, least=1),
        "contexts": Items(of=context, most=2_000),
        "notes": Items(of=_LONG, most=500),
        "references": Items(of=_filled(2_000), most=500),
    }
    return Shape(fields=fields, required=("terms",))


_NEW_ID = Text(
    longest=100,
    pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*$",
    says="must be letters a–z, digits and -_. with a letter first",
)
#: A new entry; its id is made of its English term unless it has one.
NEW_ENTRY = _entry(_NEW_ID, _LANGUAGE)
#: An entry whole; it has its id and languages already, whatever they look like.
WHOLE_ENTRY = _entry(Text(longest=1_000), Text(longest=35, shortest=1))


def draft_of(values: dict[str, Any], original: ConceptEntry | None = None) -> EntryDraft:
    """Return the draft that has what a program sent, and of the original what the JSON of an entry doesn't show.

    A term is the same as before if it is written so in the same language; a usage example stays with the term it
    was of, a new one goes to the term it names, else to the preferred term of its language.

    Args:
        values: that a shape above has read.
        original: the entry as it was; None for a new one.

    Raises:
        Problem: a usage example belongs to no term.
    """
    draft = EntryDraft.of(original or ConceptEntry())
    draft.id = draft.id or values.get("id") or ""
    draft.subject_field = values.get("subject_field") or ""
    draft.definition = values.get("definition") or ""
    if not draft.original.definition or draft.definition != draft.original.definition.text:
        draft.definition_source = ""  # it was of another text
    draft.notes = list(values.get("notes", ()))
    draft.references = _references(values.get("references", ()), draft.references)
    former, draft.terms = draft.terms, []
    known = {(term.language, term.term): term for term in reversed(former)}
    for value in values["terms"]:
        draft.terms.append(_term(value, known.pop((value["language"], value["term"]), None)))
    _set_missing_statuses(draft.terms, values["terms"])
    _place_contexts(draft.terms, former, values.get("contexts", ()))
    return draft


def _term(value: dict[str, Any], before: TermDraft | None) -> TermDraft:
    term = copy(before) if before else TermDraft(language=value["language"], term=value["term"])
    for name in ("part_of_speech", "term_type", "pinyin", "source"):
        setattr(term, name, value.get(name) or "")
    note = value.get("note") or ""
    if note != "\n".join(term.notes):
        term.notes = [note] if note else []
    term.status = value.get("status", "")
    term.contexts = []
    return term


def _set_missing_statuses(terms: list[TermDraft], values: list[dict[str, Any]]) -> None:
    """Make the first term of a language preferred where nothing says otherwise, and the others admitted."""
    preferred = {term.language for term in terms if term.status == AdministrativeStatus.PREFERRED}
    for term, value in zip(terms, values, strict=True):
        if "status" not in value:
            is_second = term.language in preferred
            status = AdministrativeStatus.ADMITTED if is_second else AdministrativeStatus.PREFERRED
            term.status = status.value
            preferred.add(term.language)


def _references(targets: Iterable[str], before: list[ReferenceDraft]) -> list[ReferenceDraft]:
    known = {reference.target: reference for reference in reversed(before)}
    return [known.get(target, ReferenceDraft(target=target)) for target in targets]


def _place_contexts(terms: list[TermDraft], former: list[TermDraft], values: Iterable[dict[str, Any]]) -> None:
    there: dict[tuple[str, str], list[tuple[str, ContextDraft]]] = defaultdict(list)
    for term in former:
        for context in term.contexts:
            there[term.language, context.text].append((term.term, context))
    for number, value in enumerate(values):
        language = value.get("language", Language.ENGLISH.value)
        known = there[language, value["text"]]
        before, context = known.pop(0) if known else (None, ContextDraft(text=value["text"]))
        context = copy(context)
        context.source = value["source"] if value.get("source") is not None else context.source
        same = [term for term in terms if term.language == language]
        _home_of(same, value.get("term"), before, f"contexts[{number}]").contexts.append(context)


def _home_of(terms: list[TermDraft], named: str | None, before: str | None, where: str) -> TermDraft:
    """Return the term that a usage example is of: that which is named, else its former one, else the preferred."""
    if named is not None and named not in {term.term for term in terms}:
        raise Problem(422, f"{where}.term: the entry has no such term in the language of this example")
    if not terms:
        raise Problem(422, f"{where}.language: the entry has no term in the language of this example")
    wanted = named if named is not None else before
    of_name = (term for term in terms if term.term == wanted)
    preferred = (term for term in terms if term.status == AdministrativeStatus.PREFERRED)
    return next(of_name, None) or next(preferred, terms[0])

"""What keeps a draft from being saved, found field by field."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from glossary.review.draft.building import reading_as_saved, term_as_saved
from glossary.review.draft.parts import Problem
from glossary.review.draft.typed import many_lines, one_line
from glossary.text.chinese import chinese_writing, has_han
from glossary.text.pinyin import validate
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.review.draft.entry_draft import EntryDraft
    from glossary.review.draft.parts import TermDraft

_LATIN = re.compile(r"[A-Za-z]")
_STRAY_BLANKS = re.compile(r"^\s|\s$|\s\s")
_FOREIGN_WRITING = {
    Language.SIMPLIFIED_CHINESE.value: ("Hant", "Traditional"),
    Language.TRADITIONAL_CHINESE.value: ("Hans", "Simplified"),
}


def split_problems(draft: EntryDraft, before: EntryDraft) -> tuple[list[Problem], list[Problem]]:
    """Return what is wrong with a draft and wasn't with the entry as it was, and what was wrong there too.

    An entry may come from a file with what nobody could type here; a person who mends one field of it isn't
    held up by another.
    """
    inherited = Counter(problem.message for problem in _find_problems(before))
    new, old = [], []
    for problem in _find_problems(draft):
        if inherited[problem.message]:
            inherited[problem.message] -= 1
            old.append(problem)
        else:
            new.append(problem)
    return new, old


def find_doubts(draft: EntryDraft) -> Iterator[Problem]:
    """Yield what may be meant so and is unusual."""
    statuses: dict[str, set[str]] = defaultdict(set)
    for number, term in enumerate(draft.terms):
        statuses[term.language].add(term.status)
        yield from _term_doubts(term, f"terms.{number}.term")
    for language, found in statuses.items():
        if AdministrativeStatus.PREFERRED not in found:
            yield Problem("terms", f"{language} has no preferred term")


def _term_doubts(term: TermDraft, field: str) -> Iterator[Problem]:
    if _STRAY_BLANKS.search(term.term):
        yield Problem(field, f"{term.term!r} has blanks too many")
    if term.language == Language.ENGLISH and has_han(term.term) and _LATIN.search(term.term):
        yield Problem(field, f"{term.term}: an English term with Chinese characters in it")
    if foreign := _FOREIGN_WRITING.get(term.language):
        writing, name = foreign
        if chinese_writing(term.term) in {writing, "mixed"}:
            yield Problem(field, f"{term.term} has {name} characters, but is a term in {term.language}")


def _find_problems(draft: EntryDraft) -> Iterator[Problem]:
    if not draft.terms:
        yield Problem("terms", "an entry has at least one term")
    if one_line(draft.definition_source) and not many_lines(draft.definition):
        yield Problem("definition_source", "a source needs a definition to belong to")
    for number, reference in enumerate(draft.references):
        field = f"references.{number}.target"
        if draft.id and one_line(reference.target) == draft.id:
            yield Problem(field, f"{draft.id}: an entry can't refer to itself")
        elif one_line(reference.text) and not one_line(reference.target):
            yield Problem(field, f"{reference.text}: a cross-reference needs an entry or a page to lead to")
    for number, term in enumerate(draft.terms):
        yield from _term_problems(draft, term, f"terms.{number}")
    yield from _clashes(draft)


def _term_problems(draft: EntryDraft, term: TermDraft, field: str) -> Iterator[Problem]:
    spelling = term_as_saved(draft, term)
    if term.language not in list(Language):
        yield Problem(f"{field}.language", f"{term.language!r}: no such language; choose from {', '.join(Language)}")
    if not spelling.strip():
        yield Problem(f"{field}.term", "a term can't be empty")
    elif term.is_chinese and not has_han(spelling):
        yield Problem(f"{field}.term", f"{spelling!r}: a Chinese term has at least one Chinese character")
    elif not term.is_chinese and has_han(spelling) and not _LATIN.search(spelling):
        yield Problem(f"{field}.term", f"{spelling}: this is Chinese, not a term in {term.language}")
    else:
        yield from _reading_problems(draft, term, f"{field}.pinyin")
    for name, value, kind in (
        ("status", term.status, AdministrativeStatus),
        ("part_of_speech", term.part_of_speech, PartOfSpeech),
        ("term_type", term.term_type, TermType),
    ):
        if value not in list(kind) and (value or name == "status"):
            yield Problem(
                f"{field}.{name}", f"{value!r}: no such {name.replace('_', ' ')}; choose from {', '.join(kind)}"
            )
    for place, context in enumerate(term.contexts):
        if not context.text.strip():
            yield Problem(f"{field}.contexts.{place}.text", f"{spelling}: a usage example can't be empty")


def _reading_problems(draft: EntryDraft, term: TermDraft, field: str) -> Iterator[Problem]:
    reading = reading_as_saved(draft, term)
    if not reading or not one_line(term.pinyin):
        return
    spelling = term_as_saved(draft, term)
    if not term.is_chinese:
        yield Problem(field, f"{spelling}: only Chinese terms have pinyin")
    elif problems := validate(spelling, reading):
        yield Problem(field, f"{reading!r} can't be the pinyin of {spelling}: {problems[0]}")


def _clashes(draft: EntryDraft) -> Iterator[Problem]:
    """Yield terms that are there twice, and second preferred terms of a language."""
    seen: set[tuple[str, str]] = set()
    preferred: dict[str, TermDraft] = {}
    for number, term in enumerate(draft.terms):
        spelling = term_as_saved(draft, term)
        if spelling.strip() and (term.language, spelling) in seen:
            yield Problem(f"terms.{number}.term", f"{spelling}: this term is there already in {term.language}")
        seen.add((term.language, spelling))
        if term.status != AdministrativeStatus.PREFERRED:
            continue
        first = preferred.setdefault(term.language, term)
        if first is not term:
            both = f"{term_as_saved(draft, first)} and {spelling}"
            yield Problem(f"terms.{number}.status", f"{term.language} has two preferred terms: {both}")

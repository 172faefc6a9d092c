"""Entries as an editor shows them: in Markdown, or plain where it can't show that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: An entry as the contract has it.
Entry: TypeAlias = dict[str, Any]
#: One of its terms.
Term: TypeAlias = dict[str, Any]

_ACCEPTED = ("preferred", "admitted")
#: So many equivalents that nobody should use are told.
_UNACCEPTED = 4
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LANGUAGE_NAMES = {Language.TRADITIONAL_CHINESE: "Traditional"}


def is_chinese(language: str) -> bool:
    """Tell whether a language is Chinese in any writing."""
    return language.startswith("zh")


def find_equivalents(entry: Entry, language: str) -> list[Term]:
    """Return the terms of an entry on the other side of a language, those first that may be used."""
    others = [term for term in entry["terms"] if is_chinese(term["language"]) != is_chinese(language)]
    return sorted(others, key=lambda term: _rank(term["status"]))


def preferred_equivalent(entry: Entry, language: str, *, wanted: str | None = None) -> Term | None:
    """Return the accepted equivalent that stands for an entry.

    Args:
        entry: the entry.
        language: of the term that needs an equivalent.
        wanted: the language that the equivalent should be in, where there is a choice: Simplified unless given.
    """
    accepted = [term for term in find_equivalents(entry, language) if term["status"] in _ACCEPTED]
    wanted = wanted or Language.SIMPLIFIED_CHINESE
    return next((term for term in accepted if term["language"] == wanted), accepted[0] if accepted else None)


def preferred_term(entry: Entry, language: str) -> Term | None:
    """Return what should be written in a language: the preferred term, else the first admitted one."""
    accepted = [term for term in entry["terms"] if term["language"] == language and term["status"] in _ACCEPTED]
    return min(accepted, key=lambda term: _rank(term["status"]), default=None)


def render_entry(entry: Entry, term: str, language: str, *, examples: int, markdown: bool) -> str:
    """Return an entry as it is shown for one of its terms.

    Args:
        entry: the entry.
        term: the term that was met.
        language: of the term.
        examples: at most so many usage examples.
        markdown: in Markdown, else in plain text.
    """
    style = _Style(markdown=markdown)
    met = next((one for one in entry["terms"] if one["term"] == term and one["language"] == language), None)
    parts = [_head(entry, term, met, language, style), *_equivalent_lines(entry, language, style)]
    about = [style.soft(entry["subject_field"])] if entry["subject_field"] else []
    if entry["definition"]:
        about.append(style.plain(entry["definition"]))
    blocks = [style.lines(parts), " — ".join(about)]
    blocks += [style.quote(one["text"], one["source"]) for one in _choose_examples(entry, language, examples)]
    if met is not None and met.get("source"):
        blocks.append(style.soft(f"Source: {met['source']}"))
    if met is not None and met.get("note"):
        blocks.append(style.plain(met["note"]))
    return "\n\n".join(block for block in blocks if block)


def render_line(entry: Entry, term: str, language: str, *, markdown: bool) -> str:
    """Return a term with its equivalent on one line."""
    style = _Style(markdown=markdown)
    equivalent = preferred_equivalent(entry, language)
    return f"{style.strong(term)}  {_with_pinyin(equivalent, style)}" if equivalent else style.strong(term)


def render_file(entry: Entry) -> str:
    """Return an entry as a Markdown file of its own."""
    style = _Style(markdown=True)
    lead = preferred_term(entry, Language.ENGLISH) or (entry["terms"][0] if entry["terms"] else None)
    blocks = [f"# {style.plain(lead['term'] if lead else entry['id'])}"]
    if entry["subject_field"]:
        blocks.append(style.soft(entry["subject_field"]))
    if entry["definition"]:
        blocks.append(style.plain(entry["definition"]))
    rows = [
        f"| {style.plain(one['term'])} | {one['language']} | {style.plain(one['pinyin'] or '')} | {one['status']} |"
        for one in entry["terms"]
    ]
    blocks.append("\n".join(["| term | language | pinyin | status |", "|---|---|---|---|", *rows]))
    blocks += [f"{style.plain(one['term'])}: {style.plain(one['note'])}" for one in entry["terms"] if one.get("note")]
    blocks += [style.plain(note) for note in entry.get("notes", ())]
    if entry["contexts"]:
        blocks.append("## Usage examples")
        blocks += [style.quote(one["text"], one["source"]) for one in entry["contexts"]]
    if entry.get("references"):
        blocks.append("## See also")
        blocks.append("\n".join(f"- {style.plain(target)}" for target in entry["references"]))
    blocks.append(f"`{entry['id']}`")
    return "\n\n".join(blocks) + "\n"


def replacement_note(entry: Entry, language: str) -> str | None:
    """Return what to write instead of a term that may not be used, None where nothing is known."""
    instead = preferred_term(entry, language)
    return instead["term"] if instead else None


class _Style:
    """How words are marked."""

    def __init__(self, *, markdown: bool) -> None:
        self.markdown = markdown

    def plain(self, text: str) -> str:
        return _MARKS.sub(r"\\\1", text) if self.markdown else text

    def strong(self, text: str) -> str:
        return f"**{self.plain(text)}**" if self.markdown else text

    def soft(self, text: str) -> str:
        return f"*{self.plain(text)}*" if self.markdown else text

    def struck(self, text: str) -> str:
        return f"~~{self.plain(text)}~~" if self.markdown else text

    def lines(self, lines: Iterable[str]) -> str:
        return ("  \n" if self.markdown else "\n").join(lines)

    def quote(self, text: str, source: str) -> str:
        text = " ".join(text.split())
        if self.markdown:
            return f"> {self.plain(text)}" + (f"  \n> — {self.soft(source)}" if source else "")
        return f"“{text}”" + (f" — {source}" if source else "")


def _head(entry: Entry, term: str, met: Term | None, language: str, style: _Style) -> str:
    head = style.strong(term)
    if met is not None and met["pinyin"]:
        head += f"  {style.plain(met['pinyin'])}"
    if met is None or met["status"] == "preferred":
        return head
    if met["status"] in _ACCEPTED:
        return f"{head}  {style.soft(met['status'])}"
    instead = replacement_note(entry, language)
    return f"{head}  ⚠ {style.soft(met['status'])}" + (f" → {style.strong(instead)}" if instead else "")


def _equivalent_lines(entry: Entry, language: str, style: _Style) -> Iterator[str]:
    equivalents = find_equivalents(entry, language)
    for equivalent in equivalents:
        if equivalent["status"] in _ACCEPTED:
            marks = [equivalent["status"]] if equivalent["status"] != "preferred" else []
            if equivalent["language"] in _LANGUAGE_NAMES:
                marks.append(_LANGUAGE_NAMES[equivalent["language"]])
            line = _with_pinyin(equivalent, style)
            yield f"{line}  {style.soft(', '.join(marks))}" if marks else line
    unaccepted = [style.struck(one["term"]) for one in equivalents if one["status"] not in _ACCEPTED]
    if unaccepted:
        yield f"not: {', '.join(unaccepted[:_UNACCEPTED])}{', …' if len(unaccepted) > _UNACCEPTED else ''}"


def _with_pinyin(term: Term, style: _Style) -> str:
    strong = style.strong(term["term"])
    return f"{strong}  {style.plain(term['pinyin'])}" if term["pinyin"] else strong


def _choose_examples(entry: Entry, language: str, count: int) -> list[dict[str, Any]]:
    """Return examples in the language of the term first, and one of the other side if there is room."""
    ours = [one for one in entry["contexts"] if is_chinese(one["language"]) == is_chinese(language)]
    theirs = [one for one in entry["contexts"] if is_chinese(one["language"]) != is_chinese(language)]
    kept = ours[: max(count - len(theirs[:1]), min(count, 1))]
    return kept + theirs[: count - len(kept)]


def _rank(status: str) -> int:
    return ("preferred", "admitted", "superseded", "deprecated").index(status) if status else 0

"""What a query found, for a reader: a term and its equivalents on a line, what else there is to know below."""

from __future__ import annotations

import os
import sys

from glossary.errors import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from glossary.lookup.queries.hits import Hit

#: A definition is cut to so many characters.
LONGEST = 160
_ACCEPTED = ("preferred", "admitted")


def print_text(query: str, hits: Sequence[Hit], entries: dict[int, dict[str, Any]], *, has_heading: bool) -> None:
    """Print the hits; with ``has_heading`` the query above them. That there are none is said on stderr."""
    marks = _Marks(is_terminal=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
    if not hits:
        print(printable(f"glossary: nothing found for {query!r}"), file=sys.stderr)
    elif hits[0].mode == "fuzzy":
        print(printable(f"glossary: nothing found for {query!r}, but for:"), file=sys.stderr)
    if has_heading and hits:
        print(marks.faint(f"{query}:"))
    for hit in hits:
        if hit.entry in entries:
            print("\n".join(_lines(hit, entries[hit.entry], marks)))
    if has_heading and hits:
        print()


class _Marks:
    """Bold and faint text, on a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        self._is_terminal = is_terminal

    def bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self._is_terminal else text

    def faint(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self._is_terminal else text


def _lines(hit: Hit, entry: dict[str, Any], marks: _Marks) -> Iterator[str]:
    terms: list[dict[str, Any]] = entry["terms"]
    found = [term for term in terms if (term["term"], term["language"]) == (hit.term, hit.language)]
    others = [term for term in terms if term["language"][:2] != hit.language[:2]]
    accepted = "; ".join(_read(others, marks))
    yield " — ".join(part for part in ("; ".join(_read(found or [{"term": hit.term}], marks)), accepted) if part)
    if hit.status != "preferred":
        yield f"    {hit.status}{_advice(hit, terms)}"
    about = ": ".join(part for part in (entry["subject_field"], _first_line(entry["definition"])) if part)
    avoided = "; ".join(dict.fromkeys(term["term"] for term in others if term["status"] not in _ACCEPTED))
    source = next((term["source"] for term in (*found, *others) if term.get("source")), "")
    for label, text in (("", about), ("avoid: ", avoided), ("source: ", source)):
        if text:
            yield marks.faint(f"    {label}{text}")


def _read(terms: Sequence[dict[str, Any]], marks: _Marks) -> Iterator[str]:
    """Yield terms with their pinyin, preferred ones first, each word and each reading once; the first, if none is."""
    known: set[str | None] = {None}
    accepted = [term for term in terms if term.get("status", "") in _ACCEPTED] or terms[:1]
    for term in sorted(accepted, key=lambda term: term.get("status") != "preferred"):
        text, pinyin = term["term"], term.get("pinyin")
        if text not in known:
            yield marks.bold(text) + ("" if pinyin in known else f" {pinyin}")
        known.update((text, pinyin))


def _advice(hit: Hit, terms: Sequence[dict[str, Any]]) -> str:
    """Return what is preferred to a term that isn't, in its own language."""
    preferred = [term["term"] for term in terms if (term["language"], term["status"]) == (hit.language, "preferred")]
    if not preferred:
        return ""
    return f", preferred: {preferred[0]}" if hit.status == "admitted" else f", use: {preferred[0]}"


def _first_line(definition: str | None) -> str:
    line = (definition or "").strip().partition("\n")[0]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"

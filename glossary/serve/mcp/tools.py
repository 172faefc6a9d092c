"""The tools: what each is for, in words that an assistant can choose by, what it takes and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.lookup.queries import MODES
from glossary.serve.mcp import answers
from glossary.serve.mcp.schemas import CANDIDATE, FINDINGS, HITS, SPANS, TOTAL, takes
from glossary.serve.mcp.schemas import answers as answers_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from glossary.serve.mcp.answers import Desk

_TEXT = {"type": "string", "minLength": 1}
_NAME = {
    "type": "string",
    "maxLength": answers.LONGEST_NAME,
    "description": "of the file the text is from; its ending tells prose from markup: .md, .tex, .tmx, .xlf, .po",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolDescription:
    """One tool; ``takes`` and ``answers`` are JSON Schemas."""

    name: str
    title: str
    description: str
    takes: dict[str, Any]
    answers: dict[str, Any]
    call: Callable[[Desk, Mapping[str, Any]], dict[str, Any]]
    writes: bool = False


def find_tools(*, allow_writing: bool) -> Iterator[ToolDescription]:
    """Yield the tools; those that write only where that is allowed."""
    yield _LOOKUP
    yield _ANNOTATE
    yield _CHECK
    if allow_writing:
        yield _PROPOSE


def _limit(default: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default, "description": "at most so many"}


_LOOKUP = ToolDescription(
    name="lookup",
    title="Look a term up",
    description=(
        "Look one term or expression up in the glossary: English, Chinese (one character is enough), pinyin with or "
        "without tones, or initials such as xzscl. Answers with entries, best first, each with all its terms in "
        "English and Chinese with pinyin and status, definition and usage examples. An empty list means that the "
        "glossary doesn't have it."
    ),
    takes=takes(
        ("query",),
        query={**_TEXT, "maxLength": answers.LONGEST_QUERY, "description": "what to look up"},
        mode={
            "type": "string",
            "enum": list(MODES),
            "default": "auto",
            "description": "how: auto tries exact, prefix, pinyin, contains and fuzzy (for typing errors)",
        },
        language={
            "type": "string",
            "enum": list(answers.LANGUAGES),
            "description": "of the term that is sought; both unless given",
        },
        limit=_limit(answers.HITS, answers.MOST_HITS),
    ),
    answers=answers_with(hits=HITS),
    call=answers.look_up,
)
_ANNOTATE = ToolDescription(
    name="annotate",
    title="Find the terms of a text",
    description=(
        "Find every term of the glossary in a running text, English or Chinese or both, with its place (start and end "
        "in Unicode code points), its status and its equivalents in the other language, preferred ones first. "
        "Inflected, hyphenated and Simplified or Traditional spellings are found too; the longest term wins. "
        "Use it before translating a text."
    ),
    takes=takes(
        ("text",),
        text={**_TEXT, "description": "the text, up to 1 MB"},
        name=_NAME,
        nested={"type": "boolean", "default": False, "description": "also terms within longer terms"},
        limit=_limit(answers.SPANS, answers.MOST_SPANS),
    ),
    answers=answers_with(spans=SPANS, total=TOTAL),
    call=answers.annotate,
)
_CHECK = ToolDescription(
    name="check",
    title="Check a text or a translation",
    description=(
        "Check the use of terms. With text: deprecated and superseded terms, Simplified characters in Traditional "
        "text and the other way round. With source and target, a text and its translation, paragraph by paragraph in "
        "the same order: also terms whose translation has none of their accepted equivalents. Each finding has its "
        "place, a message and, where there is one, a suggestion. An empty list means that nothing is wrong."
    ),
    takes=takes(
        (),
        text={**_TEXT, "description": "a text alone, up to 1 MB"},
        name=_NAME,
        source={**_TEXT, "description": "the text that was translated; needs target"},
        target={**_TEXT, "description": "its translation; needs source"},
        limit=_limit(answers.FINDINGS, answers.MOST_FINDINGS),
    ),
    answers=answers_with(findings=FINDINGS, total=TOTAL),
    call=answers.check,
)
_PROPOSE = ToolDescription(
    name="propose_term",
    title="Propose a term",
    description=(
        "Propose a term that the glossary lacks, as a candidate that waits for the user's decision; it is in no entry "
        "until the user accepts it. A term that an entry has already, or that was rejected, is refused with the "
        "reason. The user can undo it."
    ),
    takes=takes(
        ("term",),
        term={**_TEXT, "description": "the term, English or Chinese, as a dictionary would have it"},
        equivalents={
            "type": "array",
            "items": _TEXT,
            "maxItems": answers.MOST_EQUIVALENTS,
            "description": "what it may be called in the other language, best first",
        },
        context={"type": "string", "description": "a sentence that shows it in use"},
        source={"type": "string", "description": "where the sentence or the term comes from"},
    ),
    answers=answers_with(candidate=CANDIDATE),
    call=answers.propose_term,
    writes=True,
)

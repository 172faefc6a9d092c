"""PO in: every message with its translation is an entry."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry
from glossary.exchange.bitext.po import read_languages, split_messages
from glossary.exchange.files.text_file import read_text
from glossary.exchange.report import Issue
from glossary.exchange.term_lists import sections_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.exchange.bitext.po import Message

# The comments of people and those that were extracted from a program; not places (#:), flags (#,) and the like.
_COMMENT = re.compile(r"^[ \t]*#(?:[. \t]([^\n]*)|\r?$)", re.MULTILINE)


def read_po(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield an entry for each message of a catalogue, with its comments as notes.

    A context that no other message has is the id of its entry, any other one becomes a note. Of messages with
    plurals the singular counts.

    Args:
        path: the file; its text is held in memory.
        issues: takes what was skipped: obsolete messages, translations that are fuzzy.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no PO, also when that shows after entries were yielded.
    """
    told = issues if issues is not None else []
    name = str(path)
    text = read_text(path)
    contexts = Counter(_get(message, "msgctxt") for message in split_messages(text, name, lenient=True))
    languages: tuple[str, str] | None = None
    for message in split_messages(text, name, lenient=False):
        source, translation = _get(message, "msgid"), _get(message, "msgstr") or _get(message, "msgstr[0]")
        if not source and "msgctxt" not in message.texts:
            languages = languages or read_languages(translation, text, name)
            continue
        languages = languages or read_languages("", text, name)
        if message.is_obsolete or not source:
            told.append(Issue(message=f"{source[:40]!r} is empty or obsolete; skipped", is_lost=True))
            continue
        if message.is_fuzzy and translation:
            told.append(Issue(message=f"the translation of {source[:40]!r} is fuzzy; left out", is_lost=True))
            translation = ""
        context = _get(message, "msgctxt")
        is_id = contexts[context] == 1 and bool(context)
        words = ((languages[0], source), (languages[1], translation))
        yield ConceptEntry(
            id=context if is_id else "",
            notes=(*([context] if context and not is_id else []), *_read_comments(text[message.start : message.end])),
            sections=sections_of_words((language, word) for language, word in words if language and word),
        )


def _get(message: Message, key: str) -> str:
    text = message.get_text(key)
    return text.text.strip() if text else ""


def _read_comments(raw: str) -> Iterator[str]:
    """Yield the comments of a message: its lines up to an empty one."""
    lines: list[str] = []
    for match in _COMMENT.finditer(raw):
        line = (match[1] or "").strip()
        if line:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)

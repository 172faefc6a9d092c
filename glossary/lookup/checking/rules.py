"""What is checked: every code of a finding with its weight and what to do about it, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: something is surely wrong, probably wrong, or worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Scope(StrEnum):
    """What a rule looks at: any text, a text with its translation, or the termbase itself."""

    TEXT = "text"
    TRANSLATION = "translation"
    TERMBASE = "termbase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; ``summary`` says what is found, ``help`` what to do then, both for a user."""

    code: str
    scope: Scope
    severity: Severity
    summary: str
    help: str


DEPRECATED_TERM = "deprecated-term"
SUPERSEDED_TERM = "superseded-term"
MISSING_EQUIVALENT = "missing-equivalent"
INCONSISTENT_EQUIVALENT = "inconsistent-equivalent"
WRONG_WRITING = "wrong-writing"
DUPLICATE_TERM = "duplicate-term"
MISSING_PINYIN = "missing-pinyin"
INVALID_PINYIN = "invalid-pinyin"
STRAY_SPACE = "stray-space"
MIXED_SCRIPTS = "mixed-scripts"
NO_PREFERRED = "no-preferred"
NO_EQUIVALENT = "no-equivalent"

_TABLE = (
    (
        DEPRECATED_TERM,
        Scope.TEXT,
        Severity.WARNING,
        "a term is used that the termbase has as deprecated",
        "Write the preferred term of the entry instead.",
    ),
    (
        SUPERSEDED_TERM,
        Scope.TEXT,
        Severity.WARNING,
        "a term is used that another one has superseded",
        "Write the preferred term of the entry, unless the text speaks of the time when the old one was in use.",
    ),
    (
        WRONG_WRITING,
        Scope.TEXT,
        Severity.WARNING,
        "Simplified characters stand in a Traditional text, or Traditional ones in a Simplified text",
        "Write the characters of the script that the text is in. Characters of both scripts (后, 里, 面) never count.",
    ),
    (
        MISSING_EQUIVALENT,
        Scope.TRANSLATION,
        Severity.WARNING,
        "the translation of a segment has no accepted equivalent of a term in its source",
        "Use the preferred equivalent, or add what the translation says to the entry as an admitted term.",
    ),
    (
        INCONSISTENT_EQUIVALENT,
        Scope.TRANSLATION,
        Severity.INFORMATION,
        "one term is translated by different accepted equivalents; the rarer ones are found",
        "Use one equivalent throughout, unless the difference is meant.",
    ),
    (
        DUPLICATE_TERM,
        Scope.TERMBASE,
        Severity.WARNING,
        "two entries have the same term",
        "Join the entries if they are one concept (glossary join); else say in a note how they differ.",
    ),
    (
        MISSING_PINYIN,
        Scope.TERMBASE,
        Severity.INFORMATION,
        "a Chinese term has no pinyin",
        "Add its reading: glossary edit ENTRY --pinyin TERM=PINYIN.",
    ),
    (
        INVALID_PINYIN,
        Scope.TERMBASE,
        Severity.WARNING,
        "the pinyin of a term can't be its reading",
        "Correct the reading: glossary edit ENTRY --pinyin TERM=PINYIN.",
    ),
    (
        STRAY_SPACE,
        Scope.TERMBASE,
        Severity.WARNING,
        "a term has a blank at its edge, two in a row, or one between Chinese characters",
        "Take the blank out: glossary edit ENTRY --rename OLD=NEW.",
    ),
    (
        MIXED_SCRIPTS,
        Scope.TERMBASE,
        Severity.WARNING,
        "a term mixes scripts: look-alike letters, full-width and half-width forms, Simplified and Traditional",
        "Write all of it in one script: glossary edit ENTRY --rename OLD=NEW.",
    ),
    (
        NO_PREFERRED,
        Scope.TERMBASE,
        Severity.INFORMATION,
        "an entry has terms in a language, but no preferred one",
        "Choose one: glossary edit ENTRY --status TERM=preferred.",
    ),
    (
        NO_EQUIVALENT,
        Scope.TERMBASE,
        Severity.INFORMATION,
        "an entry has no accepted term in English, or none in Chinese",
        "Add one: glossary edit ENTRY --add-term LANG=TERM.",
    ),
)

#: Every rule by its code, in the order they are documented in.
RULES: dict[str, Rule] = {
    code: Rule(code=code, scope=scope, severity=severity, summary=summary, help=help_)
    for code, scope, severity, summary, help_ in _TABLE
}

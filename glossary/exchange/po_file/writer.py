"""PO out: a message for each entry with an English term, into one Chinese writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.exchange.features import Feature
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.files.characters import strip_illegal
from glossary.exchange.languages import territorial_tag
from glossary.exchange.report import Issue, WriteReport
from glossary.exchange.term_lists import preferred_word
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry

#: What a message holds of an entry. A blank line within a note is lost.
CARRIES = frozenset({Feature.IDENTIFIERS, Feature.NOTES})
_WRITINGS = tuple(language.value for language in Language if language.is_chinese)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write_po(
    entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = Language.SIMPLIFIED_CHINESE
) -> WriteReport:
    """Write a message for each entry: its English term, the Chinese one, its notes as comments, its id as context.

    Entries without an English term are left out; without a Chinese one the message has no translation.

    Args:
        entries: what to write.
        path: the file, which appears at once when all are written.
        chinese: the writing, ``zh-Hans`` or ``zh-Hant``: a catalogue is in one language.

    Raises:
        UsageError: there is no such writing, or the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    if chinese not in _WRITINGS:
        raise UsageError(f"{chinese}: is no Chinese writing; choose from {', '.join(_WRITINGS)}")
    issues: list[Issue] = []
    keys: set[tuple[str, str]] = set()
    with replace_file(path, keeps_earlier=True) as file:
        file.write(_render_header(chinese).encode())
        for entry in entries:
            english, translation = preferred_word(entry, Language.ENGLISH), preferred_word(entry, chinese)
            key = (strip_illegal(entry.id).strip(), english)
            if not english:
                issues.append(Issue(message="has no accepted English term; left out", entry=entry.id))
            elif key in keys:
                message = f"{english!r} is there before without an id to tell them apart; left out"
                issues.append(Issue(message=message, entry=entry.id))
            else:
                keys.add(key)
                file.write("".join(_render(entry, *key, translation)).encode())
    return WriteReport(written=len(keys), issues=tuple(issues))


def _render_header(chinese: str) -> str:
    return (
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: glossary\\n"\n'
        f'"Language: {territorial_tag(chinese).replace("-", "_")}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        '"X-Generator: policy-glossary\\n"\n'
    )


def _render(entry: ConceptEntry, identifier: str, english: str, translation: str) -> Iterator[str]:
    yield "\n"
    yield from _render_notes(entry.notes)
    if identifier:
        yield f"msgctxt {_quote(identifier)}\n"
    yield f"msgid {_quote(english)}\nmsgstr {_quote(translation)}\n"


def _render_notes(notes: Iterable[str]) -> Iterator[str]:
    """Yield the lines of comments; an empty one is between two notes."""
    is_first = True
    for note in notes:
        text = strip_illegal(note).replace("\r\n", "\n").replace("\r", "\n")
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if lines and not is_first:
            yield "#\n"
        for line in lines:
            is_first = False
            yield f"# {line}\n"


def _quote(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'

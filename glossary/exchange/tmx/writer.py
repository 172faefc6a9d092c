"""TMX 1.4b out: a unit for each entry, which any program for translators can take as a memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.exchange.features import Feature
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.files.characters import strip_illegal
from glossary.exchange.files.xml_text import escape, escape_attribute
from glossary.exchange.identifiers import encode_id
from glossary.exchange.languages import territorial_tag
from glossary.exchange.report import Issue, WriteReport
from glossary.exchange.term_lists import preferred_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from glossary.concept import ConceptEntry

#: What a unit holds of an entry.
CARRIES = frozenset(
    {
        Feature.IDENTIFIERS,
        Feature.BOTH_WRITINGS,
        Feature.OTHER_LANGUAGES,
        Feature.SUBJECT_FIELD,
        Feature.DEFINITION,
        Feature.NOTES,
        Feature.LAYOUT,
    }
)
PROGRAM = "policy-glossary"
SUBJECT_FIELD, DEFINITION = "x-subject-field", "x-definition"
# No DOCTYPE: readers would look for the DTD beside the file or on the network.
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tmx version="1.4">\n'
    f'  <header creationtool="{PROGRAM}" creationtoolversion="1" segtype="phrase" o-tmf="{PROGRAM}"'
    ' adminlang="en" srclang="en" datatype="plaintext"/>\n'
    "  <body>\n"
)
_FOOT = "  </body>\n</tmx>\n"


def write_tmx(entries: Iterable[ConceptEntry], path: str | Path) -> WriteReport:
    """Write a unit for each entry, with the preferred term of each language; the file appears at once.

    Of Chinese the tags are ``zh-CN`` and ``zh-TW``, which every program knows.

    Raises:
        UsageError: the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    written = 0
    with replace_file(path, keeps_earlier=True) as file:
        file.write(_HEAD.encode())
        for entry in entries:
            variants = list(_variants(entry))
            if not variants:
                issues.append(Issue(message="has no accepted term; left out", entry=entry.id))
                continue
            file.write("".join((*_about(entry), *variants, "    </tu>\n")).encode())
            written += 1
        file.write(_FOOT.encode())
    return WriteReport(written=written, issues=tuple(issues))


def _about(entry: ConceptEntry) -> Iterator[str]:
    yield f'    <tu tuid="{escape_attribute(encode_id(entry.id))}">\n' if entry.id else "    <tu>\n"
    for note in filter(None, map(_tidy, entry.notes)):
        yield f"      <note>{note}</note>\n"
    said = {SUBJECT_FIELD: entry.subject_field, DEFINITION: entry.definition.text if entry.definition else None}
    for kind, text in said.items():
        if text and (tidied := _tidy(text)):
            yield f'      <prop type="{kind}">{tidied}</prop>\n'


def _tidy(text: str) -> str:
    """Return a text as content of an element, without the space around it."""
    return escape(strip_illegal(text).strip())


def _variants(entry: ConceptEntry) -> Iterator[str]:
    for language in dict.fromkeys(section.language for section in entry.sections):
        if word := preferred_word(entry, language):
            tag = escape_attribute(territorial_tag(language))
            yield f'      <tuv xml:lang="{tag}"><seg>{escape(word)}</seg></tuv>\n'

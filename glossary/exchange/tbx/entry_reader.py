"""One entry element of a TBX file as a `ConceptEntry`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.concept_making import make_entry
from glossary.exchange.files.id_set import IdSet
from glossary.exchange.files.xml_text import XML_LANG, flatten, line_of, local_name, split_tag, unspace, unwrap
from glossary.exchange.identifiers import UniqueIds, decode_id
from glossary.exchange.languages import normalise_language
from glossary.exchange.report import Issue
from glossary.exchange.tbx.fragments import HYPHENATED, categorise, to_text
from glossary.exchange.tbx.interpretation import Datum, Found
from glossary.exchange.tbx.sections import build_section, join_sections
from glossary.exchange.tbx.vocabulary import ELEMENT_OF_CATEGORY, GROUPS, LANGUAGE_NAMES, TERM_NAMES, Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from glossary.concept import ConceptEntry, LanguageSection
    from glossary.exchange.tbx.entry_stream import Root
    from glossary.exchange.tbx.targets import Targets

# Where alone each category stands in any dialect: worth a word to the user where it stands elsewhere.
_LEVELS = {
    "context": frozenset({Level.TERM}),
    "crossReference": frozenset({Level.CONCEPT, Level.TERM}),
    "reading": frozenset({Level.TERM}),
    "subjectField": frozenset({Level.CONCEPT}),
    "xGraphic": frozenset({Level.CONCEPT, Level.LANGUAGE}),
}
_LEVEL_NAMES = {Level.CONCEPT: "concept", Level.LANGUAGE: "language section", Level.TERM: "term section"}
# Known categories whose value may be one that we don't have: worth a word to the user.
_PICKLISTS = frozenset({"administrativeStatus", "partOfSpeech", "termType"})


class EntryReader:
    """Reads the entries of one file; remembers its ids.

    Args:
        root: the head of the file.
        targets: what its references point at.
        issues: takes what was repaired, skipped or not understood.
    """

    def __init__(self, root: Root, targets: Targets, issues: list[Issue]) -> None:
        self._root = root
        self._targets = targets
        self._issues = issues
        self._ids = UniqueIds(issues, IdSet())
        self._entry = ""
        self._tidy: Callable[[str], str] = str if root.is_own else unwrap
        self._tidy_term: Callable[[str], str] = str if root.is_own else unspace
        self._kinds: dict[object, tuple[str, bool]] = {}

    def read(self, element: _Element) -> ConceptEntry | None:
        """Return the entry of an element, None if it has no term."""
        self._entry = self._identify(element)
        found = Found(Level.CONCEPT)
        sections: list[tuple[str, LanguageSection]] = []
        for child in element:
            name, is_dct = self._kinds.get(child.tag) or self._find_kind(child)
            if name in LANGUAGE_NAMES:
                sections += self._read_section(child)
            elif name in TERM_NAMES:
                sections += self._read_loose_term(child)
            else:
                self._read_child(child, name, is_dct, found)
        if not sections:
            self._report("has no term; skipped", element)
            return None
        return make_entry(
            self._entry,
            found.subject_field,
            found.definition,
            found.notes,
            found.references,
            join_sections(sections),
            found.other,
        )

    def _find_kind(self, element: _Element) -> tuple[str, bool]:
        """Return the name of an element and whether it is DCT; remember both for all elements of its tag."""
        name = local_name(element)
        namespace = split_tag(element.tag)[0] if name else ""
        kind = name, bool(namespace and namespace != self._root.core)
        self._kinds[element.tag] = kind
        return kind

    def _identify(self, element: _Element) -> str:
        """Return the id of an entry, made unique in the file; ``""`` if it has none."""
        identifier = decode_id(element.get("id", ""))
        if not identifier:
            return ""
        unique = self._ids.choose(identifier)
        if unique != identifier:
            self._entry = identifier
            self._report(f"the id is used before; this entry is {unique} now", element)
        return unique

    def _read_section(self, element: _Element) -> list[tuple[str, LanguageSection]]:
        """Return the language section of an element with its tag as it was; nothing if it has no term."""
        tag = element.get(XML_LANG) or element.get("lang") or self._root.language or "und"
        found = Found(Level.LANGUAGE, normalise_language(tag))
        terms: list[Found] = []
        nested: list[tuple[str, LanguageSection]] = []
        for child in element:
            name, is_dct = self._kinds.get(child.tag) or self._find_kind(child)
            if name in TERM_NAMES:
                self._read_term(child, found.language, terms)
            elif name in LANGUAGE_NAMES:
                self._report("a language section in another one; taken as one of its own", child)
                nested += self._read_section(child)
            else:
                self._read_child(child, name, is_dct, found)
        if not terms:
            self._report(f"the section {tag} has no term; skipped", element)
            return nested
        return [(tag, build_section(found, terms)), *nested]

    def _read_loose_term(self, element: _Element) -> list[tuple[str, LanguageSection]]:
        """Return a section for a term that stands directly in an entry."""
        tag = self._root.language or "und"
        terms: list[Found] = []
        found = Found(Level.LANGUAGE, normalise_language(tag))
        self._report(f"a term outside of a language section; taken as {tag}", element)
        self._read_term(element, found.language, terms)
        return [(tag, build_section(found, terms))] if terms else []

    def _read_term(self, element: _Element, language: str, terms: list[Found]) -> None:
        """Add what a term section says to the terms; in an ``ntig`` the half of it is one level deeper."""
        found = Found(Level.TERM, language)
        own = [found]
        for child in element:
            name, is_dct = self._kinds.get(child.tag) or self._find_kind(child)
            if name == "term":
                self._name(self._tidy_term(self._flatten(child)), child, own)
            elif name == "termGrp":
                self._read_term_group(child, own)
            elif name in TERM_NAMES:
                self._read_nested_term(child, own)
            else:
                self._read_child(child, name, is_dct, found)
        if found.term:
            terms += own
        else:
            self._report("an empty term was skipped", element)
            terms += own[1:]

    def _read_term_group(self, element: _Element, terms: list[Found]) -> None:
        """Take what an ``ntig`` says of its term, ``terms[0]``."""
        for child in element:
            name, is_dct = self._find_kind(child)
            if name == "term":
                self._name(self._tidy_term(self._flatten(child)), child, terms)
            elif name in TERM_NAMES:
                self._read_nested_term(child, terms)
            else:
                self._read_child(child, name, is_dct, terms[0])

    def _read_nested_term(self, element: _Element, terms: list[Found]) -> None:
        self._report("a term section in another one; taken as one of its own", element)
        self._read_term(element, terms[0].language, terms)

    def _name(self, text: str, element: _Element, terms: list[Found]) -> None:
        """Take a term, the first one as that of ``terms[0]``, another as one of its own."""
        found = terms[0]
        if not text.strip():
            return
        if not found.term:
            found.term = text
            return
        self._report(f"a second term {text!r} in one section; taken as one of its own", element)
        terms.append(Found(found.level, found.language, text))

    def _read_child(self, element: _Element, name: str, is_dct: bool, found: Found) -> None:  # noqa: FBT001 - a kind
        """Take one child of a level: a note, a group or a single element of data."""
        if is_dct:
            name, category = categorise(element, self._root.core)
        else:
            category = element.get("type", "")
            category = HYPHENATED.get(category, category)
        if name == "note":
            self._read_note(element, found)
        elif name in GROUPS:
            self._read_group(element, found)
        elif name and not self._take(element, name, category, found):
            found.other += (self._keep(element),)

    def _read_note(self, element: _Element, found: Found) -> None:
        text = self._tidy(self._flatten(element))
        if text and (self._root.is_linguist or not found.take_pinyin_note(text)):
            found.notes += (text,)

    def _read_group(self, element: _Element, found: Found) -> None:
        """Take the first element of a group with its source; what else is said about it moves beside it."""
        children = [child for child in element if local_name(child)]
        if not children:
            return
        said = [(child, *categorise(child, self._root.core)) for child in children]
        sources = [child for child, name, category in said[1:] if (name, category) == ("admin", "source")]
        notes = [child for child, _, category in said[1:] if category == "readingNote"]
        head, name, category = said[0]
        source, note = ("; ".join(self._tidy(flatten(child)) for child in group) for group in (sources, notes))
        if not self._take(head, name, category, found, source=source, note=note):
            found.other += (self._keep(element),)
            return
        for child in children[1:]:
            if child not in sources and child not in notes:
                self._read_child(child, *self._find_kind(child), found)

    def _take(
        self, element: _Element, name: str, category: str, found: Found, *, source: str = "", note: str = ""
    ) -> bool:
        """Let ``found`` take one element of data; say so where a value wasn't understood."""
        target = element.get("target", "")
        referred = decode_id(self._targets.resolve(target)) if name == "ref" else target
        datum = Datum(name, category, self._tidy(self._flatten(element)), referred, source, note)
        if name == "ref" and target and not self._targets.has(target):
            self._report(f"refers to {target}, which isn't in the file", element)
        taken = found.take(datum)
        if not taken and self._is_misplaced(name, category, found.level):
            self._report(f"{category} has no place in a {_LEVEL_NAMES[found.level]}; kept as it is", element)
        elif not taken and category in _PICKLISTS:
            self._report(f"{category} {datum.text!r} isn't known; kept as it is", element)
        return taken

    @staticmethod
    def _is_misplaced(name: str, category: str, level: Level) -> bool:
        """Whether no dialect has a category at a level."""
        wanted = _LEVELS.get(category) if ELEMENT_OF_CATEGORY.get(category) == name else None
        return level not in wanted if wanted else name == "termNote" and level is not Level.TERM

    def _keep(self, element: _Element) -> str:
        """Return an element that isn't ours to interpret as text."""
        return to_text(element, self._root.core, self._tidy, lambda target: decode_id(self._targets.resolve(target)))

    def _flatten(self, element: _Element) -> str:
        """Return the text of an element; say so if there was markup in it, which our texts don't have."""
        if not len(element):
            return element.text or ""
        text = flatten(element)
        if text.strip():
            self._report(f"markup in {text.strip()[:40]!r} was left out", element)
        return text

    def _report(self, message: str, element: _Element, *, is_lost: bool = False) -> None:
        self._issues.append(Issue(message=message, line=line_of(element), entry=self._entry, is_lost=is_lost))

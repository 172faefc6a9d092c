"""A whole TBX file against the rules of the dialect that it claims."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from glossary.errors import FormatError, UsageError
from glossary.exchange.files.guarding import check_regular
from glossary.exchange.files.xml_text import XML_LANG, UnknownEntityError, line_of, local_name, split_tag
from glossary.exchange.tbx.dialects import Dialect, find_dialect
from glossary.exchange.tbx.entry_stream import parse_whole
from glossary.exchange.tbx.vocabulary import NAMESPACE
from glossary.exchange.validation.grammar import FOREIGN
from glossary.exchange.validation.links import Links
from glossary.exchange.validation.rules import BEYOND_SCHEMA, DialectRules
from glossary.exchange.validation.structure import check_attributes, check_children, check_text, name_in
from glossary.exchange.validation.version_2 import BASIC_2, CORE_2
from glossary.exchange.validation.version_3 import CORE_3
from glossary.exchange.validation.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lxml.etree import _Element

    from glossary.exchange.validation.grammar import Grammar
    from glossary.exchange.validation.structure import Finding

_PATH = ("tbx", "text", "body"), ("martif", "text", "body")
_LANGUAGE_NAMES = frozenset({"langSec", "langSet"})


def validate_tbx(path: str | Path) -> list[Violation]:
    """Return what in a TBX file breaks the rules of the dialect it claims, by line.

    Version, dialect and style are those of its root element. A file of TBX-Core or of a dialect that isn't
    known is held to the core structure alone. Entries are gone from memory once they are checked.

    Raises:
        InputError: the file can't be read.
        FormatError: it is not well-formed, no TBX, or declares entities.
    """
    check_regular(path)
    try:
        return _validate(path)
    except UnknownEntityError as error:
        reason = f"needs {error}, which only an outside DTD declares; replace it by its character"
        raise FormatError(str(path), reason) from error


def _validate(path: str | Path) -> list[Violation]:
    checker: _Checker | None = None
    root: _Element | None = None
    for event, element in parse_whole(path):
        if event == "start" and root is None:
            root = element
            checker = _Checker(root)
        elif event == "end" and checker and element.tag == checker.entry_tag and checker.is_entry(element):
            checker.check_tree(element)
            _empty(element)
    if root is None or checker is None:
        raise FormatError(str(path), "is empty; a TBX file was expected")
    return checker.finish(root)


class _Checker:
    """Checks the elements of one file, and remembers ids and references to the end.

    Args:
        root: the root element, of which only the start was read.
    """

    def __init__(self, root: _Element) -> None:
        namespace, name = split_tag(root.tag)
        self._core = namespace
        self._is_new = name == "tbx"
        entry = "conceptEntry" if self._is_new else "termEntry"
        self.entry_tag = f"{{{namespace}}}{entry}" if namespace else entry
        self._violations: list[Violation] = []
        self._dialect = _find_dialect(root, is_new=self._is_new)
        self._grammar = _choose_grammar(self._dialect, is_new=self._is_new)
        self._rules = DialectRules(self._dialect, self._core) if self._dialect else None
        self._links = Links(is_strict=bool(self._dialect) and self._is_new)
        self._check_root(root)

    def is_entry(self, element: _Element) -> bool:
        """Whether an element with the tag of an entry is at its place, to be checked once and forgotten."""
        parent = element.getparent()
        text = parent.getparent() if parent is not None else None
        root = text.getparent() if text is not None else None
        if root is None or root.getparent() is not None or parent is None or text is None:
            return False
        return tuple(name_in(each, self._core) for each in (root, text, parent)) in _PATH

    def check_tree(self, element: _Element) -> None:
        """Check an element and all in it."""
        name = name_in(element, self._core)
        if name == FOREIGN and self._is_new:
            self._links.add_tag(element)
            self._take(self._rules.check_tag(element) if self._rules else ())
            return
        model = self._grammar.get(name)
        if model is None:
            return  # its parent has said that it has no place
        self._take(check_attributes(element, model))
        self._take(check_text(element, model))
        self._take(check_children(element, model, self._core))
        if self._rules:
            self._take(self._rules.check(element))
        self._links.add(element, model)
        if element.tag == self.entry_tag:
            self._check_languages(element)
        for child in element:
            if child.tag != self.entry_tag or not self.is_entry(child):
                self.check_tree(child)

    def finish(self, root: _Element) -> list[Violation]:
        """Check what is left when the entries are gone, and return everything that was found."""
        self.check_tree(root)
        self._take(self._links.find_faults())
        return sorted(self._violations, key=attrgetter("line"))

    def _check_root(self, root: _Element) -> None:
        """Check what the root says about the file."""
        if self._core != (NAMESPACE if self._is_new else ""):
            advice = f'write xmlns="{NAMESPACE}"' if self._is_new else "remove it"
            self._add(root, "namespace", f"the namespace is {self._core!r}", advice)
        kind = root.get("type")
        if self._is_new and kind is not None and not (kind.startswith("TBX-") and len(kind) > len("TBX-")):
            self._add(root, "value", f"the type {kind!r} is no dialect", "write TBX-Basic, or what it is")
        if self._is_new and _has_doctype(root):
            self._add(root, "doctype", "a DOCTYPE, which version 3 doesn't have", "remove it")

    def _check_languages(self, element: _Element) -> None:
        """Check that an entry has each language once."""
        seen: set[str] = set()
        for child in element:
            if local_name(child) not in _LANGUAGE_NAMES:
                continue
            tag = child.get(XML_LANG, "").lower()
            if tag and tag in seen:
                message = f"a second section for the language {tag!r}"
                self._add(child, "repeated-language", message, "put its terms into the first")
            seen.add(tag)

    def _take(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self._add(*finding)

    def _add(self, element: _Element | int, code: str, message: str, fix: str) -> None:
        line = element if isinstance(element, int) else line_of(element) or 1
        self._violations.append(
            Violation(line=line, code=code, message=message, fix=fix, beyond_schema=code in BEYOND_SCHEMA)
        )


def _empty(element: Any) -> None:  # noqa: ANN401 - the stubs don't know the argument
    """Free the memory of an element; the text behind it stays."""
    element.clear(keep_tail=True)


def _has_doctype(root: Any) -> bool:  # noqa: ANN401 - the stubs don't know the attribute
    return bool(root.getroottree().docinfo.doctype)


def _find_dialect(root: _Element, *, is_new: bool) -> Dialect | None:
    """Return the dialect that a root claims, None where it says nothing about data categories."""
    name = root.get("type", "").removeprefix("TBX-").lower()
    style = root.get("style", "dca").strip() if is_new else "dca"
    if not root.get("type", "").startswith("TBX-") or name == "core":
        return None
    try:
        dialect = find_dialect(name, 3 if is_new else 2, style)
    except UsageError:
        return None
    return dialect if dialect.name == root.get("type") else None


def _choose_grammar(dialect: Dialect | None, *, is_new: bool) -> Grammar:
    if is_new:
        return CORE_3
    return BASIC_2 if dialect else CORE_2

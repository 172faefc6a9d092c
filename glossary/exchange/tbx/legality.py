"""What a dialect can carry of the elements that we don't interpret, ready to be written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.exchange.files.xml_text import XML_LANG, escape, escape_attribute, flatten, local_name
from glossary.exchange.identifiers import encode_id
from glossary.exchange.tbx.dialects import find_dialect
from glossary.exchange.tbx.fragments import parse
from glossary.exchange.tbx.places import allows
from glossary.exchange.tbx.rendered import Rendered
from glossary.exchange.tbx.vocabulary import ELEMENT_OF_CATEGORY, GROUPS, PLAIN_IN_2, VALUES, Level

if TYPE_CHECKING:
    from lxml.etree import _Element

    from glossary.exchange.tbx.dialects import Dialect

LANGUAGE_TAG = re.compile("[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_WEB_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`\[\]\x00-\x20]+""")
_BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_PORT = re.compile(r"https?://[^/?#]*:(?!\d+(?:[/?#]|$))[^/?#]*(?:[/?#]|$)")
_HIGHLIGHTS = frozenset({"entailedTerm", "hotkey", "italics", "bold", "superscript", "subscript", "math"})
# Elements whose text may have markup in it; all others are plain.
_MARKED_UP = frozenset({"admin", "descrip", "note", "termNote", "foreign"})
_ABOVE = {"langSec": "conceptEntry", "termSec": "langSec", "langSet": "termEntry", "tig": "langSet"}
# The element that each group is about.
_HEADS = {"adminGrp": "admin", "descripGrp": "descrip", "termNoteGrp": "termNote", "transacGrp": "transac"}


def is_web_address(target: str) -> bool:
    """Whether an external target passes as an ``anyURI`` that begins with http or https."""
    return bool(_WEB_ADDRESS.fullmatch(target) and not _BAD_PERCENT.search(target) and not _PORT.match(target))


@lru_cache(maxsize=4096)
def render_fragment(text: str, level: Level, name: str, version: int, style: str) -> Rendered:
    """Render an uninterpreted element for a level of a dialect; no pieces if it has no place there.

    The result is shared: callers mustn't change it.
    """
    rendered = Rendered()
    element = parse(text)
    if element is None:
        rendered.problems.append(f"{text[:60]!r} is no well-formed XML; left out")
        return rendered
    _Renderer(find_dialect(name, version, style), level, rendered).render(element)
    return rendered


@dataclass(slots=True)
class _Renderer:
    """Renders one element; what isn't legal is left out with the reason in ``rendered.problems``."""

    dialect: Dialect
    level: Level
    rendered: Rendered

    def render(self, element: _Element) -> None:
        name = local_name(element)
        at_term = self.level is Level.TERM and name in self.dialect.term_elements
        if not at_term and name not in self.dialect.elements:
            self._refuse(element, "has no place here")
        elif name in GROUPS:
            self._render_group(element, name)
        else:
            self._render_leaf(element, self.level.value, None)

    def _render_group(self, element: _Element, name: str) -> None:
        """Render a group whose first element is legal; of the others those that are."""
        children = [child for child in element if local_name(child)]
        if not children or local_name(children[0]) != _HEADS[name]:
            self._refuse(element, "isn't built as a group")
            return
        if self._must_stand_alone(children[0], name):
            # Notes of a term stand before all else, so nothing may come between them.
            alone = 1 if name == "termNoteGrp" else len(children)
            for child in children[:alone]:
                self.render(child)
            for child in children[alone:]:
                self._refuse(child, "has no place outside of its group")
            return
        margin = "  " * self.level.value
        self.rendered.pieces.append(f"{margin}<{name}>\n")
        if not self._render_leaf(children[0], self.level.value + 1, name):
            self.rendered.pieces.pop()
            return
        for child in children[1:]:
            member = local_name(child)
            # No dialect names a category that needs a group in a group.
            if member in GROUPS or member not in self.dialect.groups[name]:
                self._refuse(child, f"has no place in a {name}")
            else:
                self._render_leaf(child, self.level.value + 1, name)
        self.rendered.pieces.append(f"{margin}</{name}>\n")

    def _must_stand_alone(self, head: _Element, group: str) -> bool:
        """Whether an element is legal at this level, and not in a group there."""
        name, category = local_name(head), head.get("type", "")
        return bool(self._find_fault(head, name, category, group) and not self._find_fault(head, name, category, None))

    def _render_leaf(self, element: _Element, depth: int, group: str | None) -> bool:
        """Render one element of data; False if it isn't legal."""
        name, category = local_name(element), element.get("type", "")
        reason = self._find_fault(element, name, category, group)
        if reason:
            self._refuse(element, reason)
            return False
        margin = "  " * depth
        closing, opening = self._tag(name, category)
        plain = name not in _MARKED_UP or self._must_be_plain(category)
        inner = escape(flatten(element)) if plain else self._render_inline(element)
        target = element.get("target", "")
        language = element.get(XML_LANG, "")
        if language and self._may_say_language(name, category) and LANGUAGE_TAG.fullmatch(language):
            opening += f' xml:lang="{language}"'
        head, tail = f"{margin}<{opening}", f">{inner}</{closing}>\n"
        if not target or name in {"note", "date"}:
            self.rendered.pieces.append(f"{head}{tail}")
        elif name == "xref":
            self.rendered.pieces.append(f'{head} target="{escape_attribute(target)}"{tail}')
        elif name == "ref":
            identifier = encode_id(target)
            self.rendered.add_removable(f'{head} target="{identifier}"{tail}', identifier)
        elif self._is_dct and category != "responsibility":
            self.rendered.pieces.append(f"{head}{tail}")
        else:
            identifier = encode_id(target)
            self.rendered.pieces.append(head)
            self.rendered.add_removable(f' target="{identifier}"', identifier)
            self.rendered.pieces.append(tail)
        return True

    @property
    def _is_dct(self) -> bool:
        return self.dialect.style == "dct"

    def _tag(self, name: str, category: str) -> tuple[str, str]:
        """Return the name of the tag, and what opens it."""
        return self.dialect.tag(name, escape_attribute(category)) if category else (name, name)

    def _must_be_plain(self, category: str) -> bool:
        """Whether a category takes no markup in its text."""
        if self.dialect.style == "dct":
            return bool(category)
        return self.dialect.version < 3 and category in PLAIN_IN_2  # noqa: PLR2004 - the version

    def _may_say_language(self, name: str, category: str) -> bool:
        """Whether an element may have ``xml:lang``; the tags of DCT may not."""
        return name not in {"date", "xref"} and not (category and self._is_dct)

    def _find_fault(self, element: _Element, name: str, category: str, group: str | None) -> str | None:
        """Return why an element isn't legal here, None if it is."""
        if name == "note":
            return None
        if name == "date":
            return None if self._is_date(flatten(element)) else "is no date"
        if not category:
            return "has no type"
        level = self._level_name
        parent, grandparent = (group, level) if group else (level, _ABOVE.get(level, ""))
        is_known = ELEMENT_OF_CATEGORY.get(category) == name
        values = VALUES.get(category) if is_known else None
        faults = {
            f"isn't known to {self.dialect.name}": not self.dialect.has(name, category),
            "has no place here": is_known and not allows(self.dialect.places, category, parent, grandparent),
            "isn't one of the values allowed": values is not None and flatten(element) not in values,
            "is no web address": name == "xref" and not is_web_address(element.get("target", "")),
            "has no target": name == "ref" and not element.get("target"),
        }
        return next((reason for reason, holds in faults.items() if holds), None)

    @property
    def _level_name(self) -> str:
        """The element of the level."""
        names = {
            Level.CONCEPT: self.dialect.entry,
            Level.LANGUAGE: self.dialect.language,
            Level.TERM: self.dialect.term,
        }
        return names[self.level]

    def _is_date(self, text: str) -> bool:
        try:
            if _DATE.fullmatch(text):
                return bool(date.fromisoformat(text))
            if self.dialect.has_date_times and _DATE_TIME.fullmatch(text):
                return bool(datetime.fromisoformat(text))
        except ValueError:
            pass
        return False

    def _render_inline(self, element: _Element) -> str:
        """Return the text of an element with the highlights and foreign words that every version has."""
        pieces = [escape(element.text or "")]
        for child in element:
            name = local_name(child)
            kind = child.get("type", "")
            language = child.get(XML_LANG, "")
            if name == "hi":
                shown = f' type="{kind}"' if kind in _HIGHLIGHTS and not self._is_dct else ""
                pieces.append(f"<hi{shown}>{escape(flatten(child))}</hi>")
            elif name == "foreign":
                shown = f' xml:lang="{language}"' if LANGUAGE_TAG.fullmatch(language) else ""
                pieces.append(f"<foreign{shown}>{self._render_inline(child)}</foreign>")
            elif name:
                pieces.append(escape(flatten(child)))
            pieces.append(escape(child.tail or ""))
        return "".join(pieces)

    def _refuse(self, element: _Element, reason: str) -> None:
        name, category = local_name(element), element.get("type")
        shown = f'<{name} type="{category}">' if category else f"<{name}>"
        self.rendered.problems.append(f"{shown} {reason}; left out")

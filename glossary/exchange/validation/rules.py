"""What a dialect says about data categories: which there are, where they stand, what they may say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.exchange.files.xml_text import flatten, local_name, split_tag
from glossary.exchange.tbx.places import allows
from glossary.exchange.tbx.vocabulary import ELEMENT_OF_CATEGORY, MODULES, PLAIN_IN_2, VALUES
from glossary.exchange.validation.datatypes import is_valid
from glossary.exchange.validation.structure import collapse, show_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from glossary.exchange.tbx.dialects import Dialect
    from glossary.exchange.validation.structure import Finding

#: What `Violation.beyond_schema` is true for: the published rules hide these behind others, or don't have them.
BEYOND_SCHEMA = frozenset({"address", "transaction", "repeated-language", "doctype"})

_MODULE_OF = {module.namespace: name for name, module in MODULES.items()}
_CODES = frozenset({"sc", "ec"})
_WEB_ADDRESS = re.compile("https?://.+")
_EXTERNAL = frozenset({"externalCrossReference", "xGraphic"})
_TARGETED = {"crossReference": True, "externalCrossReference": True, "xGraphic": True, "responsibility": False}
_VALUES_2 = {
    **{category: VALUES[category] for category in ("administrativeStatus", "grammaticalGender", "termType")},
    "partOfSpeech": VALUES["partOfSpeech"] | {"properNoun"},
    "transactionType": VALUES["transactionType"],
}


class DialectRules:
    """The rules of a dialect beyond the grammar of its version.

    Args:
        dialect: whose.
        core: the namespace of the format's own elements.
    """

    def __init__(self, dialect: Dialect, core: str) -> None:
        self._dialect = dialect
        self._core = core

    def check(self, element: _Element) -> Iterator[Finding]:
        """Yield what is wrong with an element of the format itself."""
        category = element.get("type")
        if local_name(element) in _CODES:
            yield from check_code(element)
        if category is None:
            return
        if self._dialect.style == "dct":
            yield from _check_style(element)
        else:
            yield from self._check_category(element, local_name(element), category)

    def check_tag(self, element: _Element) -> Iterator[Finding]:
        """Yield what is wrong with an element of another namespace: a data category as tag."""
        namespace, name = split_tag(element.tag)
        if self._dialect.style == "dca":
            of = ELEMENT_OF_CATEGORY.get(name)
            advice = f'write <{of} type="{name}">' if of else 'remove it, or say style="dct"'
            yield element, "style", f"<{name}> is a data category as tag, which the style dca doesn't have", advice
            return
        module = MODULES.get(_MODULE_OF.get(namespace, ""))
        if module is None or _MODULE_OF[namespace] not in self._dialect.modules:
            spaces = ", ".join(MODULES[prefix].namespace for prefix in self._dialect.modules)
            message = f"<{name}> is in the namespace {namespace or 'of no module'}, which {self._dialect.name} hasn't"
            yield element, "namespace", message, f"use one of {spaces}" if spaces else "remove it"
        elif name not in module.categories:
            known = ", ".join(sorted(module.categories))
            yield element, "category", f"<{name}> is no data category of its module", f"use one of {known}"
        else:
            yield from self._check_known_tag(element, name)

    def _check_known_tag(self, element: _Element, name: str) -> Iterator[Finding]:
        """Yield what is wrong with a tag that its module has."""
        if len(element):
            yield element, "element", f"<{name}> has elements in it", "write plain text"
        for key in map(str, element.attrib):
            if key != "target" or name not in _TARGETED:
                shown = show_attribute(key)
                yield element, "attribute", f"<{name}> has an attribute {shown} that it can't have", "remove it"
        yield from _check_tag_target(element, name)
        yield from self._check_place(element, name)
        values = VALUES.get(name)
        if values is not None and collapse(flatten(element)) not in values:
            yield element, "value", *_refuse_value(name, flatten(element), values)

    def _check_category(self, element: _Element, name: str, category: str) -> Iterator[Finding]:
        """Yield what is wrong with a data category as attribute."""
        is_new = self._dialect.version > 2  # noqa: PLR2004 - the version
        if is_new and not category and name != "termNote":
            yield element, "category", f"<{name}> has an empty type", "name its data category"
        known = self._dialect.categories.get(name)
        if known and category not in known and (is_new or collapse(category) not in known):
            message = f"{category!r} is no data category of <{name}> in {self._dialect.name}"
            yield element, "category", message, f"use one of {', '.join(sorted(known))}"
            return
        if ELEMENT_OF_CATEGORY.get(category) != name:
            return
        yield from self._check_place(element, category)
        yield from self._check_value(element, category, is_new=is_new)

    def _check_value(self, element: _Element, category: str, *, is_new: bool) -> Iterator[Finding]:
        values = (VALUES if is_new else _VALUES_2).get(category)
        text = flatten(element)
        if values is not None and text not in values:
            is_hidden = is_new and category == "transactionType" and self._dialect.name != "TBX-Linguist"
            yield element, "transaction" if is_hidden else "value", *_refuse_value(category, text, values)
        if not is_new and category in PLAIN_IN_2 and len(element):
            yield element, "element", f"the {category} has elements in it", "write plain text"
        target = element.get("target")
        if is_new and category in _EXTERNAL and target is not None and not _WEB_ADDRESS.match(target):
            yield element, "address", f"{target!r} is no web address", "write one that begins with https:// or http://"

    def _check_place(self, element: _Element, category: str) -> Iterator[Finding]:
        """Yield where a data category stands if it may not stand there."""
        parent = element.getparent()
        grandparent = parent.getparent() if parent is not None else None
        above, further = (self._name(each) for each in (parent, grandparent))
        if not allows(self._dialect.places, category, above, further):
            known = ", ".join(sorted(self._dialect.places[category]))
            yield element, "level", f"{category} stands in <{above}> of <{further}>", f"move it into one of {known}"

    def _name(self, element: _Element | None) -> str:
        if element is None:
            return ""
        namespace, name = split_tag(element.tag)
        return name if namespace == self._core else ""


def check_code(element: _Element) -> Iterator[Finding]:
    """Yield what is wrong with the beginning (``sc``) or end (``ec``) of a code in running text."""
    name, isolated = local_name(element), element.get("isolated")
    is_start = name == "sc"
    partner = "ec" if is_start else "sc"
    others = element.itersiblings(f"{{*}}{partner}", preceding=not is_start)
    has_partner = next(iter(others), None) is not None
    wanted = "no" if has_partner else "yes"
    if isolated not in {None, wanted}:
        what = "has" if has_partner else "hasn't"
        message = f"<{name}> {what} its <{partner}> in the same text, and says isolated={isolated!r}"
        yield element, "inline", message, f'say isolated="{wanted}", or remove it'
    if not is_start and has_partner and element.get("startRef") is None:
        yield element, "inline", "<ec> doesn't say which <sc> it ends", "add startRef with the id of the <sc>"
    if not is_start and not has_partner and element.get("id") is None:
        yield element, "inline", "<ec> without <sc> in the same text has no id", "add an id"


def _check_style(element: _Element) -> Iterator[Finding]:
    """Yield a ``type`` where data categories are tags; the root, the header and the back have others."""
    above = {local_name(each) for each in element.iterancestors()}
    if above and not above & {"back", "tbxHeader"}:
        name, category = local_name(element), element.get("type", "")
        prefix = next((prefix for prefix, module in MODULES.items() if category in module.categories), "")
        advice = f"write <{prefix}:{category}>" if prefix else "remove the type"
        yield element, "style", f"<{name}> has a type, which the style dct doesn't have", advice


def _check_tag_target(element: _Element, name: str) -> Iterator[Finding]:
    target = element.get("target")
    if name not in _TARGETED:
        return
    if target is None:
        if _TARGETED[name]:
            yield element, "attribute", f"<{name}> has no attribute target", "add target"
    elif name in _EXTERNAL:
        if not _WEB_ADDRESS.fullmatch(target) or not is_valid("anyURI", target):
            advice = "write one that begins with https:// or http://"
            yield element, "value", f"{target!r} is no web address", advice
    elif not is_valid("IDREF", target):
        yield element, "value", f"the target {target!r} can be no id", "write the id of an element of the file"


def _refuse_value(category: str, text: str, values: frozenset[str]) -> tuple[str, str]:
    return f"{category} {text.strip()[:40]!r} isn't one of its values", f"write one of {', '.join(sorted(values))}"

"""TBX files of every dialect and style, and small mistakes made in them by chance."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from random import Random

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MODULES = {
    "min": "http://www.tbxinfo.net/ns/min",
    "basic": "http://www.tbxinfo.net/ns/basic",
    "ling": "http://www.tbxinfo.net/ns/linguist",
}
_MODULE_OF = {
    **dict.fromkeys(
        ("customerSubset", "subjectField", "administrativeStatus", "partOfSpeech", "externalCrossReference"), "min"
    ),
    **dict.fromkeys(("reading", "readingNote", "grammaticalNumber", "register", "transferComment"), "ling"),
}

_HEADER = """<tbxHeader id="h"><fileDesc><publicationStmt><p>a</p></publicationStmt>
<titleStmt xml:lang="en"><title>t</title><note>n</note></titleStmt><sourceDesc><p xml:lang="en">s</p></sourceDesc>
</fileDesc><encodingDesc><p>e</p></encodingDesc>
<revisionDesc><change><p type="x">c</p></change></revisionDesc></tbxHeader>"""
_BACK = """<back><refObjectSec type="respPerson"><refObject id="p1"><item type="fn">王芳</item></refObject>
<refObject><itemSet type="s"><itemGrp><item>i</item><note>n</note></itemGrp><item>j</item></itemSet></refObject>
</refObjectSec></back>"""
_NOTE = """<note id="n{n}" xml:lang="en">a <hi{bold}>b</hi>
<foreign xml:lang="zh">外<ec id="e{n}" isolated="yes"/></foreign>
<ph/><sc id="s{n}"/>code<ec startRef="s{n}"/></note>"""
_TRANSACTION = """<transacGrp id="g{n}"><transac type="transactionType">origination</transac><date>2024-03-05</date>
<transacNote type="responsibility" target="p1">王芳</transacNote><note>x</note></transacGrp>"""

GROUPED = '<adminGrp><admin type="customerSubset">c</admin><note>n</note></adminGrp>'
_MIN = """<conceptEntry id="c{n}"><descrip type="subjectField">economy</descrip>
<adminGrp><admin type="customerSubset">c</admin><note>n</note></adminGrp>
<xref type="externalCrossReference" target="https://www.gov.cn/?a=1">x</xref>{note}
<langSec xml:lang="en"><note>l</note><termSec id="t{n}"><term>carbon <hi>peak</hi></term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
<termNote type="partOfSpeech">noun</termNote>
<admin type="customerSubset">c</admin></termSec><termSec><term>peak</term></termSec></langSec>
<langSec xml:lang="zh-Hans"><termSec><term>碳达峰</term></termSec></langSec></conceptEntry>"""
_BASIC = """<conceptEntry id="b{n}"><descripGrp><descrip type="definition">d</descrip>
<admin type="source">Xinhua</admin></descripGrp>{transaction}
<ref type="crossReference" target="b{n}">r</ref><xref type="xGraphic" target="https://example.org/a.png">g</xref>
<langSec xml:lang="zh-Hant"><descrip type="definition">d</descrip><admin type="source">s</admin>
<termSec><term>碳達峰</term><termNote type="termType">fullForm</termNote>
<termNoteGrp><termNote type="grammaticalGender">neuter</termNote><note>n</note></termNoteGrp>
<termNote type="geographicalUsage">TW</termNote><termNote type="termLocation">menuItem</termNote>
<admin type="projectSubset">p</admin><descripGrp><descrip type="context">c</descrip>
<admin type="source">s</admin></descripGrp><ref type="crossReference" target="b{n}">r</ref></termSec></langSec>
</conceptEntry>"""
_LINGUIST = """<conceptEntry id="l{n}"><langSec xml:lang="zh-Hans"><termSec><term>碳达峰</term>
<termNote type="grammaticalNumber">mass</termNote><termNote type="register">technicalRegister</termNote>
<termNote type="transferComment">t</termNote><adminGrp><admin type="reading">tàndáfēng</admin>
<adminNote type="readingNote">pinyin</adminNote></adminGrp></termSec></langSec></conceptEntry>"""
_CORE = """<conceptEntry id="c{n}"><note>a</note>{note}<langSec xml:lang="en"><termSec><term>x</term>
<note>b</note></termSec></langSec></conceptEntry>"""
_OLD = """<termEntry id="o{n}"><descrip type="subjectField">economy</descrip>
<descripGrp><descrip type="definition">d <hi type="bold">x</hi></descrip><admin type="source">s</admin></descripGrp>
<ref type="crossReference" target="o{n}">r</ref><xref type="xGraphic" target="a.png">g</xref>
<transacGrp><transac type="transactionType">origination</transac><date>2024-03-05</date>
<transacNote type="responsibility" target="p1">w</transacNote></transacGrp>
<note>a <foreign xml:lang="zh">外</foreign><bpt i="1">x</bpt><ept i="1">y</ept><ph type="p"/></note>
<langSet xml:lang="en"><descrip type="definition">d</descrip><tig id="ot{n}"><term>carbon <hi>peak</hi></term>
<termNote type="termType">fullForm</termNote><termNote type="partOfSpeech">properNoun</termNote>
<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>
<termNote type="geographicalUsage">GB</termNote><termNote type="grammaticalGender">neuter</termNote>
<termNote type="termLocation">anywhere</termNote><descrip type="context">c</descrip>
<admin type="projectSubset">p</admin><admin type="customerSubset">p</admin>
<xref type="externalCrossReference" target="https://www.gov.cn/">x</xref></tig></langSet></termEntry>"""
_ENTRIES = {
    "Core": (_CORE,),
    "Min": (_MIN, _CORE),
    "Basic": (_MIN, _BASIC),
    "Linguist": (_MIN, _BASIC, _LINGUIST),
}


def make_file(dialect: str, style: str) -> str:
    """Return a valid file of a dialect, with every element that it has; of version 2 in the style ``2``."""
    if style == "2":
        person = '<refObject id="p1"><item>w</item></refObject>'
        back = f'<back><refObjectList type="respPerson">{person}</refObjectList></back>'
        return (
            '<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><titleStmt><title>t</title></titleStmt>'
            '<sourceDesc><p>s</p></sourceDesc></fileDesc><encodingDesc><p type="XCSURI">x</p></encodingDesc>'
            f"</martifHeader><text><body>{_OLD.format(n=1)}{_OLD.format(n=2)}</body>{back}</text></martif>"
        )
    entries = []
    for number, entry in enumerate(_ENTRIES[dialect]):
        note = _NOTE.format(n=number, bold="" if style == "dct" else ' type="bold"')
        entries.append(entry.format(n=number, note=note, transaction=_TRANSACTION.format(n=number)))
    body = "\n".join(entries)
    spaces = ""
    if style == "dct":
        body = to_tags(body)
        spaces = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in MODULES.items())
        if dialect != "Core":  # its official rule lets no customerSubset be in a group of an entry
            body = body.replace("<adminGrp><min:customerSubset>c</min:customerSubset><note>n</note></adminGrp>", "")
    elif dialect == "Linguist":
        body = body.replace(GROUPED, "")
    return (
        f'<tbx type="TBX-{dialect}" style="{style}" xml:lang="en" xmlns="{NAMESPACE}"{spaces}>{_HEADER}'
        f"<text><body>{body}</body>{_BACK}</text></tbx>"
    )


def to_tags(body: str) -> str:
    """Return entries of the style DCA in DCT."""

    def tag(match: re.Match[str]) -> str:
        name = match["name"]
        prefix = _MODULE_OF.get(name, "basic")
        return f"<{prefix}:{name}{match['rest']}>{match['text']}</{prefix}:{name}>"

    pattern = r'<(\w+) type="(?P<name>\w{4,})"(?P<rest>[^>]*)>(?P<text>[^<]*)</\1>'
    return re.sub(pattern, lambda match: match[0] if match[1] == "hi" else tag(match), body)


_NAMES = (
    *("admin", "adminGrp", "adminNote", "back", "body", "conceptEntry", "date", "descrip", "descripGrp"),
    *("descripNote", "ec", "foreign", "hi", "item", "itemGrp", "langSec", "note", "p", "ph", "ref", "refObject"),
    *("sc", "sourceDesc", "term", "termNote", "termNoteGrp", "termSec", "text", "title", "transac", "transacGrp"),
    *("transacNote", "xref", "colour", "tig", "langSet", "termEntry", "bpt"),
)
CATEGORIES = (
    *("customerSubset", "subjectField", "administrativeStatus", "partOfSpeech", "externalCrossReference"),
    *("projectSubset", "source", "context", "definition", "crossReference", "grammaticalGender", "xGraphic"),
    *("geographicalUsage", "termLocation", "termType", "transactionType", "responsibility", "reading"),
    *("readingNote", "grammaticalNumber", "register", "transferComment", "usageStatus"),
)
_ATTRIBUTES = ("id", "type", "target", XML_LANG, "datatype", "style", "isolated", "startRef", "metaType", "colour", "i")
_VALUES = (
    *("c0", "b1", "p1", "s0", "gone", "1c", "a b", "", " ", "核心", "https://www.gov.cn/", "ftp://x", "a.png"),
    *("http://[", "en", "zh-Hans", "zh_CN", "toolonglanguage", "dca", "dct", "yes", "no", "TBX-Basic", "TBX-Min"),
    *("TBX-", "Basic", "TBX-Linguist", "TBX-Core", "TBX-Other", "bold", "blink", "fmt", "XCSURI"),
)
_TEXTS = (
    *("noun", " noun ", "nominal", "properNoun", "neuter", "mass", "origination", "creation", "menuItem", "phrase"),
    *("preferredTerm-admn-sts", "preferred", "2024-03-05", "2024-02-30", "2024-03-05T10:00:00", "yesterday"),
    *("technicalRegister", "", "  ", "中文", "\u00a0"),
)


def mutate(document: etree._Element, random: Random) -> None:
    """Make one mistake, or harmless change, somewhere in a document."""
    elements = list(document.iter("{*}*"))
    element = random.choice(elements)
    random.choice(_MUTATIONS)(element, elements, random)


def _delete(element: etree._Element, _: list[etree._Element], __: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _duplicate(element: etree._Element, _: list[etree._Element], __: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element), deepcopy(element))


def _move(element: etree._Element, elements: list[etree._Element], random: Random) -> None:
    below = set(element.iter())
    places = [each for each in elements if each not in below]
    if places:
        place = random.choice(places)
        element.tail = None
        place.insert(random.randint(0, len(place)), element)


def _shuffle(element: etree._Element, _: list[etree._Element], random: Random) -> None:
    if len(element) > 1:
        child = element[random.randrange(len(element))]
        element.insert(random.randrange(len(element)), child)


def _rename(element: etree._Element, _: list[etree._Element], random: Random) -> None:
    namespace = etree.QName(element).namespace
    is_tag = namespace not in {None, NAMESPACE}
    name = random.choice(CATEGORIES if is_tag and random.random() < 0.8 else _NAMES)
    element.tag = f"{{{namespace}}}{name}" if namespace else name


def _change_namespace(element: etree._Element, _: list[etree._Element], random: Random) -> None:
    name = etree.QName(element).localname
    namespace = random.choice(("", NAMESPACE, "urn:other", *MODULES.values()))
    element.tag = f"{{{namespace}}}{name}" if namespace else name


def _insert(element: etree._Element, _: list[etree._Element], random: Random) -> None:
    namespace = random.choice((etree.QName(element).namespace or "", NAMESPACE, *MODULES.values()))
    name = random.choice(_NAMES if namespace in {"", NAMESPACE} else CATEGORIES)
    child = etree.Element(f"{{{namespace}}}{name}" if namespace else name)
    child.text = random.choice(_TEXTS)
    if random.random() < 0.5:
        child.set("type", random.choice(CATEGORIES))
    if random.random() < 0.3:
        child.set("target", random.choice(_VALUES))
    element.insert(random.randint(0, len(element)), child)


def _unwrap(element: etree._Element, _: list[etree._Element], __: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        index = parent.index(element)
        parent.remove(element)
        for child in reversed(list(element)):
            parent.insert(index, child)


def _set_attribute(element: etree._Element, elements: list[etree._Element], random: Random) -> None:
    """Change an attribute, of an element that has one most of the time."""
    having = [each for each in elements if each.attrib]
    element = random.choice((element, random.choice(having)))
    names = [*map(str, element.attrib), random.choice(_ATTRIBUTES)]
    name = random.choice(names)
    element.set(name, random.choice((*CATEGORIES, *_VALUES) if name == "type" else _VALUES))


def _delete_attribute(_: etree._Element, elements: list[etree._Element], random: Random) -> None:
    element = random.choice([each for each in elements if each.attrib])
    del element.attrib[random.choice(list(element.attrib))]


def _set_text(element: etree._Element, elements: list[etree._Element], random: Random) -> None:
    """Change a text, of an element that has one most of the time."""
    having = [each for each in elements if (each.text or "").strip()]
    random.choice((element, random.choice(having or elements))).text = random.choice(_TEXTS)


def _set_tail(element: etree._Element, _: list[etree._Element], random: Random) -> None:
    if element.getparent() is not None:
        element.tail = random.choice(_TEXTS)


_MUTATIONS = (
    *(_delete, _duplicate, _move, _shuffle, _rename, _change_namespace, _insert, _unwrap),
    *(_set_attribute, _set_attribute, _delete_attribute, _set_text, _set_text, _set_tail),
)

"""A field that two people changed differently, as text: what it was, and what each made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from glossary.tui.language import t
from glossary.tui.widgets.entry_text import language_name
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, Side, TermType

if TYPE_CHECKING:
    from glossary.review.clashes import Clash

#: The last part of a field's way, in the words of the interface.
_FIELD_TEXTS = {
    "entry": "Entry",
    "subject_field": "Subject field",
    "definition": "Definition",
    "preferred": "preferred",
    "status": "Status",
    "part_of_speech": "Part of speech",
    "term_type": "Type",
    "pinyin": "Pinyin",
    "source": "Source",
    "term": "Term",
}
_CHOSEN, _LEFT = "●", "○"
#: Fields whose texts are words of a fixed list.
_LISTED = {"status": AdministrativeStatus, "part_of_speech": PartOfSpeech, "term_type": TermType}


def clash_text(clash: Clash, side: Side) -> Content:
    """Return a clash in four lines, with a mark on the side that is taken."""
    lines = [Content.styled(clash_name(clash), "bold")]
    lines.append(Content.assemble(("    ", ""), (f"{t('before')}: ", "$text-muted"), _told(clash, clash.base)))
    for of, label, text in ((Side.OURS, t("yours"), clash.ours), (Side.THEIRS, t("theirs"), clash.theirs)):
        mark, style = (_CHOSEN, "$text-success bold") if of is side else (_LEFT, "$text-muted")
        lines.append(
            Content.assemble((f"  {mark} ", style), (f"{label}: ", "$text-muted"), (_told(clash, text), style))
        )
    return Content("\n").join(lines)


def clash_name(clash: Clash) -> str:
    """Return what a field is called, in the language of the interface: “English · tea · Status”."""
    *way, last = clash.field
    parts = [language_name(part) if place == 0 else part for place, part in enumerate(way)]
    known = t(_FIELD_TEXTS[last]) if last in _FIELD_TEXTS else last
    return " · ".join([*parts, known])


def _told(clash: Clash, text: str) -> str:
    if not text:
        return "—"
    return t(text) if clash.field[-1] in _LISTED else text

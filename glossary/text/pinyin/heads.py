"""The heads of proper names: what kind of name a last word ends, and where such a name may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from glossary.text.pinyin.names import (
    BODIES,
    DOCTRINES,
    KINDS,
    MEETING_OF,
    MEETINGS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    QUALIFIERS,
    REGIONS,
    SESSIONS,
    STARTERS,
)

if TYPE_CHECKING:
    from glossary.text.pinyin.word import Word

HeadKind = Literal["place", "organisation", "event", "centre"]

# Heads only after one of these words, and heads unless after one of these.
_AFTER: dict[str, tuple[HeadKind, frozenset[str]]] = {
    "政府": ("place", frozenset(["人民"])),
    "公司": ("place", frozenset(["有限", "股份", "集团", "责任"])),
    "小组": ("organisation", frozenset(["领导"])),
    "共同体": ("place", frozenset(["国家", "非洲", "欧洲", "东非", "西非", "加勒比"])),
}
_UNLESS_AFTER: dict[str, tuple[HeadKind, frozenset[str]]] = {
    "会议": ("event", SESSIONS),
    "委员会": ("organisation", KINDS),
    "中心": ("centre", frozenset()),
}
_PLACE_ENDINGS = ("试验区", "实验区", "贸易港", "示范区", "合作区")
_ENDINGS = frozenset("局部署院厅委社法会日台站奖周")
_SHORT = 3


def head_kind(word: Word, before: Word | None) -> HeadKind | None:
    """Return what kind of name a word may end, or None; ``before`` is the word before it."""
    text = word.text
    previous = before.text if before is not None else ""
    if text in _AFTER:
        kind, wanted = _AFTER[text]
        return kind if previous in wanted else None
    if text in _UNLESS_AFTER:
        kind, excluded = _UNLESS_AFTER[text]
        return kind if previous and previous not in excluded else None
    if text in PLACE_HEADS or text.endswith(_PLACE_ENDINGS):
        return "place"
    suffixed = len(text) >= _SHORT and text[-1] in _ENDINGS and word.kind in {"word", "fixed"}
    if text in ORGANISATION_HEADS or text in BODIES or (suffixed and text not in MEETINGS and text[-1] != "法"):
        return "organisation"
    return "place" if suffixed and text[-1] == "法" else None


def starts_name(words: list[Word], at: int, head: int, kind: HeadKind) -> bool:
    """Tell whether the name that ends with the word at ``head`` may begin with the one at ``at``."""
    word, text = words[at], words[head].text
    if word.kind == "name":
        return word.text != "党" and _proper_starts(words, at, head, kind)
    if kind == "place":
        return word.text in REGIONS
    if kind == "centre":
        return word.text == "中央"
    if kind == "event":
        return word.text in {"中央", "全国"} and words[head - 1].text == "工作"
    near = text in BODIES or (text[-1] in _ENDINGS and (len(text) == _SHORT or text[-1] in "局署委"))
    return word.text in STARTERS and (head - at > 1 or near)


def _proper_starts(words: list[Word], at: int, head: int, kind: HeadKind) -> bool:
    """Tell the same of a proper name: 中国 begins an institution, but not 中国特色社会主义先行示范区."""
    if kind == "event":
        texts = {word.text for word in words[at:head]}
        return not texts & MEETING_OF and bool(texts & {"和", "与"})
    if kind == "centre":
        return words[at].text == "中国" or (at > 1 and words[at - 1].text == "-")
    if kind == "place" and at and words[at - 1].text in QUALIFIERS:
        return False
    return words[at + 1].text != "特色" or words[head].text in DOCTRINES

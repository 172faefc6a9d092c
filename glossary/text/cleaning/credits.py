"""Recognising who wrote and who photographed: bylines, photo credits, and names under portraits."""

from __future__ import annotations

import re
from dataclasses import replace

from glossary.text.cleaning.draft import Block, BlockKind, Draft, Dropped
from glossary.text.cleaning.hyphens import is_pinyin
from glossary.text.cleaning.script import count_words

_NAME_WORD = r"[A-Z][\w'’.-]*"
_NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,3}}"
_PLACE = rf"(?: in {_NAME_WORD}(?:,? {_NAME_WORD}){{0,3}})?"
_AGENCY = (
    r"(?:[A-Z][A-Za-z.'’ -]*\b(?:DAILY|Daily|NEWS|News|TIMES|Times|PRESS|Press|AGENCY|Agency|AGENCIES|"
    r"Agencies|POST|Post|"
    r"SERVICE|Service|PICTORIAL|IMAGES|Images)|XINHUA|Xinhua|REUTERS|Reuters|AFP|AP|VCG|CFP|CNS|GETTY|"
    r"CNSPHOTO|EPA)"
)

_BYLINE = re.compile(
    rf"(?:By|BY) (?:{_NAME}|[A-Z]{{2,}}){_PLACE}(?:(?:, | and |, and ){_NAME}{_PLACE})*(?:\s*(?:[|,·–—-]|"
    rf"for)\s*.{{1,70}})?"
    rf"|(?:and|AND) {_NAME} in {_NAME_WORD}(?: {_NAME_WORD})*"
    rf"|{_NAME}(?:(?:, | and |, and ){_NAME})* (?:also )?contributed to (?:this|the) (?:story|report|"
    rf"article)\.?"
    r"|(?:Xinhua|XINHUA|China Daily|CHINA DAILY)(?:\s*[-–—|/]\s*(?:Xinhua|XINHUA|China Daily|CHINA DAILY))*"
    r"|(?:文|图|图文|文字|摄影|摄|采写|撰文)\s*[/|｜:：].{1,30}|(?:新华社|人民日报|本报|本网|"
    r"中新社)?(?:特约)?(?:记者|通讯员)[ :：|]+\S{2,4}(?:[ 、]\S{2,4}){0,5}"
)
_PHOTO = re.compile(
    rf"[A-Z][A-Z'’. -]+?\s*/\s*(?:FOR [A-Z][A-Z'’ .-]+|{_AGENCY})"
    rf"|{_NAME}\s*/\s*(?:For {_NAME}|{_AGENCY})"
    r"|[\[(（【]?(?:(?:File )?[Pp]hotos?|PHOTOS?|[Ii]llustrations?|[Ii]mages?|[Pp]ictures?|FILE PHOTO|"
    r"Provided|PROVIDED)(?: (?:by|BY|provided|PROVIDED|from|courtesy|to|TO)\b|[:：/]).{0,60}[\])）】]?"
    r"|[\[(（]?(?:FILE PHOTO|[Ff]ile [Pp]hoto|资料图|资料图片|图源[:：].{0,20}|[（(]?(?:资料图片?|"
    r"图片来源).{0,20}[）)]?)[\])）]?"
    r"|[（(]?(?:新华社|中新社|人民网|视觉中国)?(?:发|记者|通讯员)?[ ]?[\u4e00-\u9fff· ]{2,"
    r"12}\s?摄(?:影)?(?:/[\u4e00-\u9fff]{2,6})?[）)]?"
)
_LONGEST = 140

# Behind the last full stop: a photographer's name makes a caption of what stands before, an agency's doesn't.
_CAPTION_CREDIT = re.compile(
    rf"(?<=[.!?)\]\"”])\s+(?:(?:BY )?[A-Z][A-Z'’.-]*(?: [A-Z][A-Z'’.-]*)+\s*/\s*(?:{_AGENCY}|[A-Z][A-Z'’ "
    rf".-]+)"
    rf"|{_NAME}\s*/\s*(?:(?:For|FOR) .{{3,40}}|{_AGENCY})"
    r"|[\[(](?:Photo|PHOTO|Photos|Picture|Image)\b[^\])]{0,80}[\])])$"
    r"|(?<=[。！？”」])\s*(?:[（(][^（）()]{0,20}摄(?:影)?[）)]|(?:新华社|中新社|人民网|本报)?(?:发|记者|"
    r"通讯员)\s?[\u4e00-\u9fff·]{2,8}\s?摄(?:影)?)$"
)
_AGENCY_TAIL = re.compile(
    rf"(?<=[.!?)\]\"”])\s*(?:[\[(](?:{_AGENCY}|New Society|Xinhua News Agency)(?:/[^)\]]{{0,40}})?[\])])$"
    r"|(?<=[。！？”」])\s*[（(](?:完|新华社|人民网|中新社|[^（）()]{0,12}记者[^（）()]{0,40})[）)]$"
)
_LONGEST_CAPTION = 80
# Behind the last full stop of the whole article: its reporter or agency.
_SIGNATURE = re.compile(rf"(?<=[.!?\"”])\s*\({_NAME_WORD}(?: {_NAME_WORD}){{0,2}}\)$")

_NAME_ALONE = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,2}}")
_SAYS = (
    r"(?:said|says|say|added|adds|noted|notes|told|stated|believes|believed|suggested|explained|introduced|"
    r"emphasi[sz]ed|stressed|pointed)"
)
_ROLE = (
    r"(?:an? |the |then |former |vice[- ]|deputy |executive |chief |senior )*(?:[A-Z]\w+ )?"
    r"(?:head|secretary|mayor|deputy|director|president|chairman|chairwoman|chair|governor|minister|professor|member|manager|founder|CEO|researcher|"
    r"official|expert|representative|dean|analyst|economist|engineer|farmer|who)"
)
_NAMED_BEHIND = re.compile(
    rf"\b(?:{_SAYS}|[Aa]ccording to|By|BY|Mr|Ms|Mrs|Dr|Prof(?:essor)?)\.? "
    rf"({_NAME_WORD}(?: {_NAME_WORD}){{1,2}})"
)
_NAMED_BEFORE = re.compile(rf"\b({_NAME_WORD}(?: {_NAME_WORD})+),? {_SAYS}\b")
_NAMED_WITH_ROLE = re.compile(rf"\b({_NAME_WORD}(?: {_NAME_WORD})+), {_ROLE}\b")


def credit_reason(text: str) -> str | None:
    """Return ``byline`` or ``photo credit`` for a block that is nothing else, or None."""
    if len(text) > _LONGEST:
        return None
    if _BYLINE.fullmatch(text) and not (text.startswith(("By", "BY")) and text.endswith((".", "!", "?"))):
        return "byline"
    return "photo credit" if _PHOTO.fullmatch(text) else None


def is_credit(text: str) -> bool:
    """Whether a whole block is a byline or a photo credit."""
    return credit_reason(text) is not None


def is_name_shaped(text: str) -> bool:
    """Whether a block is two or three capitalised words and nothing else."""
    return _NAME_ALONE.fullmatch(text) is not None and not text.isupper()


def drop_credits(draft: Draft) -> Draft:
    """Drop bylines, photo credits, captions that end with one, and the names of persons under portraits."""
    names = [block.text for block in draft.blocks if is_name_shaped(block.text)]
    people = _find_people("\n".join(block.text for block in draft.blocks)) if names else frozenset()

    def reason_of(block: Block) -> str | None:
        if block.kind is not BlockKind.TEXT:
            return None
        reason = credit_reason(block.text)
        if reason is None and block.text in people:
            return "name under a portrait"
        if reason is None and _ends_with_credit(block.text) and count_words(block.text) <= _LONGEST_CAPTION:
            return "caption"
        return reason

    return _without_tails(draft.without(reason_of))


def _without_tails(draft: Draft) -> Draft:
    """Take the name of the agency or of the reporter off the end of a paragraph."""
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for index, block in enumerate(draft.blocks):
        start = max(0, len(block.text) - _LONGEST)
        found = _AGENCY_TAIL.search(block.text, start) or _CAPTION_CREDIT.search(block.text, start)
        if not found and index == len(draft.blocks) - 1:
            found = _SIGNATURE.search(block.text, start)
        if found and block.kind is BlockKind.TEXT:
            dropped.append(Dropped(found.group().strip(), "credit"))
            blocks.append(replace(block, text=block.text[: found.start()]))
        else:
            blocks.append(block)
    return draft.with_blocks(blocks, dropped)


def _ends_with_credit(text: str) -> bool:
    return _CAPTION_CREDIT.search(text, max(0, len(text) - _LONGEST)) is not None


def _find_people(text: str) -> frozenset[str]:
    """Return the names, two or three words, of those who speak, sign or have an office in a text."""
    people: set[str] = set()
    for match in _NAMED_BEHIND.finditer(text):
        words = match.group(1).split()
        people.update((" ".join(words[:2]), " ".join(words[:3])))
    for match in _NAMED_BEFORE.finditer(text):
        words = match.group(1).split()
        people.update((" ".join(words[-2:]), " ".join(words[-3:])))
    for match in _NAMED_WITH_ROLE.finditer(text):
        words = match.group(1).split()
        people.update(name for count in (2, 3) if is_pinyin(name := " ".join(words[-count:])))
    return frozenset(people)

"""Repairing characters: mojibake, invisible characters, odd spaces, escapes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from glossary.text.chinese import HAN
from glossary.text.cleaning.mojibake import GB18030_SIGN, repair_chinese_mojibake
from glossary.text.cleaning.script import CJK_MARKS, HAN_CHARACTER

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

    from glossary.text.cleaning.draft import Draft

# A soft hyphen at the end of a line is a hyphenated word, whole again without it.
_SOFT_BREAK = re.compile("\u00ad[ \t]*\r?\n[ \t]*")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ESCAPE = re.compile(r"\\(?=[$%&#_])")
# Mojibake has a character of these; an entity or a control character is a fault too.
_SUSPICIOUS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\u009f\u00a1-\u00ff\u0152-\u017e\u0192\ud800-\udfff\ufb00-\ufb06\ue000-\uf8ff]|"
    f"[\u20ac{GB18030_SIGN}]|&(?:#|[a-zA-Z]+;)"
)
_LINE_SEPARATORS = re.compile("[\u0085\u2028]")
# Bullets that come out of Symbol and Wingdings as private characters.
_BULLETS = "\uf0a7\uf0b7\uf06c\uf0d8\uf0fc"
# PDF files often spell 一 or 人 with the look-alike from the radicals block; Latin letters and digits that
# are as wide as Chinese characters are still the same letters.
_LOOK_ALIKES = re.compile(f"[{_BULLETS}\u2e80-\u2fd5\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_FULL_WIDTH_MARK = re.compile("[\uff01-\uff5e]")
_MARK_THEN_WORD = re.compile(r"([\uff01\uff09\uff0c\uff1a\uff1b\uff1f])(?=[^\W\d_])")
_RUNS = re.compile(" {2,}")
# A full-width mark has its space within.
_SPACE_BY_MARK = re.compile(r"(?<=[（《【「『]) +| +(?=[，。；：？！、）》】」』])")
_SPACED_HAN = re.compile(f"(?<=[{HAN}{CJK_MARKS}]) (?=[{HAN}{CJK_MARKS}])")


def repair_characters(draft: Draft) -> Draft:
    """Repair the characters of every block; the blocks stay as they are otherwise."""
    blocks = (replace(block, text=repair_text(block.text)) for block in draft.blocks)
    title = repair_text(draft.title) if draft.title else draft.title
    return replace(draft.with_blocks(blocks), title=title)


def repair_text(text: str) -> str:
    """Return the text in NFC with readable characters, plain spaces and line feeds as the only line ends.

    Curly quotes and full-width Chinese punctuation stay. Form feeds stay too: they say where a page ends.
    """
    text = _SOFT_BREAK.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if _SUSPICIOUS.search(text):
        text = "\n".join(_repair_encoding(line) if _SUSPICIOUS.search(line) else line for line in text.split("\n"))
    if not text.isascii():
        text = _LINE_SEPARATORS.sub("\n", text).replace("\u2029", "\n\n")
        text = _INVISIBLE.sub("", text)
        text = _LOOK_ALIKES.sub(_plain, text)
        text = unicodedata.normalize("NFC", text)
    text = _RUNS.sub(" ", _SPACES.sub(" ", text)).replace(" \n", "\n").replace("\n ", "\n")
    text = _ESCAPE.sub("", text)
    if HAN_CHARACTER.search(text) or _FULL_WIDTH_MARK.search(text):
        text = "\n".join(_repair_line(line) for line in text.split("\n"))
    return text


def _repair_encoding(line: str) -> str:
    import ftfy  # noqa: PLC0415 - only texts with suspicious characters need it

    return ftfy.fix_text(repair_chinese_mojibake(line), _ftfy_config())


@cache
def _ftfy_config() -> TextFixerConfig:
    from ftfy import TextFixerConfig  # noqa: PLC0415 - see above

    return TextFixerConfig(uncurl_quotes=False, fix_character_width=False, normalization="NFC", explain=False)


def _plain(match: re.Match[str]) -> str:
    return "•" if match.group() in _BULLETS else unicodedata.normalize("NFKC", match.group())


def _repair_line(line: str) -> str:
    """Undo spaces between all characters of Chinese, and full-width marks in a line without Chinese."""
    if line.isascii():
        return line
    han = len(HAN_CHARACTER.findall(line))
    if not han:
        line = _MARK_THEN_WORD.sub(r"\1 ", line)
        return _FULL_WIDTH_MARK.sub(_plain, line)
    line = _SPACE_BY_MARK.sub("", line)
    if han > 4 and len(_SPACED_HAN.findall(line)) * 2 > han:  # noqa: PLR2004 - most of several characters
        return _SPACED_HAN.sub("", line)
    return line

"""Undoing the two ways in which Chinese text is commonly read in the wrong encoding."""

from __future__ import annotations

import re

# The most frequent characters of running text, simplified and traditional; about half of any Chinese page.
FREQUENT = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動"
    "同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經十三之进進着著等部度家电電力里如水化高自二理"
    "起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社"
    "义義事平形相全表间間样樣与與关關各重新线線内數数正心反你明看原又么麼利比或但质質气氣第向道命此变變条條只"
    "没沒结結解问問意建月公无無系军軍很情者最立代想已通并並提直题題党黨程展五果料象员員革位入常文总總次品式活"
    "设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别別她手角期根论論运運农農"
    "指几幾九区區强強放决決西被干做必战戰先回则則任取据據处處府研收务務市场場革改服业业济濟策创創促推保障协協"
)
_PLAUSIBLE = 0.25
_LATIN_PAIRS = re.compile("[\u00a1-\u00fe]{4,}")
# What the first two bytes of a Chinese character in UTF-8 look like in GB18030: rare characters, all of them.
GB18030_SIGN = "".join(
    bytes((first, second)).decode("gb18030") for first in range(0xE4, 0xEA) for second in range(0x80, 0xC0)
)
_HAN_RUN = re.compile(f"[{GB18030_SIGN}]")


def frequent_share(text: str) -> float:
    """Return the share of frequent Chinese characters among those that are not ASCII, 0 to 1."""
    others = [character for character in text if character > "\x7f"]
    return sum(character in FREQUENT for character in others) / len(others) if others else 0.0


def repair_chinese_mojibake(line: str) -> str:
    """Return the line as it was meant, where it was encoded in one way and decoded in another.

    Two accidents that ftfy leaves alone: UTF-8 read as GB18030 (鏂拌川 for 新质), and GB18030 read as Latin-1
    (¸ßÖÊ for 高质). A repair is accepted only if it makes far more frequent characters.
    """
    for wrong, right, sign in (("gb18030", "utf-8", _HAN_RUN), ("latin-1", "gb18030", _LATIN_PAIRS)):
        if sign.search(line) is None:
            continue
        try:
            repaired = line.encode(wrong).decode(right)
        except UnicodeError:
            continue
        if frequent_share(repaired) >= max(_PLAUSIBLE, 2 * frequent_share(line)):
            return repaired
    return line

"""Whether a Chinese term stands in a text as words, or only its characters do: 中共 isn't said in 游戏中共同闯关."""

from __future__ import annotations

import re

from glossary.text.chinese import HAN, to_simplified

_HAN_RUN = re.compile(f"[{HAN}]+")
#: Longer terms are no accident of neighbouring words.
_LONGEST = 4
#: So many characters on either side decide where words begin.
_SIGHT = 8


def stands_as_words(text: str, start: int, end: int) -> bool:
    """Tell whether words begin and end where a short Chinese term does, by the likeliest division of the text."""
    if end - start > _LONGEST or _HAN_RUN.fullmatch(text, start, end) is None:
        return True
    from glossary.text.pinyin.lattice import cheapest_path  # noqa: PLC0415 - loads a dictionary; most texts need none

    first = start
    while first > max(0, start - _SIGHT) and _HAN_RUN.match(text[first - 1]):
        first -= 1
    run = _HAN_RUN.match(text, first, end + _SIGHT)
    if run is None:
        return True
    simplified = to_simplified(run.group())
    if len(simplified) != len(run.group()):
        return True
    edges = cheapest_path(simplified)
    starts = {first + begin for begin, _, _ in edges}
    ends = {first + finish for _, finish, _ in edges}
    return start in starts and end in ends

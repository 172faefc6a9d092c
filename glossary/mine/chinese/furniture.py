"""What a newspaper prints around its text: datelines, bylines, names of editors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.text.chinese import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGENCY = (
    "新华社|新华网|中新社|中新网|人民网|央视网|中国日报网|光明网|环球网|本报|本报讯|法新社|路透社|美联社|塔斯社|俄新社"
    "|共同社|韩联社"
)
_DATELINE = re.compile(rf"(?:{_AGENCY})[{HAN}]{{0,8}}\d{{1,2}}(?:月\d{{1,2}})?日(?:[电讯]题?)?")
_BYLINE = re.compile(
    r"\((?:[^()\n]{0,10}(?:记者|通讯员|编辑|来源|完)[^()\n]{0,30})\)|(?:记者|通讯员)[^\n,。:;()]{2,12}(?=报道|摄)"
)
_CREDIT = re.compile(
    r"(?m)^(?:责任编辑|编辑|责编|来源|原标题|作者|记者|文字|摄影|图片|校对|监制|策划|编译)[ \u3000]*[:/][^\n]*$"
)
_SITE = re.compile(rf"(?m)[-_|][^\n-_|]{{0,8}}(?:{_AGENCY}|网|频道)$")


def find_furniture(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a folded text that are no part of the article."""
    for pattern in (_DATELINE, _BYLINE, _CREDIT, _SITE):
        for match in pattern.finditer(text):
            yield match.span()

"""PDF out, set by Typst, which is an extra: ``pip install 'policy-glossary[pdf]'``."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError, UsageError
from glossary.exchange.files.atomic_file import replace_file
from glossary.exchange.published.contents import arrange
from glossary.exchange.published.features import SHOWN
from glossary.exchange.published.keys import single_line
from glossary.exchange.report import WriteReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.concept import ConceptEntry
    from glossary.exchange.features import Feature
    from glossary.exchange.published.contents import Contents, Letter

CARRIES: frozenset[Feature] = SHOWN

_LATIN = ("Libertinus Serif",)  # comes with Typst
_CHINESE = (
    *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "Songti SC", "STSong"),
    *("SimSun", "NSimSun", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"),
    *("Droid Sans Fallback", "WenQuanYi Zen Hei", "AR PL UMing CN"),
)
#: So many entries make some 750 pages, which are set in two gigabytes of memory.
MOST_ENTRIES = 20_000


def write_pdf(entries: Iterable[ConceptEntry], path: str | Path, *, title: str = "") -> WriteReport:
    """Write a glossary as PDF on A4: articles by English terms, then an index of Chinese terms by pinyin.

    A Chinese font of this machine is used, and what is needed of it goes into the file.

    Args:
        entries: what to write.
        path: the file.
        title: what stands over it; else the name of the file.

    Raises:
        UsageError: the extra or a Chinese font is missing, there are too many entries, or the path can't be written.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    fonts = _find_fonts(str(path))
    contents = arrange(entries)
    if contents.written > MOST_ENTRIES:
        raise UsageError(
            f"{path}: {contents.written:,} entries are too many to print, at most {MOST_ENTRIES:,} are; export fewer"
        )
    name = single_line(title) or single_line(Path(path).stem)
    with replace_file(path, keeps_earlier=True) as file:
        file.write(_set(contents, name, fonts))
    return WriteReport(written=contents.written)


def _set(contents: Contents, title: str, fonts: list[str]) -> bytes:
    """Return the pages as PDF."""
    import typst  # noqa: PLC0415 - an extra

    data = {
        "title": title,
        "fonts": fonts,
        "english": [_as_json(letter) for letter in contents.english],
        "chinese": [_as_json(letter) for letter in contents.chinese],
    }
    with tempfile.TemporaryDirectory(prefix="glossary-") as folder:
        place = Path(folder)
        (place / "contents.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        (place / "glossary.typ").write_bytes((files(__package__) / "glossary.typ").read_bytes())
        try:
            made = typst.compile(str(place / "glossary.typ"), root=folder, format="pdf", timestamp=0)
        except typst.TypstError as error:
            raise GlossaryError(f"the pages can't be set: {error.message}") from error
    if not isinstance(made, bytes):
        raise GlossaryError("the pages can't be set: Typst made no PDF of them")
    return made


def _as_json(letter: Letter) -> dict[str, object]:
    articles = [
        {
            "head": article.head._asdict(),
            "see": article.see,
            "lines": [line._asdict() for line in article.lines],
            "subject_field": article.subject_field,
            "texts": [text._asdict() for text in article.texts],
        }
        for article in letter.articles
    ]
    return {"name": letter.name, "articles": articles}


def _find_fonts(path: str) -> list[str]:
    """Return the fonts to set a glossary in, Latin first."""
    try:
        families = _families()
    except ImportError as error:
        advice = "pip install 'policy-glossary[pdf]', or export HTML and print it"
        raise UsageError(f"{path}: PDF is set by Typst, which isn't installed; {advice}") from error
    chinese = next((font for font in _CHINESE if font in families), None)
    if chinese is None:
        raise UsageError(
            f"{path}: this machine has no Chinese font to set PDF in; install Noto Serif CJK SC, or export HTML"
        )
    # Rare characters are in few fonts: those that have them stand in where the first has none.
    return [*_LATIN, chinese, *(font for font in _CHINESE if font in families and font != chinese)]


@cache
def _families() -> frozenset[str]:
    from typst import Fonts  # noqa: PLC0415 - an extra

    return frozenset(Fonts().families())

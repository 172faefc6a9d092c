"""A termbase of 100,000 terms for benchmarks, made once of CC-CEDICT's entries and kept in ``.cache/lookup``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.text.cedict import read_cedict
from tests.benchmarks.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / ".cache" / "lookup"
TERMS = 100_000
_GLOSS = re.compile(r"[A-Za-z]\w*(?:[ '-]\w+){1,5}")


def get_termbase() -> Path:
    """Return the file of the termbase: half of its terms English, half Chinese, an entry for each pair."""
    return made_once(CACHE / f"{TERMS}.db", _entries)


def get_text(ending: str, size: int) -> str:
    """Return the sample articles with an ending (``en.txt``), over and over, up to about ``size`` bytes of UTF-8."""
    articles = sorted((ROOT / "seeds" / "articles").glob(f"*.{ending}"))
    text = "\n\n".join(path.read_text("utf-8") for path in articles)
    return (text + "\n\n") * max(1, round(size / len(text.encode())))


def _entries() -> Iterator[ConceptEntry]:
    """Yield entries of two terms: Chinese of two characters or more, and its first English gloss of several words."""
    seen: set[str] = set()
    for found in read_cedict():
        gloss = next(filter(_GLOSS.fullmatch, found.glosses), None)
        if gloss is None or len(found.simplified) == 1 or gloss in seen or found.simplified in seen:
            continue
        seen.update((gloss, found.simplified))
        english = LanguageSection(language="en", terms=(TermSection(term=gloss.removeprefix("to ")),))
        chinese = LanguageSection(language="zh-Hans", terms=(TermSection(term=found.simplified),))
        yield ConceptEntry(sections=(english, chinese))
        if len(seen) >= TERMS:
            return

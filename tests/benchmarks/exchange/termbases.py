"""The termbases that exports are measured with: synthetic ones, and the whole of CC-CEDICT."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.text.cedict import read_cedict
from glossary.text.pinyin.syllables import tone_marked
from glossary.vocabulary import AdministrativeStatus
from tests.benchmarks.made_once import made_once
from tests.benchmarks.terminal.rows import termbase

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
CACHE = ROOT / ".cache" / "exchange"
CEDICT = "cedict"


def get_termbase(name: str) -> Path:
    """Return the termbase of so many entries, or that of CC-CEDICT; it is made when it is first asked for."""
    if name != CEDICT:
        return termbase(int(name))
    return made_once(CACHE / f"{name}.db", _cedict)


def _cedict() -> Iterator[ConceptEntry]:
    """Yield the dictionary: both writings with their reading, the first gloss preferred, the others admitted."""
    for number, found in enumerate(read_cedict()):
        pinyin = " ".join(map(tone_marked, found.reading.split()))
        statuses = [AdministrativeStatus.PREFERRED, *[AdministrativeStatus.ADMITTED] * len(found.glosses)]
        glosses = zip(dict.fromkeys(found.glosses), statuses, strict=False)
        english = tuple(TermSection(term=gloss, status=status) for gloss, status in glosses)
        chinese = TermSection(term=found.simplified, pinyin=pinyin)
        traditional = TermSection(term=found.traditional, pinyin=pinyin)
        sections = (
            LanguageSection(language="en", terms=english),
            LanguageSection(language="zh-Hans", terms=(chinese,)),
            LanguageSection(language="zh-Hant", terms=(traditional,)),
        )
        yield ConceptEntry(id=f"c{number}", sections=sections)

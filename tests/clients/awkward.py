"""Entries whose texts are awkward for some program, and what of them a list of pairs may say."""

from __future__ import annotations

from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection
from glossary.vocabulary import AdministrativeStatus

DEPRECATED, SUPERSEDED = AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED
#: Terms that a spreadsheet takes for formulas or numbers.
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://127.0.0.1/","click")', "=cmd|' /C calc'!A0", "007")
#: One English term and one Chinese of each entry.
PAIRS = (
    ('the "two integrations", in brief', "“两化融合”，简称"),
    ('"quoted" from the beginning', "「引用」"),
    ("it's & <b>bold</b> ]]>", "粗体 & <i>"),
    ("a\\nb | 1; 2", "反斜杠\\ | 1；2"),
    ("Yoshinoya 👨‍👩‍👧", "𠮷野家👨‍👩‍👧"),
    ("İstanbul Process, ＡＰＥＣ", "伊斯坦布尔进程（ＡＰＥＣ）"),
    ("{0} of %s and $&", "{0}之%s与$&"),
    *((formula, f"公式{number}") for number, formula in enumerate(FORMULAS)),
)


def _entry(identifier: str, **terms: str | tuple[TermSection, ...]) -> ConceptEntry:
    sections = (
        LanguageSection(
            language={"en": "en", "hans": "zh-Hans", "hant": "zh-Hant"}[name],
            terms=(TermSection(term=given),) if isinstance(given, str) else given,
        )
        for name, given in terms.items()
    )
    return ConceptEntry(
        id=identifier, definition=Definition(text="First line.\nSecond,\twith “quotes”."), sections=tuple(sections)
    )


ENTRIES = (
    *(_entry(f"awkward-{number:02}", en=en, hans=hans) for number, (en, hans) in enumerate(PAIRS)),
    _entry(
        "statuses",
        en=(
            TermSection(term="dual carbon goals"),
            TermSection(term="dual carbon", status=AdministrativeStatus.ADMITTED),
            TermSection(term="double carbon", status=DEPRECATED),
        ),
        hans=(
            TermSection(term="“双碳”目标", pinyin="“shuāngtàn” mùbiāo"),
            TermSection(term="双碳", status=AdministrativeStatus.ADMITTED),
            TermSection(term="二碳", status=SUPERSEDED),
        ),
        hant="「雙碳」目標",
    ),
    _entry("only-traditional", en="ketagalan", hant="凱達格蘭"),
    _entry("only-english", en="nothing beside it"),
    _entry("only-deprecated", en="banned word", hans=(TermSection(term="禁用语", status=DEPRECATED),)),
    _entry("remark", en="# of cases", hans="例数"),
)
#: What may stand in a list for translation into Simplified Chinese, every term with every equivalent.
ALL_PAIRS = {
    *PAIRS,
    *((en, hans) for en in ("dual carbon goals", "dual carbon") for hans in ("“双碳”目标", "双碳")),
    ("# of cases", "例数"),
}

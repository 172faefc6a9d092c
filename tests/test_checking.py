"""Checks of texts, translations and the termbase: what is wrong is found, what is right is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.jobs.checking import DocumentChecker, check_document, check_entries, check_translation
from glossary.lookup.checking.boundaries import stands_as_words
from glossary.lookup.checking.lines import LineIndex
from glossary.lookup.checking.loosely import LooseText
from glossary.lookup.checking.rules import RULES
from glossary.lookup.checking.spelling import find_mixtures, without_stray_spaces
from glossary.lookup.checking.wording import fit_wording
from glossary.lookup.checking.writing import count_writing, find_wrong_writing, writing_of
from glossary.lookup.live import LiveTermbase
from glossary.settings import CheckSettings
from glossary.store.reader import open_reader
from tests.backends import place
from tests.conftest import ROOT
from tests.termbases import change_entry, entry_of, write_termbase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.lookup.checking.finding import Finding

ENTRIES = (
    entry_of(
        "new-quality-productive-forces",
        en="*new quality productive forces|!new quality productivity|?new-type productivity",
        hans="*新质生产力/xīnzhì shēngchǎnlì|!新质生产率",
        hant="*新質生產力",
    ),
    entry_of("reform", en="*reform", hans="*改革"),
    entry_of("carbon-peak", en="*carbon peak|peak carbon emissions|!carbon summit", hans="*碳达峰|碳排放达峰"),
    entry_of(
        "ndrc", en="*National Development and Reform Commission|NDRC", hans="*国家发展和改革委员会|国家发展改革委"
    ),
    entry_of("fta", en="*pilot free trade zone", hans="*自由贸易试验区|自贸试验区"),
    entry_of("cpc", en="*Communist Party of China|CPC", hans="*中国共产党|中共"),
    entry_of("river-chief", en="*river chief system", hans="*河长制|河湖长制"),
    entry_of("county", en="*county|!prefecture", hans="*县"),
    entry_of("policy", en="*macro policy|!macro-level policy", hans="*宏观政策"),
    entry_of("beautiful-china", en="*Beautiful China Initiative"),
    entry_of("cadre", en="*official|!cadre", hans="*干部"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a small termbase."""
    return write_termbase(tmp_path_factory.mktemp("checking") / "termbase.db", ENTRIES)


@pytest.fixture(scope="module")
def live(path: Path) -> Iterator[LiveTermbase]:
    """Return the termbase as servers hold it."""
    termbase = LiveTermbase(place(path))
    yield termbase
    termbase.close()


def _codes(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.term) for finding in findings]


def _pair(live: LiveTermbase, source: str, target: str) -> list[Finding]:
    return check_translation(live, source, target)


def test_a_deprecated_term_is_found_with_its_place_and_what_to_write(live: LiveTermbase) -> None:
    """Line and column count code points, from 1, whatever stands before on the line."""
    text = "第一行 😀𠮷\r\n他说 😀𠮷: new quality productivity, please.\n"
    (found,) = check_document(live, text, "a.txt")
    assert found.place is not None
    assert (found.code, found.suggestion) == ("deprecated-term", "new quality productive forces")
    assert found.entry == "new-quality-productive-forces"
    assert (found.place.line, found.place.column, found.place.file) == (2, 8, "a.txt")
    assert text[found.place.start : found.place.end] == found.term == "new quality productivity"
    assert found.replacement == found.suggestion


def test_a_superseded_term_has_a_code_of_its_own(live: LiveTermbase) -> None:
    """What was replaced in time is told apart from what was never right."""
    assert _codes(check_document(live, "A new type productivity.", "a.md")) == [
        ("superseded-term", "new type productivity")
    ]


def test_a_deprecated_chinese_term_is_replaced_in_its_own_script(live: LiveTermbase) -> None:
    """A Traditional text gets a Traditional suggestion, a Simplified one a Simplified."""
    (simplified,) = check_document(live, "加快发展新质生产率。", "a.txt")
    assert (simplified.term, simplified.suggestion) == ("新质生产率", "新质生产力")
    (traditional,) = check_document(live, "國家加快發展新質生產率。", "a.txt")
    assert (traditional.term, traditional.suggestion) == ("新質生產率", "新質生產力")


def test_terms_that_may_be_used_are_not_found(live: LiveTermbase) -> None:
    """Preferred and admitted terms are right; a bad term within a longer good one is no term there."""
    assert check_document(live, "New quality productive forces and peak carbon emissions. NDRC.", "a.txt") == []


def test_code_addresses_and_comments_are_no_prose(live: LiveTermbase) -> None:
    """Nothing is looked for in code, in formulas and in addresses."""
    markdown = "`new quality productivity` https://example.org/new-quality-productivity\n\n```\ncarbon summit\n```\n"
    assert check_document(live, markdown, "a.md") == []
    latex = "% carbon summit\n\\label{carbon summit} $carbon summit$ \\emph{carbon summit}\n"
    assert _codes(check_document(live, latex, "a.tex")) == [("deprecated-term", "carbon summit")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "The <b>carbon</b> summit."),
        ("a.md", "The [carbon](https://example.org) summit."),
        ("a.md", "The **carbon** summit."),
        ("a.md", "加快发展**新质**生产率。"),
        ("a.tex", r"The \emph{carbon} summit."),
    ],
)
def test_a_term_goes_on_behind_a_tag_but_is_not_replaced_over_it(live: LiveTermbase, name: str, text: str) -> None:
    """Marks around half of a term don't hide it; only the writer can say where they go then."""
    (found,) = check_document(live, text, name)
    assert found.code == "deprecated-term"
    assert found.replacement is None


def test_comments_in_the_text_mute(live: LiveTermbase) -> None:
    """A comment for a line, and one for a stretch, leave out what is there and nothing else."""
    text = "carbon summit <!-- glossary:ignore -->\n\ncarbon summit\n\n<!-- glossary:off -->\n\ncarbon summit\n"
    found = check_document(live, text, "a.md")
    assert [finding.place.line for finding in found if finding.place] == [3]


@pytest.mark.parametrize("mute", ["carbon summits", "Carbon Summit", "carbon-peak"])
def test_settings_mute_terms_and_entries(live: LiveTermbase, mute: str) -> None:
    """A term is muted in any of its spellings, and by the id of its entry; other terms are not."""
    settings = CheckSettings(mute=(mute,))
    assert check_document(live, "A carbon summit.", "a.txt", settings=settings) == []
    assert len(check_document(live, "New quality productivity.", "a.txt", settings=settings)) == 1


def test_settings_ignore_codes(live: LiveTermbase) -> None:
    """A code that is ignored is found nowhere; with ``only`` all others are."""
    settings = CheckSettings(ignore=("deprecated-term",))
    text = "A carbon summit. New type productivity."
    assert _codes(check_document(live, text, "a.txt", settings=settings)) == [
        ("superseded-term", "New type productivity")
    ]
    checker = DocumentChecker(live, only=("deprecated-term",))
    assert _codes(checker.check(text, "a.txt")) == [("deprecated-term", "carbon summit")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("New quality productive forces matter.", "新质生产力很重要。"),
        ("New quality productive forces matter.", "新質生產力很重要。"),
        ("新质生产力很重要。", "New-quality productive force matters."),
        ("推进改革，深化改革。", "Reforms go on."),
        ("The NDRC said so.", "国家发展改革委如是说。"),
        ("The NDRC said so.", "国家发改委如是说。"),
        ("发改委和国家发展改革委", "The Commission of National Development and Reform"),
        ("自由贸易试验区", "free-trade pilot zones"),
        ("A pilot free trade zone.", "一个自贸试验区。"),
        ("国家发展和改革委员会", "the National Reform and Development Commission (NDRC)"),
        ("在游戏中共同闯关", "to play together in the game"),
        ("Beautiful China Initiative", "美好的事物"),
        ("碳排放达峰", "carbon peaking"),
        ("推行河湖长制", "a system of river chiefs"),
        ("CPC members", "CPC的党员"),
    ],
)
def test_an_equivalent_in_any_accepted_form_will_do(live: LiveTermbase, source: str, target: str) -> None:
    """Either script, any admitted term, inflected, moved, abbreviated or written out; and no Chinese by accident."""
    assert _pair(live, source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "term", "suggestion"),
    [
        (
            "New quality productive forces matter.",
            "先进生产能力很重要。",
            "New quality productive forces",
            "新质生产力",
        ),
        (
            "New quality productive forces matter.",
            "先進的東西很重要，國家這麼說。",
            "New quality productive forces",
            "新質生產力",
        ),
        ("推进改革。", "Changes go on.", "改革", "reform"),
        ("The river chief system.", "湖泊管理。", "river chief system", "河长制"),
        (
            "New quality productive forces",
            "在我们看来，new quality productive forces 确实是一件非常重要的事情，大家都要努力去做好",
            "New quality productive forces",
            "新质生产力",
        ),
        ("A pilot free trade zone.", "开放的中国，一个特别的地方。", "pilot free trade zone", "自由贸易试验区"),
    ],
)
def test_a_missing_equivalent_is_found(
    live: LiveTermbase, source: str, target: str, term: str, suggestion: str
) -> None:
    """What the translation leaves out, renders otherwise or leaves untranslated is found, with what to write."""
    (found,) = _pair(live, source, target)
    assert (found.code, found.term, found.suggestion) == ("missing-equivalent", term, suggestion)
    assert found.place is not None
    assert found.place.file == "target"
    assert found.related[0].file == "source"
    assert found.related[0].text == term


def test_each_term_is_asked_for_once_and_not_within_longer_ones(live: LiveTermbase) -> None:
    """Twice in the source needs once in the translation; reform within the name of a commission needs nothing."""
    assert _pair(live, "Reform, and more reform.", "改革。") == []
    assert _pair(live, "The National Development and Reform Commission.", "国家发展和改革委员会。") == []
    assert len(_pair(live, "Reform, and more reform.", "变化。")) == 1


def test_a_deprecated_equivalent_is_deprecated_rather_than_missing(live: LiveTermbase) -> None:
    """The translator hears once what is wrong, at the word that is wrong."""
    (found,) = _pair(live, "New quality productive forces matter.", "新质生产率很重要。")
    assert (found.code, found.term, found.suggestion) == ("deprecated-term", "新质生产率", "新质生产力")
    assert found.place is not None
    assert found.place.file == "target"


def test_a_deprecated_term_in_the_source_is_the_authors(live: LiveTermbase) -> None:
    """A translator can't change the source; its concept still wants an equivalent."""
    assert _pair(live, "A carbon summit.", "碳达峰。") == []
    assert _codes(_pair(live, "A carbon summit.", "碳。")) == [("missing-equivalent", "carbon summit")]


def test_paragraphs_are_compared_with_their_own_translations(live: LiveTermbase) -> None:
    """An equivalent in another paragraph doesn't stand in for a missing one."""
    source = "Reform goes on.\n\nThe carbon peak is near.\n"
    target = "改革在继续，碳达峰了。\n\n那一天已经临近。\n"
    (found,) = _pair(live, source, target)
    assert found.term == "carbon peak"
    assert found.place is not None
    assert (found.place.line, found.place.column) == (3, 1)


XLIFF = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="zh-CN" datatype="plaintext" original="a"><body>
<trans-unit id="1"><source>The <g id="1">carbon</g> peak &amp; reform</source><target>碳&amp;改革</target></trans-unit>
<trans-unit id="2"><source>New quality productive forces</source><target><g id="1">新质</g>生产率</target></trans-unit>
<trans-unit id="3"><source>New quality productive forces</source><target>新质生产率 A&amp;B</target></trans-unit>
<trans-unit id="4" translate="no"><source>Reform</source><target>x</target></trans-unit>
<trans-unit id="5"><source>Reform</source><target></target></trans-unit>
</body></file></xliff>
"""


def test_bilingual_files_are_checked_at_their_places(live: LiveTermbase) -> None:
    """Findings are where the words stand in the file, tags and entities or not; what isn't translated is left alone."""
    found = check_document(live, XLIFF, "a.xlf")
    assert [(f.code, f.place.line, XLIFF[f.place.start : f.place.end]) for f in found if f.place] == [
        ("missing-equivalent", 4, "carbon</g> peak"),
        ("deprecated-term", 5, "新质</g>生产率"),
        ("deprecated-term", 6, "新质生产率"),
    ]
    assert [f.replacement for f in found] == [None, None, "新质生产力"]


def test_a_broken_file_is_checked_as_far_as_it_is_whole(live: LiveTermbase) -> None:
    """While a file is being typed it is often no XML; an editor still hears of what is complete."""
    broken = XLIFF[: XLIFF.index('<trans-unit id="3"')] + "<trans-unit><source>x"
    assert [f.code for f in check_document(live, broken, "a.xlf")] == ["missing-equivalent", "deprecated-term"]


def test_po_files_are_checked(live: LiveTermbase) -> None:
    """Catalogues of messages are translations as well."""
    header = 'msgid ""\nmsgstr "Language: zh_CN\\n"\n\n'
    text = header + 'msgid "A reform"\nmsgstr "变化"\n\n#, fuzzy\nmsgid "Reform"\nmsgstr "x"\n'
    (found,) = check_document(live, text, "a.po")
    assert (found.code, found.term) == ("missing-equivalent", "reform")
    assert found.place is not None
    assert found.place.line == 4


def test_rare_renderings_are_inconsistent(live: LiveTermbase) -> None:
    """The rarer of two accepted equivalents is found, with the place of the usual one."""
    source = "\n\n".join(["The carbon peak."] * 3)
    target = "碳达峰。\n\n碳排放达到峰值。\n\n碳达峰。"
    assert _codes(_pair(live, source, target)) == []
    english = "Peak carbon emissions came.\n\nThe carbon peak came.\n\nThe carbon peak is near."
    (found,) = _pair(live, "碳达峰来了。\n\n碳达峰来了。\n\n碳达峰近了。", english)
    assert (found.code, found.term, found.suggestion) == (
        "inconsistent-equivalent",
        "Peak carbon emissions",
        "carbon peak",
    )
    assert found.place is not None
    assert (found.place.line, found.related[0].line) == (1, 3)
    assert found.severity == "information"


def test_short_forms_are_no_inconsistency(live: LiveTermbase) -> None:
    """A name in full and shortened, in either language, is one rendering."""
    assert _pair(live, "NDRC.\n\nNDRC.", "国家发展和改革委员会。\n\n国家发展改革委。") == []
    chinese = "国家发展改革委。\n\n国家发展改革委。"
    assert _pair(live, chinese, "National Development and Reform Commission.\n\nNDRC.") == []


def test_wrong_writing_is_found_by_runs(live: LiveTermbase) -> None:
    """Traditional characters in a Simplified text are found, each run converted by the words around it."""
    text = "新时代的经济发展，國務院发布规划，头髮很长。皇后在公里之外，乾隆年间的著作。"
    found = check_document(live, text, "a.txt")
    assert [(f.code, f.term, f.suggestion) for f in found] == [
        ("wrong-writing", "國務", "国务"),
        ("wrong-writing", "髮", "发"),
    ]


def test_a_text_of_both_scripts_is_left_alone(live: LiveTermbase) -> None:
    """Where neither script prevails nobody knows which one is wrong."""
    assert check_document(live, "发展经济，發展經濟。", "a.txt") == []


def test_wrong_writing_in_a_translation(live: LiveTermbase) -> None:
    """A translation is held to the script it is in."""
    (found,) = _pair(live, "The reform and the development of the economy.", "改革與經濟的發展与國家，還會繼續。")
    assert (found.term, found.suggestion) == ("与", "與")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("國家發展", "zh-Hant"),
        ("国家发展", "zh-Hans"),
        ("皇后在公里里面", None),
        ("香港說着話，羣眾裏面", "zh-Hant"),
        ("什么", "zh-Hans"),
        ("plain English", None),
        ("𠮷野家", None),
    ],
)
def test_shared_characters_are_no_evidence(text: str, expected: str | None) -> None:
    """后, 里 and 面 are of both scripts, as are the forms that Hong Kong writes."""
    assert writing_of([count_writing(text)]) == expected


def test_the_curated_base_is_in_the_scripts_it_says(mined_file: Path) -> None:
    """No term of the base, in either script, has a character of the other one."""
    reader = open_reader(place(mined_file))
    rows = reader.rows("SELECT language, term FROM term_sections WHERE language LIKE 'zh%'")
    reader.close()
    assert len(rows) > 5000
    assert [term for language, term in rows if list(find_wrong_writing(term, language))] == []


@pytest.mark.parametrize(
    ("suggestion", "replaced", "term", "expected"),
    [
        ("macro policy", "macro-level policies", "macro-level policy", "macro policies"),
        ("macro policy", "Macro-level policy", "macro-level policy", "Macro policy"),
        ("macro policy", "Macro-Level Policies", "macro-level policy", "Macro Policies"),
        ("macro policy", "MACRO-LEVEL POLICY", "macro-level policy", "MACRO POLICY"),
        ("rule of law", "legal orders", "legal order", "rule of law"),
        (
            "new quality productive forces",
            "new quality productivity",
            "new quality productivity",
            "new quality productive forces",
        ),
        ("Communist Party of China", "Chinese communist party", "Chinese Communist Party", "Communist Party of China"),
        ("research and development base", "R&D Bases", "R&D base", "Research and Development Bases"),
        ("branch office", "agencies", "agency", "branch offices"),
        ("box", "crates", "crate", "boxes"),
        ("news", "reports", "report", "news"),
    ],
)
def test_suggestions_take_the_case_and_number_of_what_they_replace(
    suggestion: str, replaced: str, term: str, expected: str
) -> None:
    """Where the plural would be a guess, the term stays as the termbase has it."""
    assert fit_wording(suggestion, replaced, term) == expected


def test_loose_wording_is_no_other_concept() -> None:
    """What only shares a word with a term doesn't say it."""
    assert not LooseText("经济的发展").says("数字经济", "zh-Hans")
    assert not LooseText("先进生产力").says("新质生产力", "zh-Hans")
    assert not LooseText("the digital world of the economy, said Li").says("rural economy", "en")
    assert LooseText("总领馆").says("总领事馆", "zh-Hans")
    assert LooseText("the sorting of waste").says("waste sorting", "en")
    assert LooseText("modernising agriculture").says("agricultural modernization", "en")


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("在游戏中共同闯关", "中共", False),
        ("驾驶机动车", "动车", False),
        ("法国国防部长说", "国防部", False),
        ("集中办理审批", "中办", False),
        ("坐动车去北京", "动车", True),
        ("国防部发言人", "国防部", True),
        ("深化改革開放", "改革開放", True),
    ],
)
def test_short_chinese_terms_must_stand_as_words(text: str, term: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Characters of neighbouring words may look like a term."""
    start = text.index(term)
    assert stands_as_words(text, start, start + len(term)) is expected


@given(st.text(st.sampled_from("a\r\n汉😀 "), max_size=40), st.data())
def test_lines_and_columns_lead_back(text: str, data: st.DataObject) -> None:
    """Lines end as editors end them, and every place is where its line and column say."""
    offset = data.draw(st.integers(0, len(text)))
    place = LineIndex(text, "x").place(offset, offset)
    before = text[:offset]
    ended = before.replace("\r\n", "\n").replace("\r", "\n")
    # Between CR and LF the line hasn't ended.
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        ended = ended[:-1] + " "
    assert place.line == ended.count("\n") + 1
    assert place.column >= 1


def test_only_what_changed_is_looked_at_again_and_nothing_is_stale(tmp_path: Path) -> None:
    """A checker that goes with an editor finds what a new one finds, after every change of text and termbase."""
    path = write_termbase(tmp_path / "live.db", ENTRIES)
    termbase = LiveTermbase(place(path))
    checker = DocumentChecker(termbase)
    text = "A carbon summit.\n\nReform.\n\nA carbon summit."
    assert len(checker.check(text, "a.md")) == 2
    text = "New line.\n\n" + text.replace("Reform", "New quality productivity")
    assert checker.check(text, "a.md") == check_document(termbase, text, "a.md")
    assert len(checker.check(text, "a.md")) == 3
    change_entry(path, entry_of("carbon-peak", en="*carbon peak|carbon summit", hans="*碳达峰"))
    assert _codes(checker.check(text, "a.md")) == [("deprecated-term", "New quality productivity")]
    termbase.close()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "\ufeff",
        "a" * 30_000,
        "。" * 30_000,
        "\n" * 30_000,
        "`" * 5_000,
        "İ" * 1_000,
        "carbon\u2028summit",
        "𠮷" * 99,
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.tex", "a.txt", "a.po", "a.xlf", "a.tmx", "a.csv"])
def test_hostile_texts_break_nothing(live: LiveTermbase, text: str, name: str) -> None:
    """Whatever an editor holds has an answer."""
    assert isinstance(check_document(live, text, name), list)


def test_long_lines_are_parted_without_losing_places(live: LiveTermbase) -> None:
    """A text of one line has its findings at the right columns."""
    text = "这是一个句子。" * 3_000 + "加快发展新质生产率。" + "这是一个句子。" * 3_000
    (found,) = check_document(live, text, "a.txt")
    assert found.place is not None
    assert (found.place.line, found.place.column) == (1, text.index("新质生产率") + 1)


def test_few_false_alarms_on_the_sample_articles(mined_file: Path) -> None:
    """Of some three hundred terms in the sample articles few are said in other words, and none is deprecated."""
    termbase = LiveTermbase(place(mined_file))
    found: list[Finding] = []
    folder = ROOT / "seeds" / "articles"
    for english in sorted(folder.glob("*.en.txt")):
        chinese = english.with_name(english.name.replace(".en.", ".zh."))
        if not chinese.exists():
            continue
        texts = english.read_text("utf-8"), chinese.read_text("utf-8")
        found += check_translation(termbase, *texts) + check_translation(termbase, *reversed(texts))
    termbase.close()
    assert {finding.code for finding in found} == {"missing-equivalent"}
    assert len(found) <= 20


SICK = (
    entry_of("good", en="*good term", hans="*好词/hǎo cí"),
    entry_of("twin-1", en="*same term", hans="*同一/tóngyī"),
    entry_of("twin-2", en="*Same Terms|US", hans="*同二/tóng'èr"),
    entry_of("case", en="*us", hans="*我们/wǒmen"),
    entry_of("bad-pinyin", en="*a", hans="*银行/yínzǒu"),
    entry_of("no-pinyin", en="*b", hans="*银行业"),
    entry_of("blank", en="*two  blanks", hans="*新质 生产力/xīnzhì shēngchǎnlì|，标点/biāodiǎn"),
    entry_of("mixed", en="*cаrbon", hans="*５G网络5/5G wǎngluò 5|发展經濟/fāzhǎn jīngjì", hant="*国家"),
    entry_of("none-preferred", en="one|two", hans="*一/yī"),
    entry_of("no-chinese", en="*lonely"),
    entry_of("no-english", en="!rejected", hans="*被拒/bèi jù"),
)


def test_the_termbase_itself_is_checked(tmp_path: Path) -> None:
    """Each kind of flaw is found in the entry that has it, and in no other."""
    reader = open_reader(place(write_termbase(tmp_path / "sick.db", SICK)))
    found = {(finding.entry, finding.code, finding.term) for finding in check_entries(reader)}
    reader.close()
    assert found == {
        ("twin-1", "duplicate-term", "same term"),
        ("twin-2", "duplicate-term", "Same Terms"),
        ("bad-pinyin", "invalid-pinyin", "银行"),
        ("no-pinyin", "missing-pinyin", "银行业"),
        ("blank", "stray-space", "two  blanks"),
        ("blank", "stray-space", "新质 生产力"),
        ("mixed", "mixed-scripts", "cаrbon"),
        ("mixed", "mixed-scripts", "５G网络5"),
        ("mixed", "mixed-scripts", "发展經濟"),
        ("mixed", "mixed-scripts", "国家"),
        ("mixed", "missing-pinyin", "国家"),
        ("none-preferred", "no-preferred", "one"),
        ("no-chinese", "no-equivalent", "lonely"),
        ("no-english", "no-equivalent", "rejected"),
        ("no-english", "no-preferred", "rejected"),
    }


def test_the_curated_base_is_clean(mined_file: Path) -> None:
    """The base that the program ships passes its own checks, but for one acronym that has two meanings."""
    reader = open_reader(place(mined_file))
    found = [(finding.code, finding.term) for finding in check_entries(reader)]
    reader.close()
    assert found == [("duplicate-term", "FTA"), ("duplicate-term", "FTA")]


@pytest.mark.parametrize(
    ("term", "tidy"),
    [
        ("新质 生产力", "新质生产力"),
        ("5G 网络", "5G 网络"),
        ("AI 大模型 ，", "AI 大模型，"),
        (" plain  term ", "plain term"),
        ("“一带 一路”", "“一带一路”"),
        ("good term", "good term"),
        ("卡尔 · 马克思", "卡尔 · 马克思"),
    ],
)
def test_stray_blanks_are_taken_out(term: str, tidy: str) -> None:
    """Words keep the blanks between them, Chinese characters have none."""
    assert without_stray_spaces(term) == tidy


def test_look_alike_letters_are_named() -> None:
    """A Cyrillic letter in a Latin word is told by its name; a word of one script is left alone."""
    assert [what for what, _ in find_mixtures("cаrbon", "en")] == [
        "“cаrbon” has cyrillic small letter a among Latin letters"
    ]
    assert list(find_mixtures("α-synuclein", "en")) == []
    assert list(find_mixtures("５Ｇ网络", "zh-Hans")) == []


def test_every_rule_says_what_to_do() -> None:
    """Codes are words with hyphens, each with a summary and a help."""
    assert all(code == rule.code and rule.summary and rule.help.endswith(".") for code, rule in RULES.items())
    assert all(code.replace("-", "").isalpha() and code.islower() for code in RULES)

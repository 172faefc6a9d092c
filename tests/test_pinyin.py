"""Pinyin: readings, layout by GB/T 16159, search forms, and the check of what a person wrote."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.text.cedict import read_cedict
from glossary.text.chinese import is_han, to_traditional
from glossary.text.pinyin import (
    initials,
    is_valid_syllable,
    joined,
    pinyin,
    plain,
    syllables,
    validate,
)
from glossary.text.pinyin.dictionary import dictionary
from glossary.text.pinyin.readings import READINGS
from glossary.text.pinyin.syllables import SYLLABLES, is_readable, tone_marked

GOLD = Path(__file__).parent / "gold" / "pinyin.tsv"


@dataclass(frozen=True)
class Item:
    """One line of the gold."""

    term: str
    pinyin: str
    note: str


def read_gold() -> list[Item]:
    """Return the items of the gold, comments and header left out."""
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [Item(*line.split("\t")) for line in lines[1:]]


ITEMS = read_gold()


def letters(text: str) -> str:
    """Return letters with their tones and digits, nothing of the layout."""
    return "".join(ch for ch in unicodedata.normalize("NFC", text.lower()) if ch.isalnum())


def right_syllables(expected: str, got: str) -> tuple[int, int]:
    """Return how many syllables are right, tones included, of how many."""
    wanted = [s.lower() for s in syllables(expected)]
    found = [s.lower() for s in syllables(got)]
    if len(wanted) != len(found):
        return 0, len(wanted)
    return sum(a == b for a, b in zip(wanted, found, strict=True)), len(wanted)


def test_gold_is_large_and_unambiguous() -> None:
    """The gold has at least 330 terms, none twice, a third of them or more held out."""
    held_out = [item for item in ITEMS if "held-out" in item.note]

    assert len(ITEMS) >= 330
    assert len({item.term for item in ITEMS}) == len(ITEMS)
    assert len(held_out) / len(ITEMS) >= 0.33


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held-out"])
def test_syllables_of_the_gold(held_out: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """At least 99 % of the syllables are right with their tones, on either part of the gold."""
    counts = [
        right_syllables(item.pinyin, pinyin(item.term)) for item in ITEMS if ("held-out" in item.note) == held_out
    ]

    assert sum(right for right, _ in counts) / sum(total for _, total in counts) >= 0.99


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held-out"])
def test_layout_of_the_gold(held_out: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """At least 95 % of the layouts are right to the last space, capital, hyphen and apostrophe."""
    items = [item for item in ITEMS if ("held-out" in item.note) == held_out]
    wrong = [(item.term, item.pinyin, got) for item in items if (got := pinyin(item.term)) != item.pinyin]

    assert len(wrong) / len(items) <= 0.05, wrong


def test_traditional_reads_as_simplified() -> None:
    """A term in Traditional characters has the pinyin it has in Simplified."""
    terms = ["改革开放", "国务院", "长三角", "重庆市", "粤港澳大湾区", "知识产权", "内蒙古自治区", "调查研究"]

    assert [pinyin(to_traditional(term)) for term in terms] == [pinyin(term) for term in terms]


def test_no_sandhi() -> None:
    """一 and 不 keep the tone they have alone, whatever follows."""
    assert pinyin("一个中国") == "yī gè Zhōngguó"
    assert pinyin("不断").startswith("bù")
    assert pinyin("一定").startswith("yī")


def test_foreign_words_digits_and_marks() -> None:
    """Latin words and digits are kept, Chinese punctuation is rendered as the standard has it."""
    assert pinyin("5G基站") == "5G jīzhàn"
    assert pinyin("GDP增长5%左右") == "GDP zēngzhǎng 5% zuǒyòu"
    assert pinyin("和平、发展。") == "hépíng, fāzhǎn."
    assert pinyin("（一）总则") == "(yī) zǒngzé"
    assert pinyin("中国—东盟") == "Zhōngguó-Dōngméng"
    assert pinyin("《劳动法》") == "《Láodòngfǎ》"
    assert pinyin("第3次会议").startswith("dì-3 cì")
    assert pinyin("hello, world") == "hello, world"
    assert pinyin("") == ""


def test_numerals() -> None:
    """Numerals join and part by GB/T 16159, 6.1.5."""
    assert pinyin("第十五届") == "dì-shíwǔ jiè"
    assert pinyin("二十三个") == "èrshísān gè"
    assert pinyin("三万五千人") == "sānwàn wǔqiān rén"
    assert pinyin("一九四九年") == "yī jiǔ sì jiǔ nián"
    assert pinyin("第一次") == "dì-yī cì"
    assert pinyin("第三方") == "dì-sānfāng"
    assert pinyin("一二三产业") == "yī-èr-sān chǎnyè"


def test_hyphens_are_for_idioms_and_parallels() -> None:
    """Two plain words side by side never take a hyphen, whatever syllable they share."""
    assert pinyin("无缝通关通道") == "wúfèng tōngguān tōngdào"
    assert pinyin("自立自强") == "zìlì zìqiáng"
    assert pinyin("有氧运动") == "yǒuyǎng yùndòng"
    assert pinyin("实事求是") == "shíshì-qiúshì"
    assert pinyin("人机对话") == "rén-jī duìhuà"


def test_words_of_place_stay_apart_after_a_noun() -> None:
    """中, 内 and the like join the word after them only where no noun is before them."""
    assert pinyin("在案件中感受") == "zài ànjiàn zhōng gǎnshòu"
    assert pinyin("预算内投资") == "yùsuàn nèi tóuzī"
    assert pinyin("内循环") == "nèixúnhuán"


def test_kinds_are_not_names() -> None:
    """A body or a document is a name with what makes it one, a kind in running text is not."""
    assert pinyin("全国妇联") == "Quánguó Fùlián"
    assert pinyin("妇联干部") == "fùlián gànbù"
    assert pinyin("中央政治局召开会议") == "Zhōngyāng Zhèngzhìjú zhàokāi huìyì"
    assert pinyin("国务院印发关于加强环境保护的意见") == "Guówùyuàn yìnfā guānyú jiāqiáng huánjìng bǎohù de yìjiàn"
    assert pinyin("国务院关于加强环境保护的意见") == "Guówùyuàn guānyú Jiāqiáng Huánjìng Bǎohù de Yìjiàn"


def test_cedict_is_one_parse_for_readings_and_glosses() -> None:
    """Every headword of the dictionary of readings is an entry of CC-CEDICT as others read it."""
    headwords = {entry.simplified for entry in read_cedict()}

    assert len(headwords) > 100_000
    assert headwords.issuperset(dictionary().readings)


def test_persons_after_their_title() -> None:
    """A personal name that no dictionary has is divided and capitalised after a title."""
    assert pinyin("外交部发言人毛宁") == "Wàijiāobù fāyánrén Máo Níng"


def test_proper_is_the_callers_word() -> None:
    """The caller can say that a text is one name, or that only names within it are."""
    assert pinyin("共同富裕", proper=True) == "Gòngtóng Fùyù"
    assert pinyin("绿色和发展", proper=True) == "Lǜsè hé Fāzhǎn"
    assert pinyin("全球发展倡议", proper=False) == "quánqiú fāzhǎn chàngyì"
    assert pinyin("中国经济", proper=False) == "Zhōngguó jīngjì"


def test_plain_and_joined() -> None:
    """Plain pinyin has no tones, and v for ü as it is typed, or u if asked; joined is letters."""
    assert plain("Lǜsè jīnróng") == "Lvse jinrong"
    assert plain("Lǜsè jīnróng", umlaut="u") == "Luse jinrong"
    assert joined("xīnzhì shēngchǎnlì") == "xinzhishengchanli"
    assert joined("“Yī Dài Yī Lù”") == "yidaiyilu"
    assert joined("Xī'ān") == "xian"
    assert joined("5G jīzhàn") == "5gjizhan"
    assert plain("ê̄") == "e"


def test_initials() -> None:
    """Initials are the first letters of the syllables, foreign words and digits whole."""
    assert initials("xīnzhì shēngchǎnlì") == "xzscl"
    assert initials("Xī'ān") == "xa"
    assert initials("Xiān") == "x"
    assert initials("Jīng-Jīn-Jì") == "jjj"
    assert initials("5G jīzhàn") == "5gjz"
    assert initials("GDP zēngzhǎng") == "gdpzz"
    assert initials("gōngyù app kāifā", "公寓app开发") == "gyappkf"


def test_a_hand_correction_gives_its_initials() -> None:
    """Initials come from the pinyin that a person wrote, not from the characters."""
    assert initials("zhǎngxìng") != initials("chángxíng")
    assert initials("chángxíng", "长行") == "cx"


def test_syllables_divide_without_spaces() -> None:
    """Consonants before a vowel begin the next syllable, apostrophes and hyphens part syllables."""
    assert syllables("fāngàn") == ["fān", "gàn"]
    assert syllables("fāng'àn") == ["fāng", "àn"]
    assert syllables("Wéiwú'ěr Zìzhìqū") == ["Wéi", "wú", "ěr", "Zì", "zhì", "qū"]
    assert syllables("Cháng-sānjiǎo") == ["Cháng", "sān", "jiǎo"]
    assert syllables("nǚ'ér lüèduó xióngmāo") == ["nǚ", "ér", "lüè", "duó", "xióng", "māo"]
    assert syllables("diǎnr") == ["diǎn", "r"]


def test_syllables_survive_decomposed_input() -> None:
    """Pinyin typed with combining marks divides the same."""
    assert syllables(unicodedata.normalize("NFD", "gāozhìliàng")) == ["gāo", "zhì", "liàng"]


@pytest.mark.parametrize("syllable", ["zhī", "lǜ", "nüè", "ér", "Ōu", "guī", "liú", "de", "xióng", "ń"])
def test_valid_syllables(syllable: str) -> None:
    """A syllable of Putonghua with its mark in place is valid."""
    assert is_valid_syllable(syllable)


@pytest.mark.parametrize("syllable", ["gúi", "lìu", "zhīng", "xī1", "āá", "bē", "", "rv", "xìān"])
def test_invalid_syllables(syllable: str) -> None:
    """What no syllable is, or a mark on the wrong vowel, is not valid."""
    assert not is_valid_syllable(syllable)


def test_every_syllable_takes_every_tone() -> None:
    """Marking a tone and dividing are each other's inverse for the whole table of syllables."""
    for bare in SYLLABLES - {"r", "m", "n", "ng", "hm", "hng"}:
        for tone in "12345":
            marked = tone_marked(bare + tone)
            assert is_valid_syllable(marked), marked
            assert syllables(marked) == [marked]


@pytest.mark.parametrize("item", ITEMS, ids=[item.term for item in ITEMS])
def test_validate_accepts_the_gold(item: Item) -> None:
    """What was written by hand in the gold has no problem."""
    assert validate(item.term, item.pinyin) == []


def test_validate_accepts_our_own_readings() -> None:
    """Each reading of our own lists is possible for its characters."""
    problems = {word: found for word, reading in READINGS.items() if (found := validate(word, reading))}

    assert problems == {}


@pytest.mark.parametrize(
    ("term", "written", "says"),
    [
        ("西安", "Xiān", "apostrophe"),
        ("重庆", "Chóngqìn", "庆"),
        ("银行", "yín háng hang", "3 syllables"),
        ("发展", "fāzhǎnn", "no syllable"),
        ("发展", "fāzhan g", "no syllable"),
        ("国家", "gúojiā", "no syllable"),
        ("行业", "liángyè", "行"),
        ("中国", "", "0 syllables"),
    ],
)
def test_validate_names_the_problem(term: str, written: str, says: str) -> None:
    """A wrong syllable, mark, reading or number of syllables is said in words."""
    problems = validate(term, written)

    assert problems
    assert says in " ".join(problems)


def test_validate_allows_neutral_tones_erhua_and_traditional() -> None:
    """A neutral tone, a final r for 儿, another layout and Traditional characters are no problems."""
    assert validate("关系", "guānxi") == []
    assert validate("一点儿", "yīdiǎnr") == []
    assert validate("玩儿命", pinyin("玩儿命")) == []
    assert validate("重慶", "Chóng qìng") == []
    assert validate("AI大模型", "AI dà móxíng") == []


def test_dictionary_keeps_common_words_before_names() -> None:
    """A word that is a common word and a name has the common reading first."""
    readings = dictionary().find_readings("朝阳")

    assert readings[0] == ["zhāo", "yáng"]
    assert ["Cháo", "yáng"] in readings


@given(st.text(max_size=30))
def test_any_text_has_pinyin(text: str) -> None:
    """Any Unicode text gives a string and search forms, never an error."""
    printed = pinyin(text)

    assert isinstance(plain(printed), str)
    assert joined(printed).isalnum() or joined(printed) == ""
    assert isinstance(initials(printed), str)
    assert isinstance(validate(text, printed), list)


def has_one_syllable(ch: str) -> bool:
    """Tell whether a character is read as one syllable, as all are but abbreviated units such as 兡."""
    readings = dictionary().find_readings(ch)
    return bool(readings) and all(len(reading) == 1 and is_readable(reading[0]) for reading in readings)


COMMON_HAN = st.sampled_from(sorted(ch for ch in dictionary().readings if len(ch) == 1 and has_one_syllable(ch)))


@settings(max_examples=200)
@given(st.lists(COMMON_HAN, min_size=1, max_size=8).map("".join))
def test_syllables_agree_with_characters(text: str) -> None:
    """Each character has one syllable; joined is the syllables, initials their first letters."""
    printed = pinyin(text)
    parts = syllables(printed)

    assert len(parts) == len(text)
    assert joined(printed) == "".join(plain(part).lower() for part in parts)
    assert initials(printed, text) == "".join(plain(part)[0].lower() for part in parts)


@settings(max_examples=100)
@given(st.lists(st.sampled_from([item.term for item in ITEMS]), min_size=1, max_size=3).map("，".join))
def test_running_text_keeps_characters_apart(text: str) -> None:
    """Terms in a row give as many syllables as there are characters."""
    han = [ch for ch in text if is_han(ch)]
    foreign = [ch for ch in text if ch.isascii() and ch.isalpha()]

    if not foreign:
        assert len(syllables(pinyin(text))) == len(han)
    assert letters(pinyin(text))

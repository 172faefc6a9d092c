"""Chinese text: Han characters of any plane, scripts, forms for search and matching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.chinese import (
    chinese_writing,
    fold_chinese,
    has_han,
    is_han,
    split_characters,
    to_simplified,
    to_traditional,
)


@pytest.mark.parametrize("ch", ["中", "〇", "々", "𠮷", "㐀", "\U0002a700", "\U00031350", "\U000323b0", "豈"])
def test_han_of_every_plane(ch: str) -> None:
    """Han characters of the basic plane, of the extensions and the compatibility block are Han."""
    assert is_han(ch)
    assert has_han(f"a{ch}b")


@pytest.mark.parametrize("ch", ["a", "、", "“", "あ", "한", "", "１", "中国", "—", "Ａ"])
def test_what_is_not_a_han_character(ch: str) -> None:
    """Letters, marks, kana, hangul, the empty string and longer strings are not one Han character."""
    assert not is_han(ch)


def test_split_characters_puts_each_han_character_alone() -> None:
    """Each Han character is a token, words of letters and digits stay whole, in lower case, folded."""
    assert split_characters("新质生产力") == "新 质 生 产 力"
    assert split_characters("5G网络与AI+") == "5g 网 络 与 ai"
    assert split_characters("ＧＤＰ增长５％") == "gdp 增 长 5"
    assert split_characters("“一带一路”") == "一 带 一 路"
    assert split_characters("𠮷野家") == "𠮷 野 家"
    assert split_characters("RCEP 5.2") == "rcep 5.2"
    assert split_characters("Cross-border e-commerce") == "cross-border e-commerce"
    assert split_characters(" 、。") == ""


def test_a_part_is_a_phrase_of_the_whole() -> None:
    """The tokens of a substring of Han characters stand in a row in the tokens of the whole."""
    assert f" {split_characters('生产')} " in f" {split_characters('新质生产力')} "


def test_traditional_is_standard_and_keeps_the_words() -> None:
    """Traditional characters are those in use, phrase by phrase, and no word is replaced by another."""
    assert to_traditional("为人民服务") == "為人民服務"
    assert to_traditional("群众路线") == "群眾路線"
    assert to_traditional("皇后以后") == "皇后以後"
    assert to_traditional("公里里面") == "公里裡面"
    assert to_traditional("软件和网络信息") == "軟件和網絡信息"
    assert to_traditional("干部干涉干旱") == "幹部干涉乾旱"
    assert to_traditional("粮食安全") == "糧食安全"


def test_simplified_and_back() -> None:
    """Terms of policy survive the way to Traditional and back."""
    for term in [
        "高质量发展",
        "粤港澳大湾区",
        "国务院",
        "里程碑",
        "台湾海峡",
        "后发优势",
        "干部",
        "营商环境",
    ]:
        assert to_simplified(to_traditional(term)) == term


@pytest.mark.parametrize(
    ("text", "writing"),
    [
        ("改革开放", "Hans"),
        ("改革開放", "Hant"),
        ("中文", "both"),
        ("改革开放與發展", "mixed"),
        ("皇后", "both"),
        ("公里", "both"),
        ("台北", "both"),
        ("为人民服务", "Hans"),
        ("為人民服務", "Hant"),
        ("GDP 5%", "none"),
        ("", "none"),
    ],
)
def test_writing(text: str, writing: str) -> None:
    """The script is told by characters that belong to one script alone."""
    assert chinese_writing(text) == writing


def test_fold_meets_variants() -> None:
    """Spaces, quotation marks, title marks and width don't part two writings of a term."""
    folded = fold_chinese("一带一路")

    for variant in [
        "“一带一路”",
        "一带 一路",
        "「一带一路」",
        "《一带一路》",
        "一带\u3000一路",
        "'一带一路'",
    ]:
        assert fold_chinese(variant) == folded
    assert fold_chinese("５Ｇ 基站") == fold_chinese("5g基站")
    assert fold_chinese("新质生产力") != fold_chinese("生产力")


@given(st.text(max_size=40))
def test_any_text_can_be_folded_split_and_converted(text: str) -> None:
    """Any Unicode text goes through; folding and splitting twice change nothing more."""
    assert fold_chinese(fold_chinese(text)) == fold_chinese(text)
    assert split_characters(split_characters(text)) == split_characters(text)
    assert isinstance(to_traditional(text), str)
    assert chinese_writing(text) in {"Hans", "Hant", "both", "mixed", "none"}

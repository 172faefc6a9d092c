"""What a column of somebody else's table holds, to judge by its name."""

from __future__ import annotations

import re

from glossary.exchange.csv_table.columns import column_name
from glossary.vocabulary import Language, PartOfSpeech

# Latin words are found whole, Chinese ones anywhere, for nothing separates them. The first that fits counts.
_LANGUAGES = (
    (Language.TRADITIONAL_CHINESE, "traditional hant tw hk cht taiwan hong kong", "繁 正体 正體 台湾 臺灣 香港"),
    (Language.SIMPLIFIED_CHINESE, "simplified hans cn chs chinese zh zho mandarin prc china", "简 簡 中 汉 漢"),
    (Language.ENGLISH, "english en eng", "英"),
)
_PARTS = (
    ("pinyin", "pinyin reading pronunciation", "拼音 读音 讀音"),
    ("part_of_speech", "pos speech wordclass", "词性 詞性"),
    ("definition", "definition def meaning explanation", "定义 定義 释义 釋義 解释 解釋"),
    ("contexts", "context contexts example examples usage sentence", "例句 用例 示例 语境 語境"),
    ("deprecated", "deprecated forbidden avoid banned", "禁用 弃用 棄用 不用"),
    ("admitted", "admitted synonym synonyms alternative alternatives alias", "同义 同義 别名 別名 别称 又称"),
    ("subject_field", "subject domain field category topic", "领域 領域 学科 學科 分类 分類 类别 類別 专业"),
    ("notes", "note notes comment comments remark remarks description", "备注 備註 備注 注释 註釋 说明 說明 附注"),
    ("term_source", "reference source_document", "来源 來源 出处 出處"),
    ("preferred", "term terms translation equivalent source target word", "术语 術語 词 詞 译 譯 名称 名稱 原文 文"),
)
_OF_ENTRIES = frozenset({"subject_field", "definition", "notes"})
_WORD = re.compile(r"[a-z]+")
_SPEECH = {
    **dict.fromkeys(("n", "noun", "nouns", "proper noun", "propernoun", "np", "名词", "名詞", "名"), PartOfSpeech.NOUN),
    **dict.fromkeys(("v", "verb", "vt", "vi", "动词", "動詞", "动"), PartOfSpeech.VERB),
    **dict.fromkeys(("a", "adj", "adjective", "形容词", "形容詞", "形"), PartOfSpeech.ADJECTIVE),
    **dict.fromkeys(("adv", "adverb", "副词", "副詞", "副"), PartOfSpeech.ADVERB),
    **dict.fromkeys(("other", "phrase", "sentence", "短语", "短語", "其他"), PartOfSpeech.OTHER),
}


def fold(name: str) -> str:
    """Return the name of a column without case, and with ``_`` for space."""
    return "_".join(name.lower().split())


def guess_column(folded: str) -> str | None:
    """Return our column that a folded name may mean, None if it says nothing to us."""
    words = set(_WORD.findall(folded))
    language = next((language for language, latin, han in _LANGUAGES if _fits(folded, words, latin, han)), None)
    part = next((part for part, latin, han in _PARTS if _fits(folded, words, latin, han)), None)
    if part == "subject_field":
        return part
    if part is None or (part == "preferred" and language is None):
        return column_name(language, "preferred") if language and _is_only_language(folded, words) else None
    if part == "pinyin":
        chinese = language if language and language.is_chinese else Language.SIMPLIFIED_CHINESE
        return column_name(chinese, part)
    if language is None:
        return part if part in _OF_ENTRIES else column_name(Language.ENGLISH, part)
    return column_name(language, part)


def read_part_of_speech(text: str) -> PartOfSpeech | None:
    """Return the part of speech that somebody writes so, None for one we don't know."""
    return _SPEECH.get(text.strip().lower().rstrip("."))


def _fits(folded: str, words: set[str], latin: str, han: str) -> bool:
    return not words.isdisjoint(latin.split()) or any(sign in folded for sign in han.split())


def _is_only_language(folded: str, words: set[str]) -> bool:
    """Whether a name has nothing but a language in it: ``中文名`` is one, ``Chinese name of the minister`` isn't."""
    known = {word for _, latin, _ in _LANGUAGES for word in latin.split()}
    return words <= known and len(folded) - sum(map(len, words)) <= 6  # noqa: PLR2004 - a word of Chinese, or brackets

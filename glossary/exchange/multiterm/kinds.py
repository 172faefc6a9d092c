"""What the fields of a MultiTerm termbase mean: each has a name that its owner chose."""

from __future__ import annotations

import re
from enum import Enum

from glossary.exchange.features import EVERYTHING, Feature
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

#: What a file holds of an entry: fields are free, so nearly all.
CARRIES = EVERYTHING - {Feature.CONTEXT_PLACES, Feature.OTHER}

OWN_MARK = "<!-- Written by policy-glossary. -->"
MACHINE = "machine"


class Kind(Enum):
    """A field that we know; the value is the name that we write."""

    ID = "Entry ID"
    SUBJECT_FIELD = "Subject"
    DEFINITION = "Definition"
    NOTE = "Note"
    REFERENCE = "Cross-reference"
    REFERENCE_TEXT = "Reference Text"
    STATUS = "Status"
    FORBIDDEN = "Forbidden"
    PART_OF_SPEECH = "Part of Speech"
    TERM_TYPE = "Term Type"
    PINYIN = "Pinyin"
    PINYIN_ORIGIN = "Pinyin Origin"
    SOURCE = "Source"
    CONTEXT = "Context"


_FOLD = re.compile(r"[\W_]+")
_NAMES = {
    Kind.ID: "entry id, id, concept id, 编号",
    Kind.SUBJECT_FIELD: "subject, subject field, domain, subdomain, field, area, 领域, 學科, 学科, 主题",
    Kind.DEFINITION: "definition, def, 定义, 定義, meaning",
    Kind.NOTE: "note, notes, comment, comments, remark, remarks, info, 备注, 備註, 注释, 說明, 说明",
    Kind.REFERENCE: "cross-reference, crossref, see also, related",
    Kind.REFERENCE_TEXT: "reference text",
    Kind.STATUS: "status, term status, usage status, usage, administrative status, approval status, 状态, 狀態",
    Kind.FORBIDDEN: "forbidden, forbidden term",
    Kind.PART_OF_SPEECH: "part of speech, pos, word class, wordclass, 词性, 詞性",
    Kind.TERM_TYPE: "term type, type, 术语类型",
    Kind.PINYIN: "pinyin, 拼音, transliteration, reading",
    Kind.PINYIN_ORIGIN: "pinyin origin",
    Kind.SOURCE: "source, sources, source of term, source of definition, definition source, term source,"
    " context source, quelle, 来源, 來源, 出处, 出處",
    Kind.CONTEXT: "context, example, examples, usage example, example of usage, sample sentence, 例句, 语境",
}


def _fold(text: str) -> str:
    return _FOLD.sub("", text).lower()


_BY_NAME = {_fold(name): kind for kind, names in _NAMES.items() for name in names.split(",")}

_STATUSES = {
    AdministrativeStatus.PREFERRED: "preferred, approved, released, final, standard, 首选, 推荐",
    AdministrativeStatus.ADMITTED: "admitted, allowed, acceptable, accepted, synonym, 许用",
    AdministrativeStatus.DEPRECATED: "deprecated, forbidden, not recommended, rejected, do not use, prohibited,"
    " 拒用, 禁用",
    AdministrativeStatus.SUPERSEDED: "superseded, obsolete, outdated, archaic, 过时",
}
_PARTS_OF_SPEECH = {
    PartOfSpeech.NOUN: "noun, n, n., proper noun, noun phrase, 名词",
    PartOfSpeech.VERB: "verb, v, v., verb phrase, 动词",
    PartOfSpeech.ADJECTIVE: "adjective, adj, adj., 形容词",
    PartOfSpeech.ADVERB: "adverb, adv, adv., 副词",
    PartOfSpeech.OTHER: "other, 其他",
}
_TERM_TYPES = {
    TermType.FULL_FORM: "full form, fullform, 全称",
    TermType.ACRONYM: "acronym, 首字母缩略词",
    TermType.ABBREVIATION: "abbreviation, abbr, abbr., 缩写",
    TermType.SHORT_FORM: "short form, shortform, 简称",
    TermType.VARIANT: "variant, spelling variant, 异体",
    TermType.PHRASE: "phrase, phraseme, set phrase, 短语",
}
STATUSES = {_fold(name): value for value, names in _STATUSES.items() for name in names.split(",")}
PARTS_OF_SPEECH = {_fold(name): value for value, names in _PARTS_OF_SPEECH.items() for name in names.split(",")}
TERM_TYPES = {_fold(name): value for value, names in _TERM_TYPES.items() for name in names.split(",")}


def kind_named(name: str) -> Kind | None:
    """Return what a field is, by its name in whatever case and punctuation, None if we don't know it."""
    return _BY_NAME.get(_fold(name))


def find_status(text: str) -> AdministrativeStatus | None:
    """Return the status that a value means, also with “term” behind it, None if it is another."""
    folded = _fold(text)
    return STATUSES.get(folded) or STATUSES.get(folded.removesuffix("term"))


def find_part_of_speech(text: str) -> PartOfSpeech | None:
    """Return the part of speech that a value means, None if it is another."""
    return PARTS_OF_SPEECH.get(_fold(text))


def find_term_type(text: str) -> TermType | None:
    """Return the type of term that a value means, None if it is another."""
    return TERM_TYPES.get(_fold(text))

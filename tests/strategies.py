"""Hypothesis strategies that make concept entries with everything in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from glossary.concept import (
    ConceptEntry,
    Context,
    CrossReference,
    Definition,
    LanguageSection,
    TermSection,
)
from glossary.vocabulary import AdministrativeStatus, Language, PartOfSpeech, TermType

# What breaks programs: beyond the basic plane, full-width and curly signs, what CSV and XML give a meaning.
AWKWARD = (
    *("𠮷野家", "“双碳”目标", "《论语》——为政", "中华人民共和国", "發展改革委", "１２３％"),
    *("a | b", "back\\slash", "\\|", "|", "\\", "=1+1", "@cmd", "+49", "-x", "[2] not a number", "[12]"),
    *('say "yes"', "it's", "two\nlines", "two\r\nlines", "old\rmac", "tab\there", "a,b;c", "  spaces  "),
    *(
        "<b>&amp;</b>",
        "]]>",
        "<!-- no -->",
        "&lt;",
        "🏗️👩‍🔬",
        "e\u0301",
        "\u2028",
        "\u0085",
        "\ufeff",
        "NULL",
        "#N/A",
    ),
)
# What XML 1.0 can hold: no controls but tab and line ends, no half surrogate pairs, no U+FFFE and U+FFFF.
_CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r\u0085"
)


# Elements of TBX that we don't interpret, in the form in which they are kept, legal at their levels in TBX-Linguist.
# Notes of a term stand before all else there.
OTHER_OF_CONCEPTS = (
    '<transacGrp><transac type="transactionType">origination</transac><date>2024-03-05</date></transacGrp>',
    '<xref type="xGraphic" target="https://example.org/a.png">a&amp;b 𠮷</xref>',
    '<admin type="projectSubset">two-sessions</admin>',
)
OTHER_OF_LANGUAGES = OTHER_OF_CONCEPTS[:2]
OTHER_OF_TERMS = (
    '<termNote type="geographicalUsage">en-GB</termNote>',
    '<termNote type="grammaticalGender">neuter</termNote>',
    '<admin type="projectSubset">两会</admin>',
    '<descripGrp><descrip type="x-remark">kept</descrip><admin type="source">“报告”</admin></descripGrp>',
)
OTHER_LANGUAGES = ("fr", "ja", "de-AT")


def texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """Texts of any characters that a file may hold, never blank."""
    free = st.text(_CHARACTERS, min_size=1, max_size=max_size)
    return st.one_of(st.sampled_from(AWKWARD), free).filter(lambda text: bool(text.strip()))


def _tuples(elements: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(elements, max_size=2).map(tuple)


def _other(elements: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the elements, mostly none, in their order."""
    some = st.sets(st.sampled_from(elements)).map(lambda chosen: tuple(each for each in elements if each in chosen))
    return st.just(()) | some


def contexts() -> st.SearchStrategy[Context]:
    """Usage examples, some with the place where they stand in a document."""
    places = st.just((None, None, None)) | st.tuples(
        st.integers(1, 2**40), st.integers(0, 1000), st.integers(1001, 2**31)
    )
    return st.builds(
        lambda text, source, place: Context(text=text, source=source, document=place[0], start=place[1], end=place[2]),
        texts(),
        st.just("") | texts(),
        places,
    )


def definitions() -> st.SearchStrategy[Definition]:
    """Definitions with and without source."""
    return st.builds(Definition, text=texts(), source=st.none() | texts())


def term_sections(language: str) -> st.SearchStrategy[TermSection]:
    """Terms of a language; pinyin for Chinese only."""
    pinyin = st.none() | st.sampled_from(("xīn zhì shēngchǎnlì", "shuāngtàn", "Jí|yě", "lǜ sè"))

    def settle(term: TermSection) -> TermSection:
        return term if term.pinyin else replace(term, pinyin_by_hand=False)

    return st.builds(
        TermSection,
        term=texts(),
        status=st.sampled_from(AdministrativeStatus),
        part_of_speech=st.none() | st.sampled_from(PartOfSpeech),
        term_type=st.none() | st.sampled_from(TermType),
        pinyin=pinyin if language.startswith("zh") else st.none(),
        pinyin_by_hand=st.booleans(),
        source=st.none() | texts(),
        notes=_tuples(texts()),
        contexts=_tuples(contexts()),
        other=_other(OTHER_OF_TERMS),
    ).map(settle)


def language_sections(language: str) -> st.SearchStrategy[LanguageSection]:
    """Sections of a language with at least one term."""
    return st.builds(
        LanguageSection,
        language=st.just(language),
        terms=st.lists(
            term_sections(language), min_size=1, max_size=3, unique_by=lambda term: " ".join(term.term.split())
        ).map(tuple),
        definition=st.none() | definitions(),
        notes=_tuples(texts()),
        other=_other(OTHER_OF_LANGUAGES),
    )


def concept_entries(identifier: str, targets: tuple[str, ...]) -> st.SearchStrategy[ConceptEntry]:
    """Entries with everything in them, with references to ``targets`` and to web pages."""
    pages = st.sampled_from(("https://www.gov.cn/zhengce/?a=1&b=2#三", "http://example.org/x%20y"))

    def sections(languages: list[str]) -> st.SearchStrategy[tuple[LanguageSection, ...]]:
        return st.tuples(*(language_sections(language) for language in languages))

    known = [*map(str, Language)]
    languages = st.just(known) | st.lists(
        st.sampled_from([*known, *OTHER_LANGUAGES]), min_size=1, max_size=4, unique=True
    )
    return st.builds(
        ConceptEntry,
        id=st.just(identifier),
        subject_field=st.none() | texts(),
        definition=st.none() | definitions(),
        notes=_tuples(texts()),
        references=_tuples(
            st.builds(CrossReference, target=st.sampled_from(targets) | pages, text=st.just("") | texts())
        ),
        sections=languages.flatmap(sections),
        other=_other(OTHER_OF_CONCEPTS),
    )


@st.composite
def termbases(draw: st.DrawFn, max_size: int = 4) -> list[ConceptEntry]:
    """Lists of entries with different ids, whose references lead to one another."""
    names = st.one_of(st.from_regex(r"[a-z]{1,3}[0-9]{1,3}", fullmatch=True), texts(8).map(str.strip))
    own = names.filter(lambda name: bool(name) and "://" not in name)
    identifiers = tuple(draw(st.lists(own, min_size=1, max_size=max_size, unique=True)))
    return [draw(concept_entries(identifier, identifiers)) for identifier in identifiers]

"""Finding what may be a term in one sentence."""

from __future__ import annotations

import hashlib

from glossary.concept import ConceptEntry, Document, LanguageSection, TermSection
from glossary.mine.corpus import Corpus
from glossary.mine.finding.finders import find_spans
from glossary.mine.finding.spans import MAXIMAL, QUOTED
from glossary.mine.known import KnownTerms
from glossary.text.english import fold
from glossary.text.english.tagging import PatternTagger

TAGGER = PatternTagger()


def found(text: str, *, flag: int = MAXIMAL) -> set[str]:
    """Return the surface of all spans of a text that carry a flag (all with 0)."""
    document = Document(path="a.txt", text=text, hash=hashlib.sha256(text.encode()).hexdigest())
    corpus = Corpus()
    corpus.add(document)
    spans = find_spans(corpus, TAGGER, KnownTerms())
    return {
        text[corpus.offsets[a] : corpus.end_offset(a + n - 1)]
        for a, n, flags in zip(spans.start, spans.length, spans.flags, strict=True)
        if flags & flag or not flag
    }


def test_noun_phrases_stand_alone_without_general_modifiers() -> None:
    """“Several”, “promoting” and “major” before a term leave it a phrase of its own."""
    spans = found("They are promoting cross-border e-commerce and several major comprehensive bonded zones.")

    assert {"cross-border e-commerce", "comprehensive bonded zones"} <= spans
    assert "several major comprehensive bonded zones" not in spans


def test_a_hyphenated_name_is_found_whole() -> None:
    """Hyphens inside of a name don't cut it."""
    spans = found("It joins the New International Land-Sea Trade Corridor this year.")

    assert "New International Land-Sea Trade Corridor" in spans
    assert "Sea Trade Corridor" not in found("It joins the New International Land-Sea Trade Corridor.", flag=0)


def test_ordinals_begin_terms_and_counts_do_not() -> None:
    """“15th Five-Year Plan” is a phrase, “three ports” is counted ports."""
    spans = found("During the 15th Five-Year Plan, three ports and several dozen berths will open.", flag=0)

    assert "15th Five-Year Plan" in spans
    assert "several dozen berths" not in spans


def test_names_bridge_of_and_the() -> None:
    """Names hold their small words."""
    spans = found("He met the National Committee of the Chinese People's Political Consultative Conference.")

    assert "National Committee of the Chinese People's Political Consultative Conference" in spans


def test_and_joins_words_of_a_name_but_lists_places() -> None:
    """An ordinary word on both sides of “and” makes one name, two places stay two."""
    text = (
        "Innovation and cooperation matter. The International Medical Innovation and Cooperation Forum opened. "
        "Trade links Hubei and Guizhou."
    )
    spans = found(text)

    assert "International Medical Innovation and Cooperation Forum" in spans
    assert "Hubei and Guizhou" not in spans


def test_a_bracket_inside_of_a_name_is_a_part_of_it() -> None:
    """“China (Hainan) …” is one name."""
    spans = found("The China (Hainan) Reform and Development Research Institute held a reform and development day.")

    assert "China (Hainan) Reform and Development Research Institute" in spans


def test_two_modifiers_share_a_head() -> None:
    """“Industrial and supply chains” is one phrase."""
    assert "industrial and supply chains" in found("We keep industrial and supply chains stable.")


def test_quoted_phrases_are_found_and_quoted_speech_is_not() -> None:
    """Slogans in quotation marks, not what somebody said."""
    spans = found(
        'The "zero tariff" policy and the “artificial intelligence plus” drive help. "We like it," she said.',
        flag=QUOTED,
    )

    assert spans == {"zero tariff", "artificial intelligence plus"}


def test_persons_and_companies_are_in_no_candidate() -> None:
    """Names of quoted persons and of companies leave no trace, also where a full stop is missing."""
    text = (
        "Work goes on in the Greater Bay Area Meng Lihong, a member of the committee, said. Meng said more. "
        "Wang Qiyaoyao runs Hubei Mingyang Agricultural Science and Technology Development Co., Ltd. in Hubei."
    )
    spans = found(text, flag=0)

    assert "Greater Bay Area" in spans
    assert not any(name in span for span in spans for name in ("Meng", "Lihong", "Wang", "Mingyang", "Ltd"))


def test_hong_kong_is_no_person() -> None:
    """A place that looks like surname and given name stays."""
    assert "Hong Kong" in found("More students from Hong Kong, Macao and Jiangsu came.", flag=0)


def test_a_headline_in_capitals_says_nothing_about_names() -> None:
    """A shouted heading is read in the case of running text."""
    keys = {fold(span) for span in found("TWO SESSIONS\n\nThe local two sessions opened today.", flag=0)}

    assert fold("two sessions") in keys


def test_known_terms_are_the_longest_match_in_any_spelling() -> None:
    """A term of the termbase is found with other hyphens, plural and case, longest first."""

    def entry(number: str, *terms: str) -> ConceptEntry:
        sections = (LanguageSection(language="en", terms=tuple(TermSection(term=term) for term in terms)),)
        return ConceptEntry(id=number, sections=sections)

    known = KnownTerms.of_entries(
        [
            entry("1", "opening up", "WHO"),
            entry("2", "opening up to the outside world"),
            entry("3", "land-sea corridor"),
        ]
    )
    words = ["who", "backs", "opening", "up", "to", "the", "outside", "world", "and", "Land", "Sea", "Corridors"]
    folded = [fold(word) if word != "the" else "" for word in words]

    assert [" ".join(words[a:b]) for a, b, _ in known.find(words, folded)] == [
        "opening up to the outside world",
        "Land Sea Corridors",
    ]

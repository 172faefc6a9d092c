"""Spellings, acronyms and the terms of one entry as one candidate."""

from __future__ import annotations

import hashlib

from glossary.concept import Candidate, ConceptEntry, Document, LanguageSection, TermSection
from glossary.mine.pipeline import KnownTerms, mine_candidates
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Strictness, TermType


def documents(*texts: str) -> list[Document]:
    """Return documents of some texts."""
    return [
        Document(path=f"{number}.txt", text=text, hash=hashlib.sha256(text.encode()).hexdigest())
        for number, text in enumerate(texts)
    ]


def mined(*texts: str, known: KnownTerms | None = None) -> dict[str, Candidate]:
    """Return the candidates of some texts by their term."""
    found = mine_candidates(documents(*texts), known=known, strictness=Strictness.WIDE)
    return {candidate.term: candidate for candidate in found}


def entry(identifier: str, *terms: TermSection) -> ConceptEntry:
    """Return an entry of English terms."""
    return ConceptEntry(id=identifier, sections=(LanguageSection(language="en", terms=terms),))


def test_hyphens_and_second_spellings_are_variants() -> None:
    """All spellings of a name are one candidate with their counts, commonest first."""
    found = mined(
        "The Guangdong-Hong Kong-Macao Greater Bay Area grows. Firms move to the Guangdong Hong Kong Macao "
        "Greater Bay Area. He praised the Guangdong Hong Kong Macao Greater Bay Area.",
        "The Guangdong Hong Kong Macau Greater Bay Area has nine cities in one province.",
    )
    candidate = found["Guangdong Hong Kong Macao Greater Bay Area"]

    assert [(variant.term, variant.count) for variant in candidate.variants] == [
        ("Guangdong Hong Kong Macao Greater Bay Area", 2),
        ("Guangdong Hong Kong Macau Greater Bay Area", 1),
        ("Guangdong-Hong Kong-Macao Greater Bay Area", 1),
    ]
    assert (candidate.frequency, candidate.documents) == (4, 2)


def test_the_form_is_that_of_running_text() -> None:
    """Neither a headline nor the beginning of a sentence gives a term its capital."""
    found = mined(
        "PILOT FREE TRADE ZONES\n\nPilot free trade zones attract firms. Many pilot free trade zones are new.",
    )

    assert "pilot free trade zones" in found
    assert [variant.term for variant in found["pilot free trade zones"].variants] == ["pilot free trade zones"]


def test_a_bracket_defines_an_acronym() -> None:
    """The full form and its acronym are one candidate under the full form."""
    found = mined("Deputies to the National People's Congress (NPC) met. The NPC approved the plan. NPC deputies left.")
    variants = {variant.term: variant.count for variant in found["National People's Congress"].variants}

    assert variants == {"National People's Congress": 1, "NPC": 3}
    assert "NPC" not in found


def test_initials_define_an_acronym_across_documents() -> None:
    """Without a bracket, the one name with these initials is meant, also with two letters of a word."""
    found = mined(
        "It connects the Shanghai Cooperation Organization and the Association of Southeast Asian Nations.",
        "Guests from SCO and ASEAN countries came. ASEAN grows and the SCO grows.",
    )
    short = {term: [variant.term for variant in candidate.variants] for term, candidate in found.items()}

    assert "SCO" in short["Shanghai Cooperation Organization"]
    assert "ASEAN" in short["Association of Southeast Asian Nations"]


def test_the_terms_of_one_entry_are_one_known_candidate() -> None:
    """Admitted and deprecated terms of an entry are variants of its preferred term, found even once."""
    known = KnownTerms.of_entries(
        [
            entry(
                "c1",
                TermSection(term="Chinese modernization"),
                TermSection(term="Chinese path to modernization", status=AdministrativeStatus.DEPRECATED),
                TermSection(term="CM", status=AdministrativeStatus.ADMITTED, term_type=TermType.ACRONYM),
            )
        ]
    )
    found = mined(
        "Chinese modernization is for all people. They spoke of the Chinese path to modernization in May.",
        known=known,
    )
    candidate = found["Chinese modernization"]

    assert (candidate.status, candidate.entry) == (CandidateStatus.KNOWN, "c1")
    assert [(variant.term, variant.count) for variant in candidate.variants] == [
        ("Chinese modernization", 1),
        ("Chinese path to modernization", 1),
        ("CM", 0),
    ]


def test_a_known_acronym_is_no_common_word() -> None:
    """“who” is not WHO."""
    known = KnownTerms.of_entries([entry("c2", TermSection(term="WHO", term_type=TermType.ACRONYM))])

    assert all(
        candidate.entry is None
        for candidate in mined("Those who know the port said who came there first.", known=known).values()
    )


def test_a_fragment_gives_way_to_the_term_around_it() -> None:
    """What lives inside of one longer term only is no candidate."""
    found = mined(
        "Fangchenggang is a node in the New International Land-Sea Trade Corridor.",
        "Huaihua lies on the New International Land-Sea Trade Corridor too.",
    )

    assert "New International Land-Sea Trade Corridor" in found
    assert not any(term.lower().endswith("trade corridor") and "New" not in term for term in found)

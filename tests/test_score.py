"""What makes one candidate better than another, and how it is told."""

from __future__ import annotations

import hashlib

from glossary.concept import Candidate, ConceptEntry, Document, LanguageSection, TermSection
from glossary.mine.pipeline import KnownTerms, Trace, explain, mine_candidates
from glossary.vocabulary import Strictness

TEXT = (
    "The city promotes green hydrogen in the region. Green hydrogen needs clean power, and green hydrogen is "
    "dear. Local firms built a comprehensive bonded zone last year. The comprehensive bonded zone is large. "
    'A "zero tariff" policy applies. The mayor said that people like the city and that the year was good. '
    "They joined the Summer Davos Forum. The development of the region needs development of people."
)


def mined(
    *, known: KnownTerms | None = None, strictness: Strictness = Strictness.BALANCED, trace: Trace | None = None
) -> list[Candidate]:
    """Return the candidates of the text."""
    document = Document(path="a.txt", text=TEXT, hash=hashlib.sha256(TEXT.encode()).hexdigest())
    return mine_candidates([document], known=known, strictness=strictness, trace=trace)


def test_terms_rank_above_general_words() -> None:
    """Recurring phrases, quoted phrases and names come before the words of every text."""
    ranking = [candidate.term for candidate in mined(strictness=Strictness.WIDE)]

    assert set(ranking[:4]) == {"green hydrogen", "comprehensive bonded zone", "zero tariff", "Summer Davos Forum"}


def test_the_score_is_the_sum_of_its_parts() -> None:
    """No part of a score is hidden."""
    for candidate in mined(strictness=Strictness.WIDE):
        assert abs(sum(value for _, value in candidate.parts) - candidate.score) < 0.001


def test_stricter_keeps_a_part_of_what_looser_keeps() -> None:
    """Strict ⊂ balanced ⊂ wide."""
    strict, balanced, wide = (
        {candidate.term for candidate in mined(strictness=level)}
        for level in (Strictness.STRICT, Strictness.BALANCED, Strictness.WIDE)
    )

    assert strict < wide
    assert strict <= balanced <= wide


def test_a_known_term_that_occurs_once_ranks_high() -> None:
    """The termbase is the strongest evidence for a rare term, and none for a general word."""
    sections = (LanguageSection(language="en", terms=(TermSection(term="clean power"),)),)
    general = (LanguageSection(language="en", terms=(TermSection(term="people"),)),)
    known = KnownTerms.of_entries([ConceptEntry(id="c1", sections=sections), ConceptEntry(id="c2", sections=general)])
    ranking = [candidate.term for candidate in mined(known=known, strictness=Strictness.WIDE)]

    assert ranking.index("clean power") < 5
    assert ranking.index("people") > ranking.index("Summer Davos Forum")


def test_explain_says_why_a_candidate_was_kept() -> None:
    """A kept candidate shows the parts of its score."""
    trace = Trace()
    mined(trace=trace, strictness=Strictness.WIDE)
    explanation = explain("Green Hydrogen", trace)

    assert (explanation.kept, explanation.term) == (True, "green hydrogen")
    assert dict(explanation.parts)["frequency"] > 0
    assert any(note.startswith("selection: kept") for note in explanation.notes)


def test_explain_names_the_step_that_dropped_a_string() -> None:
    """A fragment names the candidate that it is a part of, a general word its low score."""
    trace = Trace()
    mined(trace=trace, strictness=Strictness.BALANCED)

    assert "subsumption" in explain("bonded zone", trace).notes[0]
    assert "below" in explain("year", trace).notes[0]
    assert "no such phrase" in explain("land bridge", trace).notes[0]

"""Usage examples of candidates."""

from __future__ import annotations

import hashlib

from glossary.concept import Candidate, Document
from glossary.mine.pipeline import mine_candidates
from glossary.vocabulary import Strictness


def document(path: str, text: str, heading: str = "") -> Document:
    """Return a document with an optional heading in front."""
    whole = f"{heading}\n\n{text}" if heading else text
    headings = ((0, len(heading)),) if heading else ()
    return Document(path=path, text=whole, hash=hashlib.sha256(whole.encode()).hexdigest(), headings=headings)


def candidate(term: str, *documents: Document) -> Candidate:
    """Return the candidate of a term."""
    found = mine_candidates(documents, strictness=Strictness.WIDE)
    return next(item for item in found if item.term == term)


GOOD = "The city has built a comprehensive bonded zone close to its new railway station."
SHORT = "The comprehensive bonded zone grows."
LONG = (
    "In the comprehensive bonded zone, which was opened after many years of planning, of building and of waiting, "
    "there are now more than two hundred firms from many countries that make, store, sell and ship whatever "
    "their customers at home and abroad have asked them for."
)


def test_whole_sentences_of_handy_length_come_first() -> None:
    """Neither too short nor too long, from the capital to the full stop."""
    found = candidate("comprehensive bonded zone", document("a.txt", f"{LONG} {SHORT} {GOOD}"))

    assert found.contexts[0].text == GOOD
    assert len(found.contexts) <= 3


def test_headings_are_no_examples_where_sentences_are() -> None:
    """A heading shows no use."""
    found = candidate("comprehensive bonded zone", document("a.txt", GOOD, "New comprehensive bonded zone opens"))

    assert [usage.text for usage in found.contexts] == [GOOD]


def test_different_documents_come_before_a_second_sentence_of_one() -> None:
    """Examples are spread over the documents."""
    other = "Trade in the comprehensive bonded zone rose by half in the first quarter of 2025."
    found = candidate(
        "comprehensive bonded zone",
        document("a.txt", f"{GOOD} Firms in the comprehensive bonded zone pay no tax on goods for export."),
        document("b.txt", other),
    )

    assert {usage.document for usage in found.contexts[:2]} == {"a.txt", "b.txt"}


def test_offsets_point_into_the_document_and_the_sentence() -> None:
    """The example and the term in it are found again by their offsets."""
    source = document("a.txt", f"{SHORT} {GOOD}", "Bonded zone")
    for usage in candidate("comprehensive bonded zone", source).contexts:
        assert source.text[usage.start : usage.end] == usage.text
        assert usage.text[usage.term_start : usage.term_end] == "comprehensive bonded zone"

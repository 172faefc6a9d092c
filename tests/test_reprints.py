"""Articles that are printed again are recognised, and what they repeat isn't counted."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest

from glossary.concept import Document
from glossary.mine.documents import read_document
from glossary.mine.pipeline import mine_candidates

ARTICLES = sorted((Path(__file__).parents[1] / "seeds" / "articles").glob("*.en.txt"))
NEW = "Analysts expect the tidal energy corridor to open next spring. The tidal energy corridor has no precedent."


def article(number: int) -> Document:
    """Return one of our sample articles."""
    return read_document(ARTICLES[number])


def copy(document: Document, path: str, *, text: str | None = None, date: str | None = None) -> Document:
    """Return a document with another path, and another text."""
    text = text or document.text
    digest = hashlib.sha256((path + text).encode()).hexdigest()
    return replace(document, path=path, text=text, hash=digest, headings=(), date=date or document.date)


def counts(*documents: Document) -> dict[str, tuple[int, int]]:
    """Return for each key how often and in how many documents it was met."""
    return {found.key: (found.frequency, found.documents) for found in mine_candidates(documents)}


def slightly_altered(text: str) -> str:
    """Return a text with one word in thirty written otherwise, as editors do."""
    chance = random.Random(7)  # noqa: S311 - no secret
    return "\n".join(
        " ".join("indeed" if chance.random() < 1 / 30 else word for word in line.split(" "))
        for line in text.split("\n")
    )


@pytest.mark.parametrize("alter", [str, slightly_altered, lambda text: "\n\n".join(text.split("\n\n")[1:])])
def test_a_reprint_adds_nothing(alter: object) -> None:
    """Reprinted whole, with words altered or without its first paragraph, an article counts once."""
    assert callable(alter)
    original = article(0)
    once = counts(original)

    assert counts(original, copy(original, "b.txt", text=alter(original.text))) == once


def test_new_paragraphs_of_a_reprint_count() -> None:
    """What a reprint adds of its own is mined like any text."""
    original = article(0)
    reprint = copy(original, "b.txt", text=f"{original.text}\n\n{NEW}")
    found = counts(original, reprint)

    assert found["tidalenergycorridor"] == (2, 1)
    assert {key: found[key] for key in found if key in counts(original)}.items() <= counts(original).items()


def test_the_original_is_the_earlier_one() -> None:
    """Of two alike the one with the earlier date is the original, wherever it stands; its mentions stay."""
    late, early = copy(article(0), "a.txt", date="2026-03-02"), copy(article(0), "b.txt", date="2026-03-01")

    assert {m.document for found in mine_candidates([late, early]) for m in found.mentions} == {1}
    assert {m.document for found in mine_candidates([early, late]) for m in found.mentions} == {0}


def test_different_articles_all_count() -> None:
    """Articles on like matters are no reprints of each other."""
    documents = [read_document(path) for path in ARTICLES]
    counted = {mention.document for found in mine_candidates(documents) for mention in found.mentions}

    assert counted == set(range(len(documents)))


def test_a_quotation_is_no_reprint() -> None:
    """An article that quotes a paragraph of another one counts whole."""
    first, second = article(0), article(1)
    quoted = max(first.text.split("\n\n"), key=len)
    with_quotation = copy(second, "b.txt", text=f"{second.text}\n\n{quoted}")
    found = mine_candidates([first, with_quotation])
    start = with_quotation.text.index(quoted)

    assert any(mention.document == 1 and mention.start >= start for one in found for mention in one.mentions)


def test_short_notices_are_never_reprints() -> None:
    """A line or two that recur count each time."""
    text = "The tidal energy corridor opens. Tickets for the tidal energy corridor are sold at the harbour."
    notices = [Document(path=f"{n}.txt", text=text, hash=str(n)) for n in range(3)]

    assert counts(*notices)["tidalenergycorridor"] == (6, 3)

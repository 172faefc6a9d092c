"""Terms are shown where they stand: in every spelling, at the right place, in the order of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.jobs.mining import mine_into, read_inputs
from glossary.jobs.occurrences import find_occurrences, find_paragraphs, get_paragraph
from glossary.store.candidates.mined import find_mentions, get_candidate
from glossary.store.documents import find_documents, get_document

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.jobs.occurrences import Occurrence
    from glossary.store.database import Database

ENGLISH = """Wardens for every river

The river-chief system works. “River chief systems are old,” she said; the River Chief System's rules are new.

The river, chief system of the region, is another thing. Not a river chief systematically.

Officials glossed the river chief system (河长制) for readers.
"""
CHINESE = """各地落实河湖管护

“十五五”规划提出，全面推行河长制。湖 长制也在试点，河长 制成效明显。

５Ｇ网络覆盖河段。
"""


@pytest.fixture
def corpus(database: Database, tmp_path: Path) -> Database:
    """Return a termbase in which an English and a Chinese article were mined."""
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "b.txt").write_text(CHINESE, "utf-8")
    documents = read_inputs([tmp_path / "a.txt", tmp_path / "b.txt"]).documents
    mine_into(database, documents, who="tester", with_base=False)
    return database


def _find(database: Database, *terms: tuple[str, str], width: int = 60, limit: int | None = None) -> list[Occurrence]:
    with database.reading() as connection:
        found = find_occurrences(connection, terms=terms, width=width, limit=limit)
        for occurrence in found:
            text = get_document(connection, occurrence.document).text
            assert " ".join(text[occurrence.start : occurrence.end].split()) == occurrence.text
            before, behind = text[: occurrence.start], text[occurrence.end :]
            assert before.endswith(occurrence.left)
            assert behind.startswith(occurrence.right)
    return found


def test_english_is_met_in_every_spelling(corpus: Database) -> None:
    """Case, hyphen, plural and possessive make no other term; a comma or a longer word does."""
    found = _find(corpus, ("en", "river chief system"))
    assert [occurrence.text for occurrence in found] == [
        "river-chief system",
        "River chief systems",
        "River Chief System",
        "river chief system",
    ]
    assert [occurrence.paragraph for occurrence in found] == [1, 1, 1, 3]
    assert found[0].left == "The "
    assert found[0].right.startswith(" works. “River")
    assert found[0].source.endswith("(a.txt)")


def test_chinese_is_met_with_exact_offsets(corpus: Database) -> None:
    """Blanks, width and quotation marks inside of a Chinese term don't hide it, in Chinese and English texts."""
    found = _find(corpus, ("zh-Hans", "河长制"))
    assert [occurrence.text for occurrence in found] == ["河长制", "河长制", "河长 制"]
    assert [occurrence.source.endswith("(a.txt)") for occurrence in found] == [True, False, False]
    assert [occurrence.text for occurrence in _find(corpus, ("zh-Hans", "５Ｇ网络"))] == ["5G网络"]
    assert [occurrence.text for occurrence in _find(corpus, ("zh-Hans", "十五五规划"))] == ["十五五”规划"]


def test_terms_of_an_entry_come_together(corpus: Database) -> None:
    """Several terms come in the order of the text, each place once, the longest one."""
    terms = [("en", "river chief"), ("en", "river chief system"), ("zh-Hans", "河长制"), ("zh-Hans", "长制")]
    found = _find(corpus, *terms)
    assert [occurrence.text for occurrence in found][:5] == [
        "river-chief system",
        "River chief systems",
        "River Chief System",
        "river chief",
        "river chief system",
    ]
    assert [(o.document, o.start) for o in found] == sorted((o.document, o.start) for o in found)
    assert len(_find(corpus, ("zh-Hans", "长制"), limit=2)) == 2


def test_context_is_as_wide_as_asked(corpus: Database) -> None:
    """Either side has at most so many terminal cells, of which a Chinese character takes two."""
    first = next(found for found in _find(corpus, ("zh-Hans", "河长制"), width=8) if found.source.endswith("(b.txt)"))
    assert (first.left, first.right) == ("全面推行", "。湖 长")
    assert _find(corpus, ("en", "river chief system"), width=8)[0].right == " works. "


def test_candidate_stands_where_it_was_mined(corpus: Database) -> None:
    """A candidate's occurrences are its mentions."""
    with corpus.reading() as connection:
        candidate = get_candidate(connection, "river chief system")
        mentions = [(m.document, m.start, m.end) for m in find_mentions(connection, candidate.id or 0)]
        found = find_occurrences(connection, candidate_id=candidate.id)
    assert [(o.document, o.start, o.end) for o in found] == sorted(mentions)
    assert mentions


def test_paragraphs_have_their_offsets(corpus: Database) -> None:
    """Paragraphs tile the text but for the blank lines between; any offset has its paragraph."""
    with corpus.reading() as connection:
        document = next(find_documents(connection))
    paragraphs = find_paragraphs(document)
    texts = [document.text[paragraph.start : paragraph.end] for paragraph in paragraphs]
    assert "\n\n".join(texts) == document.text
    assert paragraphs[0].is_heading
    assert not paragraphs[1].is_heading
    for offset in range(len(document.text)):
        paragraph = get_paragraph(document, offset)
        assert paragraph.start <= offset <= paragraph.end + 1

"""The fast engine and the plain reference find the same places of the same terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.jobs.mining import read_inputs
from glossary.lookup.live import LiveTermbase
from glossary.lookup.recognition.recogniser import Recogniser
from tests.conftest import ROOT
from tests.recognition.reference import Found, Reference

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.lookup.recognition.designations import Row
    from glossary.lookup.recognition.span import Span

WORDS = (
    *(
        "land",
        "sea",
        "land-sea",
        "Landsea",
        "corridor",
        "corridors",
        "the",
        "new",
        "quality",
        "data",
        "base",
        "database",
    ),
    *("US", "us", "U.S.", "WHO", "who", "C++", "C", ".NET", "No.", "1", "5G", "İstanbul", "ＧＤＰ", "SMEs", "co", "op"),
)
CHARACTERS = tuple("新质生產产力質一带帶路“”《》 -—·5Gg后後𠮷県县\u3000\u200b")
GAPS = (" ", " ", " ", "-", "–", "  ", "\n", "\n\n", ". ", ", ", "’s ", "'", "/", " — ", "😀", "(", ") ", "\u00ad", "")

english = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).flatmap(
    lambda words: st.lists(st.sampled_from(GAPS[:9]), min_size=len(words), max_size=len(words)).map(
        lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True)).strip()
    )
)
chinese = st.lists(st.sampled_from(CHARACTERS), min_size=1, max_size=4).map("".join)
texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(GAPS), st.sampled_from(CHARACTERS)), max_size=40
).map("".join)


def plain(spans: list[Span]) -> list[Found]:
    """Return spans as the reference has them."""
    return [(span.start, span.end, frozenset(sense.term_id for sense in span.senses)) for span in spans]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.one_of(english, chinese), max_size=8), texts)
def test_any_terms_in_any_text(written: list[str], text: str) -> None:
    """Whatever the terms and the text, both find the same."""
    terms: list[Row] = [
        (number, number // 2, "zh-Hans" if number % 2 else "en", "preferred", term)
        for number, term in enumerate(written)
    ]
    recogniser = Recogniser(terms)
    assert plain(recogniser.find_all(text)) == Reference(terms).find_all(text)
    assert plain(recogniser.find(text)) == Reference(terms).find(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(english, chinese), min_size=2, max_size=8), texts, st.sets(st.integers(0, 7)))
def test_terms_that_come_and_go(written: list[str], text: str, gone: set[int]) -> None:
    """A recogniser that lost and gained entries finds what one finds that never had others."""
    terms: list[Row] = [(number, number, "zh-Hans", "preferred", term) for number, term in enumerate(written)]
    recogniser = Recogniser(terms[:1])
    recogniser.find(text)
    recogniser.add(terms[1:])
    recogniser.find(text)
    recogniser.remove_entries(gone)
    left = [term for term in terms if term[1] not in gone]
    assert plain(recogniser.find_all(text)) == Reference(left).find_all(text)


def test_base_in_sample_articles(mined_file: Path) -> None:
    """On the sample articles the curated base is found alike, paragraph by paragraph."""
    compare_on(mined_file, ROOT / "seeds" / "articles")


def test_base_in_real_articles(mined_file: Path, shared_seeds: Path) -> None:
    """On real articles too, with all their furniture."""
    compare_on(mined_file, shared_seeds)


def compare_on(mined_file: Path, folder: Path) -> None:
    """Hold the engine against the reference on each paragraph of the articles in a folder."""
    texts = [document.text for document in read_inputs([folder]).documents]
    texts += [path.read_text("utf-8") for path in sorted(folder.glob("*.zh.txt"))]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    live = LiveTermbase(str(mined_file))
    rows = live._reader.rows("SELECT id, entry_id, language, status, term FROM term_sections")
    reference = Reference(rows)
    met = 0
    for paragraph in paragraphs:
        found = live.recogniser.find_all(paragraph)
        assert plain(found) == reference.find_all(paragraph)
        assert plain(live.recogniser.find(paragraph)) == reference.find(paragraph)
        met += len(found)
    live.close()
    assert met > len(paragraphs) / 3

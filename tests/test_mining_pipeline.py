"""Mining as a whole: on texts of our own, and on the articles beside the project where they are at hand."""

from __future__ import annotations

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from glossary.concept import Candidate, Document
from glossary.mine.documents import read_documents
from glossary.mine.pipeline import mine_candidates
from glossary.text.english import fold
from glossary.text.english.tagging import StopListTagger
from glossary.vocabulary import Strictness

PROJECT = Path(__file__).parents[1]
ARTICLES = sorted((PROJECT / "seeds" / "articles").glob("*.en.txt"))
SEEDS = sorted((PROJECT.parent / "shared" / "seeds").glob("*.txt"))


def read(paths: list[Path]) -> list[Document]:
    """Return the documents of some files, of which all must be readable."""

    def fail(error: Exception) -> None:
        raise error

    return list(read_documents([str(path) for path in paths], on_unreadable=fail))


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    """Return our own sample articles."""
    return read(ARTICLES)


@pytest.fixture(scope="module")
def seeds() -> list[Document]:
    """Return the five articles beside the project."""
    if not SEEDS:
        pytest.skip("needs the articles in ../shared/seeds")
    return read(SEEDS)


@pytest.fixture(scope="module")
def mined(seeds: list[Document]) -> list[Candidate]:
    """Return what is mined from the five articles without any termbase."""
    return mine_candidates(seeds, strictness=Strictness.WIDE)


def test_mentions_and_examples_point_at_what_they_name(articles: list[Document]) -> None:
    """Every offset finds its form in the text, and every form is counted once for each mention."""
    for candidate in mine_candidates(articles):
        forms = {variant.term.casefold() for variant in candidate.variants}
        for mention in candidate.mentions:
            text = articles[mention.document].text[mention.start : mention.end]
            assert " ".join(text.split()).casefold() in forms
        assert sum(variant.count for variant in candidate.variants) == candidate.frequency
        assert len({mention.document for mention in candidate.mentions}) == candidate.documents
        for usage in candidate.contexts:
            assert usage.text[usage.term_start : usage.term_end].casefold() in " ".join(forms) or candidate.variants


def test_mining_is_deterministic(articles: list[Document]) -> None:
    """The same documents give the same candidates in the same order."""
    assert mine_candidates(articles) == mine_candidates(articles)


def test_one_key_is_one_candidate(articles: list[Document]) -> None:
    """No two candidates share a key or a form."""
    candidates = mine_candidates(articles, strictness=Strictness.WIDE)
    keys = [candidate.key for candidate in candidates]

    assert len(keys) == len(set(keys))
    assert len({candidate.term for candidate in candidates}) == len(candidates)


def test_no_documents_give_no_candidates() -> None:
    """Nothing, blanks and marks alone are mined without error."""
    empty = [Document(path=str(n), text=t, hash="0") for n, t in enumerate(("", "  \n\n ", "… -- “”", "中文。"))]

    assert mine_candidates([]) == []
    assert mine_candidates(empty) == []


def test_progress_tells_every_step_to_its_end(articles: list[Document]) -> None:
    """Each step reports that it is done."""
    seen: dict[str, tuple[int, int]] = {}
    mine_candidates(articles, progress=lambda step, done, total: seen.update({step: (done, total)}))

    assert list(seen) == [
        "looking for reprints",
        "splitting into sentences",
        "finding terms",
        "weighing terms",
        "looking into terms",
        "ranking terms",
        "choosing examples",
    ]
    assert all(done == total for done, total in seen.values())


def test_mining_works_without_a_tagger_model(articles: list[Document]) -> None:
    """The stop-list fallback finds the names and set phrases too."""
    terms = {candidate.key for candidate in mine_candidates(articles, tagger=StopListTagger())}

    assert fold("15th Five-Year Plan") in terms


@pytest.mark.parametrize(
    ("term", "variants"),
    [
        ("15th Five-Year Plan", {"15th Five-Year Plan", "15th Five Year Plan"}),
        (
            "Guangdong-Hong Kong-Macao Greater Bay Area",
            {
                "Guangdong-Hong Kong-Macao Greater Bay Area",
                "Guangdong Hong Kong Macao Greater Bay Area",
                "Guangdong Hong Kong Macau Greater Bay Area",
            },
        ),
        ("New International Land-Sea Trade Corridor", {"New International Land-Sea Trade Corridor"}),
        ("new quality productive forces", {"new quality productive forces"}),
        ("two sessions", {"two sessions"}),
        ("National People's Congress", {"National People's Congress", "NPC"}),
        ("Chinese People's Political Consultative Conference", set()),
        ("Shanghai Cooperation Organization", {"SCO"}),
        ("Association of Southeast Asian Nations", {"ASEAN"}),
        ("Belt and Road Initiative", {"BRI"}),
    ],
)
def test_set_phrases_come_out_whole_and_once(mined: list[Candidate], term: str, variants: set[str]) -> None:
    """Without any termbase, each is one candidate with all its spellings."""
    found = [candidate for candidate in mined if candidate.key == fold(term)]

    assert len(found) == 1
    assert variants <= {variant.term for variant in found[0].variants}


@pytest.mark.parametrize("fragment", ["sea trade corridor", "year plan period", "national people", "Five-Year"])
def test_fragments_do_not_come_out(mined: list[Candidate], fragment: str) -> None:
    """No piece of a longer term is a candidate."""
    assert all(candidate.key != fold(fragment) for candidate in mined)


def test_persons_addresses_and_spam_do_not_come_out(mined: list[Candidate]) -> None:
    """No candidate names a person or an address, or holds foreign letters."""
    persons = ("Wang Q", "Qiyaoyao", "Miaojie", "Lihong", "Zhao Huan", "Meng ", "Huang J", "Xu Lei", "Gao Lin")
    for candidate in mined:
        for variant in candidate.variants:
            assert not any(person in variant.term for person in persons), variant.term
            assert "@" not in variant.term
            assert not any(ord(character) > 0x2E7F for character in variant.term)


def test_memory_does_not_grow_with_every_token() -> None:
    """Ten times the text needs far less than ten times the memory: tokens are kept in a few bytes."""
    sentence = "The new port of the city serves foreign trade and the green hydrogen industry of the region. "
    sizes = []
    for times in (300, 3000):
        text = sentence * times
        document = Document(path="a", text=text, hash=hashlib.sha256(text.encode()).hexdigest())
        mine_candidates([document])  # load models first
        tracemalloc.start()
        mine_candidates([document])
        sizes.append(tracemalloc.get_traced_memory()[1] / (17 * times))
        tracemalloc.stop()

    assert sizes[1] < 700  # bytes a word, mentions of kept candidates included

"""Equivalents come from the strongest layer that has one, and nothing is said where nothing is sure."""

from __future__ import annotations

import pytest

from glossary.concept import Candidate, Document, Variant
from glossary.jobs.seeds import load_base
from glossary.mine.equivalents import Proposer
from glossary.mine.equivalents.composition import chinese_number
from glossary.mine.equivalents.dictionary import DictionaryLayer
from glossary.mine.equivalents.glosses import GlossLayer
from glossary.review.edits import new_entry, with_new_term
from glossary.text.english import fold
from glossary.vocabulary import Method

BASE = load_base()
ORIGINS = {entry.id: "base" for entry in BASE}


def _candidate(term: str, *variants: str) -> Candidate:
    forms = tuple(Variant(term=form, count=1) for form in (term, *variants))
    return Candidate(term=term, key=fold(term), variants=forms)


def _first(term: str, *variants: str, text: str = "") -> tuple[str, Method] | None:
    documents = [Document(path="a.txt", text=text, hash="0")] if text else []
    proposer = Proposer(BASE, ORIGINS, documents)
    found = proposer.propose_all([_candidate(term, *variants)])[0].equivalents
    return (found[0].term, found[0].method) if found else None


@pytest.mark.parametrize(
    ("term", "chinese"),
    [
        ("13th Five-Year Plan", "“十三五”规划"),
        ("15th Five-Year Plan period", "“十五五”时期"),
        ("the 14th Five Year Plan period", "“十四五”时期"),
        ("13th National People's Congress", "第十三届全国人民代表大会"),
        ("fourth session of the 14th National People's Congress", "第十四届全国人民代表大会第四次会议"),
        ("13th CPPCC National Committee", "中国人民政治协商会议第十三届全国委员会"),
        ("20th CPC Central Committee", "中国共产党第二十届中央委员会"),
        ("second plenary session of the 18th CPC Central Committee", "中国共产党第十八届中央委员会第二次全体会议"),
        ("19th National Congress of the Communist Party of China", "中国共产党第十九次全国代表大会"),
    ],
)
def test_numbered_names_are_composed(term: str, chinese: str) -> None:
    """Plans, congresses and sessions of any number get the official form of their number."""
    assert _first(term) == (chinese, Method.BASE)


@pytest.mark.parametrize("term", ["3rd Five-Year Plan", "25th Five-Year Plan", "five-year plan of the village"])
def test_rules_stop_where_they_are_not_safe(term: str) -> None:
    """Early plans were called otherwise, later ones aren't named yet: nothing is composed."""
    assert "五”规划" not in str(_first(term))


@pytest.mark.parametrize(("number", "chinese"), [(1, "一"), (10, "十"), (14, "十四"), (20, "二十"), (21, "二十一")])
def test_chinese_numbers(number: int, chinese: str) -> None:
    """Numbers are written as in official names."""
    assert chinese_number(number) == chinese


@pytest.mark.parametrize(
    ("term", "variants", "chinese"),
    [
        ("new quality productive forces", (), "新质生产力"),
        ("New-Quality Productive Forces", (), "新质生产力"),
        ("the conference", ("CPPCC",), "中国人民政治协商会议"),
        ("pilot free-trade zones", (), "自由贸易试验区"),
    ],
)
def test_base_is_reached_through_every_spelling(term: str, variants: tuple[str, ...], chinese: str) -> None:
    """Case, hyphens, plural and acronyms lead to the entry."""
    assert _first(term, *variants) == (chinese, Method.BASE)


def test_own_termbase_is_proposed_as_such() -> None:
    """What was imported or entered is proposed with its method, and its hand-written pinyin."""
    entry = with_new_term(new_entry("harbour pass", "港口通", reading="Gǎngkǒu tōng"), "en", "HP")
    found = Proposer([entry], {}, []).propose_all([_candidate("HP")])[0].equivalents[0]
    assert (found.term, found.method, found.pinyin) == ("港口通", Method.IMPORT, "Gǎngkǒu tōng")


def test_deprecated_chinese_is_not_proposed() -> None:
    """A term that must not be used is never an equivalent."""
    for entry in BASE:
        for _, term in entry.find_terms("zh-Hans"):
            if not term.status.is_accepted:
                preferred = entry.preferred("en")
                assert preferred is not None
                found = Proposer(BASE, ORIGINS, []).propose_all([_candidate(preferred.term)])[0].equivalents
                assert term.term not in {proposal.term for proposal in found}


@pytest.mark.parametrize(
    ("term", "chinese"),
    [
        ("high-standard opening up to the outside world", "高水平对外开放"),
        ("protection of intellectual property", "知识产权保护"),
        ("reform of the supply-side structure", None),
        ("reform of the opening-up of villages", None),
    ],
)
def test_other_orders_of_the_same_words_are_understood(term: str, chinese: str | None) -> None:
    """Idle words and “of” don't hide a term; other words do."""
    found = _first(term)
    assert (found[0] if found else None) == chinese


@pytest.mark.parametrize(
    ("term", "chinese"),
    [
        ("ASEAN", "东盟"),
        ("Association of Southeast Asian Nations", "东南亚国家联盟"),
        ("NPC", "全国人大"),
        ("Belt and Road", "“一带一路”"),
    ],
)
def test_short_forms_are_answered_by_short_forms(term: str, chinese: str) -> None:
    """An acronym or short name gets the short Chinese name, a full name the full one."""
    assert _first(term) == (chinese, Method.BASE)


@pytest.mark.parametrize(
    ("text", "term", "chinese"),
    [
        ("It tries a village ledger system (村级台账制) there.", "village ledger system", "村级台账制"),
        ('The "ledger keeper" system (台账员制度) works.', "ledger keeper system", "台账员制度"),
        ("They praise the “ledger keeper” (台账员) daily.", "ledger keeper", "台账员"),
        ("当地推行“村级台账制”（village ledger system），效果良好。", "village ledger system", "村级台账制"),
        ("当地推行村级台账制（village ledger system）。", "village ledger system", None),
        ("推行河长制、村级台账制（village ledger system）。", "village ledger system", "村级台账制"),
        ("The fair (2026) drew visitors.", "fair", None),
    ],
)
def test_glosses_have_sure_boundaries(text: str, term: str, chinese: str | None) -> None:
    """A gloss counts where brackets, quotes or punctuation bound the Chinese; otherwise nothing is said."""
    found = GlossLayer([Document(path="a.txt", text=text, hash="0")]).propose([term])
    assert (found[0].term if found else None) == chinese


def test_dictionary_proposes_places_and_single_nouns_only() -> None:
    """CC-CEDICT answers for places and unambiguous compounds, is attributed, and keeps silent on the rest."""
    terms = ["Fangchenggang", "Liaoning province", "supply chain", "local conditions", "zone", "yuan"]
    layer = DictionaryLayer(terms)
    answers = {term: [proposal.term for proposal in layer.propose([term])] for term in terms}
    assert answers == {
        "Fangchenggang": ["防城港"],
        "Liaoning province": ["辽宁省"],
        "supply chain": ["供应链"],
        "local conditions": [],
        "zone": [],
        "yuan": [],
    }
    assert "CC BY-SA 4.0" in layer.propose(["supply chain"])[0].source


def test_nothing_is_said_where_nothing_is_sure() -> None:
    """A term that no layer knows has no equivalent."""
    assert _first("harbour-side ledger scheme") is None


def test_hand_written_pinyin_wins_everywhere() -> None:
    """A reading that a person wrote is shown wherever the same Chinese is proposed."""
    proposer = Proposer(BASE, ORIGINS, [], {"供应链": "gōng yìng liàn"})
    found = proposer.propose_all([_candidate("supply chain")])[0].equivalents
    assert {p.pinyin for p in found if p.term == "供应链"} == {"gōng yìng liàn"}

"""Mining Chinese: on our own sample articles, and on texts that show one thing each."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.concept import Candidate, ConceptEntry, Document, LanguageSection, TermSection
from glossary.errors import Cancelled
from glossary.jobs.seeds import load_base
from glossary.mine.chinese import KnownChinese, mine_chinese
from glossary.mine.chinese.counting import PhraseCounts, Tally, count_phrases, merge_tallies, tally_phrases
from glossary.mine.chinese.describing import written_form
from glossary.mine.chinese.words import LONGEST_STRETCH, cut
from glossary.mine.documents import read_documents
from glossary.mine.trace import Trace, explain
from glossary.store.entries.search_columns import search_key
from glossary.text.chinese import fold_chinese, to_simplified, to_traditional
from glossary.vocabulary import AdministrativeStatus, CandidateStatus, Language, Strictness, TermType
from tests.benchmarks.gold import ROOT, read_gold

if TYPE_CHECKING:
    from collections.abc import Iterable

ARTICLES = sorted((Path(__file__).parents[1] / "seeds" / "articles").glob("*.zh.txt"))


def document(text: str, *, language: str = Language.SIMPLIFIED_CHINESE, name: str = "a.txt") -> Document:
    """Return a document of a text."""
    return Document(path=name, text=text, hash=name, language=language)


def mine(
    *texts: str, known: KnownChinese | None = None, strictness: Strictness = Strictness.BALANCED
) -> list[Candidate]:
    """Return what is mined from some texts."""
    documents = [document(text, name=f"{number}.txt") for number, text in enumerate(texts)]
    return mine_chinese(documents, known=known, strictness=strictness)


def terms(candidates: Iterable[Candidate]) -> list[str]:
    """Return the terms of candidates."""
    return [candidate.term for candidate in candidates]


def entry(identifier: str, *names: str, traditional: tuple[str, ...] = ()) -> ConceptEntry:
    """Return an entry that prefers the first of its Chinese names."""

    def section(language: str, forms: tuple[str, ...]) -> LanguageSection:
        statuses = (AdministrativeStatus.PREFERRED, *[AdministrativeStatus.ADMITTED] * len(forms))
        made = (
            TermSection(term=form, status=status, term_type=TermType.FULL_FORM if not number else TermType.SHORT_FORM)
            for number, (form, status) in enumerate(zip(forms, statuses, strict=False))
        )
        return LanguageSection(language=language, terms=tuple(made))

    sections = [section(Language.SIMPLIFIED_CHINESE, names)]
    if traditional:
        sections.append(section(Language.TRADITIONAL_CHINESE, traditional))
    return ConceptEntry(id=identifier, sections=tuple(sections))


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    """Return the Chinese sides of our own sample articles."""

    def fail(error: Exception) -> None:
        raise error

    return list(read_documents([str(path) for path in ARTICLES], on_unreadable=fail))


@pytest.fixture(scope="module")
def base() -> KnownChinese:
    """Return the Chinese terms of the curated base."""
    return KnownChinese.of_entries(load_base())


@pytest.fixture(scope="module")
def mined(articles: list[Document]) -> list[Candidate]:
    """Return what is mined from the articles without any termbase."""
    return mine_chinese(articles, strictness=Strictness.WIDE)


def quality(candidates: list[Candidate]) -> tuple[float, float]:
    """Return the precision of the first 50 candidates, and the share of core terms in the first 200."""
    gold = read_gold("sample articles", "chinese-article-terms.tsv", ROOT / "seeds" / "articles").terms
    every = {fold_chinese(marked.term) for marked in gold}
    core = {fold_chinese(marked.term) for marked in gold if marked.is_core}
    forms = [{candidate.key, *(fold_chinese(form.term) for form in candidate.variants)} for candidate in candidates]
    return sum(bool(own & every) for own in forms[:50]) / 50, len(core & set().union(*forms[:200])) / len(core)


def test_every_marked_term_is_in_its_article() -> None:
    """The list that quality is measured against names nothing that its article lacks, and nothing twice."""
    gold = read_gold("sample articles", "chinese-article-terms.tsv", ROOT / "seeds" / "articles")
    texts = {path.name.removesuffix(".zh.txt"): fold_chinese(path.read_text("utf-8")) for path in ARTICLES}

    assert {marked.document for marked in gold.terms} == set(texts)
    assert all(fold_chinese(marked.term) in texts[marked.document] for marked in gold.terms)
    assert len({(marked.document, marked.term) for marked in gold.terms}) == len(gold.terms)


def test_terms_of_our_articles_come_first_where_the_base_is_known(articles: list[Document], base: KnownChinese) -> None:
    """As good as from English: of the first 50, 47 are terms, and 77 in 100 core terms are among the first 200."""
    precision, recall = quality(mine_chinese(articles, known=base))

    assert precision >= 0.94
    assert recall >= 0.77


def test_terms_of_our_articles_come_first_without_a_termbase(mined: list[Candidate]) -> None:
    """Most of what comes first is a term even where nothing is known."""
    precision, recall = quality(mined)

    assert precision >= 0.85
    assert recall >= 0.5


def test_mentions_and_examples_point_at_what_they_name(articles: list[Document], mined: list[Candidate]) -> None:
    """Every offset finds its form in the text, and every form is counted once for each mention."""
    for candidate in mined:
        counts = {variant.term: variant.count for variant in candidate.variants}
        for mention in candidate.mentions:
            counts[written_form(articles[mention.document].text[mention.start : mention.end])] -= 1
        assert set(counts.values()) == {0}
        assert candidate.frequency == len(candidate.mentions)
        assert len({mention.document for mention in candidate.mentions}) == candidate.documents
        assert 1 <= len(candidate.contexts) <= 3
        for usage in candidate.contexts:
            source = next(article for article in articles if article.path == usage.document)
            assert source.text[usage.start : usage.end] == usage.text
            form = written_form(usage.text[usage.term_start : usage.term_end])
            assert form in {variant.term for variant in candidate.variants}


def test_no_mention_is_inside_of_another(mined: list[Candidate]) -> None:
    """Each place of a document belongs to one candidate: the longest that fits there."""
    places = sorted((m.document, m.start, m.end) for candidate in mined for m in candidate.mentions)
    for (number, _, end), (other, start, _) in pairwise(places):
        assert number < other or end <= start


def test_keys_are_those_by_which_the_termbase_finds_terms(mined: list[Candidate]) -> None:
    """A candidate meets an entry's term by its key, and no two candidates have the same."""
    assert all(candidate.key == search_key(candidate.language, candidate.term) for candidate in mined)
    assert len({candidate.key for candidate in mined}) == len(mined)


def test_mining_is_deterministic(articles: list[Document], mined: list[Candidate]) -> None:
    """The same documents give the same candidates in the same order."""
    assert mine_chinese(articles, strictness=Strictness.WIDE) == mined


@pytest.mark.parametrize("texts", [(), ("",), ("\n\n",), ("，。！",), ("hello world",), ("的的的了了",), ("😀𠮷",)])
def test_nothing_gives_nothing(texts: tuple[str, ...]) -> None:
    """No documents, blanks, marks, other languages and words of grammar are mined without error."""
    assert mine(*texts) == []


def test_a_fragment_that_never_stands_alone_is_dropped() -> None:
    """Of a long name that recurs, its pieces are no candidates."""
    found = terms(
        mine(
            "十四届全国人民代表大会常务委员会举行会议。会议强调，全国人民代表大会常务委员会依法履职。",
            "全国人民代表大会常务委员会的工作报告获得通过。",
        )
    )

    assert "全国人民代表大会常务委员会" in found
    assert not {"全国人民代表", "全国人民代表大会", "常务委员会", "人民代表大会常务委员会"} & set(found)


def test_what_stands_alone_elsewhere_is_kept_beside_the_longer_term() -> None:
    """A shorter term with occurrences of its own is a candidate, and these are its mentions."""
    found = mine(
        "数字经济持续增长。数字经济是新引擎。",
        "数字经济促进法正在起草。数字经济促进法将规范平台。",
        strictness=Strictness.WIDE,
    )
    by_term = {candidate.term: candidate for candidate in found}

    assert by_term["数字经济"].frequency >= 2
    assert all(mention.document == 0 for mention in by_term["数字经济"].mentions)


def test_quotation_marks_are_a_part_of_the_term() -> None:
    """“软联通”机制 keeps its marks, and the form without them is a variant of the same candidate."""
    texts = ("“软联通”机制已经建立。“软联通”机制很重要。", "各地落实软联通机制。", "“软联通”机制来了。")
    (found,) = (candidate for candidate in mine(*texts) if candidate.key == "软联通机制")

    assert found.term == "“软联通”机制"
    assert {variant.term: variant.count for variant in found.variants} == {"“软联通”机制": 3, "软联通机制": 1}


@pytest.mark.parametrize("marks", ["“”", "「」", "‘’", '""'])
def test_a_quoted_term_is_found_once(marks: str) -> None:
    """What stands in quotation marks is a candidate though it occurs once."""
    term = f"{marks[0]}软联通{marks[1]}"

    assert "软联通" in {candidate.key for candidate in mine(f"这就是官员们所说的{term}。")}


def test_two_quoted_terms_that_follow_each_other_are_two() -> None:
    """“港车北上”“澳车北上” is a list."""
    assert {"港车北上", "澳车北上"} <= {candidate.key for candidate in mine("“港车北上”“澳车北上”政策受到欢迎。")}


def test_what_somebody_said_is_no_term() -> None:
    """A sentence in quotation marks, and words of speech, are no candidates."""
    assert mine("他说：“我是谁？”她回答：“这是我们自己的事。”", strictness=Strictness.WIDE) == []


def test_the_title_of_a_document_is_one_term() -> None:
    """《…意见》 is a candidate with its marks, once and however long, before the title of a film."""
    opinion = "《关于促进服务消费高质量发展的若干意见》"
    found = terms(mine(f"国务院印发{opinion}。电影《热辣滚烫》上映。", strictness=Strictness.WIDE))

    assert opinion in found
    assert "《热辣滚烫》" not in found[: found.index(opinion)]


def test_a_verb_that_leads_is_no_part_of_the_term() -> None:
    """推进, 加快, 扩大 stand before the term."""
    found = terms(mine("推进高水平对外开放。扩大高水平对外开放。", "加快推进高水平对外开放，实施高水平对外开放战略。"))

    assert "高水平对外开放" in found
    assert not [term for term in found if term.startswith(("推进", "扩大", "加快", "实施"))]


def test_words_of_grammar_bound_a_term() -> None:
    """No candidate begins or ends with 的, 在, 和, 对, 等, 将."""
    found = terms(mine("在低空经济领域，对低空经济的支持和低空经济等产业将发展。", strictness=Strictness.WIDE))

    assert "低空经济" in found
    assert not [term for term in found if term[0] in "在对的和等将以为与及" or term[-1] in "在对的和等将以为与及"]


def test_persons_dates_and_quantities_are_no_terms() -> None:
    """Who said it, when, and how many, and what a newspaper prints around its text, are no candidates."""
    text = (
        "新华社北京3月5日电（记者张晓松）国家发展改革委主任郑栅洁说，2025年新增城镇就业1267万人。\n\n"
        "郑栅洁表示，今年3月将安排三十六项任务。瓦西里·彼得罗夫也出席。\n\n责任编辑：李小明"
    )
    found = " ".join(terms(mine(text, strictness=Strictness.WIDE)))

    assert not [
        wrong
        for wrong in ("新华社", "张晓松", "郑栅洁", "彼得罗夫", "三十六", "2025", "今年", "李小明")
        if wrong in found
    ]


def test_a_known_term_is_found_across_the_words_of_the_cutter() -> None:
    """The longest known term wins wherever its characters stand; its entry and status are told."""
    known = KnownChinese.of_entries([entry("e1", "铁海联运"), entry("e2", "联运")])
    found = {candidate.term: candidate for candidate in mine("现在走铁海联运只要6天。", known=known)}

    assert found["铁海联运"].entry == "e1"
    assert found["铁海联运"].status is CandidateStatus.KNOWN
    assert "联运" not in found


def test_all_names_of_an_entry_are_one_candidate_with_its_preferred_name() -> None:
    """全国人大 is 全国人民代表大会, whichever the documents use."""
    known = KnownChinese.of_entries([entry("npc", "全国人民代表大会", "全国人大")])
    (both,) = mine("全国人民代表大会开幕。", "全国人大闭幕。", known=known)
    (short,) = mine("全国人大闭幕。", known=known)

    assert (both.term, both.frequency, both.documents, both.entry) == ("全国人民代表大会", 2, 2, "npc")
    assert {variant.term for variant in both.variants} == {"全国人民代表大会", "全国人大"}
    assert (short.term, short.key, terms_of(short)) == ("全国人民代表大会", "全国人民代表大会", ["全国人大"])


def terms_of(candidate: Candidate) -> list[str]:
    """Return the forms of a candidate."""
    return [variant.term for variant in candidate.variants]


def test_a_known_term_is_found_with_marks_spaces_and_in_the_other_script() -> None:
    """一带一路 is found as “一帶 一路” in a Traditional text, and named as the entry names it there."""
    known = KnownChinese.of_entries([entry("bri", "“一带一路”", traditional=("「一帶一路」",))])
    text = "推動共建「一帶 一路」。各國歡迎一帶一路。"
    (found,) = mine_chinese([document(text, language=Language.TRADITIONAL_CHINESE)], known=known)

    assert (found.term, found.key, found.language) == ("「一帶一路」", "一帶一路", Language.TRADITIONAL_CHINESE)
    assert (found.frequency, found.entry) == (2, "bri")


def test_traditional_documents_give_the_same_terms(articles: list[Document], base: KnownChinese) -> None:
    """A text in Traditional characters is mined as well as the same text in Simplified ones."""
    converted = [
        replace(article, text=to_traditional(article.text), language=Language.TRADITIONAL_CHINESE)
        for article in articles
    ]
    simplified = {candidate.key for candidate in mine_chinese(articles, known=base)}
    found = mine_chinese(converted, known=base)

    assert {candidate.language for candidate in found} == {Language.TRADITIONAL_CHINESE}
    assert len({to_simplified(candidate.key) for candidate in found} & simplified) >= 0.95 * len(simplified)


def test_both_scripts_make_one_candidate() -> None:
    """A term in documents of both scripts is one candidate in the script of most mentions, with both forms."""
    found = mine_chinese(
        [
            document("低空经济蓬勃兴起。发展低空经济。", name="hans.txt"),
            document("低空經濟蓬勃興起。", language=Language.TRADITIONAL_CHINESE, name="hant.txt"),
        ]
    )
    (own,) = (candidate for candidate in found if candidate.key == "低空经济")

    assert {variant.term: variant.count for variant in own.variants} == {"低空经济": 2, "低空經濟": 1}
    assert own.language == Language.SIMPLIFIED_CHINESE


def test_offsets_count_code_points() -> None:
    """Characters outside of the first plane, emoji and full-width forms move no offset."""
    text = "𠮷野家😀宣布支持“５Ｇ＋工业互联网”。𠮷野家的“5G+工业互联网”项目落地。"
    (found,) = (candidate for candidate in mine(text) if candidate.key == "5g+工业互联网")

    assert [text[m.start : m.end] for m in found.mentions] == ["“５Ｇ＋工业互联网”", "“5G+工业互联网”"]


def test_examples_are_whole_sentences_of_different_documents() -> None:
    """A heading is no example where a sentence has the term."""
    texts = ["低空经济起飞\n\n发展低空经济要因地制宜、稳步推进。", "专家认为，低空经济前景广阔，但安全是底线。"]
    documents = [document(texts[0], name="0.txt"), document(texts[1], name="1.txt")]
    documents[0] = replace(documents[0], headings=((0, 6),))
    (found,) = (candidate for candidate in mine_chinese(documents) if candidate.term == "低空经济")

    assert {usage.text for usage in found.contexts} == {
        "发展低空经济要因地制宜、稳步推进。",
        "专家认为，低空经济前景广阔，但安全是底线。",
    }


def test_a_quotation_ends_with_its_marks() -> None:
    """The marks that close a quotation belong to the sentence that they end."""
    (found,) = (c for c in mine("他说：“要发展低空经济。”低空经济潜力巨大。") if c.term == "低空经济")

    assert found.contexts[0].text in {"他说：“要发展低空经济。”", "低空经济潜力巨大。"}


def test_documents_are_counted_apart_and_added_up(articles: list[Document], base: KnownChinese) -> None:
    """Counts of parts, merged in any order, are the counts of the whole: mining may be done in blocks."""

    def counted(documents: Iterable[Document]) -> PhraseCounts:
        counts = PhraseCounts()
        for own in documents:
            counts.merge(count_phrases(cut(own, base)))
        return counts

    whole, left, right = counted(articles), counted(articles[:2]), counted(articles[2:])
    right.merge(left)

    assert (right.phrases, right.words, right.promising) == (whole.phrases, whole.words, whole.promising)
    chosen = whole.chosen()
    one, two = ([tally_phrases(cut(own, base), chosen, own.headings) for own in articles] for _ in range(2))
    forward: dict[str, Tally] = {}
    backward: dict[str, Tally] = {}
    for own in one:
        merge_tallies(forward, own)
    for own in reversed(two):
        merge_tallies(backward, own)
    assert {key: (own.frequency, own.documents, own.before) for key, own in forward.items()} == {
        key: (own.frequency, own.documents, own.before) for key, own in backward.items()
    }


def test_a_long_document_is_cut_in_stretches(articles: list[Document]) -> None:
    """A document longer than a stretch has the pieces of its whole text, and the progress is told on the way."""
    text = "\n\n".join(article.text for article in articles) * 8
    assert len(text) > 2 * LONGEST_STRETCH
    long = document(text)
    stretches = list(cut(long, KnownChinese()))
    told: list[str] = []
    found = mine_chinese([long], progress=lambda step, _done, _total: told.append(step))

    assert len(stretches) > 2
    assert all(
        fold_chinese(text[piece.start : piece.end]) == fold_chinese(piece.key) for own in stretches for piece in own
    )
    assert told.count("finding terms") > len(stretches)
    assert all(
        written_form(text[m.start : m.end]) in terms_of(candidate) for candidate in found for m in candidate.mentions
    )


def test_mining_can_be_stopped(articles: list[Document]) -> None:
    """A progress that raises ends the work at every step."""
    steps: set[str] = set()
    mine_chinese(articles, progress=lambda step, _done, _total: steps.add(step))
    assert len(steps) >= 4
    for stopped in steps:

        def stop(step: str, _done: int, _total: int, at: str = stopped) -> None:
            if step == at:
                raise Cancelled("stopped")

        with pytest.raises(Cancelled):
            mine_chinese(articles, progress=stop)


def test_a_trace_tells_why(articles: list[Document], base: KnownChinese) -> None:
    """Every form of a candidate can be asked for, its parts add up to its score, and what was dropped has a reason."""
    trace = Trace()
    for candidate in mine_chinese(articles, known=base, trace=trace):
        for form in (candidate.term, *terms_of(candidate)):
            told = explain(form, trace)
            assert told.kept
            assert told.term == candidate.term
            assert told.score == pytest.approx(candidate.score, abs=2e-3)
    dropped = [key for key in trace.notes if key not in trace.terms]
    assert dropped
    assert all(any("dropped" in note for note in trace.notes[key]) for key in dropped)


def test_strict_asks_for_more_than_one_occurrence() -> None:
    """What occurs once without marks is no candidate of a strict run, and is one of a wide one."""
    text = "当地建立生态产品价值核算制度。"

    assert mine(text, strictness=Strictness.STRICT) == []
    assert terms(mine(text, strictness=Strictness.WIDE))


_PIECES = st.sampled_from(
    [
        *"的在和，。、“”《》「」‘’（）\n 　𠮷😀Aa5-—·＋",
        "推进",
        "高质量发展",
        "全国人大",
        "一带一路",
        "3.0",
        "張三說",
        "王小明说",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_PIECES, max_size=60).map("".join),
    st.sampled_from([Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE]),
)
def test_no_text_is_too_odd(text: str, language: str) -> None:
    """Whatever stands beside what, every mention is a form of its candidate, and keys are unique."""
    known = KnownChinese.of_entries([entry("npc", "全国人民代表大会", "全国人大"), entry("bri", "“一带一路”")])
    found = mine_chinese([document(text, language=language)], known=known, strictness=Strictness.WIDE)

    assert len({candidate.key for candidate in found}) == len(found)
    for candidate in found:
        assert candidate.key == search_key(candidate.language, candidate.term)
        for mention in candidate.mentions:
            assert written_form(text[mention.start : mention.end]) in terms_of(candidate)

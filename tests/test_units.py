"""Translation units in a termbase, what was found in them, and the examples that an accepted term takes from them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from alembic import command

from glossary.concept import Document, ParallelText, ProposedEquivalent, TranslationUnit
from glossary.jobs.mining import mine_into
from glossary.jobs.undoing import redo, undo
from glossary.review import workflow
from glossary.store import schema
from glossary.store.candidates.found_equivalents import FoundEquivalent, find_found, keep_found
from glossary.store.candidates.mined import find_candidates, get_candidate
from glossary.store.database import Database, make_engine, open_database
from glossary.store.documents import add_document, set_withdrawn
from glossary.store.entries.access import get_entry
from glossary.store.integrity import find_problems
from glossary.store.log.revisions import revising
from glossary.store.units import find_parallel_texts, find_unit_contexts, keep_units
from glossary.vocabulary import Language, Method
from tests.backends import copied, place
from tests.old_termbases import FIRST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PAIRS = (
    ("The seamless customs lane opened in 𠮷安 on Monday.", "周一，无缝通关通道在𠮷安开通。"),
    ("Officials said that the seamless customs lane saves half a day.", "官员表示，无缝通关通道可节省半天时间。"),
    ("Carriers praised the digital cargo ledger.", "承运商称赞数字货运台账。"),
    ("The digital cargo ledger will be extended to the seamless customs lane.", "数字货运台账将扩展到无缝通关通道。"),
)


def text_of(pairs: Sequence[tuple[str, str]], name: str = "news") -> ParallelText:
    """Return a text and its translation, each pair a paragraph."""
    english, chinese = ("\n\n".join(side) for side in zip(*pairs, strict=True))
    return ParallelText(
        english=Document(path=f"/{name}.en.txt", text=english, hash=f"{name}{english}", language="en"),
        chinese=Document(path=f"/{name}.zh.txt", text=chinese, hash=f"{name}{chinese}", language="zh-Hans"),
        units=tuple(unit_of(english, chinese, *pair) for pair in pairs),
    )


def unit_of(english: str, chinese: str, source: str, target: str, likeness: float = 0.75) -> TranslationUnit:
    """Return the unit of a pair in its texts."""
    a, b = english.index(source), chinese.index(target)
    return TranslationUnit(
        source_start=a, source_end=a + len(source), target_start=b, target_end=b + len(target), likeness=likeness
    )


def keep(database: Database, text: ParallelText) -> tuple[int, int, bool]:
    """Keep a text; return the ids of its documents, and whether its units were new."""
    with revising(database, who="tester", action="mine") as revision:
        english, chinese = add_document(revision, text.english), add_document(revision, text.chinese)
        return english, chinese, keep_units(revision.connection, english, chinese, text.units)


def kept(database: Database) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the parallel texts of a termbase: the English path, and the sentences of the units."""
    with database.reading() as connection:
        return [
            (text.english.path, [text.sentences(unit) for unit in text.units])
            for text in find_parallel_texts(connection)
        ]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a termbase without the base in which a text with its translation was mined."""
    path = tmp_path_factory.mktemp("units") / "termbase.db"
    text = text_of(PAIRS)
    with open_database(place(path), create=True) as opened:
        mine_into(opened, [text.english, text.chinese], texts=[text], who="tester", with_base=False)
    return path


@pytest.fixture
def mined(template: Path, tmp_path: Path) -> Iterator[Database]:
    """Return a copy of that termbase for one test."""
    copied(template, tmp_path / "termbase.db")
    with open_database(place(tmp_path / "termbase.db")) as opened:
        yield opened


class TestKeeping:
    """Units outlive the mining."""

    def test_units_are_read_back_as_they_were(self, database: Database) -> None:
        """With their places, also behind characters beyond the basic plane, and how alike both sides are."""
        text = text_of(PAIRS)
        keep(database, text)
        keep(database, text_of(PAIRS[:2], "other"))
        assert kept(database) == [("/news.en.txt", list(PAIRS)), ("/other.en.txt", list(PAIRS[:2]))]
        with database.reading() as connection:
            found = next(find_parallel_texts(connection))
        assert [(unit.source_start, unit.target_end, unit.likeness) for unit in found.units] == [
            (unit.source_start, unit.target_end, unit.likeness) for unit in text.units
        ]
        assert len({unit.id for unit in found.units} - {None}) == 4

    def test_the_same_units_are_kept_once(self, database: Database) -> None:
        """Keeping them again changes no id and is nothing new."""
        assert keep(database, text_of(PAIRS))[2]
        with database.reading() as connection:
            before = list(find_parallel_texts(connection))
        assert not keep(database, text_of(PAIRS))[2]
        with database.reading() as connection:
            assert list(find_parallel_texts(connection)) == before

    def test_a_corrected_alignment_takes_the_place_of_the_old(self, database: Database) -> None:
        """Of the same two documents there is one alignment; that of others stays."""
        text = text_of(PAIRS)
        english, chinese, _ = keep(database, text)
        keep(database, text_of(PAIRS[:2], "other"))
        with database.writing() as connection:
            assert keep_units(connection, english, chinese, text.units[1:3])
        assert sorted(kept(database)) == [("/news.en.txt", list(PAIRS[1:3])), ("/other.en.txt", list(PAIRS[:2]))]
        with database.reading() as connection:
            assert list(find_problems(connection)) == []

    @pytest.mark.parametrize("side", [0, 1])
    def test_units_of_withdrawn_documents_rest(self, database: Database, side: int) -> None:
        """A text without its translation is none, until that comes back."""
        document = keep(database, text_of(PAIRS))[side]
        with revising(database, who="tester", action="mine") as revision:
            set_withdrawn(revision, document, withdrawn=True)
        assert kept(database) == []
        with revising(database, who="tester", action="mine") as revision:
            set_withdrawn(revision, document, withdrawn=False)
        assert kept(database) == [("/news.en.txt", list(PAIRS))]

    def test_a_new_version_of_a_file_withdraws_the_units_of_the_old(self, database: Database) -> None:
        """What is mined again after a change has its own units."""
        keep(database, text_of(PAIRS))
        keep(database, text_of(PAIRS[:3]))
        assert kept(database) == [("/news.en.txt", list(PAIRS[:3]))]

    def test_a_unit_is_a_usage_example_in_both_languages(self, database: Database) -> None:
        """With the documents that its sentences stand in, and where."""
        english, chinese, _ = keep(database, text_of(PAIRS))
        with database.reading() as connection:
            unit = next(find_parallel_texts(connection)).units[1]
            found = find_unit_contexts(connection, [unit.id or 0, 999, unit.id or 0])
        assert list(found) == [unit.id]
        ours, theirs = found[unit.id or 0]
        assert (ours.text, theirs.text) == PAIRS[1]
        assert (ours.document, theirs.document) == (english, chinese)
        assert (ours.start, ours.end) == (unit.source_start, unit.source_end)
        assert (theirs.start, theirs.end) == (unit.target_start, unit.target_end)
        assert "news.zh.txt" in (theirs.source or "")


class TestFound:
    """What documents were found to call terms."""

    def proposal(self, term: str, unit_id: int | None = None) -> ProposedEquivalent:
        """Return a proposal."""
        return ProposedEquivalent(
            term=term,
            language=Language.SIMPLIFIED_CHINESE,
            method=Method.PARALLEL,
            confidence=0.8,
            source="news",
            evidence="A ⇔ 乙",
            unit_id=unit_id,
        )

    def test_what_was_found_is_read_back(self, database: Database) -> None:
        """By language and key, likeliest first, and only while its document belongs to the corpus."""
        _, chinese, _ = keep(database, text_of(PAIRS))
        key = ("en", "seamlesscustomslane")
        answers = [FoundEquivalent(self.proposal(term), chinese) for term in ("无缝通关通道", "通关通道")]
        with database.writing() as connection:
            keep_found(connection, {key: answers, ("en", "other"): []})
        with database.reading() as connection:
            assert find_found(connection) == {key: answers}
        with revising(database, who="tester", action="mine") as revision:
            set_withdrawn(revision, chinese, withdrawn=True)
            assert find_found(revision.connection) == {}

    def test_what_is_found_anew_takes_its_place(self, database: Database) -> None:
        """Of the same terms; a term with nothing loses what it had, others keep theirs."""
        _, chinese, _ = keep(database, text_of(PAIRS))
        old = [FoundEquivalent(self.proposal("旧"), chinese)]
        new = [FoundEquivalent(self.proposal("新"), chinese)]
        with database.writing() as connection:
            keep_found(connection, {("en", "a"): old, ("en", "b"): old, ("en", "c"): old})
            keep_found(connection, {("en", "a"): new, ("en", "b"): []})
            assert find_found(connection) == {("en", "c"): old, ("en", "a"): new}

    def test_it_goes_with_its_unit(self, database: Database) -> None:
        """An alignment that was corrected takes what was found in the wrong one along."""
        english, chinese, _ = keep(database, text_of(PAIRS))
        with database.writing() as connection:
            units = next(find_parallel_texts(connection)).units
            keep_found(connection, {("en", "a"): [FoundEquivalent(self.proposal("词", units[0].id), chinese)]})
            keep_units(connection, english, chinese, units[2:])
            assert find_found(connection) == {}
            assert list(find_problems(connection)) == []


class TestMined:
    """Mining a text with its translation."""

    def test_equivalents_name_their_unit(self, mined: Database) -> None:
        """A candidate has what its translation calls it, with both sentences as evidence."""
        with mined.reading() as connection:
            candidate = get_candidate(connection, "seamless customs lane")
            first = candidate.equivalents[0]
            contexts = find_unit_contexts(connection, [first.unit_id or 0])[first.unit_id or 0]
        assert (first.term, first.method, first.pinyin) == ("无缝通关通道", "parallel", "wúfèng tōngguān tōngdào")
        assert first.evidence == f"{contexts[0].text} ⇔ {contexts[1].text}"
        assert (contexts[0].text, contexts[1].text) in PAIRS

    @pytest.mark.parametrize("choice", ["1", "无缝通关通道"])
    def test_accepting_brings_the_sentence_pair(self, mined: Database, choice: str) -> None:
        """By number or by name: the English term has the sentence, the Chinese its translation, as first example."""
        with revising(mined, who="tester", action="accept") as revision:
            entry = workflow.accept(revision, "seamless customs lane", equivalents=[choice])
        with mined.reading() as connection:
            stored = get_entry(connection, entry.id)
        shown = {term.term: term.contexts[0].text for _, term in stored.find_terms() if term.contexts}
        assert (shown["seamless customs lane"], shown["无缝通关通道"]) in PAIRS
        texts = [context.text for _, term in stored.find_terms() for context in term.contexts]
        assert len(texts) == len(set(texts))

    def test_a_typed_equivalent_has_no_example(self, mined: Database) -> None:
        """What no unit has was not seen in one."""
        with revising(mined, who="tester", action="accept") as revision:
            entry = workflow.accept(revision, "seamless customs lane", equivalents=["零障碍通关带"])
        assert [term.contexts for _, term in entry.find_terms("zh-Hans")] == [()]

    def test_undo_takes_the_texts_back(self, mined: Database) -> None:
        """An undone mining leaves neither units nor what was found in them; redo brings both again."""

        def state() -> tuple[object, ...]:
            with mined.reading() as connection:
                assert list(find_problems(connection)) == []
                candidates = list(find_candidates(connection))
                found = {key: [each.proposal.term for each in all_] for key, all_ in find_found(connection).items()}
                return found, [(each.term, [e.term for e in each.equivalents]) for each in candidates], kept(mined)

        before = state()
        undo(mined, who="tester")
        assert state() == ({}, [], [])
        redo(mined)
        assert state() == before

    def test_undoing_an_acceptance_leaves_the_units(self, mined: Database) -> None:
        """The candidate is there again with its proposal, and can be accepted anew."""
        with mined.reading() as connection:
            before = get_candidate(connection, "seamless customs lane").equivalents
        for _ in range(2):
            with revising(mined, who="tester", action="accept") as revision:
                workflow.accept(revision, "seamless customs lane", equivalents=["1"])
            undo(mined, who="tester")
        with mined.reading() as connection:
            assert get_candidate(connection, "seamless customs lane").equivalents == before
        assert kept(mined) == [("/news.en.txt", list(PAIRS))]

    def test_mining_again_keeps_what_was_found(self, mined: Database) -> None:
        """The same text, and then another document, change neither units nor equivalents."""
        with mined.reading() as connection:
            before = get_candidate(connection, "seamless customs lane").equivalents
        text = text_of(PAIRS)
        mine_into(mined, [text.english, text.chinese], texts=[text], who="tester", with_base=False)
        other = Document(path="/o.txt", text="The seamless customs lane works well.", hash="o", language="en")
        mine_into(mined, [other], who="tester", with_base=False)
        with mined.reading() as connection:
            candidate = get_candidate(connection, "seamless customs lane")
        assert candidate.frequency == 4
        assert candidate.equivalents == before
        assert kept(mined) == [("/news.en.txt", list(PAIRS))]


@pytest.mark.files
def test_a_termbase_with_proposals_is_upgraded(tmp_path: Path) -> None:
    """One of the schema before units keeps its proposals, which name no unit, and can hold units afterwards."""
    path = tmp_path / "old.db"
    engine = make_engine(str(path)).execution_options(begin_immediate=True)
    with engine.begin() as connection:
        command.upgrade(schema.alembic_config(connection), "first_schema")
    raw = sqlite3.connect(path)
    raw.executescript(FIRST_ROWS)
    raw.close()
    with engine.begin() as connection:
        command.upgrade(schema.alembic_config(connection), "lookup_misses")
    engine.dispose()
    with open_database(place(path), upgrade=True) as database:
        with database.reading() as connection:
            candidate = get_candidate(connection, "railway")
            assert [(each.term, each.confidence, each.unit_id) for each in candidate.equivalents] == [
                ("铁路", 0.9, None)
            ]
            assert list(find_parallel_texts(connection)) == []
            assert find_found(connection) == {}
        keep(database, text_of(PAIRS))
        assert kept(database) == [("/news.en.txt", list(PAIRS))]
        with database.reading() as connection:
            assert list(find_problems(connection)) == []
            assert get_entry(connection, "forces").id == "forces"

"""A Chinese candidate is accepted in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.errors import Conflict, InputError
from glossary.jobs.proposing import propose
from glossary.review import workflow
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from glossary.store.database import Database


@pytest.mark.parametrize(("term", "language"), [("零碳园区", "zh-Hans"), ("零碳園區", "zh-Hant")])
def test_a_chinese_candidate_makes_a_chinese_term(database: Database, term: str, language: str) -> None:
    """Its term is Chinese with pinyin and example, its equivalents are English, by number or written."""
    propose(database, term, who="Li Mei", equivalents=["zero-carbon park"], context=f"建设{term}。", source="新华社")
    with revising(database, who="Li Mei", action="accept") as revision:
        entry = workflow.accept(revision, term, equivalents=["1", "net-zero park"])
    terms = [(of, t.term, t.status.value, t.pinyin) for of, t in entry.find_terms()]
    assert terms == [
        ("en", "zero-carbon park", "preferred", None),
        ("en", "net-zero park", "admitted", None),
        (language, term, "preferred", "língtàn yuánqū"),
    ]
    assert entry.sections[1].terms[0].contexts[0].text == f"建设{term}。"
    with pytest.raises(Conflict):
        propose(database, term, who="Li Mei")


def test_the_equivalent_of_a_chinese_candidate_is_english(database: Database) -> None:
    """Chinese for Chinese, and pinyin for English, are refused."""
    propose(database, "零碳园区", who="Li Mei")
    for choices, reading in ((["零碳产业园"], None), (["zero-carbon park"], "líng tàn"), (["2"], None)):
        with revising(database, who="Li Mei", action="accept") as revision, pytest.raises(InputError):
            workflow.accept(revision, "零碳园区", equivalents=choices, reading=reading)


def test_a_chinese_candidate_is_merged_as_chinese(database: Database) -> None:
    """Merging adds it to the Chinese terms of the entry."""
    propose(database, "zero-carbon park", who="Li Mei", equivalents=["零碳园区"])
    propose(database, "零碳产业园", who="Li Mei")
    with revising(database, who="Li Mei", action="accept") as revision:
        entry = workflow.accept(revision, "zero-carbon park", equivalents=["1"])
    with revising(database, who="Li Mei", action="merge") as revision:
        merged = workflow.merge(revision, "零碳产业园", entry.id)
    assert [t.term for _, t in merged.find_terms("zh-Hans")] == ["零碳园区", "零碳产业园"]
    assert [t.term for _, t in merged.find_terms("en")] == ["zero-carbon park"]

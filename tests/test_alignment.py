"""Which sentences of a text are translated by which of its translation."""

from __future__ import annotations

import random
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.concept import Document
from glossary.errors import Cancelled
from glossary.jobs.parallel.aligning import align_documents, are_lines_parallel
from glossary.jobs.seeds import load_base
from glossary.mine.alignment import Bead, align_sentences
from glossary.mine.encoding import Encoder, load_encoder
from tests.benchmarks.bilingual.alignment import Block, make_blocks
from tests.benchmarks.bilingual.alignment import ours as aligned

if TYPE_CHECKING:
    from collections.abc import Sequence


ENGLISH = (
    "The port opened a new berth on Monday.",
    "It can handle 120,000 containers a year.",
    "Officials said that customs clearance now takes half a day.",
    "The mayor thanked the dockers.",
    "Next year the railway will reach Laos.",
)
CHINESE = (
    "周一，该港口启用了一个新泊位。",
    "每年可处理12万标准箱。",
    "官员表示，通关时间现在只需半天。",
    "市长向码头工人表示感谢。",
    "明年，铁路将通到老挝。",
)

texts = st.lists(st.text(alphabet="ab 12C好的𠮷，。", max_size=30), max_size=14)


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, str]]:
    """Return the examples of the curated base with their translations."""
    found = []
    for entry in load_base():
        english = [context.text for _, term in entry.find_terms("en") for context in term.contexts]
        chinese = [context.text for _, term in entry.find_terms("zh-Hans") for context in term.contexts]
        if english and chinese:
            found.append((english[0], chinese[0]))
    return found


def places(beads: Sequence[Bead]) -> list[tuple[list[int], list[int]]]:
    """Return the numbers of the sentences of each bead."""
    return [(list(bead.sources), list(bead.targets)) for bead in beads]


def f1(blocks: list[Block], encoder: Encoder | None) -> float:
    """Return how many beads are found, and how many of those found are right, as one figure."""
    found = [aligned(block, encoder) for block in blocks]
    hits = sum(len(beads & block.beads) for beads, block in zip(found, blocks, strict=True))
    return 2 * hits / sum(len(beads) + len(block.beads) for beads, block in zip(found, blocks, strict=True))


def check_partition(beads: Sequence[Bead], sources: int, targets: int) -> None:
    """Every sentence of both sides is in exactly one bead, in order, and no bead is empty or too large."""
    assert [i for bead in beads for i in bead.sources] == list(range(sources))
    assert [j for bead in beads for j in bead.targets] == list(range(targets))
    for bead in beads:
        assert 1 <= len(bead.sources) + len(bead.targets) <= 6
        assert max(len(bead.sources), len(bead.targets)) <= 3
        assert 0 <= bead.likeness <= 1 + 1e-6
        assert bead.likeness == 0 or (bead.sources and bead.targets)


@given(texts, texts)
def test_every_sentence_is_in_one_bead(sources: list[str], targets: list[str]) -> None:
    """Whatever the texts are, blank and empty ones too, without an encoder."""
    check_partition(align_sentences(sources, targets), len(sources), len(targets))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(ENGLISH), max_size=4), st.lists(st.sampled_from((*CHINESE, "", "𠮷")), max_size=4))
def test_every_sentence_is_in_one_bead_by_meaning(sources: list[str], targets: list[str]) -> None:
    """The same with an encoder: repeated, swapped, missing and empty sentences."""
    check_partition(align_sentences(sources, targets, load_encoder()), len(sources), len(targets))


def test_sentences_that_follow_each_other_belong_together(encoder: Encoder) -> None:
    """A translation sentence by sentence is aligned so, with and without an encoder."""
    one_by_one = [([i], [i]) for i in range(len(ENGLISH))]
    assert places(align_sentences(ENGLISH, CHINESE, encoder)) == one_by_one
    assert places(align_sentences(ENGLISH, CHINESE)) == one_by_one


def test_the_languages_may_be_swapped(encoder: Encoder) -> None:
    """From Chinese to English it is found as well."""
    beads = align_sentences(CHINESE, [" ".join(ENGLISH[:2]), *ENGLISH[2:]], encoder)
    assert places(beads) == [([0, 1], [0]), ([2], [1]), ([3], [2]), ([4], [3])]


def test_joined_and_missing_sentences_are_found(encoder: Encoder) -> None:
    """Two sentences may be translated by one; what has no translation stands alone, with likeness 0."""
    targets = ["来源：新华社", CHINESE[0] + CHINESE[1], CHINESE[2], CHINESE[4]]
    beads = align_sentences(ENGLISH, targets, encoder)
    assert places(beads) == [([], [0]), ([0, 1], [1]), ([2], [2]), ([3], []), ([4], [3])]
    assert [bead.likeness == 0 for bead in beads] == [True, False, False, True, False]
    assert min(bead.likeness for bead in beads if bead.likeness) > 0.4


def test_an_empty_side_leaves_everything_out() -> None:
    """Nothing is translated by nothing."""
    assert align_sentences([], []) == []
    assert places(align_sentences(ENGLISH[:2], [])) == [([0], []), ([1], [])]
    assert places(align_sentences([], CHINESE[:2], load_encoder())) == [([], [0]), ([], [1])]


def test_an_excerpt_is_found_in_a_longer_text(encoder: Encoder, examples: list[tuple[str, str]]) -> None:
    """Where only the middle of a text was translated, that is what is paired."""
    part = examples[20:60]
    beads = align_sentences([pair[0] for pair in part], [pair[1] for pair in part[15:25]], encoder)
    paired = [pair for pair in places(beads) if pair[0] and pair[1]]
    assert sum(pair in paired for pair in (([i + 15], [i]) for i in range(10))) >= 8
    check_partition(beads, 40, 10)
    english, chinese = [pair[0] for pair in part[15:25]], [pair[1] for pair in part]
    paired = places(align_sentences(english, chinese, encoder))
    assert sum(pair in paired for pair in (([i], [i + 15]) for i in range(10))) >= 8


def test_disturbed_texts_are_aligned(encoder: Encoder, examples: list[tuple[str, str]]) -> None:
    """With 5 % of the sentences left out and 15 % joined on both sides, most beads are right."""
    assert f1(make_blocks(examples, seed=8, count=1, size=60), encoder) >= 0.9
    # The examples are of like length and have hardly a number: little to go by for who can't read them.
    assert f1(make_blocks(examples, seed=8, count=10), None) >= 0.33


def test_it_is_the_same_every_time(encoder: Encoder, examples: list[tuple[str, str]]) -> None:
    """The same texts give the same beads, likeness included."""
    block = make_blocks(examples, seed=8, count=1, size=60)[0]
    for knows in (encoder, None):
        assert align_sentences(*block[:2], knows) == align_sentences(*block[:2], knows)


@pytest.mark.parametrize("targets", [2000, 300])
def test_long_texts_need_little_memory(targets: int, examples: list[tuple[str, str]]) -> None:
    """Two thousand sentences are aligned in pieces, also with a translation of a part, in less than 300 MB."""
    chance = random.Random(3)  # noqa: S311 - no secret is made of it
    english = [f"{chance.choice(examples)[0]} No. {number}." for number in range(2000)]
    chinese = [f"{chance.choice(examples)[1]}第{number}号。" for number in range(targets)]
    tracemalloc.start()
    beads = align_sentences(english, chinese)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    check_partition(beads, 2000, targets)
    assert peak < 300e6


def test_long_texts_are_aligned_between_anchors() -> None:
    """Beyond the size of a piece, what was left out at the beginning shifts nothing at the end."""
    english = [f"Article {number} of the {number * 7}th list names {number * 13} ports." for number in range(1200)]
    chinese = [f"第{number * 7}份清单第{number}条列出{number * 13}个港口。" for number in range(1200)]
    beads = align_sentences(english[40:], chinese)
    paired = {(tuple(bead.sources), tuple(bead.targets)) for bead in beads if bead.sources and bead.targets}
    right = sum(((i,), (i + 40,)) in paired for i in range(1160))
    check_partition(beads, 1160, 1200)
    assert right >= 1100


def test_progress_is_told_and_work_can_be_cancelled() -> None:
    """A long alignment says how far it is; whoever is told may stop it."""
    told: list[str] = []

    def stop(what: str, done: int, total: int) -> None:
        told.append(f"{what} {done}/{total}")
        raise Cancelled

    with pytest.raises(Cancelled):
        align_sentences(ENGLISH, CHINESE, None, stop)
    assert told == ["aligning sentences 0/1"]


def test_units_are_places_in_both_documents(encoder: Encoder) -> None:
    """Offsets of an aligned text find the sentences, beyond the basic plane too; what is left out is in none."""
    sentences = ("𠮷野家 (Yoshinoya) opened two restaurants in Nanning.", *ENGLISH)
    translations = ("𠮷野家在南宁开了两家餐厅。", *CHINESE)
    left_out = "昨天夜里山区下了大雪，气象台发布了道路结冰预警。"
    english = Document(path="en.txt", text=" ".join(sentences), hash="1", language="en")
    chinese = Document(path="zh.txt", text=f"{left_out}\n\n{''.join(translations)}", hash="2", language="zh-Hans")
    text = align_documents(english, chinese, encoder)
    assert [text.sentences(unit) for unit in text.units] == list(zip(sentences, translations, strict=True))
    assert all(0 < unit.likeness <= 1 for unit in text.units)


class TestLines:
    """Files that have a sentence a line, each with its translation at the same place."""

    def test_lines_of_translations_are_parallel(self, encoder: Encoder) -> None:
        """As corpora are kept; without an encoder by their lengths."""
        assert are_lines_parallel(ENGLISH, CHINESE, encoder)
        assert are_lines_parallel(ENGLISH, CHINESE, None)

    def test_other_texts_are_not(self, encoder: Encoder, examples: list[tuple[str, str]]) -> None:
        """Shuffled lines, shifted ones, and lines of other numbers are texts to be aligned."""
        english, chinese = [pair[0] for pair in examples[:40]], [pair[1] for pair in examples[:40]]
        shuffled = list(chinese)
        random.Random(1).shuffle(shuffled)  # noqa: S311 - no secret is made of it
        assert are_lines_parallel(english, chinese, encoder)
        assert not are_lines_parallel(english, shuffled, encoder)
        assert not are_lines_parallel(english, [*chinese[1:], chinese[0]], encoder)
        assert not are_lines_parallel(english, chinese[:-1], encoder)
        # Of one article, where the next line is on the same matter.
        assert not are_lines_parallel(ENGLISH, [*CHINESE[1:], CHINESE[0]], encoder)

    def test_blank_lines_part_paragraphs(self) -> None:
        """A text with blank lines is prose, and one line is no list."""
        assert not are_lines_parallel([*ENGLISH, ""], [*CHINESE, ""], None)
        assert not are_lines_parallel(["", *ENGLISH], [*CHINESE, "完"], None)
        assert not are_lines_parallel(ENGLISH[:1], CHINESE[:1], None)
        assert not are_lines_parallel([], [], None)

    def test_lines_of_very_different_lengths_are_not(self) -> None:
        """A heading beside a paragraph is no translation, even where nothing knows what they mean."""
        assert not are_lines_parallel(
            [ENGLISH[0] * 9, "No.", ENGLISH[1] * 9, "Yes."], ["好。", CHINESE[0] * 9] * 2, None
        )


def test_vectors_are_computed_once(encoder: Encoder) -> None:
    """What was encoded is remembered, so that a text aligned again is nearly free, and it stays the same."""
    first = encoder.encode(CHINESE)
    assert np.array_equal(first, encoder.encode(CHINESE))
    assert np.allclose(np.linalg.norm(first, axis=1), 1, atol=1e-4)
    assert encoder.encode([]).shape == (0, first.shape[1])

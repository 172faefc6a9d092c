"""Whatever a text holds, cleaning, recognition and pinyin make something of it, and say rightly where it stands."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings

from glossary.jobs.annotating import Annotator
from glossary.lookup.live import LiveTermbase
from glossary.lookup.recognition.recogniser import Recogniser
from glossary.store.reader import open_reader
from glossary.text.chinese import chinese_writing, fold_chinese, split_characters, to_simplified, to_traditional
from glossary.text.cleaning.pipeline import clean
from glossary.text.english.folding import fold
from glossary.text.language import detect_language, language_of_term
from glossary.text.markup import kinds
from glossary.text.markup.ignores import find_ignores
from glossary.text.markup.prose import prose_spans
from glossary.text.pinyin import initials, joined, pinyin, plain, syllables, validate
from tests.properties.texts import QUERIES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LIMITS = settings(
    max_examples=3000 if os.environ.get("THOROUGH") else 120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
#: Nobody waits longer for ten megabytes, on the slowest machine; what grows with the square takes hours.
PATIENCE = 120.0


@LIMITS
@given(TEXTS)
def test_cleaning_never_fails(text: str) -> None:
    """What is left has no halves of characters, and nothing that no database takes."""
    cleaned = clean(text)

    assert not any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in cleaned.text)


@LIMITS
@given(TEXTS)
def test_pinyin_never_fails(text: str) -> None:
    """Readings, and what is asked of readings, of anything."""
    reading = pinyin(text)

    for ask in (initials, joined, plain, syllables):
        ask(reading)
        ask(text)
    validate(text, reading)
    validate(text, text)


@LIMITS
@given(TEXTS)
def test_keys_never_fail(text: str) -> None:
    """The forms under which terms are kept, in both languages and writings."""
    for form in (fold, fold_chinese, split_characters, to_simplified, to_traditional, chinese_writing):
        form(text)
    detect_language(text)
    language_of_term(text)


@pytest.fixture(scope="module")
def recogniser(mined_file: Path) -> Recogniser:
    """Return one that knows the terms of the curated base."""
    with open_reader(str(mined_file)) as reader:
        return Recogniser(reader.rows("SELECT id, entry_id, language, status, term FROM term_sections"))


@LIMITS
@given(TEXTS)
@example("ﷺ新质生产力\u0301\ufeffnew quality productive forces")
@example("İ" * 50 + "new quality productive forces")
def test_terms_stand_where_they_are_said_to(recogniser: Recogniser, text: str) -> None:
    """Places are within the text, in order, none over another, and each has a term."""
    last = 0
    for span in recogniser.find(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end
    for span in recogniser.find_all(text):
        assert 0 <= span.start < span.end <= len(text)


@LIMITS
@given(TEXTS)
def test_markup_is_never_outside_of_the_text(text: str) -> None:
    """What is prose, in any language of markup, is a part of the text; the parts are in order."""
    for kind in ("plain", "markdown", "html", "latex", "python", "xml"):
        last = 0
        for start, end in prose_spans(text, kind):
            assert last <= start <= end <= len(text)
            last = end
        find_ignores(text, kinds.kind_of(kind))


@LIMITS
@given(TEXTS)
def test_annotations_are_of_the_text(annotator: Annotator, text: str) -> None:
    """Each says a piece of the text, and where it is."""
    for annotation in annotator.annotate(text):
        assert text[annotation.start : annotation.end] == annotation.text


@pytest.fixture(scope="module")
def annotator(mined_file: Path) -> Iterator[Annotator]:
    """Return one that knows the terms of the curated base."""
    live = LiveTermbase(str(mined_file))
    yield Annotator(live)
    live.close()


_MEGABYTES = {
    "one letter": "a" * 10_000_000,
    "one character": "行" * 3_300_000,
    "combining marks": "e" + "\u0301" * 5_000_000,
    "quotes": '"' * 10_000_000,
    "brackets": "(" * 5_000_000 + ")" * 5_000_000,
    "blanks": " " * 10_000_000,
    "lines": "a\n" * 5_000_000,
    "half a term": "new quality productive " * 450_000,
    "a term": "新质生产力" * 650_000,
    "digits": "1" * 10_000_000,
}


@pytest.mark.parametrize("name", _MEGABYTES)
@pytest.mark.parametrize("does", [fold, fold_chinese, split_characters, joined], ids=lambda does: does.__name__)
def test_ten_megabytes_are_no_matter(name: str, does: Callable[[str], object]) -> None:
    """The time of no form of a text grows with the square of its length."""
    begun = time.process_time()
    does(_MEGABYTES[name])
    assert time.process_time() - begun < PATIENCE


@pytest.mark.parametrize("name", _MEGABYTES)
def test_terms_are_found_in_ten_megabytes(recogniser: Recogniser, name: str) -> None:
    """Nor does that of recognition."""
    begun = time.process_time()
    spans = recogniser.find(_MEGABYTES[name])
    assert time.process_time() - begun < PATIENCE
    assert bool(spans) == (name == "a term")


@LIMITS
@given(QUERIES)
def test_the_language_of_a_query_is_one(text: str) -> None:
    """Whatever is asked for is taken for English or Chinese."""
    assert language_of_term(text).value.partition("-")[0] in {"en", "zh"}

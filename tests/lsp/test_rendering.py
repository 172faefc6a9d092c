"""How entries are shown, and what of a line may be the beginning of a term."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossary.serve.lsp.rendering import render_entry, render_file
from glossary.serve.lsp.sentences import sentence_around
from glossary.serve.lsp.typing_prefix import find_prefixes

ODD = "a*b_c<d>[e](f)`g`~~h~~ & #1 | \\ !x"


def term(text: str, language: str, status: str = "preferred", pinyin: str | None = None) -> dict[str, Any]:
    """Return a term as the contract has it."""
    return {"term": text, "language": language, "status": status, "pinyin": pinyin, "note": None, "source": None}


def entry(*terms: dict[str, Any], **more: object) -> dict[str, Any]:
    """Return an entry as the contract has it."""
    shape: dict[str, Any] = {"id": "e", "subject_field": None, "definition": None, "terms": list(terms)}
    return {**shape, "contexts": [], "notes": [], "references": [], **more}


def words_of(markdown: str) -> str:
    """Return what a reader of Markdown sees, by another program."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    return "".join(child.content or ("\n" if child.type.endswith("break") else "") for child in inner)


@pytest.mark.parametrize("text", [ODD, "**", "_", "<b>", "C++", "[x]: y", "~~", "***a***", "🀄 𠮷*"])
def test_marks_of_markdown_in_a_term_are_its_letters(text: str) -> None:
    """A term is shown as it is written, whatever it is made of."""
    shown = render_entry(entry(term(text, "en"), term("𠮷" + text, "zh-Hans")), text, "en", examples=1, markdown=True)

    assert words_of(shown).split("\n")[:2] == [text, "𠮷" + text]
    assert text in words_of(render_file(entry(term(text, "en"), definition=text)))


def test_plain_text_has_no_marks() -> None:
    """Where no Markdown is shown there is none."""
    shape = entry(
        term("old name", "en", "deprecated"),
        term("new name", "en"),
        term("名", "zh-Hans", pinyin="míng"),
        term("旧名", "zh-Hans", "superseded"),
        contexts=[{"text": "A new name.", "language": "en", "source": "us"}],
        subject_field="names",
        definition="What it is.",
    )

    assert render_entry(shape, "old name", "en", examples=1, markdown=False) == (
        "old name  ⚠ deprecated → new name\n名  míng\nnot: 旧名\n\nnames — What it is.\n\n“A new name.” — us"
    )


def test_examples_are_of_both_languages_where_there_is_room() -> None:
    """One example is in the language of the term, the second in the other one."""
    contexts = [
        {"text": text, "language": language, "source": ""}
        for text, language in (("One.", "en"), ("Two.", "en"), ("一。", "zh-Hans"))
    ]
    shape = entry(term("x", "en"), contexts=contexts)

    shown = {
        count: render_entry(shape, "x", "en", examples=count, markdown=False).split("\n\n")[1:] for count in range(4)
    }

    assert shown == {0: [], 1: ["“One.”"], 2: ["“One.”", "“一。”"], 3: ["“One.”", "“Two.”", "“一。”"]}


@given(st.text(st.sampled_from("ab N-' .，，汉字𠮷“”1é😀\t"), max_size=30), st.integers(1, 4))
def test_a_prefix_is_what_stands_at_the_end(line: str, min_letters: int) -> None:
    """Every prefix ends where the cursor is, the longest comes first, and none is empty."""
    prefixes = list(find_prefixes(line, min_letters=min_letters))

    assert all(line.endswith(prefix) and prefix.strip() for prefix in prefixes)
    assert prefixes == sorted(set(prefixes), key=len, reverse=True)


@pytest.mark.parametrize(
    ("text", "selected", "sentence"),
    [
        ("First. The second one is here! Third.", "second one", "The second one is here!"),
        ("第一句。第二句在这里。第三句。", "第二句", "第二句在这里。"),
        ("A title\n\nBroken over\ntwo lines, all of it.", "two lines", "Broken over two lines, all of it."),
        ("alone", "alone", None),
        ("x " * 500, "x", None),
    ],
)
def test_the_sentence_around_a_selection(text: str, selected: str, sentence: str | None) -> None:
    """What is selected is shown in its sentence; alone, or in a text without end, it has none."""
    start = text.index(selected, len(text) // 3) if sentence is None and len(text) > 99 else text.index(selected)

    assert sentence_around(text, start, start + len(selected)) == sentence

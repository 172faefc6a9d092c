"""What the language server shows, offers and finds, as an editor sees it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from glossary.concept import Context, Document
from glossary.review import workflow
from glossary.store.database import open_database
from glossary.store.documents import add_document
from glossary.store.entries.access import get_entry
from glossary.store.log.revisions import revising
from tests.lsp.client import CAPABILITIES, span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.lsp.client import Editor

TEXT = (
    "Local governments foster new quality productive forces.\n"
    "\n"
    "😀 We speak of new-type productive forces and of the 15th Five-Year Plan; 发展新质生产力。\n"
)


def text_of(hover: Mapping[str, Any]) -> str:
    """Return what a hover says."""
    value: str = hover["contents"]["value"]
    return value


def test_hover_tells_the_term_its_chinese_and_its_pinyin(editor: Editor) -> None:
    """The longest term under the cursor, with equivalents, pinyin, field, definition, examples and source."""
    uri = editor.open("a.txt", TEXT)

    found = editor.hover(uri, 0, 40)

    assert found["range"] == span(0, 25, 54)
    assert found["contents"]["kind"] == "markdown"
    text = text_of(found)
    for part in ("**new quality productive forces**", "**新质生产力**", "xīnzhì shēngchǎnlì", "*Traditional*", "> "):
        assert part in text


def test_hover_tells_what_to_use_instead(editor: Editor) -> None:
    """A deprecated term is marked, and the preferred one stands beside it."""
    uri = editor.open("a.txt", TEXT)

    text = text_of(editor.hover(uri, 2, 20))

    assert "⚠ *deprecated* → **new quality productive forces**" in text


def test_hover_finds_chinese_and_the_terms_within(editor: Editor) -> None:
    """Between Chinese characters a term begins anywhere; shorter terms within it are told below."""
    uri = editor.open("a.txt", TEXT)
    chinese = TEXT.splitlines()[2].index("新质")

    found = editor.hover(uri, 2, chinese + 1 + 1)

    assert found["range"] == span(2, chinese + 1, chinese + 6)
    assert text_of(found).startswith("**新质生产力**")


def test_hover_sees_through_emphasis(editor: Editor) -> None:
    """Marks of Markdown within a term are none of its letters; in code a term is told as well."""
    uri = editor.open(
        "a.md", "We foster new **quality** productive forces and `new quality productive forces`.", "markdown"
    )

    assert editor.hover(uri, 0, 20)["range"] == span(0, 10, 43)
    assert editor.hover(uri, 0, 60)["range"] == span(0, 49, 78)


def test_hover_is_plain_where_the_editor_shows_no_markdown(launch: Callable[..., Editor]) -> None:
    """An editor that asks for plain text gets no marks."""
    editor = launch()
    editor.start({**CAPABILITIES, "textDocument": {"hover": {"contentFormat": ["plaintext"]}}})
    uri = editor.open("a.txt", TEXT)

    found = editor.hover(uri, 0, 30)

    assert found["contents"]["kind"] == "plaintext"
    assert "*" not in text_of(found)
    assert "新质生产力  xīnzhì shēngchǎnlì" in text_of(found)


def test_hover_says_nothing_where_no_term_is(editor: Editor) -> None:
    """Between terms, in an unknown document and beyond the end there is nothing to show."""
    uri = editor.open("a.txt", TEXT)

    assert editor.hover(uri, 1, 0) is None
    assert editor.hover(uri, 99, 99) is None
    assert editor.hover("untitled:nowhere", 0, 0) is None


@pytest.mark.parametrize(
    ("typed", "label", "prefix"),
    [
        ("xzscl", "新质生产力", "xzscl"),
        ("推动xzscl", "新质生产力", "xzscl"),
        ("the new qual", "new quality productive forces", "new qual"),
        ("of new-qual", "new quality productive forces", "new-qual"),
        ("我们要推动新质", "新质生产力", "新质"),
        ("xinzhi", "新质生产力", "xinzhi"),
        ("😀 new qual", "new quality productive forces", "new qual"),
    ],
)
def test_completion_replaces_what_was_typed(editor: Editor, typed: str, label: str, prefix: str) -> None:
    """By English words, initials, pinyin and characters; the edit covers exactly what stands for the term."""
    uri = editor.open("a.txt", typed)
    end = len(typed.encode("utf-16-le")) // 2

    items = editor.complete(uri, 0, end)

    item = next(item for item in items if item["label"] == label)
    assert item["textEdit"]["range"] == span(0, end - len(prefix), end)
    assert item["textEdit"]["newText"] == label
    assert item["filterText"].startswith(prefix)
    assert len(items) <= 30


def test_completion_offers_the_equivalent_as_well(editor: Editor) -> None:
    """Who types English can have the Chinese, and the other way round, right behind the term itself."""
    uri = editor.open("a.txt", "new quality prod")

    labels = [item["label"] for item in sorted(editor.complete(uri, 0, 16), key=lambda item: item["sortText"])]

    assert labels[:2] == ["new quality productive forces", "新质生产力"]


def test_completion_keeps_the_capital_of_a_sentence(editor: Editor) -> None:
    """What begins a sentence is written with a capital."""
    uri = editor.open("a.txt", "New qual")

    item = editor.complete(uri, 0, 8)[0]

    assert item["textEdit"]["newText"] == "New quality productive forces"


@pytest.mark.parametrize("typed", ["", "n", "the ", "of the ", "and ", " ", "！", "𝒳", "word. "])
def test_completion_keeps_quiet(editor: Editor, typed: str) -> None:
    """One letter, a word of grammar, or nothing at all brings no list."""
    uri = editor.open("a.txt", typed)

    assert editor.complete(uri, 0, 50) == []


def test_resolving_a_completion_tells_the_entry(editor: Editor) -> None:
    """What is shown beside the list has pinyin and definition."""
    uri = editor.open("a.txt", "xzscl")

    item = editor.request("completionItem/resolve", editor.complete(uri, 0, 5)[0])

    assert "xīnzhì shēngchǎnlì" in item["documentation"]["value"]
    assert item["documentation"]["kind"] == "markdown"


def test_definition_is_a_page_of_the_entry(editor: Editor) -> None:
    """“Go to definition” leads to a Markdown file that nobody can overwrite by mistake, the same each time."""
    uri = editor.open("a.txt", TEXT)

    (location,) = editor.request("textDocument/definition", editor.at(uri, 0, 30))
    again = editor.request("textDocument/definition", editor.at(uri, 2, 20))

    assert again == [location]
    page = next(Path(editor.environment["HOME"]).rglob("new-quality-productive-forces.md"))
    assert location["uri"] == page.as_uri()
    assert page.stat().st_mode & 0o222 == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# new quality productive forces\n")
    assert "| 新质生产力 | zh-Hans | xīnzhì shēngchǎnlì | preferred |" in text


def test_references_are_the_places_of_the_concept(editor: Editor) -> None:
    """All terms of the entry, in all open documents, whichever of them is under the cursor."""
    first = editor.open("a.txt", TEXT)
    second = editor.open("b.md", "`新质生产力` is 新质生产力 here.\n", "markdown")

    found = editor.request("textDocument/references", editor.at(first, 0, 30, context={"includeDeclaration": True}))

    places = [(place["uri"], place["range"]["start"]["line"]) for place in found]
    assert places == [(first, 0), (first, 2), (first, 2), (second, 0)]
    assert found[3]["range"] == span(0, 11, 16)


def test_references_lead_into_mined_documents(launch: Callable[..., Editor], folder: Path, termbase: Path) -> None:
    """A usage example of the entry is found where it stands in its file, however its lines were broken there."""
    article = folder / "article 1.txt"
    article.write_bytes("First line 😀.\r\nCounties foster 𠮷 new quality\r\nproductive forces. Last.\r\n".encode())
    text = "Counties foster 𠮷 new quality productive forces."
    _add_mined_example(termbase, article, text)
    editor = launch()
    editor.start()
    uri = editor.open("a.txt", "新质生产力")

    found = editor.request("textDocument/references", editor.at(uri, 0, 2, context={"includeDeclaration": False}))

    assert [place["uri"] for place in found] == [uri, article.as_uri()]
    assert found[1]["range"] == {"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 18}}


def _add_mined_example(termbase: Path, article: Path, text: str) -> None:
    with open_database(str(termbase)) as database, revising(database, who="tester", action="mine") as revision:
        mined = Document(path=str(article), text=text, hash="0" * 64)
        context = Context(
            text=text, source="an article", document=add_document(revision, mined), start=0, end=len(text)
        )
        entry = get_entry(revision.connection, "new-quality-productive-forces")
        (english, *others) = entry.sections
        term = replace(english.terms[0], contexts=(context,))
        sections = (replace(english, terms=(term, *english.terms[1:])), *others)
        workflow.change(revision, replace(entry, sections=sections))


def test_highlights_are_those_of_the_concept(editor: Editor) -> None:
    """The same concept in either language and by a deprecated term lights up; another term doesn't."""
    uri = editor.open("a.txt", TEXT)

    found = editor.request("textDocument/documentHighlight", editor.at(uri, 0, 30))

    lines = [place["range"]["start"]["line"] for place in found]
    assert lines == [0, 2, 2]


def test_outline_has_an_entry_once(editor: Editor) -> None:
    """The outline groups the occurrences of an entry and names its equivalent."""
    uri = editor.open("a.txt", TEXT + TEXT)

    symbols = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})

    names = [symbol["name"] for symbol in symbols]
    assert len(names) == len(set(names))
    first = next(symbol for symbol in symbols if symbol["name"] == "new quality productive forces")
    assert first["detail"] == "新质生产力"
    assert len(first["children"]) == 6


def test_outline_is_flat_for_simple_editors(launch: Callable[..., Editor]) -> None:
    """An editor without trees gets a list of places."""
    editor = launch()
    editor.start({})
    uri = editor.open("a.txt", TEXT)

    symbols = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})

    assert symbols[0]["location"]["uri"] == uri


def test_workspace_symbols_are_entries(editor: Editor) -> None:
    """A query by initials finds the entry, whose place is its page."""
    found = editor.request("workspace/symbol", {"query": "xzscl"})

    assert found[0]["name"] == "新质生产力"
    assert found[0]["containerName"] == "new quality productive forces"
    assert found[0]["location"]["uri"].endswith(".md")
    assert editor.request("workspace/symbol", {"query": " "}) == []


def test_hints_are_off_until_they_are_asked_for(launch: Callable[..., Editor]) -> None:
    """Equivalents between the words: none by default, the first of each paragraph, or all."""
    text = "New quality productive forces, new quality productive forces.\n"
    counts = {}
    for mode in ("off", "first", "all"):
        editor = launch()
        editor.start(options={"inlayHints": mode})
        uri = editor.open("a.txt", text)
        params = {"textDocument": {"uri": uri}, "range": span(0, 0, 99)}
        hints = editor.request("textDocument/inlayHint", params)
        counts[mode] = [hint["label"] for hint in hints]

    assert counts == {"off": [], "first": ["新质生产力"], "all": ["新质生产力"] * 2}


def test_lenses_are_off_until_they_are_asked_for(launch: Callable[..., Editor]) -> None:
    """A line above each paragraph says how many terms it has, for who wants it."""
    editor = launch()
    editor.start(options={"codeLens": True})
    uri = editor.open("a.txt", TEXT)

    lenses = editor.request("textDocument/codeLens", {"textDocument": {"uri": uri}})

    assert [lens["command"]["title"] for lens in lenses] == ["1 term", "3 terms"]
    assert re.fullmatch(r"0|2", str(lenses[1]["range"]["start"]["line"]))


def test_odd_characters_are_terms_like_others(editor: Editor) -> None:
    """Characters beyond the Basic Multilingual Plane and letters whose case changes their length."""
    text = "😀😀 the Jilin pilot project, İstanbul process, 𠮷项目😀，伊斯坦布尔进程"
    uri = editor.open("a.txt", text)

    for term in ("Jilin pilot project", "İstanbul process", "𠮷项目😀", "伊斯坦布尔进程"):
        before = text[: text.index(term)]
        start = len(before.encode("utf-16-le")) // 2
        found = editor.hover(uri, 0, start + 1)
        assert found is not None, term
        assert found["range"] == span(0, start, start + len(term.encode("utf-16-le")) // 2), term

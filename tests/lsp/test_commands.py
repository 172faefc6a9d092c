"""What an editor can have done without code of its own: add, propose, look up, reload."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.client import GLOSSARY, ServerError, span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lsp.client import Editor


@pytest.fixture
def editor(own_editor: Editor) -> Editor:
    """Return an editor with a server of its own: these tests write, and change what is set."""
    return own_editor


def show(termbase: Path, name: str) -> dict[str, Any]:
    """Return an entry as the command line shows it."""
    done = subprocess.run(
        [GLOSSARY, "--db", termbase, "show", name, "--json"], check=True, capture_output=True, encoding="utf-8"
    )
    shape: dict[str, Any] = json.loads(done.stdout)
    return shape


def test_a_term_is_added_with_its_equivalent(editor: Editor, termbase: Path) -> None:
    """The entry is in the termbase, in one step by the user, and known to the server at once."""
    uri = editor.open("a.txt", "The swift desert rail opens.\n")
    assert editor.hover(uri, 0, 8) is None

    answer = editor.execute("glossary.addTerm", {"term": "swift desert rail", "equivalent": "沙漠快铁"})

    entry = show(termbase, "swift desert rail")
    assert answer == {"entry": entry["id"]}
    assert [(term["term"], term["pinyin"]) for term in entry["terms"]] == [
        ("swift desert rail", None),
        ("沙漠快铁", "shāmò kuàitiě"),
    ]
    assert editor.messages() == ["added swift desert rail – 沙漠快铁"]
    assert "沙漠快铁" in editor.hover(uri, 0, 8)["contents"]["value"]


def test_what_is_selected_is_added_with_its_sentence(editor: Editor, termbase: Path) -> None:
    """The sentence around the selection becomes the usage example, with the document as its source."""
    text = "First. 😀 The swift desert rail opens in May. Last.\n"
    uri = editor.open("news.md", text, "markdown")
    start = text.index("swift") + 1
    selection = span(0, start, start + len("swift desert rail"))
    action = next(action for action in editor.actions(uri, selection) if action["title"].startswith("Add “"))

    editor.execute(action["command"]["command"], *action["command"]["arguments"])

    entry = show(termbase, "swift desert rail")
    assert [term["term"] for term in entry["terms"]] == ["swift desert rail"]
    assert entry["contexts"] == [
        {"text": "😀 The swift desert rail opens in May.", "language": "en", "source": "news.md"}
    ]


def test_a_part_of_a_word_is_no_term(editor: Editor) -> None:
    """A selection that parts a word isn't offered to be added; a part of a Chinese text is."""
    uri = editor.open("news.txt", "The swift rail.\n建设沙漠快铁。\n")
    offered = {action["title"] for action in editor.actions(uri, span(0, 4, 8))}
    assert not [title for title in offered if title.startswith("Add “")]
    offered = {action["title"] for action in editor.actions(uri, span(1, 2, 6))}
    assert [title for title in offered if title.startswith("Add “沙漠快铁”")]


def test_chinese_can_be_added_alone(editor: Editor, termbase: Path) -> None:
    """A Chinese selection makes an entry that waits for its English."""
    uri = editor.open("a.txt", "建设沙漠快铁。")

    editor.execute("glossary.addTerm", {"uri": uri, "range": span(0, 2, 6)})

    (term,) = show(termbase, "沙漠快铁")["terms"]
    assert (term["term"], term["language"], term["pinyin"]) == ("沙漠快铁", "zh-Hans", "shāmò kuàitiě")


def test_a_candidate_is_kept(editor: Editor, termbase: Path) -> None:
    """A selection that nobody has decided on yet waits as a candidate."""
    answer = editor.execute(
        "glossary.addCandidate",
        {"term": "swift desert rail", "equivalent": "沙漠快铁", "context": "A swift desert rail."},
    )

    candidate = show(termbase, "swift desert rail")
    assert answer == {"candidate": candidate["id"]}
    assert candidate["status"] == "pending"
    assert candidate["equivalents"][0]["term"] == "沙漠快铁"
    assert editor.messages() == ["swift desert rail waits as a candidate"]


@pytest.mark.parametrize(
    ("command", "arguments", "reason"),
    [
        ("glossary.addTerm", {}, "what term?"),
        ("glossary.addTerm", {"term": 3}, "term is a text"),
        ("glossary.addTerm", {"term": "high-quality development"}, "has this term already"),
        ("glossary.addTerm", {"term": "高质量发展"}, "has this term already"),
        ("glossary.addTerm", {"term": "swift rail", "equivalent": "rapid rail"}, "in the other language"),
        ("glossary.addCandidate", {"term": "high-quality development"}, "has this term already"),
        ("glossary.lookup", {}, "what query?"),
        ("glossary.lookup", {"query": "x", "mode": "guess"}, "there is no mode"),
        ("glossary.lookup", {"query": "x", "limit": 0}, "limit is a whole number from 1 on"),
        ("glossary.nothing", {}, "there is no command glossary.nothing"),
    ],
)
def test_what_cant_be_done_is_said_in_one_line(
    editor: Editor, command: str, arguments: dict[str, Any], reason: str
) -> None:
    """The request fails with one clear line; nothing is changed, and the server lives on."""
    with pytest.raises(ServerError, match=reason.replace("?", r"\?")) as failed:
        editor.execute(command, arguments)

    assert failed.value.code == -32803
    assert "\n" not in failed.value.message
    assert editor.execute("glossary.lookup", {"query": "swift rail", "mode": "exact"})["hits"] == []


def test_a_lookup_answers_with_hits(editor: Editor) -> None:
    """The hits are those of the command line, entries included."""
    hits = editor.execute("glossary.lookup", {"query": "xzscl", "limit": 1})["hits"]

    assert hits[0]["v"] == 1
    assert hits[0]["match"]["term"] == "新质生产力"
    assert hits[0]["entry"]["id"] == "new-quality-productive-forces"


def test_the_first_term_makes_the_termbase(launch: Callable[..., Editor], folder: Path) -> None:
    """Without a termbase the server says so once, and the first added term makes one."""
    editor = launch("--db", str(folder / "new.db"), "lsp")
    editor.start()
    uri = editor.open("a.txt", "The swift desert rail opens.\n")
    editor.wait_until(editor.messages)

    editor.execute("glossary.addTerm", {"term": "swift desert rail", "equivalent": "沙漠快铁"})
    hover = editor.wait_until(lambda: _hover_or_none(editor, uri))

    assert "沙漠快铁" in hover["contents"]["value"]
    assert len([line for line in editor.messages() if "there is no termbase" in line]) == 1


def _hover_or_none(editor: Editor, uri: str) -> object:
    try:
        return editor.hover(uri, 0, 8)
    except ServerError:
        editor.listen(0.1)
        return None


def test_what_the_user_may_not_add_is_proposed(editor: Editor, termbase: Path) -> None:
    """In a termbase with users a contributor's term waits for a reviewer; whoever is no user is told so."""
    made = ["users", "add", "ana"], ["users", "add", "tester", "--role", "contributor"]
    for arguments in made:
        environment = {**os.environ, "GLOSSARY_USER": "ana"}
        subprocess.run([GLOSSARY, "--db", termbase, *arguments], check=True, capture_output=True, env=environment)
    answer = editor.execute("glossary.addTerm", {"term": "swift desert rail", "equivalent": "沙漠快铁"})
    assert answer == {"proposed": 1}
    assert editor.messages() == ["swift desert rail – 沙漠快铁: proposed; a reviewer decides"]
    missing = subprocess.run(
        [GLOSSARY, "--db", termbase, "show", "swift desert rail"], check=False, capture_output=True
    )
    assert missing.returncode == 1
    removed = ["users", "disable", "tester"]
    environment = {**os.environ, "GLOSSARY_USER": "ana"}
    subprocess.run([GLOSSARY, "--db", termbase, *removed], check=True, capture_output=True, env=environment)
    with pytest.raises(ServerError, match="is disabled and can only read"):
        editor.execute("glossary.addTerm", {"term": "slow desert rail"})

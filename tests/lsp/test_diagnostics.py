"""Findings in the editor: pushed or pulled, kept fresh, mended and muted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.lsp.client import CAPABILITIES, span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.lsp.client import Editor

TEXT = "发展 😀 new-type productive forces here.\n\nNew-type productive forces again.\n"
PO = """msgid ""
msgstr ""
"Language: zh_CN\\n"

msgid "We foster new quality productive forces."
msgstr "我们培育力量。"
"""
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="zh-CN" datatype="plaintext" original="a"><body>
<trans-unit id="1"><source>Foster new <g id="1">quality</g> productive forces &amp; more.</source>
<target>培育新的力量。</target></trans-unit>
<trans-unit id="2"><source>High-quality development</source><target>高质量发展</target></trans-unit>
</body></file></xliff>
"""


def pulling(**more: object) -> dict[str, Any]:
    """Return the capabilities of an editor that asks for diagnostics itself."""
    offered: dict[str, Any] = json.loads(json.dumps(CAPABILITIES))
    offered["textDocument"]["diagnostic"] = {"dynamicRegistration": False}
    offered["workspace"] = {"diagnostics": {"refreshSupport": True}, **more}
    return offered


def applied(text: str, edits: Sequence[Mapping[str, Any]], encoding: str = "utf-16") -> str:
    """Return a text after edits, whose columns are counted by decoding, another way than the server counts."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda edit: edit["range"]["start"]["line"], reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
        line = lines[start["line"]].encode(codec)
        before, after = line[: start["character"] * width], line[end["character"] * width :]
        lines[start["line"]] = (before + edit["newText"].encode(codec) + after).decode(codec)
    return "".join(lines)


def edits_of(action: Mapping[str, Any], uri: str) -> list[dict[str, Any]]:
    """Return what an action writes into a document."""
    edits: list[dict[str, Any]] = action["edit"]["changes"][uri]
    return edits


def titled(actions: Sequence[Mapping[str, Any]], beginning: str) -> Mapping[str, Any]:
    """Return the action whose title begins so."""
    return next(action for action in actions if action["title"].startswith(beginning))


def test_deprecated_terms_are_found_while_typing(editor: Editor) -> None:
    """Opening a document brings its findings, with code, tag and where the code is explained; changing it new ones."""
    uri = editor.open("a.txt", TEXT)

    first, second = editor.diagnostics(uri)
    version = editor.change(uri, {"range": span(0, 6, 32), "text": "new quality productive forces"})
    after = editor.diagnostics(uri, version)

    assert first["range"] == span(0, 6, 32)
    assert second["range"] == span(2, 0, 26)
    assert (first["code"], first["source"], first["severity"], first["tags"]) == ("deprecated-term", "glossary", 2, [2])
    page, _, place = first["codeDescription"]["href"].partition("#")
    assert place == "deprecated-term"
    assert "## deprecated-term\n" in Path(unquote(page.removeprefix("file://"))).read_text(encoding="utf-8")
    assert [one["range"]["start"]["line"] for one in after] == [2]


def test_closing_a_document_takes_its_findings_away(editor: Editor) -> None:
    """No squiggle outlives its document."""
    uri = editor.open("a.txt", TEXT)
    editor.diagnostics(uri)
    editor.notifications.clear()

    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    assert editor.diagnostics(uri) == []


def test_a_quick_fix_writes_the_preferred_term(editor: Editor) -> None:
    """The first fix is the preferred one, in the case of what it replaces; all can be mended in one step."""
    uri = editor.open("a.txt", TEXT)

    fix = titled(editor.actions(uri, span(0, 8, 8)), "Replace with")
    (fix_all,) = editor.actions(uri, span(0, 0, 0), only=["source.fixAll"])

    assert fix["kind"] == "quickfix"
    assert fix["isPreferred"] is True
    assert fix["diagnostics"][0]["code"] == "deprecated-term"
    assert applied(TEXT, edits_of(fix, uri)) == TEXT.replace("new-type", "new quality", 1)
    assert fix_all["kind"] == "source.fixAll.glossary"
    mended = "发展 😀 new quality productive forces here.\n\nNew quality productive forces again.\n"
    assert applied(TEXT, edits_of(fix_all, uri)) == mended


def test_an_editor_without_actions_gets_commands(launch: Callable[..., Editor]) -> None:
    """Where an editor takes commands only, the server writes the edit by itself, through the editor."""
    editor = launch()
    editor.answers["workspace/applyEdit"] = lambda _: {"applied": True}
    editor.start({"textDocument": {"codeAction": {}}})
    uri = editor.open("a.txt", TEXT)

    fix = titled(editor.actions(uri, span(0, 8, 8)), "Replace with")
    editor.execute(fix["command"], *fix["arguments"])
    editor.wait_until(lambda: editor.requests)

    (request,) = editor.requests
    assert request["method"] == "workspace/applyEdit"
    assert applied(TEXT, request["params"]["edit"]["changes"][uri]) == TEXT.replace("new-type", "new quality", 1)


def test_no_source_action_unless_it_is_asked_for(editor: Editor) -> None:
    """The light bulb has quick fixes, and only those where only those are wanted."""
    uri = editor.open("a.txt", TEXT)

    assert {action["kind"] for action in editor.actions(uri, span(0, 8, 8))} <= {"quickfix", "refactor.rewrite"}
    assert {action["kind"] for action in editor.actions(uri, span(0, 8, 8), only=["quickfix"])} == {"quickfix"}


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("a.txt", "plaintext", TEXT),
        ("a.md", "markdown", TEXT),
        ("a.tex", "latex", TEXT),
        ("a.po", "po", PO),
        ("a.xlf", "xml", XLIFF),
    ],
)
def test_a_comment_lets_a_finding_be(editor: Editor, name: str, language: str, text: str) -> None:
    """“Ignore here” writes a comment that the next check understands, in every kind of document."""
    uri = editor.open(name, text, language)
    before = editor.diagnostics(uri, 1)
    ignore = titled(editor.actions(uri, before[0]["range"], only=["quickfix"]), "Ignore “")

    version = editor.change(uri, {"text": applied(text, edits_of(ignore, uri))})

    assert len(before) > 0
    assert len(editor.diagnostics(uri, version)) == len(before) - 1


def test_a_term_is_muted_in_the_whole_project(own_editor: Editor, folder: Path) -> None:
    """“Ignore in this project” writes glossary.toml, whose comments stay, and the findings vanish everywhere."""
    editor = own_editor
    settings = folder / "glossary.toml"
    settings.write_text('# ours\nuser = "wei"  # me\n', encoding="utf-8")
    uri, other = editor.open("a.txt", TEXT), editor.open("b.txt", TEXT)
    assert len(editor.diagnostics(uri, 1)) == len(editor.diagnostics(other, 1)) == 2
    action = titled(editor.actions(uri, span(0, 8, 8)), "Ignore “new-type productive forces” in this project")
    editor.notifications.clear()

    editor.execute(action["command"]["command"], *action["command"]["arguments"])

    assert editor.diagnostics(uri) == editor.diagnostics(other) == []
    text = settings.read_text(encoding="utf-8")
    assert text.startswith('# ours\nuser = "wei"  # me\n')
    assert 'mute = ["new-type productive forces"]' in text


def test_an_editor_may_ask_for_diagnostics(launch: Callable[..., Editor]) -> None:
    """Pulled diagnostics have a name, are not sent twice, and nothing is pushed besides."""
    editor = launch()
    result = editor.start(pulling())
    uri = editor.open("a.txt", TEXT)

    params: dict[str, Any] = {"textDocument": {"uri": uri}}
    first = editor.request("textDocument/diagnostic", params)
    params["previousResultId"] = first["resultId"]
    second = editor.request("textDocument/diagnostic", params)
    editor.change(uri, {"range": span(0, 6, 14), "text": "new quality"})
    third = editor.request("textDocument/diagnostic", params)

    assert result["capabilities"]["diagnosticProvider"]["identifier"] == "glossary"
    assert (first["kind"], len(first["items"])) == ("full", 2)
    assert second == {"kind": "unchanged", "resultId": first["resultId"]}
    assert (third["kind"], len(third["items"])) == ("full", 1)
    editor.listen(0.3)
    assert not [told for told in editor.notifications if told["method"] == "textDocument/publishDiagnostics"]


def test_an_editor_that_only_hears_pushes_is_not_told_to_ask(editor: Editor) -> None:
    """Who can't ask isn't offered it, so that no editor shows everything twice."""
    assert "diagnosticProvider" not in editor.capabilities


def test_a_translation_without_its_equivalent_is_found(editor: Editor) -> None:
    """In XLIFF the term is found across tags, right in the file, and the translation is named beside it."""
    uri = editor.open("a.xlf", XLIFF, "xml")

    (found,) = editor.diagnostics(uri)
    line = XLIFF.splitlines()[3]

    assert found["code"] == "missing-equivalent"
    assert found["range"] == span(3, line.index("new <g"), line.index(" &amp;"))
    assert found["relatedInformation"][0]["location"]["range"]["start"]["line"] == 4
    assert "新质生产力" in found["message"]


def test_hover_reads_through_tags(editor: Editor) -> None:
    """In a bilingual file a term that tags part is one term, once the file was looked through."""
    uri = editor.open("a.xlf", XLIFF, "xml")
    line = XLIFF.splitlines()[3]

    editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    found = editor.hover(uri, 3, line.index("productive"))

    assert found["range"]["start"]["character"] == line.index("new <g")


def test_a_broken_file_is_checked_as_far_as_it_goes(editor: Editor) -> None:
    """While a file is being typed it is broken; what is whole is checked, and nothing is said of the rest."""
    uri = editor.open("a.xlf", XLIFF[: XLIFF.index('<trans-unit id="2"') + 20], "xml")

    assert [found["code"] for found in editor.diagnostics(uri)] == ["missing-equivalent"]
    assert editor.messages() == []


def test_code_is_no_prose(editor: Editor) -> None:
    """In Markdown and LaTeX nothing is found in code, comments and formulas."""
    markdown = editor.open("a.md", "`new-type productive forces`\n\n```\nnew-type productive forces\n```\n", "markdown")
    latex = editor.open("a.tex", "% new-type productive forces\n\\emph{new-type productive forces}\n", "latex")

    assert editor.diagnostics(markdown) == []
    assert [found["range"] for found in editor.diagnostics(latex)] == [span(1, 6, 32)]


def test_findings_are_limited(launch: Callable[..., Editor]) -> None:
    """No more findings than the user wants."""
    editor = launch()
    editor.start(options={"check": {"maxProblems": 3}})
    uri = editor.open("a.txt", TEXT * 10)

    assert len(editor.diagnostics(uri)) == 3


def test_checks_can_be_switched_off(launch: Callable[..., Editor]) -> None:
    """With checks off nothing is found, and everything else goes on."""
    editor = launch()
    editor.start(options={"check": {"enabled": False}})
    uri = editor.open("a.txt", TEXT)

    assert editor.diagnostics(uri) == []
    assert editor.hover(uri, 0, 10) is not None

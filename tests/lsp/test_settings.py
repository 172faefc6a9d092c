"""Settings of the editor and of the project, and a termbase that others change."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.client import CAPABILITIES, GLOSSARY, ServerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lsp.client import Editor

TEXT = "发展 😀 new-type productive forces here; high-quality development.\n"


@pytest.fixture
def editor(own_editor: Editor) -> Editor:
    """Return an editor with a server of its own: these tests write, and change what is set."""
    return own_editor


def run(termbase: Path, *arguments: str) -> None:
    """Run a command of another process on a termbase."""
    subprocess.run([GLOSSARY, "--db", termbase, *arguments], check=True, capture_output=True)


def with_workspace(**offered: object) -> dict[str, Any]:
    """Return the capabilities of an editor whose workspace can do something."""
    capabilities: dict[str, Any] = json.loads(json.dumps(CAPABILITIES))
    capabilities["workspace"] = offered
    return capabilities


def test_a_change_by_another_process_is_seen(editor: Editor, termbase: Path) -> None:
    """What the command line or the terminal app changes shows within a second or two, without a keystroke."""
    uri = editor.open("a.txt", TEXT)
    assert len(editor.diagnostics(uri)) == 1
    editor.notifications.clear()

    run(termbase, "deprecate", "high-quality-development", "high-quality development")

    # What was checked before may be told once more first.
    editor.wait_until(lambda: [found["code"] for found in editor.diagnostics(uri)] == ["deprecated-term"] * 2)
    assert "⚠" in editor.hover(uri, 0, 50)["contents"]["value"]


def test_an_editor_that_asks_is_told_to_ask_again(launch: Callable[..., Editor], termbase: Path) -> None:
    """A changed termbase makes the server ask for fresh pulls of diagnostics and hints."""
    editor = launch()
    capabilities = with_workspace(diagnostics={"refreshSupport": True}, inlayHint={"refreshSupport": True})
    capabilities["textDocument"]["diagnostic"] = {}
    editor.start(capabilities)
    uri = editor.open("a.txt", TEXT)
    editor.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    editor.requests.clear()

    run(termbase, "deprecate", "high-quality-development", "high-quality development")

    wanted = {"workspace/diagnostic/refresh", "workspace/inlayHint/refresh"}
    editor.wait_until(lambda: wanted <= {request["method"] for request in editor.requests})
    report = editor.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    assert len(report["items"]) == 2


def test_the_project_names_termbase_and_muted_terms(
    launch: Callable[..., Editor], folder: Path, termbase: Path
) -> None:
    """glossary.toml of the workspace holds where the command line says nothing; a change of it is seen."""
    settings = folder / "glossary.toml"
    settings.write_text(f'db = "{termbase}"\n', encoding="utf-8")
    editor = launch("lsp")
    editor.start()
    uri = editor.open("a.txt", TEXT)
    assert len(editor.diagnostics(uri)) == 1
    editor.notifications.clear()

    settings.write_text(f'db = "{termbase}"\n[check]\nmute = ["new-type productive forces"]\n', encoding="utf-8")

    editor.wait_until(lambda: editor.diagnostics(uri) == [])


def test_a_broken_settings_file_is_told_and_the_rest_goes_on(
    launch: Callable[..., Editor], folder: Path, termbase: Path
) -> None:
    """One clear line to the user; the termbase of the command line still answers."""
    (folder / "glossary.toml").write_text("db = [", encoding="utf-8")
    editor = launch("--db", str(termbase), "lsp")
    editor.start()
    uri = editor.open("a.txt", TEXT)

    assert editor.hover(uri, 0, 12) is not None
    assert len([line for line in editor.messages() if "glossary.toml: the settings can't be read" in line]) == 1


def test_the_editor_is_asked_for_its_settings(launch: Callable[..., Editor]) -> None:
    """An editor that can be asked is, when it begins and whenever it says that something has changed."""
    editor = launch()
    mute: list[str] = []
    editor.answers["workspace/configuration"] = lambda _: [{"check": {"mute": list(mute)}}]
    editor.start(with_workspace(configuration=True, didChangeConfiguration={"dynamicRegistration": True}))
    uri = editor.open("a.txt", TEXT)
    editor.wait_until(lambda: len(editor.diagnostics(uri)) == 1)
    registered = next(one for one in editor.requests if one["method"] == "client/registerCapability")
    editor.notifications.clear()

    mute.append("new-type productive forces")
    editor.notify("workspace/didChangeConfiguration", {"settings": None})

    editor.wait_until(lambda: editor.diagnostics(uri) == [])
    methods = [one["method"] for one in registered["params"]["registrations"]]
    assert methods == ["workspace/didChangeConfiguration"]


def test_settings_can_be_sent_too(editor: Editor) -> None:
    """An editor that sends its settings along has them used, whichever way it wraps them."""
    uri = editor.open("a.txt", TEXT)
    assert len(editor.diagnostics(uri)) == 1
    for settings in ({"glossary": {"check": {"ignore": ["deprecated-term"]}}}, {"check": {"enabled": False}}):
        editor.notifications.clear()
        editor.notify("workspace/didChangeConfiguration", {"settings": settings})
        editor.wait_until(lambda: editor.diagnostics(uri) == [])


def test_another_termbase_is_opened_without_a_restart(editor: Editor, termbase: Path, tmp_path: Path) -> None:
    """Changing the termbase in the settings changes what hover says."""
    other = tmp_path / "other.db"
    shutil.copy(termbase, other)
    run(other, "deprecate", "high-quality-development", "high-quality development")
    uri = editor.open("a.txt", TEXT)
    assert "⚠" not in editor.hover(uri, 0, 50)["contents"]["value"]
    editor.diagnostics(uri)
    editor.notifications.clear()

    editor.notify("workspace/didChangeConfiguration", {"settings": {"glossary": {"db": str(other)}}})

    assert len(editor.diagnostics(uri)) == 2
    assert "⚠" in editor.hover(uri, 0, 50)["contents"]["value"]


def test_wrong_settings_are_told(launch: Callable[..., Editor]) -> None:
    """A setting that makes no sense is named, and the default holds."""
    editor = launch()
    editor.start(options={"inlayHints": "sometimes", "completion": {"limit": "many"}, "check": {"mute": "reform"}})

    def told() -> list[str]:
        return [line for line in editor.messages() if line.startswith("glossary.")]

    editor.wait_until(lambda: len(told()) == 3)
    assert told() == [
        "glossary.check.mute: must be a list of texts",
        "glossary.inlayHints: must be one of off, first, all",
        "glossary.completion.limit: must be a whole number from 1 to 60",
    ]


def test_watching_is_registered_where_it_can_be(launch: Callable[..., Editor], folder: Path) -> None:
    """The editor is asked to watch glossary.toml, and what it tells is used."""
    editor = launch()
    editor.start(with_workspace(didChangeWatchedFiles={"dynamicRegistration": True}))
    uri = editor.open("a.txt", TEXT)
    assert len(editor.diagnostics(uri)) == 1
    (request,) = editor.requests
    (registration,) = request["params"]["registrations"]
    assert registration["registerOptions"]["watchers"] == [{"globPattern": "**/glossary.toml"}]
    editor.notifications.clear()

    settings = folder / "glossary.toml"
    settings.write_text('[check]\nignore = ["deprecated-term"]\n', encoding="utf-8")
    changes = [{"uri": settings.as_uri(), "type": 1}]
    editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    editor.wait_until(lambda: editor.diagnostics(uri) == [])


def test_reload_takes_in_everything(editor: Editor) -> None:
    """The command answers, and the server knows what it knew."""
    uri = editor.open("a.txt", TEXT)
    assert editor.execute("glossary.reload") == {}
    assert editor.hover(uri, 0, 12) is not None


def test_another_folder_brings_its_settings(editor: Editor, tmp_path: Path) -> None:
    """When the workspace folder changes, the settings of the new one hold."""
    uri = editor.open("a.txt", TEXT)
    assert len(editor.diagnostics(uri)) == 1
    other = tmp_path / "other"
    other.mkdir()
    (other / "glossary.toml").write_text('[check]\nignore = ["deprecated-term"]\n', encoding="utf-8")
    editor.notifications.clear()

    event = {
        "added": [{"uri": other.as_uri(), "name": "other"}],
        "removed": [{"uri": editor.folder.as_uri(), "name": "old"}],
    }
    editor.notify("workspace/didChangeWorkspaceFolders", {"event": event})

    editor.wait_until(lambda: editor.diagnostics(uri) == [])


def test_no_termbase_is_said_once(launch: Callable[..., Editor], folder: Path) -> None:
    """Without a termbase the user is told what to do, requests fail with that line, and nothing is repeated."""
    editor = launch("--db", str(folder / "missing.db"), "lsp")
    editor.start()
    uri = editor.open("a.txt", TEXT)

    with pytest.raises(ServerError, match="there is no termbase"):
        editor.hover(uri, 0, 12)

    editor.listen(1.5)
    assert len(editor.messages()) == 1


def test_a_termbase_that_comes_later_is_taken(launch: Callable[..., Editor], folder: Path, termbase: Path) -> None:
    """A termbase that another process makes is opened by itself."""
    editor = launch("--db", str(folder / "later.db"), "lsp")
    editor.start()
    uri = editor.open("a.txt", TEXT)
    editor.wait_until(editor.messages)

    shutil.copy(termbase, folder / "later.db")

    assert len(editor.diagnostics(uri)) == 1


def progress_kinds(editor: Editor) -> list[str]:
    """Return the steps of a progress that the server told of."""
    return [told["params"]["value"]["kind"] for told in editor.notifications if told["method"] == "$/progress"]


def test_reading_a_termbase_shows_progress(launch: Callable[..., Editor]) -> None:
    """An editor with progress bars is told when the termbase is read, and when that is done."""
    editor = launch()
    editor.start({**CAPABILITIES, "window": {"workDoneProgress": True}})
    uri = editor.open("a.txt", TEXT)
    editor.hover(uri, 0, 12)

    assert progress_kinds(editor) in (["begin", "end"], [])

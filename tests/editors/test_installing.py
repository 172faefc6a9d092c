"""``glossary editor install`` puts files where editors look for them and loses nothing that a user wrote."""

from __future__ import annotations

import json
import os
import tomllib
from typing import TYPE_CHECKING

import pytest

from glossary.cli import main
from glossary.editors import EDITORS

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [editor.name for editor in EDITORS]
#: Where each editor looks, in a new home on Linux.
PLACES = {
    "nvim": ".config/nvim/plugin/glossary.lua",
    "vim": ".vim/plugin/glossary.vim",
    "emacs": ".emacs.d/elpa/glossary/glossary.el",
    "vscode": ".cache/glossary/policy-glossary-0.1.0.vsix",
    "helix": ".config/helix/languages.toml",
    "kate": ".config/kate/lspclient/settings.json",
    "sublime": ".config/sublime-text/Packages/User/LSP.sublime-settings",
}
#: What a user may have in files that are shared with us, comments and trailing commas as they come.
SHARED = {
    "helix": """\
# mine
[[language]]
name = "markdown" # notes
language-servers = ["ltex"]

[language-server.ltex]
command = "ltex"
""",
    "kate": """\
{
    "servers": {
        "bash": { "command": ["bash-language-server"] }
    }
}
""",
    "sublime": """\
// mine
{
\t"log_debug": true, // while I look
\t"clients": {
\t\t"ruff": {"enabled": true},
\t},
}
""",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home in which nothing of this machine's user is seen."""
    for name in [name for name in os.environ if name.startswith(("XDG_", "GLOSSARY_", "NVIM_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    # No editor of this machine is asked to install anything.
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_is_what_is_written(name: str, home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """``--print`` shows the main file byte by byte and writes nothing."""
    assert main(["editor", "install", name, "--print"]) == 0
    printed = capfdbinary.readouterr().out
    assert contents(home) == {}

    assert main(["editor", "install", name]) == 0
    told = capfdbinary.readouterr()

    assert (home / PLACES[name]).read_bytes() == printed
    assert told.out.decode().splitlines()[0] == str(home / PLACES[name])
    assert 1 <= len(told.err.decode().splitlines()) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_second_run_changes_nothing(name: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Installing twice leaves what the first left, without copies."""
    main(["editor", "install", name])
    first = contents(home)
    capfd.readouterr()

    assert main(["editor", "install", name]) == 0

    assert contents(home) == first
    assert "already" in capfd.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_the_program_and_its_termbase_are_put_in(
    name: str, home: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A path with blanks, quotes and 汉字 arrives in every editor's own notation, and a newer one takes its place."""
    from glossary.editors import find_invocation, get_editor  # noqa: PLC0415 - beside what it is compared with

    db = str(home / 'it\'s "my" 术语\\表.db')
    assert main(["--db", db, "editor", "install", name, "--force"]) == 0
    first = (home / PLACES[name]).read_bytes()

    assert first == get_editor(name).plan_files(find_invocation(db))[0].build(first, force=False)
    assert main(["--db", "postgresql+psycopg://host/terms", "editor", "install", name, "--force"]) == 0
    assert (home / PLACES[name]).read_bytes() != first
    capfdbinary.readouterr()


@pytest.mark.parametrize("name", ["nvim", "vim", "emacs"])
def test_what_a_person_changed_stays(name: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A changed or foreign file is refused in one line; with force it is kept beside the new one."""
    main(["editor", "install", name])
    place = home / PLACES[name]
    changed = place.read_bytes() + b"\n\n"
    place.write_bytes(changed)
    before = contents(home)
    capfd.readouterr()

    assert main(["editor", "install", name]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1
    assert contents(home) == before

    assert main(["editor", "install", name, "--force"]) == 0
    place.write_bytes(b"\xff not ours")
    assert main(["editor", "install", name]) == 2
    assert main(["editor", "install", name, "--force"]) == 0
    assert place.with_name(place.name + ".bak").read_bytes() == changed
    assert place.with_name(place.name + ".bak2").read_bytes() == b"\xff not ours"


def test_one_changed_file_keeps_all_from_being_written(home: Path) -> None:
    """Several files are installed together or not at all."""
    package = home / ".emacs.d" / "elpa" / "glossary"
    package.mkdir(parents=True)
    (package / "glossary-pkg.el").write_text("(define-package mine)")

    assert main(["editor", "install", "emacs"]) == 2

    assert contents(package) == {"glossary-pkg.el": b"(define-package mine)"}


@pytest.mark.parametrize("name", ["nvim", "vim", "emacs"])
def test_an_older_version_is_replaced(name: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What an earlier program installed and nobody changed goes without a question and without a copy."""
    main(["--db", "/old.db", "editor", "install", name])
    capfd.readouterr()

    assert main(["--db", "/new.db", "editor", "install", name]) == 0

    assert b"/new.db" in (home / PLACES[name]).read_bytes()
    assert not [file for file in contents(home) if ".bak" in file]


@pytest.mark.parametrize("name", list(SHARED))
def test_settings_of_the_user_stay(name: str, home: Path) -> None:
    """Our part is put in; every line of the user is there as before, and a copy of the file."""
    place = home / PLACES[name]
    place.parent.mkdir(parents=True)
    place.write_text(SHARED[name])

    assert main(["editor", "install", name]) == 0

    merged = place.read_text()
    untouched = [line for line in SHARED[name].splitlines() if "ltex" not in line or "command" in line]
    assert [line for line in untouched if line.rstrip(",") not in merged] == []
    assert place.with_name(place.name + ".bak").read_text() == SHARED[name]
    assert main(["editor", "install", name]) == 0
    assert place.read_text() == merged


def test_helix_keeps_its_own_servers(home: Path) -> None:
    """A list of servers gets ours at its end; where there is none, Helix's own are named, or they would be lost."""
    place = home / PLACES["helix"]
    place.parent.mkdir(parents=True)
    place.write_text(SHARED["helix"] + '\n[[language]]\nname = "latex"\nauto-format = false\n')

    assert main(["editor", "install", "helix"]) == 0

    merged = tomllib.loads(place.read_text())
    servers = {language["name"]: language.get("language-servers") for language in merged["language"]}
    assert servers["markdown"] == ["ltex", "glossary"]
    assert servers["latex"] == ["texlab", "glossary"]
    assert servers["text"] == ["glossary"]
    assert set(merged["language-server"]) == {"ltex", "glossary"}
    assert merged["language-server"]["glossary"]["args"][-1] == "lsp"


@pytest.mark.parametrize("layout", ['language = [{name = "markdown"}]\n', "[language-server]\nx = {command = 'x'}\n"])
def test_helix_in_other_layouts(layout: str, home: Path) -> None:
    """TOML has several ways to write the same; each is understood."""
    place = home / PLACES["helix"]
    place.parent.mkdir(parents=True)
    place.write_text(layout)

    assert main(["editor", "install", "helix"]) == 0

    merged = tomllib.loads(place.read_text())
    assert "glossary" in merged["language-server"]
    assert {language["name"] for language in merged["language"]} >= {"markdown", "text"}


@pytest.mark.parametrize("name", list(SHARED))
def test_another_server_of_our_name_stays(name: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What a user set under our name is replaced only by force."""
    place = home / PLACES[name]
    place.parent.mkdir(parents=True)
    mine = {
        "helix": '[language-server.glossary]\ncommand = "mine"\n',
        "kate": '{"servers": {"glossary": {"command": ["mine"]}}}',
        "sublime": '{"clients": {"glossary": {"command": ["mine"]}}}',
    }[name]
    place.write_text(mine)

    assert main(["editor", "install", name]) == 2
    assert place.read_text() == mine
    assert "--force" in capfd.readouterr().err

    assert main(["editor", "install", name, "--force"]) == 0
    assert "mine" not in place.read_text()


@pytest.mark.parametrize("name", list(SHARED))
@pytest.mark.parametrize("broken", [b"{ not this", b"[[[", b"\xff\xfe"])
def test_a_broken_settings_file_is_left_alone(
    name: str, broken: bytes, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What can't be understood is named in one line, and stays."""
    place = home / PLACES[name]
    place.parent.mkdir(parents=True)
    place.write_bytes(broken)

    assert main(["editor", "install", name, "--force"]) == 2

    assert place.read_bytes() == broken
    (line,) = capfd.readouterr().err.splitlines()
    assert str(place) in line


def test_a_folder_can_be_named(home: Path) -> None:
    """``--dir`` stands for the editor's own folder."""
    for name in NAMES:
        assert main(["editor", "install", name, "--dir", str(home / "elsewhere" / name)]) == 0

    assert {path.split("/")[0] for path in contents(home)} == {"elsewhere"}


def test_folders_follow_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XDG variables, Neovim's own and older places are where the editors look."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("NVIM_APPNAME", "mine")
    (home / "config" / "emacs").mkdir(parents=True)
    (home / "config" / "sublime-text-3").mkdir()

    for name in ("nvim", "emacs", "helix", "sublime"):
        assert main(["editor", "install", name]) == 0

    assert set(contents(home)) == {
        "config/mine/plugin/glossary.lua",
        "config/emacs/elpa/glossary/glossary.el",
        "config/emacs/elpa/glossary/glossary-pkg.el",
        "config/emacs/elpa/glossary/glossary-autoloads.el",
        "config/helix/languages.toml",
        "config/sublime-text-3/Packages/User/LSP.sublime-settings",
    }


def test_the_list_tells_what_is_there(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each editor with its file and its state; nothing is written."""
    main(["editor", "install", "nvim"])
    main(["editor", "install", "vim"])
    main(["editor", "install", "kate"])
    (home / PLACES["vim"]).write_text('" mine')
    before = contents(home)
    capfd.readouterr()

    assert main(["editor", "list", "--json"]) == 0

    shapes = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    states = {shape["editor"]: shape["state"] for shape in shapes}
    assert states == dict.fromkeys(NAMES, "absent") | {"nvim": "current", "vim": "foreign", "kate": "current"}
    assert {shape["editor"]: shape["file"] for shape in shapes} == {
        name: str(home / place) for name, place in PLACES.items()
    }
    assert main(["editor", "list"]) == 0
    assert contents(home) == before


def test_vs_code_is_asked_to_install_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where VS Code is on the path, it gets the packed extension; what it complains of is told."""
    code = home / "bin" / "code"
    code.parent.mkdir()
    code.write_text('#!/bin/sh\necho "$@" > "$HOME/asked"\n')
    code.chmod(0o755)
    monkeypatch.setenv("PATH", f"{code.parent}:/bin:/usr/bin")

    assert main(["editor", "install", "vscode"]) == 0
    assert (home / "asked").read_text().split() == ["--install-extension", str(home / PLACES["vscode"]), "--force"]

    code.write_text("#!/bin/sh\necho no space >&2\nexit 1\n")
    assert main(["editor", "install", "vscode"]) == 2


def test_what_no_plugin_can_carry_is_refused(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A line break in a path would break out of every notation."""
    assert main(["--db", "a\nb.db", "editor", "install", "nvim"]) == 2

    assert len(capfd.readouterr().err.splitlines()) == 1
    assert contents(home) == {}

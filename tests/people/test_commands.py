"""Every command that changes something, by every role; the page on security has the same table."""

from __future__ import annotations

import ast
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import glossary
from glossary.cli import main
from glossary.serve.http.attempts import BURST, SECONDS_EACH
from glossary.serve.http.sessions import SECONDS
from glossary.store.people.permissions import ANYTHING, NEEDED, OWN, SUGGESTED
from glossary.store.people.tokens import DAYS
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / ".github" / "SECURITY.md"
NAMES = {Role.READER: "lea", Role.CONTRIBUTOR: "con", Role.REVIEWER: "rui", Role.ADMIN: "ana"}
#: A call for every action that somebody may ask for by a command on a file.
COMMANDS = {
    "propose": ("propose", "ice economy"),
    "add": ("add", "silver economy", "银发经济"),
    "edit": ("edit", "reform", "--definition", "a change"),
    "deprecate": ("deprecate", "reform", "改革"),
    "delete": ("delete", "reform"),
    "accept": ("accept", "green growth"),
    "reject": ("reject", "green growth"),
    "reopen": ("reopen", "old rope"),
    "merge": ("merge", "green growth", "reform"),
    "join": ("join", "reform", "opening-up"),
    "split": ("split", "reform", "restructuring"),
    "restore": ("restore", "reform", "--revision", "1"),
    "decide": ("changes", "reject", "1"),
    "claim": ("candidates", "--claim", "1"),
    "import": ("import", "terms.csv"),
    "dump": ("db", "dump", "texts"),
    "mine": ("mine", "article.txt", "--no-base"),
    "forget misses": ("misses", "--clear"),
    "undo": ("undo", "2"),
    "users": ("users", "add", "zoe"),
    "tokens": ("tokens", "add", "con"),
    "repair": ("db", "check", "--repair"),
    "restore backup": ("db", "restore", "copy.db"),
}
#: What isn't tried here: on a server, by another program, of one's own steps, or a part of what is.
ELSEWHERE = {"sign in", "suggest", "withdraw", "redo", "load", "grant", "copy", "upgrade", ANYTHING}
#: What the page calls an action, where its name alone doesn't say it.
_TOLD = {
    "sign in": None,
    "suggest": None,
    ANYTHING: None,
    "propose": "propose a candidate",
    "withdraw": "withdraw a suggestion",
    "undo": "undo a step",
    "redo": "redo a step",
    "add": "add an entry",
    "edit": "change an entry",
    "deprecate": "deprecate a term",
    "delete": "delete an entry",
    "accept": "accept a candidate",
    "reject": "reject a candidate",
    "reopen": "reopen a candidate",
    "merge": "merge a candidate into an entry",
    "join": "join entries",
    "split": "split an entry",
    "restore": "restore an entry",
    "decide": "decide on suggestions and conflicts",
    "claim": "claim candidates for review",
    "import": "import a file",
    "dump": "write the termbase to text files",
    "load": "load it from text files",
    "mine": "mine documents",
    "users": "manage users",
    "tokens": "manage tokens",
    "grant": "tell a server the rights of its logins",
    "repair": "repair a damaged termbase",
    "upgrade": "upgrade the schema",
    "restore backup": "restore a backup",
    "copy": "copy a whole termbase, or back up one on a server",
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a termbase that has something for every command, and a user of each role."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "terms.csv").write_text("en,zh\nharbour,港口\n", "utf-8")
    (folder / "article.txt").write_text("New growth drivers are new growth drivers of the economy.\n" * 3, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("GLOSSARY_USER", "ana")
        for arguments in (
            ("add", "reform", "改革"),
            ("edit", "reform", "--add-term", "en=restructuring"),
            ("add", "opening-up", "开放"),
            ("propose", "green growth"),
            ("propose", "old rope"),
            ("reject", "old rope"),
            *(("users", "add", NAMES[role], "--role", role.value) for role in reversed(Role)),
        ):
            assert main(["--db", "termbase.db", *arguments]) == 0, arguments
        patch.setenv("GLOSSARY_USER", "con")
        assert main(["--db", "termbase.db", "edit", "opening-up", "--definition", "to the world"]) == 0
        assert main(["--db", "termbase.db", "db", "backup", "copy.db"]) == 0
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of it, in which the commands run."""
    place = tmp_path / "work"
    shutil.copytree(prepared, place)
    monkeypatch.chdir(place)
    yield place
    shutil.rmtree(place)


def _dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "termbase.db")) as connection:
        tables = ("concept_entries", "term_sections", "candidates", "users", "tokens", "revisions", "claims", "changes")
        return [str(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608


@pytest.mark.parametrize("role", [None, *Role], ids=str)
@pytest.mark.parametrize("action", COMMANDS)
def test_every_command_by_every_role(
    folder: Path, action: str, role: Role | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who may, does; a contributor's change of an entry is proposed; all others are told in a line, nothing changed."""
    monkeypatch.setenv("GLOSSARY_USER", NAMES[role] if role else "nobody")
    before = _dump(folder)
    capsys.readouterr()
    code = main(["--db", "termbase.db", *COMMANDS[action]])
    said = capsys.readouterr()
    may = role is not None and role.includes(Role.REVIEWER if action in OWN else NEEDED[action])
    if may:
        assert code == 0, said
    elif role is Role.CONTRIBUTOR and action in SUGGESTED:
        assert code == 0, said
        assert said.out.startswith("proposed\t")
        assert "a reviewer decides" in said.err
        entries = [row for row in before if "改革" in row]
        assert [row for row in _dump(folder) if "改革" in row][: len(entries)] == entries
    else:
        assert (code, said.out, said.err.count("\n")) == (2, "", 1), said
        assert "nothing was changed" in said.err
        assert _dump(folder) == before


def test_every_action_has_its_cell() -> None:
    """An action that is new is tried by every role, or it is said why not."""
    assert NEEDED.keys() == COMMANDS.keys() | ELSEWHERE


@pytest.mark.parametrize("role", Role)
def test_everybody_reads(folder: Path, role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking up, showing, listing, exporting, checking: all roles, and who is no user of a file."""
    (folder / "text.txt").write_text("Reform goes on.\n", "utf-8")
    for name in (NAMES[role], "nobody"):
        monkeypatch.setenv("GLOSSARY_USER", name)
        for arguments in (
            ("lookup", "reform"),
            ("show", "reform"),
            ("terms",),
            ("candidates",),
            ("changes",),
            ("history",),
            ("export", "-o", f"{name}.csv"),
            ("annotate", "text.txt"),
            ("check", "text.txt"),
            ("users",),
            ("db", "stats"),
        ):
            assert main(["--db", "termbase.db", *arguments]) == 0, arguments


def test_a_token_is_printed_alone_and_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is the secret and nothing else, for a pipe; no list and no history shows it again."""
    assert folder.is_dir()
    monkeypatch.setenv("GLOSSARY_USER", "ana")
    assert main(["--db", "termbase.db", "tokens", "add", "rui", "--label", "编辑器 𠮷", "--days", "never"]) == 0
    said = capsys.readouterr()
    secret = said.out.strip()
    assert said.out == f"{secret}\n"
    assert "shown only once" in said.err
    assert secret not in said.err
    for arguments in (("tokens",), ("tokens", "--json"), ("history",), ("history", "--json"), ("users", "--json")):
        assert main(["--db", "termbase.db", *arguments]) == 0
    listed = capsys.readouterr()
    assert secret not in listed.out + listed.err
    (row,) = [json.loads(line) for line in listed.out.splitlines() if line.startswith("{") and '"label"' in line]
    assert (row["v"], row["user"], row["label"], row["expires_at"], row["used_at"], row["state"]) == (
        1,
        "rui",
        "编辑器 𠮷",
        None,
        None,
        "active",
    )
    assert main(["--db", "termbase.db", "tokens", "revoke", str(row["id"]), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "revoked"
    assert main(["--db", "termbase.db", "tokens", "revoke"]) == 2
    assert main(["--db", "termbase.db", "tokens", "revoke", "1", "--user", "rui"]) == 2
    assert main(["--db", "termbase.db", "tokens", "revoke", "--user", "rui"]) == 0
    assert main(["--db", "termbase.db", "tokens", "revoke", "99"]) == 1


def test_users_are_listed_and_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list tells names, roles and who is disabled; each change prints what is so now."""
    assert folder.is_dir()
    monkeypatch.setenv("GLOSSARY_USER", "ana")
    for arguments, role, disabled in (
        (("users", "add", "王小明"), "contributor", False),
        (("users", "set", "王小明", "--role", "reviewer"), "reviewer", False),
        (("users", "disable", "王小明"), "reviewer", True),
        (("users", "enable", "王小明"), "reviewer", False),
    ):
        capsys.readouterr()
        assert main(["--db", "termbase.db", *arguments, "--json"]) == 0
        shape = json.loads(capsys.readouterr().out)
        assert (shape["name"], shape["role"], shape["disabled_at"] is not None) == ("王小明", role, disabled)
    assert main(["--db", "termbase.db", "users"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [
        ["ana", "admin"],
        ["con", "contributor"],
        ["lea", "reader"],
        ["rui", "reviewer"],
        ["王小明", "reviewer"],
    ]


def _constants(tree: ast.Module) -> dict[str, str]:
    """Return the texts that a module gives names to."""
    named = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    return {
        target.id: str(node.value.value)
        for node in named
        if isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _actions_in(tree: ast.Module) -> Iterator[str]:
    """Yield the actions for which a module begins to write."""
    constants = _constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in {"writing", "admitting", "revising", "revise", "require"}:
            continue
        given = [word.value for word in node.keywords if word.arg == "action"]
        given += [argument for argument in node.args if name in {"revise", "require"}]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value
            elif isinstance(value, ast.Name) and value.id in constants:
                yield constants[value.id]


def test_every_action_of_the_program_has_a_role() -> None:
    """What any module writes for has a role that somebody chose; the rest would be an admin's by default."""
    found = {
        action
        for path in Path(glossary.__file__).parent.rglob("*.py")
        for action in _actions_in(ast.parse(path.read_text("utf-8")))
    }
    assert found >= {"accept", "add", "claim", "decide", "mine", "propose", "undo", "users"}
    assert found <= NEEDED.keys()


def _cell(action: str, role: Role) -> str:
    if role.includes(NEEDED[action]) and not (action in OWN and not role.includes(Role.REVIEWER)):
        return "own" if action == "withdraw" else "yes"
    if role is Role.CONTRIBUTOR and action in OWN:
        return "own"
    return "proposes" if role is Role.CONTRIBUTOR and action in SUGGESTED else ""


def make_table() -> str:
    """Return the table of the page, as the program has it."""
    header = ("", *Role)
    rows = [("look up, annotate, check, export", *["yes"] * len(Role))]
    told = {action: _TOLD.get(action, action) for action in NEEDED}
    rows += [(name, *(_cell(action, role) for role in Role)) for action, name in told.items() if name]
    lines = [f"| {' | '.join(row)} |".replace("  ", " ") for row in (header, ["---"] * len(header), *rows)]
    return "\n".join(lines)


def test_the_page_has_the_table_of_the_program() -> None:
    """What people read about roles is what the program goes by."""
    text = PAGE.read_text("utf-8")
    table = text.partition("<!-- roles: begin -->\n")[2].partition("\n<!-- roles: end -->")[0]
    assert table == make_table()


def test_the_page_has_the_numbers_of_the_program() -> None:
    """How many tries, how long a token or a session is good: as the program has it."""
    text = " ".join(PAGE.read_text("utf-8").split())
    assert f"shows {BURST} wrong tokens has to wait" in text
    assert SECONDS_EACH == 3
    assert "then gets one try every three seconds" in text
    assert f"ends after {DAYS} days unless" in text
    assert SECONDS == 30 * 24 * 3600
    assert "after thirty days" in text

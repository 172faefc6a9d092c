"""Two people, two termbases, one repository: whatever each changes in whatever order, both end with the same."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from glossary.cli import main
from glossary.exchange.text_form import path_of
from tests.sync.folders import files_of

if TYPE_CHECKING:
    from pathlib import Path

GIT = shutil.which("git") or ""
pytestmark = pytest.mark.skipif(not GIT, reason="git is not on this machine")


@dataclass(frozen=True)
class Person:
    """Somebody with a termbase and a clone."""

    name: str
    home: Path

    @property
    def clone(self) -> Path:
        """The folder."""
        return self.home / "clone"

    @property
    def environment(self) -> dict[str, str]:
        """What makes programs work for this person."""
        return {
            "GLOSSARY_DB": str(self.home / "termbase.db"),
            "GLOSSARY_USER": self.name,
            "HOME": str(self.home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": self.name,
            "GIT_AUTHOR_EMAIL": f"{self.name}@example.org",
            "GIT_COMMITTER_NAME": self.name,
            "GIT_COMMITTER_EMAIL": f"{self.name}@example.org",
        }

    def glossary(self, *arguments: str, code: int = 0) -> str:
        """Run a command in the clone, and return what it printed."""
        said = io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(said):
            patch.chdir(self.clone)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            found = main([*arguments])
        assert found == code, (arguments, said.getvalue())
        return said.getvalue()

    def git(self, *arguments: str, code: int = 0) -> str:
        """Run git in the clone, and return what it printed."""
        environment = {**os.environ, **self.environment}
        command = [GIT, *arguments]
        done = subprocess.run(command, cwd=self.clone, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def commit(self) -> None:
        """Write the termbase into the clone and commit it."""
        self.glossary("db", "dump", ".")
        self.git("add", "-A")
        self.git("commit", "-qm", f"{self.name}'s work")

    def pull(self, code: int = 0) -> str:
        """Merge what the other one has pushed."""
        return self.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main", code=code)

    def push(self) -> None:
        """Give the work to the other one."""
        self.git("push", "-q", "origin", "HEAD:main")

    def entry(self, identifier: str) -> str:
        """Return the text of an entry as the termbase would write it now."""
        self.glossary("db", "dump", "--force", str(self.home / "again"))
        return (self.home / "again" / path_of(identifier)).read_text("utf-8")

    def dumped(self) -> dict[str, bytes]:
        """Return the whole termbase as text."""
        self.glossary("db", "dump", "--force", str(self.home / "again"))
        return files_of(self.home / "again")


@pytest.fixture
def people(tmp_path: Path) -> tuple[Person, Person]:
    """Return two people with equal termbases and clones of one repository."""
    shared = tmp_path / "shared.git"
    subprocess.run([GIT, "init", "-q", "--bare", "-b", "main", str(shared)], check=True)
    lin, wang = (Person(name, tmp_path / name) for name in ("lin", "wang"))
    for person in (lin, wang):
        person.home.mkdir()
        subprocess.run([GIT, "clone", "-q", str(shared), str(person.clone)], check=True, capture_output=True)
        person.git("checkout", "-qB", "main")
    lin.glossary("add", "green tea", "绿茶", "--subject-field", "trade", "--definition", "a drink")
    lin.glossary("edit", "green-tea", "--add-term", "en=tea leaf")
    lin.glossary("add", "rice", "米")
    lin.commit()
    lin.push()
    wang.pull()
    wang.glossary("db", "load", ".")
    return lin, wang


def test_nothing_of_one_copy_is_committed(people: tuple[Person, Person]) -> None:
    """What belongs to one clone alone is in no commit, and after a dump git sees nothing else than entries."""
    lin, wang = people

    assert lin.git("status", "--porcelain") == ""
    assert wang.git("status", "--porcelain") == ""
    tracked = lin.git("ls-files").split()
    assert sorted(tracked) == sorted([".gitattributes", "termbase.toml", path_of("green-tea"), path_of("rice")])


def test_what_git_merges_by_lines_both_get(people: tuple[Person, Person]) -> None:
    """Two edits of one entry in different places, an addition and a deletion: git merges, both load, both agree."""
    lin, wang = people
    lin.glossary("edit", "green-tea", "--subject-field", "economy")
    lin.glossary("add", "silk", "丝绸")
    lin.commit()
    lin.push()
    wang.glossary("edit", "green-tea", "--pinyin", "绿茶=lǜ chá")
    wang.glossary("delete", "rice")
    wang.commit()
    wang.pull()
    wang.glossary("db", "load", ".")
    wang.push()
    lin.pull()
    lin.glossary("db", "load", ".")

    assert lin.dumped() == wang.dumped()
    text = lin.entry("green-tea")
    assert 'subject_field = "economy"' in text
    assert 'pinyin = "lǜ chá"\npinyin_by_hand = true' in text
    assert path_of("rice") not in lin.dumped()
    assert path_of("silk") in wang.dumped()


def test_a_conflict_of_git_is_told_and_can_be_settled_there(people: tuple[Person, Person]) -> None:
    """While the marks of git stand in a file it is named with its line and nothing is loaded; settled, all is."""
    lin, wang = people
    lin.glossary("edit", "green-tea", "--definition", "lin's")
    lin.commit()
    lin.push()
    wang.glossary("edit", "green-tea", "--definition", "wang's")
    wang.commit()
    wang.pull(code=1)

    said = wang.glossary("db", "load", ".", code=2)
    assert f"{path_of('green-tea')}:" in said
    assert "has the marks of a merge that isn't settled" in said
    wang.git("checkout", "--theirs", path_of("green-tea"))
    wang.git("add", "-A")
    wang.git("commit", "-qm", "lin is right")
    wang.glossary("db", "load", ".")
    wang.push()
    lin.pull()
    lin.glossary("db", "load", ".")

    assert lin.dumped() == wang.dumped()
    assert 'definition.text = "lin\'s"' in wang.entry("green-tea")


def test_a_conflict_can_be_decided_in_the_termbase(people: tuple[Person, Person]) -> None:
    """Who loads before dumping decides in the termbase what git would have no answer to; both agree after it."""
    lin, wang = people
    lin.glossary("edit", "green-tea", "--definition", "lin's")
    lin.commit()
    lin.push()
    wang.glossary("edit", "green-tea", "--definition", "wang's", "--subject-field", "economy")
    wang.pull()

    assert "conflict\tgreen-tea\tdefinition" in wang.glossary("db", "load", ".", code=1)
    assert "definition" in wang.glossary("changes")
    shown = wang.glossary("changes", "show", "1")
    assert "base    a drink" in shown
    assert "ours    wang's" in shown
    assert "theirs  lin's" in shown
    wang.glossary("changes", "reject", "1")
    wang.commit()
    wang.push()
    lin.pull()
    lin.glossary("db", "load", ".")

    assert lin.dumped() == wang.dumped()
    text = lin.entry("green-tea")
    assert 'definition.text = "wang\'s"' in text
    assert 'subject_field = "economy"' in text


def test_git_merges_by_fields_with_our_driver(people: tuple[Person, Person]) -> None:
    """With two lines of settings git merges neighbouring fields itself, and marks only what really clashes."""
    lin, wang = people
    for person in people:
        person.git("config", "merge.glossary.name", "terminology entries")
        person.git("config", "merge.glossary.driver", f"{sys.executable} -m glossary db merge-file %O %A %B")
    lin.glossary("edit", "green-tea", "--add-term", "en=matcha", "--subject-field", "economy")
    lin.commit()
    lin.push()
    wang.glossary("edit", "green-tea", "--add-term", "en=sencha", "--definition", "a hot drink")
    wang.commit()
    wang.pull()
    wang.glossary("db", "load", ".")
    wang.push()
    lin.pull()
    lin.glossary("db", "load", ".")

    assert lin.dumped() == wang.dumped()
    text = lin.entry("green-tea")
    for part in ('"matcha"', '"sencha"', '"economy"', '"a hot drink"'):
        assert part in text

    lin.glossary("edit", "green-tea", "--definition", "lin's", "--status", "matcha=deprecated")
    lin.commit()
    lin.push()
    wang.glossary("edit", "green-tea", "--definition", "wang's", "--status", "sencha=deprecated")
    wang.commit()
    wang.pull(code=1)
    marked = (wang.clone / path_of("green-tea")).read_text("utf-8")
    assert marked.count("<<<<<<<") == 1
    assert marked.count('status = "deprecated"') == 2

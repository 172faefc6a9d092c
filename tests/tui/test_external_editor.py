"""A text in the user's own editor, and what can go wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.errors import GlossaryError, InputError, UsageError
from glossary.tui.forms.external_editor import edit_outside, editor_command

if TYPE_CHECKING:
    from pathlib import Path


def _script(tmp_path: Path, line: str) -> list[str]:
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    path.chmod(0o755)
    return [str(path)]


def test_text_goes_out_and_comes_back(tmp_path: Path) -> None:
    """The editor has the text in UTF-8, and what it writes comes back without the last line break."""
    command = _script(tmp_path, f'cp "$1" {tmp_path}/seen; printf "深化\\n改革\\n" > "$1"')

    assert edit_outside("改革", command) == "深化\n改革"
    assert (tmp_path / "seen").read_text("utf-8") == "改革\n"


def test_untouched_text_is_the_same(tmp_path: Path) -> None:
    """An editor that changes nothing changes nothing."""
    for text in ("", "one", "one\ntwo", "one\n"):
        assert edit_outside(text, _script(tmp_path, "true")) == text


def test_editor_that_fails_is_said(tmp_path: Path) -> None:
    """An editor that isn't there, ends badly or writes no UTF-8 is named, and the field stays."""
    with pytest.raises(GlossaryError, match="can't be started"):
        edit_outside("x", [str(tmp_path / "none")])
    with pytest.raises(GlossaryError, match="code 3"):
        edit_outside("x", _script(tmp_path, "exit 3"))
    with pytest.raises(InputError, match="isn't UTF-8"):
        edit_outside("x", _script(tmp_path, "printf '\\377' > \"$1\""))


def test_visual_comes_before_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """$VISUAL wins, may have arguments, and without both there is a clear message."""
    monkeypatch.setenv("EDITOR", "nano")
    monkeypatch.setenv("VISUAL", "code --wait")
    assert editor_command() == ["code", "--wait"]
    monkeypatch.delenv("VISUAL")
    assert editor_command() == ["nano"]
    monkeypatch.delenv("EDITOR")
    with pytest.raises(UsageError, match=r"no editor is set"):
        editor_command()
    monkeypatch.setenv("EDITOR", "'nano")
    with pytest.raises(UsageError, match="isn't a command"):
        editor_command()

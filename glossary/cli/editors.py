"""The commands ``editor list``, ``editor install`` and ``editor omegat``."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from glossary.cli.narration import say
from glossary.cli.opening import open_work
from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.editors import EDITORS, State, find_invocation, get_editor, install, look_at
from glossary.editors.omegat import read_project, write_and_follow, write_once
from glossary.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from types import FrameType

    from glossary.editors import Editor

#: VS Code and its kin, in the order in which they are asked to install an extension.
_CODES = ("code", "codium", "code-insiders", "code-server")
_STATES = {
    State.ABSENT: "not installed",
    State.CURRENT: "installed",
    State.OUTDATED: "another version",
    State.FOREIGN: "changed by hand",
}


def list_editors(arguments: Namespace) -> int:
    """Print the editors, where their files go and whether they are there."""
    invocation = find_invocation(arguments.db)
    rows = []
    for editor in EDITORS:
        main = editor.plan_files(invocation)[0]
        rows.append((editor, main.path, look_at(main)))
    if arguments.json:
        for editor, path, state in rows:
            print_json(
                {"v": VERSION, "editor": editor.name, "title": editor.title, "file": str(path), "state": state.value}
            )
    else:
        print_table(
            ("editor", "for", "file", ""),
            ((editor.name, editor.title, str(path), _STATES[state]) for editor, path, state in rows),
        )
    return 0


def install_editor(arguments: Namespace) -> int:
    """Write, or print, what an editor needs."""
    if arguments.editor == "omegat":
        return _install_omegat(arguments)
    editor = get_editor(arguments.editor)
    folder = Path(arguments.dir).expanduser().absolute() if arguments.dir else None
    files = editor.plan_files(find_invocation(arguments.db), folder)
    if arguments.print:
        return _print(editor, files[0].path, files[0].build(_present(files[0].path), force=arguments.force))
    for outcome in install(files, force=arguments.force):
        if outcome.backup is not None:
            say(f"glossary: {outcome.path} was there; a copy is {outcome.backup}")
        if outcome.state is State.CURRENT:
            say(f"glossary: {outcome.path} was installed already")
        print(outcome.path)
    if editor.name == "vscode" and not _install_extension(files[0].path, is_asked=folder is None):
        return 0
    say(f"glossary: {editor.then}")
    return 0


def omegat(arguments: Namespace) -> int:
    """Write the glossary of a project of OmegaT, and keep it fresh."""
    project = read_project(Path(arguments.project).expanduser())
    with open_work(arguments) as work:
        if not arguments.watch:
            write_once(work.database, project)
            print(project.file)
            return 0
        stopped = Event()

        def stop(_number: int, _frame: FrameType | None) -> None:
            stopped.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        print(project.file, flush=True)
        write_and_follow(work.database, project, stopped, lambda line: say(f"glossary: {line}"))
    return 0


def _install_omegat(arguments: Namespace) -> int:
    if arguments.print or not arguments.dir:
        raise UsageError(
            "OmegaT has no plugin: --dir PROJECT writes the project's glossary; see: glossary editor omegat"
        )
    arguments.project, arguments.watch = arguments.dir, False
    code = omegat(arguments)
    say(f"glossary: OmegaT reads it at once; to keep it fresh: glossary editor omegat {arguments.dir} --watch")
    return code


def _print(editor: Editor, path: Path, content: bytes) -> int:
    """Print what would be written; a packed extension only into a file or pipe."""
    if editor.name == "vscode" and sys.stdout.isatty():
        raise UsageError(f"the extension is a packed file; write it to one: --print > {path.name}")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    say(f"glossary: this would be {path}")
    return 0


def _present(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _install_extension(path: Path, *, is_asked: bool) -> bool:
    """Have VS Code install the packed extension; where there is none, say how it is done."""
    program = next((found for name in _CODES if (found := shutil.which(name))), None) if is_asked else None
    if program is None:
        say(f"glossary: now install it: code --install-extension {path}")
        return False
    done = subprocess.run(  # noqa: S603 - the editor that the user asked to install it
        [program, "--install-extension", str(path), "--force"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = " ".join((done.stderr or done.stdout).split())
        raise UsageError(f"{program} --install-extension {path} failed: {told}")
    return True

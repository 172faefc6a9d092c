"""The editors that there are plugins or settings for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.editors import places
from glossary.editors.helix import merge_languages
from glossary.editors.installing import PlannedFile
from glossary.editors.jsonc import find_member, put_member
from glossary.editors.plugin_files import emacs_package, neovim_plugin, vim_plugin
from glossary.editors.vsix import pack_extension, vsix_name
from glossary.errors import Conflict, FormatError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from glossary.editors.installing import Build
    from glossary.editors.invocation import Invocation

_KATE_MODES = (
    "^(None|Normal|Markdown|GitHub Flavored Markdown|LaTeX|reStructuredText|Org Mode|Git Commit Message|GNU Gettext)$"
)
_SUBLIME_SELECTOR = "text.plain | text.html.markdown | text.tex | text.git-commit | text.restructuredtext | text.po"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """An editor: what is installed for it and where; ``then`` is what its user does next."""

    name: str
    title: str
    find_folder: Callable[[], Path]
    plan: Callable[[Path, Invocation], list[PlannedFile]]
    then: str

    def plan_files(self, invocation: Invocation, folder: Path | None = None) -> list[PlannedFile]:
        """Return the files to install, the main one first.

        Args:
            invocation: how the program is called.
            folder: of the editor's settings; its own unless given.
        """
        return self.plan(folder or self.find_folder(), invocation)


def get_editor(name: str) -> Editor:
    """Return the editor of a name.

    Raises:
        NotFound: there is none.
    """
    for editor in EDITORS:
        if editor.name == name:
            return editor
    raise NotFound(f"{name}: is no editor we know; choose from {', '.join(editor.name for editor in EDITORS)}")


def _plan_neovim(folder: Path, invocation: Invocation) -> list[PlannedFile]:
    return [_own(folder / "plugin" / "glossary.lua", neovim_plugin(invocation))]


def _plan_vim(folder: Path, invocation: Invocation) -> list[PlannedFile]:
    return [_own(folder / "plugin" / "glossary.vim", vim_plugin(invocation))]


def _plan_emacs(folder: Path, invocation: Invocation) -> list[PlannedFile]:
    package = folder / "elpa" / "glossary"
    return [_own(package / name, text) for name, text in emacs_package(invocation).items()]


def _plan_vscode(folder: Path, invocation: Invocation) -> list[PlannedFile]:
    path = folder / vsix_name()
    return [PlannedFile(path=path, build=_always(pack_extension(invocation)), is_disposable=True)]


def _plan_helix(folder: Path, invocation: Invocation) -> list[PlannedFile]:
    path = folder / "languages.toml"

    def build(present: bytes | None, *, force: bool) -> bytes:
        text = None if present is None else _decode(present, path)
        return merge_languages(text, invocation, str(path), force=force).encode()

    return [PlannedFile(path=path, build=build, is_shared=True)]


def _plan_kate(folder: Path, invocation: Invocation) -> list[PlannedFile]:
    server = {"command": [*invocation.command, "lsp"], "highlightingModeRegex": _KATE_MODES}
    return [_member(folder / "lspclient" / "settings.json", ("servers", "glossary"), server)]


def _plan_sublime(folder: Path, invocation: Invocation) -> list[PlannedFile]:
    client = {"enabled": True, "command": [*invocation.command, "lsp"], "selector": _SUBLIME_SELECTOR}
    return [_member(folder / "LSP.sublime-settings", ("clients", "glossary"), client)]


def _own(path: Path, text: str) -> PlannedFile:
    """Return a file that is ours alone."""
    return PlannedFile(path=path, build=_always(text.encode()))


def _always(content: bytes) -> Build:
    def build(present: bytes | None, *, force: bool) -> bytes:  # noqa: ARG001 - the same whatever is there
        return content

    return build


def _member(path: Path, keys: tuple[str, ...], value: object) -> PlannedFile:
    """Return a settings file in JSON that has one member of ours."""

    def build(present: bytes | None, *, force: bool) -> bytes:
        text = "" if present is None else _decode(present, path)
        found = find_member(text, keys, str(path))
        if found == value:
            return present or b""
        if found is not None and not force:
            raise Conflict(f"{path}: has another {'.'.join(keys)}; --force replaces it and keeps a copy")
        return put_member(text, keys, value, str(path)).encode()

    return PlannedFile(path=path, build=build, is_shared=True)


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise FormatError(str(path), "isn't UTF-8; mend it first") from error


EDITORS: tuple[Editor, ...] = (
    Editor(
        name="nvim",
        title="Neovim 0.7 and newer",
        find_folder=places.neovim_folder,
        plan=_plan_neovim,
        then="start Neovim and open a text; K shows the term under the cursor, :GlossaryAdd adds one",
    ),
    Editor(
        name="vim",
        title="Vim 8.2 and newer, with or without ALE",
        find_folder=places.vim_folder,
        plan=_plan_vim,
        then="start Vim; :GlossaryLookup and :GlossaryAdd work at once, hover and fixes where ALE is installed",
    ),
    Editor(
        name="emacs",
        title="Emacs 27.1 and newer, with or without Eglot",
        find_folder=places.emacs_folder,
        plan=_plan_emacs,
        then="start Emacs; M-x glossary-lookup works at once, M-x eglot in a text starts the language server",
    ),
    Editor(
        name="vscode",
        title="VS Code, VSCodium, code-server",
        find_folder=places.vsix_folder,
        plan=_plan_vscode,
        then="reload its window and open a text; the commands begin with “Glossary:”",
    ),
    Editor(
        name="helix",
        title="Helix 23.10 and newer",
        find_folder=places.helix_folder,
        plan=_plan_helix,
        then="start Helix and open a text; hx --health markdown shows the server",
    ),
    Editor(
        name="kate",
        title="Kate 21.12 and newer",
        find_folder=places.kate_folder,
        plan=_plan_kate,
        then="switch on the plugin “LSP Client” in Kate's settings and restart it; it asks once whether it may start",
    ),
    Editor(
        name="sublime",
        title="Sublime Text with its LSP package",
        find_folder=places.sublime_folder,
        plan=_plan_sublime,
        then="install the package LSP (Package Control: Install Package) where it isn't yet, and restart Sublime Text",
    ),
)

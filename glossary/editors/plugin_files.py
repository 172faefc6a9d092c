"""Plugins as they come with the program, with the way to call it put in."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from glossary.editors.stamp import stamp

if TYPE_CHECKING:
    from glossary.editors.invocation import Invocation


def read_plugin(name: str) -> str:
    """Return a file of ``plugins/`` as it is."""
    return files("glossary.editors").joinpath("plugins", *name.split("/")).read_text(encoding="utf-8")


def neovim_plugin(invocation: Invocation) -> str:
    """Return the plugin for Neovim."""
    call = ", ".join(map(_double_quoted, invocation.command))
    return _put(read_plugin("nvim/glossary.lua"), 'local command = { "glossary" }', f"local command = {{ {call} }}")


def vim_plugin(invocation: Invocation) -> str:
    """Return the plugin for Vim."""
    call = ", ".join("'" + part.replace("'", "''") + "'" for part in invocation.command)
    return _put(read_plugin("vim/glossary.vim"), "let s:command = ['glossary']", f"let s:command = [{call}]")


def emacs_package(invocation: Invocation) -> dict[str, str]:
    """Return the files of the package for Emacs by their names, the one that is enough by itself first."""
    call = " ".join(map(_double_quoted, invocation.command))
    main = read_plugin("emacs/glossary.el")
    before, after = '(defcustom glossary-command \'("glossary")', f"(defcustom glossary-command '({call})"
    return {
        "glossary.el": _put(main, before, after),
        "glossary-pkg.el": stamp(read_plugin("emacs/glossary-pkg.el")),
        "glossary-autoloads.el": stamp(read_plugin("emacs/glossary-autoloads.el")),
    }


def _put(text: str, before: str, after: str) -> str:
    if text.count(before) != 1:
        raise AssertionError(f"a plugin has no line {before}")
    return stamp(text.replace(before, after))


def _double_quoted(text: str) -> str:
    """Return a string as JSON, Lua and Lisp write it; there are no control characters in it."""
    return json.dumps(text, ensure_ascii=False)

"""Whole views of the app, one a file; each is loaded when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.tui.screens.view import View


def make_view(name: str) -> View:
    """Return a new view: ``NameScreen`` of the module ``name``."""
    module = import_module(f"{__name__}.{name}")
    view: View = getattr(module, f"{name.capitalize()}Screen")()
    return view

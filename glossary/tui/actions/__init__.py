"""Every action of the app, once, a file a scope: keys, footer, help, palette and settings file all read these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.tui.actions import (
    app,
    browse,
    changes,
    conflict,
    dialogs,
    editor,
    history,
    lists,
    occurrences,
    review,
    statistics,
    traffic,
)
from glossary.tui.actions.action import Action

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["ACTIONS", "SCOPES", "Action", "actions_of", "bindings_of"]

#: The names of the scopes, as the help shows them, in its order.
SCOPES = {
    "app": "Everywhere",
    "list": "In lists",
    "browse": "Entries",
    "review": "Review",
    "editor": "Entry form",
    "history": "History",
    "changes": "Changes that wait",
    "occurrences": "Occurrences",
    "statistics": "Statistics",
    "dialog": "In dialogs",
    "form": "In forms",
    "progress": "While work goes on",
    "text": "In long texts",
    "path": "In a line for files",
    "files": "Choosing files",
    "import": "Before an import",
    "conflict": "Changed by two",
}

#: All actions, in the order in which the help shows them.
ACTIONS: tuple[Action, ...] = (
    *app.ACTIONS,
    *lists.ACTIONS,
    *browse.ACTIONS,
    *review.ACTIONS,
    *editor.ACTIONS,
    *history.ACTIONS,
    *changes.ACTIONS,
    *occurrences.ACTIONS,
    *statistics.ACTIONS,
    *dialogs.ACTIONS,
    *traffic.ACTIONS,
    *conflict.ACTIONS,
)


def actions_of(*scopes: str) -> list[Action]:
    """Return the actions of some scopes, in the order of the table."""
    return [action for action in ACTIONS if action.scope in scopes]


def bindings_of(scope: str) -> list[BindingType]:
    """Return the key bindings of a scope, for ``BINDINGS``."""
    return [action.binding for action in actions_of(scope)]

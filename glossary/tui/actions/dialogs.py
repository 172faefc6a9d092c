"""What works in every dialog."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("dialog.cancel", "escape", "Back", "Leave the dialog without doing anything", shown=True),
)

"""What works in the history."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("history.search", "slash", "Filter", "Filter while typing: who, what, an entry's id", shown=True),
    action("history.back", "escape", "Back", "Leave the filter, take it away, or go back", shown=True),
    action(
        "history.restore",
        "r",
        "Restore",
        "Bring back the entry as it was after this change; a deleted one as it was before",
        shown=True,
        command="glossary restore ENTRY --revision N",
    ),
    action("history.detail", "w", "Details", "Show or hide the change beside the list"),
)

"""What works among the changes that wait for a decision."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action(
        "changes.accept",
        "a",
        "Accept",
        "Change the entry as it was proposed",
        shown=True,
        command="glossary changes accept",
    ),
    action(
        "changes.reject",
        "r",
        "Reject",
        "Leave the entry as it is",
        shown=True,
        command="glossary changes reject",
    ),
    action("changes.edit", "e", "Edit", "Edit the entry with what was proposed; saving it there decides", shown=True),
    action("changes.back", "escape", "Back", "Go back to the view before", shown=True),
    action("changes.scroll_down", "J,shift+down", "Scroll down", "Scroll the change down", call="scroll_change(1)"),
    action("changes.scroll_up", "K,shift+up", "Scroll up", "Scroll the change up", call="scroll_change(-1)"),
)

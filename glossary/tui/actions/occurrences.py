"""What works in the occurrences and in the text of a document."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("occurrences.next", "n", "Next", "To the next occurrence", shown=True),
    action("occurrences.previous", "N,p", "Previous", "To the occurrence before", shown=True),
    action("occurrences.back", "escape", "Back", "Back to the list, or to where you came from", shown=True),
    action("occurrences.copy_line", "y", "Copy", "Copy the sentence around the occurrence"),
)

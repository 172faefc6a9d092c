"""What can be done where an entry was changed by somebody else while it was edited."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("conflict.choose", "space", "Whose", "Take the field under the cursor from the other one", shown=True),
    action("conflict.join", "j", "Join both", "Save what both changed", shown=True),
    action("conflict.mine", "m", "Keep mine", "Save what was typed over what the other one saved", shown=True),
    action("conflict.theirs", "t", "Theirs", "Take what the other one saved, and drop what was typed", shown=True),
)

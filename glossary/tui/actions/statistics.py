"""What works in the statistics."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (action("statistics.refresh", "r", "Count again", "Count everything again", shown=True),)

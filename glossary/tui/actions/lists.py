"""What works in every list."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("list.up", "up,k", "Up", "One row up", call="move(-1)"),
    action("list.down", "down,j", "Down", "One row down", call="move(1)"),
    action("list.page_up", "pageup,ctrl+u", "Page up", "One screen up", call="page(-1)"),
    action("list.page_down", "pagedown,ctrl+d", "Page down", "One screen down", call="page(1)"),
    action("list.first", "home,g", "First", "To the first row", call="first"),
    action("list.last", "end,G", "Last", "To the last row", call="last"),
    action("list.choose", "enter", "Open", "Open the row", call="choose"),
    action("list.mark", "space", "Mark", "Mark the row and go on to the next", call="mark"),
    action("list.mark_range", "v", "Range", "Begin or end a range of marked rows", call="mark_range"),
    action("list.mark_all", "asterisk", "Mark all", "Mark all rows", call="mark_all"),
    action("list.unmark", "minus", "Unmark", "Take all marks away", call="unmark"),
)

"""What works in the entries."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("browse.search", "slash", "Filter", "Filter while typing: English, Chinese, pinyin, initials", shown=True),
    action("browse.back", "escape", "Clear", "Take the filter away, or the marks"),
    action("browse.new", "n", "New", "Write a new entry", shown=True, command="glossary add"),
    action(
        "browse.take_base", "B", "Take in the base", "Take in the curated base of policy terms", command="glossary base"
    ),
    action("browse.filters", "f", "Filters", "Filter by status, field, document, missing equivalent, date", shown=True),
    action("browse.sort", "s", "Sort", "Sort by the next column"),
    action("browse.reverse", "S", "Reverse", "Reverse the order"),
    action(
        "browse.occurrences", "o", "In use", "Show where the terms occur", shown=True, command="glossary occurrences"
    ),
    action("browse.entry_history", "h", "History", "Show the versions of the entry", command="glossary history ENTRY"),
    action("browse.copy_english", "c", "Copy English", "Copy the English term"),
    action("browse.copy_chinese", "y", "Copy Chinese", "Copy the Chinese term", shown=True),
    action(
        "browse.join", "J", "Join", "Join the marked entries into the one under the cursor", command="glossary join"
    ),
    action("browse.delete", "d,delete", "Delete", "Delete the entry or the marked ones", command="glossary delete"),
    action("browse.preview", "w", "Preview", "Show or hide the entry beside the list"),
)

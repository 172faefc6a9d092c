"""What works everywhere."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("app.help", "question_mark,f1", "Help", "Show all keys, and search them", call="app.help", shown=True),
    action(
        "app.palette", "ctrl+p,colon", "Commands", "Find and run any command by its name", call="app.command_palette"
    ),
    action(
        "app.entries", "f2", "Entries", "Go to the entries", call="app.show_view('browse')", command="glossary terms"
    ),
    action(
        "app.review",
        "f3",
        "Review",
        "Go to the candidates",
        call="app.show_view('review')",
        command="glossary candidates",
    ),
    action(
        "app.statistics",
        "f4",
        "Statistics",
        "Go to the statistics",
        call="app.show_view('statistics')",
        command="glossary db stats",
    ),
    action(
        "app.history", "f5", "History", "Go to the history", call="app.show_view('history')", command="glossary history"
    ),
    action(
        "app.changes",
        "C",
        "Changes",
        "Decide on the changes of entries that wait: suggested, or changed by two",
        call="app.changes",
        command="glossary changes",
    ),
    action("app.next_view", "right_square_bracket", "Next view", "Go to the next view", call="app.next_view(1)"),
    action(
        "app.previous_view", "left_square_bracket", "Previous view", "Go to the view before", call="app.next_view(-1)"
    ),
    action(
        "app.undo",
        "z,ctrl+z",
        "Undo",
        "Take back the newest change, also one of an earlier day",
        call="app.undo",
        shown=True,
        command="glossary undo",
    ),
    action("app.redo", "Z,ctrl+y", "Redo", "Do again what was undone last", call="app.redo", command="glossary redo"),
    action("app.mine", "M", "Mine", "Find terms in documents", call="app.mine", command="glossary mine PATH…"),
    action(
        "app.import",
        "I",
        "Import",
        "Bring entries in from a file",
        call="app.import_file",
        command="glossary import FILE",
    ),
    action(
        "app.export",
        "E",
        "Export",
        "Write the marked, filtered or all entries to a file",
        call="app.export",
        command="glossary export",
    ),
    action("app.drafts", "D", "Drafts", "Open what was typed into a form and not saved", call="app.drafts"),
    action("app.settings", "ctrl+o", "Settings", "Language, theme, mouse and widths", call="app.settings"),
    action("app.quit", "q,ctrl+q", "Quit", "Leave; what is not saved stays as a draft", call="app.leave", shown=True),
)

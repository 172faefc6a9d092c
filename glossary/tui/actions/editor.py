"""What works in the form of an entry."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("editor.save", "ctrl+s,f10", "Save", "Save the entry", shown=True, command="glossary edit ENTRY"),
    action("editor.leave", "escape", "Leave", "Leave the form; asks if something isn't saved", shown=True),
    action("editor.add_term", "ctrl+n", "Term", "Add a term in the language of the one with the focus", shown=True),
    action("editor.add", "ctrl+t", "Add…", "Add a usage example, note, cross-reference or term", shown=True),
    action("editor.remove", "f9", "Remove", "Take away the term, example, note or reference", shown=True),
    action("editor.up", "alt+up", "Up", "Move the term, example, note or reference up", call="move(-1)"),
    action("editor.down", "alt+down", "Down", "Move the term, example, note or reference down", call="move(1)"),
    action("editor.external", "f8", "$EDITOR", "Write the field in your own editor ($VISUAL, $EDITOR)", shown=True),
    action("editor.next_problem", "ctrl+g", "Next problem", "Go to the next field with a problem"),
    action("editor.undo_typing", "ctrl+z", "Undo typing", "Take back what was typed last in the field"),
    action("editor.redo_typing", "ctrl+y", "Redo typing", "Type again what was taken back in the field"),
    action("editor.revert", "ctrl+r", "Revert", "Throw away what isn't saved, and the draft of it"),
    action("editor.split", "ctrl+l", "Split", "Move some terms into a new entry", command="glossary split ENTRY TERM…"),
    action("editor.history", "f7", "History", "Show the versions of the entry", command="glossary history ENTRY"),
)

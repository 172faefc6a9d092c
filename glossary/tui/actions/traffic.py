"""What works where files are chosen, forms are filled in, and an import is decided on."""

from __future__ import annotations

from glossary.tui.actions.action import Action, action

ACTIONS: tuple[Action, ...] = (
    action("progress.stop", "escape", "Stop", "Stop the work; everything stays as it was", call="cancel", shown=True),
    action("text.down", "j", "Down", "One line down", call="scroll_down"),
    action("text.up", "k", "Up", "One line up", call="scroll_up"),
    action("text.first", "g", "First", "To the beginning", call="scroll_home"),
    action("text.last", "G", "Last", "To the end", call="scroll_end"),
    action("form.accept", "f10,ctrl+s", "Go", "Do what the form says", shown=True),
    action("form.reset", "ctrl+r", "Reset", "Put everything back to nothing chosen"),
    action(
        "path.complete", "tab", "Complete", "Complete the name of a file, or go on where it is complete", shown=True
    ),
    action("path.choose", "ctrl+t", "Choose", "Choose files and folders from a tree", shown=True),
    action(
        "files.take", "enter", "Take", "Take what is marked, or the file under the cursor; open a folder", shown=True
    ),
    action("files.mark", "space", "Mark", "Mark a file or folder, to take several", shown=True),
    action("files.unfold", "right,l", "Open", "Open the folder"),
    action("files.fold", "left,h", "Close", "Close the folder, or go to the one it is in"),
    action("files.parent", "backspace", "Up", "Begin one folder higher", shown=True),
    action("import.skip", "s", "Keep ours", "Leave the entry of the termbase as it is", shown=True),
    action("import.fill", "f", "Fill", "Fill in what the entry of the termbase lacks", shown=True),
    action("import.overwrite", "o", "Overwrite", "Take the entry of the file in its place", shown=True),
    action("import.variant", "t", "Terms", "Take only the terms that the entry lacks, as admitted ones", shown=True),
    action("import.apply", "f10,ctrl+s", "Import", "Import with these decisions", shown=True),
)

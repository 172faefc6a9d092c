"""Files and folders chosen from a tree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.widgets.file_tree import FileTree

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FileChoiceDialog(Dialog[list[Path]]):
    """Answers with the paths that were marked, or with the file under the cursor.

    Args:
        folder: where the tree begins.
        several: whether more than one can be taken, and folders.
        endings: of the files that are shown; all where there are none.
    """

    DIALOG_TITLE = "Choose files"

    def __init__(self, folder: Path, *, several: bool = False, endings: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._folder = folder
        self._several = several
        self._endings = endings

    def compose_body(self) -> ComposeResult:
        """Yield the tree."""
        yield FileTree(self._folder, several=self._several, endings=self._endings)

    def on_file_tree_taken(self, event: FileTree.Taken) -> None:
        """Answer."""
        self.dismiss(event.paths)

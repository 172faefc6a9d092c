"""What an import didn't take, kept in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.errors import GlossaryError
from glossary.tui.dialogs.confirm import ConfirmDialog
from glossary.tui.dialogs.form import FormDialog, form_row
from glossary.tui.language import t
from glossary.tui.paths import is_folder, is_there
from glossary.tui.widgets.path_field import PathField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from glossary.jobs.importing import NotTaken


class SaveListDialog(FormDialog[None]):
    """Writes the list as a table.

    Args:
        rows: what wasn't taken.
        imported: the file that was imported, beside which the list is proposed to go.
    """

    DIALOG_TITLE = "Save the list"

    def __init__(self, rows: Sequence[NotTaken], imported: Path) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._proposed = imported.with_name(f"{imported.stem}-not-taken.csv")

    @property
    def go_title(self) -> str:
        """What is on the button."""
        return t("Save")

    def compose_rows(self) -> ComposeResult:
        """Yield the file."""
        yield form_row(t("File"), PathField(str(self._proposed), endings=(".csv",), id="list-path"))

    def accept(self) -> None:
        """Write the file, after asking where there is one already."""
        paths = self.query_one(PathField).paths
        if not paths:
            self.tell_problem(t("Name the file to write."))
        elif is_folder(paths[0]):
            self.tell_problem(t("{path} is a folder; name a file in it.", path=paths[0]))
        elif is_there(paths[0]):
            question = t("{path} is there already. Replace it?", path=paths[0])
            dialog = ConfirmDialog(t("Save the list"), question, {"y": t("Yes, replace it"), "n": t("No")})
            self.app.push_screen(dialog, lambda answer: self._write(paths[0]) if answer == "y" else None)
        else:
            self._write(paths[0])

    def _write(self, path: Path) -> None:
        from glossary.jobs.importing import write_not_taken  # noqa: PLC0415 - slow to load

        try:
            write_not_taken(self._rows, path)
        except GlossaryError as error:
            self.tell_problem(error)
            return
        self.dismiss(None)
        self.glossary.notify(t("Saved: {name}", name=path))

"""A file to be imported: which, in which format, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Select

from glossary.exchange.formats import FORMATS
from glossary.tui.dialogs.form import FormDialog, form_row
from glossary.tui.dialogs.import_preview import ImportPreviewDialog
from glossary.tui.dialogs.progress import ProgressDialog
from glossary.tui.dialogs.report import ReportDialog
from glossary.tui.format_choices import format_choices
from glossary.tui.language import t, tn
from glossary.tui.paths import is_there
from glossary.tui.widgets.path_field import PathField

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from glossary.jobs.importing import ImportPreview, ImportReport
    from glossary.progress import Progress
    from glossary.tui.dialogs.import_preview import Decisions

_REPORT_TEXTS = {
    "added": "{count} added",
    "filled": "{count} filled in",
    "overwritten": "{count} overwritten",
    "same": "{count} the same already",
    "skipped": "{count} left as they were",
    "empty": "{count} without a term, passed over",
    "spared": "{count} not overwritten: somebody changed them meanwhile",
}


class ImportDialog(FormDialog[None]):
    """Imports a file: first it shows what would happen, then it does it in one step."""

    DIALOG_TITLE = "Import"

    @property
    def go_title(self) -> str:
        """What is on the button."""
        return t("Look at it first")

    def compose_rows(self) -> ComposeResult:
        """Yield the file and the format."""
        endings = tuple(dict.fromkeys(ending for format_ in FORMATS if format_.read for ending in format_.extensions))
        yield form_row(t("File"), PathField(endings=endings, placeholder=" ".join(endings), id="import-path"))
        formats = [(t("by the ending of the file"), ""), *format_choices()]
        yield form_row(t("Format"), Select(formats, value="", allow_blank=False, id="import-format", compact=True))

    def accept(self) -> None:
        """Read the file, compare it with the termbase, and show what would happen."""
        paths = self.query_one(PathField).paths
        if not paths:
            self.tell_problem(t("Name a file first; Ctrl+T shows a tree to choose from."))
            return
        if not is_there(paths[0]):
            self.tell_problem(t("{path}: there is no such file", path=paths[0]))
            return
        format_name = str(self.query_one("#import-format", Select).value) or None

        def job(progress: Progress) -> ImportPreview:
            return self._preview(paths[0], format_name, progress)

        self.app.push_screen(ProgressDialog(t("Reading the file"), job, failed=self.tell_problem), self._show)

    def _preview(self, path: Path, format_name: str | None, progress: Progress) -> ImportPreview:
        from glossary.jobs.importing import preview_import  # noqa: PLC0415 - slow to load, so in the thread

        return preview_import(self.glossary.database, path, format_name=format_name, progress=progress)

    def _show(self, preview: ImportPreview | None) -> None:
        if preview is None:
            return

        def decided(decisions: Decisions | None) -> None:
            if decisions is not None:
                self._apply(preview, decisions)

        self.app.push_screen(ImportPreviewDialog(preview), decided)

    def _apply(self, preview: ImportPreview, decisions: Decisions) -> None:
        app = self.glossary

        def job(progress: Progress) -> ImportReport:
            from glossary.jobs.importing import apply_import  # noqa: PLC0415 - as above

            return apply_import(app.database, preview, who=app.user, decisions=decisions, progress=progress)

        self.app.push_screen(ProgressDialog(t("Importing"), job, failed=self.tell_problem), self._tell)

    def _tell(self, report: ImportReport | None) -> None:
        if report is None:
            return
        self.dismiss(None)
        self.glossary.look_for_changes()
        counts = {name: len(getattr(report, name)) for name in _REPORT_TEXTS}
        lines = [t(said, count=f"{counts[name]:,}") for name, said in _REPORT_TEXTS.items() if counts[name]]
        changed = counts["added"] + counts["filled"] + counts["overwritten"]
        lines.append(t("z takes the whole import back.") if changed else t("Nothing was changed."))
        spared = len(report.spared)
        heading = tn("{count} entry was changed meanwhile:", "{count} entries were changed meanwhile:", spared)
        self.app.push_screen(ReportDialog(t("Import"), lines, heading=heading, details=report.spared))

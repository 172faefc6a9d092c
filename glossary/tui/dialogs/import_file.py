"""A file to be imported: which, in which format, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Select

from glossary.exchange.formats import FORMATS
from glossary.jobs.importing.matching import MatchedBy
from glossary.jobs.importing.report import Reason
from glossary.tui.dialogs.form import FormDialog, form_row
from glossary.tui.dialogs.import_preview import ImportPreviewDialog
from glossary.tui.dialogs.import_rejections import SaveListDialog
from glossary.tui.dialogs.progress import ProgressDialog
from glossary.tui.dialogs.report import ReportDialog
from glossary.tui.format_choices import format_choices
from glossary.tui.language import t, tn
from glossary.tui.paths import is_there
from glossary.tui.widgets.path_field import PathField

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from glossary.jobs.importing import ImportPreview, ImportReport, NotTaken
    from glossary.progress import Progress
    from glossary.tui.dialogs.import_preview import Decisions

_REPORT_TEXTS = {
    "added": "{count} added",
    "filled": "{count} filled in",
    "extended": "{count} given further terms",
    "overwritten": "{count} overwritten",
    "same": "{count} the same already",
    "skipped": "{count} left as they were",
    "ambiguous": "{count} not taken, for they may be any of several",
    "empty": "{count} without a term, passed over",
    "spared": "{count} not overwritten: somebody changed them meanwhile",
}
_REASON_TEXTS = {
    Reason.DIFFERS: "left as it is, though it differs in: {detail}",
    Reason.NOTHING_MISSING: "nothing was missing; ours stays where it differs: {detail}",
    Reason.NO_NEW_TERM: "no term was missing; ours stays where it differs: {detail}",
    Reason.CHANGED: "somebody changed it meanwhile: {detail}",
    Reason.AMBIGUOUS: "may be any of several; give it the id of one: {detail}",
    Reason.NO_TERM: "has no term{detail}",
    Reason.UNREADABLE: "{detail}",
}
_REACH_TEXTS = {
    MatchedBy.VARIANT: "the id, a term, or a variant of one",
    MatchedBy.TERM: "the id or a term",
    MatchedBy.ID: "the id only",
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
        reach = [(t(said), kind.value) for kind, said in _REACH_TEXTS.items()]
        variant = MatchedBy.VARIANT.value
        yield form_row(t("Match by"), Select(reach, value=variant, allow_blank=False, id="import-match", compact=True))

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
        reach = MatchedBy(str(self.query_one("#import-match", Select).value))

        def job(progress: Progress) -> ImportPreview:
            from glossary.jobs.importing import preview_import  # noqa: PLC0415 - slow to load, so in the thread

            database = self.glossary.database
            return preview_import(database, paths[0], format_name=format_name, reach=reach, progress=progress)

        self.app.push_screen(ProgressDialog(t("Reading the file"), job, failed=self.tell_problem), self._show)

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

        def done(report: ImportReport | None) -> None:
            if report is not None:
                self._tell(report, Path(preview.path))

        self.app.push_screen(ProgressDialog(t("Importing"), job, failed=self.tell_problem), done)

    def _tell(self, report: ImportReport, path: Path) -> None:
        self.dismiss(None)
        self.glossary.look_for_changes()
        counts = {name: len(getattr(report, name)) for name in _REPORT_TEXTS}
        lines = [t(said, count=f"{counts[name]:,}") for name, said in _REPORT_TEXTS.items() if counts[name]]
        changed = sum(counts[name] for name in ("added", "filled", "extended", "overwritten"))
        lines.append(t("z takes the whole import back.") if changed else t("Nothing was changed."))
        rows = report.not_taken
        heading = tn("{count} row of the file was not taken:", "{count} rows of the file were not taken:", len(rows))
        answers = {"s": t("Save the list")} if rows else {}
        details = [_line(row) for row in rows]
        dialog = ReportDialog(t("Import"), lines, heading=heading, details=details, answers=answers)
        app = self.glossary

        def answered(answer: str | None) -> None:
            if answer:
                app.push_screen(SaveListDialog(rows, path))

        app.push_screen(dialog, answered)


def _line(row: NotTaken) -> str:
    """Return where a row that wasn't taken stands in the file, and why it wasn't."""
    why = t(_REASON_TEXTS[row.reason], detail=row.detail)
    return f"{row.where}: {why}" if row.where else why

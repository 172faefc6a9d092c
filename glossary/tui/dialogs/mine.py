"""Documents to be mined: which, how strictly, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Select

from glossary.tui.dialogs.form import FormDialog, form_row
from glossary.tui.dialogs.progress import ProgressDialog
from glossary.tui.dialogs.report import ReportDialog
from glossary.tui.language import t, tn
from glossary.tui.paths import is_there
from glossary.tui.widgets.path_field import PathField
from glossary.vocabulary import CandidateStatus, Strictness

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from glossary.concept import Candidate
    from glossary.errors import UnreadableDocument
    from glossary.progress import Progress

#: What can be said of the encoding of a text; "" lets the program find it out.
ENCODINGS = ("", "utf-8", "gb18030", "big5", "utf-16", "cp1252")
_STRICTNESS_TEXTS = {
    Strictness.STRICT: "strict: fewer candidates, and surer ones",
    Strictness.BALANCED: "balanced",
    Strictness.WIDE: "wide: more candidates, and looser ones",
}


@dataclass(frozen=True, slots=True)
class Mined:
    """What mining has found."""

    documents: int
    candidates: Sequence[Candidate]
    unreadable: Sequence[UnreadableDocument]


class MineDialog(FormDialog[None]):
    """Mines files and folders into the termbase."""

    DIALOG_TITLE = "Find terms in documents"

    def __init__(self, paths: str = "") -> None:
        super().__init__()
        self._paths = paths

    @property
    def go_title(self) -> str:
        """What is on the button."""
        return t("Mine")

    def compose_rows(self) -> ComposeResult:
        """Yield the paths, the strictness and the encoding."""
        hint = t("files or folders, with blanks between them")
        yield form_row(t("Files and folders"), PathField(self._paths, several=True, placeholder=hint, id="mine-paths"))
        kinds = [(t(said), kind.value) for kind, said in _STRICTNESS_TEXTS.items()]
        strictness = Strictness.BALANCED.value
        yield form_row(
            t("How much to keep"),
            Select(kinds, value=strictness, allow_blank=False, id="mine-strictness", compact=True),
        )
        encodings = [(name or t("found out by itself"), name) for name in ENCODINGS]
        yield form_row(t("Encoding"), Select(encodings, value="", allow_blank=False, id="mine-encoding", compact=True))

    def accept(self) -> None:
        """Mine, and tell what was found."""
        paths = self.query_one(PathField).paths
        if not paths:
            self.tell_problem(t("Name a file or a folder first; Ctrl+T shows a tree to choose from."))
            return
        if missing := [path for path in paths if not is_there(path)]:
            self.tell_problem(t("{path}: there is no such file or folder", path=missing[0]))
            return
        strictness = Strictness(str(self.query_one("#mine-strictness", Select).value))
        encoding = str(self.query_one("#mine-encoding", Select).value) or None

        def job(progress: Progress) -> Mined:
            return self._mine(paths, strictness, encoding, progress)

        self.app.push_screen(ProgressDialog(t("Mining"), job, failed=self.tell_problem), self._tell)

    def _mine(self, paths: Sequence[Path], strictness: Strictness, encoding: str | None, progress: Progress) -> Mined:
        from glossary.jobs.mining import mine_into, read_inputs  # noqa: PLC0415 - slow to load, so in the thread

        inputs = read_inputs(paths, encoding=encoding, progress=progress)
        app = self.glossary
        found = mine_into(
            app.database,
            inputs.documents,
            texts=inputs.texts,
            who=app.user,
            strictness=strictness,
            progress=progress,
        )
        return Mined(len(inputs.documents), found, inputs.unreadable)

    def _tell(self, mined: Mined | None) -> None:
        if mined is None:
            return
        self.dismiss(None)
        self.glossary.look_for_changes()
        pending = sum(candidate.status is CandidateStatus.PENDING for candidate in mined.candidates)
        proposed = sum(bool(candidate.equivalents) for candidate in mined.candidates)
        count = tn("in {count} document", "in {count} documents", mined.documents)
        lines = [
            t(
                "{found} {where}:",
                found=tn("{count} candidate", "{count} candidates", len(mined.candidates)),
                where=count,
            ),
            t("  {count} to be decided on", count=f"{pending:,}"),
            t("  {count} known already or decided on", count=f"{len(mined.candidates) - pending:,}"),
            t("  {count} with a Chinese equivalent proposed", count=f"{proposed:,}"),
        ]
        report = ReportDialog(
            t("Mining"),
            lines,
            heading=tn("{count} file can't be read:", "{count} files can't be read:", len(mined.unreadable)),
            details=[f"{error.path}\n    {error.reason}" for error in mined.unreadable],
            answers={"r": t("Review the candidates")},
        )
        self.app.push_screen(report, self._review)

    def _review(self, answer: str | None) -> None:
        if answer:
            # Once the report is gone: a dialog is no place to leave for another view.
            self.app.call_later(self.glossary.action_show_view, "review")

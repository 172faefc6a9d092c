"""A line for paths: Tab completes names as a shell does, and what they can go on to is shown below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Input, Static

from glossary.tui.actions import bindings_of
from glossary.tui.language import t, tn
from glossary.tui.paths import complete, full_path, is_folder, join_paths, split_paths
from glossary.tui.widgets.text_input import TextInput

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

#: So many names are shown; the number of the others is told.
SHOWN = 12


class PathInput(TextInput):
    """The line itself."""

    BINDINGS = bindings_of("path")

    def action_complete(self) -> None:
        """Complete the name, or go on to the next field where nothing is left to complete."""
        self.query_ancestor(PathField).complete()

    def action_choose(self) -> None:
        """Choose from a tree."""
        self.query_ancestor(PathField).choose()


class PathField(Vertical):
    """A line for one path or for several, with the names it can go on to.

    Args:
        value: what is in the line first.
        several: whether it holds more than one path.
        endings: of the files that are meant, with their dots; all files where there are none.
        placeholder: shown in the empty line.
        id: of the widget.
    """

    def __init__(
        self,
        value: str = "",
        *,
        several: bool = False,
        endings: tuple[str, ...] = (),
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._value = value
        self._several = several
        self._endings = endings
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Yield the line and the names."""
        yield PathInput(self._value, placeholder=self._placeholder, compact=True, select_on_focus=False)
        yield Static("", classes="path-choices", markup=False)

    @property
    def line(self) -> PathInput:
        """The line."""
        return self.query_one(PathInput)

    @property
    def paths(self) -> list[Path]:
        """The paths that are meant, from the root."""
        text = self.line.value
        texts = split_paths(text) if self._several else [text.strip()] if text.strip() else []
        return [full_path(path) for path in texts]

    def complete(self) -> None:
        """Complete the name; go on to the next field where there is nothing to complete."""
        completion = complete(self.line.value, several=self._several)
        if completion.text == self.line.value and (self._shown or not completion.choices):
            self._show(())
            self.screen.focus_next()
            return
        self.line.value = completion.text
        self.line.cursor_position = len(completion.text)
        self.call_after_refresh(self._show, completion.choices)

    def choose(self) -> None:
        """Choose files and folders from a tree; they are added to a line for several."""
        from glossary.tui.dialogs.file_choice import FileChoiceDialog  # noqa: PLC0415 - loaded when first wanted

        begun = self.paths[-1] if self.paths else full_path(".")
        folder = begun if is_folder(begun) else begun.parent
        dialog = FileChoiceDialog(folder, several=self._several, endings=self._endings)
        self.app.push_screen(dialog, self._take)

    def _take(self, paths: list[Path] | None) -> None:
        if not paths:
            return
        names = [str(path) for path in paths]
        if self._several:
            there = [path for path in split_paths(self.line.value) if str(full_path(path)) not in names]
            self.line.value = join_paths([*there, *names])
        else:
            self.line.value = names[0]
        self.line.cursor_position = len(self.line.value)

    @property
    def _shown(self) -> bool:
        return self.query_one(".path-choices").display

    def on_mount(self) -> None:
        """Show no names at first."""
        self._show(())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take away names that may not fit any more."""
        if event.input is self.line:
            self._show(())

    def _show(self, names: tuple[str, ...]) -> None:
        text = "  ".join(names[:SHOWN])
        if len(names) > SHOWN:
            text = f"{text}  {tn('… and {count} more', '… and {count} more', len(names) - SHOWN)}"
        choices = self.query_one(".path-choices", Static)
        choices.update(t("Goes on: {names}", names=text) if names else "")
        choices.display = bool(names)

"""The settings of the app, written to the user's file at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Label, Select, Static, Switch

from glossary.tui.dialogs.dialog import Dialog
from glossary.tui.language import LANGUAGES, t

if TYPE_CHECKING:
    from textual.app import ComposeResult


class SettingsDialog(Dialog[None]):
    """Language, theme, mouse and widths; keys are changed in the file, which is named."""

    DIALOG_TITLE = "Settings"

    def compose_body(self) -> ComposeResult:
        """Yield a line for each setting."""
        now = self.glossary.preferences
        yield Label(t("Language of the interface"))
        languages = [(name, tag) for tag, name in LANGUAGES.items()]
        yield Select(languages, value=now.language, allow_blank=False, id="set-language", compact=True)
        yield Label(t("Theme"))
        themes = [(name, name) for name in self.app.available_themes]
        yield Select(themes, value=self.app.theme, allow_blank=False, id="set-theme", compact=True)
        yield Label(t("Width of “ ” … — · in your terminal"))
        widths = [(t("one cell"), "narrow"), (t("two cells"), "wide")]
        yield Select(widths, value=now.ambiguous_width, allow_blank=False, id="set-width", compact=True)
        yield Label(t("Mouse (from the next start on)"))
        yield Switch(now.mouse, id="set-mouse")
        yield Static(t("Settings file, for keys too: {path}", path=now.path), markup=False, classes="question")

    @on(Select.Changed, "#set-language")
    def _set_language(self, event: Select.Changed) -> None:
        self._set("language", str(event.value))

    @on(Select.Changed, "#set-theme")
    def _set_theme(self, event: Select.Changed) -> None:
        self.app.theme = str(event.value)

    @on(Select.Changed, "#set-width")
    def _set_width(self, event: Select.Changed) -> None:
        self._set("ambiguous_width", str(event.value))

    @on(Switch.Changed, "#set-mouse")
    def _set_mouse(self, event: Switch.Changed) -> None:
        self._set("mouse", event.value)

    def _set(self, name: str, value: str | bool) -> None:  # noqa: FBT001 - a value
        app = self.glossary
        if getattr(app.preferences, name) == value:
            return
        app.remember(name, value)
        app.take_preferences(replace(app.preferences, **{name: value}))  # type: ignore[arg-type] # by its own name

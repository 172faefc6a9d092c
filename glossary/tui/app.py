"""The app: it wires views, keys, palette, settings and the termbase together, and does nothing itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.command import CommandPalette

from glossary.garbage import collect, collect_as_usual, collect_when_asked
from glossary.store.entries.search import Filter
from glossary.store.log.revisions import revising
from glossary.store.proposed_changes import count_proposed_changes
from glossary.tui.actions import bindings_of
from glossary.tui.background import Renewal, in_background
from glossary.tui.commands import ActionCommands
from glossary.tui.following import Follower
from glossary.tui.forms.waiting import choose_waiting, tell_waiting
from glossary.tui.language import set_language, t
from glossary.tui.letting_go import let_go_of_drawn
from glossary.tui.preferences import Preferences, save_preference
from glossary.tui.screens import make_view
from glossary.tui.screens.view import VIEWS, View
from glossary.tui.typing_ahead import KeyQueue
from glossary.tui.widgets.bars import ViewBar
from glossary.tui.widgets.entry_list import identifiers_of
from glossary.tui.widgets.virtual_list import VirtualList
from glossary.tui.widths import count_ambiguous_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from textual.screen import Screen

    from glossary.errors import GlossaryError
    from glossary.store.database import Database
    from glossary.store.log.history import PastRevision
    from glossary.store.log.revisions import Revision

Result = TypeVar("Result")

#: The screens below a form: Textual's own, and the view.
_BASE = 2
#: How long a change may take before the top line says that work is under way, in seconds.
SOON = 0.2
#: The memory of a closed screen is freed after this time, in seconds.
CLEAR_UP_AFTER = 0.1
#: How long an error stays on the screen, in seconds.
ERROR_SHOWN = 20


class GlossaryApp(App[None], inherit_bindings=False):
    """The terminal app on one termbase."""

    TITLE = "glossary"
    CSS_PATH: ClassVar = sorted((Path(__file__).parent / "styles").glob("*.tcss"))
    COMMANDS: ClassVar = {ActionCommands}
    BINDINGS = bindings_of("app")
    # Its own keys would bypass the settings file.
    COMMAND_PALETTE_BINDING = ""

    def __init__(self, database: Database, user: str, preferences: Preferences) -> None:
        set_language(preferences.language)
        count_ambiguous_as(preferences.ambiguous_cells)
        super().__init__()
        self.database = database
        self.user = user
        self.preferences = preferences
        database.on_wait = self._tell_wait
        self._follower = Follower(
            database,
            lambda: self.call_later(self._reload_stale),
            lambda error: self.call_later(self.show_error, error),
        )
        self._waiting = Renewal(self, self._count_waiting, self._show_waiting, group="waiting")
        self._keys = KeyQueue(self)
        self._generation = 0
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="changes")
        self._changes = 0
        self.waiting = 0

    @property
    def place(self) -> str:
        """The termbase as the top line names it."""
        location = self.database.location
        return location if "://" in location else Path(location).name

    def on_mount(self) -> None:
        """Put the user's settings in force and show the entries."""
        self.set_keymap(dict(self.preferences.keys))
        if self.preferences.theme in self.available_themes:
            self.theme = self.preferences.theme
        self.set_class(self.preferences.ambiguous_cells > 1, "-plain-lines")
        self.push_screen(self._key_of("browse"))
        self.theme_changed_signal.subscribe(self, lambda theme: self.remember("theme", theme.name))
        tell_waiting(self)
        self._waiting.ask()
        self._follower.begin()
        self.call_after_refresh(collect_when_asked)

    def on_unmount(self) -> None:
        """Finish what was begun: a change that a user asked for is made before the app ends."""
        self._writer.shutdown()
        self._follower.close()
        collect_as_usual()

    async def on_event(self, event: events.Event) -> None:
        """Give keys to widgets one after the other."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif not self._keys.takes(event):
            target = self.focused or self.screen
            await super().on_event(event)
            self._keys.follow(event, target)

    def clear_up(self) -> None:
        """Free the memory of a screen that was closed, in a moment, when it is all gone."""
        let_go_of_drawn()
        self.set_timer(CLEAR_UP_AFTER, collect)

    # --- changes of the termbase

    def look_for_changes(self) -> None:
        """Let the views reload where the termbase has changed, by whatever program; no later than it is seen anyway."""
        in_background(self, self._follower.look, lambda _: self._reload_stale(), group="watch")

    def _reload_stale(self) -> None:
        if self._follower.take():
            for screen in self.screen_stack:
                if isinstance(screen, View):
                    screen.reload()
            self._waiting.ask()

    def _count_waiting(self) -> int:
        with self.database.reading() as connection:
            return count_proposed_changes(connection)

    def _show_waiting(self, count: int) -> None:
        self.waiting = count
        for screen in self.screen_stack:
            for bar in screen.query(ViewBar):
                bar.waiting = count

    def change(
        self,
        job: Callable[[], Result],
        done: Callable[[Result], object],
        *,
        failed: Callable[[GlossaryError], object] | None = None,
    ) -> None:
        """Change the termbase in the background, then let the views reload.

        Changes are done in the order in which they were asked for. ``failed`` takes an error; unless given
        the app shows it.
        """
        working = self.set_timer(SOON, lambda: self._show_working(t("working…")))

        def end() -> None:
            working.stop()
            self._show_working("")

        def finish(result: Result) -> None:
            end()
            done(result)
            self.look_for_changes()

        def fail(error: GlossaryError) -> None:
            end()
            (failed or self.show_error)(error)

        self._changes += 1
        under_way = self._writer.submit(job)
        in_background(self, under_way.result, finish, group=f"change {self._changes}", failed=fail)

    def arrange(self, job: Callable[[], Result]) -> Future[Result]:
        """Do something beside what the user asked for, in its place among the changes; it is done before the end."""
        return self._writer.submit(job)

    def _tell_wait(self, waits: bool) -> None:  # noqa: FBT001 - what ``Database.on_wait`` is told, in any thread
        text = t("waiting for another program…") if waits else t("working…")
        self.call_later(self._show_working, text)

    def _show_working(self, state: str) -> None:
        for bar in self.screen.query(ViewBar):
            bar.state = state

    def revise(
        self,
        action: str,
        step: Callable[[Revision], Result],
        done: Callable[[Result], object],
        *,
        failed: Callable[[GlossaryError], object] | None = None,
    ) -> None:
        """Do something as one revision by the user, which one undo takes back; see ``change``.

        Where the user may only suggest it, the app says so, and nothing is ``done``.
        """

        def job() -> tuple[Result, bool]:
            with revising(self.database, who=self.user, action=action) as revision:
                return step(revision), revision.suggests

        def finish(outcome: tuple[Result, bool]) -> None:
            result, is_suggested = outcome
            if is_suggested:
                self.tell(t("Proposed; a reviewer decides."))
            else:
                done(result)

        self.change(job, finish, failed=failed)

    def action_undo(self) -> None:
        """Take back the newest change."""
        from glossary.jobs import undoing  # noqa: PLC0415 - brings the miner with it, for undoing a mining

        self.change(partial(undoing.undo, self.database, who=self.user), self._tell_undone)

    def action_redo(self) -> None:
        """Do again what was undone last."""
        from glossary.jobs import undoing  # noqa: PLC0415 - as above

        self.change(partial(undoing.redo, self.database, who=self.user), self._tell_redone)

    def _tell_undone(self, past: PastRevision) -> None:
        self.tell(t("Undone: {what}", what=past.summary))

    def _tell_redone(self, past: PastRevision) -> None:
        self.tell(t("Done again: {what}", what=past.summary))

    # --- telling

    def tell(self, message: str) -> None:
        """Say that something is done."""
        self.notify(message, markup=False)

    def show_error(self, error: GlossaryError) -> None:
        """Say what went wrong and what to do."""
        self.notify(str(error), severity="error", timeout=ERROR_SHOWN, markup=False)

    @on(VirtualList.Failed)
    def _tell_failed(self, event: VirtualList.Failed) -> None:
        self.show_error(event.error)

    def copy(self, text: str) -> None:
        """Copy a text to the clipboard of the user's terminal (OSC 52)."""
        if text:
            self.copy_to_clipboard(text)
            self.tell(t("Copied: {text}", text=text))

    def remember(self, name: str, value: object, *, table: str | None = None) -> None:
        """Write a setting to the user's file."""
        in_background(
            self,
            partial(save_preference, self.preferences.path, name, value, table=table),
            lambda _: None,
            group=f"settings {table} {name}",
        )

    # --- views and dialogs

    def action_show_view(self, name: str) -> None:
        """Show a view by its name."""
        if isinstance(self.screen, View) and name != self.screen.NAME:
            while len(self.screen_stack) > _BASE:  # a form on the way keeps what is typed as a draft
                self.pop_screen()
            self.switch_screen(self._key_of(name))

    def _key_of(self, name: str) -> str:
        """Return the key under which a view is installed; it is made when it is first wanted, and kept."""
        key = f"{name}-{self._generation}"
        if key not in self._installed_screens:
            self.install_screen(make_view(name), key)
        return key

    def action_next_view(self, steps: int) -> None:
        """Show the view that comes so many places after the present one."""
        if isinstance(self.screen, View) and self.screen.NAME in VIEWS:
            names = list(VIEWS)
            self.action_show_view(names[(names.index(self.screen.NAME) + steps) % len(names)])

    def action_changes(self) -> None:
        """Show the changes that wait for a decision, over the view."""
        from glossary.tui.screens.changes import ChangesScreen  # noqa: PLC0415 - loaded when first wanted

        if isinstance(self.screen, View) and self.screen.NAME in VIEWS:
            self.push_screen(ChangesScreen())

    def action_command_palette(self) -> None:
        """Open the command palette."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=t("Search for commands…")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual names it
        """Offer what Textual itself can do."""
        yield SystemCommand(t("Theme"), t("Choose the colours, light or dark"), self.action_change_theme)

    def action_help(self) -> None:
        """Show all keys."""
        from glossary.tui.dialogs.help import HelpDialog  # noqa: PLC0415 - loaded when first wanted

        self.push_screen(HelpDialog())

    def action_mine(self) -> None:
        """Find terms in documents."""
        from glossary.tui.dialogs.mine import MineDialog  # noqa: PLC0415 - loaded when first wanted

        self.push_screen(MineDialog())

    def action_import_file(self) -> None:
        """Bring entries in from a file."""
        from glossary.tui.dialogs.import_file import ImportDialog  # noqa: PLC0415 - loaded when first wanted

        self.push_screen(ImportDialog())

    def action_export(self) -> None:
        """Write entries to a file: the marked, those that the filter lets through, or all."""
        wanted, row_ids = self.screen.selection if isinstance(self.screen, View) else (Filter(), [])

        def read() -> list[str]:
            with self.database.reading() as connection:
                return identifiers_of(connection, row_ids)

        def ask(marked: list[str]) -> None:
            from glossary.tui.dialogs.export import ExportDialog  # noqa: PLC0415 - loaded when first wanted

            self.push_screen(ExportDialog(wanted, marked))

        in_background(self, read, ask, group="export")

    def action_drafts(self) -> None:
        """Open a draft that waits."""
        choose_waiting(self)

    def action_settings(self) -> None:
        """Change the settings."""
        from glossary.tui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - loaded when first wanted

        before = self.preferences
        self.push_screen(SettingsDialog(), lambda _: self._renew_views(before))

    def take_preferences(self, preferences: Preferences) -> None:
        """Put other settings in force."""
        self.preferences = preferences
        set_language(preferences.language)
        count_ambiguous_as(preferences.ambiguous_cells)
        self.set_class(preferences.ambiguous_cells > 1, "-plain-lines")

    def _renew_views(self, before: Preferences) -> None:
        """Make the views anew where they are laid out for another language or width."""
        now = self.preferences
        if (before.language, before.ambiguous_width) == (now.language, now.ambiguous_width):
            return
        name = self.screen.NAME if isinstance(self.screen, View) else "browse"
        former = [key for key in self._installed_screens if key.endswith(f"-{self._generation}")]
        self._generation += 1
        self.switch_screen(self._key_of(name))
        for key in former:
            self.call_after_refresh(self.uninstall_screen, key)

    def action_leave(self) -> None:
        """Leave the app; a form with unsaved changes keeps them as a draft."""
        self.exit()

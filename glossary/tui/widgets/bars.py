"""The line at the top, with the views, and the line at the bottom, with the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from glossary.tui.actions import actions_of
from glossary.tui.language import t, tn

if TYPE_CHECKING:
    from textual.binding import Binding

    from glossary.tui.app import GlossaryApp


class ViewBar(Widget):
    """Names the termbase and the views; a click on one goes there.

    ``state`` says what is going on, ``waiting`` how many changes wait for a decision.
    """

    state: reactive[str] = reactive("")
    waiting: reactive[int] = reactive(0)

    def __init__(self, views: dict[str, str], current: str, place: str) -> None:
        super().__init__()
        self._views = views
        self._current = current
        self._place = place

    def render(self) -> Content:
        """Draw the line."""
        parts: list[Content | str | tuple[str, Style]] = [(" glossary ", Style(bold=True)), " "]
        for name, title in self._views.items():
            click = Style.from_meta({"@click": f"app.show_view('{name}')"})
            look = Style(bold=True, reverse=True) if name == self._current else Style(dim=True)
            parts += [(f" {t(title)} ", click + look), " "]
        line = Content.assemble(*parts)
        room = self.size.width - line.cell_length - 1
        waiting = self._waiting_text()
        room -= waiting.cell_length
        place = Content(f"{self.state}  {self._place}".strip()).truncate(max(0, room), ellipsis=True)
        return Content.assemble(line, " " * max(0, room - place.cell_length), waiting, place.stylize(Style(dim=True)))

    def _waiting_text(self) -> Content:
        """Return how many changes wait, and the key that leads to them; nothing where none does."""
        if not self.waiting:
            return Content("")
        keys = next(known.keys for known in actions_of("app") if known.id == "app.changes")
        keys = cast("GlossaryApp", self.app).preferences.keys.get("app.changes", keys)
        click = Style.from_meta({"@click": "app.changes"})
        text = tn("{key}: {count} change waits", "{key}: {count} changes wait", self.waiting, key=keys)
        return Content(f" {text}  ").stylize(click + Style(bold=True))


class KeyBar(Widget):
    """Shows the keys that matter now, in the language in force; a click does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}

    def on_mount(self) -> None:
        """Follow what the focus allows."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """Draw the line, as many keys as fit."""
        parts: list[Content] = []
        room = self.size.width
        seen: set[str] = set()
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if not binding.show or not enabled or binding.action in seen:
                continue
            seen.add(binding.action)
            hint = self._hint(binding)
            if hint.cell_length > room:
                break
            room -= hint.cell_length
            parts.append(hint.stylize(Style.from_meta({"@click": _namespaced(binding, node is self.app)})))
        return Content.assemble(*parts)

    def _hint(self, binding: Binding) -> Content:
        key = self.get_visual_style("key-bar--key")
        return Content.assemble(" ", (self.app.get_key_display(binding), key), f" {t(binding.description)} ")


def _namespaced(binding: Binding, is_app: bool) -> str:  # noqa: FBT001 - private
    if "." in binding.action.partition("(")[0]:
        return binding.action
    return f"app.{binding.action}" if is_app else f"screen.{binding.action}"

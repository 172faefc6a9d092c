"""What an action is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing a user can do.

    ``id`` is ``SCOPE.NAME``: where it works, and the name it has in the settings file. ``keys`` are Textual's
    names between commas. ``title`` is the word in the footer, ``help`` the sentence in the help. ``call`` is
    what Textual runs, the name unless given. ``command`` is its twin on the command line.
    """

    id: str
    keys: str
    title: str
    help: str
    call: str = ""
    shown: bool = False
    command: str = ""

    @property
    def scope(self) -> str:
        """Where the action works: ``app``, ``list``, or the name of a view or dialog."""
        return self.id.partition(".")[0]

    @property
    def binding(self) -> Binding:
        """What Textual needs of it."""
        call = self.call or self.id.partition(".")[2]
        return Binding(self.keys, call, self.title, show=self.shown, id=self.id, tooltip=self.help)

    def namespaced_call(self, namespace: str) -> str:
        """Return what Textual runs, for use outside of a binding: calls without a namespace get one."""
        call = self.binding.action
        return call if "." in call.partition("(")[0] else f"{namespace}.{call}"

    def bindings(self, keys: str | None = None) -> list[Binding]:
        """Return one binding a key, for other keys than its own where they are given."""
        return list(Binding.make_bindings([replace(self.binding, key=keys or self.keys)]))


def action(
    id_: str, keys: str, title: str, help_: str, *, call: str = "", shown: bool = False, command: str = ""
) -> Action:
    """Return an action; see ``Action`` for what each argument is."""
    return Action(id=id_, keys=keys, title=title, help=help_, call=call, shown=shown, command=command)

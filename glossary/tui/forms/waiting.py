"""Drafts that wait from an earlier session: said at the start, and opened again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from glossary.errors import NotFound
from glossary.review.proposed import compare_change
from glossary.store.candidates.mined import get_candidate
from glossary.store.entries.access import get_entry
from glossary.store.proposed_changes import get_proposed_change
from glossary.tui.background import in_background
from glossary.tui.forms.drafts import KeptDraft, find_drafts
from glossary.tui.language import t, tn

if TYPE_CHECKING:
    from glossary.tui.app import GlossaryApp
    from glossary.tui.screens.editor import EditorScreen

#: So many titles are named in the message.
NAMED = 3


def tell_waiting(app: GlossaryApp) -> None:
    """Say which drafts wait, where any do."""

    def tell(waiting: list[KeptDraft]) -> None:
        if waiting:
            titles = ", ".join(kept.title or t("a new entry") for kept in waiting[:NAMED])
            app.tell(
                tn(
                    "{count} draft is waiting (D opens it): {titles}",
                    "{count} drafts are waiting (D opens them): {titles}",
                    len(waiting),
                    titles=titles + ("…" if len(waiting) > NAMED else ""),
                )
            )

    in_background(app, partial(find_drafts, app.database.location), tell, group="drafts")


def choose_waiting(app: GlossaryApp) -> None:
    """Let the user choose a draft and open its form."""
    from glossary.tui.dialogs.choice import ChoiceDialog  # noqa: PLC0415 - loaded when first wanted

    def ask(waiting: list[KeptDraft]) -> None:
        if not waiting:
            app.tell(t("No draft is waiting."))
            return
        choices = [
            (kept.key, f"{kept.title or t('a new entry')}  ·  {kept.at.astimezone():%Y-%m-%d %H:%M}")
            for kept in {kept.key: kept for kept in reversed(waiting)}.values()
        ]
        app.push_screen(ChoiceDialog(t("Drafts"), choices), lambda key: _open(app, key) if key else None)

    in_background(app, partial(find_drafts, app.database.location), ask, group="drafts")


def _open(app: GlossaryApp, key: str) -> None:
    in_background(app, partial(_form_of, app, key), app.push_screen, group="drafts")


def _form_of(app: GlossaryApp, key: str) -> EditorScreen:
    """Return the form that a draft belongs to.

    Raises:
        NotFound: the entry or the candidate is gone, or the change was decided.
    """
    from glossary.tui.screens.editor import EditorScreen  # noqa: PLC0415 - loaded when first wanted

    kind, _, name = key.partition(" ")
    with app.database.reading() as connection:
        if kind == "candidate":
            return EditorScreen.for_candidate(get_candidate(connection, name), None)
        if kind == "change":
            return EditorScreen.for_change(compare_change(connection, get_proposed_change(connection, int(name))))
        if kind == "entry":
            try:
                get_entry(connection, name)
            except NotFound as error:
                raise NotFound(
                    t("{entry}: the entry of this draft is gone; restore it from the history (F5)", entry=name)
                ) from error
            return EditorScreen.for_entry(name)
    return EditorScreen.for_new()

"""Work in threads: a job never touches a widget; its result, or its error, comes back as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual.worker import get_current_worker

from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.dom import DOMNode
    from textual.worker import Worker

    from glossary.tui.app import GlossaryApp

Result = TypeVar("Result")


def in_background(
    node: DOMNode,
    job: Callable[[], Result],
    then: Callable[[Result], object],
    *,
    group: str,
    failed: Callable[[GlossaryError], object] | None = None,
) -> Worker[None]:
    """Run a job in a thread and hand its result to ``then`` in the app's own thread.

    A later job of the same node and group makes the result of an earlier one worthless: it is dropped.

    Args:
        node: the view or widget that the result is for; when it is gone, so is the result.
        job: what is done; it may raise any GlossaryError.
        then: takes the result.
        group: of jobs that replace one another.
        failed: takes the error; unless given the app shows it.
    """

    def run() -> None:
        worker = get_current_worker()
        try:
            result = job()
        except GlossaryError as error:
            if not worker.is_cancelled:
                show = failed or cast("GlossaryApp", node.app).show_error
                node.call_later(show, error)
            return
        if not worker.is_cancelled:
            node.call_later(then, result)

    return node.run_worker(run, thread=True, group=group, exclusive=True)

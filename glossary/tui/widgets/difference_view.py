"""Two states of an entry side by side, field by field."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from glossary.tui.language import t
from glossary.tui.widgets.columns import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.geometry import Size

    from glossary.jobs.importing import Difference

#: Between the two sides.
_GAP = "  "


class DifferenceView(Widget):
    """Shows differences: the termbase at the left, the file at the right; each is wrapped in its half."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._differences: tuple[Difference, ...] = ()

    def show(self, differences: Sequence[Difference]) -> None:
        """Show other differences."""
        self._differences = tuple(differences)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines they take."""
        del container, viewport
        return max(1, sum(1 for _ in self._lines(width)))

    def render(self) -> Content:
        """Draw them."""
        return Content("\n").join(list(self._lines(self.size.width)))

    def _lines(self, width: int) -> Iterator[Content]:
        half = max(4, (width - len(_GAP)) // 2)
        if not self._differences:
            return
        yield Content.styled(f"{fit(t('in the termbase'), half)}{_GAP}{fit(t('in the file'), half)}", "$text-muted")
        for difference in self._differences:
            yield Content.styled(fit(difference.field, max(4, width)).rstrip(), "$text-accent")
            sides = [_wrapped(text, half) for text in (difference.ours, difference.theirs)]
            for ours, theirs in zip_longest(*sides, fillvalue=""):
                yield Content.assemble(
                    Content.styled(fit(ours, half), "$text-warning"),
                    _GAP,
                    Content.styled(fit(theirs, half), "$text-success"),
                )


def _wrapped(text: str, width: int) -> list[str]:
    if not text:
        return ["—"]
    return [line.plain for line in Content(text).wrap(width)]

"""The command ``formats``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.shapes import VERSION, print_json
from glossary.cli.tables import print_table
from glossary.exchange.features import EVERYTHING, Feature
from glossary.exchange.formats import FORMATS, Format
from glossary.exchange.presets import PRESETS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

#: What only few entries have, and fewer miss: told before an export that drops it, and by ``--json``.
_FINE_POINTS = frozenset(
    {
        *(
            Feature.STATUS,
            Feature.SUPERSEDED,
            Feature.PINYIN_BY_HAND,
            Feature.CONTEXT_PLACES,
            Feature.DEFINITION_SOURCES,
        ),
        *(Feature.OTHER, Feature.ORDER, Feature.SPACE_AROUND, Feature.LAYOUT),
    }
)
_HEADER = ("format", "endings", "reads", "writes", "what it is", "what it keeps")


def formats(arguments: Namespace) -> int:
    """Print the formats and the programs that entries can be made ready for."""
    if arguments.json:
        for format_ in FORMATS:
            print_json(_shape(format_))
    elif arguments.markdown:
        print("\n".join(markdown_lines()))
    else:
        print_table(_HEADER, map(_row, FORMATS))
        print()
        print_table(("--for", "format", "what it gets"), ((p.tool, p.format, p.description) for p in PRESETS))
    return 0


def markdown_lines() -> Iterator[str]:
    """Yield both tables as Markdown: the README has them word for word."""
    yield from _markdown(_HEADER, map(_row, FORMATS))
    yield ""
    presets = ((f"`{preset.tool}`", preset.format, preset.description) for preset in PRESETS)
    yield from _markdown(("`--for`", "format", "what it gets"), presets)


def _markdown(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _row(format_: Format) -> tuple[str, ...]:
    return (
        format_.name,
        " ".join(format_.extensions),
        "yes" if format_.read else "",
        "yes" if format_.write else "",
        format_.description,
        _kept(format_),
    )


def _kept(format_: Format) -> str:
    """Return what a format keeps beside terms, or what it doesn't where that is shorter; without fine points."""
    if format_.write is None:
        return "terms"
    told = [feature for feature in Feature if feature not in _FINE_POINTS]
    lost, kept = [[f.value for f in told if (f in format_.carries) is there] for there in (False, True)]
    if not lost:
        return "everything"
    return f"everything but {', '.join(lost)}" if len(lost) <= len(kept) else ", ".join(("terms", *kept))


def _shape(format_: Format) -> dict[str, object]:
    return {
        "v": VERSION,
        "name": format_.name,
        "extensions": list(format_.extensions),
        "description": format_.description,
        "reads": format_.read is not None,
        "writes": format_.write is not None,
        "carries": sorted(feature.name.lower() for feature in format_.carries),
        "loses": sorted(feature.name.lower() for feature in EVERYTHING - format_.carries),
    }

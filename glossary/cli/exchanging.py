"""The command ``export``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cli.finding import filter_of
from glossary.cli.narration import progress_bar, say
from glossary.cli.opening import open_work
from glossary.errors import UsageError
from glossary.exchange.formats import Format, format_for
from glossary.exchange.presets import preset_for
from glossary.exchange.tbx_formats import TBX_FORMATS, tbx_format
from glossary.jobs.exporting import export_file

if TYPE_CHECKING:
    from argparse import Namespace

    from glossary.exchange.presets import Preset


def export(arguments: Namespace) -> int:
    """Write entries to a file and print its path."""
    preset = _preset(arguments)
    format_ = _format(arguments, preset)
    if format_.write is None:
        raise UsageError(f"{format_.name}: files of this format can only be read")
    output = Path(arguments.output or Path("exports") / f"glossary{format_.extensions[0]}")
    with open_work(arguments) as work, progress_bar() as progress:
        if arguments.output is None:
            output.parent.mkdir(exist_ok=True)
        report = export_file(
            work.database,
            output,
            format=format_,
            wanted=filter_of(arguments),
            examples=arguments.examples,
            preset=preset,
            on_losses=lambda losses: say(f"glossary: {output} can't hold: {losses}") if losses else None,
            progress=progress,
        )
    for issue in report.issues:
        say(f"glossary: {output}: {issue}")
    say(f"glossary: {report.written} entries written")
    print(output)
    return 0


def _preset(arguments: Namespace) -> Preset | None:
    """Return what the program takes that the options name."""
    if arguments.tool is None:
        if arguments.chinese:
            raise UsageError("--chinese goes with --for TOOL; other files hold both writings")
        return None
    preset = preset_for(arguments.tool)
    return replace(preset, writing=arguments.chinese) if arguments.chinese else preset


def _format(arguments: Namespace, preset: Preset | None) -> Format:
    """Return the format that the options describe together."""
    format_ = format_for(arguments.format or (preset and preset.format) or arguments.output or "tbx")
    if format_.name in TBX_FORMATS:
        dialect, version = TBX_FORMATS[format_.name]
        return tbx_format(arguments.dialect or dialect, arguments.tbx_version or version, arguments.style or "dca")
    for option in ("dialect", "style", "tbx_version"):
        if getattr(arguments, option):
            raise UsageError(f"--{option.replace('_', '-')} goes with TBX, and this file is {format_.name}")
    return format_for("csv-excel") if format_.name == "csv" and arguments.bom else format_

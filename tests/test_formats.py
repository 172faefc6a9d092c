"""The registry of formats: complete, true, and in the README as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.cli.formats import markdown_lines
from glossary.errors import UsageError
from glossary.exchange.features import EVERYTHING
from glossary.exchange.formats import FORMATS, format_for, reader_for, writer_for
from glossary.exchange.losses import LossCounter
from glossary.exchange.presets import PRESETS, preset_for
from tests.conftest import ROOT
from tests.termbases import entry_of

if TYPE_CHECKING:
    from pathlib import Path


def test_the_readme_has_the_table() -> None:
    """The README's tables are what ``glossary formats --markdown`` prints."""
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = readme.partition("<!-- formats: begin -->\n")[2].partition("\n<!-- formats: end -->")[0]
    assert shown == "\n".join(markdown_lines())


def test_names_are_unique() -> None:
    """A name means one format, a preset one program."""
    assert len({known.name for known in FORMATS}) == len(FORMATS)
    assert len({preset.tool for preset in PRESETS}) == len(PRESETS)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_format_does_something(known: object) -> None:
    """Each can be read or written, and says what it carries where it is written."""
    format_ = format_for(getattr(known, "name", ""))
    assert format_.read or format_.write
    assert format_.carries <= EVERYTHING


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.tool)
def test_presets_name_formats_that_can_be_written(preset: object) -> None:
    """What a program takes can be written, and it gets one Chinese writing where it takes one."""
    found = preset_for(getattr(preset, "tool", ""))
    assert callable(writer_for(found.format))
    (made,) = found.prepare([entry_of("a", en="*carbon peak", hans="*碳达峰", hant="*碳達峰")])
    languages = {section.language for section in made.sections}
    assert languages == ({"en", found.writing} if found.writing else {"en", "zh-Hans", "zh-Hant"})


def test_one_way_formats_say_so(tmp_path: Path) -> None:
    """To write what can only be read, and the other way round, is refused in one line."""
    with pytest.raises(UsageError, match="only be read"):
        writer_for("docx")
    with pytest.raises(UsageError, match="only be written"):
        reader_for("pdf")
    with pytest.raises(UsageError, match="no format"):
        reader_for(tmp_path / "a.xyz")


def test_nothing_lost_is_told_as_nothing() -> None:
    """No entries lose nothing."""
    counter = LossCounter(frozenset())
    assert not list(counter.watch([]))
    assert not counter.losses()

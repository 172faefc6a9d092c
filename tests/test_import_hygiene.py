"""What a command doesn't need, it doesn't load; what is public, is named."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import glossary

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("sqlalchemy", "alembic", "textual", "textblob", "nltk", "wordfreq", "pypinyin", "opencc", "lxml", "rich")


def _loaded(code: str) -> set[str]:
    script = f"import sys, json\n{code}\nprint(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_parser_loads_nothing_heavy() -> None:
    """Help and usage mistakes are answered at once."""
    assert _loaded("from glossary.cli.arguments import build_parser; build_parser()") == set()


def test_the_package_itself_loads_nothing_heavy() -> None:
    """``import glossary`` costs nothing until a name is used."""
    assert _loaded("import glossary") == set()


NOT_FOR_A_LOOKUP = (
    *("sqlalchemy", "alembic", "textual", "rich", "pypinyin", "pygls", "lsprotocol", "starlette", "lxml", "opencc"),
    *("rapidfuzz", "argparse", "asyncio", "dataclasses", "inspect", "pathlib", "platformdirs", "tomllib", "typing"),
)


@pytest.mark.parametrize("query", ["new quality productive forces", "新质生产力", "xzscl"])
@pytest.mark.parametrize("options", [[], ["--json"], ["--mode", "exact"]])
def test_a_lookup_loads_nothing_that_it_does_not_need(mined_file: Path, query: str, options: list[str]) -> None:
    """A query that is answered loads the driver of the database and little else."""
    if "exact" in options and query.isascii() and " " not in query:
        query = "AI"
    script = (
        "import sys; from glossary.cli import main; code = main(sys.argv[1:]);"
        f" print(code, [name for name in {NOT_FOR_A_LOOKUP!r} if name in sys.modules], file=sys.stderr)"
    )
    arguments = ["--db", str(mined_file), "lookup", *options, query]
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout
    assert done.stderr.splitlines() == ["0 []"]


def test_a_lookup_in_english_needs_no_regular_expressions(mined_file: Path) -> None:
    """To load them takes a fifth of the time of the whole answer."""
    script = (
        "import sys; from glossary.cli import main; main(sys.argv[1:]); print('re' in sys.modules, file=sys.stderr)"
    )
    arguments = ["--db", str(mined_file), "lookup", "new quality productive forces"]
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, encoding="utf-8", check=True)
    assert "新质生产力" in done.stdout
    assert done.stderr.splitlines() == ["False"]


@pytest.mark.parametrize("layer", ["glossary.exchange.formats", "glossary.mine.pipeline", "glossary.text.pinyin"])
def test_layers_work_without_the_database_library(layer: str) -> None:
    """Mining, exchange and text functions can be used without SQLAlchemy."""
    assert not _loaded(f"import {layer}") & {"sqlalchemy", "alembic", "textual"}


def test_public_names_are_sorted_and_resolve() -> None:
    """Every public name exists, and the list is in order."""
    assert glossary.__all__ == sorted(glossary.__all__)
    for name in glossary.__all__:
        assert getattr(glossary, name) is not None

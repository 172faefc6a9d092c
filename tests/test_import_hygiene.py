"""What a command doesn't need, it doesn't load; what is public, is named."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import glossary

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


@pytest.mark.parametrize("layer", ["glossary.exchange.formats", "glossary.mine.pipeline", "glossary.text.pinyin"])
def test_layers_work_without_the_database_library(layer: str) -> None:
    """Mining, exchange and text functions can be used without SQLAlchemy."""
    assert not _loaded(f"import {layer}") & {"sqlalchemy", "alembic", "textual"}


def test_public_names_are_sorted_and_resolve() -> None:
    """Every public name exists, and the list is in order."""
    assert glossary.__all__ == sorted(glossary.__all__)
    for name in glossary.__all__:
        assert getattr(glossary, name) is not None

"""What many tests start from: real termbases in real files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.jobs.mining import mine_into, read_inputs
from glossary.mine.encoding import load_encoder
from glossary.store.database import Database, open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.encoding import Encoder

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a new, empty termbase."""
    with open_database(str(tmp_path / "termbase.db"), create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def mined_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a termbase with the curated base and the sample articles; don't write to it."""
    path = tmp_path_factory.mktemp("mined") / "mined.db"
    with open_database(str(path), create=True) as opened:
        mine_into(opened, read_inputs([ROOT / "seeds" / "articles"]).documents, who="tester")
    return path


@pytest.fixture
def shared_seeds() -> Path:
    """Return the folder of the five real articles; skips where they are not at hand."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the real articles (../shared/seeds) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """Return the encoder of the extra ``semantic``; skips where it is not installed."""
    found = load_encoder()
    if found is None:
        pytest.skip("the extra semantic is not installed")
    return found

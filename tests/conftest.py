"""What many tests start from: real termbases in real files, or on a real server."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glossary.jobs.mining import mine_into, read_inputs
from glossary.mine.encoding import load_encoder
from glossary.store.database import Database, open_database
from tests.backends import BACKEND, ON_BOTH, POSTGRESQL, SQLITE, place
from tests.postgres_cluster import NoServer
from tests.result_tables import print_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.mine.encoding import Encoder
    from tests.postgres_cluster import Cluster

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests run on a server too."""
    chosen = os.environ.get("GLOSSARY_TEST_BACKEND", SQLITE)
    text = "where termbases are kept; on a server only the modules run that tests/backends.py names"
    parser.addoption("--backend", choices=(SQLITE, POSTGRESQL), default=chosen, help=text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables of what tests measured."""
    print_tables(terminalreporter)


def pytest_configure(config: pytest.Config) -> None:
    """Tell the tests where they keep their termbases; let programs hear an interrupt.

    A shell that runs the tests in its background has them, and all that they start, not listen to it.
    """
    BACKEND.name = config.getoption("--backend")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Read no module that isn't for a server where the tests run on one."""
    is_test = BACKEND.is_server and collection_path.name.startswith("test_") and collection_path.suffix == ".py"
    return True if is_test and _name(collection_path) not in ON_BOTH else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what isn't for a server, and what is about files."""
    if not BACKEND.is_server:
        return
    chosen = {item for item in items if _name(item.path) in ON_BOTH and item.get_closest_marker("files") is None}
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = [item for item in items if item in chosen]


def _name(path: Path) -> str:
    """Return how ``ON_BOTH`` names a module."""
    return path.relative_to(ROOT / "tests").as_posix()


def pytest_unconfigure() -> None:
    """Stop the server of the tests, however they ended."""
    BACKEND.stop()


@pytest.fixture(autouse=True)
def _server(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have a server where the tests run on one, and delete there what a test has left."""
    if not BACKEND.is_server:
        yield
        return
    request.getfixturevalue("postgres_cluster")
    folder: Path = request.getfixturevalue("tmp_path")
    yield
    BACKEND.drop_under(folder)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a new, empty termbase."""
    with open_database(place(tmp_path / "termbase.db"), create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def mined_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a termbase with the curated base and the sample articles; don't write to it."""
    path = tmp_path_factory.mktemp("mined") / "mined.db"
    with open_database(place(path), create=True) as opened:
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


@pytest.fixture(scope="session")
def postgres_cluster() -> Cluster:
    """Return a PostgreSQL server that ends with the tests; skips where there is none, unless one is required."""
    try:
        return BACKEND.cluster
    except NoServer as error:
        if os.environ.get("GLOSSARY_REQUIRE_POSTGRES") == "1":
            pytest.fail(f"{error}, and GLOSSARY_REQUIRE_POSTGRES=1 asks for it")
        pytest.skip(str(error))


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """Return the URL of a new, empty database on a PostgreSQL server."""
    name = postgres_cluster.create_database()
    yield postgres_cluster.url(name)
    postgres_cluster.drop_database(name)

"""A termbase on a PostgreSQL server opened for reading by its own driver, as a file is by SQLite's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from glossary.errors import DatabaseError
from glossary.store.location import shown
from glossary.store.reader import Reader
from glossary.store.schema_version import require_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg

    _Connection = psycopg.Connection[tuple[Any, ...]]

#: How long a server may take to answer a first time, in seconds, unless the URL says otherwise.
_CONNECT_TIMEOUT = 10
#: Each statement reads what is there at its moment. What a reader asks, an index answers; no plan is worth compiling.
_SETTINGS = (
    "SET default_transaction_read_only = on",
    "SET TimeZone = 'UTC'",
    "SET enable_seqscan = off",
    "SET random_page_cost = 1.1",
    # Where there is less, the server forgets which terms of a page it found, and asks all of them again, one by one.
    "SET work_mem = '64MB'",
    "SET jit = off",
    "SET max_parallel_workers_per_gather = 0",
    # A plan that is made once for all values is as good, and to make one takes longer than most answers.
    "SET plan_cache_mode = force_generic_plan",
)
#: A statement is prepared when it is first asked, and so many are kept.
_PREPARED = 300
#: What comes as text, as SQLite keeps it.
_AS_TEXT = ("json", "timestamptz")
_IS_TABLE = "SELECT to_regclass(?) IS NOT NULL"


class PostgresqlReader(Reader):
    """An open termbase on a server that can only be read, from any thread; it connects again where it has to."""

    is_server = True

    def __init__(self, location: str) -> None:
        self._url = location
        connection = connect(location)
        super().__init__(cast("Any", connection), shown(location))
        self._server: _Connection = connection
        self._statements: dict[str, str] = {}

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, which has question marks in the places of the parameters.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        import psycopg  # noqa: PLC0415 - an extra

        asked = self._statements.get(statement)
        if asked is None:
            asked = self._statements[statement] = statement.replace("%", "%%").replace("?", "%s")
        with self._lock:
            try:
                try:
                    return self._server.execute(asked.encode(), parameters).fetchall()
                except psycopg.OperationalError:
                    # A server may be started anew while a program waits for what is typed next.
                    if not self._server.closed or self._is_closed:
                        raise
                    self._server = connect(self._url)
                    return self._server.execute(asked.encode(), parameters).fetchall()
            except (psycopg.Error, UnicodeError) as error:
                raise DatabaseError(f"{self.location}: it can't be read ({_reason(error)})") from error

    def data_version(self) -> int:
        """Return a number that differs after anybody changed the termbase.

        Raises:
            DatabaseError: the termbase can't be read.
        """
        return int(self.rows("SELECT tick FROM change_clock")[0][0])

    def close(self) -> None:
        """Close the connection; what is read later is an error."""
        with self._lock:
            self._is_closed = True
            self._server.close()

    _is_closed = False


def open_server(location: str) -> PostgresqlReader:
    """Open the termbase at the URL of a server for reading.

    Raises:
        DatabaseError: there is none, or it can't be read.
        SchemaOutdated: its schema is older than the program.
        SchemaTooNew: its schema is newer than the program.
    """
    reader = PostgresqlReader(location)
    try:
        if reader.rows(_IS_TABLE, ("alembic_version",))[0][0]:
            versions = {row[0] for row in reader.rows("SELECT version_num FROM alembic_version")}
            require_version(versions, reader.location)
        else:
            tables = "SELECT 1 FROM pg_tables WHERE schemaname = ANY(current_schemas(false)) LIMIT 1"
            require_version(None, reader.location, has_tables=bool(reader.rows(tables)))
    except BaseException:
        reader.close()
        raise
    return reader


def connect(location: str, *, timeout: int = _CONNECT_TIMEOUT) -> _Connection:
    """Return a connection to a server that only reads, each statement by itself.

    Args:
        location: the URL.
        timeout: how long the server may take to answer a first time, in seconds, unless the URL says otherwise.

    Raises:
        DatabaseError: it can't be reached, or lets nobody in.
    """
    try:
        import psycopg  # noqa: PLC0415 - an extra
        from psycopg.types.string import TextLoader  # noqa: PLC0415 - likewise
    except ImportError as error:
        missing = 'PostgreSQL needs a driver; install it with: pip install "policy-glossary[postgres]"'
        raise DatabaseError(f"{shown(location)}: {missing}") from error
    scheme, _, rest = location.partition("://")
    if scheme not in {"postgresql+psycopg", "postgresql", "postgres"}:
        raise DatabaseError(f"{shown(location)}: this is no database URL that can be used here")
    settings: dict[str, Any] = {"application_name": "glossary", "client_encoding": "UTF8"}
    if "connect_timeout=" not in rest:
        settings["connect_timeout"] = timeout
    try:
        connection = psycopg.connect(f"postgresql://{rest}", autocommit=True, prepare_threshold=0, **settings)
        connection.prepared_max = _PREPARED
        for kind in _AS_TEXT:
            connection.adapters.register_loader(kind, TextLoader)
        connection.execute("; ".join(_SETTINGS).encode(), prepare=False)
    except (psycopg.Error, UnicodeError) as error:
        raise DatabaseError(f"{shown(location)}: {_reason(error)}") from error
    return connection


def _reason(error: Exception) -> str:
    """Return what an error means, in one line without a password."""
    from glossary.store.postgresql.engine import meaning_of  # noqa: PLC0415 - loads what only an error needs

    return (meaning_of(error) or str(error).partition("\n")[0]).removesuffix("; nothing was changed")

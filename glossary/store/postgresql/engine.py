"""A termbase on a PostgreSQL server: its engine, its transactions, and what the server's errors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from glossary.errors import DatabaseError
from glossary.store.location import shown
from glossary.store.table_rows import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    import psycopg
    from sqlalchemy import URL, Connection, Engine

#: How a URL may begin; the driver is the same for all of them.
SCHEMES = ("postgresql+psycopg", "postgresql", "postgres")
DRIVER = "postgresql+psycopg"
#: Unless the URL says otherwise: how long a server may take to answer a first time, in seconds, and what it is told
#: that we are.
DEFAULTS = {"connect_timeout": 10, "application_name": "glossary"}
#: What all writers of a termbase wait for in turn: row ids are numbered on from the last, so there is one at a time.
#: The number is our own choice; a server keeps such locks for each database by itself.
WRITERS = 0x676C6F7373617279
#: The option of a connection that says how long it waits for its turn, in milliseconds, where not as long as usual.
TURN = "turn"
#: The SQLSTATE of who waited for a lock in vain.
LOCK_NOT_AVAILABLE = "55P03"
_BUSY = "another program is writing to it; try again; nothing was changed"
_LOST = "the connection to the server was lost; look whether your last change is there, and try again"
_NO_ANSWER = "the server doesn't answer; is it running, and are host and port right?"
#: By SQLSTATE, its first two characters where the rest makes no difference (PostgreSQL's manual, appendix A).
_MEANINGS = {
    LOCK_NOT_AVAILABLE: _BUSY,
    "40": _BUSY,
    "25006": "the termbase is read-only; nothing was changed",
    "53100": "the server's disk is full; nothing was changed",
    "53300": "the server has no connection left for us; try again later",
    "57P": _LOST,
    "08": _LOST,
    "28": "the server refuses the user or the password",
    "3D000": "the server has no such database; make it with: createdb --encoding=UTF8 NAME",
}
#: By what the driver says where it has no SQLSTATE: while it connects, and of values that it can't send.
_SAYINGS = {
    "password authentication failed": _MEANINGS["28"],
    "no password supplied": "the server asks for a password; put it into the URL, ~/.pgpass or PGPASSWORD",
    "no pg_hba.conf entry": "the server lets this user not in from this machine; ask whoever runs it",
    "too many clients": _MEANINGS["53300"],
    "remaining connection slots": _MEANINGS["53300"],
    "is starting up": "the server is just starting; try again",
    "is shutting down": "the server is just stopping; try again later",
    "NUL": "a text has a NUL character, which no server keeps; take it out; nothing was changed",
    "server closed the connection": _LOST,
    "the connection is closed": _LOST,
    "the connection is lost": _LOST,
    "consuming input failed": _LOST,
    "sending query failed": _LOST,
    "Connection refused": _NO_ANSWER,
    "could not translate host name": "there is no such host; look at the URL",
    "failed to resolve host": "there is no such host; look at the URL",
    "timeout expired": _NO_ANSWER,
    "No such file or directory": _NO_ANSWER,
    "No route to host": _NO_ANSWER,
    "Network is unreachable": _NO_ANSWER,
}


def is_postgresql(connection: Connection) -> bool:
    """Return whether a connection goes to a PostgreSQL server."""
    return connection.dialect.name == "postgresql"


def make_engine(location: str, *, busy_timeout: int) -> Engine:
    """Return the engine of a server's database.

    Args:
        location: a URL.
        busy_timeout: how long a writer waits for its turn, in milliseconds.

    Raises:
        DatabaseError: it is no URL that can be used here, or the driver is not installed.
    """
    try:
        url = _url_of(location)
        engine = create_engine(
            url,
            json_serializer=to_json,
            connect_args={name: value for name, value in DEFAULTS.items() if name not in url.query},
            # A server may be started anew while the program runs.
            pool_pre_ping=True,
            pool_use_lifo=True,
        )
    except ImportError as error:
        missing = 'PostgreSQL needs a driver; install it with: pip install "policy-glossary[postgres]"'
        raise DatabaseError(f"{shown(location)}: {missing}") from error
    except (ArgumentError, ValueError) as error:
        form = f"write: {DRIVER}://USER:PASSWORD@HOST:PORT/DATABASE, with %XX for signs such as @ and / in them"
        raise DatabaseError(f"{shown(location)}: this is no database URL; {form}") from error

    def prepare(connection: psycopg.Connection[Any], _record: object) -> None:
        _prepare_connection(connection, shown(location), busy_timeout)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def for_reading(engine: Engine) -> Engine:
    """Return the same engine with transactions that see one state throughout, and change nothing."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_writing(engine: Engine) -> Engine:
    """Return the same engine with transactions that see what the writer before them wrote, for whom they wait."""
    return engine.execution_options(isolation_level="READ COMMITTED", postgresql_readonly=False)


def may_write(connection: Connection) -> bool:
    """Return whether the server lets this user change the termbase: a copy that follows another lets nobody."""
    asked = "SELECT NOT pg_is_in_recovery() AND has_table_privilege('revisions', 'INSERT')"
    return bool(connection.scalar(text(asked)))


def number_on(connection: Connection, tables: Iterable[str]) -> None:
    """Let tables that were filled with rows and their ids number new ones on from there; SQLite does so by itself."""
    if not is_postgresql(connection):
        return
    for table in tables:
        last = f"SELECT max(id) AS id FROM {table}"  # noqa: S608 - our own names
        numbers = f"pg_get_serial_sequence('{table}', 'id')"
        connection.exec_driver_sql(f"SELECT setval({numbers}, id) FROM ({last}) last WHERE id IS NOT NULL")  # noqa: S608 - likewise
        connection.exec_driver_sql(f"ANALYZE {table}")


def meaning_of(error: Exception) -> str | None:
    """Return what an error of the driver means to the user, in one line; None for that of another driver."""
    state = getattr(error, "sqlstate", None)
    if not hasattr(error, "diag"):
        return None
    said = _first_line(error)
    if state == "42501":
        return f"the server's user may not do that ({said}); ask whoever runs it; nothing was changed"
    if state in {"0A000", "58P01"} and "extension" in said:
        return f"{said}; the server needs its package of extensions, postgresql-contrib; nothing was changed"
    for beginning, meaning in _MEANINGS.items():
        if state and state.startswith(beginning):
            return meaning
    whole = str(error)
    if "database" in whole and "does not exist" in whole:
        return _MEANINGS["3D000"]
    return next((meaning for saying, meaning in _SAYINGS.items() if saying in whole), f"{said}; nothing was changed")


def _url_of(location: str) -> URL:
    scheme, _, rest = location.partition("://")
    url = make_url(f"{DRIVER if scheme in SCHEMES else scheme}://{rest}")
    if url.drivername != DRIVER:
        raise ArgumentError
    return url


def _prepare_connection(connection: psycopg.Connection[Any], name: str, busy_timeout: int) -> None:
    """Make a new connection what the program expects, whatever the server's settings are."""
    if connection.info.parameter_status("server_encoding") != "UTF8":
        connection.close()
        raise DatabaseError(f"{name}: the database keeps no Chinese; make another with: createdb --encoding=UTF8 NAME")
    settings = {"client_encoding": "UTF8", "TimeZone": "UTC", "lock_timeout": str(busy_timeout)}
    calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
    connection.execute(f"SELECT {calls}", [part for setting in settings.items() for part in setting])
    connection.commit()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("begin_immediate"):
        return
    if (step := options.get(TURN)) is None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        return
    usual = connection.exec_driver_sql("SELECT current_setting('lock_timeout')").scalar()
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(step)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{usual}'")


def _first_line(error: Any) -> str:  # noqa: ANN401 - of a driver that may not be there
    """Return what went wrong, without where the driver tried it and what the server thinks of it."""
    primary = error.diag.message_primary
    if primary:
        return str(primary)
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rpartition("FATAL:")[2].strip() if lines else type(error).__name__

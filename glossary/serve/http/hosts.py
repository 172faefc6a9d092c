"""The names under which the server is asked for, and whether an address is of this machine alone."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def is_loopback(host: str) -> bool:
    """Tell whether only programs of this machine reach an address; a name counts only if it is localhost."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def names_of(host: str, others: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the names by which the server at an address may be asked for."""
    return _LOCAL | {name.lower().strip("[]") for name in (host, *others)}


def name_in(header: str) -> str | None:
    """Return the name in a Host header, without port and brackets; None for what is no host."""
    if not header or any(sign in header for sign in "/?#@\\ \t,"):
        return None
    try:
        parts = urlsplit(f"//{header}")
        is_whole = parts.port != 0 and parts.username is None
    except ValueError:
        return None
    return parts.hostname if is_whole else None


def is_known(name: str, names: frozenset[str], *, is_everywhere: bool) -> bool:
    """Tell whether a name is one of the server's own.

    A page that an attacker's name leads here says that name, so names must be known; an address proves nothing
    else than itself, so one that listens everywhere can be asked for by any.
    """
    return name in names or (is_everywhere and _is_address(name))


def is_everywhere(host: str) -> bool:
    """Tell whether an address means all of the machine's own."""
    return _is_address(host) and ip_address(host).is_unspecified


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

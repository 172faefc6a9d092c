"""The files that go out as they are: read once, named with a mark of what is in them, so that they may be kept."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TYPES = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Asset(NamedTuple):
    """One file."""

    body: bytes
    media_type: str
    tag: str


def get_asset(name: str) -> Asset | None:
    """Return a file by its name, None where there is none."""
    return _read(name) if name in _TYPES else None


def address_of(name: str) -> str:
    """Return the address of a file, which changes with it."""
    return f"/assets/{name}?v={_read(name).tag}"


@cache
def _read(name: str) -> Asset:
    body = (files(__package__) / "assets" / name).read_bytes()
    return Asset(body, _TYPES[name], hashlib.sha256(body).hexdigest()[:16])

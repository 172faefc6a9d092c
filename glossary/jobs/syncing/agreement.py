"""What the termbase and a folder agreed on, as the text that the folder had then."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from glossary.exchange.text_form import path_of, render_entry
from glossary.store.synced_entries import find_synced

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from glossary.concept import ConceptEntry

_DIGEST_BYTES = 16


def digest_of(raw: bytes) -> bytes:
    """Return a few bytes that stand for a text."""
    return blake2b(raw, digest_size=_DIGEST_BYTES).digest()


def digest_of_entry(entry: ConceptEntry, origin: str) -> bytes:
    """Return a few bytes that stand for an entry, however a file writes it."""
    return digest_of(render_entry(entry, origin))


def find_agreed(connection: Connection, place: str) -> dict[str, tuple[str, bytes]]:
    """Return the id and the digest of what was agreed on, by the path of its file."""
    return {
        path_of(identifier): (identifier, digest_of_entry(synced.entry, synced.origin))
        for identifier, synced in find_synced(connection, place)
    }

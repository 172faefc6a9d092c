"""From a term to its entry, to its usage examples, and from a query to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import (
    DefinitionParams,
    Location,
    Position,
    Range,
    ReferenceParams,
    SymbolKind,
    WorkspaceSymbol,
    WorkspaceSymbolParams,
)

from glossary.serve.lsp.examples import find_examples
from glossary.serve.lsp.pages import Pages
from glossary.serve.lsp.protocol import POSTPONED
from glossary.serve.lsp.rendering import preferred_equivalent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lsprotocol.types import TextDocumentPositionParams

    from glossary.serve.lsp.rendering import Entry
    from glossary.serve.lsp.server import GlossaryServer

_TOP = Range(start=Position(0, 0), end=Position(0, 0))
#: So many entries answer a query.
_FOUND = 50


class Navigating:
    """Leads to entries, which are shown as pages."""

    def __init__(self, server: GlossaryServer) -> None:
        self._server = server

    def definition(self, params: DefinitionParams) -> list[Location]:
        """Return the pages of the entries of the term under the cursor."""
        pages = self._pages()
        entries = self._server.termbase.live.get_entries(self._entry_ids(params))
        return [_location(pages, entry) for entry in entries.values()]

    def references(self, params: ReferenceParams) -> object:
        """Answer with where the concept under the cursor stands: in open documents, then in mined ones."""
        later = self._server.current
        entry_ids = set(self._entry_ids(params))
        if not entry_ids or later is None:
            return None
        location = self._server.termbase.location or ""
        columns = self._server.client.columns

        def finish(found: list[Location]) -> None:
            open_uris = {document.uri for document in self._server.documents}
            examples = find_examples(location, entry_ids, columns)
            later.run(lambda _: found + [one for one in examples if one.uri not in open_uris], None)

        self._server.outlining.locations_of(entry_ids, finish)
        return POSTPONED

    def symbols(self, params: WorkspaceSymbolParams) -> list[WorkspaceSymbol]:
        """Return the entries that a query finds."""
        if not params.query.strip():
            return []
        live, pages = self._server.termbase.live, self._pages()
        hits = live.look_up(params.query, limit=_FOUND)
        entries = live.get_entries([hit.entry for hit in hits])
        return [
            WorkspaceSymbol(
                name=hit.term,
                kind=SymbolKind.Key,
                container_name=_equivalent_name(entries[hit.entry], hit.language),
                location=_location(pages, entries[hit.entry]),
            )
            for hit in hits
            if hit.entry in entries
        ]

    def _entry_ids(self, params: TextDocumentPositionParams | DefinitionParams | ReferenceParams) -> Iterator[int]:
        document = self._server.documents.get(params.text_document.uri)
        if document is None:
            return
        place = self._server.find_place(document, document.offset_of(params.position))
        if place is not None:
            yield from dict.fromkeys(sense.entry_id for sense in place.winner.senses)

    def _pages(self) -> Pages:
        return Pages(self._server.termbase.location or "")


def _location(pages: Pages, entry: Entry) -> Location:
    """Return the page of an entry."""
    return Location(uri=pages.write(entry).as_uri(), range=_TOP)


def _equivalent_name(entry: Entry, language: str) -> str | None:
    equivalent = preferred_equivalent(entry, language)
    return str(equivalent["term"]) if equivalent else None

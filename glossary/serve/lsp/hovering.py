"""What is shown for the term under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import Hover, HoverParams, MarkupContent, MarkupKind

from glossary.serve.lsp.rendering import render_entry, render_line

if TYPE_CHECKING:
    from glossary.lookup.live import LiveTermbase
    from glossary.lookup.recognition.span import IndexedTerm
    from glossary.serve.lsp.places import Place
    from glossary.serve.lsp.server import GlossaryServer

#: A nested term is told on one line, and no more of them.
_NESTED = 4
_RULES = {True: "\n\n---\n\n", False: "\n\n"}


def hover(server: GlossaryServer, params: HoverParams) -> Hover | None:
    """Return all senses of the longest term under the cursor, and those within it."""
    document = server.documents.get(params.text_document.uri)
    if document is None:
        return None
    live = server.termbase.live
    place = server.find_place(document, document.offset_of(params.position))
    if place is None:
        return None
    markdown = server.client.hover_in_markdown
    text = _render(live, place, examples=server.editor.examples, markdown=markdown)
    kind = MarkupKind.Markdown if markdown else MarkupKind.PlainText
    return Hover(
        contents=MarkupContent(kind=kind, value=text), range=document.range(place.winner.start, place.winner.end)
    )


def _render(live: LiveTermbase, place: Place, *, examples: int, markdown: bool) -> str:
    senses = _one_an_entry(place.winner.senses)
    shown = {sense.entry_id for sense in senses}
    nested = [
        sense
        for span in place.nested[:_NESTED]
        for sense in _one_an_entry(span.senses)[:1]
        if sense.entry_id not in shown
    ]
    entries = live.get_entries([sense.entry_id for sense in (*senses, *nested)])
    parts = [
        render_entry(entries[sense.entry_id], sense.term, sense.language, examples=examples, markdown=markdown)
        for sense in senses
        if sense.entry_id in entries
    ]
    lines = [
        render_line(entries[sense.entry_id], sense.term, sense.language, markdown=markdown)
        for sense in nested
        if sense.entry_id in entries
    ]
    if lines:
        parts.append(("  \n" if markdown else "\n").join(lines))
    return _RULES[markdown].join(parts)


def _one_an_entry(senses: tuple[IndexedTerm, ...]) -> list[IndexedTerm]:
    return list({sense.entry_id: sense for sense in reversed(senses)}.values())[::-1]

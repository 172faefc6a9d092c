"""The terms of a whole document: its outline, where a concept stands, equivalents between the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol.types import (
    CodeLens,
    CodeLensParams,
    Command,
    DocumentHighlight,
    DocumentHighlightKind,
    DocumentHighlightParams,
    DocumentSymbol,
    DocumentSymbolParams,
    InlayHint,
    InlayHintKind,
    InlayHintParams,
    Location,
    SymbolInformation,
    SymbolKind,
    SymbolTag,
)

from glossary.serve.lsp.analyst import Analyst
from glossary.serve.lsp.protocol import POSTPONED
from glossary.serve.lsp.rendering import preferred_equivalent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from glossary.lookup.recognition.span import Span
    from glossary.serve.lsp.documents import Document
    from glossary.serve.lsp.rendering import Entry
    from glossary.serve.lsp.server import GlossaryServer
    from glossary.serve.lsp.terms import TermFinder, Terms, Unit

#: An outline of more terms helps nobody.
_SYMBOLS = 2_000
_UNACCEPTED = ("deprecated", "superseded")


class Outlining:
    """Finds all terms of documents in the background, once somebody asks for them."""

    def __init__(self, server: GlossaryServer) -> None:
        self._server = server
        self._finders: dict[str, TermFinder] = {}
        self.analyst: Analyst[Terms] = Analyst(server, self._find, name="finder")

    def forget(self, uri: str) -> None:
        """Drop what is known of a document that was closed."""
        self.analyst.forget(uri)
        self._finders.pop(uri, None)

    def look_again(self, uri: str) -> None:
        """Look through a document again, if somebody waits for it."""
        if self.analyst.is_awaited(uri):
            self.analyst.request(uri)

    def symbols(self, params: DocumentSymbolParams) -> object:
        """Answer with the terms of a document: a symbol for each entry, its occurrences below it."""

        def answer(document: Document, terms: Terms) -> object:
            if self._server.client.takes_tree_of_symbols:
                return _tree(document, terms, self._entries_of(terms.spans()))
            return _flat(document, terms)

        return self._answer(params.text_document.uri, answer)

    def highlights(self, params: DocumentHighlightParams) -> object:
        """Answer with the places where the concept under the cursor stands, by any of its terms."""

        def answer(document: Document, terms: Terms) -> object:
            here = terms.at(document.offset_of(params.position))
            if here is None:
                return None
            wanted = _entry_ids(here)
            return [
                DocumentHighlight(range=document.range(span.start, span.end), kind=DocumentHighlightKind.Text)
                for span in terms.spans()
                if not wanted.isdisjoint(_entry_ids(span))
            ]

        return self._answer(params.text_document.uri, answer)

    def hints(self, params: InlayHintParams) -> object:
        """Answer with the equivalents of the terms in a part of a document, to be shown behind them."""
        mode = self._server.editor.hints
        if mode == "off":
            return []

        def answer(document: Document, terms: Terms) -> object:
            start, end = document.span_of(params.range)
            hints: list[InlayHint] = []
            for unit in terms.between(start, end):
                entries = self._entries_of(unit.spans)
                hints += _hints(document, unit, entries, is_first_only=mode == "first")
            return hints

        return self._answer(params.text_document.uri, answer)

    def lenses(self, params: CodeLensParams) -> object:
        """Answer with a line above each paragraph that says how many terms it has."""
        if not self._server.editor.lenses:
            return []

        def answer(document: Document, terms: Terms) -> object:
            return [
                CodeLens(
                    range=document.range(unit.start, unit.start),
                    command=Command(title=_counted(len(unit.spans)), command=""),
                )
                for unit in terms.units
            ]

        return self._answer(params.text_document.uri, answer)

    def locations_of(self, entry_ids: set[int], then: Callable[[list[Location]], None]) -> None:
        """Find where entries stand in all open documents, and go on with that."""
        documents = list(self._server.documents)
        found: list[Location] = []
        left = len(documents)
        if not documents:
            then(found)

        def take(document: Document, terms: Terms | None) -> None:
            nonlocal left
            left -= 1
            found.extend(
                Location(uri=document.uri, range=document.range(span.start, span.end))
                for span in (terms.spans() if terms is not None else ())
                if not entry_ids.isdisjoint(_entry_ids(span))
            )
            if left == 0:
                then(found)

        for document in documents:
            self.analyst.when_done(document, lambda terms, document=document: take(document, terms))  # type: ignore[misc]

    def _find(self, document: Document) -> Terms:
        """Find the terms of a document, in the thread of the analyst."""
        from glossary.serve.lsp.terms import TermFinder  # noqa: PLC0415 - an editor is answered before it is loaded

        live = self._server.termbase.live
        finder = self._finders.setdefault(document.uri, TermFinder())
        return finder.find(document, live.recogniser, live.version)

    def _answer(self, uri: str, answer: Callable[[Document, Terms], Any]) -> object:
        document, later = self._server.documents.get(uri), self._server.current
        if document is None or later is None:
            return None

        def finish(terms: Terms | None) -> None:
            # Waiting may have brought a newer state; the terms are that one's.
            newest = self._server.documents.get(uri)
            if terms is None or newest is None:
                later.answer(None)
            else:
                later.run(lambda _: answer(newest, terms), None)

        self.analyst.when_done(document, finish)
        return POSTPONED

    def _entries_of(self, spans: Iterable[Span]) -> dict[int, Entry]:
        return self._server.termbase.live.get_entries({span.senses[0].entry_id for span in spans})


def _tree(document: Document, terms: Terms, entries: dict[int, Entry]) -> list[DocumentSymbol]:
    of_entry: dict[int, list[Span]] = {}
    for number, span in enumerate(terms.spans()):
        if number == _SYMBOLS:
            break
        of_entry.setdefault(span.senses[0].entry_id, []).append(span)
    return [_symbol(document, spans, entries.get(entry_id)) for entry_id, spans in of_entry.items()]


def _symbol(document: Document, spans: list[Span], entry: Entry | None) -> DocumentSymbol:
    sense = spans[0].senses[0]
    equivalent = preferred_equivalent(entry, sense.language) if entry else None
    children = [_occurrence(document, span) for span in spans]
    return DocumentSymbol(
        name=sense.term,
        detail=equivalent["term"] if equivalent else None,
        kind=SymbolKind.Key,
        tags=[SymbolTag.Deprecated] if sense.status in _UNACCEPTED else None,
        range=document.range(spans[0].start, spans[0].end),
        selection_range=document.range(spans[0].start, spans[0].end),
        children=children if len(children) > 1 else [],
    )


def _occurrence(document: Document, span: Span) -> DocumentSymbol:
    range_ = document.range(span.start, span.end)
    text = " ".join(document.text[span.start : span.end].split())
    return DocumentSymbol(name=text, kind=SymbolKind.String, range=range_, selection_range=range_)


def _flat(document: Document, terms: Terms) -> list[SymbolInformation]:
    return [
        SymbolInformation(
            name=span.senses[0].term,
            kind=SymbolKind.Key,
            location=Location(uri=document.uri, range=document.range(span.start, span.end)),
        )
        for number, span in enumerate(terms.spans())
        if number < _SYMBOLS
    ]


def _hints(document: Document, unit: Unit, entries: dict[int, Entry], *, is_first_only: bool) -> list[InlayHint]:
    hints: list[InlayHint] = []
    met: set[int] = set()
    for span in unit.placed():
        sense = span.senses[0]
        entry = entries.get(sense.entry_id)
        equivalent = preferred_equivalent(entry, sense.language) if entry else None
        if equivalent is None or (is_first_only and sense.entry_id in met):
            continue
        met.add(sense.entry_id)
        hint = InlayHint(
            position=document.position(span.end),
            label=equivalent["term"],
            kind=InlayHintKind.Type,
            tooltip=equivalent["pinyin"],
            padding_left=True,
        )
        hints.append(hint)
    return hints


def _entry_ids(span: Span) -> set[int]:
    return {sense.entry_id for sense in span.senses}


def _counted(terms: int) -> str:
    return "1 term" if terms == 1 else f"{terms} terms"

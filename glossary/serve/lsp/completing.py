"""Terms that are being typed, in either language: by their words, characters, pinyin or initials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionItemLabelDetails,
    CompletionItemTag,
    CompletionList,
    CompletionParams,
    MarkupContent,
    MarkupKind,
    Range,
    TextEdit,
)

from glossary.serve.lsp.rendering import preferred_equivalent, preferred_term, render_entry
from glossary.serve.lsp.typing_prefix import LONGEST, find_prefixes
from glossary.text.chinese import has_han
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from glossary.lookup.queries import Completion
    from glossary.serve.lsp.rendering import Entry
    from glossary.serve.lsp.server import GlossaryServer

#: Of so many of the best terms the equivalent is offered as well.
_ALTERNATIVES = 10
_EMPTY = CompletionList(is_incomplete=True, items=[])
_UNACCEPTED = ("deprecated", "superseded")


def complete(server: GlossaryServer, params: CompletionParams) -> CompletionList:
    """Return the terms that what stands before the cursor may become."""
    document = server.documents.get(params.text_document.uri)
    if document is None:
        return _EMPTY
    end = document.offset_of(params.position)
    start = max(document.line_starts[document.line_of(end)], end - LONGEST)
    live = server.termbase.live
    limit = server.editor.completions
    for prefix in find_prefixes(document.text[start:end], min_letters=server.editor.min_letters):
        found = live.complete(prefix, limit=limit)
        if found:
            entries = live.get_entries({one.entry for one in found})
            range_ = document.range(end - len(prefix), end)
            items = _items(found, entries, prefix, range_, limit)
            return CompletionList(is_incomplete=True, items=items)
    return _EMPTY


def resolve(server: GlossaryServer, item: CompletionItem) -> CompletionItem:
    """Return an item with what is to be said about its entry."""
    data = item.data
    if not isinstance(data, dict) or not isinstance(data.get("entry"), int):
        return item
    entry = server.termbase.live.get_entries([data["entry"]]).get(data["entry"])
    if entry is None:
        return item
    markdown = server.client.documentation_in_markdown
    text = render_entry(
        entry,
        str(data.get("term", item.label)),
        str(data.get("language", Language.ENGLISH)),
        examples=server.editor.examples,
        markdown=markdown,
    )
    item.documentation = MarkupContent(kind=MarkupKind.Markdown if markdown else MarkupKind.PlainText, value=text)
    return item


def _items(
    found: list[Completion], entries: dict[int, Entry], prefix: str, range_: Range, limit: int
) -> list[CompletionItem]:
    """Return an item for each term, and for the best ones another that writes the equivalent instead."""
    items: list[CompletionItem] = []
    taken: set[str] = set()
    for number, one in enumerate(found):
        entry = entries.get(one.entry)
        if entry is None:
            continue
        equivalent = preferred_equivalent(entry, one.language)
        ours = _item(one, entry, prefix, range_, f"{number:03}0")
        if ours.label not in taken:
            taken.add(ours.label)
            items.append(ours)
        if number < _ALTERNATIVES and equivalent is not None and equivalent["term"] not in taken:
            taken.add(equivalent["term"])
            items.append(_alternative(one, equivalent, prefix, range_, f"{number:03}1"))
    # What is cut off is the equivalents of the last terms before the terms themselves.
    while len(items) > limit and (last := _last_alternative(items)) is not None:
        del items[last]
    return items[:limit]


def _last_alternative(items: list[CompletionItem]) -> int | None:
    return next((at for at in reversed(range(len(items))) if (items[at].sort_text or "").endswith("1")), None)


def _item(one: Completion, entry: Entry, prefix: str, range_: Range, sort: str) -> CompletionItem:
    equivalent = preferred_equivalent(entry, one.language)
    item = CompletionItem(
        label=one.term,
        kind=CompletionItemKind.Text,
        detail=_detail(equivalent, one.pinyin),
        label_details=CompletionItemLabelDetails(description=equivalent["term"]) if equivalent else None,
        sort_text=sort,
        filter_text=prefix,
        text_edit=TextEdit(range=range_, new_text=_in_case(one.term, prefix)),
        data={"entry": one.entry, "term": one.term, "language": one.language},
    )
    if one.status in _UNACCEPTED:
        item.tags = [CompletionItemTag.Deprecated]
        instead = preferred_term(entry, one.language)
        if instead is not None:
            item.detail = f"{one.status} → {instead['term']}"
    return item


def _alternative(one: Completion, equivalent: dict[str, Any], prefix: str, range_: Range, sort: str) -> CompletionItem:
    return CompletionItem(
        label=equivalent["term"],
        kind=CompletionItemKind.Value,
        detail=f"{equivalent['pinyin']} — {one.term}" if equivalent["pinyin"] else one.term,
        label_details=CompletionItemLabelDetails(description=one.term),
        sort_text=sort,
        filter_text=prefix,
        text_edit=TextEdit(range=range_, new_text=equivalent["term"]),
        data={"entry": one.entry, "term": equivalent["term"], "language": equivalent["language"]},
    )


def _detail(equivalent: dict[str, Any] | None, pinyin: str | None) -> str | None:
    parts = [pinyin or ""]
    if equivalent is not None:
        parts += [equivalent["term"], equivalent["pinyin"] or ""]
    return "  ".join(part for part in parts if part) or None


def _in_case(term: str, prefix: str) -> str:
    """Return a term with the capital that a sentence begins with, where one was typed."""
    if prefix[:1].isupper() and not prefix[:2].isupper() and term[:1].islower() and not has_han(term[:1]):
        return term[0].upper() + term[1:]
    return term

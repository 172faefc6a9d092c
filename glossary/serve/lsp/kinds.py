"""Of which kind a document is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.serve.lsp.documents import Document


def kind_name(document: Document) -> str:
    """Return what says of which kind a document is: its language id, or its name where that says more."""
    from glossary.exchange.bitext import is_bilingual  # noqa: PLC0415 - an editor is answered before it is loaded

    if is_bilingual(document.name) and not is_bilingual(document.language_id):
        return document.name
    return document.language_id or document.name


def is_bilingual_document(document: Document) -> bool:
    """Tell whether a document has texts with their translations."""
    from glossary.exchange.bitext import is_bilingual  # noqa: PLC0415 - likewise

    return is_bilingual(kind_name(document))

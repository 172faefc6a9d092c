"""Where the usage examples of entries stand in the files that they were mined from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol.types import Location

from glossary.serve.lsp.documents import Document
from glossary.store.reader import open_reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.serve.lsp.positions import Columns

#: Files that an editor shows as they are; in others an example has no line.
_TEXTS = frozenset({".txt", ".md", ".markdown", ".text", ".rst", ".tex", ".html", ".htm"})
_LARGEST = 20_000_000
_EXAMPLES = """
SELECT DISTINCT d.path, c.text FROM contexts c
JOIN term_sections t ON t.id = c.term_id JOIN documents d ON d.id = c.document_id
WHERE t.entry_id IN ({}) ORDER BY d.path, c.start
"""


def find_examples(location: str, entry_ids: Iterable[int], columns: Columns) -> list[Location]:
    """Return the places of usage examples, in files that are there and still have them.

    A document was cleaned when it was mined, so an example is sought by its words, whatever blanks and line
    breaks stand between them.

    Args:
        location: the termbase.
        entry_ids: row ids of entries.
        columns: how the client counts.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    wanted = list(entry_ids)
    reader = open_reader(location)
    try:
        rows = reader.rows(_EXAMPLES.format(",".join("?" * len(wanted))), wanted)
    finally:
        reader.close()
    of_path: dict[str, list[str]] = {}
    for path, text in rows:
        of_path.setdefault(path, []).append(text)
    return [found for path, texts in of_path.items() for found in _in_file(Path(path), texts, columns)]


def _in_file(path: Path, texts: list[str], columns: Columns) -> Iterator[Location]:
    if path.suffix.lower() not in _TEXTS or not path.is_absolute():
        return
    try:
        if path.stat().st_size > _LARGEST:
            return
        content = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        return
    document = Document(path.as_uri(), "", None, content, columns)
    for text in texts:
        found = re.search(r"\s+".join(map(re.escape, text.split())), document.text) if text.strip() else None
        if found is not None:
            yield Location(uri=document.uri, range=document.range(*found.span()))

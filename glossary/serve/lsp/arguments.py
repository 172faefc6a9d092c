"""What a command was called with: one JSON object, checked field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.errors import UsageError

if TYPE_CHECKING:
    from glossary.serve.lsp.documents import Document, Documents


class CommandArguments:
    """The arguments of a command.

    Args:
        command: its name, for what is said about mistakes.
        values: what the client sent.
        documents: the open documents, which ``uri`` and ``range`` speak of.

    Raises:
        UsageError: it isn't one JSON object.
    """

    def __init__(self, command: str, values: list[Any], documents: Documents) -> None:
        values = values or [{}]
        if len(values) != 1 or not isinstance(values[0], dict):
            raise UsageError(f"{command}: the arguments are one JSON object")
        self._command = command
        self._values: dict[str, Any] = values[0]
        self._documents = documents

    def text(self, name: str) -> str | None:
        """Return a text, None where it isn't there or has nothing but blanks.

        Raises:
            UsageError: it is something else.
        """
        value = self._values.get(name)
        if value is not None and not isinstance(value, str):
            raise UsageError(f"{self._command}: {name} is a text")
        return value.strip() or None if value is not None else None

    def number(self, name: str, otherwise: int) -> int:
        """Return a positive whole number.

        Raises:
            UsageError: it is something else.
        """
        value = self._values.get(name, otherwise)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise UsageError(f"{self._command}: {name} is a whole number from 1 on")
        return value

    def object(self, name: str) -> dict[str, Any]:
        """Return an object.

        Raises:
            UsageError: it is something else, or missing.
        """
        value = self._values.get(name)
        if not isinstance(value, dict):
            raise UsageError(f"{self._command}: {name} is an object")
        return value

    def term(self) -> str:
        """Return the term: as it is given, else what is selected in a document.

        Raises:
            UsageError: there is neither.
        """
        term = self.text("term")
        if term is None and (place := self.place()) is not None:
            document, start, end = place
            term = " ".join(document.text[start:end].split()) or None
        if term is None:
            raise UsageError(f"{self._command}: what term? Give term, or uri and range of an open document")
        return term

    def place(self) -> tuple[Document, int, int] | None:
        """Return the document and the selection in it, where the arguments name one that is open."""
        uri, range_ = self.text("uri"), self._values.get("range")
        document = self._documents.get(uri) if uri else None
        if document is None or not isinstance(range_, dict):
            return None
        places = [_offset(document, range_.get(name)) for name in ("start", "end")]
        if places[0] is None or places[1] is None:
            raise UsageError(f"{self._command}: range has a start and an end, each with line and character")
        start, end = sorted((places[0], places[1]))
        return document, start, end


def _offset(document: Document, position: object) -> int | None:
    if not isinstance(position, dict):
        return None
    line, character = position.get("line"), position.get("character")
    if not isinstance(line, int) or not isinstance(character, int):
        return None
    return document.offset(line, character)

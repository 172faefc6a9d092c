"""What the editor can do, as it said when it introduced itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lsprotocol.types import MarkupKind, PositionEncodingKind

from glossary.serve.lsp.positions import choose_encoding, columns_of

if TYPE_CHECKING:
    from lsprotocol.types import InitializeParams

    from glossary.serve.lsp.positions import Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One editor."""

    folder: Path | None = None
    encoding: PositionEncodingKind = PositionEncodingKind.Utf16
    hover_in_markdown: bool = False
    documentation_in_markdown: bool = False
    pulls_diagnostics: bool = False
    refreshes_hints: bool = False
    refreshes_lenses: bool = False
    has_configuration: bool = False
    registers_configuration: bool = False
    registers_watching: bool = False
    shows_progress: bool = False
    takes_action_literals: bool = False
    takes_tree_of_symbols: bool = False
    process: int | None = None

    @property
    def columns(self) -> Columns:
        """How it counts columns."""
        return columns_of(self.encoding)


def read_client(params: InitializeParams) -> Client:
    """Return what a client said of itself."""
    offers = params.capabilities
    workspace, document, window = offers.workspace, offers.text_document, offers.window
    hover = document.hover if document else None
    item = document.completion.completion_item if document and document.completion else None
    symbol = document.document_symbol if document else None
    diagnostics = workspace.diagnostics if workspace else None
    return Client(
        folder=_folder(params),
        encoding=choose_encoding(_encodings(params)),
        hover_in_markdown=_prefers_markdown(hover.content_format if hover else None),
        documentation_in_markdown=_prefers_markdown(item.documentation_format if item else None),
        # A client that can't be told to ask again would never hear of a changed termbase: it is pushed to instead.
        pulls_diagnostics=_has(document, "diagnostic") and bool(diagnostics and diagnostics.refresh_support),
        refreshes_hints=bool(workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support),
        refreshes_lenses=bool(workspace and workspace.code_lens and workspace.code_lens.refresh_support),
        has_configuration=bool(workspace and workspace.configuration),
        registers_configuration=_registers(workspace, "did_change_configuration"),
        registers_watching=_registers(workspace, "did_change_watched_files"),
        shows_progress=bool(window and window.work_done_progress),
        takes_action_literals=_has(document.code_action if document else None, "code_action_literal_support"),
        takes_tree_of_symbols=bool(symbol and symbol.hierarchical_document_symbol_support),
        process=params.process_id,
    )


def path_of(uri: str) -> Path | None:
    """Return the path of a ``file:`` URI, None for any other."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file" or "\0" in unquote(parts.path):
        return None
    if os.name == "nt":
        from urllib.request import url2pathname  # noqa: PLC0415 - where a path is what a URI says, it isn't needed

        return Path(url2pathname(parts.path))
    return Path(unquote(parts.path))


def _folder(params: InitializeParams) -> Path | None:
    for folder in params.workspace_folders or ():
        if (path := path_of(folder.uri)) is not None:
            return path
    if params.root_uri:
        return path_of(params.root_uri)
    return Path(params.root_path) if params.root_path else None


def _encodings(params: InitializeParams) -> list[PositionEncodingKind | str]:
    """Return the offered encodings; ALE offers none and counts bytes, as its plugin says in the options."""
    options = params.initialization_options
    told = options.get("positionEncoding") if isinstance(options, dict) else None
    general = params.capabilities.general
    return [told] if isinstance(told, str) else list(general.position_encodings or ()) if general else []


def _prefers_markdown(formats: Any) -> bool:  # noqa: ANN401 - a sequence of kinds or None
    return bool(formats) and formats[0] == MarkupKind.Markdown


def _has(part: object, name: str) -> bool:
    return getattr(part, name, None) is not None


def _registers(workspace: object, name: str) -> bool:
    return bool(getattr(getattr(workspace, name, None), "dynamic_registration", False))

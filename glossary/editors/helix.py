"""Our part of Helix's ``languages.toml``; its comments, order and everything else in it stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from glossary.errors import Conflict, FormatError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from glossary.editors.invocation import Invocation

_NAME = "glossary"
_BEGIN = "# Language servers in Helix.\n"
#: Languages with the servers that Helix has for them itself: a list in this file takes the place of its own.
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "markdown": ("marksman", "markdown-oxide"),
    "latex": ("texlab",),
    "git-commit": (),
    "rst": (),
    "org": (),
    "po": (),
}
#: Helix knows no plain text.
_PLAIN_TEXT: dict[str, Any] = {
    "name": "text",
    "scope": "text.plain",
    "file-types": ["txt"],
    "language-id": "plaintext",
    "soft-wrap": {"enable": True},
}


def merge_languages(present: str | None, invocation: Invocation, name: str, *, force: bool) -> str:
    """Return the text of ``languages.toml`` with our server for the languages of prose.

    Args:
        present: the text that is there.
        invocation: how the server's program is called.
        name: of the file, for errors.
        force: also in the place of another server with our name.

    Raises:
        Conflict: there is another server with our name.
        FormatError: the text is no TOML, or so laid out that nothing can be put in.
    """
    try:
        document = tomlkit.parse(_BEGIN if present is None else present)
        _put_server(document, invocation, name, force=force)
        if "language" not in document:
            document.add(tomlkit.nl())
        for language, servers in _LANGUAGES.items():
            _put_language(document, {"name": language}, servers)
        _put_language(document, _PLAIN_TEXT, ())
        merged = tomlkit.dumps(document)
        is_whole = tomlkit.parse(merged).unwrap() == document.unwrap()
    except (TOMLKitError, TypeError, AttributeError, ValueError) as error:
        raise FormatError(name, f"our settings can't be put in ({error}); put in what --print shows") from error
    if not is_whole:
        raise FormatError(name, "our settings can't be put in as it is laid out; put in what --print shows")
    return merged


def _put_server(document: TOMLDocument, invocation: Invocation, name: str, *, force: bool) -> None:
    wanted = {"command": invocation.program, "args": [*invocation.options, "lsp"]}
    servers: Any = document.setdefault("language-server", tomlkit.table(is_super_table=True))
    present = servers.get(_NAME)
    if present is not None:
        if {key: present.get(key) for key in wanted} == wanted:
            return
        if not force:
            raise Conflict(f"{name}: has another language server {_NAME!r}; --force replaces it and keeps a copy")
        present.update(wanted)
        return
    server = tomlkit.table()
    server.update(wanted)
    servers.append(_NAME, server)


def _put_language(document: TOMLDocument, language: dict[str, Any], servers: tuple[str, ...]) -> None:
    languages: Any = document.setdefault("language", tomlkit.aot())
    present = next((one for one in languages if one.get("name") == language["name"]), None)
    if present is None:
        new: Any = tomlkit.table() if isinstance(languages, AoT) else tomlkit.inline_table()
        new.update(language)
        new["language-servers"] = [*servers, _NAME]
        languages.append(new)
        return
    listed = present.get("language-servers")
    if listed is None:
        present["language-servers"] = [*servers, _NAME]
    elif _NAME not in [one if isinstance(one, str) else one.get("name") for one in listed]:
        listed.append(_NAME)

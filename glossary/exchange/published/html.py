"""Texts as HTML."""

from __future__ import annotations

import re

from glossary.exchange.files.characters import ILLEGAL_CLASS

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
# Line ends of other times part words.
_ESCAPES.update(dict.fromkeys("\x0b\x0c\x85", " "))
_SPECIAL = re.compile(f"[&<>\"'\x0b\x0c\x7f-\x9f{ILLEGAL_CLASS}]")


def escape_html(text: str) -> str:
    """Return a text as content or attribute of an element, without the characters that HTML forbids."""
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        # What is left to look for, most texts don't have either.
        return text.replace('"', "&quot;").replace("'", "&#39;")
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], "")

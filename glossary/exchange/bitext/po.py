"""PO and POT: the message catalogues of gettext."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from glossary.errors import FormatError
from glossary.exchange.bitext.languages import guess_language, is_ours
from glossary.exchange.bitext.mapped_text import TextBuilder
from glossary.exchange.bitext.segment import Segment
from glossary.exchange.bitext.syntax import Syntax
from glossary.exchange.languages import normalise_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.exchange.bitext.mapped_text import MappedText

_LINE = re.compile(
    r"""[ \t]*(?:
      (?P<obsolete>\#~\|?[ \t]*)?
      (?:(?P<key>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<number>\d{1,3})\])?[ \t]*)?
      "(?P<body>[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+)"[ \t]*$
    | \#,(?P<flags>.*)
    | (?P<comment>\#)
    | (?P<blank>$)
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+|\\.")
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2}))")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_HEADER_LANGUAGE = re.compile(r"^(X-Source-)?Language:[ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)
_PATH = re.compile(r"[/\\.]+")
_SAMPLES = 300


@dataclass(slots=True)
class Message:
    """A message as it stands in the catalogue: its texts by keyword, from where to where with its comments."""

    start: int
    end: int = 0
    texts: dict[str, TextBuilder] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    is_fuzzy: bool = False
    is_obsolete: bool = False

    def get_text(self, key: str) -> MappedText | None:
        """Return the text of a keyword such as ``msgid`` or ``msgstr[0]``, None if it has none."""
        if key not in self.texts:
            return None
        return self.texts[key].build(self.places[key], Syntax.PO)


def read_po(text: str, name: str, *, lenient: bool) -> Iterator[Segment]:
    """Yield the messages but for the header; of one with plurals, each with the translation of its number.

    The source is in English and the target in the language of the header, of the file's name or of the
    translations themselves, unless the header says otherwise. Obsolete messages aren't translatable.

    Args:
        text: the catalogue.
        name: the file, for messages and its language.
        lenient: leave lines out that are no PO instead of raising.

    Raises:
        FormatError: a line is no PO.
    """
    languages: tuple[str, str] | None = None
    for number, message in enumerate(split_messages(text, name, lenient=lenient)):
        source, target = message.get_text("msgid"), message.get_text("msgstr") or message.get_text("msgstr[0]")
        if source is None:
            continue
        if not source.text and "msgctxt" not in message.texts:
            languages = languages or read_languages(target.text if target else "", text, name)
            continue
        languages = languages or read_languages("", text, name)
        yield from _pair(message, source, languages, number)


def _pair(message: Message, source: MappedText, languages: tuple[str, str], number: int) -> Iterator[Segment]:
    plural = message.get_text("msgid_plural")
    context = message.get_text("msgctxt")
    name = f"{context.text}|{source.text}"[:80] if context else source.text[:80] or str(number)
    keys = sorted((key for key in message.texts if key.startswith("msgstr")), key=_plural_number)
    pairs = [(source, keys[0] if keys else "")]
    if plural is not None and len(keys) == 1:
        # A language without plurals, such as Chinese, translates both at once.
        pairs = [(source, ""), (plural, keys[0])]
    elif plural is not None:
        pairs += [(plural, key) for key in keys[1:]]
    for text, key in pairs:
        translation = message.get_text(key)
        yield Segment(
            source=text,
            target=translation if translation is not None and translation.text.strip() else None,
            source_language=languages[0],
            target_language=languages[1],
            id=name,
            is_translatable=not message.is_obsolete,
            is_fuzzy=message.is_fuzzy,
            start=message.start,
            end=message.end,
        )


def _plural_number(key: str) -> int:
    return int(key[7:-1] or 0) if key.endswith("]") else 0


def split_messages(text: str, name: str, *, lenient: bool) -> Iterator[Message]:
    """Yield the messages, the header too; the comments before one belong to it.

    Raises:
        FormatError: a line is no PO, unless ``lenient``.
    """
    message: Message | None = None
    key = ""
    for number, (start, end) in enumerate(_find_lines(text), start=1):
        line = _LINE.match(text, start, end)
        if line is None:
            if lenient:
                continue
            reason = 'is no line of a PO file: a comment, msgid, msgstr or a text in "…" was expected; mend it'
            raise FormatError(name, reason, number)
        begins = line["key"] in {"msgctxt", "msgid"} or line["comment"] or line["flags"] is not None
        if message is not None and (line["blank"] is not None or (begins and _is_complete(message, line["key"]))):
            if message.texts:
                yield message
            message = None
        if line["blank"] is not None:
            continue
        if message is None:
            message, key = Message(start), ""
        message.end = end
        key = _take(message, line, key, text)
    if message is not None and message.texts:
        yield message


def _is_complete(message: Message, key: str | None) -> bool:
    """Whether a line that may begin a message begins the next one."""
    if key == "msgctxt":
        return bool(message.texts)
    return "msgid" in message.texts if key == "msgid" else any(each.startswith("msgstr") for each in message.texts)


def _take(message: Message, line: re.Match[str], key: str, text: str) -> str:
    """Add a line to its message and return the key that the next line goes on with."""
    if line["flags"] is not None:
        message.is_fuzzy |= "fuzzy" in re.split(r"[,\s]+", line["flags"])
    if line["body"] is None:
        return key
    if line["obsolete"]:
        message.is_obsolete = True
        if "|" in line["obsolete"]:
            return ""
    if line["key"]:
        key = line["key"] + (f"[{line['number']}]" if line["number"] else "")
        message.texts[key] = TextBuilder()
        message.places[key] = line.start("body")
    if key:
        _read_string(message.texts[key], text, *line.span("body"))
    return key


def _find_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 1 if text.startswith("\ufeff") else 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end - 1 if end > start and text[end - 1] == "\r" else end
        start = end + 1


def _read_string(into: TextBuilder, text: str, start: int, end: int) -> None:
    """Resolve the escapes between two quotation marks."""
    if text.find("\\", start, end) < 0:
        into.add(text[start:end], start, end)
        return
    for escape in _ESCAPE.finditer(text, start, end):
        into.add(text[start : escape.start()], start, escape.start())
        start = escape.end()
        second = text[escape.start() + 1]
        if second in "01234567x" and _BYTE.match(text, *escape.span()):
            _read_bytes(into, text, *escape.span())
        else:
            into.add(_SIMPLE.get(second, second), *escape.span())
    into.add(text[start:end], start, end)


def _read_bytes(into: TextBuilder, text: str, start: int, end: int) -> None:
    r"""Add the characters of bytes in UTF-8, such as ``\344\270\200``."""
    places = [match.span() for match in _BYTE.finditer(text, start, end)]
    data = bytes(int(octal, 8) & 255 if octal else int(code, 16) for octal, code in _BYTE.findall(text, start, end))
    done = 0
    for character in data.decode("utf-8", "replace"):
        length = 1 if character == "\ufffd" else len(character.encode())
        into.add(character, places[min(done, len(places) - 1)][0], places[min(done + length, len(places)) - 1][1])
        done += length


def read_languages(header: str, text: str, name: str) -> tuple[str, str]:
    """Return the languages of the texts and of their translations, ``""`` for one that nothing tells.

    Args:
        header: the translation of the empty message, which is the header.
        text: the catalogue.
        name: the file.
    """
    source, target = "en", ""
    for is_source, tag in _HEADER_LANGUAGE.findall(header):
        if is_source:
            source = normalise_language(tag)
        else:
            target = normalise_language(tag)
    named = (normalise_language(part) for part in reversed(_PATH.split(name)))
    target = target or next(filter(is_ours, named), "")
    return source, target or guess_language(_find_translations(text, name))


def _find_translations(text: str, name: str) -> Iterator[str]:
    for message in islice(split_messages(text, name, lenient=True), _SAMPLES):
        source, target = message.get_text("msgid"), message.get_text("msgstr") or message.get_text("msgstr[0]")
        if source is not None and source.text and target is not None:
            yield target.text

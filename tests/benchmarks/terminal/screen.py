"""What a terminal shows after the bytes that a program wrote: text only, as far as the measured programs need it."""

from __future__ import annotations

import codecs
import re

from rich.cells import cell_len

_TOKEN = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)"  # titles, clipboards, questions
    r"|\x1b[ -/]*[0-Z\\^-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)


class Screen:
    """The cells of a terminal, and ``stream``: all text that was ever written to it, in the order of writing."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.stream = ""
        self._rows = [[" "] * columns for _ in range(rows)]
        self._x = self._y = 0
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, data: bytes) -> None:
        """Take in what a program wrote; a sequence may be parted anywhere."""
        text = self._rest + self._decoder.decode(data)
        position = 0
        while position < len(text) and (token := _TOKEN.match(text, position)):
            position = token.end()
            if token["text"]:
                self.stream += token["text"]
                self._write(token["text"])
            elif token["final"]:
                self._obey(token["final"], token["parameters"])
            elif token["control"]:
                self._control(token["control"])
        self._rest = text[position:]

    def lines(self, top: int, bottom: int, left: int, right: int) -> list[str]:
        """Return the text of a part of the screen, one string a line."""
        return ["".join(row[left:right]) for row in self._rows[top:bottom]]

    def _write(self, text: str) -> None:
        row = self._rows[min(self._y, len(self._rows) - 1)]
        if text.isascii():
            room = self.columns - self._x
            row[self._x : self._x + min(len(text), room)] = text[:room]
            self._x += len(text)
            return
        for character in text:
            width = cell_len(character)
            if self._x + width <= self.columns:
                row[self._x : self._x + width] = [character, ""][:width]
            self._x += width

    def _control(self, character: str) -> None:
        if character == "\r":
            self._x = 0
        elif character == "\n":
            self._y += 1
        elif character == "\b":
            self._x = max(0, self._x - 1)

    def _obey(self, final: str, parameters: str) -> None:
        if parameters[:1] in "<=>?" and parameters:
            return
        numbers = [int(number or 0) for number in parameters.split(";")] if parameters else []
        first = numbers[0] if numbers else 0
        match final:
            case "H" | "f":
                self._y = max(1, first) - 1
                self._x = max(1, numbers[1] if len(numbers) > 1 else 1) - 1
            case "A" | "B":
                self._y = max(0, self._y + (max(1, first) if final == "B" else -max(1, first)))
            case "C" | "D":
                self._x = max(0, self._x + (max(1, first) if final == "C" else -max(1, first)))
            case "G":
                self._x = max(1, first) - 1
            case "d":
                self._y = max(1, first) - 1
            case "J" if first in (2, 3):
                self._rows = [[" "] * self.columns for _ in self._rows]
            case "K" if first == 0:
                row = self._rows[min(self._y, len(self._rows) - 1)]
                row[self._x :] = [" "] * max(0, self.columns - self._x)

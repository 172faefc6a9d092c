"""One thing in a file that its format doesn't allow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """What is wrong, on which line, and how to mend it.

    ``code`` names the kind of mistake. ``beyond_schema`` says that the published schemas of the dialect let
    it pass, though the standard doesn't.
    """

    line: int
    code: str
    message: str
    fix: str
    beyond_schema: bool = False

    def shape(self, file: str) -> dict[str, object]:
        """Return the violation as JSON has it."""
        return {"file": file, "line": self.line, "code": self.code, "message": self.message, "fix": self.fix}

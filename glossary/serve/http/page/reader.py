"""How a person wants to read: language of the page, Chinese writing, light; kept in cookies without names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.serve.http.negotiation import prefers_chinese
from glossary.serve.http.page.messages import CHINESE
from glossary.serve.http.visitors import is_by_session

if TYPE_CHECKING:
    from starlette.requests import Request

#: What can be chosen, by the name of its cookie and parameter; the first is what nobody chose.
CHOICES = {
    "ui": ("en", "zh"),
    "script": ("hans", "hant"),
    "theme": ("auto", "light", "dark"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The choices of one reader; ``address`` is the page they are on, for links that change a choice.

    ``is_signed_in`` tells that the reader showed a token on a page before, and can leave.
    """

    ui: str = "en"
    script: str = "hans"
    theme: str = "auto"
    address: str = "/"
    is_signed_in: bool = False

    @property
    def mark(self) -> str:
        """What sets pages with these choices apart from others."""
        return f"{self.ui}.{self.script}.{self.theme}{'.in' if self.is_signed_in else ''}"

    @property
    def tag(self) -> str:
        """The language of the page, as a BCP 47 tag."""
        return "zh-Hans" if self.ui == "zh" else "en"

    @property
    def is_traditional(self) -> bool:
        """Whether Chinese terms are wanted in Traditional characters."""
        return self.script == "hant"

    def t(self, message: str, /, **values: object) -> str:
        """Return a message in the language of the page, with its ``{values}`` filled in."""
        text = CHINESE.get(message, message) if self.ui == "zh" else message
        return text.format(**values) if values else text


def reader_of(request: Request) -> Reader:
    """Return the reader who sends a request: by the cookies, else by the languages of the browser."""
    chosen = {name: request.cookies.get(name, "") for name in CHOICES}
    if chosen["ui"] not in CHOICES["ui"]:
        chosen["ui"] = "zh" if prefers_chinese(request.headers.get("accept-language")) else "en"
    known = {name: value if value in CHOICES[name] else CHOICES[name][0] for name, value in chosen.items()}
    query = request.url.query
    address = request.url.path + (f"?{query}" if query else "")
    return Reader(**known, address=address, is_signed_in=is_by_session(request))

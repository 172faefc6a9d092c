"""What a client says it can take: media types, encodings, languages (RFC 9110, section 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: More parts than this no client needs.
_MOST = 64


def choose_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the media type that suits best, the first of equals; None where none does."""
    if accept is None or not accept.strip():
        return offered[0]
    ranges = list(_parts(accept))
    best, best_quality = None, 0.0
    for offer in offered:
        matching = [(_width(pattern, offer), quality) for pattern, quality in ranges if _width(pattern, offer)]
        quality = max(matching)[1] if matching else 0.0
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def accepts_gzip(accept_encoding: str | None) -> bool:
    """Tell whether an answer may be compressed."""
    qualities = dict(_parts(accept_encoding or ""))
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


def prefers_chinese(accept_language: str | None) -> bool:
    """Tell whether a reader wants Chinese before English."""
    best: dict[str, float] = {}
    for tag, quality in _parts(accept_language or ""):
        language = tag.split("-")[0]
        best[language] = max(best.get(language, 0.0), quality)
    return best.get("zh", 0.0) > best.get("en", 0.0)


def _parts(header: str) -> Iterator[tuple[str, float]]:
    """Yield what a header lists, in lower case, each with its quality."""
    for part in header.lower().split(",")[:_MOST]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((value for value in map(_quality, parameters) if value is not None), 1.0)
        if name:
            yield name, quality


def _quality(parameter: str) -> float | None:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return None
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def _width(pattern: str, offer: str) -> int:
    """Return how narrowly a pattern of media types names one: 3 for itself, 1 for all, 0 for not at all."""
    if pattern == offer:
        return 3
    if pattern == f"{offer.partition('/')[0]}/*":
        return 2
    return 1 if pattern == "*/*" else 0

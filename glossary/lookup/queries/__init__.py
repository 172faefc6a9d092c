"""Entries by query: ``look_up`` what was typed, ``complete`` what is being typed, ``get_entries`` to show.

Read in this order: ``modes``, ``query`` (what was typed, folded), ``found`` (rows of terms, and how they are read),
then the ways to find them: ``exact``, ``beginnings``, ``readings``, ``parts``, ``typos``; ``looking_up`` puts them
together.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.lookup.queries.completing import Completion, complete
    from glossary.lookup.queries.entries import get_entries
    from glossary.lookup.queries.hits import Hit, hit_shape
    from glossary.lookup.queries.looking_up import look_up
    from glossary.lookup.queries.modes import LANGUAGES, MODES

_HOME = {
    "LANGUAGES": "modes",
    "MODES": "modes",
    "Completion": "completing",
    "Hit": "hits",
    "complete": "completing",
    "get_entries": "entries",
    "hit_shape": "hits",
    "look_up": "looking_up",
}
__all__ = ["LANGUAGES", "MODES", "Completion", "Hit", "complete", "get_entries", "hit_shape", "look_up"]


def __getattr__(name: str) -> object:
    """Load a name from where it lives: a command that looks up need not load what completes."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - a command names the modules themselves

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)

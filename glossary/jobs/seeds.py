"""What the program ships: the curated base and the sample articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import NotFound
from glossary.exchange.tbx import read_tbx
from glossary.progress import Progress, ticking

if TYPE_CHECKING:
    from glossary.concept import ConceptEntry

#: How the store marks entries that came with the base.
ORIGIN = "base"


def seeds_folder() -> Path:
    """Return the folder of the seeds: inside of an installed package, or beside it in a checkout.

    Raises:
        NotFound: the installation has lost it.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "seeds", package.parent / "seeds"):
        if folder.is_dir():
            return folder
    raise NotFound("the seeds that belong to the program are missing; install it again")


def base_path() -> Path:
    """Return the file of the curated base."""
    return seeds_folder() / "policy-terms.tbx"


def articles_folder() -> Path:
    """Return the folder of the sample articles."""
    return seeds_folder() / "articles"


def load_base(progress: Progress | None = None) -> tuple[ConceptEntry, ...]:
    """Return the entries of the curated base, read anew: a second of work, and not kept in memory."""
    return tuple(ticking(read_tbx(base_path()), progress, "reading the base"))

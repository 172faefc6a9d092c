"""The lists that were marked by hand, and the sentences that must survive cleaning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTerm:
    """A term that a person marked in a document; ``equivalent`` is empty where the rendering isn't sure."""

    document: str
    term: str
    is_core: bool
    equivalent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldList:
    """A list and the folder of the documents that were marked."""

    name: str
    documents: Path
    terms: tuple[GoldTerm, ...]


def read_gold(name: str, file: str, documents: Path) -> GoldList:
    """Read a list of ``document, term, label, equivalent`` between tabs; ``#`` begins a comment."""
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    terms = tuple(GoldTerm(document=d, term=t, is_core=label == "core", equivalent=e) for d, t, label, e in rows)
    return GoldList(name=name, documents=documents, terms=terms)


def find_gold() -> list[GoldList]:
    """Return the lists whose documents are at hand."""
    lists = [
        read_gold("real articles", "seed-terms.tsv", SHARED / "seeds"),
        read_gold("sample articles", "article-terms.tsv", ROOT / "seeds" / "articles"),
    ]
    return [gold for gold in lists if gold.documents.is_dir()]

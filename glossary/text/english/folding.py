"""Folding of English words and terms: one key for all spellings of one term."""

from __future__ import annotations

from functools import cache, lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

INVARIABLE = frozenset(
    (
        "news",
        "goods",
        "customs",
        "series",
        "species",
        "means",
        "always",
        "thus",
        "alias",
        "bias",
        "lens",
        "chaos",
    )
)
"""Words in -s that are no plurals, or whose plural is another word (customs, goods)."""

IRREGULAR = {
    "analyses": "analysis",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "feet": "foot",
    "geese": "goose",
    "hypotheses": "hypothesis",
    "men": "man",
    "mice": "mouse",
    "phenomena": "phenomenon",
    "teeth": "tooth",
    "women": "woman",
}
"""Plurals that no rule of ours forms."""

SPELLINGS = {
    "macau": "macao",
    "programme": "program",
    "defence": "defense",
    "licence": "license",
    "offence": "offense",
    "tonne": "ton",
}
"""Second spellings that no rule below covers."""

_SPELLING_RULES = (
    (r"(?<=\w{3})is(ation|ational|e|ed|er|ing)$", r"iz\1"),
    (r"(?<=\w{3})our$", "or"),
    (r"(?<=\w\w)tre$", "ter"),
    (r"(?<=\w{3})ogue$", "og"),
    (r"(?<=\w{3})ll(ed|ing|er)$", r"l\1"),
)
#: Only these endings may be spelt in two ways; rules need not be asked about other words.
_RULED = ("isation", "isational", "ise", "ised", "iser", "ising", "our", "tre", "ogue", "lled", "lling", "ller")


def singular(word: str) -> str:
    """Return the singular of a lower-case noun by rule; what doesn't look like a plural stays."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) <= 3 or not word.endswith("s") or word in INVARIABLE:  # noqa: PLR2004 - gas, bus, its
        return word
    if word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - ties, pies
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """Return the part of a key that one token makes: no case, hyphen, plural or second spelling.

    Possessive marks and brackets give ``""``; so does the article, which comes and goes in names.
    """
    if word in {"'s", "’s"}:
        return ""
    folded = []
    # Acronyms are no plurals: GPS, but SMEs.
    is_acronym = word.isupper() and len(word) > 1
    bare = word.replace("'", "").replace("’", "")
    for piece in (bare,) if bare.isalnum() else _piece().findall(bare):
        lower = piece.lower()
        if not is_acronym:
            lower = singular(lower)
        lower = SPELLINGS.get(lower, lower)
        if lower.endswith(_RULED):
            for pattern, replacement in _spelling_rules():
                lower = pattern.sub(replacement, lower)
        folded.append(lower)
    key = "".join(folded)
    return "" if key == "the" else key


def fold(term: str) -> str:
    """Return the key of a term: the same for all its spellings.

    ``15th Five-Year Plan``, ``15th Five Year Plans`` and ``the 15th five-year plan`` have one key.
    """
    key = "".join(fold_word(word) for word in _words(term))
    return key or term.casefold()


def split_pieces(word: str) -> list[str]:
    """Return the lower-case parts of a word between its hyphens and other marks."""
    return [piece.lower() for piece in _piece().findall(_possessive().sub("", word))]


def _words(term: str) -> list[str]:
    """Return the tokens of a term; of one without marks they are what stands between its blanks."""
    if term.isascii() and term.replace(" ", "").isalnum():
        return term.split()
    from glossary.text.english.tokens import words  # noqa: PLC0415 - see below

    return words(term)


# Regular expressions take longer to load than a look-up takes, and most terms that are looked up need none of them.


@cache
def _piece() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - see above

    return re.compile(r"[^\W_]+")


@cache
def _possessive() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - see above

    return re.compile(r"['’]s\b")


@cache
def _spelling_rules() -> list[tuple[re.Pattern[str], str]]:
    import re  # noqa: PLC0415 - see above

    return [(re.compile(pattern), replacement) for pattern, replacement in _SPELLING_RULES]

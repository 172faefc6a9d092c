"""Word classes mended where taggers err on news."""

from __future__ import annotations

from glossary.mine.finding.sentence import NOMINAL
from glossary.text.english.stopwords import CALENDAR, COMMON_VERBS, FUNCTION_WORDS

_PARTICLES = ("-up", "-in", "-off", "-out", "-down", "-on", "-over", "-back")
_SIDES = frozenset(("inside", "outside", "near", "net", "upper", "lower"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "become", "becomes", "became", "remain", "remains"))


def repair_tags(words: list[str], tags: str, gaps: list[bool]) -> str:
    """Return the classes of a sentence with the errors mended that any tagger makes on news.

    ``gaps[i]`` says whether a space stands before word i.
    """
    fixed: list[str] = []
    for i in range(len(words)):
        before = fixed[i - 1] if i else "X"
        fixed.append(_by_word(words, tags, gaps, i) or _by_place(words, tags, i, before) or tags[i])
    return "".join(fixed)


def _by_word(  # noqa: PLR0911 - a list of rules, the first that fits
    words: list[str], tags: str, gaps: list[bool], i: int
) -> str | None:
    """Return the class that the word itself gives, or None when it gives none."""
    word, tag = words[i], tags[i]
    lower = word.lower()
    if word in {"'", "’"}:
        return "S" if _is_possessive(words, tags, gaps, i) else "X"
    if tag == "Q" and word.isalpha() and word[0].isupper() and 0 < i < len(words) - 1:
        # “15th Five Year Plan”, “Two Cities”
        return "P" if words[i + 1][0].isupper() else None
    if lower in _SIDES and 0 < i < len(words) - 1 and tags[i + 1] in NOMINAL and tags[i - 1] in "TSC":
        return "A"
    if lower in FUNCTION_WORDS:
        return "X" if tag in NOMINAL or tag == "V" else tag
    if lower in COMMON_VERBS:
        return tag if tag in "NP" and i and tags[i - 1] in "TANPS" else "X"
    if lower in CALENDAR and word[0].isupper():
        return "X"
    if tag in NOMINAL and tag != "O" and not any("a" <= character <= "z" for character in lower):
        return "X"
    return None


def _is_possessive(words: list[str], tags: str, gaps: list[bool], i: int) -> bool:
    """Whether an apostrophe marks a plural as owner: “Officials' Meeting”."""
    if not 0 < i < len(words) - 1 or not words[i - 1].endswith("s"):
        return False
    return not gaps[i] and gaps[i + 1] and tags[i + 1] in NOMINAL


def _by_place(  # noqa: PLR0911 - a list of rules, the first that fits
    words: list[str], tags: str, i: int, before: str
) -> str | None:
    """Return the class that the neighbours give, or None when they give none."""
    word, tag = words[i], tags[i]
    following = tags[i + 1] if i < len(words) - 1 else "X"
    if word[0].isupper() and tag in "GDVXRT" and i and word.isalpha():
        return "P" if tag != "D" or words[i - 1][0].isupper() else None
    if "-" in word and tag in "AVXQDGRN" and word[0] != "-":
        return _hyphenated(word.lower(), tag, following, words[i - 1].lower() if i else "")
    if tag == "R" and following in NOMINAL and not word.endswith("ly"):
        return "A"
    if tag == "G" and i and _is_clause(words, tags, i):
        return "V"
    if tag == "V" and word.endswith("ed") and following in "NP" and before not in "NPT":
        return "D"
    if tag == "V" and before in "TAS" and following not in "TQ":
        return "N"
    return None


def _hyphenated(word: str, tag: str, following: str, before: str) -> str:
    if word[0].isdigit() and "percent" in word:
        return "X"
    if following in NOMINAL or before in _BE:
        return "A"
    return "N" if tag == "N" or word.endswith(_PARTICLES) else "A"


def _is_clause(words: list[str], tags: str, i: int) -> bool:
    """Whether a form in -ing after a noun is a verb with its object: “services linking Beibu Gulf Port”.

    The lexicon calls the nouns in -ing nouns (training, manufacturing): what is left is a verb.
    """
    if i == len(words) - 1 or tags[i - 1] not in "NP":
        return False
    plural = words[i - 1].endswith("s") and not words[i - 1].endswith("ss")
    return tags[i + 1] in "TPQNA" or (tags[i + 1] == "I" and plural)

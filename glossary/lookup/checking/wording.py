"""What to write in place of a term: the case and the plural of what stood there, where that is safe."""

from __future__ import annotations

import re

from glossary.text.english.folding import INVARIABLE, singular

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = frozenset(("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_PREPOSITIONS = _SMALL - {"a", "an", "and", "or", "the"}
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


def fit_wording(suggestion: str, replaced: str, term: str) -> str:
    """Return a suggestion in the number and case of what it replaces.

    Args:
        suggestion: the term to write, as the termbase has it.
        replaced: the words of the text.
        term: the same words as the termbase has them.
    """
    return _fit_case(_fit_number(suggestion, replaced, term), replaced, term)


def pluralise(word: str) -> str | None:
    """Return the plural of a lower-case noun by rule; None where the rule may be wrong."""
    if not word.isascii() or not word.isalpha() or word in INVARIABLE or singular(word) != word:
        return None
    if _SIBILANT.search(word):
        plural = word + "es"
    elif _CONSONANT_Y.search(word):
        plural = word[:-1] + "ies"
    else:
        plural = word + "s"
    return plural if singular(plural) == word else None


def _fit_number(suggestion: str, replaced: str, term: str) -> str:
    was, named, offered = (_last_word(text) for text in (replaced, term, suggestion))
    if was == named or singular(was) != named or singular(named) != named:
        return suggestion
    # The head of “rule of law” isn't its last word.
    if any(word.lower() in _PREPOSITIONS for word in _WORD.findall(suggestion)):
        return suggestion
    plural = pluralise(offered)
    if plural is None or not suggestion.endswith(offered):
        return suggestion
    return suggestion[: -len(offered)] + plural


def _last_word(text: str) -> str:
    found = _WORD.findall(text)
    last: str = found[-1] if found else ""
    return last if any(map(str.isupper, last)) and last.isupper() else last.lower()


def _fit_case(suggestion: str, replaced: str, term: str) -> str:
    if replaced == term or not suggestion.isascii():
        return suggestion
    if replaced.isupper() and not term.isupper() and len(replaced) > 1:
        return suggestion.upper()
    words = [word for word in _WORD.findall(replaced) if word.lower() not in _SMALL]
    if len(words) > 1 and all(map(_is_capitalised, words)) and not _is_title(term):
        return _WORD.sub(_capitalise_word, suggestion)[:1].upper() + _WORD.sub(_capitalise_word, suggestion)[1:]
    if replaced[:1].isupper() and term[:1].islower() and suggestion[:1].islower():
        return suggestion[0].upper() + suggestion[1:]
    return suggestion


def _is_title(term: str) -> bool:
    return all(_is_capitalised(word) for word in _WORD.findall(term) if word.lower() not in _SMALL)


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper()


def _capitalise_word(match: re.Match[str]) -> str:
    word = match.group()
    return word if word in _SMALL else word[0].upper() + word[1:]

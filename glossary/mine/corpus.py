"""The documents as numbers: every token of the corpus in a few bytes."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from glossary.text.english import fold_word
from glossary.text.english.sentences import find_sentences
from glossary.text.english.tokens import find_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.concept import Document
    from glossary.mine.blocks.reprints import Repeated

TELL_EVERY = 200
"""Sentences of a long document between two reports of progress."""


class Corpus:
    """The tokens of some documents in parallel arrays, 9 bytes a token.

    ``word_ids[i]`` is the index in ``words`` of token i, ``offsets[i]`` where it begins in its document,
    ``tags[i]`` its word class (a letter of ``text.tagging``), once it was tagged.
    Sentence s has the tokens ``sentences[s]`` to ``sentences[s + 1]``; document d has the sentences
    ``document_sentences[d]`` to ``document_sentences[d + 1]``. ``folded[w]`` is the key of word w.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.folded: list[str] = []
        self.word_ids = array("I")
        self.offsets = array("I")
        self.tags = bytearray()
        self.sentences = array("I", [0])
        self.in_heading = bytearray()
        self.document_sentences = array("I", [0])
        self._known: dict[str, int] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what only adding needs."""
        return {**self.__dict__, "_known": {}}

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.word_ids)

    def add(self, document: Document, tell: Callable[[], object] | None = None, *, without: Repeated = ()) -> None:
        """Append one document.

        Args:
            document: the text.
            tell: is called every so many sentences of it.
            without: ``(start, end)`` of the parts of the text that are left out, in order.
        """
        text, known = document.text, self._known
        headings = sorted(document.headings)
        for count, (start, end) in enumerate(find_sentences(text), 1):
            if tell and count % TELL_EVERY == 0:
                tell()
            if without and any(a <= start < b for a, b in without):
                continue
            for a, b in find_tokens(text, start, end):
                word = text[a:b]
                number = known.get(word)
                if number is None:
                    number = known[word] = len(self.words)
                    self.words.append(word)
                    self.folded.append(fold_word(word))
                self.word_ids.append(number)
                self.offsets.append(a)
            self.sentences.append(len(self.word_ids))
            self.in_heading.append(any(a <= start < b for a, b in headings))
        self.document_sentences.append(len(self.sentences) - 1)

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that has a token."""
        return bisect_right(self.sentences, token) - 1

    def end_offset(self, token: int) -> int:
        """Return where a token ends in its document."""
        return self.offsets[token] + len(self.words[self.word_ids[token]])

    def sentence_words(self, sentence: int) -> list[str]:
        """Return the tokens of a sentence as strings."""
        words = self.words
        return [words[i] for i in self.word_ids[self.sentences[sentence] : self.sentences[sentence + 1]]]

    def iter_documents(self) -> Iterator[range]:
        """Yield the sentence numbers of every document."""
        bounds = self.document_sentences
        for d in range(len(bounds) - 1):
            yield range(bounds[d], bounds[d + 1])

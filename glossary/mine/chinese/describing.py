"""A ranked phrase made a candidate: its form, variants, mentions and examples."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.concept import Candidate, Mentions, Variant
from glossary.mine.chinese.contexts import Sentences, choose_contexts
from glossary.text.chinese import HAN, fold_chinese
from glossary.vocabulary import CandidateStatus, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.concept import Document, Mention
    from glossary.mine.chinese.known import KnownChinese
    from glossary.mine.chinese.rank import Ranked


_OUTER = str.maketrans("‘’『』", "“”「」")
_SPACE = re.compile(f"(?<=[{HAN}“”「」]) +| +(?=[{HAN}“”「」])|(?<= ) +")


def written_form(surface: str) -> str:
    """Return a mention as it would be written alone.

    Quotation marks are inner ones only inside of a quotation, and a space beside a Han character is one of layout.
    """
    return _SPACE.sub("", " ".join(surface.split()).translate(_OUTER))


@dataclass(slots=True)
class Describer:
    """Knows where to look up what a candidate shows."""

    documents: Sequence[Document]
    known: KnownChinese
    sentences: Sequence[Sentences]

    @classmethod
    def of(cls, documents: Sequence[Document], known: KnownChinese) -> Describer:
        """Return the describer of some documents."""
        return cls(documents, known, [Sentences(document) for document in documents])

    def candidate(self, ranked: Ranked, mentions: Sequence[Mention]) -> Candidate:
        """Return the candidate of a ranked phrase.

        Its language is that of most of its mentions. A term that the termbase has bears the name that it has
        there, whichever of its names the documents use.
        """
        language = self._language(mentions)
        entry = self.known.entry_of(ranked.key) if ranked.tally.known else None
        forms: Counter[str] = Counter()
        languages: dict[str, set[str]] = {}
        for mention in mentions:
            document = self.documents[mention.document]
            form = written_form(document.text[mention.start : mention.end])
            forms[form] += 1
            languages.setdefault(form, set()).add(document.language)
        ordered = sorted(forms.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
        term = next(form for form, _ in ordered if language in languages[form])
        if entry:
            term = self.known.preferred.get((entry, language)) or term
        return Candidate(
            term=term,
            key=fold_chinese(term),
            language=language,
            status=CandidateStatus.KNOWN if entry else CandidateStatus.PENDING,
            entry=entry,
            score=round(ranked.score, 4),
            frequency=len(mentions),
            documents=len({mention.document for mention in mentions}),
            variants=tuple(Variant(term=form, count=count) for form, count in ordered),
            contexts=choose_contexts(self.documents, self.sentences, mentions),
            mentions=Mentions(mentions),
            parts=tuple(sorted(ranked.parts.items(), key=lambda item: (-abs(item[1]), item[0]))),
        )

    def _language(self, mentions: Sequence[Mention]) -> str:
        traditional = sum(
            self.documents[mention.document].language == Language.TRADITIONAL_CHINESE for mention in mentions
        )
        is_traditional = 2 * traditional > len(mentions)
        return Language.TRADITIONAL_CHINESE if is_traditional else Language.SIMPLIFIED_CHINESE

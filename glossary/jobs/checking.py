"""Checks of whole documents: a text, a bilingual file, a text and its translation in two files, the termbase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from glossary.exchange.bitext import is_bilingual, pair_texts, read_segments
from glossary.jobs.locating import CheckedFile, Locator, find_in_text, finding_of
from glossary.jobs.sections import SectionedText
from glossary.lookup.checking.blocks import mask
from glossary.lookup.checking.consistency import find_inconsistencies
from glossary.lookup.checking.entries import find_entry_faults
from glossary.lookup.checking.muting import Muting
from glossary.lookup.checking.pairs import PairFacts, check_pair
from glossary.lookup.checking.protocol import Snapshot, Termbase
from glossary.lookup.checking.rules import WRONG_WRITING
from glossary.lookup.checking.texts import TextFacts, check_text
from glossary.lookup.checking.writing import count_writing, find_wrong_writing, writing_of
from glossary.settings import CheckSettings
from glossary.text.markup.ignores import find_ignores
from glossary.text.markup.kinds import Kind, kind_of
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from glossary.exchange.bitext import Segment
    from glossary.jobs.sections import Section
    from glossary.lookup.checking.fault import Fault
    from glossary.lookup.checking.finding import Finding
    from glossary.store.reader import Reader

_NOTHING = CheckSettings()
#: What LaTeX wants a backslash before.
_ESCAPED = "\\&%$#_{}~^"
#: So much is remembered of what isn't in the text any more.
_REMEMBERED = 20_000
_OURS = frozenset(language.value for language in Language)


class CheckedTermbase(Termbase, Protocol):
    """A termbase that says when it was changed."""

    @property
    def version(self) -> int:
        """Return a number that differs after a change."""


class DocumentChecker:
    """Checks a document again and again while it is written; only what has changed is looked at again.

    Not for two threads at once. Forgets what it knows when the termbase changes.

    Args:
        termbase: what to check against.
        settings: what is left out.
        only: codes of the checks to make; all unless given.
    """

    def __init__(
        self, termbase: CheckedTermbase, *, settings: CheckSettings = _NOTHING, only: Collection[str] = ()
    ) -> None:
        self._termbase = termbase
        self._muting = Muting(mute=settings.mute, ignore=settings.ignore, only=only)
        self._version = termbase.version
        self._snapshot = Snapshot(termbase)
        self._texts: dict[str, TextFacts] = {}
        self._prose: tuple[str, str, SectionedText] | None = None
        self._pairs: dict[tuple[str, str, str, str], PairFacts] = {}

    def check(self, text: str, name: str, *, language_id: str | None = None, lenient: bool = True) -> list[Finding]:
        """Return the findings in a document, in its order.

        Args:
            text: all of it, as an editor holds it; offsets are code points of this text.
            name: of the file; its ending says what it is.
            language_id: what an editor takes it for; goes before the ending.
            lenient: take of a broken file what is whole.

        Raises:
            FormatError: the file breaks the rules of its format, and isn't to be read leniently.
        """
        self._forget_old()
        kind = language_id if language_id and is_bilingual(language_id) else name
        if is_bilingual(kind):
            segments = list(read_segments(text, name=kind, lenient=lenient))
            return _ordered(self._check_segments(segments, CheckedFile.of(text, name, kind), None))
        return self._check_prose(text, name, language_id or name)

    def check_translation(self, source: str, target: str, *, source_name: str, target_name: str) -> list[Finding]:
        """Return the findings in a translation, in its order, beside the text that it translates.

        Args:
            source: the text.
            target: its translation.
            source_name: of the file with the text; findings name it as a related place.
            target_name: of the file with the translation.
        """
        self._forget_old()
        files = CheckedFile.of(source, source_name), CheckedFile.of(target, target_name)
        return _ordered(self._check_segments(list(pair_texts(source, target)), *files))

    def _forget_old(self) -> None:
        version = self._termbase.version
        if version != self._version:
            self._version = version
            self._snapshot = Snapshot(self._termbase)
            self._texts, self._prose, self._pairs = {}, None, {}

    def _check_prose(self, text: str, name: str, kind: str) -> list[Finding]:
        if self._prose is None or self._prose[:2] != (name, kind):
            self._prose = name, kind, SectionedText(self._check_block)
        sectioned = self._prose[2]
        sectioned.renew(text, mask(text, kind))
        sections = sectioned.sections
        escaped = _ESCAPED if kind_of(kind) is Kind.LATEX else ""
        language = writing_of(section.writing for section in sections) if self._muting.wants(WRONG_WRITING) else None

        def find(section: Section, language: str | None) -> list[Finding]:
            faults = list(self._faults_of(section, language))
            return _ordered(find_in_text(section.raw, name, faults, escaped=escaped)) if faults else []

        found: list[Finding] = []
        start = line = 0
        for section in sections:
            found += section.find(start - section.margin, line, language, find)
            start += section.size
            line += section.line_ends
        self._forget_texts(sections)
        ignores = find_ignores(text, kind_of(kind)) if found else None
        if ignores:
            return [one for one in found if one.place and not ignores.covers(one.place.start, one.place.end, one.term)]
        return found

    def _faults_of(self, section: Section, language: str | None) -> Iterator[tuple[int, str, Fault]]:
        """Yield the faults of a section of a text in a language, each with its block."""
        is_simplified = language == Language.SIMPLIFIED_CHINESE
        for start, text, facts in section.blocks:
            faults = list(facts.faults)
            if language and (facts.writing.traditional if is_simplified else facts.writing.simplified):
                faults += find_wrong_writing(text, language, facts.writing)
            yield from ((start, text, fault) for fault in faults if self._muting.passes(fault))

    def _check_block(self, text: str) -> TextFacts:
        facts = self._texts.get(text)
        if facts is None:
            facts = self._texts[text] = check_text(self._snapshot, text, writing_of([count_writing(text)]))
        return facts

    def _forget_texts(self, sections: Sequence[Section]) -> None:
        """Forget blocks that are gone, once there are many of them; some come back when a change is undone."""
        if len(self._texts) > 2 * sum(len(section.blocks) for section in sections) + _REMEMBERED:
            self._texts = {block.text: block.facts for section in sections for block in section.blocks}

    def _check_segments(
        self, segments: Iterable[Segment], source: CheckedFile, target: CheckedFile | None
    ) -> Iterator[Finding]:
        """Yield the findings in segments of one file, or of a file and that with the translations."""
        checked = [segment for segment in segments if _is_checked(segment)]
        languages = _target_languages(checked)
        facts = [self._check_pair(segment, languages[segment.target_language]) for segment in checked]
        self._pairs = {self._key(s, languages[s.target_language]): f for s, f in zip(checked, facts, strict=True)}
        located = Locator(source, target, self._muting)
        named = {rendering.entry_id for one in facts for rendering in one.renderings}
        for segment, one in zip(checked, facts, strict=True):
            for fault in one.faults:
                yield from located.in_target(segment, fault)
            for missing in one.missing:
                # A name that is written in full elsewhere may be called by its end.
                if not (missing.is_short and missing.entry_ids & named):
                    yield from located.missing(segment, missing.fault)
            if self._muting.wants(WRONG_WRITING) and any(one.writing) and segment.target:
                language = languages[segment.target_language]
                for fault in find_wrong_writing(segment.target.text, language, one.writing):
                    yield from located.in_target(segment, fault)
        for found in find_inconsistencies(facts):
            usual = located.of_target(checked[found.usual_pair], found.usual.start, found.usual.end)
            yield from located.in_target(checked[found.pair], found.fault, usual)

    def _check_pair(self, segment: Segment, language: str) -> PairFacts:
        key = self._key(segment, language)
        return self._pairs.get(key) or check_pair(self._snapshot, *key)

    @staticmethod
    def _key(segment: Segment, language: str) -> tuple[str, str, str, str]:
        target = segment.target.text if segment.target else ""
        return segment.source.text, target, segment.source_language, language


def check_document(
    termbase: CheckedTermbase,
    text: str,
    name: str,
    *,
    settings: CheckSettings = _NOTHING,
    language_id: str | None = None,
) -> list[Finding]:
    """Return the findings in one document of any kind; see ``DocumentChecker.check``."""
    return DocumentChecker(termbase, settings=settings).check(text, name, language_id=language_id)


def check_translation(
    termbase: CheckedTermbase,
    source: str,
    target: str,
    *,
    settings: CheckSettings = _NOTHING,
    source_name: str = "source",
    target_name: str = "target",
) -> list[Finding]:
    """Return the findings in a translation beside its source; see ``DocumentChecker.check_translation``."""
    checker = DocumentChecker(termbase, settings=settings)
    return checker.check_translation(source, target, source_name=source_name, target_name=target_name)


def check_entries(
    reader: Reader, *, settings: CheckSettings = _NOTHING, only: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what is wrong with the entries of a termbase, without places.

    Raises:
        DatabaseError: the termbase can't be read.
    """
    muting = Muting(mute=settings.mute, ignore=settings.ignore, only=only)
    for fault in find_entry_faults(reader, muting):
        yield finding_of(fault)._replace(file=reader.location)


def _is_checked(segment: Segment) -> bool:
    """Tell whether a segment is one of ours and is translated, as far as its file knows for good."""
    return (
        segment.is_translatable
        and not segment.is_fuzzy
        and segment.target is not None
        and segment.source_language in _OURS
        and segment.target_language in _OURS
        and segment.source_language[:2] != segment.target_language[:2]
    )


def _target_languages(segments: Sequence[Segment]) -> dict[str, str]:
    """Return for each target language the one that its texts are really in: zh may be in either script."""
    texts: dict[str, list[str]] = {}
    for segment in segments:
        texts.setdefault(segment.target_language, []).append(segment.target.text if segment.target else "")
    return {
        language: (writing_of(map(count_writing, found)) or language) if language.startswith("zh") else language
        for language, found in texts.items()
    }


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda found: (found.place.start, found.place.end, found.code) if found.place else ())

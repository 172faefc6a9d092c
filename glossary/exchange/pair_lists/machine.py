"""Glossaries of machine translation: DeepL, Google, Amazon and Azure; only what may be used goes into them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Definition, LanguageSection, TermSection
from glossary.errors import FormatError
from glossary.exchange.csv_table.guessing import read_part_of_speech
from glossary.exchange.features import Feature
from glossary.exchange.files.characters import one_line
from glossary.exchange.languages import normalise_language, territorial_tag
from glossary.exchange.pair_lists.files import open_lines, read_pairs, split_plain, split_quoted, write_rows
from glossary.exchange.pair_lists.pairs import Pair, accepted_terms, choose_direction, find_pairs
from glossary.exchange.report import Issue, WriteReport
from glossary.vocabulary import Language, PartOfSpeech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CARRIES: frozenset[Feature] = frozenset()
CARRIES_DESCRIPTIONS = frozenset({Feature.DEFINITION})

_SIMPLIFIED = Language.SIMPLIFIED_CHINESE.value
# What the services take: the bytes of a file, and of a term. The docstrings of the writers name the pages.
_DEEPL_FILE, _DEEPL_TERM = 10_485_760, 1024
_GOOGLE_FILE, _GOOGLE_TERM = 10_485_760, 1024
_AWS_FILE, _AWS_TERM = 10_000_000, 200
_AZURE_FILE = 10_000_000
_GOOGLE_PARTS = {
    PartOfSpeech.NOUN: "noun",
    PartOfSpeech.VERB: "verb",
    PartOfSpeech.ADJECTIVE: "adjective",
    PartOfSpeech.ADVERB: "adverb",
}
_DESCRIPTIONS = ("pos", "description")


def write_deepl(
    entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = _SIMPLIFIED, from_chinese: bool = False
) -> WriteReport:
    """Write a glossary for DeepL: CSV of sources and targets without a header, no source twice.

    “Managing glossaries” and “Manage glossaries” in DeepL's API documentation: a pair a line, the source first, quotes
    doubled within quotes; 10,485,760 bytes a glossary, 1,024 bytes a source or target. That no source comes twice and
    no text has controls or is empty, is what DeepL's own client libraries insist on.

    Args:
        entries: what to write; of deprecated and superseded terms nothing goes in.
        path: the file.
        chinese: the writing, ``zh-Hans`` or ``zh-Hant``.
        from_chinese: translate from Chinese, not from English.

    Raises:
        UsageError: the path can't be written, or the file would be too large for DeepL.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    return _write(
        entries, path, chinese=chinese, from_chinese=from_chinese, most_bytes=_DEEPL_FILE, longest=_DEEPL_TERM
    )


def write_google(
    entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = _SIMPLIFIED, from_chinese: bool = False
) -> WriteReport:
    """Write a unidirectional glossary for Google Cloud Translation; arguments and errors as for `write_deepl`.

    “GlossaryInputConfig” in the reference of the API: two columns, no header. “REST Resource: projects.locations
    .glossaries”: 10 million characters a glossary, which is taken for bytes here. 1,024 bytes a term: unconfirmed.
    """
    return _write(
        entries, path, chinese=chinese, from_chinese=from_chinese, most_bytes=_GOOGLE_FILE, longest=_GOOGLE_TERM
    )


def write_azure(
    entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = _SIMPLIFIED, from_chinese: bool = False
) -> WriteReport:
    """Write a glossary for Azure Translator: tabs, no header, no quotes; arguments and errors as for `write_deepl`.

    “Use glossaries with Document Translation” shows such a file and prefers it to CSV; “Document Translation: content
    limits”: 10 MB, there of a translation memory. That quotes mean nothing in it: unconfirmed.
    """
    return _write(entries, path, chinese=chinese, from_chinese=from_chinese, most_bytes=_AZURE_FILE, is_plain=True)


def write_aws(
    entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = _SIMPLIFIED, from_chinese: bool = False
) -> WriteReport:
    """Write a custom terminology for Amazon Translate; arguments and errors as for `write_deepl`.

    The header has the codes of the languages. “Creating a custom terminology” in Amazon's developer guide: the source
    is the first column, and each source has one target in a language. “Guidelines and quotas”: 10 MB a file, 200 bytes
    a source or target. “Supported languages and language codes”: ``zh`` is Simplified, ``zh-TW`` Traditional Chinese.
    """
    direction = choose_direction(chinese, from_chinese=from_chinese)
    codes = [_aws_code(direction.source), _aws_code(direction.target)]
    return _write(
        entries,
        path,
        chinese=chinese,
        from_chinese=from_chinese,
        most_bytes=_AWS_FILE,
        longest=_AWS_TERM,
        header=codes,
    )


def write_google_sets(entries: Iterable[ConceptEntry], path: str | Path, *, chinese: str = _SIMPLIFIED) -> WriteReport:
    """Write equivalent term sets for Google Cloud Translation, which serve both directions.

    A row has the preferred term of each language, the part of speech of the English one, and the definition. “Custom
    glossary format” in Google's help: a header with the codes, and ``pos`` and ``description`` where they are there.
    That no term may be in two sets: unconfirmed. Sizes are those of `write_google`.

    Args:
        entries: what to write; of deprecated and superseded terms nothing goes in.
        path: the file.
        chinese: the writing, ``zh-Hans`` or ``zh-Hant``.

    Raises:
        UsageError: the path can't be written, or the file would be too large for Google.
        GlossaryError: writing failed; an earlier file is as it was.
    """
    issues: list[Issue] = []
    direction = choose_direction(chinese, from_chinese=False)
    taken: set[str] = set()
    written = 0
    with write_rows(path, most_bytes=_GOOGLE_FILE) as rows:
        rows.write("en", territorial_tag(chinese), *_DESCRIPTIONS)
        for entry in entries:
            english, equivalent = (accepted_terms(entry, language)[:1] for language in (Language.ENGLISH, chinese))
            terms = [one_line(term.term) for term in (*english, *equivalent)]
            if len([term for term in terms if term]) < 2:  # noqa: PLR2004 - one in each language
                issues.append(Issue(message=f"has no accepted term in {direction}; left out", entry=entry.id))
            elif not taken.isdisjoint(terms):
                issues.append(Issue(message="a term of it is in the list before; left out", entry=entry.id))
            elif _is_short(terms, _GOOGLE_TERM, entry, issues):
                taken.update(terms)
                part = _GOOGLE_PARTS.get(english[0].part_of_speech or PartOfSpeech.OTHER, "")
                rows.write(*terms, part, one_line(entry.definition.text if entry.definition else ""))
                written += 1
    return WriteReport(written=written, issues=tuple(issues))


def read_deepl(
    path: str | Path, *, issues: list[Issue] | None = None, chinese: str = _SIMPLIFIED
) -> Iterator[ConceptEntry]:
    """Yield an entry for each row of a list between commas without a header.

    Args:
        path: the file, in UTF-8.
        issues: takes rows without source or target.
        chinese: the writing it is in, ``zh-Hans`` or ``zh-Hant``.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no such list. Also when that shows after entries were yielded.
    """
    with open_lines(path) as lines:
        yield from read_pairs(path, split_quoted(path, lines), _told(issues), chinese=chinese)


read_google = read_deepl


def read_azure(
    path: str | Path, *, issues: list[Issue] | None = None, chinese: str = _SIMPLIFIED
) -> Iterator[ConceptEntry]:
    """Yield an entry for each row of a list between tabs; arguments and errors as for `read_deepl`."""
    with open_lines(path) as lines:
        yield from read_pairs(path, split_plain(lines), _told(issues), chinese=chinese)


def read_aws(path: str | Path, *, issues: list[Issue] | None = None) -> Iterator[ConceptEntry]:
    """Yield an entry for each row of a list whose header has the codes of languages.

    Args:
        path: the file, in UTF-8.
        issues: takes columns of other kinds, and rows with less than two terms.

    Raises:
        InputError: the file can't be read.
        FormatError: it is no UTF-8 or no such list. Also when that shows after entries were yielded.
    """
    told = _told(issues)
    with open_lines(path) as lines:
        rows = split_quoted(path, lines)
        _, header = next(rows, (1, []))
        languages = [normalise_language(code) for code in header]
        ours = [language for language in languages if language in tuple(Language)]
        if len(set(ours)) < 2 or len(set(ours)) < len(ours):  # noqa: PLR2004 - source and target
            raise FormatError(str(path), "has no header with the codes of two languages, such as en,zh", 1)
        told.extend(
            Issue(message=f"the column {code} isn't known; ignored", line=1)
            for code, language in zip(header, languages, strict=True)
            if language not in ours and code.lower() not in _DESCRIPTIONS
        )
        for line, cells in rows:
            if len(cells) > len(header):
                raise FormatError(str(path), f"has {len(cells)} cells here, but {len(header)} columns", line)
            named = dict(zip(languages, cells, strict=False))
            found = {language: named[language] for language in ours if named.get(language)}
            if len(found) < 2:  # noqa: PLR2004 - source and target
                told.append(Issue(message="has less than two terms; skipped", line=line, is_lost=True))
                continue
            yield _describe(found, {name.lower(): cell for name, cell in named.items()}, line, told)


read_google_sets = read_aws


def _describe(terms: dict[str, str], cells: dict[str, str], line: int, issues: list[Issue]) -> ConceptEntry:
    """Return an entry with what Google's columns say of it."""
    part = read_part_of_speech(cells.get("pos", ""))
    if cells.get("pos") and part is None:
        issues.append(Issue(message=f"the part of speech “{cells['pos'][:40]}” isn't known; left out", line=line))
    sections = (LanguageSection(language=language, terms=(TermSection(term=term),)) for language, term in terms.items())
    entry = ConceptEntry(sections=tuple(sections))
    if part:
        first, *others = entry.sections
        described = replace(first, terms=(replace(first.terms[0], part_of_speech=part),))
        entry = replace(entry, sections=(described, *others))
    description = cells.get("description")
    return replace(entry, definition=Definition(text=description)) if description else entry


def _write(
    entries: Iterable[ConceptEntry],
    path: str | Path,
    *,
    chinese: str,
    from_chinese: bool,
    most_bytes: int,
    longest: int | None = None,
    is_plain: bool = False,
    header: list[str] | None = None,
) -> WriteReport:
    issues: list[Issue] = []
    written = 0
    last: ConceptEntry | None = None
    with write_rows(path, is_plain=is_plain, most_bytes=most_bytes) as rows:
        if header:
            rows.write(*header)
        for pair in find_pairs(entries, choose_direction(chinese, from_chinese=from_chinese), issues):
            if longest is None or _is_short(_texts(pair), longest, pair.entry, issues):
                rows.write(pair.source, pair.target)
                written += pair.entry is not last
                last = pair.entry
    return WriteReport(written=written, issues=tuple(issues))


def _texts(pair: Pair) -> list[str]:
    return [pair.source, pair.target]


def _is_short(terms: list[str], longest: int, entry: ConceptEntry, issues: list[Issue]) -> bool:
    """Tell whether all terms have so many bytes at most, and say so where one hasn't."""
    for term in terms:
        if len(term.encode()) > longest:
            message = f"“{term[:20]}…” is longer than {longest:,} bytes, which the program refuses; left out"
            issues.append(Issue(message=message, entry=entry.id))
            return False
    return True


def _aws_code(language: Language) -> str:
    """Return Amazon's code: ``zh`` is Simplified there."""
    return "zh" if language is Language.SIMPLIFIED_CHINESE else territorial_tag(language)


def _told(issues: list[Issue] | None) -> list[Issue]:
    return issues if issues is not None else []

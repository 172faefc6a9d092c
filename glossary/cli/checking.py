"""The command ``check``."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TypeAlias

from glossary.cli.excerpts import excerpt, show_safely
from glossary.cli.narration import say
from glossary.cli.sarif import sarif_of
from glossary.cli.shapes import print_json
from glossary.cli.tables import print_table
from glossary.errors import UsageError
from glossary.exchange.bitext import is_bilingual
from glossary.jobs.checking import DocumentChecker, check_entries
from glossary.jobs.texts import StoredText, read_stored_text, read_typed_text
from glossary.lookup.checking.lines import LineIndex
from glossary.lookup.checking.muting import require_codes
from glossary.lookup.checking.rules import INCONSISTENT_EQUIVALENT, RULES
from glossary.lookup.live import LiveTermbase
from glossary.settings import CheckSettings, load_settings
from glossary.store.reader import open_reader

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from glossary.lookup.checking.finding import Finding

#: A finding with the text that it stands in, None for those of the termbase.
Located: TypeAlias = "tuple[Finding, StoredText | None]"
_STDIN = "-"
_HIGHLIGHT, _PLAIN = "\x1b[1m", "\x1b[0m"


def check(arguments: Namespace) -> int:
    """Print what is wrong in files, or in the termbase; exit with 1 where anything is."""
    if arguments.rules:
        print_table(("code", "looks at", "severity", "finds"), map(_rule_row, RULES))
        return 0
    _require_sense(arguments)
    settings = load_settings(arguments.db)
    wanted = CheckSettings(
        mute=(*settings.check.mute, *arguments.mute), ignore=(*settings.check.ignore, *arguments.ignore)
    )
    require_codes((*wanted.ignore, *arguments.only))
    style = "json" if arguments.json else arguments.format
    if arguments.termbase:
        with closing(open_reader(settings.db)) as reader:
            found = check_entries(reader, settings=wanted, only=arguments.only)
            count = _PRINTERS[style]((finding, None) for finding in found)
    else:
        with closing(LiveTermbase(settings.db)) as termbase:
            checker = DocumentChecker(termbase, settings=wanted, only=arguments.only)
            count = _PRINTERS[style](_check_files(checker, arguments))
    say(f"glossary: {count} findings" if count != 1 else "glossary: 1 finding")
    return 1 if count else 0


def _require_sense(arguments: Namespace) -> None:
    """Check that the arguments go together.

    Raises:
        UsageError: they don't.
    """
    if arguments.termbase and (arguments.files or arguments.target):
        raise UsageError("--termbase checks the termbase itself; leave the files out, or check them by another command")
    if not arguments.termbase and not arguments.files:
        raise UsageError("name a file to check, or --termbase; see: glossary check --help")
    if arguments.target and len(arguments.files) > 1:
        raise UsageError("--target is the translation of one file; name one")
    if arguments.target and (bilingual := [f for f in (*arguments.files, arguments.target) if is_bilingual(f)]):
        raise UsageError(f"{bilingual[0]} holds texts and translations itself; --target takes two plain texts")


def _check_files(checker: DocumentChecker, arguments: Namespace) -> Iterator[Located]:
    """Yield the findings in the files, each with the text that it stands in."""
    if arguments.target:
        source, target = (_read(file, arguments.encoding) for file in (arguments.files[0], arguments.target))
        found = checker.check_translation(source.text, target.text, source_name=source.name, target_name=target.name)
        yield from ((finding, target) for finding in found)
        return
    for file in arguments.files:
        stored = _read(file, arguments.encoding)
        for finding in checker.check(stored.text, stored.name, language_id=stored.kind, lenient=False):
            yield finding, stored


def _read(file: str, encoding: str | None) -> StoredText:
    if file == _STDIN:
        return read_typed_text(sys.stdin.buffer.read(), encoding=encoding)
    return read_stored_text(file, encoding=encoding)


def _print_text(found: Iterable[Located]) -> int:
    """Print a line for each finding, as compilers do; in a terminal with the words it is about."""
    count = 0
    is_terminal = sys.stdout.isatty()
    stored: StoredText | None = None
    lines: LineIndex | None = None
    for count, (finding, text) in enumerate(found, start=1):  # noqa: B007 - the count is the result
        print(_line(finding, emphasise=is_terminal))
        if not is_terminal or text is None or finding.place is None:
            continue
        if lines is None or text is not stored:
            stored, lines = text, LineIndex(text.text, text.name)
        place = finding.place
        width = get_terminal_size().columns
        print("\n".join(excerpt(lines, place.line, place.column, place.end - place.start, width)))
    return count


def _line(finding: Finding, *, emphasise: bool) -> str:
    place = finding.place
    where = f"{place.file}:{place.line}:{place.column}" if place else f"{finding.file}: {finding.entry}"
    message = finding.message
    for related in finding.related:
        if place and related.file != place.file:
            message += f" ({related.file}:{related.line}:{related.column})"
        elif finding.code == INCONSISTENT_EQUIVALENT:
            message += f" (line {related.line})"
    where, message = (" ".join(show_safely(part).split()) for part in (where, message))
    return (
        f"{_HIGHLIGHT}{where}:{_PLAIN} {finding.code}: {message}"
        if emphasise
        else f"{where}: {finding.code}: {message}"
    )


def _print_json(found: Iterable[Located]) -> int:
    count = 0
    for count, (finding, _) in enumerate(found, start=1):  # noqa: B007 - the count is the result
        print_json(finding.shape())
    return count


def _print_sarif(found: Iterable[Located]) -> int:
    findings = [finding for finding, _ in found]
    print(json.dumps(sarif_of(findings), ensure_ascii=False, indent=2))
    return len(findings)


def _rule_row(code: str) -> tuple[str, ...]:
    rule = RULES[code]
    return code, rule.scope.value, rule.severity.value, rule.summary


_PRINTERS: dict[str, Callable[[Iterable[Located]], int]] = {
    "text": _print_text,
    "json": _print_json,
    "sarif": _print_sarif,
}

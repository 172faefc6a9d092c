"""What the tools do: each takes its arguments as they came and returns one object."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.jobs.annotating import Annotator
from glossary.jobs.checking import check_document, check_translation
from glossary.jobs.proposing import propose
from glossary.jobs.shapes import candidate_shape
from glossary.lookup.queries import MODES, hit_shape
from glossary.serve.mcp.arguments import (
    read_choice,
    read_flag,
    read_list,
    read_number,
    read_optional,
    read_text,
    require_known,
)
from glossary.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.lookup.live import LiveTermbase
    from glossary.settings import CheckSettings

VERSION = 1
LANGUAGES = ("en", "zh")
#: The longest query, in bytes.
LONGEST_QUERY = 1_000
#: How many are answered unless the assistant says, and at most.
HITS, MOST_HITS = 10, 100
SPANS, MOST_SPANS = 500, 10_000
FINDINGS, MOST_FINDINGS = 200, 10_000
MOST_EQUIVALENTS = 10
LONGEST_NAME = 500
_PLAIN = "text.txt"
_ASSISTANT = "proposed by a writing assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the tools work on: the termbase, open and always fresh, and the user in whose name they write."""

    live: LiveTermbase
    location: str
    user: str
    checks: CheckSettings


def look_up(desk: Desk, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Answer the entries that a query finds."""
    require_known(arguments, ("query", "mode", "language", "limit"))
    query = read_text(arguments, "query", longest=LONGEST_QUERY)
    mode = read_choice(arguments, "mode", MODES) or "auto"
    language = read_choice(arguments, "language", LANGUAGES)
    limit = read_number(arguments, "limit", default=HITS, most=MOST_HITS)
    hits = desk.live.look_up(query, mode=mode, language=language, limit=limit)
    entries = desk.live.get_entries([hit.entry for hit in hits])
    return {"v": VERSION, "hits": [hit_shape(hit, entries[hit.entry]) for hit in hits if hit.entry in entries]}


def annotate(desk: Desk, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Answer the terms of a text, the first ones where there are many."""
    require_known(arguments, ("text", "name", "nested", "limit"))
    text = read_text(arguments, "text")
    name = read_optional(arguments, "name", longest=LONGEST_NAME) or _PLAIN
    nested = read_flag(arguments, "nested")
    limit = read_number(arguments, "limit", default=SPANS, most=MOST_SPANS)
    found = Annotator(desk.live, nested=nested).annotate(text, name)
    spans = [annotation.shape() for annotation in islice(found, limit)]
    return {"v": VERSION, "spans": spans, "total": len(spans) + sum(1 for _ in found)}


def check(desk: Desk, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Answer what is wrong with a text, or with a translation beside its source."""
    require_known(arguments, ("text", "name", "source", "target", "limit"))
    given = {name for name in ("text", "source", "target") if arguments.get(name) is not None}
    if given not in ({"text"}, {"source", "target"}):
        raise InputError("give a text, or source and target, and not both")
    texts = {name: read_text(arguments, name) for name in given}
    name = read_optional(arguments, "name", longest=LONGEST_NAME)
    limit = read_number(arguments, "limit", default=FINDINGS, most=MOST_FINDINGS)
    if "text" in texts:
        found = check_document(desk.live, texts["text"], name or _PLAIN, settings=desk.checks)
    elif name is not None:
        raise InputError("name is for a text alone; source and target are read as plain text")
    else:
        found = check_translation(desk.live, texts["source"], texts["target"], settings=desk.checks)
    return {"v": VERSION, "findings": [finding.shape() for finding in found[:limit]], "total": len(found)}


def propose_term(desk: Desk, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Keep a term as a candidate, and answer it."""
    require_known(arguments, ("term", "equivalents", "context", "source"))
    term = read_text(arguments, "term")
    equivalents = read_list(arguments, "equivalents", most=MOST_EQUIVALENTS)
    context = read_optional(arguments, "context")
    source = read_optional(arguments, "source")
    with open_database(desk.location) as database:
        candidate = propose(
            database, term, who=desk.user, equivalents=equivalents, context=context, source=source or _ASSISTANT
        )
    return {"v": VERSION, "candidate": candidate_shape(candidate)}


def to_json(answer: dict[str, Any]) -> str:
    """Return an answer as text, for clients that read nothing else."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))

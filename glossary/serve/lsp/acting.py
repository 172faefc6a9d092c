"""What can be done at a place of a document: mend a finding, write the equivalent, add what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    CodeActionParams,
    Command,
    Diagnostic,
    TextEdit,
    WorkspaceEdit,
)

from glossary.lookup.checking.rules import DEPRECATED_TERM, SUPERSEDED_TERM, WRONG_WRITING
from glossary.serve.lsp.commands import ADD_CANDIDATE, ADD_TERM, APPLY_EDIT, IGNORE_IN_PROJECT
from glossary.serve.lsp.kinds import is_bilingual_document, kind_name
from glossary.serve.lsp.protocol import POSTPONED
from glossary.serve.lsp.rendering import find_equivalents, is_chinese
from glossary.text.chinese import has_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.lookup.checking.finding import Finding
    from glossary.serve.lsp.documents import Document
    from glossary.serve.lsp.places import Place
    from glossary.serve.lsp.server import GlossaryServer

FIX_ALL = "source.fixAll.glossary"
#: What may be mended everywhere at once: a rendering that differs from others may be meant.
_SURE = frozenset((DEPRECATED_TERM, SUPERSEDED_TERM, WRONG_WRITING))
#: In a bilingual file these are written otherwise, or end a text.
_SPECIAL = frozenset('<>&"\\,;\t\r\n')
#: So many equivalents are offered to be written.
_EQUIVALENTS = 3
#: What is selected beyond is no term.
_LONGEST = 200
#: So much of a text is shown in a title.
_SHOWN = 40
_ACCEPTED = ("preferred", "admitted")


class Acting:
    """Finds the code actions of a place."""

    def __init__(self, server: GlossaryServer) -> None:
        self._server = server

    def actions(self, params: CodeActionParams) -> object:
        """Answer with what can be done in a range."""
        server = self._server
        document, later = server.documents.get(params.text_document.uri), server.current
        if document is None or later is None:
            return None

        def finish(findings: Sequence[Finding] | None) -> None:
            # Waiting may have brought a newer state; the findings are that one's.
            newest = server.documents.get(document.uri) or document
            later.run(lambda _: self._collect(newest, params, findings or ()), None)

        server.diagnosing.analyst.when_done(document, finish)
        return POSTPONED

    def _collect(self, document: Document, params: CodeActionParams, findings: Sequence[Finding]) -> list[Any]:
        start, end = document.span_of(params.range)
        wanted = params.context.only
        actions = [
            *self._mendings(document, findings, start, end),
            *self._fix_all(document, findings),
            *self._rewritings(document, start, end),
            *self._additions(document, params, start, end),
        ]
        actions = [action for action in actions if _is_wanted(action, wanted)]
        takes_all = self._server.client.takes_action_literals
        return list(actions) if takes_all else [self._as_command(action) for action in actions]

    def _mendings(self, document: Document, findings: Sequence[Finding], start: int, end: int) -> Iterator[CodeAction]:
        from glossary.text.markup.ignoring import write_ignore  # noqa: PLC0415 - an editor is answered before it is loaded

        for finding in findings:
            place = finding.place
            if place is None or place.start > end or place.end < start:
                continue
            diagnostic = self._server.diagnosing.describe(document, finding)
            if finding.replacement is not None:
                yield self._action(
                    f"Replace with “{finding.suggestion}”",
                    CodeActionKind.QuickFix,
                    edit=_edit(document, [(place.start, place.end, finding.replacement)]),
                    diagnostic=diagnostic,
                    is_preferred=True,
                )
            comment = write_ignore(document.text, kind_name(document), place.start, finding.term)
            if comment is not None:
                yield self._action(
                    f"Ignore “{_short(finding.term)}” here",
                    CodeActionKind.QuickFix,
                    edit=_edit(document, [(comment.at, comment.at, comment.text)]),
                    diagnostic=diagnostic,
                )
            yield self._action(
                f"Ignore “{_short(finding.term)}” in this project",
                CodeActionKind.QuickFix,
                command=Command(
                    title="Ignore in this project", command=IGNORE_IN_PROJECT, arguments=[{"term": finding.term}]
                ),
                diagnostic=diagnostic,
            )

    def _fix_all(self, document: Document, findings: Sequence[Finding]) -> Iterator[CodeAction]:
        edits: list[tuple[int, int, str]] = []
        reached = 0
        for finding in findings:
            place = finding.place
            if place is None or finding.replacement is None or finding.code not in _SURE:
                continue
            if place.start >= reached:
                edits.append((place.start, place.end, finding.replacement))
                reached = place.end
        if edits:
            yield self._action("Replace all by preferred terms", FIX_ALL, edit=_edit(document, edits))

    def _rewritings(self, document: Document, start: int, end: int) -> Iterator[CodeAction]:
        """Yield what writes equivalents of the term that is selected, or under the cursor."""
        place = self._server.find_place(document, start)
        if place is None or (end > start and (place.winner.start, place.winner.end) != (start, end)):
            place = self._place_of_selection(document, start, end)
        if place is None:
            return
        span = place.winner
        text = document.text[span.start : span.end]
        entries = self._server.termbase.live.get_entries([sense.entry_id for sense in span.senses])
        offered: list[str] = []
        for sense in span.senses:
            for equivalent in find_equivalents(entries.get(sense.entry_id, {"terms": []}), sense.language):
                if equivalent["status"] in _ACCEPTED and equivalent["term"] not in offered:
                    offered.append(equivalent["term"])
        if is_bilingual_document(document):
            offered = [one for one in offered if _SPECIAL.isdisjoint(one + text)]
        brackets = "（{}）" if is_chinese(span.senses[0].language) else " ({})"
        for term in offered[:_EQUIVALENTS]:
            yield self._action(
                f"Replace “{_short(text)}” with “{term}”",
                CodeActionKind.RefactorRewrite,
                edit=_edit(document, [(span.start, span.end, term)]),
            )
            yield self._action(
                f"Write “{term}” behind “{_short(text)}”",
                CodeActionKind.RefactorRewrite,
                edit=_edit(document, [(span.end, span.end, brackets.format(term))]),
            )

    def _place_of_selection(self, document: Document, start: int, end: int) -> Place | None:
        """Return a term that is selected within a longer one."""
        place = self._server.find_place(document, start)
        if place is None or end <= start:
            return None
        nested = next((span for span in place.nested if (span.start, span.end) == (start, end)), None)
        return place._replace(winner=nested) if nested is not None else None

    def _additions(self, document: Document, params: CodeActionParams, start: int, end: int) -> Iterator[CodeAction]:
        selected = " ".join(document.text[start:end].split())
        if not selected or end - start > _LONGEST or not any(map(str.isalpha, selected)):
            return
        if _is_within_word(document.text, start) or _is_within_word(document.text, end):
            return
        place = self._server.find_place(document, start)
        if place is not None and (place.winner.start, place.winner.end) == (start, end):
            return
        range_ = params.range
        arguments = {
            "term": selected,
            "uri": document.uri,
            "range": {
                "start": {"line": range_.start.line, "character": range_.start.character},
                "end": {"line": range_.end.line, "character": range_.end.character},
            },
        }
        for title, command in (
            (f"Add “{_short(selected)}” to the glossary", ADD_TERM),
            (f"Keep “{_short(selected)}” as a candidate", ADD_CANDIDATE),
        ):
            yield self._action(
                title, CodeActionKind.Refactor, command=Command(title=title, command=command, arguments=[arguments])
            )

    def _action(
        self,
        title: str,
        kind: CodeActionKind | str,
        *,
        edit: WorkspaceEdit | None = None,
        command: Command | None = None,
        diagnostic: Diagnostic | None = None,
        is_preferred: bool | None = None,
    ) -> CodeAction:
        return CodeAction(
            title=title,
            kind=kind,
            edit=edit,
            command=command,
            diagnostics=[diagnostic] if diagnostic else None,
            is_preferred=is_preferred,
        )

    def _as_command(self, action: CodeAction) -> Command:
        if action.command is not None:
            return Command(action.title, action.command.command, arguments=action.command.arguments)
        return Command(action.title, APPLY_EDIT, arguments=[{"edit": self._server.protocol.to_json(action.edit)}])


def _edit(document: Document, edits: Sequence[tuple[int, int, str]]) -> WorkspaceEdit:
    changes = [TextEdit(range=document.range(start, end), new_text=text) for start, end, text in edits]
    return WorkspaceEdit(changes={document.uri: changes})


def _is_wanted(action: CodeAction, only: Sequence[CodeActionKind | str] | None) -> bool:
    kind = str(action.kind.value if isinstance(action.kind, CodeActionKind) else action.kind)
    if not only:
        return kind != FIX_ALL
    kinds = [str(one.value if isinstance(one, CodeActionKind) else one) for one in only]
    return any(not one or kind == one or kind.startswith(f"{one}.") for one in kinds)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _is_within_word(text: str, place: int) -> bool:
    """Tell whether a place parts a word; Chinese has no words that could be seen."""
    around = text[max(place - 1, 0) : place + 1] if place else ""
    return len(around) == 2 and around.isalnum() and not has_han(around)  # noqa: PLR2004 - a character on either side

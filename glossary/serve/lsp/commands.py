"""What an editor can have done by a command, without code of its own: add, propose, ignore, look up, reload.

Each takes one JSON object and answers with one. What writes does so in the background, in the order of the
commands, tells the user in one line, and lets the documents be checked anew.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol.types import ApplyWorkspaceEditParams, ExecuteCommandParams, MessageType

from glossary.errors import GlossaryError, UsageError
from glossary.serve.lsp.addition import Addition
from glossary.serve.lsp.arguments import CommandArguments
from glossary.serve.lsp.configuration import find_settings_file
from glossary.serve.lsp.protocol import POSTPONED
from glossary.serve.lsp.sentences import sentence_around
from glossary.settings import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.serve.lsp.protocol import Later
    from glossary.serve.lsp.server import GlossaryServer

ADD_TERM = "glossary.addTerm"
ADD_CANDIDATE = "glossary.addCandidate"
IGNORE_IN_PROJECT = "glossary.ignoreInProject"
LOOKUP = "glossary.lookup"
RELOAD = "glossary.reload"
APPLY_EDIT = "glossary.applyEdit"

Answer = dict[str, Any]


class Commands:
    """Runs commands by their names."""

    def __init__(self, server: GlossaryServer) -> None:
        self._server = server
        # Database and pinyin take time to load, so an editor isn't kept waiting for its other answers.
        self._writes = 0
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._by_name: dict[str, Callable[[CommandArguments], object]] = {
            ADD_TERM: self._add_term,
            ADD_CANDIDATE: self._add_candidate,
            IGNORE_IN_PROJECT: self._ignore_in_project,
            LOOKUP: self._look_up,
            RELOAD: self._reload,
            APPLY_EDIT: self._apply_edit,
        }

    @property
    def names(self) -> list[str]:
        """The commands there are."""
        return list(self._by_name)

    @property
    def is_writing(self) -> bool:
        """Whether a command is at work on the termbase."""
        return self._writes > 0

    def execute(self, params: ExecuteCommandParams) -> object:
        """Run a command and return its answer.

        Raises:
            UsageError: there is no such command, or it can't be called so.
        """
        command = self._by_name.get(params.command)
        if command is None:
            raise UsageError(f"there is no command {params.command}; there are {', '.join(self._by_name)}")
        arguments = CommandArguments(params.command, list(params.arguments or ()), self._server.documents)
        try:
            return command(arguments)
        except GlossaryError as error:
            self._server.tell(str(error), MessageType.Error)
            raise

    def stop(self) -> None:
        """Let what is being written be written, and nothing else."""
        self._writer.shutdown(wait=True, cancel_futures=True)

    def _look_up(self, arguments: CommandArguments) -> object:
        from glossary.lookup.queries import hit_shape  # noqa: PLC0415 - the command is seldom used

        query = arguments.text("query")
        if query is None:
            raise UsageError(f"{LOOKUP}: what query?")
        live = self._server.termbase.live
        mode, language = arguments.text("mode") or "auto", arguments.text("lang")
        hits = live.look_up(query, mode=mode, language=language, limit=arguments.number("limit", 20))
        entries = live.get_entries([hit.entry for hit in hits])
        return {"hits": [hit_shape(hit, entries[hit.entry]) for hit in hits if hit.entry in entries]}

    def _add_term(self, arguments: CommandArguments) -> object:
        addition = self._addition(arguments)
        return self._write(lambda db, who: _add_term(db, who, addition))

    def _add_candidate(self, arguments: CommandArguments) -> object:
        addition = self._addition(arguments)
        return self._write(lambda db, who: _add_candidate(db, who, addition))

    def _addition(self, arguments: CommandArguments) -> Addition:
        """Return what is to be added; the usage example is as given, else the sentence around the selection."""
        context, source = arguments.text("context"), arguments.text("source")
        place = arguments.place()
        if context is None and place is not None:
            document, start, end = place
            context = sentence_around(document.text, start, end)
            source = source or document.name or None
        return Addition(arguments.term(), arguments.text("equivalent"), context, source)

    def _ignore_in_project(self, arguments: CommandArguments) -> Answer:
        from glossary.serve.lsp.project_file import mute_in  # noqa: PLC0415 - the command is seldom used

        term = arguments.term()
        folder = self._server.client.folder or Path.cwd()
        path = find_settings_file(folder) or folder / FILE_NAME
        is_new = mute_in(path, term)
        self._server.lifecycle.files_changed(None)
        self._server.tell(f"{term}: {'ignored from now on' if is_new else 'was ignored already'}, by {path}")
        return {"term": term, "file": str(path)}

    def _reload(self, _arguments: CommandArguments) -> Answer:
        self._server.lifecycle.reload()
        return {}

    def _apply_edit(self, arguments: CommandArguments) -> Answer:
        params = self._server.protocol.structure({"edit": arguments.object("edit")}, ApplyWorkspaceEditParams)
        self._server.workspace_apply_edit(params)
        return {}

    def _write(self, action: Callable[[str, str], tuple[str, Answer]]) -> object:
        """Have something written by the writer; the request is answered when it was."""
        later, settings = self._server.current, self._server.settings
        if later is None or settings is None:
            raise UsageError("the server isn't initialized")
        self._writes += 1
        self._writer.submit(self._run, later, action, settings.db, settings.user)
        return POSTPONED

    def _run(self, later: Later, action: Callable[[str, str], tuple[str, Answer]], db: str, user: str) -> None:
        try:
            message, answer = action(db, user)
        except Exception as error:  # noqa: BLE001 - a worker reports, it never dies silently
            failure = error
            self._server.post(lambda: self._fail(later, failure))
        else:
            self._server.post(lambda: self._finish(later, message, answer))

    def _finish(self, later: Later, message: str, answer: Answer) -> None:
        self._writes -= 1
        self._server.tell(message)
        later.answer(answer)
        self._server.lifecycle.look()

    def _fail(self, later: Later, error: Exception) -> None:
        self._writes -= 1
        self._server.tell(str(error), MessageType.Error)
        later.fail(error)


def _add_term(db: str, who: str, addition: Addition) -> tuple[str, Answer]:
    from glossary.serve.lsp.adding import add_term  # noqa: PLC0415 - loads the database library

    entry, proposed = add_term(db, addition, who=who)
    terms = " – ".join(section.term for _, section in entry.find_terms())
    if proposed is not None:
        return f"{terms}: proposed; a reviewer decides", {"proposed": proposed}
    return f"added {terms}", {"entry": entry.id}


def _add_candidate(db: str, who: str, addition: Addition) -> tuple[str, Answer]:
    from glossary.serve.lsp.adding import add_candidate  # noqa: PLC0415 - loads the database library

    candidate = add_candidate(db, addition, who=who)
    return f"{candidate.term} waits as a candidate", {"candidate": candidate.id}

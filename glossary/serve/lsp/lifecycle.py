"""From the editor's first word to its last: introduction, settings, watching, farewell."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder

from glossary.errors import DatabaseError, GlossaryError
from glossary.serve.lsp.client import path_of, read_client
from glossary.serve.lsp.configuration import (
    SECTION,
    EditorSettings,
    find_settings_file,
    load_workspace_settings,
    read_editor_settings,
)
from glossary.settings import FILE_NAME

if TYPE_CHECKING:
    from concurrent.futures import Future

    from glossary.serve.lsp.server import GlossaryServer

#: So often the termbase, the settings file and the editor's process are looked at.
_TICK_SECONDS = 0.4
_PROGRESS = "glossary/reading"


class Lifecycle:
    """What isn't asked of the server, but happens to it."""

    def __init__(self, server: GlossaryServer) -> None:
        self._server = server
        self._stopped = Event()
        self._ticking: Thread | None = None
        self._settings_seen: tuple[Path, int] | None = None
        self._version_seen: int | None = None
        self._told: str | None = None
        self._initial: object = None
        self._has_progress = False

    # Introduction and farewell.

    def initialize(self, params: types.InitializeParams) -> types.InitializeResult:
        """Answer who we are and what we can do; the termbase is read meanwhile."""
        server = self._server
        server.client = read_client(params)
        server.protocol.take_initialize(params.capabilities)
        self._initial = params.initialization_options
        server.editor = read_editor_settings(self._initial)
        self._apply_settings()
        protocol = server.protocol
        features = set(protocol.fm.features) | set(server.raw_notifications)
        if not server.client.pulls_diagnostics:
            features -= {types.TEXT_DOCUMENT_DIAGNOSTIC, types.WORKSPACE_DIAGNOSTIC}
        builder = ServerCapabilitiesBuilder(
            params.capabilities,
            features,
            protocol.fm.feature_options,
            list(protocol.fm.commands),
            types.TextDocumentSyncKind.Incremental,
            None,
            server.client.encoding,
        )
        capabilities = builder.build()  # type: ignore[no-untyped-call]
        return types.InitializeResult(capabilities=capabilities, server_info=protocol.server_info)

    def initialized(self, _params: object) -> None:
        """Ask for what the client can do for us, and begin to watch."""
        server = self._server
        registrations = []
        if server.client.registers_watching:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(f"**/{FILE_NAME}")])
            registrations.append(_registration(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
        if server.client.registers_configuration:
            section = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
            registrations.append(_registration(types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
        if registrations:
            server.client_register_capability(types.RegistrationParams(registrations))
        if server.client.has_configuration:
            self._ask_configuration()
        self._begin_progress()
        self._ticking = Thread(target=self._tick, name="ticker", daemon=True)
        self._ticking.start()

    def shutdown(self, _params: object) -> None:
        """Answer no more."""
        self._stopped.set()
        self._server.protocol.take_shutdown()

    def stop(self) -> None:
        """End the watching."""
        self._stopped.set()

    # Settings.

    def configuration_changed(self, params: types.DidChangeConfigurationParams) -> None:
        """Take new settings: those that came along, or those that the client has when it is asked."""
        if self._server.client.has_configuration:
            self._ask_configuration()
        elif params.settings is not None:
            self._take_editor_settings(read_editor_settings(self._initial, params.settings))

    def files_changed(self, _params: object) -> None:
        """Look at the settings file, which is all that is watched."""
        self._apply_settings()

    def folders_changed(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Go to another folder where ours was closed, or there was none."""
        server = self._server
        removed = {path_of(folder.uri) for folder in params.event.removed}
        added = [path for folder in params.event.added if (path := path_of(folder.uri)) is not None]
        if added and (server.client.folder is None or server.client.folder in removed):
            server.move_to(added[0])
            self._apply_settings()

    def reload(self) -> None:
        """Read settings and termbase anew."""
        self._apply_settings()
        self._server.termbase.reopen()

    def _ask_configuration(self) -> None:
        future = self._server.workspace_configuration(
            types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
        )
        future.add_done_callback(self._take_answer)

    def _take_answer(self, future: Future[Any]) -> None:
        if future.cancelled() or future.exception() is not None:
            return
        answer = future.result()
        if isinstance(answer, list) and answer and isinstance(answer[0], dict):
            self._take_editor_settings(read_editor_settings(self._initial, answer[0]))

    def _take_editor_settings(self, editor: EditorSettings) -> None:
        """Use what the editor says now; what it doesn't say any more is as it was when it began."""
        self._server.editor = editor
        self._apply_settings()

    def _apply_settings(self) -> None:
        server = self._server
        for problem in server.editor.problems_with:
            self._warn(problem)
        path = find_settings_file(server.client.folder)
        self._settings_seen = (path, path.stat().st_mtime_ns) if path else None
        before = server.settings
        try:
            server.settings = load_workspace_settings(server.client.folder, db=server.db, editor=server.editor)
        except GlossaryError as error:
            self._warn(str(error))
            if before is not None:
                return
            # A folder above which there is no other settings file.
            server.settings = load_workspace_settings(Path(Path.cwd().anchor), db=server.db, editor=server.editor)
        if server.settings.db != server.termbase.location:
            server.termbase.open(server.settings.db)
        elif server.settings != before:
            server.refresh()

    # The termbase.

    def termbase_was_read(self) -> None:
        """Say what came of it, and check the documents."""
        server = self._server
        self._end_progress()
        failure = server.termbase.failure
        if failure is not None and not server.termbase.is_open:
            self._warn(failure)
            return
        self._told = None
        self._version_seen = self._version()
        server.refresh()

    def _version(self) -> int | None:
        try:
            return self._server.termbase.live.version
        except DatabaseError:
            return None

    def look(self) -> None:
        """See whether the termbase or the settings file has changed."""
        server = self._server
        if server.termbase.is_open:
            version = self._version()
            if version != self._version_seen:
                self._version_seen = version
                server.refresh()
        elif not server.termbase.is_loading and not server.commands.is_writing:
            # Not while it is being made, when it would be found half made.
            server.termbase.reopen()
        path = find_settings_file(server.client.folder)
        try:
            seen = (path, path.stat().st_mtime_ns) if path else None
        except OSError:
            return
        if seen != self._settings_seen:
            self._apply_settings()

    def _tick(self) -> None:
        process = self._server.client.process
        while not self._stopped.wait(_TICK_SECONDS):
            if process is not None and not _lives(process):
                self._server.stop()
                return
            self._server.post(self.look)

    # What the user sees of it.

    def _warn(self, message: str) -> None:
        """Tell something once, not each time that it is tried again."""
        if message != self._told:
            self._told = message
            self._server.tell(message, types.MessageType.Warning)

    def _begin_progress(self) -> None:
        server = self._server
        if server.client.shows_progress and server.termbase.is_loading:
            self._has_progress = True
            server.window_work_done_progress_create(types.WorkDoneProgressCreateParams(token=_PROGRESS))
            begin = types.WorkDoneProgressBegin(title="glossary: reading the termbase")
            server.progress(types.ProgressParams(token=_PROGRESS, value=begin))

    def _end_progress(self) -> None:
        if self._has_progress:
            self._has_progress = False
            self._server.progress(types.ProgressParams(token=_PROGRESS, value=types.WorkDoneProgressEnd()))


def _registration(method: str, options: object) -> types.Registration:
    return types.Registration(id=f"glossary/{method}", method=method, register_options=options)


def _lives(process: int) -> bool:
    """Tell whether a process is there; where that can't be asked, the end of the stream tells it."""
    if os.name != "posix" or process <= 0:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

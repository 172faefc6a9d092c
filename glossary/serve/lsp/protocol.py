"""JSON-RPC as the language server speaks it: every request is answered, and nothing that is sent ends the server."""

from __future__ import annotations

import json
import logging
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol

from glossary.errors import GlossaryError, UsageError, printable
from glossary.serve.lsp.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from cattrs import Converter

    from glossary.serve.lsp.server import GlossaryServer

logger = logging.getLogger(__name__)

_PARSE_ERROR = types.ErrorCodes.ParseError
_INVALID_REQUEST = types.ErrorCodes.InvalidRequest
_INVALID_PARAMS = types.ErrorCodes.InvalidParams
_LARGEST = 2**31 - 1

MessageId: TypeAlias = int | str


class Later:
    """An answer that is given later, by ``answer``, unless the client doesn't want it any more."""

    __slots__ = ("_protocol", "identifier", "is_cancelled")

    def __init__(self, protocol: Protocol, identifier: MessageId) -> None:
        self._protocol = protocol
        self.identifier = identifier
        self.is_cancelled = False

    def run(self, handler: Callable[[Any], Any], params: object) -> None:
        """Answer with what a handler returns."""
        if not self.is_cancelled:
            self._protocol.answer_with(self.identifier, handler, params, later=self)

    def answer(self, result: object) -> None:
        """Answer."""
        if not self.is_cancelled:
            self._protocol.finish(self.identifier)
            self._protocol.send_result(self.identifier, result)

    def answer_json(self, result: str) -> None:
        """Answer with what is JSON already."""
        if not self.is_cancelled:
            self._protocol.finish(self.identifier)
            self._protocol.send_json(f'{{"jsonrpc":"2.0","id":{json.dumps(self.identifier)},"result":{result}}}')

    def fail(self, error: Exception) -> None:
        """Answer that it can't be done."""
        if not self.is_cancelled:
            self._protocol.finish(self.identifier)
            self._protocol.send_failure(self.identifier, error)


class _Postponed(NamedTuple):
    """What a handler returns that answers later."""


POSTPONED = _Postponed()
_Kind = TypeVar("_Kind")


class Protocol(LanguageServerProtocol):
    """Takes messages apart, finds who answers them, and sends what is answered; sending works from any thread."""

    _server: GlossaryServer

    def __init__(self, server: GlossaryServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self._sending = Lock()
        self._pending: dict[MessageId, Later] = {}
        self._is_initialized = False

    # What comes in.

    def receive(self, body: bytes) -> bool:
        """Take one message; return whether it was JSON at all."""
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            self.send_error(None, _PARSE_ERROR, f"the message is no JSON: {error}")
            return False
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            self.send_error(None, _INVALID_REQUEST, "the message is no JSON-RPC 2.0 object")
            return True
        method, identifier = message.get("method"), message.get("id")
        if not isinstance(method, str):
            self._take_response(message, identifier)
        elif identifier is None and "id" not in message:
            self._take_notification(method, message)
        elif isinstance(identifier, int | str) and not isinstance(identifier, bool):
            self._take_request(identifier, method, message)
        else:
            self.send_error(None, _INVALID_REQUEST, "the id of a request is a number or a text")
        return True

    def _take_response(self, message: dict[str, Any], identifier: object) -> None:
        if not isinstance(identifier, int | str):
            if "id" not in message:
                self.send_error(None, _INVALID_REQUEST, "the message has neither a method nor an id")
            return
        future = self._request_futures.pop(identifier, None)
        self._result_types.pop(identifier, None)
        if future is not None:
            future.set_result(None if "error" in message else message.get("result"))

    def _take_notification(self, method: str, message: dict[str, Any]) -> None:
        if method == types.EXIT:
            raise Stopped(0 if self._shutdown else 1)
        if not self._is_initialized or self._shutdown:
            return
        params = message.get("params")
        try:
            if (raw := self._server.raw_notifications.get(method)) is not None:
                raw(params)
            elif (handler := self.fm.features.get(method)) is not None:
                handler(self._structure(method, message).params)
        except Exception as error:  # noqa: BLE001 - one bad notification must not end the server
            self._report(method, error)

    def _take_request(self, identifier: MessageId, method: str, message: dict[str, Any]) -> None:
        if (refusal := self._refusal(method)) is not None:
            self.send_error(identifier, *refusal)
            return
        handler = self.fm.features.get(method)
        if handler is None or method in self._server.raw_notifications:
            self.send_error(identifier, types.ErrorCodes.MethodNotFound, f"there is no method {method}")
            return
        try:
            params = self._structure(method, _clamped(message)).params
        except Exception as error:  # noqa: BLE001 - whatever stands in the way, the parameters are wrong
            self.send_error(identifier, _INVALID_PARAMS, f"{method}: {_reason(error)}")
            return
        later = self._pending[identifier] = Later(self, identifier)
        if self._server.must_wait(method):
            self._server.when_ready(lambda: later.run(handler, params))
        else:
            later.run(handler, params)

    def _refusal(self, method: str) -> tuple[types.ErrorCodes, str] | None:
        if self._shutdown:
            return _INVALID_REQUEST, "the server is shutting down"
        if method == types.INITIALIZE:
            return (_INVALID_REQUEST, "the server is initialized already") if self._is_initialized else None
        if not self._is_initialized:
            return types.ErrorCodes.ServerNotInitialized, "the first request is initialize"
        return None

    def _structure(self, method: str, message: dict[str, Any]) -> Any:  # noqa: ANN401 - a type for each method
        kind = self.get_message_type(method)
        if kind is None:
            raise ValueError(f"there is no method {method}")
        try:
            return self._converter.structure(message, kind)
        except Exception as error:
            raise ValueError(_reason(error)) from error

    def cancel(self, identifier: object) -> None:
        """Let a request that waits go unanswered, but for the error that says so."""
        if isinstance(identifier, int | str) and (later := self._pending.pop(identifier, None)) is not None:
            later.is_cancelled = True
            self.send_error(identifier, types.LSPErrorCodes.RequestCancelled, "cancelled by the client")

    def finish(self, identifier: MessageId) -> None:
        """Forget a request that was answered."""
        self._pending.pop(identifier, None)

    # What is answered.

    def answer_with(
        self, identifier: MessageId, handler: Callable[[Any], Any], params: object, *, later: Later
    ) -> None:
        """Call a handler and send what it returns, or what is wrong."""
        self._server.current = later
        try:
            result = handler(params)
            if result is POSTPONED:
                return
            self.finish(identifier)
            self.send_result(identifier, result)
        except (Stopped, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the client is told
            self.finish(identifier)
            self.send_failure(identifier, error)

    def send_failure(self, identifier: MessageId, error: Exception) -> None:
        """Send why a request failed; what is no one's mistake but ours goes to the log as well."""
        if isinstance(error, GlossaryError):
            self.send_error(identifier, types.LSPErrorCodes.RequestFailed, str(error))
            return
        logger.error("request %s", identifier, exc_info=error)
        self.send_error(identifier, types.ErrorCodes.InternalError, f"{type(error).__name__}: {error}")

    def send_result(self, identifier: MessageId, result: object) -> None:
        """Send the answer to a request."""
        self._send_data({"jsonrpc": "2.0", "id": identifier, "result": self._plain(result)})

    def send_error(
        self, identifier: MessageId | None, code: types.ErrorCodes | types.LSPErrorCodes, message: str
    ) -> None:
        """Send that a request can't be answered."""
        self._send_data(
            {"jsonrpc": "2.0", "id": identifier, "error": {"code": code.value, "message": printable(message)}}
        )

    def _plain(self, value: object) -> object:
        if value is None or isinstance(value, str | int | dict):
            return value
        return self._converter.unstructure(value)

    def _report(self, method: str, error: Exception) -> None:
        if isinstance(error, (Stopped, BrokenPipeError)):
            raise error
        if not isinstance(error, (GlossaryError, BaseExceptionGroup, ValueError)):
            logger.error("%s", method, exc_info=error)
        message = str(error) if isinstance(error, GlossaryError) else f"{method}: {_reason(error)}"
        self.notify(types.WINDOW_LOG_MESSAGE, types.LogMessageParams(type=types.MessageType.Warning, message=message))

    # What goes out.

    def to_json(self, value: object) -> Any:  # noqa: ANN401 - JSON
        """Return an object of the protocol as it is sent."""
        return self._converter.unstructure(value)

    def structure(self, value: object, kind: type[_Kind]) -> _Kind:
        """Return an object of the protocol from JSON.

        Raises:
            UsageError: it isn't one.
        """
        try:
            return self._converter.structure(value, kind)
        except Exception as error:
            raise UsageError(_reason(error)) from error

    def _send_data(self, data: Any) -> None:  # noqa: ANN401 - the library's own
        self.send_json(json.dumps(data, default=self._serialize_message, separators=(",", ":")))

    def notify_json(self, method: str, params: str) -> None:
        """Send a notification whose parameters are JSON already."""
        self.send_json(f'{{"jsonrpc":"2.0","method":"{method}","params":{params}}}')

    def send_json(self, message: str) -> None:
        """Send a message that is JSON already; from any thread."""
        if self.writer is not None:
            body = message.encode()
            with self._sending:
                self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    # What the library would do at these, ours does otherwise.

    def take_initialize(self, capabilities: types.ClientCapabilities) -> None:
        """Keep what the client can do; from now on requests are answered."""
        self.client_capabilities = capabilities
        self._is_initialized = True

    @property
    def was_shut_down(self) -> bool:
        """Whether the client has said that it will leave."""
        return bool(self._shutdown)

    def take_shutdown(self) -> None:
        """Answer no more requests, nor those that still wait."""
        for identifier in list(self._pending):
            if self._server.current is None or identifier != self._server.current.identifier:
                self.cancel(identifier)
        self._shutdown = True


def _clamped(message: dict[str, Any]) -> dict[str, Any]:
    """Bring positions beyond what the protocol counts into its limits: some clients say “the end” by them."""
    params = message.get("params")
    if isinstance(params, dict):
        places = [params.get("position")]
        if isinstance(range_ := params.get("range"), dict):
            places += [range_.get("start"), range_.get("end")]
        for place in places:
            if isinstance(place, dict):
                for name in ("line", "character"):
                    number = place.get(name)
                    if isinstance(number, int) and not 0 <= number <= _LARGEST:
                        place[name] = min(max(number, 0), _LARGEST)
    return message


def _reason(error: BaseException) -> str:
    """Return what is wrong in one line, from the innermost of grouped errors."""
    while isinstance(error, BaseExceptionGroup) and error.exceptions:
        error = error.exceptions[0]
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return " ".join(str(error).split()) or type(error).__name__

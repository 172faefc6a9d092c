"""Answers to requests that fail: JSON for programs, a page for people."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from glossary.errors import GlossaryError
from glossary.serve.http.answers import HTML, JSON, NEVER_KEPT, respond, to_json
from glossary.serve.http.page.failure import failure_page
from glossary.serve.http.page.reader import reader_of
from glossary.serve.http.problems import Problem, problem_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

logger = logging.getLogger(__name__)


def failed(request: Request, error: Exception, location: str = "") -> Response:
    """Return the answer that tells of an error.

    Args:
        request: that failed.
        error: why; one that nobody foresaw goes into the log with where it happened, and not to the client.
        location: of the termbase.
    """
    if isinstance(error, GlossaryError):
        problem = problem_of(error, location)
    else:
        logger.error("%s %s: %s", request.method, request.url.path, error, exc_info=error)
        problem = Problem(500, "the server made a mistake; what happened is in its log")
    if is_for_programs(request):
        body, media_type = to_json(problem.shape()), JSON
    else:
        body, media_type = failure_page(reader_of(request), problem).encode(), HTML
    headers = problem.headers
    return respond(request, body, media_type, status=problem.status, cache=NEVER_KEPT, headers=headers)


def is_for_programs(request: Request) -> bool:
    """Tell whether a path belongs to the interface for programs."""
    return request.url.path.startswith(("/v1", "/openapi.json"))

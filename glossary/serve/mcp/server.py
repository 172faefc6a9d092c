"""The server: tools over standard input and output, until the other side closes them."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import anyio
from anyio.to_thread import run_sync
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from glossary.errors import GlossaryError
from glossary.serve.mcp.answers import to_json
from glossary.serve.mcp.tools import ToolDescription, find_tools

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcp.server import ServerRequestContext

    from glossary.serve.mcp.answers import Desk

_INSTRUCTIONS = """\
The user's bilingual (English/Chinese) glossary of policy terms. Before you translate a text, annotate it to learn \
its terms; look single terms up. Use preferred equivalents, never deprecated or superseded ones. After you \
translated, check source and translation together. What the glossary lacks isn't settled: say so."""


def serve(desk: Desk, *, allow_writing: bool) -> None:
    """Answer until standard input ends.

    Args:
        desk: what the tools work on.
        allow_writing: offer the tools that write.
    """
    # What the library notes on stderr is for its own developers; what a user must know is said in the answers.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    anyio.run(_serve, make_server(desk, allow_writing=allow_writing))


def make_server(desk: Desk, *, allow_writing: bool) -> Server[Any]:
    """Return the server, which is not running yet."""
    tools = {tool.name: tool for tool in find_tools(allow_writing=allow_writing)}

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_tool(tool) for tool in tools.values()])

    async def call_tool(_: ServerRequestContext[Any], asked: CallToolRequestParams) -> CallToolResult:
        tool = tools.get(asked.name)
        if tool is None:
            raise MCPError(code=INVALID_PARAMS, message=f"there is no such tool; the tools are {', '.join(tools)}")
        # In a thread, so that a long text doesn't keep others waiting.
        return await run_sync(_answer, desk, tool, asked.arguments or {})

    return Server(
        "glossary",
        version=version("policy-glossary"),
        title="Policy glossary",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _answer(desk: Desk, tool: ToolDescription, arguments: Mapping[str, Any]) -> CallToolResult:
    """Call a tool; whatever goes wrong is an answer in one line."""
    try:
        answer = tool.call(desk, arguments)
    except GlossaryError as error:
        return _refusal(str(error))
    except Exception as error:  # noqa: BLE001 - the server answers on, whatever happened
        return _refusal(f"{tool.name} failed, which is a mistake of the program: {type(error).__name__}: {error}")
    return CallToolResult(content=[TextContent(text=to_json(answer))], structured_content=answer)


def _refusal(message: str) -> CallToolResult:
    line = " ".join(message.split())
    return CallToolResult(content=[TextContent(text=line)], is_error=True)


def _tool(tool: ToolDescription) -> Tool:
    return Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes,
        output_schema=tool.answers,
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=not tool.writes,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )

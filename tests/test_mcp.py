"""The server for writing assistants: the published client against the real command, over standard input and output."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from glossary.store.candidates.mined import find_candidates
from glossary.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from mcp_types import CallToolResult

SENTENCE = "𠮷 The province cultivates new-quality productive force. 要发展新質生產力😀。"


@pytest.fixture
def termbase(tmp_path: Path, mined_file: Path) -> Path:
    """Return a copy of the file with the curated base and the sample articles."""
    shutil.copy(mined_file, tmp_path / "my.db")
    return tmp_path / "my.db"


@asynccontextmanager
async def _client(termbase: Path, *options: str, mode: str = "auto") -> AsyncIterator[Client]:
    """Start the command and connect the published client to it."""
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "glossary", "--db", str(termbase), "mcp", *options],
        env={"GLOSSARY_USER": "Li Mei"},
        cwd=termbase.parent,
    )
    with (termbase.parent / "stderr.txt").open("w") as errors:
        async with Client(stdio_client(parameters, errlog=errors), mode=mode) as client:
            yield client


async def _ask(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    """Call a tool that must answer; its text says the same as its structure."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    answer = result.structured_content
    assert isinstance(answer, dict)
    assert json.loads(_text(result)) == answer
    assert answer["v"] == 1
    return answer


async def _refused(client: Client, tool: str, arguments: dict[str, Any]) -> str:
    """Call a tool that must refuse, in one line."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    assert "\n" not in _text(result)
    assert "mistake of the program" not in _text(result)
    return _text(result)


def _text(result: CallToolResult) -> str:
    (content,) = result.content
    assert content.type == "text"
    return content.text


def _run(termbase: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GLOSSARY_USER": "Wang"}
    command = [sys.executable, "-m", "glossary", "--db", str(termbase), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_it_reads_only_unless_it_may_write(termbase: Path, mode: str) -> None:
    """Without --allow-writing no tool that writes is listed or can be called; with it there is one, said to write."""
    async with _client(termbase, mode=mode) as client:
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == ["lookup", "annotate", "check"]
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed)
        with pytest.raises(MCPError, match="no such tool"):
            await client.call_tool("propose_term", {"term": "desert rail loop"})
    async with _client(termbase, "--allow-writing", mode=mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        proposing = tools["propose_term"].annotations
        assert proposing is not None
        assert (proposing.read_only_hint, proposing.destructive_hint) == (False, False)
        assert all(tool.description and tool.output_schema for tool in tools.values())


async def test_lookup_answers_entries(termbase: Path) -> None:
    """English, Chinese, pinyin and initials lead to the entry with its equivalents; nothing found is no error."""
    async with _client(termbase) as client:
        for query in ("New Quality Productive Forces", "新质生产力", "新質生產力", "xin zhi shengchanli", "xzscl"):
            hit = (await _ask(client, "lookup", query=query))["hits"][0]
            assert (hit["query"], hit["entry"]["id"]) == (query, "new-quality-productive-forces")
        chinese = next(term for term in hit["entry"]["terms"] if term["language"] == "zh-Hans")
        assert (chinese["term"], chinese["pinyin"], chinese["status"]) == (
            "新质生产力",
            "xīnzhì shēngchǎnlì",
            "preferred",
        )
        few = await _ask(client, "lookup", query="新", mode="contains", language="zh", limit=2)
        assert [hit["match"]["mode"] for hit in few["hits"]] == ["contains", "contains"]
        assert (await _ask(client, "lookup", query="zzzz qqqq xxxx", mode="exact"))["hits"] == []


async def test_annotate_answers_places_and_equivalents(termbase: Path) -> None:
    """Offsets are code points, also behind characters of other planes; spellings and both writings are found."""
    async with _client(termbase) as client:
        answer = await _ask(client, "annotate", text=SENTENCE)
        found = {span["text"]: span for span in answer["spans"]}
        assert all(SENTENCE[span["start"] : span["end"]] == span["text"] for span in answer["spans"])
        assert answer["total"] == len(answer["spans"])
        english, chinese = found["new-quality productive force"], found["新質生產力"]
        assert english["entry"] == chinese["entry"] == "new-quality-productive-forces"
        assert english["equivalents"][0]["term"] == "新质生产力"
        assert chinese["equivalents"][0]["term"] == "new quality productive forces"
        cut = await _ask(client, "annotate", text=SENTENCE * 50, limit=3)
        assert (len(cut["spans"]), cut["total"]) == (3, 50 * answer["total"])
        assert [span["start"] for span in cut["spans"]] == sorted(span["start"] for span in cut["spans"])


async def test_check_answers_findings(termbase: Path) -> None:
    """A deprecated term, and a term whose translation lacks every accepted equivalent; a good pair has none."""
    _run(termbase, "add", "lamp-keeper scheme", "掌灯人方案")
    _run(termbase, "edit", "lamp-keeper-scheme", "--add-term", "en=lamp boss scheme")
    _run(termbase, "deprecate", "lamp-keeper-scheme", "lamp boss scheme")
    async with _client(termbase) as client:
        findings = (await _ask(client, "check", text="First line.\nThe lamp boss scheme works."))["findings"]
        assert [(f["code"], f["line"], f["column"], f["suggestion"]) for f in findings] == [
            ("deprecated-term", 2, 5, "lamp-keeper scheme")
        ]
        source = "We cultivate new quality productive forces."
        bad = await _ask(client, "check", source=source, target="我们培育新型力量。")
        assert [f["code"] for f in bad["findings"]] == ["missing-equivalent"]
        assert bad["findings"][0]["suggestion"] == "新质生产力"
        good = await _ask(client, "check", source=source, target="我们培育新质生产力。")
        assert (good["findings"], good["total"]) == ([], 0)


async def test_a_proposal_waits_for_the_user(termbase: Path) -> None:
    """What an assistant proposes is a pending candidate in the user's name, that undo takes back."""
    async with _client(termbase, "--allow-writing") as client:
        answer = await _ask(
            client,
            "propose_term",
            term="desert rail loop",
            equivalents=["沙漠铁路环线"],
            context="A desert rail loop opened in Ordos.",
        )
        shown = json.loads(_run(termbase, "show", "desert rail loop", "--json").stdout)
        assert answer["candidate"] == shown
        assert (shown["status"], shown["entry"], shown["equivalents"][0]["term"]) == ("pending", None, "沙漠铁路环线")
        assert "assistant" in shown["equivalents"][0]["source"]
        step, _, who, *_ = _run(termbase, "history", "--limit", "1").stdout.split("\t")
        assert who == "Li Mei"
        said = await _refused(client, "propose_term", {"term": "新質生產力"})
        assert "entry new-quality-productive-forces has this term already" in said
        _run(termbase, "undo", step)
    with open_database(str(termbase)) as database, database.reading() as connection:
        assert "desert rail loop" not in [candidate.term for candidate in find_candidates(connection)]


async def test_what_another_program_changed_is_seen_by_the_next_call(termbase: Path) -> None:
    """The termbase is always fresh: an entry that is added, renamed and deleted beside the server."""
    async with _client(termbase) as client:
        assert (await _ask(client, "annotate", text="a desert rail loop"))["spans"] == []
        _run(termbase, "add", "desert rail loop", "沙漠铁路环线")
        spans = (await _ask(client, "annotate", text="two desert rail loops"))["spans"]
        assert [(span["term"], span["equivalents"][0]["term"]) for span in spans] == [
            ("desert rail loop", "沙漠铁路环线")
        ]
        assert (await _ask(client, "lookup", query="沙漠铁路环线"))["hits"][0]["entry"]["id"] == "desert-rail-loop"
        _run(termbase, "edit", "desert-rail-loop", "--rename", "沙漠铁路环线=沙漠环形铁路")
        spans = (await _ask(client, "annotate", text="two desert rail loops"))["spans"]
        assert spans[0]["equivalents"][0]["term"] == "沙漠环形铁路"
        _run(termbase, "delete", "desert-rail-loop")
        assert (await _ask(client, "annotate", text="two desert rail loops"))["spans"] == []


async def test_wrong_arguments_are_told_in_one_line(termbase: Path) -> None:
    """Each mistake is an error of the tool that says what to do; the server answers on."""
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("lookup", {}, "query is missing"),
        ("lookup", {"query": " \n"}, "query is empty"),
        ("lookup", {"query": 7}, "query must be a text"),
        ("lookup", {"query": "x" * 1_001}, "at most 1,000"),
        ("lookup", {"query": "a", "mode": "regex"}, "mode must be one of auto, exact"),
        ("lookup", {"query": "a", "mode": ["auto"]}, "mode must be one of"),
        ("lookup", {"query": "a", "language": "fr"}, "language must be one of en, zh"),
        ("lookup", {"query": "a", "limit": 0}, "limit must be a whole number from 1 to 100"),
        ("lookup", {"query": "a", "limit": True}, "limit must be a whole number"),
        ("lookup", {"query": "a", "sql": "b\n"}, "there is no argument 'sql'"),
        ("annotate", {"text": "新" * 333_334}, "1,000,002 bytes; at most 1,000,000"),
        ("annotate", {"text": "a", "nested": "yes"}, "nested must be true or false"),
        ("check", {}, "text, or source and target"),
        ("check", {"source": "a"}, "text, or source and target"),
        ("check", {"text": "a", "source": "a", "target": "b"}, "text, or source and target"),
        ("propose_term", {"term": "…"}, "at least one letter"),
        ("propose_term", {"term": "a park", "equivalents": "园区"}, "equivalents must be a list of texts"),
        ("propose_term", {"term": "a park", "equivalents": ["园"] * 11}, "at most 10"),
        ("propose_term", {"term": "a park", "equivalents": ["park"]}, "at least one Chinese character"),
    ]
    async with _client(termbase, "--allow-writing") as client:
        for tool, arguments, said in cases:
            assert said in await _refused(client, tool, arguments), (tool, arguments)
        assert (await _ask(client, "lookup", query="xzscl"))["hits"]


async def test_hostile_texts_are_ordinary(termbase: Path) -> None:
    """NUL, signs of patterns and queries, letters that grow, endless words: an answer each time."""
    async with _client(termbase) as client:
        for text in (
            "\x00",
            "%_*\"' OR 1=1; --",
            "İ" * 500,
            "\u202e新",
            "a" * 900,
            "新" * 300,
            "\ufeff\u200b.",
            "😀𠮷",
        ):
            assert "hits" in await _ask(client, "lookup", query=text)
            assert "spans" in await _ask(client, "annotate", text=text * 20)
            assert "findings" in await _ask(client, "check", text=text * 20)


def test_broken_messages_do_not_end_the_server(termbase: Path) -> None:
    """Garbage between messages is passed over; what is right is answered; the end of the input ends the server."""
    hello = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }
    lines = [
        b"no json at all",
        b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":' + json.dumps(hello).encode() + b"}",
        b'{"jsonrpc":"2.0","method":"notifications/initialized"}',
        b"\xff\xfe\x00",
        b"[" * 5_000,
        b'{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"lookup","arguments":[1]}}',
        b'{"jsonrpc":"2.0","id":3,"method":"no/such","params":{}}',
        b'{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"lookup","arguments":{"query":"\\ud800"}}}',
        b'{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"lookup","arguments":{"query":"xzscl"}}}',
    ]
    command = [sys.executable, "-m", "glossary", "--db", str(termbase), "mcp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write(b"\n".join(lines) + b"\n")
        server.stdin.flush()
        replies: dict[int | None, Any] = {}
        while 5 not in replies:
            line = server.stdout.readline()
            assert line, "the server ended"
            reply = json.loads(line)
            replies[reply.get("id")] = reply
        server.stdin.close()
        assert server.wait(timeout=20) == 0
        assert server.stdout.read() == b""
        assert server.stderr is None or b"Traceback" not in server.stderr.read()
    assert replies[1]["result"]["serverInfo"]["name"] == "glossary"
    assert "error" in replies[2]
    assert "error" in replies[3]
    assert replies[5]["result"]["structuredContent"]["hits"]


def test_without_a_termbase_or_the_package_one_line_says_what_to_do(tmp_path: Path) -> None:
    """Exit 2 and one line: no termbase, and no package ``mcp``."""
    missing = [sys.executable, "-m", "glossary", "--db", str(tmp_path / "none.db"), "mcp"]
    without = "import sys; sys.modules['mcp'] = None; from glossary.cli import main; sys.exit(main(['mcp']))"
    for command, said in (
        (missing, "there is no termbase"),
        ([sys.executable, "-c", without], "pip install 'policy-glossary[mcp]'"),
    ):
        done = subprocess.run(command, capture_output=True, encoding="utf-8", input="", check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1

"""Equivalents by plug-in: off unless named, asked for what is missing, checked, and never in the way of a mining."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import invalidate_caches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from glossary.concept import Candidate, ConceptEntry, LanguageSection, ProposedEquivalent, TermSection, Usage
from glossary.errors import Cancelled, InputError
from glossary.mine.equivalents.plugins import (
    LoadedPlugin,
    PluginAnswer,
    PluginLayer,
    PluginRequest,
    load_plugins,
)
from glossary.mine.equivalents.plugins.asking import SOURCE
from glossary.mine.equivalents.plugins.checking import MOST_CONFIDENT
from glossary.mine.equivalents.termbase import TermbaseLayer
from glossary.review import workflow
from glossary.settings import PluginSettings, load_settings
from glossary.store.candidates.mined import find_candidates, replace_candidates
from glossary.store.candidates.plugin_answers import find_plugin_answers, find_settled
from glossary.store.log.revisions import revising
from glossary.text.english import fold
from glossary.vocabulary import CandidateStatus, Method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glossary.store.database import Database

NAME = "example-translator"
EXAMPLE = Path(__file__).parent / "plugins" / "example_translator"
KEY = "a-key-that-nobody-may-see"
CHINESE = {"drone parcel corridor": "无人机包裹走廊", "tidal village": "潮汐村", "skills lane": "技能通道"}


class Server(ThreadingHTTPServer):
    """A chat server that keeps what it is asked, and answers as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.answer: Callable[[Any], tuple[int, bytes]] = answer_by_list
        self.patience = threading.Event()

    @property
    def url(self) -> str:
        """The address, as the settings have it."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append((self.path, dict(self.headers.items()), body))
        status, answer = server.answer(body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        if status == 302:
            self.send_header("Location", server.url + "/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def terms_of(body: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Return the terms that were asked for."""
    found: list[dict[str, Any]] = json.loads(body["messages"][-1]["content"])["terms"]
    return found


def said(text: str) -> bytes:
    """Return an answer of the chat protocol."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def answers_to(body: Any, answer: Callable[[str], list[dict[str, Any]]]) -> tuple[int, bytes]:  # noqa: ANN401 - JSON
    """Return a good answer to each term."""
    given = [{"number": term["number"], "equivalents": answer(term["term"])} for term in terms_of(body)]
    return 200, said("```json\n" + json.dumps({"answers": given}, ensure_ascii=False) + "\n```")


def answer_by_list(body: Any) -> tuple[int, bytes]:  # noqa: ANN401 - JSON
    """Answer the terms of the list above."""
    return answers_to(body, lambda term: [{"term": CHINESE[term], "confidence": 0.8}] if term in CHINESE else [])


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield a server that listens."""
    with Server() as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield opened
        opened.patience.set()
        opened.shutdown()
        thread.join()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder in which the example is installed: its module, and the entry point in its metadata."""
    folder = tmp_path / "site"
    information = folder / "glossary_example_translator-1.0.dist-info"
    information.mkdir(parents=True)
    shutil.copy(EXAMPLE / "example_translator.py", folder)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: glossary-example-translator\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[glossary.equivalents]\n{NAME} = example_translator:make\n")
    return folder


@pytest.fixture
def installed(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this process find the example."""
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("EXAMPLE_KEY", KEY)
    invalidate_caches()
    yield
    sys.modules.pop("example_translator", None)


def told(server: Server, **more: object) -> PluginSettings:
    """Return settings that switch the example on."""
    table = {"url": server.url, "model": "stub-1", "key_variable": "EXAMPLE_KEY", **more}
    return PluginSettings(equivalents=(NAME,), tables={NAME: table})


def _candidates(*terms: str) -> list[Candidate]:
    return [Candidate(term=term, key=fold(term), contexts=_contexts(term)) for term in terms]


def _contexts(term: str) -> tuple[Usage, ...]:
    return tuple(Usage(text=f"They opened a {term} {n}.", document="a.txt", start=0, end=1) for n in range(5))


def _nothing(_: str) -> list[Any]:
    return []


def _complete(
    settings: PluginSettings,
    candidates: Sequence[Candidate],
    **options: Any,  # noqa: ANN401 - passed on as given
) -> tuple[list[Candidate], list[str]]:
    """Return the completed candidates and the warnings."""
    warnings: list[str] = []
    layer = PluginLayer(load_plugins(settings, warn=warnings.append), warn=warnings.append, **options)
    return layer.complete(candidates, _nothing), warnings


def test_the_example_is_declared_as_it_is_installed_here() -> None:
    """Its pyproject names the entry point that the metadata of these tests have."""
    import tomllib  # noqa: PLC0415 - for this test alone

    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"] == {"glossary.equivalents": {NAME: "example_translator:make"}}


@pytest.mark.usefixtures("installed")
def test_answers_arrive_as_proposals(server: Server) -> None:
    """A term without equivalent is asked for with its contexts; the answer says its method, source and pinyin."""
    known = ProposedEquivalent(term="走廊", language="zh-Hans", method=Method.DICTIONARY, confidence=0.5)
    (corridor,) = _candidates("corridor")
    corridor = Candidate(term="corridor", key="corridor", equivalents=(known,), contexts=corridor.contexts)
    asked = [*_candidates("drone parcel corridor", "tidal village", "unheard-of lane"), corridor]

    found, warnings = _complete(told(server), asked)

    assert warnings == []
    assert [[e.term for e in candidate.equivalents] for candidate in found] == [
        ["无人机包裹走廊"],
        ["潮汐村"],
        [],
        ["走廊"],
    ]
    (proposal,) = found[1].equivalents
    assert (proposal.method, proposal.language) == (Method.PLUGIN, "zh-Hans")
    assert proposal.pinyin == "cháoxīcūn"
    assert proposal.confidence == pytest.approx(0.8 * MOST_CONFIDENT)
    assert proposal.source == f"plug-in {NAME} (stub-1)"
    ((path, headers, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["temperature"]) == ("stub-1", 0)
    assert [term["term"] for term in terms_of(body)] == ["drone parcel corridor", "tidal village", "unheard-of lane"]
    first = terms_of(body)[0]
    assert first["contexts"] == [usage.text for usage in asked[0].contexts[:3]]
    assert first["target"] == "Chinese in simplified characters"


@pytest.mark.usefixtures("installed")
def test_what_is_known_of_the_parts_is_sent(server: Server) -> None:
    """The termbase's equivalents of parts go with the term, the longest part first."""
    entries = [
        ConceptEntry(
            id=english,
            sections=(
                LanguageSection(language="en", terms=(TermSection(term=english),)),
                LanguageSection(language="zh-Hans", terms=(TermSection(term=chinese),)),
            ),
        )
        for english, chinese in {"drone parcel": "无人机包裹", "corridor": "走廊", "drone": "无人机"}.items()
    ]
    layer = PluginLayer(load_plugins(told(server), warn=pytest.fail), warn=pytest.fail)
    layer.complete(_candidates("drone parcel corridor"), TermbaseLayer(entries, {}).find)
    (term,) = terms_of(server.asked[0][2])
    assert list(term["known"].items()) == [("drone parcel", "无人机包裹"), ("drone", "无人机"), ("corridor", "走廊")]


@pytest.mark.usefixtures("installed")
def test_off_unless_named(server: Server) -> None:
    """An installed plug-in with settings is asked nothing until its name is among the equivalents, or typed."""
    settings = PluginSettings(tables=told(server).tables)
    found, warnings = _complete(settings, _candidates("tidal village"))
    assert (found[0].equivalents, warnings, server.asked) == ((), [], [])
    assert [plugin.name for plugin in load_plugins(settings, [NAME, NAME], warn=pytest.fail)] == [NAME]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (lambda _: (500, b"oops"), "it failed (ServerError: the server answered 500 Internal Server Error)"),
        (lambda _: (401, KEY.encode()), "it failed (ServerError: the server answered 401 Unauthorized)"),
        (lambda _: (302, b""), "it failed (ServerError: the server answered 302 Found)"),
        (lambda _: (200, b"<html>"), "the server answered with something else than JSON"),
        (lambda _: (200, b"\xff\xfe{"), "the server answered with something else than JSON"),
        (lambda _: (200, b"[]"), "the model didn't answer in the form that it was asked for"),
        (lambda _: (200, said("I'd rather not.")), "the model didn't answer in the form that it was asked for"),
        (lambda _: (200, said('{"answers": [{"number": 1}]}')), "the model didn't answer in the form"),
        (lambda _: (200, b" " * 1_100_000), "the server answered with more than a megabyte"),
    ],
)
def test_a_server_that_fails_is_told_in_one_line(
    server: Server, answer: Callable[[Any], tuple[int, bytes]], expected: str
) -> None:
    """The mining goes on without the plug-in, which is asked no more."""
    server.answer = answer
    found, warnings = _complete(told(server, batch=1), _candidates("tidal village", "skills lane"))
    assert [candidate.equivalents for candidate in found] == [(), ()]
    (warning,) = warnings
    assert warning.startswith(f"plug-in {NAME}: ")
    assert expected in warning
    assert "\n" not in warning
    assert KEY not in warning
    assert len(server.asked) == 1


@pytest.mark.usefixtures("installed")
def test_a_server_that_is_not_there_is_told(server: Server) -> None:
    """Nobody listens: one line, and the mining goes on."""
    settings = told(server, url="http://127.0.0.1:9")
    _, (warning,) = _complete(settings, _candidates("tidal village"))
    assert "the server can't be reached: " in warning


@pytest.mark.usefixtures("installed")
def test_what_was_answered_before_a_failure_stays(server: Server) -> None:
    """The first batch is kept when the second fails."""
    server.answer = lambda body: answer_by_list(body) if len(server.asked) == 1 else (503, b"")
    found, warnings = _complete(told(server, batch=1), _candidates("tidal village", "skills lane"))
    assert [bool(candidate.equivalents) for candidate in found] == [True, False]
    assert len(warnings) == 1


@pytest.mark.usefixtures("installed")
def test_nobody_waits_longer_than_is_set(server: Server) -> None:
    """A server that never answers holds up the mining for no longer than the time-out."""
    server.answer = lambda _: (server.patience.wait(30), (200, b""))[1]
    begun = time.monotonic()
    found, warnings = _complete(told(server, timeout=1), _candidates("tidal village"))
    assert time.monotonic() - begun < 10
    assert found[0].equivalents == ()
    assert len(warnings) == 1


@pytest.mark.usefixtures("installed")
def test_the_user_can_stop_while_a_server_is_waited_for(server: Server) -> None:
    """What the progress raises stops the work at once."""
    server.answer = lambda _: (server.patience.wait(30), (200, b""))[1]
    steps: list[tuple[str, int, int]] = []

    def stop(what: str, done: int, total: int) -> None:
        steps.append((what, done, total))
        if len(steps) > 2:
            raise Cancelled

    layer = PluginLayer(load_plugins(told(server), warn=pytest.fail), warn=pytest.fail)
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        layer.complete(_candidates("tidal village"), _nothing, stop)
    assert time.monotonic() - begun < 5
    assert steps[0] == ("asking plug-ins", 0, 1)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"term": "tidal village", "confidence": 0.9}, "no Chinese characters"),
        ({"term": "潮汐村莊", "confidence": 0.9}, "traditional characters"),
        ({"term": "潮汐\x07村", "confidence": 0.9}, "control characters"),
        ({"term": "潮\n汐村", "confidence": 0.9}, "control characters"),
        ({"term": "潮汐村" * 30, "confidence": 0.9}, "too long for a term"),
        ({"term": "潮汐村", "confidence": 1.5}, "no confidence between 0 and 1"),
        ({"term": "潮汐村", "confidence": "high"}, "no confidence between 0 and 1"),
        ({"term": "潮汐村", "confidence": True}, "no confidence between 0 and 1"),
        ({"term": "", "confidence": 0.9}, "no text"),
        ({"term": "？！", "confidence": 0.9}, "no text"),
        ({"term": 7, "confidence": 0.9}, "no text"),
    ],
)
def test_garbage_is_dropped_and_told(server: Server, answer: dict[str, Any], reason: str) -> None:
    """A wrong answer goes, a right one beside it stays, and one line says so."""
    server.answer = lambda body: answers_to(body, lambda _: [answer, {"term": " “𠮷村” ", "confidence": 0.5}])
    found, warnings = _complete(told(server), _candidates("tidal village"))
    assert [proposal.term for proposal in found[0].equivalents] == ["“𠮷村”"]
    assert warnings == [f"plug-in {NAME}: 1 answer was dropped: {reason} (1)"]


@pytest.mark.usefixtures("installed")
def test_chinese_terms_are_asked_for_in_english(server: Server) -> None:
    """For a Chinese candidate the equivalent is English, without pinyin."""
    server.answer = lambda body: answers_to(
        body, lambda _: [{"term": "潮汐村", "confidence": 0.9}, {"term": '"tidal village"', "confidence": 0.7}]
    )
    candidate = Candidate(term="潮汐村", key="潮汐村", language="zh-Hans")
    found, warnings = _complete(told(server), [candidate])
    (proposal,) = found[0].equivalents
    assert (proposal.term, proposal.language, proposal.pinyin) == ("tidal village", "en", None)
    assert warnings == [f"plug-in {NAME}: 1 answer was dropped: Chinese characters (1)"]


@pytest.mark.usefixtures("installed")
def test_no_more_terms_are_sent_than_are_allowed(server: Server) -> None:
    """The limit counts over the whole mining, the best first, and requests have no more terms than a batch."""
    plugins = load_plugins(told(server, limit=3, batch=2), warn=pytest.fail)
    layer = PluginLayer(plugins, warn=pytest.fail)
    for terms in (("drone parcel corridor", "a lane"), ("tidal village", "skills lane")):
        layer.complete(_candidates(*terms), _nothing)
    sent = [[term["term"] for term in terms_of(body)] for _, _, body in server.asked]
    assert sent == [["drone parcel corridor", "a lane"], ["tidal village"]]


@pytest.mark.usefixtures("installed")
def test_nothing_is_asked_twice_or_for_what_was_decided(server: Server, database: Database) -> None:
    """Answers of an earlier mining come from the termbase; candidates that were rejected aren't asked for."""
    candidates = _candidates("tidal village", "skills lane", "a lane")
    first, _ = _complete(told(server), candidates)
    stored = [Candidate(term=c.term, key=c.key, equivalents=c.equivalents) for c in first]
    with database.writing() as connection:
        replace_candidates(connection, stored, [])
    with revising(database, who="tester", action="reject") as revision:
        workflow.reject(revision, "a lane")
    with database.reading() as connection:
        answered, settled = find_plugin_answers(connection, SOURCE), find_settled(connection)
    assert settled == {("en", "alane")}
    server.asked.clear()
    again, _ = _complete(told(server), [*candidates, *_candidates("new lane")], answered=answered, settled=settled)
    assert [c.equivalents for c in again[:2]] == [c.equivalents for c in first[:2]]
    assert [term["term"] for term in terms_of(server.asked[0][2])] == ["new lane"]
    switched_off, _ = _complete(PluginSettings(), candidates, answered=answered)
    assert [c.equivalents for c in switched_off] == [(), (), ()]
    with database.reading() as connection:
        assert len(list(find_candidates(connection))) == 2


class _Own:
    """A plug-in that does what it is told."""

    name = "own"

    def __init__(self, act: Callable[[Sequence[PluginRequest]], Any]) -> None:
        self._act = act

    def propose(self, requests: Sequence[PluginRequest]) -> Any:  # noqa: ANN401 - also what it shouldn't return
        """Do it."""
        return self._act(requests)


def _raise(error: BaseException) -> Any:  # noqa: ANN401 - never returns
    raise error


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda _: _raise(RuntimeError("two\nlines " + KEY)), "it failed (RuntimeError: two lines …)"),
        (lambda _: _raise(SystemExit(3)), "it failed (SystemExit: 3)"),
        (lambda _: None, "it didn't answer with a list for each term"),
        (lambda _: [[], []], "it didn't answer with a list for each term"),
        (lambda _: ["潮汐村"], "it didn't answer with a list for each term"),
        (lambda _: [[None, "潮汐村", 3]], "3 answers were dropped: no confidence between 0 and 1 (3)"),
    ],
)
def test_a_plugin_may_do_anything(act: Callable[[Sequence[PluginRequest]], Any], expected: str) -> None:
    """What it raises or returns is told in one line, without its secrets."""
    warnings: list[str] = []
    plugin = LoadedPlugin(name="own", plugin=_Own(act), secrets=(KEY,))
    found = PluginLayer([plugin], warn=warnings.append).complete(_candidates("tidal village"), _nothing)
    assert found[0].equivalents == ()
    (warning,) = warnings
    assert expected in warning
    assert KEY not in warning
    assert "\n" not in warning


def test_a_later_plugin_is_asked_for_what_an_earlier_has_not() -> None:
    """The first that has an answer gives it."""
    asked: list[list[str]] = []

    def know(term: str, chinese: str) -> LoadedPlugin:
        def act(requests: Sequence[PluginRequest]) -> list[list[PluginAnswer]]:
            asked.append([request.term for request in requests])
            return [[PluginAnswer(term=chinese)] if request.term == term else [] for request in requests]

        return LoadedPlugin(name=term, plugin=_Own(act))

    plugins = [know("tidal village", "潮汐村"), know("skills lane", "技能通道")]
    found = PluginLayer(plugins, warn=pytest.fail).complete(_candidates("tidal village", "skills lane"), _nothing)
    assert [candidate.equivalents[0].term for candidate in found] == ["潮汐村", "技能通道"]
    assert asked == [["tidal village", "skills lane"], ["skills lane"]]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"url": ""}, "set url and model"),
        ({"url": "http://api.example.org"}, "url must begin with https://"),
        ({"url": "ftp://127.0.0.1"}, "url must begin with https://"),
        ({"key_variable": "NO_SUCH_VARIABLE"}, "the environment variable NO_SUCH_VARIABLE isn't set"),
        ({"limit": 0}, "limit must be a number from 1"),
        ({"batch": "many"}, "batch must be a number from 1"),
        ({"timeout": True}, "timeout must be a number from 1"),
    ],
)
def test_wrong_settings_are_told_and_the_mining_goes_on(server: Server, more: dict[str, Any], expected: str) -> None:
    """One line says which plug-in and what is wrong with its table."""
    found, warnings = _complete(told(server, **more), _candidates("tidal village"))
    assert found[0].equivalents == ()
    (warning,) = warnings
    assert warning.startswith(f"plug-in {NAME}: ")
    assert expected in warning
    assert server.asked == []


def test_a_plugin_that_is_not_installed_is_told() -> None:
    """It is named, with what to do."""
    warnings: list[str] = []
    assert load_plugins(PluginSettings(equivalents=("nowhere",)), warn=warnings.append) == []
    (warning,) = warnings
    assert warning.startswith("plug-in nowhere: no package that is installed has it; install it")


@contextmanager
def _settings(folder: Path, text: str) -> Iterator[PluginSettings]:
    (folder / "glossary.toml").write_text(text, "utf-8")
    yield load_settings(environment={}, folder=folder).plugins


def test_the_settings_file_names_plugins(tmp_path: Path) -> None:
    """Names, and a table for each; anything else is refused with what to write."""
    text = '[plugins]\nequivalents = ["a", "a", "b"]\n[plugins.a]\nurl = "https://x"\n'
    with _settings(tmp_path, text) as found:
        assert found == PluginSettings(equivalents=("a", "b"), tables={"a": {"url": "https://x"}})
    with _settings(tmp_path, "") as found:
        assert found == PluginSettings()
    for wrong, message in {
        'plugins = "a"': "plugins must be a table",
        '[plugins]\nequivalents = "a"': "must be a list of names",
        "[plugins]\nequivalents = [1]": "must be a list of names",
        '[plugins]\nurl = "https://x"': "there is no setting 'url' in",
    }.items():
        with pytest.raises(InputError, match=message), _settings(tmp_path, wrong):
            pass


def test_the_example_is_found_by_another_process(server: Server, site: Path) -> None:
    """A fresh interpreter with the example installed asks the server and prints what it proposes."""
    script = (
        "import sys, json\n"
        "from glossary.concept import Candidate\n"
        "from glossary.mine.equivalents.plugins import PluginLayer, load_plugins\n"
        "from glossary.settings import load_settings\n"
        "say = lambda line: print(line, file=sys.stderr)\n"
        "layer = PluginLayer(load_plugins(load_settings().plugins, warn=say), warn=say)\n"
        "found = layer.complete([Candidate(term='tidal village', key='tidalvillage')], lambda part: [])\n"
        "print(json.dumps([e.term for c in found for e in c.equivalents]))\n"
    )
    table = f'[plugins]\nequivalents = ["{NAME}"]\n[plugins.{NAME}]\nurl = "{server.url}"\nmodel = "stub-1"\n'
    (site / "glossary.toml").write_text(table + 'key_variable = "EXAMPLE_KEY"\n', "utf-8")
    path = os.pathsep.join((str(site), str(Path(__file__).parents[1])))
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=site,
        env={**os.environ, "PYTHONPATH": path, "EXAMPLE_KEY": KEY},
    )
    assert json.loads(done.stdout) == ["潮汐村"]
    assert done.stderr == ""


def test_known_candidates_are_not_asked_for() -> None:
    """What an entry has already needs no answer, with or without Chinese."""
    plugin = LoadedPlugin(name="own", plugin=_Own(lambda _: pytest.fail("asked")))
    known = Candidate(term="tidal village", key="tidalvillage", status=CandidateStatus.KNOWN, entry="tidal-village")
    assert PluginLayer([plugin], warn=pytest.fail).complete([known], _nothing) == [known]

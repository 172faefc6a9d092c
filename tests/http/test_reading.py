"""What programs read: lookups, completions, texts, entries, and how answers are kept and sent."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    import httpx

    from tests.http.conftest import Server

ENTRY = "new-quality-productive-forces"


@pytest.mark.parametrize(
    "query", ["xzscl", "xinzhi shengchanli", "新质生产力", "新質生產力", "New-Quality Productive Forces"]
)
def test_lookup_finds_in_every_writing(get: httpx.Client, query: str) -> None:
    """Initials, pinyin, both writings of Chinese, and English whatever its case lead to the same entry."""
    hits = get.get("/v1/lookup", params={"q": query}).json()
    assert hits[0]["entry"]["id"] == ENTRY
    assert hits[0]["query"] == query
    assert {"term", "language", "mode", "score"} <= hits[0]["match"].keys()
    assert hits[0]["v"] == hits[0]["entry"]["v"] == 1


def test_lookup_is_the_command_line(get: httpx.Client, reading_server: Server) -> None:
    """The server and ``glossary show`` have the same entry; its version is the mark of the answer."""
    command = [sys.executable, "-m", "glossary", "--db", str(reading_server.file), "show", ENTRY, "--json"]
    shown = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    version = shown.pop("version")
    assert get.get("/v1/lookup", params={"q": "xzscl"}).json()[0]["entry"] == shown
    answer = get.get(f"/v1/entries/{ENTRY}", headers={"Accept-Encoding": "identity"})
    assert answer.json() == shown
    assert answer.headers["ETag"] == f'"{version}"'


def test_lookup_keeps_to_its_parameters(get: httpx.Client) -> None:
    """Limit, language and mode are what was asked for."""
    hits = get.get("/v1/lookup", params={"q": "发展", "limit": 3, "lang": "zh", "mode": "contains"}).json()
    assert len(hits) == 3
    assert {hit["match"]["language"][:2] for hit in hits} == {"zh"}
    assert {hit["match"]["mode"] for hit in hits} == {"contains"}
    assert get.get("/v1/lookup", params={"q": "发展", "mode": "exact", "lang": "en"}).json() == []


@pytest.mark.parametrize(
    "query", ["\x00", '"', "%", "_", "*", "AND", "a" * 1000, "𠮷", "😀", "İ", "ＧＤＰ", "-", "(", "' OR 1=1"]
)
def test_any_text_can_be_looked_up(get: httpx.Client, query: str) -> None:
    """Operators of any query language, planes beyond the first and full width are ordinary text."""
    for path in ("/v1/lookup", "/v1/complete", "/v1/entries", "/"):
        assert get.get(path, params={"q": query}).status_code == 200


def test_completions_go_on_over_blanks(get: httpx.Client) -> None:
    """What is being typed is English over several words, or the initials of Chinese."""
    english = get.get("/v1/complete", params={"q": "new qual"}).json()
    assert "new quality productive forces" in {found["term"] for found in english}
    chinese = get.get("/v1/complete", params={"q": "xzscl", "limit": 1}).json()
    assert [(found["term"], found["entry"]) for found in chinese] == [("新质生产力", ENTRY)]


def test_lists_line_by_line(get: httpx.Client) -> None:
    """A client that asks for lines gets the same objects, one a line."""
    whole = get.get("/v1/lookup", params={"q": "corridor"}).json()
    lines = get.get("/v1/lookup", params={"q": "corridor"}, headers={"Accept": "application/x-ndjson"})
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.text.splitlines()] == whole


def test_annotations_count_code_points(get: httpx.Client) -> None:
    """Places are right behind characters of other planes; both kinds of body do."""
    text = "😀𠮷 培育新质生产力。 New quality productive forces!"
    answer = get.post("/v1/annotate", content=text.encode(), headers={"Content-Type": "text/plain; charset=UTF-8"})
    spans = answer.json()
    assert spans == get.post("/v1/annotate", json={"text": text}).json()
    found = {text[span["start"] : span["end"]]: span for span in spans}
    assert found["新质生产力"]["entry"] == found["New quality productive forces"]["entry"] == ENTRY
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    english = {equivalent["term"] for equivalent in found["新质生产力"]["equivalents"]}
    assert "new quality productive forces" in english


def test_annotations_leave_markup_alone(get: httpx.Client) -> None:
    """The name of a text says what of it is prose."""
    text = "`new quality productive forces` and new quality productive forces"
    plain = get.post("/v1/annotate", json={"text": text}).json()
    marked = get.post("/v1/annotate", json={"text": text, "name": "a.md"}).json()
    assert [span["start"] for span in plain if span["entry"] == ENTRY] == [1, 36]
    assert [span["start"] for span in marked if span["entry"] == ENTRY] == [36]


def test_check_finds_deprecated_and_missing_terms(get: httpx.Client) -> None:
    """A text alone is looked through for terms not to be used, a translation for what it lacks."""
    alone = get.post("/v1/check", json={"text": "They foster new-type productive forces."}).json()
    assert [(found["code"], found["term"]) for found in alone] == [("deprecated-term", "new-type productive forces")]
    assert alone[0]["suggestion"] == "new quality productive forces"
    pair = {"source": "They foster new quality productive forces.", "target": "他们培育新的力量。"}
    missing = get.post("/v1/check", json=pair).json()
    assert ("missing-equivalent", "新质生产力") in {(found["code"], found["suggestion"]) for found in missing}
    right = {**pair, "target": "他们培育新质生产力。"}
    assert get.post("/v1/check", json=right).json() == []


def test_entries_page_by_page(get: httpx.Client) -> None:
    """The pages together have every entry once, in order; the link leads where the cursor does."""
    seen: list[str] = []
    address = "/v1/entries?subject_field=finance&limit=50"
    while address:
        answer = get.get(address)
        page = answer.json()
        seen += [entry["id"] for entry in page["entries"]]
        link = answer.headers.get("link", "")
        assert bool(link) == (page["next"] is not None)
        address = link[1 : link.index(">")] if link else ""
    assert len(seen) > 100
    assert seen == sorted(set(seen))
    everything = get.get("/v1/entries", params={"subject_field": "finance", "limit": 500}).json()
    assert [entry["id"] for entry in everything["entries"]] == seen


def test_entries_filtered(get: httpx.Client) -> None:
    """Query and status narrow the list."""
    page = get.get("/v1/entries", params={"q": "生产力", "status": "deprecated"}).json()
    assert ENTRY in {entry["id"] for entry in page["entries"]}
    assert all("deprecated" in {term["status"] for term in entry["terms"]} for entry in page["entries"])


def test_what_a_client_has_is_not_sent_again(get: httpx.Client) -> None:
    """The ETag of an answer, whatever its encoding, brings 304 as long as nothing changes."""
    for path in (
        "/v1/lookup?q=corridor",
        "/v1/entries",
        f"/v1/entries/{ENTRY}",
        "/",
        f"/entries/{ENTRY}",
        "/openapi.json",
    ):
        for encoding in ("gzip", "identity"):
            first = get.get(path, headers={"Accept-Encoding": encoding})
            tag = first.headers["etag"]
            again = get.get(path, headers={"If-None-Match": f'"other", {tag}', "Accept-Encoding": encoding})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"].replace("-gzip", "") == tag.replace("-gzip", "")
            assert get.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_long_answers_are_compressed(get: httpx.Client) -> None:
    """Only for clients that say so, and with another ETag."""
    plain = get.get("/v1/entries", headers={"Accept-Encoding": "identity"})
    packed = get.get("/v1/entries", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) * 2 < int(plain.headers["content-length"])
    assert packed.json() == plain.json()
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "content-encoding" not in get.get("/v1/entries", headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_head_has_no_body(get: httpx.Client) -> None:
    """HEAD is GET without what it would send."""
    for path in ("/v1/lookup?q=xzscl", "/v1/health", "/", f"/v1/entries/{ENTRY}"):
        full, head = get.get(path), get.head(path)
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["content-length"] == full.headers["content-length"]


def test_health(get: httpx.Client, reading_server: Server) -> None:
    """The server says that it is there, and not where its termbase is."""
    answer = get.get("/v1/health")
    assert answer.json()["status"] == "ok"
    assert answer.json()["entries"] > 2000
    assert str(reading_server.file) not in answer.text


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/v1/lookup", 422, "q: this parameter is missing"),
        ("/v1/lookup?q=", 422, "must not be empty"),
        ("/v1/lookup?q=a&q=b", 422, "twice"),
        ("/v1/lookup?q=a&limit=0", 422, "limit: must be from 1 to 200"),
        ("/v1/lookup?q=a&limit=ten", 422, "limit: must be a whole number"),
        ("/v1/lookup?q=a&mode=magic", 422, "mode: must be one of auto"),
        ("/v1/lookup?q=a&modus=exact", 422, "there is no parameter 'modus'"),
        ("/v1/lookup?q=%FF", 400, "UTF-8"),
        (f"/v1/lookup?q={'a' * 1001}", 422, "more than 1,000 characters"),
        ("/v1/entries/nothing-of-the-kind", 404, "no entry has this id"),
        ("/v1/nothing", 404, "nothing here"),
        ("/v2/lookup", 404, "Nothing here"),
    ],
)
def test_mistakes_are_told_in_one_line(get: httpx.Client, address: str, status: int, told: str) -> None:
    """What is wrong, and what to do."""
    answer = get.get(address)
    assert answer.status_code == status
    message = answer.json()["error"]["message"] if address.startswith("/v1") else answer.text
    assert told in message
    assert not address.startswith("/v1") or "\n" not in message


def test_wrong_methods_and_types(get: httpx.Client) -> None:
    """405 names what can be done, 406 and 415 what can be read."""
    wrong = get.delete("/v1/lookup?q=a")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, HEAD")
    assert get.get("/v1/lookup?q=a", headers={"Accept": "image/png"}).status_code == 406
    assert (
        get.get("/v1/lookup?q=a", headers={"Accept": "application/json;q=0, */*;q=0.1"}).headers["content-type"]
        == "application/x-ndjson"
    )
    assert get.post("/v1/annotate", content=b"x", headers={"Content-Type": "image/png"}).status_code == 415
    latin = {"Content-Type": "text/plain; charset=latin-1"}
    assert get.post("/v1/annotate", content=b"x", headers=latin).status_code == 415


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"{", 400, "no JSON"),
        (b"\xff", 400, "UTF-8"),
        (b"[" * 100_000, 400, "too deep"),
        (b'{"text": NaN}', 400, "no JSON"),
        (b"1" * 5_000, 400, "too long"),
        (b'"text"', 422, "the body must be"),
        (b"{}", 422, "text: is missing"),
        (b'{"text": 1}', 422, "text: must be a text, not 1"),
        (b'{"text": "a", "texts": "b"}', 422, "texts: isn't known"),
        (b'{"text": "\\ud800"}', 422, "half a surrogate pair"),
        (b'{"source": "a"}', 422, "target: is missing"),
    ],
)
def test_bodies_that_are_wrong(get: httpx.Client, body: bytes, status: int, told: str) -> None:
    """No JSON is 400, the wrong JSON 422, in one line."""
    answer = get.post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert told in answer.json()["error"]["message"]


def test_bodies_have_a_limit(get: httpx.Client) -> None:
    """More than a mebibyte is refused, said in the head or not; a mebibyte isn't."""
    plain = {"Content-Type": "text/plain"}
    limit = 1024 * 1024
    assert get.post("/v1/annotate", content=b"a" * (limit + 1), headers=plain).status_code == 413
    chunks = (b"a" * 65536 for _ in range(limit // 65536 + 1))
    assert get.post("/v1/annotate", content=chunks, headers=plain).status_code == 413
    text = ("New quality productive forces. 新质生产力。" * 40_000).encode()[:limit].decode("utf-8", "ignore")
    assert len(get.post("/v1/annotate", content=text.encode(), headers=plain).json()) > 10_000


def test_changes_of_others_are_seen_at_once(writable: Server) -> None:
    """What another process adds is found by the next request, and what was kept isn't valid any more."""
    with writable.client() as client:
        before = client.get("/v1/lookup", params={"q": "chalk-dust economy", "mode": "exact"})
        assert before.json() == []
        command = [
            sys.executable,
            "-m",
            "glossary",
            "--db",
            str(writable.file),
            "add",
            "chalk-dust economy",
            "粉笔经济",
        ]
        subprocess.run(command, check=True, capture_output=True)
        after = client.get(
            "/v1/lookup",
            params={"q": "chalk-dust economy", "mode": "exact"},
            headers={"If-None-Match": before.headers["etag"]},
        )
        assert after.status_code == 200
        assert after.json()[0]["entry"]["terms"][1]["term"] == "粉笔经济"
        spans = client.post("/v1/annotate", json={"text": "发展粉笔经济"}).json()
        assert "粉笔经济" in {span["text"] for span in spans}


def test_many_at_once(get: httpx.Client, reading_server: Server) -> None:
    """Answers to clients that ask at the same time are each client's own."""
    queries = ["corridor", "新质生产力", "xzscl", "fazhan", "belt and road", "zzzz", "港", "reform"] * 12

    def ask(query: str) -> list[str]:
        with reading_server.client() as client:
            return [hit["query"] for hit in client.get("/v1/lookup", params={"q": query}).json()]

    with ThreadPoolExecutor(12) as pool:
        for query, echoed in zip(queries, pool.map(ask, queries), strict=True):
            assert set(echoed) <= {query}
    assert get.get("/v1/health").status_code == 200


def test_ids_of_any_kind(writable: Server) -> None:
    """An id with slashes, blanks or Chinese leads to its entry."""
    identifier = "a/b c 条目?#%"
    with sqlite3.connect(writable.file) as connection:
        connection.execute("UPDATE concept_entries SET identifier = ? WHERE identifier = ?", (identifier, ENTRY))
    connection.close()
    with writable.client() as client:
        for path in ("/v1/entries/", "/entries/"):
            answer = client.get(path + quote(identifier, safe=""))
            assert answer.status_code == 200
            assert "新质生产力" in answer.text

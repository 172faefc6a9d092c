"""Entries and candidates written by programs: with the token, in one revision, and over nothing they haven't seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from glossary.concept import Definition
from glossary.store.database import open_database
from glossary.store.entries.access import find_entries, get_entry, save_entry
from glossary.store.log.history import find_revisions
from glossary.store.log.revisions import revising

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from tests.http.conftest import Server

ENTRY = "new-quality-productive-forces"
NEW = {
    "terms": [
        {"term": "low-altitude drone corridor", "language": "en"},
        {"term": "低空无人机走廊", "language": "zh-Hans"},
    ],
    "subject_field": "regions and transport",
    "contexts": [{"text": "A low-altitude drone corridor opened.", "source": "a test"}],
}
#: Says that any state of an entry may be saved over.
_WHATEVER = {"If-Match": "*"}


@pytest.fixture
def client(writable: Server) -> Iterator[httpx.Client]:
    """Return a client that shows the token."""
    with writable.client() as opened:
        opened.headers.update(writable.bearer)
        yield opened


def test_another_definition_has_another_source(client: httpx.Client, writable: Server) -> None:
    """A program that sends another definition sends none of its source; the same text keeps the one that it has."""

    def stored() -> Definition | None:
        with open_database(str(writable.file)) as database, database.reading() as connection:
            return get_entry(connection, ENTRY).definition

    with (
        open_database(str(writable.file)) as database,
        revising(database, who="tester", action="edit") as revision,
    ):
        sourced = Definition(text="what is new", source="Xinhua")
        save_entry(revision, replace(get_entry(revision.connection, ENTRY), definition=sourced))
    assert client.patch(f"/v1/entries/{ENTRY}", json={"subject_field": "economy"}).status_code == 200
    assert stored() == sourced
    assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "what is newer"}).status_code == 200
    assert stored() == Definition(text="what is newer")


def test_add_read_change_delete(client: httpx.Client, writable: Server) -> None:
    """An entry's whole life, each step one revision in the user's name."""
    added = client.post("/v1/entries", json=NEW)
    assert added.status_code == 201
    entry = added.json()
    assert added.headers["location"] == f"/v1/entries/{entry['id']}"
    assert [(term["status"], term["pinyin"]) for term in entry["terms"]] == [
        ("preferred", None),
        ("preferred", "dīkōng wúrénjī zǒuláng"),
    ]
    read = client.get(added.headers["location"])
    assert read.json() == entry
    assert read.headers["etag"] == added.headers["etag"]

    terms = [*entry["terms"], {"term": "drone lane", "language": "en"}]
    changed = client.put(
        added.headers["location"], json={**entry, "terms": terms}, headers={"If-Match": read.headers["etag"]}
    )
    assert changed.status_code == 200
    assert [(term["term"], term["status"]) for term in changed.json()["terms"]][1] == ("drone lane", "admitted")
    assert changed.json()["contexts"] == entry["contexts"]

    patch = client.patch(added.headers["location"], json={"definition": "where drones fly", "subject_field": None})
    assert (patch.json()["definition"], patch.json()["subject_field"]) == ("where drones fly", None)
    assert patch.json()["terms"] == changed.json()["terms"]

    assert client.delete(added.headers["location"]).status_code == 204
    assert client.get(added.headers["location"]).status_code == 404
    with open_database(str(writable.file)) as database, database.reading() as connection:
        revisions = list(find_revisions(connection, kind="entry", target=entry["id"]))
    assert sorted(past.action for past in revisions) == ["add", "delete", "edit", "edit"]
    assert {past.who for past in revisions} == {"tester"}


def test_undo_takes_a_change_back(client: httpx.Client, writable: Server) -> None:
    """What a program did is undone like anything else, and the server sees it."""
    before = client.get(f"/v1/entries/{ENTRY}").json()
    client.patch(f"/v1/entries/{ENTRY}", json={"definition": "nonsense"})
    subprocess.run(
        [sys.executable, "-m", "glossary", "--db", str(writable.file), "undo"],
        check=True,
        capture_output=True,
        env={**os.environ, "GLOSSARY_USER": "tester"},
    )
    assert client.get(f"/v1/entries/{ENTRY}").json() == before


def test_saving_what_was_read_changes_nothing(client: httpx.Client, writable: Server) -> None:
    """Every entry of the base goes out and comes back without any loss, also of what its JSON doesn't show."""

    def stored() -> list[object]:
        with open_database(str(writable.file)) as database, database.reading() as connection:
            return list(find_entries(connection))

    before = stored()
    cursor: str | None = ""
    count = 0
    while cursor is not None:
        page = client.get("/v1/entries", params={"limit": 500, "cursor": cursor}).json()
        for entry in page["entries"][::9]:
            saved = client.put(f"/v1/entries/{quote(entry['id'], safe='')}", json=entry, headers=_WHATEVER)
            assert (saved.status_code, saved.json()) == (200, entry)
            count += 1
        cursor = page["next"]
    assert count > 200
    assert stored() == before


def test_nobody_saves_over_what_they_have_not_seen(client: httpx.Client) -> None:
    """The second of two who began with the same entry is refused, and is shown what there is now."""
    read = client.get(f"/v1/entries/{ENTRY}")
    seen = {"If-Match": read.headers["etag"]}
    first = client.patch(f"/v1/entries/{ENTRY}", json={"definition": "the first"}, headers=seen)
    assert first.status_code == 200
    for refused in (
        client.patch(f"/v1/entries/{ENTRY}", json={"definition": "the second"}, headers=seen),
        client.put(f"/v1/entries/{ENTRY}", json=read.json(), headers=seen),
        client.delete(f"/v1/entries/{ENTRY}", headers=seen),
    ):
        assert refused.status_code == 412
        assert refused.json()["error"]["code"] == "changed-meanwhile"
        assert refused.json()["entry"]["definition"] == "the first"
        assert refused.headers["etag"] == first.headers["etag"].replace("-gzip", "")
    again = client.patch(
        f"/v1/entries/{ENTRY}", json={"definition": "the second"}, headers={"If-Match": first.headers["etag"]}
    )
    assert again.json()["definition"] == "the second"


def test_of_many_who_save_at_once_one_does(client: httpx.Client, writable: Server) -> None:
    """The check and the change are one step."""
    seen = {**writable.bearer, "If-Match": client.get(f"/v1/entries/{ENTRY}").headers["etag"]}

    def save(number: int) -> int:
        with writable.client() as own:
            answer = own.patch(f"/v1/entries/{ENTRY}", json={"definition": f"by {number}"}, headers=seen)
            return answer.status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(save, range(8))) == [200, *[412] * 7]


def test_compressed_marks_count_too(client: httpx.Client) -> None:
    """The ETag of a compressed answer lets change the entry as well as any other; a weak one doesn't."""
    read = client.get(f"/v1/entries/{ENTRY}", headers={"Accept-Encoding": "gzip"})
    assert read.headers["etag"].endswith('-gzip"')
    weak = {"If-Match": f"W/{read.headers['etag']}"}
    assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "a"}, headers=weak).status_code == 412
    seen = {"If-Match": read.headers["etag"]}
    assert client.patch(f"/v1/entries/{ENTRY}", json={"definition": "b"}, headers=seen).status_code == 200


@pytest.mark.parametrize(
    ("values", "status", "told"),
    [
        ({}, 422, "terms: is missing"),
        ({"terms": []}, 422, "terms: must have at least 1"),
        ({"terms": [{"term": " ", "language": "en"}]}, 422, "terms[0].term: must not be empty"),
        ({"terms": [{"term": "a", "language": "fr"}]}, 422, "terms[0].language: must be one of en, zh-Hans, zh-Hant"),
        ({"terms": [{"term": "abc", "language": "zh-Hans"}]}, 422, "at least one Chinese character"),
        ({"terms": [{"term": "港口", "language": "zh-Hans", "pinyin": "xīn"}]}, 422, "can't be the pinyin of 港口"),
        (
            {
                "terms": [
                    {"term": "one x", "language": "en", "status": "preferred"},
                    {"term": "two x", "language": "en", "status": "preferred"},
                ]
            },
            422,
            "two preferred terms",
        ),
        ({**NEW, "contexts": [{"text": "没有", "language": "zh-Hant"}]}, 422, "contexts[0].language"),
        ({**NEW, "contexts": [{"text": "a", "term": "nothing"}]}, 422, "contexts[0].term"),
        ({**NEW, "id": "4 blanks"}, 422, "id: must be letters"),
        ({**NEW, "id": ENTRY}, 409, "an entry with this id"),
        ({**NEW, "term": "x"}, 422, "term: isn't known"),
        ({"terms": [{"term": "New-quality Productive Forces", "language": "en"}]}, 409, f"entry {ENTRY} has this term"),
    ],
)
def test_entries_that_cannot_be_saved(client: httpx.Client, values: dict[str, Any], status: int, told: str) -> None:
    """One clear line, and nothing changed."""
    before = client.get("/v1/health").json()["entries"]
    answer = client.post("/v1/entries", json=values)
    assert answer.status_code == status
    assert told in answer.json()["error"]["message"]
    assert client.get("/v1/health").json()["entries"] == before


def test_what_replaces_the_work_of_others_names_what_it_has_seen(client: httpx.Client) -> None:
    """A whole entry, or a list of it, is replaced only by who says which state it began with, or that any will do."""
    read = client.get(f"/v1/entries/{ENTRY}")
    whole, notes = read.json(), {"notes": ["seen"]}
    for refused in (
        client.put(f"/v1/entries/{ENTRY}", json=whole),
        client.patch(f"/v1/entries/{ENTRY}", json=notes),
    ):
        assert (refused.status_code, refused.json()["error"]["code"]) == (428, "version-needed")
        assert "If-Match" in refused.json()["error"]["message"]
    assert client.get(f"/v1/entries/{ENTRY}").headers["etag"] == read.headers["etag"]
    assert client.patch(f"/v1/entries/{ENTRY}", json=notes, headers=_WHATEVER).json()["notes"] == ["seen"]


def test_a_duplicate_if_it_is_meant(client: httpx.Client) -> None:
    """Two concepts may share a term where the program says so."""
    values = {"terms": [{"term": "new quality productive forces", "language": "en"}], "id": "another.concept_1"}
    assert client.post("/v1/entries", json=values).status_code == 409
    added = client.post("/v1/entries?allow_duplicate=true", json=values)
    assert (added.status_code, added.json()["id"]) == (201, "another.concept_1")


def test_an_entry_keeps_its_id(client: httpx.Client) -> None:
    """No body gives an entry the id of another."""
    answer = client.patch(f"/v1/entries/{ENTRY}", json={"id": "other"})
    assert answer.status_code == 422
    assert "keeps its id" in answer.json()["error"]["message"]
    assert client.put("/v1/entries/nothing", json=NEW, headers=_WHATEVER).status_code == 404


def test_usage_examples_stay_with_their_terms(client: httpx.Client, writable: Server) -> None:
    """An example stays where it was, a new one goes to the term it names, and both keep their order."""
    entry = client.get(f"/v1/entries/{ENTRY}").json()
    named = {"text": "A variant in use.", "language": "en", "term": "new productive forces"}
    whole = {**entry, "contexts": [named, *entry["contexts"]]}
    saved = client.put(f"/v1/entries/{ENTRY}", json=whole, headers=_WHATEVER)
    assert saved.status_code == 200
    with open_database(str(writable.file)) as database, database.reading() as connection:
        stored = next(find_entries(connection, [ENTRY]))
    texts = {term.term: [context.text for context in term.contexts] for _, term in stored.find_terms()}
    assert texts["new productive forces"] == ["A variant in use."]
    assert texts["new quality productive forces"] == [entry["contexts"][0]["text"]]
    assert texts["新质生产力"] == [entry["contexts"][1]["text"]]


def test_a_reading_by_hand_stays(client: httpx.Client) -> None:
    """Pinyin that a program sends is kept; null gives the term back to the rules."""
    terms = [{"term": "quayside x", "language": "en"}, {"term": "港长", "language": "zh-Hans", "pinyin": "gǎng cháng"}]
    added = client.post("/v1/entries", json={"terms": terms}).json()
    assert added["terms"][1]["pinyin"] == "gǎng cháng"
    terms[1] = {"term": "港长", "language": "zh-Hans"}
    back = client.patch(f"/v1/entries/{added['id']}", json={"terms": terms}, headers=_WHATEVER).json()
    assert back["terms"][1]["pinyin"] not in {None, "gǎng cháng"}


def test_proposals(client: httpx.Client, writable: Server) -> None:
    """A proposed term waits among the candidates; one that an entry has is refused."""
    values = {
        "term": "glacier economy",
        "equivalents": ["冰川经济"],
        "context": "The glacier economy grows.",
        "source": "a test",
    }
    added = client.post("/v1/candidates", json=values)
    assert added.status_code == 201
    assert added.json()["status"] == "pending"
    assert [(found["term"], found["pinyin"]) for found in added.json()["equivalents"]] == [
        ("冰川经济", "bīngchuān jīngjì")
    ]
    command = [sys.executable, "-m", "glossary", "--db", str(writable.file), "candidates", "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert "glacier economy" in {json.loads(line)["term"] for line in printed.splitlines()}
    known = client.post("/v1/candidates", json={"term": "new quality productive forces"})
    assert known.status_code == 409
    assert ENTRY in known.json()["error"]["message"]


def test_another_file_in_its_place_is_taken_over(client: httpx.Client, writable: Server, tmp_path: Path) -> None:
    """After a restore the server reads and writes the file that is there now, and mixes the two up nowhere."""
    assert client.get(f"/v1/entries/{ENTRY}").status_code == 200
    other = tmp_path / "other.db"
    for english, chinese in (("first chalk", "粉笔一"), ("second chalk", "粉笔二")):
        command = [sys.executable, "-m", "glossary", "--db", str(other), "add", english, chinese]
        subprocess.run(command, check=True, capture_output=True)
    other.replace(writable.file)
    assert client.get(f"/v1/entries/{ENTRY}").status_code == 404
    for identifier in ("first-chalk", "second-chalk"):
        assert client.get(f"/v1/entries/{identifier}").json()["id"] == identifier
        assert client.get("/v1/lookup", params={"q": identifier}).json()[0]["entry"]["id"] == identifier
    assert client.patch("/v1/entries/second-chalk", json={"definition": "new"}).status_code == 200
    with open_database(str(writable.file)) as database, database.reading() as connection:
        stored = list(find_entries(connection))
    assert [entry.definition.text if entry.definition else None for entry in stored] == [None, "new"]

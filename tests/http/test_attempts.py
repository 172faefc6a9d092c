"""Wrong tokens: whoever tries many waits, others don't, and what is remembered stays small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.serve.http import attempts
from glossary.serve.http.attempts import BURST, BURST_OF_ALL, SECONDS_EACH, SECONDS_OF_ALL, Attempts
from glossary.vocabulary import Role
from tests.http.teams import Clock, copied, serving_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.http.teams import Team

ENTRY = "new-quality-productive-forces"


@pytest.fixture
def clock() -> Clock:
    """Return a time to be moved."""
    return Clock()


@pytest.fixture
def counted(clock: Clock) -> Attempts:
    """Return attempts that nobody has made yet."""
    return Attempts(clock.seconds)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, mined_file: Path) -> Iterator[Team]:
    """Return a server with users."""
    with serving_team(copied(mined_file, tmp_path_factory.mktemp("attempts"))) as running:
        yield running


def test_an_address_may_err_some_times(counted: Attempts, clock: Clock) -> None:
    """So many mistakes are free; then one after so many seconds, however long nobody tried before."""
    clock.move(days=1)
    for number in range(BURST):
        assert counted.wait_before("192.0.2.1", "x") == 0, number
        assert counted.note_wrong("192.0.2.1", "x") == 0
    assert counted.wait_before("192.0.2.1", "x") == SECONDS_EACH
    clock.move(seconds=SECONDS_EACH)
    assert counted.wait_before("192.0.2.1", "x") == 0
    counted.note_wrong("192.0.2.1", "x")
    assert counted.wait_before("192.0.2.1", "x") > 0
    clock.move(seconds=SECONDS_EACH * BURST)
    for _ in range(BURST):
        assert counted.wait_before("192.0.2.1", "x") == 0
        counted.note_wrong("192.0.2.1", "x")
    assert counted.wait_before("192.0.2.1", "x") > 0


def test_other_addresses_are_not_locked_out(counted: Attempts) -> None:
    """Whatever one address, or thousands do, a token from another is looked at."""
    for number in range(BURST_OF_ALL * 2):
        counted.note_wrong(f"192.0.2.{number % 200}", "x")
    assert counted.wait_before("198.51.100.1", "y") == 0


def test_all_together_are_slowed_down(counted: Attempts, clock: Clock) -> None:
    """Wrong tokens from very many addresses are told to wait too, until time has passed."""
    waits = [counted.note_wrong(f"10.0.{number >> 8}.{number & 255}", "x") for number in range(BURST_OF_ALL + 1)]
    assert not any(waits[:-1])
    assert waits[-1] > 0
    clock.move(seconds=SECONDS_OF_ALL * 2)
    assert counted.note_wrong("203.0.113.1", "x") == 0


def test_a_token_that_was_right_goes_on(counted: Attempts) -> None:
    """Behind a proxy all have one address: who was let in before isn't locked out by somebody's guesses."""
    counted.note_right("good")
    for _ in range(BURST * 2):
        counted.note_wrong("127.0.0.1", "bad")
    assert counted.wait_before("127.0.0.1", "bad") > 0
    assert counted.wait_before("127.0.0.1", "another") > 0
    assert counted.wait_before("127.0.0.1", "good") == 0
    counted.note_wrong("127.0.0.1", "good")
    assert counted.wait_before("127.0.0.1", "good") > 0


def test_a_network_is_one_client(counted: Attempts) -> None:
    """Whoever has a whole IPv6 network has one address here; an IPv4 address written as IPv6 is the same."""
    for number in range(BURST):
        counted.note_wrong(f"2001:db8:1:2::{number:x}", "x")
    assert counted.wait_before("2001:db8:1:2:ffff::1", "x") > 0
    assert counted.wait_before("2001:db8:1:3::1", "x") == 0
    for _ in range(BURST):
        counted.note_wrong("::ffff:192.0.2.1", "x")
    assert counted.wait_before("192.0.2.1", "x") > 0


def test_what_is_remembered_is_bounded(counted: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither addresses nor tokens are kept without end; those seen longest ago are forgotten."""
    monkeypatch.setattr(attempts, "MOST_ADDRESSES", 50)
    monkeypatch.setattr(attempts, "MOST_RIGHT", 50)
    for number in range(1_000):
        counted.note_wrong(f"10.0.{number >> 8}.{number & 255}", "x")
        counted.note_right(str(number))
    assert len(counted._by_address) == 50
    assert len(counted._right) == 50


def test_the_server_lets_guesses_wait(team: Team) -> None:
    """Many wrong tokens: 429 and when to try again, whatever address a header claims; others go on."""
    wrong = {"Authorization": f"Bearer gloss_{'A' * 43}"}
    with team.client(Role.REVIEWER) as known:
        assert known.delete("/v1/entries/no-such-entry").status_code == 404
    with team.client() as client:
        statuses = [client.delete(f"/v1/entries/{ENTRY}", headers=wrong).status_code for _ in range(BURST + 1)]
        assert statuses == [401] * BURST + [429]
        claimed = {**wrong, "X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
        answer = client.delete(f"/v1/entries/{ENTRY}", headers=claimed)
        assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too-many-attempts")
        assert int(answer.headers["retry-after"]) == SECONDS_EACH
        assert client.post("/sign-in", data={"token": "x" * 40}).status_code == 429
        # Neither is a right token looked at that wasn't shown before, so that a guess gets no answer.
        assert client.delete("/v1/entries/no-such-entry", headers=team.bearer(Role.ADMIN)).status_code == 429
        assert client.get("/v1/lookup?q=corridor").status_code == 200
    with team.client(Role.REVIEWER) as known:
        assert known.delete("/v1/entries/no-such-entry").status_code == 404
    with team.client(Role.ADMIN, local_address="127.0.0.2") as other:
        assert other.delete("/v1/entries/no-such-entry").status_code == 404
    team.clock.move(seconds=SECONDS_EACH)
    with team.client(Role.CONTRIBUTOR) as late:
        assert late.delete("/v1/entries/no-such-entry").status_code == 404

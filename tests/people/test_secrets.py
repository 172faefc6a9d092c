"""Tokens: only hashes are kept, they end when they should, and their times don't write all the time."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from glossary.errors import Conflict, NotFound, UsageError
from glossary.store.log.revisions import revising
from glossary.store.people.tokens import (
    TOKEN,
    add_token,
    find_shown_token,
    find_tokens,
    note_use,
    revoke_token,
    revoke_tokens_of,
)
from glossary.store.people.users import add_user, disable_user, enable_user
from glossary.vocabulary import Role

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.store.database import Database
    from glossary.store.people.tokens import Token


@pytest.fixture
def team(database: Database) -> Database:
    """Return a termbase with two users."""
    with revising(database, who="ana", action="users") as revision:
        add_user(revision, "ana", Role.ADMIN)
        add_user(revision, "rui", Role.REVIEWER)
    return database


def _make(database: Database, *, user: str = "rui", days: int | None = 90) -> tuple[Token, str]:
    with revising(database, who="ana", action="tokens") as revision:
        return add_token(revision, user, label="编辑器", days=days)


def _shown(database: Database, secret: str) -> Token | None:
    with database.reading() as connection:
        return find_shown_token(connection, secret)


def test_only_the_hash_is_kept(team: Database, tmp_path: Path) -> None:
    """The secret is in no table and no file of the termbase; each has 256 random bits of its own."""
    made = [_make(team) for _ in range(20)]
    assert len({secret for _, secret in made}) == 20
    token, secret = made[0]
    assert TOKEN.fullmatch(secret)
    assert len(secret.removeprefix("gloss_")) * 6 >= 256
    assert token.hash == hashlib.sha256(secret.encode()).hexdigest()
    team.close()
    for file in tmp_path.glob("termbase.db*"):
        content = file.read_bytes()
        assert not [one for _, one in made if one.encode() in content or one[6:].encode() in content]
    with sqlite3.connect(tmp_path / "termbase.db") as connection:
        (stored,) = connection.execute("SELECT hash FROM tokens WHERE id = ?", (token.id,)).fetchone()
    connection.close()
    assert stored == token.hash


def test_a_shown_token_is_found_whole_only(team: Database) -> None:
    """The right token is found; a part of it, one more sign, another case, its hash, or nothing aren't."""
    token, secret = _make(team)
    found = _shown(team, secret)
    assert found is not None
    assert (found.id, found.user, found.role, found.label) == (token.id, "rui", Role.REVIEWER, "编辑器")
    for wrong in (secret[:-1], f"{secret}x", secret.swapcase(), token.hash, "", " ", "\ud800", "gloss_", "x" * 100_000):
        assert _shown(team, wrong) is None


def test_hashes_are_compared_in_constant_time(team: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a token is right is decided by a comparison whose time tells nothing, on hashes of equal length."""
    compared: list[tuple[str, str]] = []
    original = hmac.compare_digest

    def watch(one: str, other: str) -> bool:
        compared.append((one, other))
        return original(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watch)
    token, secret = _make(team)
    assert _shown(team, secret) is not None
    assert compared == [(token.hash, token.hash)]


def test_a_token_ends_by_its_day(team: Database) -> None:
    """It is good until the second it expires; one without an end is good for ever."""
    token, secret = _make(team, days=30)
    endless, _ = _make(team, days=None)
    found = _shown(team, secret)
    assert found is not None
    assert found.expires_at is not None
    assert found.expires_at - found.created_at == timedelta(days=30)
    assert found.state(found.expires_at - timedelta(seconds=1)) == "active"
    assert found.state(found.expires_at) == "expired"
    assert token.expires_at == found.expires_at
    assert endless.state(datetime(9999, 1, 1, tzinfo=UTC)) == "active"


def test_revoked_tokens_stay_so(team: Database) -> None:
    """One token or all of a user are revoked; others aren't, and a second time keeps the first's moment."""
    first, secret = _make(team)
    second, _ = _make(team)
    other, _ = _make(team, user="ana")
    with revising(team, who="ana", action="tokens") as revision:
        revoked = revoke_token(revision, first.id)
    with revising(team, who="ana", action="tokens") as revision:
        again = revoke_token(revision, first.id)
        assert [token.id for token in revoke_tokens_of(revision, "rui")] == [second.id]
    assert again.revoked_at == revoked.revoked_at
    now = datetime.now(UTC)
    with team.reading() as connection:
        states = {token.id: token.state(now) for token in find_tokens(connection)}
    assert states == {first.id: "revoked", second.id: "revoked", other.id: "active"}
    found = _shown(team, secret)
    assert found is not None
    assert found.state(now) == "revoked"


def test_tokens_end_with_their_user(team: Database) -> None:
    """A disabled user's tokens are refused, none can be made, and they are good again with the user."""
    token, secret = _make(team)
    with revising(team, who="ana", action="users") as revision:
        disable_user(revision, "rui")
    now = token.created_at + timedelta(minutes=1)
    found = _shown(team, secret)
    assert found is not None
    assert found.state(now) == "disabled"
    with pytest.raises(Conflict, match="disabled"):
        _make(team)
    with revising(team, who="ana", action="users") as revision:
        enable_user(revision, "rui")
    found = _shown(team, secret)
    assert found is not None
    assert found.state(now) == "active"


@pytest.mark.parametrize("days", [0, -1, 3_651, 10**12])
def test_days_that_make_no_sense_are_refused(team: Database, days: int) -> None:
    """A token is good for a day at least and ten years at most, or never ends."""
    with pytest.raises(UsageError, match="days"):
        _make(team, days=days)


def test_mistakes_are_told(team: Database) -> None:
    """A user who isn't there, a token that isn't, a label of several lines."""
    with pytest.raises(NotFound, match="zoe"):
        _make(team, user="zoe")
    with pytest.raises(NotFound, match="no token has this id"), revising(team, who="ana", action="tokens") as revision:
        revoke_token(revision, 99)
    with pytest.raises(NotFound), revising(team, who="ana", action="tokens") as revision:
        revoke_tokens_of(revision, "zoe")
    with pytest.raises(UsageError, match="one line"), revising(team, who="ana", action="tokens") as revision:
        add_token(revision, "rui", label="two\nlines")


def test_use_is_noted_once_an_hour(team: Database) -> None:
    """A use soon after the one that is known isn't worth a write; noting one is no step of the history."""
    token, secret = _make(team)
    at = token.created_at
    assert token.is_use_to_note(at)
    with team.acting_for("rui").writing(action="sign in") as connection:
        note_use(connection, token.id, at)
    found = _shown(team, secret)
    assert found is not None
    assert found.used_at == at
    assert not found.is_use_to_note(at + timedelta(minutes=59))
    assert found.is_use_to_note(at + timedelta(minutes=60))

"""Changed files are read or refused in one clear line, and what once broke a reader doesn't any more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from tests.hostile.fuzz import CORPUS, find_fault
from tests.hostile.mutations import Mutation, mutate, mutations
from tests.hostile.seeds import READABLE, READERS, extension, seed

if TYPE_CHECKING:
    from pathlib import Path

_LIMITS = settings(
    max_examples=2000 if os.environ.get("THOROUGH") else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", READERS)
def test_a_changed_file_breaks_nothing(tmp_path: Path, name: str) -> None:
    """Whatever is changed in a valid file, its reader yields entries with terms or says in one line what is wrong."""
    valid, path = seed(name, tmp_path), tmp_path / f"changed{extension(name)}"

    @_LIMITS
    @given(mutations())
    def check(changes: list[Mutation]) -> None:
        path.write_bytes(mutate(name, valid, changes))
        assert find_fault(name, path) == ""

    check()


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_broke_a_reader_does_not_any_more(path: Path) -> None:
    """Each file of the corpus is read or refused in one clear line."""
    names = [name for name in READABLE if path.name.startswith(f"{name}-")]
    assert find_fault(max(names, key=len), path) == ""


@pytest.mark.parametrize("name", READERS)
def test_a_file_cut_anywhere_is_no_surprise(tmp_path: Path, name: str) -> None:
    """A file that ends too early, wherever that is, is read as far as it goes or refused in one clear line."""
    valid, path = seed(name, tmp_path), tmp_path / f"cut{extension(name)}"
    step = max(1, len(valid) // 150)
    for end in range(0, len(valid), step):
        path.write_bytes(valid[:end])
        assert find_fault(name, path) == ""

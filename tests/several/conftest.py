"""What the tests of several people wait with."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.several.programs import PATIENT

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Return what waits until something holds."""

    def wait(is_so: Callable[[], object]) -> None:
        limit = time.monotonic() + PATIENT
        while not is_so():
            assert time.monotonic() < limit, "it doesn't come to hold"
            time.sleep(0.1)

    return wait

"""The description of the interface is right: what it says is what the server does, whatever is sent."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from glossary.serve.http.openapi import describe
from glossary.serve.http.problems import CODES
from glossary.serve.http.routes import OPERATIONS

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from tests.http.conftest import Server

_SHOWN = 20_000
#: What no schema can say is refused all the same: pinyin that doesn't fit its term, a second preferred term, an entry
#: that isn't as If-Match says, a body that is right and too large. For reading nothing of the kind is allowed for.
_CONFIGURATION = """
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "404", "405", "406", "409", "412", "413", "415", "422", "428"]

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "404"]
"""
_FOR_WRITING = """
[[operations]]
include-name = "{method} {path}"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "404", "409", "412", "413", "422", "428"]
"""


def test_the_served_description_is_the_one_of_the_code(get: httpx.Client) -> None:
    """Every operation is in it, and every status that it may answer is one that has a code."""
    served = get.get("/openapi.json").json()
    assert served == describe(OPERATIONS)
    described = {(method.upper(), path) for path, methods in served["paths"].items() for method in methods}
    assert described == {(operation.method, operation.path) for operation in OPERATIONS}
    for methods in served["paths"].values():
        for operation in methods.values():
            assert {int(status) for status in operation["responses"]} <= {*CODES, 200, 201, 202, 204, 304}


def test_the_page_about_the_interface_has_every_operation(get: httpx.Client) -> None:
    """And an example for each."""
    page = get.get("/docs").text
    for operation in OPERATIONS:
        assert f"{operation.method} {operation.path}" in page
    assert page.count("curl") == len(OPERATIONS)


def test_answers_are_as_described(writable: Server, tmp_path: Path) -> None:
    """Right and wrong data, methods, headers and bodies, one by one and in sequence: all answers are documented."""
    configuration = tmp_path / "schemathesis.toml"
    writing = (operation for operation in OPERATIONS if operation.writes)
    parts = (_FOR_WRITING.format(method=operation.method, path=operation.path) for operation in writing)
    configuration.write_text(_CONFIGURATION + "".join(parts), "utf-8")
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(configuration)]
    command += ["run", f"{writable.address}/openapi.json", "--header", f"Authorization: Bearer {writable.token}"]
    command += ["--mode", "all", "--max-examples", "30", "--generation-deterministic", "--workers", "1", "--no-color"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, _shortened(done.stdout + done.stderr)
    assert f"Tested: {len(OPERATIONS)}" in done.stdout


def _shortened(report: str) -> str:
    """Return a report with its longest lines cut: bodies at the limit are a mebibyte."""
    return "\n".join(line[:400] for line in report.splitlines())[-_SHOWN:]

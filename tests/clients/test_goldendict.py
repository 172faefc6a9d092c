"""Dictionaries, as GoldenDict shows them on a screen."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.clients
#: Without hotkeys it makes no second window, which would take the words that it is asked for.
CONFIG = """<config><paths><path recursive="1">{}</path></paths>
<preferences><interfaceLanguage>en_US</interfaceLanguage>
<enableTrayIcon>0</enableTrayIcon><startToTray>0</startToTray><enableScanPopup>0</enableScanPopup>
<enableMainWindowHotkey>0</enableMainWindowHotkey><enableClipboardHotkey>0</enableClipboardHotkey>
<checkForNewReleases>0</checkForNewReleases></preferences></config>"""
#: A place in its window below the few lines of an article.
EMPTY_PLACE = ("300", "480")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen with GoldenDict on it."""

    goldendict: str
    environment: Mapping[str, str]

    def wait(self) -> None:
        """Wait until its window is there: until then another start of it would be another one."""
        until = time.monotonic() + PATIENCE
        while not self._run("xdotool", "search", "--onlyvisible", "--name", "GoldenDict"):
            assert time.monotonic() < until, "no window"
            time.sleep(0.2)

    def look_up(self, word: str) -> None:
        """Ask it for a word, as a script or a hotkey would."""
        self._run(self.goldendict, word)

    def copied_article(self) -> str:
        """Return the text of the article that is shown: it is selected and copied by keys."""
        self._run("xdotool", "mousemove", *EMPTY_PLACE, "click", "1")
        self._run("xdotool", "key", "--clearmodifiers", "ctrl+a", "ctrl+c")
        time.sleep(0.5)
        return self._run("xclip", "-selection", "clipboard", "-o")

    def _run(self, *command: str) -> str:
        """Run a command; a failure says nothing, for the window may not be ready yet."""
        done = subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=PATIENCE)
        return done.stdout.decode()


@pytest.fixture
def screen(
    sample: Path, tmp_path: Path, find_client: Callable[[str], str], export: Callable[..., Path]
) -> Iterator[Screen]:
    """Return a screen with GoldenDict, which has the curated base as its only dictionary."""
    goldendict, xvfb = find_client("goldendict"), find_client("Xvfb")
    for name in ("xdotool", "xclip"):
        find_client(name)
    (tmp_path / "dictionaries").mkdir()
    export(sample, "dictionaries/policy.ifo", "--for", "goldendict")
    (tmp_path / ".goldendict").mkdir()
    (tmp_path / ".goldendict" / "config").write_text(CONFIG.format(tmp_path / "dictionaries"), encoding="utf-8")
    server = subprocess.Popen(
        [xvfb, "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "WAYLAND_"))},
            **dict.fromkeys(("HOME", "TMPDIR", "XDG_RUNTIME_DIR"), str(tmp_path)),
            **dict.fromkeys(("LANG", "LC_ALL"), "C.UTF-8"),
            "DISPLAY": f":{server.stdout.readline().strip()}",
        }
        program = subprocess.Popen([goldendict], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            made = Screen(goldendict, environment)
            made.wait()
            yield made
        finally:
            program.kill()
            program.wait()
    finally:
        server.terminate()
        server.communicate()


def test_it_shows_what_is_looked_up(screen: Screen) -> None:
    """English, an acronym, Chinese in either writing and pinyin lead to the article, each to another than before."""
    for word, told in (
        ("new quality productive forces", ("new quality productive forces", "新质生产力", "xīnzhì shēngchǎnlì")),
        ("juedui pinkun", ("绝对贫困", "absolute poverty")),
        ("新質生產力", ("新质生产力", "new quality productive forces")),
        ("绝对贫困", ("juéduì pínkùn", "絕對貧困", "absolute poverty")),
        ("BRI", ("Belt and Road Initiative", "一带一路")),
    ):
        until = time.monotonic() + PATIENCE
        shown = ""
        while not all(text in shown for text in told):
            assert time.monotonic() < until, f"{word}: {shown}"
            screen.look_up(word)
            for _ in range(5):  # a busy machine takes its time to show an article
                shown = screen.copied_article()
                if all(text in shown for text in told):
                    break

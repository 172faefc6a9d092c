"""Works in VS Code as a user does, in a browser that nobody sees; prints what it saw as JSON.

Run by the Python in which playwright is installed, not by that of the tests: ADDRESS SHOTS CHROMIUM.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

#: Where a word stands on the screen: the middle of it, None where it isn't shown.
FIND_WORD = """(word) => {
  for (const line of document.querySelectorAll(".editor-instance .view-line")) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const place = node.textContent.replace(/\\u00a0/g, " ").indexOf(word);
      if (place >= 0) {
        const range = document.createRange();
        range.setStart(node, place);
        range.setEnd(node, place + word.length);
        const box = range.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      }
    }
  }
  return null;
}"""
TERM = "new quality productive forces"


class Worker:
    """A page with VS Code in it, and what was seen."""

    def __init__(self, page: Any, shots: Path) -> None:  # noqa: ANN401 - playwright isn't there for the checker
        self.page = page
        self._shots = shots
        self._began = time.monotonic()
        self.seen: dict[str, Any] = {"seconds": {}}

    def note(self, name: str, value: object) -> None:
        """Keep what was seen, when, and how it looked."""
        self.seen[name] = value
        self.seen["seconds"][name] = round(time.monotonic() - self._began, 1)
        self.page.screenshot(path=self._shots / f"{len(self.seen):02}-{name}.png")

    def find(self, word: str) -> tuple[float, float]:
        """Return where a word stands."""
        handle = self.page.wait_for_function(FIND_WORD, arg=word, timeout=20_000)
        x, y = handle.json_value()
        return x, y

    def run(self, command: str) -> None:
        """Choose a command by its name."""
        self.page.keyboard.press("F1")
        self.page.wait_for_selector(".quick-input-widget input", timeout=20_000)
        self.page.keyboard.type(command)
        self.page.locator(".quick-input-list .monaco-list-row", has_text=command).first.click(timeout=20_000)

    def lines(self) -> list[str]:
        """Return the lines on the screen, from the top."""
        found = self.page.locator(".editor-instance .view-line").evaluate_all(
            "(all) => all.map((one) => [one.offsetTop, one.textContent.replace(/\\u00a0/g, ' ')])"
        )
        return [text for _, text in sorted(found)]

    def wait_for_line(self, text: str) -> None:
        """Wait until a line is on the screen."""
        for _ in range(200):
            if text in self.lines():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"no line {text!r}: {self.lines()}")


def read(worker: Worker) -> None:
    """Open the text, see the warning, rest the mouse on a term."""
    page = worker.page
    page.wait_for_selector(".monaco-workbench", timeout=90_000)
    row = page.locator(".explorer-folders-view .monaco-list-row", has_text="notes.md")
    row.dblclick(timeout=60_000)
    page.wait_for_selector(".editor-instance .view-line", timeout=60_000)
    page.wait_for_selector(".squiggly-warning", state="attached", timeout=60_000)
    worker.note("warning", page.locator(".squiggly-warning").count())

    page.mouse.move(*worker.find("Reporters"))
    page.mouse.move(*worker.find("quality"))
    hover = page.wait_for_selector(".monaco-hover-content:has-text('新质生产力')", timeout=20_000)
    worker.note("hover", hover.inner_text())
    page.mouse.move(5, 5)


def fix(worker: Worker) -> None:
    """Take the fix of the warning."""
    page = worker.page
    page.mouse.click(*worker.find("productive"))
    page.keyboard.press("Control+.")
    page.locator(".action-widget .monaco-list-row", has_text="Replace with").first.wait_for(timeout=20_000)
    worker.note("fixes", page.locator(".action-widget .monaco-list-row").all_inner_texts())
    page.locator(".action-widget .monaco-list-row", has_text="Replace with").first.click()
    page.wait_for_selector(".squiggly-warning", state="detached", timeout=20_000)
    worker.note("fixed", worker.lines()[2])


def complete(worker: Worker) -> None:
    """Have terms completed, over blanks and from initials."""
    page = worker.page
    for name, typed in (("english", "new quality prod"), ("initials", "汉字😀 xzscl")):
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.keyboard.insert_text(typed)
        page.keyboard.press("Control+Space")
        wanted = TERM if name == "english" else "新质生产力"
        row = page.locator(".suggest-widget .monaco-list-row", has_text=wanted).first
        row.wait_for(timeout=20_000)
        worker.note(f"completion-{name}", row.inner_text())
        row.click()
        worker.wait_for_line(TERM if name == "english" else "汉字😀 新质生产力")
        worker.note(f"completed-{name}", worker.lines()[-1])


def add(worker: Worker) -> None:
    """Add what is selected."""
    page = worker.page
    page.mouse.dblclick(*worker.find("planners"))
    worker.run("Glossary: Add Term")
    page.locator(".quick-input-widget", has_text="Chinese of “planners”").wait_for(timeout=20_000)
    page.keyboard.insert_text("规划者")
    worker.note("adding", page.locator(".quick-input-widget").inner_text())
    page.keyboard.press("Enter")
    toast = page.locator(".notification-list-item", has_text="planners").first
    toast.wait_for(timeout=20_000)
    worker.note("added", toast.inner_text())


def look_up(worker: Worker) -> None:
    """Look up by initials, then save the text."""
    page = worker.page
    worker.run("Glossary: Look Up")
    # It begins with what is selected; the palette of commands uses the same box.
    page.locator(".quick-input-list .monaco-list-row", has_text="规划者").first.wait_for(timeout=20_000)
    page.locator(".quick-input-widget input[placeholder^='English']").fill("xzscl")
    row = page.locator(".quick-input-list .monaco-list-row", has_text="新质生产力").first
    row.wait_for(timeout=20_000)
    worker.note("lookup", row.inner_text())
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(500)
    worker.note("saved", worker.lines())


def main() -> None:
    """Open a browser, do the work and print what was seen, also where it ended early."""
    address, shots, chromium = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1300, "height": 800})
        worker = Worker(page, shots)
        try:
            page.goto(address, wait_until="domcontentloaded")
            for part in (read, fix, complete, add, look_up):
                part(worker)
        except BaseException:
            worker.note("failed", page.inner_text("body")[:4000])
            raise
        finally:
            json.dump(worker.seen, sys.stdout, ensure_ascii=False)
            browser.close()


if __name__ == "__main__":
    main()

"""The pages in a real browser: searched while typing, by keyboard, without scripts, on a phone."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.http.conftest import Server

pytestmark = pytest.mark.browser
ENTRY = "new-quality-productive-forces"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser without a window; skips where there is none, unless one is required."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        if os.environ.get("GLOSSARY_REQUIRE_BROWSER") == "1":
            pytest.fail("there is no Chromium on this machine, and GLOSSARY_REQUIRE_BROWSER=1 asks for one")
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where there is a browser

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, reading_server: Server) -> Iterator[Callable[..., Page]]:
    """Return what opens a page; nothing may go wrong on it, and nothing be asked of another host."""
    contexts = []
    wrong: list[str] = []

    def look(page: Page) -> None:
        page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda request: _note_failure(wrong, request.url, request.failure))
        page.on("request", lambda request: _note_stranger(wrong, request.url, reading_server.address))

    def open_(path: str, **options: object) -> Page:
        context = browser.new_context(base_url=reading_server.address, **{"locale": "en-GB", **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        look(page)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def _note_failure(wrong: list[str], url: str, failure: str | None) -> None:
    # A search that a later key overtakes is given up on purpose.
    if failure != "net::ERR_ABORTED":
        wrong.append(f"{url}: {failure}")


def _note_stranger(wrong: list[str], url: str, own: str) -> None:
    if not url.startswith(own):
        wrong.append(f"{url} was asked for")


def test_found_while_typing_and_opened_by_keyboard(visit: Callable[..., Page]) -> None:
    """Initials find the entry before Enter is pressed; arrows choose it, and its page has everything."""
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("xzscl", delay=30)
    # The first letters find something, too, on a machine that is slower than who types.
    page.wait_for_url("**/?q=xzscl")
    page.locator(".hits a", has_text="new quality productive forces").first.wait_for()
    first = page.locator(".hits a").first
    assert "生产力" in first.inner_text()
    assert page.url.endswith("/?q=xzscl")
    assert "found" in (page.locator("#announcer").text_content() or "")
    assert page.locator("#query").evaluate("box => document.activeElement === box")
    page.keyboard.press("ArrowDown")
    assert first.evaluate("link => document.activeElement === link")
    page.keyboard.press("ArrowUp")
    assert page.locator("#query").evaluate("box => document.activeElement === box")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/entries/{ENTRY}")
    assert page.locator("h1 rt").all_inner_texts() == ["xīnzhì", "shēngchǎnlì"]
    assert "Universities and enterprises" in page.locator("blockquote").first.inner_text()
    assert page.locator("svg.plot .bar").first.bounding_box()
    page.go_back()
    page.locator(".hits a").first.wait_for()


def test_the_switch_shows_traditional(visit: Callable[..., Page]) -> None:
    """One click, on the results and on the entry, and the choice lasts."""
    page = visit("/?q=xzscl")
    page.get_by_role("link", name="Traditional", exact=True).click()
    page.wait_for_url("**/?q=xzscl")
    assert page.locator(".hits .zh").first.get_attribute("lang") == "zh-Hant"
    page.locator(".hits a").first.click()
    heading = page.locator("h1 .zh").evaluate(
        "term => [...term.querySelectorAll('ruby')].map(r => r.firstChild.data).join('')"
    )
    assert heading == "新質生產力"


def test_without_scripts(visit: Callable[..., Page]) -> None:
    """Search, entry and switches work as links and forms; there is no button that does nothing."""
    page = visit("/", java_script_enabled=False)
    page.locator("#query").fill("xzscl")
    page.locator("#query").press("Enter")
    page.wait_for_url("**/?q=xzscl")
    page.locator(".hits a").first.click()
    assert "xīnzhì" in page.locator("h1").inner_text()
    assert page.locator("button.copy:visible").count() == 0
    page.get_by_role("link", name="Traditional", exact=True).click()
    assert "質" in page.locator("h1").inner_text()


def test_copying(visit: Callable[..., Page], reading_server: Server) -> None:
    """The Chinese comes to the clipboard without its pinyin, and that is said."""
    page = visit(f"/entries/{ENTRY}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=reading_server.address)
    page.locator("h1 button.copy").first.click()
    page.wait_for_function("document.getElementById('announcer').textContent.startsWith('Copied')")
    assert page.evaluate("navigator.clipboard.readText()") == "新质生产力"


def test_input_methods_are_waited_for(visit: Callable[..., Page]) -> None:
    """Letters that will become characters aren't searched for before they are."""
    page = visit("/")
    box = page.locator("#query")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "?q=" in request.url else None)
    box.evaluate(
        """box => {
            box.dispatchEvent(new CompositionEvent("compositionstart"));
            box.value = "xin zhi";
            box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
        }"""
    )
    page.wait_for_timeout(400)
    assert asked == []
    box.evaluate("box => { box.value = '新质'; box.dispatchEvent(new CompositionEvent('compositionend')); }")
    page.locator(".hits a").first.wait_for()
    assert [url for url in asked if "xin" in url] == []


@pytest.mark.parametrize("path", ["/", "/?q=corridor", f"/entries/{ENTRY}", "/docs", "/?q=" + "a" * 300])
def test_a_phone_shows_it_all(visit: Callable[..., Page], path: str) -> None:
    """Nothing is wider than a narrow screen."""
    page = visit(path, viewport={"width": 340, "height": 700}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 340


def test_light_and_dark(visit: Callable[..., Page]) -> None:
    """The system's choice, unless the reader has chosen; text stands out from its ground in both."""
    page = visit(f"/entries/{ENTRY}", color_scheme="dark", locale="zh-CN")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert _lightness(page, "backgroundColor") < 60
    assert _lightness(page, "color") > 180
    page.locator('a[data-choice="theme"][data-value="light"]').click()
    page.wait_for_load_state()
    assert _lightness(page, "backgroundColor") > 200
    assert _lightness(page, "color") < 60


def _lightness(page: Page, of: str) -> float:
    numbers: list[float] = page.evaluate(
        f"getComputedStyle(document.body).{of}.match(/[\\d.]+/g).slice(0, 3).map(Number)"
    )
    return sum(numbers) / len(numbers)

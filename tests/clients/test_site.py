"""The page to search, in a browser, from a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect, sync_playwright

from glossary.concept import ConceptEntry, LanguageSection, TermSection
from glossary.exchange.html_site import write_html_site
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.clients
HOSTILE = "</script><script>document.title='bad'</script>"
ENTRIES = [
    entry_of("a", en="*new quality productive forces|NQPF|!new productivity", hans="*新质生产力/xīn zhì shēngchǎnlì"),
    entry_of("b", en="*green development", hans="*绿色发展/lǜsè fāzhǎn"),
    ConceptEntry(
        id="c",
        sections=(
            LanguageSection(language="en", terms=(TermSection(term=f"Yoshinoya {HOSTILE}"),)),
            LanguageSection(language="zh-Hans", terms=(TermSection(term="𠮷野家"),)),
        ),
    ),
    ConceptEntry(
        id="d",
        subject_field="economy & trade",
        sections=(LanguageSection(language="en", terms=(TermSection(term="“Café” re-export"),)),),
        notes=("<img src=x onerror=\"document.title='bad'\">",),
    ),
    *(entry_of(str(number), en=f"*filler {number}", hans=f"*填充{number}/tiánchōng") for number in range(120)),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, find_client: Callable[[str], str]) -> Iterator[Page]:
    """Return the page, opened from a file; nothing may go wrong on it, nor anything else be asked for."""
    path = tmp_path_factory.mktemp("site") / "terms & 术语.html"
    write_html_site(ENTRIES, path, title="Policy <terms>")
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_client("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        opened = browser.new_page()
        opened.set_default_timeout(60_000)
        opened.on("console", lambda message: wrong.append(message.text))
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
        opened.goto(path.as_uri())
        yield opened
        assert opened.title() == "Policy <terms>"
        browser.close()
    assert wrong == []


def search(page: Page, typed: str) -> None:
    """Type a query and wait for what it finds."""
    page.fill("#query", typed)
    expect(page).to_have_url(re.compile(rf"#q={re.escape(quote_plus(typed))}(&|$)"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(
            (typed, "新质生产力")
            for typed in ("新质", "新質生產力", "xinzhi", "xzscl", "XĪN ZHÌ", "nqpf", "productive new")
        ),
        *((typed, "绿色发展") for typed in ("lvse", "lüsè fāzhǎn", "green dev", "綠色發展")),
        *(("𠮷野家", "Yoshinoya"), ("cafe re export", "“Café” re-export"), ("new productivity", "new productivity")),
    ],
)
def test_terms_are_found_as_they_are_typed(page: Page, typed: str, found: str) -> None:
    """English, Chinese in either writing, pinyin and its initials find the entry first."""
    search(page, typed)
    assert found in page.locator("#hits li").first.inner_text()


def test_texts_are_shown_as_they_are(page: Page) -> None:
    """What looks like HTML is shown, and a deprecated term is struck out."""
    search(page, "yoshinoya")
    assert HOSTILE in page.locator("#hits").inner_text()
    search(page, "cafe")
    assert "<img src=x onerror=" in page.locator("#hits").inner_text()
    search(page, "new productivity")
    assert page.locator("#hits s").inner_text() == "new productivity"
    search(page, "nowhere to be found")
    assert "Nothing found for “nowhere to be found”" in page.locator("#told").inner_text()


def test_all_can_be_looked_through(page: Page) -> None:
    """Without a query all entries are there, fifty at a time; a subject field narrows; an address keeps a search."""
    page.fill("#query", "")
    expect(page.locator("#hits li")).to_have_count(50)
    page.click("#more")
    page.click("#more")
    assert page.locator("#hits li").count() == 124
    assert page.locator("#more").is_hidden()
    page.select_option("#field", "economy & trade")
    expect(page.locator("#hits li")).to_have_count(1)
    page.evaluate("location.hash = 'q=xzscl'")
    expect(page.locator("#query")).to_have_value("xzscl")
    assert "新质生产力" in page.locator("#hits li").inner_text()

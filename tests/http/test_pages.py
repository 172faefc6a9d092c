"""The pages as the server draws them, for any browser and without scripts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from glossary.serve.http.page.html import element
from glossary.serve.http.page.messages import CHINESE
from glossary.serve.http.page.plot import plot_documents, plot_months
from glossary.serve.http.page.reader import Reader
from glossary.serve.http.page.ruby import align
from glossary.store.entries.uses import Uses

if TYPE_CHECKING:
    import httpx

    from tests.http.conftest import Server

ENTRY = "new-quality-productive-forces"
_WITHOUT_END = {"meta", "link", "input", "br"}


class _Checker(HTMLParser):
    """Finds elements that don't end, ids that are there twice, and what a Content-Security-Policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        assert not [name for name in names if name == "style" or name.startswith("on")]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in _WITHOUT_END:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def checked(page: str) -> str:
    """Return a page that is well formed."""
    checker = _Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids))
    assert "javascript:" not in page
    return page


@pytest.mark.parametrize("ui", ["en", "zh"])
@pytest.mark.parametrize("script", ["hans", "hant"])
def test_every_page_is_well_formed(get: httpx.Client, ui: str, script: str) -> None:
    """In both languages and writings, also where there is nothing to show."""
    get.cookies.update({"ui": ui, "script": script})
    for path in (
        "/",
        "/?q=corridor",
        "/?q=",
        "/?field=finance",
        "/?q=qqqq",
        f"/entries/{ENTRY}",
        "/entries/none",
        "/docs",
        "/sign-in",
    ):
        page = checked(get.get(path).text)
        assert f'<html lang="{"zh-Hans" if ui == "zh" else "en"}"' in page


def test_an_entry_has_all_it_has(get: httpx.Client) -> None:
    """Pinyin over the words, every status, definition, examples with their source, and where it is used."""
    page = get.get(f"/entries/{ENTRY}").text
    assert "<ruby>新质<rt>xīnzhì</rt></ruby><ruby>生产力<rt>shēngchǎnlì</rt></ruby>" in page
    assert '<s class="term" lang="en">new-type productive forces</s>' in page
    assert "use instead: new quality productive forces" in page
    assert "Advanced productivity driven by innovation" in page
    assert "该地区高校与企业携手" in page
    assert page.count("<svg") >= 1
    assert "Casting town puts AI to work at the furnace" in page


def test_traditional_as_stored_else_derived(writable: Server) -> None:
    """The switch shows Traditional terms; one that no person wrote is marked."""
    with writable.client() as client:
        terms = [{"term": "drone way", "language": "en"}, {"term": "无人机后备走廊", "language": "zh-Hans"}]
        client.post("/v1/entries", json={"id": "derived", "terms": terms}, headers=writable.bearer)
        terms = [{"term": "drone lane", "language": "en"}, {"term": "無人機航道", "language": "zh-Hant"}]
        client.post("/v1/entries", json={"id": "stored", "terms": terms}, headers=writable.bearer)
        switched = client.get("/entries/derived?script=hant")
        assert (switched.status_code, switched.headers["location"]) == (303, "/entries/derived")
        derived = client.get("/entries/derived").text
        assert '<span class="term" lang="zh-Hant">無人機後備走廊</span>' in derived
        assert 'class="badge derived"' in derived
        stored = client.get("/entries/stored").text
        assert '<span class="term" lang="zh-Hant">無人機航道</span>' in stored
        assert "derived" not in re.sub("<head>.*</head>", "", stored)
        assert "後備" in client.get("/?q=drone+way").text


def test_whatever_is_in_an_entry_is_only_text(writable: Server) -> None:
    """Markup in any field, and in the address, comes out as what it is."""
    bad = "<img src=x onerror=alert(1)>\"'&"
    entry = {
        "id": "bad",
        "terms": [
            {"term": f"bad {bad}", "language": "en", "note": bad, "source": bad, "status": "deprecated"},
            {"term": f"坏{bad}", "language": "zh-Hans", "source": bad},
        ],
        "subject_field": bad,
        "definition": bad,
        "contexts": [{"text": f"A bad {bad}.", "source": bad}],
        "notes": [bad],
        "references": [bad, "javascript:alert(1)", "https://example.org/?a=1&b=2", ENTRY],
    }
    with writable.client() as client:
        assert client.post("/v1/entries", json=entry, headers=writable.bearer).status_code == 201
        for path in ("/entries/bad", "/?q=bad", f"/?q={bad}", f"/?field={bad}", "/", f"/entries/{bad}"):
            page = client.get(path).text.replace("javascript:", "")
            checked(page)
            assert "<img" not in page
        page = client.get("/entries/bad").text
        assert "<span>javascript:alert(1)</span>" in page
        assert '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener external">' in page
        assert f'<a href="/entries/{ENTRY}">new quality productive forces</a>' in page


def test_the_language_is_the_browsers_until_chosen(get: httpx.Client) -> None:
    """Accept-Language decides, a choice lasts."""
    chinese = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}
    assert "术语库" in get.get("/", headers=chinese).text
    assert "术语库" not in get.get("/", headers={"Accept-Language": "en,zh;q=0.5"}).text
    get.get("/?ui=en")
    assert "术语库" not in get.get("/", headers=chinese).text
    assert "Accept-Language" in get.get("/").headers["vary"]


def test_a_subject_field_page_by_page(get: httpx.Client) -> None:
    """All entries of a field can be reached from the first page."""
    seen: list[str] = []
    path: str | None = "/?field=finance"
    while path:
        page = get.get(path).text
        seen += re.findall(r'href="/entries/([^"]+)"', page)
        more = re.search(r'class="more"><a href="([^"]+)"', page)
        path = more[1].replace("&amp;", "&") if more else None
    count = len(get.get("/v1/entries", params={"subject_field": "finance", "limit": 500}).json()["entries"])
    assert len(seen) == len(set(seen)) == count


def test_assets_are_kept_for_good(get: httpx.Client) -> None:
    """By the address that a page gives them; by another they are asked for again."""
    page = get.get("/").text
    for name in ("page.css", "page.js", "icon.svg"):
        address = re.search(rf'"(/assets/{name}\?v=\w+)"', page)
        assert address
        answer = get.get(address[1])
        assert "immutable" in answer.headers["cache-control"]
        assert "immutable" not in get.get(f"/assets/{name}").headers["cache-control"]
        assert "http" not in answer.text.replace("http://www.w3.org/2000/svg", "")
    assert get.get("/assets/html.py").status_code == 404


@pytest.mark.parametrize(
    ("chinese", "pinyin", "words"),
    [
        ("新质生产力", "xīnzhì shēngchǎnlì", [("新质", "xīnzhì"), ("生产力", "shēngchǎnlì")]),
        (
            "“一带一路”倡议",
            "“Yīdài-Yīlù” chàngyì",
            [("“", ""), ("一带", "Yīdài"), ("一路", "Yīlù"), ("”", ""), ("倡议", "chàngyì")],
        ),
        ("5G网络", "5G wǎngluò", None),
        ("A股市场", "A gǔ shìchǎng", [("A", ""), ("股", "gǔ"), ("市场", "shìchǎng")]),
        ("西安", "Xī'ān", [("西安", "Xī'ān")]),
        ("𠮷祥", "jíxiáng", [("𠮷祥", "jíxiáng")]),
        ("港口", "gǎng", None),
        ("港", "gǎngkǒu", None),
        ("港", "GDP", None),
    ],
)
def test_pinyin_over_its_words(chinese: str, pinyin: str, words: list[tuple[str, str]] | None) -> None:
    """Each word of the reading over its characters; None where the two don't match."""
    found = align(chinese, pinyin)
    assert words is None or found == words
    assert found is None or "".join(base for base, _ in found) == chinese
    if words is None and not chinese.startswith("5"):
        assert found is None


def test_most_of_the_base_is_read_word_by_word(get: httpx.Client) -> None:
    """Of the curated base nearly every term has its reading over its own characters."""
    terms = [
        (term["term"], term["pinyin"])
        for entry in get.get("/v1/entries", params={"limit": 500}).json()["entries"]
        for term in entry["terms"]
        if term["pinyin"]
    ]
    matched = sum(align(chinese, pinyin) is not None for chinese, pinyin in terms)
    assert matched / len(terms) > 0.97


def test_plots_show_what_they_count() -> None:
    """The longest bar is that of most mentions, months without any have no column, and all is told in words."""
    uses = [
        Uses(path="/a/one.txt", title=None, date="2025-11-03", count=2),
        Uses(path="/a/two.txt", title="Two & more", date="2026-02-01", count=8),
        Uses(path="/a/three.txt", title="Three", date=None, count=1),
    ]
    bars = plot_documents(uses, Reader())
    assert re.findall(r'<rect x="0" y="\d+" width="([\d.]+)%"', bars) == ["88.00", "22.00", "11.00"]
    assert "Two &amp; more: 8; one.txt: 2; Three: 1" in bars
    months = plot_months(uses, Reader())
    assert months
    assert re.findall(r'<line x1="([\d.]+)%"', months) == ["12.500", "87.500"]
    assert "2025-11: 2; 2026-02: 8" in months
    assert plot_months(uses[:1], Reader()) is None
    odd = [Uses(path="x", title="X", date=date, count=1) for date in ("0000-00", "nonsense-date", "9999-99-99")]
    assert plot_months(odd, Reader()) is None


def test_messages_have_their_values() -> None:
    """A message in Chinese has the same places to fill in as in English."""
    for english, chinese in CHINESE.items():
        assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", chinese))


def test_elements_escape() -> None:
    """Text and attributes are escaped, elements aren't twice."""
    inner = element("b", "<&>", title='"')
    assert element("p", inner, "<", None, class_="a", hidden=True, lang=None) == (
        '<p class="a" hidden><b title="&quot;">&lt;&amp;&gt;</b>&lt;</p>'
    )

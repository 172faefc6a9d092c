"""Files for readers: dictionaries, printed glossaries, pages and decks of cards."""

from __future__ import annotations

import json
import re
import sqlite3
import struct
import zipfile
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings

from glossary.concept import ConceptEntry, Context, Definition, LanguageSection, TermSection
from glossary.errors import UsageError
from glossary.exchange.anki import write_anki
from glossary.exchange.anki.notes import FIELDS
from glossary.exchange.html_glossary import write_html_glossary
from glossary.exchange.html_site import write_html_site
from glossary.exchange.pdf_glossary import write_pdf
from glossary.exchange.pdf_glossary import writer as pdf_writer
from glossary.exchange.published.article import ordered_terms
from glossary.exchange.stardict import write_stardict
from glossary.vocabulary import AdministrativeStatus, TermType
from tests.strategies import termbases
from tests.termbases import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FORCES = ConceptEntry(
    id="forces",
    subject_field="economy",
    definition=Definition(text="advanced productivity", source="Xinhua"),
    notes=("since 2023",),
    sections=(
        LanguageSection(
            language="en",
            terms=(
                TermSection(
                    term="new quality productive forces",
                    source="2024 report",
                    contexts=(Context(text="Develop new quality productive forces.", source="report, 2024"),),
                ),
                TermSection(term="NQPF", status=AdministrativeStatus.ADMITTED, term_type=TermType.ACRONYM),
                TermSection(term="new productivity", status=AdministrativeStatus.DEPRECATED, notes=("too narrow",)),
            ),
        ),
        LanguageSection(language="zh-Hans", terms=(TermSection(term="新质生产力", pinyin="xīn zhì shēngchǎnlì"),)),
    ),
)
PARTY = entry_of("party", en="*Communist Party of China|CPC", hans="*中国共产党/Zhōngguó Gòngchǎndǎng|中共/Zhōnggòng")
SECOND = entry_of("second", en="*CPC", hans="*𠮷野家")
HOSTILE = ConceptEntry(
    id="</script><script>alert(1)</script>",
    subject_field='"><img src=x onerror=alert(1)>',
    notes=("=1+1", "nul\x00inside", "\ud800", "line\u2028end", "]]>", "{{Front}} <!--"),
    sections=(
        LanguageSection(language="en", terms=(TermSection(term="<script>alert(1)</script> 'it\"s'"),)),
        LanguageSection(language="zh-Hans", terms=(TermSection(term="&lt;危险&gt;", pinyin="wēixiǎn\x00"),)),
    ),
)
ENTRIES = [FORCES, PARTY, SECOND]


class Page(HTMLParser):
    """A page as a browser takes it: its elements, their texts, and no others."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


class Dictionary:
    """A StarDict dictionary as a program reads it, by the description of the format."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text("utf-8").splitlines()
        assert lines[0] == "StarDict's dict ifo file"
        self.info = dict(line.split("=", 1) for line in lines[1:])
        index = path.with_suffix(".idx").read_bytes()
        assert len(index) == int(self.info["idxfilesize"])
        articles = path.with_suffix(".dict").read_bytes()
        self.words = list(self._records(index, ">II"))
        self.articles = [articles[start : start + size].decode() for _, (start, size) in self.words]
        self.synonyms = list(self._records(path.with_suffix(".syn").read_bytes(), ">I"))
        assert len(self.words) == int(self.info["wordcount"])
        assert len(self.synonyms) == int(self.info["synwordcount"])

    @staticmethod
    def _records(data: bytes, form: str) -> list[tuple[bytes, tuple[int, ...]]]:
        found, at = [], 0
        while at < len(data):
            end = data.index(0, at)
            numbers = struct.unpack_from(form, data, end + 1)
            found.append((data[at:end], numbers))
            at = end + 1 + struct.calcsize(form)
        return found

    def look_up(self, word: str) -> list[str]:
        """Return the articles that a word leads to."""
        wanted = word.encode()
        numbers = [number for number, (name, _) in enumerate(self.words) if name == wanted]
        numbers += [number for name, (number,) in self.synonyms if name == wanted]
        return [self.articles[number] for number in dict.fromkeys(numbers)]


@pytest.mark.parametrize(
    "typed",
    [
        *("新质生产力", "新質生產力", "new quality productive forces", "NQPF", "new productivity"),
        *("xinzhishengchanli", "xin zhi shengchanli", "xzscl", "xinzhi"),
    ],
)
def test_every_way_to_type_a_term_leads_to_its_article(tmp_path: Path, typed: str) -> None:
    """Terms, pinyin, its initials and beginning, and the Traditional writing are found."""
    write_stardict(ENTRIES, tmp_path / "x.ifo", title="Policy")
    (article,) = Dictionary(tmp_path / "x.ifo").look_up(typed)
    for told in ("新质生产力", "xīn zhì shēngchǎnlì", "NQPF", "acronym", "deprecated", "Xinhua", "report, 2024"):
        assert told in article


def test_entries_under_one_word_share_an_article(tmp_path: Path) -> None:
    """A word stands once in the index, with all its concepts."""
    write_stardict(
        [entry_of("a", en="*bank", hans="*银行"), entry_of("b", en="*bank", hans="*河岸")], tmp_path / "x.ifo"
    )
    (article,) = Dictionary(tmp_path / "x.ifo").look_up("bank")
    assert "银行" in article
    assert "河岸" in article


def test_a_beginning_that_many_share_leads_nowhere(tmp_path: Path) -> None:
    """A dozen concepts may share a beginning of pinyin, more would bury each other."""
    many = [entry_of(str(n), hans=f"*中国共产党{n}/Zhōngguó gòngchǎn dǎng {n}") for n in range(13)]
    write_stardict(many, tmp_path / "x.ifo")
    dictionary = Dictionary(tmp_path / "x.ifo")
    assert not dictionary.look_up("zhongguogongchan")
    assert dictionary.look_up("zhongguogongchandang5")
    write_stardict(many[:12], tmp_path / "x.ifo")
    assert len(Dictionary(tmp_path / "x.ifo").look_up("zhongguogongchan")) == 12


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(entries=termbases())
def test_a_dictionary_is_in_the_order_of_its_format(tmp_path: Path, entries: list[ConceptEntry]) -> None:
    """Any entries make a well-formed dictionary, the same one each time."""
    path = tmp_path / "x.ifo"
    report = write_stardict(entries, path)
    dictionary = Dictionary(path)
    assert report.written == len(entries)
    for records in (dictionary.words, dictionary.synonyms):
        names = [name for name, _ in records]
        assert names == sorted(names, key=lambda name: (name.lower(), name))
        assert all(0 < len(name) < 256 for name in names)
        assert all(name.decode() for name in names)
    for entry in entries:
        for _, term in entry.find_terms():
            assert dictionary.look_up(" ".join(term.term.split()))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    write_stardict(entries, path)
    assert before == {file.name: file.read_bytes() for file in tmp_path.iterdir()}


def test_long_terms_are_cut_between_characters(tmp_path: Path) -> None:
    """The index holds 255 bytes of a word, the article all of it."""
    write_stardict([entry_of("a", en="*long", hans="*" + "𠮷" * 100)], tmp_path / "x.ifo")
    dictionary = Dictionary(tmp_path / "x.ifo")
    assert dictionary.look_up("𠮷" * 63)
    assert "𠮷" * 100 in dictionary.look_up("long")[0]


def test_plain_articles_have_no_tags(tmp_path: Path) -> None:
    """What a terminal shows is text."""
    write_stardict([FORCES, HOSTILE], tmp_path / "x.ifo", is_plain=True)
    dictionary = Dictionary(tmp_path / "x.ifo")
    assert dictionary.info["sametypesequence"] == "m"
    assert dictionary.look_up("xzscl")[0].startswith("新质生产力 xīn zhì shēngchǎnlì\nnew quality productive forces\n")
    assert "<script>alert(1)</script> 'it\"s'" in dictionary.look_up("&lt;危险&gt;")[0]


def test_hostile_texts_are_only_text_in_a_dictionary(tmp_path: Path) -> None:
    """Neither tags nor line ends of texts become those of the dictionary."""
    write_stardict([HOSTILE], tmp_path / "x.ifo", title="a\nwordcount=9")
    dictionary = Dictionary(tmp_path / "x.ifo")
    assert dictionary.info["bookname"] == "a wordcount=9"
    (article,) = dictionary.look_up("weixian")
    assert "<script" not in article
    assert "<img" not in article
    assert "nulinside" in article


@pytest.mark.parametrize(("name", "entries"), [("x.dict", ENTRIES), ("x.ifo", []), ("x.ifo", [ConceptEntry(id="a")])])
def test_what_can_be_no_dictionary_changes_nothing(tmp_path: Path, name: str, entries: list[ConceptEntry]) -> None:
    """Another ending, no entries and no terms are refused before anything is written."""
    with pytest.raises(UsageError):
        write_stardict(entries, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_printed_glossary_is_in_the_order_people_look_for(tmp_path: Path) -> None:
    """English by its letters with what leads elsewhere, Chinese by pinyin."""
    extra = [
        entry_of("x", en="*“Beautiful China” initiative|*Éclat", hans="*美丽中国/měilì Zhōngguó"),
        entry_of("y", hans="*某"),
    ]
    report = write_html_glossary([*ENTRIES, *extra], tmp_path / "x.html", title="Terms & more")
    page = (tmp_path / "x.html").read_text("utf-8")
    heads = re.findall(r"<h3>(.)</h3>", page)
    assert heads == [*"BCEN#", *"MXZ#"]
    assert report.written == 5
    texts = " ".join(" ".join(Page(page).texts).split())
    assert "Terms & more" in texts
    assert "CPC → Communist Party of China" in texts
    assert texts.index("中共 Zhōnggòng Communist") < texts.index("中国共产党 Zhōngguó Gòngchǎndǎng Communist")
    assert "新质生产力 xīn zhì shēngchǎnlì new quality productive forces" in texts


def test_a_printed_glossary_runs_nothing(tmp_path: Path) -> None:
    """Texts are texts whatever they look like, and the page allows nothing but its own style."""
    write_html_glossary([HOSTILE, FORCES], tmp_path / "x.html", title="</title><script>")
    written = (tmp_path / "x.html").read_text("utf-8")
    page = Page(written)
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert "default-src 'none'; style-src 'sha256-" in written
    assert "\x00" not in written
    assert "<script>alert(1)</script> 'it\"s'" in page.texts


def test_pdf_has_the_glossary(tmp_path: Path) -> None:
    """Terms, pinyin and rare characters can be read and searched; the bytes are the same each time."""
    path = tmp_path / "x.pdf"
    report = write_pdf([*ENTRIES, HOSTILE], path, title='Terms "#let x" $1$')
    assert report.written == 4
    before = path.read_bytes()
    with pdfium.PdfDocument(path) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for told in (
        "新质生产力",
        "xīn zhì shēngchǎnlì",
        "𠮷野家",
        "CPC → Communist",
        "<script>alert(1)</script>",
        '"#let x" $1$',
    ):
        assert told in text
    write_pdf([*ENTRIES, HOSTILE], path, title='Terms "#let x" $1$')
    assert path.read_bytes() == before


def test_pdf_pages_have_running_heads(tmp_path: Path) -> None:
    """Each page says what it begins and ends with."""
    many = [entry_of(str(n), en=f"*term {n:03}", hans=f"*词{n:03}/cí") for n in range(300)]
    write_pdf(many, tmp_path / "x.pdf")
    with pdfium.PdfDocument(tmp_path / "x.pdf") as document:
        lines = document[1].get_textpage().get_text_bounded().split("\r\n")
    assert re.fullmatch(r"term (\d+) *(term|词) ?\d+", lines[0])
    assert lines[0].split()[1] == lines[1].split()[1]


@pytest.mark.parametrize(("name", "value"), [("_families", lambda: frozenset({"Arial"})), ("MOST_ENTRIES", 2)])
def test_what_can_be_no_pdf_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    """Without a Chinese font there would be boxes, and too many entries would take all memory."""
    monkeypatch.setattr(pdf_writer, name, value)
    with pytest.raises(UsageError, match=r"x\.pdf: "):
        write_pdf(ENTRIES, tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())


def test_a_page_to_search_runs_only_its_own_script(tmp_path: Path) -> None:
    """Texts neither end the data nor the page, and the policy names the one script and the one style."""
    write_html_site([HOSTILE, FORCES], tmp_path / "x.html", title="</title><script>")
    written = (tmp_path / "x.html").read_text("utf-8")
    page = Page(written)
    assert page.tags.count("script") == 2
    assert "img" not in page.tags
    assert "http:" not in written
    assert "https:" not in written
    policy = next(value or "" for name, value in page.attributes if name == "content")
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; .*", policy)
    assert "</title><script>" in page.texts


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(entries=termbases())
def test_a_page_to_search_has_every_entry(tmp_path: Path, entries: list[ConceptEntry]) -> None:
    """Any entries make data that a browser reads, the same bytes each time."""
    path = tmp_path / "x.html"
    write_html_site(entries, path)
    written = path.read_bytes()
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', written.decode(), re.DOTALL)
    assert data
    found = json.loads(data[1])
    assert [[term[2] for term in each["t"]] for each in found] == [
        [" ".join(term.term.split()) for _, term in ordered_terms(entry)] for entry in entries
    ]
    write_html_site(entries, path)
    assert path.read_bytes() == written


def read_notes(path: Path) -> list[tuple[str, dict[str, str], str]]:
    """Return the notes of a deck: what each is known by, its fields and its tags."""
    with zipfile.ZipFile(path) as package:
        assert package.namelist() == ["collection.anki2", "media"]
        assert package.read("media") == b"{}"
        copy = path.with_suffix(".anki2")
        copy.write_bytes(package.read("collection.anki2"))
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT guid, flds, tags FROM notes ORDER BY id").fetchall()
        cards = database.execute("SELECT count(*), count(DISTINCT id) FROM cards").fetchone()
    assert cards == (2 * len(rows), 2 * len(rows))
    return [(guid, dict(zip(FIELDS, fields.split("\x1f"), strict=True)), tags) for guid, fields, tags in rows]


def test_a_deck_has_all_of_an_entry(tmp_path: Path) -> None:
    """The two terms are on the cards, the rest is in fields of its own, and the subject field is a tag."""
    report = write_anki(
        [FORCES, entry_of("no", en="*only English"), entry_of("not", en="!old", hans="*旧")], tmp_path / "x.apkg"
    )
    ((_, fields, tags),) = read_notes(tmp_path / "x.apkg")
    assert tags == " economy "
    assert fields["English"] == "new quality productive forces"
    assert fields["Chinese"] == '<span lang="zh-Hans">新质生产力</span>'
    assert fields["Pinyin"] == "xīn zhì shēngchǎnlì"
    assert fields["Other terms"] == "NQPF <small>acronym</small><br><s>new productivity</s> <small>deprecated</small>"
    assert fields["Definition"] == "advanced productivity <small>Xinhua</small>"
    assert fields["Examples"] == "Develop new quality productive forces. <small>report, 2024</small>"
    assert report.written == 1
    assert [issue.entry for issue in report.issues] == ["no", "not"]


def test_a_changed_entry_keeps_its_note(tmp_path: Path) -> None:
    """What Anki knows a note by depends on the id alone."""
    before = entry_of("a", en="*bank", hans="*银行")
    after = entry_of("a", en="*commercial bank", hans="*商业银行/shāngyè yínháng")
    write_anki([before], tmp_path / "x.apkg")
    write_anki([entry_of("b", en="*other", hans="*别的"), after], tmp_path / "y.apkg")
    (old,) = read_notes(tmp_path / "x.apkg")
    other, new = read_notes(tmp_path / "y.apkg")
    assert old[0] == new[0] != other[0]
    assert new[1]["English"] == "commercial bank"


def test_hostile_texts_are_only_text_in_a_deck(tmp_path: Path) -> None:
    """Anki finds neither elements, sounds nor LaTeX in texts."""
    wild = entry_of("w", en="*[sound:x.mp3] [latex]x[/latex] \x1f{{English}}", hans="*危险")
    write_anki([HOSTILE, wild], tmp_path / "x.apkg", title="a\x1fb\n<i>")
    hostile, sounds = read_notes(tmp_path / "x.apkg")
    assert not set("<>\x00\ud800[") & set(
        "".join(re.sub("</?(span|small|br)[^<>]*>", "", text) for text in hostile[1].values())
    )
    assert unescape(hostile[1]["English"]) == "<script>alert(1)</script> 'it\"s'"
    assert unescape(sounds[1]["English"]).startswith("[sound:x.mp3] [latex]x")
    assert "[" not in sounds[1]["English"]
    assert hostile[2] == " img_src_x_onerror_alert_1 "


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(entries=termbases())
def test_a_deck_of_any_entries_is_well_formed(tmp_path: Path, entries: list[ConceptEntry]) -> None:
    """Each entry is a note or told of; the same entries of the same time give the same bytes."""
    path = tmp_path / "x.apkg"
    try:
        report = write_anki(entries, path, seconds=1_800_000_000)
    except UsageError:
        assert not path.exists()
        return
    assert report.written + len(report.issues) == len(entries)
    assert len(read_notes(path)) == report.written
    before = path.read_bytes()
    write_anki(entries, path, seconds=1_800_000_000)
    assert path.read_bytes() == before
    path.unlink()


def clean(text: str) -> str:
    """Return a text on one line, without the controls that HTML has no room for."""
    return re.sub("[\x7f-\x9f]", "", " ".join(text.split()))


def texts_to_show(entry: ConceptEntry) -> Iterator[str]:
    """Yield all texts of an entry that readers get."""
    for definition in (entry.definition, *(section.definition for section in entry.sections)):
        if definition:
            yield from (definition.text, definition.source or "")
    yield from (
        entry.subject_field or "",
        *entry.notes,
        *(note for section in entry.sections for note in section.notes),
    )
    for _, term in entry.find_terms():
        yield from (term.term, term.pinyin or "", term.source or "", *term.notes)
        yield from (text for context in term.contexts for text in (context.text, context.source))
        yield term.part_of_speech.value if term.part_of_speech else ""
        yield "" if term.status.is_accepted else term.status.value


def read_page(folder: Path, entries: list[ConceptEntry]) -> str:
    """Return the texts of a glossary to print."""
    write_html_glossary(entries, folder / "x.html")
    return " ".join(Page((folder / "x.html").read_text("utf-8")).texts)


def read_site(folder: Path, entries: list[ConceptEntry]) -> str:
    """Return the texts of a page to search."""
    write_html_site(entries, folder / "y.html")
    (data,) = (text for text in Page((folder / "y.html").read_text("utf-8")).texts if text.startswith("[\n{"))
    return " ".join(_strings(json.loads(data)))


def read_dictionary(folder: Path, entries: list[ConceptEntry]) -> str:
    """Return the texts of a dictionary."""
    write_stardict(entries, folder / "x.ifo")
    return " ".join(text for article in Dictionary(folder / "x.ifo").articles for text in Page(article).texts)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


@pytest.mark.parametrize("read", [read_page, read_site, read_dictionary])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(entries=termbases())
def test_readers_get_every_text(
    tmp_path: Path, read: Callable[[Path, list[ConceptEntry]], str], entries: list[ConceptEntry]
) -> None:
    """What a format is said to carry is there, and its files are the same each time."""
    shown = clean(read(tmp_path, entries))
    for text in {text for entry in entries for text in texts_to_show(entry)}:
        assert clean(text) in shown
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    read(tmp_path, entries)
    assert before == {file.name: file.read_bytes() for file in tmp_path.iterdir()}

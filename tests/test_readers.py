"""Reading each format: no paragraph lost, reading order kept, hostile files refused."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from glossary.errors import UnreadableDocument
from glossary.mine.documents import read_document
from glossary.mine.readers import docx, html, markdown, pdf
from glossary.text.cleaning import Block, BlockKind

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.mine.readers.raw import RawDocument

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_html(markup: str | bytes) -> RawDocument:
    """Read a page that was written in UTF-8."""
    return html.read(markup.encode() if isinstance(markup, str) else markup, path="page.html")


def texts(raw: RawDocument) -> list[str]:
    """Return the texts that belong to the article."""
    return [block.text for block in raw.blocks if block.reason is None]


def word_file(body: str, **parts: str) -> bytes:
    """Return a Word document with a body and other parts, named ``word/NAME.xml``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def word_paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph in Word's XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


class TestHtml:
    """Web pages."""

    def test_every_kind_of_paragraph_survives(self) -> None:
        """Short paragraphs, lists, tables, quotations, definitions and loose text are all read, in order."""
        raw = read_html(
            "<html><body><main><h1>A title</h1>Loose text.<p>Yes.</p><p>It <b>grew</b> by 5<sup>%</sup>.</p>"
            "<blockquote>A quotation.</blockquote><ul><li>First item</li><li>Second <a "
            "href='/x'>item</a></li></ul>"
            "<table><tr><th>Term</th><th>Equivalent</th></tr><tr><td>reform</td><td>改革</td></tr></table>"
            "<dl><dt>Hub</dt><dd>枢纽</dd></dl><p>Line one.<br>Line two.</p><pre>kept  as\nit "
            "is</pre></main></body></html>"
        )

        assert texts(raw) == [
            "A title", "Loose text.", "Yes.", "It grew by 5%.", "A quotation.", "First item", "Second item",
            "Term | Equivalent", "reform | 改革", "Hub", "枢纽", "Line one.\nLine two.", "kept  as\nit is",
        ]  # fmt: skip
        assert [block.text for block in raw.blocks if block.kind is BlockKind.HEADING] == ["A title"]

    def test_a_page_laid_out_with_a_table_is_read_as_paragraphs(self) -> None:
        """A table that holds the whole article isn't taken for a table of values."""
        raw = read_html("<table><tr><td><div><p>One paragraph.</p><p>Another paragraph.</p></div></td></tr></table>")

        assert texts(raw) == ["One paragraph.", "Another paragraph."]

    def test_navigation_is_marked_and_links_in_the_text_are_not(self) -> None:
        """Menus and lists of other articles are set apart; a linked sentence, headline or item stays."""
        raw = read_html(
            "<body><nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
            "<article><h2><a href='/t'>A linked headline</a></h2><p><a href='/s'>A linked sentence.</a></p>"
            "<ul><li><a href='/p'>Measures for free trade zones</a></li></ul></article>"
            "<div class='related'><a href='/1'>Another article</a></div>"
            "<div><a href='/a'>One</a> <a href='/b'>Two</a> <a href='/c'>Three</a></div></body>"
        )

        assert texts(raw) == ["A linked headline", "A linked sentence.", "Measures for free trade zones"]
        assert {block.reason for block in raw.blocks if block.reason} == {"navigation"}

    def test_scripts_styles_and_comments_are_no_text(self) -> None:
        """Nothing that a browser doesn't show gets into the text."""
        raw = read_html("<style>p{}</style><script>var a = '<p>no</p>';</script><!-- <p>no</p> --><p>Yes, this.</p>")

        assert texts(raw) == ["Yes, this."]

    def test_title_and_date_come_from_the_metadata(self) -> None:
        """The page's metadata name the title without the site, and the date of publication."""
        raw = read_html(
            "<head><title>Port opens - Some Daily</title><meta property='article:published_time' "
            "content='2026-03-11T07:20:00+08:00'></head><body><p>Text.</p></body>"
        )

        assert (raw.title, raw.date) == ("Port opens", "2026-03-11")

    @pytest.mark.parametrize(
        ("declaration", "encoding"),
        [
            ('<meta charset="gb2312">', "gb18030"),
            ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
            ('<?xml version="1.0" encoding="gbk"?>', "gbk"),
            ("<meta charset=windows-1251>", "cp1251"),
        ],
    )
    def test_the_declared_encoding_is_used(self, declaration: str, encoding: str) -> None:
        """A page is read in the encoding that its markup declares."""
        text = "Реформа." if encoding == "cp1251" else "經濟合作。" if encoding == "big5" else "改革开放。"
        raw = read_html(f"{declaration}<html><body><p>{text}</p></body></html>".encode(encoding))

        assert texts(raw) == [text]

    def test_entities_of_its_own_are_refused(self) -> None:
        """A page that declares entities isn't expanded, it is refused."""
        bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><body><p>&b;</p></body></html>'
        with pytest.raises(UnreadableDocument, match="entities"):
            read_html(bomb)

    def test_deep_nesting_is_read_or_refused_never_cut(self) -> None:
        """A thousand levels are read; a hundred thousand are refused, since text would be lost silently."""

        def page(depth: int) -> str:
            return f"<body>{'<div>' * depth}<p>Deep.</p>{'</div>' * depth}<p>After.</p></body>"

        assert texts(read_html(page(1000))) == ["Deep.", "After."]
        with pytest.raises(UnreadableDocument, match="nested"):
            read_html(page(100_000))


class TestMarkdown:
    """Markdown files."""

    def test_structure_is_read_and_markup_is_not(self) -> None:
        """Headings, wrapped paragraphs, items, tables and links give their text; the markup is gone."""
        raw = markdown.read(
            b'---\ntitle: "A port opens"\ndate: 2026-03-11\n---\n# A port *opens*\n\n'
            b"The [city](http://x.example) grew\n"
            b"by **5** percent.\n\n- first item\n- second `item`\n\n"
            b"| Term | zh |\n|---|---|\n| reform | \xe6\x94\xb9\xe9\x9d\xa9 |\n\n"
            b"    An indented paragraph.\n\n<div><p>Within HTML.</p></div>\n",
            path="x.md",
        )

        assert (raw.title, raw.date) == ("A port opens", "2026-03-11")
        assert texts(raw) == [
            "A port opens", "The city grew\nby 5 percent.", "first item", "second item", "Term | zh",
            "reform | 改革",
            "An indented paragraph.\n", "Within HTML.",
        ]  # fmt: skip

    def test_fenced_code_is_set_apart(self) -> None:
        """Code between fences is no text of the article."""
        raw = markdown.read(b"Text.\n\n```\nx = 1\n```\n", path="x.md")

        assert texts(raw) == ["Text."]
        assert [block.reason for block in raw.blocks] == [None, "code"]


class TestDocx:
    """Word documents."""

    def test_a_document_written_by_a_library_is_read(self, tmp_path: Path) -> None:
        """Headings, paragraphs, list items and tables of a real file come out in order."""
        docx_library = pytest.importorskip("docx", reason="needs python-docx to write a Word file")
        document = docx_library.Document()
        document.add_heading("A port opens its doors", level=1)
        document.add_paragraph("The first paragraph says that the port has opened.")
        document.add_paragraph("an item of a list", style="List Bullet")
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "reform", "改革"
        document.add_paragraph("高质量发展是首要任务。")
        path = tmp_path / "x.docx"
        document.save(str(path))

        read = read_document(path)

        assert read.title == "A port opens its doors"
        assert read.text.split("\n\n") == [
            "A port opens its doors",
            "The first paragraph says that the port has opened.",
            "an item of a list",
            "reform | 改革",
            "高质量发展是首要任务。",
        ]
        assert [read.text[start:end] for start, end in read.headings] == ["A port opens its doors"]

    def test_notes_tabs_and_styles_based_on_headings(self) -> None:
        """Footnotes follow the text, tabs are spaces, and a style made of a heading style is a heading."""
        styles = (
            f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:styleId="Mine"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style></w:styles>'
        )
        note = word_paragraph("A note.")
        footnotes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote>{note}</w:footnote></w:footnotes>'
        body = word_paragraph("A heading", '<w:pStyle w:val="Mine"/>') + (
            "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        )

        raw = docx.read(word_file(body, styles=styles, footnotes=footnotes), path="x.docx")

        assert raw.blocks == (Block("A heading", BlockKind.HEADING), Block("one two"), Block("A note."))

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"PK\x03\x04 but no archive", "damaged"),
            (word_file("<w:p>")[:-40], "damaged"),
            (word_file("<w:p><w:r></w:p>"), "damaged"),
            (word_file("").replace(b"word/document.xml", b"word/documint.xml"), "no Word document"),
        ],
        ids=["no archive", "cut", "bad XML", "other archive"],
    )
    def test_damage_is_said_clearly(self, data: bytes, reason: str) -> None:
        """A damaged file gives one clear line."""
        with pytest.raises(UnreadableDocument, match=reason):
            docx.read(data, path="x.docx")

    def test_a_zip_bomb_is_not_unpacked(self) -> None:
        """A small file that unpacks to hundreds of megabytes is refused by its declared size."""
        bomb = word_file("<w:p/>", padding=" " * 210_000_000)
        assert len(bomb) < 1_000_000

        with pytest.raises(UnreadableDocument, match="zip bomb"):
            docx.read(bomb, path="x.docx")

    def test_an_encrypted_archive_is_refused(self) -> None:
        """A part that is encrypted can't be read without its password."""
        data = bytearray(word_file(word_paragraph("secret")))
        directory = data.index(b"PK\x01\x02")
        data[directory + 8 : directory + 10] = struct.pack("<H", 1)

        with pytest.raises(UnreadableDocument, match="encrypted"):
            docx.read(bytes(data), path="x.docx")

    def test_entities_are_refused(self, tmp_path: Path) -> None:
        """A document type, and with it any entity or file it names, is never looked at."""
        secret = tmp_path / "secret.txt"
        secret.write_text("not for reading", "utf-8")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(
                "word/document.xml",
                f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{WORD}"><w:body>'
                "<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>",
            )

        with pytest.raises(UnreadableDocument, match="document type"):
            docx.read(buffer.getvalue(), path="x.docx")


class TestPdf:
    """PDF files, written with reportlab."""

    @staticmethod
    def write(draw: list[tuple[float, float, str]], *, font: str = "Helvetica", size: int = 10) -> bytes:
        """Return a PDF with lines of text at places, a form feed for a new page."""
        canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab to write a PDF")
        if font == "STSong-Light":
            from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - skipped without reportlab
            from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415 - likewise

            pdfmetrics.registerFont(UnicodeCIDFont(font))
        buffer = io.BytesIO()
        canvas = canvas_module.Canvas(buffer, pagesize=(595, 842))
        canvas.setFont(font, size)
        for left, bottom, text in draw:
            if text == "\f":
                canvas.showPage()
                canvas.setFont(font, size)
            else:
                canvas.drawString(left, bottom, text)
        canvas.save()
        return buffer.getvalue()

    def test_two_columns_are_read_one_after_the_other(self, tmp_path: Path) -> None:
        """Lines drawn across both columns are put in reading order, and broken words are whole again."""
        left = [
            "The city has built high-level open plat-", "forms for trade over the last ten years",
            "and will add more of them this year.", "A second paragraph of the left column",
            "begins here and goes on over the gut-",
        ]  # fmt: skip
        right = [
            "ter into the right column, where it", "ends after a few more words.",
            "Trade will grow with the State-",
            "owned ports, the mayor said in the city", "on Monday, and the article ends here.",
        ]  # fmt: skip
        lines = [(60.0, 790.0, "Port city opens new platforms")]
        for index, (one, two) in enumerate(zip(left, right, strict=True)):
            lines += [(60.0, 740 - 13 * index, one), (310.0, 740 - 13 * index, two)]
        path = tmp_path / "x.pdf"
        path.write_bytes(self.write(lines))

        text = read_document(path).text.replace("\n\n", " ")

        assert text == (
            "Port city opens new platforms The city has built high-level open platforms for trade over "
            "the last ten "
            "years and will add more of them this year. A second paragraph of the left column begins here "
            "and goes on "
            "over the gutter into the right column, where it ends after a few more words. Trade will grow "
            "with the "
            "State-owned ports, the mayor said in the city on Monday, and the article ends here."
        )

    def test_three_justified_columns_keep_every_word_in_order(self, tmp_path: Path) -> None:
        """A newspaper page with a short last column is read column by column, wide word spaces or not."""
        styles = pytest.importorskip("reportlab.lib.styles", reason="needs reportlab to write a PDF")
        platypus = pytest.importorskip("reportlab.platypus", reason="needs reportlab to write a PDF")
        words = [f"{'abcdefgh'[: 2 + number % 7]}{number}" for number in range(640)]
        paragraphs = [" ".join(words[start : start + 40]).capitalize() + "." for start in range(0, 640, 40)]
        frames = [platypus.Frame(50 + 172 * column, 300, 155, 480) for column in range(3)]
        path = tmp_path / "x.pdf"
        document = platypus.BaseDocTemplate(str(path), pagesize=(595, 842))
        document.addPageTemplates([platypus.PageTemplate(frames=frames)])
        style = styles.ParagraphStyle("body", fontSize=10, leading=13, alignment=4, spaceAfter=6)
        document.build([platypus.Paragraph(text, style) for text in paragraphs])

        assert read_document(path).text.split() == " ".join(paragraphs).split()

    def test_headers_and_page_numbers_are_left_out(self, tmp_path: Path) -> None:
        """What is printed at the edge of each page doesn't break the sentence that goes over it."""
        path = tmp_path / "x.pdf"
        path.write_bytes(
            self.write(
                [
                    (60, 815, "HARBOUR WEEKLY"),
                    (60, 700, "The town will go on with its plan for the railway and"),
                    (300, 20, "7"), (0, 0, "\f"),
                    (60, 815, "HARBOUR WEEKLY"),
                    (60, 760, "the port, which serves three provinces."), (300, 20, "8"),
                ]
            )
        )  # fmt: skip

        assert read_document(path).text == (
            "The town will go on with its plan for the railway and the port, which serves three provinces."
        )

    def test_chinese_is_read_and_its_lines_joined_without_spaces(self, tmp_path: Path) -> None:
        """Wrapped lines of Chinese make one paragraph."""
        path = tmp_path / "x.pdf"
        lines = [
            "加快构建新发展格局，着力推动高质量发展，发展新质生",
            "产力，推进高水平对外开放，全面推进乡村振兴。",
        ]
        path.write_bytes(self.write([(60, 700 - 18 * i, line) for i, line in enumerate(lines)], font="STSong-Light"))

        read = read_document(path)

        assert read.text == "".join(lines)
        assert read.language == "zh-Hans"

    def test_a_scan_says_what_to_do(self) -> None:
        """A PDF without text asks for text recognition."""
        with pytest.raises(UnreadableDocument, match="OCR"):
            pdf.read(self.write([]), path="x.pdf")

    def test_a_password_is_asked_to_be_removed(self) -> None:
        """An encrypted PDF is named as such."""
        canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab to write a PDF")
        buffer = io.BytesIO()
        canvas = canvas_module.Canvas(buffer, encrypt="secret")
        canvas.drawString(60, 700, "Secret text.")
        canvas.save()

        with pytest.raises(UnreadableDocument, match="encrypted"):
            pdf.read(buffer.getvalue(), path="x.pdf")

    @pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"\xff\0\x01" * 500], ids=["header", "noise"])
    def test_damage_is_said_clearly(self, data: bytes) -> None:
        """A damaged PDF gives one clear line."""
        with pytest.raises(UnreadableDocument, match="damaged"):
            pdf.read(data, path="x.pdf")

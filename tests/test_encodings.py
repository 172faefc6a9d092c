"""Which encoding a file is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import UnreadableDocument
from glossary.mine.readers.encodings import decode

SIMPLIFIED = (
    "加快发展新质生产力，扎实推进高质量发展。会议强调，要坚持以人民为中心的发展思想，"
    "在发展中保障和改善民生，推动共同富裕取得更为明显的实质性进展。"
)
TRADITIONAL = (
    "行政院會今天通過數位發展計畫，將在五年內投入新臺幣三百億元，協助中小企業轉型。"
    "院長表示，這項計畫與國家的長期發展有關，各部會應該加強合作。"
)
MIXED = "The new quality productive forces (新质生产力) are part of the plan.\nThey come with reform (改革)."
WESTERN = "The café’s owner, José Muñoz, paid £20 – “too much” – for the naïve protégé’s résumé."


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [SIMPLIFIED, MIXED], ids=["chinese", "mixed"])
def test_simplified_chinese_is_read_in_every_encoding(encoding: str, text: str) -> None:
    """Chinese is read right in UTF-8, GB18030 and, with a mark, in UTF-16 and UTF-32."""
    assert decode(text.encode(encoding), path="x.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_zero_bytes(encoding: str) -> None:
    """UTF-16 needs no byte order mark."""
    assert decode(MIXED.encode(encoding), path="x.txt") == MIXED


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs"])
def test_big5_is_not_taken_for_gb18030_or_japanese(encoding: str) -> None:
    """Traditional Chinese in Big5 is told from GB18030 by how common its characters are."""
    assert decode(TRADITIONAL.encode(encoding), path="x.txt") == TRADITIONAL


@pytest.mark.parametrize("text", ["新质生产力", "西部陆海新通道", "共同富裕\n营商环境\n"])
def test_a_few_characters_of_gb18030_are_enough(text: str) -> None:
    """A short list of terms in GB18030 is read as Chinese."""
    assert decode(text.encode("gb18030"), path="x.txt") == text


@pytest.mark.parametrize("text", ["數位發展計畫", "共同富裕與營商環境", "國家發展委員會\n"])
def test_a_few_characters_of_big5_are_enough(text: str) -> None:
    """A short list of terms in Big5 is read as Chinese."""
    assert decode(text.encode("big5"), path="x.txt") == text


def test_western_bytes_are_windows_1252() -> None:
    """Accents and curly quotes of a Western file are no Chinese."""
    assert decode(WESTERN.encode("cp1252"), path="x.txt") == WESTERN


def test_rare_characters_survive() -> None:
    """A character beyond the first plane is read from UTF-8 and GB18030."""
    text = "𠮷林省的高质量发展与对外开放"

    assert decode(text.encode(), path="x.txt") == text
    assert decode(text.encode("gb18030"), path="x.txt") == text


def test_the_user_has_the_last_word() -> None:
    """A named encoding is used even where another would be guessed."""
    assert decode("é".encode("cp1252"), path="x.txt", encoding="cp1251") == "й"


@pytest.mark.parametrize(
    ("encoding", "reason"), [("utf-8", "not utf-8"), ("klingon", "no encoding"), ("zip", "no enc")]
)
def test_a_wrong_override_is_said_clearly(encoding: str, reason: str) -> None:
    """A named encoding that doesn't fit, or doesn't exist, makes the document unreadable, not garbled."""
    with pytest.raises(UnreadableDocument, match=reason):
        decode(SIMPLIFIED.encode("gb18030"), path="x.txt", encoding=encoding)


def test_a_declared_encoding_is_believed() -> None:
    """What a page declares decides where the bytes allow more than one reading."""
    assert decode(b"\xea\xf3\xf0\xf1", path="x.html", declared="windows-1251") == "курс"


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-7", "unheard-of", "big5"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    """UTF-8 that calls itself something else is UTF-8."""
    assert decode(MIXED.encode(), path="x.html", declared=declared) == MIXED


def test_gb2312_means_gb18030() -> None:
    """Pages under the label gb2312 use characters of the larger set."""
    text = "镕基总理表示，瞭解情况。𠮷"

    assert decode(text.encode("gb18030"), path="x.html", declared="gb2312") == text


def test_one_damaged_byte_does_not_make_utf8_another_encoding() -> None:
    """A long UTF-8 text with one bad byte stays UTF-8."""
    data = bytearray((SIMPLIFIED * 10).encode())
    data[300] = 0xFF

    assert decode(bytes(data), path="x.txt").startswith(SIMPLIFIED)


def test_a_stray_byte_does_not_make_a_text_unreadable() -> None:
    """One byte that belongs to no encoding is lost, not the document."""
    text = "The port opened on Monday, and three ships came in. " * 30

    assert decode(text.encode() + b"\x9d", path="x.txt").startswith(text)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + b"\0" * 64,
        b"text\0text\0\x01\x02",
        b"\x81\xff\xfe\x90\x05" * 40,
    ],
    ids=["all bytes", "program", "zeros", "noise"],
)
def test_binary_junk_is_refused(data: bytes) -> None:
    """What is no text is refused with a reason, whatever encoding could decode it."""
    with pytest.raises(UnreadableDocument, match=r"x\.bin"):
        decode(data, path="x.bin")


def test_real_articles_are_read_in_the_encodings_of_china(tmp_path: Path) -> None:
    """The Chinese sample articles come back whole from GB18030, UTF-16 and UTF-8."""
    articles = sorted((Path(__file__).parents[1] / "seeds" / "articles").glob("*.zh.txt"))
    assert articles
    for article in articles:
        text = article.read_text("utf-8")
        for encoding in ("utf-8", "gb18030", "utf-16", "utf-16-le"):
            copy = tmp_path / f"{article.stem}.{encoding}.txt"
            copy.write_bytes(text.encode(encoding))

            assert decode(copy.read_bytes(), path=str(copy)) == text

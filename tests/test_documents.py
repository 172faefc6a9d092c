"""Finding the files to mine, and reading each as a document."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from glossary.errors import InputError, UnreadableDocument
from glossary.mine import documents
from glossary.mine.documents import find_paths, read_document, read_documents

ENGLISH = "Port opens its doors\n2026-03-11\n\nThe port opened on Monday, and three ships came in.\n"
CHINESE = "港口开门迎客\n2026年3月11日\n\n港口星期一开放，三艘船进港。当地政府表示，将继续扩大对外开放。\n"
TAIWANESE = "港口開門迎客\n\n港口星期一開放，三艘船進港。當地政府表示，將繼續擴大對外開放。\n"


class TestFindPaths:
    """Files as named, and folders searched through."""

    def test_a_folder_is_searched_for_supported_files(self, tmp_path: Path) -> None:
        """Folders give the files of every supported suffix, in order, and no others."""
        for name in ("b.txt", "a.md", "deep/er/c.HTML", "d.pdf", "e.docx", "f.xhtml", "g.markdown", "h.htm"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x", "utf-8")
        for name in ("i.py", ".hidden.txt", ".git/j.txt", "k.csv"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x", "utf-8")

        found = [str(path.relative_to(tmp_path)) for path in find_paths([tmp_path])]

        assert found == [
            "a.md",
            "b.txt",
            "d.pdf",
            "deep/er/c.HTML",
            "e.docx",
            "f.xhtml",
            "g.markdown",
            "h.htm",
        ]

    def test_a_named_file_is_taken_whatever_its_suffix_and_only_once(self, tmp_path: Path) -> None:
        """A named file needs no known suffix; named and found again it is read once."""
        (tmp_path / "notes").write_text("x", "utf-8")
        (tmp_path / "a.txt").write_text("x", "utf-8")

        found = find_paths([tmp_path / "notes", tmp_path / "a.txt", str(tmp_path)])

        assert found == [tmp_path / "notes", tmp_path / "a.txt"]

    def test_a_missing_path_is_named(self, tmp_path: Path) -> None:
        """A path that doesn't exist is an error that says which."""
        with pytest.raises(InputError, match=r"nowhere\.txt"):
            find_paths([tmp_path / "nowhere.txt"])

    def test_a_loop_of_links_ends(self, tmp_path: Path) -> None:
        """A link to the folder above it doesn't make the search endless."""
        (tmp_path / "a.txt").write_text("x", "utf-8")
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)

        assert tmp_path / "a.txt" in find_paths([tmp_path])


class TestReadDocument:
    """One file as a clean document."""

    def test_a_document_knows_where_it_is_from(self, tmp_path: Path) -> None:
        """Path, hash of the bytes, language, title, date and headings are those of the file."""
        path = tmp_path / "a.txt"
        path.write_text(ENGLISH, "utf-8")

        read = read_document(path)

        assert (read.path, read.hash) == (str(path), hashlib.sha256(ENGLISH.encode()).hexdigest())
        assert (read.language, read.title, read.date) == ("en", "Port opens its doors", "2026-03-11")
        assert [read.text[start:end] for start, end in read.headings] == ["Port opens its doors"]
        assert read.text == "Port opens its doors\n\nThe port opened on Monday, and three ships came in."

    @pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (CHINESE, "zh-Hans"), (TAIWANESE, "zh-Hant")])
    def test_the_language_is_seen_in_the_characters(self, tmp_path: Path, text: str, language: str) -> None:
        """English, simplified and traditional Chinese are told apart."""
        path = tmp_path / "a.txt"
        path.write_text(text, "utf-8")

        assert read_document(path).language == language

    def test_a_gloss_does_not_make_an_english_text_chinese(self, tmp_path: Path) -> None:
        """An English text with its terms in Chinese is English."""
        path = tmp_path / "a.txt"
        path.write_text("The plan names reform (改革) and opening-up (对外开放) as its two main aims.", "utf-8")

        assert read_document(path).language == "en"

    def test_other_suffixes_are_read_as_what_they_contain(self, tmp_path: Path) -> None:
        """A file without a known suffix is sniffed: a page is read as a page, a text as a text."""
        page, text = tmp_path / "page.asp", tmp_path / "text"
        page.write_text("<!DOCTYPE html><html><body><p>A paragraph of a page.</p></body></html>", "utf-8")
        text.write_text("A paragraph of a text.", "utf-8")

        assert read_document(page).text == "A paragraph of a page."
        assert read_document(text).text == "A paragraph of a text."

    def test_an_encoding_can_be_named(self, tmp_path: Path) -> None:
        """The override reaches the reader."""
        path = tmp_path / "a.txt"
        path.write_bytes("Реформа и открытость.".encode("koi8-r"))

        assert read_document(path, encoding="koi8-r").text == "Реформа и открытость."

    @pytest.mark.parametrize(
        ("name", "data", "reason"),
        [
            ("a.txt", b"", "empty"),
            ("a.txt", b" \n\n ", "empty"),
            ("a.txt", b"text\0\0\x01\x02\x03", "no text|binary"),
            ("a.pdf", b"not a PDF at all", "damaged"),
            ("a.docx", b"not a ZIP at all", "damaged"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "save it as .docx"),
            ("a.rtf", b"{\\rtf1 text}", "Rich Text"),
            ("a.txt.gz", b"\x1f\x8b\x08\0\0\0", "compressed"),
            ("a.html", b"<html><body><nav>Home</nav></body></html>", "nothing is left"),
        ],
    )
    def test_what_cannot_be_read_says_why(self, tmp_path: Path, name: str, data: bytes, reason: str) -> None:
        """Every unreadable file gives one line with its path and a reason."""
        path = tmp_path / name
        path.write_bytes(data)

        with pytest.raises(UnreadableDocument, match=reason) as caught:
            read_document(path)
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_a_folder_and_a_missing_file_say_so(self, tmp_path: Path) -> None:
        """Neither is read as a document."""
        with pytest.raises(UnreadableDocument, match="folder"):
            read_document(tmp_path)
        with pytest.raises(UnreadableDocument, match="no such file"):
            read_document(tmp_path / "gone.txt")

    @pytest.mark.skipif(os.name == "nt", reason="pipes are made differently on Windows")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        """A file that isn't one is refused without opening it."""
        os.mkfifo(tmp_path / "pipe.txt")

        with pytest.raises(UnreadableDocument, match="no regular file"):
            read_document(tmp_path / "pipe.txt")

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
    def test_a_file_without_permission_says_so(self, tmp_path: Path) -> None:
        """A locked file is reported, not raised as something else."""
        path = tmp_path / "a.txt"
        path.write_text("x", "utf-8")
        path.chmod(0)

        with pytest.raises(UnreadableDocument, match="permission"):
            read_document(path)

    def test_a_file_that_is_too_large_is_not_read(self, tmp_path: Path) -> None:
        """The size is looked at first."""
        path = tmp_path / "a.txt"
        with path.open("wb") as file:
            file.truncate(documents.LARGEST + 1)

        with pytest.raises(UnreadableDocument, match="split it"):
            read_document(path)


def test_one_unreadable_document_does_not_stop_the_others(tmp_path: Path) -> None:
    """What can't be read is reported, and everything else is read, in order."""
    for name, text in (("a.txt", ENGLISH), ("c.txt", CHINESE)):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\0\0")
    reported: list[UnreadableDocument] = []

    read = list(read_documents(find_paths([tmp_path]), on_unreadable=reported.append))

    assert [Path(document.path).name for document in read] == ["a.txt", "c.txt"]
    assert [Path(error.path).name for error in reported] == ["b.txt"]

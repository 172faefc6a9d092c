"""Texts with their translations are read from two files, two folders, or one bilingual file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document as WordFile

from glossary.errors import InputError, UnreadableDocument
from glossary.jobs.parallel import is_bilingual_file, read_bilingual, read_parallel

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.concept import ParallelText

ENGLISH = (
    "The port opened a new berth on Monday.",
    "It can handle 120,000 containers a year.",
    "Officials said that customs clearance now takes half a day.",
    "The mayor thanked the dockers.",
    "Next year the railway will reach Laos.",
)
CHINESE = (
    "周一，该港口启用了一个新泊位。",
    "每年可处理12万标准箱。",
    "官员表示，通关时间现在只需半天。",
    "市长向码头工人表示感谢。",
    "明年，铁路将通到老挝。",
)
PAIRS = list(zip(ENGLISH, CHINESE, strict=True))
HANT = ("週一，該港口啟用了一個新泊位。", "每年可處理12萬標準箱。", "官員表示，通關時間現在只需半天。")


def fail(error: UnreadableDocument) -> None:
    """Fail where something can't be read."""
    raise error


def sentences(text: ParallelText | None) -> list[tuple[str, str]]:
    """Return the units of a text, read at their places."""
    assert text is not None
    return [text.sentences(unit) for unit in text.units]


def write(path: Path, *lines: str, glue: str = "\n") -> Path:
    """Write a text."""
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(glue.join(lines), "utf-8")
    return path


@pytest.fixture
def prose(tmp_path: Path) -> tuple[Path, Path]:
    """Return a text and its translation in paragraphs of their own."""
    english = write(tmp_path / "news.txt", " ".join(ENGLISH[:3]), " ".join(ENGLISH[3:]), glue="\n\n")
    return english, write(tmp_path / "新闻.txt", "".join(CHINESE), glue="\n\n")


class TestTwoFiles:
    """A text and its translation."""

    @pytest.mark.parametrize("swapped", [False, True])
    def test_prose_is_aligned(self, prose: tuple[Path, Path], *, swapped: bool) -> None:
        """Sentence by sentence, whatever the paragraphs are, and whichever language is named first."""
        text = read_parallel(*(prose[::-1] if swapped else prose), on_unreadable=fail)[0]
        assert sentences(text) == PAIRS
        assert (text.english.path, text.chinese.path) == tuple(map(str, prose))
        assert (text.english.language, text.chinese.language) == ("en", "zh-Hans")
        assert all(0.3 < unit.likeness < 1 for unit in text.units)

    @pytest.mark.parametrize("swapped", [False, True])
    def test_a_sentence_a_line_is_taken_as_it_is(self, tmp_path: Path, *, swapped: bool) -> None:
        """Lines of a corpus belong together as they stand, also where one holds two sentences."""
        pairs = [("𠮷安 is near. So are we.", "𠮷安很近，我们也是。"), *PAIRS]
        english = write(tmp_path / "a.en", *(pair[0] for pair in pairs))
        chinese = write(tmp_path / "a.zh", *(pair[1] for pair in pairs))
        text = read_parallel(*((chinese, english) if swapped else (english, chinese)), on_unreadable=fail)[0]
        assert sentences(text) == pairs
        assert {unit.likeness for unit in text.units} == {1.0}
        assert text.chinese.language == "zh-Hans"

    def test_as_many_lines_of_another_order_are_aligned(self, tmp_path: Path) -> None:
        """Lines that don't belong together are no corpus, though there are as many of both."""
        english = write(tmp_path / "a.txt", ENGLISH[0] + " " + ENGLISH[1], ENGLISH[2], ENGLISH[3], ENGLISH[4])
        chinese = write(tmp_path / "b.txt", CHINESE[0], CHINESE[1], CHINESE[2] + CHINESE[3], CHINESE[4])
        text = read_parallel(english, chinese, on_unreadable=fail)[0]
        assert [pair for pair in sentences(text) if pair in PAIRS][-1] == PAIRS[-1]
        assert all(unit.likeness < 1 for unit in text.units)

    def test_traditional_characters_and_other_encodings(self, tmp_path: Path) -> None:
        """The writing is told, GB18030 and UTF-16 are read."""
        english = tmp_path / "en.txt"
        english.write_text(" ".join(ENGLISH[:3]), "utf-16")
        chinese = tmp_path / "zh.txt"
        chinese.write_text("".join(HANT), "big5")
        text = read_parallel(english, chinese, on_unreadable=fail)[0]
        assert sentences(text) == list(zip(ENGLISH, HANT, strict=False))
        assert text.chinese.language == "zh-Hant"

    def test_word_files_are_aligned(self, tmp_path: Path) -> None:
        """Documents of any readable format."""
        for name, paragraphs in (("en.docx", ENGLISH), ("zh.docx", CHINESE)):
            file = WordFile()
            for paragraph in paragraphs:
                file.add_paragraph(paragraph)
            file.save(str(tmp_path / name))
        text = read_parallel(tmp_path / "en.docx", tmp_path / "zh.docx", on_unreadable=fail)[0]
        assert sentences(text) == PAIRS

    def test_one_language_only_is_said(self, tmp_path: Path, prose: tuple[Path, Path]) -> None:
        """Two English texts, two Chinese ones, or the same file twice are no text with its translation."""
        other = write(tmp_path / "other.txt", *reversed(ENGLISH), glue=" ")
        for first, second, language in (
            (prose[0], other, "English"),
            (prose[1], prose[1], "Chinese"),
            (prose[0], prose[0], "English"),
        ):
            with pytest.raises(InputError, match=f"both are {language}; name a text and its translation"):
                read_parallel(first, second, on_unreadable=lambda _: None)

    def test_what_is_not_there_is_said(self, tmp_path: Path, prose: tuple[Path, Path]) -> None:
        """A missing file, and a folder beside a file."""
        with pytest.raises(InputError, match=r"no\.txt: there is no such file or folder"):
            read_parallel(prose[0], tmp_path / "no.txt", on_unreadable=fail)
        with pytest.raises(InputError, match=r"is a folder and .* a file; name two files, or two folders"):
            read_parallel(tmp_path, prose[1], on_unreadable=fail)

    def test_an_empty_file_is_said(self, tmp_path: Path, prose: tuple[Path, Path]) -> None:
        """One without text has no translation, and it is named."""
        empty = write(tmp_path / "empty.txt", "")
        for pair in ((prose[0], empty), (empty, prose[1]), (empty, empty)):
            with pytest.raises(InputError, match=r"nothing could be read: .*empty\.txt"):
                read_parallel(*pair, on_unreadable=lambda _: None)


class TestTwoFolders:
    """Many texts and their translations."""

    @pytest.fixture
    def folders(self, tmp_path: Path) -> tuple[Path, Path]:
        """Return two folders with three pairs of files, and one of each that is alone."""
        first, second = tmp_path / "source", tmp_path / "译文"
        write(first / "a.txt", *ENGLISH[:2], glue=" ")
        write(second / "a.txt", *CHINESE[:2], glue="")
        write(first / "deep" / "b.en.md", *ENGLISH[2:4], glue=" ")
        write(second / "deep" / "b.zh-Hans.txt", *CHINESE[2:4], glue="")
        write(first / "港口_EN.txt", *ENGLISH[3:], glue=" ")
        write(second / "港口_中文.txt", *CHINESE[3:], glue="")
        write(first / "alone.txt", *ENGLISH, glue=" ")
        write(second / "孤.txt", *CHINESE, glue="")
        return first, second

    @pytest.mark.parametrize("swapped", [False, True])
    def test_files_are_paired_by_name(self, folders: tuple[Path, Path], *, swapped: bool) -> None:
        """Ending and language aside, in subfolders too; what is alone is told, and the rest goes on."""
        told: list[str] = []
        if swapped:
            (folders[0] / "deep" / "b.en.md").rename(folders[0] / "deep" / "b.md")
            (folders[1] / "deep" / "b.zh-Hans.txt").rename(folders[1] / "deep" / "b.txt")
            (folders[0] / "港口_EN.txt").rename(folders[0] / "港口.txt")
            (folders[1] / "港口_中文.txt").rename(folders[1] / "港口.txt")
        texts = read_parallel(
            *(folders[::-1] if swapped else folders), on_unreadable=lambda error: told.append(str(error))
        )
        assert sorted(sentences(text) for text in texts) == sorted([PAIRS[:2], PAIRS[2:4], PAIRS[3:]])
        assert len(told) == 2
        assert all("no file of the other folder has its name" in line for line in told)
        assert any("alone.txt" in line for line in told)
        assert any("孤.txt" in line for line in told)

    def test_both_languages_may_lie_in_one_folder(self, tmp_path: Path) -> None:
        """One folder named twice has both halves, told apart by the language in their names."""
        write(tmp_path / "a.en.txt", *ENGLISH[:3], glue=" ")
        write(tmp_path / "a.zh.txt", *CHINESE[:3], glue="")
        assert [sentences(text) for text in read_parallel(tmp_path, tmp_path, on_unreadable=fail)] == [PAIRS[:3]]

    def test_a_pair_that_cannot_be_read_stops_no_other(self, folders: tuple[Path, Path]) -> None:
        """It is told why, with both names."""
        write(folders[1] / "a.txt", *ENGLISH[:2], glue=" ")
        told: list[str] = []
        texts = read_parallel(*folders, on_unreadable=lambda error: told.append(str(error)))
        assert len(texts) == 2
        assert any("both are English" in line and str(folders[1] / "a.txt") in line for line in told)

    def test_nothing_in_common_is_said(self, tmp_path: Path) -> None:
        """Folders without a name in common are no pair, and an example says how to call them."""
        write(tmp_path / "one" / "a.txt", "A text.")
        write(tmp_path / "two" / "b.txt", "一篇文章。")
        with pytest.raises(InputError, match=r"call them alike, such as report\.en\.txt and report\.zh\.txt"):
            read_parallel(tmp_path / "one", tmp_path / "two", on_unreadable=fail)


TMX = (
    '<?xml version="1.0"?><tmx version="1.4"><header srclang="{}"/><body>'
    '<tu><tuv xml:lang="en"><seg>The <hi>zero-carbon</hi> park &amp; port.</seg></tuv>'
    '<tuv xml:lang="zh-CN"><seg>零碳园区和\n港口。</seg></tuv></tu>'
    '<tu><tuv xml:lang="en"><seg>Not translated.</seg></tuv></tu>'
    '<tu><tuv xml:lang="de"><seg>Hafen</seg></tuv><tuv xml:lang="zh-CN"><seg>港口</seg></tuv></tu>'
    '<tu><tuv xml:lang="zh-CN"><seg>𠮷安很近。</seg></tuv><tuv xml:lang="en-GB"><seg>Ji’an is near.</seg></tuv></tu>'
    "</body></tmx>"
)
XLIFF = (
    '<?xml version="1.0"?><xliff version="1.2"><file source-language="zh-CN" target-language="en"><body>'
    '<trans-unit id="1"><source>零碳园区和港口。</source><target>The zero-carbon park &amp; port.</target></trans-unit>'
    '<trans-unit id="2"><source>未译。</source></trans-unit>'
    '<trans-unit id="3"><source>𠮷安很近。</source><target>Ji’an is near.</target></trans-unit>'
    "</body></file></xliff>"
)
PO = (
    'msgid ""\nmsgstr "Language: zh_CN\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "The zero-carbon park & port."\nmsgstr "零碳园区和港口。"\n\n'
    'msgid "Not translated."\nmsgstr ""\n\n'
    'msgid "Ji’an is near."\nmsgstr "𠮷安很近。"\n'
)
CSV = 'en,zh\nThe zero-carbon park & port.,零碳园区和港口。\nNot translated.,\n"Ji’an is near.","𠮷安很近。"\n'
TSV = "𠮷安很近。\tJi’an is near.\n零碳园区和港口。\tThe zero-carbon park & port.\n"


class TestBilingualFiles:
    """One file that has texts and their translations side by side."""

    @pytest.mark.parametrize(
        ("name", "raw"),
        [
            ("memory.tmx", TMX.format("en")),
            ("memory.tmx", TMX.format("zh-CN")),
            ("job.xlf", XLIFF),
            ("zh.po", PO),
            ("pairs.csv", CSV),
            ("pairs.tsv", TSV),
        ],
    )
    def test_pairs_are_read_as_they_stand(self, tmp_path: Path, name: str, raw: str) -> None:
        """English and Chinese of each pair, on one line each, without those that aren't translated."""
        path = write(tmp_path / name, raw)
        assert is_bilingual_file(path)
        text = read_bilingual(path)
        assert sorted(sentences(text)) == [
            ("Ji’an is near.", "𠮷安很近。"),
            ("The zero-carbon park & port.", text_of(name)),
        ]
        assert text is not None
        assert {unit.likeness for unit in text.units} == {1.0}
        assert (text.english.path, text.chinese.path) == (f"{path}#en", f"{path}#zh")
        assert text.english.hash != text.chinese.hash

    def test_a_table_in_a_word_file(self, tmp_path: Path) -> None:
        """Numbered rows, each language in a column of its own."""
        file = WordFile()
        table = file.add_table(rows=0, cols=3)
        for number, pair in enumerate(PAIRS, 1):
            for cell, text in zip(table.add_row().cells, (f"{number}.", *pair), strict=True):
                cell.text = text
        file.save(str(tmp_path / "table.docx"))
        assert sentences(read_bilingual(tmp_path / "table.docx")) == PAIRS

    def test_alternating_paragraphs_of_a_word_file(self, tmp_path: Path) -> None:
        """Each paragraph followed by its translation."""
        file = WordFile()
        for english, chinese in PAIRS:
            file.add_paragraph(chinese)
            file.add_paragraph(english)
        file.save(str(tmp_path / "both.docx"))
        text = read_bilingual(tmp_path / "both.docx")
        assert sentences(text) == PAIRS
        assert text is not None
        assert (text.english.path, text.chinese.path) == tuple(
            f"{tmp_path / 'both.docx'}#{language}" for language in ("en", "zh")
        )

    def test_a_table_in_a_page(self, tmp_path: Path) -> None:
        """HTML with the languages side by side."""
        rows = "".join(f"<tr><td>{english}</td><td>{chinese}</td></tr>" for english, chinese in PAIRS)
        page = write(tmp_path / "page.html", f"<html><body><table>{rows}</table></body></html>")
        assert sentences(read_bilingual(page)) == PAIRS

    def test_one_after_the_other_as_wholes(self, tmp_path: Path) -> None:
        """A text, and below it its translation."""
        path = write(tmp_path / "notice.txt", *ENGLISH, *CHINESE, glue="\n\n")
        assert sentences(read_bilingual(path)) == PAIRS

    def test_documents_of_one_language_are_not_bilingual(self, tmp_path: Path) -> None:
        """A text in English, in Chinese, or with a few words of the other."""
        for number, text in enumerate(
            ("\n\n".join(ENGLISH), "\n\n".join(CHINESE), "\n\n".join([*ENGLISH * 4, *CHINESE[:2]]))
        ):
            assert read_bilingual(write(tmp_path / f"{number}.txt", text)) is None

    @pytest.mark.parametrize(
        ("name", "raw", "reason"),
        [
            ("none.tmx", TMX.format("en").replace("zh-CN", "fr"), "it has no English with a Chinese translation"),
            ("one.csv", "en,zh\nOnly English.,\n", "it has no English with a Chinese translation"),
            ("same.tsv", "A line.\tAnother line.\n", "has two columns, but not one in English and one in Chinese"),
            ("broken.tmx", "<tmx><body>\n<tu>", "line 2 is not well-formed XML: no element found; mend it there"),
            ("empty.csv", "", "it has no English with a Chinese translation"),
        ],
    )
    def test_a_missing_half_is_said(self, tmp_path: Path, name: str, raw: str, reason: str) -> None:
        """What has no pair of both languages, or is broken, is named with the reason, in one line."""
        path = write(tmp_path / name, raw)
        with pytest.raises(UnreadableDocument, match=reason) as raised:
            read_bilingual(path)
        assert str(raised.value).count(str(path)) == 1
        assert "\n" not in str(raised.value)

    def test_a_missing_file_is_said(self, tmp_path: Path) -> None:
        """And so is a folder with the ending of a file."""
        with pytest.raises(UnreadableDocument, match="there is no such file"):
            read_bilingual(tmp_path / "no.tmx")
        (tmp_path / "folder.tmx").mkdir()
        with pytest.raises(UnreadableDocument, match="this is a folder, not a file"):
            read_bilingual(tmp_path / "folder.tmx")


def text_of(name: str) -> str:
    """Return the Chinese of a pair as a format has it: a line break in it is a blank."""
    return "零碳园区和 港口。" if name == "memory.tmx" else "零碳园区和港口。"

"""Bilingual files: what their segments say, and where in the file each character stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import FormatError
from glossary.exchange.bitext import MappedText, Segment, decode, is_bilingual, pair_texts, read_segments

if TYPE_CHECKING:
    from collections.abc import Callable

XLIFF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2"><file source-language="en-US" target-language="{}">'
)
UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>'
END = "</file></xliff>"


def read(text: str, name: str = "a.xlf") -> list[Segment]:
    """Return the segments of a text."""
    return list(read_segments(text, name=name))


def pairs(text: str, name: str = "a.xlf", *, lenient: bool = False) -> list[tuple[str, str | None]]:
    """Return source and target of each segment."""
    found = read_segments(text, name=name, lenient=lenient)
    return [(each.source.text, each.target.text if each.target else None) for each in found]


def written(mapped: MappedText | None, raw: str, word: str) -> str:
    """Return how a word of a text is written in the file."""
    assert mapped is not None
    start = mapped.text.index(word)
    return raw[slice(*mapped.span_to_raw(start, start + len(word)))]


def xliff(*units: str, target: str = "zh-CN") -> str:
    """Return a file of units."""
    return XLIFF.format(target) + "".join(units) + END


class TestTmx:
    """TMX."""

    raw = (
        '\ufeff<?xml version="1.0" encoding="UTF-16"?>\r\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\r\n'
        '<tmx version="1.4"><header srclang="en-US" segtype="sentence"/><body>\r\n'
        '<tu tuid="one"><note>新质</note>\r\n<tuv xml:lang="en-US"><seg>R&amp;D of <bpt i="1">&lt;b></bpt>qual'
        '<ept i="1">&lt;/b></ept>ity<ph type="lb"/>goods<ph>&lt;img/><sub>a footnote</sub></ph>here</seg></tuv>\r\n'
        '<tuv xml:lang="zh-CN"><seg>𠮷<hi>新质</hi><![CDATA[<生产力>]]>&#x20BB7;\r\n好</seg></tuv>'
        '<tuv xml:lang="zh-TW"><seg>研發</seg></tuv><tuv xml:lang="fr"><seg>R et D</seg></tuv></tu>\r\n'
        '<tu srclang="zh-CN"><tuv lang="en"><seg>two</seg></tuv><tuv lang="zh-CN"><seg>二</seg></tuv></tu>'
        '<tu><tuv xml:lang="de"><seg>drei</seg></tuv></tu><tu><tuv xml:lang="zh"><seg>四</seg></tuv></tu>'
        "</body></tmx>"
    )

    def test_pairs_english_with_each_chinese(self) -> None:
        """A unit in three languages of ours gives two segments; text within codes is one of its own."""
        found = read(self.raw, "memory.tmx")
        told = [(each.id, each.source_language, each.target_language, each.source.text) for each in found]
        text = "R&D of quality goods\ufffchere"
        assert told == [
            ("one", "en", "zh-Hans", text),
            ("one.1", "en", "zh-Hans", "a footnote"),
            ("one", "en", "zh-Hant", text),
            ("one.1", "en", "zh-Hant", "a footnote"),
            ("2", "zh-Hans", "en", "二"),
            ("4", "zh-Hans", "", "四"),
        ]
        assert [each.target.text for each in found if each.target] == ["𠮷新质<生产力>𠮷\n好", "研發", "two"]

    def test_places(self) -> None:
        """A word is found with its entities and the tags in it, also behind CDATA and astral characters."""
        first = read(self.raw, "memory.tmx")[0]
        assert written(first.source, self.raw, "R&D") == "R&amp;D"
        assert written(first.source, self.raw, "quality") == 'qual<ept i="1">&lt;/b></ept>ity'
        assert written(first.source, self.raw, "goods") == "goods"
        assert written(first.target, self.raw, "新质<生产力>") == "新质</hi><![CDATA[<生产力>"
        assert written(first.target, self.raw, "𠮷\n好") == "&#x20BB7;\r\n好"
        assert self.raw[first.start : first.end].startswith('<tu tuid="one">')
        assert self.raw[first.start : first.end].endswith("</tu>")

    def test_what_can_be_replaced(self) -> None:
        """A span with a tag in it can't be replaced whole; an entity is no tag."""
        source = read(self.raw, "memory.tmx")[0].source
        spans = {word: (source.text.index(word), source.text.index(word) + len(word)) for word in ("R&D", "quality")}
        assert source.is_contiguous(*spans["R&D"])
        assert not source.is_contiguous(*spans["quality"])
        at = source.text.index("\ufffc")
        assert not source.is_contiguous(at - 1, at + 2)
        assert source.escape("R&D <x>") == "R&amp;D &lt;x&gt;"


class TestXliff1:
    """XLIFF 1.2 and its dialects."""

    def test_inline_tags(self) -> None:
        """Formatting leaves nothing, a line break a blank, an unknown placeholder a mark that is no letter."""
        source = (
            'new <g id="1">qual</g>ity<x id="2" ctype="lb"/>productive <bx id="3"/>forces<ex id="3"/>'
            '<x id="4"/>all <ph id="5">&lt;br/&gt;</ph>of<ph id="6">&lt;b&gt;</ph>ten <mrk mtype="term">R&#38;D</mrk>'
        )
        [(text, _)] = pairs(xliff(UNIT.format(1, source, "")))
        assert text == "new quality productive forces\ufffcall  often R&D"

    def test_segments_of_sdlxliff(self) -> None:
        """A divided unit is paired part by part, other suggestions and history are left out."""
        raw = xliff(
            '<trans-unit id="7"><source>One. Two.</source><seg-source><g id="0"><mrk mtype="seg" mid="1">One.</mrk> '
            '<mrk mtype="seg" mid="2">Two.</mrk></g></seg-source><target><g id="0"><mrk mtype="seg" mid="1">一。</mrk>'
            '<mrk mtype="seg" mid="2"/></g></target><alt-trans><source>x</source><target>错</target></alt-trans>'
            '<sdl:seg-defs xmlns:sdl="http://sdl.com"><sdl:seg id="1"><source>y</source></sdl:seg></sdl:seg-defs>'
            "</trans-unit>"
        )
        assert pairs(raw, "a.sdlxliff") == [("One.", "一。"), ("Two.", None)]
        assert [each.id for each in read(raw, "a.sdlxliff")] == ["7/1", "7/2"]

    def test_translate_is_inherited(self) -> None:
        """``translate="no"`` holds for all within, until something in it says yes."""
        inner = UNIT.format(1, "a", "b") + UNIT.format(2, "c", "d").replace("id=", 'translate="yes" id=')
        raw = xliff(f'<group translate="no">{inner}</group>', UNIT.format(3, "e", "f"))
        assert [each.is_translatable for each in read(raw)] == [False, True, True]

    @pytest.mark.parametrize(
        ("tag", "language"),
        [("zh", "zh-Hans"), ("zh_CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("de-AT", "de-AT")],
    )
    def test_languages(self, tag: str, language: str) -> None:
        """Languages of ours are brought to our tags, others stay."""
        [segment] = read(xliff(UNIT.format(1, "a", "b"), target=tag))
        assert (segment.source_language, segment.target_language) == ("en", language)

    def test_prefixed_elements(self) -> None:
        """The namespace may have a prefix."""
        raw = (
            '<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><x:file source-language="en">'
            "<x:trans-unit><x:source>a<x:g>b</x:g></x:source></x:trans-unit></x:file></x:xliff>"
        )
        assert pairs(raw) == [("ab", None)]

    def test_carriage_returns(self) -> None:
        """Ends of lines of Windows and of old Macs are one character each."""
        raw = xliff(UNIT.format(1, "a\r\nb\rc", "字"))
        [segment] = read(raw)
        assert segment.source.text == "a\nb\nc"
        assert written(segment.source, raw, "\nb\n") == "\r\nb\r"


class TestXliff2:
    """XLIFF 2.0 and 2.1."""

    raw = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="zh-Hant">'
        '<file id="f"><unit id="u"><originalData><data id="d">&lt;br/></data></originalData>'
        '<mtc:matches xmlns:mtc="m"><mtc:match><source>x</source><target>y</target></mtc:match></mtc:matches>'
        '<segment id="s1"><source>The <pc id="1">qual</pc>ity<ph id="2" dataRef="d"/>of <sc id="3"/>life'
        '<ec startRef="3"/><cp hex="001A"/></source><target>生活<mrk id="m">品</mrk>質</target></segment>'
        "<ignorable><source> </source></ignorable><segment><source>Two</source></segment></unit>"
        '<unit id="v" translate="no"><segment><source>Three</source></segment></unit></file></xliff>'
    )

    def test_reads_segments(self) -> None:
        """Segments are paired; what is between them and suggestions are left out."""
        found = read(self.raw)
        assert [(each.id, each.is_translatable) for each in found] == [("u/s1", True), ("u", True), ("v", False)]
        assert pairs(self.raw)[:2] == [("The quality of life\x1a", "生活品質"), ("Two", None)]
        assert {each.target_language for each in found} == {"zh-Hant"}

    def test_places(self) -> None:
        """Words are found with the tags in them."""
        first = read(self.raw)[0]
        assert written(first.source, self.raw, "quality") == "qual</pc>ity"
        assert written(first.source, self.raw, "\x1a") == '<cp hex="001A"/>'
        assert written(first.target, self.raw, "品質") == "品</mrk>質"


class TestPo:
    """PO."""

    raw = (
        '# 译者\nmsgid ""\nmsgstr ""\n"Language: zh_TW\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#: a.c:1\n#, fuzzy, c-format\nmsgctxt "menu"\nmsgid ""\n"The \\"new\\" qual"\n"ity\\tgoods"\n'
        'msgstr "品質\\346\\226\\260\\x21"\n\n'
        'msgid "one file"\nmsgid_plural "%d files"\nmsgstr[0] "%d 個文件"\n'
        'msgid "cat"\nmsgid_plural "cats"\nmsgstr[0] "貓"\nmsgstr[1] "群貓"\nmsgid "empty"\nmsgstr ""\n\n'
        '#~ msgid "old"\n#~ msgstr "舊"\n'
    )

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_reads_messages(self, newline: str) -> None:
        """Plurals, contexts, fuzzy and obsolete messages; the header gives the language."""
        raw = self.raw.replace("\n", newline)
        found = read(raw, "app.po")
        assert pairs(raw, "app.po") == [
            ('The "new" quality\tgoods', "品質新!"),
            ("one file", None),
            ("%d files", "%d 個文件"),
            ("cat", "貓"),
            ("cats", "群貓"),
            ("empty", None),
            ("old", "舊"),
        ]
        assert [each.is_fuzzy for each in found] == [True, *[False] * 6]
        assert [each.is_translatable for each in found] == [*[True] * 6, False]
        assert {(each.source_language, each.target_language) for each in found} == {("en", "zh-Hant")}
        assert raw[found[0].start : found[0].end].startswith("#: a.c:1")
        assert raw[found[0].start : found[0].end].endswith('\\x21"')

    def test_places(self) -> None:
        """A word may go over the end of a line of the file, and be written in bytes."""
        first = read(self.raw, "app.po")[0]
        assert written(first.source, self.raw, '"new"') == '\\"new\\"'
        assert written(first.source, self.raw, "quality") == 'qual"\n"ity'
        assert written(first.target, self.raw, "質新") == "質\\346\\226\\260"
        assert first.source.escape('a "b"\n') == 'a \\"b\\"\\n'

    @pytest.mark.parametrize(
        ("name", "translation", "language"),
        [("locale/zh_TW/x.po", "b", "zh-Hant"), ("zh_CN.po", "b", "zh-Hans"), ("x.po", "个人简历", "zh-Hans")],
    )
    def test_language_without_header(self, name: str, translation: str, language: str) -> None:
        """The name or the translations give the language."""
        [segment] = read(f'msgid "a"\nmsgstr "{translation}"\n', name)
        assert segment.target_language == language

    def test_broken_line(self) -> None:
        """A line that is no PO is named, or passed over while the file is being typed."""
        raw = 'msgid "a"\nmsgstr "一"\n\nmsgid "b\nmsgstr "二"\n\nmsgid "c"\nmsgstr "三"\n'
        with pytest.raises(FormatError, match=r"^a\.po:4: "):
            read(raw, "a.po")
        assert pairs(raw, "a.po", lenient=True) == [("a", "一"), ("c", "三")]


class TestTable:
    """CSV and TSV."""

    @pytest.mark.parametrize(
        ("raw", "languages"),
        [
            ("id,en,zh\n1,quality,质量\n", ("en", "zh-Hans")),
            ("中文;英文\n质量;quality\n", ("zh-Hans", "en")),
            ("English\tTraditional Chinese\nquality\t品質\n", ("en", "zh-Hant")),
            ("原文,译文\r\nquality,质量\r\n", ("en", "zh-Hans")),
            ("source,target\nquality,體質\n", ("en", "zh-Hant")),
            ("quality,质量\ngoods,商品", ("en", "zh-Hans")),
            ("质量\tquality\n商品\tgoods", ("zh-Hans", "en")),
        ],
    )
    def test_languages(self, raw: str, languages: tuple[str, str]) -> None:
        """The header names languages or sides; without one the Chinese column is seen."""
        first = read(raw, "a.csv")[0]
        assert (first.source_language, first.target_language) == languages
        assert raw[first.start : first.end].strip() in raw.splitlines()
        assert "quality" in {first.source.text, first.target.text if first.target else ""}

    def test_places(self) -> None:
        """Quotation marks within cells, and lines in them."""
        raw = '\ufeffen,zh\r\n"the ""new""\r\nquality, 𠮷",新质\r\n,空\r\nlast,\r\n'
        first, last = read(raw, "a.csv")
        assert first.source.text == 'the "new"\r\nquality, 𠮷'
        assert written(first.source, raw, '"new"') == '""new""'
        assert written(first.target, raw, "新质") == "新质"
        assert first.source.escape('a "b"') == 'a ""b""'
        assert first.target is not None
        assert first.target.escape("a,b") is None
        assert (last.source.text, last.target) == ("last", None)

    @pytest.mark.parametrize("raw", ["a,b,c\n1,2,3\n", "one,two\nthree,four\n", 'en,zh\n"a,b\n'])
    def test_no_bilingual_table(self, raw: str) -> None:
        """What has no two languages or a cell without end is refused; a lenient reader raises nothing."""
        with pytest.raises(FormatError, match=r"^a\.csv:\d: "):
            read(raw, "a.csv")
        pairs(raw, "a.csv", lenient=True)


class TestBrokenXml:
    """XML that is damaged, or an attack."""

    def test_names_the_line(self) -> None:
        """The message has the line and what to do."""
        with pytest.raises(FormatError, match=r"^a\.xlf:2: is not well-formed XML: .*mend it") as caught:
            read(xliff(UNIT.format(1, "a", "b"), "<oops"))
        assert caught.value.line == 2

    def test_goes_on_behind_what_is_being_typed(self) -> None:
        """A lenient reader misses only the unit that is broken, and has the right places behind it."""
        units = [UNIT.format(number, f"字{number} a&amp;b", "二") for number in range(5)]
        units[2] = units[2].replace("&amp;", "&<g")
        raw = xliff(*units)
        found = list(read_segments(raw, name="a.xlf", lenient=True))
        assert [each.id for each in found] == ["0", "1", "3", "4"]
        assert written(found[-1].source, raw, "4 a&b") == "4 a&amp;b"
        assert found[-1].target_language == "zh-Hans"

    def test_yields_what_is_complete(self) -> None:
        """What stands before the error is there."""
        raw = xliff(UNIT.format(1, "a", "一"), UNIT.format(2, "b", "二"))
        assert pairs(raw[: raw.index("二")], lenient=True) == [("a", "一")]

    @pytest.mark.parametrize(
        ("raw", "reason"),
        [
            ('<!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tmx>&b;</tmx>', "declares entities"),
            ('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>', "declares entities"),
            ("<tmx>" + "<a>" * 100_000, "deep"),
            ("<tmx>\0</tmx>", "not well-formed"),
            ("<html></html>", "no TMX"),
            ("", "no element found"),
            ("<tmx><tu><tuv><seg>" + "字" * 10_000_001, "characters"),
        ],
    )
    def test_refuses(self, raw: str, reason: str) -> None:
        """Hostile files are refused with the reason, and nothing comes of them leniently either."""
        with pytest.raises(FormatError, match=reason):
            read(raw, "a.tmx")
        assert pairs(raw, "a.tmx", lenient=True) == []

    def test_half_a_surrogate_pair(self) -> None:
        """What an editor sends may have no UTF-8; places behind it are right."""
        raw = xliff(UNIT.format(1, "a\ud800字b&amp;c", "二"))
        [segment] = read(raw)
        assert segment.source.text == "a?字b&c"
        assert written(segment.source, raw, "字b&c") == "字b&amp;c"

    def test_entity_of_an_outside_document_type(self) -> None:
        """An entity of HTML is understood where only the document type that isn't read could declare it."""
        raw = '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><tu><tuv xml:lang="en"><seg>a&mdash;b</seg></tuv></tu></tmx>'
        [segment] = read(raw, "a.tmx")
        assert segment.source.text == "a—b"
        assert written(segment.source, raw, "—") == "&mdash;"


CHARACTERS = st.one_of(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff"),
    st.sampled_from("𠮷😀İ新质&<>\"'\\e\u0301ａ"),
)
# What stands in the text, and how it is written in the file: "" for what is no text.
Written = tuple[str, str]


def xml_pieces() -> st.SearchStrategy[list[Written]]:
    """Texts as XML writes them: as they are, as entities, in CDATA, with tags and ends of lines between."""

    def write(character: str, how: int) -> list[Written]:
        special = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
        if how == 0 and character not in "]>":
            return [("", "<![CDATA["), (character, character), ("", "]]>")]
        forms = [special.get(character, character)] * 5 + [f"&#{ord(character)};", f"&#x{ord(character):x};"]
        return [(character, forms[how - 1])]

    ends = st.sampled_from([[("\n", end), ("x", "x")] for end in ("\n", "\r\n", "\r")])
    tags = st.sampled_from([[("", tag)] for tag in ('<g id="字">', "</g>")])
    return _flatten(st.one_of(st.builds(write, CHARACTERS, st.integers(0, 7)), ends), tags)


def po_pieces() -> st.SearchStrategy[list[Written]]:
    """Texts as PO writes them: as they are, escaped, in bytes, over several lines."""

    def write(character: str, how: int) -> list[Written]:
        special = {"\\": "\\\\", '"': '\\"'}
        data = character.encode()
        forms = [special.get(character, character)] * 4
        forms += ["".join(f"\\{byte:03o}" for byte in data), "".join(f"\\x{byte:02x}" for byte in data)]
        return [(character, forms[how])]

    ends = st.sampled_from([[("\n", "\\n")], [("\t", "\\t")], [("", '"\n"')], [("", '"\r\n  "')]])
    return _flatten(st.one_of(st.builds(write, CHARACTERS, st.integers(0, 5)), ends), None)


def cell_pieces() -> st.SearchStrategy[list[Written]]:
    """Texts as a quoted cell holds them."""
    plain = st.one_of(CHARACTERS, st.sampled_from(",;\t\r\n")).map(
        lambda character: [(character, '""' if character == '"' else character)]
    )
    return _flatten(plain, None)


def _flatten(
    pieces: st.SearchStrategy[list[Written]], tags: st.SearchStrategy[list[Written]] | None
) -> st.SearchStrategy[list[Written]]:
    """Join pieces between two letters; opening and closing tags come in pairs."""

    def join(several: list[list[Written]]) -> list[Written]:
        joined: list[Written] = [("a", "a")]
        depth = 0
        for piece in several:
            if piece == [("", "</g>")]:
                if not depth:
                    continue
                depth -= 1
            elif piece[0][1].startswith("<g"):
                depth += 1
            joined.extend(piece)
        return [*joined, *[("", "</g>")] * depth, ("z", "z")]

    return st.lists(pieces if tags is None else st.one_of(pieces, pieces, tags), max_size=12).map(join)


def check_places(mapped: MappedText | None, raw: str, pieces: list[Written]) -> None:
    """Check that each character is mapped to where it is written, in both directions."""
    assert mapped is not None
    shown = [(character, form) for character, form in pieces if character]
    assert mapped.text == "".join(character for character, _ in shown)
    for offset, (_, form) in enumerate(shown):
        start, end = mapped.span_to_raw(offset, offset + 1)
        assert raw[start:end] == form
        assert mapped.to_raw(offset) == start
        assert mapped.from_raw(start) == mapped.from_raw(end - 1) == offset
    whole = raw[slice(*mapped.span_to_raw(0, len(mapped.text)))]
    assert whole == "".join(form for _, form in pieces)


def _xliff_of(source: str, target: str) -> str:
    return "\ufeff" + xliff(UNIT.format("字", source, target))


def _tmx_of(source: str, target: str) -> str:
    variants = f'<tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="zh"><seg>{target}</seg></tuv>'
    return f'<!-- 字 --><tmx><header srclang="en"/><body><tu>{variants}</tu></body></tmx>'


def _xliff_2_of(source: str, target: str) -> str:
    segment = f"<segment><source>{source}</source><target>{target}</target></segment>"
    return f'<xliff version="2.1" srcLang="en" trgLang="zh"><file><unit>{segment}</unit></file></xliff>'


class TestPlaces:
    """Every character is mapped to the place that writes it, whatever it is."""

    @given(xml_pieces(), xml_pieces())
    @pytest.mark.parametrize(
        ("make", "name"), [(_xliff_of, "a.xlf"), (_tmx_of, "a.tmx"), (_xliff_2_of, "a.xliff")], ids=["1", "tmx", "2"]
    )
    def test_xml(
        self, make: Callable[[str, str], str], name: str, source: list[Written], target: list[Written]
    ) -> None:
        """XLIFF and TMX."""
        raw = make("".join(form for _, form in source), "".join(form for _, form in target))
        [segment] = read(raw, name)
        check_places(segment.source, raw, source)
        check_places(segment.target, raw, target)

    @given(po_pieces(), po_pieces())
    def test_po(self, source: list[Written], target: list[Written]) -> None:
        """PO."""
        raw = f'# 字\nmsgid "{"".join(form for _, form in source)}"\r\nmsgstr "{"".join(form for _, form in target)}"\n'
        [segment] = read(raw, "zh_CN.po")
        check_places(segment.source, raw, source)
        check_places(segment.target, raw, target)

    @given(cell_pieces(), cell_pieces())
    def test_table(self, source: list[Written], target: list[Written]) -> None:
        """CSV."""
        raw = f'en,zh\n"{"".join(form for _, form in source)}","{"".join(form for _, form in target)}"\n'
        [segment] = read(raw, "a.csv")
        check_places(segment.source, raw, source)
        check_places(segment.target, raw, target)

    @given(st.text(max_size=200), st.sampled_from(["a.tmx", "a.xlf", "a.po", "a.csv", "a.xml", "a.tsv"]))
    def test_any_text_is_survived(self, text: str, name: str) -> None:
        """Whatever is being typed, a lenient reader raises nothing and a strict one only what can be told."""
        list(read_segments(text, name=name, lenient=True))
        try:
            read(text, name)
        except FormatError as error:
            assert str(error).startswith(name)  # noqa: PT017 - most texts are none of the format

    @given(st.data())
    def test_damaged_files_are_survived(self, data: st.DataObject) -> None:
        """A file cut and joined anywhere gives segments that stand where they say."""
        whole = TestTmx.raw.removeprefix("\ufeff")
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
        raw = whole[:start] + data.draw(st.sampled_from(["", "<", "&", "</seg>", "字", "]]>"])) + whole[end:]
        for segment in read_segments(raw, name="a.tmx", lenient=True):
            for mapped in (segment.source, segment.target):
                for word in ("新质", "研發", "quality", "footnote"):
                    if mapped and word in mapped.text:
                        assert written(mapped, raw, word).startswith(word[0])


class TestDecoding:
    """From bytes to text."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
    def test_xml(self, encoding: str) -> None:
        """A mark, zero bytes or the declaration give the encoding."""
        declared = "utf-8" if encoding.startswith("utf-8") else encoding
        text = f'<?xml version="1.0" encoding="{declared}"?><tmx>新质\r\n</tmx>'
        assert decode(text.encode(encoding), "a.tmx") == text

    def test_po_header(self) -> None:
        """The header of a catalogue gives the encoding."""
        text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=GBK\\n"\n\nmsgid "a"\nmsgstr "新质"\n'
        assert decode(text.encode("gbk"), "a.po") == text
        assert decode(text.replace("GBK", "CHARSET").encode(), "a.po") == text.replace("GBK", "CHARSET")

    @pytest.mark.parametrize(
        "data", ["en,zh\na,新质".encode("gbk"), b'<?xml version="1.0" encoding="utf-7"?><a/>', b"\xff\xfea"]
    )
    def test_undecodable(self, data: bytes) -> None:
        """The message says where and what to do."""
        with pytest.raises(FormatError, match="save it as UTF-8"):
            decode(data, "a.csv")


class TestNames:
    """Which files are bilingual."""

    @pytest.mark.parametrize("name", ["a.TMX", "a.sdlxliff", "b/c.mqxliff", "xliff", "po", "gettext", "a.csv", "a.tsv"])
    def test_bilingual(self, name: str) -> None:
        """By ending or language id."""
        assert is_bilingual(name)

    def test_others(self) -> None:
        """XML is looked into; what is none of the formats is refused by name."""
        assert not is_bilingual("a.xml")
        assert pairs(xliff(UNIT.format(1, "a", "一")), "a.xml") == [("a", "一")]
        with pytest.raises(FormatError, match=r"^a\.txt: is no bilingual file"):
            read("text", "a.txt")


class TestPairing:
    """A source and its translation in two files."""

    def test_as_many_paragraphs(self) -> None:
        """Paragraphs are paired in order; wrapped lines are one."""
        source = "Title\n\nThe first paragraph of this text is wrapped at\nsome width.\n\n\n  Second.  "
        target = "标题\n第一段。\n第二段。"
        found = list(pair_texts(source, target))
        assert [each.target.text for each in found if each.target] == ["标题", "第一段。", "第二段。"]
        assert [source[slice(*each.source.span_to_raw(0, len(each.source.text)))] for each in found] == [
            "Title",
            "The first paragraph of this text is wrapped at\nsome width.",
            "Second.",
        ]
        assert (found[0].source_language, found[0].target_language) == ("en", "zh-Hans")

    def test_different_numbers(self) -> None:
        """Where paragraphs were joined, divided or left out, the others keep their partners."""
        english = [f"Paragraph {number}. " + "The economy grew. " * (number * 7 % 13 + 1) for number in range(40)]
        chinese = [f"第{number}段。" + "经济增长了。" * (number * 7 % 13 + 1) for number in range(40)]
        joined = [
            *chinese[:5],
            chinese[5] + chinese[6],
            *chinese[7:20],
            *chinese[21:30],
            "新加的一段。" * 30,
            *chinese[30:],
        ]
        found = {
            each.source.text: each.target.text if each.target else None
            for each in pair_texts("\n".join(english), "\n".join(joined))
        }
        right = sum(found.get(english[number].strip()) == chinese[number] for number in range(40))
        assert right >= 34
        assert found[english[39].strip()] == chinese[39]

    def test_nothing_on_one_side(self) -> None:
        """A text without translation has segments without target, and the other way round."""
        assert [each.target for each in pair_texts("One.\nTwo.", "")] == [None, None]
        found = list(pair_texts("", "一。\n二。"))
        assert [(each.source.text, each.target.text if each.target else None) for each in found] == [
            ("", "一。"),
            ("", "二。"),
        ]
        assert list(pair_texts("", "")) == []

    @given(st.lists(st.integers(1, 300), max_size=12), st.lists(st.integers(1, 300), max_size=12))
    def test_loses_nothing(self, lengths: list[int], others: list[int]) -> None:
        """Every paragraph of both texts is in one segment, in order."""
        source, target = ("\n".join("x" * length + "." for length in each) for each in (lengths, others))
        found = list(pair_texts(source, target))
        assert [part for each in found for part in each.source.text.split()] == source.split()
        assert [part for each in found if each.target for part in each.target.text.split()] == target.split()

"""Which parts of a text are prose, and what its comments say to leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.markup import Kind, comment_for, find_ignores, kind_of, prose_spans, write_ignore

MARKDOWN = """\
---
title: FRONT
---
# Heading `CODE` here

Text with [words](http://a.b/TARGET(x)y "title"), <b>bold</b>, ![图](PIC.png) and ``A ` B``.
见https://www.gov.cn/TARGET/新华社。 Write to some.ADDRESS@example.org, or <https://TARGET.org>.

    INDENTED code

* an item

    goes on here

Text <!-- COMMENT
over lines --> again \\`no code` and a [link][REF] with a note[^1].

> ~~~py
> FENCE
> ~~~
> quoted 新质生产力

[REF]: http://x.y/TARGET
[^1]: a footnote
<script>
SCRIPT
</script>
```
FENCE
"""
LATEX = r"""\documentclass[CLASS]{CLASS}
\begin{document}
\section{The new \emph{quality}} % COMMENT
It grew by 100\% in \cite[p.~2]{KEY} and \ref{KEY}; $MATHS_1$, \(MATHS\) \[MATHS\] $$MATHS$$.
\begin{equation}\label{KEY} MATHS \end{equation} then \verb|CODE| and \href{http://TARGET}{a link}.
\begin{lstlisting}[language=Python]
CODE % CODE
\end{lstlisting}
\textbf{新质生产力} \textcolor{RED}{in red} \url{http://TARGET} \includegraphics[width=3cm]{FILE}\\[2pt]
\begin{itemize}[OPTION] \item one \end{itemize}
\end{document}
"""
HTML = """<!doctype html><html><head><style>STYLE</style><script>SCRIPT < x</script></head>
<body><p class="CLASS">words &amp; 新质 <code>CODE</code> <!-- COMMENT --> at www.TARGET.org.</p></body></html>"""


def prose(text: str, kind: str) -> str:
    """Return what of a text is prose, its parts separated by ``|``."""
    return "|".join(text[start:end] for start, end in prose_spans(text, kind))


class TestProse:
    """Prose and what is none. What must not be found is in capitals."""

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_markdown(self, newline: str) -> None:
        """Code, targets, tags, comments and front matter are left out; items, quotes and footnotes are prose."""
        found = prose(MARKDOWN.replace("\n", newline), "markdown")
        assert not any(word.isupper() and len(word) > 1 for word in found.replace("|", " ").split())
        for words in ("Heading", "[words", "title", "bold", "图", "见", "新华社。", "an item", "goes on here", "again"):
            assert words in found
        for words in ("no code", "[link", "quoted 新质生产力", "a footnote"):
            assert words in found

    def test_markdown_code_at_the_beginning(self) -> None:
        """A text may begin with code, and an opened fence or comment reaches to its end."""
        assert prose("    code\n\ntext", "md") == "\ntext"
        assert prose("text\n```\ncode", "md") == "text"
        assert prose("text\n\n<!-- code", "md") == "text\n\n"

    def test_markdown_backticks(self) -> None:
        """As many backticks close a code span, on the same paragraph only."""
        assert prose("a `b` c ``d`e`` f", "md") == "a | c | f"
        assert prose("a `b\n\nc` d", "md") == "a `b\n\nc` d"

    def test_latex(self) -> None:
        """Commands, mathematics, comments and names are left out; what is emphasised or a heading is prose."""
        found = prose(LATEX, "latex")
        assert not any(word.strip("{}[]").isupper() for word in found.replace("|", " ").split())
        for words in ("{The new ", "{quality}", "It grew by 100", "{a link}", "{新质生产力}", "{in red}", "one"):
            assert words in found
        assert "itemize" not in found
        assert "2pt" not in found.replace("|[2pt]", "")

    def test_html(self) -> None:
        """Tags, scripts, comments and code are left out."""
        assert prose(HTML, "html").split("|") == ["\n", "words ", " 新质 ", " ", " at ", "."]

    def test_plain(self) -> None:
        """Everything is prose but addresses, which end before Chinese text and marks."""
        text = "见https://www.gov.cn/a_b?c=1，（www.gov.cn）。写信给 wang.li+x@example.com.cn。`code` <b> 1@2 𠮷"
        assert prose(text, "plaintext") == "见|，（|）。写信给 |。`code` <b> 1@2 𠮷"

    @given(st.text(st.sampled_from("ab字𠮷 \n\r\t`~<>!-[](){}\\$%@./:#*^&w"), max_size=80), st.sampled_from(Kind))
    def test_spans_are_in_order(self, text: str, kind: Kind) -> None:
        """Whatever the text, spans lie in it, in order and apart, and none is empty."""
        at = -1
        for start, end in prose_spans(text, kind):
            assert at < start < end <= len(text)
            at = end

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("a/b.MD", Kind.MARKDOWN),
            ("quarto", Kind.MARKDOWN),
            ("latex", Kind.LATEX),
            ("x.tex", Kind.LATEX),
            ("plaintext", Kind.PLAIN),
            ("a.txt", Kind.PLAIN),
            ("README", Kind.PLAIN),
            ("a.sdlxliff", Kind.XML),
            ("po", Kind.PO),
            ("zh_CN.po", Kind.PO),
        ],
    )
    def test_kinds(self, name: str, kind: Kind) -> None:
        """By ending or language id; what isn't known is plain text."""
        assert kind_of(name) is kind


def ignored(text: str, kind: str, word: str, term: str | None = None) -> bool:
    """Whether a word of a text is to be left alone."""
    start = text.index(word)
    return find_ignores(text, kind).covers(start, start + len(word), term or word)


class TestIgnores:
    """Comments that say what to leave alone."""

    @pytest.mark.parametrize(
        "comment",
        [
            "<!-- glossary:ignore -->",
            "% glossary:ignore",
            "# glossary:ignore",
            "// glossary:ignore",
            "/* glossary:ignore */",
            "[glossary:ignore]",
            '<!--glossary:ignore "two", “三”-->',
            "[glossary:ignore: TWO , x]",
        ],
    )
    def test_the_line_of_a_comment(self, comment: str) -> None:
        """A comment of any kind leaves its line alone, and no other."""
        text = f"one\ntwo {comment}\nthree 三\n"
        assert [ignored(text, "plain", word) for word in ("one", "two", "three")] == [False, True, False]

    def test_only_some_terms(self) -> None:
        """Terms limit a comment, by the name of the term or by what stands in the text."""
        text = "Reforms and 碳达峰 here [glossary:ignore “reform”, 「碳  达峰」]\nReforms again"
        assert ignored(text, "plain", "Reforms", "reform")
        assert not ignored(text, "plain", "Reforms")
        assert ignored(text, "plain", "碳达峰", "碳 达峰")
        assert not ignored(text, "plain", "here")

    @pytest.mark.parametrize("verb", ["ignore", "ignore-next"])
    def test_what_follows(self, verb: str) -> None:
        """A comment on a line of its own is about the next line; in PO the message, in XML the element."""
        text = f"one\n<!-- glossary:{verb} -->\r\n\r\ntwo\nthree"
        assert [ignored(text, "markdown", word) for word in ("one", "two", "three")] == [False, True, False]
        text = f'# glossary:{verb}\n#: a.c\nmsgid "one"\nmsgstr "two"\n\nmsgid "three"\n'
        assert [ignored(text, "a.po", word) for word in ("one", "two", "three")] == [True, True, False]
        text = f"<f><u>zero</u><!-- glossary:{verb} -->\n<u a='1'><u/><u>one</u>two</u><u>three</u></f>"
        assert [ignored(text, "a.xlf", word) for word in ("zero", "one", "two", "three")] == [False, True, True, False]

    def test_off_and_on(self) -> None:
        """From off to on, or to the end; with terms for these only."""
        text = '% glossary:off\none\n% glossary:on\ntwo\n% glossary:off "x"\nthree x\n% glossary:off\nfour'
        assert [ignored(text, "latex", word) for word in ("one", "two", "three", "four")] == [True, False, False, True]
        assert ignored(text, "latex", "x\n", "x")

    def test_whole_file(self) -> None:
        """A whole file, wherever it says so."""
        assert ignored("one\n\n<!-- glossary:ignore-file -->", "markdown", "one")

    def test_examples_are_none(self) -> None:
        """A comment within code or without a mark of a comment says nothing, nor does a word like it."""
        text = "one\n\n`<!-- glossary:ignore-file -->` and glossary:ignore-file\n\n```\n% glossary:off\n```\n"
        assert not find_ignores(text, "markdown")
        assert not find_ignores("% glossary:ignored\n% glossary:off-by-one", "latex")
        assert not find_ignores("nothing at all")

    @given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=8), st.data())
    def test_ranges_are_found(self, places: list[tuple[int, int]], data: st.DataObject) -> None:
        """What is between off and on is covered, by bisection as by looking at each."""
        lines = [f"line {number}" for number in range(70)]
        for start, length in sorted(places, reverse=True):
            lines.insert(start + length, "# glossary:on")
            lines.insert(start, "# glossary:off")
        text = "\n".join(lines)
        ignores = find_ignores(text)
        number = data.draw(st.integers(0, len(lines) - 1))
        if not lines[number].startswith("#"):
            before = [line for line in lines[:number] if line.startswith("#")]
            start = len("\n".join(lines[:number])) + bool(number)
            expected = bool(before) and before[-1].endswith("off")
            assert ignores.covers(start, start + len(lines[number]), "x") is expected


class TestWriting:
    """Writing the comment that leaves a place alone."""

    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            ("markdown", "one reform\r\ntwo reform"),
            ("latex", "one reform\ntwo reform\n"),
            ("plaintext", "one reform\ntwo reform"),
            ("a.po", '#: x\nmsgid "one reform"\nmsgstr ""\n\n#: y\nmsgid "two reform"\nmsgstr ""\n'),
            ("a.xlf", "<f>\n <trans-unit>one reform</trans-unit>\n  <trans-unit><s>two reform</s></trans-unit></f>"),
            ("a.tmx", "<f><tu>one reform</tu><tu>two reform</tu></f>"),
        ],
    )
    @pytest.mark.parametrize("term", ["reform", None])
    def test_what_is_written_is_understood(self, kind: str, text: str, term: str | None) -> None:
        """The place is left alone then, and the other one isn't."""
        place = text.rindex("reform")
        insertion = write_ignore(text, kind, place, term)
        assert insertion is not None
        changed = text[: insertion.at] + insertion.text + text[insertion.at :]
        ignores = find_ignores(changed, kind)
        first = changed.index("one reform") + 4
        second = changed.index("two reform") + 4
        assert ignores.covers(second, second + 6, "reform")
        assert not ignores.covers(first, first + 6, "reform")
        assert ignores.covers(second - 4, second - 1, "two") is (term is None)

    def test_what_can_not_be_written(self) -> None:
        """A table has no comments, and some terms can't stand in one."""
        assert write_ignore("a,b", "a.csv", 0) is None
        assert comment_for(Kind.MARKDOWN, "ignore", "a--b") is None
        assert comment_for(Kind.PLAIN, "ignore", "a]b") is None
        assert comment_for(Kind.LATEX, "ignore", 'say "so"') == '% glossary:ignore “say "so"”'
        assert comment_for(Kind.PO, "off") == "# glossary:off"

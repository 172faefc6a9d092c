"""Texts that nobody would type and programs get: every code point, and what breaks parsers, put together at random."""

from __future__ import annotations

from hypothesis import strategies as st

#: Each has broken some program: of SQLite's full text search, of regular expressions, of Unicode, of markup.
_PIECES = (
    *(
        '"',
        '""',
        "'",
        "*",
        "^",
        "(",
        ")",
        "{a b}:",
        "AND",
        "OR",
        "NOT",
        "NEAR(a b, 2)",
        "+",
        "-",
        "term:",
        "a*",
        "--",
        ";",
    ),
    *(
        "%",
        "_",
        "\\",
        "[",
        "]",
        "[a-z]*",
        "(?P<x>",
        "(a+)+$",
        "$1",
        "\\1",
        ".*",
        "|",
        "{1,}",
        "?",
        "#",
        "/",
        "%s",
        "{0}",
    ),
    *("\0", "\x1b[31m", "\x7f", "\x85", "\r", "\r\n", "\n", "\t", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff"),
    *("\ud800", "\udfff", "\udcff", "\U0010ffff", "\u0301", "\u0301" * 40, "e\u0301", "\u200b", "\u200d", "\u00ad"),
    *("\u202e", "\u2066", "ﬁ", "ß", "İ", "ı", "ǰ", "ΐ", "Ω", "K", "ſ", "①", "㎏", "㈱", "ﷺ", "¼", "²", "٣", "३"),
    *(
        "𠮷",
        "𠮷野家",
        "👩‍👩‍👧‍👦",
        "🇨🇳",
        "㐀",
        "豈",
        "⼀",
        "々",
        "〇",
        "儿",
        "行",
        "长",
        "重",
        "０",
        "Ａ",
        "　",
        "“",
        "”",
        "《",
    ),
    *(
        "new quality productive forces",
        "新质生产力",
        "新質生產力",
        "十五五",
        "xzscl",
        "xīn zhì",
        "lǜ",
        "nv",
        "AI",
        "G20",
    ),
    *(
        "15th Five-Year Plan",
        "New International Land-Sea Trade Corridor",
        "terms",
        "-",
        "—",
        "’s",
        "s'",
        "&amp;",
        "<b>",
    ),
    *("<!--", "]]>", "```", "~~~", "$$", "\\begin{x}", "http://a/b?c=d", "a@b.c", "1,000.5", "%E4%BD", "＂", "\u3000"),
)
_ANYTHING = st.characters(codec=None, exclude_categories=())
PIECES = st.one_of(st.sampled_from(_PIECES), st.text(_ANYTHING, max_size=4), st.sampled_from((" ", "", "a", "的")))
#: Up to some forty pieces, now and then one of them many times.
TEXTS = st.lists(
    st.one_of(PIECES, st.tuples(PIECES, st.integers(1, 60)).map(lambda part: part[0] * part[1])), max_size=40
).map("".join)
QUERIES = st.lists(PIECES, max_size=8).map("".join)

"""LaTeX: what of it isn't prose: commands, mathematics, comments, code and the names of things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACES = r"\{[^{}]{0,2000}+(?:\{[^{}]{0,2000}+\}[^{}]{0,2000}+){0,50}+\}"
_OPTION = r"\[[^\[\]\n]{0,500}\]"
_VERBATIM = r"verbatim|Verbatim|lstlisting|minted|comment|filecontents|tikzpicture|CJKfilecontents"
_MATHS = r"equation|align|alignat|gather|multline|flalign|eqnarray|math|displaymath|array"
# Commands whose arguments name things or set them up.
_NAMES = (
    r"[A-Za-z]*(?:label|[Rr]ef|[Cc]ite[a-z]*)|"
    "input|include|includeonly|includegraphics|includepdf|graphicspath|import|subfile|"
    "usepackage|RequirePackage|documentclass|LoadClass|PassOptionsToPackage|bibliography|bibliographystyle|"
    "addbibresource|url|path|nolinkurl|pagestyle|thispagestyle|pagenumbering|setcounter|addtocounter|setlength|"
    "addtolength|newlength|newcounter|stepcounter|vspace|hspace|textcolor|color|definecolor|hypersetup|geometry|"
    "usetikzlibrary|lstset|tcbset|sisetup|ctexset|newtheorem|theoremstyle|newcommand|renewcommand|providecommand|"
    "newenvironment|renewenvironment|DeclareMathOperator|def|let|setmainfont|setsansfont|setmonofont|"
    "setCJKmainfont|setCJKsansfont|setCJKmonofont|fontsize|selectlanguage|foreignlanguage|index|glossary|gls|Gls|"
    "lstinline|mintinline|SI|si|num|ce|begin|end|href|ensuremath|rule|parbox|raisebox|multicolumn|multirow"
)
# Of these only the first argument is a name; what follows is prose.
_FIRST_ONLY = r"textcolor|href|foreignlanguage|begin|end|parbox|raisebox|newcommand|renewcommand|providecommand|def|let"
_THING = re.compile(
    rf"""
    [\\%$](?:
      (?<=%)[^\n]*
    | (?<=\$)(?:\$(?:(?!\n[ \t]*\r?\n)[^$\\]|\\.){{0,5000}}\$\$|(?:(?!\n[ \t]*\r?\n)[^$\\]|\\.){{1,2000}}?\$)
    | (?<=\\)(?:
          begin[ ]*\{{(?P<code>(?:{_VERBATIM})\*?)\}}(?:.*?\\end[ ]*\{{(?P=code)\}}|.*)
        | begin[ ]*\{{(?P<maths>(?:{_MATHS})\*?)\}}(?:.*?\\end[ ]*\{{(?P=maths)\}}|.*)
        | \[(?:[^\\]|\\[^\[\]])*+\\\] | \((?:[^\\]|\\[^()])*+\\\)
        | (?:verb|lstinline)\*?(?:{_OPTION})?(?P<mark>[^\sA-Za-z*\{{\[])[^\n]*?(?P=mark)
        | multi(?:column|row)\*?(?:\{{[^{{}}]{{0,200}}\}}){{2}}
        | (?:{_FIRST_ONLY})\*?[ ]*(?:{_OPTION})?(?:{_BRACES}|\\[A-Za-z@]+)(?:{_OPTION}){{0,2}}
        | (?:{_NAMES})(?![A-Za-z])\*?[ ]*(?:{_OPTION}){{0,2}}(?:{_BRACES}|\\[A-Za-z@]+)*
        | [A-Za-z@]+\*?(?:[ ]?{_OPTION})?
        | .
      )
    )
    """,
    re.VERBOSE | re.DOTALL,
)


def find_other(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of what is no prose, in order: of commands for emphasis and headings only their names."""
    for thing in _THING.finditer(text):
        yield thing.span()

"""Markup: which parts of a text are prose, and the comments in it that say what to leave alone."""

from glossary.text.markup.directives import comment_for
from glossary.text.markup.ignores import Ignores, find_ignores
from glossary.text.markup.ignoring import Insertion, write_ignore
from glossary.text.markup.kinds import Kind, kind_of
from glossary.text.markup.prose import prose_spans

__all__ = ["Ignores", "Insertion", "Kind", "comment_for", "find_ignores", "kind_of", "prose_spans", "write_ignore"]

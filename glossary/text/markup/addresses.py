"""Web and e-mail addresses in a text, as parts of regular expressions that begin with a fixed letter."""

from __future__ import annotations

import re

#: What an address has behind its first letters: ASCII only, as Chinese text goes on without a blank, and no mark
#: at its end. Without blanks and signs that verbose expressions would take for their own.
REST = r"[!\x23-;=?-Z_a-z~\[\]]*[A-Za-z0-9/_=\x23&~+$%@-]"
#: A web address.
WEB = rf"(?:https?://{REST}|HTTPS?://{REST}|ftp://{REST}|www\.[A-Za-z0-9]{REST})"
#: What an e-mail address has behind its @.
HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}\Z")


def begin_of_mail(text: str, at: int) -> int:
    """Return where the e-mail address begins whose @ is at a place, the place itself if it is none."""
    before = _MAILBOX.search(text[max(0, at - 64) : at])
    return at - len(before[0]) if before else at

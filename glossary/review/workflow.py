"""What a reviewer does with candidates and entries; each is one revision, undone as a whole."""

from glossary.review.batches import accept_many, delete_many, reject_many
from glossary.review.batches import reopen_many as reopen
from glossary.review.changing import add, bring_back, change, delete, deprecate, require_stamps, require_version
from glossary.review.deciding import accept, accept_entry, choose_equivalents, merge, reject
from glossary.review.joining import join
from glossary.review.restoring import restore
from glossary.review.splitting import split

__all__ = [
    "accept",
    "accept_entry",
    "accept_many",
    "add",
    "bring_back",
    "change",
    "choose_equivalents",
    "delete",
    "delete_many",
    "deprecate",
    "join",
    "merge",
    "reject",
    "reject_many",
    "reopen",
    "require_stamps",
    "require_version",
    "restore",
    "split",
]

"""What the server answers, path by path: operations for programs, pages for people."""

from glossary.serve.http.routes.pages import PAGES as READ_PAGES
from glossary.serve.http.routes.reference import OPERATIONS, REFERENCE
from glossary.serve.http.routes.signing import SIGNING

PAGES = {**READ_PAGES, **REFERENCE, **SIGNING}

__all__ = ["OPERATIONS", "PAGES"]

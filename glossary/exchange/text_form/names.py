"""What the file of an entry is called: any id, also on systems that fold case or reserve names."""

from __future__ import annotations

import re
from hashlib import sha256

#: The folder of the entries' files.
ENTRIES = "entries"
ENDING = ".toml"
#: Chinese characters stay readable; those for compatibility, which some systems write otherwise, don't.
_PLAIN = re.compile(r"[a-z0-9_\-\u4e00-\u9fff]")
#: Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")
#: Bytes of a name; most systems take 255, but count the folders above it too.
_LONGEST = 120
_KEPT, _HASHED = 80, 16


def path_of(identifier: str) -> str:
    """Return where the file of an entry is in the folder, with slashes.

    Files are spread over 256 folders, so that none has too many of them.
    """
    return f"{ENTRIES}/{_digest(identifier)[:2]}/{name_of(identifier)}"


def name_of(identifier: str) -> str:
    """Return the name of an entry's file; different ids have different names, also where case is folded."""
    name = "".join(sign if _PLAIN.match(sign) else _escaped(sign) for sign in identifier)
    if _DEVICES.fullmatch(name) or name.startswith("-"):
        name = _escaped(name[0]) + name[1:]
    if len(name.encode()) > _LONGEST:
        kept = name.encode()[:_KEPT].decode(errors="ignore")
        name = f"{kept}~{_digest(identifier)[:_HASHED]}"
    return name + ENDING


def _escaped(sign: str) -> str:
    return "".join(f"%{byte:02x}" for byte in sign.encode())


def _digest(identifier: str) -> str:
    return sha256(identifier.encode()).hexdigest()

"""Small valid files of every format that can be read, made here: what hostile ones are made of."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from glossary.concept import ConceptEntry, Context, CrossReference, Definition, LanguageSection, TermSection
from glossary.exchange.formats import FORMATS, format_for
from glossary.vocabulary import AdministrativeStatus, PartOfSpeech, TermType

if TYPE_CHECKING:
    from pathlib import Path

READABLE = tuple(format_.name for format_ in FORMATS if format_.read)
XML = ("tbx", "tbx-linguist", "tbx-min", "tbx-core", "tbx-2", "multiterm", "tmx", "xliff")
ARCHIVES = ("xlsx", "docx")
JSON = ("jsonl", "json")
TEXTS = tuple(name for name in READABLE if name not in (*XML, *ARCHIVES, *JSON))
#: Formats that differ in what they write alone have one reader: one of each is enough for what is slow.
READERS = ("tbx", "csv", "xlsx", "jsonl", "omegat", "weblate", "deepl", "google-sets", "azure", "utx", "memoq",
           "multiterm", "tmx", "po", "markdown", "docx", "xliff")  # fmt: skip

#: The word that attacks on XML replace.
WORD = "carbon peak"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

ENTRIES = (
    ConceptEntry(
        id="peak",
        subject_field="ecology and energy",
        definition=Definition(text="the point at which emissions begin to fall", source="Xinhua"),
        notes=("one of the “two carbons”", "since 2020"),
        references=(
            CrossReference(target="yoshinoya", text="food"),
            CrossReference(target="https://www.gov.cn/?a=1&b=2"),
        ),
        sections=(
            LanguageSection(
                language="en",
                terms=(
                    TermSection(
                        term=WORD,
                        part_of_speech=PartOfSpeech.NOUN,
                        term_type=TermType.FULL_FORM,
                        source="report",
                        notes=("no hyphen",),
                        contexts=(Context(text="Reach the carbon peak by 2030.", source="report, 2021"),),
                    ),
                    TermSection(term="peak carbon", status=AdministrativeStatus.ADMITTED),
                    TermSection(term="CO2 top", status=AdministrativeStatus.DEPRECATED),
                ),
            ),
            LanguageSection(
                language="zh-Hans",
                terms=(TermSection(term="碳达峰", pinyin="tàn dáfēng", pinyin_by_hand=True),),
                notes=("常与碳中和连用",),
            ),
            LanguageSection(language="zh-Hant", terms=(TermSection(term="碳達峰"),)),
        ),
    ),
    ConceptEntry(
        id="yoshinoya",
        sections=(
            LanguageSection(language="en", terms=(TermSection(term="Yoshinoya, Ltd"),)),
            LanguageSection(language="zh-Hans", terms=(TermSection(term="𠮷野家"),)),
        ),
    ),
)

_XLIFF = f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="a.txt" source-language="en" target-language="zh-CN" datatype="plaintext">
    <body>
      <trans-unit id="1"><source>{WORD}</source><target>碳达峰</target></trans-unit>
      <trans-unit id="2"><source>Yoshi<g id="1">noya</g></source><target>𠮷野家</target></trans-unit>
    </body>
  </file>
</xliff>
"""
_DOCUMENT = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="{_W}"><w:body><w:tbl>'
    + "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in (("English", "Chinese", "Definition"), (WORD, "碳达峰", "a point"), ("Yoshinoya", "𠮷野家", ""))
    )
    + "</w:tbl></w:body></w:document>"
)


def seed(name: str, folder: Path) -> bytes:
    """Return a valid file of a format."""
    if name == "xliff":
        return _XLIFF.encode()
    if name == "docx":
        return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": _DOCUMENT.encode()})
    write = format_for(name).write
    assert write
    path = folder / f"seed{extension(name)}"
    write(ENTRIES, path)
    return path.read_bytes()


def extension(name: str) -> str:
    """Return an ending of the files of a format."""
    return format_for(name).extensions[0]


def zipped(members: dict[str, bytes]) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    """Return what is in an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

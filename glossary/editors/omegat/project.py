"""What a project of OmegaT says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from glossary.errors import FormatError, InputError, UsageError
from glossary.vocabulary import Language

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = "omegat.project"
#: Beside the glossary that OmegaT itself writes to; it shows both.
FILE_NAME = "policy-glossary.utf8"
_TRADITIONAL = {"TW", "HK", "MO", "HANT"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where its glossaries are, and what is translated into what."""

    glossaries: Path
    source: Language
    target: Language

    @property
    def file(self) -> Path:
        """Our glossary in it."""
        return self.glossaries / FILE_NAME


def read_project(folder: Path) -> Project:
    """Return what the settings of a project say.

    Raises:
        UsageError: the folder is no project, or not one between English and Chinese.
        FormatError: its settings are broken.
    """
    path = folder / _SETTINGS
    if not path.is_file():
        raise UsageError(f"{folder}: is no project of OmegaT, it has no {_SETTINGS}; name the project's folder")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        settings = etree.parse(path, parser).getroot()
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error})") from error
    except etree.XMLSyntaxError as error:
        raise FormatError(str(path), f"is no XML ({error.msg})") from error
    source, target = (_language(_text(settings, name), path) for name in ("source_lang", "target_lang"))
    if (source is Language.ENGLISH) is (target is Language.ENGLISH):
        raise UsageError(f"{path}: the project isn't between English and Chinese")
    named = _text(settings, "glossary_dir")
    glossaries = folder / "glossary" if named in ("", "__DEFAULT__") else folder / named
    return Project(glossaries=glossaries, source=source, target=target)


def _text(settings: etree._Element, name: str) -> str:
    return (settings.findtext(f".//{name}") or "").strip()


def _language(tag: str, path: Path) -> Language:
    """Return the language of a tag such as ``EN-US`` or ``ZH-TW``."""
    head, *rest = tag.upper().replace("_", "-").split("-")
    if head == "EN":
        return Language.ENGLISH
    if head == "ZH":
        return Language.TRADITIONAL_CHINESE if _TRADITIONAL & set(rest) else Language.SIMPLIFIED_CHINESE
    raise UsageError(f"{path}: {tag or 'no language'} is neither English nor Chinese")

"""The extension for VS Code, packed as it packs extensions itself: a zip with a manifest and a list of types."""

from __future__ import annotations

import json
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from glossary.editors.invocation import Invocation

#: The time written for each file, so that the same extension is the same file.
_TIME = (1980, 1, 1, 0, 0, 0)
#: What VS Code's own packer calls these.
_RENAMED = {"LICENSE": "LICENSE.txt", "README.md": "readme.md"}
_TYPES = {
    "js": "application/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "txt": "text/plain",
    "vsixmanifest": "text/xml",
}


def vsix_name() -> str:
    """Return the name of the packed file."""
    package = json.loads(_folder().joinpath("package.json").read_text(encoding="utf-8"))
    return f"{package['name']}-{package['version']}.vsix"


def pack_extension(invocation: Invocation | None) -> bytes:
    """Return the packed extension.

    Args:
        invocation: how the program is called unless the user sets something else; as it comes where None.
    """
    contents = {
        f"extension/{_RENAMED.get(one.name, one.name)}": one.read_bytes()
        for one in sorted(_folder().iterdir(), key=lambda one: one.name)
        if one.is_file() and not one.name.startswith(".")
    }
    package = json.loads(contents["extension/package.json"])
    if invocation is not None:
        properties = package["contributes"]["configuration"]["properties"]
        properties["glossary.command"]["default"] = invocation.command
        contents["extension/package.json"] = json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in {
            "extension.vsixmanifest": _manifest(package).encode(),
            "[Content_Types].xml": _content_types().encode(),
            **contents,
        }.items():
            info = ZipInfo(name, _TIME)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return packed.getvalue()


def _folder() -> Traversable:
    return files("glossary.editors").joinpath("vscode")


def _manifest(package: dict[str, object]) -> str:
    """Return what VS Code reads before it unpacks: who, which version, for which program, which files."""
    name, version, publisher = (quoteattr(str(package[key])) for key in ("name", "version", "publisher"))
    engines, kinds = package["engines"], package["extensionKind"]
    tags, categories = package["keywords"], package["categories"]
    if not (isinstance(engines, dict) and isinstance(kinds, list)):
        raise TypeError("package.json names no engines or no kind")
    if not (isinstance(tags, list) and isinstance(categories, list)):
        raise TypeError("package.json names no keywords or no categories")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id={name} Version={version} Publisher={publisher}/>
    <DisplayName>{escape(str(package["displayName"]))}</DisplayName>
    <Description xml:space="preserve">{escape(str(package["description"]))}</Description>
    <Tags>{escape(",".join(tags))}</Tags>
    <Categories>{escape(",".join(categories))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value={quoteattr(str(engines["vscode"]))}/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionPack" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value={quoteattr(",".join(kinds))}/>
      <Property Id="Microsoft.VisualStudio.Code.LocalizedLanguages" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExecutesCode" Value="true"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/readme.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
"""


def _content_types() -> str:
    types = "".join(f'<Default Extension=".{ending}" ContentType="{kind}"/>' for ending, kind in _TYPES.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>\n'
    )

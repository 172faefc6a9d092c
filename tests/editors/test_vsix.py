"""The packed extension is what VS Code's own packer makes of the same folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree

from glossary.editors.invocation import Invocation
from glossary.editors.vsix import pack_extension, vsix_name
from tests.editors.desk import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = ROOT / "glossary" / "editors" / "vscode"
CACHE = ROOT / ".cache" / "vscode"
NAMESPACE = "{http://schemas.microsoft.com/developer/vsx-schema/2011}"


def unpack(packed: bytes) -> dict[str, bytes]:
    """Return the files in a packed extension."""
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def identity(manifest: bytes) -> dict[str, object]:
    """Return what VS Code goes by in a manifest."""
    root = etree.fromstring(manifest)
    (found,) = root.iter(f"{NAMESPACE}Identity")
    assets = {asset.get("Type"): asset.get("Path") for asset in root.iter(f"{NAMESPACE}Asset")}
    properties = {one.get("Id"): one.get("Value") for one in root.iter(f"{NAMESPACE}Property")}
    return {
        "identity": sorted(found.items()),
        "assets": assets,
        "engine": properties["Microsoft.VisualStudio.Code.Engine"],
        "kind": properties["Microsoft.VisualStudio.Code.ExtensionKind"],
        "name": root.findtext(f".//{NAMESPACE}DisplayName"),
        "license": root.findtext(f".//{NAMESPACE}License"),
    }


def test_the_command_is_put_in() -> None:
    """The default of the setting is how this program is called; nothing else differs."""
    plain = unpack(pack_extension(None))
    installed = unpack(pack_extension(Invocation(program="/opt/术语/glossary", options=("--db", "a b.db"))))

    package = json.loads(installed["extension/package.json"])
    setting = package["contributes"]["configuration"]["properties"]["glossary.command"]
    assert setting["default"] == ["/opt/术语/glossary", "--db", "a b.db"]
    setting["default"] = ["glossary"]
    assert package == json.loads(plain["extension/package.json"])
    assert {name for name in plain if plain[name] != installed[name]} == {"extension/package.json"}


def test_the_same_extension_is_the_same_file() -> None:
    """Nothing of the time of packing is in it."""
    assert pack_extension(None) == pack_extension(None)


def test_all_that_is_required_is_there() -> None:
    """Every file that another one asks for is packed, and every command that the menus name is declared."""
    files = unpack(pack_extension(None))
    package = json.loads(files["extension/package.json"])
    scripts = {name.removeprefix("extension/") for name in files if name.endswith(".js")}
    required = {
        f"{found}.js"
        for name in scripts
        for found in re.findall(r'require\("\./(\w+)"\)', files[f"extension/{name}"].decode())
    }

    assert required | {package["main"].removeprefix("./")} == scripts
    declared = {command["command"] for command in package["contributes"]["commands"]}
    assert {item["command"] for item in package["contributes"]["menus"]["editor/context"]} <= declared
    registered = files["extension/commands.js"].decode()
    assert [command for command in declared if f'"{command}"' not in registered] == []


def test_the_licence_is_ours() -> None:
    """The extension goes out under the licence of the whole."""
    assert (EXTENSION / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.vscode
def test_vsce_packs_the_same(tmp_path: Path) -> None:
    """``vsce package`` makes the same files and the same identity."""
    packer = CACHE / "vsce" / "node_modules" / "@vscode" / "vsce" / "vsce"
    node = CACHE / "bin" / "node"
    if not (packer.exists() and node.exists()):
        if os.environ.get("GLOSSARY_REQUIRE_EDITORS"):
            pytest.fail("vsce isn't there; .ci/vscode prepares it")
        pytest.skip("vsce isn't there; .ci/vscode prepares it")
    folder = tmp_path / "extension"
    shutil.copytree(EXTENSION, folder)
    target = tmp_path / "by-vsce.vsix"
    done = subprocess.run(
        [node, packer, "package", "--no-dependencies", "--allow-missing-repository", "--out", target],
        cwd=folder,
        env={**os.environ, "PATH": f"{CACHE / 'bin'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    theirs, ours = unpack(target.read_bytes()), unpack(pack_extension(None))

    assert vsix_name() == "policy-glossary-0.1.0.vsix"
    assert set(ours) == set(theirs)
    differing = {name for name in ours if name.startswith("extension/") and ours[name] != theirs[name]}
    assert differing == set()
    assert identity(ours["extension.vsixmanifest"]) == identity(theirs["extension.vsixmanifest"])

"""The files and folders of a disk as a tree; a folder is read when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.message import Message
from textual.widgets import Tree

from glossary.tui.actions import bindings_of
from glossary.tui.background import in_background
from glossary.tui.language import t
from glossary.tui.paths import list_names

if TYPE_CHECKING:
    from rich.style import Style
    from textual.widgets.tree import TreeNode

#: So many names of a folder are shown; the number of the others is told.
SHOWN = 2000


class FileTree(Tree[Path]):
    """A tree that begins at a folder. Hidden files are left out, and files with other endings.

    Args:
        folder: where it begins.
        several: whether more than one can be taken, and folders.
        endings: of the files that are shown, with their dots; all files where there are none.
    """

    BINDINGS = bindings_of("files")

    class Taken(Message):
        """Files and folders were chosen."""

        def __init__(self, paths: list[Path]) -> None:
            super().__init__()
            self.paths = paths

    def __init__(self, folder: Path, *, several: bool = False, endings: tuple[str, ...] = ()) -> None:
        super().__init__(Text(str(folder)), folder)
        self._several = several
        self._endings = endings
        self.marked: dict[Path, None] = {}
        self.auto_expand = False

    @property
    def folder(self) -> Path:
        """Where the tree begins."""
        return self.root.data or Path.cwd()

    def on_mount(self) -> None:
        """Open the first folder."""
        self.root.expand()

    def begin_at(self, folder: Path) -> None:
        """Begin at another folder."""
        self.clear()
        self.root.data = folder
        self.root.set_label(Text(str(folder)))
        self.root.expand()
        self._read(self.root)

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take its mark away."""
        node = self.cursor_node
        if not self._several or node is None or node.data is None:
            return
        if node.data in self.marked:
            del self.marked[node.data]
        else:
            self.marked[node.data] = None
        node.refresh()
        self.action_cursor_down()

    def render_label(self, node: TreeNode[Path], base_style: Style, style: Style) -> Text:
        """Draw a name with its mark."""
        label = super().render_label(node, base_style, style)
        is_marked = node.data is not None and node.data in self.marked
        return Text.assemble(("● " if is_marked else "", "bold"), label)

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Path]) -> None:
        """Read a folder when it is first opened."""
        if not event.node.children:
            self._read(event.node)

    def _read(self, node: TreeNode[Path]) -> None:
        folder = node.data
        if folder is None:
            return

        def fill(names: list[str]) -> None:
            if node.data == folder and not node.children:
                self._fill(node, folder, names)

        in_background(self, lambda: list_names(folder), fill, group=f"read {folder}")

    def _fill(self, node: TreeNode[Path], folder: Path, names: list[str]) -> None:
        fitting = [name for name in names if not name.startswith(".") and self._fits(name)]
        fitting.sort(key=lambda name: not name.endswith("/"))
        for name in fitting[:SHOWN]:
            path = folder / name
            if name.endswith("/"):
                node.add(Text(name), path)
            else:
                node.add_leaf(Text(name), path)
        if more := len(fitting) - SHOWN if len(fitting) > SHOWN else 0:
            node.add_leaf(Text(t("… and {count} more; type the name instead", count=f"{more:,}")))

    def _fits(self, name: str) -> bool:
        return name.endswith("/") or not self._endings or name.lower().endswith(self._endings)

    def action_take(self) -> None:
        """Take what is marked, else the file under the cursor; open or close a folder."""
        node = self.cursor_node
        if self.marked:
            self.post_message(self.Taken(list(self.marked)))
        elif node is None or node.data is None:
            return
        elif node.allow_expand:
            node.toggle()
        else:
            self.post_message(self.Taken([node.data]))

    def action_unfold(self) -> None:
        """Open the folder under the cursor."""
        if self.cursor_node and self.cursor_node.allow_expand:
            self.cursor_node.expand()

    def action_fold(self) -> None:
        """Close the folder under the cursor, or go to the one it is in."""
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded and node.allow_expand and node is not self.root:
            node.collapse()
        elif node.parent is not None:
            self.move_cursor(node.parent)

    def action_parent(self) -> None:
        """Begin one folder higher."""
        self.begin_at(self.folder.parent)

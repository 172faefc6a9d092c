"""A member put into JSON with comments: everything else stays letter by letter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.editors.jsonc import find_member, put_member
from glossary.editors.stamp import is_untouched, stamp
from glossary.errors import FormatError

VALUE = {"command": ["glossary", "lsp"]}
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
TREES = st.dictionaries(
    st.text(), st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)), max_size=5
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '{\n  "a": {\n    "b": 1\n  }\n}\n'),
        ("{}", '{\n  "a": {\n    "b": 1\n  }\n}'),
        ('{"x": 1}', '{"x": 1,\n  "a": {\n    "b": 1\n  }\n}'),
        ('{\n  "x": 1 // last, {}\n}\n', '{\n  "x": 1, // last, {}\n  "a": {\n    "b": 1\n  }\n}\n'),
        ('{\n\t"x": [1, 2,],\n}', '{\n\t"x": [1, 2,],\n\t"a": {\n\t  "b": 1\n\t},\n}'),
        ('{\n  "a": {\n    "c": 2\n  }\n}', '{\n  "a": {\n    "c": 2,\n    "b": 1\n  }\n}'),
        ('{"a": {"b": [3] /* old */}}', '{"a": {"b": 1 /* old */}}'),
        ('/* // */ {"a": {"c": "}//"}} // end', '/* // */ {"a": {"c": "}//",\n  "b": 1\n}} // end'),
    ],
)
def test_where_it_goes(before: str, after: str) -> None:
    """Behind the last member, in its style; a comma where there must be one."""
    assert put_member(before, ("a", "b"), 1, "file") == after
    assert find_member(after, ("a", "b"), "file") == 1


@given(tree=TREES, indent=st.sampled_from([None, 1, 4, "\t"]))
def test_nothing_else_changes(tree: dict[str, Any], indent: int | str | None) -> None:
    """Whatever the settings are, they are the same afterwards, with ours among them."""
    tree.pop("servers", None)
    text = json.dumps(tree, indent=indent, ensure_ascii=False)

    new = put_member(text, ("servers", "glossary"), VALUE, "file")

    assert json.loads(new) == {**tree, "servers": {"glossary": VALUE}}
    assert put_member(new, ("servers", "glossary"), VALUE, "file") == new


@given(text=st.text(alphabet='{}[]",:/*\\ \n1atrue', max_size=40))
def test_what_is_broken_is_said(text: str) -> None:
    """Any text either has the member afterwards or is refused with its line; nothing else is raised."""
    try:
        new = put_member(text, ("a",), VALUE, "file")
    except FormatError:
        return
    assert find_member(new, ("a",), "file") == VALUE


@pytest.mark.parametrize("text", ["[]", '{"a": 1', '{"a" 1}', '{"a": nope}', '{"a": "x\ny"}', "{} {}", '{"a": [}'])
def test_what_is_no_object_is_refused(text: str) -> None:
    """There is no guessing."""
    with pytest.raises(FormatError):
        put_member(text, ("a", "b"), 1, "file")


def test_a_value_in_the_way_is_refused() -> None:
    """A member can't be put into what is no object."""
    with pytest.raises(FormatError, match="a is no object"):
        put_member('{"a": [1]}', ("a", "b"), 1, "file")


@given(text=st.text(), place=st.integers(min_value=0), change=st.characters())
def test_a_stamp_tells_of_any_change(text: str, place: int, change: str) -> None:
    """One character more, anywhere, and the file counts as changed by hand."""
    stamped = stamp(f'-- Set by "glossary editor install nvim".\n{text}')
    place %= len(stamped) + 1

    assert is_untouched(stamped)
    assert not is_untouched(stamped[:place] + change + stamped[place:])

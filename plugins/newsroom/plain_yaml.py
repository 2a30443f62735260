"""The everyday form of YAML, read ten times faster than a full parser can.

In: the text of a front matter or registry file. Out: the same nodes libyaml would give, or None for anything that is not in the everyday form,
which then goes to libyaml. The form: ``key: value`` and ``- item`` lines, nesting by spaces, a value on one line, either
bare or in simple quotes or a list of such in brackets, whole-line comments. Example: every file that ``invoke new`` or the importer writes.

Reading is most of a cold check's time (PyYAML's C loader makes an object for every token, ten times the work), so this is worth its lines. Most lines of an entry
stand in others too (``source:``, ``  - Chuyển đổi số``): one that was met before is not taken apart again. A property test holds it to libyaml's result, value by
value and column by column.
"""

import re
from functools import lru_cache, partial

from .yaml_nodes import Mapping, Node, Scalar, Sequence

_DEEPEST = 40
"""Columns of indentation; who walks through the nodes calls himself once a level, so depth must have a bound."""

_LINE = re.compile(
    r"( *)(?:"
    r"(- +)?"
    r"(?:([A-Za-z_][A-Za-z0-9_]*):( +|$))?"
    r"(?:([^\s\"'\[\]{}&*!|>%@`#,?:=~<-].*)|(\"[^\"\\]*\"|'[^']*') *|(\[.*\]) *)?"
    r"|#.*)")
"""A whole line: indentation, dash, key with the blanks after it, then a bare or a quoted value or a list in brackets; or a comment."""

_ITEM = re.compile(r" *(?:([^\s\"'\[\]{}&*!|>%@`#,?:=~<-][^\"'\[\]{}#,:]*)|(\"[^\"\\]*\"|'[^']*') *)(?:,(?=.)|$)")
"""One value of a list in brackets, with what ends it."""

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\t\u2028\u2029\ufeff\ufffe\uffff]")

_Parts = tuple[int, int, str, str | list[tuple[str, int, bool]] | None, int, bool | None]
"""Indentation, that of what stands after the dash (the same where there is none), key ("" for a bare item), value (None where nothing follows), its column, whether it counts as quoted.
For a list in brackets that is None, and the value is what each value in it is, with column and whether it is quoted."""

_scalar = partial(tuple.__new__, Scalar)
"""Makes a `Scalar` of a tuple of its fields, in half the time that its own constructor takes."""


class _NotPlain(Exception):
    """The text is not in the everyday form."""


def read(text: str) -> Node | None:
    """Return the nodes of `text`, or None when it is not in the everyday form."""
    try:
        return _root(text.removeprefix("---\n").split("\n"), 2 if text.startswith("---\n") else 1)
    except _NotPlain:
        return None


@lru_cache(maxsize=1024)
def _parts(line: str) -> _Parts | None:
    """Return what `line` consists of; None for one that is blank or a comment."""
    match = _LINE.fullmatch(line) if line.isprintable() or not _NOT_TEXT.search(line) else None
    if match is None:
        raise _NotPlain
    blanks, dash, key, gap, bare, quoted, listed = match.groups("")
    if not (dash or key):
        if bare or quoted or listed:
            raise _NotPlain
        return None
    if len(blanks) > _DEEPEST or " #" in bare or not (key or bare or quoted):
        raise _NotPlain
    indent = len(blanks)
    inner = indent + len(dash)
    column = inner + 1 + (len(key) + 1 + len(gap) if key else 0)
    if quoted:
        return indent, inner, key, quoted[1:-1], column, True
    if listed:
        return indent, inner, key, _items(listed[1:-1], column + 1), column, None
    if not bare:
        return indent, inner, key, None, column, False
    colon = ": " in bare or bare[-1] == ":"
    if colon and not key:
        raise _NotPlain
    bare = bare.rstrip(" ")
    return indent, inner, key, bare, column, colon and (": " in bare or bare[-1] == ":")


def _items(text: str, column: int) -> list[tuple[str, int, bool]]:
    """Return the values of the list in brackets whose inside is `text`, which begins at `column`."""
    items, at = [], 0
    text = text.rstrip(" ")
    while at < len(text):
        match = _ITEM.match(text, at)
        if match is None:
            raise _NotPlain
        bare, quoted = match.groups()
        items.append((bare.rstrip(" "), column + match.start(1), False) if bare else (quoted[1:-1], column + match.start(2), True))
        at = match.end()
    return items


def _root(lines: list[str], first: int) -> Node:
    """Return the node that `lines` are, of which the first has the number `first`."""
    outside = block = Mapping({}, {}, 0, 0)
    around: list[tuple[int, Mapping | Sequence]] = []
    depth, waiting = -1, ""
    for number, line in enumerate(lines, start=first):
        parts = _parts(line)
        if parts is None:
            continue
        indent, inner, key, value, column, quoted = parts
        if waiting is not None:  # a key with nothing behind it on its line
            if indent > depth or (inner > indent == depth):
                around.append((depth, block))
                block.values[waiting] = below = Sequence([], number, indent + 1) if inner > indent else Mapping({}, {}, number, indent + 1)
                depth, block = indent, below
            else:
                _set_aside(block, waiting)
            waiting = None
        while indent < depth:
            depth, block = around.pop()
        if inner == indent and type(block) is Sequence:  # a list may stand as far left as the key it belongs to
            depth, block = around.pop()
        if indent != depth:
            raise _NotPlain
        if inner > indent:
            if type(block) is Mapping:
                raise _NotPlain
            if not key:
                block.items.append(_scalar((value, number, column, quoted)))
                continue
            around.append((depth, block))
            item = Mapping({}, {}, number, inner + 1)
            block.items.append(item)
            depth, block = inner, item
        places = block.places
        if key in places:
            raise _NotPlain
        places[key] = number, inner + 1
        if quoted is None and value:
            block.values[key] = Sequence([Scalar(one, number, place, marked) for one, place, marked in value], number, column)
        elif quoted is None:
            block.aside += (Scalar(key, number, inner + 1), Sequence([], number, column)),
        elif value:
            block.values[key] = _scalar((value, number, column, quoted))
        elif value is None:
            waiting = key
        else:
            block.aside += (Scalar(key, number, inner + 1), Scalar(value, number, column, quoted)),
    root = outside.values.get("")
    if root is None or root.column != 1:
        raise _NotPlain
    if waiting is not None:
        _set_aside(block, waiting)
    return root


def _set_aside(block: Mapping, key: str) -> None:
    """Note that nothing is the value of `key`."""
    line, column = block.places[key]
    block.aside += (Scalar(key, line, column), Scalar("", line, column + len(key) + 1)),

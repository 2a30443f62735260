"""The everyday form of YAML, read ten times faster than a full parser can.

In: the text of a front matter or registry file. Out: the same nodes libyaml would give, or None for anything that is not in the everyday form,
which then goes to libyaml. The form: ``key: value`` and ``- item`` lines, nesting by spaces, a value on one line, either
bare or in simple quotes, whole-line comments. Example: every file that ``invoke new`` or the importer writes.

Reading is most of a cold check's time (PyYAML's C loader makes an object for every token, ten times the work), so this is worth its lines: one expression takes all
lines apart at the speed of C. A property test holds it to libyaml's result, value by value and column by column.
"""

import re

from .yaml_nodes import Mapping, Node, Scalar, Sequence

_DEEPEST = 40
"""Columns of indentation; the reader calls itself once a level, so depth must have a bound."""

_LINE = re.compile(
    r"^( *)(?:"
    r"(- +)?"
    r"(?:([A-Za-z_][A-Za-z0-9_]*):( +|$))?"
    r"(?:([^\s\"'\[\]{}&*!|>%@`#,?:=~<-].*)|(\"[^\"\\\n]*\"|'[^'\n]*') *)?$"
    r"|#.*)", re.M)
"""A whole line: indentation, dash, key with the blanks after it, then a bare or a quoted value; or a comment."""

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\t\u2028\u2029\ufeff\ufffe\uffff]")

_DASH, _ITEM = "-", ""
"""What stands in place of a key in the token of a dash, and in that of a value that has none."""

_Token = tuple[int, str, Scalar | None, int]
"""Indentation, key, value (None where nothing follows on the line), line."""

_END: _Token = (-1, _ITEM, None, 0)


class _NotPlain(Exception):
    """The text is not in the everyday form."""


def read(text: str) -> Node | None:
    """Return the nodes of `text`, or None when it is not in the everyday form."""
    if _NOT_TEXT.search(text):
        return None
    try:
        tokens = _tokens(text)
        if tokens[0][0] != 0:
            return None
        node, end = _block(tokens, 0)
    except _NotPlain:
        return None
    return node if tokens[end] is _END else None


def _tokens(text: str) -> list[_Token]:
    """Return the tokens of `text`, `_END` last."""
    start = 4 if text.startswith("---\n") else 0
    lines = _LINE.findall(text, start)
    if len(lines) != text.count("\n", start) + 1:
        raise _NotPlain
    tokens: list[_Token] = []
    for number, (blanks, dash, key, gap, bare, quoted) in enumerate(lines, start=2 if start else 1):
        if not (dash or key):
            if bare or quoted:
                raise _NotPlain
            continue
        indent = len(blanks)
        if indent > _DEEPEST or " #" in bare:
            raise _NotPlain
        if dash:
            tokens.append((indent, _DASH, None, number))
            indent += len(dash)
        column = indent + 1 + (len(key) + 1 + len(gap) if key else 0)
        if quoted:
            value = Scalar(quoted[1:-1], number, column, True)
        elif bare:
            colon = ": " in bare or bare[-1] == ":"
            if colon and not key:
                raise _NotPlain
            bare = bare.rstrip(" ")
            value = Scalar(bare, number, column, colon and (": " in bare or bare[-1] == ":"))
        elif key:
            value = None
        else:
            raise _NotPlain
        tokens.append((indent, key, value, number))
    tokens.append(_END)
    return tokens


def _block(tokens: list[_Token], at: int) -> tuple[Node, int]:
    """Return the list, mapping or bare item that starts at token `at`, and where the next one starts."""
    indent, key, value, _ = tokens[at]
    if key == _DASH:
        return _sequence(tokens, at, indent)
    if key:
        return _mapping(tokens, at, indent)
    return value, at + 1


def _sequence(tokens: list[_Token], at: int, indent: int) -> tuple[Sequence, int]:
    items: list[Node] = []
    line = tokens[at][3]
    while tokens[at][0] == indent and tokens[at][1] == _DASH:
        item, at = _block(tokens, at + 1)
        items.append(item)
    _no_deeper(tokens, at, indent)
    return Sequence(items, line, indent + 1), at


def _mapping(tokens: list[_Token], at: int, indent: int) -> tuple[Mapping, int]:
    pairs: list[tuple[Node, Node]] = []
    depth, key, value, line = tokens[at]
    first = line
    while depth == indent and key and key != _DASH:
        at += 1
        if value is None:
            deeper, below = tokens[at][:2]
            if deeper > indent or (deeper == indent and below == _DASH):
                value, at = _block(tokens, at)
            else:
                value = Scalar("", line, indent + len(key) + 2)
        pairs.append((Scalar(key, line, indent + 1), value))
        depth, key, value, line = tokens[at]
    _no_deeper(tokens, at, indent)
    return Mapping(pairs, first, indent + 1), at


def _no_deeper(tokens: list[_Token], at: int, indent: int) -> None:
    """Refuse a line that is indented deeper than the block that just ended, or is of another shape at its depth."""
    if tokens[at][0] >= indent:
        raise _NotPlain

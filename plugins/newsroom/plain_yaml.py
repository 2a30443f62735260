"""The everyday form of YAML, read ten times faster than a full parser can.

In: the text of a front matter or registry file. Out: the same nodes libyaml would give, or None for anything that is not in the everyday form,
which then goes to libyaml. The form: ``key: value`` and ``- item`` lines, nesting by spaces, a value on one line, either
bare or in simple quotes, whole-line comments. Example: every file that ``invoke new`` or the importer writes.

Reading is most of a cold build's time (PyYAML's C loader makes an object for every token, 0.24 ms an entry here against 0.03 ms), so this
is worth its lines; a property test holds it to libyaml's result, value by value and column by column.
"""

import re
from typing import NamedTuple

from .yaml_nodes import Mapping, Node, Scalar, Sequence

_DEEPEST = 40
"""Columns of indentation; the reader calls itself once a level, so depth must have a bound."""

_BARE_START = re.compile(r"[^\s\"'\[\]{}&*!|>%@`#,?:=~<-]")
_SIMPLE_QUOTES = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\t\u2028\u2029\ufeff\ufffe\uffff]")


class _NotPlain(Exception):
    """The text is not in the everyday form."""


class _Token(NamedTuple):
    """One key, bare item or dash; `value` is None where nothing follows on the line."""

    indent: int
    dash: bool
    key: str | None
    value: Scalar | None
    line: int


def read(text: str) -> Node | None:
    """Return the nodes of `text`, or None when it is not in the everyday form."""
    if _NOT_TEXT.search(text):
        return None
    try:
        tokens = _tokens(text)
        if not tokens:
            return None
        node, end = _block(tokens, 0)
    except _NotPlain:
        return None
    return node if end == len(tokens) and tokens[0].indent == 0 else None


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line.lstrip(" ")
        if not rest or rest[0] == "#" or (number == 1 and line == "---"):
            continue
        indent = len(line) - len(rest)
        if indent > _DEEPEST:
            raise _NotPlain
        dash = rest.startswith("- ")
        if dash:
            tokens.append(_Token(indent, True, None, None, number))
            rest = rest[1:].lstrip(" ")
            indent = len(line) - len(rest)
        key, colon, value = rest.partition(":")
        if colon and (not value or value[0] == " ") and key.isidentifier() and key.isascii():
            bare = value.lstrip(" ")
            tokens.append(_Token(indent, False, key, _scalar(bare, number, len(line) - len(bare) + 1) if bare else None, number))
        elif dash and rest[-1:] != ":" and ": " not in rest:
            tokens.append(_Token(indent, False, None, _scalar(rest, number, indent + 1), number))
        else:
            raise _NotPlain
    return tokens


def _scalar(text: str, line: int, column: int) -> Scalar:
    text = text.rstrip(" ")
    if not text:
        raise _NotPlain
    if text[0].isalnum() or _BARE_START.match(text):
        if " #" in text:
            raise _NotPlain
        return Scalar(text, line, column, quoted=": " in text or text.endswith(":"))
    quoted = _SIMPLE_QUOTES.fullmatch(text)
    if not quoted:
        raise _NotPlain
    return Scalar(quoted[1] if quoted[1] is not None else quoted[2], line, column, True)


def _block(tokens: list[_Token], at: int) -> tuple[Node, int]:
    """Return the list, mapping or bare item that starts at token `at`, and where the next one starts."""
    first = tokens[at]
    if first.dash:
        return _sequence(tokens, at, first.indent)
    if first.key is not None:
        return _mapping(tokens, at, first.indent)
    return first.value, at + 1


def _sequence(tokens: list[_Token], at: int, indent: int) -> tuple[Sequence, int]:
    items: list[Node] = []
    first = tokens[at]
    while at < len(tokens) and tokens[at].dash and tokens[at].indent == indent:
        item, at = _block(tokens, at + 1)
        items.append(item)
    _no_deeper(tokens, at, indent)
    return Sequence(items, first.line, first.indent + 1), at


def _mapping(tokens: list[_Token], at: int, indent: int) -> tuple[Mapping, int]:
    pairs: list[tuple[Node, Node]] = []
    first = tokens[at]
    while at < len(tokens) and tokens[at].key is not None and tokens[at].indent == indent:
        token = tokens[at]
        at += 1
        value: Node = token.value or Scalar("", token.line, indent + len(token.key) + 2)
        following = tokens[at] if at < len(tokens) else None
        if token.value is None and following and (following.indent > indent or (following.dash and following.indent == indent)):
            value, at = _block(tokens, at)
        pairs.append((Scalar(token.key, token.line, indent + 1), value))
    _no_deeper(tokens, at, indent)
    return Mapping(pairs, first.line, indent + 1), at


def _no_deeper(tokens: list[_Token], at: int, indent: int) -> None:
    """Refuse a line that is indented deeper than the block that just ended, or is of another shape at its depth."""
    if at < len(tokens) and tokens[at].indent >= indent:
        raise _NotPlain

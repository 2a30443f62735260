"""YAML read strictly: every value a text with its line and column, nothing guessed.

In: the text of a YAML file or of a front matter. Out: `Fields`, a mapping that is asked for one field at a time in the type the
field has, and that collects a `Problem` for whatever does not fit. Example: ``fields.date("date")`` on ``date: 01/04/2025``
returns None and leaves the problem "ngày “01/04/2025” không theo dạng năm-tháng-ngày".

What YAML 1.1 would silently turn into something else (``no`` into False, ``1:30`` into 90, a repeated key into its last value,
an alias into a copy) is refused. One thing is more lenient than YAML: a plain value with a colon in it
(``title: Tiền Giang: Bứt phá``) needs no quotes, because editors never give it any.

The text is taken apart by `plain_yaml`, and by `full_yaml` where it is not in the everyday form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from . import plain_yaml
from .dates import BadDate, PartialDate, Period, read_date, read_period
from .problems import ERROR, WARNING, Problem
from .suggest import advice
from .text import nfc
from .yaml_nodes import Mapping, Node, Scalar, Sequence

_GUESSED = {spelling for word in ("yes", "no", "on", "off", "true", "false", "null") for spelling in (word, word.capitalize(), word.upper())} | {"~"}
_SEXAGESIMAL = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?")


@dataclass
class Source:
    """A file being read: its path as messages print it, and the problems found so far."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, column: int, code: str, message: str, remedy: str = "", severity: str = ERROR) -> None:
        """Add one problem; `line` and `column` count from 1."""
        self.problems.append(Problem(self.path, line, column, code, message, remedy, severity))


class Fields:
    """One YAML mapping under reading. Every method that reads a key marks it as known; `close` reports the others."""

    __slots__ = ("_asked", "_node", "_values", "prefix", "source")

    def __init__(self, node: Mapping, source: Source, prefix: str) -> None:
        self.source = source
        self.prefix = prefix
        self._node = node
        self._values = node.values
        self._asked: set[str] = set()
        for key, _ in node.aside:
            self._refuse(key)

    def _refuse(self, key: Node) -> None:
        if not isinstance(key, Scalar):
            self.problem(key, "yaml-type", "tên mục phải là một từ", "viết “tên: giá trị”")
        elif (first := self._node.places[key.value]) != (key.line, key.column):
            self.problem(key, "yaml-repeated-key", f"mục “{key.value}” viết hai lần (lần đầu ở dòng {first[0]})", "gộp lại thành một mục")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def is_written(self, key: str, value: str) -> bool:
        """Return whether the value of `key` is written just so."""
        node = self._values.get(key)
        return isinstance(node, Scalar) and node.value == value

    @property
    def line(self) -> int:
        """The line the mapping starts on, from 1."""
        return self._node.line

    @property
    def column(self) -> int:
        """The column the mapping starts at, from 1."""
        return self._node.column

    def position(self, key: str) -> tuple[int, int]:
        """Return line and column of the value of `key` (of the mapping itself when the key is absent)."""
        node = self._values.get(key)
        return self._node.places.get(key, (self._node.line, self._node.column)) if node is None else (node.line, node.column)

    def problem(self, where: "Node | str", code: str, message: str, remedy: str = "", severity: str = ERROR) -> None:
        """Report a problem at a node or at the value of a key."""
        if isinstance(where, str):
            line, column = self.position(where)
        else:
            line, column = where.line, where.column
        self.source.report(line, column, code, message, remedy, severity)

    def missing(self, key: str, remedy: str) -> None:
        """Report that the required `key` is absent or empty."""
        self.problem(key, f"{self.prefix}-{key.replace('_', '-')}", f"thiếu mục “{key}”", remedy)

    def text(self, key: str) -> str:
        """Return the text of `key` in NFC, or "" when it is absent or not a text."""
        self._asked.add(key)
        node = self._values.get(key)
        if node is None:
            return ""
        return self._text_of(node, key) if type(node) is Scalar or self._is_one_value(node, key) else ""

    def _scalar(self, key: str) -> Scalar | None:
        self._asked.add(key)
        node = self._values.get(key)
        return node if node is None or type(node) is Scalar or self._is_one_value(node, key) else None

    def _is_one_value(self, node: Node, key: str) -> bool:
        if isinstance(node, Scalar):
            return True
        self.problem(node, "yaml-type", f"mục “{key}” phải là một giá trị, không phải danh sách hay nhóm", f"viết “{key}: giá trị” trên một dòng")
        return False

    def _text_of(self, node: Scalar, key: str) -> str:
        value = node.value
        text = _sure_text(value)
        if text is not None:
            return text
        if node.quoted:
            return nfc(value).strip()
        self.problem(node, "yaml-guess", f"giá trị “{value}” của mục “{key}” bị YAML hiểu khác (đúng/sai, rỗng hoặc số phút)", f'đặt trong dấu nháy: {key}: "{value}"')
        return ""

    def flag(self, key: str) -> bool:
        """Return whether `key` is ``true``; only the words true and false are taken."""
        node = self._scalar(key)
        if node is None:
            return False
        if node.value not in ("true", "false") or node.quoted:
            self.problem(node, "yaml-guess", f"mục “{key}” chỉ nhận true hoặc false, không nhận “{node.value}”", f"viết “{key}: true”, hoặc bỏ dòng này")
        return node.value == "true"

    def date(self, key: str) -> PartialDate | None:
        """Return the date of `key`, or None when it is absent or not a date (which is then reported)."""
        return self._dated(key, read_date)

    def known_date(self, key: str, unknown: str) -> PartialDate | None:
        """Return what `date` does, but None without a word where `unknown` is written."""
        return self._dated(key, read_date, unknown)

    def period(self, key: str) -> Period | None:
        """Return the day or the ``from..to`` pair of `key`."""
        return self._dated(key, read_period)

    def _dated(self, key: str, read: Any, unknown: str = "") -> Any:
        node = self._scalar(key)
        if node is None:
            return None
        try:
            return read(node.value.strip())
        except BadDate as bad:
            if unknown and self._text_of(node, key) in ("", unknown):
                return None
            remedy = f"nếu là {_day_month(bad.suggestion)} thì viết {bad.suggestion}" if bad.suggestion else "kiểm tra lại ngày theo nguồn" if bad.impossible else "viết năm-tháng-ngày có trong lịch, ví dụ 2025-04-01"
            self.problem(node, f"{self.prefix}-date", f"ngày “{node.value}” ở mục “{key}” {'không có trong lịch' if bad.impossible else 'không theo dạng năm-tháng-ngày'}", remedy)
            return None

    def choice(self, key: str, choices: tuple[str, ...], default: str = "") -> str:
        """Return the value of `key` when it is one of `choices`, else `default`."""
        value = self.text(key)
        if value and value not in choices:
            self.problem(key, f"{self.prefix}-{key.replace('_', '-')}", f"mục “{key}” không nhận giá trị “{value}”", advice(value, choices, f"chọn một trong: {', '.join(choices)}"))
            return default
        return value or default

    def texts(self, key: str, *, single: bool = False) -> list[tuple[str, int, int]]:
        """Return the list of texts of `key` with the line and column of each; with `single`, one bare text counts as a list of one."""
        return [(self._text_of(node, key), node.line, node.column)
                for node in self._items(key, single) if self._is_scalar(node, key)]

    def _is_scalar(self, node: Node, key: str) -> bool:
        if isinstance(node, Scalar):
            return True
        self.problem(node, "yaml-type", f"mỗi phần tử của “{key}” phải là một giá trị", "viết mỗi giá trị một dòng, sau dấu “- ”")
        return False

    def entries(self, key: str, *, single: bool = False, short: str = "") -> "Iterator[Fields]":
        """Yield the mappings listed under `key`; with `short`, a bare text stands for a mapping with that one field."""
        for node in self._items(key, single):
            if short and isinstance(node, Scalar):
                node = Mapping({short: node}, {short: (node.line, node.column)}, node.line, node.column)
            if isinstance(node, Mapping):
                yield Fields(node, self.source, self.prefix)
            else:
                self.problem(node, "yaml-type", f"mỗi phần tử của “{key}” phải là một nhóm “tên: giá trị”", "xem mẫu trong README.vi.md, phần “Các mục của một tin”")

    def group(self, key: str) -> "Fields | None":
        """Return the mapping under `key`, or None when it is absent."""
        self._asked.add(key)
        node = self._values.get(key)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.problem(node, "yaml-type", f"mục “{key}” phải là một nhóm “tên: giá trị”", "viết mỗi mục con một dòng, thụt vào hai dấu cách")
            return None
        return Fields(node, self.source, self.prefix)

    def _items(self, key: str, single: bool) -> list[Node]:
        self._asked.add(key)
        node = self._values.get(key)
        if node is None:
            return []
        if isinstance(node, Sequence):
            return node.items
        if single:
            return [node]
        self.problem(node, "yaml-type", f"mục “{key}” phải là một danh sách", f"viết “{key}:” rồi mỗi phần tử một dòng, sau dấu “- ”")
        return []

    def close(self) -> None:
        """Report every key nobody asked for."""
        for key in self._node.places:
            if key not in self._asked:
                self.source.report(*self._node.places[key], "yaml-unknown-key", f"không có mục nào tên “{key}”", advice(key, sorted(self._asked), "bỏ dòng này, hoặc xem tên các mục trong README.vi.md"))


@lru_cache(maxsize=1024)
def _sure_text(value: str) -> str | None:
    """Return the text a value stands for, in NFC, or None when only its quotes could tell that it is one."""
    if value in _GUESSED or (":" in value and _SEXAGESIMAL.fullmatch(value)):
        return None
    return nfc(value).strip()


def read_mapping(text: str, source: Source, prefix: str) -> Fields | None:
    """Return the fields of a YAML text that is one mapping, or None after reporting why it is not.

    `prefix` begins the codes of problems with single fields ("article" → article-date).
    """
    node = _compose(text, source)
    if node is None:
        return None
    if not isinstance(node, Mapping):
        source.report(node.line, 1, "yaml-type", "phần khai báo phải gồm các dòng “tên: giá trị”", "xem mẫu trong README.vi.md")
        return None
    return Fields(node, source, prefix)


def read_list(text: str, source: Source, prefix: str) -> list[Fields]:
    """Return the mappings of a YAML text that is one list of mappings; what does not fit is reported."""
    node = _compose(text, source)
    if node is None:
        return []
    holder = Mapping({"danh sách": node}, {"danh sách": (node.line, node.column)}, node.line, node.column)
    return list(Fields(holder, source, prefix).entries("danh sách"))


def read_nodes(text: str) -> Node | None:
    """Return the values of a YAML text with their places, or None when it cannot be read; for a tool that edits the text and has reported its problems elsewhere."""
    return _compose(text, Source(""))


def _compose(text: str, source: Source) -> Node | None:
    node = plain_yaml.read(text)
    if node is None:
        from .full_yaml import parse  # PyYAML takes longer to load than a hundred everyday files to read

        return parse(text, source)
    return node


def _day_month(iso: str) -> str:
    words = [f"{word} {int(part)}" for word, part in zip(("năm", "tháng", "ngày"), iso.split("..")[0].split("-"), strict=False)]
    return " ".join(reversed(words))


__all__ = ["ERROR", "WARNING", "Fields", "Source", "read_list", "read_mapping", "read_nodes"]

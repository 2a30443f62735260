"""The lists only an import reads (cues of topics, publishers, cities), read as strictly as the registry.

In: a list of ``content/registry/`` and the fields its entries have. Out: the entries as plain values. Example: ``entries(path, texts=("province",),
lists=("cities",), flags=("verified",))`` on cities.yaml gives ``[{"province": "an-giang", "cities": ("Long Xuyên", …), "verified": False}, …]``.

The odd case is a list with a mistake: guessing on with half of it would give worse drafts without a word, so nothing is proposed, and the editor is told
file, line, what is wrong and what to write.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..frontmatter import read_text
from ..problems import Problem
from ..strict_yaml import Fields, Source, read_list
from ..suggest import advice

_MOST_SHOWN = 5


class BrokenList(ValueError):
    """A list of the import's own is wrong; the text gives the places, as `invoke check` prints them."""


def entries(path: Path, *, texts: tuple[str, ...], lists: tuple[str, ...] = (), optional: tuple[str, ...] = (), flags: tuple[str, ...] = (),
            known: Mapping[str, frozenset[str]] | None = None) -> list[dict[str, Any]]:
    """Return the entries of the list at `path`.

    Args:
        texts: fields each entry must have, one text each.
        lists: fields that hold a list of texts, empty where the entry has none.
        optional: fields an entry may have, "" where it has none.
        flags: fields that are true or false, False where the entry has none.
        known: the values a field may have, where it names something of the registry.

    Raises:
        BrokenList: when anything in it is wrong.
    """
    problems: list[Problem] = []
    source = Source(str(path), problems)
    text = read_text(path, source)
    found = []
    for fields in read_list(text, source, "import") if text is not None else ():
        found.append(_entry(fields, texts, lists, optional, known or {}) | {key: fields.flag(key) for key in flags})
        fields.close()
    if problems:
        raise BrokenList("\n".join(["danh sách mà lệnh import tra có lỗi, sửa rồi chạy lại:", *map(str, sorted(problems)[:_MOST_SHOWN])]))
    return found


def _entry(fields: Fields, texts: tuple[str, ...], lists: tuple[str, ...], optional: tuple[str, ...], known: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    entry: dict[str, Any] = {key: fields.text(key) for key in (*texts, *optional)}
    for key in texts:
        if key not in fields:
            fields.problem(key, "yaml-type", f"thiếu mục “{key}”", f"thêm dòng “{key}: …” theo các mục bên cạnh")
    for key in lists:
        values = fields.texts(key)
        for value, line, column in values:
            if not any(character.isalnum() for character in value):
                fields.source.report(line, column, "yaml-type", f"“{value}” trong “{key}” không có chữ nào để tìm", "viết cụm từ cần tìm, hoặc bỏ phần tử này")
        entry[key] = tuple(value for value, _, _ in values)
    for key, choices in known.items():
        if entry[key] and choices and entry[key] not in choices:
            fields.problem(key, "yaml-type", f"danh mục không có mã “{entry[key]}”", advice(entry[key], sorted(choices), "xem các mã trong provinces.yaml, topics.yaml"))
    return entry

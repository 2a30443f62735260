"""Corrections: the ledger of what was put right, and whether a change of an entry should have been written into it.

In: the published entries, or two versions of the text of one. Out: `Entered` lines, the newest first; for two versions, the facts that changed although no
correction line says so. Example: a figure that was 87,13 and is 87,31 gives ["số liệu 87,13 %"], and nothing once ``corrections`` has a new line.

What counts as a fact: dates, places, people and their roles, documents, sources, figures, and the numbers in title, summary and body. What was added
to an entry corrects nothing; what was replaced or taken away does. The odd case is a word spelled the standard way (hoà, hòa; 25 /KH-UBND): it is the
same fact, so names are compared by `tone_key` and numbers by value.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from . import numbers
from .articles import Article, Correction
from .document_numbers import read_number
from .frozen import frozen
from .library import Library
from .strict_yaml import read_nodes
from .text import nfc, squeeze, tone_key
from .yaml_nodes import Mapping, Node, Scalar, Sequence

_NUMBER = re.compile(r"(?<![\w/-])\d+(?:[.,/]\d+)*(?![\w])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_LINK = re.compile(r"\]\([^)]*\)")
_PLAIN = (("date", "ngày"), ("event_date", "ngày diễn ra"), ("date_basis", "căn cứ của ngày"), ("national", "phạm vi cả nước"))
"""Fields with one value that is a fact, and what they are called in a message."""


@frozen(eq=False)
class Entered:
    """One line of the ledger: the entry, the correction, and its place among the entry's corrections, from 1."""

    article: Article
    correction: Correction
    number: int

    @property
    def url(self) -> str:
        """Where the line stands on the page of its entry."""
        return f"{self.article.url}#dinh-chinh-{self.number}"


def ledger(library: Library) -> list[Entered]:
    """Return every correction of every published entry, the newest first."""
    found = [Entered(article, correction, number) for article in library.articles for number, correction in enumerate(article.corrections, start=1)]
    return sorted(found, key=lambda one: (-one.correction.date.last.toordinal(), one.article.order, -one.number))


def uncorrected_changes(before: str, after: str) -> list[str]:
    """Return, in Vietnamese, the facts of a published entry that `after` no longer has as `before` had them; [] when a new correction line stands in `after`.

    Both are the whole text of the entry's file. A text that cannot be read, and a version that was not published yet, have nothing to correct.
    """
    old, new = _taken_apart(before), _taken_apart(after)
    if old is None or new is None or _text(old[0].get("status")) not in ("", "published"):
        return []
    if set(_corrections(new[0])) - set(_corrections(old[0])):
        return []
    return list(dict.fromkeys([*_lost(_facts(old[0]), _facts(new[0])), *_replaced_numbers(old, new)]))


def _taken_apart(text: str) -> tuple[dict[str, Any], str] | None:
    """Return the front matter of `text` as plain values and its body."""
    text = nfc(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    if end < 0:
        return None
    head = _plain(read_nodes(text[: end + 1]))
    return (head, text[end + 5:]) if isinstance(head, dict) else None


def _plain(node: Node | None) -> Any:
    if isinstance(node, Mapping):
        return {key.value: _plain(value) for key, value in node.pairs if isinstance(key, Scalar)}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return squeeze(node.value) if isinstance(node, Scalar) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _items(value: Any, short: str) -> Iterator[dict[str, Any]]:
    """Yield the mappings of a list; a bare text stands for a mapping with that one field, one mapping for a list of one."""
    for item in value if isinstance(value, list) else [value] if value else []:
        if isinstance(item, dict):
            yield item
        elif _text(item):
            yield {short: item}


def _corrections(head: dict[str, Any]) -> Iterator[tuple[str, str]]:
    return ((_text(one.get("date")), _text(one.get("note"))) for one in _items(head.get("corrections"), "note"))


def _facts(head: dict[str, Any]) -> dict[tuple, str]:
    """Return the facts of a front matter: key by which two spellings meet → what it is called in a message."""
    found: dict[tuple, str] = {}
    for key, words in _PLAIN:
        if _text(head.get(key)):
            found[key, head[key]] = f"{words} {head[key]}"
    for one in _items(head.get("province"), "name"):
        found["province", tone_key(_text(one.get("name")))] = f"tỉnh, thành phố {_text(one.get('name'))}"
    for one in _items(head.get("officials"), "name"):
        name = _text(one.get("name"))
        found["official", tone_key(name)] = f"cán bộ {name}"
        if _text(one.get("role")):
            found["role", tone_key(name), tone_key(_text(one["role"]))] = f"chức vụ của {name}"
    for one in _items(head.get("resolutions"), "number"):
        number = read_number(_text(one.get("number")))
        found["resolution", number.key if number else tone_key(_text(one.get("number")))] = f"văn bản {_text(one.get('number'))}"
    for one in _items(head.get("source"), "url"):
        found.update({("source", key, _text(one.get(key))): f"nguồn {_text(one.get(key))}" for key in ("name", "url", "author", "published") if _text(one.get(key)) not in ("", "unknown")})
    for one in _items(head.get("figures"), "value"):
        value, unit = _text(one.get("value")), _text(one.get("unit"))
        stated = _value(value), unit, _text(one.get("as_of")), _text(one.get("target")) == "true", tone_key(_text(one.get("qualifier")))
        found["figure", *stated] = f"số liệu {value} {unit} ({_text(one.get('as_of'))})"
        for key in ("province", "scope"):
            if _text(one.get(key)) not in ("", "unknown"):
                found["figure", key, *stated, tone_key(_text(one[key]))] = f"số liệu {value} {unit}: {_text(one[key])}"
    return found


def _value(text: str) -> object:
    try:
        return numbers.read(text)
    except numbers.NotANumber:
        return text


def _lost(old: dict[tuple, str], new: dict[tuple, str]) -> Iterator[str]:
    return (words for key, words in old.items() if key not in new)


def _replaced_numbers(old: tuple[dict[str, Any], str], new: tuple[dict[str, Any], str]) -> Iterator[str]:
    """Yield the numbers that a text lost while it gained others: a sentence taken out or put in corrects nothing."""
    for words, before, after in (("tiêu đề", _text(old[0].get("title")), _text(new[0].get("title"))), ("tóm tắt", _text(old[0].get("summary")), _text(new[0].get("summary"))),
                                 ("thân bài", old[1], new[1])):
        was, now = Counter(_numbers_in(before)), Counter(_numbers_in(after))
        lost, gained = was - now, now - was
        if lost and gained:
            yield f"số {_listed(lost)} ở {words}"


def _numbers_in(text: str) -> Iterable[str]:
    return (re.sub(r"(?<![\d.,])0+(?=\d)", "", match[0]) for match in _NUMBER.finditer(_LINK.sub("]", _COMMENT.sub(" ", text))))


def _listed(numbers_: Counter) -> str:
    return ", ".join(list(numbers_)[:3]) + (" …" if len(numbers_) > 3 else "")

"""Bodies of units that have ended, in the text of an entry: after 2025-07-01 no UBND tỉnh Tiền Giang does anything.

In: an entry and the registry. Out: a warning at the first such body. Example: “UBND tỉnh Tiền Giang mở lớp học số” in an entry of 2025-09-05 is
``text-unit-ended``, with the legal basis and the successor. Most entries are answered by three looks for two words that such a name needs.

The odd case is the past: what the body did while it was there is told with its name of then. So a sentence with a number of a year or of a document, or with a word
that looks back (nguyên, cũ, trước, đã, sáp nhập), is left alone, and only what cannot be right is told.
"""

import re
from collections.abc import Iterator

from ..articles import Article
from ..dates import PartialDate, day_text
from ..problems import Problem
from ..registry import Registry
from ..registry.provinces import Province
from .prose import SOURCE_MARKER
from .rules import found

_BEFORE_NAME = ("ND tỉnh ", "dân tỉnh ", "ỉnh ủy ")
_BODY = re.compile(r"(?:UBND|HĐND|(?:Ủy ban|ủy ban|Hội đồng|hội đồng) nhân dân) tỉnh $|Tỉnh ủy $")
_LONGEST = 40
_ENDS = re.compile(r"[.!?;:](?=\s)|\n")
_LOOKS_BACK = re.compile(r"\d{4}|\d/|[“”\"]|(?<!\w)(?:nguyên|cựu|cũ|trước|sau|đã|từng|khi|thời|hồi|xưa|hợp nhất|sáp nhập|nhập vào|nay là|tiền thân|kế thừa|chuyển|tiếp nhận|bàn giao|giải thể|kết thúc|giai đoạn|nhiệm kỳ|hai tỉnh|ba tỉnh|năm ngoái)(?!\w)", re.I)


class EndedUnits:
    """Finds the bodies of ended units in text; knows which units had ended on a day."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._ended = {name.name: unit for unit in registry.provinces.values() if unit.dissolved for name in unit.names}
        for name in [name for name in self._ended if any(name == other.name for unit in registry.provinces_in_force for other in unit.names)]:
            del self._ended[name]
        self._first = min((unit.dissolved.date for unit in self._ended.values()), default=None)
        self._name = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(self._ended, key=len, reverse=True)))})(?![\w-])(?! [-–] [A-ZĐ])")

    def in_body(self, article: Article) -> Iterator[Problem]:
        """Yield the first body in the text of `article` that had ended on the day of the entry and of its event."""
        if self._first is None or article.date.first < self._first:
            return
        days = [article.date, *([article.event.start] if article.event else [])]
        ours = article.body.partition(SOURCE_MARKER)[0] if SOURCE_MARKER in article.body else article.body
        at, body, unit = min(self._named(ours, days), default=(-1, "", None), key=lambda place: place[0])
        if unit:
            successor = self._registry.present(unit)
            yield found("text-unit-ended", article.path, article.body_line + ours.count("\n", 0, at), at - ours.rfind("\n", 0, at), f"bài viết “{body}”, mà {unit.name} đã nhập vào {successor.name} từ {day_text(unit.dissolved.date)} ({unit.dissolved.basis})",
                        f"ghi cơ quan của {successor.name} theo nguồn; nói việc đã qua thì thêm chữ “cũ” hoặc “trước sáp nhập”")

    def _named(self, text: str, days: list[PartialDate]) -> Iterator[tuple[int, str, Province]]:
        """Yield (offset, words, unit) of each body in `text` whose unit is in force on none of `days` and whose sentence does not look back."""
        for words in _BEFORE_NAME:
            at = text.find(words)
            while at >= 0:
                end = at + len(words)
                name = self._name.match(text, end)
                unit = self._ended[name[0]] if name else None
                if unit and not any(unit.in_force(day) for day in days):
                    body = _BODY.search(text[max(0, end - _LONGEST):end])
                    if body and not _LOOKS_BACK.search(_sentence_at(text, at)):
                        yield end - len(body[0]), body[0] + name[0], unit
                at = text.find(words, end)


def _sentence_at(text: str, at: int) -> str:
    """Return the sentence around `at`."""
    start = max((match.end() for match in _ENDS.finditer(text, max(0, at - 600), at)), default=max(0, at - 600))
    end = _ENDS.search(text, at)
    return text[start:end.start() if end else len(text)]

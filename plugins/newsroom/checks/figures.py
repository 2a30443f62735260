"""Rules of figures that keep a misleading chart from being drawn: what a figure says in words and what it is compared by must be the same thing.

In: an entry, or for disputes a `Library`. Out: problems. Example: a rank whose note says “trên 63 tỉnh, thành phố” and whose scope says 34 would stand in the wrong table; it is refused
with line and remedy. The odd case is two entries with two values of the same thing: nobody knows which is right, so both are shown side by side and
the editor is told.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from ..articles import UNKNOWN, Article, Figure
from ..figures import Observation, count_units, place_of, places_in, scope_of, why_apart
from ..library import Library
from ..problems import ERROR, WARNING, Problem

_YEAR = re.compile(r"\bnăm (\d{4})\b")
_AMONG = re.compile(r"(?:trên|trong|/)\s*(?:tổng số )?(\d{2}) (?:tỉnh|địa phương|đơn vị)|\d+/(63|34)\b")


def problems_of(article: Article) -> Iterator[Problem]:
    """Yield the problems of the figures of one entry, each looked at alone."""
    for number, figure in enumerate(article.figures, start=1):
        if figure.indicator:
            yield from scope_left_out(article, figure, number)
            yield from another_year(article, figure, number)
            yield from another_scope(article, figure, number)
            yield from impossible_value(article, figure, number)


def scope_left_out(article: Article, figure: Figure, number: int) -> Iterator[Problem]:
    """A value of an indicator with scopes names one of them, or says that the source does not."""
    if figure.indicator.scopes and not figure.scope:
        yield _problem(article, number, "figure-scope", f"{_name(figure, number)} không ghi phạm vi", f"ghi scope: một trong {'; '.join(figure.indicator.scopes)}; nguồn không nêu thì ghi {UNKNOWN}")


def another_year(article: Article, figure: Figure, number: int) -> Iterator[Problem]:
    """A label or note that names one year and an as_of of another would put the value beside those of the wrong year."""
    years = set(_YEAR.findall(figure.label)) if figure.indicator.period == "year" else ()
    if len(years) == 1 and str(figure.as_of.year) not in years:
        yield _problem(article, number, "figure-year", f"{_name(figure, number)} nói về năm {years.pop()} mà as_of là {figure.as_of.iso}", "sửa as_of thành năm của số liệu, hoặc sửa nhãn")


def another_scope(article: Article, figure: Figure, number: int) -> Iterator[Problem]:
    """Words that name another number of provinces than the scope does would put the value into the wrong table."""
    places = places_in(figure.scope) if figure.scope not in ("", UNKNOWN) else None
    said = {int(found) for text in (figure.label, figure.note, figure.quote) for match in _AMONG.finditer(text) for found in match.groups() if found} if places else ()
    if said and places not in said:
        yield _problem(article, number, "figure-scope-words", f"{_name(figure, number)} ghi phạm vi “{figure.scope}” mà chữ của nó nói {min(said)} tỉnh, thành phố", "sửa scope, hoặc sửa nhãn, ghi chú, câu trích")


def impossible_value(article: Article, figure: Figure, number: int) -> Iterator[Problem]:
    """A rank is a whole number from 1 to how many are ranked; a value is not above the greatest there can be."""
    indicator, value = figure.indicator, figure.value
    last = places_in(figure.scope) if figure.scope else None
    if indicator.is_rank and (value < 1 or value != value.to_integral_value() or (last and value > last)):
        yield _problem(article, number, "figure-value", f"hạng {figure.value_text} không có trong bảng {figure.scope or 'xếp hạng'}", "kiểm tra lại giá trị và phạm vi")
    elif indicator.most is not None and value > indicator.most:
        yield _problem(article, number, "figure-value", f"{_name(figure, number)} là {figure.amount}, quá giá trị lớn nhất của chỉ tiêu “{indicator.name}”", "kiểm tra lại giá trị; báo nước ngoài dùng dấu chấm thập phân")


def disputes(library: Library) -> Iterator[Problem]:
    """Two entries that give two values of the same thing are shown side by side; the editor of the later one is told, in case it is a slip."""
    units: dict = {}

    def units_on(day: object) -> int:
        if day not in units:
            units[day] = count_units(library.registry, day)
        return units[day]

    near: dict[tuple, list[Observation]] = defaultdict(list)
    for article in library.articles:
        for number, figure in enumerate(article.figures, start=1):
            place = place_of(article, figure) if figure.indicator else None
            if place:
                near[figure.indicator.id, place.id, figure.as_of, figure.target].append(Observation(article, figure, number, place))
    values: dict[tuple, list[Observation]] = defaultdict(list)
    for key, group in near.items():
        for one in group if len(group) > 1 else ():  # most values are alone: what they are taken over need not be asked
            if not why_apart(one.figure.indicator, one):
                values[*key, scope_of(one.figure.indicator, one, units_on)].append(one)
    for found in values.values():
        first = found[-1]
        for one in found[:-1]:
            if one.figure.value != first.figure.value:
                yield _problem(one.article, one.number, "figure-dispute", f"{_name(one.figure, one.number)} là {one.figure.text}, tin {first.article.id} ghi {first.figure.text}",
                               "kiểm tra cả hai nguồn; cả hai đúng như nguồn thì để nguyên, trang chỉ tiêu nêu cả hai", WARNING)


def _name(figure: Figure, number: int) -> str:
    return f"số liệu thứ {number} (“{figure.label[:60]}”)"


def _problem(article: Article, number: int, code: str, message: str, remedy: str, severity: str = ERROR) -> Problem:
    return Problem(article.path, article.figures[number - 1].line, 1, code, message, remedy, severity)

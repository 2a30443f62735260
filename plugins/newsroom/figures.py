"""Figures as evidence: which values may stand side by side, and which may not, with the reason.

In: a `Library`. Out: every figure of a published entry as an `Observation` of one place, and for each indicator its `Evidence`: tables of values that are
comparable, lines of one place over time, values on which sources disagree, and the rest with the reason why it is not compared. Example: the rank of
Hà Nội, 6 of 63 in 2023 and 1 of 34 in 2024, stands in two tables and in no line, because a rank among 63 is none among 34.

Comparable means the same indicator (and so the same unit), the same period, the same scope, results with results and targets with targets. The odd case is
an indicator without scopes: its values are then those of the units of the entry's day, and the 63 units before 2025-07-01 are not the 34 since.

A chart is drawn from a table or a line and from nothing else, so what may not be compared cannot be drawn.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property
from math import ceil

from . import numbers
from .articles import UNKNOWN, Article, Figure
from .dates import PartialDate
from .frozen import frozen
from .library import Library
from .registry import Registry
from .registry.provinces import Province
from .registry.terms import Indicator
from .text import sort_key

NO_PLACE = "không gắn với một tỉnh, thành phố"
NO_SCOPE = "nguồn không nêu phạm vi"
NO_PERIOD = {"year": "nguồn không nêu năm của số liệu; kỳ ghi ở đây là lúc báo đăng", "month": "nguồn không nêu tháng của số liệu", "day": "nguồn không nêu ngày của số liệu"}
ALONE = "chưa thấy số liệu của nơi khác cùng kỳ và cùng phạm vi"
"""Reasons why a value is not compared, as a reader sees them."""

LEFT, RIGHT, TOP, BOTTOM = 62, 308, 30, 106
"""Where the lines of a trend are drawn, in the units of its picture (320 wide, 140 high)."""

TOGETHER = 3
"""Places of one indicator that an entry lists together."""

LABELS = 4
"""Points of a line that can all be written beside it; of a longer line only the first and the last are."""


@frozen(eq=False)
class Observation:
    """One figure of one entry; `number` is its place among the entry's figures, from 1."""

    article: Article
    figure: Figure
    number: int
    province: Province | None

    @property
    def name(self) -> str:
        """What the place was called on the day of the entry."""
        return self.province.named_on(self.article.date).name if self.province else "Cả nước"

    @property
    def sources(self) -> str:
        """Who published it."""
        return "; ".join(source.name or "nguồn chưa rõ tên" for source in self.article.sources)


@frozen
class Line:
    """A row of a table: one place, one value, every entry that gives it; `part` is how far its bar or mark goes, in percent, None where none is drawn."""

    observations: tuple[Observation, ...]
    part: float | None

    @property
    def first(self) -> Observation:
        """The newest of the entries that give the value."""
        return self.observations[0]


@frozen
class Dispute:
    """One place for which entries give different values of the same thing."""

    observations: tuple[Observation, ...]

    @property
    def first(self) -> Observation:
        """The newest of them."""
        return self.observations[0]


@frozen
class Table:
    """Values that may stand side by side; those in dispute are left out of it and counted."""

    as_of: PartialDate
    target: bool
    scope: str
    lines: tuple[Line, ...]
    disputed: int

    @property
    def title(self) -> str:
        """Its heading: "Năm 2024, trên 34 tỉnh, thành phố"."""
        when = f"Mục tiêu đến {self.as_of.phrase}" if self.target else self.as_of.phrase
        return f"{when[0].upper()}{when[1:]}" + (f", {self.scope}" if self.scope else "")

    @property
    def witness(self) -> Observation | None:
        """A value of the one entry that gives them all, so that it need be named only once; None where several do, or where words of the source stand beside a value."""
        first = self.lines[0].first
        same = all(len(line.observations) == 1 and line.first.article is first.article and not line.first.figure.quote for line in self.lines)
        return first if same else None

    @property
    def note(self) -> str:
        """The note that all values share, or ""."""
        notes = {line.first.figure.note for line in self.lines}
        return notes.pop() if len(notes) == 1 else ""

    @property
    def drawn(self) -> bool:
        """Whether its rows have bars or marks."""
        return all(line.part is not None for line in self.lines)


@frozen
class Point:
    """One value of a line, with its place in the picture; `labelled` is whether there is room to write it."""

    observation: Observation
    x: float
    y: float
    labelled: bool


@frozen
class Trend:
    """The values of one place over time, oldest first; `top` and `bottom` are what the ends of the scale stand for, the same in all lines of an indicator."""

    scope: str
    points: tuple[Point, ...]
    top: str
    bottom: str

    @property
    def path(self) -> str:
        """The line, as SVG's ``points``."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)

    @property
    def title(self) -> str:
        """Whose line it is."""
        return self.points[-1].observation.name + (f", {self.scope}" if self.scope else "")

    @property
    def words(self) -> str:
        """What the picture says, for who cannot see it."""
        return "; ".join(f"{point.observation.figure.as_of.text}: {point.observation.figure.text}" for point in self.points)


@frozen
class Apart:
    """Values that are compared with none, and why."""

    reason: str
    observations: tuple[Observation, ...]


@frozen
class Evidence:
    """Everything the digest knows of one indicator."""

    indicator: Indicator
    results: tuple[Table, ...]
    targets: tuple[Table, ...]
    trends: tuple[Trend, ...]
    disputes: tuple[Dispute, ...]
    apart: tuple[Apart, ...]


class Figures:
    """Every figure of the published entries, read once."""

    def __init__(self, library: Library) -> None:
        self.registry = library.registry
        self.all = [Observation(article, figure, number, place_of(article, figure)) for article in library.articles for number, figure in enumerate(article.figures, start=1)]
        self._units: dict[PartialDate, int] = {}

    @cached_property
    def of_indicator(self) -> dict[str, list[Observation]]:
        """Indicator id → its values, the newest entry first."""
        return _shelved(self.all, lambda one: [one.figure.indicator.id] if one.figure.indicator else [])

    @cached_property
    def of_province(self) -> dict[str, list[Observation]]:
        """Province id → its values; a present-day unit has those of its predecessors too."""
        return _shelved(self.all, lambda one: {one.province.id, self.registry.present(one.province).id} if one.province else ())

    def evidence(self, indicator: Indicator) -> Evidence:
        """Return what the digest knows of `indicator`, sorted into what may be compared and what may not."""
        return evidence_of(indicator, self.of_indicator.get(indicator.id, []), self.units_on)

    def units_on(self, day: PartialDate) -> int:
        """Return how many provinces and cities there were on `day`."""
        found = self._units.get(day)
        if found is None:
            found = self._units[day] = count_units(self.registry, day)
        return found


def count_units(registry: Registry, day: PartialDate) -> int:
    """Return how many units of the registry were in force on `day`."""
    return sum(province.in_force(day) for province in registry.provinces.values())


def _shelved(observations: Iterable[Observation], keys: Callable[[Observation], Iterable[str]]) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        for key in keys(one):
            found[key].append(one)
    return found


def place_of(article: Article, figure: Figure) -> Province | None:
    """Return the province a figure belongs to: the one it names, or the only one of its entry."""
    if figure.province:
        return figure.province
    return article.provinces[0] if len(article.provinces) == 1 else None


def grouped(article: Article) -> list[tuple[Observation, ...]]:
    """Return the figures of an entry in their order, those that one indicator gives for several places at one time together: a ranking is one thing, not ten."""
    groups: dict[object, list[Observation]] = {}
    for number, figure in enumerate(article.figures, start=1):
        same = figure.indicator and not figure.quote
        key = (figure.indicator.id, figure.as_of, figure.scope, figure.target) if same else number
        groups.setdefault(key, []).append(Observation(article, figure, number, place_of(article, figure)))
    for group in groups.values():
        if len(group) >= TOGETHER and group[0].figure.indicator.is_rank:
            group.sort(key=lambda one: one.figure.value)
    return [part for group in groups.values() for part in ([tuple(group)] if len(group) >= TOGETHER else [(one,) for one in group])]


def why_apart(indicator: Indicator, observation: Observation) -> str:
    """Return why a value may not stand beside any other, or "" when it may."""
    figure = observation.figure
    if observation.province is None:
        return NO_PLACE
    if indicator.scopes and figure.scope in ("", UNKNOWN):
        return NO_SCOPE
    if indicator.period and indicator.period != precision(figure.as_of):
        return NO_PERIOD[indicator.period]
    return ""


def precision(date: PartialDate) -> str:
    """Return what a date covers: "year", "month" or "day"."""
    return "day" if date.day else "month" if date.month else "year"


def evidence_of(indicator: Indicator, observations: Iterable[Observation], units_on: Callable[[PartialDate], int]) -> Evidence:
    """Return `observations` of `indicator` sorted into tables, lines, disputes and the rest; each stands in exactly one table, dispute or rest."""
    apart: dict[str, list[Observation]] = defaultdict(list)
    groups: dict[tuple[bool, PartialDate, str], list[Observation]] = defaultdict(list)
    for one in observations:
        reason = why_apart(indicator, one)
        if reason:
            apart[reason].append(one)
        else:
            groups[one.figure.target, one.figure.as_of, scope_of(indicator, one, units_on)].append(one)
    tables, disputes = [], []
    agreed: list[tuple[str, Line]] = []
    most = indicator.most or max((abs(one.figure.value) for group in groups.values() for one in group), default=Decimal(1))
    for (target, as_of, scope), group in groups.items():
        lines, disputed = _lines(indicator, group, scope, most)
        disputes += disputed
        if not target:
            agreed += [(scope if indicator.scopes or _is_reorganised(line.first.province) else "", line) for line in lines]
        if len(lines) > 1:
            tables.append(Table(as_of, target, scope, tuple(lines), len(disputed)))
        else:
            apart[ALONE] += [one for line in lines for one in line.observations]
    disputes.sort(key=lambda dispute: (-dispute.first.figure.as_of.last.toordinal(), sort_key(dispute.first.name)))
    tables.sort(key=lambda table: (-table.as_of.last.toordinal(), -len(table.lines), table.scope))
    trends = _trends(indicator, agreed, most) if indicator.trend else []
    return Evidence(indicator, tuple(one for one in tables if not one.target), tuple(one for one in tables if one.target), tuple(trends), tuple(disputes),
                    tuple(Apart(reason, tuple(found)) for reason in (ALONE, NO_SCOPE, *NO_PERIOD.values(), NO_PLACE) if (found := apart.get(reason))))


def scope_of(indicator: Indicator, observation: Observation, units_on: Callable[[PartialDate], int]) -> str:
    """Return what a value is taken over: its own scope, or the units of the entry's day."""
    if indicator.scopes:
        return observation.figure.scope
    return f"địa giới {units_on(observation.article.date)} tỉnh, thành phố"


def _is_reorganised(province: Province) -> bool:
    return bool(province.formed or province.dissolved)


def _lines(indicator: Indicator, group: list[Observation], scope: str, most: Decimal) -> tuple[list[Line], list[Dispute]]:
    places: dict[str, list[Observation]] = defaultdict(list)
    for one in group:
        places[one.province.id].append(one)
    lines, disputes = [], []
    for found in places.values():
        if len({one.figure.value for one in found}) > 1:
            disputes.append(Dispute(tuple(found)))
        else:
            lines.append(Line(tuple(found), _part(indicator, found[0].figure.value, scope, most)))
    sign = {"higher": -1, "lower": 1, "neither": 0}[indicator.better]
    return sorted(lines, key=lambda line: (sign * line.first.figure.value, sort_key(line.first.name))), disputes


def _part(indicator: Indicator, value: Decimal, scope: str, most: Decimal) -> float | None:
    """Return where a bar (from zero) or the mark of a rank (from the first to the last) ends; None where neither can be drawn truly."""
    if indicator.is_rank:
        last = places_in(scope)
        return round(float(100 * (value - 1) / (last - 1)), 1) if last and last > 1 and 1 <= value <= last else None
    return round(float(100 * value / most), 1) if 0 <= value <= most and most else None


def places_in(scope: str) -> int | None:
    """Return how many are ranked: the number in "63 tỉnh, thành phố"."""
    match = re.search(r"\d+", scope)
    return int(match[0]) if match else None


def _trends(indicator: Indicator, agreed: list[tuple[str, Line]], most: Decimal) -> list[Trend]:
    rows: dict[tuple[str, str, str], list[Observation]] = defaultdict(list)
    for scope, line in agreed:
        if line.part is not None:
            one = line.first
            rows[one.province.id, scope, precision(one.figure.as_of)].append(one)
    rows = {key: sorted(found, key=lambda one: one.figure.as_of.first) for key, found in rows.items() if len(found) > 1}
    if indicator.is_rank:
        worst = max((one.figure.value for found in rows.values() for one in found), default=Decimal(1))
        ends = Decimal(1), Decimal(10 * ceil(worst / 10))
    else:
        ends = most, Decimal(0)
    trends = [Trend(scope if indicator.scopes else "", _points(found, *ends), *(_scale(indicator, end) for end in ends)) for (_, scope, _), found in rows.items()]
    return sorted(trends, key=lambda trend: sort_key(trend.title))


def _scale(indicator: Indicator, end: Decimal) -> str:
    unit = indicator.unit
    return f"hạng\u00a0{numbers.write(end)}" if indicator.is_rank else f"{numbers.write(end)}%" if unit == "%" else f"{numbers.write(end)}\u00a0{unit}"


def _points(found: list[Observation], top: Decimal, bottom: Decimal) -> tuple[Point, ...]:
    """Return the points of a line: across in proportion to time, down in proportion to value between the ends of the scale."""
    start, end = found[0].figure.as_of.first.toordinal(), found[-1].figure.as_of.first.toordinal()
    points = []
    for number, one in enumerate(found):
        x = LEFT + (RIGHT - LEFT) * (one.figure.as_of.first.toordinal() - start) / max(end - start, 1)
        y = TOP + (BOTTOM - TOP) * float((top - one.figure.value) / (top - bottom))
        points.append(Point(one, round(x, 1), round(y, 1), len(found) <= LABELS or number in (0, len(found) - 1)))
    return tuple(points)

"""How far a resolution has been carried out: a row for each present-day unit, a cell for each body, and when each unit began.

In: the cascade, the library and a root. Out: `CarriedOut`, whose `rows` are the table of the 34 units and whose `moments` are the wave, month by
month. Example: in the row of Thái Nguyên below 57-NQ/TW the party committee has 62-CTr/TU (sau 32 ngày) and, under its own name, Bắc Kạn's
35-CTr/TU; the people's committee has 25/KH-UBND (sau 33 ngày) and Bắc Kạn's 131/KH-UBND.

An empty cell says that nothing was seen in the sources, never that nothing was issued. The odd case is a city below the province (“UBND thành
phố Vũng Tàu, tỉnh Bà Rịa - Vũng Tàu”): its papers stand on the province's ground but are not the province's own, so they are in the last column.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from .articles import Article
from .cascade import WIDE_FROM, Cascade, days_between
from .dates import PartialDate, month_text
from .frozen import frozen
from .library import Library
from .maps import LEVELS, lines_of
from .registry import Registry
from .registry.provinces import Name, Province
from .registry.resolutions import RELATIONS, Resolution
from .text import fold, sort_key

BODIES = {"party": ("Tỉnh ủy, Thành ủy", "Cấp ủy"), "council": ("HĐND", "HĐND"), "committee": ("UBND", "UBND"), "other": ("Sở, cơ quan khác", "Khác")}
"""Body → the head of its column, and the short form that stands beside it on a phone."""
MOST_MOMENTS = 15
"""Steps in time that a reader can take in at one look."""
MARKS = (30, 60, 90, 180, 365)
"""Days after which resolutions are compared."""
MOST_DEPTH = 8
"""Levels of the tree that a page shows one inside the other."""

T = TypeVar("T")
_RELATIONS = tuple(RELATIONS)
_STATE = re.compile(r"(?P<body>UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?P<place>(?:tỉnh|thành phố) .+)")
_PARTY = re.compile(r"(?:(?:Ban Thường vụ|Ban Chấp hành|Thường trực) )?(?:Tỉnh ủy|Thành ủy|Đảng bộ tỉnh|Đảng bộ thành phố)(?: (?P<place>.+))?")


def body_of(resolution: Resolution, province: Province) -> str:
    """Return which body of `province` issued `resolution`: a key of `BODIES`; a body of a lower level is "other"."""
    state, party = _STATE.fullmatch(resolution.issuer), _PARTY.fullmatch(resolution.issuer)
    if state and fold(state["place"]) in _own_names(province):
        return "council" if state["body"].startswith("H") else "committee"
    if party and (party["place"] is None or fold(party["place"]) in _own_names(province)):
        return "party"
    return "other"


def _own_names(province: Province) -> frozenset[str]:
    names = {form for name in province.names for form in (name.name, name.name.removeprefix("TP. "))}
    return frozenset(fold(f"{kind}{name}") for name in names for kind in ("", "tỉnh ", "thành phố "))


@frozen
class Paper:
    """One document in a cell. `name` is the issuing unit's name on that day, given when it is not the row's own."""

    resolution: Resolution
    days: int | None
    relations: tuple[tuple[str, Resolution], ...]
    articles: list[Article]
    name: Name | None = None


@frozen
class Row:
    """One present-day unit; `cells` stand in the order of `BODIES`."""

    unit: Province
    cells: tuple[tuple[Paper, ...], ...]
    first: Paper | None
    level: int = 0

    @property
    def papers(self) -> list[Paper]:
        """Its documents of all bodies."""
        return [paper for cell in self.cells for paper in cell]

    @property
    def short(self) -> str:
        """The unit's name as a square has it."""
        return " ".join(lines_of(self.unit.name))

    @property
    def days(self) -> int | None:
        """The days from the root to its first dated document."""
        return self.first.days if self.first else None


@frozen
class Moment:
    """One step in time: the national documents of it, the units that began in it, how many had begun by its end."""

    label: str
    national: tuple[Paper, ...]
    rows: tuple[Row, ...]
    total: int


class CarriedOut:
    """Everything a page says about how one root was carried out."""

    def __init__(self, cascade: Cascade, library: Library, root: Resolution) -> None:
        self.cascade, self.library, self.root = cascade, library, root
        self.registry = library.registry

    @cached_property
    def below(self) -> list[Resolution]:
        """Every document that follows from the root, oldest first."""
        return self.cascade.descendants(self.root)

    @cached_property
    def local(self) -> list[Resolution]:
        """Those of them that a province issued."""
        return [one for one in self.below if one.province in self.registry.provinces]

    @property
    def full(self) -> bool:
        """Whether there is enough to show every unit, seen or not."""
        return self.root.province is None and len(self.seen) >= WIDE_FROM

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each present-day unit, in alphabetical order."""
        by_unit: dict[str, list[Resolution]] = defaultdict(list)
        for one in self.local:
            by_unit[self.registry.present(self.registry.provinces[one.province]).id].append(one)
        rows = [self._row(unit, by_unit.get(unit.id, [])) for unit in sorted(self.registry.provinces_in_force, key=lambda one: sort_key(one.sort_name))]
        days = sorted({row.days for row in rows if row.days is not None})
        level = {day: LEVELS - LEVELS * rank // len(days) for rank, day in enumerate(days)}
        return [Row(row.unit, row.cells, row.first, level.get(row.days, 1) if row.first else 0) for row in rows]

    @property
    def seen(self) -> list[Row]:
        """The rows with a document."""
        return [row for row in self.rows if row.first]

    @property
    def unseen(self) -> list[Row]:
        """The rows without one."""
        return [row for row in self.rows if not row.first]

    def _row(self, unit: Province, documents: list[Resolution]) -> Row:
        cells: dict[str, list[Paper]] = {body: [] for body in BODIES}
        for one in documents:
            cells[body_of(one, self.registry.provinces[one.province])].append(self.paper(one, unit))
        return Row(unit, tuple(tuple(cell) for cell in cells.values()), self.paper(documents[0], unit) if documents else None)

    def paper(self, one: Resolution, unit: Province | None = None) -> Paper:
        """Return `one` with what a page says of it; `unit` is the row it stands in."""
        name = name_of_day(self.registry.provinces[one.province], one.date) if one.province in self.registry.provinces else None
        own = unit is not None and name is not None and one.province == unit.id and name.name == unit.name
        relations = tuple(sorted(self.cascade.relations_within(self.root, one), key=lambda pair: _RELATIONS.index(pair[0])))
        return Paper(one, days_between(self.root, one), relations, self.library.of_resolution.get(one.id, []), None if own else name)

    def ordered(self, order: str) -> list[tuple[str, list[Row]]]:
        """Return (heading, rows): one nameless group by name ("ten") or speed ("toc-do"), a group a region ("vung")."""
        if order == "vung":
            return by_region(self.registry, self.rows, lambda row: row.unit)
        return [("", sorted(self.rows, key=_speed) if order == "toc-do" else self.rows)]

    @cached_property
    def moments(self) -> list[Moment]:
        """The wave: calendar steps from the root to the day the last unit began; empty when the root has no date."""
        if not self.root.date:
            return []
        began = [(row.first.resolution.date, row) for row in self.seen if row.first.resolution.date]
        national = [(one.date, one) for one in self.below if one.province is None and one.date]
        if not began:
            return []
        start, end = _month(self.root.date), max(_month(date) for date, _ in began)
        step = next((step for step in (1, 3, 6) if end // step - start // step < MOST_MOMENTS), 12)
        rows: dict[int, list[Row]] = defaultdict(list)
        papers: dict[int, list[Paper]] = defaultdict(list)
        for date, row in began:
            rows[_month(date) // step].append(row)
        for date, one in national:
            papers[_month(date) // step].append(self.paper(one))
        total, found = 0, []
        for at in range(start // step, end // step + 1):
            total += len(rows[at])
            found.append(Moment(_label(at, step), tuple(papers[at]), tuple(sorted(rows[at], key=_speed)), total))
        return found

    @property
    def undated(self) -> list[Row]:
        """The units of which only documents without a date were seen."""
        return [row for row in self.seen if not row.first.resolution.date]

    @property
    def reached(self) -> list[tuple[int, int]]:
        """(days, units that had begun by then) for each of `MARKS`."""
        days = [row.days for row in self.rows if row.days is not None]
        return [(mark, sum(day <= mark for day in days)) for mark in MARKS]

    @property
    def quickest(self) -> int | None:
        """The days to the first document of all."""
        return min((row.days for row in self.rows if row.days is not None), default=None)

    @property
    def middle(self) -> int | None:
        """The days within which half of the units with a dated document had begun."""
        days = sorted(row.days for row in self.rows if row.days is not None)
        return days[(len(days) - 1) // 2] if days else None


@frozen
class Node:
    """One document of the tree with those that hang from it; `size` counts all below it, `places` the units that issued those directly below."""

    paper: Paper
    children: tuple["Node", ...]
    size: int
    places: int


def tree(carried: CarriedOut, *, local: bool = True) -> Node:
    """Return the documents below the root as a tree: each hangs once, from the youngest document it follows from. Without `local`, national ones only."""
    children = _hang(carried)
    order, waiting = [], [carried.root]
    while waiting:
        order.append(waiting.pop())
        waiting.extend(children[order[-1].id])
    made: dict[str, Node] = {}
    for one in reversed(order):  # from the leaves up: each is made before what it hangs from
        direct = children[one.id]
        made[one.id] = Node(carried.paper(one), tuple(made[child.id] for child in direct if local or child.province is None),
                            sum(1 + made[child.id].size for child in direct), len(carried.cascade.places(direct)))
    return made[carried.root.id]


def _hang(carried: CarriedOut) -> dict[str, list[Resolution]]:
    """Return id → the documents that hang from it. Below `MOST_DEPTH` a document hangs beside the one it follows from, so that a page can show it."""
    cascade, root = carried.cascade, carried.root
    children: dict[str, list[Resolution]] = defaultdict(list)
    hung: dict[str, tuple[Resolution, int]] = {}
    for one in carried.below:  # oldest first, so what a document hangs from has its own place already
        older = [other for _, other in cascade.above(one) if other.id in hung]
        parent = older[-1] if older else root
        depth = hung[parent.id][1] + 1 if older else 1
        if depth > MOST_DEPTH:
            parent, depth = hung[parent.id][0], MOST_DEPTH
        hung[one.id] = parent, depth
        children[parent.id].append(one)
    return children


def by_region(registry: Registry, things: Iterable[T], unit_of: Callable[[T], Province]) -> list[tuple[str, list[T]]]:
    """Return (region, things) for each present-day region, in the order of the registry."""
    found: dict[str, list] = defaultdict(list)
    for thing in things:
        found[unit_of(thing).region].append(thing)
    names = {region.id: region.name for region in registry.regions.values() if region.period == "2025"}
    return [(name, found[identity]) for identity, name in names.items() if identity in found] + [("Chưa rõ vùng", rest) for identity, rest in found.items() if identity not in names]


def name_of_day(province: Province, day: PartialDate | None) -> Name:
    """Return what `province` was called on `day`, or what it is called last when the day is not known."""
    return province.named_on(day) if day else province.names[-1]


def _speed(row: Row) -> tuple:
    return row.first is None, row.days is None, row.days or 0, sort_key(row.unit.sort_name)


def _month(date: PartialDate) -> int:
    return date.first.year * 12 + date.first.month - 1


def _label(at: int, step: int) -> str:
    year, part = divmod(at * step, 12)
    if step == 1:
        return month_text(year, part + 1)
    if step == 12:
        return f"Năm {year}"
    return f"Quý {part // 3 + 1}/{year}" if step == 3 else f"6 tháng {'đầu' if part == 0 else 'cuối'} năm {year}"

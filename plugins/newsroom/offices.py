"""Who held which office in a unit, and when: so that the holder on a given day can be read off.

In: the library and some units. Out: for each unit its `Office`s in the order of protocol, each with the `Tenure`s of the people seen in it. Example: in
Phú Thọ, Bí thư Tỉnh ủy, Đặng Xuân Phong is seen on 11/09/2025, Trương Quốc Huy from 25/12/2025 to 26/12/2025 and Phạm Đại Dương on 13/01/2026.

A tenure is as long as it is known: from and to where a source gives them, otherwise the days on which the person was seen. The odd case is a month
without a day: the mark covers the month.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable

from .articles import Article
from .dates import PartialDate
from .frozen import frozen
from .library import Library
from .registry.officials import Official, Post, Sighting
from .registry.provinces import Name, Province
from .text import fold, person_sort_key

_RANKS = tuple(re.compile(pattern) for pattern in (
    r"bi thu (tinh uy|thanh uy)", r"pho bi thu thuong truc", r"pho bi thu (tinh uy|thanh uy)", r"uy vien ban thuong vu",
    r"chu tich hdnd", r"pho chu tich (thuong truc )?hdnd", r"chu tich ubnd", r"pho chu tich thuong truc ubnd", r"pho chu tich ubnd",
    r"truong doan", r"pho truong doan", r"truong ban", r"pho truong ban", r"chanh van phong", r"giam doc", r"pho giam doc"))
"""Offices in the order of protocol, by how they begin; any other comes last."""


@frozen
class Tenure:
    """One person in one office. `left` and `width` place it on the page's line of time, in per cent; `marks` are its sightings there; `name` is
    what the province was called then."""

    official: Official
    post: Post
    proofs: tuple[tuple[Sighting, Article | None], ...]
    left: float
    width: float
    marks: tuple[float, ...]
    province: Province | None = None
    name: Name | None = None


@frozen
class Office:
    """One office of one unit with everybody seen in it, the latest first."""

    title: str
    tenures: tuple[Tenure, ...]


@frozen
class Span:
    """The line of time of a page: whole years."""

    start: dt.date
    end: dt.date

    def at(self, day: dt.date) -> float:
        """Return where `day` stands, in per cent."""
        return round(100 * (day - self.start).days / (self.end - self.start).days, 1)

    @property
    def years(self) -> list[tuple[int, float]]:
        """(year, where it begins) for each year of the line; a long line names only some."""
        years = range(self.start.year, self.end.year)
        step = 1 + (len(years) - 1) // 6
        return [(year, self.at(dt.date(year, 1, 1))) for year in years if (year - years[0]) % step == 0]


def span_of(posts: Iterable[Post]) -> Span | None:
    """Return whole years around every known day of `posts`, or None when no day is known."""
    days = [day for post in posts for date in (post.first, post.last) if date for day in (date.first, date.last)]
    return Span(dt.date(min(days).year, 1, 1), dt.date(max(days).year + 1, 1, 1)) if days else None


def tenure(library: Library, official: Official, post: Post, span: Span | None) -> Tenure:
    """Return one post as a page shows it."""
    proofs = tuple((sighting, library.by_id.get(sighting.article)) for sighting in sorted(post.seen, key=lambda one: one.on.first))
    province = library.registry.provinces.get(post.province) if post.province else None
    known = _known(post)
    if span is None or known is None:
        return Tenure(official, post, proofs, 0, 0, (), province, province.names[-1] if province else None)
    left, right = span.at(known[0].first), span.at(known[1].last + dt.timedelta(days=1))
    return Tenure(official, post, proofs, left, round(right - left, 1), tuple(dict.fromkeys(span.at(_middle(sighting.on)) for sighting, _ in proofs)), province, province.named_on(known[1]) if province else None)


def offices_of(library: Library, units: list[Province]) -> tuple[Span | None, list[tuple[Province, list[Office]]]]:
    """Return the line of time and, for each of `units` with anybody in office, its offices."""
    held = {unit.id: library.registry.posts_in.get(unit.id, []) for unit in units}
    span = span_of(post for posts in held.values() for _, post in posts)
    return span, [(unit, _offices(library, held[unit.id], span)) for unit in units if held[unit.id]]


def _offices(library: Library, held: list[tuple[Official, Post]], span: Span | None) -> list[Office]:
    by_title: dict[str, list[tuple[Official, Post]]] = defaultdict(list)
    for official, post in held:
        by_title[fold(post.title)].append((official, post))
    offices = [Office(pairs[0][1].title, tuple(tenure(library, official, post, span) for official, post in sorted(pairs, key=_latest_first))) for pairs in by_title.values()]
    return sorted(offices, key=lambda office: (_rank(office.title), fold(office.title)))


def _rank(title: str) -> int:
    folded = fold(title)
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(folded)), len(_RANKS))


def latest_day(post: Post) -> dt.date:
    """Return the last day `post` is known for, to sort by."""
    known = _known(post)
    return known[1].last if known else dt.date.min


def _known(post: Post) -> tuple[PartialDate, PartialDate] | None:
    """Return the first and the last date `post` is known for: of a post that began and was never seen again, the beginning."""
    first, last = post.first or post.last, post.last or post.first
    return (first, last) if first and last else None


def _latest_first(pair: tuple[Official, Post]) -> tuple:
    official, post = pair
    return -latest_day(post).toordinal(), person_sort_key(official.name), official.id


def _middle(date: PartialDate) -> dt.date:
    return date.first + (date.last - date.first) / 2

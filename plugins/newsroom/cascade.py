"""How a resolution is carried out: which documents follow from it, and where.

In: the resolutions of the registry with their relations. Out: for each document what it follows from and what follows from it, and
for a root the thread of each province. Example: the thread of Thái Nguyên below 57-NQ/TW is 57-NQ/TW (22/12/2024) → 03/NQ-CP
(after 18 days) → 62-CTr/TU (32) → 25/KH-UBND (33).

A place where nothing was seen says “chưa thấy trong nguồn đã thu”, never “chưa ban hành”: the digest knows what it has read, not what
was signed. The odd case is a document of a dissolved province: it stays with its issuer and is counted for the
unit that lies there today.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from .frozen import frozen
from .registry import Registry
from .registry.provinces import Province
from .registry.resolutions import Resolution

WIDE_FROM = 5
"""Places from which a national document is shown unit by unit, all of them; below that only those that were seen."""


@frozen
class Step:
    """One document in a thread; `days` counts from the root's date, None where a date is unknown."""

    resolution: Resolution
    days: int | None


@frozen
class Thread:
    """The documents of one unit that carry out a root, oldest first, after the national ones they rest on."""

    province: Province
    national: tuple[Step, ...]
    local: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The whole thread, oldest first: a national document younger than a local one stands after it."""
        return tuple(sorted(self.national + self.local, key=lambda step: _age(step.resolution)))


class Cascade:
    """Relations of all documents, both ways."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._below: dict[str, list[tuple[str, Resolution]]] = defaultdict(list)
        self._descendants: dict[str, list[Resolution]] = {}
        self._known: dict[str, frozenset[str]] = {}
        for resolution in registry.resolutions.values():
            for relation, target in resolution.relations:
                self._below[target].append((relation, resolution))
        for followers in self._below.values():
            followers.sort(key=lambda pair: _age(pair[1]))

    def above(self, resolution: Resolution) -> list[tuple[str, Resolution]]:
        """Return (relation, document) for what `resolution` follows from, oldest first."""
        found = [(relation, self.registry.resolutions[target]) for relation, target in resolution.relations if target in self.registry.resolutions]
        return sorted(found, key=lambda pair: _age(pair[1]))

    def below(self, resolution: Resolution) -> list[tuple[str, Resolution]]:
        """Return (relation, document) for what follows directly from `resolution`, oldest first."""
        return self._below.get(resolution.id, [])

    def descendants(self, root: Resolution) -> list[Resolution]:
        """Return every document that follows from `root` at any distance, oldest first."""
        if root.id not in self._descendants:
            self._descendants[root.id] = self._find_descendants(root)
        return self._descendants[root.id]

    def _find_descendants(self, root: Resolution) -> list[Resolution]:
        found: dict[str, Resolution] = {}
        waiting = [root]
        while waiting:
            for _, follower in self.below(waiting.pop()):
                if follower.id not in found and follower.id != root.id:
                    found[follower.id] = follower
                    waiting.append(follower)
        return sorted(found.values(), key=_age)

    def known_below(self, root: Resolution) -> frozenset[str]:
        """Return the ids of `root` and of everything that follows from it."""
        found = self._known.get(root.id)
        if found is None:
            found = self._known[root.id] = frozenset([root.id, *(one.id for one in self.descendants(root))])
        return found

    def relations_within(self, root: Resolution, one: Resolution) -> tuple[tuple[str, Resolution], ...]:
        """Return (relation, document) for what `one` follows from, among `root` and what follows from it, oldest first."""
        known = self.known_below(root)
        return tuple((relation, other) for relation, other in self.above(one) if other.id in known)

    def lineage(self, root: Resolution, one: Resolution) -> list[Step]:
        """Return the `way` from `root` to `one`, oldest first: 57-NQ/TW → 03/NQ-CP → 62-CTr/TU → 25/KH-UBND."""
        return [Step(other, days_between(root, other)) for other in sorted(self.way(root, one), key=_age)]

    def way(self, root: Resolution, one: Resolution) -> Iterable[Resolution]:
        """Return `root`, `one` and every document through which `one` follows from it."""
        known = self.known_below(root)
        found = {one.id: one}
        waiting = [one]
        while waiting:
            for _, target in waiting.pop().relations:
                if target in known and target not in found:
                    found[target] = self.registry.resolutions[target]
                    waiting.append(found[target])
        return found.values()

    def root_of(self, one: Resolution) -> Resolution | None:
        """Return the document carried out in most places from which `one` follows, or None."""
        return next((root for root, _ in self.roots if one.id != root.id and one.id in self.known_below(root)), None)

    def threads(self, root: Resolution) -> list[Thread]:
        """Return the thread of each unit that has documents below `root`, the quickest unit first."""
        below = self.descendants(root)
        reached = {one.id for one in below} | {root.id}
        local: dict[str, list[Resolution]] = defaultdict(list)
        for one in below:
            if one.province in self.registry.provinces:
                local[one.province].append(one)
        threads = [self._thread(root, self.registry.provinces[unit], documents, reached) for unit, documents in local.items()]
        return sorted(threads, key=lambda thread: (_age(thread.local[0].resolution), thread.province.id))

    def _thread(self, root: Resolution, province: Province, documents: list[Resolution], reached: set[str]) -> Thread:
        national: dict[str, Resolution] = {root.id: root}
        waiting = list(documents)
        while waiting:
            for _, one in self.above(waiting.pop()):
                if one.id in reached and one.province is None and one.id not in national:
                    national[one.id] = one
                    waiting.append(one)
        return Thread(province, tuple(Step(one, days_between(root, one)) for one in sorted(national.values(), key=_age)),
                      tuple(Step(one, days_between(root, one)) for one in documents))

    @cached_property
    def roots(self) -> list[tuple[Resolution, list[Resolution]]]:
        """The national documents that provinces carry out, each with its descendants; the one carried out in most places first."""
        found = []
        for resolution in self.registry.resolutions.values():
            if resolution.province is None and not any(relation == "implements" for relation, _ in resolution.relations):
                below = self.descendants(resolution)
                if any(one.province for one in below):
                    found.append((resolution, below))
        return sorted(found, key=lambda pair: (-len(self.places(pair[1])), -len(pair[1]), pair[0].id))

    @cached_property
    def wide(self) -> list[Resolution]:
        """The national documents carried out in so many places that all units are shown, the most places first."""
        places = [(len(self.places(self.descendants(one))), one) for one in self.registry.resolutions.values() if one.province is None]
        return [one for _, one in sorted((pair for pair in places if pair[0] >= WIDE_FROM), key=lambda pair: (-pair[0], pair[1].id))]

    @cached_property
    def main_threads(self) -> dict[str, Thread]:
        """Province id → its thread below the resolution that most provinces carry out."""
        return {thread.province.id: thread for thread in self.threads(self.roots[0][0])} if self.roots else {}

    def places(self, documents: Iterable[Resolution]) -> set[str]:
        """Return the ids of the present-day units on whose ground any of `documents` was issued."""
        return {self.registry.present(self.registry.provinces[one.province]).id for one in documents if one.province in self.registry.provinces}


def days_between(root: Resolution, later: Resolution) -> int | None:
    """Return the days from `root` to `later`, or None where either day is not known."""
    if not (root.date and later.date and root.date.exact and later.date.exact):
        return None
    return (later.date.first - root.date.first).days


def _age(resolution: Resolution) -> tuple:
    return (0, resolution.date.first.toordinal(), resolution.id) if resolution.date else (1, 0, resolution.id)

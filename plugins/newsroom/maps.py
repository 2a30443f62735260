"""The map of the country as tiles: one square a unit, always in the same place, with Hoàng Sa and Trường Sa.

In: the registry and what each present-day unit shows: a number, or any text with a step of the scale. Out: `Tile`s from north to south. Example: a unit
with no news is a pale square with a 0; the one with most is the darkest, and its label for a screen reader says "Phú Thọ: 6 tin, có tin mới".

The scale of numbers is logarithmic in five steps, so that one busy unit does not leave all others pale.
"""

from collections.abc import Callable
from math import ceil, log

from .frozen import frozen
from .registry import Registry
from .registry.provinces import Province

LEVELS = 5
"""Steps of the colour scale above "nothing"."""


@frozen
class Tile:
    """One square of the map; `count` is what stands in it."""

    name: str
    lines: tuple[str, ...]
    url: str
    column: int
    row: int
    count: int | str
    level: int
    new: bool
    label: str
    island: bool = False


@frozen
class MapView:
    """One of several maps a reader switches between: its id in the page, its short name, its squares, what they mean, the ends of the scale."""

    id: str
    name: str
    tiles: list[Tile]
    title: str
    low: str
    high: str


@frozen
class Mark:
    """What a unit shows: the text in its square, the step of the scale (0 is "nothing"), and the words that say the same."""

    text: int | str
    level: int
    words: str
    new: bool = False


def tiles(registry: Registry, counts: dict[str, int], unit: str, new: frozenset[str] | set[str] = frozenset(), *, none: str = "chưa có") -> list[Tile]:
    """Return the map of `counts` (province id → how many of `unit`); the ids in `new` are marked. `none` says that there is no `unit`."""
    most = max(counts.values(), default=0)

    def mark(province: Province) -> Mark:
        count, fresh = counts.get(province.id, 0), province.id in new
        level = ceil(LEVELS * log(1 + count) / log(1 + most)) if count else 0
        return Mark(count, level, (f"{count} {unit}" if count else f"{none} {unit}") + (", có tin mới" if fresh else ""), fresh)

    return marked_tiles(registry, mark)


def marked_tiles(registry: Registry, mark: Callable[[Province], Mark]) -> list[Tile]:
    """Return the map on which each present-day unit shows its `mark`."""
    drawn = []
    for province in registry.provinces_in_force:
        if province.tile is None:
            continue
        shown = mark(province)
        drawn.append(Tile(province.name, lines_of(province.name), province.url, *province.tile, shown.text, shown.level, shown.new, f"{province.name}: {shown.words}"))
        drawn.extend(Tile(island.name, lines_of(island.name), province.url, *island.tile, 0, 0, False, f"{island.full_name} ({province.name})", island=True) for island in province.islands)
    return sorted(drawn, key=lambda tile: (tile.row, tile.column))


def lines_of(name: str) -> tuple[str, ...]:
    """Return the words of a unit's name as a square has them, one on a line."""
    return ("TP.", "HCM") if name == "TP. Hồ Chí Minh" else tuple(name.split())

"""The map of the country as tiles: one square a unit, always in the same place, with Hoàng Sa and Trường Sa.

In: the registry and a number for each present-day unit. Out: `Tile`s from north to south. Example: a unit with no news is a pale square with a 0;
the one with most is the darkest, and its label for a screen reader says "Phú Thọ: 6 tin, có tin mới".

The scale is logarithmic in five steps, so that one busy unit does not leave all others pale.
"""

from dataclasses import dataclass
from math import ceil, log

from .registry import Registry

LEVELS = 5
"""Steps of the colour scale above "nothing"."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the map."""

    name: str
    lines: tuple[str, ...]
    url: str
    column: int
    row: int
    count: int
    level: int
    new: bool
    label: str
    island: bool = False


def tiles(registry: Registry, counts: dict[str, int], unit: str, new: frozenset[str] | set[str] = frozenset()) -> list[Tile]:
    """Return the map of `counts` (province id → how many of `unit`); the ids in `new` are marked."""
    most = max(counts.values(), default=0)
    drawn = []
    for province in registry.provinces_in_force:
        if province.tile is None:
            continue
        count = counts.get(province.id, 0)
        level = ceil(LEVELS * log(1 + count) / log(1 + most)) if count else 0
        label = f"{province.name}: {f'{count} {unit}' if count else f'chưa có {unit}'}" + (", có tin mới" if province.id in new else "")
        drawn.append(Tile(province.name, _lines(province.name), province.url, *province.tile, count, level, province.id in new, label))
        drawn.extend(Tile(island.name, _lines(island.name), province.url, *island.tile, 0, 0, False, f"{island.full_name} ({province.name})", island=True) for island in province.islands)
    return sorted(drawn, key=lambda tile: (tile.row, tile.column))


def _lines(name: str) -> tuple[str, ...]:
    return ("TP.", "HCM") if name == "TP. Hồ Chí Minh" else tuple(name.split())

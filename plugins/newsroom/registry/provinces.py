"""Provincial-level units of Vietnam, each true for its own time.

In: ``content/registry/provinces.yaml`` (and ``regions.yaml``). Out: `Province` objects, found by any spelling of a name and asked what
they were called, and whether they existed, on a day. Example: "Tiền Giang" is found; ``in_force(2025-07-01)`` is False and its
successor is Đồng Tháp (Nghị quyết 202/2025/QH15).

The odd cases: one name before and after 2025-07-01 is one page but two extents (Lào Cai); Huế was the province Thừa Thiên Huế until
2024-12-31; Đồng Nai became a city on 2026-04-30.
"""

import datetime as dt

from ..dates import PartialDate
from ..frozen import frozen
from ..strict_yaml import Fields

KINDS = ("tỉnh", "thành phố")
_FIRST, _LAST = dt.date.min, dt.date.max


@frozen
class Name:
    """What a unit was called, and of which kind, between two days (both included)."""

    name: str
    kind: str
    start: dt.date
    end: dt.date
    basis: str

    @property
    def full(self) -> str:
        """Kind and name, as a heading has them: "Tỉnh Phú Thọ", "Thành phố Hồ Chí Minh"."""
        return f"{self.kind.capitalize()} {self.name.removeprefix('TP. ')}"


@frozen
class Change:
    """One reorganisation: the day it took effect, the other units in it (ids) and the resolution it rests on."""

    date: dt.date
    units: tuple[str, ...]
    basis: str


@frozen
class Island:
    """An archipelago drawn on every map: Hoàng Sa, Trường Sa."""

    name: str
    full_name: str
    unit: str
    tile: tuple[int, int]


@frozen(eq=False)
class Province:
    """A province or a centrally-run city; `id` is its address and never changes."""

    id: str
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    sort_name: str
    region: str
    region_2021: str
    code: str
    code_before_2025_07: str
    formed: Change | None
    dissolved: Change | None
    tile: tuple[int, int] | None
    islands: tuple[Island, ...]

    @property
    def name(self) -> str:
        """The present name, or the last one of a dissolved unit."""
        return self.names[-1].name

    @property
    def full_name(self) -> str:
        """The present name with its kind: "Tỉnh Phú Thọ"."""
        return self.names[-1].full

    @property
    def in_place_name(self) -> str:
        """Kind and name as they stand inside a sentence: "tỉnh Phú Thọ", "Thành phố Hồ Chí Minh"."""
        return self.full_name if self.name.startswith("TP. ") else self.full_name[0].lower() + self.full_name[1:]

    @property
    def successor(self) -> str | None:
        """The id of the unit that took it over, or None while it is in force."""
        return self.dissolved.units[0] if self.dissolved else None

    @property
    def url(self) -> str:
        """Its page, from the root of the site."""
        return f"/tinh/{self.id}/"

    def in_force(self, day: PartialDate) -> bool:
        """Return whether the unit existed on some day that `day` may mean."""
        return self.dissolved is None or day.first < self.dissolved.date

    def named_on(self, day: PartialDate) -> Name:
        """Return what the unit was called on `day` (on its first possible day when `day` is vague)."""
        first = day.first
        for name in self.names:
            if name.start <= first <= name.end:
                return name
        return self.names[-1]

    def names_within(self, day: PartialDate) -> list[Name]:
        """Return every name that was right on some day that `day` may mean."""
        return [name for name in self.names if name.start <= day.last and day.first <= name.end]

    def spellings(self) -> list[str]:
        """Return every form of the name an editor may type."""
        return [*dict.fromkeys(name.name for name in self.names), *dict.fromkeys(name.full for name in self.names), *self.aliases]


def read_province(fields: Fields) -> Province | None:
    """Return the unit in one entry of provinces.yaml, or None after reporting what it lacks."""
    names = [_read_name(entry) for entry in fields.entries("names")]
    province = Province(
        id=fields.text("id"),
        names=tuple(names),
        aliases=tuple(text for text, _, _ in fields.texts("aliases")),
        sort_name=fields.text("sort_name") or (names[-1].name if names else ""),
        region=fields.text("region"),
        region_2021=fields.text("region_2021"),
        code=fields.text("code"),
        code_before_2025_07=fields.text("code_before_2025_07"),
        formed=_read_change(fields.group("formed"), "from"),
        dissolved=_read_change(fields.group("dissolved"), "into"),
        tile=_read_tile(fields),
        islands=tuple(_read_island(entry) for entry in fields.entries("islands")),
    )
    fields.texts("not_this")
    fields.close()
    if not province.id:
        fields.missing("id", "ghi mã của đơn vị, ví dụ id: phu-tho")
        return None
    if not names:
        fields.missing("names", "ghi ít nhất một tên và loại")
        return None
    return province


def _read_name(fields: Fields) -> Name:
    start, end = fields.date("from"), fields.date("to")
    name = Name(fields.text("name"), fields.choice("kind", KINDS, "tỉnh"), start.first if start else _FIRST, end.last if end else _LAST, fields.text("basis"))
    if name.end < name.start:
        fields.problem("to", "registry-province", f"thời kỳ mang tên “{name.name}” kết thúc trước khi bắt đầu", "đổi lại from và to")
    fields.close()
    return name


def _read_change(fields: Fields | None, key: str) -> Change | None:
    if fields is None:
        return None
    day = fields.date("date")
    units = tuple(text for text, _, _ in fields.texts(key, single=True))
    basis = fields.text("basis")
    fields.close()
    if day is None and "date" in fields:
        return None
    if day is None or not units or not basis:
        fields.problem("date", "registry-province", "lần sắp xếp thiếu ngày, đơn vị hoặc căn cứ pháp lý", f"ghi đủ date, {key}, basis")
        return None
    return Change(day.first, units, basis)


def _read_island(fields: Fields) -> Island:
    island = Island(fields.text("name"), fields.text("full_name"), fields.text("unit"), _read_tile(fields) or (0, 0))
    fields.close()
    return island


def _read_tile(fields: Fields) -> tuple[int, int] | None:
    parts = [text for text, _, _ in fields.texts("tile")]
    if not parts:
        return None
    if len(parts) != 2 or not all(part.isdecimal() for part in parts):
        fields.problem("tile", "registry-province", "ô bản đồ phải gồm hai số: cột và hàng", "ví dụ cột 2, hàng 3")
        return None
    return int(parts[0]), int(parts[1])

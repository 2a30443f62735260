"""What became of a unit: its names, what it was formed from, what it was merged into, and the changes of its agencies, in order.

In: the library and a unit. Out: `Event`s, the oldest first. Example: Đồng Tháp has "Sở Thông tin và Truyền thông hợp nhất vào Sở Khoa học và Công nghệ"
(Tiền Giang, tháng 3/2025) and then, on 01/07/2025, "Hợp thành từ Đồng Tháp và Tiền Giang" with the resolution it rests on.

A unit in force tells of its predecessors too, each event under the name of its day; a dissolved one tells only of itself.
"""

import datetime as dt
from collections.abc import Iterator

from .articles import Article
from .dates import PartialDate
from .frozen import frozen
from .library import Library
from .registry.provinces import Name, Province
from .registry.resolutions import Resolution


@frozen
class Event:
    """One change: when, what, on which legal basis, shown by which entry. `name` is the unit it happened to, when that is not the page's own."""

    date: PartialDate
    when: str
    text: str
    units: tuple[Province, ...] = ()
    basis: str = ""
    document: Resolution | None = None
    name: Name | None = None
    article: Article | None = None
    note: str = ""


def history(library: Library, province: Province) -> list[Event]:
    """Return what happened to `province` and its predecessors, the oldest first."""
    registry = library.registry
    events = [event for unit in registry.family(province) for event in (*_names(library, unit, province), *_agencies(library, unit, province))]
    if province.formed:
        events.append(_change(library, province.formed.date, "Hợp thành từ", province.formed.units, province.formed.basis))
    if province.dissolved:
        events.append(_change(library, province.dissolved.date, "Nhập với các đơn vị khác thành", province.dissolved.units, province.dissolved.basis))
    return sorted(events, key=lambda event: (event.date.first, event.text))


def _names(library: Library, unit: Province, page: Province) -> Iterator[Event]:
    for before, name in zip(unit.names, unit.names[1:], strict=False):
        yield Event(_day(name.start), _day(name.start).text, f"{before.full} thành {name.full[0].lower()}{name.full[1:]}", basis=name.basis,
                    document=_document(library, name.basis), name=before if unit is not page else None)


def _agencies(library: Library, unit: Province, page: Province) -> Iterator[Event]:
    for change in library.registry.agencies_of.get(unit.id, []):
        date = change.date or change.seen
        name = unit.named_on(date)
        yield Event(date, change.when, change.text, name=name if unit is not page or name.name != page.name else None, article=library.by_id.get(change.article), note=change.note)


def _change(library: Library, date: dt.date, text: str, units: tuple[str, ...], basis: str) -> Event:
    known = library.registry.provinces
    return Event(_day(date), _day(date).text, text, tuple(known[unit] for unit in units if unit in known), basis, _document(library, basis))


def _document(library: Library, basis: str) -> Resolution | None:
    """Return the one document a legal basis names, when the registry has it."""
    found = library.registry.resolutions_named(basis.split("số ")[-1]) if basis else []
    return found[0] if len(found) == 1 else None


def _day(date: dt.date) -> PartialDate:
    return PartialDate(date.year, date.month, date.day)

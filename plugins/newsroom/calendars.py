"""Calendars: the days documents were issued, and the days aims are to be reached by, as iCalendar (RFC 5545).

In: a `Site`. Out: the `Day`s of the record, and a calendar of some of them as a file. Example: ``VALUE=DATE:20241222``, "57-NQ/TW, Bộ Chính trị ban hành".

Nothing is inferred: a document whose day is not known is in no calendar, and an aim is a figure with ``target: true``, whose ``as_of`` its source gives. An aim for
a year or a month stands on the last day of it and says so. DTSTAMP, the moment the information was made, comes from the content and never from the clock: the
document's day, or the entry's last change.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .articles import Article, Figure
from .digests import digest
from .feeds import xml_text
from .figures import place_of
from .frozen import frozen
from .registry.resolutions import Resolution
from .versions import versions

if TYPE_CHECKING:
    from .site import Site


MOST = 1000
"""Days in one calendar, the latest: half a megabyte, where some calendar programs refuse a whole one."""


@frozen
class Day:
    """One all-day event. `units` are the ids of the provinces it belongs to, none for the whole country."""

    id: str
    day: dt.date
    stamp: dt.date
    title: str
    text: str
    url: str
    kind: str
    units: frozenset[str]


def days(site: "Site") -> list[Day]:
    """Return every day of the record, the earliest first."""
    found = [_issued(one) for one in site.registry.resolutions.values() if one.date and one.date.exact]
    for article in site.library.articles:
        if any(figure.target for figure in article.figures):
            found += _aims(article)
    return sorted(found, key=lambda one: (one.day, one.id))


def _issued(one: Resolution) -> Day:
    text = f"{one.name} của {one.issuer}." + (f" {one.title}" if one.title else "")
    units = frozenset([one.province] if one.province else [])
    return Day(f"van-ban-{one.id}", one.date.first, one.date.first, f"{one.number}, {one.issuer} ban hành", text, one.url, "Văn bản", units)


def _aims(article: Article) -> Iterator[Day]:
    """Yield the aims of an entry, those of one day and one place together."""
    groups: dict[tuple, list[Figure]] = {}
    for figure in article.figures:
        if figure.target:
            groups.setdefault((figure.as_of, place_of(article, figure)), []).append(figure)
    for (day, place), figures in groups.items():
        name = f"{place.named_on(article.date).name}: " if place else ""
        what = f"{figures[0].label}, mục tiêu" if len(figures) == 1 else f"{len(figures)} mục tiêu"
        lines = [f"{figure.label}: {figure.text}." for figure in figures]
        if not day.exact:
            lines.append(f"Nguồn chỉ nêu {day.phrase}; lịch đặt vào ngày cuối.")
        lines.append(f"Theo tin: {article.title}")
        units = [place.id] if place else [province.id for province in article.provinces]
        yield Day("-".join(part for part in ("muc-tieu", article.id, day.iso, place.id if place else "") if part), day.last, article.updated.last,
                  f"{name}{what} đến {day.phrase}", "\n".join(lines), article.url, "Mục tiêu", frozenset(units))


def calendar_key(name: str, chosen: Iterable[Day]) -> bytes:
    """Return the digest of what `calendar` makes of the same."""
    return digest(_maker(), name, *(repr((one.id, one.day, one.stamp, one.title, one.text, one.url, one.kind)) for one in chosen))


@cache
def _maker() -> str:
    """Return which version of the library makes the calendars."""
    return "".join(versions(("icalendar",)))


def calendar(site: "Site", name: str, url: str, chosen: Iterable[Day]) -> bytes:
    """Return the calendar `name`, which stands at `url`, with the days `chosen`."""
    from icalendar import Calendar, vText  # takes a tenth of a second, which a build with no calendar to draw should not pay

    host = urlsplit(site.address).hostname or "ban-tin"
    made = Calendar()
    shown = vText(" ".join(xml_text(name).split()))
    for key, value in (("prodid", vText(f"-//{' '.join(xml_text(site.name).split())}//Lịch//VI")), ("version", "2.0"), ("name", shown), ("x-wr-calname", shown),
                       ("url", f"{site.address}/theo-doi/"), ("source", f"{site.address}{url}"), ("x-published-ttl", "P1D")):
        made.add(key, value)
    made.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    head, end, rest = made.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join((head, *(_event(one, site.address, host) for one in chosen), end, rest))


@lru_cache(maxsize=1 << 14)
def _event(one: Day, address: str, host: str) -> bytes:
    """Return the lines of one day, made once: it stands in the calendar of the whole site, of its unit and of the unit that took that over."""
    from icalendar import Event

    event = Event()
    stamp = dt.datetime.combine(one.stamp, dt.time(), dt.UTC)
    for key, value in (("uid", f"{one.id}@{host}"), ("dtstamp", stamp), ("dtstart", one.day), ("dtend", one.day + dt.timedelta(days=1)), ("summary", xml_text(one.title)),
                       ("description", xml_text(one.text)), ("url", f"{address}{one.url}"), ("categories", [one.kind]), ("transp", "TRANSPARENT")):
        event.add(key, value)
    return event.to_ical()

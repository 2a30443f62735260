"""The archive: all entries by year and month.

Out: ``/tin/``, a page a year, and the pages of each month.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import ARCHIVE, month_url, year_url
from ..dates import month_text
from ..indexes import Slice, cut
from ..plan import Crumb, Head, Output

if TYPE_CHECKING:
    from ..site import Site

LATEST = 10
"""Entries beside the calendar."""
CRUMB = Crumb("Tin", ARCHIVE)

Month = tuple[int, int]


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the archive, its years and its months, the newest first."""
    months = site.library.of_month
    years: dict[int, list[Month]] = defaultdict(list)
    for month in months:
        years[month[0]].append(month)
    yield _calendar(site, Head(ARCHIVE, "Kho tin", "Mọi tin của bản tin theo năm và tháng, mới nhất trước."), years)
    for year, keys in years.items():
        count = sum(len(months[key]) for key in keys)
        yield _calendar(site, Head(year_url(year), f"Tin năm {year}", f"{count} tin của năm {year}, theo tháng.", crumbs=(CRUMB,)), {year: keys})
        for key in keys:
            for piece in cut(months[key], month_url(*key)):
                yield _month(site, key, piece)


def _calendar(site: "Site", head: Head, years: dict[int, list[Month]]) -> Output:
    months = site.library.of_month
    lines = [(year, year_url(year), [(month_text(*key), month_url(*key), len(months[key])) for key in keys]) for year, keys in years.items()]
    latest = _first((article for keys in years.values() for key in keys for article in months[key]), LATEST)
    return Output(head.url, "archive.html", lambda: {"page": head, "years": lines, "latest": latest}, lambda: site.list_key(latest, repr(lines)),
                  latest[0].date if latest else None, listed=True)


def _first(articles: Iterable, most: int) -> list:
    return [article for article, _ in zip(articles, range(most), strict=False)]


def _month(site: "Site", key: Month, piece: Slice) -> Output:
    year, count = key[0], len(site.library.of_month[key])

    def view() -> dict[str, Any]:
        heading = month_text(*key).lower()
        head = Head(piece.url, f"Tin {heading}", f"{count} tin của {heading}.", crumbs=(CRUMB, Crumb(str(year), year_url(year))))
        return {"page": head.sliced(piece), "slice": piece}

    return Output(piece.url, "month.html", view, lambda: site.list_key(piece.articles, str(piece.of), str(count)), piece.articles[0].date, listed=piece.number == 1)

"""How to follow the digest: a page for people who have never heard of a feed, and the calendars.

Out: ``/theo-doi/`` (steps for a reader's program, for e-mail and for a calendar, then every feed but those of single documents and people, which stand on
their pages), ``/theo-doi/lich.ics`` (every day of the record) and ``/tinh/<id>/lich.ics`` for each unit that has one.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import FOLLOW, calendar_url
from ..calendars import MOST, Day, calendar, calendar_key
from ..digests import digest
from ..edition_periods import MONTH
from ..plan import Head, Output
from .feeds import GROUPS, LISTS, opml_url

if TYPE_CHECKING:
    from ..site import Site

TITLE = "Theo dõi"
SUMMARY = "Có tin mới thì ứng dụng đọc tin, hộp thư hoặc lịch của bạn tự báo. Không phải đăng ký với bản tin, và bản tin không biết ai đang theo dõi."
LISTED = ("site", "province", "former", "topic", "both", "edition", "indicator")
"""Groups of feeds that the page lists one by one."""


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the page and the calendars."""
    yield Output(FOLLOW, "follow.html", lambda: _view(site), lambda: _key(site), listed=True)
    name = f"Văn bản và mục tiêu · {site.name}"
    yield _calendar(site, name, calendar_url(FOLLOW), site.days)
    for index in site.indexes["province"]:
        if chosen := site.days_of(index.subject):
            yield _calendar(site, f"{index.title} · {site.name}", calendar_url(index.url), chosen)


def _calendar(site: "Site", name: str, url: str, chosen: list[Day]) -> Output:
    latest = chosen[-MOST:]
    return Output(url, "", lambda: calendar(site, name, url, latest), lambda: calendar_key(name, latest))


def _key(site: "Site") -> bytes:
    groups = site.feeds.by_group
    listed = [part for group in LISTED for feed in groups[group] for part in (group, feed.url, feed.name, feed.page)]
    counts = repr([len(groups[group]) for group in GROUPS] + [one.kind for one in site.days[-MOST:]])
    return digest(*listed, counts, site.library.editions_by, *(index.url for index in site.indexes["province"] if site.days_of(index.subject)))


def _view(site: "Site") -> dict[str, Any]:
    groups = site.feeds.by_group
    return {
        "page": Head(FOLLOW, TITLE, SUMMARY), "period": "tháng" if site.library.editions_by == MONTH else "tuần", "groups": groups, "names": GROUPS,
        "lists": [(opml_url(name), site.name if len(wanted) > 1 else GROUPS[wanted[0]], sum(len(groups[group]) for group in wanted)) for name, wanted in LISTS.items()],
        "both": [(index, feeds) for index in site.indexes["province"] if (feeds := site.feeds.of_province.get(index.url))],
        "calendar": calendar_url(FOLLOW), "calendars": {index.url: calendar_url(index.url) for index in site.indexes["province"] if site.days_of(index.subject)},
        "days": Counter(one.kind for one in site.days[-MOST:]),
    }

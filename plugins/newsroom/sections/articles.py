"""A page for each entry.

Out: the entry with its facts and sources, and what else happened there and on its documents at about that time.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..addresses import ARCHIVE, month_url
from ..articles import Article
from ..dates import month_text
from ..digests import SIZE, digest
from ..figures import grouped
from ..plan import Crumb, Group, Head, Output
from ..registry.resolutions import Resolution
from .cards import entry_card, named

if TYPE_CHECKING:
    from ..site import Site

Month = tuple[int, int]
OTHERS = 3
"""Entries named under "also there" and "also about"."""
CITED = 2
"""Documents of which an entry names the other entries."""


def groups(site: "Site") -> Iterator[Group]:
    """Yield the pages of the entries of each month."""
    nearby = cache(lambda: _nearby(site))
    for month, articles in site.library.of_month.items():
        yield Group(f"articles/{month[0]}-{month[1]:02}", lambda articles=articles: (output for article in articles for output in showing(site, article)),
                    lambda month=month, articles=articles: site.whole_key(articles, b"".join(nearby()[month])))


def _nearby(site: "Site") -> dict[Month, list[bytes]]:
    """Return month → every list that its entries stand in, and the fronts there of its entries and of those around them."""
    found: dict[Month, list[bytes]] = defaultdict(list)
    for kind, shelf in (("province", site.library.of_province), ("resolution", site.library.of_resolution)):
        for identity, articles in sorted(shelf.items()):
            fronts, name, start = site.fronts_of(kind, identity).joined, f"{kind} {identity}\n".encode(), 0
            for month, run in groupby(articles, key=_month_of):
                end = start + sum(1 for _ in run)
                found[month] += name, fronts[max(0, start - OTHERS) * SIZE:(end + OTHERS) * SIZE]
                start = end
    return found


def _month_of(article: Article) -> Month:
    return article.date.year, article.date.month


def showing(site: "Site", article: Article) -> Iterator[Output]:
    """Yield the page of `article`."""
    yield Output(article.url, "article.html", lambda: _view(site, article), lambda: _key(site, article), article.updated, listed=True)


def _key(site: "Site", article: Article) -> bytes:
    """Return the digest of an entry and of those around it in the lists it stands in: which of them are shown, and how, depends on nothing else."""
    lists = [("province", site.registry.present(province).id) for province, _ in article.names] + [("resolution", resolution.id) for resolution in article.resolutions[:CITED]]
    return digest(site.full(article), *(site.fronts_of(*one).around(article, OTHERS) for one in lists))


def _view(site: "Site", article: Article) -> dict[str, Any]:
    month = article.date.year, article.date.month
    head = Head(article.url, article.title, article.summary, "article", (Crumb("Tin", ARCHIVE), Crumb(month_text(*month), month_url(*month))), article=article,
                picture=named(article.url, entry_card(site, article)))
    nearby, follow = _around(site, article)
    return {"page": head, "article": article, "body": site.body(article), "nearby": nearby, "follow": follow, "figures": grouped(article)}


def _around(site: "Site", article: Article) -> tuple[list[tuple[str, str, list[Article]]], list[tuple[Resolution, list[Article]]]]:
    """Return other entries of the same provinces, and of the same documents, close to `article` in time."""
    seen = {article.id}
    nearby = [(name.name, province.url, found) for province, name in article.names if (found := _others(site, "province", site.registry.present(province).id, article, seen))]
    follow = [(resolution, found) for resolution in article.resolutions[:CITED] if (found := _others(site, "resolution", resolution.id, article, seen))]
    return nearby, follow


def _others(site: "Site", kind: str, identity: str, article: Article, seen: set[str]) -> list[Article]:
    """Return a few entries around `article` in a list it stands in, the nearest day first: looks at its neighbours, never at the whole list."""
    orders = site.library.orders
    day = orders[article.id][0]
    near = sorted([(abs(orders[one.id][0] - day), orders[one.id], one) for one in site.fronts_of(kind, identity).neighbours(article, OTHERS) if one.id not in seen])
    found = [one for _, _, one in near[:OTHERS]]
    seen.update([one.id for one in found])
    return found

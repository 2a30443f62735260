"""A page for each entry.

Out: the entry with its facts and sources, and what else happened there and on its documents at about that time.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import ARCHIVE, month_url
from ..articles import Article
from ..dates import month_text
from ..digests import digest
from ..figures import grouped
from ..plan import Crumb, Head, Output
from ..registry.resolutions import Resolution
from .cards import entry_card, named

if TYPE_CHECKING:
    from ..site import Site

OTHERS = 3
"""Entries named under "also there" and "also about"."""
CITED = 2
"""Documents of which an entry names the other entries."""


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the page of each published entry."""
    for article in site.library.articles:
        yield from showing(site, article)


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
    library, seen = site.library, {article.id}
    nearby = [(name.name, province.url, found) for province, name in article.names
              if (found := _others(library.of_province[site.registry.present(province).id], article, library.orders, seen))]
    follow = [(resolution, found) for resolution in article.resolutions[:CITED] if (found := _others(library.of_resolution[resolution.id], article, library.orders, seen))]
    return nearby, follow


def _others(articles: list[Article], article: Article, orders: dict[str, tuple], seen: set[str]) -> list[Article]:
    """Return a few entries around `article` in a list it stands in, the nearest day first: looks at its neighbours, never at the whole list."""
    order = orders[article.id]
    at = bisect_left(articles, order, key=lambda one: orders[one.id])
    around = [*articles[max(0, at - OTHERS):at], *articles[at + 1:at + 1 + OTHERS]]
    around.sort(key=lambda one: (abs(orders[one.id][0] - order[0]), orders[one.id]))
    found = [one for one in around if one.id not in seen][:OTHERS]
    seen.update(one.id for one in found)
    return found

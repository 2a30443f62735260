"""The home page (and the page for addresses that do not exist).

Out: what is new and where, the map, the resolutions being carried out and how far, a row of figures.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import HOME, NOT_FOUND
from ..digests import digest
from ..frozen import frozen
from ..plan import Head, Output
from . import editions
from .resolutions import root_lines

if TYPE_CHECKING:
    from ..site import Site

LENGTH, EDITIONS = 8, 5
"""Entries and editions on the home page."""


@frozen
class Counts:
    """The row of figures: entries, the units they are from, of how many, documents, people."""

    entries: int
    places: int
    of: int
    documents: int
    officials: int


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the home page and the 404 page."""
    yield Output(HOME, "home.html", lambda: _home(site), lambda: digest(site.everything, *(part for one in editions.recent(site, EDITIONS) for part in (one.url, one.title))), site.newest, listed=True)
    yield Output(NOT_FOUND, "404.html", lambda: _not_found(site), lambda: site.everything)


def _home(site: "Site") -> dict[str, Any]:
    articles, registry = site.library.articles, site.registry
    return {
        "page": Head(HOME, site.name, site.description, feed="/feed.xml", feed_title=site.name),
        "editions": editions.recent(site, EDITIONS), "latest": articles[:LENGTH], "tiles": site.news_tiles, "roots": root_lines(site),
        "figures": [(article, article.figures[0]) for article in articles if article.figures and not article.figures[0].target][:4],
        "counts": Counts(len(articles), len({registry.present(one).id for article in articles for one in article.provinces}), len(registry.provinces_in_force), len(registry.resolutions), len(registry.officials)),
        "fresh": list(dict.fromkeys((name.name, province.url) for article in articles[:LENGTH] for province, name in article.names)),
    }


def _not_found(site: "Site") -> dict[str, Any]:
    head = Head(NOT_FOUND, "Không tìm thấy trang", "Địa chỉ này không có trang nào.")
    return {"page": head, "tiles": site.news_tiles, "latest": site.library.articles[:4]}

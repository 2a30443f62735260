"""The home page (and the page for addresses that do not exist).

Out: what is new and where, the map, the resolutions being carried out and how far, a row of figures.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..addresses import HOME, NOT_FOUND
from ..articles import Article
from ..frozen import frozen
from ..plan import Head, Output
from . import editions
from .resolutions import root_lines, roots_digest

if TYPE_CHECKING:
    from ..site import Site

LENGTH, EDITIONS, FIGURES = 8, 5, 4
"""Entries, editions and figures on the home page."""
FEW = 4
"""Entries on the 404 page."""


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
    yield Output(HOME, "home.html", lambda: _home(site), lambda: _home_key(site), site.newest, listed=True)
    yield Output(NOT_FOUND, "404.html", lambda: _not_found(site), lambda: site.list_key(site.library.articles[:FEW], repr(site.news_tiles)))


def _home(site: "Site") -> dict[str, Any]:
    articles = site.library.articles
    return {
        "page": Head(HOME, site.name, site.description, feed="/feed.xml", feed_title=site.name),
        "editions": editions.recent(site, EDITIONS), "latest": articles[:LENGTH], "tiles": site.news_tiles, "roots": root_lines(site),
        "figures": [(article, article.figures[0]) for article in _with_figures(site)], "counts": _counts(site),
        "fresh": list(dict.fromkeys((name.name, province.url) for article in articles[:LENGTH] for province, name in article.names)),
    }


def _home_key(site: "Site") -> bytes:
    numbers = [(one.url, one.title, len(one.articles)) for one in editions.recent(site, EDITIONS)]
    return site.list_key([*site.library.articles[:LENGTH], *_with_figures(site)], repr((numbers, site.news_tiles, _counts(site))), roots_digest(site))


def _with_figures(site: "Site") -> list[Article]:
    """Return the newest entries whose first figure is no aim."""
    return list(islice((one for one in site.library.articles if one.figures and not one.figures[0].target), FIGURES))


def _counts(site: "Site") -> Counts:
    registry = site.registry
    places = {registry.present(registry.provinces[unit]).id for unit in site.library.of_province}
    return Counts(len(site.library.articles), len(places), len(registry.provinces_in_force), len(registry.resolutions), len(registry.officials))


def _not_found(site: "Site") -> dict[str, Any]:
    head = Head(NOT_FOUND, "Không tìm thấy trang", "Địa chỉ này không có trang nào.")
    return {"page": head, "tiles": site.news_tiles, "latest": site.library.articles[:FEW]}

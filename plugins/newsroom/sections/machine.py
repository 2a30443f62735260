"""Files for machines: feeds, the data beside each index, sitemap, robots.txt.

Out: ``feed.xml`` for the site and for every index page (Atom, RFC 4287), ``data.json`` beside it, ``sitemap.xml`` (sitemaps.org 0.9), ``robots.txt``
(RFC 9309). These come last, because the sitemap lists the pages of all other sections.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..addresses import ARCHIVE
from ..articles import Article
from ..digests import digest
from ..figures import place_of
from ..indexes import IndexPage
from ..plan import Output

if TYPE_CHECKING:
    from ..site import Site

FEED_LENGTH = 20
"""Entries in a feed."""


def outputs(site: "Site", pages: list[Output]) -> Iterator[Output]:
    """Yield the feeds and data of the site and its indexes, the sitemap of `pages` and robots.txt."""
    yield _site_feed(site)
    yield _data(site, ARCHIVE, "Kho tin", site.library.articles)
    for indexes in site.indexes.values():
        for index in indexes:
            yield _index_feed(site, index)
            yield _data(site, index.url, index.title, index.articles)
    yield Output("/sitemap.xml", "sitemap.xml", lambda: {"pages": pages}, lambda: digest(*(f"{page.url} {page.modified.iso if page.modified else ''}" for page in pages)))
    yield Output("/robots.txt", "robots.txt", dict, lambda: b"")


def showing(site: "Site", article: Article) -> Iterator[Output]:
    """Yield the feeds that carry `article`."""
    if article in site.library.articles[:FEED_LENGTH]:
        yield _site_feed(site)
    for index in site.indexes_with(article):
        if article in index.articles[:FEED_LENGTH]:
            yield _index_feed(site, index)


def _site_feed(site: "Site") -> Output:
    return _feed(site, "/", site.name, site.library.articles)


def _index_feed(site: "Site", index: IndexPage) -> Output:
    return _feed(site, index.url, f"{index.title} · {site.name}", index.articles)


def _feed(site: "Site", url: str, title: str, articles: list[Article]) -> Output:
    shown = articles[:FEED_LENGTH]
    updated = max((article.updated for article in shown), key=lambda date: date.last, default=site.newest)
    return Output(f"{url}feed.xml", "feed.xml", lambda: {"url": url, "title": title, "articles": shown, "updated": updated},
                  lambda: digest(title, updated.iso if updated else "", *(site.full(article) for article in shown)))


def _data(site: "Site", url: str, title: str, articles: list[Article]) -> Output:
    return Output(f"{url}data.json", "data.json", lambda: {"url": url, "title": title, "articles": articles}, lambda: site.list_key(articles, title))


def entry_json(article: Article, address: str) -> str:
    """Return an entry as one JSON object on one line; `address` is where the site stands."""
    return json.dumps({
        "id": article.id, "url": f"{address}{article.url}", "title": article.title, "date": article.date.iso,
        "event_date": article.event.iso if article.event else None, "national": article.national,
        "provinces": [{"id": province.id, "name": name.name, "kind": name.kind} for province, name in article.names],
        "topics": [topic.id for topic in article.topics],
        "officials": [{"id": mention.official.id, "name": mention.official.name, "role": mention.role} for mention in article.mentions],
        "resolutions": [{"id": one.id, "number": one.number} for one in article.resolutions],
        "sources": [{"name": one.name, "url": one.url, "author": one.author or None, "published": one.published.iso if one.published else None, "accessed": one.accessed.iso if one.accessed else None,
                     "archive": one.archive or None, "gone": one.gone.iso if one.gone else None} for one in article.sources],
        "summary": article.summary,
        "figures": [{"label": one.label, "value": float(one.value), "unit": one.unit, "as_of": one.as_of.iso, "indicator": one.indicator.id if one.indicator else None,
                     "province": place.id if (place := place_of(article, one)) else None, "scope": one.scope or None, "qualifier": one.qualifier or None, "target": one.target,
                     "note": one.note or None, "quote": one.quote or None} for one in article.figures],
        "corrections": [{"date": one.date.iso, "note": one.note} for one in article.corrections],
    }, ensure_ascii=False, separators=(",", ":"))

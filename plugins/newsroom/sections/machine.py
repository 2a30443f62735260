"""Files for machines: the data beside each index, sitemap, robots.txt.

Out: ``data.json`` beside every index page, ``sitemap.xml`` (sitemaps.org 0.9), ``robots.txt`` (RFC 9309). These come last,
because the sitemap lists the pages of all other sections: it is planned when those are, by itself. An entry stands in seven lists on average, so a list says of it only what one chooses by, and names
once where the whole record is; the archive, which has them all, names the pages of records instead.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..addresses import ARCHIVE
from ..articles import Article
from ..digests import digest
from ..indexes import IndexPage
from ..json_text import on_one_line
from ..open_data import COLLECTIONS, LISTED
from ..plan import Group, Output
from ..records import as_object

if TYPE_CHECKING:
    from ..site import Site

ENTRIES = next(one for one in COLLECTIONS if one.name == "entries")


def groups(site: "Site") -> Iterator[Group]:
    """Yield the data of the archive and the indexes, that of documents by month, and robots.txt."""
    yield Group("machine", lambda: (*_single(site), *(output for kind in site.kinds if kind != "resolution" for output in _data(site, site.indexes[kind]))))
    for month, papers in site.papers.items():
        yield Group(f"machine/resolution/{month}", lambda papers=papers: _data(site, papers), lambda papers=papers: site.papers_key(papers))


def sitemap(pages: Iterable[str]) -> Output:
    """Return the sitemap of `pages`, lines as `sitemap_line` gives them."""
    lines = [line.split(" ") for line in pages]
    return Output("/sitemap.xml", "sitemap.xml", lambda: {"pages": lines}, lambda: digest(*(part for line in lines for part in line)))


def sitemap_line(page: Output) -> str:
    """Return what the sitemap shows of a page: its address, and the newest day on it."""
    return f"{page.url} {page.modified.iso if page.modified else ''}"


def _single(site: "Site") -> Iterator[Output]:
    yield Output(f"{ARCHIVE}data.json", "", lambda: _archive(site), lambda: digest(repr(_months(site))))
    yield Output("/robots.txt", "robots.txt", dict, lambda: b"")


def _data(site: "Site", indexes: Iterable[IndexPage]) -> Iterator[Output]:
    for index in indexes:
        yield Output(f"{index.url}data.json", "data.json", lambda index=index: {"url": index.url, "title": index.title, "articles": index.articles}, lambda index=index: site.list_key(index.articles, index.title))


def _months(site: "Site") -> list[tuple[str, int]]:
    """Return (page of records, its entries) for every month, the newest first."""
    return [(f"{year}-{month:02}", len(found)) for (year, month), found in sorted(site.library.of_month.items(), reverse=True)]


def _archive(site: "Site") -> bytes:
    pages = [{"page": page, "count": count, "url": f"{site.address}{ENTRIES.url(page)}"} for page, count in _months(site)]
    return f'{on_one_line({"title": "Kho tin", "url": f"{site.address}{ARCHIVE}", "count": len(site.library.articles), "pages": pages})}\n'.encode()


def entry_json(article: Article, site: "Site") -> str:
    """Return an entry on one line as lists have it: enough to choose by; the whole record stands on its page under ``/api/v1/entries/``."""
    return on_one_line(as_object(LISTED, article, site))

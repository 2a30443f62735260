"""Files for machines: the data beside each index, sitemap, robots.txt.

Out: ``data.json`` beside every index page, ``sitemap.xml`` (sitemaps.org 0.9), ``robots.txt`` (RFC 9309). These come last,
because the sitemap lists the pages of all other sections. An entry stands in seven lists on average, so a list says of it only what one chooses by, and names
once where the whole record is; the archive, which has them all, names the pages of records instead.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..addresses import ARCHIVE
from ..articles import Article
from ..digests import digest
from ..json_text import on_one_line
from ..open_data import COLLECTIONS, LISTED
from ..plan import Output
from ..records import as_object

if TYPE_CHECKING:
    from ..site import Site

ENTRIES = next(one for one in COLLECTIONS if one.name == "entries")


def outputs(site: "Site", pages: list[Output]) -> Iterator[Output]:
    """Yield the data of the archive and the indexes, the sitemap of `pages` and robots.txt."""
    yield Output(f"{ARCHIVE}data.json", "", lambda: _archive(site), lambda: digest(repr(_months(site))))
    for indexes in site.indexes.values():
        for index in indexes:
            yield Output(f"{index.url}data.json", "data.json", lambda index=index: {"url": index.url, "title": index.title, "articles": index.articles}, lambda index=index: site.list_key(index.articles, index.title))
    yield Output("/sitemap.xml", "sitemap.xml", lambda: {"pages": pages}, lambda: digest(*(f"{page.url} {page.modified.iso if page.modified else ''}" for page in pages)))
    yield Output("/robots.txt", "robots.txt", dict, lambda: b"")


def _months(site: "Site") -> list[tuple[str, int]]:
    """Return (page of records, its entries) for every month, the newest first."""
    return [(f"{year}-{month:02}", len(found)) for (year, month), found in sorted(site.library.of_month.items(), reverse=True)]


def _archive(site: "Site") -> bytes:
    pages = [{"page": page, "count": count, "url": f"{site.address}{ENTRIES.url(page)}"} for page, count in _months(site)]
    return f'{on_one_line({"title": "Kho tin", "url": f"{site.address}{ARCHIVE}", "count": len(site.library.articles), "pages": pages})}\n'.encode()


def entry_json(article: Article, site: "Site") -> str:
    """Return an entry on one line as lists have it: enough to choose by; the whole record stands on its page under ``/api/v1/entries/``."""
    return on_one_line(as_object(LISTED, article, site))

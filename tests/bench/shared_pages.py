"""The build, of no more than the pages the peers make too: entries, the four families of indexes with their lists and feeds, archive, home, sitemap.

In: the arguments of ``invoke build``: content, output, settings. Out: those pages, read, checked, drawn with the real theme and put into place as always. Example:
``python -m tests.bench.shared_pages content output pelicanconf.py`` beside Hugo on the same corpus; what only this project makes (cards, search, editions, open
data, the cascade) is left out, so that the two can be compared.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from plugins import building, press
from plugins.newsroom import site as planned
from plugins.newsroom.plan import Output
from plugins.newsroom.sections import archive, articles, feeds, home, indexes
from plugins.newsroom.site import Site

FAMILIES = ("/tinh/", "/van-ban/", "/can-bo/", "/chu-de/")


def _shared(site: Site) -> set[str]:
    """Return the addresses of the index pages that have entries; the peers make no page of a document or person nobody has written about."""
    return {index.url for kind in site.indexes.values() for index in kind if index.articles and index.url.startswith(FAMILIES)}


def _feeds(site: Site) -> Iterator[Output]:
    """Yield the Atom feed of the site and of each index page."""
    wanted = {"/feed.xml", *(f"{url}feed.xml" for url in _shared(site))}
    return (output for output in feeds.outputs(site) if output.url in wanted)


def _indexes(site: Site) -> Iterator[Output]:
    """Yield the lists and pages of the four families."""
    wanted = {*FAMILIES, *_shared(site)}
    return (output for output in indexes.outputs(site) if f"{'/'.join(output.url.split('/')[:3])}/".replace("//", "/") in wanted)


def _sitemap(site: Site, pages: list[Output]) -> Iterator[Output]:
    """Yield the sitemap alone."""
    return (output for output in machine_outputs(site, pages) if output.url == "/sitemap.xml")


machine_outputs = planned.machine.outputs


def main() -> None:
    """Build."""
    content, output, settings = map(Path, sys.argv[1:4])
    planned.SECTIONS = (home, archive, articles, SimpleNamespace(outputs=_indexes), SimpleNamespace(outputs=_feeds))
    planned.machine = SimpleNamespace(outputs=_sitemap)
    press.search_index = SimpleNamespace(SearchIndex=lambda site, cache: SimpleNamespace(jobs=list, files=lambda *, late: []))
    press.open_data = SimpleNamespace(outputs=lambda site: ())
    building.build_site(content, output, settings, profile="--profile" in sys.argv)


if __name__ == "__main__":
    main()

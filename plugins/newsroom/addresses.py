"""The addresses of the site, decided in one place.

In: the Library. Out: the address of every page a reader can link to. Every page stands at a folder of its own
(``/tinh/phu-tho/`` is ``tinh/phu-tho/index.html``), so addresses never show how the site is made.
"""

from .indexes import KINDS, cut, index_pages
from .library import Library

HOME, ARCHIVE, NOT_FOUND = "/", "/tin/", "/404.html"


def file_of(url: str) -> str:
    """Return the path of the file, below the output folder, that answers at `url`."""
    return url.lstrip("/") + "index.html" if url.endswith("/") else url.lstrip("/")


def year_url(year: int) -> str:
    """Return the address of a year's archive."""
    return f"{ARCHIVE}{year}/"


def month_url(year: int, month: int) -> str:
    """Return the address of a month's archive."""
    return f"{ARCHIVE}{year}/{month:02}/"


def all_addresses(library: Library) -> set[str]:
    """Return the address of every page of the site."""
    found = {HOME, ARCHIVE, *(kind.url for kind in KINDS)}
    found.update(thing.url for thing in [*library.articles, *library.pages])
    for year, month in library.of_month:
        found.add(year_url(year))
        found.update(piece.url for piece in cut(library.of_month[year, month], month_url(year, month)))
    for pages in index_pages(library).values():
        found.update(piece.url for page in pages for piece in page.slices)
    return found

"""The addresses of the site, decided in one place.

In: the Library. Out: the address of every page a reader can link to. Every page stands at a folder of its own
(``/tinh/phu-tho/`` is ``tinh/phu-tho/index.html``), so addresses never show how the site is made.
"""

from functools import lru_cache
from urllib.parse import quote

from .cascade import Cascade
from .corrections import ledger
from .editions import EDITIONS, editions, scoped
from .indexes import KINDS, cut, index_pages
from .library import Library
from .registry import Registry
from .registry.officials import Official
from .registry.provinces import Province
from .registry.resolutions import Resolution
from .text import fold, slug

HOME, ARCHIVE, RULES_PAGE, NOT_FOUND, COMPARED = "/", "/tin/", "/kiem-tra/", "/404.html", "/van-ban/so-sanh/"
CARRIED = ("theo-vung", "theo-toc-do", "theo-thoi-gian", "cay")
"""Further pages of a document carried out in many places."""
PROVINCE_ORDERS = ("theo-vung", "theo-toc-do", "theo-van-ban", "theo-so-lieu", "theo-tin")
"""Further pages of the list of provinces, one an order."""


FOLLOW = "/theo-doi/"
"""Where readers learn how to follow; the lists of feeds and the calendar stand below it."""

RULES_PAGES = tuple(f"{RULES_PAGE}{kind}/" for kind in ("tep", "tin", "so-lieu", "so-ban-tin", "chu-nghia", "danh-muc"))
"""A page for each kind of rule, in the order of `checks.rules.GROUPS`."""

OPEN_DATA = "/du-lieu/"
"""Where re-users find what there is and how to take it."""

SEARCH, SEARCH_INDEX = "/tim-kiem/", "/tim-kiem/chi-muc/"
"""Where readers search, and where the files of the index stand."""

CORRECTIONS, CORRECTIONS_LENGTH = "/dinh-chinh/", 100
"""Where the ledger of corrections stands, and how many lines are on one of its pages."""


FIXED = frozenset({HOME, ARCHIVE, RULES_PAGE, *RULES_PAGES, FOLLOW, OPEN_DATA, SEARCH, *(kind.url for kind in KINDS)})
"""Pages that every site has, whatever its content."""


def quoted(text: str, safe: str = "") -> str:
    """Return `text` as a part of an address: "Cà phê" is "C%C3%A0%20ph%C3%AA". Characters in `safe` stay."""
    slash = "/" if "/" in safe else "%2F"
    return "%20".join([slash.join([_quoted_word(part, safe) for part in word.split("/")]) if "/" in word else _quoted_word(word, safe) for word in text.split(" ")])


_quoted_word = lru_cache(maxsize=1 << 16)(quote)
"""The same few thousand syllables make all titles, the same few folders all addresses."""


def file_of(url: str) -> str:
    """Return the path of the file, below the output folder, that answers at `url`."""
    return url.lstrip("/") + "index.html" if url.endswith("/") else url.lstrip("/")


def year_url(year: int) -> str:
    """Return the address of a year's archive."""
    return f"{ARCHIVE}{year}/"


def month_url(year: int, month: int) -> str:
    """Return the address of a month's archive."""
    return f"{ARCHIVE}{year}/{month:02}/"


def carried_url(resolution: Resolution, part: str) -> str:
    """Return the address of one of the further pages of a document: a part of `CARRIED`."""
    return f"{resolution.url}{part}/"


def offices_url(province: Province) -> str:
    """Return the address of who held which office in a unit."""
    return f"{province.url}can-bo/"


def calendar_url(url: str) -> str:
    """Return the address of the calendar of the unit at `url`, or below `FOLLOW` of the whole site."""
    return f"{url}lich.ics"


def names_of_people(registry: Registry) -> dict[str, tuple[str, list[Official]]]:
    """Return address → (name, its bearers) for every name of people whose address nobody has: other spellings, and names several people share."""
    bearers: dict[str, tuple[str, dict[str, Official]]] = {}
    for official in registry.officials.values():
        for name in (official.name, *official.other_names):
            bearers.setdefault(slug(name), (name, {}))[1][official.id] = official
    return {f"/can-bo/{words}/": (name, list(people.values())) for words, (name, people) in sorted(bearers.items())
            if words not in registry.officials and (len(people) > 1 or any(fold(name) == fold(other) for one in people.values() for other in one.other_names))}


def all_addresses(library: Library) -> set[str]:
    """Return the address of every page of the site."""
    found = set(FIXED)
    found.update(thing.url for thing in [*library.articles, *library.pages])
    found.add(EDITIONS)
    for edition in editions(library):
        found.update((edition.url, *(one.url for one in scoped(edition, library.registry))))
        if edition.has_by_place:
            found.add(edition.by_place_url)
    for year, month in library.of_month:
        found.add(year_url(year))
        found.update(piece.url for piece in cut(library.of_month[year, month], month_url(year, month)))
    for pages in index_pages(library).values():
        found.update(piece.url for page in pages for piece in page.slices)
    found.update(piece.url for piece in cut(ledger(library), CORRECTIONS, CORRECTIONS_LENGTH))
    found.update((COMPARED, *(f"/tinh/{order}/" for order in PROVINCE_ORDERS)))
    found.update(names_of_people(library.registry))
    found.update(offices_url(province) for province in library.registry.provinces.values() if library.registry.has_posts(province))
    found.update(carried_url(root, part) for root in Cascade(library.registry).wide for part in CARRIED)
    return found

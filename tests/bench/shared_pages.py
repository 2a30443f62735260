"""The plan of a build narrowed to the pages the peers make too: entries, the four families of indexes with their lists and feeds, archive, home, sitemap.

In: what `building.build_site` is given. Out: those pages, read, checked, drawn with the real theme and put into place as always. Example: ``shared_build`` calls it. What only this
project makes (cards, search, editions, open data, the cascade) is left out.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

from plugins import building, press
from plugins.newsroom import site as planned
from plugins.newsroom.plan import Group
from plugins.newsroom.sections import archive, articles, feeds, home, indexes
from plugins.newsroom.site import Site

FAMILIES = ("/tinh/", "/van-ban/", "/can-bo/", "/chu-de/")


def _shared(site: Site) -> set[str]:
    """Return the addresses of the index pages that have entries; the peers make no page of a document or person nobody has written about."""
    return {index.url for kind in site.indexes.values() for index in kind if index.articles and index.url.startswith(FAMILIES)}


def _feeds(site: Site) -> set[str]:
    """Return the addresses of the Atom feeds of the site and of each index page."""
    return {"/feed.xml", *(f"{url}feed.xml" for url in _shared(site))}


def _indexes(site: Site) -> set[str]:
    """Return the addresses of the lists and pages of the four families."""
    shared = _shared(site)
    return {*FAMILIES, *(piece.url for kind in site.indexes.values() for index in kind if index.url in shared for piece in index.slices)}


def _only(section: ModuleType, wanted: Callable[[Site], set[str]]) -> SimpleNamespace:
    """Return a section with no more than the outputs at the addresses that are `wanted`."""

    def groups(site: Site) -> list[Group]:
        known = wanted(site)
        return [Group(one.name, lambda one=one: (output for output in one.outputs() if output.url in known), one.key) for one in section.groups(site)]

    return SimpleNamespace(groups=groups)


def build(content: Path, output: Path, settings: Path, *, profile: bool = False) -> None:
    """Build those pages of the site of `content` into `output`."""
    planned.SECTIONS = (home, archive, articles, _only(indexes, _indexes), _only(feeds, _feeds))
    press.search_index = SimpleNamespace(FOLDER=press.search_index.FOLDER, SearchIndex=lambda site, cache: SimpleNamespace(keys={}, jobs=lambda done: [], groups=lambda done, late: [], whole=lambda told: Group("tim-kiem", list)))
    press.open_data = SimpleNamespace(groups=lambda site: ())
    building.build_site(content, output, settings, profile=profile)

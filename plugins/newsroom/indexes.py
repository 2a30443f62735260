"""Index pages as data: one shape for a province, a resolution, an official and a topic.

In: the Library. Out: for each of the four kinds, its `IndexPage`s: the thing itself, its entries newest first, cut into pages and
months. Example: ``index_pages(library)["province"]`` has a page for each of the 63 units, and Đồng Tháp's holds the entries of
Tiền Giang too.

A new kind of index is one line in `KINDS` and a template, nothing else.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from .articles import Article
from .dates import month_text
from .frozen import frozen
from .library import Library
from .registry import Registry
from .registry.officials import Official
from .registry.resolutions import Resolution
from .text import initial, person_sort_key, sort_key

PAGE_LENGTH = 30
"""Entries on one page of an index."""


@frozen
class Kind:
    """A kind of index: its name, the address and words of its list, and what its pages are about."""

    id: str
    url: str
    title: str
    summary: str


KINDS = (
    Kind("province", "/tinh/", "Tỉnh, thành phố", "34 đơn vị hiện nay và 29 tỉnh đã sáp nhập từ ngày 01/07/2025: tin, văn bản và cán bộ của từng nơi."),
    Kind("resolution", "/van-ban/", "Văn bản", "Các nghị quyết, chương trình, kế hoạch mà bản tin theo dõi, và văn bản nào thực hiện văn bản nào."),
    Kind("official", "/can-bo/", "Cán bộ", "Người giữ chức vụ công được nêu trong tin, với chức vụ đúng ngày tin đăng."),
    Kind("topic", "/chu-de/", "Chủ đề", "Mười ba chủ đề của bản tin."),
    Kind("indicator", "/so-lieu/", "Số liệu", "Số liệu trong tin theo chỉ tiêu, có đơn vị, ngày tính và nguồn; chỉ so những giá trị so được, tải về được."),
)


@frozen
class IndexPage:
    """Everything the digest has about one thing."""

    kind: Kind
    subject: Any
    title: str
    articles: list[Article]

    @property
    def url(self) -> str:
        """The address of its first page."""
        return self.subject.url

    @property
    def slices(self) -> list["Slice"]:
        """The entries cut into pages; an empty index still has one page."""
        return cut(self.articles, self.url)


@frozen
class Slice:
    """One page of a long list."""

    number: int
    of: int
    base: str
    articles: list[Article]

    @property
    def url(self) -> str:
        """The address of this page: the first has the list's own."""
        return self.url_of(self.number)

    def url_of(self, number: int) -> str:
        """Return the address of page `number` of the same list."""
        return self.base if number == 1 else f"{self.base}trang-{number}/"

    @property
    def months(self) -> list[tuple[str, list[Article]]]:
        """The entries under their months' headings, newest first."""
        return by_month(self.articles)


def cut(articles: list[Article], base: str, length: int = PAGE_LENGTH) -> list[Slice]:
    """Return `articles` cut into pages of `length` below the address `base`; at least one page."""
    pages = range(0, max(len(articles), 1), length)
    return [Slice(number, len(pages), base, articles[start:start + length]) for number, start in enumerate(pages, start=1)]


def by_month(articles: Iterable[Article]) -> list[tuple[str, list[Article]]]:
    """Return (heading, entries) for each month of `articles`, in their order."""
    return [(month_text(*key), list(group)) for key, group in groupby(articles, key=lambda one: (one.date.year, one.date.month))]


def index_pages(library: Library) -> dict[str, list[IndexPage]]:
    """Return kind id → its pages, in alphabetical order (people by given name, documents by date)."""
    registry = library.registry
    things = {
        "province": sorted(registry.provinces.values(), key=lambda one: sort_key(one.sort_name)),
        "resolution": sorted(registry.resolutions.values(), key=lambda one: (one.date is None, one.date.first.toordinal() if one.date else 0, one.id)),
        "official": sorted(registry.officials.values(), key=lambda one: person_sort_key(one.name)),
        "topic": list(registry.topics.values()),
        "indicator": list(registry.indicators.values()),
    }
    return {kind.id: [index_page(library, kind, thing) for thing in things[kind.id]] for kind in KINDS}


def index_page(library: Library, kind: Kind, thing: Any) -> IndexPage:
    """Return the page of one thing of the registry."""
    return IndexPage(kind, thing, _title(library.registry, thing), getattr(library, f"of_{kind.id}").get(thing.id, []))


def _title(registry: Registry, thing: Any) -> str:
    """Return the name that no other page has: a document with its issuer and day, a person who has a namesake with the office seen last."""
    if isinstance(thing, Resolution):
        return f"{thing.name} của {thing.issuer}" + (f", {thing.date.text}" if thing.date else "")
    if isinstance(thing, Official) and registry.namesakes(thing):
        return f"{thing.name}, {thing.latest.title}"
    return getattr(thing, "full_name", None) or thing.name


def alphabet(pages: list[IndexPage]) -> Iterator[tuple[str, list[IndexPage]]]:
    """Yield (letter, pages of people) by the initial of the given name."""
    for letter, group in groupby(pages, key=lambda page: initial(page.subject.name.split()[-1])):
        yield letter, list(group)


"""The site: everything its pages share, worked out once, and the plan of all its files.

In: a checked `Library` and the site's name and address. Out: `Site.groups()`, every file as an `Output` of some `Group`, made by the `sections`. Example: the output
``/tinh/dong-thap/`` uses ``province.html`` and is given the index page of Đồng Tháp, its threads and its people.

Nothing is drawn here and nothing is written; the press does both. Templates only choose and loop: whatever has to be worked out is
worked out here and in the sections, from indexes the library built once.

An entry has two digests, one for what lists show of it (`front`) and one for all of it (`full`): an edit of a body touches its page and
the feeds that carry it, nothing else. The odd case is a body with links to other files: it depends on all addresses.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from .addresses import names_of_people
from .articles import Article, may_link_to_files
from .bodies import Renderer, Term, keep_together, link_terms, render, resolve_links
from .calendars import Day, days
from .cards import Map, Picture
from .cascade import Cascade
from .dates import PartialDate
from .digests import SIZE, digest, digest_all
from .edition_periods import EditionPeriod
from .editions import Edition, editions, scoped
from .facets import Facets
from .feeds import Feeds
from .figures import Figures
from .indexes import KINDS, IndexPage, Kind, index_page, index_pages
from .library import Library
from .maps import Tile, tiles
from .open_data import Collection, month_of
from .pages import StandingPage
from .plan import Group, Output
from .records import Table
from .registry.officials import Official
from .registry.provinces import Province
from .registry.resolutions import Resolution
from .sections import SECTIONS, WITH_WORDS, cards, machine
from .text import sort_key

NEW_DAYS = 31
"""An entry is marked new for this many days before the newest one."""

NO_LINKS = bytes(SIZE)
"""What stands for the links of a body that has none."""


class Fronts:
    """Some entries in the order of a list, with the digests of what lists show of them: who stands beside whom is known without a look at the others."""

    def __init__(self, articles: list[Article], fronts: Iterable[bytes]) -> None:
        self._articles = articles
        self.joined = b"".join(fronts)

    @cached_property
    def _at(self) -> dict[str, int]:
        return {article.id: at for at, article in enumerate(self._articles)}

    def neighbours(self, article: Article, most: int) -> list[Article]:
        """Return up to `most` entries on either side of `article`."""
        at = self._at[article.id]
        return [*self._articles[max(0, at - most):at], *self._articles[at + 1:at + 1 + most]]

    def around(self, article: Article, most: int) -> bytes:
        """Return those of `article` and of up to `most` entries on either side of it."""
        at = self._at[article.id]
        return self.joined[max(0, at - most) * SIZE:(at + most + 1) * SIZE]


class Site:
    """What the sections share; made anew for each build."""

    def __init__(self, library: Library, *, name: str, address: str, description: str, hub: str = "") -> None:
        self.library = library
        self.registry = library.registry
        self.name = name
        self.address = address.rstrip("/")
        self.description = description
        self.hub = hub
        self.cascade = Cascade(library.registry)
        self.facets = Facets(library)
        self._renderer = Renderer()
        self._fronts: dict[str, bytes] = {}
        self._within: dict[EditionPeriod, list[Edition]] = {}
        self._values: dict[str, list[list]] = {}
        self._pages: dict[str, dict[str, list]] = {}
        self._lists: dict[tuple[str, str], Fronts] = {}

    def groups(self) -> Iterator[Group]:
        """Yield every group of files but the sitemap, which lists the pages of all others; pages first, in its order."""
        for section in SECTIONS:
            yield from self.groups_of(section)

    def groups_of(self, section: Any) -> Iterable[Group]:
        """Return the groups of one section; one that does not divide its outputs is a group, planned at every build."""
        return section.groups(self) if hasattr(section, "groups") else (Group(section.__name__.rpartition(".")[2], lambda: section.outputs(self)),)

    def outputs(self) -> list[Output]:
        """Return every file of the site; pages first, in the order of the sitemap."""
        found = [output for group in self.groups() for output in group.outputs()]
        return [*found, machine.sitemap(machine.sitemap_line(one) for one in found if one.listed)]

    def showing(self, article: Article) -> list[Output]:
        """Return the files that change when nothing but the body of `article` does."""
        return [output for section in WITH_WORDS for output in section.showing(self, article)]

    # What every page shares.

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Kind id → kind of index."""
        return {kind.id: kind for kind in KINDS}

    @cached_property
    def indexes(self) -> dict[str, list[IndexPage]]:
        """Kind id → its index pages."""
        return index_pages(self.library)

    def indexes_with(self, article: Article, kinds: Iterable[str]) -> list[IndexPage]:
        """Return the index pages of `kinds` that list `article`, without making all others."""
        provinces = {unit.id: unit for province in article.provinces for unit in (province, self.registry.present(province))}
        named = {"province": provinces.values(), "resolution": article.resolutions, "official": article.people, "topic": article.topics, "indicator": article.indicators}
        return [index_page(self.library, self.kinds[kind], thing) for kind in kinds for thing in named[kind]]

    @cached_property
    def figures(self) -> Figures:
        """Every figure of the entries, by indicator and by place."""
        return Figures(self.library)

    @cached_property
    def feeds(self) -> Feeds:
        """Every feed: what a reader can follow."""
        return Feeds(self)

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions of everything, the newest first."""
        return editions(self.library)

    def editions_within(self, edition: Edition) -> list[Edition]:
        """Return the editions of single provinces and topics within `edition`, one of the `editions`."""
        found = self._within.get(edition.period)
        if found is None:
            found = self._within[edition.period] = scoped(edition, self.registry)
        return found

    @cached_property
    def days(self) -> list[Day]:
        """The days of documents and aims, the earliest first."""
        return days(self)

    @cached_property
    def _days_of_unit(self) -> dict[str, list[Day]]:
        found: dict[str, list[Day]] = defaultdict(list)
        for one in self.days:
            units = [self.registry.provinces[unit] for unit in one.units if unit in self.registry.provinces]
            for unit in {unit.id for unit in units} | {self.registry.present(unit).id for unit in units}:
                found[unit].append(one)
        return found

    def days_of(self, province: Province) -> list[Day]:
        """Return the days of a unit and of those it took over."""
        return self._days_of_unit.get(province.id, [])

    @cached_property
    def names_of_people(self) -> dict[str, tuple[str, list[Official]]]:
        """Address → (name, its bearers) for every name that leads to people under another address."""
        return names_of_people(self.registry)

    @cached_property
    def newest(self) -> PartialDate | None:
        """The date of the newest entry: the day of this edition of the site."""
        return self.library.articles[0].date if self.library.articles else None

    @cached_property
    def card_map(self) -> Map:
        """The squares of the country on its cards."""
        return cards.country(self)

    @cached_property
    def picture(self) -> Picture:
        """The card of every page that has none of its own."""
        return cards.named("/", cards.site_card(self), version=False)

    @cached_property
    def footer_pages(self) -> list[StandingPage]:
        """The standing pages in the order of the footer."""
        return sorted(self.library.pages, key=lambda page: (page.order, sort_key(page.menu)))

    def is_new(self, article: Article) -> bool:
        """Return whether `article` came in the last days before the newest one."""
        return self.newest is not None and (self.newest.last - article.date.last).days < NEW_DAYS

    @cached_property
    def news_tiles(self) -> list[Tile]:
        """The map of how many entries each unit has."""
        of = self.library.of_province
        units = [province.id for province in self.registry.provinces_in_force]
        return tiles(self.registry, {unit: len(of.get(unit, [])) for unit in units}, "tin", {unit for unit in units if any(self.is_new(one) for one in of.get(unit, [])[:1])})

    @cached_property
    def documents_by_province(self) -> dict[str, list[Resolution]]:
        """Province id → the documents issued there under that name."""
        found: dict[str, list[Resolution]] = defaultdict(list)
        for index in self.indexes["resolution"]:
            if index.subject.province:
                found[index.subject.province].append(index.subject)
        return found

    def documents_of(self, units: Iterable[str]) -> list[Resolution]:
        """Return the documents issued in any of `units` (ids), the youngest first, the undated last."""
        found = [one for unit in units for one in self.documents_by_province.get(unit, [])]
        return sorted(found, key=lambda one: (one.date is None, -one.date.first.toordinal() if one.date else 0, one.id))

    def values(self, table: Table) -> list[list]:
        """Return the values of each column of a table of the open data, which stand in the database and in a file of their own."""
        found = self._values.get(table.name)
        if found is None:
            found = self._values[table.name] = table.values(self)
        return found

    def pages(self, collection: Collection) -> dict[str, list]:
        """Return page → things of a collection of the open data."""
        found = self._pages.get(collection.name)
        if found is None:
            found = self._pages[collection.name] = collection.pages(self)
        return found

    # Bodies.

    def body(self, article: Article) -> str:
        """Return the HTML of an entry's body, with its documents and people linked. It is made anew each time: the entry's page and one piece of its feeds ask for it."""
        terms = [*_document_terms(article), *(Term(mention.official.name, mention.official.url) for mention in article.mentions)]
        return self._finish(article.body, article.path, terms)

    def page_body(self, page: StandingPage) -> str:
        """Return the HTML of a standing page."""
        return self._finish(page.body, page.path, ())

    def _finish(self, body: str, path: str, terms: Iterable[Term]) -> str:
        return keep_together(link_terms(resolve_links(render(body, self._renderer), path, self._urls), terms))

    @cached_property
    def _urls(self) -> dict[str, str]:
        return {thing.path: thing.url for thing in [*self.library.articles, *self.library.pages]}

    # What an output depends on.

    def front(self, article: Article) -> bytes:
        """Return the digest of what a list shows of an entry: its front matter, the registry things it names, whether it is new."""
        found = self._fronts.get(article.id)
        if found is None:
            known, linked = self.registry.digests, self.facets.linked
            named = [known["official", official.id] for official in article.people] + [linked[one.id] for one in article.resolutions]
            found = self._fronts[article.id] = digest_all([article.head_digest, self._front_kinds, *named, b"new " if self.is_new(article) else b"", article.url.encode()])
        return found

    @cached_property
    def _front_kinds(self) -> bytes:
        return self.kinds_key("province", "topic", "indicator")

    def fronts_of(self, kind: str, identity: str) -> Fronts:
        """Return the fronts of the entries of a province or a document, in their order."""
        found = self._lists.get((kind, identity))
        if found is None:
            shelf = self.library.of_province if kind == "province" else self.library.of_resolution
            articles = shelf.get(identity, [])
            found = self._lists[kind, identity] = Fronts(articles, map(self.front, articles))
        return found

    def shelf_key(self, kind: str, identity: str) -> bytes:
        """Return the digest of all entries of a province or a document."""
        return digest(self.fronts_of(kind, identity).joined)

    def kinds_key(self, *kinds: str) -> bytes:
        """Return the digest of all registry things of some kinds."""
        return digest(*(self.registry.kind_digests.get(kind, b"") for kind in kinds))

    def papers_key(self, papers: Iterable[IndexPage]) -> bytes:
        """Return the digest of what links to some documents say, and of all their entries."""
        return digest_all([one for paper in papers for one in (self.facets.linked[paper.subject.id], self.shelf_key("resolution", paper.subject.id))])

    @cached_property
    def papers(self) -> dict[str, list[IndexPage]]:
        """Month of issue, or as much of it as is known → the index pages of its documents."""
        found: dict[str, list[IndexPage]] = defaultdict(list)
        for index in self.indexes["resolution"]:
            found[month_of(index.subject)].append(index)
        return found

    def full(self, article: Article) -> bytes:
        """Return the digest of everything an entry's own page and its feed element show of it."""
        named = [self.facets.named[one.id] for one in article.resolutions]
        return digest_all([self.front(article), article.digest, *named, self._urls_digest if article.links_to_files else b""])

    def links_digest(self, body: str) -> bytes:
        """Return what a body's links depend on: the address of every file, when it has links to files."""
        return self._urls_digest if may_link_to_files(body) else b""

    @cached_property
    def _urls_digest(self) -> bytes:
        return digest(repr(sorted(self._urls.items())))

    def whole_key(self, articles: Iterable[Article], *parts: bytes | str) -> bytes:
        """Return the key of a group whose files show all of some entries, and whatever `parts` stand for."""
        articles, named = list(articles), self.facets.named
        words = digest_all([one for article in articles for one in (self.front(article), article.digest, self._urls_digest if article.links_to_files else NO_LINKS)])
        return digest(words, digest_all([named[one.id] for article in articles for one in article.resolutions]), *parts)

    def list_key(self, articles: Iterable[Article], *parts: bytes | str) -> bytes:
        """Return the key of an output that shows a list of entries, and whatever `parts` stand for."""
        return digest(digest_all([self.front(article) for article in articles]), *parts)

    @cached_property
    def everything(self) -> bytes:
        """The digest of all entries as lists show them, and of the whole registry."""
        return self.list_key(self.library.articles, *(one for _, one in sorted(self.registry.kind_digests.items())))

    @cached_property
    def shape(self) -> bytes:
        """The digest of everything any file shows but the words of entries: while it is the same, an edit can only have changed those."""
        library = self.library
        heads = [part for article in (*library.articles, *library.unpublished) for part in (digest(article.id), article.head_digest)]
        return digest(self.frame_digest, library.frame, str(len(library.articles)), digest_all(heads))

    @cached_property
    def frame_digest(self) -> bytes:
        """The digest of what stands on every page: the site's name and address and the menus."""
        return digest(self.name, self.address, self.description, *(part for page in self.footer_pages for part in (page.url, page.menu)))


def _document_terms(article: Article) -> Iterator[Term]:
    for resolution in article.resolutions:
        yield Term(resolution.number, resolution.url)
        for alias in resolution.aliases:
            yield Term(alias, resolution.url)

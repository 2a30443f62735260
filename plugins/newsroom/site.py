"""The plan of the site: every file it consists of, and what each one shows.

In: a checked `Library` and the site's name and address. Out: a list of `Output`s, each with the address it answers at, the template that
draws it and a function that works out what the template is given. Example: the output ``/tinh/dong-thap/`` uses ``province.html`` and is
given the index page of Đồng Tháp, its threads and its people.

Every output also says what it depends on: its key is a digest of exactly the things it shows, so an output whose key is the one of the
last build need not be drawn again. An entry has two digests, one for what lists show of it and one for all of it: an edit of a
body touches its page and the feeds that carry it, nothing else.

Nothing is drawn here and nothing is written; the press does both. Templates only choose and loop: whatever has to be
worked out is worked out here, from indexes the library built once. The odd case is a page that nobody asked for: the view is a
function, so a page that will not be written costs nothing.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log
from typing import Any

from .addresses import ARCHIVE, HOME, NOT_FOUND, month_url, year_url
from .articles import Article
from .bodies import Term, keep_together, link_terms, make_renderer, render, resolve_links
from .cascade import Cascade, Thread
from .dates import PartialDate, month_text
from .digests import digest, digest_all
from .indexes import KINDS, IndexPage, Kind, Slice, alphabet, cut, index_pages
from .library import Library
from .pages import StandingPage
from .registry.officials import Official, Post
from .registry.provinces import Province
from .registry.resolutions import Resolution
from .text import sort_key

FEED_LENGTH = 20
"""Entries in a feed."""
HOME_LENGTH = 8
LEVELS = 5
"""Steps of the map's colour scale above "no news"."""
NEW_DAYS = 31
"""An entry is marked new for this many days before the newest one."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says about it."""

    url: str
    title: str
    description: str
    kind: str = "website"
    crumbs: tuple[Crumb, ...] = ()
    feed: str = ""
    feed_title: str = ""
    article: Article | None = None
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site. `modified` is the newest day shown on it, for the sitemap; `listed` is whether it stands there.

    `key` gives the digest of everything the view shows; without one the output is drawn at every build.
    """

    url: str
    template: str
    view: Callable[[], dict[str, Any]]
    key: Callable[[], bytes] | None = None
    modified: PartialDate | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the map."""

    name: str
    lines: tuple[str, ...]
    url: str
    column: int
    row: int
    count: int
    level: int
    new: bool
    label: str
    island: bool = False


@dataclass(frozen=True, slots=True)
class PostLine:
    """One person in one office, as a province page lists them."""

    official: Official
    post: Post


class Site:
    """The plan, with everything that several pages share worked out once."""

    def __init__(self, library: Library, *, name: str, address: str, description: str) -> None:
        self.library = library
        self.registry = library.registry
        self.name = name
        self.address = address.rstrip("/")
        self.description = description
        self.cascade = Cascade(library.registry)
        self._renderer = make_renderer()
        self._bodies: dict[str, str] = {}
        self._fronts: dict[str, bytes] = {}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Kind id → kind of index."""
        return {kind.id: kind for kind in KINDS}

    @cached_property
    def indexes(self) -> dict[str, list[IndexPage]]:
        """Kind id → its index pages."""
        return index_pages(self.library)

    @cached_property
    def newest(self) -> PartialDate | None:
        """The date of the newest entry: the day of this edition of the site."""
        return self.library.articles[0].date if self.library.articles else None

    @cached_property
    def _urls(self) -> dict[str, str]:
        return {thing.path: thing.url for thing in [*self.library.articles, *self.library.pages]}

    @cached_property
    def footer_pages(self) -> list[StandingPage]:
        """The standing pages in the order of the footer."""
        return sorted(self.library.pages, key=lambda page: (page.order, sort_key(page.menu)))

    def is_new(self, article: Article) -> bool:
        """Return whether `article` came in the last days before the newest one."""
        return self.newest is not None and (self.newest.last - article.date.last).days < NEW_DAYS

    def body(self, article: Article) -> str:
        """Return the HTML of an entry's body, with its documents and people linked."""
        html = self._bodies.get(article.id)
        if html is None:
            terms = [*self._document_terms(article), *(Term(mention.official.name, mention.official.url) for mention in article.mentions)]
            html = self._bodies[article.id] = self._finish(article.body, article.path, terms)
        return html

    def page_body(self, page: StandingPage) -> str:
        """Return the HTML of a standing page."""
        return self._finish(page.body, page.path, ())

    def _finish(self, body: str, path: str, terms: Iterable[Term]) -> str:
        return keep_together(link_terms(resolve_links(render(body, self._renderer), path, self._urls), terms))

    @staticmethod
    def _document_terms(article: Article) -> Iterator[Term]:
        for resolution in article.resolutions:
            yield Term(resolution.number, resolution.url)
            for alias in resolution.aliases:
                yield Term(alias, resolution.url)

    # --- what each output depends on ------------------------------------------------------------------------------------

    def front(self, article: Article) -> bytes:
        """Return the digest of what a list shows of an entry: its front matter, the registry things it names, whether it is new."""
        found = self._fronts.get(article.id)
        if found is None:
            known, kinds = self.registry.digests, self.registry.kind_digests
            named = [known["official", mention.official.id] for mention in article.mentions] + [known["resolution", one.id] for one in article.resolutions]
            shared = [kinds.get(kind, b"") for kind in ("province", "topic", "indicator")]
            found = self._fronts[article.id] = digest_all([article.head_digest, digest(article.url), *shared, *named, b"new" if self.is_new(article) else b""])
        return found

    def _full(self, article: Article) -> bytes:
        """Return the digest of everything an entry's own page and its feed element show of it."""
        return digest_all([self.front(article), article.digest, self._links_digest(article.body)])

    def _links_digest(self, body: str) -> bytes:
        """Return what a body's links depend on: the address of every file, when it has links to files."""
        return self._urls_digest if "](" in body or "]:" in body else b""

    @cached_property
    def _urls_digest(self) -> bytes:
        return digest(*(part for pair in sorted(self._urls.items()) for part in pair))

    def _list_key(self, articles: Iterable[Article], *parts: bytes | str) -> bytes:
        return digest(digest_all([self.front(article) for article in articles]), *parts)

    @cached_property
    def _everything(self) -> bytes:
        """The digest of all entries as lists show them, and of the whole registry."""
        return self._list_key(self.library.articles, *(one for _, one in sorted(self.registry.kind_digests.items())))

    @cached_property
    def frame_digest(self) -> bytes:
        """The digest of what stands on every page: the site's name and address and the menus."""
        return digest(self.name, self.address, self.description, *(part for page in self.footer_pages for part in (page.url, page.menu)))

    # --- the plan -------------------------------------------------------------------------------------------------------

    def outputs(self) -> list[Output]:
        """Return every file of the site that a template draws, in the order of the sitemap."""
        pages = [self._home(), *self._archive(), *self._articles(), *self._index_outputs(), *self._standing(), self._not_found()]
        return [*pages, *self._feeds(), self._sitemap([page for page in pages if page.listed]), Output("/robots.txt", "robots.txt", dict, lambda: b"")]

    def _home(self) -> Output:
        return Output(HOME, "home.html", self._home_view, lambda: self._everything, self.newest, listed=True)

    def _home_view(self) -> dict[str, Any]:
        articles = self.library.articles
        head = Head(HOME, self.name, self.description, feed="/feed.xml", feed_title=self.name)
        return {
            "page": head, "latest": articles[:HOME_LENGTH], "tiles": self.news_tiles(), "roots": self._root_lines(),
            "figures": [(article, article.figures[0]) for article in articles if article.figures and not article.figures[0].target][:4],
            "counts": {"entries": len(articles), "places": len({self.registry.present(one).id for article in articles for one in article.provinces}),
                       "of": len(self.registry.provinces_in_force), "documents": len(self.registry.resolutions), "officials": len(self.registry.officials)},
            "fresh": list(dict.fromkeys((name.name, province.url) for article in articles[:HOME_LENGTH] for province, name in article.names)),
        }

    def _root_lines(self) -> list[dict[str, Any]]:
        lines = []
        for root, below in self.cascade.roots[:4]:
            steps = [one for one in below if one.province is None][:3]
            lines.append({"root": root, "steps": [(one, self._days(root, one)) for one in steps], "documents": sum(one.province is not None for one in below),
                          "places": len(self.cascade.places(below)), "of": len(self.registry.provinces_in_force), "entries": len(self.library.of_resolution.get(root.id, []))})
        return lines

    @staticmethod
    def _days(root: Resolution, one: Resolution) -> int | None:
        return (one.date.first - root.date.first).days if root.date and one.date and root.date.exact and one.date.exact else None

    def news_tiles(self) -> list[Tile]:
        """Return the map of how many entries each unit has."""
        of = self.library.of_province
        counts = {province.id: len(of.get(province.id, [])) for province in self.registry.provinces_in_force}
        new = {province.id for province in self.registry.provinces_in_force if any(self.is_new(article) for article in of.get(province.id, [])[:1])}
        return self._tiles(counts, "tin", new)

    def document_tiles(self, documents: Iterable[Resolution]) -> list[Tile]:
        """Return the map of how many of `documents` were issued on each unit's ground."""
        counts: dict[str, int] = defaultdict(int)
        for one in documents:
            if one.province in self.registry.provinces:
                counts[self.registry.present(self.registry.provinces[one.province]).id] += 1
        return self._tiles(counts, "văn bản", set())

    def _tiles(self, counts: dict[str, int], unit: str, new: set[str]) -> list[Tile]:
        most = max(counts.values(), default=0)
        tiles = []
        for province in self.registry.provinces_in_force:
            if province.tile is None:
                continue
            count = counts.get(province.id, 0)
            level = ceil(LEVELS * log(1 + count) / log(1 + most)) if count else 0
            words = f"{count} {unit}" if count else f"chưa có {unit}"
            label = f"{province.name}: {words}" + (", có tin mới" if province.id in new else "")
            tiles.append(Tile(province.name, _tile_lines(province.name), province.url, *province.tile, count, level, province.id in new, label))
            tiles.extend(Tile(island.name, _tile_lines(island.name), province.url, *island.tile, 0, 0, False, f"{island.full_name} ({province.name})", island=True) for island in province.islands)
        return sorted(tiles, key=lambda tile: (tile.row, tile.column))

    def _archive(self) -> Iterator[Output]:
        months = self.library.of_month
        years: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for key in months:
            years[key[0]].append(key)
        crumb = Crumb("Tin", ARCHIVE)

        def lines(keys: Iterable[tuple[int, int]]) -> list[tuple[str, str, int]]:
            return [(month_text(*key), month_url(*key), len(months[key])) for key in keys]

        def archive_view() -> dict[str, Any]:
            head = Head(ARCHIVE, "Kho tin", "Mọi tin của bản tin theo năm và tháng, mới nhất trước.", feed="/feed.xml", feed_title=self.name)
            return {"page": head, "years": [(year, year_url(year), lines(keys)) for year, keys in years.items()], "latest": self.library.articles[:10]}

        def archive_key() -> bytes:
            return self._list_key(self.library.articles[:10], repr([(key, len(found)) for key, found in months.items()]))

        yield Output(ARCHIVE, "archive.html", archive_view, archive_key, self.newest, listed=True)
        for year, keys in years.items():
            yield self._year(year, keys, lines, crumb)
            for key in keys:
                pieces = cut(months[key], month_url(*key))
                for piece in pieces:
                    yield self._month(key, piece, (crumb, Crumb(str(year), year_url(year))))

    def _year(self, year: int, keys: list[tuple[int, int]], lines: Callable, crumb: Crumb) -> Output:
        articles = [article for key in keys for article in self.library.of_month[key]]

        def view() -> dict[str, Any]:
            head = Head(year_url(year), f"Tin năm {year}", f"{len(articles)} tin của năm {year}, theo tháng.", crumbs=(crumb,), feed="/feed.xml", feed_title=self.name)
            return {"page": head, "years": [(year, year_url(year), lines(keys))], "latest": articles[:10]}

        def key() -> bytes:
            return self._list_key(articles[:10], repr([(one, len(self.library.of_month[one])) for one in keys]))

        return Output(year_url(year), "archive.html", view, key, articles[0].date, listed=True)

    def _month(self, key: tuple[int, int], piece: Slice, crumbs: tuple[Crumb, ...]) -> Output:
        def view() -> dict[str, Any]:
            title = f"Tin {month_text(*key).lower()}"
            return {"page": self._sliced(Head(piece.url, title, f"{len(self.library.of_month[key])} tin của {month_text(*key).lower()}.", crumbs=crumbs, feed="/feed.xml", feed_title=self.name), piece), "slice": piece}

        def own_key() -> bytes:
            return self._list_key(piece.articles, str(piece.of), str(len(self.library.of_month[key])))

        return Output(piece.url, "month.html", view, own_key, piece.articles[0].date, listed=piece.number == 1)

    @staticmethod
    def _sliced(head: Head, piece: Slice) -> Head:
        title = head.title if piece.number == 1 else f"{head.title} (trang {piece.number})"
        return Head(piece.url, title, head.description, head.kind, head.crumbs, head.feed, head.feed_title,
                    previous=piece.url_of(piece.number - 1) if piece.number > 1 else "", next=piece.url_of(piece.number + 1) if piece.number < piece.of else "")

    def _articles(self) -> Iterator[Output]:
        for article in self.library.articles:
            yield Output(article.url, "article.html", lambda article=article: self._article_view(article), lambda article=article: self._article_key(article), article.updated, listed=True)

    def _article_key(self, article: Article) -> bytes:
        nearby, follow = self._around(article)
        return self._list_key([other for *_, found in (*nearby, *follow) for other in found], self._full(article))

    def _article_view(self, article: Article) -> dict[str, Any]:
        crumbs = (Crumb("Tin", ARCHIVE), Crumb(month_text(article.date.year, article.date.month), month_url(article.date.year, article.date.month)))
        head = Head(article.url, article.title, article.summary, "article", crumbs, article=article)
        nearby, follow = self._around(article)
        return {"page": head, "article": article, "body": self.body(article), "nearby": nearby, "follow": follow}

    def _around(self, article: Article) -> tuple[list[tuple[str, str, list[Article]]], list[tuple[Resolution, list[Article]]]]:
        """Return other entries of the same provinces, and of the same documents, close to `article` in time."""
        seen = {article.id}
        nearby = []
        for province in article.provinces:
            found = self._others(self.library.of_province[self.registry.present(province).id], article, seen)
            if found:
                nearby.append((province.named_on(article.date).name, province.url, found))
        follow = []
        for resolution in article.resolutions[:2]:
            found = self._others(self.library.of_resolution[resolution.id], article, seen)
            if found:
                follow.append((resolution, found))
        return nearby, follow

    @staticmethod
    def _others(articles: list[Article], article: Article, seen: set[str], most: int = 3) -> list[Article]:
        """Return at most `most` entries around `article` in a list it stands in: looks at its neighbours, not at the whole list."""
        at = _position(articles, article)
        around = sorted((*articles[max(0, at - most):at], *articles[at + 1:at + 1 + most]), key=lambda one: (abs((one.date.last - article.date.last).days), one.order))
        found = [one for one in around if one.id not in seen][:most]
        seen.update(one.id for one in found)
        return found

    def _standing(self) -> Iterator[Output]:
        for page in self.library.pages:
            def view(page: StandingPage = page) -> dict[str, Any]:
                return {"page": Head(page.url, page.title, page.summary), "standing": page, "body": self.page_body(page)}

            yield Output(page.url, "page.html", view, lambda page=page: digest(page.digest, self._links_digest(page.body)), listed=True)

    def _not_found(self) -> Output:
        def view() -> dict[str, Any]:
            return {"page": Head(NOT_FOUND, "Không tìm thấy trang", "Địa chỉ này không có trang nào."), "tiles": self.news_tiles(), "latest": self.library.articles[:4]}

        return Output(NOT_FOUND, "404.html", view, lambda: self._everything)

    # --- the four indexes -------------------------------------------------------------------------------------------------

    def _index_outputs(self) -> Iterator[Output]:
        details = {"province": self._province_view, "resolution": self._resolution_view, "official": self._official_view, "topic": self._topic_view}
        lists = {"province": self._provinces_view, "resolution": self._resolutions_view, "official": self._officials_view, "topic": self._topics_view}
        for kind in KINDS:
            yield Output(kind.url, f"{kind.id}_list.html", lambda kind=kind: {"page": Head(kind.url, kind.title, kind.summary), "kind": kind, **lists[kind.id]()}, lambda: self._everything, self.newest, listed=True)
            for index in self.indexes[kind.id]:
                for piece in index.slices:
                    yield Output(piece.url, f"{kind.id}.html", lambda index=index, piece=piece: self._index_view(index, piece, details[index.kind.id]),
                                 lambda index=index, piece=piece: self._index_key(index, piece), index.articles[0].updated if index.articles else None, listed=piece.number == 1)

    def _index_key(self, index: IndexPage, piece: Slice) -> bytes:
        kinds = self.registry.kind_digests
        shown = index.articles if piece.number == 1 else piece.articles
        shared = {"province": ("province", "region", "official", "resolution"), "resolution": ("province", "resolution"), "official": ("province",), "topic": ("topic",)}[index.kind.id]
        own = self.registry.digests[index.kind.id, index.subject.id]
        return self._list_key(shown, own, str(piece.of), str(len(index.articles)), *(kinds.get(kind, b"") for kind in shared if piece.number == 1))

    def _index_view(self, index: IndexPage, piece: Slice, detail: Callable[[IndexPage], dict[str, Any]]) -> dict[str, Any]:
        head = Head(index.url, index.title, self._description(index), crumbs=(Crumb(index.kind.title, index.kind.url),), feed=f"{index.url}feed.xml", feed_title=f"{index.title} · {self.name}")
        return {"page": self._sliced(head, piece), "index": index, "slice": piece, **(detail(index) if piece.number == 1 else {})}

    @staticmethod
    def _description(index: IndexPage) -> str:
        count = len(index.articles)
        subject = index.subject
        if isinstance(subject, Resolution):
            return f"{subject.name} của {subject.issuer}" + (f": {subject.title}" if subject.title else "") + "."
        if isinstance(subject, Official):
            return f"{subject.name}, {subject.latest.title}: {count} tin."
        return getattr(subject, "definition", "") or f"{count} tin về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số ở {subject.in_place_name}."

    def _province_view(self, index: IndexPage) -> dict[str, Any]:
        province: Province = index.subject
        units = [province, *self.registry.predecessors.get(province.id, [])]
        ids = {unit.id for unit in units}
        return {
            "units": units[1:], "successor": self.registry.present(province) if province.dissolved else None,
            "formed_from": [self.registry.provinces[unit] for unit in province.formed.units] if province.formed else [],
            "threads": self._threads_of(units), "documents": self._documents_of(ids), "people": self._people_of(units),
            "figures": [(article, figure) for article in index.articles for figure in article.figures if figure.province is None or figure.province.id in ids][:8],
            "region": self.registry.regions.get((province.region, "2025")) or self.registry.regions.get((province.region_2021, "2021")),
            "topics": _tally(article.topics for article in index.articles),
        }

    @cached_property
    def _documents_by_province(self) -> dict[str, list[Resolution]]:
        found: dict[str, list[Resolution]] = defaultdict(list)
        for index in self.indexes["resolution"]:
            if index.subject.province:
                found[index.subject.province].append(index.subject)
        return found

    def _documents_of(self, ids: set[str]) -> list[Resolution]:
        found = [one for identity in ids for one in self._documents_by_province.get(identity, [])]
        return sorted(found, key=lambda one: (one.date is None, -one.date.first.toordinal() if one.date else 0, one.id))

    @cached_property
    def _main_threads(self) -> dict[str, Thread]:
        """Province id → its thread below the resolution most provinces carry out."""
        roots = self.cascade.roots
        return {thread.province.id: thread for thread in self.cascade.threads(roots[0][0])} if roots else {}

    def _threads_of(self, units: list[Province]) -> list[Thread]:
        return [self._main_threads[unit.id] for unit in units if unit.id in self._main_threads]

    @cached_property
    def _people_by_province(self) -> dict[str, list[PostLine]]:
        found: dict[str, list[PostLine]] = defaultdict(list)
        for index in self.indexes["official"]:
            for post in index.subject.posts:
                if post.province:
                    found[post.province].append(PostLine(index.subject, post))
        return found

    def _people_of(self, units: list[Province]) -> list[tuple[Province, list[PostLine]]]:
        return [(unit, sorted(lines, key=lambda line: (-line.post.last.last.toordinal() if line.post.last else 0, sort_key(line.official.name))))
                for unit in units if (lines := self._people_by_province.get(unit.id))]

    def _resolution_view(self, index: IndexPage) -> dict[str, Any]:
        resolution: Resolution = index.subject
        below = self.cascade.descendants(resolution)
        local = [one for one in below if one.province]
        places = _tally((self.registry.present(one) for one in article.provinces) for article in index.articles)
        return {
            "above": self.cascade.above(resolution), "below": [(relation, one, self._days(resolution, one)) for relation, one in self.cascade.below(resolution) if one.province is None or resolution.province],
            "threads": self.cascade.threads(resolution), "documents": below, "places": len(self.cascade.places(below)), "of": len(self.registry.provinces_in_force),
            "tiles": self.document_tiles(local) if local else [], "unseen": self._unseen(below) if local else [], "entry_places": places,
            "province": self.registry.provinces.get(resolution.province) if resolution.province else None,
        }

    def _unseen(self, documents: list[Resolution]) -> list[Province]:
        seen = self.cascade.places(documents)
        return sorted((one for one in self.registry.provinces_in_force if one.id not in seen), key=lambda one: sort_key(one.sort_name))

    def _official_view(self, index: IndexPage) -> dict[str, Any]:
        posts = sorted(index.subject.posts, key=lambda post: post.first.first if post.first else PartialDate(1900).first, reverse=True)
        proofs = {article.id: article for article in index.articles}
        return {"posts": [(post, self.registry.provinces.get(post.province) if post.province else None,
                           [proofs[sighting.article] for sighting in post.seen if sighting.article in proofs]) for post in posts],
                "roles": {article.id: next(mention.role for mention in article.mentions if mention.official.id == index.subject.id) for article in index.articles}}

    def _topic_view(self, index: IndexPage) -> dict[str, Any]:
        return {"places": _tally((self.registry.present(one) for one in article.provinces) for article in index.articles),
                "documents": _tally(article.resolutions for article in index.articles)[:8]}

    def _provinces_view(self) -> dict[str, Any]:
        by_id = {index.subject.id: index for index in self.indexes["province"]}
        rows = []
        for index in self.indexes["province"]:
            province = index.subject
            if province.dissolved:
                continue
            former = sorted(self.registry.predecessors.get(province.id, []), key=lambda one: sort_key(one.sort_name))
            documents = self._documents_of({province.id, *(one.id for one in former)})
            rows.append({"index": index, "former": [by_id[one.id] for one in former], "documents": len(documents), "latest": index.articles[0] if index.articles else None})
        return {"rows": rows, "tiles": self.news_tiles()}

    def _resolutions_view(self) -> dict[str, Any]:
        national = [index for index in reversed(self.indexes["resolution"]) if index.subject.province is None]
        local: dict[str, list[IndexPage]] = defaultdict(list)
        for index in self.indexes["resolution"]:
            if index.subject.province:
                local[index.subject.province].append(index)
        units = sorted((self.registry.provinces[identity] for identity in local), key=lambda one: sort_key(one.sort_name))
        return {"national": sorted(national, key=lambda index: index.subject.date is None), "local": [(unit, local[unit.id]) for unit in units], "roots": self._root_lines()}

    def _officials_view(self) -> dict[str, Any]:
        return {"letters": list(alphabet(self.indexes["official"])), "of": len(self.indexes["official"])}

    def _topics_view(self) -> dict[str, Any]:
        return {"topics": [(index, index.articles[:2]) for index in self.indexes["topic"]]}

    # --- files for machines -----------------------------------------------------------------------------------------------

    def _feeds(self) -> Iterator[Output]:
        yield self._feed("/", self.name, self.library.articles)
        yield self._data(ARCHIVE, "Kho tin", self.library.articles)
        for pages in self.indexes.values():
            for index in pages:
                yield self._feed(index.url, f"{index.title} · {self.name}", index.articles)
                yield self._data(index.url, index.title, index.articles)

    def _feed(self, url: str, title: str, articles: list[Article]) -> Output:
        shown = articles[:FEED_LENGTH]
        updated = max((article.updated for article in shown), key=lambda date: date.last, default=self.newest)
        return Output(f"{url}feed.xml", "feed.xml", lambda: {"url": url, "title": title, "articles": shown, "updated": updated},
                      lambda: digest(title, updated.iso if updated else "", *(self._full(article) for article in shown)))

    def _data(self, url: str, title: str, articles: list[Article]) -> Output:
        return Output(f"{url}data.json", "data.json", lambda: {"url": url, "title": title, "articles": articles}, lambda: self._list_key(articles, title))

    def _sitemap(self, pages: list[Output]) -> Output:
        return Output("/sitemap.xml", "sitemap.xml", lambda: {"pages": pages}, lambda: digest(*(f"{page.url} {page.modified.iso if page.modified else ''}" for page in pages)))

    def entry_json(self, article: Article) -> str:
        """Return an entry as one JSON object on one line, for the ``data.json`` beside each index."""
        return json.dumps({
            "id": article.id, "url": f"{self.address}{article.url}", "title": article.title, "date": article.date.iso,
            "event_date": article.event.iso if article.event else None, "national": article.national,
            "provinces": [{"id": province.id, "name": name.name} for province, name in article.names],
            "topics": [topic.id for topic in article.topics],
            "officials": [{"id": mention.official.id, "name": mention.official.name, "role": mention.role} for mention in article.mentions],
            "resolutions": [{"id": one.id, "number": one.number} for one in article.resolutions],
            "sources": [{"name": one.name, "url": one.url, "author": one.author or None, "published": one.published.iso if one.published else None} for one in article.sources],
            "summary": article.summary,
            "figures": [{"label": one.label, "value": float(one.value), "unit": one.unit, "as_of": one.as_of.iso, "qualifier": one.qualifier or None, "target": one.target} for one in article.figures],
            "corrections": [{"date": one.date.iso, "note": one.note} for one in article.corrections],
        }, ensure_ascii=False, separators=(",", ":"))


def _tile_lines(name: str) -> tuple[str, ...]:
    return ("TP.", "HCM") if name == "TP. Hồ Chí Minh" else tuple(name.split())


def _position(articles: list[Article], article: Article) -> int:
    """Return where `article` stands in a list in the library's order, by bisection."""
    low, high = 0, len(articles)
    while low < high:
        middle = (low + high) // 2
        if articles[middle].order < article.order:
            low = middle + 1
        else:
            high = middle
    return low


def _tally(groups: Iterable[Iterable[Any]]) -> list[tuple[Any, int]]:
    """Return (thing, how many groups hold it), the most frequent first."""
    counts: dict[Any, int] = defaultdict(int)
    for group in groups:
        for thing in set(group):
            counts[thing] += 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].id))

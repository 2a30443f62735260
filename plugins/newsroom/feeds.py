"""Feeds: what a reader can follow, and what each of them holds.

In: a `Site`. Out: every `Feed` of it (the site, the editions, the documents, the corrections, each index page, each pair of a province and a topic that
have entries in common), and its `Item`s, the newest first. Example: ``/tinh/dong-thap/chuyen-doi-so/`` follows Đồng Tháp, and what was Tiền Giang, on one topic.

What must never change is an item's id: it is the address of its page, which an editor cannot change without a redirect. `updated` is the day of the entry, or
of its last correction: an entry edited without a correction is not shown to its readers as new again.

The site, the provinces and the topics carry whole bodies, because that is where people follow; every other feed, and all JSON feeds, carry the summary and the
sources. With 10,000 entries the Atom files weigh 19 MB so; bodies in all of them would make that 42, and an edit of a body would redraw every feed it stands in.

The odd case is a character that XML has no way to write (a control character pasted from a PDF): it is left out, or no reader could open the feed at all.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from .addresses import CORRECTIONS, HOME
from .articles import UNKNOWN, Article, Citation
from .corrections import Entered, ledger
from .dates import PartialDate
from .digests import digest
from .edition_periods import MONTH, WEEK
from .editions import EDITIONS, Edition
from .frozen import frozen
from .json_text import on_one_line
from .registry.resolutions import Resolution

if TYPE_CHECKING:
    from .indexes import IndexPage
    from .site import Site

FEED_LENGTH, COMBINED_LENGTH = 20, 10
"""Items in a feed; in one of a province and a topic, which has few new ones and of which there are hundreds."""
KINDS_OF_EDITION = ((MONTH, "thang", "tháng"), (WEEK, "tuan", "tuần"))
"""Kind of period, its word in an address, its word in a name."""
WITH_BODIES = ("province", "topic")
"""Kinds of index whose Atom feeds carry whole bodies; the site's does too."""
NO_DAY = dt.date(1970, 1, 1)
"""When a feed was updated that has never had an item."""
MIDNIGHT = "T00:00:00+07:00"
"""What follows a day where a standard asks for a moment: days here are days in Vietnam."""
JSON_FEED = "https://jsonfeed.org/version/1.1"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return `text` without the characters that XML 1.0 has no way to write."""
    return _NOT_XML.sub("", text)


@frozen
class Item:
    """One thing in a feed. `id` is unique among all items of the site; `article` is the entry whose body a feed may carry."""

    id: str
    url: str
    title: str
    published: dt.date
    updated: dt.date
    summary: str
    sources: tuple[tuple[str, str], ...] = ()
    """(name, address) of the pages it rests on; no address where none is known."""
    topics: tuple[tuple[str, str], ...] = ()
    """(id, name)."""
    article: Article | None = None

    @property
    def external(self) -> str:
        """The address of the first source that has one."""
        return next((url for _, url in self.sources if url), "")

    @property
    def html(self) -> str:
        """The summary and the sources, as HTML that stands by itself."""
        return f"<p>{escape(self.summary)}</p>{self.sources_html}"

    @property
    def sources_html(self) -> str:
        """The sources as a paragraph of HTML."""
        named = [f'<a href="{escape(url)}">{escape(name)}</a>' if url else escape(name) for name, url in self.sources]
        return f"<p>Nguồn: {'; '.join(named)}</p>" if named else ""


@frozen
class Feed:
    """One feed: its files ``feed.xml`` and ``feed.json`` stand below `url`, which is also its id; `page` is the page that shows the same."""

    url: str
    group: str
    name: str
    """What it is called in a list of feeds; `title` is what it is called by itself."""
    title: str
    page: str
    items: Callable[[], list[Item]]
    depends: Callable[[], bytes]
    """The digest of all its items, without bodies."""
    empty: bool
    articles: tuple[Article, ...] = ()
    """The entries whose bodies its Atom file carries."""

    @property
    def atom(self) -> str:
        """The address of the Atom feed."""
        return f"{self.url}feed.xml"

    @property
    def json(self) -> str:
        """The address of the JSON Feed."""
        return f"{self.url}feed.json"


class Feeds:
    """Every feed of a site; what several feeds show of one thing is made once."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        self._json: dict[str, str] = {}
        self._digests: dict[str, bytes] = {}
        self._items: dict[str, Item] = {}

    @cached_property
    def all(self) -> list[Feed]:
        """Every feed, in the order in which a reader is offered them."""
        site = self._site
        found = [self._of_site()]
        found += [*self._editions(), self._documents(), self._corrections()]
        for kind in site.kinds:
            found += [self.of_index(index) for index in site.indexes[kind]]
        return found + self._combined()

    @cached_property
    def by_group(self) -> dict[str, list[Feed]]:
        """Group → its feeds: a kind of index, ``site``, ``former`` (dissolved provinces), ``both`` (a province and a topic)."""
        found: dict[str, list[Feed]] = defaultdict(list)
        for feed in self.all:
            found[feed.group].append(feed)
        return found

    @cached_property
    def of_province(self) -> dict[str, list[Feed]]:
        """Address of a province → its feeds on one topic each."""
        found: dict[str, list[Feed]] = defaultdict(list)
        for feed in self.by_group["both"]:
            found[feed.page].append(feed)
        return found

    def digest(self, feed: Feed) -> bytes:
        """Return the digest of everything both files of a feed show, without bodies."""
        found = self._digests.get(feed.url)
        if found is None:
            newest = self._site.newest.iso if feed.empty and self._site.newest else ""
            found = self._digests[feed.url] = digest(feed.depends(), feed.title, feed.page, self._site.hub, newest)
        return found

    def updated(self, items: Iterable[Item]) -> dt.date:
        """Return the day a feed of `items` last changed; that of an empty one is the day of the site's newest entry."""
        return max((item.updated for item in items), default=self._site.newest.first if self._site.newest else NO_DAY)

    def carrying(self, article: Article) -> list[Feed]:
        """Return the feeds whose Atom file carries the body of `article`."""
        of_indexes = [self.of_index(index) for index in self._site.indexes_with(article, WITH_BODIES)]
        return [feed for feed in (self._of_site(), *of_indexes) if article in feed.articles]

    # The feeds.

    def _of_site(self) -> Feed:
        return self._of_articles(HOME, "site", "Mọi tin", self._site.name, HOME, self._site.library.articles, bodies=True)

    def _of_articles(self, url: str, group: str, name: str, title: str, page: str, articles: list[Article], *, bodies: bool = False, length: int = FEED_LENGTH) -> Feed:
        shown = articles[:length]
        return Feed(url, group, name, xml_text(title), page, lambda: [self.entry(article) for article in shown], lambda: self._site.list_key(shown), not shown,
                    tuple(shown) if bodies else ())

    def of_index(self, index: "IndexPage") -> Feed:
        """Return the feed beside an index page."""
        kind = index.kind.id
        former = kind == "province" and index.subject.dissolved is not None
        name = index.subject.name if kind in ("province", "topic", "indicator") else index.title
        return self._of_articles(index.url, "former" if former else kind, name, f"{index.title} · {self._site.name}", index.url, index.articles, bodies=kind in WITH_BODIES)

    def _combined(self) -> list[Feed]:
        """Return a feed for each present-day province and topic that have entries in common; those of a dissolved province count for its successor."""
        library, registry = self._site.library, self._site.registry
        found: dict[tuple[str, str], list[Article]] = defaultdict(list)
        for article in library.articles:
            for place in dict.fromkeys(registry.present(province).id for province in article.provinces):
                for topic in article.topics:
                    found[place, topic.id].append(article)
        feeds = []
        for index in self._site.indexes["province"]:
            for topic in registry.topics.values():
                if articles := found.get((index.subject.id, topic.id)):
                    name = f"{index.subject.name}: {topic.name}"
                    feeds.append(self._of_articles(f"{index.url}{topic.id}/", "both", name, f"{name} · {self._site.name}", index.url, articles, length=COMBINED_LENGTH))
        return feeds

    def _editions(self) -> list[Feed]:
        """Return the feed of all editions, one for each kind where there are two, and one for each province and topic that has editions of its own.

        An edition enters once its period is over, which the digest knows when it has an entry of a later day: before that it would be new with each entry.
        """
        newest = self._site.newest
        over = [one for one in self._site.editions if newest and one.period.last < newest.last]
        found = [self._of_editions(EDITIONS, "site", "Bản tin theo kỳ", EDITIONS, over)]
        kinds = [(f"{EDITIONS}{words}/", f"Bản tin từng {name}", [one for one in over if one.period.kind == kind]) for kind, words, name in KINDS_OF_EDITION]
        if all(shown for *_, shown in kinds):
            found += [self._of_editions(url, "site", name, EDITIONS, shown) for url, name, shown in kinds]
        shelves: dict[str, list[Edition]] = defaultdict(list)
        for edition in over:
            for one in self._site.editions_within(edition):
                shelves[one.scope.url].append(one)
        for thing in (index.subject for kind in WITH_BODIES for index in self._site.indexes[kind]):
            if thing.url in shelves:
                found.append(self._of_editions(f"{EDITIONS[:-1]}{thing.url}", "edition", f"Bản tin theo kỳ: {thing.name}", thing.url, shelves[thing.url]))
        return found

    def _of_editions(self, url: str, group: str, name: str, page: str, shown: list[Edition]) -> Feed:
        shown = shown[:FEED_LENGTH]
        return Feed(url, group, name, f"{name} · {self._site.name}", page, lambda: [_edition(one) for one in shown],
                    lambda: digest(*(part for one in shown for part in (one.url, one.title, one.summary, one.updated.iso))), not shown)

    def _documents(self) -> Feed:
        site = self._site
        dated = sorted((one for one in site.registry.resolutions.values() if one.date), key=lambda one: (-one.date.last.toordinal(), one.id))[:FEED_LENGTH]
        url = site.kinds["resolution"].url
        return Feed(url, "site", "Văn bản mới ban hành", f"Văn bản mới ban hành · {site.name}", url, lambda: [_document(one) for one in dated],
                    lambda: digest(*(part for one in dated for part in (one.id, site.registry.digests["resolution", one.id]))), not dated)

    def _corrections(self) -> Feed:
        site = self._site
        entered = ledger(site.library)[:FEED_LENGTH]
        return Feed(CORRECTIONS, "site", "Đính chính", f"Đính chính · {site.name}", CORRECTIONS, lambda: [_correction(one) for one in entered],
                    lambda: site.list_key([one.article for one in entered], *(repr((one.number, one.correction)) for one in entered)), not entered)

    # Their items.

    def entry(self, article: Article) -> Item:
        """Return what a feed shows of an entry."""
        found = self._items.get(article.id)
        if found is None:
            updated = max([article.date.first, *(one.date.last for one in article.corrections)])
            found = self._items[article.id] = Item(
                article.id, article.url, xml_text(article.title), article.date.first, updated, xml_text(article.summary),
                tuple(_source(one) for one in article.sources), tuple((topic.id, xml_text(topic.name)) for topic in article.topics), article)
        return found

    def json_feed(self, feed: Feed) -> bytes:
        """Return a feed as JSON Feed 1.1."""
        site = self._site
        head = {"version": JSON_FEED, "title": feed.title, "home_page_url": f"{site.address}{feed.page}", "feed_url": f"{site.address}{feed.json}", "language": "vi",
                "authors": [{"name": site.name, "url": f"{site.address}{HOME}"}]}
        if site.hub:
            head["hubs"] = [{"type": "WebSub", "url": site.hub}]
        items = ",\n".join(self._json_item(item) for item in feed.items())
        return f'{on_one_line(head)[:-1]},"items":[\n{items}\n]}}\n'.encode()

    def _json_item(self, item: Item) -> str:
        found = self._json.get(item.id)
        if found is None:
            url = f"{self._site.address}{item.url}"
            one = {"id": url, "url": url, "external_url": item.external, "title": item.title, "content_html": item.html, "summary": item.summary,
                   "date_published": f"{item.published}{MIDNIGHT}", "date_modified": f"{item.updated}{MIDNIGHT}" if item.updated > item.published else "",
                   "tags": [name for _, name in item.topics]}
            found = self._json[item.id] = on_one_line({key: value for key, value in one.items() if value})
        return found


def _source(one: Citation) -> tuple[str, str]:
    url = one.url if one.url and one.url != UNKNOWN else ""
    return xml_text(one.name or "chưa rõ tên"), xml_text(url)


def _correction(one: Entered) -> Item:
    day = one.correction.date
    return Item(f"{one.article.id}#{one.number}", one.url, f"Đính chính: {xml_text(one.article.title)}", day.first, day.last, xml_text(one.correction.note))


def _edition(one: Edition) -> Item:
    return Item(one.url, one.url, xml_text(one.title), one.period.last, max(one.period.last, one.updated.last), xml_text(one.summary))


def _document(one: Resolution) -> Item:
    day: PartialDate = one.date
    texts = [("Toàn văn", one.url_of_text)] if one.url_of_text else []
    summary = f"{one.kind} của {one.issuer}, ban hành {day.phrase}." + (f" {one.title}" if one.title else "")
    return Item(one.id, one.url, xml_text(f"{one.name} của {one.issuer}"), day.first, day.first, xml_text(summary),
                tuple((xml_text(name or url), xml_text(url)) for name, url in [*texts, *((proof.name, proof.url) for proof in one.sources)]))

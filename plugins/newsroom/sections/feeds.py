"""The feeds: of the site, of every index page, of documents and corrections, of each province on each topic, and the lists of them all.

Out: for each feed ``feed.xml`` (Atom, RFC 4287) and ``feed.json`` (JSON Feed 1.1), and ``/theo-doi/*.opml`` (OPML 2.0), with which a reader's program takes
many feeds at once: all of them, or those of one kind. What a feed holds and why is in `newsroom/feeds.py`.
Example: ``/tinh/dong-thap/chuyen-doi-so/feed.xml``. The odd case is a feed of summaries: it is the same when only a body was edited.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import FOLLOW
from ..articles import Article
from ..digests import digest
from ..feeds import MIDNIGHT, Feed
from ..plan import Group, Output

if TYPE_CHECKING:
    from ..site import Site

GROUPS = {
    "site": "Toàn bản tin",
    "province": "Tỉnh, thành phố",
    "former": "Tỉnh trước sáp nhập",
    "topic": "Chủ đề",
    "both": "Một tỉnh, một chủ đề",
    "edition": "Bản tin theo kỳ của một tỉnh, một chủ đề",
    "indicator": "Số liệu",
    "resolution": "Văn bản",
    "official": "Cán bộ",
}
"""Group of feeds → its name, in the order of the lists."""
LISTS = {"ban-tin": tuple(GROUPS), "tinh": ("province",), "chu-de": ("topic",)}
"""Name of a list's file → the groups in it. Few people want three thousand feeds at once."""


def groups(site: "Site") -> Iterator[Group]:
    """Yield both files of every feed, those of documents by month, and the lists."""
    yield Group("feeds", lambda: (*_files(site, (feed for feed in site.feeds.all if feed.group != "resolution")), *_lists(site)))
    newest = site.newest.iso if site.newest else ""
    for month, papers in site.papers.items():
        yield Group(f"feeds/resolution/{month}", lambda papers=papers: _files(site, map(site.feeds.of_index, papers)),
                    lambda papers=papers: digest(site.papers_key(papers), site.hub, newest))


def _files(site: "Site", feeds: Iterable[Feed]) -> Iterator[Output]:
    for feed in feeds:
        yield _atom(site, feed)
        yield Output(feed.json, "", lambda feed=feed: site.feeds.json_feed(feed), lambda feed=feed: site.feeds.digest(feed))


def _lists(site: "Site") -> Iterator[Output]:
    for name, groups in LISTS.items():
        yield Output(opml_url(name), "opml.xml", lambda groups=groups: _list(site, groups),
                     lambda groups=groups: digest(*(part for group in groups for feed in site.feeds.by_group[group] for part in (group, feed.url, feed.name, feed.page))))


def showing(site: "Site", article: Article) -> Iterator[Output]:
    """Yield the feeds that carry the body of `article`."""
    return (_atom(site, feed) for feed in site.feeds.carrying(article))


def _atom(site: "Site", feed: Feed) -> Output:
    return Output(feed.atom, "feed.xml", lambda: _view(site, feed), lambda: digest(site.feeds.digest(feed), *(site.full(one) for one in feed.articles)))


def opml_url(name: str) -> str:
    """Return the address of one of the `LISTS`."""
    return f"{FOLLOW}{name}.opml"


def _view(site: "Site", feed: Feed) -> dict[str, Any]:
    items = feed.items()
    return {"feed": feed, "items": items, "updated": f"{site.feeds.updated(items)}{MIDNIGHT}", "element": "element_whole.xml" if feed.articles else "element.xml"}


def _list(site: "Site", groups: tuple[str, ...]) -> dict[str, Any]:
    title = site.name if len(groups) > 1 else f"{GROUPS[groups[0]]} · {site.name}"
    return {"title": title, "groups": [(GROUPS[group], site.feeds.by_group[group]) for group in groups if site.feeds.by_group[group]]}

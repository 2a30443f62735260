"""The indexes: a list of each kind, and the pages of each province, resolution, official, topic and indicator.

Out: for each kind its list (``/tinh/``) and for each thing its pages (``/tinh/phu-tho/``, ``/tinh/phu-tho/trang-2/`` …). What is particular to a
kind is in the module named after it; only the first page of a thing shows it.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..digests import digest, digest_all
from ..indexes import KINDS, IndexPage, Kind, Slice
from ..plan import Crumb, Group, Head, Output
from . import indicators, officials, provinces, resolutions, topics
from .cards import CARDED, index_card, named

if TYPE_CHECKING:
    from ..site import Site

ROOMS = {"province": provinces, "resolution": resolutions, "official": officials, "topic": topics, "indicator": indicators}
"""Kind id → the module with ``list_view`` and ``list_key`` (the digest of what that shows), ``detail``, ``describe``, ``SHOWS``, the kinds of registry things its first
page shows, and, where it shows entries that are not in its list, ``also_shown``, or other single things, ``also_depends`` (their digests)."""


def groups(site: "Site") -> Iterator[Group]:
    """Yield the list of each kind and its pages, those of documents by month."""
    for kind in KINDS:
        yield Group(f"indexes/{kind.id}", lambda kind=kind: (_list(site, kind), *(_pages(site, site.indexes[kind.id]) if kind.id != "resolution" else ())))
        if kind.id == "resolution":
            for month, papers in site.papers.items():
                yield Group(f"indexes/resolution/{month}", lambda papers=papers: _pages(site, papers), lambda papers=papers: _papers_key(site, papers))


def _papers_key(site: "Site", papers: list[IndexPage]) -> bytes:
    """Return the digest of all that the pages of some documents show: the documents, their entries, and the place of every document among those that follow from one another."""
    own = [site.registry.digests["resolution", paper.subject.id] for paper in papers]
    return digest(site.kinds_key(*resolutions.SHOWS), site.papers_key(papers), digest_all(own), digest_all(site.facets.placed.values()))


def _list(site: "Site", kind: Kind) -> Output:
    head = Head(kind.url, kind.title, kind.summary)
    return Output(kind.url, f"{kind.id}_list.html", lambda: {"page": head, "kind": kind, **ROOMS[kind.id].list_view(site)}, lambda: ROOMS[kind.id].list_key(site), site.newest, listed=True)


def _pages(site: "Site", indexes: Iterable[IndexPage]) -> Iterator[Output]:
    for index in indexes:
        for piece in index.slices:
            yield Output(piece.url, f"{index.kind.id}.html", lambda index=index, piece=piece: _view(site, index, piece), lambda index=index, piece=piece: _key(site, index, piece),
                         index.articles[0].updated if index.articles else None, listed=piece.number == 1)


def _key(site: "Site", index: IndexPage, piece: Slice) -> bytes:
    own = site.registry.digests[index.kind.id, index.subject.id]
    size = f"{piece.of} {len(index.articles)} {index.title}"
    if piece.number > 1:
        return site.list_key(piece.articles, own, size)
    room = ROOMS[index.kind.id]
    also = room.also_shown(site, index) if hasattr(room, "also_shown") else ()
    more = room.also_depends(site, index) if hasattr(room, "also_depends") else ()
    return site.list_key(index.articles, own, size, site.kinds_key(*room.SHOWS), site.list_key(also), *more)


def _view(site: "Site", index: IndexPage, piece: Slice) -> dict[str, Any]:
    room = ROOMS[index.kind.id]
    head = Head(index.url, index.title, room.describe(index), crumbs=(Crumb(index.kind.title, index.kind.url),), feed=f"{index.url}feed.xml", feed_title=f"{index.title} · {site.name}", about=index.subject,
                picture=named(index.url, index_card(site, index), version=piece.number == 1) if index.kind.id in CARDED else None)
    return {"page": head.sliced(piece), "index": index, "slice": piece, **(room.detail(site, index) if piece.number == 1 else {})}

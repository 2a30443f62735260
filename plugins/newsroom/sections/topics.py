"""What is particular to topics: where they are in the news, and with which documents."""

from typing import TYPE_CHECKING, Any

from ..indexes import IndexPage
from ..plan import tally

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("topic", "province")
DOCUMENTS = 8
LATEST = 2
"""Entries of each topic on the page of all topics."""


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    return index.subject.definition


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what a topic's first page shows beside its entries."""
    return {"places": tally((site.registry.present(one) for one in article.provinces) for article in index.articles),
            "documents": tally(article.resolutions for article in index.articles)[:DOCUMENTS]}


def list_key(site: "Site") -> bytes:
    """Return the digest of what ``/chu-de/`` shows."""
    indexes = site.indexes["topic"]
    return site.list_key([article for index in indexes for article in index.articles[:LATEST]], repr([len(index.articles) for index in indexes]), site.kinds_key("topic"))


def list_view(site: "Site") -> dict[str, Any]:
    """Return what ``/chu-de/`` shows: each topic with its newest entries."""
    return {"topics": [(index, index.articles[:LATEST]) for index in site.indexes["topic"]]}

"""What is particular to officials: the offices seen, each with its days and the entries that prove it."""

from typing import TYPE_CHECKING, Any

from ..articles import Article
from ..digests import digest
from ..indexes import IndexPage, alphabet
from ..offices import latest_day, span_of, tenure
from ..registry.officials import Official
from ..text import slug

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("province",)


def also_depends(site: "Site", index: IndexPage) -> list[bytes]:
    """Return the digests of what a person's page points to: people of the same name, and the page that keeps them apart."""
    return [digest(_shared_url(site, index.subject)), *(site.registry.digests["official", one.id] for one in site.registry.namesakes(index.subject))]


def _shared_url(site: "Site", official: Official) -> str:
    """Return the address of the page of everybody whose name is written like this one without marks, or nothing."""
    url = f"/can-bo/{slug(official.name)}/"
    return url if len(site.names_of_people.get(url, ("", []))[1]) > 1 else ""


def also_shown(site: "Site", index: IndexPage) -> list[Article]:
    """Return the entries that prove a post, listed or not."""
    known = site.library.by_id
    return [known[sighting.article] for post in index.subject.posts for sighting in post.seen if sighting.article in known]


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    return f"{index.subject.name}, {index.subject.latest.title}: {len(index.articles)} tin."


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what a person's page shows beside the entries: posts, the latest first, on a line of time, and people of the same name."""
    official: Official = index.subject
    span = span_of(official.posts)
    posts = sorted((tenure(site.library, official, post, span) for post in official.posts), key=lambda one: latest_day(one.post), reverse=True)
    return {"posts": posts, "span": span, "namesakes": site.registry.namesakes(official), "shared_url": _shared_url(site, official)}


def list_key(site: "Site") -> bytes:
    """Return the digest of what ``/can-bo/`` shows."""
    return digest(repr([(index.subject.id, len(index.articles)) for index in site.indexes["official"]]), site.kinds_key("official"))


def list_view(site: "Site") -> dict[str, Any]:
    """Return what ``/can-bo/`` shows: everybody under the initial of the given name."""
    return {"letters": list(alphabet(site.indexes["official"]))}

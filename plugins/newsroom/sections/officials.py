"""What is particular to officials: the offices seen, each with its days and the entries that prove it."""

from typing import TYPE_CHECKING, Any

from ..dates import PartialDate
from ..indexes import IndexPage, alphabet

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("province",)


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    return f"{index.subject.name}, {index.subject.latest.title}: {len(index.articles)} tin."


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what a person's page shows beside the entries: posts, the latest first."""
    posts = sorted(index.subject.posts, key=lambda post: post.first.first if post.first else PartialDate(1900).first, reverse=True)
    proofs = {article.id: article for article in index.articles}
    return {"posts": [(post, site.registry.provinces.get(post.province) if post.province else None,
                       [proofs[sighting.article] for sighting in post.seen if sighting.article in proofs]) for post in posts]}


def list_view(site: "Site") -> dict[str, Any]:
    """Return what ``/can-bo/`` shows: everybody under the initial of the given name."""
    return {"letters": list(alphabet(site.indexes["official"]))}

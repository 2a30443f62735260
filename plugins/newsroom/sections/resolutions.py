"""What is particular to resolutions: what each follows from, what follows from it, and where it is carried out."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ..cascade import days_between
from ..indexes import IndexPage
from ..plan import tally
from ..registry.provinces import Province
from ..registry.resolutions import Resolution
from ..text import sort_key

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("province", "resolution")
ROOTS = 4
"""Resolutions shown as being carried out."""


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    subject: Resolution = index.subject
    return f"{subject.name} của {subject.issuer}" + (f": {subject.title}" if subject.title else "") + "."


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what the first page of a document shows beside its entries."""
    resolution: Resolution = index.subject
    cascade, registry = site.cascade, site.registry
    below = cascade.descendants(resolution)
    local = [one for one in below if one.province]
    return {
        "above": cascade.above(resolution),
        "below": [(relation, one, days_between(resolution, one)) for relation, one in cascade.below(resolution) if one.province is None or resolution.province],
        "threads": cascade.threads(resolution), "places": len(cascade.places(below)), "of": len(registry.provinces_in_force),
        "tiles": site.document_tiles(local) if local else [], "unseen": _unseen(site, below) if local else [],
        "entry_places": tally((registry.present(one) for one in article.provinces) for article in index.articles),
        "province": registry.provinces.get(resolution.province) if resolution.province else None,
    }


def _unseen(site: "Site", documents: list[Resolution]) -> list[Province]:
    seen = site.cascade.places(documents)
    return sorted((one for one in site.registry.provinces_in_force if one.id not in seen), key=lambda one: sort_key(one.sort_name))


def list_view(site: "Site") -> dict[str, Any]:
    """Return what ``/van-ban/`` shows: national documents, the youngest first, then those of each unit."""
    indexes = site.indexes["resolution"]
    national = sorted((index for index in reversed(indexes) if index.subject.province is None), key=lambda index: index.subject.date is None)
    local: dict[str, list[IndexPage]] = defaultdict(list)
    for index in indexes:
        if index.subject.province:
            local[index.subject.province].append(index)
    units = sorted((site.registry.provinces[identity] for identity in local), key=lambda one: sort_key(one.sort_name))
    return {"national": national, "local": [(unit, local[unit.id]) for unit in units], "roots": root_lines(site)}


def root_lines(site: "Site") -> list[dict[str, Any]]:
    """Return the resolutions carried out in most provinces, each with its first national steps and how far it has come."""
    lines = []
    for root, below in site.cascade.roots[:ROOTS]:
        steps = [(one, days_between(root, one)) for one in below if one.province is None][:3]
        lines.append({"root": root, "steps": steps, "documents": sum(one.province is not None for one in below), "places": len(site.cascade.places(below)),
                      "of": len(site.registry.provinces_in_force), "entries": len(site.library.of_resolution.get(root.id, []))})
    return lines

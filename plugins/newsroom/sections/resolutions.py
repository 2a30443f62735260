"""What is particular to resolutions: what each follows from, what follows from it, and where, when and by whom it is carried out."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ..articles import Article
from ..carried_out import BODIES, CarriedOut, tree
from ..cascade import days_between
from ..dates import elapsed_text
from ..digests import digest, digest_all
from ..frozen import frozen
from ..indexes import IndexPage
from ..maps import Mark, Tile, marked_tiles
from ..registry.provinces import Province
from ..registry.resolutions import Resolution
from ..text import sort_key

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("province",)
ROOTS = 4
"""Resolutions shown as being carried out."""
QUICKEST = 3
"""Units whose thread stands on a resolution's own page; those of all stand below its tree."""
CHANGES = {"amends": "Được sửa đổi, bổ sung", "replaces": "Được thay thế", "repeals": "Bị bãi bỏ", "continues": "Được tiếp tục"}
"""Relation of a later document → what it did to the earlier one, in the words of the earlier one's page."""


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    subject: Resolution = index.subject
    return f"{subject.name} của {subject.issuer}" + (f": {subject.title}" if subject.title else "") + "."


def also_depends(site: "Site", index: IndexPage) -> list[bytes]:
    """Return the digests of what a document's first page shows of others: what it follows from, the way from its root, and all that follows from it."""
    resolution, cascade, linked = index.subject, site.cascade, site.facets.linked
    root = cascade.root_of(resolution)
    way = [linked[one.id] for one in cascade.way(root, resolution)] if root else []
    return [digest_all(linked[one.id] for _, one in cascade.above(resolution)), digest_all(way), carried_digest(site, resolution)]


def carried_digest(site: "Site", root: Resolution) -> bytes:
    """Return the digest of what pages show of the documents that follow from `root`."""
    placed = site.facets.placed
    return digest_all(placed[one.id] for one in site.cascade.descendants(root))


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what the first page of a document shows beside its entries."""
    resolution: Resolution = index.subject
    cascade, registry = site.cascade, site.registry
    carried, root = CarriedOut(cascade, site.library, resolution), cascade.root_of(resolution)
    province = registry.provinces.get(resolution.province) if resolution.province else None
    by_unit = carried.full or (carried.local and not province)
    return {
        "above": cascade.above(resolution), "lineage": cascade.lineage(root, resolution) if root else [], "changed": [(CHANGES[relation], one) for relation, one in cascade.below(resolution) if relation in CHANGES],
        "carried": carried, "bodies": BODIES, "order": "",
        "tree": tree(carried, local=not carried.full), "quickest": cascade.threads(resolution)[:QUICKEST] if carried.full else [],
        "groups": [("", carried.rows if carried.full else carried.seen)] if carried.local and not province else [],
        "places": len(carried.seen) if by_unit else 0, "of": len(registry.provinces_in_force), "unseen": [row.unit for row in carried.unseen] if carried.local and by_unit else [],
        "tiles": speed_tiles(site, carried) if carried.full else [],
        "entry_places": _by_place(site, index.articles),
        "province": province, "issued_as": province and province.named_on(resolution.date) if resolution.date else province and province.names[-1],
    }


def _by_place(site: "Site", articles: list[Article]) -> list[tuple[Province, list[Article]]]:
    """Return (present-day unit, its entries, the oldest first) for a document's entries, in alphabetical order of the units."""
    found: dict[str, list[Article]] = defaultdict(list)
    for article in reversed(articles):
        for identity in {site.registry.present(one).id for one in article.provinces}:
            found[identity].append(article)
    return [(unit, found[unit.id]) for unit in sorted((site.registry.provinces[identity] for identity in found), key=lambda one: sort_key(one.sort_name))]


def speed_tiles(site: "Site", carried: CarriedOut) -> list[Tile]:
    """Return the map of how many days after the root each unit's first document was issued."""
    rows = {row.unit.id: row for row in carried.rows}

    def mark(unit: Province) -> Mark:
        row = rows[unit.id]
        if row.first is None:
            return Mark("–", 0, "chưa thấy trong nguồn đã thu")
        return Mark("?", row.level, "đã thấy, chưa rõ ngày") if row.days is None else Mark(row.days, row.level, elapsed_text(row.days))

    return marked_tiles(site.registry, mark)


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


def list_key(site: "Site") -> bytes:
    """Return the digest of what ``/van-ban/`` shows."""
    listed = [site.facets.listed[index.subject.id] for index in site.indexes["resolution"]]
    counts = [len(index.articles) for index in site.indexes["resolution"]]
    return digest(digest_all(listed), repr(counts), roots_digest(site), site.kinds_key("province"))


def roots_digest(site: "Site") -> bytes:
    """Return the digest of what `root_lines` shows."""
    facets, roots = site.facets, site.cascade.roots[:ROOTS]
    return digest_all(part for root, _ in roots for part in (facets.listed[root.id], facets.placed[root.id], carried_digest(site, root)))


@frozen
class RootLine:
    """A resolution that is being carried out: its first national steps, each with the days after it, and how far it has come."""

    root: Resolution
    steps: list[tuple[Resolution, int | None]]
    documents: int
    places: int
    of: int
    entries: int


def root_lines(site: "Site") -> list[RootLine]:
    """Return the resolutions carried out in most provinces, each with its first national steps and how far it has come."""
    lines = []
    for root, below in site.cascade.roots[:ROOTS]:
        steps = [(one, days_between(root, one)) for one in below if one.province is None][:3]
        lines.append(RootLine(root, steps, sum(one.province is not None for one in below), len(site.cascade.places(below)), len(site.registry.provinces_in_force), len(site.library.of_resolution.get(root.id, []))))
    return lines

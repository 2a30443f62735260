"""What is particular to provinces: history, threads, documents, people and figures of a unit and of those it took over."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..cascade import Thread
from ..indexes import IndexPage
from ..plan import tally
from ..registry.officials import Official, Post
from ..registry.provinces import Province
from ..text import sort_key

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("province", "region", "official", "resolution")
FIGURES = 8
"""Figures on a province page."""


@dataclass(frozen=True, slots=True)
class PostLine:
    """One person in one office, as a province page lists them."""

    official: Official
    post: Post


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    return f"{len(index.articles)} tin về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số ở {index.subject.in_place_name}."


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what the first page of a unit shows beside its entries."""
    province: Province = index.subject
    registry = site.registry
    units = [province, *registry.predecessors.get(province.id, [])]
    ids = {unit.id for unit in units}
    return {
        "successor": registry.present(province) if province.dissolved else None,
        "formed_from": [registry.provinces[unit] for unit in province.formed.units] if province.formed else [],
        "threads": _threads(site, units), "documents": site.documents_of(ids), "people": _people(site, units),
        "figures": [(article, figure) for article in index.articles for figure in article.figures if figure.province is None or figure.province.id in ids][:FIGURES],
        "region": registry.regions.get((province.region, "2025")) or registry.regions.get((province.region_2021, "2021")),
        "topics": tally(article.topics for article in index.articles),
    }


def list_view(site: "Site") -> dict[str, Any]:
    """Return what ``/tinh/`` shows: a row for each present-day unit, and the map."""
    pages = {index.subject.id: index for index in site.indexes["province"]}
    rows = []
    for index in site.indexes["province"]:
        if index.subject.dissolved:
            continue
        former = sorted(site.registry.predecessors.get(index.subject.id, []), key=lambda one: sort_key(one.sort_name))
        documents = site.documents_of([index.subject.id, *(one.id for one in former)])
        rows.append({"index": index, "former": [pages[one.id] for one in former], "documents": len(documents), "latest": index.articles[0] if index.articles else None})
    return {"rows": rows, "tiles": site.news_tiles}


def _threads(site: "Site", units: list[Province]) -> list[Thread]:
    """Return the threads of `units` below the resolution that most provinces carry out."""
    main = site.cascade.main_threads
    return [main[unit.id] for unit in units if unit.id in main]


def _people(site: "Site", units: list[Province]) -> list[tuple[Province, list[PostLine]]]:
    found: dict[str, list[PostLine]] = defaultdict(list)
    ids = {unit.id for unit in units}
    for official, post in (pair for unit in ids for pair in site.registry.posts_in.get(unit, [])):
        found[post.province].append(PostLine(official, post))
    return [(unit, sorted(found[unit.id], key=_latest_first)) for unit in units if unit.id in found]


def _latest_first(line: PostLine) -> tuple:
    return -line.post.last.last.toordinal() if line.post.last else 0, sort_key(line.official.name), line.post.office

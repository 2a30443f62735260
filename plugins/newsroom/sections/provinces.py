"""What is particular to provinces: history, threads, documents, people and figures of a unit and of those it took over."""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..addresses import calendar_url, offices_url
from ..articles import Article
from ..carried_out import CarriedOut, Row, by_region
from ..cascade import Thread
from ..digests import digest, digest_all
from ..frozen import frozen
from ..history import history
from ..indexes import IndexPage
from ..maps import MapView, tiles
from ..offices import latest_day
from ..plan import tally
from ..registry.officials import Official, Post
from ..registry.provinces import Province
from ..text import sort_key
from .resolutions import carried_digest, speed_tiles

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("province", "region", "agency")
FIGURES, MORE_FIGURES = 8, 60
"""Figures on a province page: shown at once, and unfolded."""


@frozen
class PostLine:
    """One person in one office, as a province page lists them."""

    official: Official
    post: Post


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    return f"{len(index.articles)} tin về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số ở {index.subject.in_place_name}."


def also_shown(site: "Site", index: IndexPage) -> list[Article]:
    """Return the entries beside its own that a unit's first page links to: those that give figures of it or prove a change of its agencies."""
    figures = [one.article for one in site.figures.of_province.get(index.subject.id, [])]
    changes = [change for unit in site.registry.family(index.subject) for change in site.registry.agencies_of.get(unit.id, [])]
    return figures + [site.library.by_id[change.article] for change in changes if change.article in site.library.by_id]


def also_depends(site: "Site", index: IndexPage) -> list[bytes]:
    """Return the digests of what a unit's first page shows of documents and people: its threads, the documents issued there, those its changes rest on, who was seen in office."""
    units, linked, listed, placed = site.registry.family(index.subject), site.facets.linked, site.facets.listed, site.facets.placed
    issued = [part for one in site.documents_of(unit.id for unit in units) for part in (listed[one.id], placed[one.id], *(linked[other.id] for _, other in site.cascade.above(one)))]
    threads = [linked[step.resolution.id] for thread in _threads(site, units) for step in thread.national + thread.local]
    bases = [linked[event.document.id] if event.document else b"" for event in history(site.library, index.subject)]
    people = [(unit.id, [(line.official.id, line.official.name, line.post.title, line.post.span) for line in lines]) for unit, lines in _people(site, units)]
    return [digest_all(issued), digest_all(threads), digest(*bases), digest(repr(people), "calendar" if site.days_of(index.subject) else "")]


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what the first page of a unit shows beside its entries."""
    province: Province = index.subject
    registry = site.registry
    units = registry.family(province)
    ids = {unit.id for unit in units}
    figures = site.figures.of_province.get(province.id, [])
    return {
        "successor": registry.present(province) if province.dissolved else None,
        "formed_from": [registry.provinces[unit] for unit in province.formed.units] if province.formed else [],
        "threads": _threads(site, units), "history": history(site.library, province),
        "documents": [(one, [(relation, other) for relation, other in site.cascade.above(one)], site.library.of_resolution.get(one.id, [])) for one in site.documents_of(ids)],
        "people": _people(site, units), "offices_url": offices_url(province),
        "figures": figures[:FIGURES], "more_figures": figures[FIGURES:FIGURES + MORE_FIGURES], "figure_count": len(figures),
        "region": registry.regions.get((province.region, "2025")) or registry.regions.get((province.region_2021, "2021")),
        "topics": tally(article.topics for article in index.articles),
        "calendar": calendar_url(index.url) if site.days_of(province) else "", "narrower": site.feeds.of_province.get(index.url, []),
    }


@frozen
class Line:
    """What the country view says of one present-day unit; `row` is how it carries out the resolution that most units carry out."""

    index: IndexPage
    former: tuple[IndexPage, ...]
    documents: int
    figures: int
    row: Row | None

    @property
    def days(self) -> int | None:
        """The days to its first document below that resolution."""
        return self.row.days if self.row else None


ORDERS: dict[str, tuple[str, Callable[[Line], tuple]]] = {
    "": ("theo tên", lambda line: ()),
    "theo-vung": ("theo vùng", lambda line: ()),
    "theo-tin": ("nhiều tin trước", lambda line: (-len(line.index.articles),)),
    "theo-van-ban": ("nhiều văn bản trước", lambda line: (-line.documents,)),
    "theo-toc-do": ("có văn bản sớm trước", lambda line: (line.row is None or line.row.first is None, line.days is None, line.days or 0)),
    "theo-so-lieu": ("nhiều số liệu trước", lambda line: (-line.figures,)),
}
"""Last part of the address → the words of the order, and what comes first; ties stand in alphabetical order."""


def list_view(site: "Site", order: str = "") -> dict[str, Any]:
    """Return what ``/tinh/`` and its other orders show: a line for each present-day unit and, on the first, the map by each measure."""
    root = site.cascade.roots[0][0] if site.cascade.roots else None
    carried = CarriedOut(site.cascade, site.library, root) if root else None
    lines = sorted(_lines(site, carried), key=ORDERS[order][1])
    groups = by_region(site.registry, lines, lambda line: line.index.subject) if order == "theo-vung" else [("", lines)]
    return {"groups": groups, "of": len(lines), "root": root, "order": order, "orders": {part: words for part, (words, _) in ORDERS.items()}, "maps": [] if order else _maps(site, carried, lines)}


def list_key(site: "Site") -> bytes:
    """Return the digest of what ``/tinh/`` and its other orders show: how much there is of each unit, and how it carries out the resolution that most units carry out."""
    counts = [(index.subject.id, len(index.articles), len(site.documents_by_province.get(index.subject.id, [])), len(site.figures.of_province.get(index.subject.id, []))) for index in site.indexes["province"]]
    newest = [(index.articles[0].date.iso, site.is_new(index.articles[0])) if index.articles else None for index in site.indexes["province"]]
    carried = [part for root, _ in site.cascade.roots[:1] for part in (site.facets.linked[root.id], carried_digest(site, root))]
    return digest(repr(counts), repr(newest), digest_all(carried), site.kinds_key("province", "region"))


def _lines(site: "Site", carried: CarriedOut | None) -> list[Line]:
    pages = {index.subject.id: index for index in site.indexes["province"]}
    rows = {row.unit.id: row for row in carried.rows} if carried else {}
    lines = []
    for index in site.indexes["province"]:
        if index.subject.dissolved:
            continue
        units = site.registry.family(index.subject)
        former = sorted(units[1:], key=lambda one: sort_key(one.sort_name))
        lines.append(Line(index, tuple(pages[one.id] for one in former), sum(len(site.documents_by_province.get(unit.id, [])) for unit in units),
                          len(site.figures.of_province.get(index.subject.id, [])), rows.get(index.subject.id)))
    return lines


def _maps(site: "Site", carried: CarriedOut | None, lines: list[Line]) -> list[MapView]:
    registry = site.registry
    maps = [MapView("tin", "Tin", site.news_tiles, "Số tin của từng nơi, kể cả tỉnh trước sáp nhập.", "ít", "nhiều tin"),
            MapView("van-ban", "Văn bản", tiles(registry, {line.index.subject.id: line.documents for line in lines}, "văn bản", none="chưa thấy"), "Số văn bản đã thấy của từng nơi, kể cả tỉnh trước sáp nhập.", "ít", "nhiều văn bản")]
    if carried and carried.root.date:
        number = carried.root.number
        maps.append(MapView("toc-do", "Ngày đến văn bản đầu tiên", speed_tiles(site, carried), f"Số ngày từ {number} đến văn bản thực hiện đầu tiên đã thấy; ? là chưa rõ ngày, – là chưa thấy trong nguồn đã thu.", "muộn", "sớm"))
    return [*maps, MapView("so-lieu", "Số liệu", tiles(registry, {line.index.subject.id: line.figures for line in lines}, "số liệu"), "Số số liệu có nguồn của từng nơi, kể cả tỉnh trước sáp nhập.", "ít", "nhiều số liệu")]


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
    return -latest_day(line.post).toordinal(), sort_key(line.official.name), line.post.office

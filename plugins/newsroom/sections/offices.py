"""Who held which office, unit by unit.

Out: ``/tinh/<unit>/can-bo/`` for every unit in which anybody was seen in office: its offices in the order of protocol, each with its holders and
the days and entries that show them. A unit in force has its predecessors' offices too, under their own name.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import offices_url
from ..offices import offices_of
from ..plan import Crumb, Head, Output
from ..registry.provinces import Province

if TYPE_CHECKING:
    from ..site import Site


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the page of each unit with anybody in office."""
    for province in site.registry.provinces.values():
        if site.registry.has_posts(province):
            yield Output(offices_url(province), "offices.html", lambda province=province: _view(site, province), lambda province=province: _key(site, province), listed=True)


def _view(site: "Site", province: Province) -> dict[str, Any]:
    head = Head(offices_url(province), f"Cán bộ {province.in_place_name}", f"Ai giữ chức vụ nào ở {province.in_place_name}, vào ngày nào, theo tin nào.",
                crumbs=(Crumb("Tỉnh, thành phố", "/tinh/"), Crumb(province.name, province.url)), feed=f"{province.url}feed.xml", feed_title=f"{province.full_name} · {site.name}")
    span, units = offices_of(site.library, site.registry.family(province))
    return {"page": head, "province": province, "span": span, "units": units}


def _key(site: "Site", province: Province) -> bytes:
    registry = site.registry
    posts = [pair for unit in registry.family(province) for pair in registry.posts_in.get(unit.id, [])]
    proofs = [site.library.by_id[sighting.article] for _, post in posts for sighting in post.seen if sighting.article in site.library.by_id]
    return site.list_key(proofs, registry.kind_digests.get("province", b""), *(registry.digests["official", official.id] for official, _ in posts))

"""How resolutions were carried out, beyond what their own page holds.

Out: for each document carried out in many places ``theo-vung/`` and ``theo-toc-do/`` (the whole table of the 34 units by region and by speed; its own page has the first document of each body),
``theo-thoi-gian/`` (every document that follows from it, in order) and ``cay/`` (all of them as a tree); and ``/van-ban/so-sanh/``, which puts these
documents side by side. Example: ``/van-ban/57-nq-tw/theo-toc-do/`` begins with Thái Nguyên, sau 32 ngày.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import COMPARED, carried_url
from ..carried_out import BODIES, MARKS, CarriedOut, Row, tree
from ..digests import digest
from ..plan import Crumb, Head, Output
from ..registry.resolutions import Resolution
from .resolutions import carried_digest

if TYPE_CHECKING:
    from ..site import Site

KIND = Crumb("Văn bản", "/van-ban/")
MOST_COMPARED = 6
"""Resolutions side by side in the table of units."""
WORDS = {
    "theo-vung": ("các nơi thực hiện, theo vùng", "Văn bản thực hiện {number} của 34 tỉnh, thành phố, xếp theo sáu vùng."),
    "theo-toc-do": ("các nơi thực hiện, nơi sớm nhất trước", "Văn bản thực hiện {number} của 34 tỉnh, thành phố, nơi có văn bản sớm nhất đứng trước."),
    "theo-thoi-gian": ("các văn bản thực hiện, theo thời gian", "Mọi văn bản thực hiện {number} mà bản tin đã thấy, theo ngày ban hành."),
    "cay": ("cây văn bản", "Văn bản nào thực hiện, căn cứ, sửa đổi hay thay thế văn bản nào, bắt đầu từ {number}."),
}
"""Last part of the address → how the heading goes on, and the description."""


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the further pages of each widely carried out document, and their comparison."""
    for root in site.cascade.wide:
        for order in WORDS:
            yield _page(site, root, order)
    yield Output(COMPARED, "compared.html", lambda: _compared(site), lambda: _compared_key(site), site.newest, listed=True)


def _page(site: "Site", root: Resolution, order: str) -> Output:
    table = order in ("theo-vung", "theo-toc-do")

    def view() -> dict[str, Any]:
        heading, description = WORDS[order]
        head = Head(carried_url(root, order), f"{root.number}: {heading}", description.format(number=root.number), crumbs=(KIND, Crumb(root.number, root.url)),
                    feed=f"{root.url}feed.xml", feed_title=f"{root.number} · {site.name}", same_as=carried_url(root, "theo-vung") if order == "theo-toc-do" else "")
        carried = CarriedOut(site.cascade, site.library, root)
        return {"page": head, "carried": carried, "order": order, "bodies": BODIES, "heading": heading, "groups": carried.ordered(order.removeprefix("theo-")) if table else [],
                "tree": tree(carried) if order == "cay" else None, "lines": site.cascade.threads(root) if order == "cay" else [], "papers": [carried.paper(one) for one in carried.below] if order == "theo-thoi-gian" else []}

    def key() -> bytes:
        return digest(site.facets.listed[root.id], carried_digest(site, root), site.kinds_key("province", "region"))

    return Output(carried_url(root, order), "carried.html", view, key, listed=order != "theo-toc-do")


def _compared_key(site: "Site") -> bytes:
    wide = [part for root in site.cascade.wide for part in (site.facets.linked[root.id], carried_digest(site, root))]
    return digest(*wide, site.kinds_key("province"))


def _compared(site: "Site") -> dict[str, Any]:
    """Return each resolution carried out widely, and the units with the first document of each below the first few."""
    carried = [CarriedOut(site.cascade, site.library, root) for root in site.cascade.wide]
    shown = carried[:MOST_COMPARED]
    rows: list[tuple[Row, ...]] = list(zip(*(one.rows for one in shown), strict=True))
    head = Head(COMPARED, "So sánh các nghị quyết", "Các nghị quyết, quyết định được nhiều nơi thực hiện: đã thấy ở bao nhiêu tỉnh, thành phố, sau bao nhiêu ngày.", crumbs=(KIND,))
    return {"page": head, "carried": carried, "shown": shown, "rows": rows, "marks": MARKS, "of": len(site.registry.provinces_in_force)}

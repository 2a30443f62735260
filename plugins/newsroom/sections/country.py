"""The country view in other orders.

Out: ``/tinh/theo-vung/``, ``/tinh/theo-toc-do/`` and so on: the 34 units of ``/tinh/`` with the same measures, in another order.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..plan import Crumb, Head, Output
from .provinces import ORDERS, list_key, list_view

if TYPE_CHECKING:
    from ..site import Site


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the list of provinces in each order but the first, which is the list's own."""
    kind = site.kinds["province"]
    for order, (words, _) in ORDERS.items():
        if order:
            head = Head(f"{kind.url}{order}/", f"{kind.title}: {words}", f"So sánh các đơn vị hiện nay, {words}: số tin, số văn bản, số ngày đến văn bản đầu tiên, số số liệu.",
                        crumbs=(Crumb(kind.title, kind.url),), same_as=kind.url)
            yield Output(head.url, "province_list.html", lambda head=head, order=order: {"page": head, "kind": kind, **list_view(site, order)}, lambda: list_key(site))

"""The search page.

Out: ``/tim-kiem/``, a form with everything that results can be narrowed to, and every list of the site for who has no script or has found nothing. The results are found and drawn in the
reader's browser (``theme/static/js/tim-kiem.js``); the index is made by `plugins.search_index`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import SEARCH
from ..digests import digest
from ..plan import Head, Output
from ..search_records import GROUPS
from ..text import sort_key

if TYPE_CHECKING:
    from ..site import Site

TITLE = "Tìm kiếm"
SUMMARY = "Tìm trong tin, văn bản, tỉnh, thành phố, cán bộ, chủ đề và số liệu; gõ có dấu hay không dấu, tên cũ hay tên mới, chữ tắt và số văn bản đều được."


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the page."""
    yield Output(SEARCH, "search.html", lambda: _view(site), lambda: _key(site), listed=True)


def _years(site: "Site") -> list[int]:
    years = {year for year, _ in site.library.of_month} | {one.date.year for one in site.registry.resolutions.values() if one.date}
    return sorted(years, reverse=True)


def _key(site: "Site") -> bytes:
    kinds = site.registry.kind_digests
    return digest(repr(_years(site)), kinds.get("province", b""), kinds.get("topic", b""))


def _view(site: "Site") -> dict[str, Any]:
    units = sorted(site.registry.provinces.values(), key=lambda one: sort_key(one.sort_name))
    return {"page": Head(SEARCH, TITLE, SUMMARY), "groups": GROUPS, "years": _years(site), "topics": list(site.registry.topics.values()),
            "units": [one for one in units if not one.dissolved], "former": [one for one in units if one.dissolved]}

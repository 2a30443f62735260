"""What is particular to indicators: the values that may be compared, those that may not, and the files that hold them all."""

from typing import TYPE_CHECKING, Any

from ..dates import PartialDate
from ..figures import Observation
from ..frozen import frozen
from ..indexes import IndexPage
from ..registry.terms import Indicator
from .figures import columns

if TYPE_CHECKING:
    from ..site import Site

SHOWS = ("province",)
TABLES, TRENDS, DISPUTES, APART, LATEST = 8, 34, 20, 30, 8
"""Tables, lines, disputes and uncompared values on an indicator's page, and figures on the page of all indicators; the files hold the rest."""

BETTER = {"higher": "số cao hơn là tốt hơn", "lower": "số thấp hơn là tốt hơn", "neither": "số cao hay thấp không nói lên tốt hay kém"}
RANK_BETTER = "hạng 1 là cao nhất"


def describe(index: IndexPage) -> str:
    """Return the sentence that search engines and previews show."""
    return f"{index.subject.name}: số liệu trong {len(index.articles)} tin, có ngày tính và nguồn."


def detail(site: "Site", index: IndexPage) -> dict[str, Any]:
    """Return what an indicator's first page shows beside the entries."""
    indicator: Indicator = index.subject
    evidence = site.figures.evidence(indicator)
    values = site.figures.of_indicator.get(indicator.id, [])
    return {
        "results": evidence.results[:TABLES], "targets": evidence.targets[:TABLES], "trends": evidence.trends[:TRENDS], "disputes": evidence.disputes[:DISPUTES],
        "left_out": max(len(evidence.results) - TABLES, 0) + max(len(evidence.targets) - TABLES, 0),
        "apart": [(one.reason, one.observations[:APART], len(one.observations) - APART) for one in evidence.apart],
        "values": len(values), "places": len(_places(site, values)), "better": RANK_BETTER if indicator.is_rank else BETTER[indicator.better],
    }


@frozen
class Row:
    """One indicator in the list of all: its page, how many values, how many of them aims, from how many places, and the newest day of those that are none."""

    index: IndexPage
    figures: int
    targets: int
    places: int
    newest: PartialDate | None


def list_view(site: "Site") -> dict[str, Any]:
    """Return what ``/so-lieu/`` shows: a row for each indicator, and the figures of the newest entries."""
    return {"rows": [_row(site, index) for index in site.indexes["indicator"]], "latest": _latest(site), "columns": columns(), **_totals(site)}


def list_key(site: "Site") -> bytes:
    """Return the digest of what ``/so-lieu/`` shows."""
    counts = [(row.figures, row.targets, row.places, row.newest) for row in (_row(site, index) for index in site.indexes["indicator"])]
    return site.list_key([one.article for one in _latest(site)], repr((counts, _totals(site))), site.kinds_key("indicator"))


def _row(site: "Site", index: IndexPage) -> Row:
    values = site.figures.of_indicator.get(index.subject.id, [])
    newest = max((one.figure.as_of for one in values if not one.figure.target), key=lambda day: day.last, default=None)
    return Row(index, len(values), sum(one.figure.target for one in values), len(_places(site, values)), newest)


def _totals(site: "Site") -> dict[str, int]:
    return {"figures": len(site.figures.all), "entries": len({one.article.id for one in site.figures.all})}


def _latest(site: "Site") -> list[Observation]:
    """Return the first figure of each of the newest entries that have one."""
    return [one for one in site.figures.all if one.number == 1][:LATEST]


def _places(site: "Site", values: list[Observation]) -> set[str]:
    return {one.province.id for one in values if one.province}

"""All figures as open data: CSV with a schema, JSON, and the data package that describes the files.

Out: ``/so-lieu/so-lieu.csv`` (every figure of every entry), ``chi-tieu.csv`` (the indicators), the same as JSON, one CSV and one JSON beside each indicator's
page, and ``datapackage.json`` (Frictionless Data Package 1.0, with a Table Schema for every file). CSV is RFC 4180: UTF-8 without a byte order mark, CRLF, a
point before decimals. The odd case is a value known for a month or a year only: ``as_of`` gives it as known, ``as_of_first`` and ``as_of_last`` the
days it covers.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..digests import digest
from ..figures import Observation
from ..json_text import on_one_line
from ..open_data import FIGURE_ROW
from ..plan import Output
from ..records import as_object, column_of, csv_text, table_field

if TYPE_CHECKING:
    from ..site import Site

FOLDER = "/so-lieu/"
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"

INDICATOR_FIELDS: tuple[tuple[str, dict[str, Any], str, Callable[[Any], Any]], ...] = (
    ("id", {"type": "string", "constraints": {"required": True, "unique": True, "pattern": ID}}, "mã chỉ tiêu", lambda one: one.id),
    ("name", {"type": "string", "constraints": {"required": True}}, "tên", lambda one: one.name),
    ("unit", {"type": "string"}, "đơn vị", lambda one: one.unit),
    ("better", {"type": "string", "constraints": {"enum": ["higher", "lower", "neither"]}}, "higher: cao hơn là tốt hơn; lower: thấp hơn là tốt hơn; neither: không nói tốt hay kém", lambda one: one.better),
    ("comparable", {"type": "string"}, "hai giá trị nào được đặt cạnh nhau", lambda one: one.comparable or None),
    ("scopes", {"type": "string"}, "các phạm vi, cách nhau bằng dấu chấm phẩy", lambda one: "; ".join(one.scopes) or None),
    ("period", {"type": "string", "constraints": {"enum": ["year", "month", "day"]}}, "một giá trị tính cho năm, tháng hay ngày; trống là tùy nguồn", lambda one: one.period or None),
)


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the files of all figures and of each indicator, and the data package."""
    indicators = list(site.registry.indicators.values())
    yield from _files(site, FOLDER, site.figures.all)
    registry = site.registry.kind_digests.get("indicator", b"")
    yield _text(f"{FOLDER}chi-tieu.csv", lambda: csv_text([name for name, *_ in INDICATOR_FIELDS], ([read(one) for one in indicators] for *_, read in INDICATOR_FIELDS)), lambda: registry)
    for indicator in indicators:
        yield from _files(site, indicator.url, site.figures.of_indicator.get(indicator.id, []))
    yield _text(f"{FOLDER}datapackage.json", lambda: json.dumps(_package(site), ensure_ascii=False, indent=1), lambda: digest(registry, site.newest.iso if site.newest else ""))


def columns() -> list[tuple[str, str]]:
    """Return (column, what it means) of the figures' files, for the page that offers them."""
    return [(one.name, one.words) for one in FIGURE_ROW.fields]


def _files(site: "Site", folder: str, observations: list[Observation]) -> Iterator[Output]:
    def key() -> bytes:
        return site.list_key(dict.fromkeys(one.article for one in observations))

    yield _text(f"{folder}so-lieu.csv", lambda: csv_text([one.name for one in FIGURE_ROW.fields], ([one.read(observation, site) for observation in observations] for one in FIGURE_ROW.fields)), key)
    yield _text(f"{folder}so-lieu.json", lambda: _json(as_object(FIGURE_ROW, one, site) for one in observations), key)


def _text(url: str, write: Callable[[], str], key: Callable[[], bytes]) -> Output:
    return Output(url, "verbatim.txt", lambda: {"text": write()}, key)


def _json(objects: Iterable[dict[str, Any]]) -> str:
    """Return a JSON list with one object on a line."""
    return "[\n" + ",\n".join(on_one_line(one) for one in objects) + "\n]\n"


def _package(site: "Site") -> dict[str, Any]:
    figures = {"fields": [table_field(column_of(one)) for one in FIGURE_ROW.fields], "primaryKey": ["entry", "number"], "missingValues": [""]}
    linked = figures | {"foreignKeys": [{"fields": ["indicator"], "reference": {"resource": "chi-tieu", "fields": ["id"]}}]}
    indicators = {"fields": [{"name": name, **schema, "description": words} for name, schema, words, _ in INDICATOR_FIELDS], "primaryKey": ["id"], "missingValues": [""]}
    return {
        "profile": "tabular-data-package", "name": "so-lieu-doi-moi-dia-phuong", "title": f"Số liệu của {site.name}", "description": "Số liệu trong tin, mỗi số có đơn vị, ngày tính, nơi và nguồn; mục tiêu tách khỏi kết quả.",
        "homepage": f"{site.address}{FOLDER}",
        **({"created": f"{site.newest.last.isoformat()}T00:00:00+07:00"} if site.newest else {}),
        "resources": [_resource("so-lieu", "so-lieu.csv", "Mọi số liệu", linked), _resource("chi-tieu", "chi-tieu.csv", "Chỉ tiêu", indicators),
                      *(_resource(one.id, f"{one.id}/so-lieu.csv", one.name, linked) for one in site.registry.indicators.values())],
    }


def _resource(name: str, path: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"profile": "tabular-data-resource", "name": name, "path": path, "title": title, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema}

"""All figures as open data: CSV with a schema, JSON, and the data package that describes the files.

Out: ``/so-lieu/so-lieu.csv`` (every figure of every entry), ``chi-tieu.csv`` (the indicators), the same as JSON, one CSV and one JSON beside each indicator's
page, and ``datapackage.json`` (Frictionless Data Package 1.0, with a Table Schema for every file). CSV is RFC 4180: UTF-8 without a byte order mark, CRLF, a
point before decimals. The odd case is a value known for a month or a year only: ``as_of`` gives it as known, ``as_of_first`` and ``as_of_last`` the
days it covers.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..digests import digest
from ..figures import Observation
from ..plan import Output

if TYPE_CHECKING:
    from ..site import Site

FOLDER = "/so-lieu/"
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

FIELDS: tuple[tuple[str, dict[str, Any], str, Callable[[Observation, str], Any]], ...] = (
    ("entry", {"type": "string", "constraints": {"required": True}}, "mã của tin", lambda one, _: one.article.id),
    ("number", {"type": "integer", "constraints": {"required": True, "minimum": 1}}, "số liệu thứ mấy trong tin", lambda one, _: one.number),
    ("indicator", {"type": "string"}, "mã chỉ tiêu, trống khi số liệu không thuộc chỉ tiêu nào", lambda one, _: one.figure.indicator.id if one.figure.indicator else None),
    ("province", {"type": "string", "constraints": {"pattern": ID}}, "mã tỉnh, thành phố mà số liệu nói tới; trống là cả nước hoặc nhiều nơi", lambda one, _: one.province.id if one.province else None),
    ("province_name", {"type": "string"}, "tên nơi ấy vào ngày của tin", lambda one, _: one.name if one.province else None),
    ("label", {"type": "string", "constraints": {"required": True}}, "số liệu đếm hay đo điều gì", lambda one, _: one.figure.label),
    ("value", {"type": "number", "constraints": {"required": True}}, "giá trị", lambda one, _: one.figure.value),
    ("unit", {"type": "string", "constraints": {"required": True}}, "đơn vị", lambda one, _: one.figure.unit),
    ("as_of", {"type": "string", "constraints": {"required": True, "pattern": PARTIAL_DATE}}, "ngày, tháng hoặc năm mà số liệu có giá trị, không chính xác hơn nguồn", lambda one, _: one.figure.as_of.iso),
    ("as_of_first", {"type": "date", "constraints": {"required": True}}, "ngày đầu của kỳ ấy", lambda one, _: one.figure.as_of.first.isoformat()),
    ("as_of_last", {"type": "date", "constraints": {"required": True}}, "ngày cuối của kỳ ấy", lambda one, _: one.figure.as_of.last.isoformat()),
    ("target", {"type": "boolean", "constraints": {"required": True}}, "true: mục tiêu; false: kết quả", lambda one, _: one.figure.target),
    ("qualifier", {"type": "string"}, "hơn, gần, khoảng, tối thiểu, như nguồn ghi", lambda one, _: one.figure.qualifier or None),
    ("scope", {"type": "string"}, "phạm vi; unknown là nguồn không nêu", lambda one, _: one.figure.scope or None),
    ("note", {"type": "string"}, "điều cần biết kèm giá trị", lambda one, _: one.figure.note or None),
    ("quote", {"type": "string"}, "câu của nguồn quanh con số", lambda one, _: one.figure.quote or None),
    ("published", {"type": "string", "constraints": {"required": True, "pattern": PARTIAL_DATE}}, "ngày của tin", lambda one, _: one.article.date.iso),
    ("entry_url", {"type": "string", "format": "uri", "constraints": {"required": True}}, "địa chỉ của tin", lambda one, address: f"{address}{one.article.url}"),
    ("source_name", {"type": "string"}, "nơi đăng, cách nhau bằng dấu chấm phẩy", lambda one, _: "; ".join(source.name for source in one.article.sources if source.name) or None),
    ("source_url", {"type": "string"}, "địa chỉ trang nguồn, cách nhau bằng dấu cách", lambda one, _: " ".join(source.url for source in one.article.sources if source.url) or None),
)
"""Column, its schema, what it means, and how it is read from a figure (given the site's address)."""

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
    yield _text(f"{FOLDER}chi-tieu.csv", lambda: _csv([name for name, *_ in INDICATOR_FIELDS], ([read(one) for *_, read in INDICATOR_FIELDS] for one in indicators)), lambda: registry)
    for indicator in indicators:
        yield from _files(site, indicator.url, site.figures.of_indicator.get(indicator.id, []))
    yield _text(f"{FOLDER}datapackage.json", lambda: json.dumps(_package(site), ensure_ascii=False, indent=1), lambda: digest(registry, site.newest.iso if site.newest else ""))


def columns() -> list[tuple[str, str]]:
    """Return (column, what it means) of the figures' files, for the page that offers them."""
    return [(name, words) for name, _, words, _ in FIELDS]


def _files(site: "Site", folder: str, observations: list[Observation]) -> Iterator[Output]:
    def key() -> bytes:
        return site.list_key(dict.fromkeys(one.article for one in observations))

    yield _text(f"{folder}so-lieu.csv", lambda: _csv([name for name, *_ in FIELDS], _rows(site, observations)), key)
    yield _text(f"{folder}so-lieu.json", lambda: _json(_object(site, one) for one in observations), key)


def _text(url: str, write: Callable[[], str], key: Callable[[], bytes]) -> Output:
    return Output(url, "verbatim.txt", lambda: {"text": write()}, key)


def _rows(site: "Site", observations: Iterable[Observation]) -> Iterator[list[Any]]:
    for one in observations:
        yield [read(one, site.address) for *_, read in FIELDS]


def _object(site: "Site", one: Observation) -> dict[str, Any]:
    found = {name: read(one, site.address) for name, *_, read in FIELDS}
    found["value"] = int(one.figure.value) if one.figure.value == one.figure.value.to_integral_value() else float(one.figure.value)
    return found


def _json(objects: Iterable[dict[str, Any]]) -> str:
    """Return a JSON list with one object on a line."""
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in objects) + "\n]\n"


def _csv(header: list[str], rows: Iterable[list[Any]]) -> str:
    into = io.StringIO()
    writer = csv.writer(into)
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if cell is None else str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
    return into.getvalue()


def _package(site: "Site") -> dict[str, Any]:
    figures = {"fields": [{"name": name, **schema, "description": words} for name, schema, words, _ in FIELDS], "primaryKey": ["entry", "number"], "missingValues": [""]}
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

"""Open data: the page for those who reuse the record, and its files to take away.

Out: ``/du-lieu/`` (what there is, how to use it, licence, versions), below it ``ban-tin.sqlite``, ``csv/<table>.csv``, ``datapackage.json`` (Frictionless Data
Package 1.0), ``datasette.json`` (what each table and column means, for Datasette) and ``giay-phep.txt``. The same records as JSON are made by `api`; figures
have their own package at ``/so-lieu/``, which is linked and not copied.

CSV is RFC 4180 in UTF-8 without a byte order mark, like the figures': with Vietnamese settings Excel splits at semicolons, so a double click goes wrong with
a mark too; its import (Dữ liệu, Từ văn bản/CSV) reads these files as they are, and every other program would see the mark in the first column's name.
Bodies are in no table: they change most and weigh most, and stand by day under ``/api/v1/texts/``.
"""

from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from ..addresses import CORRECTIONS, OPEN_DATA
from ..digests import digest
from ..frozen import frozen
from ..json_text import as_file
from ..open_data import API, COLLECTIONS, LICENCE, TABLES, VERSION, Collection, collection_key
from ..plan import Head, Output
from ..records import Column, Table, csv_text, table_field
from ..sqlite_file import VIEWS, database
from .figures import FOLDER as FIGURES

if TYPE_CHECKING:
    from ..site import Site

TITLE = "Dữ liệu mở"
SUMMARY = "Tin, văn bản, cán bộ, tỉnh, thành phố và số liệu của bản tin, ở dạng máy đọc được: JSON, CSV và một tệp SQLite. Ai cũng được dùng lại."
CHANGES = (("1.0", "22/11/2026", "Bản đầu: JSON theo trang kèm JSON Schema, CSV kèm mô tả gói dữ liệu, SQLite."),)
"""Version of the form, its day, what changed; the newest first."""
SKIPPED = ("figures",)
"""Tables without a CSV here: figures have theirs at ``/so-lieu/``."""


@frozen
class Row:
    """One collection on the page: how many things it holds, its last page ("" without any), its tables with their addresses."""

    collection: Collection
    count: int
    url: str
    tables: list[tuple[Table, str]]


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the page, the tables as CSV with their descriptions, the SQLite file and the licence."""
    yield Output(OPEN_DATA, "open_data.html", lambda: _view(site), lambda: _key(site), site.newest, listed=True)
    for one in COLLECTIONS:
        key = cache(partial(collection_key, site, one))
        for table in _tables_of(one):
            yield Output(_csv_url(table), "", lambda table=table: _csv(site, table), key)
    yield Output(f"{OPEN_DATA}ban-tin.sqlite", "", lambda: database((table for found in TABLES.values() for table in found), site, _about(site)), lambda: site.everything)
    newest = site.newest.iso if site.newest else ""
    yield Output(f"{OPEN_DATA}datapackage.json", "", lambda: as_file(_package(site)), lambda: digest(newest))
    yield Output(f"{OPEN_DATA}datasette.json", "", lambda: as_file(_datasette(site)), lambda: b"")
    yield Output(f"{OPEN_DATA}giay-phep.txt", "", lambda: _licence(site).encode(), lambda: b"")


def _tables_of(one: Collection) -> list[Table]:
    return [table for table in TABLES.get(one.name, ()) if table.name not in SKIPPED]


def _columns(table: Table) -> list[tuple[int, Column]]:
    return [(place, column) for place, column in enumerate(table.columns) if column.place != "sql"]


def _csv_url(table: Table) -> str:
    return f"{OPEN_DATA}csv/{table.name}.csv"


def _csv(site: "Site", table: Table) -> bytes:
    columns, values = _columns(table), site.values(table)
    return csv_text([column.name for _, column in columns], [values[place] for place, _ in columns]).encode()


def _about(site: "Site") -> dict[str, str]:
    return {"name": site.name, "address": f"{site.address}/", "documentation": f"{site.address}{OPEN_DATA}", "licence": LICENCE, "version": VERSION, "newest_entry": site.newest.iso if site.newest else ""}


def _key(site: "Site") -> bytes:
    days = [one.date.iso for one in (*site.library.articles[:1], *site.library.articles[-1:])]
    return digest(repr((days, [_extent(site, one) for one in COLLECTIONS], _counts(site))))


def _extent(site: "Site", one: Collection) -> tuple[int, str]:
    """Return how many things a collection holds, and the address of its last page ("" where it is empty)."""
    pages = site.pages(one)
    count = sum(map(len, pages.values()))
    return count, one.url(next(reversed(pages))) if count else ""


def _counts(site: "Site") -> dict[str, int]:
    return {"figures": len(site.figures.all), "corrections": sum(len(one.corrections) for one in site.library.articles)}


def _view(site: "Site") -> dict[str, Any]:
    rows = [Row(one, *_extent(site, one), [(table, _csv_url(table)) for table in _tables_of(one)]) for one in COLLECTIONS]
    return {"page": Head(OPEN_DATA, TITLE, SUMMARY), "rows": rows, **_counts(site), "changes": CHANGES, "version": VERSION, "licence": LICENCE, "api": API,
            "example": next(iter(site.library.articles), None), "ledger": CORRECTIONS, "figures_url": FIGURES, "views": [(name, words) for name, (words, _) in VIEWS.items()]}


def _package(site: "Site") -> dict[str, Any]:
    resources = [_resource(table) for one in COLLECTIONS for table in _tables_of(one)]
    return {
        "profile": "tabular-data-package", "name": "ban-tin-doi-moi-dia-phuong", "title": f"Dữ liệu của {site.name}", "version": VERSION, "homepage": f"{site.address}{OPEN_DATA}",
        "description": "Tin, văn bản, cán bộ, tỉnh, thành phố. Ô chữ bắt đầu bằng = + - @ có thêm dấu ' ở trước để bảng tính không hiểu thành công thức.",
        **({"created": f"{site.newest.last.isoformat()}T00:00:00+07:00"} if site.newest else {}),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0 International"}], "resources": resources,
    }


def _resource(table: Table) -> dict[str, Any]:
    columns = [column for _, column in _columns(table)]
    keys = [{"fields": [column.name], "reference": {"resource": column.refers if column.refers != table.name else "", "fields": ["id"]}} for column in columns if column.refers and column.refers not in SKIPPED]
    if len(table.parent_key) > 1:
        keys.append({"fields": list(table.key[:-1]), "reference": {"resource": table.parent, "fields": list(table.parent_key)}})
    form = {"fields": [table_field(column) for column in columns], "primaryKey": list(table.key), "missingValues": [""], **({"foreignKeys": keys} if keys else {})}
    return {"profile": "tabular-data-resource", "name": table.name, "path": f"csv/{table.name}.csv", "title": table.words, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": form}


def _datasette(site: "Site") -> dict[str, Any]:
    """Return the words of every table and column as Datasette reads them (``datasette ban-tin.sqlite -m datasette.json``)."""
    tables = {table.name: {"description": table.words, "columns": {column.name: column.words for column in table.columns}} for found in TABLES.values() for table in found}
    tables |= {name: {"description": words} for name, (words, _) in VIEWS.items()}
    return {"title": site.name, "license": "CC BY 4.0", "license_url": LICENCE, "source": site.name, "source_url": f"{site.address}{OPEN_DATA}", "databases": {"ban-tin": {"tables": tables}}}


def _licence(site: "Site") -> str:
    return (f"{site.name}\n{site.address}/\n\n"
            "Lời của bản tin (tiêu đề, tóm tắt, thân bài, ghi chú) và dữ liệu do bản tin lập được dùng lại theo giấy phép\n"
            f"Creative Commons Ghi công 4.0 Quốc tế (CC BY 4.0): {LICENCE}\n"
            f"Ghi công: nêu “{site.name}”, đặt liên kết tới trang đã dùng, và nói rõ nếu đã sửa.\n\n"
            "Bài báo, văn bản và hình ảnh của nguồn thuộc về nơi đăng và tác giả của chúng; giấy phép này không bao gồm chúng.\n"
            "Câu trích trong số liệu (quote) là lời của nguồn, trích ngắn để làm bằng chứng.\n\n"
            f"The digest's own words and data may be reused under CC BY 4.0 ({LICENCE}) with credit and a link.\nThe sources belong to their publishers and authors.\n")

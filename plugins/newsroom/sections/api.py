"""The records as JSON, in pages, with their schemas.

Out: below ``/api/v1/`` an ``index.json`` that names everything, a page or pages for each collection (``entries/2025-04.json``, ``provinces.json``), and in
``schema/`` a JSON Schema 2020-12 for each of them, made from the same records. Every page says which collection it is of, how many things it holds, its
neighbours (``previous`` is older, ``next`` younger) and the licence.

A page is a month, a day or a letter, never "the third hundred": so an edit changes one page, and a new thing the page it stands on (with its neighbours,
when the page is new). Counts of the whole stand in the index alone. The odd case is a collection without anything in it: cut into pages it has none, and the index says null.
"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from ..addresses import CORRECTIONS, OPEN_DATA
from ..articles import Article
from ..digests import digest
from ..json_text import as_file, on_one_line
from ..open_data import API, COLLECTIONS, ENTERED, FIGURE_ROW, LICENCE, LISTED, VERSION, Collection, collection_key
from ..plan import Group, Output
from ..records import DRAFT, Record, as_object, schema
from .figures import FOLDER as FIGURES

if TYPE_CHECKING:
    from ..site import Site

TEXTS = next(one for one in COLLECTIONS if one.name == "texts")
_URL, _COUNT = {"type": "string", "format": "uri"}, {"type": "integer", "minimum": 0}


def groups(site: "Site") -> Iterator[Group]:
    """Yield the texts of each month, and everything else."""
    days = site.pages(TEXTS)
    yield Group("api", lambda: _without_texts(site))
    for month, run in groupby(_pages(days), key=lambda page: page.name[:7]):
        pages = list(run)
        yield Group(f"api/texts/{month}", lambda pages=pages: map(partial(_output, site, TEXTS), pages), lambda pages=pages: _texts_key(site, pages))


def _texts_key(site: "Site", pages: list["_Page"]) -> bytes:
    """Return the digest of all that some pages of texts show, and of how they are called."""
    articles = [article for page in pages for article in page.things]
    return site.whole_key(articles, repr([(page.name, page.before, page.after) for page in pages]), " ".join([article.id for article in articles]))


def _without_texts(site: "Site") -> Iterator[Output]:
    found = {one.name: site.pages(one) for one in COLLECTIONS}
    for one in COLLECTIONS:
        if one is not TEXTS:
            yield from (_output(site, one, page) for page in _pages(found[one.name]))
    for name, made in _schemas().items():
        yield Output(f"{API}schema/{name}.json", "", lambda made=made, name=name: as_file({"$schema": DRAFT, "$id": f"{site.address}{API}schema/{name}.json", **made}), lambda: b"")
    yield Output(f"{API}index.json", "", lambda: _index(site, found), lambda: digest(repr([(name, [(page, len(things)) for page, things in pages.items()]) for name, pages in found.items()]), repr(_counts(site))))


def showing(site: "Site", article: Article) -> Iterator[Output]:
    """Yield the page that holds the text of `article`."""
    days = site.library.of_day
    shown = TEXTS.page_of(article)
    yield from (_output(site, TEXTS, page) for page in _pages({day: days[day][::-1] for day in sorted(days)}) if page.name == shown)


class _Page(NamedTuple):
    """One page of a collection: its name, its things, the names of the older and the younger one."""

    name: str
    things: list[Any]
    before: str | None
    after: str | None


def _pages(pages: dict[str, list[Any]]) -> Iterator[_Page]:
    names = list(pages)
    return map(_Page, names, pages.values(), [None, *names], [*names[1:], None])


def _output(site: "Site", one: Collection, page: _Page) -> Output:
    return Output(one.url(page.name), "", lambda: _items(site, one, page), lambda: digest(repr((page.name, (page.before, page.after))), collection_key(site, one, page.things)))


def _items(site: "Site", one: Collection, page: _Page) -> bytes:
    items = [on_one_line(as_object(one.record, thing, site)) for thing in page.things]
    previous, following = (f"{site.address}{one.url(name)}" if name else None for name in (page.before, page.after))
    head = {"collection": one.name, "page": page.name or None, "count": len(items), "previous": previous, "next": following, "schema": f"{site.address}{one.schema_url}", "licence": LICENCE}
    return f"{on_one_line(head)[:-1]},\"items\":[\n".encode() + ",\n".join(items).encode() + b"\n]}\n"


def _counts(site: "Site") -> dict[str, int]:
    return {"figures": len(site.figures.all), "corrections": sum(len(article.corrections) for article in site.library.articles)}


def _index(site: "Site", found: dict[str, dict[str, list[Any]]]) -> bytes:
    address, counts = site.address, _counts(site)
    collections = []
    for one in COLLECTIONS:
        pages = found[one.name]
        count = sum(map(len, pages.values()))
        first, last = (f"{address}{one.url(page)}" for page in (next(iter(pages)), next(reversed(pages)))) if pages else (None, None)
        collections.append({"name": one.name, "title": one.title, "count": count, "pages": len(pages), "first": first, "last": last, "schema": f"{address}{one.schema_url}"})
    elsewhere = (("figures", "Số liệu", f"{FIGURES}so-lieu.json"), ("corrections", "Đính chính", f"{CORRECTIONS}data.json"))
    collections += [{"name": name, "title": title, "count": counts[name], "pages": 1, "first": f"{address}{url}", "last": f"{address}{url}", "schema": f"{address}{API}schema/{name}.json"} for name, title, url in elsewhere]
    return as_file({"name": site.name, "version": VERSION, "documentation": f"{address}{OPEN_DATA}", "licence": LICENCE, "language": "vi", "collections": collections,
                   "downloads": {"sqlite": f"{address}{OPEN_DATA}ban-tin.sqlite", "csv": f"{address}{OPEN_DATA}datapackage.json", "figures": f"{address}{FIGURES}datapackage.json"}})


# Schemas.

def _schemas() -> dict[str, dict[str, Any]]:
    """Return name → schema of every kind of JSON file: the pages of the collections, the index, the lists beside index pages, figures and corrections."""
    listed = {"description": "Danh sách tin bên cạnh một trang (data.json): mới nhất trước", **_object({
        "title": {"type": "string"}, "url": _URL, "record": {"type": "string", "description": "khuôn địa chỉ (RFC 6570) của trang chứa cả bản ghi: thay {date:7} bằng bảy ký tự đầu của date"},
        "count": _COUNT, "entries": _array(LISTED)})}
    archive = {"description": "Các trang của mọi tin (/tin/data.json)", **_object({
        "title": {"type": "string"}, "url": _URL, "count": _COUNT, "pages": {"type": "array", "items": _object({"page": {"type": "string"}, "count": _COUNT, "url": _URL})}})}
    collection = _object({"name": {"type": "string"}, "title": {"type": "string"}, "count": _COUNT, "pages": _COUNT, "first": _or_null(_URL), "last": _or_null(_URL), "schema": _URL})
    index = {"description": "Mọi thứ có dưới /api/v1/", **_object({
        "name": {"type": "string"}, "version": {"type": "string"}, "documentation": _URL, "licence": _URL, "language": {"const": "vi"}, "collections": {"type": "array", "items": collection},
        "downloads": {"type": "object", "additionalProperties": _URL}})}
    return {one.name: _page_schema(one) for one in COLLECTIONS} | {
        "index": index, "list": listed, "archive": archive, "figures": {"description": FIGURE_ROW.words, **_array(FIGURE_ROW)},
        "corrections": {"description": "Sổ đính chính", **_object({"title": {"type": "string"}, "url": _URL, "entries": _array(ENTERED)})}}


def _page_schema(one: Collection) -> dict[str, Any]:
    form = _object({"collection": {"const": one.name}, "page": {"type": ["string", "null"], "description": "tháng, năm, ngày hay chữ cái mà trang này giữ"}, "count": _COUNT,
                    "previous": _or_null(_URL), "next": _or_null(_URL), "schema": _URL, "licence": {"const": LICENCE}, "items": {"type": "array", "items": {"$ref": f"#/$defs/{one.record.name}"}}})
    return {"title": one.name, "description": f"Một trang của: {one.title}", **form, "$defs": {one.record.name: schema(one.record)}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _array(record: Record) -> dict[str, Any]:
    return {"type": "array", "items": schema(record)}


def _or_null(form: dict[str, Any]) -> dict[str, Any]:
    return form | {"type": [form["type"], "null"]}

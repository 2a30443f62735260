"""Open data on the built site: every file fits its description, every example on the page works, every page says what it is."""

import contextlib
import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator

import frictionless
import jsonschema
import pytest
import referencing
from bs4 import BeautifulSoup

from tests.theme.built import ADDRESS, BuiltSite
from tests.theme.conftest import KINDS

API = "/api/v1/"
WANTED = {
    "home": ("WebSite", {"name", "url", "potentialAction"}), "entry": ("NewsArticle", {"headline", "datePublished", "dateModified", "citation", "about", "publisher", "license"}),
    "province": ("AdministrativeArea", {"name", "containedInPlace", "containsPlace"}), "renamed province": ("AdministrativeArea", {"alternateName"}), "dissolved province": ("AdministrativeArea", {"containedInPlace"}),
    "resolution": ("Legislation", {"legislationIdentifier", "legislationDate", "legislationPassedBy", "additionalType"}), "local resolution": ("Legislation", {"legislationJurisdiction", "legislationApplies"}),
    "official": ("Person", {"name", "hasOccupation"}), "topic": ("DefinedTerm", {"name", "description"}), "indicator of ranks": ("Dataset", {"name", "description", "license", "distribution"}),
    "open data": ("Dataset", {"name", "description", "license", "creator", "distribution", "temporalCoverage"}),
}
"""Kind of page → the type it is of in JSON-LD, and what it must say."""


def read(site: BuiltSite, url: str) -> object:
    return json.loads(site.files[url].read_bytes())


def strict(form: object) -> object:
    """Return a schema that also refuses what it does not name: a reader's program must not mind new fields, our own test must."""
    if isinstance(form, dict):
        closed = {"additionalProperties": False} if "properties" in form else {}
        return {key: strict(value) for key, value in form.items()} | closed
    return [strict(one) for one in form] if isinstance(form, list) else form


def schema_of(url: str, data: object) -> str:
    """Return the address of the schema that a JSON file says, or is said, to follow."""
    if url.startswith(f"{API}schema/"):
        return ""
    if url == f"{API}index.json":
        return f"{API}schema/index.json"
    if url.startswith(API):
        return f"{API}schema/{data['collection']}.json"
    if url.endswith("/so-lieu.json"):
        return f"{API}schema/figures.json"
    return f"{API}schema/{ {'/dinh-chinh/data.json': 'corrections', '/tin/data.json': 'archive'}.get(url, 'list')}.json"


def data_files(site: BuiltSite) -> Iterator[str]:
    return (url for url in site.files if url.startswith(API) or url.endswith(("/data.json", "/so-lieu.json")))


def test_every_schema_is_a_schema_under_its_own_address(site: BuiltSite):
    schemas = [url for url in site.files if url.startswith(f"{API}schema/")]
    assert len(schemas) > 12
    for url in schemas:
        form = read(site, url)
        assert form["$schema"] == "https://json-schema.org/draft/2020-12/schema" and form["$id"] == f"{ADDRESS}{site.base}{url}"
        jsonschema.Draft202012Validator.check_schema(form)


def test_every_json_file_fits_its_schema_and_says_nothing_beside_it(site: BuiltSite):
    found = {url: read(site, url) for url in data_files(site)}
    validators = {url: jsonschema.Draft202012Validator(strict(form), format_checker=jsonschema.FormatChecker(), registry=referencing.Registry()) for url, form in found.items() if url.startswith(f"{API}schema/")}
    wrong = [(url, error.json_path, error.message[:200]) for url, data in found.items() if (form := schema_of(url, data)) for error in validators[form].iter_errors(data)]
    assert wrong == []
    assert {schema_of(url, data) for url, data in found.items()} - {""} == set(validators)


def test_every_page_of_records_is_a_file_and_its_neighbours_too(site: BuiltSite):
    for url in data_files(site):
        data = read(site, url)
        if url.startswith(API) and not url.startswith(f"{API}schema/") and "items" in data:
            assert site.resolve(data["schema"]) in site.files
            assert [target for target in (data["previous"], data["next"]) if target and site.resolve(target) not in site.files] == []
            assert [item["url"] for item in data["items"] if "url" in item and site.resolve(item["url"]) not in site.files] == []


def test_the_index_names_every_page_of_records(site: BuiltSite):
    index = read(site, f"{API}index.json")
    named = {"/".join(site.resolve(one["first"]).removeprefix(API).removesuffix(".json").split("/")[:1]) for one in index["collections"] if one["first"] and site.resolve(one["first"]).startswith(API)}
    assert {url.removeprefix(API).split("/")[0].removesuffix(".json") for url in site.files if url.startswith(API)} - {"schema", "index"} == named
    assert [url for url in index["downloads"].values() if site.resolve(url) not in site.files] == []


def test_the_counts_are_those_of_the_site(real: BuiltSite):
    counts = {one["name"]: one["count"] for one in read(real, f"{API}index.json")["collections"]}
    entries = [url for url in real.files if re.fullmatch(r"/tin/\d{4}/\d{2}/[a-z0-9-]+/", url)]
    assert counts["entries"] == counts["texts"] == len(entries)
    assert (counts["provinces"], counts["topics"]) == (63, 13)


def test_the_data_package_validates(site: BuiltSite, tmp_path):
    shutil.copytree(site.folder / "du-lieu", tmp_path / "du-lieu")
    report = frictionless.validate(str(tmp_path / "du-lieu/datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_the_package_names_every_csv_and_every_column(site: BuiltSite):
    package = read(site, "/du-lieu/datapackage.json")
    assert {f"/du-lieu/{one['path']}" for one in package["resources"]} == {url for url in site.files if url.startswith("/du-lieu/") and url.endswith(".csv")}
    for one in package["resources"]:
        data = site.files[f"/du-lieu/{one['path']}"].read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
        assert rows[0] == [field["name"] for field in one["schema"]["fields"]]
        assert {len(row) for row in rows} == {len(rows[0])}
        assert all(field["description"] for field in one["schema"]["fields"])


def test_the_database_is_sound_and_says_the_same_as_the_tables(site: BuiltSite):
    with contextlib.closing(sqlite3.connect(f"file:{site.files['/du-lieu/ban-tin.sqlite']}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for one in read(site, "/du-lieu/datapackage.json")["resources"]:
            rows = list(csv.reader(io.StringIO(site.files[f"/du-lieu/{one['path']}"].read_bytes().decode(), newline="")))[1:]
            assert connection.execute(f'SELECT count(*) FROM "{one["name"]}"').fetchone() == (len(rows),)


def test_datasette_is_told_of_every_table_and_column(site: BuiltSite):
    with contextlib.closing(sqlite3.connect(site.files["/du-lieu/ban-tin.sqlite"])) as connection:
        tables = {name: {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')} for name, kind in connection.execute("SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')")
                  if name not in ("about", "described")}
    told = read(site, "/du-lieu/datasette.json")["databases"]["ban-tin"]["tables"]
    assert set(told) == set(tables)
    assert [name for name, one in told.items() if "columns" in one and set(one["columns"]) != tables[name]] == []


def examples(site: BuiltSite) -> list[str]:
    return [pre.get_text() for pre in site["/du-lieu/"].soup.select("pre")]


def test_every_address_in_an_example_is_a_file(site: BuiltSite):
    asked = [url for text in examples(site) for url in re.findall(r"https?://[^\s\"]+", text)]
    assert len(asked) >= 4
    assert [url for url in asked if site.resolve(url) not in site.files and not url.endswith("/csv/")] == []
    assert {name for text in examples(site) for name in re.findall(r'goc \+ "([^"]+)"', text)} <= {url.rpartition("/")[2] for url in site.files if "/csv/" in url}


def test_the_queries_on_the_page_give_rows(real: BuiltSite):
    with contextlib.closing(sqlite3.connect(real.files["/du-lieu/ban-tin.sqlite"])) as connection:
        queries = [query for text in examples(real) for query in re.findall(r'sqlite3 ban-tin\.sqlite "([^"]+)"', text)]
        assert len(queries) == 2
        for query in queries:
            assert connection.execute(query).fetchall()


def linked(html: bytes) -> list[str]:
    return [tag.get_text() for tag in BeautifulSoup(html, "html.parser").find_all("script", type="application/ld+json")]


def nodes(data: dict) -> list[dict]:
    return data.get("@graph", [data])


@pytest.mark.parametrize("kind", WANTED)
def test_a_page_of_each_kind_says_what_it_is(real: BuiltSite, kind: str):
    (data,) = linked(real[KINDS[kind]].html)
    node = nodes(json.loads(data))[0]
    wanted, properties = WANTED[kind]
    assert node["@type"] == wanted
    assert properties - set(node) == set()
    assert node["@id"] == f"{ADDRESS}{KINDS[kind]}"


def test_an_entry_with_a_source_rests_on_it_in_linked_data_too(real: BuiltSite):
    odd = []
    for page in real.pages:
        sources = [link["href"] for link in page.soup.select("article.entry .source dl > div:nth-child(n + 2) a[rel=external]")] if page.url.startswith("/tin/") else []
        if sources:
            node = nodes(json.loads(linked(page.html)[0]))[0]
            named = {value for one in node["isBasedOn"] for key, value in one.items() if key in ("@id", "archivedAt")}
            if named != set(sources):
                odd.append((page.url, sources, named))
    assert odd == []


def test_every_page_of_its_own_says_the_way_to_it_in_one_element_of_its_head(site: BuiltSite):
    odd = []
    for page in site.pages:
        canonical = page.soup.find("link", rel="canonical")
        texts = [json.loads(tag.get_text()) for tag in page.soup.head.find_all("script", type="application/ld+json")] if page.soup.head else []
        own = canonical is not None and site.resolve(canonical["href"]) == page.url and page.url not in ("/404.html", "/")
        steps = [step for data in texts for node in nodes(data) if node["@type"] == "BreadcrumbList" for step in node["itemListElement"]]
        if own != bool(steps) or len(texts) > 1 or any(site.resolve(step["item"]) not in site.files for step in steps):
            odd.append(page.url)
    assert odd == []


def test_the_pages_that_linked_data_names_exist(site: BuiltSite):
    odd = []
    for page in site.pages:
        for text in linked(page.html) if b"ld+json" in page.html else []:
            ids = re.findall(rf'"(?:@id|url|contentUrl)":"({re.escape(ADDRESS + site.base)}/[^"#?]*)"', text)
            odd.extend((page.url, one) for one in ids if site.resolve(one) not in site.files)
    assert odd == []


def test_linked_data_adds_at_most_a_kilobyte_to_an_entry(real: BuiltSite):
    from tests.theme.test_budgets import weight

    for page in real.pages:
        if page.url.startswith("/tin/") and page.soup.select_one("article.entry"):
            without = re.sub(rb'<script type="application/ld\+json">.*?</script>', b"", page.html)
            assert weight(page.html) - weight(without) <= 1000

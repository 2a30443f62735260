"""The JSON pages, the tables and the lists: what one edit changes, and what stands without content."""

import json

import pytest

from plugins.newsroom.library import Library
from plugins.newsroom.open_data import COLLECTIONS
from plugins.newsroom.registry import Registry
from plugins.newsroom.site import Site

ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
PAGE = "api/v1/entries/2025-09.json"


def edit(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def changed(content, printed):
    """Change the content, print it, and return the files that differ; a cold print must give the same."""
    before = printed()

    def made(name: str, old: str, new: str) -> set[str]:
        edit(content / name, old, new)
        after = printed()
        assert after == printed(cold=True)
        return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}

    return made


def of_api(paths: set[str]) -> set[str]:
    return {path for path in paths if path.startswith("api/")}


def of_tables(paths: set[str]) -> set[str]:
    return {path for path in paths if path.startswith("du-lieu/") and not path.endswith(".html")}


def test_a_body_edit_changes_one_small_piece(changed):
    paths = changed(ENTRY, "Bà Trần Thị Mai cho biết", "Bà Trần Thị Mai nói")
    assert of_api(paths) == {"api/v1/texts/2025-09-10.json"}
    assert of_tables(paths) == set()
    assert not {path for path in paths if path.endswith("data.json")}


def test_a_title_edit_changes_one_page_of_records(changed):
    paths = changed(ENTRY, "title: Đồng Tháp nhận", "title: Đồng Tháp đã nhận")
    assert of_api(paths) == {PAGE}
    assert of_tables(paths) == {"du-lieu/ban-tin.sqlite", "du-lieu/csv/entries.csv"}
    assert "tin/data.json" not in paths and "tinh/dong-thap/data.json" in paths


def test_a_figure_edit_changes_its_entry_and_the_database(changed):
    paths = changed(ENTRY, "value: 71,5", "value: 71,6")
    assert of_api(paths) == {PAGE}
    assert of_tables(paths) == {"du-lieu/ban-tin.sqlite"}


def test_a_new_name_of_a_document_changes_its_page_and_nothing_of_other_documents(changed):
    paths = changed("registry/resolutions/57-nq-tw.yaml", "title: Đột phá", "title: Về đột phá")
    assert of_api(paths) == {"api/v1/resolutions/2024-12.json"}


def test_an_entry_on_a_new_month_changes_its_neighbours(content, changed):
    paths = of_api(changed("articles/2025/2025-09-20-thai-nguyen-trung-tam-du-lieu.md", "status: draft", "status: published"))
    assert paths == {PAGE, "api/v1/texts/2025-09-10.json", "api/v1/texts/2025-09-20.json", "api/v1/index.json"}


def test_hiding_the_entry_that_proves_a_post_takes_it_from_the_person(changed):
    paths = changed(ENTRY, "date: 2025-09-10", "status: draft\ndate: 2025-09-10")
    assert "api/v1/persons/t.json" in paths and "du-lieu/csv/membership_seen.csv" in paths


def test_pages_lead_from_the_first_to_the_last_and_back(printed):
    files = printed()
    index = json.loads(files["api/v1/index.json"])
    for one in index["collections"]:
        if one["name"] in ("figures", "corrections"):
            continue
        url, seen, count, previous = one["first"], [], 0, None
        while url:
            page = json.loads(files[url.removeprefix("https://mau.example.vn/")])
            assert page["previous"] == previous and page["count"] == len(page["items"]) and page["collection"] == one["name"]
            seen.append(url)
            count += page["count"]
            previous, url = url, page["next"]
        assert (len(seen), count, seen[-1]) == (one["pages"], one["count"], one["last"])


def test_a_list_says_where_the_records_are(printed):
    files = printed()
    data = json.loads(files["tinh/dong-thap/data.json"])
    assert data["record"] == "https://mau.example.vn/api/v1/entries/{date:7}.json"
    for entry in data["entries"]:
        page = json.loads(files[data["record"].replace("{date:7}", entry["date"][:7]).removeprefix("https://mau.example.vn/")])
        record = next(one for one in page["items"] if one["id"] == entry["id"])
        assert [one["id"] for one in record["provinces"]] == entry["provinces"] and record["topics"] == entry["topics"]
    archive = json.loads(files["tin/data.json"])
    assert sum(page["count"] for page in archive["pages"]) == archive["count"] == len(json.loads(files["tinh/hue/data.json"])["entries"]) + 4


def test_hostile_words_stay_words(content, printed):
    edit(content / ENTRY, "title: Đồng Tháp nhận", "title: '=1+1</script>\"{{ x }}' #")
    files = printed()
    title = '=1+1</script>"{{ x }}'
    assert next(one for one in json.loads(files[PAGE])["items"] if one["id"].startswith("2025-09-10"))["title"] == title
    assert next(one for one in json.loads(files["tinh/dong-thap/data.json"])["entries"] if one["id"].startswith("2025-09-10"))["title"] == title
    assert "'=1+1</script>" in files["du-lieu/csv/entries.csv"].decode()


def test_without_content_every_collection_says_that_there_is_nothing():
    outputs = {output.url: output for output in Site(Library(Registry()), name="A", address="https://a.example.vn", description="B").outputs()}
    index = json.loads(outputs["/api/v1/index.json"].view())
    paged = {one.name for one in COLLECTIONS if one.page_of}
    assert {one["count"] for one in index["collections"]} == {0}
    assert {one["name"] for one in index["collections"] if one["first"] is None} == paged
    assert json.loads(outputs["/tin/data.json"].view())["pages"] == []
    assert outputs["/du-lieu/csv/entries.csv"].view().decode().count("\r\n") == 1

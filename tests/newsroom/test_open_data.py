"""What the records say of the sample: Popolo shapes, identity of the day, nothing more precise than known."""

import json
import re
from types import SimpleNamespace

import pytest

from plugins.newsroom.dates import read_date
from plugins.newsroom.library import Library
from plugins.newsroom.open_data import API, COLLECTIONS, TABLES, UNDATED, classification, is_party, month_of, party
from plugins.newsroom.records import as_object
from plugins.newsroom.registry import Registry
from plugins.newsroom.site import Site

BY_NAME = {one.name: one for one in COLLECTIONS}
POPOLO_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@pytest.fixture(scope="module")
def site(library):
    return Site(library, name="Bản tin mẫu", address="https://mau.example.vn", description="Mẫu.")


@pytest.fixture(scope="module")
def found(site):
    """Collection → id → object."""
    return {one.name: {item["id"]: item for item in (as_object(one.record, thing, site) for thing in one.things(site))} for one in COLLECTIONS}


def test_ids_are_unique_in_their_collection(site, found):
    for one in COLLECTIONS:
        assert len(found[one.name]) == len(list(one.things(site)))


def test_an_entry_keeps_the_name_and_the_role_of_its_day(found):
    entry = found["entries"]["2025-09-10-dong-thap-ho-so-truc-tuyen"]
    assert entry["provinces"] == [{"id": "dong-thap", "name": "Đồng Tháp", "kind": "tỉnh"}]
    assert entry["figures"][0]["value"] == 71.5
    assert entry["url"] == "https://mau.example.vn/tin/2025/09/dong-thap-ho-so-truc-tuyen/"


def test_people_organizations_posts_and_areas_are_tied_as_popolo_ties_them(found):
    for person in found["persons"].values():
        assert person["name"] and all(set(one) == {"name"} for one in person["other_names"])
        for membership in person["memberships"]:
            assert membership["organization_id"] in {None, *found["organizations"]}
            assert membership["post_id"] in {None, *found["posts"]}
            assert membership["area_id"] in {None, *found["areas"]}
            assert all(date is None or POPOLO_DATE.fullmatch(date) for date in (membership["start_date"], membership["end_date"]))
    for post in found["posts"].values():
        assert post["organization_id"] in found["organizations"]
    for body in found["organizations"].values():
        assert body["area_id"] in {None, *found["areas"]}
    assert {area["parent_id"] for area in found["areas"].values()} <= {None, *found["areas"]}


def test_a_membership_has_days_only_where_a_source_gives_them(found):
    posts = {one["label"]: (one["start_date"], one["end_date"], [seen["date"] for seen in one["seen"]]) for one in found["persons"]["tran-thi-mai"]["memberships"]}
    assert posts == {"Giám đốc Sở Khoa học và Công nghệ Tiền Giang": ("2023-03-01", "2025-06-30", []), "Phó Giám đốc Sở Khoa học và Công nghệ Đồng Tháp": ("2025-07-01", None, ["2025-09-10"])}
    hung = found["persons"]["nguyen-van-hung-dong-nai"]["memberships"][0]
    assert (hung["start_date"], hung["end_date"], len(hung["seen"])) == (None, None, 1)


def test_a_sighting_in_an_entry_that_is_not_published_names_no_entry(site, library):
    hidden = SimpleNamespace(library=Library(library.registry), registry=library.registry, address="")
    seen = [sighting for thing in BY_NAME["persons"].things(hidden) for membership in as_object(BY_NAME["persons"].record, thing, hidden)["memberships"] for sighting in membership["seen"]]
    assert seen and {one["entry"] for one in seen} == {None}


def test_a_dissolved_province_names_its_successor_and_the_successor_what_it_was_made_of(found):
    assert found["provinces"]["tien-giang"]["successor"] == "dong-thap" and not found["provinces"]["tien-giang"]["in_force"]
    assert found["provinces"]["dong-thap"]["formed_from"] == ["dong-thap", "tien-giang"]
    assert found["areas"]["tien-giang"]["parent_id"] == "dong-thap"
    assert [(one["name"], one["kind"], one["to"]) for one in found["provinces"]["hue"]["names"]][0] == ("Thừa Thiên Huế", "tỉnh", "2024-12-31")


def test_the_issuer_of_a_document_and_the_body_people_work_for_are_one_organization(found):
    assert found["resolutions"]["25-kh-ubnd-thai-nguyen-2025"]["issuer_id"] == "thai-nguyen/ubnd-tinh-thai-nguyen"
    assert {one["issuer_id"] for one in found["resolutions"].values()} <= set(found["organizations"])


@pytest.mark.parametrize(("name", "kind"), [("Tỉnh ủy Hòa Bình", "party"), ("Bộ Chính trị", "party"), ("Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh", "party"), ("Ban Chấp hành Trung ương", "party"), ("Đảng ủy xã Vinh Lộc", "party"),
                                            ("UBND tỉnh Phú Thọ", "state"), ("Bộ Khoa học và Công nghệ", "state"), ("Sở Y tế Huế", "state"), ("Thủ tướng Chính phủ", "state"), ("HĐND tỉnh Quảng Trị", "state"),
                                            ("Đại học Quốc gia Thành phố Hồ Chí Minh", "other"), ("Ủy ban MTTQ Việt Nam tỉnh Gia Lai", "other"), ("Tạp chí Cộng sản", "other"), ("Công ty Bộ Ba", "other")])
def test_what_a_body_is(name, kind):
    assert classification(name) == kind
    assert party(name) == (kind == "party")


def test_which_documents_are_the_party_s(registry):
    assert {one.id for one in registry.resolutions.values() if is_party(one)} == {"57-nq-tw", "62-ctr-tu-thai-nguyen-2025"}


def test_pages_are_cut_where_they_stay(site):
    assert BY_NAME["entries"].url("2025-04") == f"{API}entries/2025-04.json"
    for one in COLLECTIONS:
        pages = one.pages(site)
        assert sum(map(len, pages.values())) == len(list(one.things(site)))
        assert (list(pages) == [""]) == (one.page_of is None)
    assert all(month_of(article) == article.date.iso[:7] for article in site.library.articles)


def test_a_page_without_a_date_comes_first_so_that_the_last_is_the_newest():
    things = [SimpleNamespace(date=None, id="b"), SimpleNamespace(date=read_date("2025-03-01"), id="a"), SimpleNamespace(date=read_date("2024"), id="c")]
    one = BY_NAME["resolutions"]
    fake = SimpleNamespace(registry=SimpleNamespace(resolutions={thing.id: thing for thing in things}))
    assert list(one.pages(fake)) == [UNDATED, "2024", "2025-03"]


def test_nothing_at_all_is_no_page_and_no_row():
    site = Site(Library(Registry()), name="A", address="", description="B")
    assert all(not any(one.pages(site).values()) for one in COLLECTIONS)
    assert all(not any(table.values(site)) for found in TABLES.values() for table in found)


def test_an_object_is_what_json_can_carry(found):
    assert json.loads(json.dumps(found, allow_nan=False)) == found

"""What pages say of themselves in JSON-LD: of the right kind, tied to each other, and no more than the record knows."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from plugins.newsroom.dates import read_date
from plugins.newsroom.plan import Crumb, Head
from plugins.newsroom.registry.officials import Official, Post
from plugins.newsroom.site import Site
from plugins.newsroom.structured import LinkedData, written

HOSTILE = ("</script><script>alert(1)</script>", "<!-- <script>", "A & B &amp; C", "dòng\u2028dòng\u2029dòng", "\\u003c\\", '"ngoặc"', "]]>", "\x00\x1f")
ADDRESS = "https://mau.example.vn"


@pytest.fixture(scope="module")
def site(library):
    return Site(library, name="Bản tin mẫu", address=ADDRESS, description="Mẫu.")


@pytest.fixture
def node(site):
    """The first node about a page: an entry (by id) or a thing of the registry."""

    def made(thing, **head):
        page = Head(thing.url, getattr(thing, "title", "") or thing.name, "x", **({"article": thing} if hasattr(thing, "mentions") else {"about": thing}), **head)
        return json.loads(LinkedData(site).of(page))["@graph"][0]

    return made


def entry(library, identity):
    return library.by_id[identity]


def test_an_entry_rests_on_its_source(library, node):
    found = node(entry(library, "2025-02-21-thai-nguyen-hop-ban-chi-dao"))
    assert found["@type"] == "NewsArticle"
    assert (found["datePublished"], found["inLanguage"], found["license"]) == ("2025-02-21", "vi", "https://creativecommons.org/licenses/by/4.0/")
    source = found["isBasedOn"][0]
    assert source["@type"] == "CreativeWork" and source["url"] in [one["@id"] for one in found["citation"]]
    assert f"{ADDRESS}/van-ban/57-nq-tw/" in [one["@id"] for one in found["citation"]]
    assert {one["@type"] for one in found["about"]} == {"DefinedTerm", "AdministrativeArea"}
    assert [one["name"] for one in found["mentions"]] == [mention.official.name for mention in entry(library, "2025-02-21-thai-nguyen-hop-ban-chi-dao").mentions]


def test_a_source_that_is_not_known_is_left_out(library, node):
    article = entry(library, "2025-02-21-thai-nguyen-hop-ban-chi-dao")
    nowhere = replace(article, sources=(replace(article.sources[0], name=None, url=None, author="", published=None, archive=""),), resolutions=())
    assert not {"isBasedOn", "citation"} & set(node(nowhere))
    named = node(replace(article, sources=(replace(article.sources[0], name="Báo Mẫu", url=None, author="", published=None),)))
    assert named["isBasedOn"] == [{"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": "Báo Mẫu"}}]


def test_a_correction_is_said(make_article, node):
    article, _ = make_article(corrections="[{date: 2025-03-09, note: Sửa tên sở.}]")
    found = node(article)
    assert found["correction"] == [{"@type": "CorrectionComment", "datePublished": "2025-03-09", "text": "Sửa tên sở."}]
    assert found["dateModified"] == "2025-03-09"


def test_an_entry_keeps_the_name_of_its_day(library, node):
    found = node(entry(library, "2024-11-05-thua-thien-hue-dung-nen-tang-chung"))
    assert {"@type": "AdministrativeArea", "@id": f"{ADDRESS}/tinh/hue/", "name": "Thừa Thiên Huế"} in found["about"]


def test_a_document_says_who_issued_it_and_what_it_carries_out(registry, node):
    found = node(registry.resolutions["25-kh-ubnd-thai-nguyen-2025"])
    assert found["@type"] == "Legislation"
    assert found["legislationIdentifier"] == "25/KH-UBND"
    assert found["legislationPassedBy"] == {"@type": "GovernmentOrganization", "name": "UBND tỉnh Thái Nguyên"}
    assert found["legislationJurisdiction"]["name"] == "Tỉnh Thái Nguyên"
    assert {one["@id"] for one in found["legislationApplies"]} == {f"{ADDRESS}/van-ban/{one}/" for relation, one in registry.resolutions["25-kh-ubnd-thai-nguyen-2025"].relations if relation == "implements"}


def test_a_document_of_the_party_claims_no_legal_force(registry, node):
    for one in registry.resolutions.values():
        found = node(one)
        assert "legislationLegalForce" not in found
        assert ("additionalType" in found) == (one.id in ("57-nq-tw", "62-ctr-tu-thai-nguyen-2025"))
        assert ("legislationJurisdiction" in found) != ("additionalType" in found)


@pytest.mark.parametrize(("relation", "name"), [("implements", "legislationApplies"), ("based_on", "isBasedOn"), ("amends", "legislationAmends"), ("replaces", "legislationRepeals"), ("repeals", "legislationRepeals"), ("continues", "citation")])
def test_each_relation_has_its_property(registry, node, relation, name):
    one = replace(registry.resolutions["25-kh-ubnd-hue-2025"], relations=((relation, "57-nq-tw"), (relation, "khong-co")), date=None)
    found = node(one)
    assert [target["@id"] for target in found[name]] == [f"{ADDRESS}/van-ban/57-nq-tw/"]
    assert "legislationDate" not in found


def test_a_role_has_days_only_where_a_source_gives_them(registry, node):
    roles = {one["roleName"]: (one.get("startDate"), one.get("endDate")) for one in node(registry.officials["tran-thi-mai"])["hasOccupation"]}
    assert roles == {"Giám đốc Sở Khoa học và Công nghệ Tiền Giang": ("2023-03-01", "2025-06-30"), "Phó Giám đốc Sở Khoa học và Công nghệ Đồng Tháp": ("2025-07-01", None)}
    seen = Official("a", "A", (), (Post("Giám đốc", "Sở Y tế Huế", "hue", None, None, (SimpleNamespace(on=read_date("2025-01-01"), article=""),)),), "")
    (role,) = node(seen)["hasOccupation"]
    assert not {"startDate", "endDate"} & set(role)
    assert role["hasOccupation"] == {"@type": "Occupation", "name": "Giám đốc", "occupationLocation": {"@type": "AdministrativeArea", "@id": f"{ADDRESS}/tinh/hue/", "name": "Thành phố Huế"}}
    assert node(seen)["affiliation"] == [{"@type": "GovernmentOrganization", "name": "Sở Y tế Huế"}]


def test_a_province_lies_in_its_successor_and_holds_its_predecessors(registry, node):
    old, new = node(registry.provinces["tien-giang"]), node(registry.provinces["dong-thap"])
    assert old["containedInPlace"]["@id"] == new["@id"]
    assert [one["@id"] for one in new["containsPlace"]] == [old["@id"]]
    assert old["additionalProperty"] == [{"@type": "PropertyValue", "name": "Ngày kết thúc", "value": "2025-07-01"}]
    assert node(registry.provinces["hue"])["alternateName"][0] == "Tỉnh Thừa Thiên Huế"


def test_every_page_says_the_way_to_it(site, library):
    page = Head("/tin/2025/04/a/", "Trang", "x", crumbs=(Crumb("Tin", "/tin/"),))
    (crumbs,) = json.loads(LinkedData(site).of(page))["@graph"]
    assert [(one["position"], one["name"], one["item"]) for one in crumbs["itemListElement"]] == [(1, "Trang đầu", f"{ADDRESS}/"), (2, "Tin", f"{ADDRESS}/tin/"), (3, "Trang", f"{ADDRESS}/tin/2025/04/a/")]


@pytest.mark.parametrize("page", [Head("/404.html", "a", "b"), Head("/a/", "a", "b", moved=True, same_as="/b/"), Head("/a/", "a", "b", same_as="/b/")])
def test_a_page_that_is_no_place_of_its_own_says_nothing(site, page):
    assert LinkedData(site).of(page) == ""


def test_further_pages_of_a_list_are_not_the_thing_itself(site, registry):
    from plugins.newsroom.indexes import cut

    head = Head("/tinh/hue/", "Huế", "x", about=registry.provinces["hue"])
    assert [head.sliced(piece).about for piece in cut(list(range(40)), "/tinh/hue/")] == [registry.provinces["hue"], None]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_script(library, site, text):
    article = replace(entry(library, "2025-02-21-thai-nguyen-hop-ban-chi-dao"), title=text, summary=text)
    data = LinkedData(site).of(Head(article.url, text, text, crumbs=(Crumb(text, "/tin/"),), article=article))
    assert not set("<>&\u2028\u2029") & set(data)
    graph = json.loads(data)["@graph"]
    assert graph[0]["headline"] == text and graph[1]["itemListElement"][1]["name"] == text
    assert json.loads(written({"x": text})) == {"x": text}


def test_one_writer_keeps_nothing_of_one_entry_for_the_next(site, library):
    kept = LinkedData(site)
    heads = [Head(article.url, article.title, article.summary, article=article) for article in library.articles]
    assert [kept.of(head) for head in heads] == [LinkedData(site).of(head) for head in heads]
    assert [kept.of(head) for head in reversed(heads)] == [LinkedData(site).of(head) for head in reversed(heads)]

"""Names, kinds and roles are those of the day, wherever an old entry or document is shown; people are told apart and found under every spelling."""

import json

import pytest
from bs4 import BeautifulSoup

from plugins.newsroom.addresses import all_addresses

OLD = """---
title: Tiền Giang mở trung tâm dữ liệu
date: 2023-09-15
province: Tiền Giang
topics: [Hạ tầng số]
officials:
  - name: Trần Thị Mai
    role: Giám đốc Sở Khoa học và Công nghệ Tiền Giang
source: {name: Báo Mẫu, url: 'https://bao.example.vn/trung-tam', published: 2023-09-15, accessed: 2025-10-01}
summary: Trung tâm dữ liệu đầu tiên của tỉnh Tiền Giang.
---

Một đoạn.
"""
URL = "/tin/2023/09/tien-giang-mo-trung-tam-du-lieu/"
PLAN = "number: 12/KH-UBND\nkind: Kế hoạch\nissuer: UBND tỉnh Thừa Thiên Huế\nprovince: hue\ndate: 2024-12-30\ntitle: Thực hiện\nverified: false\nrelations:\n  implements:\n    - 57-nq-tw\n"


def page(files, url):
    return BeautifulSoup(files[f"{url.strip('/')}/index.html"], "html.parser")


@pytest.fixture
def files(content, printed):
    (content / "articles/2023").mkdir()
    (content / "articles/2023/2023-09-15-tien-giang-mo-trung-tam-du-lieu.md").write_text(OLD, encoding="utf-8")
    return printed()


@pytest.mark.parametrize("url", ["/tinh/dong-thap/", "/tinh/tien-giang/", "/chu-de/ha-tang-so/", "/tin/2023/09/", "/can-bo/tran-thi-mai/"])
def test_an_entry_of_2023_keeps_the_name_of_its_day_in_every_list(files, url):
    row = next(row for row in page(files, url).select("li.row") if row.h3.a["href"] == URL)
    assert [chip.get_text() for chip in row.select(".chip")] == ["Tiền Giang"]


def test_an_entry_of_2023_keeps_the_name_and_role_of_its_day_on_its_page_and_in_the_data(files):
    shown = page(files, URL)
    assert shown.select_one("header .chip").get_text() == "Tiền Giang"
    assert "nay thuộc Tỉnh Đồng Tháp" in " ".join(shown.select_one(".facts").get_text(" ").split())
    assert next(one for one in json.loads(files["tinh/dong-thap/data.json"])["entries"] if one["url"].endswith(URL))["provinces"] == ["tien-giang"]
    data = next(one for one in json.loads(files["api/v1/entries/2023-09.json"])["items"] if one["url"].endswith(URL))
    assert data["provinces"] == [{"id": "tien-giang", "name": "Tiền Giang", "kind": "tỉnh"}]
    assert data["officials"][0]["role"] == "Giám đốc Sở Khoa học và Công nghệ Tiền Giang"
    assert "<title>Tiền Giang mở trung tâm dữ liệu</title>" in files["tinh/dong-thap/feed.xml"].decode()


def test_an_entry_before_a_change_of_kind_has_the_kind_of_its_day(files):
    entries = {one["id"]: one for month in ("2024-11", "2025-08") for one in json.loads(files[f"api/v1/entries/{month}.json"])["items"]}
    kinds = {identity: [one for one in entry["provinces"] if one["id"] == "hue"][0] for identity, entry in entries.items()}
    assert kinds["2024-11-05-thua-thien-hue-dung-nen-tang-chung"] == {"id": "hue", "name": "Thừa Thiên Huế", "kind": "tỉnh"}
    assert kinds["2025-08-15-hue-dong-nai-ket-noi-trung-tam"] == {"id": "hue", "name": "Huế", "kind": "thành phố"}


@pytest.mark.usefixtures("wide")
def test_a_document_stands_in_the_table_under_the_name_of_its_day(content, printed):
    (content / "registry/resolutions/12-kh-ubnd-hue-2024.yaml").write_text(PLAN, encoding="utf-8")
    files = printed()
    row = page(files, "/van-ban/57-nq-tw/").select_one("#o-hue")
    assert row.th.a.get_text() == "Huế"
    assert row.select("td")[2].i.get_text() == "Thừa Thiên Huế"
    assert page(files, "/van-ban/12-kh-ubnd-hue-2024/").select_one("header .chip").get_text() == "Thừa Thiên Huế"


def test_a_person_has_one_page_and_every_other_spelling_leads_there(printed):
    files = printed()
    moved = page(files, "/can-bo/ba-mai/")
    assert moved.find("link", rel="canonical")["href"] == "https://mau.example.vn/can-bo/tran-thi-mai/"
    assert moved.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=/can-bo/tran-thi-mai/"
    assert moved.main.select_one(".notice a")["href"] == "/can-bo/tran-thi-mai/"
    assert "ba-mai" not in files["sitemap.xml"].decode()
    assert "Cũng viết: Ba Mai" in page(files, "/can-bo/tran-thi-mai/").main.get_text()


def test_two_people_of_one_name_have_two_pages_that_say_so(printed):
    files = printed()
    for here, there in (("dong-nai", "thai-nguyen"), ("thai-nguyen", "dong-nai")):
        assert page(files, f"/can-bo/nguyen-van-hung-{here}/").select_one(".notice a")["href"] == f"/can-bo/nguyen-van-hung-{there}/"
    assert [link["href"] for link in page(files, "/can-bo/nguyen-van-hung/").select("ul.people a")] == ["/can-bo/nguyen-van-hung-dong-nai/", "/can-bo/nguyen-van-hung-thai-nguyen/"]
    titles = {page(files, f"/can-bo/nguyen-van-hung-{one}/").title.get_text() for one in ("dong-nai", "thai-nguyen")}
    assert len(titles) == 2


def test_a_spelling_that_is_somebody_elses_address_sends_nobody_away(content, site_of):
    path = content / "registry/officials/tran-thi-mai.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("- Ba Mai", "- Lê Quang Đạo"), encoding="utf-8")
    templates = {output.url: output.template for output in site_of().outputs()}
    assert templates["/can-bo/le-quang-dao/"] == "official.html"


def test_who_held_an_office_is_told_with_days_and_proof(printed):
    files = printed()
    table = page(files, "/tinh/tien-giang/can-bo/").select_one("table")
    assert [cell.get_text(" ", strip=True) for cell in table.tbody.tr.find_all(["th", "td"])][:3] == ["Giám đốc Sở Khoa học và Công nghệ Tiền Giang", "Trần Thị Mai", "01/03/2023 đến 30/06/2025"]
    proof = page(files, "/tinh/dong-thap/can-bo/").select_one("td:last-child a")
    assert proof["href"] == "/tin/2025/09/dong-thap-ho-so-truc-tuyen/"


@pytest.mark.usefixtures("wide")
def test_the_plan_and_the_addresses_agree_on_every_further_page(site_of):
    site = site_of()
    pages = {output.url for output in site.outputs() if output.url.endswith("/")}
    assert pages == all_addresses(site.library)
    assert {"/van-ban/57-nq-tw/theo-vung/", "/van-ban/57-nq-tw/cay/", "/van-ban/so-sanh/", "/tinh/theo-toc-do/", "/tinh/tien-giang/can-bo/", "/can-bo/ba-mai/", "/can-bo/nguyen-van-hung/"} <= pages

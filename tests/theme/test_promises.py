"""What the pages of the real content promise: the cascade of 57-NQ/TW, identity true to its time, lists in Vietnamese order."""

import re

import pytest

from tests.theme.built import BuiltSite

SEEDS_OF_57 = {
    "000": "/tin/2025/04/tien-giang-so-khoa-hoc-cong-nghe-hop-nhat/",
    "002": "/tin/2025/02/thai-nguyen-hop-phien-dau-ban-chi-dao/",
    "004": "/tin/2025/05/tien-giang-ha-tang-so-va-nghi-quyet-57/",
}
SEED_OF_2023 = "/tin/2023/11/quang-tri-nhiem-vu-so-khoa-hoc-cong-nghe/"


def entries_of(site: BuiltSite, url: str) -> list[str]:
    """Return the entries listed on an index page and its following pages."""
    pages = [url, *sorted((one for one in site.files if one.startswith(f"{url}trang-")), key=lambda one: int(one.split("-")[-1].strip("/")))]
    return [link["href"] for page in pages for link in site[page].soup.select("li.row h3 a")]


@pytest.mark.parametrize("seed", SEEDS_OF_57)
def test_resolution_57_lists_the_entries_written_from_the_seeds(real: BuiltSite, seed: str):
    assert SEEDS_OF_57[seed] in entries_of(real, "/van-ban/57-nq-tw/")


def test_resolution_57_does_not_list_an_entry_older_than_itself(real: BuiltSite):
    assert SEED_OF_2023 in real.files
    assert SEED_OF_2023 not in entries_of(real, "/van-ban/57-nq-tw/")


def test_resolution_57_shows_the_chain_of_thai_nguyen(real: BuiltSite):
    chains = {item.h3.a.get_text(): [link["href"].strip("/").split("/")[-1] for link in item.select("ol.path a")] for item in real["/van-ban/57-nq-tw/"].soup.select("ul.threads > li")}
    chain = chains["Thái Nguyên"]
    wanted = ["57-nq-tw", "03-nq-cp-2025", "62-ctr-tu-thai-nguyen-2025", "25-kh-ubnd-thai-nguyen-2025"]
    assert [one for one in chain if one in wanted] == wanted


def test_a_place_without_a_document_is_called_unseen_not_unissued(real: BuiltSite):
    text = real["/van-ban/57-nq-tw/"].text()
    assert "Chưa thấy trong nguồn đã thu" in text or not real["/van-ban/57-nq-tw/"].soup.select("p.empty")
    denied = re.compile(r"(?:không có nghĩa là|không nói|chứ không phải|không phải|không phải là) “?chưa ban hành")
    assert [(page.url, page.text()[page.text().index("chưa ban hành") - 60:][:90]) for page in real.pages if not page.url.startswith("/kiem-tra/") and "chưa ban hành" in denied.sub("", page.text())] == []


def test_entries_of_tien_giang_stand_on_the_page_of_dong_thap_under_their_own_name(real: BuiltSite):
    rows = {row.h3.a["href"]: [chip.get_text() for chip in row.select(".chip")] for row in real["/tinh/dong-thap/"].soup.select("li.row")}
    for seed in ("000", "004"):
        assert rows[SEEDS_OF_57[seed]] == ["Tiền Giang"]


def test_a_dissolved_province_keeps_its_page_and_points_to_its_successor(real: BuiltSite):
    notice = real["/tinh/tien-giang/"].soup.select_one(".notice")
    assert notice.a["href"] == "/tinh/dong-thap/"
    assert "202/2025/QH15" in notice.get_text()


def test_the_successor_names_what_it_was_formed_from(real: BuiltSite):
    assert {link["href"] for link in real["/tinh/dong-thap/"].soup.select(".notice a")} == {"/tinh/tien-giang/"}


def test_a_city_that_was_a_province_shows_both_names_with_their_days(real: BuiltSite):
    facts = real["/tinh/hue/"].text("aside")
    assert "Tỉnh Thừa Thiên Huế đến 31/12/2024" in facts
    assert "Thành phố Huế từ 01/01/2025" in facts


@pytest.mark.parametrize("url", ["/", "/tinh/", "/404.html"])
def test_the_map_has_34_units_and_the_two_archipelagos(real: BuiltSite, url: str):
    maps = real[url].soup.select(".map ul")
    assert maps
    for one in maps:
        labels = [tile["aria-label"] for tile in one.select("a")]
        assert len(one.select("a:not(.island)")) == 34
        assert [name for name in ("Hoàng Sa", "Trường Sa") if not any(name in label for label in labels)] == []


def test_the_map_says_in_words_what_it_says_in_colours(real: BuiltSite):
    for tile in real["/"].soup.select(".map a:not(.island)"):
        words = tile["aria-label"].split(": ")[1]
        assert words.startswith("chưa có tin") if tile.b.get_text() == "0" else words.startswith(f"{tile.b.get_text()} tin")


def test_every_present_unit_has_an_entry(real: BuiltSite):
    assert [row.th.a.get_text() for row in real["/tinh/"].soup.select("tbody tr") if row.select_one("td.n").get_text() == "0"] == []


def test_provinces_are_listed_in_vietnamese_order(real: BuiltSite):
    names = [row.th.a.get_text() for row in real["/tinh/"].soup.select("tbody tr")]
    assert len(names) == 34
    assert names[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]
    assert names.index("Cần Thơ") < names.index("Cao Bằng") < names.index("Đà Nẵng") < names.index("Điện Biên") < names.index("Gia Lai") or names.index("Cao Bằng") < names.index("Cần Thơ") < names.index("Đà Nẵng")


def test_what_a_source_does_not_say_is_shown_as_unknown(real: BuiltSite):
    assert real[SEEDS_OF_57["000"]].text(".source").count("chưa rõ") >= 2


def test_an_entry_links_the_documents_and_people_it_names(real: BuiltSite):
    links = {link["href"] for link in real[SEEDS_OF_57["000"]].soup.select(".words a, .facts a")}
    assert {"/van-ban/57-nq-tw/", "/can-bo/pham-van-trong/", "/can-bo/le-quang-khoi/", "/tinh/dong-thap/"} <= links


def test_resolution_57_has_a_row_a_unit_and_the_whole_table_is_one_step_away(real: BuiltSite):
    first, whole = (real[url].soup.select_one("table.units") for url in ("/van-ban/57-nq-tw/", "/van-ban/57-nq-tw/theo-vung/"))
    cells, all_cells = ({row["id"]: [[link["href"] for link in cell.select("li > a:first-child")] for cell in row.select("td")] for row in table.select("tr[id]")} for table in (first, whole))
    assert len(cells) == 34 and cells.keys() == all_cells.keys()
    assert cells == {unit: [cell[:1] for cell in row] for unit, row in all_cells.items()}
    cut = {unit for unit, row in all_cells.items() if any(len(cell) > 1 for cell in row)}
    assert cut and {link["href"] for link in first.select("td a[href*='theo-vung']")} == {f"/van-ban/57-nq-tw/theo-vung/#{unit}" for unit in cut}


def test_the_tree_page_has_the_thread_of_every_place(real: BuiltSite):
    threads = [item.h3.a["href"] for item in real["/van-ban/57-nq-tw/cay/"].soup.select("ul.threads > li")]
    assert [item.h3.a["href"] for item in real["/van-ban/57-nq-tw/"].soup.select("ul.threads > li")] == threads[:3]
    assert len(threads) == len(set(threads)) > 34


def test_an_address_without_a_page_offers_search_and_the_map_before_anything_else(real: BuiltSite):
    main = real["/404.html"].soup.main
    assert [part.name for part in main.find_all(["form", "figure", "article", "ol"]) if part.name != "ol" or "rows" in part.get("class", [])][:3] == ["form", "figure", "ol"]
    assert main.form["action"] == "/tim-kiem/" and main.form.find("input", attrs={"name": "q"})
    assert len(real["/404.html"].soup.select("form[role=search]")) == 1


def test_the_home_page_leads_to_the_editions_and_to_following(real: BuiltSite):
    links = [link["href"] for link in real["/"].soup.main.find_all("a")]
    newest = [link["href"] for link in real["/ban-tin/"].soup.select(".issues h3 a")][:5]
    assert [one for one in links if one in newest] == newest
    assert {"/ban-tin/", "/theo-doi/"} <= set(links)
    assert real["/ban-tin/"].soup.select_one(".masthead [aria-current]")["href"] == "/ban-tin/"

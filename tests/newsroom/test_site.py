import json
from collections import Counter

import pytest

from plugins.newsroom.addresses import all_addresses, file_of
from plugins.newsroom.library import Library
from plugins.newsroom.registry import Registry
from plugins.newsroom.maps import LEVELS
from plugins.newsroom.sections.machine import entry_json
from plugins.newsroom.site import Site


@pytest.fixture(scope="module")
def site(library):
    return Site(library, name="Bản tin mẫu", address="https://mau.example.vn/tin/", description="Mẫu.")


@pytest.fixture(scope="module")
def outputs(site):
    return {output.url: output for output in site.outputs()}


def test_every_output_has_an_address_and_a_file_of_its_own(site):
    assert [url for url, count in Counter(output.url for output in site.outputs()).items() if count > 1] == []
    assert [path for path, count in Counter(file_of(output.url) for output in site.outputs()).items() if count > 1] == []


def test_the_plan_and_the_addresses_agree(site, outputs):
    pages = {url for url in outputs if url.endswith("/")}
    assert pages == all_addresses(site.library)


def test_every_view_gives_data_for_its_template(outputs):
    for output in outputs.values():
        data = output.view()
        assert isinstance(data, dict if output.template else bytes)
        if output.url.endswith("thu.html"):  # a letter: it has no head, for it is no page of the site
            assert data["edition"].mail_url == output.url
            assert "page" not in data
        elif output.template.endswith(".html"):
            assert data["page"].url == output.url
            assert data["page"].title
            assert data["page"].description


def test_an_empty_library_is_still_a_site():
    site = Site(Library(Registry()), name="A", address="", description="B")
    for output in site.outputs():
        assert isinstance(output.view(), dict if output.template else bytes)


def test_every_index_page_has_a_feed_and_data_beside_it(site, outputs):
    for pages in site.indexes.values():
        for index in pages:
            assert {f"{index.url}feed.xml", f"{index.url}feed.json", f"{index.url}data.json"} <= set(outputs)


def test_the_sitemap_lists_pages_once_and_no_error_page(site, outputs):
    listed = [url for url, _ in outputs["/sitemap.xml"].view()["pages"]]
    assert "/404.html" not in listed
    assert len(listed) == len(set(listed))
    assert {article.url for article in site.library.articles} <= set(listed)


def test_a_present_province_names_its_predecessors_and_a_former_one_its_successor(outputs):
    present, former = outputs["/tinh/dong-thap/"].view(), outputs["/tinh/tien-giang/"].view()
    assert {unit.id for unit in present["formed_from"]} == {"dong-thap", "tien-giang"}
    assert (present["successor"], former["successor"].id) == (None, "dong-thap")
    assert [unit.id for unit, _ in present["people"]] == ["dong-thap", "tien-giang"]
    assert [one.id for one, _, _ in present["documents"]] == ["06-2022-nq-hdnd-tien-giang"]
    assert former["region"].name == "Đồng bằng sông Cửu Long"


def test_a_resolution_page_shows_what_carries_it_out_and_where(outputs):
    view = outputs["/van-ban/57-nq-tw/"].view()
    assert [(node.paper.resolution.number, node.paper.days) for node in view["tree"].children] == [("03/NQ-CP", 18)]
    assert (view["tree"].size, view["places"], view["of"]) == (3, 1, 4)
    assert [one.id for one in view["unseen"]] == ["dong-nai", "dong-thap", "hue"]
    assert [article.id for article in view["index"].articles] == ["2025-02-21-thai-nguyen-hop-ban-chi-dao", "2025-01-10-chinh-phu-ban-hanh-nghi-quyet-03"]


def test_an_official_page_has_posts_newest_first_with_their_proof(outputs):
    view = outputs["/can-bo/tran-thi-mai/"].view()
    assert [(one.post.office, one.province.id, len(one.proofs)) for one in view["posts"]] == [("Phó Giám đốc", "dong-thap", 1), ("Giám đốc", "tien-giang", 0)]


def test_an_entry_has_its_body_and_others_nearby(outputs):
    view = outputs["/tin/2025/09/dong-thap-ho-so-truc-tuyen/"].view()
    assert 'href="/tin/2025/05/tien-giang-phu-song-5g/"' in view["body"]
    assert 'href="/can-bo/tran-thi-mai/"' in view["body"]
    assert [article.id for _, _, found in view["nearby"] for article in found] == ["2025-05-tien-giang-phu-song-5g"]


def test_no_entry_is_offered_to_itself_nor_twice(site, outputs):
    for article in site.library.articles:
        view = outputs[article.url].view()
        offered = [one.id for *_, found in [*view["nearby"], *view["follow"]] for one in found]
        assert article.id not in offered
        assert len(offered) == len(set(offered))


def test_the_map_has_every_present_unit_and_the_islands(site):
    tiles = site.news_tiles
    assert [tile.name for tile in tiles] == ["Thái Nguyên", "Huế", "Hoàng Sa", "Đồng Nai", "Đồng Tháp"]
    assert {tile.name: tile.count for tile in tiles} == {"Thái Nguyên": 1, "Huế": 2, "Hoàng Sa": 0, "Đồng Nai": 1, "Đồng Tháp": 2}
    assert all(0 <= tile.level <= LEVELS for tile in tiles)
    assert next(tile for tile in tiles if tile.name == "Đồng Tháp").label == "Đồng Tháp: 2 tin, có tin mới"


def test_a_standing_page_links_to_the_page_of_an_entry(outputs):
    assert 'href="/tin/2025/05/tien-giang-phu-song-5g/#nguon"' in outputs["/cach-lam/"].view()["body"]


def test_standing_pages_stand_in_the_order_of_the_footer(site):
    assert [page.id for page in site.footer_pages] == ["gioi-thieu", "cach-lam"]


def test_an_entry_in_a_list_says_enough_to_choose_by_and_no_more(site):
    data = json.loads(entry_json(site.library.articles[0], site))
    assert data["url"] == "https://mau.example.vn/tin/tin/2025/09/dong-thap-ho-so-truc-tuyen/"
    assert (data["provinces"], data["officials"], data["date"]) == (["dong-thap"], ["tran-thi-mai"], "2025-09-10")
    assert set(data) == {"id", "url", "title", "date", "provinces", "topics", "officials", "resolutions"}


def test_what_is_not_published_is_nowhere(outputs):
    assert not any("ngay-hoi-so" in url or "trung-tam-du-lieu" in url for url in outputs)


def test_a_feed_is_as_new_as_its_newest_entry_or_correction(outputs, library):
    assert outputs["/feed.xml"].view()["updated"] == f"{library.articles[0].date.iso}T00:00:00+07:00"
    assert [item.article for item in outputs["/tinh/hue/feed.xml"].view()["items"]] == library.of_province["hue"]

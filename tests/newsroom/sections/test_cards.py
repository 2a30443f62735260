"""Which card stands where and what is on it: the sample's site."""

import io

import pytest
from PIL import Image

from plugins.newsroom.cards import HEIGHT, WIDTH, Card
from plugins.newsroom.library import Library
from plugins.newsroom.registry import Registry
from plugins.newsroom.sections import cards
from plugins.newsroom.site import Site


@pytest.fixture(scope="module")
def site(library):
    return Site(library, name="Bản tin mẫu", address="https://mau.example.vn", description="Tin để thử.")


@pytest.fixture(scope="module")
def outputs(site):
    return {output.url: output for output in site.outputs()}


def opened(output):
    picture = Image.open(io.BytesIO(output.view()))
    picture.load()
    return picture


def test_every_entry_province_document_and_edition_has_a_card_and_the_site_too(site, outputs):
    wanted = {"/", *(article.url for article in site.library.articles), *(index.url for kind in cards.CARDED for index in site.indexes[kind])}
    found = {url.removesuffix(cards.FILE) for url in outputs if url.endswith(cards.FILE)}
    assert wanted <= found
    assert {url for url in found - wanted if not url.startswith("/ban-tin/")} == set()
    assert any(url.startswith("/ban-tin/") for url in found)


def test_a_card_is_a_picture_and_its_key_is_its_digest(site, outputs):
    output = outputs["/van-ban/57-nq-tw/the.png"]
    index = next(index for index in site.indexes["resolution"] if index.subject.id == "57-nq-tw")
    assert output.key() == cards.index_card(site, index).digest
    assert opened(output).size == (WIDTH, HEIGHT) and output.template == "" and not output.listed


def test_an_entry_card_has_its_day_places_of_that_day_headline_and_source(site):
    article = next(one for one in site.library.articles if one.id == "2025-05-tien-giang-phu-song-5g")
    card = cards.entry_card(site, article)
    assert (card.over, card.tiles, card.title, card.site) == ("tháng 5/2025", ("Tiền Giang",), article.title, "Bản tin mẫu")
    assert card.knots[0].startswith("Nguồn: ")


def test_an_entry_of_the_whole_country_says_so(site):
    article = next(one for one in site.library.articles if one.national)
    assert cards.entry_card(site, article).tiles == (cards.NOWHERE,)


def test_a_province_card_marks_the_unit_that_lies_there_today(site):
    pages = {index.subject.id: cards.index_card(site, index) for index in site.indexes["province"]}
    assert pages["tien-giang"].over == "Tỉnh, nay thuộc Đồng Tháp"
    assert pages["tien-giang"].filled == pages["dong-thap"].filled == ("dong-thap",)
    assert {one.name for one in pages["dong-thap"].map.squares if one.name} == {island.name for unit in site.registry.provinces_in_force for island in unit.islands}


def test_a_document_card_says_in_how_many_places_it_was_seen(site, outputs):
    index = next(index for index in site.indexes["resolution"] if index.subject.id == "57-nq-tw")
    card = cards.index_card(site, index)
    view = outputs[index.url].view()
    assert card.knots == ("Bộ Chính trị", f"Đã thấy ở {view['places']}/{view['of']} tỉnh, thành phố")
    assert len(card.filled) == view["places"]
    assert card.over == "Nghị quyết ngày 22/12/2024"


def test_a_page_names_the_version_of_its_card_when_it_shows_all_that_is_on_it(outputs):
    page = outputs["/van-ban/57-nq-tw/"].view()["page"]
    version = outputs["/van-ban/57-nq-tw/the.png"].key().hex()[:8]
    assert page.picture.url == f"/van-ban/57-nq-tw/the.png?v={version}"
    assert cards.named("/a/", Card("Tỉnh", "Huế", ("4 tin",), "Bản tin"), version=False) == cards.Picture("/a/the.png", "Tỉnh. Huế. Bản tin.")


def test_a_site_without_anything_still_has_its_card():
    site = Site(Library(Registry()), name="A", address="", description="B")
    found = [output for group in cards.groups(site) for output in group.outputs()]
    assert [output.url for output in found] == ["/the.png"]
    assert opened(found[0]).size == (WIDTH, HEIGHT)
    assert site.picture.url == "/the.png"

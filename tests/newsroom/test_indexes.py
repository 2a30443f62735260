import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.indexes import KINDS, PAGE_LENGTH, alphabet, by_month, cut, index_pages


def test_every_thing_of_the_registry_has_an_index_page(library):
    pages = index_pages(library)
    registry = library.registry
    assert list(pages) == [kind.id for kind in KINDS]
    assert [len(pages[kind]) for kind in pages] == [len(registry.provinces), len(registry.resolutions), len(registry.officials), len(registry.topics), len(registry.indicators)]


@pytest.mark.parametrize(("kind", "order"), [
    ("province", ["dong-nai", "dong-thap", "hue", "thai-nguyen", "tien-giang"]),
    ("resolution", ["06-2022-nq-hdnd-tien-giang", "57-nq-tw", "03-nq-cp-2025", "62-ctr-tu-thai-nguyen-2025", "25-kh-ubnd-thai-nguyen-2025", "25-kh-ubnd-hue-2025"]),
    ("official", ["le-quang-dao", "nguyen-van-hung-dong-nai", "nguyen-van-hung-thai-nguyen", "tran-thi-mai"]),
    ("topic", ["chuyen-doi-so", "doi-moi-sang-tao", "ha-tang-so"]),
])
def test_index_pages_are_in_the_order_a_reader_expects(library, kind, order):
    assert [page.subject.id for page in index_pages(library)[kind]] == order


def test_a_page_of_a_former_province_holds_its_own_entries_and_the_successor_all(library):
    pages = {page.subject.id: page for page in index_pages(library)["province"]}
    assert [article.id for article in pages["dong-thap"].articles] == ["2025-09-10-dong-thap-ho-so-truc-tuyen", "2025-05-tien-giang-phu-song-5g"]
    assert pages["tien-giang"].title == "Tỉnh Tiền Giang"


def test_people_stand_under_the_initial_of_their_given_name(library):
    assert [(letter, len(pages)) for letter, pages in alphabet(index_pages(library)["official"])] == [("Đ", 1), ("H", 2), ("M", 1)]


@pytest.mark.parametrize(("entries", "lengths"), [(0, [0]), (1, [1]), (PAGE_LENGTH, [PAGE_LENGTH]), (PAGE_LENGTH + 1, [PAGE_LENGTH, 1]), (3 * PAGE_LENGTH, [PAGE_LENGTH] * 3)])
def test_a_list_is_cut_into_pages_and_an_empty_one_has_a_page(entries, lengths):
    pieces = cut(list(range(entries)), "/tinh/hue/")
    assert [len(piece.articles) for piece in pieces] == lengths
    assert [piece.number for piece in pieces] == list(range(1, len(lengths) + 1))


def test_the_first_page_has_the_address_of_the_list():
    pieces = cut(list(range(70)), "/tinh/hue/")
    assert [piece.url for piece in pieces] == ["/tinh/hue/", "/tinh/hue/trang-2/", "/tinh/hue/trang-3/"]
    assert pieces[2].url_of(1) == "/tinh/hue/"


@given(st.lists(st.integers()), st.integers(1, 10))
def test_pages_put_together_are_the_list(articles, length):
    pieces = cut(articles, "/", length)
    assert [article for piece in pieces for article in piece.articles] == articles
    assert all(piece.of == len(pieces) for piece in pieces)


def test_entries_stand_under_the_headings_of_their_months(library):
    months = by_month(library.articles)
    assert [heading for heading, _ in months] == ["Tháng 9/2025", "Tháng 8/2025", "Tháng 5/2025", "Tháng 2/2025", "Tháng 1/2025", "Tháng 11/2024"]
    assert [article for _, articles in months for article in articles] == library.articles

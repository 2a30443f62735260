import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.suggest import advice, nearest

KNOWN = ["Đắk Lắk", "Đắk Nông", "Thái Nguyên", "Thanh Hóa", "Huế"]


@pytest.mark.parametrize(("name", "first"), [("Dak Lac", "Đắk Lắk"), ("Thai Nguyen", "Thái Nguyên"), ("Thanh Hoa'", "Thanh Hóa"), ("HUE", "Huế"), ("Thái Nguyen tỉnh", "Thái Nguyên")])
def test_the_nearest_name_is_found_without_marks(name, first):
    assert nearest(name, KNOWN)[0] == first


@pytest.mark.parametrize("name", ["", "Sài Gòn", "x" * 10_000])
def test_nothing_is_offered_when_nothing_is_near(name):
    assert nearest(name, KNOWN) == []


def test_advice_offers_the_near_names_and_another_way():
    assert advice("Dak Lac", ["Đắk Lắk"], "hoặc thêm vào danh mục") == "viết “Đắk Lắk”; hoặc thêm vào danh mục"
    assert advice("Sài Gòn", ["Đắk Lắk"], "xem danh mục") == "xem danh mục"


@given(st.text(), st.lists(st.text()))
def test_only_known_names_are_offered_and_at_most_three(name, known):
    found = nearest(name, known)
    assert len(found) <= 3
    assert set(found) <= set(known)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.syllables import flaw


@pytest.mark.parametrize("word", [
    "quyết", "hòa", "hoà", "thủy", "thuỷ", "ngành", "nghề", "giếng", "gì", "khuỷu", "huỳnh", "quốc", "quý", "chuyển", "đổi", "số", "Huế", "Đắk", "Lắk", "Krông", "Niê", "HĐND", "UBND", "QĐ", "TƯ",
    "abc", "startup", "", "vắcxin", "ôtô", "café", "Čư", "57", "nghiệp", "ươm", "tạo", "yếu", "Ấn", "của",
])
def test_a_word_that_vietnamese_allows_is_passed(word):
    assert flaw(word) is None


@pytest.mark.parametrize(("word", "meant"), [("hòan", "hoàn"), ("nghành", "ngành"), ("Nghành", "Ngành"), ("gành", None), ("qúỵết", ""), ("cế", "kế"), ("kầu", "cầu"), ("gề", "ghề"), ("tóan", "toán"), ("thủyên", "thuyển"), ("hộc̀", ""), ("cat́", "cát")])
def test_a_word_that_no_syllable_allows_is_told_with_what_is_meant(word, meant):
    assert flaw(word) == meant


@given(st.text())
def test_no_word_raises(word):
    assert flaw(word) is None or isinstance(flaw(word), str)

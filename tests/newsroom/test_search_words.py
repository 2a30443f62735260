"""The bridge between Vietnamese words and Pagefind, as Python has it; that JavaScript has the same is proved in tests/theme/test_search.py."""

import unicodedata

import pytest

from plugins.newsroom.search_words import END, KEY, key_of, to_index


@pytest.mark.parametrize(("text", "words"), [
    ("Đồng Tháp", "Ḑồng| Tháp|"),
    ("đường số 5.", "ḑường| số| 5|."),
    ("57-NQ/TW", "57|-NQ|/TW|"),
    ("2.153 hồ sơ, 87,13%", "2.153| hồ| sơ|, 87,13|%"),
    ("năm 2025. Tỉnh", "năm| 2025|. Tỉnh|"),
    ("KH&CN (ĐMST)", "KH|&CN| (ḐMST|)"),
    ("snake_case", "snake|_case|"),
    ("", ""),
    (" … !", " … !"),
])
def test_every_word_is_ended_and_d_with_a_stroke_can_be_folded(text: str, words: str):
    assert to_index(text) == words.replace("|", END)


def test_nfd_is_indexed_as_nfc():
    assert to_index(unicodedata.normalize("NFD", "Thừa Thiên Huế")) == to_index("Thừa Thiên Huế")


def test_our_own_signs_in_a_text_are_not_mistaken_for_ours():
    assert to_index(f"a{END}b ḑ {KEY}c") == f"a{END}’b{END} d{END} ’c{END}"


def test_invisible_characters_are_gone():
    assert to_index("chuyển\u200bđổi\u00ad số") == f"chuyểnḑổi{END} số{END}"


@pytest.mark.parametrize("names", [
    ("57-NQ/TW", "57/NQ-TW", "57 NQ TW", "57 nq/tw", "57–NQ/TW", "57nqtw"),
    ("03/NQ-CP", "3/NQ-CP", "03 nq cp"),
    ("KH&CN", "KHCN", "kh cn"),
    ("TP. Hồ Chí Minh", "TP.Hồ Chí Minh", "tp hồ chí minh"),
    ("Bà Rịa - Vũng Tàu", "Bà Rịa–Vũng Tàu", "bà rịa vũng tàu"),
])
def test_spellings_of_one_name_have_one_key(names: tuple[str, ...]):
    assert len({key_of(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), [("57-NQ/TW", "5-NQ/TW"), ("Hà Nội", "Hà Nam"), ("03/NQ-CP", "30/NQ-CP"), ("hoà", "hóa")])
def test_different_names_have_different_keys(one: str, other: str):
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize("nothing", ["", " ", "!?", "…", "\u200b"])
def test_a_name_without_letters_has_no_key(nothing: str):
    assert key_of(nothing) == ""

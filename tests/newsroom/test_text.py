import re
import unicodedata
from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.text import _fold_any, fold, initial, nfc, person_sort_key, slug, sort_key, squeeze, standard_tones, tone_key

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VIETNAMESE = st.text(st.sampled_from([character for letter in LETTERS + LETTERS.upper() for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
                                      if len(character := unicodedata.normalize("NFC", letter + tone)) == 1] + list(" -.,0123456789")))
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@pytest.mark.parametrize(("text", "folded"), [
    ("Đắk Lắk", "dak lak"),
    ("ĐỒNG NAI", "dong nai"),
    ("  Bà  Rịa\u00a0- Vũng Tàu ", "ba ria - vung tau"),
    ("Thanh Ho\u0301a", "thanh hoa"),
    ("Huế\u200b", "hue"),
    ("57-NQ/TW", "57-nq/tw"),
    ("", ""),
])
def test_fold_gives_what_a_reader_types_without_tones(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_unicode_form_does_not_matter_when_folding(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text() | st.text(st.sampled_from("aĂệ ợĐđỶß–1\u0301\u200b\x1cİΣ")) | VIETNAMESE)
def test_the_quick_way_to_fold_gives_the_same(text):
    assert fold(text) == _fold_any(text)


@given(VIETNAMESE)
def test_a_folded_vietnamese_text_is_plain_ascii(text):
    assert fold(text).isascii()


@pytest.mark.parametrize(("text", "same"), [("Thanh Hoá", "Thanh Hóa"), ("Tỉnh uỷ", "Tỉnh ủy"), ("khoẻ", "khỏe"), ("HOÀ BÌNH", "Hòa Bình"), ("thuy\u0309", "thủy")])
def test_two_placements_of_one_tone_have_one_key(text, same):
    assert tone_key(text) == tone_key(same)


@pytest.mark.parametrize(("text", "other"), [("hoà", "hoá"), ("Huế", "Huệ"), ("ma", "mà"), ("lai châu", "lại châu"), ("đa", "da"), ("cơ", "cô"), ("an", "ăn"), ("hoa binh", "hòa bình")])
def test_two_tones_or_two_letters_have_two_keys(text, other):
    assert tone_key(text) != tone_key(other)


@given(st.text())
def test_the_unicode_form_does_not_matter_to_the_tone_key(text):
    assert tone_key(unicodedata.normalize("NFD", text)) == tone_key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(("text", "standard"), [
    ("Thanh Hoá", "Thanh Hóa"),
    ("Tỉnh uỷ", "Tỉnh ủy"),
    ("KHOẺ", "KHỎE"),
    ("sức khoẻ, hoà bình; thuỷ", "sức khỏe, hòa bình; thủy"),
    ("loà xoà", "lòa xòa"),
    ("quý", "quý"), ("quỳ", "quỳ"), ("Quỳ", "Quỳ"), ("quà", "quà"), ("Quảng", "Quảng"),
    ("hoàn", "hoàn"), ("thuyền", "thuyền"), ("toán", "toán"), ("xoèn", "xoèn"), ("huỳnh", "huỳnh"),
    ("xoáy", "xoáy"), ("khuỷu", "khuỷu"), ("già", "già"), ("Huế", "Huế"), ("uể", "uể"),
    ("hòa", "hòa"), ("oà", "òa"), ("uỷ ban", "ủy ban"),
])
def test_the_tone_of_an_open_syllable_stands_on_its_first_vowel(text, standard):
    assert standard_tones(text) == standard


@given(VIETNAMESE)
def test_standard_tones_moves_tones_and_nothing_else(text):
    standard = standard_tones(text)
    assert standard_tones(standard) == standard
    assert tone_key(standard) == tone_key(text)
    assert fold(standard) == fold(text)


@pytest.mark.parametrize(("text", "address"), [
    ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"), ("Đắk Lắk", "dak-lak"), ("57-NQ/TW", "57-nq-tw"), ("  !Huế?  ", "hue"), ("…", ""), ("TP.HCM", "tp-hcm"),
])
def test_a_slug_is_an_address_part(text, address):
    assert slug(text) == address


@given(st.text())
def test_a_slug_holds_lower_case_letters_digits_and_single_hyphens_only(text):
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


DICTIONARY = [
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["a", "à", "ă", "ằ", "â", "b", "d", "đ", "e", "ê", "f", "g", "o", "ô", "ơ", "u", "ư", "v", "w", "x", "y", "z"],
    ["an", "ăn", "ân"],
    ["da", "dũng", "đa", "đình"],
    ["An Giang", "Bà Rịa - Vũng Tàu", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Gia Lai", "Huế", "Thái Nguyên", "Thanh Hóa"],
    ["ba", "bà", "ba ba", "ba bị", "bác"],
    ["hoa", "hòa", "hóa", "hoan"],
    ["10", "2", "a"],
]


@pytest.mark.parametrize("words", DICTIONARY)
def test_words_sort_as_in_a_vietnamese_dictionary(words):
    assert sorted(reversed(words), key=sort_key) == words


def test_thai_nguyen_precedes_thanh_hoa_because_letters_come_before_tones():
    assert sorted(["Thanh Hóa", "Thái Nguyên", "Thái Bình"], key=sort_key) == ["Thái Bình", "Thái Nguyên", "Thanh Hóa"]


def test_small_letters_and_capitals_of_one_word_stand_together():
    assert sorted(["mạ", "Ma", "ma", "mà"], key=sort_key)[2:] == ["mà", "mạ"]


@given(st.lists(ANYTHING, min_size=3, max_size=3))
def test_sorting_is_a_total_order(texts):
    one, two, three = (sort_key(text) for text in texts)
    assert (one < two) + (two < one) + (one == two) == 1
    assert (one == two) == (texts[0] == texts[1])
    assert not one < two < three or one < three


def _letter_by_letter(one, two):
    """Compare two words by the alphabet, then by their tones: the rule as a school book gives it."""
    tones = "\u0300\u0309\u0303\u0301\u0323"

    def parts(word):
        split = [(unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in tones)),
                  next((tones.index(c) + 1 for c in unicodedata.normalize("NFD", letter) if c in tones), 0)) for letter in word]
        return [LETTERS.index(letter) for letter, _ in split], [tone for _, tone in split]

    return (parts(one) > parts(two)) - (parts(one) < parts(two))


@given(st.lists(st.text(st.sampled_from("aàảãáạăằâấbdđeêếghiìkmnoôơớpquưứxyỵ"), max_size=5)))
def test_sorting_agrees_with_the_school_rule(words):
    assert sorted(words, key=sort_key) == sorted(words, key=cmp_to_key(_letter_by_letter))


def test_people_sort_by_given_name_then_middle_then_family():
    names = ["Nguyễn Huy Dũng", "Lê Văn An", "Trần Đình Đức", "Phạm Văn Dũng", "Bùi Văn Dũng", "Ân"]
    assert sorted(names, key=person_sort_key) == ["Lê Văn An", "Ân", "Nguyễn Huy Dũng", "Bùi Văn Dũng", "Phạm Văn Dũng", "Trần Đình Đức"]


@pytest.mark.parametrize(("name", "letter"), [("Đức", "Đ"), ("Dũng", "D"), ("ấn", "Â"), ("Ánh", "A"), ("“Ơn”", "Ơ"), ("5G", "5"), ("", "#"), ("…", "#")])
def test_the_initial_keeps_hats_and_drops_tones(name, letter):
    assert initial(name) == letter


@pytest.mark.parametrize(("text", "clean"), [("a\u00a0 b", "a b"), ("\ufeffHuế ", "Huế"), ("so\u0302\u0301", "số"), ("chuyển\u00ad đổi", "chuyển đổi")])
def test_squeeze_leaves_one_form_and_single_spaces(text, clean):
    assert squeeze(text) == clean


@given(st.text())
def test_nfc_is_nfc(text):
    assert unicodedata.is_normalized("NFC", nfc(text))

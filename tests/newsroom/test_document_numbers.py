import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.document_numbers import read_number


@pytest.mark.parametrize(("text", "written", "kind", "party", "address"), [
    ("06/2022/NQ-HĐND", "06/2022/NQ-HĐND", "Nghị quyết", False, "06-2022-nq-hdnd"),
    ("193/2025/QH15", "193/2025/QH15", None, False, "193-2025-qh15"),
    ("25/KH-UBND", "25/KH-UBND", "Kế hoạch", False, "25-kh-ubnd"),
    ("03/NQ-CP", "03/NQ-CP", "Nghị quyết", False, "03-nq-cp"),
    ("5511/BKHCN-CĐSQG", "5511/BKHCN-CĐSQG", None, False, "5511-bkhcn-cdsqg"),
    ("57-NQ/TW", "57-NQ/TW", "Nghị quyết", True, "57-nq-tw"),
    ("62-CTr/TU", "62-CTr/TU", "Chương trình", True, "62-ctr-tu"),
    ("07-TB/CQTTBCĐ", "07-TB/CQTTBCĐ", "Thông báo", True, "07-tb-cqttbcd"),
    ("1018/QĐ-TTg", "1018/QĐ-TTg", "Quyết định", False, "1018-qd-ttg"),
    ("02-KH/BCĐTW", "02-KH/BCĐTW", "Kế hoạch", True, "02-kh-bcdtw"),
    ("195", "195", None, False, "195"),
])
def test_a_number_is_taken_apart(text, written, kind, party, address):
    number = read_number(text)
    assert (str(number), number.kind, number.party, number.slug) == (written, kind, party, address)


@pytest.mark.parametrize(("text", "standard"), [
    ("57 – NQ/TW", "57-NQ/TW"), ("57 - NQ / TW", "57-NQ/TW"), ("57—NQ/TW", "57-NQ/TW"), ("57‑NQ/TW", "57-NQ/TW"), (" 57-NQ/TW ", "57-NQ/TW"),
    ("35-CTR/TU", "35-CTr/TU"), ("3/NQ-CP", "03/NQ-CP"), ("1018/QÐ-TTg", "1018/QĐ-TTg"), ("1018/QĐ-TTG", "1018/QĐ-TTg"), ("06/2022/NQ-HÐND", "06/2022/NQ-HĐND"),
    ("06/2022/NQ - HĐND", "6/2022/NQ-HĐND"), ("25 /KH-UBND", "25/KH-UBND"),
])
def test_real_spellings_of_one_number_meet(text, standard):
    assert read_number(text).key == read_number(standard).key


@pytest.mark.parametrize(("one", "other"), [
    ("03/NQ-CP", "03-NQ/CP"), ("57-NQ/TW", "57/NQ-TW"), ("25/KH-UBND", "25/2025/KH-UBND"), ("06/2022/NQ-HĐND", "06/2023/NQ-HĐND"), ("25/KH-UBND", "52/KH-UBND"), ("193/2025/QH15", "193/2025/QH14"), ("10/NQ-CP", "1/NQ-CP"),
])
def test_two_documents_stay_two(one, other):
    assert read_number(one).key != read_number(other).key


@pytest.mark.parametrize("text", [
    "", "NQ57", "Nghị quyết 57", "57-NQ-TW", "57NQ/TW", "số 57-NQ/TW", "57-NQ/TW, 03/NQ-CP", "123456/NQ-CP", "57-/TW", "57//NQ", "2/34 tỉnh", "-57-NQ/TW", "57-NQ/TW.", "57-nq/tw khác",
])
def test_what_is_not_one_number_is_none(text):
    assert read_number(text) is None


LETTERS = st.sampled_from(["NQ", "QĐ", "KH", "CTr", "TB", "ĐA", "HD"])
BODIES = st.sampled_from(["TW", "TU", "CP", "UBND", "HĐND", "TTg", "BCĐTW"])
SERIALS = st.integers(1, 99999)
DASHES = st.sampled_from(["-", " - ", "–", " – ", "—", "‑", "−"])
SLASHES = st.sampled_from(["/", " / ", "/ ", "⁄"])


@given(SERIALS, LETTERS, BODIES, DASHES, SLASHES)
def test_any_dash_and_any_blank_spell_the_same_number(serial, letters, body, dash, slash):
    assert read_number(f"{serial}{dash}{letters}{slash}{body}").key == read_number(f"0{serial}"[-5:] + f"-{letters}/{body}").key
    assert read_number(f"{serial}{slash}{letters}{dash}{body}") == read_number(f"{serial}/{letters}-{body}")


@given(SERIALS, LETTERS, BODIES)
def test_party_and_state_never_meet(serial, letters, body):
    assert read_number(f"{serial}-{letters}/{body}").key != read_number(f"{serial}/{letters}-{body}").key


@given(SERIALS, LETTERS, BODIES, st.booleans())
def test_the_standard_spelling_is_read_back(serial, letters, body, party):
    number = read_number(f"{serial}-{letters}/{body}" if party else f"{serial}/{letters}-{body}")
    assert read_number(str(number)) == number


@given(st.text())
def test_reading_never_raises(text):
    number = read_number(text)
    assert number is None or read_number(str(number)).key == number.key

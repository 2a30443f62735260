from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.numbers import NotANumber, read, write


@pytest.mark.parametrize(("text", "value"), [
    ("2.153", "2153"), ("87,13", "87.13"), ("0,5", "0.5"), ("1.234.567,8", "1234567.8"), ("67", "67"), ("-3,2", "-3.2"), ("2153", "2153"), ("87,10", "87.10"), ("007", "7"),
])
def test_a_vietnamese_number_is_read(text, value):
    assert read(text) == Decimal(value)


@pytest.mark.parametrize("text", ["53.85", "1,234.5", "1.2345", "", " 5", "5 ", "năm", "5%", "1e3", ",5", "5,", "--5", "12.34.567", "NaN", "1_000", "5\n", "٣"])
def test_anything_else_is_refused_and_never_guessed(text):
    with pytest.raises(NotANumber):
        read(text)


@pytest.mark.parametrize(("value", "text"), [
    (Decimal("87.13"), "87,13"), (Decimal("87.10"), "87,10"), (2153, "2.153"), (Decimal("-1234.5"), "-1.234,5"), (0, "0"), (Decimal("0.05"), "0,05"), (Decimal("-0.5"), "-0,5"),
])
def test_a_number_is_written_the_vietnamese_way(value, text):
    assert write(value) == text


@given(st.decimals(min_value=-10**12, max_value=10**12, places=3))
def test_what_is_written_is_read_back(value):
    assert read(write(value)) == value


@given(st.integers(-10**15, 10**15))
def test_whole_numbers_are_read_back(value):
    assert read(write(value)) == value


@given(st.from_regex(r"-?(?:[1-9]\d{0,2}(?:\.\d{3}){0,3})(?:,\d{1,4})?", fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_a_number_as_newspapers_print_it_is_written_back_as_it_was(text):
    assert write(read(text)) == text


@given(st.text())
def test_reading_gives_a_number_or_says_it_is_none(text):
    try:
        assert read(text).is_finite()
    except NotANumber:
        pass

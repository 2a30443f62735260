import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.dates import BadDate, PartialDate, day_text, elapsed_text, month_text, read_date, read_period


@pytest.mark.parametrize(("text", "first", "last", "shown", "phrase"), [
    ("2025-02-21", "2025-02-21", "2025-02-21", "21/02/2025", "ngày 21/02/2025"),
    ("2025-05", "2025-05-01", "2025-05-31", "tháng 5/2025", "tháng 5/2025"),
    ("2024-02", "2024-02-01", "2024-02-29", "tháng 2/2024", "tháng 2/2024"),
    ("2024", "2024-01-01", "2024-12-31", "năm 2024", "năm 2024"),
])
def test_a_date_is_as_precise_as_it_was_written(text, first, last, shown, phrase):
    date = read_date(text)
    assert (date.first.isoformat(), date.last.isoformat(), date.iso, date.text, date.phrase) == (first, last, text, shown, phrase)
    assert date.exact == (text.count("-") == 2)


@pytest.mark.parametrize("text", [
    "", "2025-13", "2025-02-30", "2025-00-10", "2025-1-5", "25-01-05", "1899-12-31", "2101", "0000", "2025-01-00", "20250105", "2025-01-05T10:00", "2025-01-05 ", "hôm nay", "2025-02-29\n", "٢٠٢٥",
])
def test_what_is_no_calendar_date_is_refused(text):
    with pytest.raises(BadDate):
        read_date(text)


@pytest.mark.parametrize(("text", "iso"), [("01/04/2025", "2025-04-01"), ("22-12-2024", "2024-12-22"), ("5.1.2022", "2022-01-05"), (" 31 / 10 / 2025 ", "2025-10-31"), ("30/02/2025", ""), ("04/2025", "2025-04"), ("2025/03/05", "2025-03-05"), ("2025-3-5", "2025-03-05"), ("2025.3", "2025-03"), ("5/3/25", "2025-03-05"), ("20250305", "2025-03-05"), ("năm 2025", "2025"),
    ("2025-03-05 08:30", "2025-03-05"), ("2025-03-05T08:30:00+07:00", "2025-03-05"), ("ngày 5/3/2025", "2025-03-05"), ("Ngày 5 tháng 3 năm 2025", "2025-03-05"), ("tháng 3 năm 2025", "2025-03"), ("March 5, 2025", "2025-03-05"), ("5 Mar 2025", "2025-03-05"),
    ("13/25/2025", ""), ("hôm nay", ""), ("2025-02-30", ""), ("2025-03-05 đến 2025-03-06", "")])
def test_a_date_in_another_form_is_refused_with_the_iso_form_offered(text, iso):
    with pytest.raises(BadDate) as refused:
        read_date(text)
    assert refused.value.suggestion == iso


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_read_back(day):
    date = read_date(day.isoformat())
    assert date == PartialDate(day.year, day.month, day.day)
    assert date.iso == day.isoformat()
    assert date.first == date.last == day
    assert date.text == day_text(day)


@given(st.text())
def test_reading_gives_a_date_or_says_it_is_none(text):
    try:
        assert read_date(text).iso == text
    except BadDate:
        pass


@pytest.mark.parametrize(("text", "iso"), [
    ("3-4/11/2025", "2025-11-03..2025-11-04"), ("2025-11-03 - 2025-11-04", "2025-11-03..2025-11-04"), ("từ 3/11/2025 đến 4/11/2025", "2025-11-03..2025-11-04"), ("3/11/2025..4/11/2025", "2025-11-03..2025-11-04"),
    ("2025-11-03 .. 2025-11-04", "2025-11-03..2025-11-04"), ("2025-11-04..2025-11-03", "2025-11-03..2025-11-04"), ("3/11/2025", "2025-11-03"), ("x..y", ""), ("2025-11-03..", ""), ("2025-02-27..2025-02-30", ""), ("1-" * 50_000, ""),
])
def test_a_period_in_another_form_is_refused_with_the_form_of_the_digest(text, iso):
    with pytest.raises(BadDate) as refused:
        read_period(text)
    assert refused.value.suggestion == iso


def test_a_day_no_calendar_has_is_told_apart_from_another_form():
    for text, impossible in (("2025-02-30", True), ("2025-13", True), ("30/02/2025", False)):
        with pytest.raises(BadDate) as refused:
            read_date(text)
        assert refused.value.impossible is impossible


@pytest.mark.parametrize(("text", "shown"), [
    ("2025-12-12..2025-12-14", "12/12/2025 đến 14/12/2025"), ("2025-12-12", "12/12/2025"), ("2025-12-12..2025-12-12", "12/12/2025"), ("2025-05..2025-06", "tháng 5/2025 đến tháng 6/2025"),
])
def test_a_period_names_both_ends_and_one_day_once(text, shown):
    assert read_period(text).text == shown
    assert read_period(read_period(text).iso) == read_period(text)


@pytest.mark.parametrize("text", ["..", "2025-12-12..", "..2025-12-12", "2025-12-14..2025-12-12", "2025-12-12..2025-12-13..2025-12-14", "2025-12-12 .. 2025-12-14"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadDate):
        read_period(text)


@pytest.mark.parametrize(("days", "text"), [(0, "cùng ngày"), (18, "sau 18 ngày"), (-3, "trước 3 ngày")])
def test_elapsed_days_read_as_a_phrase(days, text):
    assert elapsed_text(days) == text


def test_a_month_heading_has_no_leading_zero():
    assert month_text(2025, 4) == "Tháng 4/2025"

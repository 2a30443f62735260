import datetime as dt

import pytest

from plugins.newsroom.dates import read_date
from plugins.newsroom.edition_periods import MONTH, WEEK, BadPeriod, EditionPeriod, period_of, read_edition_period


@pytest.mark.parametrize(("text", "first", "last", "name"), [
    ("2025-04", "2025-04-01", "2025-04-30", "tháng 4/2025"),
    ("2024-02", "2024-02-01", "2024-02-29", "tháng 2/2024"),
    ("2025-12", "2025-12-01", "2025-12-31", "tháng 12/2025"),
    ("2025-w14", "2025-03-31", "2025-04-06", "tuần 14/2025"),
    ("2025-w01", "2024-12-30", "2025-01-05", "tuần 1/2025"),
    ("2026-w53", "2026-12-28", "2027-01-03", "tuần 53/2026"),
])
def test_a_period_has_its_days_and_its_name(text, first, last, name):
    period = read_edition_period(text)
    assert (period.first.isoformat(), period.last.isoformat(), period.name, period.id) == (first, last, name, text)


@pytest.mark.parametrize(("text", "meant"), [
    ("2025-13", "2025-w13"), ("2025-00", ""), ("2025-w53", ""), ("2025-w00", ""), ("04-2025", "2025-04"), ("4-2025", "2025-04"), ("2025-4", "2025-04"), ("2025/04", "2025-04"),
    ("w14-2025", "2025-w14"), ("2025-W14", "2025-w14"), ("2025w14", "2025-w14"), ("tuan-14-2025", "2025-w14"), ("thang-4-2025", "2025-04"), ("2025-54", ""), ("thang-tu", ""), ("", ""),
    ("1812-04", ""), ("2025-04-01", ""), ("٢٠٢٥-٠٤", ""), ("2025-w1", "2025-w01"), ("thang-13-2025", ""),
])
def test_what_is_no_period_is_refused_with_the_one_it_may_stand_for(text, meant):
    with pytest.raises(BadPeriod) as refused:
        read_edition_period(text)
    assert refused.value.suggestion == meant


@pytest.mark.parametrize(("date", "kind", "wanted"), [
    ("2025-04-01", MONTH, "2025-04"), ("2025-04", MONTH, "2025-04"), ("2025", MONTH, None),
    ("2025-04-06", WEEK, "2025-w14"), ("2025-04-07", WEEK, "2025-w15"), ("2024-12-30", WEEK, "2025-w01"), ("2027-01-03", WEEK, "2026-w53"), ("2025-04", WEEK, None),
])
def test_a_date_belongs_to_one_period_or_to_none(date, kind, wanted):
    period = period_of(read_date(date), kind)
    assert (period.id if period else None) == wanted


@pytest.mark.parametrize(("period", "date", "inside"), [
    ("2025-04", "2025-04-30", True), ("2025-04", "2025-04", True), ("2025-04", "2025-05-01", False), ("2025-04", "2025", False),
    ("2025-w14", "2025-03-31", True), ("2025-w14", "2025-04", False), ("2025-w14", "2025-04-07", False),
])
def test_a_period_holds_what_lies_wholly_within(period, date, inside):
    assert read_edition_period(period).holds(read_date(date)) is inside


def test_every_day_of_ten_years_is_in_the_week_that_says_so():
    for number in range(3653):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
        period = period_of(read_date(day.isoformat()), WEEK)
        assert period.first <= day <= period.last
        assert read_edition_period(period.id) == period


def test_what_a_period_spans_is_said_in_days():
    assert EditionPeriod(WEEK, 2025, 14).span == "31/03/2025 đến 06/04/2025"

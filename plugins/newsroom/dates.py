"""Dates as the digest keeps and shows them: never more precise than they are known.

In: ``2025-02-21``, ``2025-05`` or ``2024`` (ISO 8601, calendar dates), or ``2025-12-12..2025-12-14``.
Out: `PartialDate` and `Period`, and Vietnamese text ("21/02/2025", "tháng 5/2025", "năm 2024").
The odd case is a date in another form (01/04/2025, 2025/03/05, 5 tháng 3 năm 2025): Pelican guesses; here it is refused with the ISO form offered.
"""

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache

from .frozen import frozen

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.A)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_OTHER_FORMS = tuple(re.compile(form, re.I | re.A) for form in (
    r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})(?:[T\s]\s*\d{1,2}[:h].*)?",
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<year>\d{4}|\d\d)(?:\s+\d{1,2}[:h].*)?",
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm|,|/)\s*(?P<year>\d{4})",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    r"(?:tháng\s+)?(?P<month>\d{1,2})\s*(?:[-/.]|\s+năm\s)\s*(?P<year>\d{4})",
    r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})",
    r"(?:năm\s+)?(?P<year>\d{4})",
    rf"{_MONTH_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_NAME},?\s+(?P<year>\d{{4}})",
))
"""How else a date is written by people and programs; each is unmistakable, but for the two numbers of a day and a month, of which Vietnamese puts the day first."""
_DAYS_OF_A_MONTH = re.compile(r"(\d{1,2})\s*(?:-|–|đến)\s*(\d{1,2})(\s*[/.]\s*\d{1,2}\s*[/.]\s*\d{4})", re.A)
_FROM_TO = re.compile(r"\s*\.\.\.?\s*|\s+(?:-|–|—|đến|tới|to)\s+(?:ngày\s+)?")

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class BadDate(ValueError):
    """The text is not a date this module takes; `suggestion` holds the ISO form it may stand for, or an empty string; `impossible` when only no calendar has such a day."""

    def __init__(self, text: str, suggestion: str = "", *, impossible: bool = False) -> None:
        super().__init__(text)
        self.suggestion = suggestion
        self.impossible = impossible


@frozen
class PartialDate:
    """A day, a month (``day`` is None) or a year (``month`` is None too) of the Gregorian calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> dt.date:
        """The earliest day it may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day it may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    @property
    def iso(self) -> str:
        """The ISO 8601 form, as short as the date is vague: the value of HTML's ``datetime``."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def text(self) -> str:
        """The date as a Vietnamese table shows it: "21/02/2025", "tháng 5/2025", "năm 2024"."""
        if self.day:
            return f"{self.day:02}/{self.month:02}/{self.year}"
        return f"tháng {self.month}/{self.year}" if self.month else f"năm {self.year}"

    @property
    def phrase(self) -> str:
        """The date as it stands in a sentence: "ngày 21/02/2025", "tháng 5/2025", "năm 2024"."""
        return f"ngày {self.text}" if self.day else self.text


@frozen
class Period:
    """From one day to another, both included."""

    start: PartialDate
    end: PartialDate

    @property
    def text(self) -> str:
        """The period as a Vietnamese table shows it; one day is written once."""
        return self.start.text if self.start == self.end else f"{self.start.text} đến {self.end.text}"

    @property
    def iso(self) -> str:
        """The front-matter form, ``from..to``, or the one day."""
        return self.start.iso if self.start == self.end else f"{self.start.iso}..{self.end.iso}"


@lru_cache(maxsize=8192)
def read_date(text: str) -> PartialDate:
    """Return the date `text` gives.

    Raises:
        BadDate: for anything but YYYY, YYYY-MM or YYYY-MM-DD that exists in the calendar (years 1900 to 2100).
    """
    match = _ISO.fullmatch(text)
    if not match:
        raise BadDate(text, _meant_by(text))
    year, month, day = (int(part) if part else None for part in match.groups())
    if not 1900 <= year <= 2100:
        raise BadDate(text, impossible=True)
    try:
        dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise BadDate(text, impossible=True) from None
    return PartialDate(year, month, day)


def _meant_by(text: str) -> str:
    """Return the ISO form of a date written another way, or "" when there is none or no such day."""
    match = next((found for form in _OTHER_FORMS if (found := form.fullmatch(text.strip()[:60]))), None)
    if match is None:
        return ""
    parts = match.groupdict()
    month = _MONTHS.index(parts["name"].lower()) + 1 if parts.get("name") else parts.get("month")
    year = parts["year"] if len(parts["year"]) == 4 else f"20{parts['year']}"
    iso = "-".join([year, *(f"{int(part):02}" for part in (month, parts.get("day")) if part is not None)])
    try:
        return read_date(iso).iso
    except BadDate:
        return ""


def read_period(text: str) -> Period:
    """Return the period `text` gives: one date, or two with ``..`` between.

    Raises:
        BadDate: when a side is no date, or the end comes before the start.
    """
    start, dots, end = text.partition("..")
    try:
        first = read_date(start)
        last = read_date(end) if dots else first
    except BadDate as bad:
        raise BadDate(text, _period_meant_by(text), impossible=bad.impossible) from None
    if last.last < first.first:
        raise BadDate(text, f"{last.iso}..{first.iso}")
    return Period(first, last)


def _period_meant_by(text: str) -> str:
    """Return the form this module takes of a day or a period written another way, or "" when that is not clear."""
    one = _meant_by(text)
    if one:
        return one
    clean = text.strip().removeprefix("từ ").removeprefix("ngày ")
    days = _DAYS_OF_A_MONTH.fullmatch(clean)
    sides = [days[1] + days[3], days[2] + days[3]] if days else _FROM_TO.split(clean, maxsplit=2)
    isos = [_meant_by(side) for side in sides]
    return "..".join(isos) if len(isos) == 2 and all(isos) else ""


def day_text(day: dt.date) -> str:
    """Return `day` as "21/02/2025"."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def month_text(year: int, month: int) -> str:
    """Return a month's heading: "Tháng 4/2025"."""
    return f"Tháng {month}/{year}"


def elapsed_text(days: int) -> str:
    """Return how long after: "cùng ngày", "sau 18 ngày", "sau 1.334 ngày"; a negative count is "trước 3 ngày"."""
    if days == 0:
        return "cùng ngày"
    return f"{'sau' if days > 0 else 'trước'} {abs(days):,} ngày".replace(",", ".")

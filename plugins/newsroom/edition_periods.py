"""The period of an edition: a month or an ISO week.

In: ``2025-04`` or ``2025-w14``, or the date of an entry. Out: an `EditionPeriod` with its first and last day and its Vietnamese name ("tháng 4/2025", "tuần
14/2025"). Example: ``period_of(PartialDate(2024, 12, 30), WEEK).id == "2025-w01"``: a week belongs to the year of its Thursday (ISO 8601).

The odd case is an entry of which only the month is known: it belongs to its month, and to no week.
"""

import datetime as dt
import re
from calendar import monthrange

from .dates import PartialDate, day_text
from .frozen import frozen

MONTH, WEEK = "month", "week"
KINDS = (MONTH, WEEK)
"""What one edition covers: values of the setting ``EDITIONS``."""

_ID = re.compile(r"(\d{4})-(w?)(\d{2})", re.A)
_LOOSE = re.compile(r"(?:(\d{4})[-_/. ]?(w|tuan|tuần|thang|tháng|t)?[-_ ]?(\d{1,2})|(w|tuan|tuần|thang|tháng|t)?[-_ ]?(\d{1,2})[-_/. ](\d{4}))", re.A | re.I)


class BadPeriod(ValueError):
    """The text names no month and no week; `suggestion` is the one it may stand for, or an empty string."""

    def __init__(self, text: str, suggestion: str = "") -> None:
        super().__init__(text)
        self.suggestion = suggestion


@frozen
class EditionPeriod:
    """A month or a week. `number` is that of the month, or of the ISO week of `year`."""

    kind: str
    year: int
    number: int

    @property
    def id(self) -> str:
        """Its part of the address, and the name of its file: ``2025-04``, ``2025-w14``."""
        return f"{self.year:04}-{'w' if self.kind == WEEK else ''}{self.number:02}"

    @property
    def first(self) -> dt.date:
        """Its first day; a week begins on Monday."""
        return dt.date(self.year, self.number, 1) if self.kind == MONTH else dt.date.fromisocalendar(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.number, monthrange(self.year, self.number)[1]) if self.kind == MONTH else dt.date.fromisocalendar(self.year, self.number, 7)

    @property
    def name(self) -> str:
        """What it is called within a sentence: "tháng 4/2025", "tuần 14/2025"."""
        return f"{'tháng' if self.kind == MONTH else 'tuần'} {self.number}/{self.year}"

    @property
    def span(self) -> str:
        """Its days: "01/04/2025 đến 30/04/2025"."""
        return f"{day_text(self.first)} đến {day_text(self.last)}"

    def holds(self, date: PartialDate) -> bool:
        """Return whether `date`, as vague as it may be, lies wholly within."""
        return self.first <= date.first and date.last <= self.last


def read_edition_period(text: str) -> EditionPeriod:
    """Return the period `text` names.

    Raises:
        BadPeriod: for anything but YYYY-MM or YYYY-wWW that exists in the calendar (years 1900 to 2100).
    """
    match = _ID.fullmatch(text)
    found = match and _existing(WEEK if match[2] else MONTH, int(match[1]), int(match[3]))
    if not found:
        raise BadPeriod(text, _meant(text))
    return found


def period_of(date: PartialDate, kind: str) -> EditionPeriod | None:
    """Return the month or the week that holds `date`; None when it is too vague to say."""
    if kind == MONTH:
        return EditionPeriod(MONTH, date.year, date.month) if date.month else None
    return EditionPeriod(WEEK, *date.first.isocalendar()[:2]) if date.exact else None


def _existing(kind: str, year: int, number: int) -> EditionPeriod | None:
    """Return the period, when the calendar has it: 2025 has no month 13 and no week 53."""
    period = EditionPeriod(kind, year, number)
    try:
        return period if 1900 <= year <= 2100 and period.first else None
    except ValueError:
        return None


def _meant(text: str) -> str:
    """Return the id that a period written in another way stands for: 04-2025, 2025-4, w14-2025, tuan-14-2025."""
    match = _LOOSE.fullmatch(text.strip())
    if not match:
        return ""
    year, word, number = (match[1], match[2], match[3]) if match[1] else (match[6], match[4], match[5])
    of_week = (word or "").lower() in ("w", "tuan", "tuần")
    kinds = (WEEK,) if of_week else (MONTH,) if word else KINDS
    return next((found.id for kind in kinds if (found := _existing(kind, int(year), int(number)))), "")

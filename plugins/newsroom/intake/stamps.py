"""The line in which a page says when it was published.

In: one line. Out: whether it is a stamp, and the day it gives. Example: ``Thứ sáu - 21/02/2025 20:10 0`` (the 0 counts comments),
``Cập nhật, 12:53, Chủ Nhật, 13/05/2018 (GMT+7)``, ``Đăng ngày 11 - 11 - 2023``, ``date 2025-10-25``. A sentence that holds a date is
no stamp: ``Sáng ngày 29/11/2023, đồng chí …``. The odd case is ``date 2025-06``: only the month is known, and no day is made up.
"""

import datetime as dt
import re

from ..frozen import frozen
from .furniture import SECTION

DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d)")
ISO = re.compile(r"(?<![\d/-])((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
WORDS = re.compile(r"(?<!\d)(\d{1,2})\s{0,2}tháng\s{1,2}(\d{1,2})[\s,/]{0,3}(?:năm\s{1,2})?(\d{4})(?!\d)", re.I)
MONTH_FIRST = re.compile(r"tháng\s{1,2}(\d{1,2})\s{1,2}(\d{1,2}),\s{0,2}(\d{4})", re.I)
_MONTHS = ("một|giêng", "hai", "ba", "tư|bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai|chạp")
MONTH_NAMED = re.compile(rf"tháng\s{{1,2}}({'|'.join(sorted('|'.join(_MONTHS).split('|'), key=len, reverse=True))})\s{{1,2}}(\d{{1,2}}),\s{{0,2}}(\d{{4}})", re.I)
"""WordPress in Vietnamese: "Tháng Hai 8, 2018"."""
_AMERICAN = re.compile(r"\s\d{1,2}:\d{2}(?::\d{2})?\s?[AP]M\b")
"""The clock after a date an English-speaking server wrote month first: "3/27/2024 2:08:41 PM"; only believed where the date cannot be read day first."""
NAMED_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})\s{{1,2}}tháng\s{{1,2}}({'|'.join(sorted('|'.join(_MONTHS).split('|'), key=len, reverse=True))})(?:\s{{0,2}},)?\s{{1,2}}(?:năm\s{{1,2}})?(\d{{4}})", re.I)
"""The same, the day first: "19 Tháng Tám 2025"."""
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH_DAY = re.compile(rf"\b({'|'.join(_ENGLISH)})[a-z]{{0,6}}\.?\s{{1,2}}(\d{{1,2}}),?\s{{1,2}}(\d{{4}})", re.I)
"""A theme left in English: "August 19, 2025"."""
_SCRAPED = re.compile(r"date (\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.I)
_TIME = re.compile(r"(?<!\d)\d{1,2}\s?[:hg]\s?\d{2}(?:\s?[:']\s?\d{2}|['’])?(?:\s?(?:SA|CH|AM|PM)\b)?", re.I)
_WEEKDAY = re.compile(r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7](?=,)|cn(?=,)|th ?[2-7](?=,)|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", re.I)
_LABEL = re.compile(r"\b(?:ngày đăng(?: tin)?|đăng ngày|đăng lúc|ngày xuất bản|xuất bản(?: ngày| lúc)?|ngày cập nhật|cập nhật(?: lúc| ngày| lần cuối)?|thời gian đăng|ngày tạo|ngày đưa tin|post(?:ed)?(?: on)?|published|updated|publish date|đăng bởi|ngày viết|người viết|đăng tin)\b", re.I)
_TWICE = re.compile(r"([^\d\n]{4,50})\s?\1")
"""A paper's name that stands twice before its date, as an aggregator shows it: "Báo Hà TĩnhBáo Hà Tĩnh17/07/2025"."""
_LEFTOVER = re.compile(r"\b(?:ngày|lúc|gmt|utc|lượt (?:xem|đọc)|đã xem|xem|views?|in|print|a[-+]?|sa|ch|am|pm|bởi|by|admin|tác giả|số lượt (?:xem|đọc)|bình luận|font size|cỡ chữ|email|chia sẻ)\b|[\W\d_]+", re.I)

_CRUMBS = re.compile(r"(?:trang chủ|home)\s?[>»›/|][^\d(]{0,120}(?=\(?\d)", re.I)
"""A breadcrumb with the date behind it: "Trang chủ >> Quản lý khoa học (26-12-2019)"."""
_SECTION_AND_DAY = re.compile(rf"{SECTION.pattern}(?=\d{{1,2}}[-/.]\d)")
"""The section before the date: "Kinh tế 03-05-2023"."""
UPDATED = re.compile(r"cập nhật|updated", re.I)


@frozen
class Stamp:
    """A publication date in a line: ISO text as precise as it is known, where it stands in the line, how strong the evidence is."""

    iso: str
    start: int
    end: int
    strength: float
    updated: bool
    weekday: int | None
    """0 for Monday, as ``datetime.date.weekday``; None where the line names no weekday."""


def day_of(year: str, month: str, day: str) -> dt.date | None:
    """Return the calendar day, or None when there is no such day or the year is out of the web's time."""
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


def full_dates(text: str) -> list[tuple[dt.date, int, int]]:
    """Return every complete date in `text`, day first, with its place."""
    found = []
    for pattern, order in ((DAY, (4, 3, 1)), (ISO, (1, 2, 3)), (WORDS, (3, 2, 1)), (MONTH_FIRST, (3, 1, 2))):
        for match in pattern.finditer(text):
            day = day_of(*(match.group(part) for part in order)) or pattern is DAY and _AMERICAN.match(text, match.end()) and day_of(match.group(4), match.group(1), match.group(3))
            if day:
                found.append((day, match.start(), match.end()))
    for match in MONTH_NAMED.finditer(text):
        month = next(number for number, names in enumerate(_MONTHS, start=1) if match.group(1).lower() in names.split("|"))
        if day := day_of(match.group(3), str(month), match.group(2)):
            found.append((day, match.start(), match.end()))
    for match in NAMED_MONTH.finditer(text):
        month = next(number for number, names in enumerate(_MONTHS, start=1) if match.group(2).lower() in names.split("|"))
        if day := day_of(match.group(3), str(month), match.group(1)):
            found.append((day, match.start(), match.end()))
    for match in ENGLISH_DAY.finditer(text):
        if day := day_of(match.group(3), str(_ENGLISH.index(match.group(1).lower()) + 1), match.group(2)):
            found.append((day, match.start(), match.end()))
    return sorted(found, key=lambda one: one[1])


def read_stamp(line: str) -> Stamp | None:
    """Return the publication date `line` gives, or None when it is no stamp."""
    scraped = _SCRAPED.fullmatch(line.strip())
    if scraped:
        return Stamp("-".join(part for part in scraped.groups() if part), 5, 5 + len(line.strip()) - 5, 0.97, False, None)
    if len(line) > 180:
        return None
    crumbs = _CRUMBS.match(line) or _SECTION_AND_DAY.match(line)
    line = " " * crumbs.end() + line[crumbs.end():] if crumbs else line
    dates = full_dates(line)
    if not dates:
        return None
    plain = [one for one in dates if not UPDATED.search(line[max(0, one[1] - 26):one[1]])] if len(dates) > 1 else dates
    day, start, end = (plain or dates)[0]
    strength = _strength(_without(line, dates, start), start, end)
    return Stamp(day.isoformat(), start, end, strength, not plain or len(dates) == 1 and bool(UPDATED.search(line)), _weekday(line)) if strength else None


def _without(line: str, dates: list[tuple[dt.date, int, int]], kept: int) -> str:
    """`line` with blanks for every date but the one that starts at `kept`."""
    for _, start, end in dates:
        line = line if start == kept else line[:start] + " " * (end - start) + line[end:]
    return line


def _strength(line: str, start: int, end: int) -> float:
    if end == len(line) and _TWICE.fullmatch(line[:start].strip()):
        return 0.87
    time, weekday, label = _TIME.search(line[:start] + " " + line[end:]), _WEEKDAY.search(line), _LABEL.search(line)
    rest = line[:start] + " " + line[end:]
    for pattern in (_TIME, _WEEKDAY, _LABEL):
        rest = pattern.sub(" ", rest)
    if not line[:start].strip() and end < len(line) and re.match(r"\s?\|", line[end:]) and len(line) < 120:
        return 0.86
    left = len(_LEFTOVER.sub("", rest))
    signs = bool(time) + bool(weekday) + bool(label)
    if left > (0, 32, 60, 70)[signs]:
        return 0
    if signs and left > 12 and re.search(r"[.;] |\b(?:tại|tổ chức|diễn ra|khai mạc|dự|của)\b", rest):
        return 0
    return 0.85 + 0.04 * signs if not left or signs else 0


def _weekday(line: str) -> int | None:
    match = _WEEKDAY.search(line)
    if not match:
        return None
    word = match.group().lower()
    for number, names in enumerate((("hai", "2", "monday"), ("ba", "3", "tuesday"), ("tư", "4", "wednesday"), ("năm", "5", "thursday"), ("sáu", "6", "friday"), ("bảy", "7", "saturday"))):
        if word.endswith(names):
            return number
    return 6


def is_stamp(line: str) -> bool:
    """Return whether `line` is a stamp."""
    return read_stamp(line) is not None

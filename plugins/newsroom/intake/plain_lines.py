"""Plain text → its lines as they were written: headline, stamp and paragraphs each on a line, however the text was broken or glued on its way here.

In: a page copied or saved as text. Out: its lines. Example: a mail broken at 72 characters has one line a paragraph again; "Tỉnh khai trương Trung tâm 05/8/2025 14:30" becomes
two lines, headline and stamp. The odd case is a text a scraper begins with `` date 2025-10-25 ``: that day becomes a line of its own, and section, headline and lead
behind it are cut apart.
"""

import html
import re
from itertools import pairwise

from ..numbers import write
from .furniture import SECTION
from .stamps import is_stamp
from .vietnamese import compiled

MOST_CHARACTERS = 200_000
"""Of plain text; what comes after is not read, and the editor is told."""
_SCRAPED_DATE = compiled(r"\s{0,3}date[: ]\s?(\d{4}(?:-\d{2}){0,2})(?=\s)", re.I)
_GLUED_STAMP = re.compile(r"\s(?:(?:thứ \w{2,4}|chủ nhật)[,\s-]{1,3})?(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}[\s,|-]{1,3}\d{1,2}:\d{2}|\d{1,2}:\d{2}[\s,|-]{1,3}\d{1,2}[/-]\d{1,2}[/-]\d{4})(?:\s?(?:\(?GMT\+7\)?|AM|PM|SA|CH))?$", re.I)
OPENER = compiled(r"(?:\([^)]{2,40}\)\s?[-–—]?\s?)?(?:[A-ZÀ-ỸĐ][\w ]{1,30}[-–]\s?)?(?:(?:vừa qua|mới đây),? )?(?:(?:trong )?(?:hai|ba|các|2|3) )?(?:sáng|chiều|tối|trưa|ngày|từ ngày|trong ngày|đêm|hôm nay|sáng nay|chiều nay)\b", re.I)
"""The first words of a report: "Sáng 5/8/2025, …", "(TTXVN) - Vừa qua, …"."""
_LEAD = compiled(
    r"(?<=[\w”\"’')?!]) (?=(?:Trong|Với|Có|Sau|Theo|Nhằm|Để|Khi|Từ|Tại|Những|Các|Nhiều|Một|Ngày|Sáng|Chiều|Tối|Hiện|Thực hiện|Không|Đến|Tính|Qua|Bên cạnh|"
    r"Dưới|Trước|Nhờ|Vừa qua|Mới đây|Năm|Thời gian|Đây|Là|Hơn|Gần|Được|Đó là|Lần đầu|Đồng chí|Ông|Bà|Phát biểu|Tiếp tục|Bằng|Dù|Mặc dù|Tuy|Nếu|Việc|Cùng|"
    r"Xác định|Phát huy|Hưởng ứng|Hướng tới)\s[^A-ZÀ-ỸĐ\s])",
)
"""Where a sentence begins though nothing ends before it: a word that is written with a capital only there."""
_ENTITY = re.compile(r"&(?:#\d{2,5}|[a-zA-Z]{2,8});")
_HANGING = compiled(r".{40}\s(?:tỉnh|thành phố|huyện|thị xã|xã|phường|Sở|Bộ|và|của|tại|do|ông|bà|đồng chí|cho|với|các)$")
"""A line whose sentence goes on, though the next line begins with a name."""


def plain_lines(text: str, notes: list[str]) -> list[str]:
    """Return the lines of a page of plain text, each whole; what an editor must know of it is added to `notes`."""
    if len(text) > MOST_CHARACTERS:
        notes.append(f"trang dài {write(len(text))} ký tự, chỉ đọc {write(MOST_CHARACTERS)} ký tự đầu")
        text = text[:MOST_CHARACTERS]
    scraped = _SCRAPED_DATE.match(text)
    if scraped:
        text = f"date {scraped.group(1)}\n{_headline_apart(text[scraped.end():].lstrip())}"
    for _ in range(2):
        # a page saved as text may have been escaped once or twice
        if len(_ENTITY.findall(text[:20_000])) <= 5:
            break
        text = re.sub(r"<[^<>]{0,400}>", "\n", html.unescape(text))
    return _rejoined([part for line in _unwrapped(text.split("\n")) for part in _parted(line.strip(" \t*#_"))])


def _headline_apart(text: str) -> str:
    """`text` with its headline on a line of its own, where a scraper set section, headline and lead on one: "Kinh tế Khắc phục “điểm nghẽn” nhờ AI Trong bối cảnh …"."""
    section = SECTION.match(text)
    lead = _LEAD.search(text, section.end() + 20, section.end() + 200) if section else None
    if section is None or lead is None or re.search(r"[.!?…;]\s|\n", text[section.end():lead.start()]):
        return text
    return f"{section.group().strip()}\n{text[section.end():lead.start()].strip()}\n{text[lead.start():].lstrip()}"


def _parted(line: str) -> list[str]:
    """A headline with the stamp glued to its end made two lines."""
    match = _GLUED_STAMP.search(line) if 30 < len(line) < 300 else None
    if match and len(line[:match.start()].strip()) >= 20 and is_stamp(match.group().strip()) and not is_stamp(line):
        return [line[:match.start()].strip(), match.group().strip()]
    return [line]


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines of a text that was broken at a fixed column (a mail, a terminal) put together again: where the next line's first word would not have fitted."""
    lines = [line.rstrip() for line in lines]
    width = max(map(len, lines))
    pairs = [len(line) + 1 + len(following.split()[0]) > width for line, following in pairwise(lines) if line and following]
    if not 50 <= width <= 110 or sum(pairs) < 5 or sum(pairs) < 0.6 * len(pairs):
        return lines
    found = [lines[0]]
    for line, following in pairwise(lines):
        goes_on = line and following and len(line) + 1 + len(following.split()[0]) > width and following[0] not in "-–•*" and not OPENER.match(following)
        if goes_on:
            found[-1] += " " + following.strip()
        else:
            found.append(following)
    return found


def _rejoined(lines: list[str]) -> list[str]:
    """Lines with a sentence broken over two of them (a caption, a page copied from PDF) made whole."""
    found: list[str] = []
    for line in lines:
        if found and line and (line[0].islower() and len(found[-1]) >= 40 and (found[-1][-1].isalpha() or found[-1][-1] == ",") or _is_hanging(found[-1])) and not is_stamp(found[-1]):
            found[-1] += " " + line
        else:
            found.append(line)
    return found


def _is_hanging(line: str) -> bool:
    """Whether a report's first line breaks off before a name: "Ngày 22/5, Sở Khoa học và Công nghệ tỉnh"."""
    return _HANGING.search(line) is not None and OPENER.match(line) is not None

"""The head of a State document pasted whole: the motto, the kind of document, and the heading that says what it is about.

In: the lines of a page. Out: `Head`: the lines the letterhead, the heading and the text begin on. Example: of "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
"Độc lập - Tự do - Hạnh phúc", "Số: 12/KH-UBND", "KẾ HOẠCH", "Về việc đào tạo nhân lực số", "Căn cứ …" the heading is "Về việc đào tạo nhân lực số",
and the text begins with "Căn cứ …". Portals break such lines where the column of the original ended, so a heading may take several, and a
"Căn cứ …" goes on until its semicolon. The odd case is an official letter, which has no kind: its heading is its "V/v …".
"""

import re
from collections.abc import Sequence

from ..frozen import frozen
from .vietnamese import compiled

_COUNTRY = compiled(r"(?:cộng\s)?(?:hòa|hoà)\sxã\shội\schủ\snghĩa\sviệt\snam|^chủ\snghĩa\sviệt\snam", re.I)
_MOTTO = compiled(r"độc lập\s?[-–—]\s?tự do\s?[-–—]\s?hạnh phúc", re.I)
_KIND = compiled(
    r"(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|KẾ HOẠCH|CHỈ THỊ|THÔNG BÁO|THÔNG TƯ|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|TỜ TRÌNH|BÁO CÁO|HƯỚNG DẪN|QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN|"
    r"CÔNG ĐIỆN|KẾT LUẬN|PHƯƠNG ÁN|LUẬT|PHÁP LỆNH)(?=$|\s(?![a-zà-ỹ]))\s?(?P<rest>[^:]*)",
)
_ABOUT = compiled(r"(?:V/v|Về việc|Về)\b", re.I)
_ISSUER = compiled(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|THỦ TƯỚNG|BỘ TRƯỞNG|CỤC TRƯỞNG)|CHÍNH PHỦ|BAN (?:CHẤP HÀNH|THƯỜNG VỤ)|TỈNH ỦY|"
    r"THÀNH ỦY|BỘ [A-ZÀ-ỸĐ]|SỞ [A-ZÀ-ỸĐ])\b",
)
_GROUND = compiled(r"[-–•+]?\s?(?:Căn cứ|Thực hiện|Theo đề nghị|Xét|Trên cơ sở|Để|Nhằm|Kính gửi|Ngày|Tiếp tục|Sau|Ủy ban|Uỷ ban|UBND)\b")
_RULE = re.compile(r"[\W_]*")
_ITEM = compiled(r"(?:[IVX]{1,4}|\d{1,2}|Điều \d{1,3}|Phần \w+|Chương \w+)[.:)]|[-–•+]\s")
_FARTHEST_MOTTO, _FARTHEST_KIND, _LONGEST_HEADING = 60, 14, 320


@frozen
class Head:
    """Where the parts of a document begin, as numbers of lines, and its heading in one line ("" where it has none)."""

    letterhead: int
    heading: int
    text: int
    about: str


def find_head(lines: Sequence[str]) -> Head | None:
    """Return the head of the document that begins among the first of `lines`, or None."""
    named = next((number for number, line in enumerate(lines[:_FARTHEST_MOTTO]) if is_letterhead(line)), None)
    if named is None:
        return None
    letterhead = named
    while letterhead and named - letterhead < 8 and _is_issuer_or_rule(lines[letterhead - 1]):
        letterhead -= 1
    for number in range(named + 1, min(len(lines), named + _FARTHEST_KIND)):
        kind = _KIND.fullmatch(lines[number])
        if kind or _ABOUT.match(lines[number]) or _is_bare_heading(lines, number):
            begin = number + 1 if kind and not kind["rest"] else number
            end, parts = _heading(lines, begin, kind["rest"].strip() if kind else "")
            return Head(letterhead, begin, end, " ".join(parts))
        if _GROUND.match(lines[number]):
            return Head(letterhead, number, number, "")
    return None


def is_letterhead(line: str) -> bool:
    """Return whether `line` is the name of the country or the motto, which no headline is."""
    return len(line) < 120 and (_COUNTRY.search(line) is not None or _MOTTO.search(line) is not None)


def joined(lines: Sequence[str], head: Head) -> list[str]:
    """Return the lines of the document's text, those of one "Căn cứ …;" made one."""
    found: list[str] = []
    for line in lines[head.text:]:
        if found and _GROUND.match(found[-1]) and not found[-1].endswith((";", ".", ":", ",")) and not _ITEM.match(line) and not _KIND.match(line) and len(found[-1]) < 1200:
            found[-1] += " " + line
        else:
            found.append(line)
    return found


def _is_issuer_or_rule(line: str) -> bool:
    """Whether a line above the motto names the issuer ("ỦY BAN NHÂN DÂN", "TỈNH LONG AN") or is the rule below it."""
    return _RULE.fullmatch(line) is not None or line.strip(" |").isupper() and len(line) < 60


def _is_bare_heading(lines: Sequence[str], number: int) -> bool:
    """Whether a page left the kind out: a long line in capitals right above the issuer or the grounds."""
    line = lines[number]
    return line.isupper() and len(line.split()) >= 7 and not _ISSUER.match(line) and not is_letterhead(line)


def _heading(lines: Sequence[str], begin: int, rest: str) -> tuple[int, list[str]]:
    """The line after the heading that begins on `begin` (there with `rest`, where it shares the kind's line), and its parts."""
    parts: list[str] = [rest] if rest else []
    number = begin + bool(rest)
    while number < len(lines) and not _ends_heading(lines[number], parts):
        if _RULE.fullmatch(lines[number]) is None:
            parts.append(lines[number].strip(" |"))
        number += 1
    return number, parts


def _ends_heading(line: str, parts: list[str]) -> bool:
    if _RULE.fullmatch(line):
        return bool(parts)
    if _GROUND.match(line) and not line.isupper() or _ITEM.match(line) or len(line) > 250 or sum(map(len, parts)) + len(line) > _LONGEST_HEADING:
        return True
    if not parts:
        return False
    if parts[-1].isupper() and not line.isupper():
        return True
    return _ISSUER.match(line) is not None and len(line.split()) < 12 or line.endswith((".", ";", ":"))

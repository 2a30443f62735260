"""When a page was published, and when the event it reports took place.

In: a cleaned `Page`. Out: two `Finding`s. Publication: the stamp beside the headline, else what the HTML head says, else a date in the
address; never a clock of the page, never the event's day. Event: the day the opening of the story gives: "Chiều ngày 21/02" with a
publication of 2025-02-21 is 2025-02-21, its year marked as inferred; without a publication date it stays ``--02-21``.

What looks like a date and is none: a rank (2/34, "xếp 09/63 tỉnh thành"), an anniversary ("Ngày KH&CN Việt Nam 18/5"), the date of a
document ("Nghị quyết 57 ngày 22-12-2024"), a deadline ("trước ngày 30/6"), a term (2025-2030). The odd case is "Ngày 4-5/12": two days,
while "Ngày 1-4" is the first of April.
"""

import datetime as dt
import re
from dataclasses import replace

from ..frozen import frozen
from .page import CAPTION, HEADING, PARAGRAPH, STAMP, Finding, Page
from .stamps import Stamp, day_of, full_dates, read_stamp

MOST_DAYS_BEFORE = 60
"""An event reported later than this is doubtful (domain rule)."""

_VIET_NAM = dt.timezone(dt.timedelta(hours=7))
_LEAD_CHARACTERS = 2600
_D, _M, _Y = r"(?P<{0}d>\d{{1,2}})", r"(?P<{0}m>\d{{1,2}})", r"(?P<{0}y>(?:19|20)\d{{2}})"
_SEP = r"\s?[-–/.]\s?"
_MONTH = r"(?:\s?[-–/.]\s?|\s{1,2}tháng\s{1,2})"
_YEAR = r"(?:\s?[-–/.]\s?|,?\s{1,2}năm\s{1,2})"


def _day(prefix: str, year: str = "?") -> str:
    numeric = _D.format(prefix) + _SEP + _M.format(prefix) + f"(?:{_SEP}" + _Y.format(prefix) + ")" + year
    return numeric


_WHEN = r"(?:(?:ngày|sáng|chiều|tối|trưa|đêm|hôm nay|nay|qua|hôm|vào|lúc|từ|đến|và|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|\d{1,2}\s?(?:h|giờ|g)\s?\d{0,2})[\s,(:]{1,3}){1,4}"
_PERIOD = re.compile(
    rf"(?:(?:từ|trong|trong các|trong hai|trong 2|trong ba|trong 3|các|hai|2|3)\s)?(?:ngày\s|sáng\s|chiều\s|tối\s)?(?<![\d/.-])(?P<ad>\d{{1,2}})(?:{_MONTH}(?P<am>\d{{1,2}})(?:{_YEAR}(?P<ay>(?:19|20)\d{{2}}))?)?\s?(?P<join>-|–|—|đến hết|đến|tới|và|&|,)\s?(?:hết\s)?(?:ngày\s|sáng\s|chiều\s|tối\s)?(?P<bd>\d{{1,2}}){_MONTH}(?P<bm>\d{{1,2}})(?:{_YEAR}(?P<by>(?:19|20)\d{{2}}))?(?![\d/%])",
    re.I,
)
_SINGLE = re.compile(rf"(?<![\d/.,-])(?P<d>\d{{1,2}})(?:{_SEP}(?P<m>\d{{1,2}})(?:{_SEP}(?P<y>(?:19|20)\d{{2}}))?|\s{{0,2}}tháng\s{{1,2}}(?P<wm>\d{{1,2}})(?:[\s,/]{{0,3}}(?:năm\s{{1,2}})?(?P<wy>(?:19|20)\d{{2}}))?)(?![\d%])(?!\s?[-/.]\d)(?!\s{{1,2}}tháng)", re.I)
_BEFORE = re.compile(_WHEN + r"$|\(\s?(?:ngày\s|sáng\s|chiều\s)?$|(?:hôm nay|sáng nay|chiều nay|tối nay|hôm qua)[\s,(–-]{1,4}$", re.I)
_DEADLINE = re.compile(r"(?:trước|đến hết|chậm nhất|hết|kể từ|tính (?:từ|đến)|hạn|dự kiến|hiệu lực (?:thi hành )?(?:từ|kể từ)|tính đến|đến|tới|tại thời điểm|so với|bắt đầu từ|sinh|thành lập|lùi đến|áp dụng từ|vận hành từ|thực hiện từ|hoạt động từ|từ)\s(?:ngày\s|hết ngày\s|sáng\s|chiều\s)?$", re.I)
_DOCUMENT = re.compile(
    r"(?:(?:nghị quyết|nghị định|quyết định|chỉ thị|kết luận|kế hoạch|chương trình|quy định|hướng dẫn|thông báo|thông tư|công văn|báo cáo|tờ trình|đề án|luật|văn bản|công điện|thông tri|quy chế|biên bản(?: ghi nhớ)?)\b[^.;]{0,60}|\d[\w/&-]{0,24}[-/][A-ZĐ][\w&/-]{0,24}[^.;\w]{0,3}(?:\s?[\w ]{0,12})?)[\s,(]{0,3}(?:ban hành |ký )?ngày\s$|\d[\w/&-]{0,24}[-/][A-ZĐ][\w&/-]{0,24}\s?\($",
    re.I,
)
_ANNIVERSARY = re.compile(r"(?:kỷ niệm|hằng năm|hàng năm|hưởng ứng|chào mừng|nhân|lấy|là)\b[^.;]{0,70}$|ngày (?:hội |truyền thống |quốc tế |thế giới )?[^.;,\d]{3,60}(?:việt nam|quốc gia|thế giới|quốc tế|khoa học|KH&CN|chuyển đổi số)[^.;,\d]{0,16}\(?\s?$", re.I)
_RANK = re.compile(r"(?:thứ|hạng|vị trí|xếp|đạt|đứng|có|với|trong đó|gồm|được|hoàn thành)\s{0,2}(?:thứ\s|hạng\s|\w{1,6}\s)?$", re.I)
_RANK_AFTER = re.compile(r"\s?(?:tỉnh|địa phương|đơn vị|xã|phường|huyện|thành phố|chỉ tiêu|mục tiêu|nhiệm vụ|tiêu chí|bộ|ngành|cơ quan|dự án|%|người|điểm|thủ tục|chỉ số|sở|trường|hồ sơ)", re.I)
_SINCE = re.compile(r"\btừ\s(?:ngày\s|sáng\s|chiều\s)?$", re.I)
_BEGUN = re.compile(r"[\s,(]{1,2}(?:\S{1,14}\s){0,8}?(?:đã|chính thức|bắt đầu)\s", re.I)
"""What began on the day: "từ ngày 14-11 đã chính thức vận hành …"."""
_THIS_DAY = re.compile(r"(?:sáng|chiều|trưa|tối|đêm|hôm)\s(?:hôm\s)?(?:nay|qua)\s?[,(–-]?\s?(?:ngày\s)?$", re.I)
_PAST_ASIDE = re.compile(r"(?:trước đó|trước đây|năm ngoái|từ năm)\b[^.]{0,30}$", re.I)
_ISSUES = re.compile(r"[^.]{0,90}?\b(?:ban hành|ký (?:ban hành|quyết định|văn bản|kế hoạch)|phê duyệt|thông qua)\b", re.I)
_NATIONAL = re.compile(r"[^.]{0,20}?\b(?:Tổng Bí thư|Bộ Chính trị|Ban Bí thư|Chính phủ|Thủ tướng|Quốc hội|Ban Chấp hành Trung ương)\b")
_TAG = re.compile(r"(?:[A-ZĐ][\wÀ-ỹ]{1,10}\s){0,4}\([^()\d]{2,24}[-–,\s]{1,3}(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d{2})\)")
_TODAY = re.compile(r"\b(?:sáng|chiều|trưa|tối)\s(?:hôm\s)?nay\b|\bhôm nay\b", re.I)
_YESTERDAY = re.compile(r"\b(?:sáng|chiều|trưa|tối|đêm|hôm)\s(?:hôm\s)?qua\b", re.I)
_URL_DAY = re.compile(r"[/_-](20\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_URL_MONTH = re.compile(r"/(20\d{2})[/-]?(0[1-9]|1[0-2])(?=/)")


@frozen
class _Mention:
    """A day or period in the story: parts as written, where, and whether the wording marks it as a point in time."""

    first: tuple[int, int, int | None]
    last: tuple[int, int, int | None]
    start: int
    end: int
    marked: bool
    issues: bool = False
    """Whether a document is issued on the day, not a meeting held."""


def published(page: Page, today: dt.date) -> tuple[Finding | None, list[str]]:
    """Return the day (or month) the page was published, and warnings where its parts disagree."""
    stamps = _stamps(page)
    visible = _best_stamp(page, stamps)
    said = _meta_day(page.meta.published)
    warnings: list[str] = []
    if visible and said and visible.value != said and len(visible.value) == 10:
        warnings.append(f"trang ghi ngày {visible.value} nhưng phần đầu HTML ghi {said}")
    found = visible or (Finding(said, None, None, 0.9, "theo phần đầu HTML") if said else None) or _tag_day(page) or _url_day(page)
    if found and found.value > today.isoformat():
        warnings.append(f"ngày đăng {found.value} ở tương lai: đọc lại trang nguồn")
        return None, warnings
    warnings.extend(_weekday_warning(page, found))
    return found, warnings


def _stamps(page: Page) -> list[tuple[int, Stamp]]:
    found = []
    for number, line in enumerate(page.lines):
        if line.kind == STAMP and (stamp := read_stamp(page.slice(line))):
            found.append((number, stamp))
    return found


def _best_stamp(page: Page, stamps: list[tuple[int, Stamp]]) -> Finding | None:
    """The scraper's mark first; then the stamps below the title, of two the earlier (a clock runs on); then above it; then below the story; "updated" last."""
    if not stamps:
        return None
    title = next((number for number, line in enumerate(page.lines) if line.kind == "title"), None)
    body = next((number for number, line in enumerate(page.lines) if line.kind == PARAGRAPH and line.end - line.start > 60), len(page.lines))

    def order(item: tuple[int, Stamp]) -> tuple:
        number, stamp = item
        below = title is not None and title < number
        near = 0 if below and number <= body + 1 else 1 if number < body else 2
        return stamp.strength < 0.97, near, stamp.updated, stamp.iso if near == 0 else "", -number if near == 1 else number

    number, stamp = min(stamps, key=order)
    start = page.lines[number].start
    near = abs(number - (title if title is not None else body)) <= 4
    return Finding(stamp.iso, start + stamp.start, start + stamp.end, stamp.strength if near else 0.75)


def _weekday_warning(page: Page, found: Finding | None) -> list[str]:
    if not found or found.start is None or len(found.value) != 10:
        return []
    line = next((line for line in page.lines if line.start <= found.start < line.end), None)
    stamp = read_stamp(page.slice(line)) if line else None
    if stamp and stamp.weekday is not None and stamp.weekday != dt.date.fromisoformat(found.value).weekday():
        return [f"thứ trong tuần không khớp với ngày {found.value}: “{page.slice(line)}”"]
    return []


def _meta_day(text: str) -> str:
    match = re.match(r"\s{0,3}(\d{4})-(\d{2})-(\d{2})", text)
    if match and (day := day_of(*match.groups())):
        return _here(text.strip()) or day.isoformat()
    stamp = read_stamp(text.strip()) if 6 <= len(text) < 80 else None
    return stamp.iso if stamp else ""


def _tag_day(page: Page) -> Finding | None:
    """The day in the tag a news agency opens its first paragraph with: "Hà Nội (TTXVN 11/5/2024) …", "(KHCN-03/11/2017): …"."""
    line = next(iter(page.of_kind(PARAGRAPH)), None)
    match = _TAG.match(page.text, line.start) if line else None
    day = day_of(match["y"], match["m"], match["d"]) if match else None
    return Finding(day.isoformat(), match.start("d"), match.end("y"), 0.8) if match and day else None


def _here(text: str) -> str:
    """The day in Viet Nam of a moment the HTML head gives with its distance from Greenwich: 2023-05-09T18:30:00+00:00 is 10 May."""
    try:
        moment = dt.datetime.fromisoformat(text)
        return moment.astimezone(_VIET_NAM).date().isoformat() if moment.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def _url_day(page: Page) -> Finding | None:
    start = None
    address = page.meta.url
    if not address:
        for line in page.of_kind("source"):
            match = re.search(r"https?://\S{4,400}", page.slice(line))
            if match:
                address, start = match.group(), line.start + match.start()
    for pattern in (_URL_DAY, _URL_MONTH):
        match = pattern.search(address)
        if match and (len(match.groups()) == 2 or day_of(*match.groups())):
            place = (start + match.start(), start + match.end()) if start is not None else (None, None)
            return Finding("-".join(match.groups()), *place, 0.7, "theo địa chỉ trang")
    return None


def event(page: Page, publication: str | None, today: dt.date) -> tuple[Finding | None, list[str]]:
    """Return the day (``2025-02-21``), period (``2025-12-16..2025-12-20``) or yearless day (``--04-01``) of the event."""
    warnings: list[str] = []
    for mention in _mentions(page):
        finding, warning = _dated(_with_year(mention, page.text) if not publication else mention, publication, today)
        if finding and mention.issues and publication and len(publication) == 10 and _days_before(finding, publication) > MOST_DAYS_BEFORE:
            # a plan of last spring is what the page tells of, not what happened
            continue
        if warning:
            warnings.append(warning)
        if finding:
            return finding, warnings
    return _relative(page, publication) or _said_aside(page, publication, today), warnings


def _days_before(finding: Finding, publication: str) -> int:
    return (dt.date.fromisoformat(publication) - dt.date.fromisoformat(finding.value[-10:])).days


def _with_year(mention: _Mention, text: str) -> _Mention:
    """A day without a year with the year the page itself gives the same day further down ("diễn ra trong ngày 14/12/2023"); of two years, neither."""
    if mention.last[2] is not None or mention.first != mention.last:
        return mention
    day, month, _ = mention.last
    years = {found.year for found, start, _ in full_dates(text) if (found.day, found.month) == (day, month) and not _DOCUMENT.search(text[max(0, start - 110):start])}
    return replace(mention, first=(day, month, *years), last=(day, month, *years)) if len(years) == 1 else mention


def _said_aside(page: Page, publication: str | None, today: dt.date) -> Finding | None:
    """The day a caption gives ("diễn ra sáng nay (21/12)"), else the day in the first two paragraphs since which something runs, if the page is a week old at most."""
    if not publication or len(publication) != 10:
        return None
    lines = [(line, _THIS_DAY, None) for line in page.of_kind(CAPTION)[:6]] + [(line, _SINCE, _BEGUN) for line in page.of_kind(PARAGRAPH)[:2]]
    for line, ahead, behind in lines:
        text = page.slice(line)
        for mention in _line_mentions(text, line.start):
            if not ahead.search(text[max(0, mention.start - line.start - 24):mention.start - line.start]) or behind and not behind.match(text, mention.end - line.start):
                continue
            finding, _ = _dated(mention, publication, today)
            if finding and _days_before(finding, publication) <= 7:
                return finding
    return None


def _mentions(page: Page) -> list[_Mention]:
    """Days in the opening of the story that may be the event's, in order."""
    found: list[_Mention] = []
    begin = None
    number = 0
    tag = _tag_day(page)
    for line in page.of_kind(PARAGRAPH, HEADING):
        begin = line.start if begin is None else begin
        if line.start - begin > _LEAD_CHARACTERS:
            break
        text = page.slice(line)
        if line.kind == PARAGRAPH and len(text) > 50:
            number += 1
        for mention in _line_mentions(text, line.start):
            if (tag is None or mention.start != tag.start) and _is_event(text, mention, line.start, number):
                found.append(replace(mention, issues=_ISSUES.match(text, mention.end - line.start) is not None))
    return found


def _line_mentions(text: str, offset: int) -> list[_Mention]:
    found, taken = [], []
    for match in _PERIOD.finditer(text):
        mention = _period_mention(text, match, offset)
        if mention:
            found.append(mention)
            taken.append(match.span())
    for match in _SINGLE.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        day, month = int(match["d"]), int(match["m"] or match["wm"])
        year = int(match["y"] or match["wy"] or 0) or None
        if not _exists(day, month, year):
            continue
        marked = _BEFORE.search(text[max(0, match.start() - 40):match.start()]) is not None
        if not marked and (year is None or match["m"] is None) and not (match["wm"] and year):
            continue
        found.append(_Mention((day, month, year), (day, month, year), offset + match.start(), offset + match.end(), marked))
    return sorted(found, key=lambda one: one.start)


def _period_mention(text: str, match: re.Match[str], offset: int) -> _Mention | None:
    ad, bd, bm = int(match["ad"]), int(match["bd"]), int(match["bm"])
    am, by = int(match["am"] or bm), int(match["by"] or 0) or None
    ay = int(match["ay"] or 0) or by
    if not (_exists(ad, am, ay) and _exists(bd, bm, by)) or (am, ad) >= (bm, bd) and ay == by:
        return None
    head = text[max(0, match.start() - 30):match.start("ad")]
    marked = re.search(r"\b(?:ngày|sáng|chiều|tối|từ)\b", head, re.I) is not None
    bare = match["join"] in "-–—" and match["am"] is None and match["by"] is None and not marked
    if bare or not marked or (match["join"] == "," and not match["am"] and not re.search(r"ngày", head, re.I)):
        return None
    since = re.match(r"từ", match.group(), re.I) or re.search(r"(?:từ|trong)\s(?:ngày\s)?$", head, re.I)
    if since and (bm - am) * 30 + bd - ad > 20:
        return None
    return _Mention((ad, am, ay), (bd, bm, by), offset + match.start(), offset + match.end(), True)


def _exists(day: int, month: int, year: int | None) -> bool:
    try:
        dt.date(year or 2024, month, day)
    except ValueError:
        return False
    return year is None or 1990 <= year <= 2100


def _is_event(text: str, mention: _Mention, offset: int, paragraph: int) -> bool:
    start, end = mention.start - offset, mention.end - offset
    before, after = text[max(0, start - 110):start], text[end:end + 120]
    if _DOCUMENT.search(before) or _RANK_AFTER.match(after) and mention.first[2] is None and not mention.marked:
        return False
    single = mention.first == mention.last
    if single and _DEADLINE.search(before) or single and _RANK.search(before) and mention.first[2] is None and not mention.marked:
        return False
    sentence = before[max(before.rfind(". "), before.rfind("; ")) + 1:]
    if _PAST_ASIDE.search(sentence) or _is_anniversary(sentence, after, mention):
        return False
    if _NATIONAL.match(after) and _ISSUES.match(after):
        return False
    if paragraph <= 2 and not (_ISSUES.match(after) and paragraph > 1):
        return True
    opening = not sentence.strip(" ,(") or re.fullmatch(r"\s?(?:\([^)]{2,30}\)\s?)?(?:vào |trong |cũng trong |diễn ra )?(?:" + _WHEN + r")?", sentence, re.I) is not None
    return mention.marked and opening and paragraph <= 4 and not _ISSUES.match(after)


def _is_anniversary(sentence: str, after: str, mention: _Mention) -> bool:
    if mention.first[2] is not None and not re.search(r"\d{1,2}\s?[/-]\s?\d{1,2}\s?[-–]\s?$|kỷ niệm|thành lập|truyền thống", sentence[-60:], re.I):
        return False
    if re.match(r"\s?(?:hằng|hàng) năm|\)?\s?[-–]\s?\d{1,2}[/-]\d{1,2}[/-]\d{4}", after, re.I):
        return True
    return _ANNIVERSARY.search(sentence) is not None and re.search(r"(?:sáng|chiều|tối|trưa)\s(?:ngày\s)?$", sentence, re.I) is None and re.search(r"(?:^|,\s|\()ngày\s$", sentence, re.I) is None


def _dated(mention: _Mention, publication: str | None, today: dt.date) -> tuple[Finding | None, str]:
    day, month, year = mention.last
    if year:
        first = dt.date(mention.first[2] or year, mention.first[1], mention.first[0])
        return _checked(mention, first, dt.date(year, month, day), publication, today, 0.93, "")
    if not publication or len(publication) < 7:
        if mention.first != mention.last:
            return Finding(f"--{mention.first[1]:02}-{mention.first[0]:02}..--{month:02}-{day:02}", mention.start, mention.end, 0.5, "không rõ năm"), ""
        return Finding(f"--{month:02}-{day:02}", mention.start, mention.end, 0.5, "không rõ năm: trang không ghi ngày đăng"), ""
    limit = _latest(publication)
    start = _latest_such_day(mention.first[0], mention.first[1], limit)
    last = _next_such_day(day, month, start) if start else None
    if not last or not start:
        return None, ""
    if (limit - last).days > 180:
        return None, f"ngày {day}/{month} trong bài có vẻ sau ngày đăng {publication}: sự kiện chưa diễn ra hoặc ngày sai"
    return _checked(mention, start, last, publication, today, 0.85, "năm suy ra từ ngày đăng")


def _latest(publication: str) -> dt.date:
    if len(publication) == 10:
        return dt.date.fromisoformat(publication)
    year, month = map(int, publication.split("-")[:2])
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _latest_such_day(day: int, month: int, limit: dt.date) -> dt.date | None:
    for year in range(limit.year, limit.year - 5, -1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found <= limit:
            return found
    return None


def _next_such_day(day: int, month: int, start: dt.date) -> dt.date | None:
    for year in (start.year, start.year + 1):
        if _exists(day, month, year) and dt.date(year, month, day) >= start:
            return dt.date(year, month, day)
    return None


def _checked(mention: _Mention, first: dt.date, last: dt.date, publication: str | None, today: dt.date, confidence: float, note: str) -> tuple[Finding | None, str]:
    limit = _latest(publication) if publication and len(publication) >= 7 else today
    value = last.isoformat() if first == last else f"{first.isoformat()}..{last.isoformat()}"
    if first > limit:
        return None, f"ngày {value} trong bài sau ngày đăng {limit.isoformat()}: không lấy làm ngày sự kiện"
    if publication and (limit - last).days > MOST_DAYS_BEFORE:
        if (limit - last).days > 400:
            return None, f"ngày {value} trong bài cách ngày đăng hơn một năm: không lấy làm ngày sự kiện"
        return Finding(value, mention.start, mention.end, 0.6, f"cách ngày đăng {(limit - last).days} ngày"), ""
    return Finding(value, mention.start, mention.end, confidence if mention.marked else confidence - 0.1, note), ""


def _relative(page: Page, publication: str | None) -> Finding | None:
    """"Sáng nay" in the first two paragraphs is the day of publication, "hôm qua" the day before."""
    if not publication or len(publication) != 10:
        return None
    for line in page.of_kind(PARAGRAPH)[:2]:
        for pattern, back, word in ((_TODAY, 0, "hôm nay"), (_YESTERDAY, 1, "hôm qua")):
            match = pattern.search(page.slice(line))
            if match:
                day = dt.date.fromisoformat(publication) - dt.timedelta(days=back)
                return Finding(day.isoformat(), line.start + match.start(), line.start + match.end(), 0.7, f"bài viết “{word}”, tính theo ngày đăng")
    return None

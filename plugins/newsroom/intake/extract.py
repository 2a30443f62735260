"""Saved page (HTML or plain text, with all its furniture) → cleaned `Page`: title, stamp, by-line, story, captions.

In: the text of a page as `decode` hands it over. Out: a `Page` whose `text` is what a person would have copied: headline first, then
the line with the date, the paragraphs, the captions, the by-line. Example: a NukeViet page of 30 kB becomes the 6 kB of its story; the
three headlines below "Các tin khác" and the visitor counter are gone, and so is the clock above the menu.

How the headline is found: it stands above the first paragraph, is no sentence, no menu and no site name, and a date line follows it.
A page that starts with its first paragraph has no title (None), which is never made up. Of a State document pasted whole the heading below
its kind ("Về việc …") is the title, and the text begins with its grounds. The odd case is a headline that ends in a
full stop: it is one only where a stamp stands below it. (A plain text's lines are made whole before, in `plain_lines`.)
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .furniture import ends_story, is_dash_headline, is_furniture, is_link
from .html_page import HtmlPage, looks_like_html, read_html
from .page import BYLINE, CAPTION, HEADING, PARAGRAPH, SOURCE, STAMP, TITLE, Line, Meta, Page
from .plain_lines import OPENER, plain_lines
from .stamps import day_of, is_stamp, read_stamp
from .state_document import Head, find_head, is_letterhead, joined
from .vietnamese import FAMILY_NAMES, compiled


_DATED_HEADLINE = compiled(
    r"(?P<title>[^-•*>».][^\n]{18,198}[^\s.;,:])\s?\((?P<day>\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[\s,|-]{1,3}\d{1,2}[:h]\d{2}[^)]{0,8})?\s?)\)\.?|"
    r"(?P<bare>[^-•*>».][^\n]{18,228}[^\s;,:–|-])\s(?:[-–|]\s)?(?P<bare_day>\d{1,2}/\d{1,2}/\d{4})",
)
"""A headline with its day in brackets, or bare, behind it."""
_DAY_OF_SENTENCE = compiled(r"(?:\b(?:ngày|từ|đến|và|hết|trước|sau|hạn|năm)|\d[/.-]\d{1,4})$", re.I)
"""What stands before a day that belongs to the headline's own words."""
_OPENING_DAY = compiled(r"(?:\([^)]{2,40}\)\s?[-–—]?\s?)?[^\d.,;:]{4,30}\d{1,2}(?:\s?[-–]\s?\d{1,2})?[/.-]\d{1,2}(?:[/.-]\d{4})?,")
"""A report's first words, "Ngày 26-27/12/2019, tại …": running text though the end mark was lost."""
_OPENER_DAY = compiled(r"[^\d.;:]{3,24}\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?[,\s]")
_SENTENCE_END = compiled(r"[.!?…:;][”\"')\]]{0,2}$")
_SENTENCE_INSIDE = compiled(r"[a-zà-ỹ0-9)”\"][.!?] [A-ZÀ-ỸĐ“\"]")
_CAPTION = compiled(r"(?:quang cảnh|toàn cảnh|các đại biểu (?:tham dự|dự|tham quan|chụp|bấm)|ảnh minh h[oọ]ạ?|ảnh chụp|đoàn công tác chụp|lãnh đạo [^.]{3,60} (?:trao|tặng|chụp))\b", re.I)
_PHOTO_CREDIT = compiled(r"(?:\(|\|\s?|[.–-]\s?|^|\s)(?:ảnh|nguồn ảnh|photo|đồ họa)\s?(?::|minh h[oọ]ạ?)", re.I)
_SPEAKS = compiled(r"(?:phát biểu|báo cáo|trao|tặng|trình bày|kết luận|chủ trì|khai mạc|tham luận|thăm|chụp ảnh|kiểm tra|cắt băng|bấm nút|giới thiệu|đồng chủ trì|trao đổi|thảo luận|ký kết|tham quan|điều hành)\b")
_SPEAKER = compiled(r"(?i:(?:các )?(?:đồng chí|đ/c|ông|bà|lãnh đạo|đại diện|đại biểu|giám đốc|phó|chủ tịch|bí thư|trưởng|tổng|bộ trưởng|thứ trưởng|pgs|ts|gs|ths|tiến s[ĩỹ]|thạc s[ĩỹ]|kỹ sư|đại tá|thiếu tướng|cục|chánh|nguyên|ủy viên|thường trực)\b)|[A-ZÀ-ỸĐ][a-zà-ỹ]+ [A-ZÀ-ỸĐ]")
_BYLINE_LABEL = compiled(r"(?:tác giả|bài(?: viết)?|tin|ảnh|bài, ảnh|tin, ảnh|tin và ảnh|bài và ảnh|thực hiện|biên tập|theo|nguồn tin|người viết|tin bài|tin ảnh|pv|ctv|bbt)\b[\s,:/-]", re.I)
_NAME_SYLLABLE = r"(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]{1,7}|[A-ZÀ-ỸĐ]{1,7})"
_NAME_ONLY = compiled(rf"{_NAME_SYLLABLE}(?:(?:\. ?(?:[-–,&/] ?)?| ?[-–,&/] ?| và | ){_NAME_SYLLABLE}){{0,7}}\.? ?(?:\((?:[^()]{{2,50}})\)|[-–,|/] ?(?:báo|theo|tổng hợp|cổng|sở|ttxvn|vov|vgp)[^.]{{0,50}})?")
_SOURCE_LINE = compiled(r"\(?(?:nguồn|theo|nguồn tin|link gốc|xem bài gốc|bài gốc)\b[^.]{0,80}(?:https?://\S{4,300})?\)?\.?|\(?(?:nguồn|theo)\s?:?\s?[^\n]{2,60}\)?|https?://\S{6,300}", re.I)
_SITE_NAME = compiled(r"^(?:bản tin|tập san|đặc san)\b[^.]{0,60}\bsố\s\d|(?:cổng|trang) (?:thông tin|tin|tttđt)|thông tin điện tử|^(?:báo|tạp chí|đài phát thanh|cơ quan|ủy ban nhân dân|uỷ ban nhân dân|chuyên trang|website)\b|\.(?:vn|com)\b|chào mừng|nhiệt liệt|skip to", re.I)
_TOOLBAR = re.compile(r"tăng tương phản|giảm tương phản|A-\s?A|chia sẻ bài viết|đăng nhập|quên mật khẩu|lượt (?:xem|truy cập)", re.I)
_PERSON_CAPTION = compiled(r"[^.]{4,60}(?:\s[-–]\s?|,\s)[^.]{4,120}\s(?:phát biểu|chủ trì|báo cáo|kết luận|trình bày|trao đổi)[\w ]{0,24}\s(?:buổi|hội nghị|Hội nghị|cuộc họp|phiên họp|lễ|hội thảo|tọa đàm)[\w ]{0,20}")
_SEEN_SPEAKING = compiled(r"(?:Đ/c|Đồng chí|Ông|Bà|Đại diện|Các đại biểu|TS\.?|PGS\.?TS\.?)\s[^.]{3,120}\s(?:phát biểu|trình bày|trao|tặng|báo cáo|giới thiệu|chụp ảnh)\b")
"""Who is seen doing what: the caption of the picture a page without a headline begins with."""
_PERSON_ALONE = compiled(
    r"(?:Đồng chí|Đ/c|Ông|Bà)(?:\s[A-ZÀ-ỸĐ][a-zà-ỹ]{0,7}){2,5}\s?[-–,]\s?(?i:ủy viên|uỷ viên|bí thư|phó|chủ tịch|giám đốc|tổng|trưởng|bộ trưởng|thứ trưởng|"
    r"cục trưởng|chánh|thường trực)(?!.*\b(?:thăm|làm việc|dự|tiếp|kiểm tra|được|giữ|chúc|tặng|trao|nhận|là|chủ trì|bầu|đảm nhận|gặp|tái|đối thoại|khảo sát|"
    r"yêu cầu|nhấn mạnh|nói|trả lời)\b)[^.:?!“”\"]{4,110}",
)
"""A person's name and office and nothing else: a caption too."""
_BODY_ALONE = compiled(r"(?:Phòng|Văn phòng|Trung tâm|Chi cục|Viện|Khoa(?! học)|Ban(?! hành)|Tổ(?! chức)|Bộ phận|Liên hiệp|Liên đoàn|Hiệp hội|Hội(?! (?:nghị|thảo|thi|chợ|đồng|nhập|tụ))|Sở|Cục|Tổng cục|Trường|Học viện|Đảng bộ|Công đoàn)\s(?!.*\b(?:tổng kết|sơ kết|ký|trao|nhận|công bố|mở|bàn|ban hành|nghiệm thu|hướng dẫn|đón|giao|vận hành|họp|tổ chức|làm việc|khai|kiểm tra|ra mắt|tập huấn|triển khai|thực hiện|phối hợp|đẩy mạnh|nâng|phục vụ|hỗ trợ|tiếp|đạt|được|đã|sẽ|với|của|tại|cho|chỉ đạo|chuyển|góp|làm|dự|thăm)\b)[^.,:]{6,70}")
"""The name of an office and nothing else: who wrote the page, not its headline."""
_FIELD = compiled(
    r"(?:số (?:hiệu|ký hiệu)|ký hiệu|loại văn bản|(?:nơi|cơ quan|đơn vị) ban hành|ngày (?:ban hành|hiệu lực|có hiệu lực|công báo|ký)|người ký|lĩnh vực|"
    r"tình trạng|số công báo|chuyên mục|danh mục|thể loại)\s?[:|]", re.I,
)
"""What a library of documents says of one, field by field."""
_CRUMBS_BEGIN = compiled(r"(?:trang chủ|trang nhất|home)\b", re.I)
_DESK = compiled(r"(?:hotline|đường dây nóng|điện thoại|email|e-mail|đăng nhập|đăng ký|tìm kiếm|thời tiết|nhiệt độ|xin chào|chào mừng|liên hệ|trang chủ|menu|\d{1,2}\s?°)", re.I)
"""What stands beside the clock of a page."""
_DAY_OF_YEAR = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?(?![\d/])")
_SPEAKER_BROKEN_OFF = compiled(r"(?:Ông|Bà|Đồng chí|Đ/c|TS\.?|PGS\.?\s?TS\.?|Theo (?:ông|bà|đồng chí))\s(?:[A-ZÀ-ỸĐ][a-zà-ỹ]{0,7}\s?){2,5}(?:,|\s?[-–])\s[^.]{6,110}")
_LABEL_TITLE = compiled(r"(?:tiêu đề|tên bài|title|tít)\s?:\s?", re.I)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[IVX]{1,4}[.)]|[a-dA-D][.)])\s")
"""A part of an essay, "1.1. Bối cảnh …", never its headline."""
_LETTER_SIZES = re.compile(r"(?:\s\|?\s?A[-+]?){2,4}$")
"""The buttons for small and large letters, glued to the end of a headline."""


@dataclass(slots=True)
class _Row:
    """One line of the raw page under classification."""

    text: str
    kind: str = ""


def extract(text: str, *, url: str = "", warnings: tuple[str, ...] = ()) -> Page:
    """Return the page cleaned; `text` is what `decode` returned, HTML or plain. `url` is the address it came from, where known."""
    saved = read_html(text) if looks_like_html(text) else HtmlPage((), Meta(), 0)
    notes = list(warnings)
    lines = list(saved.lines) if saved.lines else plain_lines(text, notes)
    meta = _with_url(saved.meta, url)
    lines = [_LETTER_SIZES.sub("", line) if len(line) > 20 else line for line in lines if line]
    head = find_head(lines)
    if head and not _is_below_story(lines, head):
        return _clean_document(lines, head, meta, notes)
    rows = _with_dated_headline([_Row(line) for line in lines])
    return _clean(rows, meta, notes, _hint(meta, rows))


def is_site_name(line: str) -> bool:
    """Return whether `line` is the name of a site, not a headline."""
    return _SITE_NAME.search(line) is not None or is_furniture(line)


def _with_url(meta: Meta, url: str) -> Meta:
    return Meta(url or meta.url, meta.title, meta.published, meta.author, meta.publisher)


def _hint(meta: Meta, rows: list[_Row]) -> int | None:
    """The row that repeats the title the HTML head gives, if one does."""
    wanted = _bare(meta.title)
    if len(wanted) < 12:
        return None
    for number, row in enumerate(rows[:400]):
        if _bare(row.text) == wanted or (len(row.text) > 20 and wanted.startswith(_bare(row.text))):
            return number
    return None


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _with_dated_headline(rows: list[_Row]) -> list[_Row]:
    """Rows with the day that stands behind the headline on a row of its own; where several lines above the story end so, they are links to other stories."""
    first = _first_paragraph(rows, None)
    matches = [(number, _DATED_HEADLINE.fullmatch(rows[number].text)) for number in range(max(0, first - 6), first)]
    dated = [(number, match) for number, match in matches if match and not (match["bare"] and (_DAY_OF_SENTENCE.search(match["bare"]) or is_stamp(match.group())))]
    if len(dated) != 1 or not is_stamp(dated[0][1]["day"] or dated[0][1]["bare_day"]):
        return rows
    number, match = dated[0]
    return [*rows[:number], _Row(match["title"] or match["bare"]), _Row(match["day"] or match["bare_day"]), *rows[number + 1:]]


def _clean(rows: list[_Row], meta: Meta, notes: list[str], hint: int | None) -> Page:
    first = _first_paragraph(rows, hint)
    return _assembled(rows, meta, notes, first, hint if hint is not None else _title(rows, first))


def _assembled(rows: list[_Row], meta: Meta, notes: list[str], first: int, title: int | None) -> Page:
    """The page whose story begins on row `first` below the headline on row `title`."""
    start = _mark_header(rows, first, title)
    end = _mark_story(rows, start)
    if title is not None and rows[title].kind == TITLE:
        rows[title].text = _LABEL_TITLE.sub("", rows[title].text)
    cut = _cut_off(rows, end)
    kept = [row for row in rows if row.kind and row is not cut]
    kept += [cut] if cut else []
    text, lines = _join(kept)
    header = "\n".join(row.text for row in rows[:start] if not row.kind)[:4000]
    footer = "\n".join(row.text for row in rows[end:] if not row.kind)[:8000]
    return Page(text, lines, meta, header, footer, tuple(notes))


def _is_below_story(lines: list[str], head: Head) -> bool:
    """Whether a document stands below running text: then it is quoted by the story, not the page itself."""
    return any(_is_paragraph(line) and not is_furniture(line) and not is_caption(line) for line in lines[:head.letterhead])


def _clean_document(lines: list[str], head: Head, meta: Meta, notes: list[str]) -> Page:
    """The page that is a State document: the heading is its title, unless the portal gave it a dated headline or one in the page's head."""
    above, letterhead = lines[:head.letterhead], lines[head.letterhead:head.heading]
    rows = [_Row(line) for line in (*letterhead, *above, *([head.about] if head.about else []), *joined(lines, head))]
    given = _hint(meta, rows[:head.heading])
    if given is None:
        given = next((number for number in range(len(letterhead), head.heading - 1) if is_stamp(rows[number + 1].text) and _title_score(rows, number, head.heading) > 0), None)
    if given is None:
        named = None if head.about else _title(rows[len(letterhead):], len(above))
        given = head.heading if head.about else None if named is None else len(letterhead) + named
    return _assembled(rows, meta, notes, head.heading + bool(head.about), given)


def _cut_off(rows: list[_Row], end: int) -> _Row | None:
    """The last row of the page when the copy broke off in the middle of a sentence, right below the story: it may hold a citation."""
    if end == len(rows) - 2 and _kind_within(rows, end) == HEADING:
        rows[end].kind = HEADING
        end += 1
    if end != len(rows) - 1 or len(rows[end].text) < 120 and not _SPEAKER_BROKEN_OFF.match(rows[end].text) or is_furniture(rows[end].text) or is_link(rows[end].text) or is_dash_headline(rows[end].text):
        return None
    rows[end].kind = PARAGRAPH
    return rows[end]


def _join(rows: list[_Row]) -> tuple[str, tuple[Line, ...]]:
    parts, lines, position = [], [], 0
    for row in rows:
        lines.append(Line(position, position + len(row.text), row.kind))
        parts.append(row.text)
        position += len(row.text) + 1
    return "\n".join(parts), tuple(lines)


def _is_paragraph(line: str) -> bool:
    """Running text: long with an end mark or several sentences, or shorter with the opening of a report ("Sáng ngày …")."""
    if is_stamp(line) or is_link(line):
        return False
    ended = _SENTENCE_END.search(line) is not None
    if len(line) >= 120 and (ended or _SENTENCE_INSIDE.search(line)):
        return True
    if len(line) >= 100 and OPENER.match(line) and _OPENING_DAY.match(line):
        return True
    if len(line) >= 60 and ended and (OPENER.match(line) or _SENTENCE_INSIDE.search(line)):
        return True
    return len(line) >= 330


def _first_paragraph(rows: list[_Row], hint: int | None) -> int:
    begin = 0 if hint is None else hint + 1
    if hint is None and len(rows) > 1 and rows[0].text.startswith("date ") and _is_whole_sentence(rows[1].text) and not _is_doubled(rows, 1):
        return 1
    for number in range(begin, len(rows)):
        line = rows[number].text
        if _is_paragraph(line) and not is_furniture(line) and not is_caption(line) and not _is_doubled(rows, number) and not _is_dotted_headline(rows, number):
            return number
    short = next((n for n in range(begin, len(rows)) if rows[n].text.endswith((".", "…", ":")) and len(rows[n].text) > 40 and not is_caption(rows[n].text)), None)
    return short if short is not None else min(len(rows), begin + 1)


def _is_whole_sentence(line: str) -> bool:
    """Whether what stands right behind a scraper's mark is the story's first sentence, however short."""
    return 60 <= len(line) < 330 and line.endswith((".", "!", "…")) and not is_caption(line) and not is_link(line) and not is_furniture(line)


def _is_dotted_headline(rows: list[_Row], number: int) -> bool:
    """Whether a line is a headline that ends in a full stop, as some portals set it: one sentence, the stamp below it, no headline above it."""
    line = rows[number].text
    if not 15 <= len(line) <= 200 or not line.endswith(".") or _SENTENCE_INSIDE.search(line) or OPENER.match(line):
        return False
    if number + 2 >= len(rows) or not is_stamp(rows[number + 1].text):
        return False
    return not any(len(row.text.split()) >= 5 and row.text[-1].isalnum() and not is_stamp(row.text) and not is_site_name(row.text) for row in rows[max(0, number - 3):number])


def _is_doubled(rows: list[_Row], number: int) -> bool:
    """Whether a short line stands twice running: a picture's caption, copied once from the picture and once from below it."""
    line = rows[number].text
    beside = (rows[at].text for at in (number - 1, number + 1) if 0 <= at < len(rows))
    return len(line) <= 220 and line in beside and OPENER.match(line) is None and not _SENTENCE_INSIDE.search(line)


def is_caption(line: str) -> bool:
    """Return whether `line` is a photo caption: a credit, a view of the hall, or who is seen speaking in one short line."""
    if len(line) > 320:
        return False
    if line.endswith("|") and "|" not in line[:-1]:
        return not (OPENER.match(line) and _OPENER_DAY.match(line))
    if _PHOTO_CREDIT.search(line) and len(_SENTENCE_INSIDE.findall(line)) < 2:
        return True
    if len(line) > 230 or _SENTENCE_INSIDE.search(line):
        return False
    if _CAPTION.match(line):
        return True
    return len(line) <= 190 and "," not in line[-40:] and _SPEAKS.search(line) is not None and not OPENER.match(line) and not re.search(r"[:“\"]|nhấn mạnh|cho biết|khẳng định|đề nghị|yêu cầu|cho rằng", line) and _speaker_first(line)


def _speaker_first(line: str) -> bool:
    return _SPEAKER.match(line) is not None


def _title(rows: list[_Row], first: int) -> int | None:
    """The best headline among the lines above the first paragraph, or None."""
    best, best_score = None, 0.0
    for number in range(max(0, first - 120), first):
        score = _title_score(rows, number, first)
        if score > best_score:
            best, best_score = number, score
    return best


def _title_score(rows: list[_Row], number: int, first: int) -> float:
    line = rows[number].text
    words = len(line.split())
    labelled = _LABEL_TITLE.match(line) is not None
    if is_stamp(line) or is_furniture(line) or ends_story(line) or is_link(line) or words < 4 or not 15 <= len(line) <= 260:
        return 0
    if _is_byline(line) or (line.endswith((".", ";", ",", ":")) and not labelled and not _is_dotted_headline(rows, number)) or OPENER.match(line) and _SENTENCE_END.search(line):
        return 0
    if line.endswith("|") or _NUMBERED.match(line) or _SITE_NAME.search(line) or _FIELD.match(line) or is_letterhead(line) or _CRUMBS_BEGIN.match(line) or line[0] in "-•*»>+©|" or line[0].islower():
        return 0
    after = rows[number + 1].text if number + 1 < len(rows) else ""
    before = rows[number - 1].text if number else ""
    if OPENER.match(line) and _OPENER_DAY.match(line) and not labelled and not is_stamp(after):
        return 0
    if _TOOLBAR.search(line) or _PERSON_CAPTION.fullmatch(line) and not is_stamp(after):
        return 0
    if is_caption(line) and (_PHOTO_CREDIT.search(line) or number and not is_stamp(after)):
        return 0
    if (_SEEN_SPEAKING.match(line) or _PERSON_ALONE.fullmatch(line)) and not labelled and not is_stamp(after) and not is_stamp(before):
        return 0
    score = 2.0 + 10 * labelled + 4 * is_stamp(after) + 1.5 * (is_stamp(before)) + (1 if words >= 7 else -0.5)
    score += 1.5 * (number + 1 == first or _only_small(rows, number + 1, first)) + sum(0.7 for row in rows[:first] if row.text == line) - 0.7
    score += 3.0 * (not is_stamp(after) and _stamp_after_bylines(rows, number + 1, first))
    score -= 3.5 * (words <= 4 and is_stamp(after)) + 6.0 * (_BODY_ALONE.fullmatch(line) is not None)
    score -= 1.0 * (line.isupper() and words < 8) + 0.002 * max(0, len(line) - 160)
    return score


def _stamp_after_bylines(rows: list[_Row], start: int, end: int) -> bool:
    """Whether the names of authors or of their office, and then the stamp, follow."""
    number = start
    while number < min(end, start + 4) and (_is_byline(rows[number].text) or _BODY_ALONE.fullmatch(rows[number].text)):
        number += 1
    return start < number < end and is_stamp(rows[number].text)


def _only_small(rows: list[_Row], start: int, end: int) -> bool:
    """Whether nothing but stamps, furniture, by-lines and captions stands between."""
    return all(is_stamp(row.text) or is_furniture(row.text) or _is_byline(row.text) or is_caption(row.text) for row in rows[start:end])


def _mark_header(rows: list[_Row], first: int, title: int | None) -> int:
    """Give kinds to what stands above the story; return the row the story starts on."""
    begin = title if title is not None else first
    if title is not None:
        rows[title].kind = TITLE
        for row in rows[title + 1:first]:
            row.kind = _kind_above(row.text)
    else:
        for number in range(max(0, first - 2), first):
            line = rows[number].text
            rows[number].kind = CAPTION if is_caption(line) or _SEEN_SPEAKING.match(line) or _PERSON_ALONE.fullmatch(line) else PARAGRAPH if _is_short_opening(line) and not _is_doubled(rows, number) else ""
    for number in range(begin - 1, max(-1, begin - 12), -1):
        if is_stamp(rows[number].text):
            rows[number].kind = "" if title is not None and _is_clock(rows, number, title, first) else STAMP
            break
    if rows and rows[0].text.startswith("date "):
        rows[0].kind = STAMP
    return first


def _is_short_opening(line: str) -> bool:
    """Whether a line above the first long paragraph is a short first paragraph: one whole sentence about a person."""
    return len(line) >= 50 and line.endswith(".") and _SPEAKER.match(line) is not None and not is_furniture(line) and not is_link(line)


def _is_clock(rows: list[_Row], number: int, title: int, first: int) -> bool:
    """Whether the stamp at `number`, above the headline, is the clock of the page: the contact, log-in or weather box is between, and no day of the story is near it."""
    between = [row.text for row in rows[number + 1:title]]
    if len(between) < 2 or number > 1 and not any(_DESK.match(line) for line in between):
        return False
    stamp = read_stamp(rows[number].text)
    if stamp is None or len(stamp.iso) < 10:
        return False
    clock = dt.date.fromisoformat(stamp.iso)
    story = "\n".join(row.text for row in rows[title:first + 6])[:4000]
    return not any(0 <= (clock - day).days <= 31 for day in _days_near(story, clock))


def _days_near(text: str, clock: dt.date) -> Iterator[dt.date]:
    """Every day `text` names; one without a year in the year that ends at `clock`."""
    for match in _DAY_OF_YEAR.finditer(text):
        for year in (match["y"],) if match["y"] else (clock.year, clock.year - 1):
            if day := day_of(str(year), match["m"], match["d"]):
                yield day


def _kind_above(line: str) -> str:
    if is_stamp(line):
        return STAMP
    if is_furniture(line) or is_link(line) or ends_story(line):
        return ""
    if is_caption(line):
        return CAPTION
    if _is_byline(line):
        return BYLINE
    return PARAGRAPH if len(line) >= 40 or _SENTENCE_END.search(line) else ""


def _mark_story(rows: list[_Row], first: int) -> int:
    """Give kinds to the story's lines; return the row after its last."""
    last = _last_paragraph(rows, first)
    for number in range(first, last + 1):
        rows[number].kind = _kind_within(rows, number)
    end = last + 1
    for number in range(end, min(end + 8, len(rows))):
        kind = _kind_below(rows[number].text)
        if kind == "end":
            break
        if kind:
            rows[number].kind = kind
            end = number + 1
    _drop_repeated_captions(rows, first, end)
    return end


def _last_paragraph(rows: list[_Row], first: int) -> int:
    """The row of the story's last paragraph: a marker ends it unless most of the running text comes after the marker."""
    total = sum(len(row.text) for row in rows[first:] if _is_paragraph(row.text))
    seen, last, stopped = 0, min(first, len(rows) - 1), False
    for number in range(first, len(rows)):
        line = rows[number].text
        if ends_story(line) and number > first:
            stopped = seen >= 0.45 * total or not _resumes(rows, number)
            if stopped:
                break
        if _is_paragraph(line):
            seen += len(line)
            last = number
        elif _is_heading_or_item(rows, number, last):
            last = number if _SENTENCE_END.search(line) and len(line) > 25 else last
        if _is_final_byline(rows, number, last) and seen >= 0.5 * total:
            break
    return last


def _resumes(rows: list[_Row], marker: int) -> bool:
    """Whether at least two real paragraphs follow a marker: then it heads a box in the middle of the story."""
    return sum(len(row.text) > 150 and _is_paragraph(row.text) for row in rows[marker + 1:marker + 14]) >= 2


def _is_heading_or_item(rows: list[_Row], number: int, last: int) -> bool:
    return number - last <= 3 and not is_furniture(rows[number].text) and not is_link(rows[number].text)


def _is_final_byline(rows: list[_Row], number: int, last: int) -> bool:
    line = rows[number].text
    if number == last or number - last > 3 or not _is_byline(line):
        return False
    following = rows[number + 1:number + 7]
    return not any(len(row.text) > 200 and _is_paragraph(row.text) for row in following[:3]) or all(len(row.text) < 200 for row in following)


def _kind_within(rows: list[_Row], number: int) -> str:
    line = rows[number].text
    before = rows[number - 1].text if number else ""
    if is_stamp(line):
        return STAMP
    if is_furniture(line) or ends_story(line) or is_link(line):
        return ""
    if is_dash_headline(line) and not before.endswith((":", ";")) and not is_dash_headline(before) and not re.search(r"\d[.,]?\d*\s?%|:\s", line):
        return ""
    if is_caption(line) or len(line) >= 40 and _is_doubled(rows, number):
        return CAPTION
    if _is_paragraph(line):
        return PARAGRAPH
    if _is_byline(line):
        return BYLINE
    if _SENTENCE_END.search(line) or line[0] in "-–•+*" or len(line) > 100:
        return PARAGRAPH
    return HEADING if len(line) >= 6 else ""


def _kind_below(line: str) -> str:
    if ends_story(line) or is_link(line):
        return "end"
    if is_stamp(line):
        return STAMP
    if is_caption(line) and not _BYLINE_LABEL.match(line):
        return CAPTION
    if _SOURCE_LINE.fullmatch(line) and re.match(r"\(?(?:nguồn|theo|link|https?|bài gốc|xem bài gốc)", line, re.I):
        return SOURCE
    if _is_byline(line):
        return BYLINE
    return "" if is_furniture(line) else "end"


def _is_byline(line: str) -> bool:
    if len(line) > 90 or is_furniture(line):
        return False
    if _BYLINE_LABEL.match(line) and not _SENTENCE_INSIDE.search(line) and len(line) < 70 and not line.endswith((".", ":", ",")):
        return _NAME_ONLY.fullmatch(re.sub(r"^(?:[^:]{0,24}:|(?:theo|bài|tin|ảnh)\b)\s?", "", line, flags=re.I).strip(" .")) is not None
    words = line.split()
    if line.isupper() and 4 <= len(words) and line.replace(" ", "").isalpha() and words[0].capitalize() not in FAMILY_NAMES:
        # a short headline in capitals looks like a name in capitals
        return False
    return len(words) <= 9 and len(line) <= 60 and _NAME_ONLY.fullmatch(line.strip(" .")) is not None and not _is_place_line(line)


def _is_place_line(line: str) -> bool:
    return re.match(r"(?:UBND|HĐND|SỞ|TỈNH|THÀNH|BAN|CỔNG|BÁO|HỘI|ĐẢNG|Sở|Tỉnh|Ban|Bộ|Hội|Cổng|Báo|Đảng|Thành phố|Trung tâm|TP)\b", line) is not None


def _drop_repeated_captions(rows: list[_Row], first: int, end: int) -> None:
    seen: set[str] = set()
    for row in rows[first:end]:
        if row.kind in (CAPTION, HEADING) and row.text in seen:
            row.kind = ""
        seen.add(row.text)

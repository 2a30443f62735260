"""Which provinces a story is about.

In: a cleaned `Page`, the registry, the publication day. Out: the provinces (registry ids), each with the mention that proves it best.
Example: a page of Báo Phú Thọ that says "tỉnh Phú Thọ" three times and names Đà Nẵng once "sau TP. Đà Nẵng" is about Phú Thọ alone.

Every mention is read in its place: "châu Á - Thái Bình Dương", "hòa bình", "Chủ tịch Hồ Chí Minh", "đường Điện Biên", "phường Hòa Bình",
"ông Nguyễn Hòa Bình" are no provinces; "tại Hà Nội" is a place of meeting; a list of four provinces is a ranking. What is left is weighed:
headline, an authority of the province (UBND tỉnh X, Sở … X), the opening, then the rest. A ministry's news has none.
The odd case is the day: after 2025-07-01 "Tiền Giang" is on the ground of Đồng Tháp, and the page is filed under the unit in force.
"""

import re
from collections import defaultdict
from functools import lru_cache

from ..dates import BadDate, PartialDate, read_date
from ..frozen import frozen
from ..registry import Registry
from ..registry.provinces import Province
from ..text import fold
from .cities import Cities
from .page import BYLINE, CAPTION, SOURCE, STAMP, TITLE, Finding, Page
from .vietnamese import compiled, FAMILY_NAMES, spelling_pattern

_NOT_BEFORE = compiled(
    r"(?:châu Á\s?[-–,]?\s?|(?:Chủ tịch|tư tưởng|Tư tưởng|Bác|đạo đức|phong cách|tấm gương|Tấm gương|Lăng|lăng|thời đại|đường mòn|Đường mòn|Thanh niên Cộng sản|TNCS|Đội TNTP|Thiếu niên Tiền phong|Giải thưởng|Học viện Chính trị [Qq]uốc gia|Chính trị quốc gia|Chính trị Quốc gia|Bảo tàng|Huân chương|Quảng trường|quảng trường)\s"
    r"|(?<![\wÀ-ỹ])(?:đường|(?<!thành )(?<!Thành )(?<!THÀNH )phố|Đường|Phố|xa lộ|Xa lộ|quốc lộ|đại lộ|ngõ|hẻm|quận|Quận|huyện|Huyện|thị xã|Thị xã|thị trấn|phường|Phường|xã|Xã|thôn|khu phố|ấp|sông|Sông|núi|hồ|vịnh|chùa|rạp|công viên|Công viên|khách sạn|Khách sạn|(?<!yêu )(?<!nhu )(?<!điểm )(?<!Điểm )(?<!đầu )(?<!Đầu )cầu|Cầu|chợ|Chợ|thủy điện|Thủy điện|Nhà máy Thủy điện|nhà máy|Câu lạc bộ bóng đá|CLB|Trường THPT|Trường THCS|Trường Tiểu học|(?<!thị )(?<!môi )trường)\s(?:\d{1,3},?\s)?"
    r"|(?:Trường )?(?:Đại học|ĐH|Cao đẳng|Học viện|Trường Chính trị|Trường chuyên)\s(?:[\wà-ỹÀ-Ỹ]{1,9},?\s){0,9}(?:TP\.?\s?|tỉnh\s|thành phố\s|Thành phố\s)?"
    r"|(?:Đại học|đại học|ĐH|ĐHQG|Đại học Quốc gia|Đại học Quốc gia TP\.?|Đại học Bách khoa|Trường Đại học Bách khoa|Bách khoa|Đại học Kinh tế|Đại học Y|Học viện|Khách sạn|Viettel|VNPT|MobiFone|Mobifone|Agribank|BIDV|Vietcombank|Vietinbank|Công ty|CTCP|Tập đoàn|Bệnh viện|Quỹ|Hội|Ngân hàng)\s(?:[A-ZĐ][\wà-ỹ]{1,8}\s){0,5})$"
)
_PEOPLE_OF = compiled(r"(?:quê(?: ở| quán)?|sinh ra (?:ở|tại)|người|(?<!tỉnh )(?<!thành )(?<!huyện )(?<!quận )đoàn (?:công tác )?(?:của )?(?:tỉnh )?|kinh nghiệm (?:của|tại|từ) (?:các tỉnh |tỉnh )?|học tập (?:tại|ở) |sau|giáp|liền kề|như|gồm|so với|các tỉnh:?|tỉnh bạn|các địa phương:?|với (?:các )?tỉnh)\s?(?:TP\.?\s|tỉnh\s|thành phố\s)?$", re.I)
_LEARNT = compiled(r"học\s(?:tập|hỏi|cách làm|kinh nghiệm|theo)[^.;,]{0,30}?\s?(?:của|ở|từ)\s(?:tỉnh\s|TP\.?\s?|thành phố\s)?$", re.I)
"""Whom a province learns from, even in a headline."""
_VENUE = compiled(r"(?:tại|ở|từ|đến|về|ra|vào|đi)\s(?:Thủ đô\s|TP\.?\s?|thành phố\s|Thành phố\s)?$")
_AUTHORITY = compiled(
    r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Đảng bộ|Sở|Công an|MTTQ|Mặt trận Tổ quốc|Đoàn ĐBQH|Đoàn đại biểu Quốc hội|Báo|Đài PT-?TH|Liên hiệp|Liên hiệp các Hội|Tỉnh đoàn|Tỉnh Đoàn|Thành đoàn|Thành Đoàn|Trung tâm|Ban Chỉ đạo|BCĐ|Chi cục|Ban Quản lý|Hiệp hội|Trường|Hội)\b[^.;:]{0,60}$"
)
_UNIT = compiled(r"(?:tỉnh|Tỉnh|TỈNH|thành phố|Thành phố|THÀNH PHỐ|TP\.?|Tp\.?|T\.P)\s?$")
_GROUND = compiled(r"(?:trên địa bàn|địa bàn|toàn|của|ở|tại|cho|nhân dân|người dân|phát triển|Đảng bộ|đưa|đối với|lãnh đạo)\s(?:tỉnh\s|thành phố\s|TP\.?\s?)?$", re.I)
_KIND_BEFORE = compiled(r"^(?:thành phố|tỉnh|TP\.?|Tp\.?|Thành phố|Tỉnh|Thủ đô)\s?(?=[A-ZÀ-Ỹ][a-zà-ỹ])")
_CAPITALS_BEFORE = compiled(r"(?<![\w&])((?:[A-ZÀ-Ỹ][a-zà-ỹ]{0,7}\s){1,3})$")
_CAPITAL_AFTER = compiled(r"\s[A-ZÀ-Ỹ][a-zà-ỹ]+")
_POINT = compiled(r"(?:điểm cầu|đầu cầu)\s(?:chính\s|tại\s|tỉnh ủy\s|UBND\s)?(?:tỉnh\s|TP\.?\s?|thành phố\s|của tỉnh\s)?$", re.I)
"""A province's own end of a meeting of the whole country: where it stands, the province's paper reports its part."""
_PAIR = compiled(r"(?:(?:hai|2|giữa(?: hai| 2)?)\s(?:tỉnh|địa phương|thành phố|Sở|sở)[^.;:]{0,40}|giữa\s[^.;:]{0,50})$", re.I)
_JOINT = compiled(r"\s?(?:,|và|với|cùng|-|–)\s(?:(?:Sở|UBND|Tỉnh ủy|HĐND)\s[^.;:,]{0,30}?)?(?:tỉnh\s|TP\.?\s?|thành phố\s)?", re.I)
_RANKED = compiled(r"\b(?:dẫn đầu|xếp|hạng|top|tốp|đứng đầu|đứng thứ|chỉ số|PII|DTI|PCI|PAPI|thăm|có đại biểu|đoàn công tác|cả nước|toàn quốc)\b", re.I)
_COUNTED = compiled(r"(?:(?:các|ba|bốn|3|4|giữa|03|04)\s(?:tỉnh|địa phương|tỉnh, thành phố|thành phố)|giữa|liên kết)\s?:?\s(?:tỉnh\s|thành phố\s|TP\.?\s?)?$", re.I)
_ACT = compiled(r"\s?(?:\([^)]{2,30}\)\s)?(?:đã\s|vừa\s|cùng\s|sẽ\s)?(?:ký|diễn ra|tổ chức|phối hợp|họp|thống nhất|liên kết|hợp tác|triển khai|bàn|trao đổi|thành lập|công bố|khởi động|về\s)", re.I)
_COMMUNE_OF = compiled(r"(?i:xã|phường|huyện|quận|thị xã|thị trấn|đặc khu|đảo|làng|làng nghề|bản|thôn|khu công nghiệp|khu kinh tế|cửa khẩu|cảng)\s(?:[A-ZÀ-ỸĐ][\w'’]{0,9}\s?){1,4}(?:,\s|\((?:(?:[A-ZÀ-ỸĐ][\w'’]{0,9}\s?){1,4},\s)?)$")
"""A commune's or district's name before, with the province after it: "xã Đông Cuông (Lào Cai)"."""
_CITY_BODY = compiled(r"(?:UBND|HĐND|Ủy ban nhân dân|Thành ủy|Thị ủy|Đảng bộ|lãnh đạo|địa bàn)\s$")
_COMMUNES = compiled(r"\b(?:xã|phường|thị trấn|đặc khu|huyện)\s[A-ZÀ-ỸĐ][a-zà-ỹ]")
_RECEIVES = compiled(r"làm việc với (?:lãnh đạo )?(?:tỉnh|thành phố|TP\.?) $")
"""The province a delegation comes to."""
_ABROAD = compiled(r"\s?(?:\((?:tỉnh\s)?|,\s(?:nước\s)?)(?:Trung Quốc|CHND Trung Hoa|Lào|CHDCND Lào|Campuchia|Hàn Quốc|Nhật Bản|Đài Loan)\b(?!\s?[-–]?\sViệt Nam)")
"""Behind a name that another country's province bears too: "tỉnh Hà Nam (Trung Quốc)"."""
_CENTRAL_HOST = compiled(r"(?:Bộ (?!Chính trị|Chỉ huy|đội|phận)[A-ZĐ]|Chính phủ|Thủ tướng|Phó Thủ tướng|Bộ trưởng|Thứ trưởng|Ủy ban Quốc gia|Uỷ ban Quốc gia|Ban Chỉ đạo (?:Trung ương|quốc gia|Quốc gia|của Chính phủ)|Cục [A-ZĐ]|Tổng cục|Quốc hội)[^.;:]{0,90}?\s(?:tổ chức|chủ trì|khai mạc)\b")
_OF_ALL = compiled(r"toàn quốc|cả nước|toàn ngành|(?:63|34)\s(?:tỉnh|Sở|sở|địa phương)|các tỉnh, thành|(?:khu vực|vùng|các tỉnh) (?:miền|phía|Bắc|Trung|Nam|Tây|Đồng bằng|Đông|đồng bằng)", re.I)
_LOCAL_HOST = compiled(r"(?:(?:phối hợp|cùng|và)\s(?:với\s)?(?:Tỉnh ủy|Thành ủy|UBND|Ủy ban nhân dân|Sở|tỉnh|thành phố|TP)\b|(?:Tỉnh ủy|Thành ủy|UBND|Ủy ban nhân dân|Sở)\s[^.;,]{2,50}(?:,|\s(?:phối hợp|cùng)(?:\svới)?)\s(?:Bộ|Cục|Tổng cục|Thứ trưởng|Bộ trưởng)\b)")
_TO_ALL = compiled(r"(?:gửi|đề nghị|yêu cầu|hướng dẫn)\s(?:các\s)?(?:bộ, ngành[^.;]{0,40}|UBND|Ủy ban nhân dân|Chủ tịch UBND|Sở [^.;,]{2,40}|tỉnh, thành)\s?(?:các|63|34)?\s(?:tỉnh, thành|tỉnh|địa phương|Sở)", re.I)
"""A ministry writing to all provinces alike."""
_FORMER = compiled(r"\s?\(?\s?(?:cũ|trước đây|trước sáp nhập)\b", re.I)
_NATIONAL = compiled(r"(?<!của )(?<!Của )\b(?:Chính phủ|Thủ tướng|Phó Thủ tướng|Bộ trưởng|Thứ trưởng|Quốc hội|Trung ương|Tổng Bí thư|cả nước|toàn quốc|các tỉnh, thành|63 tỉnh|34 tỉnh|bộ, ngành|các bộ|Bộ (?:KH&CN|KHCN|KH-CN|TT&TT|Khoa học|Thông tin|Nội vụ|Tài chính|Công an|Công Thương|Nông nghiệp|Giáo dục|Y tế|Xây dựng|Tư pháp|Quốc phòng|Kế hoạch)|Cục|Viện Hàn lâm)\b")
_LOCAL = compiled(r"\b(?:UBND (?:huyện|thị xã|xã|phường|thị trấn|TX|quận)|Huyện ủy|Thị ủy|Đảng ủy (?:xã|phường)|Ủy ban nhân dân (?:tỉnh|huyện|xã|phường|thành phố)|Hội đồng nhân dân tỉnh|UBND tỉnh|HĐND tỉnh|Tỉnh ủy|Tỉnh uỷ|toàn tỉnh|của tỉnh|trên địa bàn tỉnh|trong tỉnh|UBND thành phố|Thành ủy|toàn thành phố|cấp tỉnh|Sở K|Sở T|Tỉnh đoàn|tỉnh ta|tỉnh đã|tỉnh nhà|Công an tỉnh|các sở, (?:ban, )?ngành)")


@frozen
class Mention:
    """A province named at a place of the text, and how much that counts."""

    province: str
    start: int
    end: int
    weight: float
    place: str
    """title, point, authority, unit, ground, bare or venue."""


_OPENING = 700
"""Characters in which a story says between whom an agreement is."""
MOST_MENTIONS = 2000
"""More names of provinces than this are a list, not a story."""


def provinces(page: Page, registry: Registry, publication: str | None, publisher_province: str | None, cities: Cities) -> tuple[list[Finding], list[str]]:
    """Return the provinces of the story as findings of registry ids, the main one first, and warnings."""
    day = _day(publication)
    mentions = _mentions(page, registry, day)
    scores = _scores(mentions, registry, day)
    chosen = _choose(page, scores, mentions, publisher_province if publisher_province in registry.provinces else None, registry, day) or _by_city(page, registry, day, cities)
    warnings = [] if chosen or not scores else ["không rõ tin thuộc tỉnh nào, hay là tin cả nước"]
    return [_finding(one, mentions, registry, day) for one in chosen], warnings if not _is_national(page) else []


def _day(publication: str | None) -> PartialDate | None:
    try:
        return read_date(publication) if publication else None
    except BadDate:
        return None


def in_force(registry: Registry, identity: str, day: PartialDate | None) -> str:
    """Return the id of the unit on whose ground `identity` lay on `day`; itself where the day is not known."""
    province = registry.provinces[identity]
    while day and province.dissolved and not province.in_force(day) and province.successor in registry.provinces:
        province = registry.provinces[province.successor]
    return province.id


@lru_cache(maxsize=4)
def _pattern(spellings: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    by_key = {fold(spelling).replace("-", " ").replace(".", " ").replace(" ", ""): identity for spelling, identity in spellings}
    choices = "|".join(spelling_pattern(spelling) for spelling, _ in sorted(spellings, key=lambda pair: -len(pair[0])))
    return compiled(rf"(?<![\wÀ-ỹ])(?:{choices})(?![\wÀ-ỹ])"), by_key


def name_spans(text: str, registry: Registry) -> list[tuple[str, int, int]]:
    """Return every place of `text` where a province's name stands, whatever it means there, as (id, start, end)."""
    pattern, by_key = _pattern(_spellings(registry))
    found = []
    for match in pattern.finditer(text):
        identity = by_key.get(fold(match.group()).replace("-", " ").replace("–", " ").replace(".", " ").replace(" ", ""))
        if identity:
            found.append((identity, match.start(), match.end()))
    return found


def _spellings(registry: Registry) -> tuple[tuple[str, str], ...]:
    found = {}
    for province in registry.provinces.values():
        for name in (*(name.name for name in province.names), *province.aliases):
            plain = _KIND_BEFORE.sub("", name)
            if plain and not plain[0].islower():
                found[plain] = province.id
                if len(plain) > 4 and not plain.isupper():
                    found[plain.upper()] = province.id
    return tuple(found.items())


def _mentions(page: Page, registry: Registry, day: PartialDate | None) -> list[Mention]:
    found = []
    spans = name_spans(page.text, registry)[:MOST_MENTIONS]
    abroad = {identity for identity, _, end in spans if _ABROAD.match(page.text, end)}
    for identity, start, end in spans:
        if identity in abroad:
            continue
        line = page.line_at(start)
        if line is None or line.kind in (BYLINE, SOURCE, STAMP):
            continue
        before, after = page.text[max(line.start, start - 90):start], page.text[end:min(line.end, end + 40)]
        if _is_other_thing(page.text[start:end], before, after):
            continue
        found.append(_weighed(page, line.kind, identity, start, end, before, after))
    return _with_pairs(page, _without_lists(page, found, registry, day))


def _is_other_thing(name: str, before: str, after: str) -> bool:
    if _NOT_BEFORE.search(before) or re.match(r"\s?(?:Dương|Phủ\b|Mười)", after) and not re.match(r"\s?Mười (?:năm|ngày)", after):
        return True
    if re.search(r"(?:Bà Rịa|Thừa Thiên)\s?[-–]?\s?$", before):
        return True
    run = _CAPITALS_BEFORE.search(before)
    if run and len(name.split()) <= 2 and run.group(1).split()[0] in FAMILY_NAMES and not re.search(r"(?:Tỉnh|Thành|Huyện|Đảng|Chính)\s$", run.group(1)):
        return True
    return _CAPITAL_AFTER.match(after) is not None and re.search(r"(?:ông|bà|đồng chí|anh|chị)\s$", before, re.I) is not None


def _weighed(page: Page, kind: str, identity: str, start: int, end: int, before: str, after: str) -> Mention:
    story = page.lines[0].start if page.lines else 0
    lead = 1.6 if start - story < 900 else 1.0
    if re.search(r"(?:quê|quê ở|quê quán|sinh ra ở|sinh ra tại|người)\s(?:tỉnh\s)?$", before, re.I):
        weight, place = 0.25, "bare"
    elif _LEARNT.search(before):
        weight, place = 0.25, "bare"
    elif kind == TITLE:
        weight, place = (2.0, "venue") if _VENUE.search(before) and page.text[start:end].startswith("Hà N") else (7.0, "title")
    elif _FORMER.match(after):
        weight, place = 0.4, "bare"
    elif _RECEIVES.search(before):
        weight, place = 1.6, "unit"
    elif _PEOPLE_OF.search(before):
        weight, place = 0.25, "bare"
    elif _UNIT.search(before) and _AUTHORITY.search(before):
        weight, place = 3.0, "authority"
    elif _AUTHORITY.search(before) and not re.search(r"[,–-]\s?$|\b(?:tại|ở|với|đến|từ)\s(?:TP\.?\s?|tỉnh\s|thành phố\s)?$", before):
        weight, place = 2.4, "authority"
    elif _VENUE.search(before) and not re.search(r"tỉnh\s$", before):
        weight, place = 0.7, "venue"
    elif _UNIT.search(before) or _COMMUNE_OF.search(before):
        weight, place = 1.6, "unit"
    elif _GROUND.search(before):
        weight, place = 1.3, "ground"
    else:
        weight, place = 1.0, "bare"
    if _POINT.search(before):
        weight, place = max(weight, 2.4), "point"
    if kind == CAPTION:
        weight *= 0.8
    return Mention(identity, start, end, weight * (1.0 if kind == TITLE or weight < 0.3 else lead), place)


def _with_pairs(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Mentions with the two sides of an agreement made equal: "giữa 2 tỉnh X và Y" in the opening is about both."""
    story = page.lines[0].start if page.lines else 0
    found = list(mentions)
    for number in range(len(found) - 1):
        one, other = found[number], found[number + 1]
        if one.start - story > _OPENING or one.place == "list" or one.province == other.province:
            continue
        if _JOINT.fullmatch(page.text, one.end, other.start) and _PAIR.search(page.text[max(0, one.start - 90):one.start]):
            found[number], found[number + 1] = (Mention(side.province, side.start, side.end, 7.0, "title") for side in (one, other))
    return found


def _without_lists(page: Page, mentions: list[Mention], registry: Registry, day: PartialDate | None) -> list[Mention]:
    """Mentions with those in a row of three or more provinces made light: a ranking, a region, a list of guests.

    Three old provinces that are one unit on `day` ("hợp nhất 3 tỉnh Phú Thọ - Vĩnh Phúc - Hòa Bình") are that unit's own name, not a row.
    """
    found, row = [], []
    for mention in [*mentions, None]:
        joined = bool(row) and mention is not None and re.fullmatch(r"\s?(?:,|;|và|cùng|-|–|\(\d{1,3}[^)]{0,14}\)|\d{1,3}(?:,\d+)?\s?điểm)?\s?(?:,|;|và|cùng)?\s?(?:các\s)?(?:tỉnh|thành phố|TP\.?|Tp\.?)?\s?", page.text[row[-1].end:mention.start]) is not None
        if row and not joined:
            units = {in_force(registry, one.province, day) for one in row}
            light = len({one.province for one in row}) >= 3 and len(units) > 1
            if light and len(units) <= 4 and _are_subjects(page, row):
                row = [Mention(one.province, one.start, one.end, 7.0, "title") for one in row]
                light = False
            if len(row) >= 3 and len(units) == 1:
                row = [Mention(one.province, one.start, one.end, max(one.weight, 2.0), "unit") for one in row]
            found.extend(Mention(one.province, one.start, one.end, 0.2 if light else one.weight, "list" if light else one.place) for one in row)
            row = []
        if mention is not None:
            row.append(mention)
    return found


def _are_subjects(page: Page, row: list[Mention]) -> bool:
    """Whether a row of provinces is what the story is about: in the headline, or "các tỉnh A, B và C ký kết …" in the opening; never a ranking, never guests."""
    first, last = row[0], row[-1]
    line = page.line_at(first.start)
    if line is None:
        return False
    around = page.text[line.start:line.end]
    if line.kind == TITLE:
        return _RANKED.search(around) is None
    if _NATIONAL.search(page.text, line.start, first.start):
        return False
    story = page.lines[0].start
    before, after = page.text[max(line.start, first.start - 40):first.start], page.text[last.end:min(line.end, last.end + 60)]
    return first.start - story < _OPENING and _COUNTED.search(before) is not None and _ACT.match(after) is not None and _RANKED.search(around[:300]) is None


def _scores(mentions: list[Mention], registry: Registry, day: PartialDate | None) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    for mention in mentions:
        scores[in_force(registry, mention.province, day)] += mention.weight
    return scores


def _is_national(page: Page) -> bool:
    head = re.sub(r"\((?:Nguồn|Ảnh)[^)]{0,60}\)|\b(?:Nghị quyết|Quyết định|Luật|Chỉ thị|Kết luận)\b[^,.;]{0,70}", " ", page.text[:1500])
    return len(_NATIONAL.findall(head)) > max(1, 2 * len(_LOCAL.findall(head)))


def _by_city(page: Page, registry: Registry, day: PartialDate | None, cities: Cities) -> list[str]:
    """The province of the one city a story is about: its own authority acts, or it is named again and again. A meeting held there once says nothing."""
    if _is_national(page):
        return []
    found: dict[str, int] = defaultdict(int)
    for start, identity in cities.found_in(page.text):
        found[identity] += 2 if _CITY_BODY.search(page.text[max(0, start - 30):start]) else 1
    units = {in_force(registry, identity, day) for identity in found if identity in registry.provinces}
    return list(units) if len(units) == 1 and sum(found.values()) >= 3 else []


def _all_over(page: Page) -> bool:
    """Whether the headline speaks of the whole country."""
    title = page.title_line
    return re.search(r"cả nước|toàn quốc|các địa phương|các tỉnh, thành", page.slice(title) if title else "", re.I) is not None


def _is_hosted(page: Page, mentions: list[Mention]) -> bool:
    """Whether the story is a meeting of the whole country or a region that a ministry holds: the province it is held in gives the hall and a word of welcome."""
    if any(one.place in ("title", "point") for one in mentions):
        return False
    opening = page.text[:_OPENING]
    host = _CENTRAL_HOST.search(opening)
    if host is None or _OF_ALL.search(opening) is None:
        return False
    start = max(opening.rfind(mark, 0, host.start()) for mark in (". ", "\n", "; "))
    return _LOCAL_HOST.search(opening, max(0, start), host.end() + 80) is None


def _choose(page: Page, scores: dict[str, float], mentions: list[Mention], publisher: str | None, registry: Registry, day: PartialDate | None) -> list[str]:
    national = _is_national(page)
    local = len(_LOCAL.findall(page.text))
    home = in_force(registry, publisher, day) if publisher else None
    if home:
        scores = dict(scores)
        scores[home] = scores.get(home, 0) + (3.0 if local >= 2 else 2.0 if local and not national else 0.8)
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked:
        return []
    best, top = ranked[0]
    titled = [in_force(registry, one.province, day) for one in mentions if one.place == "title"]
    if best != home and (_is_hosted(page, mentions) or not titled and _TO_ALL.search(page.text[:1500]) and sum(one.place != "list" for one in mentions) == 1):
        return []
    if not titled and _all_over(page) and len({one.province for one in mentions if one.place in ("authority", "unit")}) >= 2:
        return []
    proved = {in_force(registry, one.province, day) for one in mentions if one.place in ("title", "point", "authority", "unit", "ground")}
    if any(one.place == "point" and in_force(registry, one.province, day) == best for one in mentions):
        national = False
    if home and any(in_force(registry, one.province, day) == home and one.place != "list" for one in mentions) and best == home:
        national = False
    if not titled and national and len({one.province for one in mentions}) >= 4 and top < 0.6 * sum(scores.values()):
        return []
    alone = {one.province for one in mentions if one.place not in ("list", "venue")}
    only = {in_force(registry, one.province, day) for one in mentions if one.place not in ("list", "venue")} == {best}
    if only and not national and local >= 2 and top >= 1.0:
        return [best]
    if len(scores) == 1 and not national and len(_COMMUNES.findall(page.text)) >= 3:
        return [best]
    if best != home and not titled and not local and {one.place for one in mentions if in_force(registry, one.province, day) == best} == {"venue"}:
        return []
    need = (3.5 if len(alone) == 1 and sum(one.place not in ("list", "venue") for one in mentions) > 1 else 6.0) if national else 1.9
    if top < need or (best not in proved and best != home and top < (9 if national else 3.0)):
        return []
    chosen = [best]
    for other, score in ranked[1:]:
        if other in titled and best in titled and score >= 0.35 * top or score >= 0.75 * top and other in proved and score >= need:
            chosen.append(other)
    return chosen if len(chosen) <= 4 else []


def _finding(identity: str, mentions: list[Mention], registry: Registry, day: PartialDate | None) -> Finding:
    own = [one for one in mentions if in_force(registry, one.province, day) == identity]
    if not own:
        return Finding(identity, None, None, 0.7, "theo cơ quan đăng bài, trong bài chỉ viết “tỉnh”")
    best = max(own, key=lambda one: (one.weight, -one.start))
    total = sum(one.weight for one in own)
    note = "" if best.province == identity else f"bài viết “{registry.provinces[best.province].name}”, đơn vị lúc ấy là {registry.provinces[identity].name}"
    return Finding(identity, best.start, best.end, 0.95 if total > 6 else 0.85 if total > 3 else 0.7, note)


def name_on(province: Province, publication: str | None, text: str = "") -> str:
    """Return what the unit was called on the day of publication; where no day is known, the name `text` uses."""
    day = _day(publication)
    if day:
        return province.named_on(day).name
    return max((name.name for name in province.names if name.name in text), key=len, default=province.name)

"""People in public office a story names: name, role as written, organisation.

In: a cleaned `Page`, the spans of province names. Out: `Person`s, each once, with the fullest role the page gives. Examples of the order of
words it reads: "đồng chí X, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh" · "X - Bí thư Tỉnh ủy" · "Phó Chủ tịch UBND tỉnh Tiền Giang X" · "các ông A (R1), B (R2)" ·
"Phó Bí thư Tỉnh ủy X, Trưởng ban Chỉ đạo" · "các Phó Thủ tướng A và B".

Names are found first (two to five capitalised syllables that begin with a family name, after the end of any place name), then roles are
looked for on both sides. A name that nowhere stands beside a public office is nobody here: by-lines, photographers, quoted farmers,
historical figures and companies' directors are not officials. The odd case is the place glued to the name
("UBND huyện Châu Thành Nguyễn Văn A"): the name starts at the family name after the place.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import itemgetter

from ..text import fold
from .page import BYLINE, CAPTION, HEADING, PARAGRAPH, TITLE, Finding, Page
from .vietnamese import compiled, FAMILY_NAMES, STRONG_FAMILY_NAMES, SYLLABLE

_RUN = compiled(rf"(?<![\wÀ-ỹ&]){SYLLABLE}(?:[ ]{SYLLABLE}){{1,7}}(?![\wÀ-ỹ&])")
_CAPITALS = compiled(r"(?<![\wÀ-ỹ])(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à):? (?P<name>[A-ZÀ-ỸĐ]{2,7}(?: [A-ZÀ-ỸĐ]{1,7}(?:['’][A-ZÀ-ỸĐ]{1,9})?){1,4})(?![\wÀ-ỹ])")
"""A name a page sets in capitals: "đồng chí TRẦN VĂN AN"."""
_HEADS = (
    r"Tổng Bí thư|Phó Chủ tịch (?:nước|Thường trực)|Chủ tịch nước|Phó Thủ tướng|Thủ tướng|Phó Chủ tịch|Chủ tịch|Phó Bí thư|(?<!Ban )(?<!ban )Bí thư|Ủy viên|Uỷ viên|(?<!Ban )(?<!ban )Thường vụ (?:Tỉnh|Thành|Huyện) (?:ủy|uỷ)|UVBTVTU|UVTVTU|UVBTV|UVTV|TVTU|UVTW|UVT\.Ư|UV\.?\s?BCH|UV\.?\s?BTV|UVBCH|Tỉnh ủy viên|Tỉnh uỷ viên|Thành ủy viên|Thành uỷ viên|TUV"
    r"|Phó Bộ trưởng|Bộ trưởng|Thứ trưởng|Phó Cục trưởng|Cục trưởng|Phó Vụ trưởng|Vụ trưởng|Phó Tổng cục trưởng|Tổng cục trưởng|Phó Viện trưởng|Viện trưởng|Phó Hiệu trưởng|Hiệu trưởng|Phó Tổng Giám đốc|Tổng Giám đốc|Phó Giám đốc|Giám đốc|PGĐ|GĐ|Phó Chánh Văn phòng|Chánh Văn phòng|Phó Chánh Thanh tra|Chánh Thanh tra|Chánh án|Viện trưởng"
    r"|Phó Trưởng ban|Phó trưởng ban|Phó ban|Trưởng ban|Phó Trưởng Đoàn|Trưởng Đoàn|Phó Trưởng Tiểu ban|Trưởng Tiểu ban|Phó Trưởng phòng|Trưởng phòng|Phó Chủ nhiệm|Chủ nhiệm|Phó Tổng Biên tập|Tổng Biên tập|Phó Chi cục trưởng|Chi cục trưởng|Tổng Thư ký|Phó Tổng Thư ký|Tổng Kiểm toán|Tư lệnh|Chính ủy|Chỉ huy trưởng|Phó Chỉ huy trưởng|Đại biểu Quốc hội|Tổ trưởng|Tổ phó|Trợ lý|Thư ký|Phó Tổng Thanh tra|Tổng Thanh tra|Thường trực Ban Bí thư|Phó Chính ủy|Đại sứ|Thành viên Ban Chỉ đạo|Phó Trưởng Ban|Phó Trưởng"
)
_PREFIX = r"(?:(?i:nguyên|cựu|quyền|tân|Q\.)\s?)?"
_HEAD = compiled(rf"(?<![\wÀ-ỹ]){_PREFIX}(?i:{_HEADS})(?![\wÀ-ỹ])")
_HONORIFIC = r"(?:(?i:đồng chí|đ/c|ông|bà|anh|chị|ngài|thầy|cô)\s|(?:GS|PGS|TS|ThS|Ths|TSKH|KS|BS|CKI+|GS\.VS|VS|NGND|NGƯT|TTND|AHLĐ|BSCKI+|BSCK2)[.,]{0,2}\s?|(?i:giáo sư|phó giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|kỹ sư|bác sĩ|viện sĩ|nhà giáo|luật sư|đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại úy|khoa học)[\s,]{1,2})"
_HONORIFICS_END = compiled(rf"(?<![\wÀ-ỹ&])(?:{_HONORIFIC}){{1,4}}$")
_STARTS_ROLE = compiled(rf"\s?(?:,|-|–|—|:|\(|\||\s–)\s{{0,2}}(?:(?i:hiện là|hiện giữ chức|giữ chức(?: vụ)?|là|làm|chức vụ|đại diện|người)\s)?(?={_PREFIX}(?i:{_HEADS})(?![\wÀ-ỹ]))")
_STOP = compiled(
    r"\s(?:phát biểu|chủ trì|(?<!Hội )đồng chủ trì|làm việc|đã|cùng|dự(?! (?:khuyết|thảo|án|toán|báo|phòng)\b)|chỉ định|bổ nhiệm|điều động|phân công|tham dự|cho biết|cho rằng|nhấn mạnh|khẳng định|báo cáo|kết luận|đề nghị|yêu cầu|trao|tặng|thăm|tại|vừa|ký|là|trình bày|đến|chúc|(?<!Đoàn )(?<!đoàn )(?<!ban )kiểm tra|giới thiệu|khai mạc|bế mạc|nêu|đánh giá|ghi nhận|biểu dương|trả lời|giữ chức|thay mặt|chứng kiến|tiếp|mong muốn|chia sẻ|gợi ý|lưu ý|cũng|sẽ|được|dẫn đầu|trong|khi|(?<!nghệ )(?<!toàn )(?<!ninh )thông tin(?! và)|điều hành|tham gia|thống nhất|nói|bày tỏ|phân tích|đề xuất|giao|tuyên bố|nhận định|thừa nhận|chủ tọa|chỉ rõ|đồng tình|cảm ơn|tin tưởng|hoan nghênh|có|vào|trước|sau|trực tiếp|đặt|nhận|cắt|bấm|truyền đạt|quán triệt|thông qua|theo|tham luận|trao đổi|giải đáp|cam kết|kêu gọi|phát động|hứa|tuyên dương|khen|nghe|xem|tham quan|gặp|tập trung|gửi|viết|công bố|thông báo|tổng kết|để|mới(?! sáng)|làm trưởng|làm Trưởng|đi|còn|đang|chỉ đạo(?! )|quan tâm|xác nhận|đồng thời|cho|với|như|phụ trách(?! (?:Tổng cục|Cục|Sở|Vụ|Viện|Trung tâm|Chi cục|Văn phòng|Phòng|Ban|Trường))|đảm nhiệm|lãnh đạo|mở đầu|tặng|ghi|thì|đọc|làm|hướng dẫn|chào|đón|dâng|hỏi|trả|lý giải|giải thích|khuyến nghị|mời|động viên|kể|cảnh báo|dặn|nắm|bàn|thảo luận|nhắc|chốt|khảo sát|hy vọng|kỳ vọng|thị sát|đại diện|đánh|vẫn|luôn|chưa|không|cần|nên|phải|muốn|thấy|biết|đề cập|điểm|lên|chia|tiếp tục|nhiệm kỳ|khóa|khoá|nhân(?! (?:dân|sự))|dành|nhưng|mà|song|vì|bằng|ủng hộ|chủ động|cập nhật|thăm hỏi|tri ân|vinh dự|xúc động|ngày|sáng(?! tạo)|chiều|giao nhiệm vụ|hoàn thành|trồng|gồm|cắt băng|chụp|khởi công|khánh thành|công nhận|biểu quyết|bỏ phiếu|tuyên truyền(?! và)|và(?= (?:các|đại|lãnh|ông|bà|đồng chí|đ/c|một số|đông|Phó |Chủ tịch|Giám đốc|Bí thư|Trưởng|thành viên|tập thể|toàn|hơn|gần|trên|\d|nhiều|những|người|đại biểu|hàng|Thường trực|[A-ZÀ-ỸĐ][a-zà-ỹđ]+ [A-ZÀ-ỸĐ][a-zà-ỹđ]+)))(?![\wÀ-ỹ])"
)
_BREAK = compiled(r"[.;:!?()“”\"|…\n]|\s[-–—]\s|[-–—]\s|,\s?|/\s")
_COMPANY = compiled(r"(?:[Cc]ông ty|CTCP|Cty|TNHH|[Tt]ập đoàn|Doanh nghiệp|[Nn]gân hàng|Hợp tác xã|HTX|hợp tác xã|Viettel|VNPT|FPT|MobiFone|Mobifone|Startup|startup|Cổ phần|cổ phần|Group|JSC|Bệnh viện (?:Đa khoa )?(?:Quốc tế|tư nhân)|điều hành (?:FPT|công ty)|Agribank|Vietcombank|BIDV|Câu lạc bộ|Hội quán|chủ cơ sở|Hiệp hội|Tổng công ty|Tổng Công ty|CMC|Quỹ đầu tư|Vingroup|Vườn ươm|nhà máy|Nhà máy|xưởng)\b")
_STATE_FIRM = compiled(r"(?:Ngân hàng (?:Nhà nước|Chính sách)|NHNN|NHCSXH|Viettel|VNPT|EVN|MobiFone|Mobifone|Petrovietnam|PVN|Vietnam Post|Bưu điện|[Đđ]iện lực|Agribank|(?:Tập đoàn|Tổng công ty|Tổng Công ty) (?:Bưu chính|Công nghiệp|Điện lực|Dầu khí|Viễn thông|Bưu điện|Truyền tải)|Bưu chính Viễn thông)(?![\wÀ-ỹ])")
"""The State's own bank and the corporations it owns whole, whose heads it appoints."""
_OF_A_STUDY = re.compile(r"(?:Phó )?(?:chủ nhiệm|thư ký)(?: (?:nhánh|khoa học|đề tài|dự án|nhiệm vụ|đề án|công trình|chương trình nghiên cứu|câu lạc bộ|clb|hợp tác xã|htx)\b.*)?", re.I)
"""Who leads a piece of research holds no office by it."""
_STATE_BODY = re.compile(r"\b(?:Cục|Vụ|Sở|Bộ|UBND|HĐND|Tỉnh ủy|Thành ủy|Chi cục|Ủy ban|Ban Chỉ đạo|Phòng)\b")
_WIDE_ORG = compiled(r",\s(?:(?:Thể thao|Công nghệ|công nghệ|đổi mới sáng tạo|Đổi mới sáng tạo|chuyển đổi số|Chuyển đổi số|Chính sách|chính sách|chiến lược|Tiếp công dân|Gia đình|Xã hội|Môi trường|Viễn thông|viễn thông|Dân tộc|Tôn giáo|Đo lường|đo lường|Chất lượng|chất lượng|Giáo dục|Kỹ thuật|Truyền thông|cải cách hành chính|Khoáng sản|Lưu trữ)(?![\wÀ-ỹ]))")
_WITHIN_BODY = compiled(r"(?:Bộ (?!trưởng|Chính trị)|Sở |Tổng cục (?!trưởng))[A-ZĐ]")
"""The greater body after a comma: "Phó Vụ trưởng Vụ Kinh tế số, Bộ Thông tin và Truyền thông"."""
_OF_PROVINCE = compiled(r"(?:tỉnh|thành phố|TP\.?|huyện) ?[A-ZÀ-ỸĐ]")
_BELOW_PROVINCE = compiled(r"(?:huyện|xã|phường|thị xã|thị trấn|quận|thành phố|đặc khu|Huyện ủy|Đảng ủy|Thị ủy|Thành ủy|Quận ủy|Huyện uỷ)(?: (?:xã|phường))? [A-ZÀ-ỸĐ]")
"""A body below the province, and the province after a comma: "Chủ tịch UBND huyện A, tỉnh B"."""
_NEXT_OFFICE = re.compile(rf"\s?;\s(?=(?i:{_HEADS})(?![\wÀ-ỹ]))")
_BOARD_POST = re.compile(r"\s(?=(?:Phó Trưởng|Trưởng) (?:Ban|ban|Tiểu ban)\b)")
_GIVEN = re.compile(rf"\s(?:được (?:bổ nhiệm|bầu|điều động|phân công)[^.;,]{{0,30}}?\s)?(?:giữ (?:chức vụ|chức danh|chức)|làm)\s(?={_PREFIX}(?i:{_HEADS})(?![\wÀ-ỹ]))")
_INTRODUCES = re.compile(r"\s(?:gồm|là|gồm có)?(?:\s?các)?(?:\s?(?:ông|bà|đồng chí))*$", re.I)
_ALSO = re.compile(rf"\s(?:là|kiêm)\s(?={_PREFIX}(?i:{_HEADS})(?![\wÀ-ỹ]))")
_BARE_HEAD = re.compile(rf"(?i:{_HEADS})")
_BODY_OF_HEAD = {" ban": "Ban", "đoàn": "Đoàn", "trưởng phòng": "Phòng", "văn phòng": "Văn phòng", "cục trưởng": "", "tổ trưởng": "Tổ", "thanh tra": "Thanh tra"}
"""End of a head, folded to small letters → the word its organisation begins with."""
_TITLE_WORD = re.compile(r"(?:Ông|Bà|Anh|Chị|Thầy|Cô)\s")
_BRACKET_BEFORE = re.compile(r"\s?\([^()]{2,70}\)\s$")
_ABBREVIATED_CITY = compiled(r"\.\s?[A-ZÀ-Ỹ]")
_DEFINITION = compiled(r"\([A-ZĐ]{2,8}\)(?=,\s)|\((?:KH&CN|KHCN|KH-CN|KH và CN|TT&TT|TTTT|BCĐ|GD&ĐT|UBND|HĐND|NN&PTNT|NN&MT|NN-MT|VHTTDL|VH,TT&DL|VHTT&DL|MTTQ|UBMTTQ|ĐBQH|PTTH)\)(?=\s[a-zà-ỹA-ZÀ-Ỹ])")
_HISTORICAL = frozenset(("Hồ Chí Minh", "Võ Nguyên Giáp", "Phạm Văn Đồng", "Lê Duẩn", "Trường Chinh", "Nguyễn Ái Quốc", "Tôn Đức Thắng", "Lê Hồng Phong", "Trần Phú", "Trần Hưng Đạo", "Điện Biên Phủ", "Lý Thường Kiệt", "Lê Quý Đôn", "Chu Văn An", "Nguyễn Trãi", "Quang Trung", "Hùng Vương"))
_PLACES = frozenset("Hoa Kỳ|Hà Lan|Thái Lan|Hàn Quốc|Trung Quốc|Đài Loan|Hồng Kông|Đan Mạch|Phần Lan|Ba Lan|Tây Ban Nha|Bồ Đào Nha|Thụy Sĩ|Thụy Điển|Hy Lạp|Liên Xô|Liên Hợp Quốc|Liên minh|Đông Nam Á|Hoàng Sa|Trường Sa|Lý Sơn|Hồng Hà|Hà Thành|Hồ Gươm|Văn Miếu|Tây Nguyên".split("|"))
"""Countries and places whose first syllable is a family name too."""
_NATIVE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
"""The shape of a Vietnamese syllable without its marks: Choi has it, Hyuk and Mitani have not."""
_THING_BEFORE = compiled(r"(?:đường|(?<!thành )(?<!Thành )phố|Trường|(?<!Môi )(?<!môi )(?<!thị )(?<!Thị )trường|Đại học|đại học|THPT|THCS|Tiểu học|phường|Phường|xã|Xã|giải thưởng|Giải thưởng|quận|huyện|công viên|Công viên|Học viện|bệnh viện|Bệnh viện|Quảng trường|quảng trường|Cụm|khu phố|tượng đài|Bảo tàng|Nhà văn hóa|Chủ tịch)\s$")
_NOT_SYLLABLES = frozenset("Tổng Thủ Thường Sở Tỉnh Ban Bộ Hội Đảng Phòng Cục Vụ Viện Trung Nhà Việt Nam Quốc Khu Ủy Uỷ Công Chi Phó Chủ Giám Bí Trưởng Thành Văn-phòng Mặt Liên Đại Học Khoa Kinh Kỹ Thông Nghệ Nghị Quyết Cuộc Lễ Ngày Hội-nghị Chương Trình Kế Hoạch Chính Tổ".split())
_UNION_OF = frozenset("Tỉnh tỉnh Thành Huyện huyện Thị Quận quận Xã Trưởng trưởng ương Ương".split())


MOST_NAMES = 1500
"""A page with more names is a list, not a story."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person in public office as the page shows them."""

    name: str
    role: str
    organisation: str | None
    finding: Finding
    places: tuple[tuple[int, int], ...]

    def as_json(self) -> dict[str, str | None]:
        """Return the three fields of the JSON form."""
        return {"name": self.name, "role": self.role, "organisation": self.organisation}


@dataclass(frozen=True, slots=True)
class _Name:
    """A name at a place of the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Post:
    """A role beside a name: its offices in order, and where it stands."""

    offices: tuple[str, ...]
    start: int
    end: int
    before: bool


def officials(page: Page, province_spans: list[tuple[str, int, int]], home: str = "") -> list[Person]:
    """Return the officials the story names, in order of appearance. `home` is the province's name, added to "Tỉnh ủy" in organisations."""
    text = page.text
    names = _names(page, province_spans)
    starts = [name.start for name in names]
    posts: dict[str, list[_Post]] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    plural = _plural_posts(text, names)
    left = False
    for number, name in enumerate(names):
        previous_end = names[number - 1].end if number else 0
        following = starts[number + 1] if number + 1 < len(names) else len(text)
        places.setdefault(name.text, []).append((name.start, name.end))
        before = _post_before(text, name, previous_end, left)
        after = _post_after(text, name, following)
        left = before is not None and after is None
        also = _post_also(text, name, following) if before and not after else None
        found = [post for post in (after or also, before) if post]
        found = found or [post for post in (_post_given(text, name, following),) if post]
        if number in plural and not found:
            found.append(plural[number])
        if found:
            posts.setdefault(name.text, []).append(_joined(found))
    return [_person(name, every, places[name], home, text) for name, every in posts.items() if _is_public(every)]


def _names(page: Page, province_spans: list[tuple[str, int, int]]) -> list[_Name]:
    found = []
    for line in page.of_kind(TITLE, PARAGRAPH, CAPTION, HEADING, BYLINE):
        if line.kind == BYLINE:
            continue
        for match in _RUN.finditer(page.text, line.start, line.end):
            found.extend(_names_in_run(page.text, match.start(), match.end(), province_spans))
        if not page.slice(line).isupper():
            found.extend(_Name(match["name"].title(), match.start("name"), match.end()) for match in _CAPITALS.finditer(page.text, line.start, line.end) if match["name"].split()[0].capitalize() in FAMILY_NAMES)
        if len(found) > MOST_NAMES:
            break
    return sorted(found, key=lambda name: name.start)


def _names_in_run(text: str, start: int, end: int, province_spans: list[tuple[str, int, int]]) -> list[_Name]:
    """The name in a run of capitalised syllables: after a place, at a family name, two to five syllables long."""
    for _, first, last in province_spans[bisect_left(province_spans, start, key=itemgetter(1)):][:4]:
        if first == start and last < end:
            start = last + 1
    title = _TITLE_WORD.match(text, start)
    if title and title.end() < end:
        start = title.end()
    syllables = [(match.group(), match.start(), match.end()) for match in re.finditer(r"\S+", text[start:end])]
    if not syllables:
        return []
    syllables = _after_the_union(syllables, text[max(0, start - 8):start])
    if not syllables:
        return []
    glued = _HEAD.search(text[max(0, start - 70):start]) is not None and not _HONORIFICS_END.search(text[max(0, start - 40):start])
    first = _start_of_name(syllables, text[max(0, start - 24):start], glued)
    if first is None:
        return []
    chosen = syllables[first:]
    if not 2 <= len(chosen) <= 5 or any(part in _NOT_SYLLABLES for part, _, _ in chosen[:1]):
        return []
    begin, finish = start + chosen[0][1], start + chosen[-1][2]
    name = text[begin:finish]
    if name in _HISTORICAL or name in _PLACES or _THING_BEFORE.search(text[max(0, begin - 16):begin]) and not _is_place_then_name(text, begin, first):
        return []
    here = bisect_left(province_spans, begin, key=itemgetter(1))
    if here < len(province_spans) and province_spans[here][1:] == (begin, finish):
        return []
    return [_Name(name, begin, finish)]


def _after_the_union(syllables: list[tuple[str, int, int]], before: str) -> list[tuple[str, int, int]]:
    """The syllables after "Tỉnh Đoàn", "Trưởng Đoàn", where Đoàn is no family name."""
    for number, (word, _, _) in enumerate(syllables):
        previous = syllables[number - 1][0] if number else before.strip().rpartition(" ")[2]
        if word == "Đoàn" and previous in _UNION_OF:
            return syllables[number + 1:]
    return syllables


def _is_place_then_name(text: str, begin: int, first: int) -> bool:
    return first > 0 or re.search(r"(?:UBND|Ủy ban nhân dân|Đảng ủy|HĐND)\s(?:xã|phường|huyện|quận)\s$", text[max(0, begin - 40):begin]) is not None


def _start_of_name(syllables: list[tuple[str, int, int]], before: str, glued: bool) -> int | None:
    count = len(syllables)
    if count <= 2 and re.search(r"(?<![\wÀ-ỹ])(?:huyện|xã|phường|quận|thị xã|thị trấn|đặc khu)\s$", before):
        return None
    place = re.search(r"(?:huyện|xã|phường|quận|thị xã|thành phố|thị trấn|tỉnh|TP\.?|đặc khu|Huyện ủy|Thành ủy|Thị ủy|Quận ủy|Sở|phố|Đảng ủy|khu vực|cụm)\s$", before) is not None
    if place and 4 <= count <= 7 and syllables[2][0] in FAMILY_NAMES and syllables[2][0] not in ("Văn", "Thị"):
        return 2
    if place or glued:
        least = 2 if syllables[0][0] in FAMILY_NAMES else 1
        for number in range(least if place and count > 2 else 0, count - 1):
            if syllables[number][0] in STRONG_FAMILY_NAMES and 2 <= count - number <= 5 and (number >= 1 or not place):
                return number + 1 if number and count - number >= 4 and syllables[number + 1][0] in STRONG_FAMILY_NAMES else number
    family = next((number for number in range(count - 1) if syllables[number][0] in FAMILY_NAMES or re.match(r"[A-ZĐ]['’]|[YA]$", syllables[number][0])), None)
    if family is None:
        honoured = re.search(r"(?:đồng chí|đ/c|ông|bà|đồng chí:)\s$", before, re.I) is not None
        native = all(_NATIVE.fullmatch(fold(part)) for part, _, _ in syllables)
        return 0 if honoured and native and 2 <= count <= 4 and syllables[0][0] not in _NOT_SYLLABLES else None
    if place and 0 < family < 2 and count - family < 3 and syllables[family][0] not in STRONG_FAMILY_NAMES:
        return None
    if family == 0 or place or glued or syllables[0][0] in _NOT_SYLLABLES or not syllables[0][0].istitle():
        return family
    return family if syllables[family][0] in STRONG_FAMILY_NAMES and family <= 3 else None


def _post_after(text: str, name: _Name, following: int) -> _Post | None:
    """The role after a name: "X, R1, R2", "X - R", "X (R)"."""
    match = _STARTS_ROLE.match(text, name.end)
    if not match:
        return None
    offices, end = _chain(text, match.end(), min(following, match.end() + 420))
    if offices and _belongs_to_next(text, end, following):
        offices = offices[:-1] if len(offices) > 1 else ()
    return _Post(tuple(offices), match.end(), end, False) if offices else None


def _post_given(text: str, name: _Name, following: int) -> _Post | None:
    """The office a sentence gives a person: "bổ nhiệm ông X giữ chức Giám đốc Sở"."""
    match = _GIVEN.match(text, name.end)
    offices, end = _chain(text, match.end(), min(following, match.end() + 300)) if match else ([], 0)
    return _Post(tuple(offices[:1]), match.end(), end, False) if match and offices else None


def _post_also(text: str, name: _Name, following: int) -> _Post | None:
    """The second office of a person whose first stands before the name: "Chánh Văn phòng X là Phó Trưởng ban"."""
    match = _ALSO.match(text, name.end)
    offices, end = _chain(text, match.end(), min(following, match.end() + 200)) if match else ([], 0)
    return _Post(tuple(offices[:1]), match.end(), end, False) if match and offices and not _belongs_to_next(text, end, following) else None


def _belongs_to_next(text: str, end: int, following: int) -> bool:
    """Whether the last office of a chain stands right before the next name, with no separator: "A, R1, R2 B"."""
    between = text[end:following]
    return following < len(text) and len(between) <= 24 and _HONORIFICS_END.sub("", " " + between).strip() == "" and not re.match(r"\s?[,;]", between)


def _chain(text: str, start: int, limit: int) -> tuple[list[str], int]:
    """Offices from `start` on, separated by commas or dashes, up to the verb, the bracket or the full stop."""
    offices: list[str] = []
    position = end = start
    while position < limit and _HEAD.match(text, position):
        end = _end_of_office(text, position, limit)
        joined = re.search(r"\s(?:và|cùng)\s?$", text[position:end])
        end = position + joined.start() if joined else end
        offices.append(text[position:end].strip(" ,-–"))
        joint = re.match(r"\s?(?:,|-|–|—|kiêm|,\skiêm|đồng thời là|,\sđồng thời là|(?=\s(?:Phó )?Trưởng (?:Ban|ban|Tiểu ban)\b))\s{0,2}(?:kiêm\s|là\s)?", text[end:end + 24])
        if not joint:
            joint = _NEXT_OFFICE.match(text, end)
            if not joint or not _ends_without_name(text, joint.end(), limit):
                break
            joint_end = joint.end()
        else:
            joint_end = end + joint.end()
        position = joint_end
    return [office for office in offices if len(office) > 2], end


def _ends_without_name(text: str, start: int, limit: int) -> bool:
    """Whether the office after a semicolon is the same person's: it ends before the name that bounds the search, at a mark or a verb."""
    end = _end_of_office(text, start, limit)
    return end < limit and text[end:end + 2].strip()[:1] in (";", ".", ",") or end < limit and _STOP.match(text, end) is not None


def _end_of_office(text: str, start: int, limit: int) -> int:
    """Where one office ends: at a verb, a separator, a bracket; a comma inside a ministry's name does not end it."""
    position = _HEAD.match(text, start).end()
    stop = _STOP.search(text, position, limit)
    stop_at = stop.start() if stop else limit
    board = _BOARD_POST.search(text, position, stop_at)
    stop_at = board.start() if board else stop_at
    at = position
    while at < stop_at:
        gap = _BREAK.search(text, at, stop_at)
        if not gap:
            return stop_at
        wide = _WIDE_ORG.match(text, gap.start())
        if wide and re.search(r"\b(?:Sở|Bộ|Ban Chỉ đạo|Ban Chính sách|Ban|Cục|Vụ|Hội đồng|Chi cục|Ủy ban|Trung tâm|Trưởng ban|Phó Trưởng ban)\b|ban Chỉ đạo", text[start:gap.start()]):
            at = wide.end()
            continue
        if gap.group().startswith(",") and _WITHIN_BODY.match(text, gap.end()) and re.search(r"\b(?:Vụ|Cục|Viện|Học viện|Chi cục|Trung tâm|Văn phòng)\b", text[start:gap.start()]):
            at = gap.end() + 2
            continue
        if gap.group().startswith(",") and _OF_PROVINCE.match(text, gap.end()) and _BELOW_PROVINCE.search(text[start:gap.start()]):
            at = gap.end() + 6
            continue
        if gap.group().strip() in "-–—" and re.match(r"[-–—]\s?(?:công nghệ|Công nghệ|xã hội|Xã hội|thương mại|Thương mại|kỹ thuật|Truyền hình|truyền hình|đầu tư|Hồng|Vũng Tàu|Phát triển|đoàn thể|hành chính|[Tt]ổng hợp|dịch vụ|du lịch|ngân sách|pháp chế|[Tt]ài chính|kế hoạch|lao động|môi trường|[Mm]ôi trường|thể thao)", gap.group().strip() + " " + text[gap.end():gap.end() + 12]):
            at = gap.end() + 2
            continue
        if gap.group().startswith(".") and text[gap.start() - 1:gap.end() + 1] in ("T.Ư", "T.W"):
            at = gap.end() + 1
            continue
        if gap.group().startswith(".") and _ABBREVIATED_CITY.match(text, gap.start()) and text[max(0, gap.start() - 2):gap.start()].upper() == "TP":
            at = gap.end() + 1
            continue
        if gap.group().startswith("(") and (definition := _DEFINITION.match(text, gap.start())):
            at = definition.end()
            continue
        return gap.start()
    return stop_at


def _post_before(text: str, name: _Name, previous_end: int, left: bool = False) -> _Post | None:
    """The role before a name, joined without separator: "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh X".

    `left` says that the person named before has an office in front and none behind: in "Phó Thủ tướng A, Bộ trưởng B" the second is B's.
    """
    floor = max(previous_end, name.start - 300, text.rfind("\n", 0, name.start) + 1)
    clause = text[floor:name.start]
    honorific = _HONORIFICS_END.search(clause)
    head_text = clause[:honorific.start()] if honorific else clause
    joint = re.search(r"(?:\s?[-–:]|,)\s$", head_text)
    if joint and (not honorific and joint.group().startswith(",") or _someone_before(text, floor, previous_end)):
        return None
    if joint:
        head_text = head_text[:joint.start()] + " "
    if re.search(r"\bgồm(?:\s(?:có|các)(?:\s\w{1,6}){0,2})?\s:?\s?$|\bgồm$", head_text.rstrip() + " "):
        return None
    head_text = _BRACKET_BEFORE.sub(" ", head_text)
    if not head_text.endswith(" ") or _sentence_break(head_text):
        return None
    heads = list(_HEAD.finditer(head_text))
    if not heads:
        return None
    start = _chain_start(head_text, heads, left)
    if start is None or re.search(r"(?:các|những)\s$", head_text[:start], re.I) and not _HEAD.match(head_text, start):
        return None
    offices, end = _chain(head_text, start, len(head_text))
    if not offices or end < len(head_text.rstrip()) or re.search(r"(?:lãnh đạo|đại diện|theo lời)\s$", head_text[:start], re.I):
        return None
    return _Post(tuple(offices), floor + start, floor + end, True)


def _someone_before(text: str, floor: int, previous_end: int) -> bool:
    return floor == previous_end and floor > 0 and text[floor:floor + 1] in ",-–( "


def _sentence_break(clause: str) -> bool:
    clause = _DEFINITION.sub(lambda match: " " * len(match.group()), clause)
    last = list(re.finditer(r"(?<!\bTP)(?<!\bTp)(?<!\b[A-ZĐ])[.;!?](?=\s)|[”“:()]", clause))
    return bool(last) and not _HEAD.search(clause, last[-1].end())


def _chain_start(clause: str, heads: list[re.Match[str]], left: bool) -> int | None:
    """The first office of the chain that runs without a break to the end of `clause`."""
    for number, head in enumerate(heads):
        if number and head.start() < heads[number - 1].end():
            continue
        offices, end = _chain(clause, head.start(), len(clause))
        if end >= len(clause.rstrip()) and offices:
            before = clause[:head.start()]
            owned = re.match(r"\s?[,–(-]\s?$", before) is not None and not left
            if owned and len(offices) > 1:
                continue
            if len(offices) > 1 and _BARE_HEAD.fullmatch(offices[0]) and re.search(r"\b(?:với|cùng|mời|theo|thay mặt|của|thưa)\s$", before, re.I):
                continue
            return None if owned else head.start()
    return None


def _plural_posts(text: str, names: list[_Name]) -> dict[int, _Post]:
    """"các Phó Thủ tướng A và B", "các đồng chí Phó Chủ tịch UBND tỉnh: A, B": number of a name → the post it shares with the one before."""
    found: dict[int, _Post] = {}
    for number, name in enumerate(names):
        before = text[max(names[number - 1].end if number else 0, name.start - 120):name.start]
        match = re.search(rf"(?i:các|hai|những)\s(?:(?i:đồng chí|ông|bà)\s)?(?P<role>{_PREFIX}(?i:{_HEADS})(?![\wÀ-ỹ])[^.;()]{{0,70}}?)\s?:?\s$", before)
        if not match or not all(_HEAD.match(part.strip()) for part in match["role"].split(",")):
            continue
        role = _INTRODUCES.sub("", match["role"])
        post = _Post(tuple(part.strip() for part in role.split(",")), name.start - len(before) + match.start("role"), name.start, True)
        found[number] = post
        at = number
        while at + 1 < len(names) and re.fullmatch(r"(?:,|;|\s?và|,\svà)\s(?:(?i:đồng chí|ông|bà)\s)?", text[names[at].end:names[at + 1].start]):
            at += 1
            found[at] = post
    return found


def _joined(found: list[_Post]) -> _Post:
    """A role on each side of a name made one: the one before first, as the page has them."""
    ordered = sorted(found, key=lambda post: not post.before)
    offices = tuple(dict.fromkeys(office for post in ordered for office in post.offices))
    return _Post(offices, min(post.start for post in found), max(post.end for post in found), ordered[0].before)


def _is_public(posts: list[_Post]) -> bool:
    return any(not _is_company(office) for post in posts for office in post.offices)


def _is_company(office: str) -> bool:
    """Whether an office is no public one: of business, of a study. A state body may have "doanh nghiệp" in its name (Cục … Doanh nghiệp)."""
    if _OF_A_STUDY.fullmatch(office):
        return True
    if _STATE_BODY.search(office) or _STATE_FIRM.search(office):
        return False
    return _COMPANY.search(office) is not None or re.match(r"(?:Phó )?Tổng [Gg]iám đốc(?! (?:Thông tấn|TTXVN|Đài|Bảo hiểm|BHXH|Kho bạc|VTV|VOV|ĐHQG|Đại học))", office) is not None


def _person(name: str, posts: list[_Post], places: list[tuple[int, int]], home: str, text: str) -> Person:
    best = max(posts, key=lambda post: (len(post.offices), sum(map(len, post.offices)) > 12, -post.start))
    offices = [office for office in best.offices if not _is_company(office)] or list(best.offices)
    role = ", ".join(_whole(office, posts) for office in offices)
    place = min(places, key=lambda one: min(abs(one[0] - best.end), abs(best.start - one[1])))
    start, end = min(place[0], best.start), max(place[1], best.end)
    confidence = 0.95 if len(posts) > 1 else 0.88
    return Person(name, role[:1].upper() + role[1:], organisation_of(offices[-1], home), Finding(name, start, end, confidence), tuple(places))


def _whole(office: str, posts: list[_Post]) -> str:
    """An office as the fullest of the mentions writes it: "Giám đốc Sở" becomes "Giám đốc Sở KH&CN" where the page says so elsewhere."""
    longer = [other for post in posts for other in post.offices if other.startswith(office + " ")]
    return max(longer, key=len) if longer and office.split()[-1] in ("Sở", "sở", "Ban", "tỉnh", "Cục", "Viện", "Trung") else office


def organisation_of(office: str, home: str = "") -> str | None:
    """Return the body of an office: "Phó Chủ tịch UBND tỉnh" in a story of Phú Thọ gives "UBND tỉnh Phú Thọ"."""
    match = _HEAD.match(office)
    body = office[match.end():].strip(" ,") if match else ""
    first = next((word for words, word in _BODY_OF_HEAD.items() if match and match.group().lower().endswith(words)), "")
    if first and body:
        body = f"{first} {body}"
    body = re.sub(r"^(?:Thường trực|thường trực|phụ trách|chuyên trách|dự khuyết)\s?", "", body)
    if not body:
        return None
    if home and re.fullmatch(r"(?:Tỉnh ủy|Tỉnh uỷ|(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Ủy ban MTTQ(?: Việt Nam)?) tỉnh|Công an tỉnh|Đoàn ĐBQH tỉnh)", body):
        return f"{body} {home}"
    return body

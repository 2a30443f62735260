"""Where a page names people: two to five capitalised syllables that begin with a family name, after the end of any place name.

In: a cleaned `Page`, the spans of province names. Out: `Name`s in order. Example: "UBND tỉnh Tiền Giang Phạm Văn Trọng" names Phạm Văn Trọng. Not people: streets, schools
and prizes called after somebody, historical figures, countries. The odd case is the place glued to the name
("UBND huyện Châu Thành Nguyễn Văn A"): the name starts at the family name after the place.
"""

import re
from bisect import bisect_left
from operator import itemgetter

from ..frozen import frozen
from ..text import fold
from .offices import HEAD
from .page import CAPTION, HEADING, PARAGRAPH, TITLE, Page
from .vietnamese import compiled, FAMILY_NAMES, NATIVE_SYLLABLE, STRONG_FAMILY_NAMES, SYLLABLE

_RUN = compiled(rf"(?<![\wÀ-ỹ&]){SYLLABLE}(?:[ ]{SYLLABLE}){{1,7}}(?![\wÀ-ỹ&])")
_CAPITALS = compiled(r"(?:(?<![\wÀ-ỹ])(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à):? |(?<=[a-zà-ỹ] ))(?P<name>[A-ZÀ-ỸĐ]{2,7}(?: [A-ZÀ-ỸĐ]{1,7}(?:['’][A-ZÀ-ỸĐ]{1,9})?){1,4})(?![\wÀ-ỹ])")
"""A name a page sets in capitals: "đồng chí TRẦN VĂN AN", "Chủ tịch UBND tỉnh TRẦN VĂN AN"."""
_ONE_SYLLABLE = compiled(r"(?<![\wÀ-ỹ])(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à) (?P<name>[A-ZĐ]['’][A-ZÀ-ỸĐ]?[a-zà-ỹđ]{1,9})(?=\s?[,(–-]|\s[a-zà-ỹ])")
"""A whole name of one syllable, as the K'Ho and Mạ have: K'Mák."""
_BY_GIVEN_NAME = compiled(r"(?<![\wÀ-ỹ])(?:(?i:đồng chí)|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị) (?P<given>[A-ZÀ-ỸĐ][a-zà-ỹđ]{0,7})(?!\s?[A-ZÀ-ỸĐ])(?![\wÀ-ỹ])")
"""A person named before, now by the given name alone: "ông Hà"."""
_HONOURED = compiled(r"(?:đồng chí:?|đ/c:?|ông|bà)\s$", re.I)
_HONORIFIC = r"(?:(?i:đồng chí|đ/c|ông|bà|anh|chị|ngài|thầy|cô)\s|(?:GS|PGS|TS|ThS|Ths|Th\.[Ss]|TSKH|KTS|NSND|NSƯT|KS|BS|CKI+|GS\.VS|VS|NGND|NGƯT|TTND|AHLĐ|BSCKI+|BSCK2)[.,]{0,2}\s?|(?i:giáo sư|phó giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|kỹ sư|bác sĩ|viện sĩ|nhà giáo|luật sư|đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại úy|khoa học)[\s,]{1,2})"
HONORIFICS_END = compiled(rf"(?<![\wÀ-ỹ&-])(?:{_HONORIFIC}){{1,4}}$")
_TITLE_WORD = re.compile(r"(?:Ông|Bà|Anh|Chị|Thầy|Cô)\s")
_HISTORICAL = frozenset(("Hồ Chí Minh", "Võ Nguyên Giáp", "Phạm Văn Đồng", "Lê Duẩn", "Trường Chinh", "Nguyễn Ái Quốc", "Tôn Đức Thắng", "Lê Hồng Phong", "Trần Phú", "Trần Hưng Đạo", "Điện Biên Phủ", "Lý Thường Kiệt", "Lê Quý Đôn", "Chu Văn An", "Nguyễn Trãi", "Quang Trung", "Hùng Vương"))
_PLACES = frozenset("Hoa Kỳ|Hà Lan|Thái Lan|Hàn Quốc|Trung Quốc|Đài Loan|Hồng Kông|Đan Mạch|Phần Lan|Ba Lan|Tây Ban Nha|Bồ Đào Nha|Thụy Sĩ|Thụy Điển|Hy Lạp|Liên Xô|Liên Hợp Quốc|Liên minh|Đông Nam Á|Hoàng Sa|Trường Sa|Lý Sơn|Hồng Hà|Hà Thành|Hồ Gươm|Văn Miếu|Tây Nguyên".split("|"))
"""Countries and places whose first syllable is a family name too."""
_THING_BEFORE = compiled(
    r"(?:đường|(?<!thành )(?<!Thành )phố|Trường|(?<!Môi )(?<!môi )(?<!thị )(?<!Thị )trường|Đại học|đại học|THPT|THCS|Tiểu học|phường|Phường|xã|Xã|giải thưởng|"
    r"Giải thưởng|quận|huyện|công viên|Công viên|Học viện|bệnh viện|Bệnh viện|Quảng trường|quảng trường|Cụm|khu phố|tượng đài|Bảo tàng|Nhà văn hóa|Chủ tịch)\s$"
)
_NOT_SYLLABLES = frozenset("Tổng Thủ Thường Sở Tỉnh Ban Bộ Hội Đảng Phòng Cục Vụ Viện Trung Nhà Việt Nam Quốc Khu Ủy Uỷ Công Chi Phó Chủ Giám Bí Trưởng Thành Văn-phòng Mặt Liên Đại Học Khoa Kinh Kỹ Thông Nghệ Nghị Quyết Cuộc Lễ Ngày Hội-nghị Chương Trình Kế Hoạch Chính Tổ".split())
_UNION_OF = frozenset("Tỉnh tỉnh Thành Huyện huyện Thị Quận quận Xã Trưởng trưởng ương Ương".split())


MOST_NAMES = 1500
"""A page with more names is a list, not a story."""


@frozen
class Name:
    """A name at a place of the text."""

    text: str
    start: int
    end: int


def names_on(page: Page, province_spans: list[tuple[str, int, int]]) -> list[Name]:
    """Return the names in the story, its headline and captions, in order; by-lines name writers and are left out. A given name alone stands for the one person who has it."""
    found: list[Name] = []
    provinces = {span[1] for span in province_spans}
    lines = page.of_kind(TITLE, PARAGRAPH, CAPTION, HEADING)
    for line in lines:
        for match in _RUN.finditer(page.text, line.start, line.end):
            found.extend(_names_in_run(page.text, match.start(), match.end(), province_spans))
        found.extend(Name(match["name"].replace("’", "'"), match.start("name"), match.end()) for match in _ONE_SYLLABLE.finditer(page.text, line.start, line.end))
        if not page.slice(line).isupper():
            found.extend(Name(match["name"].title(), match.start("name"), match.end()) for match in _CAPITALS.finditer(page.text, line.start, line.end)
                         if match["name"].split()[0].capitalize() in FAMILY_NAMES and match.start("name") not in provinces)
        if len(found) > MOST_NAMES:
            break
    whole: dict[str, set[str]] = {}
    for name in found:
        whole.setdefault(name.text.split()[-1], set()).add(name.text)
    for line in lines:
        for match in _BY_GIVEN_NAME.finditer(page.text, line.start, line.end):
            meant = whole.get(match["given"], set())
            if len(meant) == 1:
                found.append(Name(*meant, match.start("given"), match.end()))
    return sorted(found, key=lambda name: name.start)


def _names_in_run(text: str, start: int, end: int, province_spans: list[tuple[str, int, int]]) -> list[Name]:
    """The name in a run of capitalised syllables: after a place, at a family name, two to five syllables long."""
    for _, first, last in province_spans[bisect_left(province_spans, start, key=itemgetter(1)):][:4]:
        if first == start and last < end:
            start = last + 1
    title = _TITLE_WORD.match(text, start)
    if title and title.end() < end:
        start = title.end()
    syllables = [(match.group(), match.start(), match.end()) for match in re.finditer(r"\S+", text[start:end])]
    office = next((number for number, (_, at, _) in enumerate(syllables) if number >= 2 and HEAD.match(text, start + at)), None)
    syllables = syllables[:office]
    if syllables and len(syllables[0][0]) == 1 and text[start - 1:start] == ".":
        syllables = syllables[1:]
    if not syllables:
        return []
    syllables = _after_the_union(syllables, text[max(0, start - 8):start])
    if not syllables:
        return []
    clause = re.split(r"\n|;\s|\.\s", text[max(0, start - 70):start])[-1]
    glued = HEAD.search(clause) is not None and not HONORIFICS_END.search(clause)
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
    return [Name(name, begin, finish)]


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
    native = all(NATIVE_SYLLABLE.fullmatch(fold(part)) for part, _, _ in syllables)
    if native and 2 <= count <= 4 and syllables[0][0] not in _NOT_SYLLABLES and _HONOURED.search(before):
        return 0
    family = next((number for number in range(count - 1) if syllables[number][0] in FAMILY_NAMES or re.match(r"[A-ZĐ]['’]|[YA]$", syllables[number][0])), None)
    if family is None:
        return None
    if place and (family or not re.search(r"tỉnh\s$", before)) and family < 2 and count - family < 3 and syllables[family][0] not in STRONG_FAMILY_NAMES:
        return None
    if family == 0 or place or glued or syllables[0][0] in _NOT_SYLLABLES or not syllables[0][0].istitle():
        return family
    return family if syllables[family][0] in STRONG_FAMILY_NAMES and family <= 3 else None

"""Numbered documents a story cites: number, type, issuer, date; each once, under its longest form.

In: a cleaned `Page` and the registry. Out: `Document`s with every place they stand. Example: "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ
Chính trị" and, later, "Nghị quyết 57", "NQ57" are one document; "các Nghị quyết 57, 59, 66" are three; "Ngày 20/9/2024, UBND tỉnh ban hành Quyết
định số 40/2024/QĐ-UBND" gives the date that stands before its number.

The number is given as the page writes it, put in the standard spelling (``57 -NQ/TW`` → 57-NQ/TW, ``71/NQCP`` → 71/NQ-CP); letters the page
does not give are not added: a page that only says "Nghị quyết 57" gives 57, and `known` ties it to 57-NQ/TW. A page that is itself a document ("Số: 25/KH-UBND"
above its title) gives its own number too, without a span. Not documents: "Ban Chỉ đạo 57",
"Tổ Đề án 06", "ban hành 7 nghị quyết", "Kế hoạch 5 năm", TCVN and ISO numbers, ranks.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from ..document_numbers import KINDS, DocumentNumber, read_number
from ..frozen import frozen
from ..registry import Registry
from ..registry.resolutions import Resolution
from .page import CAPTION, HEADING, PARAGRAPH, TITLE, Finding, Page
from .recognise_provinces import name_on
from .stamps import day_of
from .vietnamese import compiled

_TYPES = {
    "nghị quyết": "Nghị quyết", "nghị định": "Nghị định", "quyết định": "Quyết định", "chỉ thị": "Chỉ thị", "kết luận": "Kết luận", "kế hoạch": "Kế hoạch",
    "chương trình hành động": "Chương trình hành động", "chương trình": "Chương trình", "quy định": "Quy định", "quy chế": "Quy chế", "hướng dẫn": "Hướng dẫn",
    "thông báo kết luận": "Thông báo", "thông báo": "Thông báo", "thông tư liên tịch": "Thông tư liên tịch", "thông tư": "Thông tư", "công văn": "Công văn", "văn bản": "Công văn",
    "báo cáo": "Báo cáo", "tờ trình": "Tờ trình", "đề án": "Đề án", "luật": "Luật", "công điện": "Công điện", "bộ luật": "Luật", "phương án": "Phương án", "thông tri": "Thông tri",
}
_SHORT_TYPES = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "KH": "Kế hoạch", "NĐ": "Nghị định", "CT": "Chỉ thị", "KL": "Kết luận", "CTr": "Chương trình"}
_WORDS = "|".join(sorted(_TYPES, key=len, reverse=True)).replace(" ", r"\s{1,2}")
_LETTERS = r"[A-ZĐ][A-Za-zĐđ&]{0,15}\d{0,2}(?![\wÀ-ỹ])"
_SEP = r"\s?[-/–—]\s?"
_FULL = rf"\d{{1,5}}[a-z]?(?:\s?/\s?(?:19|20)\d{{2}})?{_SEP}{_LETTERS}(?:{_SEP}{_LETTERS}){{0,3}}"
_CITED = compiled(
    rf"(?<![\wÀ-ỹ])(?P<type>(?i:{_WORDS})|NQ|QĐ|KH|NĐ|KL|CTr|CT)(?P<said>\s{{0,2}}(?:(?i:liên tịch)\s)?(?:(?i:hành động)\s)?(?:(?i:số)\s?:?)?\s{{0,2}})(?P<num>{_FULL}|\d{{1,5}}[a-z]?(?:/(?:19|20)\d{{2}})?(?!\d))"
)
_PLAIN = compiled(rf"(?<![\w/.,-])(?P<num>{_FULL})(?![\w])")
_OWN = compiled(rf"(?:^|\n|\|)\s?Số\s?:\s{{0,2}}(?P<num>{_FULL})(?=\s{{0,2}}(?:\||\n|$|[A-ZÀ-ỸĐ]))")
_MORE = compiled(rf"\s?(?:,|;|và|và số|cùng|-|&)\s{{0,2}}(?:(?i:số)\s?)?(?P<num>{_FULL}|\d{{1,3}}(?![\d.,/%]\d|/|%))")
_DATE = compiled(r"(?:\s{0,2}[,(]?\s{0,2}(?:ký\s|ban hành\s)?ngày\s{1,2}|\s?\(\s?(?:ngày\s)?)(?P<d>\d{1,2})\s?(?:[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4})|tháng\s(?P<wm>\d{1,2})\s(?:năm\s)?(?P<wy>\d{4}))", re.I)
_DATE_BEFORE = compiled(r"ngày\s{1,2}(?P<d>\d{1,2})\s?(?:[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4})|tháng\s(?P<wm>\d{1,2})\s(?:năm\s)?(?P<wy>\d{4}))\s?,?\s(?P<who>[A-ZĐ][^.;:]{2,90}?)\s(?:đã\s|vừa\s|vừa mới\s)?(?:ký\s)?(?:ban hành|có|thông qua|ký|phê duyệt)\s[^.;]{0,40}$", re.I)
_WHO_BEFORE = compiled(r"(?P<who>(?:Ban|Bộ|Chính phủ|Thủ tướng|Quốc hội|UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Tỉnh|Thành|Sở|Văn phòng)[^.;:,]{0,80}?)\s(?:đã\s|vừa\s)?(?:ký\s)?(?:ban hành|có|thông qua)\s(?:ký\s)?[^.;,]{0,24}$")
_OF = compiled(r"\s{0,2}[,)]?\s{0,2}(?:của|do)\s(?P<who>(?:Ban|Bộ|BCH|BTV|Chính phủ|Thủ tướng|Quốc hội|UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Tỉnh|Thành|Sở|Văn phòng|Đảng|Trung ương|TW|Chủ tịch|Ban Chỉ đạo)[^.;:,()“”\"]{0,110}?)(?=\s[“\"]|\s(?:về|phê chuẩn|điều động|chỉ định|bổ nhiệm|chuẩn y|phân công|công nhận|ký|ngày|thực hiện|nhằm|quy định|phê duyệt|trong|đối với|ban hành|đã|và\b(?! (?:Truyền|Công|Đào|Đầu|Du lịch|Môi|Xã|Phát triển|Dân|Tôn|Đổi|Thể|Kỹ|Chuyển)\b)|là|được|cho|giai đoạn|đến|năm|để|gắn|sửa đổi|triển khai|tại|có|hướng dẫn|với|từ|khi|cùng|vào|xác định|nêu|yêu cầu|ra đời|mở|tạo|theo|do)\b|[.;:,()]|$)")
_DAY_ONLY = compiled(r"\s{0,2},?\s{0,2}ngày\s{1,2}\d{1,2}\s?[-/.]\s?\d{1,2}(?![\d/.-])", re.I)
_BEFORE_ISSUER = compiled(r"(?:vừa qua|mới đây|trước đó|.{0,80}\stham mưu(?: cho)?)\s?,?\s", re.I)
"""What a sentence says before who issued: "vừa qua, UBND tỉnh", "Sở … đã tham mưu cho UBND tỉnh"."""
_LAW = compiled(r"(?<![\wÀ-ỹ])(?:Bộ l|L)uật\s[^.;,()]{2,80}?\ssố\s?$")
"""A law is named between its type and its number: "Luật Căn cước số 26/2023/QH15"."""
_NOT_BEFORE = compiled(r"(?:Tổ|Tổ công tác|tổ công tác|Tổ giúp việc|Ban Chỉ đạo|BCĐ|Tiểu ban|Đội)\s(?:triển khai\s|thực hiện\s)?$")
_AFTER_BARE = compiled(
    r"\s?(?:$|[.,;:)\]”\"'’!?…(–-]|(?:ngày|của|về|và|do|là|được|đã|vào|tại|trong|trên|từ|đến|với|cho|cũng|đang|sẽ|gắn|theo|thành|mà|này|nhằm|đi|để|ra|trở|cùng|có|ở|bằng|cần|phải|không|chưa|một cách|sau|trước|khi|như|hoặc|đối|thì|vẫn|mới|lần|ban hành|chính|đề|xác định|nêu|khẳng định|đặt|chỉ rõ|tạo|mở|thực sự|còn|đem|mang|thể|thúc đẩy|tiếp|hiệu quả|toàn|đạt|nói|các|bộ|sửa|phê duyệt|quy định|giai đoạn|năm \d{4}|khóa|khoá|gồm|gồm có|nhưng|hướng|góp|đòi|rất|trung ương|TW|Bộ Chính trị|Chính phủ|HĐND|thông qua)(?![\wÀ-ỹ]))"
)
_UNIT_AFTER = compiled(r"\s?(?:năm(?!\s?20)|tháng(?!\s\d)|ngày\sđêm|ngày(?=[\s,]{1,2}(?!\d))|triệu|tỷ|tỉ|nghìn|ngàn|%|giờ|phút|tuần|quý|điểm|km|ha|m2|trang|lớp|mô hình|nhiệm vụ|dự án|nội dung|nhóm|cấp|lĩnh vực|mục tiêu|đơn vị|người|điều|bước|giai đoạn \d\b|trụ cột|khâu|xã|tỉnh|chữ|không|có\b|tốt)", re.I)
_NEED_NUMBER_WORD = {"báo cáo", "thông báo", "hướng dẫn", "chương trình", "luật", "bộ luật", "quy định", "quy chế", "văn bản", "phương án", "tờ trình", "thông báo kết luận"}
_ISSUERS = {"CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "BCĐTW": "Ban Chỉ đạo Trung ương", "VPTW": "Văn phòng Trung ương Đảng", "VPCP": "Văn phòng Chính phủ", "BKHCN": "Bộ Khoa học và Công nghệ",
            "BTTTT": "Bộ Thông tin và Truyền thông", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BNV": "Bộ Nội vụ", "BTC": "Bộ Tài chính", "BCA": "Bộ Công an", "SKHCN": "Sở Khoa học và Công nghệ", "STTTT": "Sở Thông tin và Truyền thông"}
_KNOWN_BODY = compiled(r"CP|TTg|QH\d{1,2}|UBTVQH\d{0,2}|TW|TU|HU|QU|ThU|TxU|ĐU\w{0,6}|UBND\w{0,6}|HĐND\w{0,6}|VPCP|VPTW|BCĐ\w{0,8}|B[A-ZĐ]{1,7}|S[A-ZĐ]{2,7}|VP\w{0,8}|BTV\w{0,4}|CT|TTr|CĐ\w{0,6}|LĐTBXH|MTTQ\w{0,6}|CQTTBCĐ|TGV|HĐ\w{0,6}|ĐTN|LHH\w{0,5}|HND\w{0,5}|TĐ\w{0,6}|ĐUK|BCSĐ\w{0,6}")
_PARTY_BODIES = frozenset(("TW", "TU", "HU", "QU", "ThU", "TxU", "ĐU"))
_GLUED = compiled(r"(?P<kind>NQ|QĐ|KH|CT|NĐ|TB|BC|CTr|TTr|CTR|TTR)(?P<body>CP|TTg|UBND|HĐND|TW|TU)")


MOST_LISTED = 40
MOST_CITATIONS = 600
"""A page that cites more is a list of documents, not a story."""


@frozen
class Document:
    """One document as the page cites it; `known` is the registry's document it is, where that is certain."""

    number: str
    kind: str
    issuer: str | None
    date: str | None
    finding: Finding
    places: tuple[tuple[int, int], ...]
    known: Resolution | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the four fields of the JSON form."""
        return {"number": self.number, "type": self.kind or None, "issuer": self.issuer, "date": self.date}


@frozen
class _Citation:
    """One place where a number stands."""

    number: DocumentNumber
    word: str
    start: int
    end: int


def documents(page: Page, registry: Registry, *, province: str | None, publication: str | None) -> tuple[list[Document], list[str]]:
    """Return the documents the story cites, in order, and warnings. `province` (id) expands "Tỉnh ủy" and picks among namesakes."""
    found: list[Document] = []
    home = name_on(registry.provinces[province], publication, page.text).removeprefix("TP. ") if province in registry.provinces else ""
    for citations in _merged(_citations(page)):
        found.append(_document(page, citations, registry, province, home))
    own = _own_number(page)
    if own and not any(_same_number(own, number) for one in found if (number := read_number(one.number)) and number.letters):
        found.insert(0, Document(_number_text(own), _by_letters("", own), None, None, Finding(_number_text(own), None, None, 0.9, "số ở đầu văn bản"), ()))
    return found, _warnings(found, publication)


def _own_number(page: Page) -> DocumentNumber | None:
    """The number of the document the page is itself: "Số: 25/KH-UBND", above the title and so no part of the cleaned text."""
    match = _OWN.search(page.header)
    number = _read(match["num"]) if match else None
    return number if number and _is_document_number(number) else None


def _citations(page: Page) -> list[_Citation]:
    found: list[_Citation] = []
    for line in page.of_kind(TITLE, PARAGRAPH, CAPTION, HEADING):
        text = page.slice(line)
        taken: list[tuple[int, int]] = []
        for match in _CITED.finditer(text):
            if any(start <= match.start("num") < end for start, end in taken):
                continue
            citation = _cited(text, match, line.start)
            if citation:
                found.append(citation)
                taken.append((match.start(), match.end()))
                if len(found) > MOST_CITATIONS:
                    break
                found.extend(_listed(text, match.end(), citation, line.start, taken))
        for match in _PLAIN.finditer(text):
            if not any(start <= match.start() < end for start, end in taken):
                number = _read(match["num"])
                if number and _is_document_number(number):
                    found.append(_Citation(number, "", line.start + match.start(), line.start + match.end()))
        if len(found) > MOST_CITATIONS:
            break
    return sorted(found, key=lambda one: one.start)[:MOST_CITATIONS]


def _cited(text: str, match: re.Match[str], offset: int) -> _Citation | None:
    word = re.sub(r"\s+", " ", match["type"]).lower() if match["type"] not in _SHORT_TYPES else match["type"]
    if re.search("hành động", match["said"], re.I):
        word = "chương trình hành động"
    number = _read(match["num"])
    if number is None:
        return None
    if not number.letters and not _is_bare_citation(text, match, word, number):
        return None
    if number.letters and not _is_document_number(number) and not re.search(r"số", match["said"], re.I):
        return None
    if _NOT_BEFORE.search(text[max(0, match.start() - 40):match.start()]) and not number.letters:
        return None
    return _Citation(number, word, offset + match.start(), offset + match.end())


def _is_bare_citation(text: str, match: re.Match[str], word: str, number: DocumentNumber) -> bool:
    said_number = re.search(r"số", match["said"], re.I) is not None
    after = text[match.end():match.end() + 40]
    if number.year:
        return not re.match(r"\s?/", after)
    if word in _SHORT_TYPES:
        return word in ("NQ", "NĐ", "QĐ", "KL") and _AFTER_BARE.match(after) is not None or word == "KH" and said_number
    if re.match(r"\s?[/.,]\s?\d|\s?[-–]\s?\d", after) and not re.match(r",\s\d{1,3}\b", after):
        return False
    if said_number:
        return not re.match(r"\s?(?:%|triệu|tỷ)", after)
    if _DATE.match(after):
        return True
    if word in _NEED_NUMBER_WORD or _UNIT_AFTER.match(after) or int(re.sub(r"\D", "", number.serial)) < 2:
        return False
    if word == "đề án" and number.serial.startswith("0"):
        return True
    capital = match["type"][0].isupper() or number.serial.startswith("0") or len(number.serial) >= 2
    return capital and _AFTER_BARE.match(after) is not None and not re.match(r"\s(?:khóa|khoá)\b", after)


def _listed(text: str, position: int, head: _Citation, offset: int, taken: list[tuple[int, int]]) -> list[_Citation]:
    """The further numbers of a list: "57, 59, 66 và 68", "03/NQ-CP và 71/NQ-CP"."""
    found: list[_Citation] = []
    while len(found) < MOST_LISTED and (match := _MORE.match(text, position)):
        number = _read(match["num"])
        bare = number is not None and not number.letters
        if number is None or number.letters and not _is_document_number(number):
            break
        after = text[match.end():match.end() + 30]
        if bare and (head.number.letters and not number.letters or _UNIT_AFTER.match(after) or _AFTER_BARE.match(after) is None):
            break
        found.append(_Citation(number, head.word, offset + match.start("num"), offset + match.end("num")))
        taken.append((match.start("num"), match.end("num")))
        position = match.end()
    return found


def _read(text: str) -> DocumentNumber | None:
    squeezed = _GLUED.sub(lambda match: f"{match['kind']}-{match['body']}", re.sub(r"\s", "", text)) if re.search(r"/\s?[A-ZĐ]{2,3}[a-z]?(?:CP|TTg|UBND|HĐND)$", text) else text
    number = read_number(squeezed)
    if number is None:
        return None
    head = re.match(r"0*\d+", number.serial)
    return number if head and int(head.group()) > 0 else None


def _is_document_number(number: DocumentNumber) -> bool:
    """Whether the letters are those of a type or an issuer; 24/24H, 4/4G and 12/A are none."""
    if not number.letters:
        return False
    first = number.letters[0]
    kinds = {kind.upper() for kind in KINDS} | {"TTLT", "NQLT", "QCPH", "CTPH", "KHPH", "L", "CTRHĐ", "ĐA", "PA", "QYĐ", "TBKL", "QĐI", "KLTW", "BB", "GM", "DA"}
    if number.year and re.fullmatch(r"QH\d{1,2}|UBTVQH\d{0,2}", first):
        return True
    if first.upper() in kinds:
        return len(number.letters) > 1 or number.party
    return len(number.letters) > 1 and not number.party and _KNOWN_BODY.fullmatch(first) is not None


def _merged(citations: list[_Citation]) -> list[list[_Citation]]:
    """Citations grouped by document: full forms by key, then each bare number with the full form it shortens."""
    groups: list[list[_Citation]] = []
    for citation in citations:
        if citation.number.letters:
            group = next((group for group in groups if _same_number(group[0].number, citation.number)), None)
            if group is None:
                groups.append([citation])
            else:
                group.append(citation)
    for citation in citations:
        if not citation.number.letters:
            _join_short(groups, citation)
    return sorted((sorted(group, key=lambda one: one.start) for group in groups), key=lambda group: group[0].start)


def _same_number(one: DocumentNumber, other: DocumentNumber) -> bool:
    """Whether two full numbers are one document's. A party body issues nothing in the State's form, so there 42/CT-TW is 42-CT/TW misspelt."""
    return one.key == other.key or one.key[:-1] == other.key[:-1] and one.letters[-1] in _PARTY_BODIES


def _join_short(groups: list[list[_Citation]], citation: _Citation) -> None:
    fitting = [group for group in groups if _shortens(citation, group)]
    if fitting:
        nearest = min(fitting, key=lambda group: min(abs(one.start - citation.start) + (0 if one.start < citation.start else 100_000) for one in group))
        nearest.append(citation)
    else:
        groups.append([citation])


def _shortens(short: _Citation, group: list[_Citation]) -> bool:
    full = max(group, key=lambda one: len(one.number.letters)).number
    if full.serial.lstrip("0") != short.number.serial.lstrip("0") or (short.number.year and full.year and short.number.year != full.year):
        return False
    kinds = {_kind_word(one) for one in group} | ({full.kind} if full.kind else set())
    kind = _kind_word(short)
    if kind in kinds or not kind:
        return True
    programme = {"Chương trình", "Chương trình hành động"}
    if kind in programme and kinds & programme:
        return True
    return kind == "Đề án" and full.letters[-1:] == ("TTg",) or not any(kinds)


def _kind_word(citation: _Citation) -> str:
    return _SHORT_TYPES.get(citation.word) or _TYPES.get(citation.word, "")


def _document(page: Page, citations: list[_Citation], registry: Registry, province: str | None, home: str) -> Document:
    best = max(citations, key=lambda one: (len(one.number.letters), one.number.party, bool(one.number.year), bool(one.word), -one.start))
    number = _number_text(best.number)
    kind = next((_kind_word(one) for one in [best, *citations] if _kind_word(one)), "") or best.number.kind or ""
    if not kind and any(_LAW.search(page.text, max(0, one.start - 100), one.start) for one in citations):
        kind = "Luật"
    kind = _by_letters(kind, best.number)
    date = next((date for one in citations if (date := _date_of(page, one))), None)
    issuer = _issuer(page, citations, best.number, home)
    confidence = 0.95 if best.number.letters else 0.8
    document = Document(number, kind, issuer, date, Finding(number, best.start, best.end, confidence), tuple((one.start, one.end) for one in citations))
    return replace(document, known=_known(document, registry, province))


def _number_text(number: DocumentNumber) -> str:
    return str(number)


def _by_letters(kind: str, number: DocumentNumber) -> str:
    """The type in words; the letters decide where the word is only "văn bản" (a công văn has no type letters)."""
    lettered = number.kind
    if lettered and kind in ("Công văn", ""):
        return lettered
    if number.letters and number.letters[0].startswith("QH") and not kind:
        return "Nghị quyết"
    if number.letters and not kind and not number.party:
        return "Công văn"
    return kind


def _date_of(page: Page, citation: _Citation) -> str | None:
    after = page.text[citation.end:citation.end + 60].split("\n")[0]
    match = _DATE.match(after)
    if not match:
        of = _OF.match(page.text[citation.end:citation.end + 160].split("\n")[0])
        match = _DATE.match(page.text[citation.end + of.end():citation.end + of.end() + 40]) if of else None
    if not match:
        before = page.text[max(0, citation.start - 170):citation.start].split("\n")[-1]
        sentence = before[max(before.rfind(". "), before.rfind("; ")) + 1:]
        match = _DATE_BEFORE.search(sentence) if not re.search(r"\b(?:thực hiện|triển khai|theo|về|cụ thể hóa)\s[^,]{0,30}$", sentence) else None
    if not match:
        return None
    day = day_of(match["y"] or match["wy"], match["m"] or match["wm"], match["d"])
    return day.isoformat() if day else None


def _issuer(page: Page, citations: list[_Citation], number: DocumentNumber, home: str) -> str | None:
    for citation in citations:
        after = page.text[citation.end:citation.end + 200].split("\n")[0]
        dated = _DATE.match(after) or _DAY_ONLY.match(after)
        match = _OF.match(after[dated.end():] if dated else after)
        if match:
            return _expanded(match["who"].strip(), home)
    for letters in number.letters:
        if letters in _ISSUERS:
            return _ISSUERS[letters]
        if re.fullmatch(r"QH\d{1,2}", letters):
            return "Quốc hội"
        if letters.startswith("UBTVQH"):
            return "Ủy ban Thường vụ Quốc hội"
    for citation in citations:
        before = page.text[max(0, citation.start - 150):citation.start].split("\n")[-1]
        match = _DATE_BEFORE.search(before) or _WHO_BEFORE.search(before)
        if match and not re.search(r"\b(?:thực hiện|triển khai|theo)\s[^,]{0,30}$", before):
            return _expanded(_BEFORE_ISSUER.sub("", match["who"].strip()), home)
    return None


def _expanded(who: str, home: str) -> str:
    """"Ban Thường vụ Tỉnh ủy" with the name the entry's province bore that day, as the registry writes issuers."""
    body = re.search(r"(?:Tỉnh ủy|Tỉnh uỷ|UBND tỉnh|HĐND tỉnh|Đảng bộ tỉnh|(?:Ủy|Uỷ) ban nhân dân tỉnh|Hội đồng nhân dân tỉnh|Thành ủy|Thành uỷ|UBND thành phố)$", who)
    return f"{who} {home}" if home and body else who


def _known(document: Document, registry: Registry, province: str | None) -> Resolution | None:
    """The registry's document, where number (or type and bare number), date and province leave one."""
    places = {province} if province else set()
    text = document.number if read_number(document.number) and read_number(document.number).letters else f"{document.kind} {document.number}"
    found = registry.find_resolution(text, provinces=places)
    if document.date:
        found = [one for one in found if one.date is None or one.date.iso == document.date] or found
    found = [one for one in found if one.province is None or one.province == province]
    return found[0] if len(found) == 1 else None


def _warnings(found: Iterable[Document], publication: str | None) -> list[str]:
    warnings = []
    for document in found:
        if document.date and publication and document.date[:len(publication)] > publication:
            warnings.append(f"{document.kind} {document.number} đề ngày {document.date}, sau ngày đăng")
        known = document.known
        if known and known.date and document.date and known.date.exact and known.date.iso != document.date:
            warnings.append(f"bài ghi {document.number} ngày {document.date}, danh mục ghi {known.date.iso}: đối chiếu văn bản")
        letters = read_number(document.number)
        if letters and letters.kind and document.kind and letters.kind != document.kind and {letters.kind, document.kind} not in ({"Chương trình", "Chương trình hành động"}, {"Quyết định", "Quy định"}, {"Quyết định", "Đề án"}):
            warnings.append(f"bài gọi {document.number} là “{document.kind}”, ký hiệu là {letters.kind}")
    return warnings


def year_of(document: Document) -> int | None:
    """Return the year the document is of, from its date or its number."""
    if document.date:
        return dt.date.fromisoformat(document.date).year
    number = read_number(document.number)
    return number.year if number else None

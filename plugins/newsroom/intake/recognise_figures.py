"""Figures a story gives: value, unit, what it counts, how it is qualified, the day it holds for, and the sentence it stands in.

In: a cleaned `Page`. Out: `FoundFigure`s, those with a clear unit, at most twelve. Example: "tiếp nhận hơn 259 nghìn hồ sơ trực tuyến, đạt 87,13%" gives
259 000 hồ sơ (hơn) and 87,13 %. Points part thousands and the comma decimals. Not figures: dates, document numbers, ranks such as 2/34, years,
"01 tháng", phone numbers. The odd case is a range ("10-10,5%"): its two ends are kept in the value's text and the editor chooses.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from .page import PARAGRAPH, Finding, Page
from .vietnamese import compiled

MOST_FIGURES = 12
MOST_QUOTE_WORDS = 30
_MOST_CANDIDATES = 120
_MOST_CONTEXT = 600
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_UNITS = (
    r"%|tỷ đồng|tỉ đồng|triệu đồng|đồng|USD|ha|km2|km²|km|tấn|MW|kWh|điểm|hồ sơ|dịch vụ công|dịch vụ|thủ tục hành chính|thủ tục|doanh nghiệp|DN|hợp tác xã|HTX|đề tài|dự án|nhiệm vụ|sản phẩm|nhãn hiệu|sáng kiến|giải pháp|mô hình|xã, phường|xã|phường|thôn|bản|tổ công nghệ số cộng đồng|tổ|thành viên|"
    r"người|đảng viên|cán bộ|đại biểu|học viên|sinh viên|kỹ sư|chuyên gia|trạm BTS|trạm|camera|văn bản|giao dịch|tài khoản|lượt người|lượt|văn bằng|đơn đăng ký|đơn|chứng nhận|giấy phép|bài toán|hệ thống|cơ sở dữ liệu|chỉ tiêu|mục tiêu|tiêu chí|lớp|hội nghị|cuộc thi|tác phẩm|phản ánh|tổ chức|cơ quan|đơn vị|địa phương|trường|tiến sĩ|trí thức|giải|ý tưởng|startup"
)
_UNITS = "|".join(sorted(_UNITS.split("|"), key=len, reverse=True))
_QUALIFIERS = r"hơn|gần|trên|khoảng|ước đạt|ước|tối thiểu|ít nhất|dưới|tới|đến|không quá|xấp xỉ"
_FIGURE = compiled(
    rf"(?:(?P<qualifier>(?i:{_QUALIFIERS}))\s)?(?<![\d.,/\w-])(?P<value>\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?:,\d{{1,3}})?|\d{{1,9}}(?:,\d{{1,3}})?)(?![\d/])(?:\s?(?P<scale>(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?:\s(?:tỷ|tỉ))?)(?![\wÀ-ỹ]))?\s?(?P<unit>{_UNITS})(?![\wÀ-ỹ])"
)
_TARGET = re.compile(r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|đến năm 20\d\d|kế hoạch năm|dự kiến|tầm nhìn)\b", re.I)
_SENTENCE = re.compile(r"(?<=[.;!?…])\s")
_AS_OF = re.compile(r"(?:đến|tính đến|hết)\s(?:hết\s)?(?:ngày\s)?(?:(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d\d)|(?P<month>tháng\s(?P<tm>\d{1,2})(?:/|\snăm\s)(?P<ty>20\d\d))|(?:cuối\s)?năm\s(?P<year>20\d\d))|\(?năm\s(?P<in>20\d\d)\)?", re.I)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One figure with its evidence."""

    label: str
    value: Decimal
    unit: str
    qualifier: str | None
    as_of: str | None
    target: bool
    quote: str
    finding: Finding

    def as_json(self) -> dict[str, str | float | int | None]:
        """Return the six fields of the JSON form; `value` is a number."""
        number = int(self.value) if self.value == self.value.to_integral_value() else float(self.value)
        return {"label": self.label, "value": number, "unit": self.unit, "as_of": self.as_of, "qualifier": self.qualifier, "quote": self.quote}


def figures(page: Page, publication: str | None) -> list[FoundFigure]:
    """Return the figures of the story, in order, at most `MOST_FIGURES`."""
    found: list[FoundFigure] = []
    for line in page.of_kind(PARAGRAPH):
        text = page.slice(line)
        for start, end in _sentences(text):
            for match in _FIGURE.finditer(text, start, end):
                near = max(start, match.start() - _MOST_CONTEXT), min(end, match.end() + _MOST_CONTEXT)
                figure = _figure(text, near, match, line.start, publication)
                if figure:
                    found.append(figure)
                if len(found) >= _MOST_CANDIDATES:
                    return _strongest(found)
    return _strongest(found)


def _strongest(found: list[FoundFigure]) -> list[FoundFigure]:
    """The dozen that say most: larger numbers, percentages and money before "2 dự án"; no value twice."""
    unique = list({(one.value, one.unit): one for one in reversed(found)}.values())[::-1]
    ranked = sorted(unique, key=lambda one: (one.value < 10 and one.unit != "%", one.finding.start))
    return sorted(ranked[:MOST_FIGURES], key=lambda one: one.finding.start)


def _sentences(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in _SENTENCE.finditer(text):
        found.append((start, match.start()))
        start = match.end()
    return [*found, (start, len(text))]


def _figure(text: str, sentence: tuple[int, int], match: re.Match[str], offset: int, publication: str | None) -> FoundFigure | None:
    value = Decimal(match["value"].replace(".", "").replace(",", "."))
    for scale in (match["scale"] or "").split():
        value *= _SCALES[scale.lower()]
    if _is_no_figure(text, match, value):
        return None
    unit = match["unit"]
    if unit in ("tỷ đồng", "tỉ đồng", "triệu đồng"):
        value, unit = value * _SCALES[unit.split()[0]], "đồng"
    quote = _quote(text, sentence, match)
    whole = text[sentence[0]:sentence[1]]
    return FoundFigure(_label(text, sentence, match), value, unit, match["qualifier"], _as_of(whole, publication), bool(_TARGET.search(whole)), quote,
                       Finding(str(value), offset + match.start(), offset + match.end(), 0.8 if len(quote.split()) >= 5 else 0.6))


def _is_no_figure(text: str, match: re.Match[str], value: Decimal) -> bool:
    before = text[max(0, match.start() - 24):match.start("value")]
    if re.search(r"(?:số|thứ|lần|giai đoạn|hạng|khóa|Khóa|điều|khoản|Nghị quyết|Đề án|tháng|ngày|năm)\s$|[/-]\s?$", before):
        return True
    return match["unit"] != "%" and value < 2 or 1990 <= value <= 2100 and "." not in match["value"] and match["unit"] in ("đơn vị", "địa phương") and not match["scale"]


def _quote(text: str, sentence: tuple[int, int], match: re.Match[str]) -> str:
    """The words around the number, at most `MOST_QUOTE_WORDS`, cut at clause ends where possible."""
    whole = text[sentence[0]:sentence[1]].strip()
    if len(whole.split()) <= MOST_QUOTE_WORDS:
        return whole
    left, right = text[sentence[0]:match.start()].split(), text[match.start():sentence[1]].split()
    after = right[: MOST_QUOTE_WORDS // 2]
    return " ".join([*left[-(MOST_QUOTE_WORDS - len(after)):], *after]).strip(" ,;")


def _label(text: str, sentence: tuple[int, int], match: re.Match[str]) -> str:
    """What is counted: the clause the number stands in, without the number's own words before it."""
    clause_start = max([sentence[0], *(text.rfind(mark, sentence[0], match.start()) + 1 for mark in (";", ":", "(")), text.rfind(", ", sentence[0], max(sentence[0], match.start() - 12)) + 1])
    ends = [position for mark in (",", ";", ")", "(") if (position := text.find(mark, match.end(), sentence[1])) > 0]
    clause = text[clause_start:min([sentence[1], *ends])]
    label = clause.replace(match.group(), match["unit"] if match["unit"] != "%" else "tỷ lệ", 1)
    words = label.strip(" .,;").split()
    return " ".join(words[:18])


def _as_of(sentence: str, publication: str | None) -> str | None:
    match = _AS_OF.search(sentence)
    if match:
        if match["y"] and int(match["m"]) <= 12 and int(match["d"]) <= 31:
            return f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
        if match["ty"] and int(match["tm"]) <= 12:
            return f"{match['ty']}-{int(match['tm']):02}"
        if match["year"] or match["in"]:
            return match["year"] or match["in"]
    return None

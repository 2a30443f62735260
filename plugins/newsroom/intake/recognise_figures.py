"""Figures a story gives: value, unit, what it counts, how it is qualified, the day it holds for, and the sentence it stands in.

In: a cleaned `Page`. Out: `FoundFigure`s, those with a clear unit, at most twelve. Example: "tiếp nhận hơn 259 nghìn hồ sơ trực tuyến, đạt 87,13%" gives
259 000 hồ sơ (hơn), “hồ sơ trực tuyến đã tiếp nhận”, and 87,13 %, “tỷ lệ hồ sơ trực tuyến”. Points part thousands and the comma decimals. Not figures: dates,
document numbers, ranks such as 2/34, years, "01 tháng", phone numbers. A label is a noun phrase made of the page's own words in three ways: what stands before
"đạt", "chiếm" (`_subject`), what is counted (`_counted`), what a share is a share of (`_share`). The odd case is a range ("10-10,5%"): its two ends are kept
in the value's text and the editor chooses.
"""

import datetime as dt
import re
from decimal import Decimal

from ..frozen import frozen
from .page import PARAGRAPH, Finding, Page
from .vietnamese import compiled

MOST_FIGURES = 12
MOST_QUOTE_WORDS = 30
_MOST_CANDIDATES = 120
_MOST_CONTEXT = 600
_MOST_LABEL_WORDS = 20
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_UNITS = (
    r"%|tỷ đồng|tỉ đồng|triệu đồng|đồng|USD|ha|km2|km²|km|tấn|MW|kWh|điểm|hồ sơ|dịch vụ công|dịch vụ|thủ tục hành chính|thủ tục|doanh nghiệp|DN|hợp tác xã|HTX|đề tài|dự án|nhiệm vụ|sản phẩm|nhãn hiệu|sáng kiến|giải pháp|mô hình|xã, phường|xã|phường|thôn|bản|tổ công nghệ số cộng đồng|tổ|thành viên|"
    r"người|đảng viên|cán bộ|đại biểu|học viên|sinh viên|kỹ sư|chuyên gia|trạm BTS|trạm|camera|văn bản|giao dịch|tài khoản|lượt người|lượt|văn bằng|đơn đăng ký|đơn|chứng nhận|giấy phép|bài toán|hệ thống|cơ sở dữ liệu|chỉ tiêu|mục tiêu|tiêu chí|lớp|hội nghị|cuộc thi|tác phẩm|phản ánh|tổ chức|cơ quan|đơn vị|địa phương|trường|tiến sĩ|trí thức|giải|ý tưởng|startup"
)
_UNITS = "|".join(sorted(_UNITS.split("|"), key=len, reverse=True))
_QUALIFIERS = r"hơn|gần|trên|khoảng|ước đạt|ước|tối thiểu|ít nhất|dưới|lên tới|lên đến|không quá|xấp xỉ"
_FIGURE = compiled(
    rf"(?:(?<![\wÀ-ỹ])(?P<qualifier>(?i:{_QUALIFIERS}))\s)?(?<![\d.,/\w-])(?P<value>\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?:,\d{{1,3}})?|\d{{1,9}}(?:,\d{{1,3}})?)(?![\d/])(?:\s?(?P<scale>(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?:\s(?:tỷ|tỉ))?)(?![\wÀ-ỹ]))?\s?(?P<unit>{_UNITS})(?![\wÀ-ỹ])(?!\s(?:chí|bào|bằng|hồ\b|cầu))"
)
_TARGET = re.compile(r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|đến năm 20\d\d|kế hoạch năm|dự kiến|tầm nhìn)\b", re.I)
_CLAUSES = re.compile(r"(?<=[.;!?…])\s")
_SENTENCE = compiled(r"(?<=[.!?…])(?<!\bTP\.)(?<!\bTp\.)(?<!\b[A-ZĐ]\.)[”\"]?\s(?=[“\"A-ZÀ-ỸĐ\d(])")
_AS_OF = re.compile(
    r"(?:đến|tính đến|hết|tới)\s(?:hết\s)?(?:ngày\s)?(?:(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d\d)|(?:cuối\s)?tháng\s(?P<tm>\d{1,2})(?:[/-]|\s(?:năm\s)?)(?P<ty>20\d\d)|(?:cuối\s)?năm\s(?P<year>20\d\d))"
    r"|(?P<months>\d{1,2}|sáu|chín|ba)\stháng(?:\sđầu)?(?:\snăm)?\s(?P<my>20\d\d)|quý\s(?P<quarter>IV|I{1,3}|[1-4])(?:[/-]|\s?,?\s(?:năm\s)?)(?P<qy>20\d\d)|(?<!từ )(?<!\d )tháng\s(?P<im>\d{1,2})(?:[/-]|\s(?:năm\s)?)(?P<iy>20\d\d)|(?<!tháng \d )(?<!tháng \d\d )(?<!từ )(?<!so với )(?<!cùng kỳ )(?<!cuối )(?<!đầu )\(?năm\s(?P<in>20\d\d)\)?",
    re.I,
)
_AS_OF_DAY = re.compile(r"(?:đến|tính đến|hết|[-–])\s?(?:hết\s)?(?:ngày\s)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?![\d/.-])", re.I)
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_MONTHS = {"ba": 3, "sáu": 6, "chín": 9}
_TRIVIAL = Decimal(10)
"""A count below this ("2 dự án") says little; it is given only where the page has few figures."""

_REACHES = compiled(r"(?P<subject>[^,;:()]{3,160}?)\s(?:(?:hiện|đã|ước|sẽ|cũng|mới|đang|luôn)\s){0,2}(?:đạt|chiếm|là|bằng|tăng|giảm|lên|còn|ở mức|đạt mức|tăng lên|giảm còn|trị giá|đạt tỷ lệ|đạt tỉ lệ|đứng ở mức|đóng góp)\s(?:tới\s|đến\s|tỷ lệ\s|thêm\s|mức\s)?$", re.I)
_ONLY_REACHES = compiled(r"(?:và\s)?(?:đạt|chiếm|tương ứng|tương đương|bằng|đạt tỷ lệ|chiếm tỷ lệ|chiếm tỉ lệ|tỷ lệ|tỷ lệ đạt)\s", re.I)
_IN_BRACKETS = compiled(r"\d\s(?P<noun>[^\d,;:()]{2,50}?)\s?\((?:[^()]{0,12})$")
"""What is counted before a bracket with its share: "31 cá nhân (chiếm 52,5%)"."""
_GROUP = compiled(r"(?P<body>[^,;:()]{3,90}?)\s(?:gồm|có|gồm có)\s(?:hơn\s|gần\s|trên\s)?$")
_MEMBERS = compiled(r"(?P<body>(?:Ban|Tổ|Hội đồng|Đoàn|Đảng bộ|Chi bộ|Đội|Câu lạc bộ|Trung tâm|Ủy ban|tổ công nghệ|câu lạc bộ|hợp tác xã)(?:\s[^\s,;:()]+){0,7}?)(?:\s(?:về|do|nhiệm kỳ|khóa|lần thứ|gồm|có)\s.{0,120}?|,.{0,120}?)?\s(?:gồm|có|gồm có|với)\s(?:hơn\s|gần\s|trên\s)?$")
"""Of whom a body consists: "Ban Chỉ đạo cấp tỉnh về … gồm 17 thành viên"."""
_GAVE = compiled(r"(?<![\wÀ-ỹ])(?P<verb>cấp|trao|tặng|hỗ trợ|cung cấp|đào tạo|tổ chức)\s(?P<what>[^,;:()\d]{3,70}?)\scho\s(?:hơn\s|gần\s|trên\s|khoảng\s)?$", re.I)
"""What was given to those counted: "cấp giấy phép tiến hành công việc bức xạ cho hơn 100 tổ chức"."""
_TREATED = compiled(r"\s(?P<how>được\s[a-zà-ỹđ][^,;.:()\d]{3,50}?)(?=\s(?:với|và|trong|theo|để|tại|từ|năm|qua|cho|do|bởi|trên)\s|[,;.:()]|$)")
_PEOPLE = frozenset(("thành viên", "người", "đảng viên", "đại biểu", "cán bộ", "chuyên gia", "hội viên"))
_CHANGES = compiled(r"(?:(?:đã|và|cũng)\s){0,2}(?P<verb>vượt|tăng|giảm)(?:\s(?:thêm|hơn|gần|trên|khoảng|tới))?\s", re.I)
_OF_CHANGE = re.compile(r"mức (?:vượt|tăng|giảm)\b")
_EQUIPPED = compiled(r"\s?(?P<who>(?:[a-zà-ỹđ]+,?\s){1,4}có\s[a-zà-ỹđ][^,;.:()\d]{3,60}?)(?=\s(?:với|đạt|và|trong|theo|để|phục vụ)\s|[,;.:()]|$)")
"""Who has what: "100% xã có tổ công nghệ số cộng đồng"."""
_MOVED = compiled(r"\s(?P<verb>vượt|tăng|giảm)(?:\s(?:thêm|hơn|gần|trên|khoảng))?\s$", re.I)
_COMPARED = compiled(r"(?:\s[a-zà-ỹđ]+){0,3}?\s(?P<with>so với (?:cùng kỳ(?: năm (?:trước|ngoái|\d{4}))?|năm (?:trước|ngoái|\d{4})|tháng trước|quý trước|kế hoạch|mục tiêu|chỉ tiêu|bình quân chung))(?![\wÀ-ỹ])", re.I)
_VERB = r"thành lập|tiếp nhận|hỗ trợ|cấp|xây dựng|lắp đặt|tổ chức|cung cấp|số hóa|đào tạo|triển khai|công nhận|hoàn thành|thu hút|kết nối|tích hợp|xử lý|giải quyết|ban hành|nghiệm thu|tập huấn|mở|phủ sóng|trao|bảo hộ|đăng ký|đề cử|bầu|bố trí|tuyển dụng|giới thiệu|phát triển|kết nạp|khai trương|vận động|huy động|đầu tư|duy trì|vận hành|thực hiện|hình thành|cập nhật|đưa vào sử dụng|kích hoạt|ghi nhận"
_DONE = compiled(rf"(?<![\wÀ-ỹ])(?<!trung )(?<!sơ )(?<!cao )(?<!các )(?P<verb>{_VERB})(?:\s(?:được|mới|thêm|thành công|cho))?\s$", re.I)
_LEADING = compiled(r"(?:(?:đến nay|hiện nay|hiện tại|hiện|theo đó|trong đó|đặc biệt|đáng chú ý|cùng với đó|bên cạnh đó|qua đó|ngoài ra|riêng|tính đến nay|thời gian qua|nhờ đó|toàn tỉnh|cả tỉnh|tỉnh(?! (?:ủy|uỷ|đoàn)))\s?,?\s|(?:và|nói|với|cùng|có|gồm|là|đưa|góp phần|giúp|nhờ|về|tại|do|trong|để|nhằm|đã|được|phấn đấu|bảo đảm|đảm bảo|nâng|cao hơn|thấp hơn|thực hiện|triển khai|hoàn thành|trao tặng|tặng|bàn giao)\s)", re.I)
_CUT = compiled(r"\s(?:được|đã|đang|sẽ|đạt(?! chuẩn)|chiếm|trong đó|với|để|nhằm|tại|vào|cho|do|qua|trên địa bàn|từ|nhưng|thì|là|theo|và(?=\s(?:hơn|gần|trên|khoảng|\d|các|đã|lắp đặt|hỗ trợ|tổ chức|triển khai|xây dựng))|tham dự|tham gia|thuộc về|tăng|giảm|so với|đến|tới|gắn|góp|giúp|như|cùng|khi|nếu|mà|ở|bằng|của(?=\s[A-ZÀ-ỸĐ])|có(?! trình độ| chuyên môn| hạ tầng| kết nối| công nghệ)|đăng ký(?= dự| thi)|lần|năm \d|giai đoạn|bao gồm|gồm|đại diện|sử dụng(?= dịch)|chưa|không|phải|cần)(?![\wÀ-ỹ])")
_SPREAD = compiled(r"(?P<what>[^,;:()]{3,110}?)\s(?:tới|đến|cho|được|trên|phủ|bao phủ|ở|đối với|trong)\s(?:hơn\s|gần\s|trên\s|khoảng\s)?$", re.I)
_ACTOR = compiled(r"^.{0,80}?(?<![\wÀ-ỹ])(?:đã|đang|sẽ)\s(?:hoàn thành\s|cơ bản\s|tiếp tục\s)?(?=\S)", re.I)


@frozen
class FoundFigure:
    """One figure with its evidence; `quote` is the whole sentence, `excerpt` as much of it as an entry may repeat."""

    label: str
    value: Decimal
    unit: str
    qualifier: str | None
    as_of: str | None
    target: bool
    quote: str
    excerpt: str
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
        sentences = _parts(text, _SENTENCE)
        period = None
        for start, end in _parts(text, _CLAUSES):
            counted = last = ""
            sentence = next((span for span in sentences if span[0] <= start < span[1]), (start, end))
            period = _as_of(text[start:end], publication) or (period if sentence[0] < start else None)
            for match in _FIGURE.finditer(text, start, end):
                near = max(start, match.start() - _MOST_CONTEXT), min(end, match.end() + _MOST_CONTEXT)
                figure = _figure(text, near, sentence, match, line.start, period, counted, last)
                if figure:
                    found.append(figure)
                    last = last if _OF_CHANGE.match(figure.label) else figure.label
                    counted = figure.label if figure.unit != "%" else counted
                if len(found) >= _MOST_CANDIDATES:
                    return _strongest(found)
    return _strongest(found)


def _strongest(found: list[FoundFigure]) -> list[FoundFigure]:
    """The dozen that say most: larger numbers, percentages and money; "2 dự án" only where there is little else; no value twice."""
    unique = list({(one.value, one.unit): one for one in reversed(found)}.values())[::-1]
    telling = [one for one in unique if one.value >= _TRIVIAL or one.unit == "%"]
    ranked = telling if len(telling) >= 3 else unique
    return sorted(ranked[:MOST_FIGURES], key=lambda one: one.finding.start)


def _parts(text: str, boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in boundary.finditer(text):
        found.append((start, match.start()))
        start = match.end()
    return [*found, (start, len(text))]


def _figure(text: str, clause: tuple[int, int], sentence: tuple[int, int], match: re.Match[str], offset: int, period: str | None, counted: str, last: str) -> FoundFigure | None:
    value = Decimal(match["value"].replace(".", "").replace(",", "."))
    for scale in (match["scale"] or "").split():
        value *= _SCALES[scale.lower()]
    if _is_no_figure(text, match, value):
        return None
    unit = match["unit"]
    if unit in ("tỷ đồng", "tỉ đồng", "triệu đồng"):
        value, unit = value * _SCALES[unit.split()[0]], "đồng"
    excerpt = _excerpt(text, clause, match)
    whole = text[clause[0]:clause[1]]
    return FoundFigure(_label(text, clause, match, counted, last), value, unit, match["qualifier"].lower() if match["qualifier"] else None, period, bool(_TARGET.search(whole)), _quote(text, sentence, match), excerpt,
                       Finding(str(value), offset + match.start(), offset + match.end(), 0.8 if len(excerpt.split()) >= 5 else 0.6))


def _is_no_figure(text: str, match: re.Match[str], value: Decimal) -> bool:
    before = text[max(0, match.start() - 24):match.start("value")]
    if re.search(r"(?:số|thứ|lần|giai đoạn|hạng|khóa|Khóa|điều|khoản|Nghị quyết|Đề án|tháng|ngày|năm)\s$|[/-]\s?$", before):
        return True
    return match["unit"] != "%" and value < 2 or 1990 <= value <= 2100 and "." not in match["value"] and match["unit"] in ("đơn vị", "địa phương") and not match["scale"]


def _quote(text: str, sentence: tuple[int, int], match: re.Match[str]) -> str:
    """The sentence; of an endless one, what stands around the number."""
    start, end = max(sentence[0], match.start() - _MOST_CONTEXT), min(sentence[1], match.end() + _MOST_CONTEXT)
    return text[start:end].strip()


def _excerpt(text: str, clause: tuple[int, int], match: re.Match[str]) -> str:
    """The words around the number, at most `MOST_QUOTE_WORDS`; an ellipsis where it was cut."""
    whole = text[clause[0]:clause[1]].strip()
    if len(whole.split()) <= MOST_QUOTE_WORDS:
        return whole
    left, right = text[clause[0]:match.start()].split(), text[match.start():clause[1]].split()
    after = right[: MOST_QUOTE_WORDS // 2]
    before = left[-(MOST_QUOTE_WORDS - len(after)):]
    cut = next((number + 1 for number, word in enumerate(before[:-3]) if word.endswith((",", ":"))), 0) if len(before) < len(left) else 0
    words = " ".join([*before[cut:], *after]).strip(" ,;")
    return ("…" if cut or len(before) < len(left) else "") + words + ("…" if len(after) < len(right) else "")


def _label(text: str, clause: tuple[int, int], match: re.Match[str], counted: str, last: str) -> str:
    """What the number measures, as a noun phrase; `counted` is what the clause counted before, `last` the label of the figure before."""
    before, after = text[clause[0]:match.start()], text[match.end():clause[1]]
    start = max(before.rfind(mark) + 1 for mark in (";", ":", "(", ", "))
    near = before[start:].lstrip(" ,")
    if match["unit"] == "%":
        label = _share(before, near, after, counted, last)
    else:
        label = _subject(near) if match["unit"] in ("đồng", "tỷ đồng", "tỉ đồng", "triệu đồng", "USD", "điểm", "ha", "km", "km2", "km²", "tấn", "MW", "kWh") else ""
        label = label or _counted(before, near, match["unit"], after)
    label = " ".join(label.strip(" .…,;:–-“”\"").split()[:_MOST_LABEL_WORDS])
    return _lower(label) or match["unit"]


_COMMON = frozenset("tổng tỷ tỉ số doanh thu chỉ mức giá kinh chi vốn nguồn hạ quy diện dân sản lượng xuất nhập đầu thời công mạng hồ dịch thủ cán người học hệ mỗi các những toàn".split())


def _lower(phrase: str) -> str:
    """`phrase` without the capital it had as the first word of a sentence."""
    return phrase[:1].lower() + phrase[1:] if phrase.split(" ")[0].lower() in _COMMON else phrase


def _share(before: str, near: str, after: str, counted: str, last: str) -> str:
    """Of a percentage: "tỷ lệ" and what it is a share of."""
    bracket = _IN_BRACKETS.search(before)
    if bracket:
        return _rate(bracket["noun"])
    if after.startswith(" là "):
        return _rate(_noun(after[3:]))
    changed = _CHANGES.fullmatch(near)
    if changed and last:
        return _change(changed["verb"], last, after)
    subject, noun = _subject(near), _noun(after)
    moved = _MOVED.search(near)
    if moved and subject:
        return _change(moved["verb"], subject, after)
    equipped = _EQUIPPED.match(after)
    if equipped and len(noun.split()) <= 2:
        return _rate(equipped["who"])
    if _ONLY_REACHES.fullmatch(near):
        return _rate(noun if len(noun.split()) > 1 else counted or _subject(before[:len(before) - len(near)].rstrip(" ,(") + " là ") or noun)
    if not _stripped(near) and noun:
        return _rate(noun)
    if subject and noun and re.search(r"chiếm\s(?:\S+\s){0,2}$", near):
        return f"{_rate(subject)} trong {noun}"
    if subject and (not noun or len(noun.split()) < 2 or re.search(r"(?:tỷ lệ|tỉ lệ|mức|tốc độ|chỉ số)", subject, re.I)):
        return _rate(subject)
    spread = _SPREAD.search(near)
    if noun and spread:
        what = _stripped(_without_actor(spread["what"]))
        return f"tỷ lệ {noun} được {what}" if 1 < len(what.split()) <= 8 else f"tỷ lệ {noun}"
    return _rate(noun or subject or _stripped(near))


def _change(verb: str, what: str, after: str) -> str:
    """Of a growth or an excess: what grew, and against what the page compares it."""
    label = f"mức {verb.lower()} {_lower(what)}"
    compared = _COMPARED.match(after)
    against = f"{label} {compared['with']}" if compared else label
    return against if len(against.split()) <= _MOST_LABEL_WORDS else label


def _without_actor(text: str) -> str:
    """`text` from its verb on where a body named in capitals does it; else without "đã"."""
    done = _ACTOR.match(text)
    if done and text.strip()[:1].isupper() and len(text[done.end():].split()) > 1:
        return text[done.end():]
    return re.sub(r"\s(?:đã|đang|sẽ)(?=\s)", "", text)


def _rate(phrase: str) -> str:
    if re.match(r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tốc độ|mức|chỉ số|độ|tăng trưởng)\b", phrase, re.I) or not phrase:
        return phrase or "tỷ lệ"
    return f"tỷ lệ {_lower(phrase)}"


def _subject(near: str) -> str:
    """What stands before the verb that leads to the number: "kinh tế số" in "kinh tế số chiếm 20%"."""
    match = _REACHES.search(near)
    return _stripped(_without_actor(match["subject"])) if match else ""


def _counted(before: str, near: str, unit: str, after: str) -> str:
    """The unit with the words that tell which, and what was done to them: "hồ sơ trực tuyến đã tiếp nhận"."""
    rest = _noun(after)
    if unit in ("đồng", "tỷ đồng", "tỉ đồng", "triệu đồng", "USD", "điểm", "ha", "km", "km2", "km²", "tấn", "MW", "kWh"):
        return _stripped(near) or unit
    members = _MEMBERS.search(before[-240:]) if unit in _PEOPLE and not rest else None
    if members:
        return f"{unit} {'' if unit == 'thành viên' else 'của '}{members['body']}"
    gave = _GAVE.search(near)
    if gave:
        return f"{unit} {rest} được {gave['verb'].lower()} {gave['what']}"
    treated = _TREATED.match(after) if not rest else None
    if treated:
        return f"{unit} {treated['how']}"
    done = _DONE.search(re.sub(r"\s(?:hơn|gần|trên|khoảng)\s$", " ", near))
    if not rest:
        bracket = re.search(r"(?P<noun>[^\d,;:()%]{2,40})\s?\(\s?$", before)
        group = _GROUP.search(near)
        rest = _noun(" " + bracket["noun"].strip()) if bracket else f"của {_lower(_stripped(group['body']))}" if group and _stripped(group["body"]) else _subject(near) or (_stripped(near) if unit == "người" and len(near.split()) <= 5 and near[:1].islower() else "")
        rest = rest if rest.lower() != unit else ""
        if rest.lower().startswith((f"số {unit}", f"tổng số {unit}")):
            return rest
    label = f"{unit} {rest}".strip()
    return f"{label} đã {done['verb'].lower()}" if done and f"{done['verb'].lower()}" not in label else label


def _noun(after: str) -> str:
    """The words after the number that belong to it: up to a mark or a verb."""
    stop = re.search(r"[;:().“”]|,\s(?!(?:phường|thị trấn|xã|công chức|viên chức|doanh nghiệp|thôn|khu phố|huyện|ban)\b)|\s[-–]\s", after)
    text = after[:stop.start()] if stop else after
    cut = _CUT.search(text)
    words = (text[:cut.start()] if cut else text).strip(" ,").split()
    return re.sub(r"(?:\s(?:về|của|cho|với|và|các|tại|là|thuộc|trên|trong|có|để))+$", "", " ".join(words[:9]))


def _stripped(text: str) -> str:
    """`text` without the connecting words it begins with and the verb it ends on."""
    text = text.strip(" ,–-")
    for _ in range(4):
        shorter = _LEADING.sub("", text, count=1) if _LEADING.match(text) else text
        if shorter == text:
            break
        text = shorter
    return " ".join(text.split()[-_MOST_LABEL_WORDS:])


def _as_of(clause: str, publication: str | None) -> str | None:
    """The day, month or year a clause says its numbers hold for, as precise as it says."""
    match = _AS_OF.search(clause)
    if match:
        if match["y"]:
            return _iso(match["y"], match["m"], match["d"])
        if match["ty"] or match["iy"]:
            return _iso(match["ty"] or match["iy"], match["tm"] or match["im"])
        if match["my"]:
            return _iso(match["my"], str(_MONTHS.get(match["months"].lower(), match["months"])))
        if match["qy"]:
            return _iso(match["qy"], str(_QUARTERS[match["quarter"].lower()]))
        return match["year"] or match["in"]
    match = _AS_OF_DAY.search(clause)
    if match and publication and len(publication) == 10:
        for year in (publication[:4], str(int(publication[:4]) - 1)):
            day = _iso(year, match["m"], match["d"])
            if day and day <= publication:
                return day
    return None


def _iso(year: str, month: str, day: str | None = None) -> str | None:
    try:
        found = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else f"{found.year}-{found.month:02}"

"""People in public office a story names: name, role as written, organisation.

In: a cleaned `Page`, the spans of province names. Out: `Person`s, each once, with the fullest role the page gives. Names are found first (`person_names`), then roles are
looked for on both sides (`posts`, `offices`). A name that nowhere stands beside a public office is nobody here: by-lines, photographers, quoted farmers,
historical figures and companies' directors are not officials. The odd case is the State's own firm (VNPT, Ngân hàng Nhà nước): it appoints their heads, so they count.
"""

import re

from ..frozen import frozen
from .offices import organisation_of
from .page import Finding, Page
from .person_names import names_on
from .posts import Post, posts_by_name
from .vietnamese import compiled

_COMPANY = compiled(
    r"(?:[Cc]ông ty|CTCP|Cty|TNHH|[Tt]ập đoàn|Doanh nghiệp|[Nn]gân hàng|Hợp tác xã|HTX|hợp tác xã|Viettel|VNPT|FPT|MobiFone|Mobifone|Startup|startup|Cổ phần|cổ phần|"
    r"Group|JSC|Bệnh viện (?:Đa khoa )?(?:Quốc tế|tư nhân)|điều hành (?:FPT|công ty)|Agribank|Vietcombank|BIDV|Câu lạc bộ|Hội quán|chủ cơ sở|Hiệp hội|Tổng công ty|"
    r"Tổng Công ty|CMC|Quỹ đầu tư|Vingroup|Vườn ươm|nhà máy|Nhà máy|xưởng)\b"
)
_STATE_FIRM = compiled(
    r"(?:Ngân hàng (?:Nhà nước|Chính sách)|NHNN|NHCSXH|Viettel|VNPT|EVN|MobiFone|Mobifone|Petrovietnam|PVN|Vietnam Post|Bưu điện|[Đđ]iện lực|Agribank|(?:Tập đoàn|"
    r"Tổng công ty|Tổng Công ty) (?:Bưu chính|Công nghiệp|Điện lực|Dầu khí|Viễn thông|Bưu điện|Truyền tải)|Bưu chính Viễn thông)(?![\wÀ-ỹ])"
)
"""The State's own bank and the corporations it owns whole, whose heads it appoints."""
_OF_A_STUDY = re.compile(r"(?:Phó )?(?:chủ nhiệm|thư ký)(?: (?:nhánh|khoa học|đề tài|dự án|nhiệm vụ|đề án|công trình|chương trình nghiên cứu|câu lạc bộ|clb|hợp tác xã|htx)\b.*)?", re.I)
"""Who leads a piece of research holds no office by it."""
_STATE_BODY = re.compile(r"\b(?:Cục|Vụ|Sở|Bộ|UBND|HĐND|Tỉnh ủy|Thành ủy|Đảng ủy|Đảng uỷ|Chi cục|Ủy ban|Ban Chỉ đạo|Phòng|Liên minh Hợp tác xã)\b")
_GENERAL_DIRECTOR = re.compile(r"(?:Phó )?Tổng [Gg]iám đốc(?! (?:Thông tấn|TTXVN|Đài|Cổng|Bảo hiểm|BHXH|Kho bạc|VTV|VOV|ĐHQG|Đại học))")
_COUNTRY = r"(?:Trung Quốc|Lào|CHDCND|Campuchia|Cam-pu-chia|Thái Lan|Nhật Bản|Hàn Quốc|Triều Tiên|Đài Loan|Ấn Độ|Nga|Mỹ|Hoa Kỳ|Anh|Pháp|Đức|Ý|Italia|Úc|Australia|Ô-xtrây-li-a|Canada|Hà Lan|Bỉ|Ba Lan|Séc|Cuba|Singapore|Xinh-ga-po|Malaysia|Indonesia|Philippines|Israel|Phần Lan|Thụy Điển|Thụy Sĩ|Đan Mạch|Na Uy|Hungary|Belarus|EU)(?![\wÀ-ỹ]|\s[A-ZÀ-ỸĐ])"
_ABROAD = compiled(rf"(?:Đại sứ|nước (?:Cộng hòa|CHDCND)|(?<![\wÀ-ỹ])[a-zà-ỹđ]+ {_COUNTRY})")
_ABROAD_AFTER = compiled(rf"\s?[,(–-]\s?(?:nước\s)?{_COUNTRY}")
_GUESTS_LED_BY = compiled(rf"[Đđ]oàn[^.;\n]{{0,140}}?(?<!tại )(?<!sang )(?<!thăm )(?<!đi )(?<!ở ){_COUNTRY}\)?[^.;\n]{{0,40}}?\sdo\s[^,;.()\n–-]{{3,45}}[,(–-]\s?$")
"""Before the office of who leads foreign guests: "Đoàn công tác Sở Khoa học tỉnh Quảng Tây – Trung Quốc do ông X – Phó Giám đốc Sở"."""
_VIETNAMESE = re.compile(r"Việt Nam|CHXHCN|Hữu nghị|hữu nghị|Việt\s?[-–]|Sở|UBND|Vụ|Cục|Trường|Viện|Trung tâm|Hội")
"""What makes an office with a country's name in it a Vietnamese one: an ambassador to it, a friendship society, a department for it."""


@frozen
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


def officials(page: Page, province_spans: list[tuple[str, int, int]], home: str = "") -> list[Person]:
    """Return the officials the story names, in order of appearance. `home` is the province's name, added to "Tỉnh ủy" in organisations."""
    names = names_on(page, province_spans)
    places: dict[str, list[tuple[int, int]]] = {}
    for name in names:
        places.setdefault(name.text, []).append((name.start, name.end))
    posts = {name: [post for post in every if not _is_abroad(page.text, post)] for name, every in posts_by_name(page.text, names).items()}
    return [_person(name, every, places[name], home) for name, every in posts.items() if _is_public(every)]


def _is_abroad(text: str, post: Post) -> bool:
    """Whether a post is of another country: "Phó Bí thư Tỉnh ủy Vân Nam (Trung Quốc)", "Đại sứ Hàn Quốc"."""
    named = any(_ABROAD.search(office) and not _VIETNAMESE.search(office) for office in post.offices)
    sentence = text[max(0, post.start - 240):post.start]
    return named or not post.before and (_ABROAD_AFTER.match(text, post.end) is not None or _GUESTS_LED_BY.search(sentence) is not None)


def _is_public(posts: list[Post]) -> bool:
    return any(not _is_company(office) for post in posts for office in post.offices)


def _is_company(office: str) -> bool:
    """Whether an office is no public one: of business, of a study. A state body may have "doanh nghiệp" in its name (Cục … Doanh nghiệp)."""
    if _OF_A_STUDY.fullmatch(office):
        return True
    if _STATE_BODY.search(office) or _STATE_FIRM.search(office):
        return False
    return _COMPANY.search(office) is not None or _GENERAL_DIRECTOR.match(office) is not None


def _person(name: str, posts: list[Post], places: list[tuple[int, int]], home: str) -> Person:
    best = max(posts, key=lambda post: (not post.reported, len(post.offices), sum(map(len, post.offices)) > 12, -post.start))
    offices = [office for office in best.offices if not _is_company(office)] or list(best.offices)
    role = ", ".join(_whole(office, posts, len(offices) > 1) for office in offices)
    place = min(places, key=lambda one: min(abs(one[0] - best.end), abs(best.start - one[1])))
    start, end = min(place[0], best.start), max(place[1], best.end)
    confidence = 0.95 if len(posts) > 1 else 0.88
    return Person(name, role[:1].upper() + role[1:], organisation_of(offices[-1], home), Finding(name, start, end, confidence), tuple(places))


def _whole(office: str, posts: list[Post], several: bool) -> str:
    """An office as the fullest of the mentions writes it: "Giám đốc Sở" becomes "Giám đốc Sở KH&CN" where the page says so elsewhere; the province is not carried into a chain."""
    cut_short = office.split()[-1] in ("Sở", "sở", "Ban", "Cục", "Viện", "Trung") or not several and office.endswith("tỉnh")
    longer = [other for post in posts for other in post.offices if other.startswith(office + " ")] if cut_short else []
    return max(longer, key=len) if longer else office

"""Filled-in blanks: a new entry, person, document or edition, with what the editor already said and a comment for the rest.

In: the kind and what is known (a title, a province, a number …). Out: a `Blank`: where the file goes and its text. Example:
``make_blank("resolution", registry, today=day, number="25/kh-ubnd", province="thai nguyen", date="2025-01-24")`` is
``registry/resolutions/25-kh-ubnd-thai-nguyen-2025.yaml`` with kind and issuer filled in from the number.

Names are looked up as in an entry and written in their standard form; what the registry does not know is refused with the nearest name, before a file
is made. What is not known yet is left empty, so that `check` names each empty field and says what to write. The odd case is a
number without letters (“Kế hoạch 195”): the letters give the kind, so such a file is made by hand.
"""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from .article_reader import MOST_SUMMARY, MOST_TITLE, MOST_TOPICS
from .articles import Article
from .dates import BadDate, PartialDate, day_text, read_date
from .document_numbers import DocumentNumber, read_number
from .edition_periods import BadPeriod, read_edition_period
from .files import reason
from .frozen import frozen
from .registry import Registry
from .registry.provinces import Province
from .registry.resolutions import id_of
from .suggest import advice
from .text import slug
from .yaml_text import scalar

KINDS = ("article", "official", "resolution", "edition")
_MOST_WORDS, _MOST_LETTERS = 12, 100
"""Words and letters of a title or a name that go into an address."""


class BlankRefused(ValueError):
    """No file was made; the text says why and what to write instead, in Vietnamese."""


@frozen
class Blank:
    """A file to be made: its path below the content folder, and its text."""

    path: PurePosixPath
    text: str


def make_blank(kind: str, registry: Registry, *, today: dt.date, articles: Iterable[Article] = (), title: str = "", province: str = "", number: str = "", name: str = "",
               date: str = "") -> Blank:
    """Return the blank of a `kind` of `KINDS`.

    Args:
        today: the date of an entry or edition when `date` says none.
        articles: the published entries, from which an edition is filled.
        title, province, number, name, date: what the editor knows.

    Raises:
        BlankRefused: when something said does not fit.
    """
    if kind not in KINDS:
        raise BlankRefused(f"không có mẫu “{kind}”; chọn một trong: {', '.join(KINDS)}")
    now = PartialDate(today.year, today.month, today.day)
    if kind == "edition":
        return _edition(date.strip() or f"{now.year:04}-{now.month:02}", articles, title)
    day = _day(date) if date else None
    place = _place(registry, province, day or now) if province else None
    if kind == "article":
        return _article(day or now, place, title, today)
    if kind == "official":
        return _official(registry, place, name, day)
    return _resolution(registry, place, number, title, day)


def write_blank(blank: Blank, content: Path) -> Path:
    """Write `blank` below the folder `content` and return the file.

    Raises:
        BlankRefused: when the file exists, which is never overwritten, or when it cannot be made.
    """
    path = content / blank.path
    try:
        data = blank.text.encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except UnicodeEncodeError:
        raise BlankRefused("chữ gõ vào có ký tự hỏng (không phải UTF-8); gõ lại, hoặc để trống rồi điền vào tệp") from None
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            raise BlankRefused(f"đã có tệp {path}, không ghi đè; mở tệp ấy, hoặc chọn tên khác") from None
        raise BlankRefused(f"không tạo được tệp {path}: {reason(error)}") from None
    return path


def _day(text: str) -> PartialDate:
    try:
        return read_date(text.strip())
    except BadDate as bad:
        raise BlankRefused(f"ngày “{text}” không theo dạng năm-tháng-ngày; " + (f"viết {bad.suggestion}" if bad.suggestion else "viết ví dụ 2025-04-01")) from None


def _place(registry: Registry, name: str, day: PartialDate) -> Province:
    """The unit called `name`; it must be in force on `day`."""
    found = registry.provinces_named(name) or ([registry.provinces[name]] if name in registry.provinces else [])
    if not found:
        raise BlankRefused(f"không có tỉnh “{name}” trong danh mục; " + advice(name, registry.province_names(), "xem content/registry/provinces.yaml"))
    place = found[0]
    if not place.in_force(day):
        raise BlankRefused(f"“{place.name}” đã nhập vào {registry.present(place).name} từ {day_text(place.dissolved.date)}; viết --province \"{registry.present(place).name}\", hoặc sửa --date")
    return place


def _need(value: str, option: str, example: str) -> str:
    if not value.strip():
        raise BlankRefused(f"còn thiếu {option}; viết ví dụ {option} \"{example}\"")
    return " ".join(value.split())


def _words(text: str, option: str) -> list[str]:
    """The words of `text` that go into an address."""
    words = slug(text).split("-")
    if words == [""]:
        raise BlankRefused(f"{option} “{text[:60]}” không có chữ cái hay chữ số nào để đặt tên tệp; viết bằng chữ")
    return words


def _address(words: list[str]) -> str:
    return "-".join(words[:_MOST_WORDS])[:_MOST_LETTERS].rstrip("-")


def _tidy(text: str) -> str:
    """`text` without blanks at the ends of lines, which an empty field leaves."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _article(day: PartialDate, place: Province | None, title: str, today: dt.date) -> Blank:
    if day.month is None:
        raise BlankRefused(f"ngày “{day.iso}” thiếu tháng; ghi ít nhất năm và tháng, ví dụ --date {day.iso}-05")
    name = place.named_on(day).name if place else ""
    words = _words(_need(title, "--title", "Thái Nguyên họp phiên đầu Ban Chỉ đạo"), "--title")
    where = slug(name).split("-") if name else []
    if where and "-".join(where) not in "-".join(words):
        words = [*where, *words]
    text = f"""---
# Bản nháp. Điền các mục còn trống, xóa mục không dùng và các dòng bắt đầu bằng #, rồi chạy: invoke check
# Tiêu đề bằng lời của bản tin, không quá {MOST_TITLE} ký tự.
title: {scalar(title)}
# Ngày nguồn đăng. Chỉ biết tháng thì ghi 2025-05; chỉ biết ngày sự kiện thì thêm dòng date_basis: event
date: {day.iso}
# Ngày diễn ra, nếu nguồn nói: một ngày, hoặc 2025-12-12..2025-12-14
event_date:
# Tên tỉnh, thành phố của ngày ấy; nhiều nơi thì ghi [Hà Nội, Hải Phòng]. Tin cả nước: thay bằng national: true
province: {scalar(name)}
# Một đến {MOST_TOPICS} chủ đề trong content/registry/topics.yaml, ví dụ [Chuyển đổi số, Hạ tầng số]
topics:
# Người được nêu, với chức vụ của ngày ấy; bỏ nếu không có. Mỗi người hai dòng:
#   - name: Họ và tên
#     role: Chức vụ và cơ quan
officials:
# Văn bản được nhắc tới, ví dụ [57-NQ/TW, 25/KH-UBND]; bỏ nếu không có
resolutions:
source:
  # Tên báo hoặc cổng thông tin; trang không nói thì ghi unknown
  name:
  # Chép từ thanh địa chỉ của trình duyệt; không có thì ghi unknown
  url:
  # Người viết bài; bỏ nếu trang không ghi
  author:
  published: {day.iso}
  accessed: {today.isoformat()}
# Một đến ba câu, không quá {MOST_SUMMARY} ký tự
summary:
# Viết xong thì bỏ dòng dưới để đăng; hẹn đến ngày ở mục date thì ghi scheduled
status: draft
---

"""
    return Blank(PurePosixPath("articles", str(day.year), f"{day.iso}-{_address(words)}.md"), _tidy(text))


def _official(registry: Registry, place: Province | None, name: str, day: PartialDate | None) -> Blank:
    name = _need(name, "--name", "Nguyễn Huy Dũng")
    identity = _address(_words(name, "--name"))
    namesakes = registry.officials_named(name)
    if namesakes:
        known = "; ".join(f"{one.id} ({one.latest.title})" for one in namesakes)
        if place is None or any(place.id in one.provinces for one in namesakes):
            other = "người khác ở cùng nơi thì tự tạo tệp, tên tệp thêm chữ để phân biệt" if place else "người khác thì ghi thêm --province của người mới"
            raise BlankRefused(f"danh mục đã có người tên “{name}”: {known}. Cùng một người thì thêm chức vụ vào tệp ấy; {other}")
        identity = f"{identity}-{place.id}"
    text = f"""# Một người. Xóa các dòng bắt đầu bằng # khi đã điền xong, rồi chạy: invoke check
name: {scalar(name)}
# Cách viết khác gặp trong nguồn, ví dụ [Giàng Páo Mỷ]; bỏ nếu không có
other_names:
posts:
  # Chức vụ như nguồn viết, không kèm tên tỉnh: Chủ tịch UBND tỉnh
  - office:
    # Cơ quan kèm tên nơi: UBND tỉnh Thái Nguyên
    organisation:
    # Mã của tỉnh, thành phố trong content/registry/provinces.yaml; người của trung ương thì bỏ dòng này
    province: {place.id if place else ''}
    # Ngày bổ nhiệm, ngày thôi giữ: chỉ khi nguồn nói rõ; còn lại bỏ hai dòng này
    from:
    to:
    # Ngày một nguồn cho thấy người này giữ chức vụ, và tên tệp của tin nói thế (không có đuôi .md)
    seen:
      - date: {day.iso if day else ''}
        article:
"""
    return Blank(PurePosixPath("registry", "officials", f"{identity}.yaml"), _tidy(text))


def _resolution(registry: Registry, place: Province | None, number: str, title: str, day: PartialDate | None) -> Blank:
    parsed = read_number(_need(number, "--number", "25/KH-UBND")) or read_number(number.upper())
    if parsed is None:
        raise BlankRefused(f"“{number}” không phải số, ký hiệu văn bản; viết theo mẫu 57-NQ/TW, 25/KH-UBND, 06/2022/NQ-HĐND hoặc 193/2025/QH15")
    if not parsed.letters:
        raise BlankRefused(f"số “{number}” không có ký hiệu nên chưa biết loại văn bản; tìm ký hiệu, hoặc tự tạo tệp theo mẫu content/registry/resolutions/195-ke-hoach-tien-giang-2025.yaml")
    identity = id_of(parsed, parsed.kind or "", place.id if place else None, day.year if day else None)
    same = [one for one in registry.resolutions_named(str(parsed)) if one.province == (place.id if place else None) and one.date == day]
    if same:
        raise BlankRefused(f"danh mục đã có văn bản này: content/registry/resolutions/{same[0].id}.yaml")
    text = f"""# Một văn bản. Xóa các dòng bắt đầu bằng # khi đã điền xong, rồi chạy: invoke check
number: {parsed}
# Loại văn bản: Nghị quyết, Chương trình, Kế hoạch, Quyết định …
kind: {parsed.kind or ''}
# Cơ quan ban hành, viết đủ: UBND tỉnh Thái Nguyên, Ban Thường vụ Tỉnh ủy Lào Cai, Chính phủ
issuer: {_issuer(parsed, place, day)}
# Mã của tỉnh, thành phố ban hành; văn bản của trung ương thì bỏ dòng này
province: {place.id if place else ''}
# Ngày ký; không nguồn nào nói thì bỏ dòng này, đừng đoán
date: {day.iso if day else ''}
# Văn bản nói về việc gì, không lặp lại loại và số
title: {scalar(title)}
# true khi đã thấy đủ số, cơ quan và ngày
verified: false
# Thấy ở đâu: legal-page (trang văn bản), news (báo), several (nhiều nơi)
evidence: news
# Địa chỉ toàn văn, nếu có
url:
# Văn bản này dựa vào văn bản nào trước nó (mã là tên tệp): implements thực hiện, based_on căn cứ, amends sửa đổi,
# replaces thay thế, repeals bãi bỏ, continues tiếp tục. Chỉ ghi khi nguồn nói rõ, ví dụ:
#   implements: [57-nq-tw]
relations:
# Trang cho thấy văn bản: mỗi trang hai dòng
#   - name: Tên trang
#     url: https://…
sources:
"""
    return Blank(PurePosixPath("registry", "resolutions", f"{identity}.yaml"), _tidy(text))


def _issuer(number: DocumentNumber, place: Province | None, day: PartialDate | None) -> str:
    """The issuer the letters leave no doubt about, else nothing."""
    last = number.letters[-1]
    if place and last in ("UBND", "HĐND"):
        name = place.named_on(day) if day else place.names[-1]
        return f"{last} {name.kind} {name.name.removeprefix('TP. ')}"
    if last.startswith("QH") and last[2:].isdecimal():
        return "Quốc hội"
    return {"CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ"}.get(last, "")


def _edition(name: str, articles: Iterable[Article], title: str) -> Blank:
    try:
        period = read_edition_period(name[:7] if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name) else name)
    except BadPeriod as bad:
        remedy = f"viết --date {bad.suggestion}" if bad.suggestion else "viết ví dụ --date 2025-04 (tháng) hoặc --date 2025-w14 (tuần)"
        raise BlankRefused(f"“{name}” không phải một tháng hay một tuần có trong lịch; {remedy}") from None
    picks = [article.id for article in articles if period.holds(article.date)]
    listed = "".join(f"  - {one}\n" for one in picks) or f"  # chưa có tin nào của {period.name}\n"
    text = f"""---
title: {scalar(title or f'Bản tin {period.name}')}
# Một hai câu nói kỳ này có gì, không quá {MOST_SUMMARY} ký tự
summary:
# Các tin muốn bạn đọc thấy trước (tên tệp, không có đuôi .md): xếp lại, giữ vài tin; tin khác vẫn hiện bên dưới theo chủ đề
picks:
{listed}---

"""
    return Blank(PurePosixPath("editions", f"{period.id}.md"), _tidy(text))

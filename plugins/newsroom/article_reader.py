"""A Markdown file of ``content/articles`` → an entry: its fields checked for shape and tied to the registry.

In: a file, the registry, and the latest day an entry may have. Out: an `Article`, or None after its problems have been reported. Example:
``province: Tiền Giang`` on ``date: 2025-08-01`` is the error “Tiền Giang” đã nhập vào Đồng Tháp từ 01/07/2025.

The odd case is one mistake that would show in several places (an unknown province leaves a document number unresolved): it is said
once, where it was made.
"""

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path

from . import numbers
from .articles import STEM, UNKNOWN, Article, Citation, Correction, Figure, Image, Mention
from .dates import PartialDate, Period, day_text
from .digests import digest
from .files import read_bytes
from .frontmatter import MOST_BYTES, Document, read_document
from .problems import WARNING
from .registry import Registry
from .registry.officials import Official
from .registry.provinces import Name, Province
from .registry.resolutions import Resolution
from .registry.terms import Indicator, Topic
from .strict_yaml import Fields, Source
from .suggest import advice
from .text import fold, slug

STATUSES = ("published", "draft", "scheduled")
MOST_TITLE, MOST_SUMMARY, MOST_TOPICS, MOST_QUOTE_WORDS = 120, 300, 4, 30
_WEB_ADDRESS = re.compile(r"https?://(?:(?P<host>[^\s/?#@\[\]:]+)|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?P<path>(?:/[^\s?#]*)?)(?:[?#]\S*)?")
TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mibextid|fb_\w+|zarsrc|gidzl|zanpid|_ga|_gl|mc_cid|mc_eid)=", re.I)
_GO_BETWEEN = re.compile(r"(?:www\.)?google\.[a-z.]+/url\b|l\.facebook\.com/l\.php|lm\.facebook\.com/l\.php|zalo\.me/|link\.zalo\.me")


class ArticleReader:
    """Reads entries one by one against a registry; `today` bounds what may be published."""

    def __init__(self, registry: Registry, today: dt.date) -> None:
        self.registry = registry
        self.today = today

    def read(self, path: Path, source: Source, data: bytes = b"", mark: bytes = b"") -> Article | None:
        """Return the entry in the file at `path`, or None after reporting why there is none.

        Args:
            data: the bytes of the file, where they have been read already.
            mark: their digest, where it is known.
        """
        if not data:
            with suppress(OSError):  # `read_document` tries again and says why not
                data = read_bytes(path, MOST_BYTES)
        document = read_document(path, source, "article", data)
        if document is None:
            return None
        article = self._assemble(document.fields, path.stem, source.path, document, mark or digest(data))
        document.fields.close()
        return article

    def _assemble(self, fields: Fields, stem: str, path: str, document: Document, mark: bytes) -> Article | None:
        date = fields.date("date")
        status = fields.choice("status", STATUSES, "published")
        match = STEM.fullmatch(stem)
        self._check_date(fields, date, status, stem, match)
        provinces, places = self._provinces(fields, date)
        article_day = date or PartialDate(self.today.year, self.today.month, self.today.day)
        article = Article(
            id=stem, path=path, title=self._title(fields), date=article_day, date_basis=fields.choice("date_basis", ("event", "published"), "published"),
            event=self._event(fields, date), provinces=provinces, topics=self._topics(fields), mentions=self._mentions(fields, places, article_day),
            resolutions=self._resolutions(fields, places, date), sources=self._sources(fields), summary=self._summary(fields),
            figures=self._figures(fields, date, provinces), corrections=self._corrections(fields, date), status=status, image=self._image(fields),
            body=document.body, body_line=document.body_line, head_digest=document.head_digest, digest=mark,
        )
        if not document.body or document.body.isspace():
            fields.source.report(document.body_line, 1, "article-body", "tin không có thân bài", "viết ít nhất một đoạn dưới dòng --- thứ hai", WARNING if status == "draft" else "error")
        return article if date and date.month and match else None

    def _title(self, fields: Fields) -> str:
        title = fields.text("title")
        if "title" not in fields:
            fields.missing("title", "viết tiêu đề bằng lời của bản tin")
        elif len(title) > MOST_TITLE:
            fields.problem("title", "article-title", f"tiêu đề dài {len(title)} ký tự", f"rút xuống còn {MOST_TITLE} ký tự trở lại")
        return title

    def _summary(self, fields: Fields) -> str:
        summary = fields.text("summary")
        if "summary" not in fields:
            fields.missing("summary", "viết một đến ba câu tóm tắt, không quá 300 ký tự")
        elif len(summary) > MOST_SUMMARY:
            fields.problem("summary", "article-summary", f"tóm tắt dài {len(summary)} ký tự", f"rút xuống còn {MOST_SUMMARY} ký tự trở lại")
        return summary

    def _check_date(self, fields: Fields, date: PartialDate | None, status: str, stem: str, match: re.Match[str] | None) -> None:
        if "date" not in fields:
            fields.missing("date", "ghi ngày nguồn đăng, dạng năm-tháng-ngày, ví dụ 2025-04-01")
        if date is None:
            return
        if date.month is None:
            fields.problem("date", "article-date", f"ngày “{date.iso}” thiếu tháng", "ghi ít nhất năm và tháng, ví dụ 2025-05")
        if date.first > self.today and status != "scheduled":
            fields.problem("date", "article-future", f"ngày {date.text} còn ở tương lai", "sửa ngày, hoặc ghi status: scheduled")
        if date.month is None:
            return
        if not match:
            fields.source.report(1, 1, "article-address", f"tên tệp “{stem}.md” không theo mẫu ngày-và-vài-chữ", f"đổi thành {date.iso}-vai-chu-khong-dau.md")
        elif match[1] != date.iso:
            fields.problem("date", "article-address", f"tên tệp ghi {match[1]} mà mục date ghi {date.iso}", f"đổi tên tệp thành {date.iso}-{match[2]}.md, hoặc sửa mục date")

    def _event(self, fields: Fields, date: PartialDate | None) -> Period | None:
        event = fields.period("event_date")
        if event and date and event.start.first > date.last:
            fields.problem("event_date", "article-event-date", f"sự kiện ngày {event.start.text} sau ngày đăng {date.text}", "kiểm tra lại hai ngày")
        return event

    def _provinces(self, fields: Fields, date: PartialDate | None) -> tuple[tuple[Province, ...], frozenset[str] | None]:
        """Return the provinces of an entry, and their ids, None when it names more than are known."""
        national = fields.flag("national")
        found: dict[str, Province] = {}
        listed = fields.texts("province", single=True)
        for name, line, column in listed:
            province = self._province(fields.source, name, line, column, date) if name else None
            if province:
                found[province.id] = province
        if national and listed:
            fields.problem("national", "article-province", "vừa ghi province vừa ghi national: true", "giữ một trong hai")
        elif not national and "province" not in fields and ("national" not in fields or fields.is_written("national", "false")):
            fields.missing("province", "ghi tên tỉnh, thành phố, hoặc national: true nếu là tin cả nước")
        return tuple(found.values()), frozenset(found) if len(found) == len(listed) else None

    def _province(self, source: Source, name: str, line: int, column: int, date: PartialDate | None) -> Province | None:
        candidates = self.registry.provinces_named(name)
        if not candidates and self.registry.broken["province"]:
            return None
        if not candidates:
            source.report(line, column, "article-province", f"không có tỉnh “{name}” trong danh mục", advice(name, self.registry.province_names(), "hoặc thêm vào content/registry/provinces.yaml"))
            return None
        province = candidates[0]
        if date is None or (province.dissolved is None and len(province.names) == 1):  # most have had one name at all times
            return province
        if not province.in_force(date):
            successor = self.registry.present(province)
            source.report(line, column, "article-province-in-force", f"“{province.name}” đã nhập vào {successor.name} từ {day_text(province.dissolved.date)} ({province.dissolved.basis})",
                          f"viết “{successor.name}”, hoặc sửa date nếu tin đăng trước ngày ấy")
            return province
        right = province.names_within(date)
        written = _name_in(province, name)
        if right and written and written.name not in {one.name for one in right}:
            source.report(line, column, "article-province-name", f"{date.phrase} đơn vị này tên là “{right[0].name}”, chưa là “{written.name}”" if written.start > date.last
                          else f"{date.phrase} đơn vị này tên là “{right[0].name}”, không còn là “{written.name}”", f"viết “{right[0].name}”")
        return province

    def _topics(self, fields: Fields) -> tuple[Topic, ...]:
        found: dict[str, Topic] = {}
        names = fields.texts("topics", single=True)
        for name, line, column in names:
            topic = self.registry.topic_named(name) if name else None
            if topic:
                found[topic.id] = topic
            elif name and not self.registry.broken["topic"]:
                known = [one.name for one in self.registry.topics.values()]
                fields.source.report(line, column, "article-topic", f"không có chủ đề “{name}”", advice(name, known, f"chọn trong: {'; '.join(known)}"))
        if "topics" not in fields:
            fields.missing("topics", f"chọn một đến {MOST_TOPICS} chủ đề trong content/registry/topics.yaml")
        elif len(names) > MOST_TOPICS:
            fields.problem("topics", "article-topics", f"có {len(names)} chủ đề", f"giữ nhiều nhất {MOST_TOPICS} chủ đề sát nhất")
        return tuple(found.values())

    def _mentions(self, fields: Fields, places: frozenset[str] | None, day: PartialDate) -> tuple[Mention, ...]:
        found: dict[str, Mention] = {}
        for entry in fields.entries("officials", short="name"):
            mention = self._mention(entry, places, day)
            if mention and mention.official.id in found:
                entry.problem("name", "article-official", f"“{mention.official.name}” ghi hai lần", "gộp các chức vụ vào một mục, cách nhau bằng dấu phẩy")
            elif mention:
                found[mention.official.id] = mention
        return tuple(found.values())

    def _mention(self, entry: Fields, places: frozenset[str] | None, day: PartialDate) -> Mention | None:
        name, role, identity = entry.text("name"), entry.text("role"), entry.text("id")
        entry.close()
        if not name:
            entry.missing("name", "ghi họ tên")
            return None
        if identity:
            official = self.registry.officials.get(identity)
            candidates = [official] if official else []
        else:
            candidates = self.registry.officials_named(name)
        if identity and candidates and not _goes_by(candidates[0], name):
            entry.problem("id", "article-official", f"id “{identity}” là của {candidates[0].name}, không phải “{name}”", "sửa name hoặc id")
            return None
        if not candidates and slug(name) in self.registry.broken["official"]:
            return None
        if not candidates:
            entry.problem("name", "article-official", f"không có cán bộ “{identity or name}” trong danh mục",
                          advice(name, self.registry.official_names(), f"hoặc thêm content/registry/officials/{fold(name).replace(' ', '-')}.yaml"))
            return None
        official = _the_one(candidates, role, places or frozenset())
        if official is None and places is None:
            return None
        if official is None:
            choices = "; ".join(f"id: {one.id} ({one.latest.title})" for one in candidates)
            entry.problem("name", "article-official-namesake", f"có {len(candidates)} người tên “{name}”", f"ghi thêm một trong: {choices}")
            return None
        return Mention(official, role or official.post_on(day).title, entry.line)

    def _resolutions(self, fields: Fields, places: frozenset[str] | None, date: PartialDate | None) -> tuple[Resolution, ...]:
        found: dict[str, Resolution] = {}
        for entry in fields.entries("resolutions", short="number"):
            text, issuer = entry.text("number"), entry.text("issuer")
            entry.close()
            resolution = self._resolution(entry, text, issuer, places) if text else None
            if resolution is None:
                continue
            if date and resolution.date and resolution.date.first > date.last:
                entry.problem("number", "article-resolution-date", f"{resolution.name} ban hành {resolution.date.phrase}, sau ngày của tin ({date.text})", "kiểm tra số văn bản, hoặc bỏ khỏi danh sách")
            found[resolution.id] = resolution
        return tuple(found.values())

    def _resolution(self, entry: Fields, text: str, issuer: str, places: frozenset[str] | None) -> Resolution | None:
        found = self.registry.find_resolution(text, issuer=issuer, provinces=places or frozenset())
        if len(found) == 1:
            return found[0]
        if found and places is None:
            return None
        if found:
            issuers = "; ".join(f"{one.issuer} ({one.date.text if one.date else 'chưa rõ ngày'})" for one in found[:5])
            entry.problem("number", "article-resolution-issuer", f"có {len(found)} văn bản số “{text}”", f"ghi {{number: {text}, issuer: …}} với một trong: {issuers}")
        elif issuer and (others := self.registry.find_resolution(text)):
            issuers = "; ".join(dict.fromkeys(one.issuer for one in others[:5]))
            entry.problem("issuer", "article-resolution", f"văn bản “{text}” trong danh mục không phải của “{issuer}”", f"sửa issuer: {issuers}; văn bản khác cùng số thì thêm tệp vào content/registry/resolutions/")
        elif not any(identity.startswith(slug(text)) for identity in self.registry.broken["resolution"]):
            known = dict.fromkeys(one.number for one in self.registry.resolutions.values())
            entry.problem("number", "article-resolution", f"không có văn bản “{text}” trong danh mục", advice(text, known, "hoặc thêm tệp vào content/registry/resolutions/"))
        return None

    def _sources(self, fields: Fields) -> tuple[Citation, ...]:
        if "source" not in fields:
            fields.missing("source", "ghi nguồn: name, url, published, accessed; điều nguồn không nói thì ghi unknown")
        return tuple(self._citation(entry) for entry in fields.entries("source", single=True))

    def _citation(self, entry: Fields) -> Citation:
        name, url = entry.text("name"), entry.text("url")
        if name in ("", UNKNOWN):
            _report_unknown(entry, "name", name, "tên báo hoặc cổng thông tin")
        if url in ("", UNKNOWN):
            _report_unknown(entry, "url", url, "địa chỉ trang nguồn")
        else:
            self._check_url(entry, "url", url)
        archive = entry.text("archive")
        if archive:
            self._check_url(entry, "archive", archive)
        published, accessed, gone = entry.known_date("published", UNKNOWN), entry.known_date("accessed", UNKNOWN), entry.date("gone")
        if published and accessed and published.first > accessed.last:
            entry.problem("accessed", "article-source", f"ngày đọc nguồn {accessed.text} trước ngày đăng {published.text}", "kiểm tra lại hai ngày")
        if gone and published and gone.last < published.first:
            entry.problem("gone", "article-source", f"nguồn không còn từ {gone.text}, trước ngày đăng {published.text}", "kiểm tra lại hai ngày")
        citation = Citation(None if name == UNKNOWN else name, None if url == UNKNOWN else url, entry.text("author"), published, accessed, archive, entry.position("url")[0], gone)
        entry.close()
        return citation

    @staticmethod
    def _check_url(entry: Fields, key: str, url: str) -> None:
        wrong = _flaw_of(url)
        if wrong:
            entry.problem(key, "article-source-url", f"“{url[:80]}” {wrong[0]}", wrong[1])
        elif "?" in url and TRACKING.search(url.partition("?")[2]):
            names = ", ".join(dict.fromkeys(match[0].strip("&=") for match in TRACKING.finditer(url.partition("?")[2])))
            entry.problem(key, "article-source-tracking", f"địa chỉ mang tham số theo dõi {names}", "bỏ các tham số ấy khỏi địa chỉ, hoặc chạy invoke check --fix")

    def _figures(self, fields: Fields, date: PartialDate | None, provinces: tuple[Province, ...]) -> tuple[Figure, ...]:
        return tuple(figure for entry in fields.entries("figures") if (figure := self._figure(entry, date, provinces)))

    def _figure(self, entry: Fields, date: PartialDate | None, provinces: tuple[Province, ...]) -> Figure | None:
        label, raw, unit = entry.text("label"), entry.text("value"), entry.text("unit")
        as_of, indicator_id, province_name = entry.date("as_of"), entry.text("indicator"), entry.text("province")
        target, quote = entry.flag("target"), entry.text("quote")
        qualifier, note, scope = entry.text("qualifier"), entry.text("note"), entry.text("scope")
        entry.close()
        for key, value in (("label", label), ("value", raw), ("unit", unit), ("as_of", as_of)):
            if not value:
                if key not in entry:
                    entry.problem(key, "article-figure", f"số liệu thiếu mục “{key}”", "ghi đủ label, value, unit, as_of")
                return None
        try:
            value = numbers.read(raw)
        except numbers.NotANumber:
            entry.problem("value", "article-figure-value", f"“{raw}” không phải một số", "viết như báo in: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần thập phân, ví dụ 2.153 hoặc 87,13")
            return None
        if date and as_of.first > date.last and not target:
            entry.problem("as_of", "article-figure-date", f"số liệu tính đến {as_of.text}, sau ngày của tin ({date.text})", "sửa as_of, hoặc ghi target: true nếu là mục tiêu")
        if len(quote.split()) > MOST_QUOTE_WORDS:
            entry.problem("quote", "article-figure-quote", f"câu trích dài {len(quote.split())} chữ", f"cắt còn {MOST_QUOTE_WORDS} chữ quanh con số")
        indicator = self.registry.indicators.get(indicator_id) if indicator_id else None
        if indicator_id and not indicator:
            entry.problem("indicator", "article-indicator", f"không có chỉ tiêu “{indicator_id}”", advice(indicator_id, self.registry.indicators, "hoặc thêm vào content/registry/indicators.yaml"))
        line, column = entry.position("province")
        province = self._province(entry.source, province_name, line, column, None) if province_name else None
        if indicator:
            _check_indicator(entry, indicator, unit, scope, bool(province_name or self.registry.broken["province"]) or len(provinces) == 1)
        return Figure(label, value, unit, as_of, indicator, province, qualifier, target, note, quote, scope, entry.line)

    def _corrections(self, fields: Fields, date: PartialDate | None) -> tuple[Correction, ...]:
        found = []
        for entry in fields.entries("corrections"):
            on, note = entry.date("date"), entry.text("note")
            entry.close()
            if on is None or not note:
                entry.problem("date", "article-correction", "đính chính thiếu ngày hoặc nội dung", "ghi date và note")
            elif date and on.last < date.first:
                entry.problem("date", "article-correction", f"đính chính ngày {on.text} trước ngày của tin ({date.text})", "kiểm tra lại ngày đính chính")
            else:
                found.append(Correction(on, note))
        return tuple(found)

    @staticmethod
    def _image(fields: Fields) -> Image | None:
        entry = fields.group("image")
        if entry is None:
            return None
        image = Image(entry.text("file"), entry.text("alt"), entry.text("credit"))
        entry.close()
        if not image.file or not image.alt:
            entry.problem("file", "article-image", "ảnh thiếu tệp hoặc lời mô tả", "ghi file và alt; alt nói ảnh cho thấy gì")
        return image


def _report_unknown(entry: Fields, key: str, value: str, words: str) -> None:
    if value:
        entry.problem(key, "article-source-unknown", f"chưa biết {words}", "tìm và bổ sung nếu có thể; trang tin sẽ ghi rõ là chưa biết", WARNING)
    else:
        entry.problem(key, "article-source", f"nguồn thiếu mục “{key}”", f"ghi {words}; trang không nói thì ghi unknown")


def _check_indicator(entry: Fields, indicator: Indicator, unit: str, scope: str, placed: bool) -> None:
    """A value of an indicator has its unit, one of its scopes and a place: without them nobody knows what it may stand beside."""
    if unit != indicator.unit:
        entry.problem("unit", "article-indicator", f"chỉ tiêu “{indicator.name}” tính bằng “{indicator.unit}”, số liệu này bằng “{unit}”", "sửa đơn vị, hoặc bỏ mục indicator")
    if scope and scope != UNKNOWN and scope not in indicator.scopes:
        choices = f"chọn một trong: {'; '.join((*indicator.scopes, UNKNOWN))}" if indicator.scopes else "bỏ dòng này: chỉ tiêu không chia theo phạm vi"
        entry.problem("scope", "article-indicator", f"chỉ tiêu “{indicator.name}” không có phạm vi “{scope}”", choices)
    if not placed:
        entry.problem("indicator", "article-indicator", "không rõ số liệu là của tỉnh, thành phố nào", "ghi thêm province cho số liệu này")


def _flaw_of(url: str) -> tuple[str, str] | None:
    """Return what is wrong with the address of a source and what to write, or None when it can be the address of a page."""
    copy = "chép lại nguyên địa chỉ, bắt đầu bằng https:// hoặc http://"
    place = _WEB_ADDRESS.fullmatch(url)
    if place is None:
        return "không phải địa chỉ web", f"viết {url[:url.index('://')].lower()}{url[url.index('://'):]}" if re.match("https?://", url, re.I) and _WEB_ADDRESS.fullmatch(url[:5].lower() + url[5:]) else copy
    host, path = place.groups()
    if host is None:
        return None
    if "." not in host or host.endswith(".") or ".." in host:
        return "không phải địa chỉ web", copy
    if "…" in url or "..." in url:
        return "bị cắt ngắn (có dấu ba chấm)", "chép lại nguyên địa chỉ từ thanh địa chỉ của trình duyệt"
    if url[-1] in ",;)”\"'" and not (url[-1] == ")" and "(" in url):
        return f"thừa dấu “{url[-1]}” ở cuối", f"viết {url.rstrip(url[-1])}"
    if _GO_BETWEEN.match(f"{host}{path}"):
        return "là địa chỉ trung gian, không phải trang của báo", "mở địa chỉ ấy rồi chép địa chỉ trên thanh địa chỉ của trình duyệt"
    return None


def _goes_by(official: Official, name: str) -> bool:
    """Return whether `name` is one of the names of `official`, in whatever spelling."""
    return fold(name) in {fold(one) for one in (official.name, official.id.replace("-", " "), *official.other_names)}


def _name_in(province: Province, written: str) -> Name | None:
    """Return which of the names of `province` an editor has `written`, by itself or in another spelling of it (Thừa Thiên - Huế, TP. Huế)."""
    words = slug(written)
    return max((one for one in province.names if slug(one.name) in words), key=lambda one: len(one.name), default=None)


def _the_one(candidates: list[Official], role: str, places: frozenset[str] | None) -> Official | None:
    """Return the person meant among namesakes: by the province of the entry, then by the office named in `role`."""
    if len(candidates) == 1:
        return candidates[0]
    near = [one for one in candidates if one.provinces & places] or candidates
    if len(near) > 1 and role:
        near = [one for one in near if any(fold(post.organisation) and fold(post.organisation) in fold(role) for post in one.posts)]
    return near[0] if len(near) == 1 else None

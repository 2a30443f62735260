"""What is published as open data: the record of each kind of thing, and the collections they stand in.

In: nothing; the records read from the things of the library. Out: `COLLECTIONS`, each with its record, its things and the way it is cut into pages, and
`TABLES`, the flat tables of all of them. Example: the entry of 21/02/2025 stands in the collection ``entries`` on the page ``2025-02``, and in the tables
``entries``, ``entry_provinces``, ``entry_topics`` …

Pages are cut so that they stay: entries and documents by month of their date, texts by day, people by the first letter of their id. One edit changes one
page, a new thing one page and its neighbours. Texts stand apart from entries because a text is edited most and asked for least.

People follow Popolo (persons, memberships, organizations, posts, areas). A membership has ``start_date`` and ``end_date`` only where a source gives the day;
otherwise ``seen`` tells on which days a source showed the person in the post. The odd case is an organisation: it has no file of its own, so its id is
made from its province and its name.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .articles import Article
from .dates import PartialDate
from .digests import digest, digest_all
from .document_numbers import read_number
from .figures import Observation, place_of
from .frozen import frozen
from .records import COUNT, DATE, DAY, FLAG, ID, NUMBER, TEXT, URL, Field, Record, Table, one_of, tables
from .registry.officials import Official, Post
from .registry.provinces import KINDS, Province
from .registry.resolutions import RELATIONS, Resolution
from .registry.agencies import EVENTS
from .text import fold, slug

if TYPE_CHECKING:
    from .site import Site

VERSION = "1.0"
"""Of the form of the data: a new field adds to the second number, anything that breaks a program to the first, and to the address."""
API = "/api/v1/"
UNDATED = "undated"
"""The page of what has no date: the first, so that the last is the newest."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_iso: Callable[[PartialDate | None], str | None] = lambda date: date.iso if date else None  # noqa: E731


def _bare(text: str) -> str:
    """Return `text` in lower case and ASCII: `fold` for long texts, of which there are ten thousand."""
    return unicodedata.normalize("NFD", text.lower()).replace("đ", "d").replace("–", "-").encode("ascii", "ignore").decode()


class Organization(NamedTuple):
    """A body that people hold office in or that issues documents."""

    id: str
    name: str
    province: str | None


class Office(NamedTuple):
    """An office of a body, whoever holds it."""

    id: str
    label: str
    role: str
    organization: Organization


def organization_of(name: str, province: str | None) -> Organization | None:
    """Return the body of that name in that province, or None where there is no name."""
    words = slug(name)
    return Organization(f"{province}/{words}" if province else words, name, province) if words else None


def party(name: str) -> bool:
    """Return whether `name` is a body of the party."""
    words = f" {fold(name)} "
    return any(f" {one} " in words for one in ("tinh uy", "thanh uy", "dang uy", "huyen uy", "quan uy", "thi uy", "dang bo", "bo chinh tri", "ban bi thu", "trung uong dang", "ban chap hanh trung uong", "ban chi dao trung uong"))


_STATE = ("ubnd", "hdnd", "uy ban nhan dan", "hoi dong nhan dan", "so", "bo", "chinh phu", "thu tuong", "quoc hoi", "van phong", "cuc", "chi cuc", "tong cuc", "cong an", "ban quan ly", "thanh tra", "kho bac", "toa an", "vien kiem sat",
          "doan dai bieu quoc hoi", "uy ban thuong vu quoc hoi", "phong", "chu tich")


def classification(name: str) -> str:
    """Return what a body is: "party", "state", or "other" (universities, associations, enterprises, the Front)."""
    if party(name):
        return "party"
    words = fold(name)
    return "state" if any(words == one or words.startswith(f"{one} ") for one in _STATE) else "other"


def _office(post: Post, site: "Site") -> Office | None:
    body = organization_of(post.organisation, _known(post.province, site))
    return Office(f"{body.id}/{slug(post.office)}", post.title, post.office, body) if body and slug(post.office) else None


def organizations(site: "Site") -> list[Organization]:
    """Return every body that a post or a document names, by id."""
    registry = site.registry
    named = [(post.organisation, post.province) for official in registry.officials.values() for post in official.posts]
    named += [(one.issuer, one.province) for one in registry.resolutions.values()]
    found: dict[str, Organization] = {}
    for name, province in named:
        body = organization_of(name, province if province in registry.provinces else None)
        if body:
            found.setdefault(body.id, body)
    return [found[key] for key in sorted(found)]


def offices(site: "Site") -> list[Office]:
    """Return every office somebody was seen in, by id."""
    found: dict[str, Office] = {}
    for official in site.registry.officials.values():
        for post in official.posts:
            office = _office(post, site)
            if office:
                found.setdefault(office.id, office)
    return [found[key] for key in sorted(found)]


def _figures(article: Article, _: Any) -> Iterator[Observation]:
    return (Observation(article, figure, number, place_of(article, figure)) for number, figure in enumerate(article.figures, start=1))


# Figures: their own files stand at /so-lieu/ (sections/figures.py).

FIGURE_ROW = Record("figure", "Một số liệu, với tin và nguồn của nó", (
    Field("entry", TEXT, "mã của tin", lambda one, _: one.article.id),
    Field("number", COUNT, "số liệu thứ mấy trong tin", lambda one, _: one.number),
    Field("indicator", TEXT, "mã chỉ tiêu, trống khi số liệu không thuộc chỉ tiêu nào", lambda one, _: one.figure.indicator.id if one.figure.indicator else None, null=True, refers="indicators"),
    Field("province", ID, "mã tỉnh, thành phố mà số liệu nói tới; trống là cả nước hoặc nhiều nơi", lambda one, _: one.province.id if one.province else None, null=True, refers="provinces"),
    Field("province_name", TEXT, "tên nơi ấy vào ngày của tin", lambda one, _: one.name if one.province else None, null=True),
    Field("label", TEXT, "số liệu đếm hay đo điều gì", lambda one, _: one.figure.label),
    Field("value", NUMBER, "giá trị", lambda one, _: one.figure.value),
    Field("unit", TEXT, "đơn vị", lambda one, _: one.figure.unit),
    Field("as_of", DATE, "ngày, tháng hoặc năm mà số liệu có giá trị, không chính xác hơn nguồn", lambda one, _: one.figure.as_of.iso),
    Field("as_of_first", DAY, "ngày đầu của kỳ ấy", lambda one, _: one.figure.as_of.first.isoformat()),
    Field("as_of_last", DAY, "ngày cuối của kỳ ấy", lambda one, _: one.figure.as_of.last.isoformat()),
    Field("target", FLAG, "true: mục tiêu; false: kết quả", lambda one, _: one.figure.target),
    Field("qualifier", TEXT, "hơn, gần, khoảng, tối thiểu, như nguồn ghi", lambda one, _: one.figure.qualifier or None, null=True),
    Field("scope", TEXT, "phạm vi; unknown là nguồn không nêu", lambda one, _: one.figure.scope or None, null=True),
    Field("note", TEXT, "điều cần biết kèm giá trị", lambda one, _: one.figure.note or None, null=True),
    Field("quote", TEXT, "câu của nguồn quanh con số", lambda one, _: one.figure.quote or None, null=True),
    Field("published", DATE, "ngày của tin", lambda one, _: one.article.date.iso),
    Field("entry_url", URL, "địa chỉ của tin", lambda one, site: f"{site.address}{one.article.url}"),
    Field("source_name", TEXT, "nơi đăng, cách nhau bằng dấu chấm phẩy", lambda one, _: "; ".join(source.name for source in one.article.sources if source.name) or None, null=True),
    Field("source_url", TEXT, "địa chỉ trang nguồn, cách nhau bằng dấu cách", lambda one, _: " ".join(source.url for source in one.article.sources if source.url) or None, null=True),
))
_OF_THE_ENTRY = ("entry", "number", "province_name", "published", "entry_url", "source_name", "source_url")
"""Fields that say again what the entry says, left out where a figure stands in its entry."""


# Entries.

PLACE = Record("place", "Tỉnh, thành phố, với tên đúng ngày của tin", (
    Field("id", ID, "mã tỉnh, thành phố", lambda pair, _: pair[0].id, refers="provinces", column="province"),
    Field("name", TEXT, "tên vào ngày của tin", lambda pair, _: pair[1].name),
    Field("kind", one_of(*KINDS), "loại đơn vị vào ngày của tin", lambda pair, _: pair[1].kind),
))
MENTION = Record("mention", "Người được nêu, với chức vụ đúng ngày của tin", (
    Field("id", ID, "mã cán bộ", lambda one, _: one.official.id, refers="persons", column="person"),
    Field("name", TEXT, "họ tên", lambda one, _: one.official.name),
    Field("role", TEXT, "chức vụ vào ngày của tin", lambda one, _: one.role),
))
CITED = Record("cited", "Văn bản được nêu", (
    Field("id", ID, "mã văn bản", lambda one, _: one.id, refers="resolutions", column="resolution"),
    Field("number", TEXT, "số, ký hiệu", lambda one, _: one.number, column="document_number"),
))
SOURCE = Record("source", "Nguồn của tin; null là trang trong tay không ghi", (
    Field("name", TEXT, "nơi đăng", lambda one, _: one.name, null=True),
    Field("url", URL, "địa chỉ trang nguồn", lambda one, _: one.url, null=True),
    Field("author", TEXT, "tác giả", lambda one, _: one.author or None, null=True),
    Field("published", DATE, "ngày trang ghi", lambda one, _: _iso(one.published), null=True),
    Field("accessed", DATE, "ngày người biên tập đọc", lambda one, _: _iso(one.accessed), null=True),
    Field("archive", URL, "địa chỉ bản lưu", lambda one, _: one.archive or None, null=True),
    Field("gone", DATE, "ngày thấy trang nguồn không còn", lambda one, _: _iso(one.gone), null=True),
))
CORRECTION = Record("correction", "Đính chính", (
    Field("date", DATE, "ngày đính chính", lambda one, _: one.date.iso),
    Field("note", TEXT, "đã sửa điều gì", lambda one, _: one.note),
))
FIGURE = Record("figure", "Số liệu trong tin", tuple(one for one in FIGURE_ROW.fields if one.name not in _OF_THE_ENTRY))
ENTRY = Record("entry", "Một tin: lời của bản tin, dẫn nguồn", (
    Field("id", ID, "mã của tin, không bao giờ đổi", lambda one, _: one.id),
    Field("url", URL, "trang của tin", lambda one, site: f"{site.address}{one.url}"),
    Field("title", TEXT, "tiêu đề", lambda one, _: one.title),
    Field("date", DATE, "ngày của tin: ngày nguồn đăng, không chính xác hơn nguồn", lambda one, _: one.date.iso),
    Field("date_basis", one_of("published", "event"), "event: không rõ ngày đăng, lấy theo ngày diễn ra", lambda one, _: one.date_basis),
    Field("event_from", DATE, "ngày diễn ra, hoặc ngày đầu", lambda one, _: one.event.start.iso if one.event else None, null=True),
    Field("event_to", DATE, "ngày cuối của sự việc", lambda one, _: one.event.end.iso if one.event else None, null=True),
    Field("national", FLAG, "true: tin của cả nước", lambda one, _: one.national),
    Field("summary", TEXT, "tóm tắt", lambda one, _: one.summary),
    Field("updated", DATE, "ngày đính chính cuối, hoặc ngày của tin", lambda one, _: one.updated.iso),
    Field("provinces", PLACE, "tỉnh, thành phố của tin", lambda one, _: one.names),
    Field("topics", ID, "chủ đề", lambda one, _: [topic.id for topic in one.topics], many=True, refers="topics", column="topic"),
    Field("officials", MENTION, "người được nêu", lambda one, _: one.mentions),
    Field("resolutions", CITED, "văn bản được nêu", lambda one, _: one.resolutions),
    Field("sources", SOURCE, "nguồn", lambda one, _: one.sources),
    Field("figures", FIGURE, "số liệu, mỗi số có đơn vị, ngày tính và nơi", _figures, table="figures"),
    Field("corrections", CORRECTION, "đính chính, cũ trước", lambda one, _: one.corrections, table="corrections"),
    Field("folded", TEXT, "tiêu đề và tóm tắt viết thường, không dấu, để tìm bằng LIKE", lambda one, _: _bare(f"{one.title} {one.summary}"), place="sql"),
))
TEXT_OF_ENTRY = Record("text", "Thân bài của một tin", (
    Field("id", ID, "mã của tin", lambda one, _: one.id),
    Field("url", URL, "trang của tin", lambda one, site: f"{site.address}{one.url}"),
    Field("markdown", TEXT, "thân bài như người biên tập viết, dạng Markdown; liên kết tới tệp .md là tới tin có mã bằng tên tệp", lambda one, _: one.body),
))
ENTERED = Record("entered", "Một dòng của sổ đính chính", (
    *(Field(one.name, one.kind, one.words, lambda line, site, read=one.read: read(line.correction, site)) for one in CORRECTION.fields),
    Field("entry", ID, "mã của tin", lambda one, _: one.article.id),
    Field("title", TEXT, "tiêu đề của tin", lambda one, _: one.article.title),
    Field("url", URL, "chỗ đính chính trên trang của tin", lambda one, site: f"{site.address}{one.url}"),
))
LISTED = Record("listed", "Một tin trong danh sách: đủ để chọn; cả bản ghi ở trang mà record chỉ tới", (
    *(one for one in ENTRY.fields if one.name in ("id", "url", "title", "date")),
    Field("provinces", ID, "mã tỉnh, thành phố", lambda one, _: [province.id for province in one.provinces], many=True),
    *(one for one in ENTRY.fields if one.name == "topics"),
    Field("officials", ID, "mã cán bộ", lambda one, _: [mention.official.id for mention in one.mentions], many=True),
    Field("resolutions", ID, "mã văn bản", lambda one, _: [resolution.id for resolution in one.resolutions], many=True),
))

# Places.

_known: Callable[[str | None, "Site"], str | None] = lambda province, site: province if province in site.registry.provinces else None  # noqa: E731
_day: Callable[[Any, Any], str | None] = lambda day, bound: None if day == bound else day.isoformat()  # noqa: E731

UNIT_NAME = Record("name", "Tên và loại của đơn vị trong một thời kỳ", (
    Field("name", TEXT, "tên", lambda one, _: one.name),
    Field("kind", one_of(*KINDS), "loại đơn vị", lambda one, _: one.kind),
    Field("from", DAY, "ngày đầu mang tên ấy; trống là từ trước", lambda one, _: _day(one.start, one.start.min), null=True),
    Field("to", DAY, "ngày cuối mang tên ấy; trống là đến nay", lambda one, _: _day(one.end, one.end.max), null=True),
    Field("basis", TEXT, "căn cứ pháp lý của lần đổi", lambda one, _: one.basis or None, null=True),
))
ISLAND = Record("island", "Quần đảo vẽ cùng đơn vị trên mọi bản đồ", (
    Field("name", TEXT, "tên ngắn", lambda one, _: one.name),
    Field("full_name", TEXT, "tên đầy đủ", lambda one, _: one.full_name),
    Field("unit", TEXT, "đơn vị hành chính", lambda one, _: one.unit),
))


def _region(one: Province, period: str, site: "Site") -> str | None:
    identity = one.region if period == "2025" else one.region_2021
    return f"{period}/{identity}" if (identity, period) in site.registry.regions else None


PROVINCE = Record("province", "Đơn vị cấp tỉnh: 34 đơn vị hiện nay và 29 tỉnh kết thúc ngày 01/07/2025", (
    Field("id", ID, "mã đơn vị, không bao giờ đổi", lambda one, _: one.id),
    Field("url", URL, "trang của đơn vị", lambda one, site: f"{site.address}{one.url}"),
    Field("name", TEXT, "tên hiện nay, hoặc tên cuối cùng", lambda one, _: one.name),
    Field("kind", one_of(*KINDS), "loại đơn vị", lambda one, _: one.names[-1].kind),
    Field("in_force", FLAG, "true: đơn vị hiện nay", lambda one, _: not one.dissolved),
    Field("code", TEXT, "mã số hành chính hiện nay", lambda one, _: one.code or None, null=True),
    Field("code_before_2025_07", TEXT, "mã số hành chính trước ngày 01/07/2025", lambda one, _: one.code_before_2025_07 or None, null=True),
    Field("region", ID, "vùng, trong 34 đơn vị", lambda one, site: _region(one, "2025", site), null=True, refers="regions"),
    Field("region_2021", ID, "vùng, trong 63 đơn vị", lambda one, site: _region(one, "2021", site), null=True, refers="regions"),
    Field("formed_on", DAY, "ngày thành đơn vị như hiện nay", lambda one, _: one.formed.date.isoformat() if one.formed else None, null=True),
    Field("formed_basis", TEXT, "căn cứ pháp lý", lambda one, _: one.formed.basis if one.formed else None, null=True),
    Field("dissolved_on", DAY, "ngày kết thúc", lambda one, _: one.dissolved.date.isoformat() if one.dissolved else None, null=True),
    Field("dissolved_basis", TEXT, "căn cứ pháp lý", lambda one, _: one.dissolved.basis if one.dissolved else None, null=True),
    Field("successor", ID, "đơn vị kế tục", lambda one, site: _known(one.successor, site), null=True, refers="provinces"),
    Field("formed_from", ID, "hợp thành từ những đơn vị nào", lambda one, site: [unit for unit in one.formed.units if unit in site.registry.provinces] if one.formed else [], many=True, refers="provinces", column="from_province"),
    Field("names", UNIT_NAME, "mọi tên, cũ trước", lambda one, _: one.names),
    Field("aliases", TEXT, "cách viết khác", lambda one, _: one.aliases, many=True, column="alias"),
    Field("islands", ISLAND, "quần đảo của đơn vị", lambda one, _: one.islands),
))
REGION = Record("region", "Vùng kinh tế - xã hội", (
    Field("id", ID, "mã vùng: năm phân vùng, rồi tên tắt", lambda one, _: f"{one.period}/{one.id}"),
    Field("name", TEXT, "tên vùng", lambda one, _: one.name),
    Field("period", one_of("2025", "2021"), "2025: của 34 đơn vị; 2021: của 63 đơn vị", lambda one, _: one.period),
    Field("verified", FLAG, "true: đã thấy văn bản phân vùng", lambda one, _: one.verified),
))
AGENCY_CHANGE = Record("agency_change", "Thay đổi của một cơ quan cấp tỉnh, có tin làm bằng chứng", (
    Field("id", ID, "mã của thay đổi", lambda one, _: one.id),
    Field("province", ID, "đơn vị lúc ấy", lambda one, site: _known(one.province, site), null=True, refers="provinces"),
    Field("event", one_of(*EVENTS), "merged: hợp nhất; founded: lập mới; replaced: thay; took-over: nhận nhiệm vụ", lambda one, _: one.event),
    Field("agency", TEXT, "cơ quan sau thay đổi", lambda one, _: one.agency),
    Field("task", TEXT, "nhiệm vụ nhận thêm", lambda one, _: one.task or None, null=True),
    Field("date", DATE, "ngày thay đổi", lambda one, _: _iso(one.date), null=True),
    Field("seen", DATE, "ngày nguồn nói việc đã xong, khi không rõ ngày thay đổi", lambda one, _: _iso(one.seen), null=True),
    Field("entry", ID, "tin làm bằng chứng", lambda one, site: one.article if one.article in site.library.by_id else None, null=True, refers="entries"),
    Field("note", TEXT, "điều cần biết thêm", lambda one, _: one.note or None, null=True),
    Field("others", TEXT, "cơ quan nhập vào, bị thay hoặc giao nhiệm vụ", lambda one, _: one.others, many=True, column="agency"),
))

# People, as Popolo has them.

SEEN = Record("sighting", "Ngày một nguồn cho thấy người ấy ở chức vụ", (
    Field("date", DATE, "ngày thấy", lambda one, _: one.on.iso),
    Field("entry", ID, "tin nói điều ấy", lambda one, site: one.article if one.article in site.library.by_id else None, null=True, refers="entries"),
))
MEMBERSHIP = Record("membership", "Một người ở một chức vụ (Popolo Membership)", (
    Field("label", TEXT, "chức vụ viết đủ", lambda one, _: one.title),
    Field("role", TEXT, "chức vụ", lambda one, _: one.office),
    Field("organization_id", ID, "cơ quan, tổ chức", lambda one, site: body.id if (body := organization_of(one.organisation, _known(one.province, site))) else None, null=True, refers="organizations"),
    Field("post_id", ID, "chức vụ, như một chỗ ngồi", lambda one, site: office.id if (office := _office(one, site)) else None, null=True, refers="posts"),
    Field("area_id", ID, "tỉnh, thành phố", lambda one, site: _known(one.province, site), null=True, refers="provinces"),
    Field("start_date", DATE, "ngày bắt đầu, chỉ khi nguồn nêu", lambda one, _: _iso(one.start), null=True),
    Field("end_date", DATE, "ngày kết thúc, chỉ khi nguồn nêu", lambda one, _: _iso(one.end), null=True),
    Field("seen", SEEN, "những ngày nguồn cho thấy người ấy ở chức vụ", lambda one, _: one.seen),
))
OTHER_NAME = Record("other_name", "Cách viết khác của tên (Popolo Other Name)", (Field("name", TEXT, "tên", lambda one, _: one),))
PERSON = Record("person", "Người giữ chức vụ công (Popolo Person)", (
    Field("id", ID, "mã cán bộ, không bao giờ đổi", lambda one, _: one.id),
    Field("url", URL, "trang của người ấy", lambda one, site: f"{site.address}{one.url}"),
    Field("name", TEXT, "họ tên", lambda one, _: one.name),
    Field("note", TEXT, "điều cần biết thêm", lambda one, _: one.note or None, null=True),
    Field("other_names", OTHER_NAME, "cách viết khác của tên", lambda one, _: one.other_names),
    Field("memberships", MEMBERSHIP, "các chức vụ", lambda one, _: one.posts, table="memberships"),
))
ORGANIZATION = Record("organization", "Cơ quan, tổ chức (Popolo Organization)", (
    Field("id", ID, "mã: tỉnh, thành phố, rồi tên không dấu", lambda one, _: one.id),
    Field("name", TEXT, "tên", lambda one, _: one.name),
    Field("classification", one_of("party", "state", "other"), "party: tổ chức đảng; state: cơ quan nhà nước; other: khác", lambda one, _: classification(one.name)),
    Field("area_id", ID, "tỉnh, thành phố", lambda one, _: one.province, null=True, refers="provinces"),
))
POST = Record("post", "Chức vụ, không kể ai giữ (Popolo Post)", (
    Field("id", ID, "mã: cơ quan, rồi chức vụ không dấu", lambda one, _: one.id),
    Field("label", TEXT, "chức vụ viết đủ", lambda one, _: one.label),
    Field("role", TEXT, "chức vụ", lambda one, _: one.role),
    Field("organization_id", ID, "cơ quan, tổ chức", lambda one, _: one.organization.id, refers="organizations"),
    Field("area_id", ID, "tỉnh, thành phố", lambda one, _: one.organization.province, null=True, refers="provinces"),
))
AREA = Record("area", "Địa bàn (Popolo Area): như provinces, theo khuôn Popolo", (
    Field("id", ID, "mã tỉnh, thành phố", lambda one, _: one.id),
    Field("name", TEXT, "tên", lambda one, _: one.name),
    Field("identifier", TEXT, "mã số hành chính hiện nay, hoặc lúc kết thúc", lambda one, _: one.code or one.code_before_2025_07 or None, null=True),
    Field("classification", one_of(*KINDS), "loại đơn vị", lambda one, _: one.names[-1].kind),
    Field("parent_id", ID, "đơn vị hiện nay mà địa bàn thuộc về, khi đã sáp nhập", lambda one, site: _known(one.successor, site), null=True),
))

# Documents and short lists.

RELATION = Record("relation", "Quan hệ với một văn bản trước", (
    Field("type", one_of(*RELATIONS), "; ".join(f"{key}: {words}" for key, words in RELATIONS.items()), lambda one, _: one[0]),
    Field("id", ID, "mã văn bản trước", lambda one, _: one[1], refers="resolutions", column="target"),
))
EVIDENCE = Record("evidence_page", "Trang cho thấy văn bản", (
    Field("name", TEXT, "nơi đăng", lambda one, _: one.name or None, null=True),
    Field("url", TEXT, "địa chỉ", lambda one, _: one.url or None, null=True),
))
RESOLUTION = Record("resolution", "Văn bản có số: nghị quyết, và chương trình, kế hoạch, quyết định thực hiện nó", (
    Field("id", ID, "mã văn bản, không bao giờ đổi", lambda one, _: one.id),
    Field("url", URL, "trang của văn bản", lambda one, site: f"{site.address}{one.url}"),
    Field("number", TEXT, "số, ký hiệu; chỉ là một khi đi cùng cơ quan và ngày", lambda one, _: one.number),
    Field("kind", TEXT, "loại văn bản", lambda one, _: one.kind),
    Field("party", FLAG, "true: văn bản của Đảng", lambda one, _: is_party(one)),
    Field("issuer", TEXT, "cơ quan ban hành", lambda one, _: one.issuer),
    Field("issuer_id", ID, "mã cơ quan ban hành", lambda one, site: body.id if (body := organization_of(one.issuer, _known(one.province, site))) else None, null=True, refers="organizations"),
    Field("province", ID, "tỉnh, thành phố ban hành; trống là văn bản trung ương", lambda one, site: _known(one.province, site), null=True, refers="provinces"),
    Field("date", DATE, "ngày ban hành, trống khi chưa nguồn nào nêu", lambda one, _: _iso(one.date), null=True),
    Field("title", TEXT, "về việc gì", lambda one, _: one.title or None, null=True),
    Field("verified", FLAG, "true: đã thấy cả số, cơ quan và ngày", lambda one, _: one.verified),
    Field("evidence", one_of("seed", "legal-page", "news", "several"), "thấy ở đâu: bài báo gốc, trang pháp luật, báo, nhiều nơi", lambda one, _: one.evidence or None, null=True),
    Field("text_url", TEXT, "địa chỉ toàn văn", lambda one, _: one.url_of_text or None, null=True),
    Field("note", TEXT, "điều cần biết thêm", lambda one, _: one.note or None, null=True),
    Field("relations", RELATION, "quan hệ với văn bản trước", lambda one, site: [pair for pair in one.relations if pair[1] in site.registry.resolutions]),
    Field("aliases", TEXT, "cách gọi khác", lambda one, _: one.aliases, many=True, column="alias"),
    Field("sources", EVIDENCE, "trang cho thấy văn bản", lambda one, _: one.sources),
))
TOPIC = Record("topic", "Chủ đề", (
    Field("id", ID, "mã chủ đề, không bao giờ đổi", lambda one, _: one.id),
    Field("url", URL, "trang của chủ đề", lambda one, site: f"{site.address}{one.url}"),
    Field("name", TEXT, "tên", lambda one, _: one.name),
    Field("definition", TEXT, "tin nào thuộc chủ đề", lambda one, _: one.definition or None, null=True),
))
INDICATOR = Record("indicator", "Chỉ tiêu mà nhiều số liệu cùng đo", (
    Field("id", ID, "mã chỉ tiêu, không bao giờ đổi", lambda one, _: one.id),
    Field("url", URL, "trang của chỉ tiêu", lambda one, site: f"{site.address}{one.url}"),
    Field("name", TEXT, "tên", lambda one, _: one.name),
    Field("unit", TEXT, "đơn vị", lambda one, _: one.unit or None, null=True),
    Field("better", one_of("higher", "lower", "neither"), "cao hơn hay thấp hơn là tốt hơn", lambda one, _: one.better),
    Field("comparable", TEXT, "hai giá trị nào được đặt cạnh nhau", lambda one, _: one.comparable or None, null=True),
    Field("period", one_of("year", "month", "day"), "một giá trị tính cho năm, tháng hay ngày", lambda one, _: one.period or None, null=True),
    Field("scopes", TEXT, "các phạm vi", lambda one, _: one.scopes, many=True, column="scope"),
))


def is_party(one: Resolution) -> bool:
    """Return whether a document is the party's, by its number or its issuer."""
    number = read_number(one.number)
    return bool(number and number.party and number.letters) or party(one.issuer)


def month_of(one: Article | Resolution) -> str:
    """Return the page of a dated thing: its month, its year where no more is known, or `UNDATED`."""
    return one.date.iso[:7] if one.date else UNDATED


def _things_by(things: Iterable[Any], page_of: Callable[[Any], str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for thing in things:
        found.setdefault(page_of(thing), []).append(thing)
    return {page: found[page] for page in sorted(found, key=lambda page: (page != UNDATED, page))}


@frozen
class Collection:
    """Things of one kind: `things` gives all of them in their order, `page_of` the page one stands on (None: all on one page).

    What their records show is named by `kinds`, the registry kinds of which they may show anything, and by `shown`, the digest of what is shown of a single thing beside that.
    """

    name: str
    title: str
    record: Record
    things: Callable[["Site"], Iterable[Any]]
    page_of: Callable[[Any], str] | None = None
    shown: Callable[[Any, "Site"], bytes] = lambda thing, site: b""
    kinds: tuple[str, ...] = ()
    tabular: bool = True

    def pages(self, site: "Site") -> dict[str, list[Any]]:
        """Return page → its things, both in order; a collection on one page has the page ``""``."""
        return _things_by(self.things(site), self.page_of) if self.page_of else {"": list(self.things(site))}

    def url(self, page: str) -> str:
        """Return the address of a page."""
        return f"{API}{self.name}/{page}.json" if page else f"{API}{self.name}.json"

    @property
    def schema_url(self) -> str:
        """The address of the JSON Schema of its pages."""
        return f"{API}schema/{self.name}.json"


def _oldest_first(site: "Site") -> list[Article]:
    return site.library.articles[::-1]


def _registry(shelf: str, site: "Site") -> Iterable[Any]:
    return (thing for _, thing in sorted(getattr(site.registry, shelf).items()))


def _documents(site: "Site") -> list[Resolution]:
    return sorted(site.registry.resolutions.values(), key=lambda one: (one.date is None, one.date.first.toordinal() if one.date else 0, one.id))


def _shown_of_document(one: Resolution, site: "Site") -> bytes:
    return digest(site.registry.digests["resolution", one.id], *(target for _, target in one.relations if target in site.registry.resolutions))


def _shown_of_person(one: Official, site: "Site") -> bytes:
    return digest(site.registry.digests["official", one.id], _published((sighting.article for post in one.posts for sighting in post.seen), site))


def _published(articles: Iterable[str], site: "Site") -> str:
    return " ".join(one for one in articles if one in site.library.by_id)


COLLECTIONS = (
    Collection("entries", "Tin", ENTRY, _oldest_first, month_of, lambda one, site: site.front(one)),
    Collection("texts", "Thân bài của tin", TEXT_OF_ENTRY, _oldest_first, lambda one: one.date.iso, lambda one, _: digest(one.id, one.digest), tabular=False),
    Collection("resolutions", "Văn bản và quan hệ giữa các văn bản", RESOLUTION, _documents, month_of, _shown_of_document, ("province",)),
    Collection("provinces", "Tỉnh, thành phố", PROVINCE, lambda site: site.registry.provinces.values(), kinds=("province", "region")),
    Collection("persons", "Cán bộ và chức vụ (Popolo)", PERSON, partial(_registry, "officials"), lambda one: one.id[0], _shown_of_person, ("province",)),
    Collection("organizations", "Cơ quan, tổ chức (Popolo)", ORGANIZATION, organizations, shown=lambda one, _: digest(repr(one))),
    Collection("posts", "Chức vụ (Popolo)", POST, offices, shown=lambda one, _: digest(repr(one))),
    Collection("areas", "Địa bàn (Popolo)", AREA, lambda site: site.registry.provinces.values(), kinds=("province",), tabular=False),
    Collection("topics", "Chủ đề", TOPIC, lambda site: site.registry.topics.values(), kinds=("topic",)),
    Collection("indicators", "Chỉ tiêu", INDICATOR, lambda site: site.registry.indicators.values(), kinds=("indicator",)),
    Collection("regions", "Vùng", REGION, lambda site: site.registry.regions.values(), kinds=("region",)),
    Collection("agency_changes", "Thay đổi của cơ quan cấp tỉnh", AGENCY_CHANGE, partial(_registry, "agencies"), None, lambda one, site: digest(_published([one.article], site)), ("agency", "province")),
)
"""Everything under ``/api/v1/``."""

TABLES: dict[str, list[Table]] = {one.name: tables(one.name, one.record, one.things) for one in COLLECTIONS if one.tabular}
"""Collection → its tables: in the SQLite file, and as CSV but for the figures, which have theirs at ``/so-lieu/``."""


def collection_key(site: "Site", collection: Collection, things: Iterable[Any] | None = None) -> bytes:
    """Return the digest of what the records of a collection show: of all of it, or of `things` alone."""
    shown = [collection.shown(one, site) for one in (collection.things(site) if things is None else things)]
    return digest_all([site.kinds_key(*collection.kinds), *shown])

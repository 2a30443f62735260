"""A corpus of N entries for measuring: deterministic, realistic Vietnamese, on the project's own registry.

In: a number and a folder. Out: ``content/`` with the real registry and standing pages and N invented entries (never published), and, for
the peers, the same entries in their own form. The same N gives the same bytes on every machine: each entry has a random generator
of its own, seeded with its number. Example: ``make_corpus(Path("/tmp/c"), 1000, registry)``.
"""

import datetime as dt
import json
import random
import shutil
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from plugins.newsroom.dates import PartialDate
from plugins.newsroom.registry import Registry, read_registry
from plugins.newsroom.text import slug

DOCUMENTS = 5
"""Entries for each invented document: 2,000 documents beside 10,000 entries."""

FIRST_DAY, LAST_DAY = dt.date(2023, 1, 2), dt.date(2026, 3, 20)
PUBLISHERS = ("Báo Nhân Dân", "Báo Tin tức", "VietnamPlus", "Báo Đại biểu Nhân dân", "Tạp chí Khoa học và Phát triển", "Báo tỉnh", "Cổng thông tin điện tử tỉnh")

WORDS = {
    "who": ("UBND tỉnh", "Sở Khoa học và Công nghệ", "Tỉnh ủy", "HĐND tỉnh", "Trung tâm Phục vụ hành chính công", "Liên hiệp các Hội Khoa học và Kỹ thuật", "Ban Chỉ đạo chuyển đổi số", "Sở Nội vụ", "Đoàn Thanh niên"),
    "did": ("khai trương", "phê duyệt", "nghiệm thu", "sơ kết", "tổ chức hội nghị về", "ký kết hợp tác xây dựng", "đưa vào vận hành", "thí điểm", "tập huấn cho cán bộ về", "kiểm tra tiến độ"),
    "what": ("kho dữ liệu dùng chung", "mạng lưới tổ công nghệ số cộng đồng", "trung tâm đổi mới sáng tạo", "hệ thống giải quyết thủ tục hành chính", "mô hình trồng lúa tiết kiệm nước", "vườn ươm doanh nghiệp", "quy trình nuôi cấy mô cây dược liệu", "nền tảng truy xuất nguồn gốc nông sản", "đề tài về giống lúa chịu mặn", "trợ lý ảo cho công chức cấp xã", "phòng thí nghiệm kiểm định", "bản đồ số về đất đai", "chương trình phổ cập kỹ năng số", "quỹ hỗ trợ khởi nghiệp sáng tạo"),
    "aim": ("rút ngắn thời gian giải quyết hồ sơ", "giảm chi phí cho hợp tác xã", "nâng tỷ lệ hồ sơ trực tuyến", "đưa dịch vụ số tới xã vùng cao", "bảo vệ dữ liệu của người dân", "tăng giá trị nông sản", "thu hút kỹ sư trẻ về quê", "gắn nghiên cứu với sản xuất"),
    "where": ("các xã miền núi", "khu công nghiệp phía nam", "vùng nuôi tôm ven biển", "các phường trung tâm", "trường phổ thông nội trú", "hợp tác xã ven sông", "trung tâm hành chính", "các làng nghề"),
    "when": ("trong quý I", "từ đầu năm đến nay", "trong sáu tháng tới", "đến hết năm", "sau ba tháng chạy thử", "trong giai đoạn 2026-2030"),
    "hard": ("hạ tầng ở một số xã còn chậm", "cán bộ chuyên trách còn thiếu", "dữ liệu của các ngành chưa thống nhất", "kinh phí phân bổ chưa kịp thời", "người cao tuổi còn ngại dùng dịch vụ trực tuyến"),
}
SENTENCES = (
    "{who} vừa {did} {what} tại {where}, nhằm {aim}.", "Theo báo cáo, {what} đã giúp {aim} {when}.", "Đại diện {who} cho biết {hard}, vì vậy {when} sẽ ưu tiên {where}.",
    "Tại {where}, {what} đang phục vụ {n} hồ sơ mỗi tháng, tăng {p}% so với cùng kỳ.", "Các đại biểu đề nghị {who} tiếp tục {did} {what} để {aim}.", "Kinh phí thực hiện là {n} triệu đồng, bố trí {when}.",
    "Kết quả bước đầu cho thấy {p}% số hộ tham gia đã dùng {what}.", "{who} giao các ngành phối hợp để {aim}, nhất là ở {where}.", "Khó khăn lớn nhất là {hard}.", "Việc {did} {what} thuộc kế hoạch thực hiện Nghị quyết 57 của địa phương.",
)


class Entry(NamedTuple):
    """One invented entry, before it is written in anybody's form."""

    stem: str
    title: str
    date: dt.date
    provinces: list[str]
    topics: list[str]
    officials: list[tuple[str, str]]
    resolutions: list[tuple[str, str, str]]
    summary: str
    figure: tuple[str, str] | None
    body: str


class _Picker:
    """Draws from a list so that a few things are frequent and most are rare, as in the news (weights 1/rank)."""

    def __init__(self, things: list) -> None:
        self.things = things
        self.sums = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def draw(self, chance: random.Random) -> object:
        return self.things[bisect_left(self.sums, chance.random() * self.sums[-1])]


def entries(registry: Registry, number: int) -> list[Entry]:
    """Return the first `number` entries of the corpus: a smaller corpus is the beginning of a larger one."""
    topics = _Picker(sorted(registry.topics.values(), key=lambda topic: topic.id))
    officials = _Picker(sorted(registry.officials.values(), key=lambda official: official.id))
    resolutions = _Picker(sorted((one for one in registry.resolutions.values() if one.date), key=lambda one: (one.id != "57-nq-tw", one.id)))
    return [_entry(registry, index, topics, officials, resolutions) for index in range(number)]


def _entry(registry: Registry, index: int, topics: _Picker, officials: _Picker, resolutions: _Picker) -> Entry:
    chance = random.Random(f"ban-tin:{index}")
    date = FIRST_DAY + dt.timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))
    day = PartialDate(date.year, date.month, date.day)
    units = [province for province in registry.provinces.values() if province.in_force(day)]
    provinces = [province.named_on(day).name for province in chance.sample(units, 1 if chance.random() < 0.85 else 2)]
    words = {slot: chance.choice(choices) for slot, choices in WORDS.items()}
    title = f"{provinces[0]} {words['did']} {words['what']} {words['when']}"
    named = {official.name: official.latest.title for official in (officials.draw(chance) for _ in range(chance.randrange(4)))}
    cited = {one.id: (one.number, one.issuer, one.id) for one in (resolutions.draw(chance) for _ in range(chance.randrange(3))) if one.date.last <= date}
    return Entry(
        stem=f"{date.isoformat()}-{slug(title)[:70].strip('-')}-{index}", title=title, date=date, provinces=provinces,
        topics=sorted({topics.draw(chance).name for _ in range(1 + chance.randrange(3))}), officials=sorted(named.items()), resolutions=sorted(cited.values()),
        summary=f"{_sentence(chance)} {_sentence(chance)}"[:297].rsplit(" ", 1)[0].rstrip(".,") + ".", figure=(str(chance.randrange(10, 99)), "%") if chance.random() < 0.4 else None, body=_body(chance, list(named), list(cited.values())),
    )


def _sentence(chance: random.Random) -> str:
    text = chance.choice(SENTENCES).format(n=chance.randrange(12, 990), p=chance.randrange(5, 96), **{slot: chance.choice(choices) for slot, choices in WORDS.items()})
    return text[0].upper() + text[1:]


def _body(chance: random.Random, names: list[str], cited: list[tuple[str, str, str]]) -> str:
    paragraphs = [" ".join(_sentence(chance) for _ in range(2 + chance.randrange(3))) for _ in range(3 + chance.randrange(3))]
    if names:
        paragraphs[0] += f" Dự buổi làm việc có {', '.join(names)}."
    if cited:
        paragraphs[1] += f" Việc này thực hiện văn bản số {cited[0][0]}."
    if chance.random() < 0.25:
        paragraphs.insert(2, "\n".join(f"- {_sentence(chance)}" for _ in range(3)))
    if chance.random() < 0.15:
        paragraphs.insert(2, f"## {_sentence(chance).rstrip('.')}")
    if chance.random() < 0.1:
        paragraphs[0] = paragraphs[0].replace("tỉnh", "**tỉnh**", 1)
    return "\n\n".join(paragraphs)


def make_corpus(folder: Path, number: int, real_content: Path) -> Path:
    """Write a content folder with `number` invented entries into `folder` and return it."""
    content = folder / "content"
    shutil.copytree(real_content / "registry", content / "registry")
    shutil.copytree(real_content / "pages", content / "pages")
    _forget_sightings(content / "registry" / "officials")
    (content / "registry" / "agencies.yaml").unlink(missing_ok=True)
    _write_documents(content / "registry", number // DOCUMENTS)
    registry = read_registry(content / "registry", str, [])
    for entry in entries(registry, number):
        path = content / "articles" / str(entry.date.year) / f"{entry.stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_entry(entry), encoding="utf-8")
    return content


def _write_documents(folder: Path, number: int) -> None:
    """Add `number` invented plans of provinces, each carrying out 03/NQ-CP or an earlier plan of the same province."""
    registry = read_registry(folder, str, [])
    latest: dict[str, str] = {}
    for index in range(number):
        chance = random.Random(f"van-ban:{index}")
        date = dt.date(2025, 1, 10) + dt.timedelta(days=index * 430 // number)
        day = PartialDate(date.year, date.month, date.day)
        province = chance.choice([one for one in registry.provinces.values() if one.in_force(day)])
        name = province.named_on(day)
        identity = f"{10000 + index}-kh-ubnd-{province.id}-{date.year}"
        target = latest.get(province.id, "03-nq-cp-2025") if chance.random() < 0.3 else "03-nq-cp-2025"
        latest[province.id] = identity
        (folder / "resolutions" / f"{identity}.yaml").write_text(
            f"number: {10000 + index}/KH-UBND\nkind: Kế hoạch\nissuer: UBND {name.kind} {name.name.removeprefix('TP. ')}\nprovince: {province.id}\ndate: {date}\n"
            f"title: Thực hiện Nghị quyết số 03/NQ-CP\nverified: false\nevidence: news\nrelations:\n  implements:\n    - {target}\n", encoding="utf-8")


def _forget_sightings(folder: Path) -> None:
    """Drop the entry (``article:``) from each sighting: the corpus does not have the real entries."""
    for path in folder.glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.lstrip().startswith("article:")), encoding="utf-8")


def address_of(entry: Entry) -> str:
    """Return the invented address of the entry's source, which does not repeat the entry's title."""
    return f"https://vi-du.example/{entry.date.year}/tin-{entry.stem.rpartition('-')[2]}.html"


def as_entry(entry: Entry) -> str:
    """Return the entry in the project's own form."""
    lines = ["---", f"title: {entry.title}", f"date: {entry.date}", "province:", *(f"  - {name}" for name in entry.provinces), "topics:", *(f"  - {name}" for name in entry.topics)]
    if entry.officials:
        lines += ["officials:", *(line for name, role in entry.officials for line in (f"  - name: {name}", f"    role: {role}"))]
    if entry.resolutions:
        lines += ["resolutions:", *(line for number, issuer, _ in entry.resolutions for line in (f'  - number: "{number}"', f"    issuer: {issuer}"))]
    publisher = PUBLISHERS[len(entry.title) % len(PUBLISHERS)]
    lines += ["source:", f"  name: {publisher}", f"  url: {address_of(entry)}", f"  published: {entry.date}", "  accessed: 2026-03", f"summary: {entry.summary}"]
    if entry.figure:
        lines += ["figures:", f"  - label: Tỷ lệ hồ sơ trực tuyến ở {entry.provinces[0]}", f"    value: {entry.figure[0]}", f'    unit: "{entry.figure[1]}"', f"    as_of: {entry.date}"]
        if len(entry.provinces) == 1:
            lines += ["    indicator: ho-so-truc-tuyen", "    scope: unknown"]
    return "\n".join([*lines, "---", "", entry.body, ""])


def as_hugo(entry: Entry) -> str:
    """Return the entry in Hugo's form: the same words, the four families as taxonomies."""
    front = {"title": entry.title, "date": entry.date.isoformat(), "summary": entry.summary, "provinces": entry.provinces, "topics": entry.topics,
             "officials": [name for name, _ in entry.officials], "resolutions": [identity for _, _, identity in entry.resolutions], "source": address_of(entry)}
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items()) + f"---\n\n{entry.body}\n"


def make_hugo_corpus(folder: Path, content: Path, number: int) -> Path:
    """Write the same `number` entries as Hugo reads them into ``folder/content/articles`` and return `folder`."""
    registry = read_registry(content / "registry", str, [])
    for entry in entries(registry, number):
        path = folder / "content" / "articles" / f"{entry.stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_hugo(entry), encoding="utf-8")
    return folder

"""The key of a file names all that the file shows: after an edit of one field, what keeps its key keeps its bytes. And for the commonest edits it names nothing else.

Each field of each kind of registry thing is edited alone, on a sample that has every kind of page. A key that misses what its file shows is a stale page after the next build.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.newsroom.library import read_library
from plugins.newsroom.problems import has_errors
from plugins.newsroom.site import Site
from plugins.press import Press
from tests.conftest import SAMPLE

THEME = Path(__file__).parents[3] / "theme"
DAY = dt.date(2026, 5, 15)
ENTRY = "2025-05-tien-giang-phu-song-5g"
AGENCY = {"id": "a", "province": "tien-giang", "event": "merged", "agency": "Sở Khoa học và Công nghệ", "others": ["Sở Thông tin và Truyền thông"], "date": "2025-03", "article": ENTRY}
LAW = {"number": "202/2025/QH15", "kind": "Nghị quyết", "issuer": "Quốc hội", "date": dt.date(2025, 6, 12), "title": "Sắp xếp đơn vị hành chính cấp tỉnh", "verified": True}
PLAN = {"number": "12/KH-UBND", "kind": "Kế hoạch", "issuer": "UBND tỉnh Đồng Tháp", "province": "dong-thap", "date": dt.date(2025, 9, 3), "title": "Thay kế hoạch cũ", "verified": False, "evidence": "news", "note": "Theo báo.",
        "url": "https://dongthap.example.vn/12", "sources": [{"name": "Báo Mẫu", "url": "https://bao.example.vn/12"}], "aliases": ["Kế hoạch đầu thu"],
        "relations": {"implements": ["57-nq-tw"], "based_on": ["62-ctr-tu-thai-nguyen-2025"], "replaces": ["06-2022-nq-hdnd-tien-giang"]}}

DOCUMENTS = ("57-nq-tw", "62-ctr-tu-thai-nguyen-2025", "06-2022-nq-hdnd-tien-giang", "12-kh-ubnd-dong-thap-2025", "202-2025-qh15")
OF_A_DOCUMENT = {
    "number": "75/KH-UBND", "kind": "Đề án", "issuer": "Sở Tài chính Đồng Tháp", "province": "hue", "date": lambda old: old - dt.timedelta(40), "title": "Việc khác", "verified": lambda old: not old, "evidence": lambda old: "several" if old == "news" else "news", "url": "https://bao.example.vn/toan-van",
    "note": "Ghi thêm.", "sources": [{"name": "Báo khác", "url": "https://bao.example.vn/khac"}], "aliases": ["mạng chuyên gia", "trạm mới"], "relations": {"continues": ["03-nq-cp-2025"]}}
PEOPLE = ("tran-thi-mai", "nguyen-van-hung-dong-nai", "nguyen-van-hung-thai-nguyen")
POST = {"office": "Chánh Văn phòng", "organisation": "UBND thành phố Huế", "province": "hue", "from": dt.date(2024, 2, 3), "to": dt.date(2025, 10, 1), "seen": [{"date": dt.date(2025, 5, 2), "article": ENTRY}]}
OF_A_PERSON = {"name": "Trần Thị Mơ", "other_names": ["Hùng Đồng Tháp", "Lê Quang Đạo"], "note": "Ghi thêm.", "posts": [POST]}
UNITS = ("hue", "dong-thap", "tien-giang")
OF_A_UNIT = {"aliases": ["Xứ khác"], "region": "tdmnpb", "code": "99", "code_before_2025_07": "98", "tile": ["7", "7"], "sort_name": "A",
             "names": [{"name": "Tên cũ", "kind": "tỉnh", "to": dt.date(2025, 4, 30)}, {"name": "Tên mới", "kind": "thành phố", "from": dt.date(2025, 5, 1), "basis": "Nghị quyết số 202/2025/QH15"}]}


class Drawn:
    """One site with the key of each file, and its bytes once somebody asks."""

    def __init__(self, content: Path) -> None:
        library = read_library(content, today=DAY)
        self.broken = has_errors(library.problems)
        site = Site(library, name="Bản tin mẫu", address="https://mau.example.vn", description="Tin để thử.")
        self._press = Press(site, Environment(loader=FileSystemLoader(THEME / "templates"), **pelicanconf.JINJA_ENVIRONMENT), THEME)
        self._outputs = {output.url: output for output in site.outputs()}
        self.groups = {group.name: (group.key and group.key(), [(output.url, output.key and output.key()) for output in group.outputs()]) for group in site.groups()}
        self.keys = {url: output.key() for url, output in self._outputs.items() if output.key}
        self._bytes: dict[str, bytes] = {}

    def __getitem__(self, url: str) -> bytes:
        if url not in self._bytes:
            self._bytes[url] = self._press.draw(self._outputs[url])
        return self._bytes[url]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Drawn]]:
    """The sample with what it lacks for every kind of page, and its site."""
    content = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("keys") / "content"))
    registry = content / "registry"
    (registry / "agencies.yaml").write_text(as_yaml([AGENCY]), encoding="utf-8")
    for identity, document in (("202-2025-qh15", LAW), ("12-kh-ubnd-dong-thap-2025", PLAN)):
        (registry / f"resolutions/{identity}.yaml").write_text(as_yaml(document), encoding="utf-8")
    entry = content / "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
    entry.write_text(entry.read_text(encoding="utf-8").replace("\nsource:", "\nresolutions:\n  - 12/KH-UBND\nsource:", 1) + "\nViệc này theo 12/KH-UBND, tức Kế hoạch đầu thu, và mạng chuyên gia.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for module in ("cascade", "carried_out"):
            patch.setattr(f"plugins.newsroom.{module}.WIDE_FROM", 1)
        for name in ("BY_PLACE_FROM", "SCOPED_FROM"):
            patch.setattr(f"plugins.newsroom.editions.{name}", 1)
        yield content, Drawn(content)


def as_yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def other_value(new: Any, old: Any) -> Any:
    return new(old) if callable(new) else new


@pytest.fixture
def edited(ground, tmp_path) -> Callable[[str, Callable[[Any], Any]], tuple[set[str], set[str]]]:
    """Edit what a registry file holds; return the files with another key and those with other bytes."""
    content, before = ground

    def edited(file: str, change: Callable[[Any], Any], name: str = "") -> tuple[set[str], set[str]]:
        copy = Path(shutil.copytree(content, tmp_path / "content"))
        path = copy / "registry" / file
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        changed = change(value) or value
        path.unlink()
        path.with_name(name or path.name).write_text(as_yaml(changed), encoding="utf-8")
        after = Drawn(copy)
        assert not after.broken
        same = [name for name, (key, _) in before.groups.items() if key and after.groups.get(name, (None,))[0] == key]
        assert [name for name in same if before.groups[name] != after.groups[name]] == [], "groups that plan something their key does not name"
        shared = before.keys.keys() & after.keys.keys()
        other_key = {url for url in shared if before.keys[url] != after.keys[url]}
        other_bytes = {url for url in shared if before[url] != after[url]}
        assert sorted(other_bytes - other_key) == [], "files that show something their key does not name"
        return other_key, other_bytes

    return edited


def test_every_kind_of_page_is_drawn(ground):
    site = ground[1]
    templates = {output.template for output in site._outputs.values()}
    assert {path.name for path in (THEME / "templates").glob("*.*")} - templates == {"base.html", "brief.html", "cited.html", "colophon.html", "edition_mail.css", "element.xml", "element_whole.xml", "index_page.html", "menu.html", "row.html"}


@pytest.mark.parametrize(("document", "field"), [(document, field) for document in DOCUMENTS for field in OF_A_DOCUMENT if (document, field) != ("57-nq-tw", "relations")])
def test_a_field_of_a_document(edited, document, field):
    """All but the relations of 57-NQ/TW, from which all others follow: they would go round in a circle."""
    def change(found: dict[str, Any]) -> dict[str, Any]:
        cited = {"aliases": [*found.get("aliases", ()), found["number"]]} if field == "number" else {}
        return {**found, **cited, field: other_value(OF_A_DOCUMENT[field], found.get(field))}

    assert edited(f"resolutions/{document}.yaml", change)[1]


@pytest.mark.parametrize("field", OF_A_PERSON)
@pytest.mark.parametrize("person", PEOPLE)
def test_a_field_of_a_person(edited, person, field):
    def change(found: dict[str, Any]) -> dict[str, Any]:
        known = {"other_names": [found["name"]]} if field == "name" else {}
        return {**found, **known, field: [*found["posts"], POST] if field == "posts" else OF_A_PERSON[field]}

    assert edited(f"officials/{person}.yaml", change)[1]


@pytest.mark.parametrize("field", POST)
@pytest.mark.parametrize("place", [0, 1])
def test_a_field_of_a_post(edited, place, field):
    """Of Trần Thị Mai, who held one in Tiền Giang and holds one in Đồng Tháp."""
    def change(found: dict[str, Any]) -> None:
        found["posts"][place][field] = POST[field]

    assert edited("officials/tran-thi-mai.yaml", change)[1]


@pytest.mark.parametrize(("unit", "field"), [(unit, field) for unit in UNITS for field in OF_A_UNIT if (unit, field) != ("tien-giang", "tile")])
def test_a_field_of_a_unit(edited, unit, field):
    """All but the square of Tiền Giang, which is on no map."""
    def change(found: list[dict[str, Any]]) -> None:
        one = next(one for one in found if one["id"] == unit)
        names = {"aliases": [*one.get("aliases", ()), *(name["name"] for name in one["names"])]} if field == "names" else {}
        one.update({**names, field: OF_A_UNIT[field]})

    assert edited("provinces.yaml", change)[1]


@pytest.mark.parametrize("file, field, value", [
    ("topics.yaml", "name", "Chuyển Đổi Số"), ("topics.yaml", "definition", "Định nghĩa khác."), ("indicators.yaml", "name", "Tên khác"), ("indicators.yaml", "better", "lower"),
    ("indicators.yaml", "comparable", "Khi nào cũng được."), ("indicators.yaml", "period", "year"), ("indicators.yaml", "scopes", ["toàn tỉnh"]), ("regions.yaml", "name", "Vùng khác"), ("regions.yaml", "verified", True),
    ("agencies.yaml", "agency", "Sở Nội vụ"), ("agencies.yaml", "others", ["Sở Y tế"]), ("agencies.yaml", "date", "2025-04"), ("agencies.yaml", "event", "replaced"), ("agencies.yaml", "province", "dong-thap"), ("agencies.yaml", "note", "Ghi thêm."),
    ("agencies.yaml", "article", "2025-09-10-dong-thap-ho-so-truc-tuyen")])
def test_a_field_of_a_list(edited, file, field, value):
    assert edited(file, lambda found: found[0].update({field: value}))[1]


@pytest.mark.parametrize("file, name", [("resolutions/25-kh-ubnd-thai-nguyen-2025.yaml", "25-kh-ubnd-thai-nguyen-khac.yaml"), ("officials/tran-thi-mai.yaml", "tran-thi-mai-khac.yaml")])
def test_another_id(edited, file, name):
    assert edited(file, lambda found: found, name)[1]


def test_a_title_of_a_document_draws_what_shows_it_and_nothing_else(edited):
    """No page that only links to it. In vain is only what stands beside the table of documents, whose key is that of the whole collection."""
    other_key, other_bytes = edited("resolutions/25-kh-ubnd-hue-2025.yaml", lambda found: {**found, "title": "Việc khác"})
    assert sorted(url for url in other_key - other_bytes if not url.startswith("/du-lieu/csv/resolution_")) == []

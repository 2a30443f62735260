"""The figures' files: CSV that a data package describes, JSON with the same rows, and pages that say what may be compared."""

import csv
import datetime as dt
import io
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.newsroom.library import read_library
from plugins.newsroom.plan import Output
from plugins.newsroom.site import Site
from plugins.press import Press

THEME = Path(__file__).parents[3] / "theme"
PACKAGE = "/so-lieu/datapackage.json"


@pytest.fixture(scope="module")
def outputs(library) -> dict[str, Output]:
    site = Site(library, name="Bản tin mẫu", address="https://mau.example.vn", description="Mẫu.")
    return {output.url: output for output in site.outputs()}


def text(outputs: dict[str, Output], url: str) -> str:
    return outputs[url].view()["text"]


def rows(outputs: dict[str, Output], url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(outputs, url))))


def test_every_figure_is_a_row_with_its_place_and_its_source(outputs, library):
    found = rows(outputs, "/so-lieu/so-lieu.csv")
    assert len(found) == sum(len(article.figures) for article in library.articles)
    row = next(row for row in found if row["entry"] == "2025-09-10-dong-thap-ho-so-truc-tuyen")
    assert {key: row[key] for key in ("indicator", "province", "value", "unit", "as_of", "as_of_first", "as_of_last", "target", "qualifier")} == {
        "indicator": "ho-so-truc-tuyen", "province": "dong-thap", "value": "71.5", "unit": "%", "as_of": "2025-08-31", "as_of_first": "2025-08-31", "as_of_last": "2025-08-31", "target": "false", "qualifier": "hơn"}
    assert row["entry_url"] == "https://mau.example.vn/tin/2025/09/dong-thap-ho-so-truc-tuyen/"


def test_a_target_known_by_its_month_is_marked_and_dated_no_closer_than_it_is(outputs):
    row = next(row for row in rows(outputs, "/so-lieu/ho-so-truc-tuyen/so-lieu.csv") if row["target"] == "true")
    assert (row["as_of"], row["as_of_first"], row["as_of_last"], row["province_name"]) == ("2025-12", "2025-12-01", "2025-12-31", "Thái Nguyên")


def test_json_and_csv_say_the_same(outputs):
    for folder in ("/so-lieu/", "/so-lieu/ho-so-truc-tuyen/"):
        for row, thing in zip(rows(outputs, f"{folder}so-lieu.csv"), json.loads(text(outputs, f"{folder}so-lieu.json")), strict=True):
            assert list(row) == list(thing)
            assert Decimal(row["value"]) == Decimal(str(thing["value"]))
            assert {key: value for key, value in row.items() if key not in ("value", "number", "target")} == {key: value or "" for key, value in thing.items() if key not in ("value", "number", "target")}


def test_the_csv_is_as_the_standard_writes_it(outputs):
    csv_text = text(outputs, "/so-lieu/so-lieu.csv")
    assert csv_text.endswith("\r\n")
    assert "\n" not in csv_text.replace("\r\n", "")
    assert not csv_text.startswith("\ufeff")


def wrong_cells(outputs: dict[str, Output]) -> list[tuple[str, str, str]]:
    """Return (file, column, cell) of what does not fit the Table Schema of the package: a small reading of it, for machines without the frictionless package."""
    types = {"string": ".*", "integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "date": r"\d{4}-\d{2}-\d{2}", "boolean": "true|false"}
    wrong = []
    for resource in json.loads(text(outputs, PACKAGE))["resources"]:
        fields = resource["schema"]["fields"]
        found = rows(outputs, f"/so-lieu/{resource['path']}")
        header = text(outputs, f"/so-lieu/{resource['path']}").split("\r\n")[0].split(",")
        assert header == [field["name"] for field in fields]
        for row in found:
            for field in fields:
                cell, limits = row[field["name"]], field.get("constraints", {})
                fits = re.fullmatch(types[field["type"]], cell) and re.search(limits.get("pattern", ""), cell) and cell in limits.get("enum", [cell])
                if (cell and not fits) or (not cell and limits.get("required")):
                    wrong.append((resource["path"], field["name"], cell))
        keys = [tuple(row[key] for key in resource["schema"]["primaryKey"]) for row in found]
        assert len(keys) == len(set(keys))
    return wrong


def test_every_cell_fits_the_schema_of_the_package(outputs):
    package = json.loads(text(outputs, PACKAGE))
    assert [resource["path"] for resource in package["resources"]] == ["so-lieu.csv", "chi-tieu.csv", "ho-so-truc-tuyen/so-lieu.csv"]
    assert all(re.fullmatch(r"[a-z0-9._-]+", resource["name"]) for resource in package["resources"])
    assert wrong_cells(outputs) == []


def test_the_indicator_of_a_figure_is_in_the_list_of_indicators(outputs):
    known = {row["id"] for row in rows(outputs, "/so-lieu/chi-tieu.csv")}
    assert {row["indicator"] for row in rows(outputs, "/so-lieu/so-lieu.csv")} - {""} <= known


def test_the_data_package_validates(outputs, tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed; the schema is still read by the test above")
    for url, output in outputs.items():
        if url.startswith("/so-lieu/") and output.template == "verbatim.txt":
            path = tmp_path / url.removeprefix("/so-lieu/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.view()["text"].encode())
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


# The pages, drawn.


@pytest.fixture
def content(tmp_path, sample) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.fixture
def printed(content, tmp_path, today: dt.date):
    """Print the content as it stands into a folder; `cold` forgets what earlier prints remembered."""

    def printed(folder: str = "output", *, cold: bool = False) -> Path:
        site = Site(read_library(content, today=today), name="Bản tin mẫu", address="https://mau.example.vn", description="Tin để thử.")
        environment = Environment(loader=FileSystemLoader(THEME / "templates"), **pelicanconf.JINJA_ENVIRONMENT)
        Press(site, environment, THEME).print(tmp_path / folder, cache=tmp_path / ("cold" if cold else "cache"))
        return tmp_path / folder

    return printed


DONG_THAP = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
THAI_NGUYEN = "articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md"


def edit(content: Path, name: str, old: str, new: str) -> None:
    written = (content / name).read_text(encoding="utf-8")
    assert old in written
    (content / name).write_text(written.replace(old, new), encoding="utf-8")


def second_paper(content: Path, value: str = "75") -> None:
    """Add an entry that gives another value for Đồng Tháp on the same day."""
    (content / "articles/2025/2025-09-12-dong-thap-ho-so.md").write_text(f"""---
title: Một báo khác ghi {value}% hồ sơ trực tuyến
date: 2025-09-12
province: Đồng Tháp
topics: [Chuyển đổi số]
source: {{name: Báo Khác, url: 'https://khac.example.vn/ho-so', published: 2025-09-12, accessed: 2025-10-01}}
summary: Một câu.
figures:
  - label: Tỷ lệ hồ sơ nộp trực tuyến
    value: {value}
    unit: "%"
    as_of: 2025-08-31
    indicator: ho-so-truc-tuyen
---

Một đoạn.
""", encoding="utf-8")


def page(folder: Path, url: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", (folder / url.strip("/") / "index.html").read_text(encoding="utf-8")).replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_two_papers_stand_side_by_side_with_their_names(content, printed):
    second_paper(content)
    words = page(printed(), "/so-lieu/ho-so-truc-tuyen/")
    assert "Nguồn ghi khác nhau" in words
    assert words.index("Báo Khác") < words.index("75 %") < words.index("71,5 %")
    assert "Bản tin ghi lại cả hai, không chọn bên nào" in words
    assert "<svg" not in (printed() / "so-lieu/ho-so-truc-tuyen/index.html").read_text(encoding="utf-8")


def test_a_target_and_a_result_are_listed_apart_with_the_reason(printed):
    words = page(printed(), "/so-lieu/ho-so-truc-tuyen/")
    assert "Không xếp cạnh giá trị khác vì chưa thấy số liệu của nơi khác cùng kỳ và cùng phạm vi." in words
    assert "mục tiêu đến tháng 12/2025" in words
    assert "So sánh được" not in words


def test_a_chart_says_in_words_what_it_draws(content, printed):
    edit(content, THAI_NGUYEN, "    as_of: 2025-12\n    indicator: ho-so-truc-tuyen\n    target: true", "    as_of: 2024\n    indicator: ho-so-truc-tuyen")
    edit(content, DONG_THAP, "as_of: 2025-08-31", "as_of: 2024")
    edit(content, DONG_THAP, "date: 2025-09-10", "date: 2025-06-10")
    (content / DONG_THAP).rename(content / DONG_THAP.replace("09-10", "06-10"))
    html = (printed() / "so-lieu/ho-so-truc-tuyen/index.html").read_text(encoding="utf-8")
    assert html.count('class="gauge"') == 2
    assert all('aria-hidden="true"' in tag for tag in re.findall(r'<i class="gauge[^>]*>', html))
    words = page(printed(), "/so-lieu/ho-so-truc-tuyen/")
    assert re.search(r"Thái Nguyên 80 %.*Đồng Tháp hơn 71,5 %", words)


CHANGES = {
    "a value": lambda content: edit(content, DONG_THAP, "value: 71,5", "value: 71,6"),
    "a day": lambda content: edit(content, DONG_THAP, "as_of: 2025-08-31", "as_of: 2025-08"),
    "a place": lambda content: edit(content, DONG_THAP, "    province: Đồng Tháp\n", "    province: Huế\n"),
    "no indicator": lambda content: edit(content, DONG_THAP, "    indicator: ho-so-truc-tuyen\n", ""),
    "a result of a target": lambda content: edit(content, THAI_NGUYEN, "    target: true", "    note: ước tính"),
    "a second value": second_paper,
    "what may be compared": lambda content: edit(content, "registry/indicators.yaml", "comparable: Cùng cách tính và cùng kỳ báo cáo.", "comparable: Cùng kỳ.\n  trend: true\n  most: 100"),
    "an indicator more": lambda content: edit(content, "registry/indicators.yaml", "- id: ho-so", "- id: viec\n  name: Số việc\n  unit: việc\n\n- id: ho-so"),
    "the day of a merger": lambda content: edit(content, "registry/provinces.yaml", "dissolved:\n    date: 2025-07-01", "dissolved:\n    date: 2025-10-01"),
    "a correction": lambda content: edit(content, DONG_THAP, "figures:", "corrections:\n  - date: 2025-09-12\n    note: Sửa số.\nfigures:"),
    "a source gone": lambda content: edit(content, DONG_THAP, "  published: ", "  gone: 2025-12-01\n  published: "),
    "the policy": lambda content: (content / "pages/dinh-chinh.md").write_text("---\ntitle: Đính chính\nsummary: Sửa sai công khai, ghi ngày và nội dung.\n---\n\nSửa thì ghi.\n", encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_build_after_a_change_gives_the_bytes_of_a_cold_one(content, printed, change):
    def files(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = files(printed())
    change(content)
    warm, cold = files(printed()), files(printed("moi", cold=True))
    assert [name for name, data in cold.items() if warm.get(name) != data] == []
    assert warm == cold
    assert warm != before

"""Rules that keep a misleading chart from being drawn."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from plugins.newsroom.checks.figures import disputes, problems_of
from plugins.newsroom.library import read_library
from plugins.newsroom.problems import WARNING

INDICATORS = """- id: dti-hang
  name: Hạng DTI
  unit: hạng
  better: lower
  comparable: Cùng năm và cùng số đơn vị.
  scopes:
    - trên 63 tỉnh, thành phố
    - trên 34 tỉnh, thành phố
  period: year

- id: ho-so-truc-tuyen
  name: Tỷ lệ hồ sơ nộp trực tuyến
  unit: "%"
  better: higher
  most: 100
"""
RANK = {"label": "Hạng DTI năm 2024", "value": "6", "unit": "hạng", "as_of": "2024", "indicator": "dti-hang", "scope": "trên 34 tỉnh, thành phố"}
SHARE = {"label": "Tỷ lệ", "value": "60", "unit": '"%"', "as_of": "2025-08", "indicator": "ho-so-truc-tuyen"}


@pytest.fixture
def told(tmp_path: Path, sample: Path, today: dt.date):
    """Return a function that writes an entry for each figure, in Huế, and returns what the rules say: (code, severity, line)."""
    content = Path(shutil.copytree(sample, tmp_path / "content"))
    (content / "registry/indicators.yaml").write_text(INDICATORS, encoding="utf-8")

    def told(*figures: dict) -> list[tuple[str, str, int]]:
        for number, figure in enumerate(figures):
            lines = [f"  {'  ' if place else '- '}{key}: {value}" for place, (key, value) in enumerate(figure.items()) if value]
            (content / f"articles/2025/2025-10-0{number + 1}-hue-so.md").write_text("\n".join([
                f"---\ntitle: Tin {number}\ndate: 2025-10-0{number + 1}\nprovince: Huế\ntopics: [Chuyển đổi số]\nsource: {{name: Báo, url: 'https://bao.example.vn/{number}', published: 2025-10-01}}\nsummary: Một câu.\nfigures:",
                *lines, "---", "", "Một đoạn.", ""]), encoding="utf-8")
        library = read_library(content, today=today)
        assert [str(one) for one in library.problems] == []
        return [(one.code, one.severity, one.line) for one in [*(one for article in library.articles for one in problems_of(article)), *disputes(library)]]

    return told


@pytest.mark.parametrize(("figure", "code"), [
    (RANK | {"scope": None}, "figure-scope"),
    (RANK | {"label": "Hạng DTI năm 2023"}, "figure-year"),
    (RANK | {"note": "trên 63 tỉnh, thành phố"}, "figure-scope-words"),
    (RANK | {"quote": "đứng thứ 6/63 tỉnh, thành phố"}, "figure-scope-words"),
    (RANK | {"value": "35"}, "figure-value"),
    (RANK | {"value": "0"}, "figure-value"),
    (RANK | {"value": "6,5"}, "figure-value"),
    (SHARE | {"value": "8.713"}, "figure-value"),
])
def test_a_figure_that_would_stand_in_the_wrong_table_is_refused(told, figure, code):
    assert told(figure) == [(code, "error", 9)]


@pytest.mark.parametrize("figure", [
    RANK, RANK | {"scope": "unknown"}, RANK | {"quote": "đứng thứ 6/34 tỉnh, thành phố"}, RANK | {"label": "Hạng DTI", "as_of": "2025-03"}, RANK | {"note": "tăng 18 bậc so với năm 2023"},
    SHARE, SHARE | {"value": "100"}, SHARE | {"label": "Tỷ lệ năm 2024"},
])
def test_a_figure_that_says_what_it_is_passes(told, figure):
    assert told(figure) == []


def test_two_values_of_one_thing_are_told_to_the_editor_of_the_later(told):
    assert told(SHARE, SHARE | {"value": "61"}) == [("figure-dispute", WARNING, 9)]


@pytest.mark.parametrize("other", [SHARE, SHARE | {"value": "61", "as_of": "2025-07"}, SHARE | {"value": "61", "target": "true"}])
def test_two_papers_that_agree_or_speak_of_something_else_are_not(told, other):
    assert told(SHARE, other) == []

"""Which figures may stand side by side: the hard cases, each written as an entry or two."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from plugins.newsroom.articles import Figure
from plugins.newsroom.dates import read_date
from plugins.newsroom.figures import ALONE, NO_PERIOD, NO_SCOPE, Figures, grouped
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.numbers import read

INDICATORS = """- id: dti-hang
  name: Hạng DTI
  unit: hạng
  better: lower
  comparable: Cùng năm và cùng số đơn vị.
  scopes:
    - trên 63 tỉnh, thành phố
    - trên 34 tỉnh, thành phố
  period: year
  trend: true

- id: ho-so-truc-tuyen
  name: Tỷ lệ hồ sơ nộp trực tuyến
  unit: "%"
  better: higher
  comparable: Cùng cách tính và cùng kỳ báo cáo.
  trend: true
  most: 100
"""


@pytest.fixture
def content(tmp_path: Path, sample: Path) -> Path:
    """The sample without its figures, with two indicators."""
    shutil.copytree(sample, tmp_path / "content")
    for path in (tmp_path / "content" / "articles").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if "\nfigures:" in text:
            head, _, rest = text.partition("\nfigures:")
            path.write_text(f"{head}\n---\n{rest.partition(chr(10) + '---' + chr(10))[2]}", encoding="utf-8")
    (tmp_path / "content/registry/indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture
def tell(content: Path, today: dt.date):
    """Write entries, each with figures; return the library. An entry is (date, province, figure, figure …), a figure a dict."""

    def tell(*entries: tuple) -> Library:
        for number, (date, province, *figures) in enumerate(entries):
            lines = [f"---\ntitle: Tin số {number}\ndate: {date}\nprovince: {province}\ntopics: [Chuyển đổi số]\nsource: {{name: Báo {number}, url: 'https://bao.example.vn/{number}', published: {date}}}\nsummary: Một câu.\nfigures:"]
            for figure in figures:
                figure = {"label": "Số", "unit": '"%"', "indicator": "ho-so-truc-tuyen"} | figure
                lines += [f"  {'- ' if first else '  '}{key}: {value}" for first, (key, value) in zip([True, *[False] * 20], figure.items(), strict=False)]
            (content / f"articles/{date[:4]}/{date}-tin-{number}.md").write_text("\n".join([*lines, "---", "", "Một đoạn.", ""]), encoding="utf-8")
        return read_library(content, today=today)

    return tell


def rank(value: object, year: object, scope: str, **more: object) -> dict:
    return {"unit": "hạng", "indicator": "dti-hang", "value": value, "as_of": year, "scope": scope} | more


def evidence(library: Library, indicator: str = "ho-so-truc-tuyen"):
    assert [str(one) for one in library.problems] == []
    return Figures(library).evidence(library.registry.indicators[indicator])


def rows(table) -> list[tuple[str, str]]:
    return [(line.first.name, line.first.figure.amount.replace("\u00a0", " ")) for line in table.lines]


ON_63, ON_34 = "trên 63 tỉnh, thành phố", "trên 34 tỉnh, thành phố"


def test_values_of_one_period_stand_in_one_table_the_best_first(tell):
    found = evidence(tell(("2025-09-01", "Huế", {"value": 70, "as_of": "2025-08"}), ("2025-09-02", "Đồng Tháp", {"value": "71,5", "as_of": "2025-08", "qualifier": "hơn"})))
    (table,) = found.results
    assert table.title == "Tháng 8/2025, địa giới 4 tỉnh, thành phố"
    assert rows(table) == [("Đồng Tháp", "71,5%"), ("Huế", "70%")]
    assert [line.part for line in table.lines] == [71.5, 70.0]
    assert table.lines[0].first.figure.text == "hơn 71,5%"
    assert not (found.targets or found.disputes or found.apart or found.trends)


def test_two_papers_give_different_values_on_the_same_day(tell):
    found = evidence(tell(("2025-09-01", "Huế", {"value": 70, "as_of": "2025-08-31"}), ("2025-09-02", "Huế", {"value": 75, "as_of": "2025-08-31"}),
                          ("2025-09-03", "Đồng Tháp", {"value": 60, "as_of": "2025-08-31"}), ("2025-09-04", "Đồng Nai", {"value": 61, "as_of": "2025-08-31"})))
    (dispute,) = found.disputes
    assert [(one.sources, one.figure.amount) for one in dispute.observations] == [("Báo 1", "75%"), ("Báo 0", "70%")]
    (table,) = found.results
    assert (rows(table), table.disputed) == ([("Đồng Nai", "61%"), ("Đồng Tháp", "60%")], 1)


def test_two_papers_that_agree_are_one_row_with_both(tell):
    found = evidence(tell(("2025-09-01", "Huế", {"value": 70, "as_of": "2025-08"}), ("2025-09-02", "Huế", {"value": 70, "as_of": "2025-08"}), ("2025-09-03", "Đồng Tháp", {"value": 60, "as_of": "2025-08"})))
    (table,) = found.results
    assert [len(line.observations) for line in table.lines] == [2, 1]
    assert found.disputes == ()
    assert table.witness is None


def test_a_target_never_stands_beside_a_result(tell):
    found = evidence(tell(("2025-09-01", "Huế", {"value": 90, "as_of": 2025, "target": "true"}), ("2025-09-02", "Đồng Tháp", {"value": 60, "as_of": 2025}),
                          ("2025-09-03", "Đồng Nai", {"value": 80, "as_of": 2025, "target": "true"})))
    assert found.results == ()
    (table,) = found.targets
    assert table.title.startswith("Mục tiêu đến năm 2025")
    assert rows(table) == [("Huế", "90%"), ("Đồng Nai", "80%")]
    assert [(one.reason, len(one.observations)) for one in found.apart] == [(ALONE, 1)]


def test_mixed_scopes_are_refused_a_table_and_a_line(tell):
    found = evidence(tell(("2025-02-07", "Huế", rank(3, 2023, ON_63)), ("2025-10-21", "Huế", rank(2, 2024, ON_34)), ("2025-10-22", "Đồng Tháp", rank(9, 2024, ON_63))), "dti-hang")
    assert (found.results, found.trends) == ((), ())
    assert [(one.reason, len(one.observations)) for one in found.apart] == [(ALONE, 3)]


def test_values_of_the_63_are_not_compared_with_those_of_the_34_even_without_scopes(tell):
    found = evidence(tell(("2025-06-01", "Huế", {"value": 70, "as_of": 2030, "target": "true"}), ("2025-09-01", "Đồng Tháp", {"value": 71, "as_of": 2030, "target": "true"})))
    assert found.targets == ()


@pytest.mark.parametrize(("figure", "reason"), [
    (rank(9, 2025, "unknown"), NO_SCOPE),
    (rank(9, "2025-03", ON_34), NO_PERIOD["year"]),
])
def test_what_the_source_does_not_say_is_listed_with_the_reason(tell, figure, reason):
    found = evidence(tell(("2025-09-01", "Huế", figure), ("2025-09-02", "Đồng Tháp", rank(2, 2025, ON_34))), "dti-hang")
    assert {one.reason: len(one.observations) for one in found.apart} == {reason: 1, ALONE: 1}
    assert found.results == ()


def test_every_value_stands_in_exactly_one_place(tell):
    library = tell(("2025-02-07", "Huế", rank(3, 2023, ON_63)), ("2025-02-08", "Huế", rank(4, 2023, ON_63)), ("2025-10-21", "Huế", rank(2, 2024, ON_34)), ("2025-10-22", "Đồng Tháp", rank(9, 2024, ON_34)),
                   ("2025-10-23", "Đồng Nai", rank(9, "2024-05", ON_34)), ("2025-10-24", "Đồng Nai", rank(5, 2025, "unknown")), ("2025-10-25", "Đồng Nai", rank(1, 2026, ON_34, target="true")))
    found = evidence(library, "dti-hang")
    placed = [one for table in (*found.results, *found.targets) for line in table.lines for one in line.observations]
    placed += [one for group in (*found.disputes, *found.apart) for one in group.observations]
    assert sorted(one.article.id for one in placed) == sorted(one.article.id for one in Figures(library).of_indicator["dti-hang"])


def test_a_line_joins_one_place_over_time_with_one_scale_for_all(tell):
    found = evidence(tell(("2024-02-07", "Thừa Thiên Huế", rank(7, 2022, ON_63)), ("2025-02-07", "Huế", rank(4, 2023, ON_63)), ("2025-02-08", "Thái Nguyên", rank(1, 2023, ON_63)), ("2024-02-08", "Thái Nguyên", rank(11, 2022, ON_63))), "dti-hang")
    hue, thai_nguyen = found.trends
    assert [trend.title for trend in found.trends] == ["Huế, trên 63 tỉnh, thành phố", "Thái Nguyên, trên 63 tỉnh, thành phố"]
    assert hue.words.replace("\u00a0", " ") == "năm 2022: hạng 7; năm 2023: hạng 4"
    assert (hue.top.replace("\u00a0", " "), hue.bottom.replace("\u00a0", " ")) == ("hạng 1", "hạng 20")
    assert hue.points[0].y > hue.points[1].y > thai_nguyen.points[1].y
    assert hue.points[0].x < hue.points[1].x


def test_years_and_months_are_not_joined(tell):
    assert evidence(tell(("2025-09-01", "Huế", {"value": 70, "as_of": "2025-08"}), ("2025-09-02", "Huế", {"value": 75, "as_of": 2024}))).trends == ()


def test_a_value_outside_the_scale_is_not_drawn(tell):
    found = evidence(tell(("2025-09-01", "Huế", {"value": 170, "as_of": 2024}), ("2025-09-02", "Đồng Tháp", {"value": 75, "as_of": 2024})))
    assert not found.results[0].drawn


def test_a_figure_of_an_entry_about_two_places_belongs_to_the_one_it_names(tell):
    library = tell(("2025-09-01", "[Huế, Đồng Tháp]", {"value": 70, "as_of": 2024, "province": "Huế"}, {"value": 12, "as_of": 2024, "indicator": "", "unit": "việc"}))
    figures = Figures(library)
    assert [one.figure.value for one in figures.of_province["hue"]] == [70]
    assert "dong-thap" not in figures.of_province
    assert [one.name for one in figures.all] == ["Huế", "Cả nước"]


def test_a_present_unit_has_the_figures_of_its_predecessors_under_their_names(tell):
    figures = Figures(tell(("2025-05-01", "Tiền Giang", {"value": 53, "as_of": "2025-05"})))
    assert [one.name for one in figures.of_province["dong-thap"]] == ["Tiền Giang"]


def test_a_ranking_in_an_entry_is_shown_together_the_first_place_first(tell):
    library = tell(("2025-10-21", "Huế", {"value": 5, "unit": "việc", "as_of": 2025, "indicator": ""}, *(rank(value, 2024, ON_34, province=name) for value, name in ((2, "Huế"), (1, "Đồng Nai"), (3, "Thái Nguyên")))))
    article = next(one for one in library.articles if one.figures)
    assert [[one.name for one in group] for group in grouped(article)] == [["Huế"], ["Đồng Nai", "Huế", "Thái Nguyên"]]


@pytest.mark.parametrize(("figure", "message"), [
    ({"unit": "điểm"}, "tính bằng “hạng”, số liệu này bằng “điểm”"),
    ({"scope": "trên 62 tỉnh"}, "không có phạm vi “trên 62 tỉnh”"),
])
def test_a_figure_that_does_not_fit_its_indicator_is_an_error_where_it_is_read(tell, figure, message):
    problems = tell(("2025-09-01", "Huế", rank(3, 2024, ON_34) | figure)).problems
    assert [one.code for one in problems] == ["article-indicator"]
    assert message in problems[0].message


def test_a_value_of_an_indicator_needs_one_place(tell):
    problems = tell(("2025-09-01", "[Huế, Đồng Tháp]", rank(3, 2024, ON_34))).problems
    assert [one.message for one in problems] == ["không rõ số liệu là của tỉnh, thành phố nào"]


@pytest.mark.parametrize(("value", "unit", "as_of", "target", "qualifier", "text", "when"), [
    ("87,13", "%", "2025-09-08", False, "hơn", "hơn 87,13%", "tính đến ngày 08/09/2025"),
    ("6", "hạng", "2023", False, "", "hạng 6", "năm 2023"),
    ("2.153", "thủ tục", "2025-09", False, "", "2.153 thủ tục", "tháng 9/2025"),
    ("30", "%", "2030", True, "tối thiểu", "tối thiểu 30%", "mục tiêu đến năm 2030"),
])
def test_a_figure_is_written_as_vietnamese_print_has_it(value, unit, as_of, target, qualifier, text, when):
    figure = Figure("Nhãn", read(value), unit, read_date(as_of), None, None, qualifier, target, "", "")
    assert (figure.text.replace("\u00a0", " "), figure.when) == (text, when)

import pytest

from plugins.newsroom.history import history
from plugins.newsroom.library import read_library
from plugins.newsroom.registry import read_registry

AGENCIES = """
- id: so-khcn
  province: tien-giang
  event: merged
  agency: Sở Khoa học và Công nghệ
  others: [Sở Thông tin và Truyền thông]
  date: 2025-03
  article: 2025-05-tien-giang-phu-song-5g
- id: trung-tam
  province: hue
  event: founded
  agency: Trung tâm Dữ liệu
  seen: 2024-11-05
  article: 2024-11-05-thua-thien-hue-dung-nen-tang-chung
"""


def told(library, identity):
    return [(event.when, event.name.name if event.name else None, event.text, [unit.id for unit in event.units], event.basis) for event in history(library, library.registry.provinces[identity])]


def test_a_merged_unit_tells_what_it_was_formed_from(library):
    assert told(library, "dong-thap") == [("01/07/2025", None, "Hợp thành từ", ["dong-thap", "tien-giang"], "Nghị quyết số 202/2025/QH15")]


def test_a_dissolved_unit_tells_what_became_of_it(library):
    assert told(library, "tien-giang") == [("01/07/2025", None, "Nhập với các đơn vị khác thành", ["dong-thap"], "Nghị quyết số 202/2025/QH15")]


def test_a_province_that_became_a_city_tells_both_names(library):
    assert told(library, "hue") == [("01/01/2025", None, "Tỉnh Thừa Thiên Huế thành thành phố Huế", [], "Nghị quyết số 175/2024/QH15")]


def test_a_unit_that_never_changed_has_no_history(library):
    assert told(library, "thai-nguyen") == []


def test_changes_of_agencies_stand_in_order_under_the_name_of_their_day(content, today):
    (content / "registry/agencies.yaml").write_text(AGENCIES, encoding="utf-8")
    library = read_library(content, today=today)
    assert library.problems == []
    assert [event[:3] for event in told(library, "dong-thap")] == [
        ("tháng 3/2025", "Tiền Giang", "Sở Thông tin và Truyền thông hợp nhất vào Sở Khoa học và Công nghệ"), ("01/07/2025", None, "Hợp thành từ")]
    assert [event[:3] for event in told(library, "hue")] == [("đã thấy ngày 05/11/2024", "Thừa Thiên Huế", "Lập Trung tâm Dữ liệu"), ("01/01/2025", None, "Tỉnh Thừa Thiên Huế thành thành phố Huế")]
    assert history(library, library.registry.provinces["hue"])[0].article is library.by_id["2024-11-05-thua-thien-hue-dung-nen-tang-chung"]


@pytest.mark.parametrize("lacking", ["  article: a\n", "  date: 2025-03\n", "  agency: Sở A\n", "  province: hue\n"])
def test_a_change_that_lacks_something_is_reported_where_it_stands(content, lacking):
    text = "- id: a\n  province: hue\n  event: founded\n  agency: Sở A\n  date: 2025-03\n  article: a\n"
    (content / "registry/agencies.yaml").write_text(text.replace(lacking, ""), encoding="utf-8")
    problems = []
    registry = read_registry(content / "registry", str, problems)
    assert registry.agencies == {}
    assert [problem.code for problem in problems] == ["registry-agency"]

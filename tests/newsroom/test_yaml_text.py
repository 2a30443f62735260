import pytest

from plugins.newsroom.strict_yaml import Source, read_mapping
from plugins.newsroom.yaml_text import scalar

VALUES = ("Thái Nguyên mở lớp học số", "Mở lớp: học số", "no", "1:30", "2025", "2.153", "# một", "- một", "[57-NQ/TW", "{a", "“Ba cùng” với dân", 'Nói "có"', "a\\b", "100%", "@ban", "lấy & giữ", "* sao", "Lớp học # 2", "kết thúc:")


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_read_back_as_it_was(value):
    problems = []
    assert read_mapping(f"title: {scalar(value)}\n", Source("a.md", problems), "article").text("title") == value
    assert problems == []


def test_a_value_stands_on_one_line():
    assert scalar(" hai \n dòng ") == "hai dòng"

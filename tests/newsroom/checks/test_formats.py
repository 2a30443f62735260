import json

import pytest

from plugins.newsroom.problems import FORMATS, WARNING, Problem

ONE = Problem("content/a,b:c.md", 4, 11, "article-province", "không có tỉnh “100%”\r\nxuống dòng", "viết “Đắk Lắk”, hoặc: thêm")
TWO = Problem("content/b.md", 1, 1, "text-d", "chữ Ð", "", WARNING)


def test_a_workflow_command_is_one_line_with_everything_escaped():
    lines = FORMATS["github"]([TWO, ONE], files=2).split("\n")
    assert lines == [
        "::error file=content/a%2Cb%3Ac.md,line=4,col=11,title=article-province::không có tỉnh “100%25”%0D%0Axuống dòng%0Aviết “Đắk Lắk”, hoặc: thêm",
        "::warning file=content/b.md,line=1,col=1,title=text-d::chữ Ð",
        "Đã kiểm tra 2 tệp: 1 lỗi, 1 cảnh báo.",
    ]


def test_json_holds_every_field_of_every_problem():
    data = json.loads(FORMATS["json"]([TWO, ONE], files=2))
    assert data == {"format": 1, "files": 2, "errors": 1, "warnings": 1, "problems": [
        {"path": "content/a,b:c.md", "line": 4, "column": 11, "code": "article-province", "severity": "error", "message": ONE.message, "remedy": ONE.remedy},
        {"path": "content/b.md", "line": 1, "column": 1, "code": "text-d", "severity": "warning", "message": "chữ Ð", "remedy": ""}]}


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_folder_says_so(form):
    text = FORMATS[form]([], files=3)
    assert json.loads(text)["problems"] == [] if form == "json" else text == "Đã kiểm tra 3 tệp: không có lỗi."

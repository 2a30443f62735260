import pytest

from plugins.newsroom.checks.once import said_once
from plugins.newsroom.problems import WARNING, Problem


def one(code, message="m", remedy="r", line=2, severity="error", path="content/a.md"):
    return Problem(path, line, 1, code, message, remedy, severity)


UNKNOWN = one("yaml-unknown-key", "không có mục nào tên “titel”", "viết “title”; bỏ dòng này")
MISSING = one("article-title", "thiếu mục “title”", "viết tiêu đề")


@pytest.mark.parametrize(("found", "said"), [
    ([UNKNOWN, MISSING], [UNKNOWN]), ([MISSING], [MISSING]), ([UNKNOWN], [UNKNOWN]),
    ([UNKNOWN, one("article-summary", "thiếu mục “summary”")], [UNKNOWN, one("article-summary", "thiếu mục “summary”")]),
    ([one("article-province", line=4), one("text-d", line=4, severity=WARNING)], [one("article-province", line=4)]),
    ([one("article-province", line=4), one("text-d", line=5, severity=WARNING)], [one("article-province", line=4), one("text-d", line=5, severity=WARNING)]),
    ([one("article-name-form", line=4, severity=WARNING), one("text-d", line=4, severity=WARNING)], [one("article-name-form", line=4, severity=WARNING), one("text-d", line=4, severity=WARNING)]),
    ([one("file-conflict"), one("yaml-syntax", line=5)], [one("file-conflict")]),
    ([one("article-source-repeated", line=9), one("article-source-http", line=9, severity=WARNING)], [one("article-source-repeated", line=9)]),
    ([one("yaml-alias", "a"), one("yaml-alias", "b")], [one("yaml-alias", "a")]),
    ([one("article-source-date", severity=WARNING), one("article-resolution-date")], [one("article-resolution-date")]),
    ([], []),
])
def test_one_mistake_is_said_once(found, said):
    assert list(said_once(found)) == said


def test_a_file_says_nothing_of_another():
    elsewhere = one("article-title", "thiếu mục “title”", path="content/b.md")
    assert sorted(said_once([UNKNOWN, elsewhere])) == sorted([UNKNOWN, elsewhere])


@pytest.mark.parametrize(("key", "meant"), [("tiêu đề", "title"), ("Tỉnh", "province"), ("Chủ_đề", ""), ("tóm tắt", "summary"), ("nguồn", "source")])
def test_a_vietnamese_key_is_understood(key, meant):
    said, = said_once([one("yaml-unknown-key", f"không có mục nào tên “{key}”", "bỏ dòng này")])
    assert said.remedy == (f"viết “{meant}”" if meant else "bỏ dòng này")

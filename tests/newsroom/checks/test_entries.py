import pytest

from plugins.newsroom.checks import entries, prose
from plugins.newsroom.intake.draft import SOURCE_MARKER, TO_WRITE

OWN = "Tỉnh mở lớp học số đầu tiên cho cán bộ cấp xã, theo báo cáo của sở phụ trách gửi tới ủy ban."
COPIED = "Sáng nay đồng chí chủ tịch ủy ban nhân dân tỉnh đã tới dự và phát biểu chỉ đạo tại lễ khai giảng lớp học số."


def codes(make_article, **values):
    article, _ = make_article(**values)
    return [problem.code for rule in (entries.kept_source, entries.unwritten, entries.copied_sentences, entries.copied_title)
            if rule is not entries.kept_source or prose.SOURCE_MARKER in article.body for problem in rule(article)]


def test_the_importer_and_the_check_mean_one_marker():
    assert SOURCE_MARKER.startswith(prose.SOURCE_MARKER)
    assert TO_WRITE == prose.TO_WRITE


@pytest.mark.parametrize(("status", "body", "expected"), [
    ("draft", f"{OWN}\n\n{SOURCE_MARKER}\n\n{COPIED}", []),
    ("draft", f"{COPIED}\n\n{SOURCE_MARKER}\n\n{COPIED}", ["article-source-copied"]),
    ("published", f"{OWN}\n\n{SOURCE_MARKER}\n\n{COPIED}", ["article-source-text"]),
    ("scheduled", f"{OWN}\n\n{SOURCE_MARKER}\n\n{COPIED}", ["article-source-text"]),
    ("published", TO_WRITE, ["article-source-text"]),
    ("draft", TO_WRITE, []),
    ("published", OWN, []),
    ("draft", f"{OWN}\n\n{SOURCE_MARKER}\n\nTHÁI NGUYÊN MỞ LỚP HỌC SỐ\n\n{COPIED}", ["article-title-copied"]),
])
def test_what_is_the_sources_is_not_published(make_article, status, body, expected):
    assert codes(make_article, status=status, body=body) == expected


@pytest.mark.parametrize(("url", "copied"), [
    ("https://bao.vn/thai-nguyen-mo-lop-hoc-so-post123.html", True), ("https://bao.vn/x/Thai-Nguyen-mo-lop-hoc-so-9.htm", True),
    ("https://bao.vn/lop-hoc-so-o-thai-nguyen-1.html", False), ("unknown", False),
])
def test_a_title_that_is_in_the_sources_address_is_the_sources(make_article, url, copied):
    source = "{name: Báo, url: '%s', published: 2025-03-05, accessed: 2025-10-01}" % url
    assert codes(make_article, source=source) == ["article-title-copied"] * copied

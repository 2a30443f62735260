import string

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plugins.newsroom.pr_comment import MARKER, MOST_PROBLEMS, MOST_TEXT, as_markdown, comment
from plugins.newsroom.problems import ERROR, WARNING, Problem

COMMIT, MANUAL = "0123456789abcdef0123456789abcdef01234567", "https://github.com/vi-du/ban-tin/blob/main/README.vi.md"
ERROR_OF_PROVINCE = Problem("content/articles/2025/2025-03-05-ca-phe.md", 4, 11, "article-province", "không có tỉnh “Dak Lac” trong danh mục", "viết “Đắk Lắk”", ERROR)
WARNING_OF_URL = Problem("content/articles/2025/2025-03-05-ca-phe.md", 9, 1, "article-source-unknown", "chưa biết địa chỉ trang nguồn", "", WARNING)
OTHER_FILE = Problem("content/registry/topics.yaml", 2, 1, "registry-topic-id", "thiếu mục “id”", "ghi mã", ERROR)
HOSTILE = ("@everyone nhìn này", "xem #1 và vi-du/ban-tin#2", "https://xau.example/x www.xau.example", "<img src=x onerror=alert(1)>", "![ảnh](https://xau.example/a.png)", "[bấm](javascript:alert(1))",
           "<!-- ẩn", "-->", "```", "~~~", "# Đầu đề", "===", "---", "> trích", "1. một", "- một", "| a | b |", "&lt;b&gt;", "<details><summary>x", "\u202egiả\u202c", "a\u0000b", "ban@bao.example", "[x]: https://xau.example", "    mã", "\\", "$x$")


def rendered(text):
    body = as_markdown(text, commit=COMMIT, manual=MANUAL)
    return BeautifulSoup(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body), "html.parser")


def shape(soup):
    return {tag.name for tag in soup.find_all(True)}


def test_the_text_names_file_line_fault_and_remedy_in_the_order_of_the_files():
    assert comment([OTHER_FILE, WARNING_OF_URL, ERROR_OF_PROVINCE], files=3) == """\
Phần thay đổi này có 2 lỗi, 1 cảnh báo.

content/articles/2025/2025-03-05-ca-phe.md
  Dòng 4, lỗi: không có tỉnh “Dak Lac” trong danh mục [article-province]
    Cách sửa: viết “Đắk Lắk”
  Dòng 9, cảnh báo: chưa biết địa chỉ trang nguồn [article-source-unknown]

content/registry/topics.yaml
  Dòng 2, lỗi: thiếu mục “id” [registry-topic-id]
    Cách sửa: ghi mã
"""


def test_a_change_without_problems_is_told_so():
    assert comment([], files=587) == "Phần thay đổi này không có vấn đề nào (587 tệp đã được kiểm tra).\n"


def test_errors_come_before_warnings_when_there_are_too_many():
    warnings = [Problem("content/a.md", line, 1, "text-space", "thừa dấu cách", "", WARNING) for line in range(1, 60)]
    text = comment([*warnings, OTHER_FILE], files=1)
    assert text.count("Dòng ") == MOST_PROBLEMS and "registry-topic-id" in text
    assert text.endswith("Còn 20 vấn đề nữa; sửa những điều trên trước, lần kiểm tra sau sẽ nêu tiếp.\n")


def test_the_comment_begins_with_its_mark_and_names_the_commit_and_the_manual():
    body = as_markdown(comment([ERROR_OF_PROVINCE], files=1), commit=COMMIT, manual=MANUAL)
    assert body.startswith(f"{MARKER}\n### Kiểm tra nội dung\n")
    assert "`0123456789ab`" in body and f"[sổ tay biên tập]({MANUAL})" in body


def test_a_problem_is_an_item_with_its_remedy_below_it():
    soup = rendered(comment([ERROR_OF_PROVINCE], files=1))
    assert list(soup.li.stripped_strings) == ["Dòng 4, lỗi: không có tỉnh “Dak Lac” trong danh mục [article-province]", "Cách sửa: viết “Đắk Lắk”"]
    assert [one.get_text() for one in soup.find_all("p")][:2] == ["Phần thay đổi này có 1 lỗi, 0 cảnh báo.", "content/articles/2025/2025-03-05-ca-phe.md"]


@pytest.mark.parametrize("indent", ["", "  ", "    "])
@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_a_stranger_writes_becomes_a_link_a_tag_or_a_mention(words, indent):
    soup = rendered(f"Một câu.\n{indent}{words}\n{indent}{words}\n")
    assert [link["href"] for link in soup.find_all("a")] == [MANUAL]
    assert shape(soup) <= {"h3", "p", "ul", "li", "br", "code", "a"}
    assert not any(f"{sign}{letter}" in soup.get_text() for sign in "@#" for letter in string.ascii_letters + string.digits)


@given(st.text(max_size=300))
def test_any_text_gives_paragraphs_and_items_and_one_link(text):
    soup = rendered(text)
    assert shape(soup) <= {"h3", "p", "ul", "li", "br", "code", "a"}
    assert len(soup.find_all("a")) == 1 and len(soup.find_all("h3")) == 1 and len(soup.find_all("code")) == 1


def test_the_longest_comment_is_one_github_takes():
    body = as_markdown("@" * 1_000_000, commit=COMMIT, manual=MANUAL)
    assert len(body) <= 65_536
    assert len(as_markdown("\n" * 1_000_000, commit=COMMIT, manual=MANUAL)) <= 65_536
    assert "… (còn nữa)" in body and "a" * (MOST_TEXT + 1) not in body

import pytest

from plugins.newsroom.pages import read_page
from plugins.newsroom.strict_yaml import Source


def read(tmp_path, text):
    path = tmp_path / "gioi-thieu.md"
    path.write_text(text, encoding="utf-8")
    source = Source("content/pages/gioi-thieu.md")
    return read_page(path, source), [problem.code for problem in source.problems]


def test_a_page_has_an_address_a_menu_name_and_a_place(tmp_path):
    page, problems = read(tmp_path, "---\ntitle: Giới thiệu\nsummary: Một câu.\norder: 2\n---\n\nBài.\n")
    assert (page.url, page.menu, page.order, page.body, page.body_line, problems) == ("/gioi-thieu/", "Giới thiệu", 2, "Bài.", 7, [])


def test_a_page_without_a_place_comes_last(tmp_path):
    assert read(tmp_path, "---\ntitle: A\nsummary: B\n---\nC")[0].order == 99


@pytest.mark.parametrize(("head", "code"), [("summary: B", "page-title"), ("title: A", "page-summary"), ("title: A\nsummary: B\nmneu: C", "yaml-unknown-key")])
def test_an_incomplete_page_gives_one_problem(tmp_path, head, code):
    assert read(tmp_path, f"---\n{head}\n---\nC")[1] == [code]

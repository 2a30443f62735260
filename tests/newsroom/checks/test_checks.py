import shutil

import pytest

from plugins.newsroom import checks
from plugins.newsroom.library import read_library
from plugins.newsroom.problems import WARNING


@pytest.fixture
def content(tmp_path, sample):
    return shutil.copytree(sample, tmp_path / "content")


def add(content, name, text):
    (content / name).write_text(text, encoding="utf-8")


def test_the_sample_has_no_problem(library):
    assert checks.run(library) == []


def test_problems_come_sorted_and_once(content, today):
    for name in ("articles/2025/2025-03-02-b.md", "articles/2025/2025-03-01-a.md", "pages/x.md"):
        add(content, name, "x")
    problems = checks.run(read_library(content, today=today))
    assert [problem.path for problem in problems] == ["content/articles/2025/2025-03-01-a.md", "content/articles/2025/2025-03-02-b.md", "content/pages/x.md"]


def test_in_a_draft_every_problem_is_a_warning(content, today):
    draft = content / "articles/2025/2025-09-20-thai-nguyen-trung-tam-du-lieu.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("province: Thái Nguyên", "province: Sài Gòn").replace("Bản nháp.\n", "[x](khong-co.md)\n"), encoding="utf-8")
    problems = checks.run(read_library(content, today=today))
    assert {problem.code for problem in problems} >= {"article-province", "link-broken"}
    assert {problem.severity for problem in problems} == {WARNING}


def test_what_is_remembered_changes_nothing(content, today, tmp_path):
    add(content, "pages/x.md", "---\ntitle: Trang\nsummary: Một câu.\n---\n\nTrang của nghành.\n")
    fresh = checks.run(read_library(content, today=today))
    for _ in range(2):
        assert checks.run(read_library(content, today=today), cache=tmp_path / "cache") == fresh
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b'{"version": 1')
    assert checks.run(read_library(content, today=today), cache=tmp_path / "cache") == fresh
    add(content, "pages/x.md", "---\ntitle: Trang\nsummary: Một câu.\n---\n\nTrang của ngành.\n")
    assert checks.run(read_library(content, today=today), cache=tmp_path / "cache") == []

import time

import pytest

from plugins.newsroom.checks import fields
from plugins.newsroom.checks.prose import DRAFT_NOTE, read_prose
from plugins.newsroom.intake import registry_drafts


def codes(head, kind="entry", body="Bài."):
    return [(code, text.count("\n", 0, offset) + 1) for text in [f"---\n{head}\n---\n\n{body}\n"] for offset, code, _, _ in fields.problems(read_prose(text, kind))]


def test_the_importer_and_the_check_mean_one_note():
    assert registry_drafts.DRAFT_NOTE.startswith(DRAFT_NOTE)


@pytest.mark.parametrize(("head", "found"), [
    ("# kiểm tra: ngày\ndate: 2025-03-05", [("article-doubt", 2)]), ("topics:\n  - A  # kiểm tra: yếu", [("article-doubt", 3)]), ("#Kiểm tra\ntitle: A", [("article-doubt", 2)]),
    ("status: draft\n# kiểm tra: ngày", []), ("# ghi chú\ntitle: A", []), ("title: 'A # kiểm tra'", [("article-doubt", 2)]),
    ("title: A # b", [("yaml-comment", 2)]), ("title: A #b", [("yaml-comment", 2)]), ("title: A#b", []), ("title: 'A # b'", []), ("date: 2025-03-05 # b", []), ("figures:\n  - label: Hạng #1 # 2", [("yaml-comment", 3)]),
    ("title: &a B", [("yaml-alias", 2)]), ("province:\n  - &a B", [("yaml-alias", 3)]), ("title: !!str B", [("yaml-alias", 2)]), ("title: A & B!", []), ("title: R&D", []),
    ("<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> x", [("file-conflict", 2)]), ("title: A", []),
])
def test_what_stands_beside_the_values_is_told(head, found):
    assert codes(head) == found


def test_the_body_is_no_front_matter():
    assert codes("title: A", body="# kiểm tra: x\n\ntitle: a # b\n\n&a b\n\n!b") == []
    assert codes("title: A", body="x\n<<<<<<< HEAD\ny") == [("file-conflict", 6)]


@pytest.mark.parametrize("unit", ["title: a #", "# kiểm tra", " #", "- ", "&", "title: ", "<<<<<<<", "a: !"])
def test_hostile_text_takes_no_time(unit):
    start = time.perf_counter()
    for join in ("", "\n", " "):
        codes(join.join([unit] * (60_000 // len(unit))))
    assert time.perf_counter() - start < 2

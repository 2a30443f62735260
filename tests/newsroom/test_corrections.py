"""The ledger, and which changes of a published entry ask for a line in it."""

import datetime as dt
import shutil

import pytest

from plugins.newsroom.corrections import ledger, uncorrected_changes
from plugins.newsroom.library import read_library

ENTRY = """---
title: Huế nhận 70% hồ sơ trực tuyến
date: 2025-09-01
province: Huế
topics: [Chuyển đổi số]
officials:
  - name: Lê Quang Đạo
    role: Giám đốc Sở Khoa học và Công nghệ
resolutions: [57-NQ/TW, 25/KH-UBND]
source:
  name: Báo Mẫu
  url: https://bao.example.vn/tin
  published: 2025-09-01
  accessed: 2025-10-01
summary: Tỷ lệ hồ sơ trực tuyến của Huế là 70%.
figures:
  - label: Tỷ lệ hồ sơ trực tuyến
    value: 70
    unit: "%"
    as_of: 2025-08
---

Đến cuối tháng 8, 70% hồ sơ được nộp trực tuyến, theo [tin trước](2025-08-01-tin.md).
"""


def changed(*pairs: tuple[str, str]) -> str:
    text = ENTRY
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(("old", "new", "facts"), [
    ("value: 70", "value: 71", ["số liệu 70 % (2025-08)"]),
    ("as_of: 2025-08", "as_of: 2025-07", ["số liệu 70 % (2025-08)"]),
    ("    as_of: 2025-08\n", "    as_of: 2025-08\n    target: true\n", ["số liệu 70 % (2025-08)"]),
    ("date: 2025-09-01\nprov", "date: 2025-09-02\nprov", ["ngày 2025-09-01"]),
    ("province: Huế", "province: Đồng Tháp", ["tỉnh, thành phố Huế"]),
    ("name: Lê Quang Đạo", "name: Lê Quang Đào", ["cán bộ Lê Quang Đạo", "chức vụ của Lê Quang Đạo"]),
    ("role: Giám đốc", "role: Phó Giám đốc", ["chức vụ của Lê Quang Đạo"]),
    ("[57-NQ/TW, 25/KH-UBND]", "[57-NQ/TW]", ["văn bản 25/KH-UBND"]),
    ("url: https://bao.example.vn/tin", "url: https://bao.example.vn/tin-khac", ["nguồn https://bao.example.vn/tin"]),
    ("của Huế là 70%", "của Huế là 71%", ["số 70 ở tóm tắt"]),
    ("Huế nhận 70%", "Huế nhận 71%", ["số 70 ở tiêu đề"]),
    ("8, 70% hồ sơ", "8, 71% hồ sơ", ["số 70 ở thân bài"]),
])
def test_a_fact_replaced_asks_for_a_correction(old, new, facts):
    assert uncorrected_changes(ENTRY, changed((old, new))) == facts
    corrected = changed((old, new), ("summary:", "corrections:\n  - date: 2025-09-03\n    note: Sửa số liệu.\nsummary:"))
    assert uncorrected_changes(ENTRY, corrected) == []


@pytest.mark.parametrize(("old", "new"), [
    ("Đến cuối tháng 8, 70% hồ sơ được nộp", "Cuối tháng 8, có 70% hồ sơ nộp"),
    ("title: Huế nhận", "title: Thành phố Huế nhận"),
    ("topics: [Chuyển đổi số]", "topics: [Dịch vụ công]"),
    ("accessed: 2025-10-01", "accessed: 2025-11-01\n  archive: https://web.archive.org/x\n  gone: 2025-11-01"),
    ("    as_of: 2025-08\n", "    as_of: 2025-08\n    indicator: ho-so-truc-tuyen\n    province: Huế\n    scope: unknown\n    quote: đạt 70%\n"),
    ("    as_of: 2025-08\n", "    as_of: 2025-08\n  - label: Số hồ sơ\n    value: 1.200\n    unit: hồ sơ\n    as_of: 2025-08\n"),
    ("Giám đốc Sở Khoa học và Công nghệ\n", "Giám đốc Sở Khoa học và Công nghệ\n  - Trần Thị Mai\n"),
    ("[57-NQ/TW, 25/KH-UBND]", "[57 - NQ/TW, 25/KH-UBND, 03/NQ-CP]"),
    ("Công nghệ\n", "Công nghệ\n".replace("Công nghệ", "công nghệ")),
    ("value: 70", "value: 70,0"),
    ("trực tuyến, theo", "trực tuyến; năm 2024 là 60%, theo"),
    ("province: Huế", "province:\n  - Huế"),
    ("](2025-08-01-tin.md)", "](2025-08-02-tin.md)"),
])
def test_what_changes_no_fact_asks_for_none(old, new):
    assert uncorrected_changes(ENTRY, changed((old, new))) == []


def test_a_scope_or_place_of_a_figure_replaced_asks_for_one():
    before = changed(("    as_of: 2025-08\n", "    as_of: 2025-08\n    scope: trên 63 tỉnh, thành phố\n"))
    assert uncorrected_changes(before, before.replace("trên 63", "trên 34")) == ["số liệu 70 %: trên 63 tỉnh, thành phố"]


def test_a_line_that_stood_there_before_does_not_count():
    line = ("summary:", "corrections:\n  - date: 2025-09-03\n    note: Sửa số liệu.\nsummary:")
    assert uncorrected_changes(changed(line), changed(line, ("value: 70", "value: 71"))) == ["số liệu 70 % (2025-08)"]


@pytest.mark.parametrize("before", ["", "---\n", ENTRY.replace("summary:", "status: draft\nsummary:"), ENTRY.replace("summary:", "status: scheduled\nsummary:"), "\x00", ENTRY.replace("title:", "title: [")])
def test_what_was_not_published_or_cannot_be_read_has_nothing_to_correct(before):
    assert uncorrected_changes(before, ENTRY) == []


def test_windows_line_ends_and_a_mark_at_the_beginning_change_nothing():
    assert uncorrected_changes(ENTRY, "\ufeff" + ENTRY.replace("\n", "\r\n")) == []


def test_the_ledger_runs_newest_first_and_leaves_drafts_out(tmp_path, sample, today: dt.date):
    content = shutil.copytree(sample, tmp_path / "content")
    path = content / "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
    path.write_text(path.read_text(encoding="utf-8").replace("figures:", "corrections:\n  - date: 2025-09-12\n    note: Sửa tên sở.\n  - date: 2025-10-01\n    note: Sửa số.\nfigures:", 1), encoding="utf-8")
    found = ledger(read_library(content, today=today))
    assert [(one.correction.date.iso, one.correction.note) for one in found] == [("2025-10-01", "Sửa số."), ("2025-09-12", "Sửa tên sở."), ("2024-11-20", "Sửa số sở tham gia từ 15 thành 14.")]
    assert found[0].url == "/tin/2025/09/dong-thap-ho-so-truc-tuyen/#dinh-chinh-2"

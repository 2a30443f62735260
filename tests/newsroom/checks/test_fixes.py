import errno
import shutil
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom import checks
from plugins.newsroom.checks import fixes
from plugins.newsroom.checks.fixes import fix, repair
from plugins.newsroom.checks.prose import read_prose
from plugins.newsroom.files import replace_file
from plugins.newsroom.library import read_library
from plugins.newsroom.text import fold

HEAD = "---\ntitle: Một tin\nprovince: Huế\n---\n\n"


def repaired(text, registry, kind="entry"):
    return repair(text.encode(), kind, registry)[0].decode()


@pytest.mark.parametrize(("broken", "right"), [
    ("\ufeff" + HEAD + "Bài.\n", HEAD + "Bài.\n"),
    ((HEAD + "Bài.\n").replace("\n", "\r\n"), HEAD + "Bài.\n"),
    (unicodedata.normalize("NFD", HEAD + "Bài của Huế.\n"), HEAD + "Bài của Huế.\n"),
    (HEAD + "Ðồng Nai\n", HEAD + "Đồng Nai\n"), (HEAD + "Cаo Bằng và Москва, ＡＩ\n", HEAD + "Cao Bằng và Москва, AI\n"),
    (HEAD + "Thái\u00a0Nguyên\u200b\n", HEAD + "Thái Nguyên\n"),
    (HEAD + "Hai  chữ. \n", HEAD + "Hai chữ.\n"),
    (HEAD + "Theo 57 – NQ/TW.\n", HEAD + "Theo 57-NQ/TW.\n"),
    (HEAD + "Xuống dòng  \nở đây, `hai  chữ`.\n", HEAD + "Xuống dòng  \nở đây, `hai  chữ`.\n"),
    (HEAD + "| a  | b |\n|----|---|\n| c  | d |\n", HEAD + "| a  | b |\n|----|---|\n| c  | d |\n"),
])
def test_what_has_one_right_answer_is_repaired_and_nothing_beside_it(registry, broken, right):
    assert repaired(broken, registry) == right


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"\0", b"\x89PNG\0"])
def test_what_is_no_text_is_left_alone(registry, raw):
    assert repair(raw, "entry", registry)[0] == raw


PIECES = ["Thái", "Cаo", "ＡＩ", "μm", "Ðồng", " ", "  ", "\n", "\n\n", "\u00a0", "\u200b", "\ufeff", "\r\n", "57 – NQ/TW", "`", "``", "|", "# ", "- ", "[a](b  c)", "ñộng", "hoà", "Hoá", ".", ",", "---\n", "title: a  b\n", "\u0301", "<b>", "\t", "https://a.vn/?utm_source=b&c=d", "source:\n  url: "]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(), st.sampled_from(["entry", "page", "registry"]))
def test_a_second_repair_finds_nothing_to_do(registry, text, kind):
    once = repair(text.encode(), kind, registry)[0]
    assert repair(once, kind, registry)[0] == once


@given(st.lists(st.sampled_from([piece for piece in PIECES if "NQ" not in piece and "utm" not in piece and "ñ" not in piece and "Ð" not in piece and piece not in ("Cаo", "ＡＩ")]), max_size=14).map("".join))
def test_a_repair_changes_no_word(registry, text):
    assert fold(repaired(text, registry)).replace(" ", "") == fold(text).replace(" ", "")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(), st.sampled_from(["entry", "page", "registry"]))
def test_the_masked_text_is_as_long_as_the_text(text, kind):
    prose = read_prose(text, kind)
    assert len(prose.masked) == len(prose.text)
    assert prose.masked.count("\n") <= prose.text.count("\n")


def test_the_sample_needs_no_repair(tmp_path, sample, today):
    content = shutil.copytree(sample, tmp_path / "content")
    assert fix(content, read_library(content, today=today)) == []


def test_a_name_is_written_as_the_registry_has_it(tmp_path, sample, today):
    content = shutil.copytree(sample, tmp_path / "content")
    path = content / "articles/2025/2025-09-20-thai-nguyen-trung-tam-du-lieu.md"
    right = path.read_text(encoding="utf-8").replace("Thái Nguyên chuẩn bị", "Chuẩn bị")
    path.write_text(right.replace("province: Thái Nguyên", "province: thai nguyen").replace("- Hạ tầng số", "- hạ tầng số"), encoding="utf-8")
    done = fix(content, read_library(content, today=today))
    assert [one.path for one in done] == ["content/articles/2025/2025-09-20-thai-nguyen-trung-tam-du-lieu.md"]
    assert path.read_text(encoding="utf-8") == right


def test_what_the_check_says_of_a_name_the_repair_mends_and_nothing_else(tmp_path, sample, today):
    content = shutil.copytree(sample, tmp_path / "content")
    (content / "registry/officials/le-thi-thuy.yaml").write_text("name: Lê Thị Thủy\nposts:\n  - office: Giám đốc Sở\n    organisation: Sở Nội vụ\n    from: 2024-01-01\n", encoding="utf-8")
    path = content / "pages/cach-lam.md"
    before = path.read_text(encoding="utf-8") + "\nBà Lê Thị Thuỷ, bà Nguyễn Thị Thuỷ và bà Lê Thị Thuỷ.\n"
    path.write_text(before, encoding="utf-8")

    def told() -> list[str]:
        return [problem.code for problem in checks.run(read_library(content, today=today))]

    assert told() == ["text-tone-name"]
    assert [one.path for one in fix(content, read_library(content, today=today))] == ["content/pages/cach-lam.md"]
    assert path.read_text(encoding="utf-8") == before.replace("Lê Thị Thuỷ", "Lê Thị Thủy")
    assert told() == ["text-tone-mixed"]
    assert fix(content, read_library(content, today=today)) == []


def test_comments_order_and_quotes_of_a_file_from_windows_stay(tmp_path, sample, today):
    content = shutil.copytree(sample, tmp_path / "content")
    path = content / "articles/2025/2025-09-20-thai-nguyen-trung-tam-du-lieu.md"
    right = path.read_text(encoding="utf-8").replace("province: Thái Nguyên", "province: 'Thái Nguyên'  # như nguồn  ghi").replace("Bản nháp.\n", "Bản nháp, hai chữ.\n\n- một\n- hai")
    path.write_bytes(right.replace("'Thái Nguyên'", "'thái nguyên'").replace("hai chữ", "hai  chữ").replace("\n", "\r\n").encode())
    fix(content, read_library(content, today=today))
    assert path.read_bytes() == right.encode()
    assert fix(content, read_library(content, today=today)) == []


def test_a_file_that_cannot_be_written_does_not_keep_the_others_from_their_repair(tmp_path, sample, today, monkeypatch):
    content = shutil.copytree(sample, tmp_path / "content")
    first, last = content / "pages/cach-lam.md", content / "pages/gioi-thieu.md"
    rights = {path: path.read_bytes() for path in (first, last)}
    for path in rights:
        path.write_bytes(rights[path] + b"\nHai  ch\xe1\xbb\xaf.\n")

    def refuse(path, data):
        if path.name == first.name:
            raise PermissionError(errno.EACCES, "no")
        replace_file(path, data)

    monkeypatch.setattr(fixes, "replace_file", refuse)
    assert [str(one) for one in fix(content, read_library(content, today=today))] == ["content/pages/cach-lam.md: chưa sửa được, không ghi được tệp: không có quyền", "content/pages/gioi-thieu.md: đã sửa khoảng trắng thừa"]
    assert last.read_bytes() == rights[last] + b"\nHai ch\xe1\xbb\xaf.\n"

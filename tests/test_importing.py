"""`invoke import` and `invoke new` as an editor runs them: what is printed where, exit statuses, what is written."""

import ast
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Mở lớp học số - Báo Mẫu</title></head><body><h1>Thái Nguyên mở lớp học số cho người cao tuổi</h1>
<p>05/03/2025 08:30</p><p>Sáng 4/3, Sở Khoa học và Công nghệ tỉnh Thái Nguyên mở lớp học số đầu tiên cho 120 người cao tuổi của tỉnh, thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.</p>
<p>Lớp học kéo dài sáu tuần, do tổ công nghệ số cộng đồng hướng dẫn. Học viên được học cách nộp hồ sơ trực tuyến và tự bảo vệ dữ liệu cá nhân.</p></body></html>"""


@pytest.fixture
def content(sample, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "trang").mkdir()
    path = tmp_path / "trang" / "mot.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def invoke(*words: object, given: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "invoke", *map(str, words)], cwd=ROOT, input=given, capture_output=True, encoding="utf-8", timeout=120)
    assert "Traceback" not in done.stderr
    return done


def files_of(content: Path) -> set[Path]:
    return {path for path in content.rglob("*") if path.is_file()}


def test_a_page_becomes_a_draft_and_the_report_names_it(content, page):
    before = files_of(content)
    done = invoke("import", page, "--content", content)
    assert done.returncode == 0
    draft = next(path for path in files_of(content) - before if path.suffix == ".md")
    assert done.stdout.startswith(f"Bản nháp: {draft}\n")
    assert "status: draft" in draft.read_text(encoding="utf-8")


def test_the_same_page_twice_is_refused_and_nothing_changes(content, page):
    invoke("import", page, "--content", content)
    before = {path: path.read_bytes() for path in files_of(content)}
    done = invoke("import", page, "--content", content)
    assert done.returncode == 1 and "không ghi đè" in done.stderr and done.stdout == ""
    assert {path: path.read_bytes() for path in files_of(content)} == before


@pytest.mark.parametrize("source", ["file", "-"])
def test_json_is_all_that_is_printed_and_nothing_is_written(content, page, source):
    before = files_of(content)
    done = invoke("import", page if source == "file" else "-", "--format", "json", "--content", content, given=PAGE)
    found = json.loads(done.stdout)
    assert done.returncode == 0 and files_of(content) == before
    assert found["provinces"] == ["Thái Nguyên"] and found["published"] == "2025-03-05" and found["documents"][0]["number"] == "57-NQ/TW"


def test_a_folder_becomes_a_folder_of_json(content, page, tmp_path):
    shutil.copy(page, page.with_name("hai.txt"))
    done = invoke("import", "--batch", page.parent, "--format", "json", "--out", tmp_path / "ra", "--content", content)
    assert done.returncode == 0 and done.stderr.startswith("Đã đọc 2 trang: 2 tệp JSON")
    assert {path.name for path in (tmp_path / "ra").iterdir()} == {"mot.json", "hai.json"}
    assert json.loads((tmp_path / "ra" / "mot.json").read_bytes())["title"] == "Thái Nguyên mở lớp học số cho người cao tuổi"


def test_a_page_that_cannot_be_read_does_not_hide_the_others(content, page, tmp_path):
    page.with_name("rong.txt").write_bytes(b"")
    done = invoke("import", "--batch", page.parent, "--format", "json", "--out", tmp_path / "ra", "--content", content)
    assert done.returncode == 1 and "rong.txt" in done.stderr
    assert (tmp_path / "ra" / "mot.json").exists()


@pytest.mark.parametrize(("words", "reason"), [
    (["import", "khong-co.html"], "Không đọc được khong-co.html"),
    (["import", "http://127.0.0.1:9/x"], "--allow-private"),
    (["import", "ftp://bao.example.vn/x"], "Chỉ tải địa chỉ http hoặc https"),
    (["import", "x.html", "--format", "xml"], "chọn một trong: text, json"),
    (["import", "--batch", "tests"], "--format json --out"),
    (["import", "--batch", "khong-co", "--format", "json", "--out", "/tmp/khong"], "không phải thư mục"),
    (["new", "bai"], "chọn một trong: article, official, resolution, edition"),
    (["new", "article"], "Còn thiếu --title"),
])
def test_what_cannot_be_done_is_told_in_one_line_with_status_1(content, words, reason):
    before = files_of(content)
    done = invoke(*words, "--content", content)
    assert done.returncode == 1 and done.stdout == ""
    assert reason in done.stderr and done.stderr.count("\n") == 1
    assert files_of(content) == before


@pytest.mark.parametrize("task", ["import", "new"])
def test_help_helps_though_an_argument_is_missing(task):
    done = invoke(task, "--help")
    assert done.returncode == 0 and "Options:" in done.stdout and "--content" in done.stdout


def test_a_blank_is_made_and_its_path_is_all_that_is_printed(content):
    done = invoke("new", "article", "--title", "Mở lớp học số", "--province", "thai nguyen", "--date", "2025-03-05", "--content", content)
    assert done.returncode == 0
    assert Path(done.stdout.strip()) == content / "articles/2025/2025-03-05-thai-nguyen-mo-lop-hoc-so.md"
    assert Path(done.stdout.strip()).is_file()


def test_what_the_plugins_import_is_in_the_lock_that_editors_install():
    imported = {name.split(".")[0] for path in (ROOT / "plugins").rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                for name in ([one.name for one in node.names] if isinstance(node, ast.Import) else [node.module] if isinstance(node, ast.ImportFrom) and not node.level else [])}
    known = packages_distributions()
    packages = {known[name][0].lower() for name in imported - sys.stdlib_module_names - {"plugins"} if name in known}
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M))
    assert "beautifulsoup4" in packages
    assert packages - locked == set()

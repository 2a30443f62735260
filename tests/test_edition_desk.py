"""`invoke edition`: where the forms are, what is in them, what is missing; and the setting EDITIONS."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins import desk
from plugins.edition_desk import show_edition

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "pelicanconf.py"


@pytest.fixture
def content(sample, tmp_path):
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.fixture
def show(content, tmp_path, capsys):
    """Ask for an edition; return status, standard output, standard error."""

    def made(period: str, settings: Path = SETTINGS, **options) -> tuple[int, str, str]:
        status = show_edition(period, content, tmp_path / "output", settings, **options)
        return status, *capsys.readouterr()

    return made


def weekly(tmp_path: Path) -> Path:
    path = tmp_path / "weekly.py"
    path.write_text(SETTINGS.read_text(encoding="utf-8").replace('EDITIONS = "month"', 'EDITIONS = "week"').replace('THEME = "theme"', f"THEME = {str(ROOT / 'theme')!r}"), encoding="utf-8")
    return path


def test_it_tells_where_the_forms_are_and_whether_they_are_built(show, tmp_path):
    status, out, _ = show("2025-02")
    assert status == 0 and "Bản tin tháng 2/2025\n1 tin, 01/02/2025 đến 28/02/2025\n" in out
    for name in ("index.html", "thu.html", "thu.txt"):
        assert f"{tmp_path}/output/ban-tin/2025-02/{name} (chưa dựng, chạy invoke build)" in out
    assert "http://localhost:8000/ban-tin/2025-02/thu.html" in out
    (tmp_path / "output/ban-tin/2025-02").mkdir(parents=True)
    (tmp_path / "output/ban-tin/2025-02/thu.txt").write_bytes(b"x" * 1234)
    assert "thu.txt (1.234 byte)" in show("2025-02")[1]


def test_it_names_what_is_still_missing(show, content):
    out = show("2025-09")[1]
    assert "lời mở đầu và tin chọn: tạo bằng invoke new edition --date 2025-09" in out
    assert "content/articles/2025/2025-09-20-thai-nguyen-trung-tam-du-lieu.md: tin còn là nháp" in out
    assert "kỳ chưa hết: tin mới nhất là ngày 10/09/2025" in out
    path = content / "registry/resolutions/25-kh-ubnd-thai-nguyen-2025.yaml"
    path.write_text("".join(line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("title:")), encoding="utf-8")
    assert "content/registry/resolutions/25-kh-ubnd-thai-nguyen-2025.yaml: văn bản chưa có trích yếu (title)" in show("2025-01")[1]


def test_it_names_entries_whose_source_is_not_known(show, content):
    path = content / "articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join("  url: unknown\n" if line.startswith("  url:") else "  name: unknown\n" if line.startswith("  name:") else line for line in lines), encoding="utf-8")
    out = show("2025-02")[1]
    assert f"content/articles/2025/{path.name}: nguồn chưa rõ địa chỉ" in out and "nguồn chưa rõ tên" in out


def test_with_a_note_and_picks_nothing_may_be_missing(show, content):
    (content / "editions").mkdir()
    (content / "editions/2025-02.md").write_text("---\ntitle: Số hai\nsummary: Một câu.\npicks: [2025-02-21-thai-nguyen-hop-ban-chi-dao]\n---\n\nMở đầu.\n", encoding="utf-8")
    out = show("2025-02")[1]
    assert "Không còn thiếu gì." in out and "Ban biên tập chọn: 1 tin" in out


@pytest.mark.parametrize(("period", "words"), [
    ("2025-13", "“2025-13” không phải một tháng hay một tuần có trong lịch; viết 2025-w13"),
    ("04-2025", "“04-2025” không phải một tháng hay một tuần có trong lịch; viết 2025-04"),
    ("abc", "“abc” không phải một tháng hay một tuần có trong lịch; viết ví dụ 2025-04 (tháng) hoặc 2025-w14 (tuần ISO)"),
    ("2025-03", "Tháng 3/2025 chưa có tin nào đã đăng; các số mới nhất: 2025-09, 2025-08"),
    ("2026-06", "Tháng 6/2026 chưa có tin nào đã đăng (1 tin còn là nháp hoặc hẹn ngày)"),
    ("2025-w08", "Tuần 8/2025 có 1 tin nhưng bản tin ra theo tháng; tạo số này bằng invoke new edition --date 2025-w08"),
])
def test_an_edition_that_is_none_is_refused_with_what_to_write(show, period, words):
    status, out, error = show(period)
    assert status == 1 and words in error and "Các bản" not in out


def test_an_unknown_scope_is_refused(show):
    status, _, error = show("2025-02", scope="Thái Nguyên")
    assert status == 1 and error.startswith("Số tháng 2/2025 không có số riêng của “Thái Nguyên” (cần từ 3 tin)")


def test_the_letter_of_one_topic_is_written_when_asked_for(show, content, tmp_path):
    for number in range(3):
        source = (content / "articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md").read_text(encoding="utf-8")
        (content / f"articles/2025/2025-02-21-tin-{number}.md").write_text(source.replace("https://", f"https://so{number}."), encoding="utf-8")
    status, out, _ = show("2025-02", scope="thai nguyen", out=tmp_path / "thu")
    assert status == 0 and "Bản tin tháng 2/2025: Thái Nguyên\n4 tin" in out
    assert "Thái Nguyên" in (tmp_path / "thu/thu.html").read_text(encoding="utf-8") and (tmp_path / "thu/thu.txt").read_text(encoding="utf-8").count("* ") >= 4


def test_by_weeks_the_editions_are_weeks(show, tmp_path):
    status, out, _ = show("2025-w08", settings=weekly(tmp_path))
    assert status == 0 and "Bản tin tuần 8/2025\n1 tin, 17/02/2025 đến 23/02/2025\n" in out
    assert "tháng 2/2025 có 1 tin nhưng bản tin ra theo tuần" in show("2025-02", settings=weekly(tmp_path))[2].lower()


def test_the_setting_takes_month_and_week_and_nothing_else(tmp_path, monkeypatch):
    assert desk.editions_setting() == "month"
    monkeypatch.setattr(desk, "SETTINGS", weekly(tmp_path))
    assert desk.editions_setting() == "week"
    with pytest.raises(SystemExit, match="chỉ nhận một trong: month, week"):
        desk.known_editions("quarter")


def test_the_command_ends_with_status_1_and_shows_its_help(content):
    run = [sys.executable, "-m", "invoke", "edition"]
    refused = subprocess.run([*run, "2025-13", "--content", str(content)], cwd=ROOT, capture_output=True, text=True, check=False)
    helped = subprocess.run([*run, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert refused.returncode == 1 and "viết 2025-w13" in refused.stderr
    assert helped.returncode == 0 and "--scope" in helped.stdout

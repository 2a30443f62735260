"""The build contract: the same bytes everywhere, all or nothing, both ways of building."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.theme.built import ROOT, BuiltSite, build, bytes_of, copy_project, invoke, run, workshop

SAMPLE = ROOT / "tests" / "sample"
BROKEN = "---\ntitle: Một tin sai\ndate: 2025-09-10\nprovince: Tiền Giang\ntopics: [Chuyển đổi số]\nsource: {name: Báo Mẫu, url: unknown, published: 2025-09-10, accessed: 2025-09-11}\nsummary: Tỉnh không còn.\n---\n\nMột đoạn.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths that are not the same bytes in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.mark.parametrize("source", ["content", "tests/sample"])
def test_two_builds_in_two_folders_time_zones_and_locales_are_the_same_bytes(tmp_path: Path, source: str):
    first = Path(shutil.copytree(workshop() / source, tmp_path / "a" / "content"))
    second = Path(shutil.copytree(workshop() / source, tmp_path / "another place, longer" / "content"))
    os.utime(second, (0, 0))
    one = build(first, tmp_path / "output", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    other = build(second, tmp_path / "site of the second", TZ="America/Los_Angeles", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8", PYTHONHASHSEED="2", PYTHONUTF8="0")
    assert difference(bytes_of(one), bytes_of(other)) == []


def test_folders_with_vietnamese_names_are_taken_in_any_locale(tmp_path: Path, small: BuiltSite):
    content = Path(shutil.copytree(SAMPLE, tmp_path / "Nội dung"))
    output = build(content, tmp_path / "Trang đã dựng", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert difference(bytes_of(output), bytes_of(small.folder)) == []


def test_pelican_alone_builds_the_same_site(tmp_path: Path, real: BuiltSite):
    project = copy_project(tmp_path / "project", workshop())
    done = run(sys.executable, "-m", "pelican", "content", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert difference(bytes_of(project / "output"), bytes_of(real.folder)) == []


def test_a_copy_of_the_project_elsewhere_builds_the_same_site(tmp_path: Path, real: BuiltSite):
    project = copy_project(tmp_path / "bản sao", workshop())
    output = build(project / "content", tmp_path / "output", cwd=project)
    assert difference(bytes_of(output), bytes_of(real.folder)) == []


def test_no_file_names_the_machine_it_was_built_on(site: BuiltSite):
    marks = [str(ROOT).encode(), str(workshop()).encode(), str(site.folder).encode(), b"/site-packages/"]
    assert [url for url, path in site.files.items() if any(mark in path.read_bytes() for mark in marks)] == []


def test_a_second_build_writes_nothing(content: Path, tmp_path: Path):
    output = build(content, tmp_path / "output")
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    build(content, output)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.html")} == before


def test_a_page_that_is_no_longer_planned_goes_and_a_file_of_somebody_else_stays(content: Path, tmp_path: Path):
    output = build(content, tmp_path / "output")
    (output / "CNAME").write_text("ban-tin.example.vn\n")
    page = output / "cach-lam" / "index.html"
    assert page.is_file()
    (content / "pages" / "cach-lam.md").unlink()
    for path in [*(content / "pages").glob("*.md"), *(content / "articles").rglob("*.md")]:
        if "cach-lam" in path.read_text(encoding="utf-8"):
            pytest.skip("the sample links to this page")
    build(content, output)
    assert not page.parent.exists()
    assert (output / "CNAME").is_file()
    fresh = build(content, tmp_path / "fresh")
    assert difference({path: data for path, data in bytes_of(output).items() if path != "CNAME"}, bytes_of(fresh)) == []


def test_content_with_an_error_leaves_the_last_good_site_whole(content: Path, tmp_path: Path):
    output = build(content, tmp_path / "output")
    before = bytes_of(output)
    (content / "articles" / "2025" / "2025-09-10-mot-tin-sai.md").write_text(BROKEN, encoding="utf-8")
    done = invoke("build", "--content", str(content), "--output", str(output))
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    assert "2025-09-10-mot-tin-sai.md:4:" in said and "[article-province-in-force]" in said
    assert bytes_of(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "output"]


def test_content_with_an_error_makes_no_output_folder(content: Path, tmp_path: Path):
    (content / "articles" / "2025" / "2025-09-10-mot-tin-sai.md").write_text(BROKEN, encoding="utf-8")
    assert invoke("build", "--content", str(content), "--output", str(tmp_path / "output")).returncode == 1
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("mistake", ["{{ no_such_thing }}", "{% if %}", "{{ page.no_such_field }}", "{% include 'no-such.html' %}"])
def test_a_mistake_in_a_template_leaves_the_last_good_site_whole(project: Path, tmp_path: Path, mistake: str):
    output = build(SAMPLE, tmp_path / "output", cwd=project)
    before = bytes_of(output)
    template = project / "theme" / "templates" / "page.html"
    template.write_text(template.read_text(encoding="utf-8").replace("<h1>", f"{mistake}<h1>"), encoding="utf-8")
    done = invoke("build", "--content", str(SAMPLE), "--output", str(output), cwd=project)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said and "theme/templates/page.html:" in said
    assert bytes_of(output) == before


def test_plain_pelican_fails_too_when_content_has_an_error(project: Path):
    (project / "content" / "articles" / "2025" / "2025-09-10-mot-tin-sai.md").write_text(BROKEN, encoding="utf-8")
    done = run(sys.executable, "-m", "pelican", "content", cwd=project)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert not (project / "output").exists()


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter-1.txt").write_text("precious")
    done = invoke("build", "--content", str(SAMPLE), "--output", str(folder))
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert bytes_of(folder) == {"chapter-1.txt": b"precious"}


def test_publishing_needs_an_address(tmp_path: Path):
    done = invoke("publish", "--content", str(SAMPLE), "--output", str(tmp_path / "output"))
    assert done.returncode == 1
    assert "SITE_URL" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_scheduled_entry_appears_on_its_day_and_not_before(content: Path, tmp_path: Path):
    epoch = {"2026-05-31": "1780185600", "2026-06-01": "1780272000"}
    page = "tin/2026/06/dong-nai-ngay-hoi-so/index.html"
    assert page not in bytes_of(build(content, tmp_path / "no day"))
    assert page not in bytes_of(build(content, tmp_path / "before", SOURCE_DATE_EPOCH=epoch["2026-05-31"]))
    assert page in bytes_of(build(content, tmp_path / "on the day", SOURCE_DATE_EPOCH=epoch["2026-06-01"]))


def test_a_site_below_a_path_differs_only_in_its_addresses(small: BuiltSite, below: BuiltSite):
    assert set(small.files) == set(below.files)


"""What decides whether anything has changed: files, the environment, what is installed."""

import os
import tomllib
from pathlib import Path

import pytest

from plugins import stamps
from plugins.newsroom import workers
from plugins.newsroom.versions import PACKAGES, versions
from plugins.stamps import both_stamps, output_stamp, recall, remember, source_stamp, stamp_of

ROOT = Path(__file__).resolve().parents[1]
BUILDS_NOTHING = {"invoke", "beautifulsoup4", "watchfiles", "rich"}
"""Dependencies no page is made with."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of Python's path."""
    monkeypatch.setattr(stamps.sys, "path", [str(tmp_path / "nowhere"), str(tmp_path)])
    return tmp_path


def test_every_dependency_that_makes_pages_is_known_by_its_version():
    wanted = {line.partition("==")[0] for line in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]}
    assert wanted - BUILDS_NOTHING <= set(PACKAGES)
    assert [one.rpartition("-")[0] for one in versions()] == list(PACKAGES)


@pytest.mark.parametrize(("name", "found"), [("markdown-3.11.dist-info", ["markdown-3.11"]), ("Markdown-4.dist-info", ["markdown-4"]), ("css_inline-0.24.0.dist-info", ["css-inline-0.24.0"]),
                                            ("PyYAML-6.0.egg-info", ["pyyaml-6.0"]), ("markdown", []), ("markdown_it_py-4.3.0.dist-info", [])])
def test_versions_are_read_from_names(path, name, found):
    (path / name).mkdir()
    assert versions() == found


def test_what_stands_first_on_the_path_counts(path, monkeypatch):
    for folder, number in (("one", "1"), ("two", "2")):
        (path / folder / f"markdown-{number}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(stamps.sys, "path", [str(path / "two"), str(path / "one")])
    assert versions() == ["markdown-2"]


def test_another_version_is_another_stamp(path):
    (path / "jinja2-3.1.dist-info").mkdir()
    before = source_stamp([])
    (path / "pytest-9.dist-info").mkdir()
    assert source_stamp([]) == before
    (path / "jinja2-3.1.dist-info").rename(path / "jinja2-3.2.dist-info")
    assert source_stamp([]) != before


def test_an_output_without_its_list_or_one_of_its_files_has_no_stamp(tmp_path):
    assert output_stamp(tmp_path) == ("", 0)
    (tmp_path / ".files").write_text("a.html\n", encoding="utf-8")
    assert output_stamp(tmp_path) == ("", 0)
    (tmp_path / "a.html").touch()
    stamp, count = output_stamp(tmp_path)
    assert stamp and count == 1
    os.utime(tmp_path / "a.html", (1, 1))
    assert output_stamp(tmp_path)[0] != stamp


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_stamps_do_not_depend_on_who_looks(tmp_path, monkeypatch, cores):
    monkeypatch.setattr(stamps, "PIECE", 3)
    monkeypatch.setattr(workers, "cores", lambda: cores)
    names = [f"thư mục/{number}.html" for number in range(10)]
    (tmp_path / "thư mục").mkdir()
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(b"x" * number)
        os.utime(tmp_path / name, (number, number))
    (tmp_path / ".files").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    whole = stamp_of("".join(f"{name}\0{number}\0{number * 10**9}\n" for number, name in enumerate(names)))
    assert both_stamps([tmp_path], tmp_path) == (source_stamp([tmp_path]), whole, 10)
    assert output_stamp(tmp_path) == (whole, 10)
    os.utime(tmp_path / names[7], (1, 1))
    assert output_stamp(tmp_path)[0] not in ("", whole)
    (tmp_path / names[4]).unlink()
    (tmp_path / "dẫn").symlink_to(tmp_path / "nơi không có")
    assert both_stamps([tmp_path], tmp_path) == ("", "", 0)


@pytest.mark.parametrize(("sources", "outputs"), [("a", "b"), ("", "b"), ("a", "")])
def test_what_is_remembered_is_recalled_and_no_stamp_is_like_none(tmp_path, sources, outputs):
    remember(sources, outputs, tmp_path / "cache/x.stamp")
    assert recall(tmp_path / "cache/x.stamp") == (sources or "-", outputs or "-")


def test_nothing_to_recall_is_like_no_stamp(tmp_path):
    assert recall(tmp_path / "x.stamp") == ("-", "-")
    (tmp_path / "x.stamp").mkdir()
    assert recall(tmp_path / "x.stamp") == ("-", "-")
    remember("a", "b", tmp_path / "x.stamp")
    assert recall(tmp_path / "x.stamp") == ("a", "b")

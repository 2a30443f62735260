"""The press puts all planned files in the output folder, or none."""

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from plugins.newsroom.site import Output
from plugins.press import MANIFEST, STYLES, OutputRefused, Press, describe


class Plan:
    """The smallest site there is: pages of text, by address."""

    address = "https://mau.example.vn/tin"

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages

    def outputs(self) -> list[Output]:
        return [Output(url, "broken.html" if text == "broken" else "page.html", lambda text=text: {"text": text}) for url, text in self.pages.items()]


TEMPLATES = {"page.html": "<p>{{ text }}</p>\n", "broken.html": "<p>{{ nothing.here }}</p>"}
FIRST = {"/": "đầu", "/tinh/hue/": "Huế", "/tinh/dong-nai/": "Đồng Nai", "/feed.xml": "tin"}
SECOND = {"/": "đầu", "/tinh/hue/": "Huế mới", "/van-ban/": "Văn bản"}


@pytest.fixture
def theme(tmp_path):
    css = tmp_path / "theme/static/css"
    css.mkdir(parents=True)
    for name in STYLES:
        (css / f"{name}.css").write_text(f"/* {name} */\n", encoding="utf-8")
    (css.parent / "favicon.svg").write_text("<svg/>", encoding="utf-8")
    (css.parent / "js").mkdir()
    (css.parent / "js/search.js").write_text("// tìm", encoding="utf-8")
    return tmp_path / "theme"


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


@pytest.fixture
def printed(theme, output):
    """Print pages into the output folder; returns the counts."""

    def printed(pages, folder=output, **options):
        return Press(Plan(pages), Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True), theme).print(folder, **options)

    return printed


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_planned_file_stands_at_its_address(printed, output):
    counts = printed(FIRST)
    files = files_of(output)
    assert {"index.html", "tinh/hue/index.html", "feed.xml", "favicon.svg", "static/js/search.js", MANIFEST} <= set(files)
    assert files["tinh/hue/index.html"].decode() == "<p>Huế</p>\n"
    assert counts == {"written": len(files) - 1, "unchanged": 0, "removed": 0}


def test_the_stylesheets_are_one_file_named_by_its_bytes(printed, output, theme):
    printed(FIRST)
    (first,) = (output / "static").glob("style.*.css")
    assert first.read_text(encoding="utf-8") == "".join(f"/* {name} */\n" for name in STYLES)
    (theme / "static/css/print.css").write_text("/* khác */\n", encoding="utf-8")
    printed(FIRST)
    (second,) = (output / "static").glob("style.*.css")
    assert first.name != second.name


def test_a_template_that_raises_midway_leaves_the_last_good_site(printed, output):
    printed(FIRST)
    before = files_of(output)
    with pytest.raises(Exception, match="nothing"):
        printed({"/": "mới", "/tinh/hue/": "mới", "/tinh/dong-nai/": "broken", "/moi/": "mới"})
    assert files_of(output) == before
    assert [path.name for path in output.parent.iterdir() if path.name.startswith(".")] == []


def test_a_template_that_raises_in_the_first_build_leaves_nothing(printed, output):
    with pytest.raises(Exception, match="nothing"):
        printed({"/": "mới", "/x/": "broken"})
    assert not output.exists()
    assert [path.name for path in output.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_did_not_change_is_not_written_again(printed, output):
    printed(FIRST)
    for path in output.rglob("*"):
        os.utime(path, (1, 1))
    counts = printed(FIRST | {"/tinh/hue/": "Huế mới"})
    changed = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file() and path.stat().st_mtime != 1}
    assert changed == {"tinh/hue/index.html", MANIFEST}
    assert (counts["written"], counts["removed"]) == (1, 0)


def test_a_page_that_is_no_longer_planned_goes_with_its_folder(printed, output):
    printed(FIRST)
    counts = printed(SECOND)
    assert counts["removed"] == 2
    assert not (output / "tinh/dong-nai").exists()
    assert not (output / "feed.xml").exists()
    assert (output / "tinh/hue/index.html").read_text(encoding="utf-8") == "<p>Huế mới</p>\n"


def test_files_somebody_else_put_there_are_untouched(printed, output):
    printed(FIRST)
    (output / "CNAME").write_text("mau.example.vn", encoding="utf-8")
    (output / "tinh/dong-nai/anh.jpg").write_bytes(b"\xff\xd8")
    printed(SECOND)
    assert (output / "CNAME").read_text(encoding="utf-8") == "mau.example.vn"
    assert (output / "tinh/dong-nai/anh.jpg").read_bytes() == b"\xff\xd8"
    assert not (output / "tinh/dong-nai/index.html").exists()


def test_a_folder_with_files_of_others_is_refused(printed, output):
    output.mkdir()
    (output / "luan-van.docx").write_bytes(b"x")
    with pytest.raises(OutputRefused, match="output"):
        printed(FIRST)
    assert files_of(output) == {"luan-van.docx": b"x"}


def test_a_file_in_place_of_the_folder_is_refused(printed, output):
    output.write_text("x", encoding="utf-8")
    with pytest.raises(OutputRefused):
        printed(FIRST)
    assert output.read_text(encoding="utf-8") == "x"


def test_an_empty_folder_is_taken(printed, output):
    output.mkdir()
    printed(FIRST)
    assert (output / "index.html").is_file()


def test_a_folder_is_made_where_a_file_stood(printed, output):
    printed({"/": "đầu", "/tinh": "một tệp"})
    assert (output / "tinh").is_file()
    printed({"/": "đầu", "/tinh/hue/": "Huế"})
    assert (output / "tinh/hue/index.html").is_file()


def test_two_prints_are_the_same_bytes_in_two_folders(printed, output, tmp_path):
    printed(FIRST)
    printed(FIRST, tmp_path / "khac/cho/khac")
    assert files_of(output) == files_of(tmp_path / "khac/cho/khac")


def test_a_second_build_ends_where_a_first_one_would(printed, output, tmp_path):
    printed(FIRST)
    printed(SECOND)
    printed(SECOND, tmp_path / "moi")
    assert files_of(output) == files_of(tmp_path / "moi")


def test_a_list_of_files_that_points_outside_removes_nothing(printed, output, tmp_path):
    printed(FIRST)
    (tmp_path / "quan-trong.txt").write_text("x", encoding="utf-8")
    (output / MANIFEST).write_text("../quan-trong.txt\ntinh/../../quan-trong.txt\n", encoding="utf-8")
    printed(SECOND)
    assert (tmp_path / "quan-trong.txt").is_file()


def test_progress_is_told_after_each_file(printed):
    told = []
    counts = printed(FIRST, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, counts["written"]) for number in range(1, counts["written"] + 1)]


def test_links_in_bodies_keep_the_path_of_the_site(theme):
    press = Press(Plan(FIRST), Environment(), theme)
    assert press._html('<a href="/tinh/hue/">') == '<a href="/tin/tinh/hue/">'
    assert press._html('<a href="/tinh/hue/">', full=True) == '<a href="https://mau.example.vn/tin/tinh/hue/">'
    assert press._html('<a href="https://a.vn/">') == '<a href="https://a.vn/">'


def test_a_build_ends_with_a_line_in_vietnamese():
    assert describe({"written": 3, "unchanged": 1200, "removed": 0}, 1.26) == "Đã dựng xong: 3 tệp mới hoặc đổi, 1200 tệp giữ nguyên, 0 tệp bỏ đi; 1,3 giây."

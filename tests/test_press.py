"""The press puts all planned files in the output folder, or none: the sample, drawn with the theme."""

import os
import shutil
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.newsroom.library import read_library
from plugins.newsroom.site import Site
from plugins.output_folder import MANIFEST, OutputRefused
from plugins.press import STYLES, Press

THEME = Path(__file__).parents[1] / "theme"
ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
PAGE = "tin/2025/09/dong-thap-ho-so-truc-tuyen/index.html"
INDEX = "tim-kiem/chi-muc/"
"""Where the files of the search index stand: their names are digests."""


@pytest.fixture
def theme(tmp_path):
    return shutil.copytree(THEME, tmp_path / "theme")


@pytest.fixture
def content(tmp_path, sample):
    return shutil.copytree(sample, tmp_path / "content")


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


@pytest.fixture
def printed(theme, content, output, today):
    """Print the content as it stands now; `cold` forgets what earlier prints remembered. Returns the counts."""

    def printed(folder=output, *, cold=False, address="https://mau.example.vn", **options):
        site = Site(read_library(content, today=today), name="Bản tin mẫu", address=address, description="Tin để thử.")
        environment = Environment(loader=FileSystemLoader(theme / "templates"), **pelicanconf.JINJA_ENVIRONMENT)
        cache = folder.parent / ("cold" if cold else "cache")
        return Press(site, environment, theme).print(folder, cache=cache, **options)

    return printed


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir() if path.name.startswith(f".{folder.name}")]


def test_every_planned_file_stands_at_its_address(printed, output):
    counts = printed()
    files = files_of(output)
    assert {"index.html", "404.html", PAGE, "tinh/tien-giang/index.html", "tinh/tien-giang/feed.xml", "van-ban/57-nq-tw/data.json", "sitemap.xml", "favicon.svg", MANIFEST} <= set(files)
    assert set(files[MANIFEST].decode().splitlines()) == set(files) - {MANIFEST}
    assert (counts.written, counts.unchanged, counts.removed) == (len(files) - 1, 0, 0)


def test_the_stylesheets_are_one_file_named_by_its_bytes(printed, output, theme):
    printed()
    (first,) = (output / "static").glob("style.*.css")
    assert first.read_bytes() == b"".join((theme / f"static/css/{name}.css").read_bytes() for name in STYLES)
    edit(theme / "static/css/print.css", "{", "{ ")
    printed()
    (second,) = (output / "static").glob("style.*.css")
    assert first.name != second.name


@pytest.mark.parametrize("template", ["article.html", "404.html", "sitemap.xml", "row.html", "province.html"])
def test_a_template_that_raises_midway_leaves_the_last_good_site(printed, output, theme, content, template):
    printed()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()}
    edit(content / ENTRY, "71,5%", "72%")
    (theme / "templates" / template).write_text("{{ nothing.here }}", encoding="utf-8")
    with pytest.raises(Exception, match="nothing"):
        printed()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()} == before
    assert leftovers(output) == []


def test_a_template_that_raises_in_the_first_build_leaves_nothing(printed, output, theme):
    (theme / "templates/sitemap.xml").write_text("{{ nothing.here }}", encoding="utf-8")
    with pytest.raises(Exception, match=r"sitemap\.xml:1"):
        printed()
    assert not output.exists()
    assert leftovers(output) == []


def test_a_file_that_did_not_change_is_not_written_again(printed, output):
    printed()
    for path in output.rglob("*"):
        os.utime(path, (1, 1))
    counts = printed()
    assert [path.name for path in output.rglob("*") if path.is_file() and path.stat().st_mtime != 1] == [MANIFEST]
    assert (counts.written, counts.removed) == (0, 0)


def test_an_edited_body_changes_its_page_and_feeds_and_no_other_file(printed, output, content):
    printed()
    before = files_of(output)
    edit(content / ENTRY, "Bà Trần Thị Mai cho biết", "Bà Trần Thị Mai nói")
    counts = printed()
    changed = {path for path, data in files_of(output).items() if before.get(path) != data and path != MANIFEST}
    feeds = {"feed.xml", "tinh/dong-thap/feed.xml", "chu-de/ha-tang-so/feed.xml", "chu-de/chuyen-doi-so/feed.xml"}  # those that carry whole bodies
    assert {path for path in changed if not path.startswith(INDEX)} == {PAGE, "api/v1/texts/2025-09-10.json", *feeds}
    assert counts.written == len(changed)


CHANGES = {
    "title": lambda content: edit(content / ENTRY, "title: Đồng Tháp nhận", "title: Đồng Tháp đã nhận"),
    "summary": lambda content: edit(content / ENTRY, "Sau sáp nhập", "Từ khi sáp nhập"),
    "body": lambda content: edit(content / ENTRY, "cho biết", "nói"),
    "figure": lambda content: edit(content / ENTRY, "value: 71,5", "value: 71,6"),
    "correction": lambda content: edit(content / ENTRY, "figures:", "corrections:\n  - date: 2025-09-12\n    note: Sửa tên sở.\nfigures:"),
    "topic": lambda content: edit(content / ENTRY, "  - Hạ tầng số\n", ""),
    "an entry less": lambda content: (content / "articles/2024/2024-11-05-thua-thien-hue-dung-nen-tang-chung.md").unlink(),
    "the newest entry less": lambda content: ((content / ENTRY).unlink(), (content / "pages/gioi-thieu.md").unlink()),
    "a draft published": lambda content: edit(content / "articles/2025/2025-09-20-thai-nguyen-trung-tam-du-lieu.md", "status: draft", "status: published"),
    "another slug": lambda content: (content / "articles/2025/2025-01-10-chinh-phu-ban-hanh-nghi-quyet-03.md").rename(content / "articles/2025/2025-01-10-nghi-quyet-03.md"),
    "name of a province": lambda content: edit(content / "registry/provinces.yaml", "- name: Đồng Nai\n      kind: thành phố", "- name: Tân Đồng Nai\n      kind: thành phố"),
    "successor's date": lambda content: edit(content / "registry/provinces.yaml", "dissolved:\n    date: 2025-07-01", "dissolved:\n    date: 2025-07-02"),
    "tile": lambda content: edit(content / "registry/provinces.yaml", "- 4\n    - 9", "- 5\n    - 9"),
    "name of a topic": lambda content: [edit(path, "Hạ tầng số", "Hạ tầng") for path in content.rglob("*") if path.is_file() and "Hạ tầng số" in path.read_text(encoding="utf-8")],
    "name of a person": lambda content: [edit(path, "Trần Thị Mai", "Trần Thị Mơ") for path in (content / "registry/officials/tran-thi-mai.yaml", content / ENTRY)],
    "office": lambda content: edit(content / "registry/officials/tran-thi-mai.yaml", "office: Phó Giám đốc", "office: Quyền Giám đốc"),
    "title of a document": lambda content: edit(content / "registry/resolutions/57-nq-tw.yaml", "title: Đột phá", "title: Về đột phá"),
    "alias of a document": lambda content: edit(content / "registry/resolutions/03-nq-cp-2025.yaml", "evidence: legal-page", "evidence: legal-page\naliases:\n  - giao việc"),
    "date of a document": lambda content: edit(content / "registry/resolutions/62-ctr-tu-thai-nguyen-2025.yaml", "2025-01-23", "2025-01-22"),
    "a relation more": lambda content: edit(content / "registry/resolutions/25-kh-ubnd-hue-2025.yaml", "evidence: news", "evidence: news\nrelations:\n  implements:\n    - 57-nq-tw"),
    "indicator": lambda content: edit(content / "registry/indicators.yaml", "name: Tỷ lệ", "name: Tỉ lệ"),
    "region": lambda content: edit(content / "registry/regions.yaml", "name: Bắc Trung Bộ", "name: Bắc Trung bộ"),
    "standing page": lambda content: edit(content / "pages/cach-lam.md", "Mỗi tin ghi rõ nguồn", "Tin nào cũng ghi nguồn"),
    "order of the footer": lambda content: edit(content / "pages/cach-lam.md", "order: 2", "order: 0"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_build_after_a_change_gives_the_bytes_of_a_cold_one(printed, output, content, tmp_path, change):
    printed()
    change(content)
    printed()
    printed(tmp_path / "moi", cold=True)
    assert [path for path, data in files_of(tmp_path / "moi").items() if files_of(output).get(path) != data] == []
    assert files_of(output) == files_of(tmp_path / "moi")


def test_another_template_or_address_draws_everything_anew(printed, output, theme, tmp_path):
    printed()
    edit(theme / "templates/base.html", '<html lang="vi">', '<html lang="vi" dir="ltr">')
    printed(address="https://khac.example.vn/tin")
    printed(tmp_path / "moi", cold=True, address="https://khac.example.vn/tin")
    assert files_of(output) == files_of(tmp_path / "moi")


def test_a_page_that_is_no_longer_planned_goes_with_its_folder(printed, output, content):
    printed()
    before = files_of(output)
    (content / "registry/resolutions/25-kh-ubnd-hue-2025.yaml").unlink()
    counts = printed()
    gone = before.keys() - files_of(output).keys()
    assert counts.removed == len(gone)
    own = {f"van-ban/25-kh-ubnd-hue-2025/{name}" for name in ("index.html", "feed.xml", "feed.json", "data.json", "the.png")}
    assert {path for path in gone if not path.startswith(INDEX)} == {*own, "api/v1/resolutions/2025-02.json", "tinh/hue/lich.ics"}  # the only document of that month, and of that calendar
    assert not (output / "van-ban/25-kh-ubnd-hue-2025").exists()


def test_files_somebody_else_put_there_are_untouched(printed, output, content):
    printed()
    (output / "CNAME").write_text("mau.example.vn", encoding="utf-8")
    (output / "van-ban/25-kh-ubnd-hue-2025/anh.jpg").write_bytes(b"\xff\xd8")
    (content / "registry/resolutions/25-kh-ubnd-hue-2025.yaml").unlink()
    printed()
    assert (output / "CNAME").read_text(encoding="utf-8") == "mau.example.vn"
    assert [path.name for path in (output / "van-ban/25-kh-ubnd-hue-2025").iterdir()] == ["anh.jpg"]


def test_a_file_somebody_changed_is_ours_again(printed, output):
    printed()
    before = files_of(output)
    (output / PAGE).write_text("<p>sửa tay</p>", encoding="utf-8")
    (output / "feed.xml").unlink()
    printed()
    assert files_of(output) == before


@pytest.mark.parametrize("damage", ["", "{", "\x1e", "\0"])
def test_a_damaged_memory_is_as_if_there_were_none(printed, output, tmp_path, damage):
    printed()
    before = files_of(output)
    for path in (tmp_path / "cache").glob("*.ledger"):
        path.write_text(damage, encoding="utf-8")
    (output / PAGE).write_text("<p>sửa tay</p>", encoding="utf-8")
    printed()
    assert files_of(output) == before


def test_a_folder_with_files_of_others_is_refused(printed, output):
    output.mkdir()
    (output / "luan-van.docx").write_bytes(b"x")
    with pytest.raises(OutputRefused, match="output"):
        printed()
    assert files_of(output) == {"luan-van.docx": b"x"}


def test_a_file_in_place_of_the_folder_is_refused(printed, output):
    output.write_text("x", encoding="utf-8")
    with pytest.raises(OutputRefused):
        printed()
    assert output.read_text(encoding="utf-8") == "x"


def test_an_empty_folder_is_taken(printed, output):
    output.mkdir()
    printed()
    assert (output / "index.html").is_file()


def test_a_folder_is_made_where_a_file_of_ours_stood(printed, output):
    printed()
    before = files_of(output)
    shutil.rmtree(output / "tinh")
    (output / "tinh").write_text("một tệp của lần dựng trước", encoding="utf-8")
    with (output / MANIFEST).open("a", encoding="utf-8") as listing:
        listing.write("tinh\n")
    printed()
    assert files_of(output) == before


def test_two_prints_are_the_same_bytes_in_two_folders(printed, output, tmp_path):
    printed()
    printed(tmp_path / "khac/cho/khac", cold=True)
    assert files_of(output) == files_of(tmp_path / "khac/cho/khac")


@pytest.mark.parametrize("line", ["../quan-trong.txt", "tinh/../../quan-trong.txt", "{folder}/quan-trong.txt", "", "."])
def test_a_list_of_files_that_points_outside_removes_nothing(printed, output, tmp_path, line):
    printed()
    before = files_of(output)
    (tmp_path / "quan-trong.txt").write_text("x", encoding="utf-8")
    with (output / MANIFEST).open("a", encoding="utf-8") as listing:
        listing.write(line.format(folder=tmp_path) + "\n")
    printed()
    assert (tmp_path / "quan-trong.txt").is_file()
    assert files_of(output) == before


def test_what_a_killed_build_left_beside_the_output_is_cleared(printed, output):
    printed()
    before = files_of(output)
    aside = output.with_name(f".{output.name}.new")
    aside.mkdir()
    (aside / "index.html").write_text("dở dang", encoding="utf-8")
    printed()
    assert files_of(output) == before
    assert leftovers(output) == []


def test_progress_counts_up_to_the_end(printed):
    told = []
    printed(progress=lambda done, of: told.append((done, of)))
    done, of = zip(*told, strict=True)
    assert list(done) == sorted(done)
    assert set(of) == {done[-1]}
    assert len(set(done)) > 1
    assert told[-1][0] == told[-1][1]


def test_links_stay_below_the_path_of_the_site(printed, output):
    printed(address="https://mau.example.vn/ban-tin")
    page = (output / PAGE).read_text(encoding="utf-8")
    assert 'href="/ban-tin/tin/2025/05/tien-giang-phu-song-5g/"' in page
    assert 'href="/tin' not in page
    assert 'href="/tinh' not in page
    assert 'href="https://mau.example.vn/ban-tin/tin/2025/05/tien-giang-phu-song-5g/"' in (output / "tinh/dong-thap/feed.xml").read_text(encoding="utf-8").replace("&quot;", '"').replace("&#34;", '"')


def test_a_build_ends_with_a_line_in_vietnamese(printed):
    text = printed().describe(1.26)
    assert text.startswith("Đã dựng xong: ")
    assert "1,3 giây" in text

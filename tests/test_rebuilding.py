"""A build after any change gives, byte for byte, what a cold build of the same tree gives, and a build after an error gives the old site.

Every build here goes the way of ``invoke build``, in a process of its own (see `yard`). More random sequences than the suite takes time for::

    REBUILD_SEEDS=3-40 pytest tests/test_rebuilding.py -k random
"""

import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from plugins.stamps import MANIFEST
from tests.yard import NO_INDEX, Yard, edit, tree_of

DRAFT = "thai-nguyen-trung-tam-du-lieu"
FIRST, _, LAST = os.environ.get("REBUILD_SEEDS", "1").partition("-")
SEEDS = range(int(FIRST), int(LAST or FIRST) + 1)


# Random edits. Each takes the yard and a source of chance; whatever it breaks is put back by the test.


def entries(yard: Yard) -> list[Path]:
    return sorted((yard.content / "articles").rglob("*.md"))


def registry(yard: Yard, folder: str) -> list[Path]:
    return sorted((yard.content / "registry" / folder).glob("*.yaml"))


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def rewrite(path: Path, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
    """Replace the first match of `pattern`, where there is one."""
    write(path, re.sub(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.M))


def add(path: Path, words: str) -> None:
    write(path, path.read_text(encoding="utf-8") + f"\n{words}\n")


def words(chance: random.Random) -> str:
    return " ".join(chance.choices(["tỉnh", "mở", "lớp", "số", "cho", "dân", "trong", "tháng", "này", "mạng", "dùng", "chung"], k=chance.randint(3, 8)))


def body(yard: Yard, chance: random.Random) -> None:
    add(chance.choice(entries(yard)), f"Thêm {words(chance)} {chance.choice(['', '57-NQ/TW', 'ngày 05/03/2025', '**đậm**', 'Trần Thị Mai'])}.")


def bodies(yard: Yard, chance: random.Random) -> None:
    for path in chance.sample(entries(yard), 3):
        add(path, f"Các nơi {words(chance)}.")


def body_with_link(yard: Yard, chance: random.Random) -> None:
    path, target = chance.sample(entries(yard), 2)
    add(path, f"Xem [tin kia]({os.path.relpath(target, path.parent)}).")


def body_undone(yard: Yard, chance: random.Random) -> None:
    path = chance.choice(entries(yard))
    text = path.read_text(encoding="utf-8")
    add(path, "Câu này rồi bỏ.")
    yard.same("an edit to be undone")
    write(path, text)


def body_and_title(yard: Yard, chance: random.Random) -> None:
    one, other = chance.sample(entries(yard), 2)
    add(one, f"Thêm {words(chance)}.")
    rewrite(other, "^title: ", "title: Vừa qua, ")


def title(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(entries(yard)), r"^title: .*$", f"title: Nơi này {words(chance)}")


def summary(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(entries(yard)), r"^summary: ", "summary: Trong năm, ")


def topics(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(entries(yard)), r"^topics:\n(  - .*\n)+", f"topics:\n  - {chance.choice(['Hạ tầng số', 'Chuyển đổi số', 'Đổi mới sáng tạo'])}\n")


def province(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(entries(yard)), r"^province: .*$", f"province: {chance.choice(['Đồng Tháp', 'Đồng Nai', 'Huế', 'Thái Nguyên'])}")


def figure(yard: Yard, chance: random.Random) -> None:
    rewrite(yard.entry("hop-ban-chi-dao"), r"value: 80.*$", f"value: {chance.randint(60, 95)}")


def correction(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(entries(yard)), r"^(summary: .*)$", r"\1\ncorrections:\n  - date: 2025-10-12\n    note: Sửa một con số.")


def another_date(yard: Yard, chance: random.Random) -> None:
    path = chance.choice([path for path in entries(yard) if re.match(r"\d{4}-\d\d-\d\d-", path.name)])
    month = path.name[:7] if chance.random() < 0.5 else "2025-10"
    date = f"{month}-{chance.randint(10, 28)}"
    rewrite(path, r"^date: .*$", f"date: {date}")
    path.rename(path.with_name(f"{date}{path.name[10:]}"))


def another_slug(yard: Yard, chance: random.Random) -> None:
    path = chance.choice(entries(yard))
    path.rename(path.with_name(f"{path.stem}-{chance.randint(1, 99)}.md"))


def deletion(yard: Yard, chance: random.Random) -> None:
    chance.choice(entries(yard)).unlink()


def new_entry(yard: Yard, chance: random.Random) -> None:
    path = chance.choice(entries(yard))
    number = chance.randint(1, 10 ** 6)
    text = re.sub(r"(url: https://\S+)", rf"\1-{number}", path.read_text(encoding="utf-8"))
    write(path.with_name(f"{path.stem}-them-{number}.md"), re.sub(r"^title: .*$", f"title: Nơi khác {words(chance)}", text, flags=re.M))


def draft_or_published(yard: Yard, chance: random.Random) -> None:
    path = yard.entry(DRAFT)
    text = path.read_text(encoding="utf-8")
    write(path, text.replace("status: draft\n", "") if "status: draft" in text else text.replace("\nsummary:", "\nstatus: draft\nsummary:"))


def hidden(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(entries(yard)), r"^summary:", "status: draft\nsummary:")


def office(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(registry(yard, "officials")), r"office: ", "office: Quyền ")


def person(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(registry(yard, "officials")), r"^(name: .*)$", rf"\1\nother_names:\n  - Chị {chance.choice('ABCD')}")


def person_renamed(yard: Yard, chance: random.Random) -> None:
    for path in [*entries(yard), yard.content / "registry/officials/tran-thi-mai.yaml"]:
        write(path, path.read_text(encoding="utf-8").replace("Trần Thị Mai", "Trần Thị Mơ"))


def namesake(yard: Yard, chance: random.Random) -> None:
    write(yard.content / f"registry/officials/le-quang-dao-{chance.choice('abc')}.yaml",
          f"name: {chance.choice(['Lê Quang Đạo', 'Vũ Thị Lan', 'Tran Thi Mai'])}\nposts:\n  - office: Giám đốc\n    organisation: Sở Y tế Huế\n    province: hue\n    from: 2025-01-01\n")


def document(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(registry(yard, "resolutions")), r"^title: ", "title: Việc ")


def document_renamed(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(registry(yard, "resolutions")), r"^verified: ", chance.choice(["aliases:\n  - lớp số\nverified: ", "note: Ghi thêm.\nverified: "]))


def document_less(yard: Yard, chance: random.Random) -> None:
    chance.choice(registry(yard, "resolutions")).unlink()


def document_more(yard: Yard, chance: random.Random) -> None:
    number = chance.choice(["12/KH-UBND", "25/KH-UBND"])
    write(yard.content / f"registry/resolutions/{number[:2]}-kh-ubnd-dong-thap-2025.yaml",
          f"number: {number}\nkind: Kế hoạch\nissuer: UBND tỉnh Đồng Tháp\nprovince: dong-thap\ndate: 2025-08-30\ntitle: Thực hiện\nverified: false\nrelations:\n  implements:\n    - 57-nq-tw\n")


def provinces(yard: Yard, chance: random.Random) -> None:
    rewrite(yard.content / "registry/provinces.yaml", *chance.choice([(r"- name: Đồng Nai\n      kind: thành phố", "- name: Đồng Nai Mới\n      kind: thành phố"),
                                                                     (r"date: 2025-07-01", "date: 2025-07-02"), (r"- 4\n    - 9", "- 5\n    - 9")]))


def terms(yard: Yard, chance: random.Random) -> None:
    rewrite(yard.content / "registry" / chance.choice(["topics.yaml", "indicators.yaml", "regions.yaml"]), r"name: (.*)$", r"name: \1 mới")


def standing_page(yard: Yard, chance: random.Random) -> None:
    path = chance.choice(sorted((yard.content / "pages").glob("*.md")))
    chance.choice([lambda: add(path, f"Trang này {words(chance)}."), lambda: rewrite(path, r"^order: .*$", f"order: {chance.randint(0, 9)}")])()


def template(yard: Yard, chance: random.Random) -> None:
    add(yard.project / "theme/templates" / chance.choice(["article.html", "row.html", "base.html", "element.xml", "province.html"]), f"{{# {words(chance)} #}}")
    edit(yard.project / "theme/templates/base.html", "</body>", f"<!-- {words(chance)} --></body>")


def macro(yard: Yard, chance: random.Random) -> None:
    edit(yard.project / "theme/templates/row.html", "<", f"<!-- {words(chance)} --><")


def stylesheet(yard: Yard, chance: random.Random) -> None:
    add(yard.project / "theme/static/css/print.css", f"/* {words(chance)} */")


def settings(yard: Yard, chance: random.Random) -> None:
    rewrite(yard.project / "pelicanconf.py", *chance.choice([(r'^SITENAME = "', 'SITENAME = "Mới: '), (r"localhost:8000", "localhost:8000/tin-moi"), (r'"Tin chọn lọc', '"Tin mới')]))


def plugin(yard: Yard, chance: random.Random) -> None:
    name, old, new = chance.choice([("feeds.py", r"^FEED_LENGTH, COMBINED_LENGTH = .*$", "FEED_LENGTH, COMBINED_LENGTH = 2, 1"), ("sections/articles.py", r"^OTHERS = .*$", "OTHERS = 1  # ít"), ("site.py", r"^NEW_DAYS = .*$", "NEW_DAYS = 300"),
                                    ("articles.py", r'f"hạng\\u00a0', r'f"thứ hạng\\u00a0'), ("numbers.py", r"\Z", "\nSPARE = 1\n")])
    rewrite(yard.project / "plugins/newsroom" / name, old, new)


def touch(yard: Yard, chance: random.Random) -> None:
    for path in chance.sample(sorted(path for path in yard.content.rglob("*") if path.is_file()), 5):
        os.utime(path)


def output_edited(yard: Yard, chance: random.Random) -> None:
    add(chance.choice(sorted(yard.output.rglob("*.html"))), "<!-- sửa tay -->")
    body(yard, chance)


def output_less(yard: Yard, chance: random.Random) -> None:
    for path in chance.sample(sorted(path for path in yard.output.rglob("*.*") if path.is_file() and path.name != MANIFEST), 3):
        path.unlink()
    body(yard, chance)


def checked_between(yard: Yard, chance: random.Random) -> None:
    chance.choice([body, title, person, document])(yard, chance)
    yard.check()


def cache_deleted(yard: Yard, chance: random.Random) -> None:
    shutil.rmtree(yard.cache)
    body(yard, chance)


def broken_body(yard: Yard, chance: random.Random) -> None:
    add(chance.choice(entries(yard)), chance.choice(["Xem [tin không có](2025-01-01-khong-co.md).", "# kiểm tra", unicodedata.normalize("NFD", "Thừa Thiên Huế mở lớp."), "<script>alert(1)</script>", "![](anh.png)"]))
    if chance.random() < 0.5:
        body(yard, chance)


def broken_head(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice(entries(yard)), *chance.choice([(r"^topics:$", "chu-de:"), (r"^summary: .*$", ""), (r"^date: ", "date: 2"), (r"\A---", "")]))


def broken_registry(yard: Yard, chance: random.Random) -> None:
    rewrite(chance.choice([*registry(yard, "officials"), *registry(yard, "resolutions"), yard.content / "registry/topics.yaml"]), r"name: |number: |id: ", "khong-co: ")


EDITS = (body, bodies, body_with_link, body_undone, body_and_title, title, summary, topics, province, figure, correction, another_date, another_slug, deletion, new_entry, draft_or_published, hidden,
         office, person, person_renamed, namesake, document, document_renamed, document_less, document_more, provinces, terms, standing_page, template, macro, stylesheet, settings, plugin, touch,
         output_edited, output_less, checked_between, cache_deleted, broken_body, broken_head, broken_registry)


BREAKING = (broken_body, broken_head, broken_registry)
"""Edits that end in an error, as a rule."""


@pytest.mark.parametrize("seed", SEEDS)
def test_random_edits_give_the_bytes_of_a_cold_build(yard, seed):
    """Every kind of edit once, in an order of chance, one to three before a build, each on what the earlier ones left; what ends in an error is put back, which is an edit too."""
    chance = random.Random(seed)
    waiting, done = chance.sample(EDITS, len(EDITS)), []
    while waiting:
        before = {path: path.read_bytes() for place in (yard.content, yard.project) for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc"}
        for _ in range(chance.choice((1, 2, 3))):
            change = waiting.pop()
            change(yard, chance)
            done.append(change.__name__)
            if change in BREAKING or not waiting or waiting[-1] in BREAKING:
                break
        if yard.same(f"seed {seed}: {', '.join(done)}").status:
            done.append("put back")
            put_back(yard, before)
            assert yard.same(f"seed {seed}: {', '.join(done)}").status == 0
        done[-1] += " |"
    assert yard.same("nothing more").said.startswith("Không có gì đổi")


def put_back(yard: Yard, before: dict[Path, bytes]) -> None:
    for place in (yard.content, yard.project):
        for path in place.rglob("*"):
            if path.is_file() and path.suffix != ".pyc" and path not in before:
                path.unlink()
    for path, data in before.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


# What a random sequence would seldom meet.


PAGE = "tin/2025/09/dong-thap-ho-so-truc-tuyen/index.html"


@pytest.mark.parametrize("change", [body, title], ids=lambda change: change.__name__)
@pytest.mark.parametrize("damage", ["edited", "deleted"])
def test_an_output_file_somebody_changed_is_put_right_with_the_next_edit(yard, change, damage):
    page = yard.output / PAGE
    page.unlink()
    if damage == "edited":
        page.write_text("<p>sửa tay</p>", encoding="utf-8")
    change(yard, random.Random(7))
    yard.same()


def test_an_output_file_somebody_changed_is_put_right_when_nothing_else_changed(yard):
    write(yard.output / PAGE, "<p>sửa tay</p>")
    yard.same()


def test_a_change_that_keeps_size_and_time_is_not_seen_until_the_file_is_touched(yard):
    """The build is promised to answer from size and time alone; whoever restores a file with its old time must touch it."""
    path = yard.entry()
    times = path.stat()
    before = tree_of(yard.output)
    edit(path, "cho biết", "cho biêt")
    edit(path, "mạng lưới", "mạng luới")
    assert path.stat().st_size < times.st_size
    add(path, "." * (times.st_size - path.stat().st_size - 2))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (times.st_size, times.st_mtime_ns)
    assert yard.build().said.startswith("Không có gì đổi")
    assert tree_of(yard.output) == before
    path.touch()
    yard.same()


def test_files_touched_without_a_change_change_nothing(yard):
    before = {path: path.stat().st_mtime_ns for path in yard.output.rglob("*") if path.is_file()}
    for path in yard.content.rglob("*"):
        os.utime(path)
    yard.same()
    assert {path: path.stat().st_mtime_ns for path in yard.output.rglob("*") if path.is_file()} == before


def test_a_draft_edited_to_what_would_be_an_error_elsewhere_is_only_warned_of(yard):
    add(yard.entry(DRAFT), "Xem [tin không có](2025-01-01-khong-co.md).")
    assert yard.same().status == 0
    draft_or_published(yard, random.Random(1))
    assert yard.same().status == 1


def test_an_error_stays_an_error_while_other_entries_are_edited(yard):
    add(yard.entry(), "Xem [tin không có](2025-01-01-khong-co.md).")
    good = yard.entry().read_text(encoding="utf-8").rpartition("\nXem ")[0]
    assert yard.same().status == 1
    assert yard.same("again").status == 1
    add(yard.entry("tien-giang"), "Thêm một câu.")
    assert yard.same("another body").status == 1
    yard.check()
    title(yard, random.Random(3))
    assert yard.same("a title").status == 1
    write(yard.entry(), good)
    assert yard.same("mended").status == 0


def test_an_entry_that_loses_what_another_links_to_is_an_error(yard):
    yard.entry("tien-giang").rename(yard.entry("tien-giang").with_name("2025-05-tien-giang-phu-song.md"))
    assert yard.same("a link that leads nowhere").status == 1
    for path in (yard.entry(), yard.content / "pages/cach-lam.md"):
        edit(path, "2025-05-tien-giang-phu-song-5g.md", "2025-05-tien-giang-phu-song.md")
    assert yard.same("mended").status == 0


@pytest.mark.parametrize("name", ["fonts/chu.woff2", "them.svg"])
def test_a_file_of_the_theme_that_is_no_source_is_in_the_output_as_it_stands(yard, name):
    path = yard.project / "theme/static" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"mot")
    yard.same("new")
    path.write_bytes(b"hai!")
    body(yard, random.Random(2))
    yard.same("changed with a body")
    path.unlink()
    yard.same("removed")


@pytest.mark.parametrize("change", [('"trim_blocks": True', '"trim_blocks": False'), ('"autoescape": True', '"autoescape": True, "newline_sequence": "\\r\\n"'), ('THEME = "theme"', 'THEME = "theme2"')], ids=["trim", "newline", "theme"])
def test_a_setting_that_changes_how_templates_are_drawn_changes_every_page(yard, change):
    shutil.copytree(yard.project / "theme", yard.project / "theme2")
    edit(yard.project / "theme2/templates/base.html", "</body>", "<!-- khác --></body>")
    edit(yard.project / "pelicanconf.py", *change)
    yard.same()


def test_the_day_of_the_edition_publishes_what_is_due(yard):
    yard.same("the day the scheduled entry is due", environment={"SOURCE_DATE_EPOCH": "1780300000"})
    yard.same("no day again")
    body(yard, random.Random(1))
    yard.same("another day and a body", environment={"SOURCE_DATE_EPOCH": "1780300000"})


def test_publishing_and_building_into_one_folder_take_turns(yard):
    yard.same("published", settings="publishconf.py", environment={"SITE_URL": "https://mau.example.vn/tin"})
    yard.same("built")
    body(yard, random.Random(1))
    yard.same("published with a body", settings="publishconf.py", environment={"SITE_URL": "https://mau.example.vn/tin"})


@pytest.mark.parametrize("package", ["markdown", "jinja2", "pyyaml", "markupsafe"])
def test_another_version_of_a_dependency_draws_everything_anew(yard, package):
    done = yard.same(package, versions={package: "99.9"})
    assert not done.said.startswith("Không có gì đổi"), "the new version was not noticed"
    assert yard.same("and then stays", versions={package: "99.9"}).said.startswith("Không có gì đổi")


def test_an_upgraded_markdown_shows_on_the_pages(yard, tmp_path):
    """Not pretended: a Markdown beside the one installed, which after the first build is another version and gives other HTML."""
    package = Path(find_spec("markdown").origin).parent
    shutil.copytree(package, tmp_path / "markdown")
    (tmp_path / "Markdown-3.99.dist-info").mkdir()
    write(tmp_path / "Markdown-3.99.dist-info/METADATA", "Metadata-Version: 2.1\nName: Markdown\nVersion: 3.99\n")
    for path in package.parent.glob("[Mm]arkdown-*.dist-info"):
        shutil.copy(path / "entry_points.txt", tmp_path / "Markdown-3.99.dist-info/entry_points.txt")
    (yard.content / "pages/cach-lam.md").write_text((yard.content / "pages/cach-lam.md").read_text(encoding="utf-8") + "\n| a | b |\n|---|---|\n| c | d |\n", encoding="utf-8")

    def invoke(output: str, cache: str) -> None:
        done = subprocess.run([sys.executable, "-m", "invoke", "build", "--content", str(yard.content), "--output", str(yard.folder / output)], cwd=yard.project, capture_output=True, text=True,
                              env=os.environ | NO_INDEX | {"PYTHONPATH": str(tmp_path), "BAN_TIN_CACHE": str(yard.folder / cache), "PYTHONDONTWRITEBYTECODE": "1"})
        assert done.returncode == 0, done.stdout + done.stderr

    invoke("output", "cache")
    (tmp_path / "Markdown-3.99.dist-info").rename(tmp_path / "Markdown-3.100.dist-info")
    edit(tmp_path / "Markdown-3.100.dist-info/METADATA", "3.99", "3.100")
    edit(tmp_path / "markdown/extensions/tables.py", "etree.SubElement(parent, 'table')", "etree.SubElement(parent, 'table', {'class': 'moi'})")
    invoke("output", "cache")
    shutil.rmtree(yard.folder / "cold", ignore_errors=True)
    shutil.rmtree(yard.folder / "cold-cache", ignore_errors=True)
    invoke("cold", "cold-cache")
    assert b'<table class="moi">' in b"".join(tree_of(yard.folder / "cold").values())
    assert tree_of(yard.output) == tree_of(yard.folder / "cold")


def test_two_builds_of_other_contents_into_one_folder(yard):
    """The second content folder is a copy with one body changed: nothing of the first may be taken for it."""
    second = yard.folder / "content2" / "content"
    shutil.copytree(yard.content, second)
    path = second / yard.entry().relative_to(yard.content)
    add(path, "Chỉ ở bản thứ hai.")
    yard.same("the copy", content=second)
    yard.same("the first again")
    add(path, "Và thêm một câu.")
    yard.same("the copy, edited", content=second)
    add(yard.entry(), "Một câu ở bản đầu.")
    yard.same("the first, edited")
    shutil.rmtree(second.parent)

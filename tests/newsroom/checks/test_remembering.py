"""What a check remembers changes nothing of what it says: after every edit it finds what a check that remembers nothing finds."""

import shutil
from pathlib import Path

import pytest

from plugins.newsroom import memory
from plugins.newsroom.checks import run, texts
from plugins.newsroom.library import read_library
from plugins.newsroom.memory import Memory

ENTRY, OTHER = "articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md", "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
OFFICIAL, DOCUMENT = "registry/officials/tran-thi-mai.yaml", "registry/resolutions/25-kh-ubnd-hue-2025.yaml"


@pytest.fixture
def content(tmp_path, sample):
    (shutil.copytree(sample, tmp_path / "content") / "registry/abbreviations.yaml").write_text("- abbr: ĐMST\n  full: đổi mới sáng tạo\n", encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture
def check(tmp_path, content, today):
    def one(*, remembering=True):
        cache = tmp_path / "cache" if remembering else None
        kept = Memory(cache and cache / "library")
        library = read_library(content, today=today, memory=kept)
        kept.save()
        return run(library, cache=cache, today=today)

    return one


def put(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


EDITS = {
    "a misspelt word": lambda at: put(at / ENTRY, "\n---\n", "\n---\n\nBàn về nghành này.\n"),
    "a name in another form": lambda at: put(at / ENTRY, "province: Thái Nguyên", "province: thai nguyen"),
    "a name that is right again": lambda at: put(at / ENTRY, "province: thai nguyen", "province: Thái Nguyên"),
    "a capital nobody explained": lambda at: put(at / OTHER, "\n---\n", "\n---\n\nQuỹ ĐMST và quỹ KNST.\n"),
    "a capital everybody knows": lambda at: put(at / "registry/abbreviations.yaml", "full: đổi mới sáng tạo", "full: đổi mới sáng tạo\n  common: true"),
    "a publisher of no province": lambda at: (at / "registry/publishers.yaml").write_text("- domain: bao.vn\n  name: Báo\n  province: khong-co\n", encoding="utf-8"),
    "a publisher of a province": lambda at: put(at / "registry/publishers.yaml", "khong-co", "hue"),
    "a file whose name is none": lambda at: (at / ENTRY).rename(at / "articles/2025/ban_nhap.md"),
    "a file whose name is one again": lambda at: (at / "articles/2025/ban_nhap.md").rename(at / ENTRY),
    "one file twice": lambda at: shutil.copy(at / OTHER, at / OTHER.replace("dong-thap", "tinh")),
    "a person of another name": lambda at: put(at / OFFICIAL, "name: Trần Thị Mai", "name: Trần Thị Mái"),
    "a document of another place": lambda at: put(at / DOCUMENT, "25/KH-UBND", "26/KH-UBND"),
    "a topic in another form": lambda at: put(at / "registry/topics.yaml", "Chuyển đổi số", "Chuyển Đổi Số"),
    "a misspelt word in the registry": lambda at: put(at / OFFICIAL, "Ba Mai", "Ba Mầi  Nghành"),
    "a misspelt word on a page": lambda at: put(at / "pages/gioi-thieu.md", "\n---\n", "\n---\n\nNghành.\n"),
    "a file that is no text": lambda at: (at / ENTRY).write_bytes(b"\xff\xfe"),
    "an empty file": lambda at: (at / ENTRY).write_bytes(b""),
    "a file less": lambda at: (at / ENTRY).unlink(),
}


def test_a_check_that_remembers_says_what_one_without_memory_says(check, content):
    assert check() == check(remembering=False)
    said = [check()]
    for name, edit in EDITS.items():
        edit(content)
        said.append(check())
        assert said[-1] == check(remembering=False), name
        assert check() == said[-1], name
    assert sum(before != after for before, after in zip(said, said[1:], strict=False)) > 10


def test_of_unchanged_files_none_is_opened(check, content, monkeypatch):
    opened = []
    for module in (texts, memory):
        monkeypatch.setattr(module, "read_bytes", lambda path, most, read=module.read_bytes: opened.append(Path(path).relative_to(content).as_posix()) or read(path, most))
    check()
    assert {ENTRY, OTHER, OFFICIAL} <= set(opened)
    opened.clear()
    check()
    assert opened == []
    EDITS["a misspelt word"](content)
    check()
    assert set(opened) == {ENTRY}
    opened.clear()
    put(content / OFFICIAL, "Ba Mai", "Bà Mai")
    check()
    assert OFFICIAL in opened


def test_after_an_edit_of_a_document_only_entries_that_name_it_are_opened(check, content, monkeypatch):
    opened = set()
    monkeypatch.setattr(texts, "read_bytes", lambda path, most, read=texts.read_bytes: opened.add(Path(path).relative_to(content).as_posix()) or read(path, most))
    check()
    naming = {path for path in opened if path.startswith("articles/") and "57-NQ/TW" in (content / path).read_text(encoding="utf-8")}
    opened.clear()
    put(content / "registry/resolutions/57-nq-tw.yaml", "title: ", "title: Việc ")
    check()
    assert {path for path in opened if path.startswith("articles/")} == naming
    assert naming


def test_what_was_saved_after_the_library_was_read_is_not_kept_as_what_was_read(tmp_path, content, today):
    """Its documents are those of the entry that was read, its words those of the entry saved since."""
    library = read_library(content, today=today, memory=Memory())
    put(content / ENTRY, "province: Thái Nguyên", "province: Đồng Tháp")
    run(library, cache=tmp_path / "cache", today=today)
    again = read_library(content, today=today, memory=Memory())
    found = run(again, cache=tmp_path / "cache", today=today)
    assert found == run(again, today=today)
    assert any(one.code == "article-resolution-place" for one in found)

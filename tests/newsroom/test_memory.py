"""What was read before is taken from memory, and never when it would be read differently now."""

import datetime as dt
import os
import pickle
import shutil
import signal
from pathlib import Path

import pytest

from plugins.newsroom import memory as memories
from plugins.newsroom import program
from plugins.newsroom.article_reader import ArticleReader
from plugins.newsroom.articles import Article
from plugins.newsroom.digests import SIZE
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.memory import SHELF, Memory
from plugins.newsroom.packing import pack, unpack
from plugins.newsroom.workers import WorkerDied, share
from tests.conftest import TODAY

ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"


@pytest.fixture
def content(tmp_path: Path, sample: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stems of the entries that were read from their files, in order."""
    found: list[str] = []
    real = ArticleReader.read
    monkeypatch.setattr(ArticleReader, "read", lambda reader, path, *args: found.append(path.stem) or real(reader, path, *args))
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def library_of(content: Path, folder: Path | None, today: dt.date = TODAY) -> Library:
    """Read as a process of its own would: with a memory made anew, which is saved."""
    memory = Memory(folder)
    library = read_library(content, today=today, memory=memory)
    memory.save()
    return library


def told(article: Article) -> dict[str, object]:
    """Everything an entry says."""
    return {name: getattr(article, name) for name in (*Article.__slots__, "people", "indicators", "has_links", "links_to_files", "url")}


def plain(library: Library) -> bytes:
    """Everything a library says, as bytes."""
    articles = [*library.articles, *library.unpublished]
    return repr([[told(one) for one in articles], len(library.articles), sorted(map(str, library.problems)), library.files, library.frame, library.troubled]).encode()


def same(content: Path, folder: Path, today: dt.date = TODAY) -> Library:
    """Read with what is remembered and without: the same library."""
    library = library_of(content, folder, today)
    assert plain(library) == plain(read_library(content, today=today))
    return library


def test_the_second_process_reads_nothing(content, tmp_path, read):
    first = library_of(content, tmp_path / "kept")
    assert len(read) == 8
    read.clear()
    second = library_of(content, tmp_path / "kept")
    assert read == []
    assert plain(first) == plain(second)
    ours = second.registry.provinces
    assert all(ours[province.id] is province for article in second.articles for province in article.provinces)


def test_only_what_was_saved_is_read_again(content, tmp_path, read):
    library_of(content, tmp_path / "kept")
    read.clear()
    edit(content / ENTRY, "cho biết", "nói")
    same(content, tmp_path / "kept")
    assert read[0] == Path(ENTRY).stem and read.count(Path(ENTRY).stem) == 2 and len(read) == 1 + 8


def test_a_touched_file_is_looked_at_but_not_read(content, tmp_path, read):
    library_of(content, tmp_path / "kept")
    read.clear()
    for path in content.rglob("*"):
        os.utime(path, ns=(1, 1))
    library_of(content, tmp_path / "kept")
    assert read == []


def test_a_fresh_clone_of_the_same_bytes_is_not_read(content, tmp_path, read):
    library_of(content, tmp_path / "kept")
    shutil.copytree(content, tmp_path / "again", copy_function=shutil.copy)
    shutil.rmtree(content)
    (tmp_path / "again").rename(content)
    read.clear()
    library_of(content, tmp_path / "kept")
    assert read == []


def test_a_file_of_the_same_bytes_elsewhere_is_another_entry(content, tmp_path):
    library_of(content, tmp_path / "kept")
    path = content / ENTRY
    path.rename(path.with_name("2025-09-10-ten-khac.md"))
    assert "2025-09-10-ten-khac" in same(content, tmp_path / "kept").by_id
    path.with_name("2025-09-10-ten-khac.md").unlink()
    assert "2025-09-10-ten-khac" not in same(content, tmp_path / "kept").by_id


PERSON, PLAN = "registry/officials/tran-thi-mai.yaml", "registry/resolutions/25-kh-ubnd-thai-nguyen-2025.yaml"
NAMESAKE = "name: Trần Thị Mai\nposts:\n  - office: Giám đốc\n    organisation: Sở Y tế Huế\n    province: hue\n    from: 2025-01-01\n"
CHANGES = {
    "a person's office": (lambda content: edit(content / PERSON, "office: Phó", "office: Quyền Phó"), {"2025-09-10-dong-thap-ho-so-truc-tuyen"}),
    "a person's name": (lambda content: edit(content / PERSON, "Trần Thị Mai", "Trần Thị Mơ"), {"2025-09-10-dong-thap-ho-so-truc-tuyen"}),
    "a namesake": (lambda content: (content / "registry/officials/tran-thi-mai-hue.yaml").write_text(NAMESAKE, encoding="utf-8"), {"2025-09-10-dong-thap-ho-so-truc-tuyen"}),
    "a namesake without marks": (lambda content: (content / "registry/officials/ba-mai.yaml").write_text(NAMESAKE.replace("Trần Thị Mai", "Tran thi mai"), encoding="utf-8"), {"2025-09-10-dong-thap-ho-so-truc-tuyen"}),
    "a person nobody names": (lambda content: (content / "registry/officials/vu-lan.yaml").write_text(NAMESAKE.replace("Trần Thị Mai", "Vũ Thị Lan"), encoding="utf-8"), set()),
    "a document less": (lambda content: (content / PLAN).unlink(), {"2025-02-21-thai-nguyen-hop-ban-chi-dao"}),
    "a document's alias": (lambda content: edit(content / "registry/resolutions/03-nq-cp-2025.yaml", "verified:", "aliases:\n  - Nghị quyết 57\nverified:"),
                           {"2025-01-10-chinh-phu-ban-hanh-nghi-quyet-03", "2025-02-21-thai-nguyen-hop-ban-chi-dao"}),
    "a document of the same number": (lambda content: (content / "registry/resolutions/25-kh-ubnd-dong-thap-2025.yaml").write_text(
        (content / PLAN).read_text(encoding="utf-8").replace("thai-nguyen", "dong-thap").replace("Thái Nguyên", "Đồng Tháp"), encoding="utf-8"), {"2025-02-21-thai-nguyen-hop-ban-chi-dao"}),
    "a topic's name": (lambda content: edit(content / "registry/topics.yaml", "name: Hạ tầng số", "name: Hạ tầng"), None),
    "a province": (lambda content: edit(content / "registry/provinces.yaml", "date: 2025-07-01", "date: 2025-07-02"), None),
    "an indicator": (lambda content: edit(content / "registry/indicators.yaml", "name: ", "name: Mới "), None),
    "a broken registry file": (lambda content: edit(content / PERSON, "name: ", "khong-co: "), None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_of_the_registry_the_library_is_that_of_a_cold_reading(content, tmp_path, read, change):
    """...and only the entries that may be read differently are read again; None stands for all of them."""
    make, again = CHANGES[change]
    library_of(content, tmp_path / "kept")
    kept = {path: path.read_bytes() for place in (content, tmp_path / "kept") for path in place.rglob("*") if path.is_file()}
    make(content)
    read.clear()
    library_of(content, tmp_path / "kept")
    assert set(read) == again if again is not None else len(set(read)) == 8
    same(content, tmp_path / "kept")
    for path in [path for path in content.rglob("*") if path.is_file()]:
        path.write_bytes(kept[path]) if path in kept else path.unlink()
    for path, data in kept.items():
        if not path.exists():
            path.write_bytes(data)
    same(content, tmp_path / "kept")


def test_another_day_reads_again_what_the_day_decides(content, tmp_path):
    def early(day: int) -> bool:
        library = same(content, tmp_path / "kept", dt.date(2025, 9, day))
        return any(problem.code == "article-future" and problem.path.endswith(ENTRY) for problem in library.problems)

    assert early(9)
    assert not early(10)
    assert early(9)
    assert not early(11)


def test_one_edit_rewrites_one_shelf(content, tmp_path, monkeypatch):
    monkeypatch.setattr(memories, "SHELF", 3)
    library_of(content, tmp_path / "kept")
    shelves = sorted(path.name for path in (tmp_path / "kept").glob("[0-9]*.pack"))
    assert shelves == ["0.pack", "1.pack", "2.pack"]
    before = {path.name: path.stat().st_ino for path in (tmp_path / "kept").iterdir()}
    edit(content / ENTRY, "cho biết", "nói")
    library_of(content, tmp_path / "kept")
    after = {path.name: path.stat().st_ino for path in (tmp_path / "kept").iterdir()}
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed - {"shelves.pack"} < set(shelves) and len(changed) == 2
    for path in list((content / "articles").rglob("*.md"))[:6]:
        path.unlink()
        same(content, tmp_path / "kept")
    assert len(list((tmp_path / "kept").glob("[0-9]*.pack"))) <= 2


@pytest.mark.parametrize("many", [memories.ALONE - 1, memories.ALONE, memories.ALONE + SHELF + 1])
def test_many_entries_are_read_by_workers_and_kept_alike(content, tmp_path, many):
    text = (content / "articles/2025/2025-05-tien-giang-phu-song-5g.md").read_text(encoding="utf-8")
    for number in range(many - 8):
        (content / f"articles/2025/2025-05-nhieu-{number}.md").write_text(text.replace("5g-tien-giang", f"trang-{number}"), encoding="utf-8")
    first = library_of(content, tmp_path / "kept")
    assert len(first.articles) + len(first.unpublished) == many
    assert plain(library_of(content, tmp_path / "kept")) == plain(first)
    edit(content / "articles/2025/2025-05-nhieu-3.md", "Ba nhà mạng", "Bốn nhà mạng")
    same(content, tmp_path / "kept")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_worker_that_dies_reading_names_where_it_was(content, monkeypatch):
    monkeypatch.setattr(memories, "ALONE", 1)
    monkeypatch.setattr(memories, "SHELF", 4)
    monkeypatch.setattr(memories, "share", lambda pieces, work, **options: share(pieces, work, **options | {"processes": 2}))
    parent = os.getpid()

    def die(reader: ArticleReader, path: Path, *args: object) -> None:
        if os.getpid() != parent and path.name == Path(ENTRY).name:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(ArticleReader, "read", die)
    with pytest.raises(WorkerDied, match="2025/2025-0") as raised:
        read_library(content, today=TODAY, memory=Memory())
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize("name", ["registry", "shelves", "0"])
@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:SIZE], lambda data: data[:-1], lambda data: data + b"x", lambda data: data[:SIZE] + pickle.dumps([]), lambda data: bytes(SIZE) + data[SIZE:]],
                         ids=["empty", "head", "cut", "more", "other", "head of zeros"])
def test_a_damaged_shelf_is_as_if_nothing_were_kept(content, tmp_path, read, name, damage):
    library_of(content, tmp_path / "kept")
    path = tmp_path / f"kept/{name}.pack"
    path.write_bytes(damage(path.read_bytes()))
    read.clear()
    same(content, tmp_path / "kept")
    assert len(read) == 16


def test_a_shelf_of_an_earlier_save_does_not_fit(content, tmp_path):
    """A save cut off between its files: the shelf is the old one and the list of shelves the new one, or the other way round."""
    library_of(content, tmp_path / "kept")
    shutil.copytree(tmp_path / "kept", tmp_path / "old")
    edit(content / ENTRY, "cho biết", "nói")
    edit(content / PERSON, "office: Phó", "office: Quyền Phó")
    library_of(content, tmp_path / "kept")
    shutil.copytree(tmp_path / "kept", tmp_path / "new")
    for name in ("registry.pack", "shelves.pack", "0.pack"):
        for one, other in (("old", "new"), ("new", "old")):
            shutil.rmtree(tmp_path / "kept")
            shutil.copytree(tmp_path / one, tmp_path / "kept")
            shutil.copy(tmp_path / other / name, tmp_path / "kept" / name)
            same(content, tmp_path / "kept")


def test_another_version_of_the_program_forgets_everything(content, tmp_path, read, monkeypatch):
    library_of(content, tmp_path / "kept")
    monkeypatch.setattr(memories, "program_version", lambda: b"khac")
    read.clear()
    library_of(content, tmp_path / "kept")
    assert len(read) == 8


@pytest.mark.parametrize("package", ["pyyaml", "markdown"])
def test_the_version_of_what_reads_is_part_of_the_program_s(monkeypatch, package):
    before = program.program_version.__wrapped__()
    real = program.versions
    monkeypatch.setattr(program, "versions", lambda packages: [f"{package}-99" if one.startswith(f"{package}-") else one for one in real(packages)])
    assert program.program_version.__wrapped__() != before


def test_what_was_kept_of_another_folder_is_not_taken(content, tmp_path, read):
    library_of(content, tmp_path / "kept")
    other = Path(shutil.copytree(content, tmp_path / "other"))
    read.clear()
    library = library_of(other, tmp_path / "kept")
    assert len(read) == 8
    assert all(article.path.startswith("other/") for article in library.articles)


def test_a_folder_that_cannot_be_written_is_no_failure(content, tmp_path):
    (tmp_path / "kept").write_text("một tệp", encoding="utf-8")
    same(content, tmp_path / "kept")


def test_what_another_hand_left_in_the_folder_is_removed(content, tmp_path):
    library_of(content, tmp_path / "kept")
    (tmp_path / "kept/.0.pack.dở").write_bytes(b"")
    (tmp_path / "kept/77.pack").write_bytes(b"")
    edit(content / ENTRY, "cho biết", "nói")
    library_of(content, tmp_path / "kept")
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["0.pack", "registry.pack", "shelves.pack"]


def test_a_file_that_cannot_be_read_is_asked_again(content, tmp_path):
    (content / ENTRY).unlink()
    (content / ENTRY).mkdir()
    same(content, tmp_path / "kept")
    (content / ENTRY).rmdir()
    (content / ENTRY).write_bytes(b"")
    assert has_problem(same(content, tmp_path / "kept"), "file-empty")
    assert has_problem(same(content, tmp_path / "kept"), "file-empty")


def has_problem(library: Library, code: str) -> bool:
    return any(problem.code == code for problem in library.problems)


def test_packed_entries_come_back_tied_to_the_registry(library):
    articles = unpack(pack(library.articles), library.registry)
    assert [told(one) for one in articles] == [told(one) for one in library.articles]
    for old, new in zip(library.articles, articles, strict=True):
        assert new is not old
        assert all(one is other for one, other in zip(old.provinces + old.topics + old.resolutions, new.provinces + new.topics + new.resolutions, strict=True))
        assert all(one.official is other.official for one, other in zip(old.mentions, new.mentions, strict=True))


def test_an_entry_tied_to_what_the_registry_no_longer_has_cannot_be_unpacked(library):
    from plugins.newsroom.registry import Registry

    with pytest.raises(KeyError):
        unpack(pack(library.articles), Registry())

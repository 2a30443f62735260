"""An entry from a shelf says what its file says, and no more of the shelf is read than is asked for."""

import os
import shutil
from pathlib import Path

import pytest

from plugins.newsroom import memory as memories
from plugins.newsroom import shelves
from plugins.newsroom.article_reader import ArticleReader
from plugins.newsroom.articles import Article
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.memory import Memory
from plugins.newsroom.shelves import HEAD, OF_WORDS, SPINE, TIED, WORDS, EntryChanged, Shelf, Shelved
from plugins.newsroom.strict_yaml import Source
from tests.conftest import TODAY

ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"


@pytest.fixture
def content(tmp_path: Path, sample: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts of shelves that were read, in order."""
    found: list[str] = []
    real = Shelf._part
    monkeypatch.setattr(Shelf, "_part", lambda shelf, name: found.append(name) or real(shelf, name))
    return found


def kept(content: Path, folder: Path) -> tuple[Library, Memory]:
    """Return the library as a second process reads it, with all entries on shelves."""
    for _ in range(2):
        memory = Memory(folder)
        library = read_library(content, today=TODAY, memory=memory)
        memory.save()
    assert library.articles and all(isinstance(one, Shelved) for one in library.articles)
    return library, memory


def told(library: Library) -> list[dict]:
    """Everything the entries of `library` say, tied things by their ids."""
    return [{name: repr(getattr(one, name)) for name in (*SPINE, *HEAD, *WORDS, *TIED)} for one in (*library.articles, *library.unpublished)]


def test_every_field_of_an_entry_lies_in_one_part_of_a_shelf():
    parts = [*SPINE, *TIED, *HEAD, *WORDS]
    assert len(parts) == len(set(parts))
    assert set(Article.__slots__) == set(parts) - {"people", "indicators", *OF_WORDS}


def test_an_entry_says_what_its_file_says(content, tmp_path):
    assert told(kept(content, tmp_path / "kept")[0]) == told(read_library(content, today=TODAY))


def test_lists_and_orders_open_no_shelf(content, tmp_path, opened):
    library, _ = kept(content, tmp_path / "kept")
    assert library.by_id and library.orders and library.of_province and library.of_topic and library.of_official and library.of_resolution and library.of_indicator and library.of_month
    assert [one.url for one in library.articles] and [one.updated for one in library.articles] and [one.names for one in library.articles]
    assert opened == []


def test_one_question_opens_the_heads_of_one_shelf_once(content, tmp_path, opened, monkeypatch):
    monkeypatch.setattr(memories, "SHELF", 3)
    library, _ = kept(content, tmp_path / "kept")
    assert library.articles[0].title and library.articles[0].summary
    assert opened == ["head"]


def test_few_bodies_are_held_at_a_time(content, tmp_path, opened, monkeypatch):
    monkeypatch.setattr(memories, "SHELF", 2)
    monkeypatch.setattr(shelves, "MOST_OPEN", 1)
    library, _ = kept(content, tmp_path / "kept")
    entries = sorted([*library.articles, *library.unpublished], key=lambda one: one.path)
    for _ in range(2):
        assert all(one.body and one.body_line for one in entries)
    assert opened == ["words"] * 8, "four shelves, twice"


def test_what_an_entry_does_not_have_is_asked_of_no_shelf(content, tmp_path, opened):
    library, _ = kept(content, tmp_path / "kept")
    with pytest.raises(AttributeError, match="nonsense"):
        library.articles[0].nonsense
    assert opened == []


def test_new_words_stay_when_the_shelf_is_opened_and_made_again(content, tmp_path):
    """What a process that stays does with a save: see `Article.take_words`."""
    library, memory = kept(content, tmp_path / "kept")
    article = next(one for one in library.articles if not one.has_links)
    entry = article.path.partition("/")[2]
    path = content / entry
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm [một lối](2025-03-05-khong-co.md).\n", encoding="utf-8")
    new = ArticleReader(library.registry, TODAY).read(path, Source(article.path, []))
    article.take_words(new)
    memory.note(memory.known(entry)._replace(article=article))
    for _ in range(2):
        assert (article.body, article.digest, article.has_links, article.links_to_files, article.title) == (new.body, new.digest, True, True, new.title)
        memory.save()
    assert told(library) == told(read_library(content, today=TODAY))
    assert told(kept(content, tmp_path / "kept")[0]) == told(read_library(content, today=TODAY))


def test_a_damaged_shelf_of_the_right_size_is_read_from_the_files_and_made_again(content, tmp_path):
    kept(content, tmp_path / "kept")
    shelf = tmp_path / "kept/0.pack"
    for at in (0, -1):
        data = bytearray(shelf.read_bytes())
        data[at] ^= 1
        shelf.write_bytes(data)
        memory = Memory(tmp_path / "kept")
        library = read_library(content, today=TODAY, memory=memory)
        assert told(library) == told(read_library(content, today=TODAY))
        assert not shelf.exists()
        kept(content, tmp_path / "kept")
        assert shelf.exists()


@pytest.fixture(params=[True, False], ids=["held", "opened when needed"])
def holding(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether files of shelves are kept open; not on Windows."""
    if not request.param:
        monkeypatch.delattr(os, "pread", raising=False)
    return hasattr(os, "pread")


def test_a_shelf_that_goes_away_meanwhile_is_no_loss(content, tmp_path, holding):
    library, _ = kept(content, tmp_path / "kept")
    shutil.rmtree(tmp_path / "kept")
    assert told(library) == told(read_library(content, today=TODAY))


def test_a_build_beside_this_one_may_put_another_shelf_in_its_place(content, tmp_path, holding):
    before = told(read_library(content, today=TODAY))
    library, _ = kept(content, tmp_path / "kept")
    path = content / ENTRY
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    other, _ = kept(content, tmp_path / "kept")
    assert told(other) == told(read_library(content, today=TODAY)) != before
    if holding:
        assert told(library) == before
    else:
        with pytest.raises(EntryChanged, match=path.name):
            told(library)


def test_an_entry_edited_meanwhile_whose_shelf_is_damaged_is_an_error(content, tmp_path):
    library, _ = kept(content, tmp_path / "kept")
    shelf = tmp_path / "kept/0.pack"
    with shelf.open("r+b") as file:
        file.write(bytes(shelf.stat().st_size))
    path = content / ENTRY
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    with pytest.raises(EntryChanged, match=path.name):
        library.by_id[path.stem].title
    path.unlink()
    with pytest.raises(EntryChanged, match=path.name):
        library.by_id[path.stem].body


def test_a_shelf_that_cannot_be_kept_stays_in_memory(content, tmp_path, monkeypatch):
    (tmp_path / "kept").write_text("một tệp", encoding="utf-8")
    monkeypatch.setattr(memories, "ALONE", 1)
    memory = Memory(tmp_path / "kept")
    library = read_library(content, today=TODAY, memory=memory)
    memory.save()
    assert all(isinstance(one, Shelved) for one in library.articles)
    assert told(library) == told(read_library(content, today=TODAY))

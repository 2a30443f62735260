import contextlib
import sqlite3

import pytest

from plugins.newsroom.library import Library
from plugins.newsroom.open_data import TABLES
from plugins.newsroom.registry import Registry
from plugins.newsroom.site import Site
from plugins.newsroom.sqlite_file import PAGE_SIZE, VIEWS, WRITTEN_BY, create, database, described

ALL = [table for found in TABLES.values() for table in found]


@pytest.fixture(scope="module")
def site(library):
    return Site(library, name="Bản tin mẫu", address="https://mau.example.vn", description="Mẫu.")


@pytest.fixture(scope="module")
def data(site):
    return database(ALL, site, {"version": "1.0"})


@pytest.fixture
def run(data, tmp_path):
    """Run a statement on the file as SQLite opens it."""
    (tmp_path / "a.sqlite").write_bytes(data)
    with contextlib.closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        yield lambda statement, *values: connection.execute(statement, values).fetchall()


def test_the_file_is_sound_and_every_reference_has_its_target(run):
    assert run("PRAGMA integrity_check") == [("ok",)]
    assert run("PRAGMA foreign_key_check") == []


def test_every_reference_is_declared(run):
    for table in ALL:
        declared = {(target, column) for _, _, target, column, *_ in run(f'PRAGMA foreign_key_list("{table.name}")')}
        assert {(column.refers, column.name) for column in table.columns if column.refers} <= declared
        assert not table.parent or any(target == table.parent for target, _ in declared)


def test_the_tables_hold_what_the_library_holds(run, site):
    assert run("SELECT count(*) FROM entries") == [(len(site.library.articles),)]
    assert run("SELECT count(*) FROM figures") == [(sum(len(article.figures) for article in site.library.articles),)]
    assert run("SELECT province, name, kind FROM entry_provinces WHERE entry = '2025-05-tien-giang-phu-song-5g'") == [("tien-giang", "Tiền Giang", "tỉnh")]
    assert run("SELECT type, target FROM resolution_relations WHERE resolution = '03-nq-cp-2025'") == [("implements", "57-nq-tw")]


def test_every_view_gives_rows(run):
    for name in VIEWS:
        assert run(f"SELECT * FROM {name}")
    assert run("SELECT days FROM carrying_out WHERE number = '03/NQ-CP' AND earlier_number = '57-NQ/TW'") == [(18,)]
    assert len(run("SELECT * FROM entry_overview")) == run("SELECT count(*) FROM entries")[0][0]


def test_a_search_without_marks_finds_an_entry(run):
    assert run("SELECT id FROM entries WHERE folded LIKE '%dong thap%'")
    assert not run("SELECT id FROM entries WHERE folded LIKE '%đ%' OR folded LIKE '%ồ%'")


def test_every_table_and_column_is_described(run):
    words = {(table, column): text for table, column, text in run('SELECT "table", "column", words FROM described')}
    assert words == {(table, column): text for table, column, text in described(ALL)}
    assert all(words[table.name, column.name] for table in ALL for column in table.columns)
    assert "-- mã của tin, không bao giờ đổi" in create(ALL[0])


def test_no_body_is_in_the_file(data, site):
    assert not any(article.body.strip()[:60].encode() in data for article in site.library.articles)


def test_two_makings_are_the_same_bytes_and_name_no_version_of_ours(data, site):
    assert database(ALL, site, {"version": "1.0"}) == data
    assert int.from_bytes(data[16:18], "big") == PAGE_SIZE and len(data) % PAGE_SIZE == 0
    assert (int.from_bytes(data[24:28], "big"), int.from_bytes(data[92:96], "big"), int.from_bytes(data[96:100], "big")) == (1, 1, WRITTEN_BY)


def test_the_unused_part_of_a_page_is_empty(data):
    gaps = []
    for start in range(PAGE_SIZE, len(data), PAGE_SIZE):
        length = {2: 12, 5: 12, 10: 8, 13: 8}.get(data[start])
        if length:
            cells, content = int.from_bytes(data[start + 3:start + 5], "big"), int.from_bytes(data[start + 5:start + 7], "big")
            gaps.append(data[start + length + 2 * cells:start + content])
    assert len(gaps) > 20 and not any(any(gap) for gap in gaps)


def test_without_content_there_are_tables_without_rows(tmp_path):
    (tmp_path / "a.sqlite").write_bytes(database(ALL, Site(Library(Registry()), name="A", address="", description="B"), {}))
    with contextlib.closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert sum(connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] for table in ALL) == 0

"""What search knows of each page, and how pages are cut into shards."""

import dataclasses
import datetime as dt
import shutil
from pathlib import Path

import pytest

from plugins.newsroom.addresses import all_addresses
from plugins.newsroom.dates import PartialDate, read_date
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.search_records import GROUPS, Abbreviations, Records, cut_by_time, day_words, document_keys, plain, shards, short_forms
from plugins.newsroom.search_words import key_of


@pytest.fixture(scope="module")
def records(library: Library) -> dict:
    """Address → record, of the sample."""
    return {record.url: record for shard in shards(library) for record in shard.records()}


def test_every_entry_document_unit_person_topic_and_page_has_a_record(library: Library, records: dict):
    registry = library.registry
    things = [*library.articles, *library.pages, *registry.provinces.values(), *registry.officials.values(), *registry.resolutions.values(), *registry.topics.values(), *registry.indicators.values()]
    assert [thing.url for thing in things if thing.url not in records] == []


def test_every_record_leads_to_a_page_and_is_of_a_known_kind(library: Library, records: dict):
    assert set(records) <= all_addresses(library)
    assert {record.kind for record in records.values()} <= set(GROUPS)


def test_each_shard_counts_its_records_right(library: Library):
    for shard in shards(library):
        made = shard.records()
        assert len(made) == shard.count
        assert {record.kind for record in made} <= set(shard.kinds)


def test_an_entry_is_found_by_its_body_and_by_the_unit_that_took_over(library: Library, records: dict):
    article = next(one for one in library.articles if any(province.dissolved for province in one.provinces))
    record = records[article.url]
    successor = library.registry.present(next(province for province in article.provinces if province.dissolved))
    assert successor.name in record.words
    assert successor.id in record.provinces
    assert plain(article.body).split()[0] in record.text
    assert record.year == str(article.date.year)


def test_a_successor_answers_less_strongly_to_the_names_of_what_it_took_over(library: Library, records: dict):
    registry = library.registry
    for successor, olders in registry.predecessors.items():
        record = records[registry.provinces[successor].url]
        own = {key_of(name) for name in record.keys}
        for older in olders:
            if key_of(older.name) not in own:
                assert older.name in record.weak


def test_a_national_document_owns_its_short_names_and_one_of_a_province_shares_them(library: Library):
    national, local = (next(one for one in library.registry.resolutions.values() if bool(one.province) is wanted and one.parsed and one.parsed.letters) for wanted in (False, True))
    own, shared = document_keys(national, [])
    short = f"{national.kind} {national.parsed.serial}"
    assert key_of(short) in map(key_of, own)
    place = library.registry.provinces[local.province].name
    own, shared = document_keys(local, [place])
    short = f"{local.kind} {local.parsed.serial}"
    assert key_of(short) not in map(key_of, own) and key_of(short) in map(key_of, shared)
    assert key_of(f"{short} {place}") in map(key_of, own)
    assert key_of(local.number) in map(key_of, own)


def test_the_short_forms_of_a_number_are_words_readers_type(library: Library):
    known = {one.number: one for one in library.registry.resolutions.values()}
    forms = " ".join(short_forms(known["57-NQ/TW"]))
    for form in ("57-NQ/TW", "57 NQ TW", "NQ57", "NQ 57", "Nghị quyết 57"):
        assert form in forms


def test_abbreviations_go_both_ways():
    found = Abbreviations([("CĐS", "chuyển đổi số"), ("KH&CN", "khoa học và công nghệ"), ("KHCN", "khoa học và công nghệ"), ("TU", "tỉnh ủy")])
    assert found.of("Kế hoạch Chuyển đổi số của tỉnh") == ["CĐS"]
    assert found.of("Sở KH&CN") == ["khoa học và công nghệ"]
    assert sorted(found.of("khoa học và công nghệ")) == ["KH&CN", "KHCN"]
    assert found.of("62-CTr/TU") == []
    assert found.of("chuyển đổi sốc") == []
    assert found.of("chuyển đổi sốc, rồi chuyển đổi số") == ["CĐS"]
    assert found.of("chuyển đổi số_1") == []
    assert Abbreviations(()).of("chuyển đổi số") == []


@pytest.mark.parametrize(("day", "words", "no"), [
    ("2025-04-01", ["01/04/2025", "1/4/2025", "4/2025", "tháng 4 năm 2025", "2025-04-01"], []),
    ("2025-04", ["04/2025", "4/2025", "tháng 4 năm 2025"], ["ngày", "01/04/2025"]),
    ("2024", ["năm 2024"], ["tháng"]),
])
def test_a_day_is_found_in_every_way_it_is_written_and_never_more_precisely_than_known(day: str, words: list[str], no: list[str]):
    text = day_words(read_date(day))
    assert [word for word in words if word not in text] == []
    assert [word for word in no if word in text] == []


@pytest.mark.parametrize(("body", "text"), [
    ("## Tiêu đề\n\nMột **đậm** và [liên kết](2025-04-01-x.md).", "Tiêu đề Một đậm và liên kết."),
    ("chữ_có_gạch và _nghiêng_ và **đậm**.", "chữ_có_gạch và nghiêng và đậm."),
    ("- một\n- hai", "một hai"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
    ("| --- |\n> trích\n1 * 2 \\* 3", "trích 1 2 3"),
    ("không có dấu nào", "không có dấu nào"),
    ("", ""),
])
def test_a_body_is_searched_without_its_marks(body: str, text: str):
    assert plain(body).split() == text.split()


def day_of(number: int) -> PartialDate:
    return PartialDate(2020 + number // 12, number % 12 + 1)


def test_few_things_are_one_shard_and_none_are_none():
    assert cut_by_time("tin", [], day_of, 5) == []
    assert cut_by_time("tin", [1, 2, 3], day_of, 5) == [("tin", [1, 2, 3])]


def test_many_things_are_cut_by_time_newest_first_and_nothing_is_lost():
    things = [month for month in range(60) for _ in range(3)]
    found = cut_by_time("tin", things, day_of, 40)
    assert [thing for _, part in reversed(found) for thing in part] == things
    assert max(len(part) for _, part in found) <= 40
    assert len({name for name, _ in found}) == len(found)


def test_a_new_thing_changes_one_shard():
    things = [month for month in range(60) for _ in range(3)]
    before = dict(cut_by_time("tin", things, day_of, 40))
    after = dict(cut_by_time("tin", sorted([*things, 30]), day_of, 40))
    assert len([name for name in after if after[name] != before.get(name)]) == 1


def test_a_day_with_too_many_is_one_shard_all_the_same():
    assert [len(part) for _, part in cut_by_time("tin", [7] * 50, lambda _: PartialDate(2025, 4, 1), 10)] == [50]


def test_a_month_with_too_many_is_cut_at_its_days():
    found = cut_by_time("tin", list(range(1, 31)), lambda day: PartialDate(2025, 4, day), 10)
    assert [(name, part) for name, part in reversed(found)] == [("tin", list(range(1, 8))), ("tin-2025-04-08", list(range(8, 16))), ("tin-2025-04-16", list(range(16, 24))), ("tin-2025-04-24", list(range(24, 31)))]


def test_a_vague_date_stands_at_the_end_of_what_it_covers():
    days = [PartialDate(2025, 4, day) for day in range(1, 31)] + [PartialDate(2025, 4), PartialDate(2025, 5, 1)]
    assert [day for _, part in reversed(cut_by_time("tin", days, lambda day: day, 10)) for day in part] == days


def test_things_without_a_day_are_kept():
    found = cut_by_time("van-ban", [None, None, 1, 2, 3, 4, 5, 6], lambda one: None if one is None else day_of(one), 3)
    assert sum(len(part) for _, part in found) == 8


def keys_of(library: Library) -> dict[str, bytes]:
    return {shard.id: shard.key for shard in shards(library)}


def test_an_edit_of_an_entry_changes_the_key_of_its_shard_only(library: Library):
    before = keys_of(library)
    edited = dataclasses.replace(library, articles=[dataclasses.replace(library.articles[0], body="Khác.", digest=b"x" * 16), *library.articles[1:]])
    assert [name for name, key in keys_of(edited).items() if key != before[name]] == ["tin"]


def test_a_change_of_a_person_reaches_the_entries_that_name_them(tmp_path: Path, sample: Path, today: dt.date):
    content = Path(shutil.copytree(sample, tmp_path / "content"))
    library = read_library(content, today=today)
    before = keys_of(library)
    official = next(one.mentions[0].official for one in library.articles if one.mentions)
    file = content / "registry" / "officials" / f"{official.id}.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "note: Một ghi chú mới.\n", encoding="utf-8")
    after = keys_of(read_library(content, today=today))
    assert {name for name in after if after[name] != before[name]} == {"muc", "tin"}


def test_the_abbreviations_are_part_of_every_key(tmp_path: Path, sample: Path, today: dt.date):
    content = Path(shutil.copytree(sample, tmp_path / "content"))
    before = keys_of(read_library(content, today=today))
    (content / "registry" / "abbreviations.yaml").write_text("- abbr: XYZ\n  full: xin ý dân\n", encoding="utf-8")
    after = keys_of(read_library(content, today=today))
    assert [name for name in after if after[name] == before[name]] == []


def test_an_empty_library_has_a_shard_too(tmp_path: Path, today: dt.date):
    library = Library(read_library(tmp_path, today=today).registry)
    assert [len(shard.records()) == shard.count for shard in Records(library).shards()] == [True]

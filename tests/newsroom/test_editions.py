"""Editions made from the sample, and from entries written on the spot."""

import shutil
from pathlib import Path

import pytest

from plugins.newsroom.dates import read_date
from plugins.newsroom.editions import Edition, Records, by_place, by_topic, editions, scoped
from plugins.newsroom.library import read_library

ROOT = Path(__file__).parents[2]
ENTRY = """---
title: {title}
date: {date}
province: {province}
topics: [{topics}]
source: {{name: Báo Mẫu, url: 'https://bao.example.vn/{number}', published: {date}, accessed: 2025-10-01}}
summary: Tóm tắt {number}.
{more}---

Một đoạn.
"""
NOTE = "---\ntitle: Số đặc biệt\nsummary: Một câu của biên tập.\n{picks}---\n\nLời mở đầu.\n"


@pytest.fixture
def content(sample, tmp_path):
    return Path(shutil.copytree(sample, tmp_path / "content"))


@pytest.fixture
def write(content):
    """Write entry `number` of a day; return its id."""

    def made(number: int, date: str, *, province: str = "Huế", topics: str = "Chuyển đổi số", more: str = "") -> str:
        name = f"{date}-tin-so-{number}"
        (content / "articles" / date[:4] / f"{name}.md").write_text(ENTRY.format(title=f"Tin số {number}", date=date, province=province, topics=topics, number=number, more=more), encoding="utf-8")
        return name

    return made


@pytest.fixture
def note(content):
    def made(period: str, *picks: str) -> None:
        (content / "editions").mkdir(exist_ok=True)
        (content / "editions" / f"{period}.md").write_text(NOTE.format(picks="picks:\n" + "".join(f"  - {one}\n" for one in picks) if picks else ""), encoding="utf-8")

    return made


@pytest.fixture
def read(content, today):
    def made(by: str = "month"):
        library = read_library(content, today=today, editions_by=by)
        assert library.problems == []
        return library

    return made


def addresses(library) -> list[str]:
    return [edition.url for edition in editions(library)]


def the(library, period: str) -> Edition:
    return next(edition for edition in editions(library) if edition.period.id == period)


def test_there_is_an_edition_of_every_month_with_entries_newest_first(library):
    assert addresses(library) == ["/ban-tin/2025-09/", "/ban-tin/2025-08/", "/ban-tin/2025-05/", "/ban-tin/2025-02/", "/ban-tin/2025-01/", "/ban-tin/2024-11/"]


def test_an_edition_says_what_it_holds_and_since_when(library):
    edition = the(library, "2025-08")
    assert (edition.title, edition.summary, edition.updated.iso) == ("Bản tin tháng 8/2025", edition.contents, "2025-08-15")
    assert edition.contents.startswith("1 tin ở 2 tỉnh, thành phố, về ")


def test_an_empty_library_has_no_edition(read, content):
    shutil.rmtree(content / "articles")
    (content / "articles").mkdir()
    assert editions(read()) == []


def test_by_weeks_an_entry_of_which_only_the_month_is_known_is_in_no_edition(read):
    assert addresses(read("week")) == ["/ban-tin/2025-w37/", "/ban-tin/2025-w33/", "/ban-tin/2025-w08/", "/ban-tin/2025-w02/", "/ban-tin/2024-w45/"]
    assert "/ban-tin/2025-05/" in addresses(read())


def test_a_note_makes_an_edition_of_a_week_among_months_and_of_a_month_among_weeks(read, note):
    note("2025-w08")
    note("2025-05")
    assert {"/ban-tin/2025-w08/", "/ban-tin/2025-02/"} <= set(addresses(read()))
    assert {"/ban-tin/2025-w08/", "/ban-tin/2025-05/"} <= set(addresses(read("week")))
    assert the(read(), "2025-w08").title == "Số đặc biệt"
    assert the(read(), "2025-02").title == "Bản tin tháng 2/2025"


def test_a_note_of_a_period_without_entries_makes_no_edition(read, note):
    note("2025-03")
    assert "/ban-tin/2025-03/" not in addresses(read())


def test_the_year_ends_where_its_last_week_does(read, write):
    write(1, "2024-12-30", province="Thái Nguyên")
    write(2, "2024-12-29", province="Thái Nguyên")
    found = {edition.period.id: [one.id for one in edition.articles] for edition in editions(read("week"))}
    assert found["2025-w01"] == ["2024-12-30-tin-so-1"]
    assert found["2024-w52"] == ["2024-12-29-tin-so-2"]


def test_picks_come_in_the_editors_order_and_those_not_shown_are_left_out(read, write, note):
    first, second = write(1, "2025-03-05"), write(2, "2025-03-06")
    hidden = write(3, "2025-03-07", more="status: draft\n")
    note("2025-03", first, hidden, second)
    assert [article.id for article in the(read(), "2025-03").picks] == [first, second]


def test_a_province_or_topic_has_an_edition_from_three_entries_on(read, write):
    for number, province in enumerate(["Huế", "Huế", "[Huế, Thái Nguyên]", "Thái Nguyên"]):
        write(number, f"2025-03-0{number + 1}", province=province, topics="Chuyển đổi số" if number else "Hạ tầng số")
    library = read()
    assert [(one.url, len(one.articles)) for one in scoped(the(library, "2025-03"), library.registry)] == [("/ban-tin/2025-03/hue/", 3), ("/ban-tin/2025-03/chuyen-doi-so/", 3)]


def test_entries_of_a_dissolved_province_stand_in_the_edition_of_its_successor(read, write):
    for number in range(3):
        write(number, f"2025-03-0{number + 1}", province="Tiền Giang")
    library = read()
    edition = scoped(the(library, "2025-03"), library.registry)[0]
    assert (edition.title, edition.url) == ("Bản tin tháng 3/2025: Đồng Tháp", "/ban-tin/2025-03/dong-thap/")
    assert [name.name for article in edition.articles for _, name in article.names] == ["Tiền Giang"] * 3


def test_a_note_speaks_for_the_whole_edition_and_not_for_one_province(read, write, note):
    picked = [write(number, f"2025-03-0{number + 1}") for number in range(3)]
    note("2025-03", *picked)
    library = read()
    inner = scoped(the(library, "2025-03"), library.registry)[0]
    assert inner.title == "Bản tin tháng 3/2025: Huế"
    assert inner.picks == [] and "của biên tập" not in inner.summary


def test_by_topic_an_entry_stands_once_and_by_place_once_in_each_place(read, write):
    write(1, "2025-03-01", province="[Huế, Thái Nguyên]", topics="Chuyển đổi số, Hạ tầng số")
    library = read()
    edition = the(library, "2025-03")
    assert [(topic.id, len(found)) for topic, found in by_topic(edition, library.registry)] == [("chuyen-doi-so", 1)]
    assert [(place.name, place.anchor) for place in by_place(edition)] == [("Huế", "hue"), ("Thái Nguyên", "thai-nguyen")]


def test_entries_of_the_whole_country_come_first_by_place(library):
    assert [(place.name, place.anchor, place.unit) for place in by_place(the(library, "2025-01"))] == [("Cả nước", "ca-nuoc", None)]


def test_by_place_a_unit_has_the_name_of_that_day(library):
    assert [place.name for place in by_place(the(library, "2025-05"))] == ["Tiền Giang"]
    assert [(place.name, place.anchor) for place in by_place(the(library, "2024-11"))] == [("Thừa Thiên Huế", "hue")]


def test_documents_of_the_period_are_those_issued_in_it_oldest_first(library):
    edition = the(library, "2025-01")
    documents = Records(library, {edition.period}).documents(edition)
    assert documents and all(edition.period.holds(one.date) for one in documents)
    assert [one.date.first for one in documents] == sorted(one.date.first for one in documents)


def test_corrections_are_those_made_in_the_period_whatever_the_entrys_age(read, write):
    write(1, "2024-11-20", province="Thái Nguyên", more="corrections:\n  - {date: 2025-08-02, note: Sửa ngày họp.}\n")
    library = read()
    records = Records(library, {edition.period for edition in editions(library)})
    assert [one.article.id for one in records.corrections(the(library, "2025-08"))] == ["2024-11-20-tin-so-1"]
    assert "2024-11-20-tin-so-1" not in [one.article.id for one in records.corrections(the(library, "2024-11"))]
    assert the(library, "2024-11").updated == read_date("2025-08-02")


def test_no_province_has_the_address_of_a_topic_or_of_the_page_by_place():
    library = read_library(ROOT / "content", today=read_date("2100-01-01").first)
    assert not set(library.registry.provinces) & {*library.registry.topics, "theo-dia-phuong"}
    assert "theo-dia-phuong" not in library.registry.topics

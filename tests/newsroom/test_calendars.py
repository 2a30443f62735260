"""Calendars: the days of documents and aims, and nothing that no source gives."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from plugins.newsroom.calendars import MOST, calendar, calendar_key
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.registry import Registry
from plugins.newsroom.site import Site

DAY = dt.date(2026, 5, 15)
ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
AIMS = """figures:
  - {label: "Hồ sơ; trực tuyến, cả tỉnh", value: 90, unit: "%", as_of: 2030, target: true, province: Đồng Tháp}
  - {label: Tổ công nghệ số, value: 12, unit: tổ, as_of: 2030, target: true, province: Đồng Tháp}
  - {label: Xã có mạng 5G, value: 5, unit: xã, as_of: 2026-12-15, target: true}
"""


@pytest.fixture
def site_with(tmp_path, sample):
    """Make the site of the sample after text of its newest entry is replaced."""

    def site_with(*changes: tuple[str, str]) -> Site:
        content = Path(shutil.copytree(sample, tmp_path / "content", dirs_exist_ok=True))
        text = (content / ENTRY).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (content / ENTRY).write_text(text, encoding="utf-8")
        library = read_library(content, today=DAY)
        assert [str(one) for one in library.problems] == []
        return Site(library, name="Bản tin mẫu", address="https://mau.example.vn/tin", description="Mẫu.")

    return site_with


def drawn(site: Site, url: str = "/theo-doi/lich.ics") -> bytes:
    return next(output for output in site.outputs() if output.url == url).view()


def events(data: bytes) -> dict[str, dict]:
    """Return uid → what a calendar program reads of the event."""
    return {str(one["uid"]): {"day": one["dtstart"].dt, "end": one["dtend"].dt, "stamp": one["dtstamp"].dt, "title": str(one["summary"]), "text": str(one["description"]), "url": str(one["url"])}
            for one in Calendar.from_ical(data).walk("VEVENT")}


def test_each_document_whose_day_is_known_is_an_event_of_one_whole_day(site_with):
    site = site_with()
    found = events(drawn(site))
    assert {uid for uid in found if uid.startswith("van-ban")} == {f"van-ban-{one.id}@mau.example.vn" for one in site.registry.resolutions.values() if one.date and one.date.exact}
    assert found["van-ban-57-nq-tw@mau.example.vn"] == {
        "day": dt.date(2024, 12, 22), "end": dt.date(2024, 12, 23), "stamp": dt.datetime(2024, 12, 22, tzinfo=dt.UTC), "title": "57-NQ/TW, Bộ Chính trị ban hành",
        "text": found["van-ban-57-nq-tw@mau.example.vn"]["text"], "url": "https://mau.example.vn/tin/van-ban/57-nq-tw/"}


def test_a_document_of_which_only_the_month_is_known_is_in_no_calendar(site_with):
    site = site_with()
    one = site.registry.resolutions["57-nq-tw"]
    site.registry.resolutions["57-nq-tw"] = replace(one, date=replace(one.date, day=None))
    try:
        assert not any("57-nq-tw" in uid for uid in events(drawn(site)))
    finally:
        site.registry.resolutions["57-nq-tw"] = one


def test_aims_of_one_day_and_place_are_one_event_and_results_are_none(site_with):
    stem = "muc-tieu-2025-09-10-dong-thap-ho-so-truc-tuyen"
    found = {uid: one for uid, one in events(drawn(site_with(("figures:\n", AIMS)))).items() if uid.startswith(stem)}
    assert {uid.partition("@")[0]: (one["day"], one["title"]) for uid, one in found.items()} == {
        f"{stem}-2030-dong-thap": (dt.date(2030, 12, 31), "Đồng Tháp: 2 mục tiêu đến năm 2030"),
        f"{stem}-2026-12-15-dong-thap": (dt.date(2026, 12, 15), "Đồng Tháp: Xã có mạng 5G, mục tiêu đến ngày 15/12/2026")}
    vague, exact = (next(one["text"] for uid, one in found.items() if part in uid) for part in ("-2030-", "-2026-"))
    assert vague.splitlines() == ["Hồ sơ; trực tuyến, cả tỉnh: 90%.", "Tổ công nghệ số: 12\u00a0tổ.", "Nguồn chỉ nêu năm 2030; lịch đặt vào ngày cuối.", "Theo tin: Đồng Tháp nhận 71,5% hồ sơ qua mạng"]
    assert "Nguồn chỉ nêu" not in exact
    assert {one["stamp"] for one in found.values()} == {dt.datetime(2025, 9, 10, tzinfo=dt.UTC)}


def test_uids_stay_when_words_change(site_with):
    before = set(events(drawn(site_with(("figures:\n", AIMS)))))
    after = events(drawn(site_with(("title: Đồng Tháp nhận", "title: Cả tỉnh nhận"), ("figures:\n", AIMS.replace("Tổ công nghệ số", "Tổ công nghệ")))))
    assert set(after) == before


def test_lines_are_folded_between_letters_and_words_are_escaped(site_with):
    data = drawn(site_with(("figures:\n", AIMS)))
    assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert "Hồ sơ\\; trực tuyến\\, cả tỉnh" in data.replace(b"\r\n ", b"").decode()


def test_a_calendar_says_what_it_is(site_with):
    made = Calendar.from_ical(drawn(site_with()))
    assert (str(made["version"]), str(made["name"]), str(made["x-wr-calname"])) == ("2.0", "Văn bản và mục tiêu · Bản tin mẫu", "Văn bản và mục tiêu · Bản tin mẫu")
    assert made["refresh-interval"].params["VALUE"] == "DURATION"
    assert str(made["source"]) == "https://mau.example.vn/tin/theo-doi/lich.ics"


def test_a_unit_has_a_calendar_of_its_own_and_of_what_it_took_over(site_with):
    site = site_with(("figures:\n", AIMS))
    found = events(drawn(site, "/tinh/dong-thap/lich.ics"))
    stem = "muc-tieu-2025-09-10-dong-thap-ho-so-truc-tuyen"
    assert {uid.partition("@")[0] for uid in found} == {"van-ban-06-2022-nq-hdnd-tien-giang", f"{stem}-2030-dong-thap", f"{stem}-2026-12-15-dong-thap"}
    assert {uid.partition("@")[0] for uid in events(drawn(site, "/tinh/tien-giang/lich.ics"))} == {"van-ban-06-2022-nq-hdnd-tien-giang"}
    assert "/tinh/dong-nai/lich.ics" not in {output.url for output in site.outputs()}


def test_the_same_days_give_the_same_bytes_and_the_key_says_when_they_differ(site_with):
    site = site_with()
    assert calendar(site, "A", "/a.ics", site.days) == calendar(site, "A", "/a.ics", site.days)
    keys = {calendar_key("A", site.days), calendar_key("B", site.days), calendar_key("A", site.days[1:]), calendar_key("A", [replace(site.days[0], text="khác"), *site.days[1:]])}
    assert len(keys) == 4


def test_a_long_record_keeps_its_latest_days(site_with):
    site = site_with()
    first = site.days[0]
    site.days[:0] = [replace(first, id=f"{first.id}-{number}", day=dt.date(1990, 1, 1)) for number in range(MOST)]
    found = events(drawn(site))
    assert len(found) == MOST
    assert "van-ban-57-nq-tw@mau.example.vn" in found


def test_hostile_words_come_back_as_they_were(site_with):
    site = site_with()
    odd = "a;b,c\\d\n\"e\" 🎉 BEGIN:VEVENT\r\nEND:VCALENDAR"
    found = events(calendar(site, odd, "/a.ics", [replace(site.days[0], title=odd + "\x07", text=odd)]))
    (one,) = found.values()
    assert one["title"].replace("\r\n", "\n") == one["text"].replace("\r\n", "\n") == odd.replace("\r\n", "\n")


def test_a_site_without_documents_has_an_empty_calendar():
    site = Site(Library(Registry()), name="A", address="", description="")
    assert events(drawn(site)) == {}

"""Corrections and permanence on the pages: ledger, feed, data, and a source that is gone."""

import json
import shutil
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.newsroom.addresses import CORRECTIONS_LENGTH
from plugins.newsroom.library import read_library
from plugins.newsroom.site import Site
from plugins.press import Press

THEME = Path(__file__).parents[3] / "theme"
ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
URL = "/tin/2025/09/dong-thap-ho-so-truc-tuyen/"


@pytest.fixture
def drawn(tmp_path, sample, today):
    """Return a function that changes the sample, draws single outputs and returns their text by address."""
    content = Path(shutil.copytree(sample, tmp_path / "content"))

    def drawn(*changes: tuple[str, str], page: str = "") -> dict[str, str]:
        path = content / ENTRY
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        if page:
            (content / "pages/dinh-chinh.md").write_text(page, encoding="utf-8")
        library = read_library(content, today=today)
        assert [str(one) for one in library.problems] == []
        press = Press(Site(library, name="Bản tin mẫu", address="https://mau.example.vn/tin", description="Mẫu."), Environment(loader=FileSystemLoader(THEME / "templates"), **pelicanconf.JINJA_ENVIRONMENT), THEME)
        return {output.url: press.draw(output).decode() for output in press.site.outputs() if output.url.startswith(("/dinh-chinh/", URL)) and not output.url.endswith(".png")}

    return drawn


TWO = ("figures:", "corrections:\n  - date: 2025-09-12\n    note: Sửa tên sở & phòng.\n  - date: 2025-10\n    note: Sửa số hồ sơ.\nfigures:")


def test_the_ledger_lists_every_correction_newest_first_and_links_to_its_line(drawn):
    pages = drawn(TWO)
    soup = BeautifulSoup(pages["/dinh-chinh/"], "html.parser")
    assert [(item.time["datetime"], item.find_all("p")[1].get_text()) for item in soup.select("ol.corrected > li")] == [
        ("2025-10", "Sửa số hồ sơ."), ("2025-09-12", "Sửa tên sở & phòng."), ("2024-11-20", "Sửa số sở tham gia từ 15 thành 14.")]
    assert soup.select_one("ol.corrected a")["href"] == f"/tin{URL}#dinh-chinh-2"
    entry = BeautifulSoup(pages[URL], "html.parser")
    assert entry.find(id="dinh-chinh-2").get_text(" ", strip=True).endswith("Sửa số hồ sơ.")
    assert entry.select_one('.corrections a[href="/tin/dinh-chinh/"]')


def test_policy_and_ledger_are_one_page(drawn):
    soup = BeautifulSoup(drawn(page="---\ntitle: Đính chính\nsummary: Sửa sai công khai, ghi ngày và nội dung sửa.\n---\n\nSửa thì *ghi*.\n")["/dinh-chinh/"], "html.parser")
    assert (soup.h1.get_text(), soup.select_one(".words em").get_text(), len(soup.select("ol.corrected > li"))) == ("Đính chính", "ghi", 1)


def test_the_feed_of_corrections_is_read_without_complaint(drawn):
    feed = feedparser.parse(drawn(TWO)["/dinh-chinh/feed.xml"].encode())
    assert (feed.bozo, feed.version, feed.feed.title) == (False, "atom10", "Đính chính · Bản tin mẫu")
    assert [entry.summary for entry in feed.entries] == ["Sửa số hồ sơ.", "Sửa tên sở & phòng.", "Sửa số sở tham gia từ 15 thành 14."]
    assert feed.entries[0].id == f"https://mau.example.vn/tin{URL}#dinh-chinh-2"
    assert len({entry.id for entry in feed.entries}) == 3
    assert feed.feed.updated.startswith("2025-10-31")


def test_the_data_names_entry_day_and_words(drawn):
    data = json.loads(drawn(TWO)["/dinh-chinh/data.json"])
    assert {key: value for key, value in data["entries"][1].items() if key != "title"} == {
        "date": "2025-09-12", "note": "Sửa tên sở & phòng.", "entry": "2025-09-10-dong-thap-ho-so-truc-tuyen", "url": f"https://mau.example.vn/tin{URL}#dinh-chinh-1"}


def test_a_long_ledger_is_cut_into_pages(drawn):
    lines = "".join(f"  - date: 2025-10-{day:02}\n    note: Sửa lần {number}.\n" for number, day in enumerate([1 + one % 28 for one in range(CORRECTIONS_LENGTH + 5)]))
    pages = drawn(("figures:", f"corrections:\n{lines}figures:"))
    assert "/dinh-chinh/trang-2/" in pages
    assert len(BeautifulSoup(pages["/dinh-chinh/trang-2/"], "html.parser").select("ol.corrected > li")) == 6
    assert len(json.loads(pages["/dinh-chinh/data.json"])["entries"]) == CORRECTIONS_LENGTH + 6


def test_a_source_that_is_gone_is_said_to_be_and_the_entry_stays(drawn):
    soup = BeautifulSoup(drawn(("  published: ", "  gone: 2025-12-01\n  published: "))[URL], "html.parser")
    source = " ".join(soup.select_one(".source").get_text(" ").split())
    assert "nguồn không còn (từ 01/12/2025 ; chưa có bản lưu)" in source or "nguồn không còn (từ 01/12/2025; chưa có bản lưu)" in source
    assert soup.select_one(".source a[rel=external]")
    assert soup.h1


def test_an_archived_copy_stands_beside_a_source_that_is_gone(drawn):
    soup = BeautifulSoup(drawn(("  published: ", "  gone: 2025-12-01\n  archive: https://luu.example.org/1\n  published: "))[URL], "html.parser")
    source = " ".join(soup.select_one(".source").get_text(" ").split())
    assert "chưa có bản lưu" not in source
    assert "https://luu.example.org/1" in source

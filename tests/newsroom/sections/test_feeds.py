"""Feeds: what each holds, what never changes in them, and what no title can break."""

import json
import unicodedata
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import feedparser
import pytest
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.building import read_settings
from plugins.newsroom.feeds import COMBINED_LENGTH, FEED_LENGTH, JSON_FEED, Feed, xml_text
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.registry import Registry
from plugins.newsroom.sections import feeds, follow
from plugins.newsroom.sections.feeds import GROUPS
from plugins.newsroom.site import Site
from plugins.press import Press
from tests.newsroom.sections.conftest import DAY, THEME

ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
URL = "https://mau.example.vn/tin/2025/09/dong-thap-ho-so-truc-tuyen/"
BOTH = "/tinh/dong-thap/chuyen-doi-so/"
ITEM = {"id": str, "url": str, "external_url": str, "title": str, "content_html": str, "summary": str, "date_published": str, "date_modified": str, "tags": list}
HOSTILE = ("</title><x>", "A & B &amp; C", "]]> <![CDATA[", "🎉 số liệu 🇻🇳", unicodedata.normalize("NFD", "Đồng Tháp đổi mới"), "<script>alert(1)</script>", "&#0; &nbsp;", "“ngoặc” 'đơn' \"kép\"", "{{ site.name }} {% raw %}")


@pytest.fixture(autouse=True)
def only_feeds(monkeypatch):
    """Plan nothing but what is tested here, so that hundreds of prints stay quick."""
    monkeypatch.setattr("plugins.newsroom.site.SECTIONS", (feeds, follow))


@pytest.fixture
def draw(content):
    """Draw the feeds and lists of the copy as it stands now; returns address → bytes."""

    def draw(*, address: str = "https://mau.example.vn", hub: str = "", library: Library | None = None) -> dict[str, bytes]:
        site = Site(library or read_library(content, today=DAY), name="Bản tin mẫu", address=address, description="Tin để thử.", hub=hub)
        environment = Environment(loader=FileSystemLoader(THEME / "templates"), **pelicanconf.JINJA_ENVIRONMENT)
        press = Press(site, environment, THEME)
        wanted = ("feed.xml", "feed.json", ".opml")
        return {output.url: press.draw(output) for output in site.outputs() if output.url.endswith(wanted)}

    return draw


@pytest.fixture
def change(content):
    """Replace text in a file of the copy."""

    def change(old: str, new: str, name: str = ENTRY) -> None:
        text = (content / name).read_text(encoding="utf-8")
        assert old in text
        (content / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def held(site: Site, url: str) -> Feed:
    """Return the feed below `url`."""
    return next(feed for feed in site.feeds.all if feed.url == url)


def entry(files: dict[str, bytes], feed: str = "/feed.xml", url: str = URL) -> feedparser.FeedParserDict:
    """Return the entry of a feed that stands at `url`."""
    return next(one for one in feedparser.parse(files[feed]).entries if one.id == url)


def item(files: dict[str, bytes], feed: str = "/feed.json", url: str = URL) -> dict:
    """Return the item of a JSON Feed that stands at `url`."""
    return next(one for one in json.loads(files[feed])["items"] if one["id"] == url)


def check_json_feed(data: dict) -> None:
    """Check a feed against JSON Feed 1.1: what must be there, of which kind, and nothing that is not ours."""
    assert data["version"] == JSON_FEED
    assert set(data) - {"hubs"} == {"version", "title", "home_page_url", "feed_url", "language", "authors", "items"}
    assert all(isinstance(data[key], str) and data[key] for key in ("title", "home_page_url", "feed_url"))
    assert data["language"] == "vi"
    assert all(set(author) == {"name", "url"} for author in data["authors"])
    assert len({one["id"] for one in data["items"]}) == len(data["items"])
    for one in data["items"]:
        assert set(one) <= set(ITEM)
        assert all(isinstance(value, ITEM[key]) and value for key, value in one.items())
        assert {"id", "url", "title", "content_html", "date_published"} <= set(one)
        assert one["date_published"].endswith("T00:00:00+07:00")


def test_every_atom_feed_is_read_without_complaint_and_every_json_feed_says_the_same(draw):
    files = draw()
    atoms = [url for url in files if url.endswith(".xml")]
    assert len(atoms) > 25
    for url in atoms:
        feed, data = feedparser.parse(files[url]), json.loads(files[url.replace("feed.xml", "feed.json")])
        assert (feed.bozo, feed.version, feed.feed.language) == (False, "atom10", "vi"), url
        check_json_feed(data)
        assert (feed.feed.title, feed.feed.link) == (data["title"], data["home_page_url"])
        assert data["feed_url"] == f"https://mau.example.vn{url.replace('feed.xml', 'feed.json')}"
        assert [(one.id, one.title, one.summary, one.published) for one in feed.entries] == [(one["id"], one["title"], one["summary"], one["date_published"]) for one in data["items"]]


def test_no_two_feeds_have_one_id(draw):
    files = draw()
    ids = [feedparser.parse(data).feed.id for url, data in files.items() if url.endswith(".xml")]
    assert len(set(ids)) == len(ids)


def test_ids_stay_when_words_change(draw, change, content):
    before = {url: [one.id for one in feedparser.parse(data).entries] for url, data in draw().items() if url.endswith(".xml")}
    change("title: Đồng Tháp nhận", "title: Cả tỉnh nhận")
    change("name: Chuyển đổi số", "name: Chuyển sang số", "registry/topics.yaml")
    for path in (content / "articles").rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("Chuyển đổi số", "Chuyển sang số"), encoding="utf-8")
    after = draw()
    assert {url: [one.id for one in feedparser.parse(data).entries] for url, data in after.items() if url.endswith(".xml")} == before
    assert entry(after).title.startswith("Cả tỉnh nhận")


def test_an_entry_is_updated_by_a_correction_and_by_nothing_else(draw, change):
    assert entry(draw()).updated == entry(draw()).published == "2025-09-10T00:00:00+07:00"
    assert "date_modified" not in item(draw())
    change("title: Đồng Tháp nhận", "title: Cả tỉnh nhận")
    change("cho biết", "nói")
    assert entry(draw()).updated == "2025-09-10T00:00:00+07:00"
    change("figures:", "corrections:\n  - date: 2025-09-12\n    note: Sửa tên sở.\n  - date: 2025-09-11\n    note: Sửa số.\nfigures:")
    files = draw()
    assert (entry(files).published, entry(files).updated) == ("2025-09-10T00:00:00+07:00", "2025-09-12T00:00:00+07:00")
    assert item(files)["date_modified"] == "2025-09-12T00:00:00+07:00"
    assert feedparser.parse(files["/tinh/dong-thap/feed.xml"]).feed.updated == "2025-09-12T00:00:00+07:00"


def test_an_entry_of_which_only_the_month_is_known_is_not_updated_after_it_was_published(draw):
    one = entry(draw(), url="https://mau.example.vn/tin/2025/05/tien-giang-phu-song-5g/")
    assert one.published == one.updated == "2025-05-01T00:00:00+07:00"


def test_an_entry_links_to_its_page_and_to_its_sources(draw):
    one, data = entry(draw()), item(draw())
    assert [(link.rel, link.href) for link in one.links] == [("alternate", URL), ("via", "https://dongthap.example.vn/ho-so")]
    assert (data["url"], data["external_url"]) == (URL, "https://dongthap.example.vn/ho-so")
    assert '<a href="https://dongthap.example.vn/ho-so">Báo Mẫu Đồng Tháp</a>' in data["content_html"]
    assert '<a href="https://dongthap.example.vn/ho-so">Báo Mẫu Đồng Tháp</a>' in one.content[0].value
    assert data["tags"] == ["Chuyển đổi số", "Hạ tầng số"]


def test_a_source_of_which_nothing_is_known_is_no_link(draw, change):
    change("url: https://dongthap.example.vn/ho-so", "url: unknown")
    change("name: Báo Mẫu Đồng Tháp", "name: unknown")
    one, data = entry(draw()), item(draw())
    assert [link.rel for link in one.links] == ["alternate"]
    assert "external_url" not in data
    assert "<p>Nguồn: chưa rõ tên</p>" in data["content_html"]


def test_bodies_stand_where_people_follow_and_summaries_elsewhere(draw):
    files = draw()
    assert "Trần Thị Mai" in entry(files).content[0].value
    assert "content" in entry(files, "/tinh/dong-thap/feed.xml") and "content" in entry(files, "/chu-de/chuyen-doi-so/feed.xml")
    assert "content" not in entry(files, BOTH + "feed.xml") and "content" not in entry(files, "/can-bo/tran-thi-mai/feed.xml")
    assert "mạng lưới" not in item(files)["content_html"]


def test_a_province_and_a_topic_have_a_feed_where_they_have_entries_and_nowhere_else(site_of):
    site = site_of()
    expected = {f"{site.registry.present(province).url}{topic.id}/" for article in site.library.articles for province in article.provinces for topic in article.topics}
    assert {feed.url for feed in site.feeds.by_group["both"]} == expected
    assert BOTH in expected and not any(url.startswith("/tinh/tien-giang/") for url in expected)


def test_entries_of_a_dissolved_province_follow_its_successor(draw):
    titles = {one["title"] for one in json.loads(draw()["/tinh/dong-thap/ha-tang-so/feed.json"])["items"]}
    assert titles == {"Đồng Tháp nhận 71,5% hồ sơ qua mạng", "Tiền Giang phủ sóng 5G ở các khu công nghiệp"}


def test_feeds_end_after_their_newest_entries(content, site_of):
    text = (content / ENTRY).read_text(encoding="utf-8")
    for number in range(FEED_LENGTH + 3):
        (content / f"articles/2025/2025-09-11-tin-{number}.md").write_text(text.replace("2025-09-10", "2025-09-11").replace("title: Đồng", f"title: {number} Đồng").replace("/ho-so", f"/ho-so-{number}"), encoding="utf-8")
    site = Site(read_library(content, today=DAY), name="A", address="https://a.example.vn", description="")
    assert len(held(site, "/").items()) == FEED_LENGTH
    assert len(held(site, BOTH).items()) == COMBINED_LENGTH
    assert len(held(site, "/").articles) == FEED_LENGTH


def test_documents_enter_by_the_day_they_were_issued_the_youngest_first(draw):
    feed = feedparser.parse(draw()["/van-ban/feed.xml"])
    days = [one.published for one in feed.entries]
    assert days == sorted(days, reverse=True) and days
    assert [one.link for one in feed.entries if one.title.startswith("Nghị quyết số 57-NQ/TW")] == ["https://mau.example.vn/van-ban/57-nq-tw/"]


def test_an_edition_enters_when_its_period_is_over(content, site_of):
    site = site_of()
    urls = [one.url for one in held(site, "/ban-tin/").items()]
    assert urls == sorted(urls, reverse=True) and "/ban-tin/2025-08/" in urls
    assert "/ban-tin/2025-09/" not in urls, "the newest entry is of September: more may come"
    (content / ENTRY).unlink()
    site = Site(read_library(content, today=DAY), name="A", address="https://a.example.vn", description="")
    assert [one.url for one in held(site, "/ban-tin/").items()] == [url for url in urls if url != "/ban-tin/2025-08/"]


def test_the_list_of_all_feeds_names_each_that_exists_and_no_other(draw):
    files = draw()
    tree = ElementTree.fromstring(files["/theo-doi/ban-tin.opml"])
    assert (tree.tag, tree.get("version"), tree.findtext("head/title")) == ("opml", "2.0", "Bản tin mẫu")
    listed = [one.get("xmlUrl") for one in tree.iter("outline") if one.get("type") == "rss"]
    assert sorted(listed) == sorted(f"https://mau.example.vn{url}" for url in files if url.endswith("feed.xml"))
    assert all(one.get("text") for one in tree.iter("outline"))
    headings = [one.get("text") for one in tree.findall("body/outline")]
    assert headings == [name for name in GROUPS.values() if name in headings] and len(headings) > 6


def test_a_list_of_one_kind_names_only_that(draw):
    listed = [one.get("xmlUrl") for one in ElementTree.fromstring(draw()["/theo-doi/tinh.opml"]).iter("outline") if one.get("xmlUrl")]
    assert len(listed) == 4 and "https://mau.example.vn/tinh/dong-thap/feed.xml" in listed and "https://mau.example.vn/tinh/tien-giang/feed.xml" not in listed


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_a_feed_or_a_list(draw, change, title):
    change("title: Đồng Tháp nhận 71,5% hồ sơ qua mạng", "title: '" + title.replace("'", "''") + "'")
    files = draw()
    for url, data in files.items():
        if url.endswith(".json"):
            check_json_feed(json.loads(data))
        else:
            ElementTree.fromstring(data)
    root = ElementTree.fromstring(files["/tinh/dong-thap/feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"
    expected = unicodedata.normalize("NFC", title)
    assert root.find(f"{atom}entry/{atom}title").text == expected
    assert item(files)["title"] == expected


def test_what_xml_cannot_write_is_left_out(content, draw):
    library = read_library(content, today=DAY)
    odd = "đổi\x07 mới\x00\x0b\ufffe\uffff ]]> &"
    library.articles[0] = replace(library.articles[0], title=odd, summary=odd, body=odd)
    files = draw(library=library)
    one = feedparser.parse(files["/feed.xml"]).entries[0]
    assert (one.title, one.summary) == ("đổi mới ]]> &", "đổi mới ]]> &")
    assert "<p>đổi mới ]]&gt; &amp;</p>" in one.content[0].value
    for url, data in files.items():
        json.loads(data) if url.endswith(".json") else ElementTree.fromstring(data)


@pytest.mark.parametrize(("text", "kept"), [("", ""), ("a\tb\nc\r", "a\tb\nc\r"), ("\x00a\x08b\x0bc\x1fd", "abcd"), ("\ufffe\uffff\ud800", ""), ("ẫ🎉\U0010ffff\x7f\x85", "ẫ🎉\U0010ffff\x7f\x85")])
def test_xml_text_keeps_what_xml_can_write(text, kept):
    assert xml_text(text) == kept


def test_a_hub_is_named_where_one_is_set(draw):
    hub = "https://hub.example.vn/?a=1&b=2"
    plain, told = draw(), draw(hub=hub)
    assert "hubs" not in json.loads(plain["/feed.json"]) and b'rel="hub"' not in plain["/feed.xml"]
    for url, data in told.items():
        if url.endswith(".json"):
            assert json.loads(data)["hubs"] == [{"type": "WebSub", "url": hub}]
        elif url.endswith("feed.xml"):
            assert [link.href for link in feedparser.parse(data).feed.links if link.rel == "hub"] == [hub]


def test_the_hub_of_the_settings_reaches_the_feeds(tmp_path):
    (tmp_path / "conf.py").write_text(f"import sys\nsys.path.append({str(THEME.parent)!r})\nfrom pelicanconf import *\nTHEME = {str(THEME)!r}\nWEBSUB_HUB = 'https://hub.example.vn/'\n", encoding="utf-8")
    assert read_settings(tmp_path / "conf.py")[0].hub == "https://hub.example.vn/"
    assert read_settings(THEME.parent / "pelicanconf.py")[0].hub == ""


def test_the_look_of_a_feed_stands_below_the_base(draw):
    head = draw(address="https://ten.example.vn/ban-tin")["/tinh/hue/feed.xml"].decode().splitlines()[1]
    assert head.startswith('<?xml-stylesheet type="text/css" href="/ban-tin/static/feed.') and head.endswith('.css"?>')


def test_a_feed_says_to_a_person_what_it_is_and_where_it_stands(draw):
    root = ElementTree.fromstring(draw(address="https://ten.example.vn/ban-tin")["/tinh/hue/feed.xml"])
    guide = root.find("{http://www.w3.org/1999/xhtml}div")
    assert "nguồn cấp tin" in "".join(guide.itertext()) and "https://ten.example.vn/ban-tin/tinh/hue/feed.xml" in "".join(guide.itertext())
    assert [one.get("href") for one in guide.iter("{http://www.w3.org/1999/xhtml}a")] == ["https://ten.example.vn/ban-tin/theo-doi/", "https://ten.example.vn/ban-tin/tinh/hue/"]


def test_a_site_without_entries_has_empty_feeds(draw):
    files = draw(library=Library(Registry()))
    feed = feedparser.parse(files["/feed.xml"])
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "1970-01-01T00:00:00+07:00")
    check_json_feed(json.loads(files["/feed.json"]))
    ElementTree.fromstring(files["/theo-doi/ban-tin.opml"])


CHANGES = {
    "body": ("cho biết", "nói"),
    "title": ("title: Đồng Tháp nhận", "title: Cả tỉnh nhận"),
    "correction": ("figures:", "corrections:\n  - date: 2025-09-12\n    note: Sửa tên sở.\nfigures:"),
    "a topic more": ("  - Hạ tầng số\n", "  - Hạ tầng số\n  - Đổi mới sáng tạo\n"),
    "a topic less": ("  - Hạ tầng số\n", ""),
    "source": ("name: Báo Mẫu Đồng Tháp", "name: Báo khác"),
    "an aim": ("figures:\n", "figures:\n  - label: Hồ sơ\n    value: 90\n    unit: '%'\n    as_of: 2030\n    target: true\n    province: Đồng Tháp\n"),
    "draft": ("date: 2025-09-10", "status: draft\ndate: 2025-09-10"),
}
REGISTRY = {
    "name of a topic": ("registry/topics.yaml", "name: Hạ tầng số", "name: Hạ tầng Số"),
    "day of a document": ("registry/resolutions/62-ctr-tu-thai-nguyen-2025.yaml", "2025-01-23", "2025-01-22"),
    "a note less": ("articles/2024/2024-11-05-thua-thien-hue-dung-nen-tang-chung.md", "từ 15 thành 14", "từ 16 thành 14"),
}


@pytest.mark.parametrize("changed", [*CHANGES, *REGISTRY])
def test_a_build_after_a_change_is_a_cold_one(printed, change, changed):
    name, old, new = (ENTRY, *CHANGES[changed]) if changed in CHANGES else REGISTRY[changed]
    before = printed()
    change(old, new, name)
    after, cold = printed(), printed(cold=True)
    assert sorted(path for path in after.keys() | cold.keys() if after.get(path) != cold.get(path)) == []
    assert {path for path in after if before.get(path) != after[path] and path.endswith((".xml", ".json", ".opml", ".ics"))}


def test_an_edit_of_a_body_draws_few_feeds(printed, change):
    before = printed()
    change("cho biết", "nói")
    after = printed()
    assert {path for path in after if before.get(path) != after[path] and "feed." in path} == {
        "feed.xml", "tinh/dong-thap/feed.xml", "chu-de/chuyen-doi-so/feed.xml", "chu-de/ha-tang-so/feed.xml"}


def test_another_hub_shows_in_feeds_drawn_before(content, tmp_path):
    def printed(hub: str, cache: str) -> dict[str, bytes]:
        site = Site(read_library(content, today=DAY), name="A", address="https://a.example.vn", description="", hub=hub)
        Press(site, Environment(loader=FileSystemLoader(THEME / "templates"), **pelicanconf.JINJA_ENVIRONMENT), THEME).print(tmp_path / cache / "output", cache=tmp_path / cache / "cache")
        return {path.relative_to(tmp_path / cache).as_posix(): path.read_bytes() for path in (tmp_path / cache / "output").rglob("*.*")}

    printed("", "one")
    assert printed("https://hub.example.vn", "one") == printed("https://hub.example.vn", "two")

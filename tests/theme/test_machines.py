"""Files for machines: feeds, data, sitemap, robots."""

import json
import xml.etree.ElementTree as ElementTree

import feedparser
from icalendar import Calendar

from tests.theme.built import ADDRESS, BuiltSite

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def named(site: BuiltSite, name: str) -> list[str]:
    """Return the addresses that end in `name`."""
    return [url for url in site.files if url.endswith(f"/{name}")]


def indexes(site: BuiltSite) -> list[str]:
    """Return the addresses of all index pages of the four kinds: those that list entries, the first page of each."""
    return [page.url for page in site.pages if page.url.count("/") == 3 and page.soup.select_one("section.entries")]


def test_the_site_and_every_index_have_a_feed_and_data_beside_them(site: BuiltSite):
    assert [url for url in ["/", *indexes(site)] if f"{url}feed.xml" not in site.files] == []
    assert [url for url in ["/tin/", *indexes(site)] if f"{url}data.json" not in site.files] == []


def test_every_feed_is_read_without_complaint(site: BuiltSite):
    complaints = []
    for url in named(site, "feed.xml"):
        feed = feedparser.parse(site.files[url].read_bytes())
        if feed.bozo or feed.version != "atom10":
            complaints.append((url, feed.get("bozo_exception"), feed.version))
    assert complaints == []


def test_every_feed_has_a_json_twin_that_holds_the_same(site: BuiltSite):
    assert [url for url in named(site, "feed.xml") if url.replace("feed.xml", "feed.json") not in site.files] == []
    odd = []
    for url in named(site, "feed.json"):
        atom, data = feedparser.parse(site.files[url.replace("feed.json", "feed.xml")].read_bytes()), json.loads(site.files[url].read_bytes())
        if data["feed_url"] != f"{ADDRESS}{site.base}{url}" or [one["id"] for one in data["items"]] != [entry.id for entry in atom.entries]:
            odd.append(url)
    assert odd == []


def test_bodies_stand_in_the_feeds_of_the_site_provinces_and_topics(site: BuiltSite):
    whole = {url for url in named(site, "feed.xml") if any("content" in entry for entry in feedparser.parse(site.files[url].read_bytes()).entries)}
    assert whole and {url for url in whole if url != "/feed.xml" and not (url.startswith(("/tinh/", "/chu-de/")) and url.count("/") == 3)} == set()


def test_the_list_of_feeds_names_every_feed_once(site: BuiltSite):
    listed = [site.resolve(tag.get("xmlUrl")) for tag in ElementTree.parse(site.files["/theo-doi/ban-tin.opml"]).iter("outline") if tag.get("xmlUrl")]
    assert sorted(listed) == sorted(named(site, "feed.xml"))


def test_a_page_names_its_feed_in_both_forms(site: BuiltSite):
    odd = []
    for page in site.pages:
        if "noindex" not in str(page.soup.find("meta", attrs={"name": "robots"})) and page.soup.find("link", rel="canonical"):
            feeds = [site.resolve(target) for tag, target in page.links() if tag.name == "link" and tag.get("type") in ("application/atom+xml", "application/feed+json")]
            if len(feeds) != 2 or not set(feeds) <= set(site.files) or feeds[0].replace(".xml", ".json") != feeds[1]:
                odd.append((page.url, feeds))
    assert odd == []


def test_the_look_of_every_feed_is_a_file_of_the_site(site: BuiltSite):
    asked = {site.files[url].read_text(encoding="utf-8").splitlines()[1].split('href="')[1].split('"')[0] for url in named(site, "feed.xml")}
    assert len(asked) == 1 and site.resolve(f"{ADDRESS}{asked.pop()}") in site.files


def test_every_calendar_is_read_and_its_events_have_pages(site: BuiltSite):
    uids = {}
    for url in named(site, "lich.ics"):
        events = Calendar.from_ical(site.files[url].read_bytes()).walk("VEVENT")
        assert events
        uids[url] = {str(event["uid"]) for event in events}
        assert len(uids[url]) == len(events)
        assert [str(event["url"]) for event in events if site.resolve(str(event["url"])) not in site.files] == []
    assert set().union(*uids.values()) == uids["/theo-doi/lich.ics"]


def test_the_page_on_following_links_to_every_feed_but_those_of_single_documents_and_people(site: BuiltSite):
    linked = {site.resolve(target) for tag, target in site["/theo-doi/"].links()}
    expected = {url for url in named(site, "feed.xml") if not (url.startswith(("/van-ban/", "/can-bo/")) and url.count("/") == 3)}
    assert expected - linked == set() and linked - set(site.files) - {None} == set()
    assert {url for url in site.files if url.endswith((".opml", ".ics")) and not url.startswith("/tinh/")} <= linked


def test_every_feed_says_what_it_is_and_where_it_stands(site: BuiltSite):
    odd = []
    for url in named(site, "feed.xml"):
        feed = feedparser.parse(site.files[url].read_bytes()).feed
        own = f"{ADDRESS}{site.base}{url}"
        links = {link.rel: link.href for link in feed.links}
        if not (feed.get("title") and feed.get("id") and feed.get("updated_parsed") and links.get("self") == own and site.resolve(links.get("alternate", "")) in site.files):
            odd.append(url)
    assert odd == []


def test_every_entry_of_a_feed_has_an_id_a_day_and_a_page(site: BuiltSite):
    odd = []
    for url in named(site, "feed.xml"):
        entries = feedparser.parse(site.files[url].read_bytes()).entries
        if len({entry.id for entry in entries}) != len(entries):
            odd.append((url, "an id twice"))
        odd.extend((url, entry.get("id")) for entry in entries
                   if not (entry.get("updated_parsed") and entry.get("published_parsed") and entry.get("summary")) or site.resolve(entry.link) not in site.files)
    assert odd == []


def test_entries_of_a_feed_run_newest_first_and_the_feed_is_as_new_as_they_are(site: BuiltSite):
    odd = []
    for url in named(site, "feed.xml"):
        feed = feedparser.parse(site.files[url].read_bytes())
        days = [entry.published_parsed for entry in feed.entries]
        month_only = [entry.published.startswith(f"{entry.published[:8]}01") for entry in feed.entries]
        if any(later > earlier for earlier, later, vague in zip(days, days[1:], month_only) if not vague):
            odd.append((url, "order"))
        if feed.entries and feed.feed.updated_parsed < max(entry.updated_parsed for entry in feed.entries):
            odd.append((url, "updated"))
    assert odd == []


def test_links_inside_a_feed_are_complete(site: BuiltSite):
    assert [url for url in named(site, "feed.xml") if 'href=&#34;/' in site.files[url].read_text(encoding="utf-8") or 'href=&quot;/' in site.files[url].read_text(encoding="utf-8")] == []


def test_the_page_of_an_index_names_its_feed(site: BuiltSite):
    odd = []
    for url in indexes(site):
        tag = site[url].soup.find("link", type="application/atom+xml")
        if tag is None or not tag["href"].endswith(f"{url}feed.xml"):
            odd.append(url)
    assert odd == []


def test_every_data_file_holds_the_entries_its_page_counts(site: BuiltSite):
    odd, listing = [], set(indexes(site))
    for url in named(site, "data.json"):
        data = json.loads(site.files[url].read_bytes())
        if url == "/tin/data.json":
            assert data["count"] == sum(page["count"] for page in data["pages"]) == len([page for page in site.pages if page.soup.select_one("article.entry")])
            continue
        page = url.removesuffix("data.json")
        if page in listing:
            count = site[page].soup.select_one("section.entries h2 .count")
            if int(count.get_text()) != len(data["entries"]):
                odd.append((url, len(data["entries"]), count.get_text()))
        odd.extend((url, entry["url"]) for entry in data["entries"] if site.resolve(entry["url"]) not in site.files)
    assert odd == []


def test_the_sitemap_lists_every_page_once(site: BuiltSite):
    tree = ElementTree.parse(site.files["/sitemap.xml"])
    listed = [site.resolve(tag.text) for tag in tree.iter(f"{SITEMAP}loc")]
    pages = {page.url for page in site.pages if page.url != "/404.html" and "/trang-" not in page.url and site.resolve(page.soup.find("link", rel="canonical")["href"]) == page.url}
    assert len(listed) == len(set(listed))
    assert set(listed) == pages


def test_the_sitemap_gives_days_as_the_standard_writes_them(site: BuiltSite):
    tree = ElementTree.parse(site.files["/sitemap.xml"])
    assert [tag.text for tag in tree.iter(f"{SITEMAP}lastmod") if len(tag.text) not in (4, 7, 10)] == []


def test_robots_name_the_sitemap(site: BuiltSite):
    assert f"Sitemap: {ADDRESS}{site.base}/sitemap.xml" in site.files["/robots.txt"].read_text().splitlines()

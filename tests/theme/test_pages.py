"""Every built page, whatever it shows: structure, language, links, dates."""

import re
from urllib.parse import unquote, urlsplit

from tests.theme.built import ROOT, BuiltPage, BuiltSite
from tests.theme.conftest import KINDS

FEEDS_ONLY = re.compile(r"tinh/[a-z-]+/[a-z-]+|ban-tin/(?:tinh|chu-de)/[a-z-]+|ban-tin/(?:thang|tuan)")
"""Folders of a feed without a page of its own: of a province on a topic, of the editions of one province, topic or kind."""
FOR_MACHINES = re.compile(r"static(/.+)?|api(/.+)?|du-lieu/csv|tim-kiem/chi-muc(/.+)?|ban-tin/(?:tinh|chu-de)")
"""Other folders nobody looks into: assets, open data, the search index, what holds folders of feeds."""
HANDLER = re.compile(r' (on[a-z]+)="([^"]+)"')


def wrong(site: BuiltSite, is_wrong) -> list[str]:
    """Return the addresses of the pages for which `is_wrong`."""
    return [page.url for page in site.pages if is_wrong(page)]


def canonical(site: BuiltSite, page: BuiltPage) -> str | None:
    """Return the address a page gives as its own, or that of the page it is another view of."""
    return site.resolve(page.soup.find("link", rel="canonical")["href"])


def test_there_is_a_page_of_every_kind(real: BuiltSite):
    assert {kind: url for kind, url in KINDS.items() if url not in real.files} == {}


def test_every_folder_that_holds_pages_answers_at_its_own_address(site: BuiltSite):
    folders = {parent for path in site.files.values() for parent in path.parents if parent.is_relative_to(site.folder)}
    silent = {folder.relative_to(site.folder).as_posix(): folder for folder in folders if not (folder / "index.html").is_file()}
    feeds = {name: folder for name, folder in silent.items() if FEEDS_ONLY.fullmatch(name)}
    assert [name for name, folder in silent.items() if name not in feeds and not FOR_MACHINES.fullmatch(name) or list(folder.rglob("*.html"))] == []
    assert {name: path.name for name, folder in feeds.items() for path in folder.iterdir() if path.name not in ("feed.xml", "feed.json")} == {}


def test_every_page_is_vietnamese_html_in_utf8(site: BuiltSite):
    assert wrong(site, lambda page: not page.html.lower().lstrip().startswith(b"<!doctype html>")) == []
    assert wrong(site, lambda page: page.soup.html.get("lang") != "vi") == []
    assert wrong(site, lambda page: page.soup.find("meta", charset="utf-8") is None) == []
    assert wrong(site, lambda page: "width=device-width" not in page.soup.find("meta", attrs={"name": "viewport"})["content"]) == []


def test_every_page_has_one_h1(site: BuiltSite):
    assert wrong(site, lambda page: len(page.soup.find_all("h1")) != 1) == []


def test_headings_go_down_one_level_at_a_time(site: BuiltSite):
    def skips(page: BuiltPage) -> bool:
        levels = [int(tag.name[1]) for tag in page.soup.find_all(re.compile(r"^h[1-6]$"))]
        return any(after > before + 1 for before, after in zip(levels, levels[1:]))

    assert wrong(site, skips) == []


def test_no_heading_is_empty(site: BuiltSite):
    assert wrong(site, lambda page: any(not tag.get_text(strip=True) for tag in page.soup.find_all(re.compile(r"^h[1-6]$")))) == []


def test_every_page_has_its_landmarks_and_they_have_names(site: BuiltSite):
    for name in ("header", "main", "footer"):
        assert wrong(site, lambda page: len([tag for tag in page.soup.body.find_all(name, recursive=False)]) != 1) == [], name
    assert wrong(site, lambda page: any(not (nav.get("aria-label") or nav.get("aria-labelledby")) for nav in page.soup.find_all("nav"))) == []


def test_the_skip_link_comes_first_and_leads_to_the_content(site: BuiltSite):
    def misses(page: BuiltPage) -> bool:
        first = page.soup.body.find("a")
        return "skip" not in first.get("class", []) or page.soup.find(id=first["href"].lstrip("#")).name != "main"

    assert wrong(site, misses) == []


def test_every_page_has_a_title_a_description_and_its_own_address(site: BuiltSite):
    assert wrong(site, lambda page: not page.soup.title.get_text(strip=True)) == []
    assert wrong(site, lambda page: len(page.soup.find("meta", attrs={"name": "description"})["content"]) < 20) == []
    assert wrong(site, lambda page: canonical(site, page) not in site.files) == []
    assert wrong(site, lambda page: canonical(site, page) != page.url and canonical(site, site[canonical(site, page)]) != canonical(site, page)) == []


def test_no_two_pages_have_the_same_title(site: BuiltSite):
    titles: dict[str, list[str]] = {}
    for page in site.pages:
        titles.setdefault(page.soup.title.get_text(), []).append(page.url)
    assert {title: urls for title, urls in titles.items() if len(urls) > 1} == {}


def test_opengraph_says_what_the_page_is(site: BuiltSite):
    for name in ("og:title", "og:description", "og:type", "og:locale", "og:site_name"):
        assert wrong(site, lambda page: not (page.soup.find("meta", property=name) or {}).get("content")) == [], name


def test_no_id_is_used_twice_in_a_page(site: BuiltSite):
    assert wrong(site, lambda page: len(page.ids) != len(set(page.ids))) == []


def test_every_label_of_a_part_exists(site: BuiltSite):
    def dangling(page: BuiltPage) -> bool:
        wanted = {name for tag in page.soup.find_all(attrs={"aria-labelledby": True}) for name in tag["aria-labelledby"].split()}
        return bool(wanted - set(page.ids))

    assert wrong(site, dangling) == []


def test_every_link_and_fragment_within_the_site_leads_somewhere(site: BuiltSite):
    broken = []
    for page in site.pages:
        for _, target in page.links():
            url = site.resolve(target)
            if url is None:
                continue
            fragment = unquote(urlsplit(target).fragment)
            if url not in site.files or (fragment and fragment not in site[url].ids):
                broken.append((page.url, target))
    assert broken == []


def test_no_link_has_nothing_to_read(site: BuiltSite):
    assert wrong(site, lambda page: any(not (tag.get_text(strip=True) or tag.get("aria-label")) for tag in page.soup.find_all("a"))) == []


def test_nothing_is_asked_of_another_site(site: BuiltSite):
    asked = [(page.url, target) for page in site.pages for tag, target in page.links() if tag.name != "a" and tag.get("rel") != ["canonical"] and site.resolve(target) is None]
    assert asked == []
    styles = [path.read_text(encoding="utf-8") for path in site.files.values() if path.suffix == ".css"]
    assert [style for style in styles if re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", style)] == []


def test_only_the_search_page_has_a_script(site: BuiltSite):
    assert wrong(site, lambda page: any(tag.get("type") != "application/ld+json" for tag in page.soup.find_all("script"))) == ["/tim-kiem/"]
    known = set(HANDLER.findall((ROOT / "theme/templates/macros/share.html").read_text(encoding="utf-8")))
    assert len(known) == 3  # those of the share row; see also test_budgets.py
    assert wrong(site, lambda page: any(name.startswith("on") and (name, value) not in known for tag in page.soup.find_all(True) for name, value in tag.attrs.items())) == []
    assert wrong(site, lambda page: "javascript:" in page.html.decode().lower()) == []
    assert [url for url in site.files if url.endswith(".js")] == ["/static/js/tim-kiem.js"]


def test_every_picture_has_a_text(site: BuiltSite):
    def silent(tag) -> bool:
        beside = tag.parent.get_text(strip=True) if tag.parent.get("class") == ["paper"] else ""
        return not tag.get("alt") and not ("alt" in tag.attrs and "://" in beside)  # the code on paper says what the address beside it says

    assert wrong(site, lambda page: any(silent(tag) for tag in page.soup.find_all("img"))) == []


def test_dates_in_a_list_of_entries_run_newest_first(site: BuiltSite):
    def first_day(time) -> str:
        return (time["datetime"] + "-99-99")[:10]  # a month without a day stands after the days of that month

    def unordered(page: BuiltPage) -> bool:
        for part in [page.soup] if page.soup.select("section.month") else page.soup.select("ol.rows"):
            days = [first_day(row.find("time")) for row in part.select("li.row")]
            if any(later > earlier for earlier, later in zip(days, days[1:])):
                return True
        return False

    assert wrong(site, unordered) == []


def test_every_date_is_a_date_for_machines_and_for_readers(site: BuiltSite):
    shapes = {10: r"ngày \d\d/\d\d/\d{4}|\d\d/\d\d/\d{4}", 7: r"(?:tháng )?\d{1,2}/\d{4}", 4: r"(?:năm )?\d{4}"}
    odd = [(page.url, str(time)) for page in site.pages for time in page.soup.find_all("time")
           if not re.fullmatch(shapes.get(len(time["datetime"]), "x^"), time.get_text(strip=True), re.I)]
    assert odd == []


def test_no_page_shows_a_hole_in_its_template(site: BuiltSite):
    holes = re.compile(r"\bNone\b|\{\{|\{%|Undefined|<[a-z]+ object at")
    assert wrong(site, lambda page: holes.search(page.soup.get_text(" "))) == []


def test_words_are_in_one_unicode_form(site: BuiltSite):
    import unicodedata

    assert wrong(site, lambda page: not unicodedata.is_normalized("NFC", page.html.decode())) == []


def test_every_page_is_linked_from_another(site: BuiltSite):
    linked = {site.resolve(target) for page in site.pages for tag, target in page.links() if tag.name in ("a", "form") and site.resolve(target) != page.url}
    asides = {"/404.html", *(page.url for page in site.pages if page.soup.find("meta", attrs={"name": "robots", "content": "noindex"}))}
    assert [page.url for page in site.pages if page.url not in linked | asides] == []

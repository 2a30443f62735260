"""Weight: what a reader on a slow line waits for (design.md, part 6)."""

import gzip

import pytest

from tests.theme.built import BuiltSite
from tests.theme.conftest import KINDS

KILO = 1000
BUDGETS = {"entry": 12, "resolution": 14, "resolution list": 20}
"""Kind → kilobytes of compressed HTML; the two lists grow with the registry. Every other kind gets `OTHERS`."""
OTHERS = 12


def weight(data: bytes) -> int:
    """Return the bytes that travel, compressed as a web server does."""
    return len(gzip.compress(data, 6, mtime=0))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_light(real: BuiltSite, kind: str):
    assert weight(real[KINDS[kind]].html) <= BUDGETS.get(kind, OTHERS) * KILO


def test_every_entry_is_light(site: BuiltSite):
    entries = [page for page in site.pages if page.soup.select_one("article.entry")]
    assert entries
    assert [(page.url, weight(page.html)) for page in entries if weight(page.html) > BUDGETS["entry"] * KILO] == []


def test_pages_have_one_light_stylesheet_and_feeds_another(site: BuiltSite):
    styles = {name: path for path in site.files.values() if path.suffix == ".css" for name in [path.name.partition(".")[0]]}
    assert set(styles) == {"style", "feed"}
    assert weight(styles["style"].read_bytes()) <= 10 * KILO
    assert weight(styles["feed"].read_bytes()) <= 2 * KILO


def test_the_handlers_of_the_share_row_are_all_the_script_a_page_has(site: BuiltSite):
    """They are attributes, not a file: nothing to fetch, nothing runs before a reader presses."""
    found = {(tag.name, name, value) for page in site.pages for tag in page.soup.find_all(True) for name, value in tag.attrs.items() if name.startswith("on")}
    assert {(tag, name) for tag, name, _ in found} == {("details", "ontoggle"), ("button", "onclick")}
    assert len(found) == 3 and sum(len(value) for *_, value in found) < 700
    assert [page.url for page in site.pages for tag in page.soup.find_all(True) if any(name.startswith("on") for name in tag.attrs) and not tag.find_parent("details", class_="share") and "share" not in tag.get("class", [])] == []


def test_a_page_asks_for_its_stylesheet_and_icon_and_nothing_else(site: BuiltSite):
    asked = {tuple(sorted(tag["rel"][0] for tag, target in page.links() if tag.name == "link" and tag["rel"][0] not in ("canonical", "alternate", "prev", "next"))) for page in site.pages}
    assert asked == {("icon", "stylesheet")}
    assert [page.url for page in site.pages if page.soup.find(["iframe", "style", "video", "audio", "object", "embed"])] == []
    pictures = [tag for page in site.pages for tag in page.soup.find_all("img")]
    assert [tag["src"][:60] for tag in pictures if not (tag["src"].startswith("data:image/png;base64,") and tag.parent.get("class") == ["paper"])] == []  # the code on paper: in the page itself
    assert [page.url for page in site.pages if page.url != "/tim-kiem/" for tag in page.soup.find_all("script") if tag.get("type") != "application/ld+json"] == []

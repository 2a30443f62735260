"""Weight: what a reader on a slow line waits for (design.md, part 6)."""

import gzip

import pytest

from tests.theme.built import BuiltSite
from tests.theme.conftest import KINDS

KILO = 1000
BUDGETS = {"entry": 12, "resolution": 20, "resolution list": 20}
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


def test_a_page_asks_for_its_stylesheet_and_icon_and_nothing_else(site: BuiltSite):
    asked = {tuple(sorted(tag["rel"][0] for tag, target in page.links() if tag.name == "link" and tag["rel"][0] not in ("canonical", "alternate", "prev", "next"))) for page in site.pages}
    assert asked == {("icon", "stylesheet")}
    assert [page.url for page in site.pages if page.soup.find(["iframe", "style", "img", "video"])] == []
    assert [page.url for page in site.pages if page.url != "/tim-kiem/" for tag in page.soup.find_all("script") if tag.get("type") != "application/ld+json"] == []

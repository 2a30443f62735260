"""Handing a page on: the card others show of it, the share row with and without scripting, the code on paper."""

import gzip
import io
from base64 import b64decode
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from PIL import Image

from plugins.newsroom import qr
from tests.theme.built import ADDRESS, BuiltPage, BuiltSite
from tests.theme.conftest import KINDS

SHARED = ("entry", "province", "renamed province", "dissolved province", "resolution", "local resolution", "official", "topic")
OWN = ("entry", "province", "dissolved province", "resolution", "local resolution")
"""Kinds of page with a card of their own."""


def meta(page: BuiltPage, name: str) -> str:
    tag = page.soup.find("meta", {"property": name}) or page.soup.find("meta", {"name": name})
    return tag["content"]


def test_every_page_names_a_card_that_is_there(site: BuiltSite):
    missing = []
    for page in site.pages:
        if page.soup.head is None or not page.soup.find("meta", {"property": "og:title"}):
            continue
        target = meta(page, "og:image")
        if site.resolve(target.partition("?")[0]) not in site.files or not meta(page, "og:image:alt"):
            missing.append((page.url, target))
    assert missing == []


def test_every_card_is_the_picture_its_page_promises(site: BuiltSite):
    cards = [path for url, path in site.files.items() if url.endswith("/the.png")]
    assert cards
    for path in cards:
        with Image.open(path) as image:
            assert (image.size, image.mode, image.format) == ((1200, 630), "P", "PNG"), path
    assert sum(path.stat().st_size for path in cards) / len(cards) < 15_000


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_says_how_large_the_card_is_and_which_it_is(real: BuiltSite, kind: str):
    page = real[KINDS[kind]]
    assert (meta(page, "og:image:width"), meta(page, "og:image:height"), meta(page, "twitter:card")) == ("1200", "630", "summary_large_image")
    assert urlsplit(meta(page, "og:image")).scheme == "http"
    if kind in OWN:
        assert urlsplit(meta(page, "og:image")).path == f"{page.url}the.png"
        assert len(parse_qs(urlsplit(meta(page, "og:image")).query)["v"][0]) == 8


def test_pages_without_a_card_of_their_own_show_the_sites(real: BuiltSite):
    for kind in ("home", "archive", "topic", "standing page", "not found"):
        assert meta(real[KINDS[kind]], "og:image") == f"{ADDRESS}/the.png"


def test_a_second_page_shows_the_card_of_the_first(real: BuiltSite):
    page = next(page for page in real.pages if page.url.startswith("/van-ban/57-nq-tw/trang-2"))
    assert meta(page, "og:image") == f"{ADDRESS}/van-ban/57-nq-tw/the.png"


@pytest.mark.parametrize("kind", SHARED)
def test_the_share_row_has_the_address_and_a_mail(real: BuiltSite, kind: str):
    page = real[KINDS[kind]]
    row = page.soup.select_one("details.share")
    address = f"{ADDRESS}{page.url}"
    assert row.code.get_text() == address
    mail = urlsplit(row.select_one("a[href^=mailto]")["href"])
    assert parse_qs(mail.query)["body"] == [address] and parse_qs(mail.query)["subject"][0]
    assert row.output is not None and [button["type"] for button in row.select("button")] == ["button", "button"]


def test_the_code_on_paper_holds_the_address_beside_it(site: BuiltSite):
    pages = [page for page in site.pages if page.soup.select_one(".paper img")]
    assert len(pages) > 10
    for page in pages[::5]:
        address = page.soup.select_one("details.share code").get_text()
        assert page.soup.select_one(".paper").get_text().strip().endswith(address)
        kind, _, data = page.soup.select_one(".paper img")["src"].partition(",")
        image = Image.open(io.BytesIO(b64decode(data)))
        side = image.width - 2 * qr.QUIET
        seen = [[int(image.getpixel((qr.QUIET + x, qr.QUIET + y)) == 0) for x in range(side)] for y in range(side)]
        code = segno.make_qr(address.encode(), version=(side - 17) // 4, error="m", mask=2, mode="byte", boost_error=False)
        assert seen == [list(row) for row in code.matrix]
        assert kind == "data:image/png;base64"


@pytest.mark.parametrize("kind", SHARED)
def test_the_code_is_light(real: BuiltSite, kind: str):
    assert len(gzip.compress(str(real[KINDS[kind]].soup.select_one(".paper img")).encode(), 6, mtime=0)) <= 700


# In a browser.

@pytest.fixture
def open_row(chromium, address: str):
    """Open the share row of the entry in a new tab; returns the tab."""
    contexts = []

    def opened(path: str = KINDS["entry"], **options):
        context = chromium.new_context(viewport={"width": 360, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}{path}")
        page.locator(".share summary").click()
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", ["entry", "province", "resolution"])
def test_the_button_copies_the_address_and_says_so_aloud(open_row, kind: str):
    page = open_row(KINDS[kind], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép địa chỉ").click()
    page.get_by_text("Đã chép địa chỉ.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{ADDRESS}{KINDS[kind]}"
    assert page.get_by_role("status").inner_text() == "Đã chép địa chỉ."


def test_where_copying_is_refused_the_address_is_marked_for_the_reader(open_row):
    page = open_row()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Chép địa chỉ").click()
    page.get_by_text("hãy tự chép").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{ADDRESS}{KINDS['entry']}"


def test_the_button_of_the_device_stands_only_where_the_device_can_share(open_row):
    page = open_row()
    can = page.evaluate("!!navigator.share")
    assert page.get_by_role("button", name="Chia sẻ qua…").count() == int(can)


def test_the_device_is_given_title_and_address(chromium, address: str):
    context = chromium.new_context()
    context.add_init_script("navigator.share = data => { window.given = data; return Promise.reject(new Error('closed')); }")
    page = context.new_page()
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(f"{address}{KINDS['entry']}")
    page.locator(".share summary").click()
    page.get_by_role("button", name="Chia sẻ qua…").click()
    given, title = page.evaluate("[window.given, document.title]")
    context.close()
    assert given == {"title": title, "url": f"{ADDRESS}{KINDS['entry']}"}
    assert failures == []


def test_without_scripting_the_address_and_the_mail_are_there_and_no_dead_button(open_row):
    page = open_row(java_script_enabled=False)
    assert page.get_by_role("button").filter(visible=True).all_inner_texts() in ([], ["Tìm"])
    assert page.locator(".share code").is_visible() and page.locator(".share a").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_row(open_row, scheme: str):
    from axe_playwright_python.sync_playwright import Axe

    page = open_row(color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép địa chỉ").click()
    page.get_by_text("Đã chép địa chỉ.").wait_for()
    found = Axe().run(page, context=".share", options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}).response["violations"]
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_code_is_seen_on_paper_only(chromium, address: str):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}{KINDS['entry']}")
    on_screen = page.locator(".paper").is_visible()
    page.emulate_media(media="print")
    width = page.evaluate("document.querySelector('.paper img').getBoundingClientRect().width / 96 * 25.4")
    seen = page.locator(".paper").is_visible(), page.locator(".share").is_visible()
    context.close()
    assert not on_screen and seen == (True, False)
    assert width >= 20  # millimetres

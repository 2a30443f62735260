"""Pages in a real browser: accessibility in light and dark, nothing wider than the screen, nothing asked beyond the page's own files."""

import pytest

from tests.theme.built import BuiltSite
from tests.theme.conftest import KINDS

SCHEMES = ("light", "dark")
WIDTHS = (320, 360, 768, 1440)
AXE_WIDTHS = (360, 1440)
FRAMES = 24
"""Pages measured at a time."""
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Every rule of axe, and the size of targets, which WCAG 2.2 AA asks for and axe leaves off."""


@pytest.fixture(scope="module", params=SCHEMES)
def tab(request: pytest.FixtureRequest, chromium):
    """A tab that prefers one colour scheme, on a machine that prefers no motion."""
    context = chromium.new_context(color_scheme=request.param, reduced_motion="reduce", locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(tab, address: str, kind: str):
    from axe_playwright_python.sync_playwright import Axe

    tab.goto(f"{address}{KINDS[kind]}")
    found = []
    for width in AXE_WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        found.extend((width, one["id"], node["html"][:160]) for one in Axe().run(tab, options=OPTIONS).response["violations"] for node in one["nodes"])
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(chromium, address: str, width: int):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for url in KINDS.values():
        page.goto(f"{address}{url}", wait_until="domcontentloaded")
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide.append((url, found))
    context.close()
    assert wide == []


def test_no_page_at_all_is_wider_than_the_narrowest_screen(chromium, address: str, real: BuiltSite):
    """Pages side by side in frames of that width: to open each in a tab takes ten times as long."""
    width, urls = min(WIDTHS), [page.url for page in real.pages if page.soup.find("meta", attrs={"http-equiv": "refresh"}) is None]
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/robots.txt")
    found = {}
    for start in range(0, len(urls), FRAMES):
        found |= page.evaluate("""async ([urls, width]) => Object.fromEntries(await Promise.all(urls.map(url => new Promise(told => {
            const frame = document.createElement('iframe');
            frame.style = `border: 0; width: ${width}px; height: 800px`;
            frame.onload = () => { const {clientWidth, scrollWidth} = frame.contentDocument.documentElement; frame.remove(); told([url, [clientWidth, scrollWidth]]); };
            frame.src = url;
            document.body.append(frame);
        }))))""", [urls[start:start + FRAMES], width])
    context.close()
    assert found.keys() == set(urls)
    assert {url: one for url, one in found.items() if one != [width, width]} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_makes_two_requests_of_its_own_site_and_none_of_another(chromium, address: str, kind: str):
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}{KINDS[kind]}", wait_until="networkidle")
    context.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert len(asked) <= (4 if kind == "search" else 3)  # the page, its stylesheet, its icon; the search page has a script too


@pytest.mark.parametrize("width", WIDTHS)
def test_no_name_on_the_map_is_cut_off(chromium, address: str, width: int):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/tinh/")
    cut = page.evaluate("""[...document.querySelectorAll('.tile')].filter(tile => {
        const words = document.createRange();
        words.selectNodeContents(tile.querySelector('span'));
        const edge = tile.getBoundingClientRect().right - parseFloat(getComputedStyle(tile).borderRightWidth);
        return Math.max(...[...words.getClientRects()].map(line => line.right)) > edge + 0.5;
    }).map(tile => tile.textContent)""")
    context.close()
    assert cut == []


def test_the_keyboard_reaches_the_skip_link_first_and_it_shows(chromium, address: str):
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    box = page.evaluate("(() => { const box = document.activeElement.getBoundingClientRect(); return [document.activeElement.className, box.top, box.height]; })()")
    page.keyboard.press("Enter")
    target = page.evaluate("location.hash")
    context.close()
    assert box[0] == "skip" and box[1] >= 0 and box[2] > 20
    assert target == "#noi-dung"


def test_the_map_is_walked_with_the_keyboard_and_shows_where_one_is(chromium, address: str):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/tinh/")
    page.locator(".map a").first.focus()
    page.keyboard.press("Tab")
    outline = page.evaluate("[document.activeElement.classList.contains('tile'), parseFloat(getComputedStyle(document.activeElement).outlineWidth)]")
    context.close()
    assert outline[0] and outline[1] >= 2


def test_a_printed_entry_keeps_its_words_and_source_and_drops_the_menus(chromium, address: str):
    context = chromium.new_context()
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(f"{address}{KINDS['entry']}")
    shown = page.evaluate("""['.words', '.source', '.masthead nav', '.crumbs'].map(name => { const part = document.querySelector(name); return !!part && part.getClientRects().length > 0; })""")
    context.close()
    assert shown == [True, True, False, False]

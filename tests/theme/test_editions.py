"""Editions of the built sites: letters as mail programs take them, their plain-text twins, and the page as it prints."""

import re

import pytest

from tests.theme.built import BuiltSite

WIDTH = 72
SHOWN = (360, 700)


def clean(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split())


def test_every_edition_has_a_letter_and_a_twin_and_every_letter_an_edition(site: BuiltSite):
    wholes = {f"{page.url}" for page in site.pages if re.fullmatch(r"/ban-tin/\d{4}-w?\d{2}/", page.url)}
    assert wholes and {letter.url.removesuffix("thu.html") for letter in site.letters} == wholes
    assert [url for url in wholes if f"{url}thu.txt" not in site.files] == []


def test_no_letter_is_clipped_by_gmail(site: BuiltSite):
    assert [(letter.url, len(letter.html)) for letter in site.letters if len(letter.html) > 100_000] == []


def test_letters_ask_nothing_of_anybody_and_lead_to_whole_addresses_of_this_site(site: BuiltSite):
    asked = [(letter.url, str(tag)[:80]) for letter in site.letters for tag in letter.soup.find_all(["script", "link", "img", "iframe", "form", "video", "base"])]
    odd = [(letter.url, link["href"]) for letter in site.letters for link in letter.soup.find_all(href=True) if not link["href"].startswith("http") or site.resolve(link["href"]) not in site.files]
    assert (asked, odd) == ([], [])
    assert [letter.url for letter in site.letters if len(letter.soup.find_all("style")) != 1 or letter.soup.style.get_text().count("@media") != 1] == []
    assert [letter.url for letter in site.letters if b"url(" in letter.html or b"@import" in letter.html] == []


def test_links_with_a_fragment_in_a_letter_lead_to_a_part_of_the_page(site: BuiltSite):
    targets = [(letter.url, link["href"]) for letter in site.letters for link in letter.soup.find_all(href=re.compile("#"))]
    assert [(url, target) for url, target in targets if target.partition("#")[2] not in site[site.resolve(target)].ids] == []


def test_the_twin_says_what_the_letter_says_in_narrow_lines(site: BuiltSite):
    for letter in site.letters:
        text = site.files[letter.url.replace(".html", ".txt")].read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if len(line) > WIDTH and not re.fullmatch(r"(?:\[\d+\])? *https?://\S+", line)] == [], letter.url
        flat = clean(text)
        assert [heading.get_text() for heading in letter.soup.select("h3") if clean(heading.get_text()) not in flat] == []
        assert {link["href"] for link in letter.soup.select("h3 a")} <= set(re.findall(r"https?://\S+", text))


def test_a_letter_opens_with_its_summary_hidden_for_the_inbox(site: BuiltSite):
    assert [letter.url for letter in site.letters if clean(letter.soup.body.find("div").get_text()) != clean(letter.soup.select_one("p.lead").get_text())] == []


def test_every_entry_of_a_period_is_on_the_page_of_its_edition(real: BuiltSite):
    for letter in real.letters:
        url = letter.url.removesuffix("thu.html")
        year, month = re.fullmatch(r"/ban-tin/(\d{4})-(\d{2})/", url).groups()
        entries = {link["href"] for link in real[url].soup.select(".course .row h3 a, .course .briefs a")}
        assert entries == {page.url for page in real.pages if page.url.startswith(f"/tin/{year}/{month}/") and page.soup.select_one("article.entry")}, url


def test_the_page_tells_how_to_send_it(real: BuiltSite):
    send = real["/ban-tin/2025-12/"].soup.select_one(".send")
    targets = [link["href"] for link in send.select("a")]
    assert targets[0].startswith("mailto:?subject=B%E1%BA%A3n%20tin") and len(targets[0]) < 2000
    assert targets[1:] == ["/ban-tin/2025-12/thu.html", "/ban-tin/2025-12/thu.txt"]


def test_editions_lead_to_the_one_before_and_the_one_after(real: BuiltSite):
    links = {link["rel"][0]: link["href"] for link in real["/ban-tin/2025-12/"].soup.select(".pager a[rel]")}
    assert links == {"prev": "/ban-tin/2025-11/", "next": "/ban-tin/2026-01/"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_fits_a_phone_and_a_desk_and_can_be_read_in_the_dark(chromium, address: str, scheme: str):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/ban-tin/2025-12/thu.html")
    for width in SHOWN:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('.sheet').getBoundingClientRect().width") <= 640
    dim = page.evaluate("""(() => {
        const light = colour => { const [r, g, b] = colour.match(/\\d+/g).map(Number).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const paper = light(getComputedStyle(document.querySelector('.sheet')).backgroundColor);
        return [...document.querySelectorAll('.sheet h1, .sheet h2, .sheet h3 a, .sheet p, .sheet a, .sheet b, .sheet li')].filter(part => {
            const ink = light(getComputedStyle(part).color);
            return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 7;
        }).map(part => part.outerHTML.slice(0, 120));
    })()""")
    context.close()
    assert dim == []


@pytest.fixture(scope="module", params=["/ban-tin/2025-12/", "/ban-tin/2025-10/", "/ban-tin/2025-08/", "/ban-tin/2025-12/theo-dia-phuong/", "/ban-tin/"])
def printed(request: pytest.FixtureRequest) -> str:
    """The address of a page that is printed."""
    return request.param


@pytest.fixture(scope="module")
def sheets(chromium, address: str, printed: str) -> list[list[str]]:
    """The lines of every sheet of the printed page, in the order of the page."""
    import pypdfium2

    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}{printed}")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))
    context.close()
    return [[clean(line) for line in document[number].get_textpage().get_text_range().splitlines() if clean(line)] for number in range(len(document))]


def test_an_edition_prints_on_numbered_sheets_with_its_sources(sheets, printed: str, real: BuiltSite):
    assert len(sheets) > 1
    words = [" ".join(sheet) for sheet in sheets]
    assert [number for number, sheet in enumerate(words, start=1) if f"Trang {number}/{len(sheets)}" not in sheet] == []
    assert [row.get_text() for row in real[printed].soup.select(".row .from") if clean(row.get_text()) not in " ".join(words)] == []
    assert "Gửi số này" not in " ".join(words)


def test_no_heading_is_left_alone_at_the_foot_of_a_sheet(sheets, printed: str, real: BuiltSite):
    headings = {re.sub(r" (\d+)$", r" (\1)", clean(tag.get_text())) for tag in real[printed].soup.select("main h2")}
    assert headings & {line for sheet in sheets for line in sheet}
    assert [line for sheet in sheets for line in [line for line in sheet if not line.startswith("Trang ")][-1:] if line in headings] == []


def test_no_item_is_broken_over_two_sheets(sheets, printed: str, real: BuiltSite):
    words = [" ".join(sheet) for sheet in sheets]
    for item in real[printed].soup.select(".course .row, .issues > li"):
        title, last = clean(item.h3.get_text()), clean(item.select("p")[1].get_text())[-25:]
        assert [number for number, sheet in enumerate(words) if title in sheet and last in sheet], title

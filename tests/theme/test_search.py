"""Search as readers have it: questions and what must come of them, the bridge in the browser, the page, the keyboard, the bytes.

The questions are in ``tests/cases/search/queries.yaml``; they are asked of the real content in headless Chromium.
"""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
import yaml

from plugins import pagefind, search_index
from plugins.newsroom.library import read_library
from plugins.newsroom.search_words import key_of, to_index
from tests.bench.corpus import make_corpus
from tests.conftest import TODAY, lacking
from tests.theme.built import BuiltSite, workshop
from tests.theme.conftest import serve

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "search" / "queries.yaml").read_text(encoding="utf-8"))
CHOICES = ("q", "loai", "tinh", "chu-de", "nam", "xep")
ASK = """async (choice) => {
    const search = await import('/static/js/tim-kiem.js');
    const index = await (window.index ??= new search.Index('/tim-kiem/chi-muc/').open());
    const found = await index.answer(choice.q, choice);
    return Promise.all([...found.named, ...found.results].map(async (one) => (await one.shard.page(one)).url));
}"""
BUDGET = 200_000
"""Bytes of everything that search loads for a first question at 1,000 entries, uncompressed by the server."""


@pytest.fixture(scope="module", autouse=True)
def program() -> None:
    """Pagefind, without which the built site has no index."""
    if pagefind.find_or_install() is None:
        lacking("Pagefind")


@pytest.fixture(scope="module")
def asker(chromium, address: str) -> Iterator:
    """A tab that has loaded nothing but a page of the site, and may be asked."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/404.html")
    yield page
    context.close()


@pytest.fixture
def tab(chromium) -> Iterator:
    context = chromium.new_context(locale="vi-VN", viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == []
    context.close()


def name_of(url: str) -> str:
    """Return the kind of a page and the last part of its address: "tin/tien-giang-so-khoa-hoc"."""
    parts = url.strip("/").split("/")
    return f"{parts[0]}/{parts[-1]}"


def settled(page) -> None:
    """Wait until the page has answered."""
    page.wait_for_function("!document.querySelector('#ket-qua').hasAttribute('aria-busy') && document.querySelector('#dem').textContent !== ''")


# Questions.

def test_there_are_many_questions():
    assert len(CASES) >= 100


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['q']} {' '.join(str(case[name]) for name in CHOICES[1:] if name in case)}".strip())
def test_a_question_finds_what_it_must_and_not_what_it_must_not(asker, case: dict):
    found = [name_of(url) for url in asker.evaluate(ASK, {name: str(case.get(name, "")) for name in CHOICES})]
    if case.get("none"):
        assert found == []
    if "first" in case:
        assert found[:1] == [case["first"]]
    assert [page for page in case.get("top", []) if page not in found[:5]] == []
    assert [page for page in case.get("has", []) if page not in found] == []
    assert [page for page in case.get("not", []) if page in found] == []
    assert len(found) >= case.get("least", 0)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("question", ["Tiền Giang", "đổi mới sáng tạo", "Nghị quyết 57-NQ/TW", "Đắk Lắk", "Trần Thị Diệu Thúy"])
def test_the_unicode_form_of_a_question_does_not_matter(asker, question: str):
    forms = [asker.evaluate(ASK, dict.fromkeys(CHOICES, "") | {"q": unicodedata.normalize(form, question)}) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    assert forms[0] and all(form == forms[0] for form in forms)


def test_every_province_and_person_is_first_when_asked_for_by_name_with_and_without_marks(asker, real: BuiltSite):
    registry = read_library(workshop() / "content", today=TODAY).registry
    wrong = []
    for thing in [*registry.provinces.values(), *registry.officials.values()]:
        for question in (thing.name, unicodedata.normalize("NFD", thing.name).encode("ascii", "ignore").decode() if "đ" not in thing.name.lower() else thing.name.upper()):
            found = asker.evaluate(ASK, dict.fromkeys(CHOICES, "") | {"q": question})
            if not found or found[0] != thing.url and not (hasattr(thing, "posts") and thing.url in found[:3]):
                wrong.append((question, found[:2]))
    assert wrong == []


def test_every_document_is_among_the_first_when_asked_for_by_number(asker):
    registry = read_library(workshop() / "content", today=TODAY).registry
    wrong = []
    for one in registry.resolutions.values():
        if one.parsed and one.parsed.letters:
            place = registry.provinces[one.province].name if one.province else ""
            found = asker.evaluate(ASK, dict.fromkeys(CHOICES, "") | {"q": f"{one.number} {place}".strip()})
            same = sum(other.number == one.number and other.province == one.province for other in registry.resolutions.values())
            if one.url not in found[:same]:
                wrong.append((one.number, place, found[:2]))
    assert wrong == []


@pytest.mark.parametrize("question", ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a" * 5000, "chuyển " * 400, "!!! ??? …", "😀😀", "\u0000\u0301\u0301", '"', '""', "“”", "{}[]()\\/", "%%%", "__proto__", "constructor", "ʼʹ", " "])
def test_a_hostile_question_is_only_words(tab, address: str, question: str):
    tab.goto(f"{address}/tim-kiem/")
    tab.on("dialog", lambda dialog: pytest.fail("a script of the question ran"))
    tab.evaluate("question => { const box = document.querySelector('#tim-q'); box.value = question; box.form.requestSubmit(); }", question)
    tab.wait_for_function("!document.querySelector('#ket-qua').hasAttribute('aria-busy')")
    assert tab.locator("#ket-qua script, #ket-qua img").count() == 0
    assert "Không tải được" not in tab.text_content("#dem")


WAVES = """async (has) => {
    const search = await import('/static/js/tim-kiem.js');
    const index = new search.Index('/'), asked = [];
    index.shards = [['muc', 'tinh', 200], ...[8, 7, 6, 5, 4, 3, 2, 1].map((number) => [`tin-${number}`, 'tin', 250])].map(([id, kind, count]) => ({ id, count, kinds: [kind] }));
    index.inShard = async (shard) => { asked.push(shard.id); return has.includes(shard.id) ? [{ shard, page: 'a', score: 1, order: 0 }] : []; };
    const found = await index.everywhere([[{}]], 'exact', {}, (results) => asked.push(`first: ${results.map((one) => one.shard.id)}`));
    return [asked, found.map((one) => one.shard.id)];
}"""


@pytest.mark.parametrize(("has", "order"), [
    (["tin-8", "tin-1"], "muc tin-8 | first: tin-8 | tin-7 tin-6 tin-5 tin-4 tin-3 tin-2 tin-1"),
    (["tin-6", "tin-1"], "muc tin-8 tin-7 tin-6 | first: tin-6 | tin-5 tin-4 tin-3 tin-2 tin-1"),
    (["tin-1"], "muc tin-8 tin-7 tin-6 tin-5 tin-4 tin-3 tin-2 tin-1"),
    ([], "muc tin-8 tin-7 tin-6 tin-5 tin-4 tin-3 tin-2 tin-1"),
])
def test_older_shards_are_asked_in_waves_until_something_is_found(asker, has: list[str], order: str):
    asked, found = asker.evaluate(WAVES, has)
    assert asked == [part for one in order.split(" | ") for part in ([one] if one.startswith("first") else one.split())]
    assert sorted(found) == sorted(has)


# The bridge.

def test_both_halves_of_the_bridge_are_one(asker, real: BuiltSite):
    content = workshop() / "content"
    texts = [path.read_text(encoding="utf-8") for path in [*sorted((content / "articles").rglob("*.md"))[:40], content / "registry" / "provinces.yaml", content / "registry" / "topics.yaml"]]
    odd = ["", "57-NQ/TW", "2.153,5 và 2. 3", "QH15.5", "a_b", "ʼʹ ḑ Ḑ", "\u200bđ\u00ad", "😀 4G", "４５ ½ ²", unicodedata.normalize("NFD", "Đường Hoàng Văn Thụ"), "ПРИВЕТ 日本語", "ß İ ı", "\u1e0d\u0323"]
    samples = [*odd, *(line for text in texts for line in text.splitlines())]
    made = asker.evaluate("async (texts) => { const search = await import('/static/js/tim-kiem.js'); return texts.map((text) => [search.toIndex(text), search.keyOf(text)]); }", samples)
    assert [(text, to_index(text), words) for text, (words, _) in zip(samples, made, strict=True) if words != to_index(text)] == []
    assert [(text, key_of(text), key) for text, (_, key) in zip(samples, made, strict=True) if key != key_of(text) and text != "ß İ ı"] == []


def test_what_is_shown_is_what_was_written(asker):
    texts = ["Đồng Tháp có 2.153 hồ sơ, đạt 87,13%", "57-NQ/TW (đã ký)", "Hoà Bình"]
    back = asker.evaluate("async (texts) => { const search = await import('/static/js/tim-kiem.js'); return texts.map((text) => search.plain(search.toIndex(text))); }", texts)
    assert back == texts


# The page.

def test_nothing_is_loaded_before_the_reader_comes_to_the_box(tab, address: str):
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}/tim-kiem/", wait_until="networkidle")
    assert [url for url in asked if "chi-muc" in url] == []
    tab.focus("#tim-q")
    tab.wait_for_function("performance.getEntriesByType('resource').some((one) => one.name.includes('chi-muc.json'))")


def test_the_box_on_other_pages_leads_to_the_results(tab, address: str):
    tab.goto(f"{address}/tinh/hue/")
    tab.fill("#tim-nhanh", "chanh không hạt")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/tim-kiem/?q=**")
    settled(tab)
    assert tab.input_value("#tim-q") == "chanh không hạt"
    assert "chanh không hạt" in tab.text_content("#ket-qua h3 mark").lower()


def test_every_page_but_those_with_a_form_of_their_own_has_the_box(real: BuiltSite):
    shown = [page for page in real.pages if page.soup.select_one("header.masthead")]
    assert len(shown) > 100
    assert [page.url for page in shown if not page.soup.select_one("header form[role=search] input[name=q]")] == ["/404.html", "/tim-kiem/"]
    assert [page.url for page in shown for box in page.soup.select("form[role=search] input[type=search]") if not page.soup.select(f"label[for={box['id']}]")] == []


def test_results_are_counted_by_kind_and_marked_in_whole_vietnamese(tab, address: str):
    tab.goto(f"{address}/tim-kiem/?q={quote('dien tap an ninh mang')}")
    settled(tab)
    assert "kết quả cho “dien tap an ninh mang”" in tab.text_content("#dem")
    assert "diễn tập" in " ".join(tab.locator("#ket-qua mark").all_text_contents()).lower()
    text = tab.text_content("#ket-qua")
    assert not set(text) & {"ʼ", "ʹ", "ḑ", "Ḑ"}
    for heading in tab.locator("#ket-qua h2").all():
        assert heading.locator(".count").text_content().strip().isdecimal()


def test_the_address_holds_the_whole_search_and_back_goes_back(tab, address: str):
    tab.goto(f"{address}/tim-kiem/?q={quote('nghị quyết 57')}&tinh=dong-thap&loai=tin&xep=moi&nam=2025&chu-de=ha-tang-so")
    settled(tab)
    assert [tab.input_value(f"#tim-{name}") for name in ("tinh", "loai", "xep", "nam", "chu-de")] == ["dong-thap", "tin", "moi", "2025", "ha-tang-so"]
    assert tab.locator("details[open]").count() == 1
    tab.select_option("#tim-chu-de", "")
    tab.wait_for_url(lambda url: "chu-de" not in url)
    settled(tab)
    more = tab.text_content("#dem")
    tab.go_back()
    tab.wait_for_function("text => document.querySelector('#dem').textContent !== text", arg=more)
    settled(tab)
    assert tab.input_value("#tim-chu-de") == "ha-tang-so"
    assert "chu-de=ha-tang-so" in tab.url


def test_a_choice_that_does_not_exist_is_no_choice(tab, address: str):
    tab.goto(f"{address}/tim-kiem/?q=hue&tinh=khong-co&nam=1066&xep=%3Cb%3E")
    settled(tab)
    assert tab.input_value("#tim-tinh") == "" and tab.locator("#ket-qua li").count() > 0


def test_the_keyboard_does_it_all(tab, address: str):
    tab.goto(f"{address}/tim-kiem/")
    tab.focus("#tim-q")
    tab.keyboard.type("Techfest")
    tab.keyboard.press("Enter")
    settled(tab)
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.closest('#ket-qua h3') !== null")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.id") == "tim-q"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/tin/**")


def test_more_results_are_shown_on_request_and_the_first_of_them_has_the_focus(tab, address: str):
    tab.goto(f"{address}/tim-kiem/?q={quote('chuyển đổi số')}")
    settled(tab)
    section = tab.locator("section[aria-labelledby=nhom-tin]")
    before = section.locator("li").count()
    section.locator("button").click()
    tab.wait_for_function("before => document.querySelectorAll('section[aria-labelledby=nhom-tin] li').length > before", arg=before)
    assert tab.evaluate("[...document.querySelectorAll('section[aria-labelledby=nhom-tin] h3 a')].indexOf(document.activeElement)") == before


def test_where_nothing_fits_the_reader_is_told_what_to_try(tab, address: str):
    tab.goto(f"{address}/tim-kiem/?q={quote('chuyển đổi xyzzy')}&tinh=hue")
    settled(tab)
    text = tab.text_content("#ket-qua")
    assert "Không có kết quả" in tab.text_content("#dem")
    assert "không dấu" in text and "xyzzy" in text and "Bỏ bộ lọc" in text
    tab.get_by_role("button", name="Tìm “chuyển đổi”").click()
    tab.wait_for_function("document.querySelectorAll('#ket-qua li h3').length > 0")


def test_mistaken_marks_find_the_words_without_them_and_say_so(tab, address: str):
    tab.goto(f"{address}/tim-kiem/?q={quote('chuyễn đổi số')}")
    settled(tab)
    assert "bỏ dấu" in tab.text_content("#ket-qua .notice")


def test_the_count_is_announced(real: BuiltSite):
    assert real["/tim-kiem/"].soup.select_one("#dem")["role"] == "status"


def test_without_javascript_the_page_offers_every_list(chromium, address: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/tim-kiem/?q=hue")
    assert page.locator("noscript .notice").is_visible() or "JavaScript" in page.text_content("main")
    links = {link.get_attribute("href") for link in page.locator(".catalogue a").all()}
    context.close()
    assert {"/tinh/", "/van-ban/", "/can-bo/", "/chu-de/", "/so-lieu/", "/tin/"} <= links


def test_axe_finds_nothing_in_results(chromium, address: str):
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme, viewport={"width": 360, "height": 900})
        page = context.new_page()
        for question in ("chuyển đổi số", "xyzzy", "chuyễn đổi số"):
            page.goto(f"{address}/tim-kiem/?q={quote(question)}&tinh=hue" if question == "xyzzy" else f"{address}/tim-kiem/?q={quote(question)}")
            settled(page)
            page.locator("details").evaluate("one => one.open = true")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            found += [(scheme, question, one["id"], node["html"][:120]) for one in Axe().run(page, options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}).response["violations"] for node in one["nodes"]]
        context.close()
    assert found == []


def test_below_a_path_the_search_finds_its_files_and_its_pages(chromium, below: BuiltSite, tmp_path: Path):
    (tmp_path / "ban-tin").symlink_to(below.folder)
    with serve(tmp_path) as address:
        page = chromium.new_page()
        page.goto(f"{address}/ban-tin/tim-kiem/?q={quote('nghị quyết 57')}")
        settled(page)
        target = page.locator("#ket-qua h3 a").first.get_attribute("href")
        page.close()
    assert target == "/ban-tin/van-ban/57-nq-tw/"


def test_a_site_without_an_index_says_so_and_offers_the_lists(chromium, real: BuiltSite, tmp_path: Path):
    for name in ("static", "favicon.svg"):
        (tmp_path / name).symlink_to(real.folder / name)
    (tmp_path / "tim-kiem" / "chi-muc").mkdir(parents=True)
    (tmp_path / "tim-kiem" / "index.html").write_bytes(real["/tim-kiem/"].html)
    (tmp_path / "tim-kiem" / "chi-muc" / "chi-muc.json").write_text('{"shards":[]}', encoding="utf-8")
    with serve(tmp_path) as address:
        page = chromium.new_page()
        page.goto(f"{address}/tim-kiem/?q=hue")
        page.wait_for_function("document.querySelector('#dem').textContent.includes('chưa có chỉ mục')")
        page.close()


# The bytes.

def test_a_first_search_of_a_thousand_entries_is_light(chromium, real: BuiltSite, tmp_path: Path):
    content = make_corpus(tmp_path / "corpus", 1000, workshop() / "content")
    library = read_library(content, today=TODAY)
    site = tmp_path / "site"
    index = search_index.SearchIndex(SimpleNamespace(library=library), tmp_path / "cache")
    shards = index.groups()
    for one in (output for group in (*(shard.group for shard in shards), index.whole(shard.told for shard in shards)) for output in group.outputs()):
        path = site / one.url.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.view())
    (site / "tim-kiem" / "index.html").write_bytes(real["/tim-kiem/"].html)
    (site / "static").symlink_to(real.folder / "static")
    sizes = {}
    with serve(site) as address:
        for question in ("chuyển đổi số", "Đồng Tháp", "kế hoạch thực hiện nghị quyết", "NQ57"):
            context = chromium.new_context()
            page = context.new_page()
            bodies: list[int] = []
            page.on("requestfinished", lambda request, bodies=bodies: bodies.append(request.sizes()["responseBodySize"] if "/chi-muc/" in request.url or request.url.endswith(".js") else 0))
            page.goto(f"{address}/tim-kiem/?q={quote(question)}")
            settled(page)
            page.wait_for_timeout(100)
            assert page.locator("#ket-qua li").count() > 0
            sizes[question] = sum(bodies)
            context.close()
    print(json.dumps(sizes, ensure_ascii=False))
    assert {question: size for question, size in sizes.items() if size > BUDGET} == {}

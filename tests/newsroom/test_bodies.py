import re
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.bodies import Renderer, Term, is_local, keep_together, link_terms, links_of, local_target, render, resolve_links
from plugins.newsroom.checks import links

RENDERER = Renderer()
TERMS = [Term("57-NQ/TW", "/van-ban/57-nq-tw/"), Term("Nghị quyết 57", "/van-ban/57-nq-tw/"), Term("Trần Thị Mai", "/can-bo/tran-thi-mai/"), Term("R&D", "/van-ban/r-d/")]
URLS = {"content/articles/2025/2025-05-a.md": "/tin/2025/05/a/", "content/pages/gioi-thieu.md": "/gioi-thieu/"}
MARKDOWN = st.text(st.sampled_from("aế57-NQ/TW%.\n #*_`[]()<>&!|:\"'"))


def text_of(html):
    return BeautifulSoup(html, "html.parser").get_text()


@pytest.mark.parametrize("raw", ["<script>alert(1)</script>", "<b>đậm</b>", "<img src=x onerror=alert(1)>", "<!-- ẩn -->", "<div>\n\n<p>x</p>\n\n</div>", "a < b & c > d", "<style>*{}</style>", "<?php x ?>"])
def test_raw_html_is_shown_as_text(raw):
    soup = BeautifulSoup(render(raw, RENDERER), "html.parser")
    assert not soup.find(["script", "b", "img", "div", "style"])
    assert "".join(soup.get_text().split()) == "".join(raw.split())


@given(st.one_of(MARKDOWN, st.text()))
def test_no_element_an_editor_did_not_write_in_markdown_comes_out(text):
    names = {tag.name for tag in BeautifulSoup(render(text, RENDERER), "html.parser").find_all()}
    assert names <= {"p", "h2", "h3", "h4", "h5", "h6", "em", "strong", "a", "img", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "table", "thead", "tbody", "tr", "th", "td"}


def test_headings_begin_at_level_two():
    assert render("# Một\n\n## Hai", RENDERER) == "<h2>Một</h2>\n<h2>Hai</h2>"


def test_one_rendering_leaves_nothing_for_the_next():
    render("[a]: https://a.vn\n\n[a][]", RENDERER)
    assert "<a" not in render("[a][]", RENDERER)


@pytest.mark.parametrize(("html", "linked"), [
    ("<p>Nghị quyết 57 và 57-NQ/TW</p>", '<p><a href="/van-ban/57-nq-tw/">Nghị quyết 57</a> và 57-NQ/TW</p>'),
    ("<p>57-NQ/TW, 57-NQ/TW</p>", '<p><a href="/van-ban/57-nq-tw/">57-NQ/TW</a>, 57-NQ/TW</p>'),
    ("<p>bà Trần Thị Mai.</p>", '<p>bà <a href="/can-bo/tran-thi-mai/">Trần Thị Mai</a>.</p>'),
    ("<p>R&amp;D</p>", '<p><a href="/van-ban/r-d/">R&amp;D</a></p>'),
    ("<p>157-NQ/TW, 57-NQ/TWx, 57-NQ/TW/2</p>", "<p>157-NQ/TW, 57-NQ/TWx, 57-NQ/TW/2</p>"),
    ("<p>Nghị quyết 570</p>", "<p>Nghị quyết 570</p>"),
    ('<p><a href="/x/">57-NQ/TW</a></p>', '<p><a href="/x/">57-NQ/TW</a></p>'),
    ("<h2>57-NQ/TW</h2>", "<h2>57-NQ/TW</h2>"),
    ("<p><code>57-NQ/TW</code></p>", "<p><code>57-NQ/TW</code></p>"),
    ("<pre><code>57-NQ/TW</code></pre>", "<pre><code>57-NQ/TW</code></pre>"),
    ("<h3><em>57-NQ/TW</em></h3><p>57-NQ/TW</p>", '<h3><em>57-NQ/TW</em></h3><p><a href="/van-ban/57-nq-tw/">57-NQ/TW</a></p>'),
    ('<p><img alt="57-NQ/TW" src="x"> 57-NQ/TW</p>', '<p><img alt="57-NQ/TW" src="x"> <a href="/van-ban/57-nq-tw/">57-NQ/TW</a></p>'),
])
def test_the_first_mention_is_linked_outside_links_headings_and_code(html, linked):
    assert link_terms(html, TERMS) == linked


def test_without_terms_nothing_is_linked():
    assert link_terms("<p>57-NQ/TW</p>", []) == "<p>57-NQ/TW</p>"


@pytest.mark.parametrize(("html", "kept"), [
    ("<p>ứng dụng C-ThaiNguyen.</p>", '<p>ứng dụng <span class="nb">C-ThaiNguyen</span>.</p>'), ('<a href="/C-ThaiNguyen/">X-Quang</a>', '<a href="/C-ThaiNguyen/"><span class="nb">X-Quang</span></a>'), ("<code>C-Thai</code>", "<code>C-Thai</code>"),
    ("<p>UBND-Khac, QĐ-TTg, A-Z, Ninh-Binh</p>", "<p>UBND-Khac, QĐ-TTg, A-Z, Ninh-Binh</p>"),
    ("<p>theo 57-NQ/TW thì</p>", '<p>theo <span class="nb">57-NQ/TW</span> thì</p>'),
    ("<p>06/2022/NQ-HĐND, 193/2025/QH15</p>", '<p><span class="nb">06/2022/NQ-HĐND</span>, <span class="nb">193/2025/QH15</span></p>'),
    ("<p>ngày 2/7/2025 đạt 71,5%</p>", '<p><span class="nb">ngày 2/7/2025</span> đạt <span class="nb">71,5%</span></p>'),
    ("<p>2.153 tỷ đồng</p>", '<p><span class="nb">2.153 tỷ</span> đồng</p>'),
    ("<pre><code>57-NQ/TW</code></pre>", "<pre><code>57-NQ/TW</code></pre>"),
    ("<p>năm 2025</p>", "<p>năm 2025</p>"),
])
def test_numbers_dates_and_units_stay_on_one_line(html, kept):
    assert keep_together(html) == kept


@given(st.one_of(MARKDOWN, st.text(), st.lists(st.sampled_from(["57-NQ/TW", "Nghị quyết 57", " và ", "\n\n", "**", "`", "# ", "Trần Thị Mai", "[x](/tin/)", "R&D", "<b>", "71,5%", "ngày 2/7", "C-ThaiNguyen"])).map("".join)))
def test_linking_and_keeping_together_change_no_word(text):
    plain = render(text, RENDERER)
    done = keep_together(link_terms(plain, TERMS))
    assert text_of(done) == text_of(plain)
    for term in TERMS:
        assert done.count(f'<a href="{term.url}">') <= 1 + plain.count(f'<a href="{term.url}">')
    assert not any(link.find("a") for link in BeautifulSoup(done, "html.parser").find_all("a"))


@pytest.mark.parametrize(("target", "url"), [
    ("2025-05-a.md", "/tin/2025/05/a/"),
    ("../../pages/gioi-thieu.md", "/gioi-thieu/"),
    ("../2025/2025-05-a.md#nguon", "/tin/2025/05/a/"),
    ("/tinh/hue/", "/tinh/hue/"),
    ("#nguon", ""),
    ("khong-co.md", None),
    ("../../../../x.md", None),
    ("https://a.vn/2025-05-a.md", None),
    ("mailto:a@b.vn", None),
    ("//a.vn/x", None),
])
def test_a_link_between_files_leads_to_a_page(target, url):
    assert local_target(target, "content/articles/2025/2025-06-b.md", URLS) == url


@pytest.mark.parametrize(("html", "resolved"), [
    ('<a href="2025-05-a.md#nguon">x</a>', '<a href="/tin/2025/05/a/#nguon">x</a>'),
    ('<a href="https://a.vn/?a=1&amp;b=2">x</a>', '<a href="https://a.vn/?a=1&amp;b=2">x</a>'),
    ('<a href="#x">x</a>', '<a href="#x">x</a>'),
    ('<a href="/tinh/hue/">x</a>', '<a href="/tinh/hue/">x</a>'),
])
def test_links_are_resolved_in_html(html, resolved):
    assert resolve_links(html, "content/articles/2025/2025-06-b.md", URLS) == resolved


@pytest.mark.parametrize(("body", "links"), [
    ("[a](x.md)", [("x.md", 0)]),
    ("một\n\n[a](x.md) và [b](<y.md>)", [("x.md", 2), ("y.md", 2)]),
    ('[a](x.md "tên")', [("x.md", 0)]),
    ("[a][1]\n\n[1]: x.md", [("x.md", 2)]),
    ("![ảnh](a.jpg)", [("a.jpg", 0)]),
    ("`[a](x.md)`", []),
    ("\\[a](x.md)", []),
    ("[a] (x.md)", []),
    ("không có", []),
])
def test_links_of_a_body_are_found_with_their_line(body, links):
    assert links_of(body, Renderer()) == links


@pytest.mark.parametrize(("target", "local"), [("x.md", True), ("/tinh/", True), ("#a", True), ("https://a.vn", False), ("mailto:a@b.vn", False), ("//a.vn", False)])
def test_only_files_and_pages_of_this_site_are_local(target, local):
    assert is_local(target) is local


@given(st.text())
def test_finding_links_never_raises(text):
    lines = text.count("\n")
    assert all(0 <= line <= lines for _, line in links_of(text, Renderer()))


def test_escaped_text_stays_escaped():
    html = keep_together(link_terms(render("AT&T <b> 57-NQ/TW \"x\"", RENDERER), TERMS))
    assert re.sub("<[^>]*>", "", html) == "AT&amp;T &lt;b&gt; 57-NQ/TW \"x\""
    assert unescape(text_of(html)) == 'AT&T <b> 57-NQ/TW "x"'


def test_a_link_within_a_body_leads_to_its_heading():
    html = render("[a](#kết-quả) [b](#ket-qua) [c](#khac)\n\n## Kết *quả*\n\n## Kết quả\n\n## Nguồn\n", Renderer())
    assert html.count('href="#muc-ket-qua"') == 2 and 'href="#khac"' in html
    assert '<h2 id="muc-ket-qua">Kết <em>quả</em></h2>\n<h2>Kết quả</h2>\n<h2>Nguồn</h2>' in html
    assert links_of("[a](#ket-qua)\n[c](#khac)\n\n## Kết quả\n", Renderer()) == [("#khac", 1)]


def test_headings_nobody_links_to_stay_as_they_are():
    assert render("## Kết quả\n\n[a](/tin/)\n", Renderer()) == '<h2>Kết quả</h2>\n<p><a href="/tin/">a</a></p>'


def test_the_parts_a_link_may_name_are_in_the_templates():
    theme = Path(__file__).parents[2] / "theme/templates"
    entry, every = ((theme / name).read_text(encoding="utf-8") for name in ("article.html", "base.html"))
    assert [part for part in links._PARTS - links._TOP if f'id="{part}"' not in entry] == []
    assert [part for part in links._TOP - {""} if f'id="{part}"' not in every] == []

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom import plain_markdown
from plugins.newsroom.bodies import Renderer

RENDERER = Renderer()
BODIES = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))


def by_markdown(body):
    return re.sub(r"<(/?)h1\b", r"<\1h2", RENDERER.convert(body))


@pytest.mark.parametrize("body", ["Một.", "Một.\n\nHai.", "Một\nhai.", "## Đề mục\n\nBài.", "- một\n- hai", "Xem [văn bản](/van-ban/) và **[lịch](https://a.vn/b?c=d#e)**.", "[a](b.md)\n\n- [a b](2025-04-01-x.md)\n\n## [a](../b/) c", "Có **chữ đậm** ở giữa.", "**Đậm.**", "57-NQ/TW: 71,5% (hơn) “trích” - hết!", "Bài.\n\n- một\n- hai\n\nBài."])
def test_the_everyday_body_needs_no_full_parser(body):
    assert plain_markdown.render(body) == by_markdown(body)


@pytest.mark.parametrize("body", [
    "![a](b.png)", "[a](javascript:alert(1))", "[a](javascript:alert)", "[a](mailto:a@b.vn)", "[a](b 'c')", "[a](<b>)", "[a](b_c_d)", "[a](b&c)", "[](b)", "[ a](b)", "[a\nb](c)", "[[a](b)](c)", "[a](b)[c]", "`[a](b)`",
    "**[a**](b)", "[a](b)**c**", "[a]()", "[a](b(c))", "[a](b)\n===", "`mã`", "<b>", "a & b", "*nghiêng*", "_nghiêng_", "> trích", "1. một", "1) một", "    mã", "a\\*b", "a | b\n--|--\nc | d", "# Một", "Một\n===", "Một\n---", "---", "* a", "+ a", "- a\n\n  b", "~~~\na\n~~~", "a  \nb", "a\tb",
    "[a]: b.md", "- a\n\n- b", "#a", "###### a", "- - a", "- 1. a", "a\u2028b",
])
def test_anything_else_is_left_to_the_renderer_of_record(body):
    assert plain_markdown.render(body) is None or plain_markdown.render(body) == by_markdown(body)


PIECES = ["a", "ế", "Một câu.", " ", "  ", "\n", "\n\n", "- ", "## ", "# ", "### ", "**", "*", "1. ", "1) ", "2", ".", ")", "-", "+", "=", "--", "===", ":", "~", "^", "{", "}", "!", "(", "“", "”", "\"", "'", "%", "/", "#", "\u00a0", "\u200b", "…", "\r", "&", "<", "<b>", "[", "]", "`",
          "[a](/b/)", "[ế b](https://a.vn/b#c)", "[a](b:c)", "[một", "](x)", "](", "_"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_both_renderers_give_the_same_bytes(body):
    html = plain_markdown.render(body)
    assert html is None or html == by_markdown(body)


@given(st.text())
def test_any_text_gives_the_same_bytes(body):
    html = plain_markdown.render(body)
    assert html is None or html == by_markdown(body)


def test_our_own_bodies_give_the_same_bytes():
    for path in BODIES:
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2].strip("\n")
        html = plain_markdown.render(body)
        assert html is None or html == by_markdown(body), path

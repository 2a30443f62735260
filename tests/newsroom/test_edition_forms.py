"""What goes into a letter: how much, and how it reads as plain text."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from plugins.newsroom.edition_forms import BUDGET, MOST_MAILTO, Letter, mailto, plain_text, shelves, text_of
from plugins.newsroom.editions import editions

ADDRESS = "https://mau.example.vn"


@pytest.fixture
def article(library):
    return library.articles[0]


@pytest.fixture
def many(article):
    return lambda count, size=100: [replace(article, id=f"2025-09-10-tin-{number}", summary="ữ" * size) for number in range(count)]


def test_a_small_edition_goes_out_whole(many):
    shelf = shelves([("A", "/a", many(6)), ("B", "/b", many(1))])
    assert [(len(one.full), len(one.brief), one.left) for one in shelf] == [(6, 0, 0), (1, 0, 0)]


def test_a_large_one_gives_every_group_its_part_and_says_how_many_are_left(many):
    found = shelves([("A", "/a", many(200)), ("B", "/b", many(200)), ("C", "/c", many(2))])
    assert [len(one.full) + len(one.brief) + one.left for one in found] == [200, 200, 2]
    assert len(found[0].full) == len(found[1].full) > 2 and found[2].left == 0
    assert found[0].brief and found[0].left


def test_a_long_note_leaves_less_room(many):
    groups = [("A", "/a", many(200))]
    assert len(shelves(groups, taken=BUDGET // 2)[0].full) < len(shelves(groups)[0].full)
    assert [(one.full, one.brief, one.left) for one in shelves(groups, taken=BUDGET * 2)] == [([], [], 200)]


def test_the_letter_started_by_hand_names_the_edition_and_stays_short(library, many):
    edition = editions(library)[0]
    target = mailto(edition, ADDRESS, many(50))
    parts = parse_qs(urlsplit(target).query)
    assert target.startswith("mailto:?") and len(target) <= MOST_MAILTO and target.isascii()
    assert parts["subject"] == [edition.title]
    assert parts["body"][0].endswith(f"Đọc cả số: {ADDRESS}{edition.url}") and "\r\n" in parts["body"][0]
    assert f"{ADDRESS}{library.articles[0].url.rsplit('/', 2)[0]}" in parts["body"][0]


@pytest.mark.parametrize(("html", "lines"), [
    ("<p>Một đoạn.</p>\n<p>Hai đoạn.</p>", ["Một đoạn.", "", "Hai đoạn.", ""]),
    ("<ul><li>một</li><li>hai<ul><li>trong</li></ul></li></ul>", ["- một", "- hai", "  - trong", ""]),
    ("<ol><li>một</li><li>hai</li></ol>", ["1. một", "2. hai", ""]),
    ('<p>Xem <a href="https://a.vn/b">trang này</a> và <a href="https://a.vn/b">đây</a>.</p>', ["Xem trang này [1] và đây [1].", "", "[1] https://a.vn/b"]),
    ("<blockquote><p>Lời trích.</p></blockquote>", ["  Lời trích.", ""]),
    ("<h2>Tiêu đề</h2>", ["Tiêu đề", ""]),
    ("", []),
])
def test_an_opening_note_reads_as_plain_text(html, lines):
    assert text_of(html) == lines


def test_lines_are_no_wider_than_72_columns_but_for_addresses(library, many):
    edition = editions(library)[0]
    entries = [replace(one, title="Nghị quyết " * 10, summary="chữ " * 70) for one in many(5)]
    text = plain_text(edition, Letter("Bản tin", ADDRESS, "<p>" + "lời mở đầu " * 40 + "</p>", shelves([("Chủ đề", "/x", entries)]), [], 0, [], ""))
    wide = [line for line in text.splitlines() if len(line) > 72]
    assert [line for line in wide if not line.strip().startswith("https://")] == []
    assert text.count("* Nghị quyết") == 5 and "\u00a0" not in text and text.endswith("\n")

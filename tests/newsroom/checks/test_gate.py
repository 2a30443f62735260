"""The gate may let a sound file through unread only because nothing would be found in it: it is held to the rules themselves."""

import random
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.checks import fields, gate, markup, vietnamese
from plugins.newsroom.checks.gate import Gate
from plugins.newsroom.checks.prose import read_prose
from plugins.newsroom.checks.vietnamese import DOCUMENTS, EVERY, FIELDS, LETTERS, MARKDOWN, NUMBERS, SYLLABLES
from plugins.newsroom.frontmatter import decode
from plugins.newsroom.strict_yaml import Source

KNOWN = {"UBND": None, "CN": None, "TP": None, "KH&CN": None, "DTI": "chỉ số chuyển đổi số"}
PIECES = [
    "Thái", "Ðồng", " ", "  ", "\n", "\n\n", "\u00a0", "\u200b", "\ufeff", "\r\n", "57 – NQ/TW", "57-NQ /TW", "57-NQ/TW", "57-NQ/TW - UBND", "03/NQ - CP", "25 /KH-UBND", "/ NQ", " -NQ", "NQ", " - ", "`", "``", "|", "# ", "## ", "#### ", "- ",
    "[a](b  c)", "ñộng", "hoà", "Hoá", "hòa", "thuỷ", "thủy", ".", ",", " ,", " .", "( ", " )", "---\n", "title: a  b\n", "\u0301", "<b>", "\t", "https://a.vn/?utm_source=b&c=d", "87.13%", "1,234,567", "1,206 lượt",
    "2025-03-05", "03/25/2025", "05/03/2025", "March 5, 2025", "Thứ Hai, ngày 21/2/2025", "Chủ nhật, 2/3/2025", "thứ 5, 01/03/2025", "thứ", "Nhật", "CN 5/3/2025", "KH&CN, 5/3/2025", "T2", "T5 (", "XYZ", "DTI", "UBND", "nghành", "hòan",
    "côngnghệ", "tỉnhĐồng", "số25", "khoa học,công nghệ", "xong.Tỉnh", "![](a.jpg)", "===", "\n===\n", "~~~", "a@b.vn", "𝗛", "nh©n", "á»", "é", "ü", "×", "\x1c", "\x85", "\u2028", "\u3000", "🙂", "“", "”", "…", "–", "/",
    "=== VĂN BẢN NGUỒN", "# kiểm tra: x", "\n#kiểm tra", "title: a # b", "&a", "\n- !b c", "\n<<<<<<< HEAD\n", "\n>>>>>>>\n", "Cаo", "ＡＩ", "μm", "31/4/2025", "ngày 30/2", "ngày 31/12", "quote: ", "url: ", "\ndate: 2025-03-05\n", "\n  published: 2025-03-05\n", "{", "}", "[", "]", "*", "3.5 triệu", "      ", "\n        ", "Bà Rịa – Vũng Tàu", "  - Đắk Lắk\n",
    "&amp;", "&CN;", "[tin]()", "[tin] (https://a.vn)", "[tin][x]", "[tin]", "(tin)[https://a.vn]", "[a](http//x", "\u2000", "<o:p>", "## \n", "Th?i", "Thaùi", "Nguyeân", "tænh", "Noël", "tạo(AI)và", "một,,hai", "xong..", "“ một", "một ”", "1,234.5", "$1,500", "10,000", "tỷ", "7.45/10", "13/2025", "tháng", "ngày", "ngày 30 tháng 2", "Ngày 5 tháng 13", "ngày 0 tháng 1", "ngày 31 tháng 12", "32", "30", "5/3/25", "30.2.2025", "Mar 5, 2025", "5th of March", "thứ Hai, 05/8/2025", "5/8 (thứ hai)", "d\u0335ang", "ƌang",
]
HEAD = "---\ntitle: Một tin\ndate: 2025-03-05\nprovince:\n  - Huế\nsource:\n  url: https://a.vn/2025-03-05.html\n  published: 2025-03-05\n---\n\n"
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def hits(text, kind, families):
    """Return what the rules of `families` find in `text`."""
    prose = read_prose(text, kind)
    found = [*vietnamese.problems(prose, KNOWN, vietnamese.Speller(), families)]
    found += fields.problems(prose) if families & FIELDS else ()
    return sorted([*found, *(markup.problems(prose) if families & MARKDOWN and kind != "registry" else ())])


@settings(max_examples=600)
@given(st.sampled_from(["", HEAD]), TEXTS, st.sampled_from(["entry", "page", "registry"]), st.booleans())
def test_the_families_a_file_does_not_have_would_find_nothing(head, text, kind, inside):
    raw = (head.replace("Một tin", f"Một {text}") if inside and head else head + text + "\n").encode("utf-8", "replace")
    whole = decode(raw, Source(""))
    if whole is not None:
        assert hits(whole, kind, Gate(KNOWN).families(raw, kind)) == hits(whole, kind, EVERY)


@settings(max_examples=300)
@given(st.text(max_size=60), st.sampled_from(["entry", "page", "registry"]))
def test_any_text_at_all_is_judged_safely(text, kind):
    raw = f"{HEAD}{text}\n".encode("utf-8", "replace")
    whole = decode(raw, Source(""))
    if whole is not None:
        assert hits(whole, kind, Gate(KNOWN).families(raw, kind)) == hits(whole, kind, EVERY)


def test_a_damaged_entry_of_the_sample_is_judged_safely(sample):
    """What an editor's slip does to a real entry; the words the gate has learned from one file do not make it blind in the next."""
    entries = [path.read_text(encoding="utf-8") for path in sorted(sample.glob("articles/**/*.md"))]
    known = Gate(KNOWN)
    for number in range(400):
        chance = random.Random(number)
        text = chance.choice(entries)
        at = chance.randrange(len(text))
        new = chance.choice([*PIECES, "", unicodedata.normalize("NFD", text[at:at + 9])])
        raw = (text[:at] + new + text[at + chance.choice([0, 0, 1, 9]):]).encode()
        whole = decode(raw, Source(""))
        if whole is not None:
            assert hits(whole, "entry", known.families(raw, "entry")) == hits(whole, "entry", EVERY), (number, new)


def test_most_entries_are_let_through_unread(sample):
    known = Gate(KNOWN | {"HĐND": None, "IOC": None})
    paths = sorted(sample.glob("articles/**/*.md"))
    assert sum(known.families(path.read_bytes(), "entry") == 0 for path in paths) > len(paths) / 2


@pytest.mark.parametrize(("body", "families"), [
    ("Một đoạn.", 0), ("Các nghành.", SYLLABLES), ("đạt 87.13%", NUMBERS), ("Theo 57 – NQ/TW.", DOCUMENTS), ("Theo 57-NQ/TW, Bà Rịa - Vũng Tàu.", 0), ("## Mục", 0), ("# Mục", MARKDOWN), ("### Mục", MARKDOWN), ("##\n\nĐoạn.", MARKDOWN),
    ("Thái\u00a0Nguyên", EVERY), ("một chữ Ã°", LETTERS), ("Sở KH&CN ngày 5/3/2025.", 0), ("Thứ trưởng cập nhật ngày 22/12/2024.", 0),
])
def test_a_word_gives_its_family(body, families):
    assert Gate(KNOWN).families(f"{HEAD}{body}\n".encode(), "entry") == families


def test_what_a_plain_word_may_hold_is_in_no_list_of_odd_characters():
    letters = [character for character in map(chr, range(0x110000 - 1)) if gate._ALLOWED.fullmatch(character)]
    assert len(letters) > 200
    for character in letters:
        assert not vietnamese._UNUSUAL.match(character)
        assert unicodedata.normalize("NFC", character) == character and not unicodedata.combining(character) and not character.isspace()


@pytest.mark.parametrize("unit", ["a", "ế ", "AB ", "1.", "57-NQ/TW - ", "https://a", "\n- ", "hứ ", "  ", "2025-01-01 ", "/", "AB&"])
def test_hostile_text_takes_no_time(unit):
    raw = (unit * (500_000 // len(unit))).encode()
    start = time.perf_counter()
    Gate(KNOWN).families(raw, "entry")
    Gate(KNOWN).families(b"---\n" + raw + b"\n---\n", "entry")
    assert time.perf_counter() - start < 2

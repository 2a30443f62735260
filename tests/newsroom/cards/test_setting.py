"""Setting type on cards: every letter is there, lines end between words, nothing leaves its box."""

import unicodedata
from itertools import product

import pytest

from plugins.newsroom.cards.setting import LEADING, SANS, SERIF, break_lines, drawable, face, fit, in_fonts, shortened, words

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VIETNAMESE = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)} | set("bcdđghklmnpqrstvxfjwz")
VIETNAMESE |= {letter.upper() for letter in VIETNAMESE} | set("0123456789") | set(".,;:!?()[]“”‘’'\"–—-…/&%+=·°₫€@#*")


def test_both_fonts_have_every_letter_of_vietnamese():
    assert [letter for letter in sorted(VIETNAMESE) if not in_fonts(letter)] == []
    assert not any(map(in_fonts, "北ж🎉\uffff\n"))


@pytest.mark.parametrize("name", [SERIF, SANS])
def test_letters_that_differ_by_a_mark_look_different(name):
    font = face(name, 48)
    pictures = {letter: (font.glyph(letter).mask.tobytes(), font.glyph(letter).top) for letter in VIETNAMESE if letter.isalpha()}
    assert len(set(pictures.values())) == len(pictures)


@pytest.mark.parametrize(("name", "size"), [*product([SERIF, SANS], [24, 34, 43, 60, 66, 124])])
def test_stacked_marks_never_touch_the_line_above(name, size):
    font = face(name, size)
    highest = min(font.glyph(letter).top for letter in VIETNAMESE if letter.isalpha())
    lowest = max(font.glyph(letter).top + font.glyph(letter).mask.height for letter in VIETNAMESE if letter.isalpha())
    assert lowest - highest < font.line == round(size * LEADING[name])


def test_pairs_of_letters_are_kerned():
    font = face(SERIF, 60)
    assert font.closer("To") < 0 and font.closer("Vă") < 0
    assert font.width("To") == font.glyph("T").advance + font.glyph("o").advance + font.closer("To")


@pytest.mark.parametrize("name", [SERIF, SANS])
def test_words_can_be_drawn_one_by_one(name):
    for size in (30, 34, 38, 43, 64, 124):
        font = face(name, size)
        assert all(font.closer(f"{letter} ") == font.closer(f" {letter}") == 0 for letter in VIETNAMESE)
        glyphs = [(font.glyph(letter), letter) for letter in VIETNAMESE]
        before, after = max(-glyph.left for glyph, _ in glyphs), max(glyph.left + glyph.mask.width - glyph.advance for glyph, _ in glyphs)
        assert before + after + 2 <= font.width(" "), size  # the two pixels of a byte


@pytest.mark.parametrize(("text", "expected"), [
    ("Hòa  Bình", "Hòa Bình"),
    (unicodedata.normalize("NFD", "Đắk Lắk Ộ Ẫ Ữ"), "Đắk Lắk Ộ Ẫ Ữ"),
    ("số\u200b hóa\ufeff", "số hóa"),
    ("Huế 🎉 vui", "Huế vui"),
    ("👩‍💻 Huế 👍🏽", "Huế"),
    ("ﬁnal №①", "final No1"),
    ("họp ở 北京市 hôm qua", "họp ở … hôm qua"),
    ("Кириллица", "…"),
    ("a\u0302\u0301\u0308", "ấ"),
    ("", ""),
    ("🎉", ""),
    ("một\ndòng\tthôi", "một dòng thôi"),
    ("\x00\x1b[31mđỏ", "[31mđỏ"),
])
def test_what_cannot_be_drawn_is_replaced(text, expected):
    assert drawable(text) == expected
    assert all(map(in_fonts, drawable(text)))


@pytest.mark.parametrize(("text", "bound"), [
    ("Thực hiện Nghị quyết 57-NQ/TW ở Huế", "57-NQ/TW"),
    ("Họp ngày 22/12/2024 tại Huế", "ngày\u00a022/12/2024"),
    ("Bà Rịa - Vũng Tàu", "Rịa\u00a0-"),
    ("A < B & C", "<"),
])
def test_numbers_and_dates_stay_on_one_line(text, bound):
    assert bound in words(text)
    assert " ".join(words(text)).replace("\u00a0", " ") == text


def test_a_line_ends_between_words_rather_than_within_one():
    font = face(SERIF, 60)
    for width in range(780, 900, 20):
        lines = break_lines("Tiền Giang đầu tư hạ tầng khoa học, công nghệ và chuyển đổi số, triển khai Nghị quyết 57", font, width)
        assert not any(line.endswith(("khoa", "công", "chuyển", "triển", "Nghị")) for line in lines), lines


HOSTILE = ("Ộ" * 120, "Ộẫữ" * 40, "Nghiêng" * 17, " ".join(["Ộẫữợg"] * 24), "A" * 400, " ".join(["rất dài"] * 60), "x", "–", "a " * 60, "W" * 119 + " ngắn", "ngày 22/12/2024 " * 8)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("width", "height"), [(856, 377), (700, 120), (300, 60)])
def test_the_longest_words_and_titles_fit_their_box(text, width, height):
    font, lines = fit(text, SERIF, (66, 53, 41, 38), width, height)
    assert lines and len(lines) * font.line <= max(height, font.line)
    assert [line for line in lines if font.width(line) > width] == []
    text = drawable(text)
    whole = "".join(lines).replace(" ", "").replace("\u00a0", "")
    given = text.replace(" ", "")
    assert whole == given or whole.endswith("…") and given.startswith(whole[:-1].rstrip("–-"))


def test_a_short_title_is_set_large_and_a_long_one_smaller():
    sizes = [fit(title, SERIF, (66, 58, 48, 41), 856, 377)[0].size for title in ("Huế", " ".join(["chuyển đổi số"] * 9), " ".join(["chuyển đổi số"] * 14))]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] == 66 > sizes[-1]


def test_what_is_cut_ends_with_an_ellipsis_after_a_whole_word():
    font = face(SANS, 34)
    text = "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ"
    cut = shortened(text, font, 420)
    assert cut.endswith("…") and text.startswith(cut[:-1]) and font.width(cut) <= 420
    assert text[len(cut) - 1:len(cut)] in (" ", ",")
    assert shortened(text, font, 5000) == text

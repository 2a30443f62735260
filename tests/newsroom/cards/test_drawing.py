"""Cards as files: a picture of the right size and mode, the same bytes wherever and whenever, the words within their margins."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from plugins.newsroom.cards import HEIGHT, WIDTH, Card, Map, Square, drawing
from plugins.newsroom.cards.drawing import MARGIN, PALETTE, draw

ROOT = Path(__file__).parents[3]
MAP = Map((*(Square(row % 7, row, f"u{row % 3}") for row in range(18)), Square(9, 8, "u1", "Hoàng Sa"), Square(10, 15, "u2", "Trường Sa")))
LONGEST = "Đồng Tháp dự toán hơn 6.492 tỷ đồng cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số đến năm 2030 tại 102 xã"
TITLES = (LONGEST, "Ộ" * 120, "Nghiêng" * 17, " ".join(["Ộẫữợg"] * 24), "🎉", "", "北京", "A" * 500)
CARDS = {
    "entry": Card("01/04/2025", "Tiền Giang rà soát hoạt động của Sở Khoa học và Công nghệ", ("Nguồn: Báo Ấp Bắc",), "Bản tin", tiles=("Tiền Giang",)),
    "two places": Card("tháng 5/2025", LONGEST, ("Nguồn: " + "Báo rất dài " * 20,), "Tên trang rất dài " * 9, tiles=("Bà Rịa - Vũng Tàu", "TP. Hồ Chí Minh")),
    "three places": Card("", LONGEST, (), "Bản tin", tiles=("Thừa Thiên Huế", "Quảng Nam", "Đà Nẵng")),
    "many places": Card("", LONGEST, ("Nguồn",), "Bản tin", tiles=("Huế",) * 12),
    "province": Card("Tỉnh, nay thuộc TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu", ("1 tin", "2 văn bản đã thấy", "4 số liệu có nguồn"), "Bản tin", map=MAP),
    "document": Card("Nghị quyết ngày 22/12/2024", "57-NQ/TW", ("Bộ Chính trị", "Đã thấy ở 30/34 tỉnh, thành phố"), "Bản tin", words="Đột phá phát triển " * 20, map=MAP, filled=("u0", "u2")),
    "site": Card("", "Bản tin đổi mới địa phương", (), "", words="Tin có nguồn.", map=MAP),
    "nothing": Card("", "", (), ""),
}


def opened(card: Card) -> Image.Image:
    data = draw(card)
    assert data.startswith(b"\x89PNG\r\n\x1a\n") and data.endswith(b"IEND\xaeB`\x82")
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_a_small_palette_picture_of_the_right_size(name):
    image = opened(CARDS[name])
    assert (image.size, image.mode, image.format) == ((WIDTH, HEIGHT), "P", "PNG")
    assert bytes(image.getpalette()[:len(PALETTE)]) == PALETTE
    assert len(draw(CARDS[name])) < 32_000
    assert max(image.tobytes()) < len(PALETTE) // 3


def letter_by_letter(card: Card, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The pixels of a card drawn on one canvas with a byte a pixel, everything for itself."""
    canvas = Image.new("P", (WIDTH, HEIGHT))
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "_line", lambda sheet, *line, shared=False: drawing._text(canvas, *line))
        patch.setattr(drawing, "_piece", lambda drawn: drawn)
        patch.setattr(drawing, "_put", lambda sheet, drawn: canvas.paste(drawn, mask=drawn.point([0] + [255] * 255, "L")))
        for name in ("_tiles", "_thread_alone", "_map"):
            patch.setattr(drawing, name, getattr(drawing, name).__wrapped__)
        draw(card)
    return canvas.tobytes()


@pytest.mark.parametrize("name", CARDS)
def test_a_card_laid_of_pieces_is_the_picture_drawn_letter_by_letter(name, monkeypatch):
    assert opened(CARDS[name]).tobytes() == letter_by_letter(CARDS[name], monkeypatch)


@pytest.mark.parametrize("title", [*TITLES, "Ộẫữợgjf (Ỷ) “j” ƒ, " * 9, "f j f j " * 15, "– , . ; " * 9])
@pytest.mark.parametrize("base", ["entry", "province"])
def test_no_piece_covers_another(title, base, monkeypatch):
    card = replace(CARDS[base], title=title, knots=(title[:60],), words=title[:90])
    assert opened(card).tobytes() == letter_by_letter(card, monkeypatch)


@pytest.mark.parametrize("name", CARDS)
def test_nothing_stands_in_the_margins(name):
    inked = opened(CARDS[name]).convert("L").point(lambda value: 255 * (value < 240)).getbbox()
    slack = 6  # the foot of the longest letters, and round letters that lean over the edge
    assert inked is None or (inked[0] >= MARGIN - slack and inked[1] >= 50 and inked[2] <= WIDTH - MARGIN + slack and inked[3] <= HEIGHT - 46)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("base", ["entry", "province"])
def test_a_hostile_title_stays_inside(title, base):
    card = CARDS[base]
    image = opened(Card(card.over, title, card.knots, card.site, tiles=card.tiles, map=card.map, filled=card.filled)).convert("L").point(lambda value: 255 * (value < 240))
    left, top, right, bottom = image.getbbox()
    assert left >= MARGIN - 6 and right <= WIDTH - MARGIN + 6 and top >= 50 and bottom <= HEIGHT - 46


def test_every_part_of_a_card_is_seen_and_changes_its_name():
    base = CARDS["document"]
    changed = [Card("Khác", *_rest(base)[1:]), Card(base.over, "58-NQ/TW", *_rest(base)[2:]), Card(base.over, base.title, ("Quốc hội",), *_rest(base)[3:]),
               Card(*_rest(base)[:3], "Trang khác", *_rest(base)[4:]), Card(*_rest(base)[:4], "Khác", *_rest(base)[5:]), Card(*_rest(base)[:6], Map(MAP.squares[1:]), base.filled), Card(*_rest(base)[:7], ("u0",))]
    pictures = [draw(card) for card in (base, *changed)]
    assert len(set(pictures)) == len({card.digest for card in (base, *changed)}) == 8


def _rest(card: Card) -> tuple:
    return card.over, card.title, card.knots, card.site, card.words, card.tiles, card.map, card.filled


def test_words_do_not_slip_from_one_part_to_the_next_in_the_digest():
    assert Card("a", "bc", (), "").digest != Card("ab", "c", (), "").digest
    assert Card("", "a", ("b", "c"), "").digest != Card("", "a", ("b",), "", tiles=("c",)).digest
    assert Card("", "a", (), "", tiles=("c",)).digest != Card("", "a", (), "", filled=("c",)).digest


def test_a_card_says_in_words_what_it_shows():
    assert CARDS["document"].alt.startswith("Nghị quyết ngày 22/12/2024. 57-NQ/TW. Đột phá")
    assert "Đã thấy ở 30/34 tỉnh, thành phố. Bản tin." in CARDS["document"].alt
    assert CARDS["two places"].alt.startswith("tháng 5/2025. Bà Rịa - Vũng Tàu, TP. Hồ Chí Minh. ")


PROOF = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.newsroom.cards.test_drawing import CARDS, draw
print(hashlib.sha256(b"".join(draw(card) + card.digest for card in CARDS.values())).hexdigest())
"""


def test_a_card_is_the_same_in_every_process_folder_time_zone_and_locale(tmp_path):
    worlds = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}, {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "vi_VN.UTF-8"})
    found = {subprocess.run([sys.executable, "-c", PROOF, str(ROOT)], cwd=folder, env=os.environ | world, capture_output=True, text=True, check=True).stdout
             for world, folder in zip(worlds, (tmp_path, ROOT), strict=True)}
    assert len(found) == 1 and len(found.pop().strip()) == 64

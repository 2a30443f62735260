"""The shelf of drawn cards: what is there is not drawn again, what is damaged is, and it does not grow without end."""

import os

import pytest

from plugins.newsroom.cards import Card, drawing, shelf

CARD = Card("01/04/2025", "Huế mở sàn dữ liệu", ("Nguồn: Báo Huế",), "Bản tin", tiles=("Huế",))


@pytest.fixture
def drawn(monkeypatch):
    """The titles of the cards that were drawn."""
    titles: list[str] = []
    draw = drawing.draw
    monkeypatch.setattr(drawing, "draw", lambda card: titles.append(card.title) or draw(card))
    return titles


def test_a_card_is_drawn_once_and_then_read(tmp_path, drawn):
    first = shelf.picture(tmp_path / "cards", CARD)
    assert shelf.picture(tmp_path / "cards", CARD) == first
    assert drawn == [CARD.title]
    assert [path.name for path in (tmp_path / "cards").iterdir()] == [f"{CARD.digest.hex()}.png"]


def test_without_a_shelf_a_card_is_drawn(drawn):
    assert shelf.whole(shelf.picture(None, CARD))
    assert drawn == [CARD.title]


@pytest.mark.parametrize("damage", [
    lambda data: b"", lambda data: data[:8], lambda data: data[:len(data) // 2], lambda data: data[:-1], lambda data: data + b"x",
    lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], lambda data: b"GIF" + data[3:], lambda data: data[:8] + b"\xff\xff\xff\xff" + data[12:],
], ids=["empty", "head only", "half", "last byte", "tail", "one bit", "other kind", "absurd length"])
def test_a_damaged_picture_is_drawn_again(tmp_path, drawn, damage):
    good = shelf.picture(tmp_path, CARD)
    path = next(tmp_path.iterdir())
    path.write_bytes(damage(good))
    assert shelf.picture(tmp_path, CARD) == good == path.read_bytes()
    assert len(drawn) == 2


def test_a_shelf_that_cannot_be_used_is_done_without(tmp_path, drawn):
    (tmp_path / "file").write_text("in the way")
    assert shelf.whole(shelf.picture(tmp_path / "file" / "cards", CARD))
    assert shelf.tidy(tmp_path / "file" / "cards", ()) == 0


def test_what_the_site_does_not_use_goes_first_and_the_oldest_of_it(tmp_path):
    for age, name in enumerate(("new", "used-old", "old", "older")):
        path = tmp_path / f"{name}.png"
        path.write_bytes(bytes(100))
        os.utime(path, (1000 - age, 1000 - age))
    assert shelf.tidy(tmp_path, {"used-old"}, limit=400) == 0
    assert shelf.tidy(tmp_path, {"used-old"}, limit=250) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.png", "used-old.png"]
    assert shelf.tidy(tmp_path, {"used-old"}, limit=0) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["used-old.png"]

"""QR codes: the same modules as segno's, whichever way they are made, in a file that is a picture."""

import io
from base64 import b64decode

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.newsroom import qr

ADDRESSES = (
    "https://example.github.io/ban-tin/tin/2025/04/tien-giang-so-khoa-hoc-cong-nghe-hop-nhat/",
    "http://localhost:8000/van-ban/57-nq-tw/",
    "https://bản-tin.vn/tinh/hue/",
    "x",
    "https://a.example.vn/" + "dai-" * 35 + "/",
    "https://a.example.vn/" + "dai-" * 80 + "/",
    "https://a.example.vn/" + "dai-" * 160 + "/",
)


def picture(address: str) -> Image.Image:
    kind, _, data = qr.data_url(address).partition(",")
    assert kind == "data:image/png;base64"
    return Image.open(io.BytesIO(b64decode(data)))


def modules(image: Image.Image) -> list[list[int]]:
    """Return the modules a reader's camera sees, 1 is black, without the quiet zone."""
    side = image.width - 2 * qr.QUIET
    return [[int(image.getpixel((qr.QUIET + x, qr.QUIET + y)) == 0) for x in range(side)] for y in range(side)]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("made", [0, qr.DIRECT + 1], ids=["first of a process", "later"])
def test_the_picture_holds_the_code_segno_makes_for_the_address(address, made, monkeypatch):
    monkeypatch.setattr(qr, "_made", iter(range(made, made + 9)))
    image = picture(address)
    seen = modules(image)
    version = (len(seen) - 17) // 4
    assert seen == [list(row) for row in segno.make_qr(address.encode(), version=version, error=qr.LEVEL, mask=qr.MASK, mode="byte", boost_error=False).matrix]
    assert image.mode == "1" and image.width == image.height == len(seen) + 2 * qr.QUIET


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_the_code_is_surrounded_by_white(address):
    image = picture(address)
    edge = [image.getpixel((x, y)) for x in range(image.width) for y in range(image.width) if min(x, y, image.width - 1 - x, image.width - 1 - y) < qr.QUIET]
    assert set(edge) == {255}


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=1, max_size=12))
def test_the_sum_of_bits_is_the_code(text):
    assert qr.summed(text, 6) == qr.direct(text, 6)


def test_the_table_of_sizes_is_segnos():
    for most, version in qr.VERSIONS.items():
        qr.direct(b"x" * most, version)
        with pytest.raises(segno.DataOverflowError):
            qr.direct(b"x" * (most + 1), version)


def test_an_address_too_long_has_no_code():
    assert qr.data_url("https://a.example.vn/" + "x" * 700) == ""
    assert qr.data_url("x" * max(qr.VERSIONS)) != ""

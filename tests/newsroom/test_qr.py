"""QR codes: module by module those the library segno makes, in a file that is a picture."""

import io
import zlib
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


def of_segno(address: str, version: int) -> list[list[int]]:
    """Return the modules segno makes."""
    return [list(row) for row in segno.make_qr(address.encode(), version=version, error="m", mask=2, mode="byte", boost_error=False).matrix]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_holds_the_code_segno_makes_for_the_address(address):
    image = picture(address)
    seen = modules(image)
    assert seen == of_segno(address, (len(seen) - 17) // 4)
    assert image.mode == "1" and image.width == image.height == len(seen) + 2 * qr.QUIET


@settings(max_examples=60, deadline=None)
@given(st.text("abcdeơ/-:%?=&.0123456789", min_size=1, max_size=170))
def test_any_address_has_the_code_segno_makes(address):
    seen = modules(picture(address))
    assert seen == of_segno(address, (len(seen) - 17) // 4)


@pytest.mark.parametrize("size", qr.SIZES, ids=lambda size: f"version {size.version}")
@pytest.mark.parametrize("short", [0, 1, 2, 40])
def test_every_size_is_filled_as_segno_fills_it(size, short):
    seen = modules(picture("z" * (size.most - short)))
    assert len(seen) == size.side
    assert seen == of_segno("z" * (size.most - short), size.version)


def test_the_longest_text_of_a_size_is_segnos():
    for size in qr.SIZES:
        with pytest.raises(segno.DataOverflowError):
            of_segno("x" * (size.most + 1), size.version)


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_the_code_is_surrounded_by_white(address):
    image = picture(address)
    edge = [image.getpixel((x, y)) for x in range(image.width) for y in range(image.width) if min(x, y, image.width - 1 - x, image.width - 1 - y) < qr.QUIET]
    assert set(edge) == {255}


def test_an_address_too_long_has_no_code():
    most = max(size.most for size in qr.SIZES)
    assert qr.data_url("x" * most) != ""
    assert qr.data_url("x" * (most + 1)) == ""


@pytest.mark.parametrize("size", qr.SIZES, ids=lambda size: f"version {size.version}")
def test_the_file_is_packed_as_zlib_packs_what_it_only_stores(size):
    data = qr.png(size, qr.code(b"https://a.example.vn/", size)).partition(b"IDAT")[2].partition(b"IEND")[0][:-8]
    assert data == zlib.compress(zlib.decompress(data), 0)

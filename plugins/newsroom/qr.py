"""QR codes of addresses, for the printed page.

In: an address. Out: a PNG file of one bit a pixel, one pixel a module, as a ``data:`` address (some 450 bytes, 350 in the compressed page; the same as SVG takes 500). Example:
``data_url("https://example.vn/tin/2025/04/…/")``.

The library segno makes the codes, at 1 ms each with a fixed mask (5 ms without), which is a second for every thousand pages. With mask, version and level fixed a QR code is
a linear thing: each bit of the text turns the same modules over, whatever the others are (ISO/IEC 18004: Reed–Solomon codes and the mask are sums without carry). So
after the first `DIRECT` codes of a process, segno is asked only which modules a bit turns over, once for each bit, and every further code is a few
dozen XORs: 0.02 ms. Both ways give the same modules.

The odd case is an address too long for any code: it gets none.
"""

import struct
import zlib
from base64 import b64encode
from functools import cache
from itertools import count

import segno

LEVEL, MASK = "m", 2
"""Level M survives a fold or a stain on 15 % of the code; a fixed mask reads as well as the best one."""
QUIET = 4
"""White modules around the code, which the standard asks for."""
DIRECT = 60
"""Codes of a process from which the bits pay for themselves."""
VERSIONS = {106: 6, 180: 9, 362: 14, 666: 20}
"""Bytes that fit at this level → version; only these few sizes are used, so that the bits of one are soon known. A longer address has no code a telephone reads from paper."""
COMMON = 9
"""The largest version worth knowing bit by bit: longer addresses are rare and their bits many."""

_made = count()


def data_url(address: str) -> str:
    """Return the QR code of `address` as an address of its own, or "" for one too long."""
    text = address.encode()
    version = next((version for most, version in VERSIONS.items() if len(text) <= most), 0)
    if not version:
        return ""
    size = 17 + 4 * version
    modules = direct(text, version) if version > COMMON or next(_made) < DIRECT else summed(text, version)
    return "data:image/png;base64," + b64encode(png(size, modules)).decode()


def direct(text: bytes, version: int) -> int:
    """Return all modules as one number, row by row, as segno makes them."""
    rows = segno.make_qr(text, version=version, error=LEVEL, mask=MASK, mode="byte", boost_error=False).matrix
    return int("".join("1" if module else "0" for row in rows for module in row), 2)


def summed(text: bytes, version: int) -> int:
    """Return the same as `direct`, from the code of as many zeros and the modules each bit turns over."""
    modules = _zeros(len(text), version)
    for place, byte in enumerate(text):
        modules ^= _turned(place, byte, version)
    return modules


@cache
def _zeros(length: int, version: int) -> int:
    return direct(bytes(length), version)


@cache
def _turned(place: int, byte: int, version: int) -> int:
    """Return the modules that `byte` at `place` turns over."""
    turned = 0
    for bit in range(8):
        if byte >> bit & 1:
            turned ^= _turned_by_bit(place, bit, version)
    return turned


@cache
def _turned_by_bit(place: int, bit: int, version: int) -> int:
    return direct(bytes(place) + bytes([1 << bit]), version) ^ _zeros(place + 1, version)


def png(size: int, modules: int) -> bytes:
    """Return modules as a PNG file, black on white; stored, not packed, so that the bytes are the same with every zlib."""
    side = size + 2 * QUIET
    stride = (side + 7) // 8
    rows = [0] * QUIET + [modules >> size * (size - 1 - row) & (1 << size) - 1 for row in range(size)] + [0] * QUIET
    shift, white = stride * 8 - size - QUIET, (1 << stride * 8) - 1
    data = b"".join(b"\0" + (white ^ row << shift).to_bytes(stride, "big") for row in rows)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)) + _chunk(b"IDAT", zlib.compress(data, 0)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

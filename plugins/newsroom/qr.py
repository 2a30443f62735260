"""QR codes of addresses, for the printed page: the part of ISO/IEC 18004 that an address needs (bytes, level M, one mask, four sizes).

In: an address. Out: a PNG file of one bit a pixel, one pixel a module, as a ``data:`` address (some 450 bytes, 350 in the compressed page; the same as SVG takes 500). Example:
``data_url("https://example.vn/tin/2025/04/…/")``.

With size, level and mask fixed a QR code is a linear thing: each bit of the text turns the same modules over, whatever the others are, because Reed–Solomon codes and
the mask are sums without carry. So a code is the code of as many zeros and one XOR for each byte of the text, a hundredth of what a library takes that makes each from the start;
and every page has one. A code is held as one large number, the rows of its PNG file one after the other. The tests compare every module with the library segno.

The odd case is an address too long for any code: it gets none.
"""

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import getitem, xor

FORMAT = 0b101111001111100
"""Level M, which survives a fold or a stain on 15 % of the code, and mask 2, as the standard writes them into the code; a fixed mask reads as well as the best one."""
MASKED = 3
"""Mask 2 turns over every third column."""
QUIET = 4
"""White modules around the code, which the standard asks for."""
PADDING = b"\x00" + b"\xec\x11" * 333
"""What fills the code behind the text, and no reader looks at; the zero is segno's, whose codes these are bit by bit."""


@dataclass(frozen=True, eq=False)
class Size:
    """One version of the standard: how many data codewords each of its blocks has, how many more correct them, and where its alignment patterns have their centres."""

    version: int
    blocks: tuple[int, ...]
    correcting: int
    centres: tuple[int, ...]

    @property
    def side(self) -> int:
        """Modules in a row."""
        return 17 + 4 * self.version

    @property
    def head(self) -> int:
        """Bits before the text: that it is bytes, and how many."""
        return 12 if self.version < 10 else 20

    @property
    def most(self) -> int:
        """Bytes of the longest text."""
        return sum(self.blocks) - (self.head + 4) // 8


SIZES = (Size(6, (27,) * 4, 16, (6, 34)), Size(9, (36,) * 3 + (37,) * 2, 22, (6, 26, 46)),
         Size(14, (40,) * 4 + (41,) * 5, 24, (6, 26, 46, 66)), Size(20, (41,) * 3 + (42,) * 13, 26, (6, 34, 62, 90)))
"""The sizes used, a few only, so that what a byte turns over is soon known. A larger code no telephone reads from paper."""


def data_url(address: str) -> str:
    """Return the QR code of `address` as an address of its own, or "" for one too long."""
    text = address.encode()
    size = next((size for size in SIZES if len(text) <= size.most), None)
    return "data:image/png;base64," + b64encode(png(size, code(text, size))).decode() if size else ""


def code(text: bytes, size: Size) -> int:
    """Return the code of `text`, the rows of its PNG file as one number. What stands before its last name (the address of a folder) is summed up once for all of that folder."""
    name = text.rfind(b"/", 0, -1) + 1
    return _zeros(len(text), size) ^ _folder(text[:name], size) ^ _sum(text[name:], size, size.head + 8 * name)


@cache
def _zeros(length: int, size: Size) -> int:
    """Return the code of a text of `length` zeros."""
    words = (0b0100 << size.head - 4 | length) << 8 * length + 4
    text = words.to_bytes(length + (size.head + 4) // 8, "big")
    return _frame(size) ^ _sum(text + PADDING[:size.most - length], size, 0)


@cache
def _folder(text: bytes, size: Size) -> int:
    return _sum(text, size, size.head)


def _sum(data: bytes, size: Size, start: int) -> int:
    """Return the modules that `data` turns over, where it begins at bit `start`."""
    return reduce(xor, map(getitem, _turned(size)[start // 4::2], data), 0)


class _Turned(dict[int, int]):
    """Byte → the modules it turns over, where it begins at bit `start`; worked out for the bytes that come."""

    def __init__(self, size: Size, start: int) -> None:
        super().__init__()
        self._bits = _bits(size)[start:start + 8]

    def __missing__(self, byte: int) -> int:
        found = self[byte] = reduce(xor, (modules for place, modules in enumerate(self._bits) if byte << place & 0x80), 0)
        return found


@cache
def _turned(size: Size) -> list[_Turned]:
    """Return what bytes turn over that begin at bit 0, 4, 8 and so on: text begins behind 12 or 20 bits."""
    return [_Turned(size, start) for start in range(0, len(_bits(size)), 4)]


@cache
def _bits(size: Size) -> list[int]:
    """Return, for each bit of a code's data, the modules it turns over: its own, and some of those that correct its block."""
    places = [_module(size, row, column) for row, column in _way(size)]
    order = [(block, number) for number in range(max(size.blocks)) for block, length in enumerate(size.blocks) if number < length]
    column = {word: place for place, word in enumerate(order)}
    corrections = list(_remainders(size.correcting, max(size.blocks)))
    found = []
    for block, length in enumerate(size.blocks):
        correcting = [_values(places[8 * word:8 * word + 8]) for word in range(len(order) + block, len(order) + size.correcting * len(size.blocks), len(size.blocks))]
        for number in range(length):
            own = places[8 * column[block, number]:][:8]
            words = [corrections[length - 1 - number]]
            for _ in range(7):
                words.append(words[-1].translate(_DOUBLED))
            found += [reduce(xor, map(getitem, correcting, word), module) for module, word in zip(own, reversed(words), strict=True)]
    return found


def _values(places: list[int]) -> list[int]:
    """Return, for each value of a codeword, the modules it turns over; `places` are those of its bits."""
    found = [0]
    for place in reversed(places):
        found += [place ^ before for before in found]
    return found


def _remainders(correcting: int, count: int) -> Iterator[bytes]:
    """Yield the codewords that correct a one in the last codeword of a block, in the last but one, and so on, `count` times."""
    divisor = [0] * (correcting - 1) + [1]
    root = 1
    for _ in range(correcting):
        divisor = [_product(value, root) ^ after for value, after in zip(divisor, [*divisor[1:], 0], strict=True)]
        root = _doubled(root)
    found = divisor
    for _ in range(count):
        yield bytes(found)
        found = [_product(value, found[0]) ^ after for value, after in zip(divisor, [*found[1:], 0], strict=True)]


def _doubled(value: int) -> int:
    """Return twice `value` in the field of 256 elements the standard counts in."""
    return value << 1 ^ (value >> 7) * 0x11D


_DOUBLED = bytes(map(_doubled, range(256)))


def _product(one: int, other: int) -> int:
    found = 0
    while other:
        found ^= one * (other & 1)
        one, other = _doubled(one), other >> 1
    return found


def _way(size: Size) -> Iterator[tuple[int, int]]:
    """Yield row and column of each module that holds data, in the order they are filled: two columns up, two columns down, from the right."""
    fixed = _fixed(size)
    for right in (*range(size.side - 1, 6, -2), 5, 3, 1):
        rows = range(size.side)
        for row in reversed(rows) if (right + 1) & 2 == 0 else rows:
            yield from ((row, column) for column in (right, right - 1) if (row, column) not in fixed)


@cache
def _fixed(size: Size) -> dict[tuple[int, int], bool]:
    """Return (row, column) → whether it is black, of every module that is the same in all codes of a size."""
    side, last = size.side, size.side - 1
    found = {place: number % 2 == 0 for number in range(side) for place in ((6, number), (number, 6))}
    for row in size.centres:
        for column in size.centres:
            if (row, column) not in ((6, 6), (6, last - 6), (last - 6, 6)):
                found |= {(row + down, column + right): max(abs(down), abs(right)) != 1 for down in range(-2, 3) for right in range(-2, 3)}
    for row, column in ((3, 3), (3, last - 3), (last - 3, 3)):
        found |= {(row + down, column + right): max(abs(down), abs(right)) not in (2, 4) for down in range(-4, 5) for right in range(-4, 5)
                  if 0 <= row + down <= last and 0 <= column + right <= last}
    around = [*((row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)), *((8, column) for column in (7, 5, 4, 3, 2, 1, 0))]
    apart = [*((8, last - number) for number in range(8)), *((row, 8) for row in range(side - 7, side))]
    found |= {place: bool(FORMAT >> bit & 1) for places in (around, apart) for bit, place in enumerate(places)} | {(side - 8, 8): True}
    if size.version >= 7:
        check = size.version
        for _ in range(12):
            check = check << 1 ^ (check >> 11) * 0x1F25
        for bit in range(18):
            black = bool((size.version << 12 | check) >> bit & 1)
            found |= {(bit // 3, side - 11 + bit % 3): black, (side - 11 + bit % 3, bit // 3): black}
    return found


@cache
def _frame(size: Size) -> int:
    """Return the code without its data: what is fixed, and the mask."""
    fixed = _fixed(size)
    picture = int.from_bytes((b"\0" + b"\xff" * _stride(size)) * (size.side + 2 * QUIET), "big")
    return reduce(xor, (_module(size, row, column) for row in range(size.side) for column in range(size.side) if fixed.get((row, column), column % MASKED == 0)), picture)


def _stride(size: Size) -> int:
    """Return the bytes of a row."""
    return (size.side + 2 * QUIET + 7) // 8


def _module(size: Size, row: int, column: int) -> int:
    """Return the one bit of the picture that stands for a module; each row begins with a byte of its own."""
    return 1 << 8 * (_stride(size) + 1) * (size.side + QUIET - row) - 9 - QUIET - column


def png(size: Size, picture: int) -> bytes:
    """Return a code as a PNG file, black on white; stored, not packed, so that the bytes are the same with every zlib."""
    side = size.side + 2 * QUIET
    data = picture.to_bytes((_stride(size) + 1) * side, "big")
    return _head(side) + _chunk(b"IDAT", _stored(data)) + _END


def _stored(data: bytes) -> bytes:
    """Return `data` as one block of a zlib stream that is not packed (RFC 1950 and 1951); zlib itself first makes room for packing, which takes longer than all the rest."""
    return b"\x78\x01\x01" + struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data + struct.pack(">I", zlib.adler32(data))


@cache
def _head(side: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_END = _chunk(b"IEND", b"")

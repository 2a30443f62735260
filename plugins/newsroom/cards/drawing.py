"""Drawing a card: words and squares in, a PNG file out.

In: a `Card`. Out: the bytes of a picture of 1200 × 630 pixels in eleven colours, about 17 kB. Example: an entry has its province's square at the top
left, the thread down from it to the source, the headline beside it.

A canvas holds numbers of colours, not colours: 0 to 4 go from paper to ink, 6 to 10 from paper to the colour of the squares, so that the soft edge of a letter
is simply a number between two others, and the picture is never converted. What many cards have in common (a word at a size, a day, the squares of a place, a map) is drawn
once, as a `Piece` in the form of the file: two pixels a byte, each row as its difference from the one above. A card is a sheet on which some twenty pieces are laid side by side.

The odd case is a word whose pen stands between the two pixels of a byte: it is another piece. And a test of taste: the picture is looked at 400 pixels wide in a
chat, so nothing a reader needs is smaller than 32 pixels.
"""

import struct
import zlib
from functools import cache, lru_cache
from typing import NamedTuple

from PIL import Image, ImageChops
from zlib_ng import zlib_ng

from . import HEIGHT, WIDTH, Card, Map
from .setting import NBSP, SANS, SERIF, Face, break_lines, drawable, face, fit, shortened, words

PAPER, MUTED, INK, RULE, WHITE, PRESS = 0, 3, 4, 5, 6, 10
_PAPER, _INK, _RULE, _PRESS = (0xFB, 0xFA, 0xF6), (0x1C, 0x1A, 0x15), (0xD8, 0xD2, 0xC4), (0x0A, 0x4F, 0x66)
"""The colours of ``tokens.css`` in light."""

MARGIN = 64
RIGHT, BOTTOM = WIDTH - MARGIN, HEIGHT - MARGIN
TEXT = 34
"""Size of all small words."""
KNOT, LINE = 26, 4
"""The square at a knot of the thread, and the width of the thread."""
TILE, SMALL_TILE, GAP = 176, 132, 12
COLUMN = MARGIN + TILE + 40
"""Where the words of an entry begin."""
CELL = 28
SEA = 44
"""Between the coast and the archipelagos."""
ISLANDS = 9
"""The first column of the map for archipelagos; those before it are left out where they are empty."""


def _between(start: tuple[int, ...], end: tuple[int, ...], steps: int) -> list[int]:
    return [round(a + (b - a) * step / (steps - 1)) for step in range(steps) for a, b in zip(start, end, strict=True)]


PALETTE = bytes([*_between(_PAPER, _INK, 5), *_RULE, *_between(_PAPER, _PRESS, 5)])


class Piece(NamedTuple):
    """Something drawn, in the form of the file, with the row below it that ends it; and the byte and row of a sheet where it begins; no picture where nothing is seen."""

    picture: Image.Image | None
    at: tuple[int, int]


def draw(card: Card) -> bytes:
    """Return the PNG file of `card`."""
    sheet = _blank().copy()
    if card.tiles:
        _with_tiles(sheet, card)
    else:
        _with_map(sheet, card)
    return png(sheet)


def _with_tiles(sheet: Image.Image, card: Card) -> None:
    """Draw an entry: squares and thread at the left, headline and source at the right."""
    foot = BOTTOM - KNOT // 2
    _put(sheet, _tiles(card.tiles, foot))
    small, site = face(SANS, TEXT), face(SERIF, TEXT)
    _line(sheet, small, COLUMN, MARGIN + 26, drawable(card.over), MUTED, shared=True)
    name = shortened(drawable(card.site), site, RIGHT - COLUMN - 40 - small.width(drawable(card.over)))
    _line(sheet, site, RIGHT - site.width(name), MARGIN + 26, name, INK, shared=True)
    font, lines = fit(drawable(card.title), SERIF, (64, 58, 53, 48, 44, 41, 38), RIGHT - COLUMN, foot - 60 - (MARGIN + 52))
    for number, line in enumerate(lines):
        _line(sheet, font, COLUMN, MARGIN + 52 + number * font.line + _above(font), line, INK)
    for knot in card.knots[:1]:
        left = MARGIN + KNOT + 18
        _line(sheet, small, left, foot + 12, shortened(drawable(knot), small, RIGHT - left), MUTED, shared=True)


def _with_map(sheet: Image.Image, card: Card) -> None:
    """Draw a province, a document, an edition or the site: the map at the right; title, thread and name at the left."""
    squares, left = _map(card.map, card.filled)
    _put(sheet, squares)
    width = left - 48 - MARGIN
    small, site = face(SANS, TEXT), face(SERIF, TEXT)
    _line(sheet, small, MARGIN, MARGIN + 26, shortened(drawable(card.over), small, width), MUTED)
    foot, step = BOTTOM - 2, 58
    first = foot - 76 - step * (len(card.knots) - 1)
    top = MARGIN + 48 if card.over else MARGIN
    end = first - 44 if card.knots else foot - 76 if card.site else BOTTOM
    room = end - top - (2 * small.line + GAP if card.words else 0)
    font, lines = fit(drawable(card.title), SERIF, (124, 112, 100, 88, 78, 68, 60, 54, 48, 43), width, room)
    for number, line in enumerate(lines):
        _line(sheet, font, MARGIN - font.size // 24, top + number * font.line + _above(font), line, INK)
    top += len(lines) * font.line + GAP
    if card.words:
        font, lines = fit(drawable(card.words), SANS, (TEXT, 32, 30), width, end - top)
        for number, line in enumerate(lines):
            _line(sheet, font, MARGIN, top + number * font.line + _above(font), line, MUTED)
    if card.knots:
        _put(sheet, _thread_alone(first, step, len(card.knots)))
    for number, knot in enumerate(card.knots):
        _line(sheet, small, MARGIN + KNOT + 18, first + step * number + 12, shortened(drawable(knot), small, width - KNOT - 18), INK, shared=True)
    _line(sheet, site, MARGIN, foot, shortened(drawable(card.site), site, width), INK, shared=True)


def _above(font: Face) -> int:
    """Return the distance from the top of a line to its baseline."""
    return round(font.size * 1.06)


def _line(sheet: Image.Image, font: Face, x: int, y: int, text: str, colour: int, *, shared: bool = False) -> None:
    """Set one line on blank paper with its pen at `x` and its baseline at `y`: word after word, each drawn once, or as one piece where many cards have the same line (`shared`)."""
    for part in [text] if shared else text.split(" "):
        if part:
            _put(sheet, _words(font, part, colour, x % 2), x - x % 2, y)
        x += font.width(part) + font.width(" ")


@lru_cache(maxsize=2048)
def _words(font: Face, text: str, colour: int, odd: int) -> Piece:
    """Return a word or a line whose pen stands at (`odd`, 0)."""
    left, baseline = font.size + font.size % 2, 2 * font.size
    canvas = Image.new("P", (font.width(text) + 3 * font.size, 3 * font.size))
    _text(canvas, font, left + odd, baseline, text, colour)
    return _piece(canvas, left, baseline)


def _text(canvas: Image.Image, font: Face, x: int, y: int, text: str, colour: int) -> None:
    """Draw one line, letter after letter, with its pen at `x` and its baseline at `y`."""
    before = ""
    for character in text:
        glyph = font.glyph(character)
        if before:
            x += font.closer(before + character)
        if glyph.mask:
            canvas.paste(colour, (x + glyph.left, y + glyph.top), glyph.mask)
        x += glyph.advance
        before = character


def _box(canvas: Image.Image, x: int, y: int, width: int, height: int, colour: int) -> None:
    canvas.paste(colour, (x, y, x + width, y + height))


def _frame(canvas: Image.Image, x: int, y: int, size: int, line: int, colour: int) -> None:
    _box(canvas, x, y, size, size, colour)
    _box(canvas, x + line, y + line, size - 2 * line, size - 2 * line, PAPER)


def _thread(canvas: Image.Image, start: int, knots: list[int]) -> None:
    """Draw the thread from `start` to the last of `knots` (their middles), and the knots on it."""
    _box(canvas, MARGIN + (KNOT - LINE) // 2, start, LINE, knots[-1] - start, PRESS)
    for middle in knots:
        _frame(canvas, MARGIN, middle - KNOT // 2, KNOT, 6, PRESS)


@lru_cache(maxsize=128)
def _tiles(names: tuple[str, ...], foot: int) -> Piece:
    """Return up to three squares below each other, the rest as a number, and the thread from there to `foot`."""
    canvas = Image.new("P", (WIDTH, HEIGHT))
    shown = [*names] if len(names) <= 3 else [*names[:2], f"+{len(names) - 2} nơi"]
    size = TILE if len(shown) < 3 else SMALL_TILE
    y = MARGIN
    for name in shown:
        _box(canvas, MARGIN, y, size, size, PRESS)
        _label(canvas, drawable(name), MARGIN, y, size)
        y += size + GAP
    _thread(canvas, y - GAP, [foot])
    return _piece(canvas)


@lru_cache(maxsize=16)
def _thread_alone(first: int, step: int, knots: int) -> Piece:
    """Return a thread of so many knots, `step` from one to the next."""
    canvas = Image.new("P", (WIDTH, HEIGHT))
    _thread(canvas, first, [first + step * number for number in range(knots)])
    return _piece(canvas)


def _label(canvas: Image.Image, name: str, x: int, y: int, size: int) -> None:
    """Write a unit's name into its square, one word on a line where that fits, from the top as on the site's map."""
    room, parts = size - 24, [part for part in words("TP. HCM" if name == "TP. Hồ Chí Minh" else name) for part in part.split(NBSP)]
    for pixels in (44, 40, 36, 32, 28, 24):
        font = face(SANS, pixels)
        lines = parts if len(parts) <= 3 else break_lines(name, font, room)
        line = round(pixels * 1.2)
        if max(map(font.width, lines)) <= room and len(lines) * line <= size - 16:
            break
    for number, words_of_line in enumerate(lines[:4]):
        _text(canvas, font, x + 14, y + 10 + round(pixels * 1.02) + number * line, shortened(words_of_line, font, room), WHITE)


@lru_cache(maxsize=64)
def _map(map: Map | None, filled: tuple[str, ...]) -> tuple[Piece, int]:
    """Return the map against the right edge, and where it begins."""
    canvas = Image.new("P", (WIDTH, HEIGHT))
    squares = map.squares if map else ()
    inland = 1 + max((one.column for one in squares if one.column < ISLANDS), default=0)
    outer = max((one.column - ISLANDS + 1 for one in squares if one.column >= ISLANDS), default=0)
    left = RIGHT - CELL * inland - (SEA + CELL * (outer + 1) if outer else 0)
    rows = 1 + max((one.row for one in squares), default=0)
    top = (HEIGHT - CELL * rows) // 2
    for one in squares:
        x = left + CELL * one.column if one.column < ISLANDS else left + CELL * inland + SEA + CELL * (one.column - ISLANDS)
        y = top + CELL * one.row
        if one.name:
            _frame(canvas, x, y, CELL - 2, 2, PRESS)
            if one.unit in filled:
                _box(canvas, x + 6, y + 6, CELL - 14, CELL - 14, PRESS)
            font = face(SANS, 18)
            name = drawable(one.name)
            _text(canvas, font, min(x + CELL // 2 - font.width(name) // 2, RIGHT - font.width(name)), y + CELL + 18, name, MUTED)
        else:
            _box(canvas, x, y, CELL - 2, CELL - 2, PRESS if one.unit in filled else RULE)
    return _piece(canvas), left


def _piece(canvas: Image.Image, left: int = 0, top: int = 0) -> Piece:
    """Return what is on `canvas` as a piece for sheets; the point (`left`, `top`) of the canvas, `left` an even number, is where it is laid."""
    box = canvas.getbbox()
    if box is None:
        return Piece(None, (0, 0))
    start, end = box[0] - box[0] % 2, box[2] + box[2] % 2
    packed = canvas.crop((start, box[1] - 1, end, box[3] + 1)).tobytes("raw", "P;4")  # with a blank row above and one below
    rows = Image.frombytes("L", ((end - start) // 2, box[3] - box[1] + 2), packed)
    return Piece(ImageChops.subtract_modulo(rows.crop((0, 1, *rows.size)), rows), (1 + (start - left) // 2, box[1] - top))


def _put(sheet: Image.Image, piece: Piece, x: int = 0, y: int = 0) -> None:
    """Lay a piece on blank paper, moved by `x` (an even number) and `y`.

    The picture below `Image` is told directly: what `Image.paste` asks first (formats, readers of files, who else holds the picture) takes three times as long as laying a word.
    """
    if piece.picture:
        left, top = piece.at[0] + x // 2, piece.at[1] + y
        sheet.im.paste(piece.picture.im, (left, top, left + piece.picture.width, top + piece.picture.height))


@cache
def _blank() -> Image.Image:
    """Return a sheet of paper: rows of the file, four bits a pixel, none of which differs from the one above; the first byte of each says that this is what the others tell (filter 2)."""
    sheet = Image.new("L", (1 + WIDTH // 2, HEIGHT))
    sheet.paste(2, (0, 0, 1, HEIGHT))
    return sheet


def png(sheet: Image.Image) -> bytes:
    """Return a sheet as a PNG file of four bits a pixel (PNG, third edition, sections 5, 9 and 11).

    It is packed by runs alone: looking for longer likenesses takes many times as long and saves an eighth of the bytes.
    """
    packer = zlib_ng.compressobj(wbits=15, memLevel=9, strategy=zlib_ng.Z_RLE)
    data = packer.compress(sheet.tobytes()) + packer.flush()
    return SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)) + chunk(b"PLTE", PALETTE) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

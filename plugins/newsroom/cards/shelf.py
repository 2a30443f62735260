"""The shelf: cards once drawn, kept by the digest of what is on them, so that a rebuild draws only the new ones.

In: a folder and a `Card`. Out: the bytes of its picture, from the shelf where they are there and whole, else drawn and put there. Example: an edit of a template makes
the build look at all pages again; ten thousand cards are then read, not drawn: a second in place of ten.

A file is believed only if it is a whole PNG file (each of its parts carries a checksum), so a truncated or damaged one is drawn again, and files are written where they stand:
two builds at once write the same bytes under the same name. The odd case is a shelf that cannot be read or written: the card is drawn, nobody is told.
"""

import os
import zlib
from collections.abc import Collection
from pathlib import Path

from ..files import keep_file
from . import Card

LIMIT = 256_000_000
"""Bytes from which cards that the site does not use are removed, the oldest first."""

_HEAD = b"\x89PNG\r\n\x1a\n"


def picture(folder: Path | None, card: Card) -> bytes:
    """Return the PNG file of `card`; without a `folder` it is drawn."""
    path = folder / f"{card.digest.hex()}.png" if folder else None
    if path:
        try:
            data = path.read_bytes()
            if whole(data):
                return data
        except OSError:
            pass
    from .drawing import draw

    data = draw(card)
    if path:
        _keep(path, data)
    return data


def _keep(path: Path, data: bytes) -> None:
    """Put a picture on the shelf; with more care when the folder is not there yet, or something stands in the way."""
    try:
        path.write_bytes(data)
    except OSError:
        keep_file(path, data)


def whole(data: bytes) -> bool:
    """Return whether `data` is a PNG file from its first byte to its last, by the checksum of each chunk (PNG, third edition, 5.3)."""
    if not data.startswith(_HEAD):
        return False
    at = len(_HEAD)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at:at + 4], "big")
        if end > len(data) or zlib.crc32(data[at + 4:end - 4]) != int.from_bytes(data[end - 4:end], "big"):
            return False
        if data[at + 4:at + 8] == b"IEND":
            return end == len(data)
        at = end
    return False


def tidy(folder: Path, used: Collection[str], limit: int = LIMIT) -> int:
    """Remove cards that are not among `used` (digests in hexadecimal), the oldest first, until the shelf holds no more than `limit` bytes; return how many went."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.stat(), entry.name) for entry in entries if entry.is_file()]
    except OSError:
        return 0
    size, removed = sum(stat.st_size for stat, _ in found), 0
    for stat, name in sorted(found, key=lambda one: (one[0].st_mtime_ns, one[1])):
        if size <= limit:
            break
        if name.removesuffix(".png") not in used:
            (folder / name).unlink(missing_ok=True)
            size -= stat.st_size
            removed += 1
    return removed

"""The text rules over every file of a content folder, each file by itself.

In: the content folder. Out: problems of text and Markdown, also of files too broken to be an entry: one bad file hides nothing of the others.
What was found in a file depends on its bytes, on the rules and on the list of abbreviations, so it is kept under their digest and an unchanged
file is not looked at again (see `cache`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..digests import digest
from ..files import Stamp, stamp_of
from ..frontmatter import MOST_BYTES, decode
from ..problems import Problem
from ..strict_yaml import Source, read_list
from ..workers import share
from . import markup, vietnamese
from .cache import Findings, Row
from .prose import read_prose
from .rules import RULES

KINDS = (("articles", "**/*.md", "entry"), ("editions", "*.md", "page"), ("pages", "*.md", "page"), ("registry", "**/*.yaml", "registry"))
"""Folder, its files, and how the text rules see them."""

PIECE = 300
"""Files handed to a worker at a time."""

ABBREVIATIONS = "abbreviations.yaml"
KEY_ORDER = {
    "officials": ("name", "other_names", "status", "note", "posts", "sources"),
    "resolutions": ("number", "kind", "issuer", "province", "date", "title", "status", "verified", "evidence", "url", "relations", "aliases", "note", "sources"),
}
"""Keys of a registry file in the order they are written (the blank of `invoke new` has the same)."""

_KEY = re.compile(r"^([a-z_]+):", re.M)


def files_of(content: Path) -> Iterator[tuple[Path, str]]:
    """Yield (path, kind) of every file the rules look at, in order."""
    for folder, pattern, kind in KINDS:
        for path in sorted((content / folder).glob(pattern)):
            yield path, kind


def digest_of(content: Path) -> str:
    """Return a digest of every file the check reads: paths and bytes."""
    parts: list[bytes | str] = []
    for path, _ in files_of(content):
        try:
            parts += [path.relative_to(content).as_posix(), path.read_bytes() if path.stat().st_size <= MOST_BYTES else str(path.stat().st_size)]
        except OSError as error:
            parts += [str(path), str(error.errno)]
    return digest(*parts).hex()


def read_abbreviations(content: Path, path: str = "", problems: list[Problem] | None = None) -> dict[str, str | None]:
    """Return abbreviation → full form (None when every reader knows it) from the registry; empty when there is no such file."""
    file = content / "registry" / ABBREVIATIONS
    found: dict[str, str | None] = {}
    source = Source(path, [] if problems is None else problems)
    try:
        text = decode(file.read_bytes(), source)
    except OSError:
        return found
    for fields in read_list(text, source, "registry-abbreviation") if text else ():
        common, full = fields.flag("common"), fields.text("full")
        for short, _, _ in fields.texts("abbr", single=True):
            found[short] = None if common else full
        fields.close()
    return found


def problems(content: Path, memory: Findings) -> Iterator[Problem]:
    """Yield the problems of the text of every file in the folder `content`."""
    listed: list[Problem] = []
    abbreviations = read_abbreviations(content, f"{content.name}/registry/{ABBREVIATIONS}", listed)
    yield from listed
    data = repr(sorted(abbreviations.items(), key=str)).encode()
    known: list[tuple[Path, str, list[Row] | None]] = []
    new: dict[str, tuple[bytes, str, str]] = {}
    for path, kind in files_of(content):
        try:
            raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        except OSError:
            continue
        folder = path.parent.name if kind == "registry" else ""
        key = digest(raw, data if kind == "entry" else b"", kind, folder).hex()
        rows = memory.find(key)
        if rows is None:
            new[key] = raw, kind, folder
        known.append((path, key, rows))
    found = _look_at_all(new, abbreviations)
    for key, rows in found.items():
        memory.keep(key, rows)
    for path, key, rows in known:
        for row in found[key] if rows is None else rows:
            yield Problem(f"{content.name}/{path.relative_to(content).as_posix()}", *row)


@lru_cache(maxsize=1)
def _abbreviations(content: Path, stamp: Stamp | None) -> dict[str, str | None]:
    """Return the abbreviations; `stamp` tells whether they are still those of the last call."""
    return read_abbreviations(content)


def problems_of(content: Path, entry: Path) -> Iterator[Problem]:
    """Yield the problems of the text of one entry's file."""
    abbreviations = _abbreviations(content, stamp_of(content / "registry" / ABBREVIATIONS))
    for row in _look(entry.read_bytes(), "entry", "", abbreviations, vietnamese.Speller()):
        yield Problem(f"{content.name}/{entry.relative_to(content).as_posix()}", *row)


def _look_at_all(files: dict[str, tuple[bytes, str, str]], abbreviations: dict[str, str | None]) -> dict[str, list[Row]]:
    """Return key → findings of each of `files` (key → bytes, kind, folder), looked at by all cores when there are many."""
    speller = vietnamese.Speller()
    keys = list(files)
    pieces = [keys[start:start + PIECE] for start in range(0, len(keys), PIECE)]

    def look(piece: list[str]) -> list[list[Row]]:
        return [list(_look(*files[key], abbreviations, speller)) for key in piece]

    return {key: rows for piece, found in zip(pieces, share(pieces, look), strict=True) for key, rows in zip(piece, found, strict=True)}


def _look(raw: bytes, kind: str, folder: str, abbreviations: dict[str, str | None], speller: vietnamese.Speller) -> Iterator[Row]:
    text = decode(raw, Source("")) if raw else None
    if text is None:
        return
    prose = read_prose(text, kind)
    hits = [*vietnamese.problems(prose, abbreviations, speller)]
    if kind != "registry":
        hits += markup.problems(prose)
    elif folder in KEY_ORDER:
        hits += keys_out_of_order(text, KEY_ORDER[folder])
    for offset, code, message, remedy in sorted(hits):
        yield *prose.position(offset), code, message, remedy, RULES[code].severity


def keys_out_of_order(text: str, order: tuple[str, ...]) -> Iterator[vietnamese.Hit]:
    """Registry files have their keys in one order, so that two files can be compared line by line."""
    keys = [(match[1], match.start()) for match in _KEY.finditer(text) if match[1] in order]
    for (before, _), (key, offset) in zip(keys, keys[1:], strict=False):
        if order.index(key) < order.index(before):
            yield offset, "registry-key-order", f"mục “{key}” đứng sau mục “{before}”", f"xếp theo thứ tự: {', '.join(order)}"
            return

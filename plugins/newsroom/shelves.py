"""Entries on a shelf: a file of some two hundred of them, from which a command reads what it asks for.

In: what was read of some files. Out: a `Shelf` of it, as bytes in three parts, and the same `Reading`s again. The *spine* has what every command asks of every entry: where it
belongs and whether it changed; the *heads* have the rest of the front matter, the *words* the bodies. Example: after the edit of one entry's body among 10,000 all spines are
read, in a fiftieth of a second, and only those heads and words that its page, its feeds and its part of the search index show.

An entry that comes from a spine is `Shelved`: an `Article` whose other fields are fetched at the first question for one of them, for its whole shelf at once. Bodies are looked up
and not kept with the entry, because of ten thousand only a few are needed at a time. The odd case is a shelf that is damaged: then the entry's own file is read again, and it is an
error when that holds something else by now.
"""

import os
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from .articles import Article
from .digests import digest
from .files import Stamp, forget, keep_file, stamp_of
from .packing import pack, unpack
from .problems import Problem
from .registry import Registry

OF_WORDS = ("has_links", "links_to_files")
"""What an entry tells of its words, so that nobody need look at them."""
SPINE = ("id", "path", "date", "status", "corrections", "head_digest", "digest", *OF_WORDS)
TIED = {"provinces": "provinces", "topics": "topics", "people": "officials", "resolutions": "resolutions", "indicators": "indicators"}
"""What a spine tells of an entry too, as ids → where the registry has the things."""
HEAD = ("title", "date_basis", "event", "mentions", "sources", "summary", "figures", "image")
WORDS = ("body", "body_line")

MOST_OPEN = 4
"""Shelves whose words are held at a time: most work goes through the entries by their days, and so they stand on shelves."""


class Reading(NamedTuple):
    """What one file held: the entry, if it could be read, what is wrong with it, and how the file was known when it was read."""

    path: str
    stamp: Stamp
    raw: bytes
    article: Article | None
    problems: list[Problem]


class EntryChanged(Exception):
    """The file of an entry changed while a command still used what it held before."""


class Shelved(Article):
    """An entry on a `Shelf`."""

    __slots__ = ("people", "indicators", *OF_WORDS, "shelf", "place")

    def __getattr__(self, name: str) -> Any:
        """Return what no slot holds yet."""
        if name not in HEAD and name not in WORDS:
            raise AttributeError(name)
        return self.shelf.fetch(self, name)

    def take_words(self, other: Article) -> None:
        """See `Article.take_words`."""
        super().take_words(other)
        for name in OF_WORDS:
            object.__setattr__(self, name, getattr(other, name))


class Kept(NamedTuple):
    """What is known of a shelf that lies in a file: its spine, and length and digest of each of the two parts in the file."""

    spine: bytes
    head: tuple[int, bytes]
    words: tuple[int, bytes]


class Shelving:
    """What the shelves of one `Memory` share.

    Args:
        reread: gives what the file of an entry holds now.
    """

    def __init__(self, reread: Callable[[Article], Article | None]) -> None:
        self.reread = reread
        self.words = lru_cache(maxsize=MOST_OPEN)(Shelf.read_words)


class Shelf:
    """One shelf. Its head and words are bytes until `keep` has put them into a file.

    Args:
        registry: what its entries are tied to.
        file: where it lies.
        data: head and words of a shelf that has no file yet.
    """

    def __init__(self, kept: Kept, registry: Registry, shelving: Shelving, *, file: Path | None = None, data: bytes = b"") -> None:
        self.kept = kept
        self._registry = registry
        self._shelving = shelving
        self._file = file
        self._handle: int | None = None
        self._hold_file()
        self.data = data
        """Head and words, where they lie in no file."""
        self._entries: list[Article] = []

    @classmethod
    def of(cls, readings: list[Reading], registry: Registry, shelving: Shelving) -> "Shelf":
        """Return a shelf of `readings`; the `Shelved` among their entries ask it from now on."""
        rows = [(reading.path, reading.stamp, reading.raw, reading.article is not None, reading.problems) for reading in readings]
        entries = [reading.article for reading in readings if reading.article]
        plain = [_column(name, entries) for name in SPINE]
        tied = [[tuple([thing.id for thing in things]) for things in _column(name, entries)] for name in TIED]
        head, words = (pack([_column(name, entries) for name in names]) for names in (HEAD, WORDS))
        kept = Kept(pack((rows, plain, tied)), (len(head), digest(head)), (len(words), digest(words)))
        shelf = cls(kept, registry, shelving, data=head + words)
        shelf._hold(entries)
        return shelf

    def keep(self, file: Path) -> None:
        """Put head and words into `file`; where that cannot be done they stay here."""
        if self.data and keep_file(file, self.data):
            self._file, self.data = file, b""
            self._hold_file()

    def _hold_file(self) -> None:
        """Keep the file open: what it holds stays to be had when a build beside this one puts another in its place. Where that would stand in the other's way (Windows), it is opened when needed."""
        if self._file and hasattr(os, "pread"):
            with suppress(OSError):
                self._handle = os.open(self._file, os.O_RDONLY)
                weakref.finalize(self, os.close, self._handle)

    def is_there(self) -> bool:
        """Return whether the shelf lies in its file, as far as one look tells."""
        stamp = stamp_of(self._file)
        return stamp is not None and stamp[0] == self.kept.head[0] + self.kept.words[0]

    def readings(self) -> list[Reading]:
        """Return what was read of the files on this shelf."""
        rows, plain, tied = unpack(self.kept.spine, self._registry)
        entries = [Shelved.__new__(Shelved) for row in rows if row[3]]
        for name, values in zip(SPINE, plain, strict=True):
            _put_all(name, entries, values)
        for (name, kind), lists in zip(TIED.items(), tied, strict=True):
            things = getattr(self._registry, kind)
            _put_all(name, entries, [tuple([things[one] for one in ids]) for ids in lists])
        self._hold(entries)
        waiting = iter(entries)
        return [Reading(path, stamp, raw, next(waiting) if is_entry else None, problems) for path, stamp, raw, is_entry, problems in rows]

    def _hold(self, entries: list[Article]) -> None:
        """Have `entries`, all of this shelf in their order, ask here for what they do not know."""
        self._entries = entries
        for place, entry in enumerate(entries):
            if isinstance(entry, Shelved):
                object.__setattr__(entry, "shelf", self)
                object.__setattr__(entry, "place", place)

    def fetch(self, entry: Shelved, name: str) -> Any:
        """Return the field `name` of an entry on this shelf."""
        try:
            if name in WORDS:
                return self._shelving.words(self)[WORDS.index(name)][entry.place]
            for field, values in zip(HEAD, unpack(self._part("head"), self._registry), strict=True):
                _put_all(field, self._entries, values)
        except Exception:  # whatever a damaged pickle raises
            self._reread(entry)
        return object.__getattribute__(entry, name)

    def _reread(self, entry: Shelved) -> None:
        """Fill in `entry` from its own file, and have the next command make the shelf anew.

        Raises:
            EntryChanged: when the file holds something else by now.
        """
        if self._file:
            forget(self._file)
        article = self._shelving.reread(entry)
        if article is None or article.digest != entry.digest:
            raise EntryChanged(f"{entry.path} vừa thay đổi giữa chừng; hãy chạy lại")
        for name in (*HEAD, *WORDS):
            object.__setattr__(entry, name, getattr(article, name))

    def read_words(self) -> list[list]:
        """Return the `WORDS` of every entry on this shelf, field by field."""
        return unpack(self._part("words"), self._registry)

    def _part(self, name: str) -> bytes:
        """Return one part of the shelf.

        Raises:
            OSError, ValueError: when it is not there any more, or another one.
        """
        size, mark = getattr(self.kept, name)
        start = 0 if name == "head" else self.kept.head[0]
        if self.data:
            return self.data[start:start + size]
        if self._handle is not None:
            data = os.pread(self._handle, size, start)
        else:
            with open(self._file, "rb") as file:
                file.seek(start)
                data = file.read(size)
        if digest(data) != mark:
            raise ValueError(f"another shelf: {self._file}")
        return data


def _column(name: str, entries: list[Article]) -> list[Any]:
    return [getattr(entry, name) for entry in entries]


def _put_all(name: str, entries: list[Article], values: Iterable[Any]) -> None:
    """Put a value into the slot `name` of each of `entries`: the one way in, for the fields of an entry never change."""
    for _ in map(getattr(Shelved, name).__set__, entries, values):
        pass

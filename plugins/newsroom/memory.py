"""What was read before, so that only what was saved since is read again.

In: the content folder, and a folder to keep it in between processes. Out: the registry, and what each entry's file held. Example: after the save of one
entry among 10,000, ``invoke build`` takes 9,999 from here, in a tenth of a second, and reads one.

A file is known by its size and time of change and, when those differ (a fresh clone, a cache restored in CI), by the digest of its bytes. Entries are
tied to registry objects: a change of a person or a document forgets the entries that name it, or name anything that goes by one of its names; a change of a province, a
topic or an indicator forgets them all. Kept entries lie on shelves of some two hundred (see `shelves`), one file each, so that one edit
rewrites one shelf; their spines lie together in a file that is always read. What is kept is a pickle of our own values, written by this project into a folder of its own, and
known by digests of its bytes, of the program and of the versions it was made with: whatever does not fit, is cut short or comes from another version is as if it were not
there. Deleting it only costs time.
"""

import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from .article_reader import ArticleReader
from .articles import Article
from .digests import SIZE, digest
from .files import Stamp, forget, keep_file, read_bytes
from .frontmatter import MOST_BYTES
from .problems import Problem
from .program import program_version
from .registry import Registry, changes_between, keys_of, read_registry
from .registry.officials import Official
from .registry.resolutions import Resolution
from .shelves import Kept, Reading, Shelf, Shelving
from .strict_yaml import Source
from .workers import share

SHELF = 200
"""Entries kept on one shelf, and handed to a worker at a time."""

ALONE = 400
"""Files to read below which starting workers costs more than it gains."""


class Memory:
    """What was read of one content folder.

    Args:
        folder: where it is kept between processes; None keeps it in this process only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._registry: Registry | None = None
        self._registry_problems: list[Problem] = []
        self._registry_stamps: dict[str, Stamp] = {}
        self._registry_raw = b""
        self._known: dict[str, Reading] = {}
        self._shelf_of: dict[str, int] = {}
        self._shelves: dict[int, list[str]] = {}
        self._made: dict[int, Shelf] = {}
        """Shelves as they were packed, of those that hold what is known now."""
        self._shelving = Shelving(self._read_again)
        self._reads: Callable[[str], Article | None] = lambda path: None
        self._touched: set[int] = set()
        self._keys: dict[Official | Resolution, set] = {}
        self._today = ""
        self._loaded = folder is None
        self._registry_changed = False

    def registry_of(self, content: Path, stamps: dict[str, Stamp], path_of: Callable[[Path], str]) -> tuple[Registry, list[Problem]]:
        """Return the registry of `content` and its problems, read again only when one of its files has changed.

        Args:
            stamps: path below `content` → stamp, of the registry's files.
        """
        self._load(content)
        if self._registry is not None and stamps == self._registry_stamps:
            return self._registry, self._registry_problems
        raw = digest(*(part for path in stamps for part in (path, _bytes(content / path))))
        if self._registry is None or raw != self._registry_raw:
            before = self._registry if not self._registry_problems else None
            self._registry_problems = []
            self._registry = read_registry(content / "registry", path_of, self._registry_problems, before)
            self._forget_entries_of(changes_between(before, self._registry) if before else None)
        self._registry.raw = raw
        self._registry_stamps, self._registry_raw, self._registry_changed = dict(stamps), raw, True
        return self._registry, self._registry_problems

    def entries_of(self, content: Path, stamps: dict[str, Stamp], reader: ArticleReader, path_of: Callable[[Path], str], progress: Callable[[int, int], None]) -> list[Reading]:
        """Return what each entry's file holds, in the order of `stamps`; only files that have changed are read again, many of them by all cores."""
        today = reader.today.isoformat()
        if today != self._today:
            self._forget_doubtful(reader)
            self._today = today
        for path in self._known.keys() - stamps.keys():
            self._drop(path)
        stale = [path for path, stamp in stamps.items() if path not in self._known or self._known[path].stamp != stamp]

        def read(path: str) -> Reading:
            return self._read(content / path, path, stamps[path], reader, path_of)

        self._reads = lambda path: reader.read(content / path, Source(path_of(content / path), []), _bytes(content / path))
        if len(stale) < ALONE:
            self._put(share(stale, read, processes=1, progress=progress))
        else:
            def shelve(number: int) -> tuple[Kept, bytes]:
                fetched = [(path, _bytes(f"{content}/{path}")) for path in pieces[number]]  # first, because a processor that goes to the disk for each file in turn is a tenth slower at reading
                readings = [self._read(content / path, path, stamps[path], reader, path_of, data) for path, data in fetched]
                shelf = Shelf.of(readings, reader.registry, self._shelving)
                if self._folder:
                    shelf.keep(self._file(number))  # here, so that no process ever holds all bodies
                return shelf.kept, shelf.data

            first = max(self._shelves, default=-1) + 1
            pieces = {first + start // SHELF: stale[start:start + SHELF] for start in range(0, len(stale), SHELF)}
            made = share(list(pieces), shelve, name=lambda number: f"{pieces[number][0]} … {pieces[number][-1]}", progress=progress)
            for number, (kept, data) in zip(pieces, made, strict=True):
                self._put_shelf(number, Shelf(kept, reader.registry, self._shelving, file=None if data else self._file(number), data=data))
        return [self._known[path] for path in stamps]

    def reread(self, content: Path, path: str, stamp: Stamp, reader: ArticleReader, path_of: Callable[[Path], str]) -> Reading:
        """Return what the one file at `path` holds now."""
        return self._read(content / path, path, stamp, reader, path_of)

    def known(self, path: str) -> Reading | None:
        """Return what is remembered of the file at `path`."""
        return self._known.get(path)

    def note(self, reading: Reading) -> None:
        """Remember `reading` in place of what was known of its file."""
        self._put([reading])

    def _read(self, file: Path, path: str, stamp: Stamp, reader: ArticleReader, path_of: Callable[[Path], str], data: bytes = b"") -> Reading:
        data = data or _bytes(file)
        raw, known = digest(data), self._known.get(path)
        if known and known.raw == raw and data:
            return known._replace(stamp=stamp)
        problems: list[Problem] = []
        article = reader.read(file, Source(path_of(file), problems), data, raw)
        return Reading(path, stamp, raw, article, problems)

    def _read_again(self, article: Article) -> Article | None:
        """Return what the file of `article` holds now, for a shelf that cannot tell any more."""
        return self._reads(article.path.partition("/")[2])

    def _put(self, readings: Iterable[Reading]) -> None:
        """Remember `readings`: each goes to the shelf its file is on, a new one to the last."""
        for reading in readings:
            number = self._shelf_for(reading.path)
            if reading.path not in self._shelf_of:
                self._shelf_of[reading.path] = number
                self._shelves[number].append(reading.path)
            self._known[reading.path] = reading
            self._touched.add(number)
            self._made.pop(number, None)

    def _put_shelf(self, number: int, shelf: Shelf) -> None:
        """Remember what a new shelf holds that has just been made."""
        readings = shelf.readings()
        for reading in readings:
            self._drop(reading.path)
        self._made[number] = shelf
        self._touched.add(number)
        self._stand(number, readings)

    def _stand(self, number: int, readings: list[Reading]) -> None:
        """Note that `readings` are all that stands on the shelf `number`."""
        self._shelves[number] = [reading.path for reading in readings]
        for reading in readings:
            self._known[reading.path] = reading
            self._shelf_of[reading.path] = number

    def _shelf_for(self, path: str) -> int:
        number = self._shelf_of.get(path, max(self._shelves, default=0))
        if path not in self._shelf_of and len(self._shelves.get(number, ())) >= SHELF:
            number += 1
        self._shelves.setdefault(number, [])
        return number

    def _drop(self, path: str) -> None:
        if path in self._known:
            number = self._shelf_of.pop(path)
            self._shelves[number].remove(path)
            del self._known[path]
            self._made.pop(number, None)
            self._touched.add(number)

    def _forget_entries_of(self, changed: list[Official | Resolution] | None) -> None:
        """Forget the entries that may be read differently when `changed` people and documents came, went or changed; None stands for anything."""
        if changed is None:
            self._touched.update(self._shelves)
            self._known, self._shelf_of, self._made = {}, {}, {}
            self._shelves = {number: [] for number in self._shelves}
            return
        keys = set().union(*map(keys_of, changed))
        for path, reading in list(self._known.items()):
            if reading.problems or reading.article is None or any(not keys.isdisjoint(self._keys_of(thing)) for thing in (*reading.article.people, *reading.article.resolutions)):
                self._drop(path)

    def _keys_of(self, thing: Official | Resolution) -> set:
        keys = self._keys.get(thing)
        if keys is None:
            keys = self._keys[thing] = keys_of(thing)
        return keys

    def _forget_doubtful(self, reader: ArticleReader) -> None:
        """Another day: what had a problem, and what is dated after it, may be read differently."""
        for path, reading in list(self._known.items()):
            if reading.problems or reading.article is None or reading.article.date.first > reader.today:
                self._drop(path)

    # Between processes.

    def _load(self, content: Path) -> None:
        if self._loaded:
            return
        self._loaded = True
        with suppress(Exception):  # whatever a damaged pickle raises, it is as if it were not there
            registry, problems, stamps, raw = pickle.loads(self._open("registry", b""))
            today, kept = pickle.loads(self._open("shelves", raw))
            if registry.folder != content / "registry":
                return
            made = {number: Shelf(Kept(*one), registry, self._shelving, file=self._file(number)) for number, one in kept.items()}
            found = {number: shelf.readings() for number, shelf in made.items() if shelf.is_there()}
            self._registry, self._registry_problems, self._registry_stamps, self._registry_raw, self._today = registry, problems, stamps, raw, today
            for number, readings in found.items():
                self._made[number] = made[number]
                self._stand(number, readings)

    def save(self) -> None:
        """Keep what was read for the next process: only the shelves that changed are written. A folder that cannot be written is no reason to fail."""
        if self._folder is None or self._registry is None or not (self._touched or self._registry_changed):
            return
        for number in sorted(self._touched):
            paths = self._shelves.get(number)
            if not paths:
                self._shelves.pop(number, None)
                continue
            if number not in self._made:
                self._made[number] = Shelf.of([self._known[path] for path in paths], self._registry, self._shelving)
            self._made[number].keep(self._file(number))
        self._keep("shelves", pickle.dumps((self._today, {number: tuple(self._made[number].kept) for number in self._shelves})), self._registry_raw)
        if self._registry_changed:
            plain = self._registry, self._registry_problems, self._registry_stamps, self._registry_raw
            self._keep("registry", pickle.dumps(plain, pickle.HIGHEST_PROTOCOL), b"")
        ours = {f"{name}.pack" for name in ("registry", "shelves", *self._shelves)}
        with suppress(OSError):
            for path in list(self._folder.iterdir()):
                if path.name not in ours:
                    forget(path)
        self._touched, self._registry_changed = set(), False

    def _file(self, number: int) -> Path:
        return self._folder / f"{number}.pack"

    def _open(self, name: str, tied: bytes) -> bytes:
        """Return what is kept under `name`; nothing, which no pickle is, when it does not fit."""
        data = (self._folder / f"{name}.pack").read_bytes()
        return data[SIZE:] if data[:SIZE] == digest(program_version(), tied, data[SIZE:]) else b""

    def _keep(self, name: str, data: bytes, tied: bytes) -> None:
        keep_file(self._folder / f"{name}.pack", digest(program_version(), tied, data) + data)


def _bytes(path: Path | str) -> bytes:
    """Return the first bytes of a file, one more than an entry may have; nothing when it cannot be read."""
    try:
        return read_bytes(path, MOST_BYTES)
    except OSError:
        return b""

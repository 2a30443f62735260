"""The output folder: what stands there, and how a build changes it, all of it or nothing.

In: the folder, and the files a build wants there. Out: the folder with exactly those of ours, and whatever somebody else put there.
Example: a build whose last page cannot be drawn leaves the folder as it was, byte for byte.

Changed files wait in a folder beside the output and are moved into place, one rename each, when the last one is drawn. A `Ledger` kept outside
the output remembers for each file the key it was drawn from and how it stood on disk, so that the next build can tell what it
need not draw. The odd cases are a build that was killed (what it left beside the output is removed, and files it had already moved differ from the
ledger, so they are drawn again), two builds at once (the second waits), a ledger that is damaged or from another version (ignored), a cache that cannot be
written (nothing is remembered) and a folder that holds something else altogether (refused).
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import chain
from pathlib import Path

from .ledger import Block, Ledger
from .newsroom.files import forget
from .stamps import MANIFEST

try:
    import fcntl
except ImportError:  # Windows has no flock; two builds at once are then the editor's own care.
    fcntl = None

FIRST = "index.html"
"""A file that every site has."""

MOST_REMEMBERED = 30
"""Output and content folders of which something is remembered."""

PACKS, MOST_PACKS = "search", 600
"""Folder of the cache with the packs of the search index, and how many are kept there, of all content folders together."""


class OutputRefused(Exception):
    """The output folder holds files that no build of ours made."""


class OutputFolder:
    """One output folder during one build; use it inside ``with output_folder(...)``."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.folder = folder
        self.ledger = ledger
        _refuse_a_strange(folder)
        self.aside = folder.with_name(f".{folder.name}.new")
        shutil.rmtree(self.aside, ignore_errors=True)
        self._first = not folder.exists()
        self._made: set[str] = set()

    @cached_property
    def before(self) -> dict[str, None]:
        """The paths of our files that stand there, in the order of their list; to read 60,000 takes a hundredth of a second, which a single save does not need to pay."""
        manifest = self.folder / MANIFEST
        return dict.fromkeys(manifest.read_text(encoding="utf-8", errors="replace").splitlines()) if manifest.is_file() else {}

    def offer(self, path: str, data: bytes) -> bool:
        """Put `data` aside for `path` unless it stands there already; return whether it differs."""
        if not self._first and _same(self.folder / path, data):
            return False
        self._put_aside(path, data)
        return True

    def _put_aside(self, path: str, data: bytes) -> None:
        target = f"{self.aside}/{path}"
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            self._made.add(parent)
            try:
                os.mkdir(parent)
            except OSError:  # it stands already, or not even the folder above it does
                os.makedirs(parent, exist_ok=True)
        with open(target, "wb") as file:
            file.write(data)

    def commit(self, blocks: list[Block]) -> int:
        """Move everything put aside into place, remove what is no longer planned; return how many files were removed.

        Args:
            blocks: what all groups of files came to; one that the ledger remembered is as it was.
        """
        before, now = self._differing(blocks)
        gone, new = before - now, now - before
        if gone or new or not self.ledger.intact:
            if not self._first:
                self._list(new)
            self._put_aside(MANIFEST, _listing(self.before, new, gone))
        removed = sum(_remove(self.folder, path) for path in sorted(gone))
        moved = _move_into_place(self.aside, self.folder)
        self.ledger.write(blocks, moved, gone, lambda: sorted(now))
        tidy(self.ledger.cache)
        return removed

    def _differing(self, blocks: list[Block]) -> tuple[set[str], set[str]]:
        """Return the files there were and the files there are now, without those of groups that are as they were; all files where somebody has touched the output."""
        if not self.ledger.intact:
            return set(self.before), {path for block in blocks for path in block.keys}
        known = self.ledger.blocks
        names = {block.name for block in blocks if known.get(block.name) is block}
        return ({path for name, block in known.items() if name not in names for path in block.keys}, {path for block in blocks if block.name not in names for path in block.keys})

    def stands(self) -> bool:
        """Return whether the site still seems to stand there; a look at each file would take longer than a save may."""
        return (self.folder / MANIFEST).is_file() and (self.folder / FIRST).is_file()

    def stamp(self) -> str:
        """Return the stamp of what stands there now; "", which no output has, when not all of it could be remembered."""
        return self.ledger.stamp()

    def replace_some(self, files: dict[str, tuple[str, bytes]]) -> int:
        """Put a few files into place, which all stood there before: path → key and bytes; return how many differ from what stands there."""
        different = [(path, data) for path, (_, data) in files.items() if not _same(self.folder / path, data)]
        for number, (path, data) in enumerate(different):
            self._put_aside(str(number), data)
        for number, (path, _) in enumerate(different):
            _move(self.aside / str(number), self.folder, self.folder / path)
        self.ledger.add({path: key for path, (key, _) in files.items()})
        return len(different)

    def replace_below(self, prefix: str, files: dict[str, tuple[str, Callable[[], bytes]]], held: Collection[str]) -> tuple[int, int]:
        """Make `files` (path → key and what gives the bytes), and the paths `held`, all there is below `prefix`; return how many were written and how many removed."""
        gone = {path for path in self.before if path.startswith(prefix)} - files.keys() - held
        known = self.ledger.keys_below(prefix)
        new = {path: data() for path, (key, data) in files.items() if known.get(path) != key or not self.ledger.stands(path)}
        if not new and not gone:
            return 0, 0
        self._list(files)
        for path, data in new.items():
            self._put_aside(path, data)
            _move(self.aside / path, self.folder, self.folder / path)
        removed = sum(_remove(self.folder, path) for path in sorted(gone))
        self._list(files, gone)
        self.before = {path: None for path in self.before if path not in gone} | dict.fromkeys(files)
        self.ledger.add({path: files[path][0] for path in new}, gone)
        return len(new), removed

    def _list(self, new: Iterable[str], gone: Collection[str] = ()) -> None:
        """Put the list of our files into place: before files come, with them; after files went, without them."""
        self._put_aside(MANIFEST, _listing(self.before, new, gone))
        os.replace(self.aside / MANIFEST, self.folder / MANIFEST)


@contextmanager
def output_folder(folder: Path, cache: Path, salt: bytes, standing: str = "") -> Iterator[OutputFolder]:
    """Give the output folder to one build at a time; whatever was put aside and not committed is gone afterwards.

    Args:
        folder: where the site goes.
        cache: a folder for the ledger; it may be deleted at any time.
        salt: digest of everything all files depend on: templates, code, settings; the remembered words of entries go with it.
        standing: the stamp of what stands there, if it is known.

    Raises:
        OutputRefused: when `folder` holds files and none of our builds made it.
    """
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(cache, folder, salt, standing)
    with _alone(ledger.lock, folder.parent):
        output = OutputFolder(folder, ledger)
        try:
            yield output
        finally:
            shutil.rmtree(output.aside, ignore_errors=True)


@contextmanager
def _alone(lock: Path, beside: Path) -> Iterator[None]:
    """Wait until no other build holds `lock`, a file of the cache, and hold it; where it cannot even be opened, the folder `beside` the output; else nothing."""
    held = _hold(lock, os.O_RDWR | os.O_CREAT)
    for path in (lock, beside):
        held = _hold(path, os.O_RDONLY) if held is None else held
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _hold(path: Path, flags: int) -> int | None:
    while fcntl:
        held = None
        try:
            held = os.open(path, flags, 0o666)
            fcntl.flock(held, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(held), os.stat(path)):
                with suppress(OSError):
                    os.utime(path)
                return held
        except FileNotFoundError:
            if held is None:
                return None
        except OSError:
            if held is not None:
                os.close(held)
            return None
        os.close(held)  # a build that tidied the cache has removed it meanwhile: another one is the lock now
    return None


def tidy(cache: Path) -> None:
    """Keep what is remembered of the last `MOST_REMEMBERED` output and content folders, so that the cache stays small, and nothing that killed builds left half written.

    A half-written file may also be one that a build beside this one is writing; that build writes it once more (see `files.keep_file`).
    """
    kinds: dict[str, list[os.DirEntry]] = {}
    for entry in _swept(cache):
        kinds.setdefault(entry.name.partition("-")[0] if "-" in entry.name else Path(entry.name).suffix, []).append(entry)
        if entry.is_dir(follow_symlinks=False):
            inside = _swept(Path(entry.path))
            if entry.name == PACKS:
                _forget_the_oldest(inside, MOST_PACKS)
    for found in kinds.values():
        _forget_the_oldest(found, MOST_REMEMBERED)


def _swept(folder: Path) -> list[os.DirEntry]:
    """Return what lies in a folder of the cache, without what was half written, which is removed."""
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError:
        return []
    for entry in found:
        if entry.name.startswith("."):
            forget(Path(entry.path))
    return [entry for entry in found if not entry.name.startswith(".")]


def _forget_the_oldest(found: list[os.DirEntry], most: int) -> None:
    if len(found) <= most:
        return
    times = {}
    for entry in found:
        with suppress(OSError):
            times[entry.path] = os.lstat(entry.path).st_mtime_ns
    for path in map(Path, sorted(times, key=times.__getitem__, reverse=True)[most:]):
        if path.suffix == ".lock":
            _forget_lock(path)
        else:
            forget(path)


def _forget_lock(path: Path) -> None:
    """Remove a lock that nobody holds."""
    if fcntl is None:
        return
    with suppress(OSError):
        held = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(held)


def _listing(before: Iterable[str], new: Iterable[str], gone: Collection[str]) -> bytes:
    """Return the list of our files as text. Those of `before` are in order already, so to sort them once more costs next to nothing."""
    return "".join([f"{path}\n" for path in sorted(dict.fromkeys(chain(before, new))) if path not in gone]).encode()


def _refuse_a_strange(folder: Path) -> None:
    if folder.exists() and not (folder / MANIFEST).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputRefused(f"{folder} đã có tệp mà không phải do lần dựng trang trước tạo ra; chọn thư mục trống, hoặc tự xóa thư mục ấy")


def _same(path: Path, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return os.fstat(file.fileno()).st_size == len(data) and file.read() == data
    except OSError:
        return False


def _move_into_place(aside: Path, folder: Path) -> list[str]:
    """Move every file of `aside` to its place, the list of files last; return their paths. A first build is one rename, after which nobody asks what was moved."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(folder)
        return []
    manifest = aside / MANIFEST
    moved = [path.relative_to(aside).as_posix() for path in sorted(aside.rglob("*")) if path != manifest and path.is_file()]
    for path in moved:
        _move(aside / path, folder, folder / path)
    if manifest.exists():
        _move(manifest, folder, folder / MANIFEST)
    return moved


def _move(path: Path, folder: Path, target: Path) -> None:
    try:
        path.replace(target)
    except (FileNotFoundError, NotADirectoryError):
        _make_room(folder, target.parent)
        path.replace(target)


def _make_room(folder: Path, parent: Path) -> None:
    """Make the folder `parent`, removing a file of an earlier build that stands where a folder is needed."""
    for step in reversed([parent, *parent.parents]):
        if folder in step.parents and step.is_file():
            step.unlink()
    parent.mkdir(parents=True, exist_ok=True)


def _remove(folder: Path, path: str) -> bool:
    """Remove a file of an earlier build and the folders it leaves empty; a path in our list never leads outside `folder`."""
    target = folder / path
    if not path or Path(path).is_absolute() or ".." in Path(path).parts or not target.is_file():
        return False
    target.unlink()
    for parent in target.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True

"""Has anything changed since the last build? Answered from file stamps alone, before anything is imported or read.

In: the folders a site is made from and the output folder. Out: yes or no. Example: ``invoke build`` twice in a row: the second one looks at the
size and time of every file, of the sources and of the output, and is done.

The stamp of the sources is taken before a build reads them, so a file saved during the build is seen by the next one; that of the output while the
build still has the folder to itself. The odd case is an output file somebody changed by hand: its stamp differs, so the build runs and puts it right. No clock
is asked: the passing of a day can only make fewer entries "dated in the future", which is an error of the check, not a change of a page.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from .newsroom.versions import versions

MANIFEST = ".files"
"""The list of files a build made, in the output folder."""

CACHE = Path(os.environ.get("BAN_TIN_CACHE") or Path(__file__).resolve().parent.parent / ".cache")
"""What makes the next check and build quicker; never needed, safe to delete."""

ENVIRONMENT = ("SITE_URL", "SOURCE_DATE_EPOCH", "PAGEFIND_BINARY_PATH")
"""Environment variables that decide what a page shows."""

File = tuple[str, int, int]
"""Path, size and time of change."""

PIECE = 4000
"""Files of the output that are looked at by one process at a time; below two such pieces, starting another process costs more than it gains."""


def source_stamp(places: list[Path]) -> str:
    """Return the stamp of every file in or below `places`, of the environment that matters, of this Python and what is installed in it.

    Raises:
        OSError: when a file cannot be looked at: a link that leads nowhere, a file that went away meanwhile.
    """
    made = blake2b(repr([sys.version, versions(), *(os.environ.get(name) for name in ENVIRONMENT)]).encode(), digest_size=16)
    for place in places:
        made.update(_bytes(_text(sorted(_files_of(str(place))))))
    return made.hexdigest()


def output_stamp(output: Path) -> tuple[str, int]:
    """Return the stamp of every file our last build put into `output`, and how many there are; "" when one cannot be looked at."""
    return both_stamps([], output)[1:]


def both_stamps(places: list[Path], output: Path) -> tuple[str, str, int]:
    """Return `source_stamp` of `places`, "" when it cannot be told, and `output_stamp` of `output`; where there are many files, all cores look."""
    from .newsroom.workers import WorkerDied, share

    try:
        paths = (output / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        paths = []
    pieces = [paths[at:at + PIECE] for at in range(0, len(paths), PIECE)]

    def look(number: int) -> str | None:
        try:
            return source_stamp(places) if number < 0 else _text(_looked_at(str(output), pieces[number]))
        except OSError:
            return None

    try:
        sources, *texts = share(range(-1, len(pieces)), look, processes=None if len(pieces) > 2 else 1)
    except WorkerDied:  # then nothing is known, and the build says why it cannot be done
        sources, texts = None, []
    outputs = stamp_of("".join(texts)) if texts and None not in texts else ""
    return sources or "", outputs, len(paths) if outputs else 0


def stamp_of(lines: str) -> str:
    """Return the stamp of an output whose files stand like this, in the order of the list of files (see `line_of`)."""
    return blake2b(_bytes(lines), digest_size=16).hexdigest()


def line_of(folder: Path, path: str) -> str:
    """Return how one file of an output stands, as a line; "" when it cannot be looked at."""
    try:
        return _text(_looked_at(str(folder), [path]))
    except OSError:
        return ""


def build_if_changed(root: Path, content: Path, output: Path, settings_file: Path, *, profile: bool = False) -> None:
    """Build the site of `content` into `output`, unless nothing it is made from has changed since that was last done; with `profile`, say where the time went."""
    start = time.perf_counter()
    places = [content, root / "theme", root / "plugins", root / "pelicanconf.py", settings_file, root / "package-lock.json", root / "node_modules/.package-lock.json",
              Path(os.environ.get("PAGEFIND_BINARY_PATH") or root / "package.json")]
    name = blake2b(b"\0".join(map(os.fsencode, (content, output, settings_file))), digest_size=8).hexdigest()
    record = CACHE / f"{name}.stamp"
    sources, outputs, count = both_stamps(places, output)
    sources_then, outputs_then = recall(record)
    intact = outputs == outputs_then
    if intact and sources == sources_then:
        seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
        print(f"Không có gì đổi từ lần dựng trước: {count} tệp giữ nguyên; {seconds} giây.")
        return
    from .templating import compiled_beside

    with compiled_beside(settings_file):  # from before the modules of the build are loaded, half of what a small one takes
        from .building import build_site

        stamp = build_site(content, output, settings_file, standing=outputs if intact else "", profile=profile)
    remember(sources, stamp, record)


def recall(record: Path) -> tuple[str, str]:
    """Return the stamps of sources and output that `remember` noted; two that no stamp equals when there are none."""
    try:
        sources, outputs = record.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return "-", "-"
    return sources, outputs


def remember(sources: str, outputs: str, record: Path) -> None:
    """Note that an output with the stamp `outputs` was built from sources with the stamp `sources`; where that cannot be noted, the next build runs."""
    from .newsroom.files import keep_file

    keep_file(record, f"{sources or '-'} {outputs or '-'}\n".encode("ascii"))


def _text(files: Iterable[File]) -> str:
    return "".join([f"{path}\0{size}\0{time}\n" for path, size, time in files])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _looked_at(folder: str, paths: Iterable[str]) -> Iterator[File]:
    for path in paths:
        stat = os.stat(f"{folder}/{path}")
        yield path, stat.st_size, stat.st_mtime_ns


def _files_of(place: str) -> Iterator[File]:
    """Yield `place`, or every file below it."""
    if not os.path.isdir(place):
        stat = os.stat(place) if os.path.exists(place) else None
        yield place, stat.st_size if stat else -1, stat.st_mtime_ns if stat else 0
        return
    folders = [place]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    stat = entry.stat()
                    yield entry.path, stat.st_size, stat.st_mtime_ns

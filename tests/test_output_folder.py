"""One build at a time has the output folder, and the cache stays small."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins import output_folder as folders
from plugins.output_folder import MOST_PACKS, MOST_REMEMBERED, output_folder, tidy

ROOT = Path(__file__).resolve().parents[1]
HOLDING = """
import sys, time
from pathlib import Path
from plugins.output_folder import output_folder
with output_folder(Path(sys.argv[1]), Path(sys.argv[2]), b""):
    Path(sys.argv[3]).touch()
    time.sleep(0.7)
    Path(sys.argv[3]).unlink()
"""


@pytest.mark.skipif(folders.fcntl is None, reason="no flock")
@pytest.mark.parametrize("cache", ["a folder", "a file", "a folder in place of the lock"])
def test_the_second_build_waits(tmp_path, cache):
    """...also where the cache has no room for a lock."""
    output, kept, mark = tmp_path / "output", tmp_path / "cache", tmp_path / "mark"
    if cache == "a file":
        kept.touch()
    elif cache == "a folder in place of the lock":
        with output_folder(output, kept, b"") as found:
            lock = found.ledger.lock
        lock.unlink()
        lock.mkdir()
    first = subprocess.Popen([sys.executable, "-c", HOLDING, str(output), str(kept), str(mark)], cwd=ROOT)
    end = time.monotonic() + 30
    while not mark.exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    with output_folder(output, kept, b""):
        assert not mark.exists()
    assert first.wait(30) == 0


def filled(cache: Path, count: int) -> None:
    """Fill a cache with what `count` output folders leave there, the first of them the oldest."""
    for number in range(count):
        for name in (f"{number:016}.ledger", f"check-{number:012}.json", f"{number:016}.more", f"{number:016}.words", f"{number:016}.stamp", f"{number:016}.lock", f"{number:016}.check",
                     f"library-{number}/0.pack", f"templates-{number}/a.cache"):
            path = cache / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            os.utime(path, (number, number))
            if path.parent != cache:
                os.utime(path.parent, (number, number))


def test_of_every_kind_the_newest_stay(tmp_path):
    filled(tmp_path, MOST_REMEMBERED + 5)
    tidy(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert len(names) == 9 * MOST_REMEMBERED
    assert f"library-{MOST_REMEMBERED + 4}" in names and "library-4" not in names and f"{4:016}.lock" not in names and f"{5:016}.lock" in names


@pytest.mark.skipif(folders.fcntl is None, reason="no flock")
def test_a_lock_that_is_held_stays(tmp_path):
    filled(tmp_path, MOST_REMEMBERED + 2)
    with open(tmp_path / f"{0:016}.lock") as held:
        folders.fcntl.flock(held, folders.fcntl.LOCK_EX)
        tidy(tmp_path)
    assert (tmp_path / f"{0:016}.lock").exists() and not (tmp_path / f"{1:016}.lock").exists()


def test_half_written_files_go_wherever_they_lie(tmp_path):
    for name in (".0.json.abc", "library-1/.0.pack.abc", "cards/.a.png.77", "search/.b.pack.abc", "cards/a.png", "search/b.pack"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    tidy(tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == ["cards/a.png", "search/b.pack"]


def test_packs_of_the_search_index_are_bounded(tmp_path):
    (tmp_path / "search").mkdir()
    for number in range(MOST_PACKS + 3):
        (tmp_path / f"search/{number}.pack").touch()
        os.utime(tmp_path / f"search/{number}.pack", (number, number))
    tidy(tmp_path)
    assert len(list((tmp_path / "search").iterdir())) == MOST_PACKS and not (tmp_path / "search/2.pack").exists()


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.touch()], ids=["nothing", "a file"])
def test_a_cache_that_is_none_is_no_failure(tmp_path, make):
    make(tmp_path / "cache")
    tidy(tmp_path / "cache")

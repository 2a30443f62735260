"""How long from the save of an entry to the new bytes of its page on disk, with a server that stays.

In: the command of a server that watches a folder, and pairs of (file to edit, page that shows it). Out: milliseconds for each save. Example: 20 saves under
``invoke serve``, then 20 under Hugo's own server on the same corpus.

A save appends a sentence with a number nobody else has; the page is read every millisecond until the number is in it. The first save warms the server
up and is not counted.
"""

import os
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0
"""Seconds after which a page that does not change is an error."""

REST = 0.3
"""Seconds between two saves: nobody types faster, and every server has come to rest."""


class NotShown(Exception):
    """A save never reached the page, or the server ended."""


def measure_saves(command: list[str], folder: Path, environment: dict[str, str], pages: list[tuple[Path, Path]], ready: Callable[[str], bool]) -> list[float]:
    """Return the milliseconds from each save to the page on disk.

    Args:
        pages: (file to edit, page that shows it); the files are left as they were.
        ready: whether a line the server prints says that it is watching.

    Raises:
        NotShown: when a page does not change within `PATIENCE` seconds.
    """
    log = folder / "server.log"
    with open(log, "wb") as out:
        server = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        _wait(lambda: any(map(ready, log.read_text(errors="replace").splitlines())), server, log)
        time.sleep(1)
        return [_save(file, page, server, log) for file, page in pages][1:]
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def _save(file: Path, page: Path, server: subprocess.Popen, log: Path) -> float:
    before, mark = file.read_bytes(), f"câu thử {time.time_ns()}"
    time.sleep(REST)
    start = time.perf_counter()
    with open(file, "ab") as end:
        end.write(f"\nMột {mark}.\n".encode())
    _wait(lambda: mark in page.read_text(errors="replace"), server, log)
    taken = 1000 * (time.perf_counter() - start)
    time.sleep(REST)
    file.write_bytes(before)
    time.sleep(REST)
    return taken


def _wait(happened: Callable[[], bool], server: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if happened():
                return
        except OSError:
            pass  # the page is just being replaced
        if server.poll() is not None or time.monotonic() > end:
            raise NotShown(log.read_text(errors="replace")[-2000:])
        time.sleep(0.001)


def describe(milliseconds: list[float]) -> str:
    """Return median and 95th percentile: "12 ms, p95 31 ms"."""
    return f"{statistics.median(milliseconds):.0f} ms, p95 {sorted(milliseconds)[round(0.95 * (len(milliseconds) - 1))]:.0f} ms"

"""Work shared between processes gives what one process would give, or says why not."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.newsroom import workers
from plugins.newsroom.workers import WorkerDied, beside, cores, share, unless_disturbed

needs_fork = pytest.mark.skipif(cores() < 1 or not hasattr(os, "fork"), reason="hệ điều hành này không tách được tiến trình (fork)")


@needs_fork
@pytest.mark.parametrize("processes", [1, 2, 3, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
def test_results_come_in_order_whatever_the_number_of_processes(processes, count):
    assert share(list(range(count)), lambda number: number * number, processes=processes) == [number * number for number in range(count)]


@needs_fork
@pytest.mark.parametrize("processes", [1, 3])
def test_an_error_in_a_worker_is_raised_here(processes):
    def work(number):
        if number == 5:
            raise ValueError("số năm")
        return number

    with pytest.raises(ValueError, match="số năm"):
        share(list(range(9)), work, processes=processes)


@needs_fork
def test_an_error_that_cannot_travel_keeps_its_words():
    class Local(Exception):
        pass

    def work(number):
        raise Local("không gửi được")

    with pytest.raises((WorkerDied, Local), match="không gửi được"):
        share([1, 2], work, processes=2)


@needs_fork
def test_a_worker_that_is_killed_is_an_error_that_names_its_piece():
    def work(name):
        if name == "trang ba":
            os.kill(os.getpid(), signal.SIGKILL)
        return name

    with pytest.raises(WorkerDied, match="trang ba"):
        share(["trang một", "trang hai", "trang ba", "trang bốn"], work, processes=2)


@needs_fork
def test_large_results_come_whole():
    assert [len(data) for data in share([200_000, 300_000, 5], lambda size: b"x" * size, processes=2)] == [200_000, 300_000, 5]


def test_progress_ends_at_the_number_of_pieces():
    seen = []
    share([1, 2, 3], lambda number: number, processes=1, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def busy(number: int) -> int:
    if number == 5:
        raise ValueError("số năm")
    if number == 6:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


@pytest.mark.parametrize("count", [1, 2])
def test_a_job_beside_gives_its_result_or_its_error_when_it_is_asked_for(monkeypatch, count):
    """...with one core as with more."""
    monkeypatch.setattr(workers, "cores", lambda: count if hasattr(os, "fork") else 1)
    with beside(lambda: busy(7), "bảy") as result:
        assert result() == 49
    with pytest.raises(ValueError, match="số năm"), beside(lambda: busy(5), "năm") as result:
        result()


@needs_fork
def test_a_job_beside_that_dies_is_named(monkeypatch):
    monkeypatch.setattr(workers, "cores", lambda: 2)
    with pytest.raises(WorkerDied, match="sáu"), beside(lambda: busy(6), "sáu") as result:
        result()


@needs_fork
def test_a_job_beside_ends_with_the_block_that_began_it(monkeypatch, tmp_path):
    monkeypatch.setattr(workers, "cores", lambda: 2)
    began = tmp_path / "began"
    start = time.monotonic()
    with pytest.raises(KeyError), beside(lambda: (began.write_text(str(os.getpid())), time.sleep(60)), "mãi"):
        while not (began.exists() and began.read_text()):
            time.sleep(0.01)
        raise KeyError
    assert time.monotonic() - start < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text()), 0)


ENDLESS = """
import time
from plugins.newsroom import workers
def work(piece):
    print(piece, flush=True)
    time.sleep(0.05)
workers.share(range(200), work, processes=2)
"""


@needs_fork
def test_workers_end_with_the_process_that_started_them():
    """Else whoever stops a long build waits for the lock that its orphans hold."""
    process = subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=Path(__file__).resolve().parents[2], stdout=subprocess.PIPE)
    first = process.stdout.readline()
    process.kill()
    done = [first, *process.stdout.read().splitlines()]
    process.wait()
    assert 1 <= len(done) < 100


@needs_fork
def test_a_job_that_nothing_disturbs_is_done_by_another_process(tmp_path):
    silent, _ = os.pipe()
    unless_disturbed(lambda: (tmp_path / str(os.getpid())).touch(), silent)
    assert [path.name for path in tmp_path.iterdir()] not in ([], [str(os.getpid())])


@needs_fork
def test_a_disturbed_job_is_killed_with_what_it_started(tmp_path):
    lines, speaker = os.pipe()

    def job():
        program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        (tmp_path / "tiến trình").write_text(str(program.pid))
        os.write(speaker, b"x")
        time.sleep(60)

    unless_disturbed(job, lines)
    program = int((tmp_path / "tiến trình").read_text())
    for _ in range(500):
        if not runs(program):
            break
        time.sleep(0.01)
    assert not runs(program)
    assert os.read(lines, 1) == b"x", "what came is left to be read"


def runs(process: int) -> bool:
    """Whether `process` has not ended (one that has may still be listed until its parent asks after it)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@needs_fork
def test_a_job_that_may_be_disturbed_and_fails_stops_nobody():
    silent, _ = os.pipe()
    unless_disturbed(lambda: 1 / 0, silent)


def test_where_nothing_can_be_forked_the_job_is_done_here(tmp_path, monkeypatch):
    monkeypatch.setattr("plugins.newsroom.workers._may_fork", lambda: False)
    silent, _ = os.pipe()
    unless_disturbed(lambda: (tmp_path / str(os.getpid())).touch(), silent)
    assert [path.name for path in tmp_path.iterdir()] == [str(os.getpid())]

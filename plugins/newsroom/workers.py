"""A job done by as many processes as the machine has, with the same result as one.

In: a list of pieces of work and a function. Out: what the function returns for each piece, in order. Example: ``share(pieces, draw)`` draws the site
on two cores in half the time. Pieces are handed out one at a time, so a slow one delays nobody.

Processes are forked, because what they need (the library, the templates) is already in memory and need not be sent. Where the system
cannot fork (Windows), or forking is unsafe (macOS, a process with threads), everything is done here, one after the other. The odd
case is a worker that dies: that is an error that names the piece it was busy with, never a site with holes.
"""

import mmap
import os
import pickle
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_NUMBER = 4
"""Bytes of a piece's number in the queue; a read of so few from a pipe is never split."""


class WorkerDied(Exception):
    """A worker ended without saying why, or could not do its piece."""


def cores() -> int:
    """Return how many processes are worth starting."""
    return len(os.sched_getaffinity(0)) if _may_fork() else 1


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def share(pieces: Sequence[Piece], work: Callable[[Piece], Result], *, processes: int | None = None, name: Callable[[Piece], str] = str,
          progress: Callable[[int, int], None] = lambda done, of: None) -> list[Result]:
    """Return what `work` gives for each of `pieces`, in their order.

    Args:
        processes: how many to use; by default as many as there are cores.
        name: how a piece is called in an error.
        progress: called with (pieces done, pieces) while the work goes on.

    Raises:
        WorkerDied: when a worker was killed.
        Exception: whatever `work` raised, as it would without workers.
    """
    wanted = min(processes or cores(), len(pieces))
    if wanted < 2:
        return _alone(pieces, work, progress)
    queue, feeder = os.pipe()
    board = mmap.mmap(-1, wanted * 2 * _NUMBER)
    children = [_start(number, queue, feeder, board, pieces, work) for number in range(wanted)]
    os.close(queue)
    try:
        os.write(feeder, b"".join(number.to_bytes(_NUMBER, "little") for number in range(len(pieces))))
    except BrokenPipeError:
        pass  # every worker has died; _gather says so
    finally:
        os.close(feeder)
    return _gather(children, board, pieces, name, progress)


@contextmanager
def beside(work: Callable[[], Result], name: str) -> Iterator[Callable[[], Result]]:
    """Have one job done by a process of its own while the block goes on; give what waits for it and returns its result.

    Where there is but one core, it is done here when its result is asked for. A block that ends without asking ends the job too.

    Args:
        name: how the job is called in an error.

    Raises:
        WorkerDied, Exception: as `share`, when the result is asked for.
    """
    if cores() < 2:
        yield work
        return
    process, results = _fork(lambda: _outcome(work))
    waiting = [process]

    def result() -> Result:
        with open(results, "rb") as answer:
            data = answer.read()
        waiting.clear()
        _, status = os.waitpid(process, 0)
        if status:
            raise WorkerDied(f"một tiến trình con dừng đột ngột khi đang làm {name}")
        found, error = pickle.loads(data)
        if error:
            raise error
        return found

    try:
        yield result
    finally:
        for one in waiting:
            os.close(results)
            os.kill(one, signal.SIGKILL)
            os.waitpid(one, 0)


def unless_disturbed(job: Callable[[], object], disturbance: Any) -> None:
    """Do `job` in a process of its own; as soon as something can be read from `disturbance`, kill it, with the programs it started. Where the system cannot fork, do it here.

    What the job leaves on disk must be right wherever it is broken off. What goes wrong in it is not told.
    """
    if not _may_fork():
        job()
        return

    def alone() -> None:
        os.setpgid(0, 0)
        job()

    process, ended = _fork(alone)
    try:
        with suppress(OSError):
            os.setpgid(process, process)  # here too: nobody knows which of both comes first
        if disturbance in select.select([disturbance, ended], [], [])[0]:
            os.killpg(process, signal.SIGKILL)
    finally:
        os.close(ended)
        os.waitpid(process, 0)


def _outcome(work: Callable[[], Result]) -> tuple[Result | None, Exception | None]:
    try:
        return work(), None
    except Exception as error:
        return None, _portable(error)


def _alone(pieces: Sequence[Piece], work: Callable[[Piece], Result], progress: Callable[[int, int], None]) -> list[Result]:
    results = []
    for piece in pieces:
        results.append(work(piece))
        progress(len(results), len(pieces))
    return results


def _note(board: mmap.mmap, slot: int, value: int) -> None:
    """Write a number where the parent and the other workers can read it."""
    board[slot * _NUMBER:(slot + 1) * _NUMBER] = value.to_bytes(_NUMBER, "little")


def _noted(board: mmap.mmap, slot: int) -> int:
    return int.from_bytes(board[slot * _NUMBER:(slot + 1) * _NUMBER], "little")


def _start(number: int, queue: int, feeder: int, board: mmap.mmap, pieces: Sequence[Piece], work: Callable[[Piece], Result]) -> tuple[int, int]:
    """Fork one worker; return its process id and the pipe its results come through."""
    parent = os.getpid()

    def outcome() -> tuple[list[tuple[int, Result]], Exception | None]:
        os.close(feeder)
        return _work(number, queue, board, pieces, work, parent)

    return _fork(outcome)


def _fork(outcome: Callable[[], object]) -> tuple[int, int]:
    """Start a process that sends what `outcome` returns through a pipe; return its process id and the pipe."""
    results, answer = os.pipe()
    process = os.fork()
    if process:
        os.close(answer)
        return process, results
    status = 1
    try:
        os.close(results)
        with open(answer, "wb") as out:
            pickle.dump(outcome(), out)
        status = 0
    finally:
        os._exit(status)


def _work(number: int, queue: int, board: mmap.mmap, pieces: Sequence[Piece], work: Callable[[Piece], Result], parent: int) -> tuple[list[tuple[int, Result]], Exception | None]:
    done = []
    while os.getppid() == parent and len(raw := os.read(queue, _NUMBER)) == _NUMBER:  # whoever killed the parent wants no more of its work
        index = int.from_bytes(raw, "little")
        _note(board, 2 * number, index)
        try:
            done.append((index, work(pieces[index])))
        except Exception as error:
            return done, _portable(error)
        _note(board, 2 * number + 1, len(done))
    return done, None


def _portable(error: Exception) -> Exception:
    """Return `error`, or its text when it cannot be sent to the parent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return WorkerDied("".join(traceback.format_exception_only(error)).strip())
    return error


def _gather(children: list[tuple[int, int]], board: mmap.mmap, pieces: Sequence[Piece], name: Callable[[Piece], str], progress: Callable[[int, int], None]) -> list[Result]:
    answers = _answers([results for _, results in children], lambda: progress(sum(_noted(board, 2 * number + 1) for number in range(len(children))), len(pieces)))
    found: dict[int, Result] = {}
    failures: list[Exception] = []
    for number, (process, results) in enumerate(children):
        _, status = os.waitpid(process, 0)
        if status:
            failures.append(WorkerDied(f"một tiến trình con dừng đột ngột khi đang làm {name(pieces[_noted(board, 2 * number)])}"))
            continue
        done, error = pickle.loads(answers[results])
        found.update(done)
        if error:
            failures.append(error)
    if failures:
        raise failures[0]
    return [found[index] for index in range(len(pieces))]


def _answers(pipes: list[int], tick: Callable[[], None]) -> dict[int, bytes]:
    """Return what came through each pipe until its end, calling `tick` ten times a second meanwhile."""
    parts: dict[int, list[bytes]] = {pipe: [] for pipe in pipes}
    waiting = set(pipes)
    while waiting:
        ready, _, _ = select.select(list(waiting), [], [], 0.1)
        for pipe in ready:
            data = os.read(pipe, 1 << 16)
            if data:
                parts[pipe].append(data)
            else:
                os.close(pipe)
                waiting.discard(pipe)
        tick()
    return {pipe: b"".join(got) for pipe, got in parts.items()}

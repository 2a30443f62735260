"""Where the time of a command went: what ``invoke build --profile`` prints.

In: ``with step("đọc"):`` around a part of the work, and `count_drawn` for what workers report. Out: a table of the steps in their order, each with seconds by the clock and
seconds of the processors, this process and its workers together, and below it what each template cost. Example: drawing takes 3.1 s by the clock and
6.0 s of two processors.

Always on: a step costs two calls of the system. What stands in no step (starting Python, looking at every file, the way from one step to the next) has a line
of its own, so that the lines add up to all that the command used. The odd case is a step within a step; its time is in both, so a build has none.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

REST = "khởi động và còn lại"
"""The line of what stands in no step."""

_steps: dict[str, list[float]] = {}
_drawn: dict[str, list[float]] = {}


@contextmanager
def step(name: str) -> Iterator[None]:
    """Count the time until the end of the block under `name`."""
    wall, cpu = time.perf_counter(), _processor_seconds()
    try:
        yield
    finally:
        spent = _steps.setdefault(name, [0.0, 0.0])
        spent[0] += time.perf_counter() - wall
        spent[1] += _processor_seconds() - cpu


def count_drawn(drawn: Mapping[str, tuple[int, int, float]]) -> None:
    """Count what was drawn: template → (files, bytes, seconds of a processor)."""
    for template, costs in drawn.items():
        _drawn[template] = [before + more for before, more in zip(_drawn.get(template, (0, 0, 0.0)), costs, strict=True)]


def table() -> str:
    """Return what was counted so far as text, and forget it."""
    lines = [f"{'bước':<28}{'giây':>8}{'giây xử lý':>12}"]
    lines += [f"{name:<28}{_decimals(wall, 2):>8}{_decimals(cpu, 2):>12}" for name, (wall, cpu) in _steps.items()]
    lines.append(f"{REST:<28}{'':>8}{_decimals(_processor_seconds() - sum(cpu for _, cpu in _steps.values()), 2):>12}")
    if _drawn:
        lines.append(f"\n{'khuôn':<28}{'tệp':>8}{'kB':>12}{'giây xử lý':>12}{'ms một tệp':>12}")
        lines += [f"{template:<28}{int(files):>8}{int(size / 1000):>12}{_decimals(cpu, 2):>12}{_decimals(1000 * cpu / files, 3):>12}"
                  for template, (files, size, cpu) in sorted(_drawn.items(), key=lambda one: -one[1][2])]
    _steps.clear()
    _drawn.clear()
    return "\n".join(lines)


def _decimals(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _processor_seconds() -> float:
    """Return the seconds of a processor this process and its ended workers have used (only its own where the system does not tell)."""
    try:
        import resource
    except ImportError:
        return time.process_time()
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))

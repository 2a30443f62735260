"""A yard to build in: a copy of the project and of the sample, a builder that is always at hand, and a cold build to compare with.

In: an empty folder. Out: a `Yard`, whose `build()` is what ``invoke build`` does in a process of its own, and whose `cold()` is the same from nothing: another output folder,
an empty cache. Example: ``yard.entry().write_text(…); yard.same()`` says that the next build gives what a cold one gives, file by file, or fails with the same words and touches nothing.

The builder (this file, run as a program) has read Jinja2, Markdown, YAML and the plain library once and forks for each build, so that a build costs a tenth of a second and still
is a process of its own. Cold builds have a builder of their own and run beside the others. It can be told to die by SIGKILL just before the n-th change it makes to the file system, whatever that is: the audit events of Python count them. The odd
case is root, whom no permission stops: for a read-only folder the builder gives up root's powers first.
"""

import ctypes
import importlib
import importlib.metadata
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "tasks.py")
NO_INDEX = {"PAGEFIND_BINARY_PATH": "khong-co"}
"""Environment of a build without a search index: asking for one costs more than all the rest, and has tests of its own."""

CHANGING = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate")
"""Audit events that change the file system, besides ``open`` for writing."""


class Done(NamedTuple):
    """What a build came to: its exit status (-9: killed), what it printed, how many changes it made to the file system."""

    status: int
    said: str
    changes: int


class Yard:
    """One copy of the project, its content, its output, its cache. `project` and `content` may be changed at will."""

    def __init__(self, folder: Path, builder: "Builder", cold_builder: "Builder") -> None:
        self.folder, self._builder, self._cold_builder = folder, builder, cold_builder
        self.project, self.content = folder / "project", folder / "content"
        self.output, self.cache = folder / "output", folder / "cache"
        self._cold: dict[str, tuple[Done, dict[str, bytes]]] = {}
        self.project.mkdir(parents=True)
        shutil.copytree(ROOT / "tests" / "sample", self.content)
        for name in PROGRAM:
            source = ROOT / name
            shutil.copytree(source, self.project / name, ignore=shutil.ignore_patterns("__pycache__")) if source.is_dir() else shutil.copy(source, self.project / name)

    def build(self, **told: Any) -> Done:
        """Do what ``invoke build`` does; `told` goes to the builder (see `_work`)."""
        return self._builder.ask(**self._asked(told))

    def _asked(self, told: dict[str, Any]) -> dict[str, Any]:
        return {"project": self.project, "content": self.content, "output": self.output, "cache": self.cache, "log": self.folder / "log"} | told

    def check(self) -> Done:
        """Do what ``invoke check`` does."""
        return self.build(do="check")

    def cold(self, **told: Any) -> tuple[Done, dict[str, bytes]]:
        """Build what stands there from nothing into another folder; return how it went and the files (the same tree is built once)."""
        places = told.get("content", self.content), self.project
        key = repr((sorted(told.items()), sorted(hash(item) for place in places for item in files_of(place).items() if "__pycache__" not in item[0])))
        if key not in self._cold:
            output, cache = self.folder / "cold", self.folder / "cold-cache"
            for place in (output, cache):
                shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
            done = self._cold_builder.ask(**self._asked(told | {"output": output, "cache": cache, "log": self.folder / "cold-log"}))
            self._cold[key] = done, tree_of(output)
        return self._cold[key]

    def same(self, why: object = "", **told: Any) -> Done:
        """Build; fail unless the output is that of a cold build, or, when there is an error in the content, the old output and the same words."""
        before = tree_of(self.output)
        with ThreadPoolExecutor(1) as beside:
            waiting = beside.submit(self.cold, **told)
            done = self.build(**told)
            cold, wanted = waiting.result()
        assert done.status == cold.status, f"{why}: status {done.status}, cold {cold.status}\n{done.said}\n{cold.said}"
        if cold.status:
            assert cold.status == 1, f"{why}: {cold.said}"
            assert done.said == cold.said, why
        assert differing(tree_of(self.output), before if cold.status else wanted) == [], f"{why}\n{done.said}"
        assert self.leftovers() == [], why
        return done

    def leftovers(self) -> list[str]:
        """Return what lies beside the output and is not ours."""
        return [path.name for path in self.folder.iterdir() if path.name.startswith(".")]

    def keep(self, name: str) -> None:
        """Keep everything as it stands now, times too, under `name`."""
        for place in (self.project, self.content, self.output, self.cache):
            shutil.copytree(place, self.folder / "kept" / name / place.name)

    def bring_back(self, name: str, places: Iterable[str] = ("project", "content", "output", "cache")) -> None:
        """Put back what was kept."""
        for place in places:
            mirror(self.folder / "kept" / name / place, self.folder / place)
        for left in self.leftovers():
            shutil.rmtree(self.folder / left)

    def entry(self, words: str = "dong-thap-ho-so-truc-tuyen") -> Path:
        """Return the file of the entry with `words` in its name (the first of them; any entry when there is none)."""
        files = sorted((self.content / "articles").rglob("*.md"))
        return next((path for path in files if words in path.name), files[0])


def edit(path: Path, old: str, new: str) -> None:
    """Replace what stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below `folder`, and path/ → nothing of every folder."""
    return {f"{path.relative_to(folder).as_posix()}/" if path.is_dir() else path.relative_to(folder).as_posix(): b"" if path.is_dir() else path.read_bytes() for path in folder.rglob("*")}


def mirror(kept: Path, place: Path) -> None:
    """Make `place` what `kept` is, times and permissions too, with no more copying than that takes; what Python compiled may stay."""
    if place.is_file():
        place.unlink()
    place.mkdir(exist_ok=True)
    wanted, there = _look_of(kept), _look_of(place)
    for path in sorted(there):
        if wanted.get(path, ()) != there[path] and os.path.lexists(place / path):
            shutil.rmtree(place / path) if there[path] is None else (place / path).unlink()
    for path in sorted(wanted):
        if not os.path.lexists(place / path):
            shutil.copy2(kept / path, place / path) if wanted[path] else (place / path).mkdir()


def _look_of(folder: Path) -> dict[str, tuple | None]:
    """Return path → size, time of change and permissions of every file below `folder`, None for a folder."""
    found: dict[str, tuple | None] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        for entry in os.scandir(folder / inside):
            if entry.name == "__pycache__":
                continue
            stat, path = entry.stat(follow_symlinks=False), f"{inside}{entry.name}"
            is_folder = entry.is_dir(follow_symlinks=False)
            found[path] = None if is_folder else (stat.st_size, stat.st_mtime_ns, stat.st_mode)
            if is_folder:
                waiting.append(f"{path}/")
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths whose bytes are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


class Builder:
    """The program below, at hand until `close`; another one for each state of a project's plugins."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._state: list = []

    def ask(self, project: Path, **asked: Any) -> Done:
        """Have one thing done with the program in `project`."""
        state = [project, *sorted((path, path.stat().st_mtime_ns, path.stat().st_size) for path in (project / "plugins").rglob("*.py"))]
        if state != self._state:
            self.close()
            kept = {key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "SITE_URL", "BAN_TIN_CACHE", "PYTHONPATH")}
            self._process = subprocess.Popen([sys.executable, str(Path(__file__)), str(project)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                                             env=kept | NO_INDEX | {"PYTHONIOENCODING": "utf-8"})
            self._state = state
        self._process.stdin.write(json.dumps(asked | {"project": project}, default=str) + "\n")
        self._process.stdin.flush()
        return Done(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        if self._process:
            self._process.stdin.close()
            self._process.wait(20)
            self._process.stdout.close()
        self._process, self._state = None, []


def _work(do: str, project: str, content: str, output: str, cache: str, settings: str = "pelicanconf.py", environment: dict | None = None, versions: dict | None = None,
          die_before: int = 0, torn: bool = False, plain_user: bool = False, wait: tuple = ("", 0, ""), workers: bool = False, kill: tuple = ("", 0, "")) -> tuple[int, int]:
    """Do one build or check in this process; return its exit status, 70 when it ended with a traceback, and how many changes it made to the file system.

    Args:
        environment: variables set besides.
        versions: package → version under which it is to be installed.
        die_before: the change to the file system before which this process is killed; 0: none.
        torn: whether the file written last is then left half as long.
        plain_user: whether permissions count although this is root.
        wait: (end of a path, n, file): the n-th time such a path is opened or changed, wait until there is that file.
        workers: share all work that can be shared between two workers, as in a folder with thousands of entries.
        kill: (beginning of a path, n, whom): when a worker opens such a path for the n-th time, the "worker" is killed, or the build that is its "parent".
    """
    os.chdir(project)
    os.environ.update(environment or {}, BAN_TIN_CACHE=cache)
    if versions:
        sys.path.insert(0, str(_install(versions, Path(cache).parent / "versions")))
    from plugins.stamps import build_if_changed

    if plain_user:
        _give_up_powers()
    _wait(*wait)
    if workers:
        _share_everything()
    _kill(*kill)
    changes = _count_changes((str(Path(output).parent), cache), die_before, torn)
    status = 0
    try:
        if do == "check":
            from plugins.desk import check_content

            status = check_content(Path(content))
        else:
            build_if_changed(Path(project), Path(content), Path(output), Path(project) / settings)
    except SystemExit as stop:
        if isinstance(stop.code, str):
            print(stop.code, file=sys.stderr)
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 70
    return status, changes()


def _install(versions: dict, folder: Path) -> Path:
    """Return a folder of Python's path in which packages seem to be installed in other versions."""
    for package, number in versions.items():
        real = importlib.metadata.distribution(package)
        about = folder / f"{package}-{number}.dist-info"
        about.mkdir(parents=True, exist_ok=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {number}\n", encoding="utf-8")
        (about / "entry_points.txt").write_text(real.read_text("entry_points.txt") or "", encoding="utf-8")
    return folder


def _count_changes(places: tuple[str, ...], die_before: int, torn: bool) -> Callable[[], int]:
    """Count the changes below `places` from now on; return what tells how many there were."""
    count, last = 0, ""

    def watch(event: str, found: tuple) -> None:
        nonlocal count, last
        if event == "open":
            path, _, flags = found
            if not isinstance(path, str | Path) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        elif event not in CHANGING:
            return
        if not str(found[0]).startswith(places):
            return
        count += 1
        if count == die_before:
            if torn and last and os.path.isfile(last):
                os.truncate(last, os.path.getsize(last) // 2)
            os.kill(os.getpid(), signal.SIGKILL)
        last = str(found[1] if event == "os.rename" else found[0])

    sys.addaudithook(watch)
    return lambda: count


def _wait(end: str, times: int, until: str) -> None:
    if not end:
        return

    def watch(event: str, found: tuple) -> None:
        nonlocal times
        if (event == "open" or event in CHANGING) and str(found[1] if event == "os.rename" else found[0]).endswith(end):
            times -= 1
            if times == 0:
                Path(f"{until}.waiting").touch()
                while not os.path.exists(until):
                    time.sleep(0.01)

    sys.addaudithook(watch)


def _share_everything() -> None:
    """Have two workers whatever there is to do, and small pieces of work."""
    from plugins import press
    from plugins.newsroom import memory
    from plugins.newsroom import workers as shared
    from plugins.newsroom.checks import texts

    shared.cores = lambda: 2
    press.SMALL = press.MANY = memory.ALONE = press.LARGE = 0
    memory.SHELF, texts.PIECE = 4, 10


def _kill(begin: str, times: int, whom: str) -> None:
    if not begin:
        return
    build = os.getpid()

    def watch(event: str, found: tuple) -> None:
        nonlocal times
        if event == "open" and os.getpid() != build and str(found[0]).startswith(begin):
            times -= 1
            if times == 0:
                os.kill(build if whom == "parent" else os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def _give_up_powers() -> None:
    """Give up every capability, so that permissions count for root too."""
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if os.geteuid() == 0 and ctypes.CDLL(None, use_errno=True).capset(header, none):
        raise OSError(ctypes.get_errno(), "capset")


def _fork(asked: dict) -> list:
    log = Path(asked.pop("log"))
    told, telling = os.pipe()
    process = os.fork()
    if not process:
        status = 71
        try:
            handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(handle, 1)
            os.dup2(handle, 2)
            status, changes = _work(**{"do": "build"} | asked)
            sys.stdout.flush()
            sys.stderr.flush()
            os.write(telling, str(changes).encode())
        finally:
            os._exit(status)
    os.close(telling)
    with open(told) as answer:
        changes = int(answer.read() or 0)
    _, status = os.waitpid(process, 0)
    return [os.waitstatus_to_exitcode(status), log.read_text(encoding="utf-8", errors="replace"), changes]


def main() -> None:
    """Answer every line of standard input until it ends."""
    import css_inline  # noqa: F401
    import icalendar  # noqa: F401
    import jinja2
    import markdown
    import markupsafe  # noqa: F401
    import yaml  # noqa: F401

    markdown.Markdown(extensions=["tables", "sane_lists"]).convert("| a |\n|---|\n| b |")  # finds its extensions now, once
    jinja2.Environment().from_string("{{ a }}")
    sys.path[0] = sys.argv[1]
    importlib.import_module("plugins.newsroom.site")  # the library knows no settings; all that does is read anew by each build
    importlib.import_module("plugins.newsroom.checks")
    assert not any(name in sys.modules for name in ("plugins.stamps", "plugins.press", "plugins.desk"))
    for line in sys.stdin:
        print(json.dumps(_fork(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()

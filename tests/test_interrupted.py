"""A build from a cache in any state, after a build killed anywhere, or beside another build ends with the bytes of a cold one.

The kinds of files in the cache are named in `KINDS`; a build is killed by SIGKILL just before each of the changes it makes to the file system, whatever code makes them, and once with what it wrote last cut in
half (see `yard`).
"""

import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins import building, desk, stamps
from plugins.newsroom.digests import SIZE, digest
from plugins.newsroom.workers import WorkerDied
from plugins.press import Press
from tests.yard import NO_INDEX, Builder, Yard, edit, tree_of

KINDS = {
    "ledger": "*.ledger", "findings": "check-*.json", "more": "*.more", "words": "*.words", "stamp": "*.stamp",
    "shelf": "library-*/0.pack", "shelves": "library-*/shelves.pack", "registry": "library-*/registry.pack", "templates": "templates-*/*.cache",
}
"""Kind of file in the cache → its files."""


def body(yard: Yard) -> None:
    edit(yard.entry(), "cho biết", "nói rằng")


def title(yard: Yard) -> None:
    edit(yard.entry(), "title: Đồng Tháp nhận", "title: Đồng Tháp đã nhận")


def other_body(yard: Yard) -> None:
    edit(yard.entry("tien-giang"), "Ba nhà mạng", "Cả ba nhà mạng")


def person(yard: Yard) -> None:
    edit(yard.content / "registry/officials/tran-thi-mai.yaml", "- Ba Mai", "- Chị Mai")


def removal(yard: Yard) -> None:
    yard.entry("ngay-hoi-so").unlink()
    yard.entry("dung-nen-tang-chung").unlink()
    (yard.content / "registry/resolutions/25-kh-ubnd-hue-2025.yaml").unlink()


def stylesheet(yard: Yard) -> None:
    with open(yard.project / "theme/static/css/print.css", "a", encoding="utf-8") as file:
        file.write("/* thêm */\n")


DEATHS = (("content/articles", 1), ("content/articles", 4), (".output.new", 1), (".output.new", 9), (".output.new", 25))
"""A folder, and which of the files one worker opens there is its last; one of two workers opens half of the files or more."""
workers_only = pytest.mark.skipif(sys.platform != "linux", reason="work is shared on Linux only")

EDITS = {"body": body, "title": title, "person": person}


@pytest.fixture
def used(ground: Yard) -> Yard:
    """The yard after the first build and a build of one edited body: every kind of file is in its cache."""
    if not (ground.folder / "kept/used").exists():
        ground.bring_back("first")
        other_body(ground)
        assert ground.same().status == 0
        ground.keep("used")
    ground.bring_back("used")
    return ground


def cached(yard: Yard, kind: str) -> list[Path]:
    found = sorted(yard.cache.glob(KINDS[kind]))
    assert found, f"no {kind} in {sorted(yard.cache.rglob('*'))}"
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_in_the_cache_is_tried_here(used, kind):
    cached(used, kind)
    known = {path for pattern in KINDS.values() for path in used.cache.glob(pattern)}
    assert {path for path in used.cache.rglob("*") if path.is_file()} - known == set(used.cache.glob("*.lock"))


LENGTHS = {"body": {"empty": lambda size: 0, "one less": lambda size: size - 1}, "title": {"digest and one": lambda size: min(SIZE + 1, size - 1), "half": lambda size: size // 2}}


@pytest.mark.parametrize("change", LENGTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_is_as_if_it_were_not_there(used, kind, change):
    for name, length in LENGTHS[change].items():
        used.bring_back("used", ("content", "output", "cache"))
        for path in cached(used, kind):
            os.truncate(path, length(path.stat().st_size))
        EDITS[change](used)
        used.same(name)


@pytest.mark.parametrize("change", ["body", "title"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_one_bit_turned_is_as_if_it_were_not_there(used, kind, change):
    chance = random.Random(f"{kind}{change}")
    for turn in (0, 1) if change == "body" else (2, 3):
        used.bring_back("used", ("content", "output", "cache"))
        if kind == "templates":  # all pages must be drawn, else a damaged template is not even opened
            shutil.rmtree(used.output)
        for path in cached(used, kind):
            data = bytearray(path.read_bytes())
            at = (0, len(data) - 1, len(data) // 2)[turn] if turn < 3 else chance.randrange(len(data))
            data[at] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
        EDITS[change](used)
        used.same(f"turn {turn}")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("put", ["nothing", "folder", "unreadable", "rubbish", "a file of another kind"])
def test_a_file_replaced_is_as_if_it_were_not_there(used, kind, put):
    for path in cached(used, kind):
        path.unlink()
        if put == "folder":
            path.mkdir()
        elif put == "unreadable":
            path.touch(mode=0)
        elif put == "rubbish":
            path.write_bytes(b'{"version": 1, "files": {"index.html": ["", 0, 0]}}\n\xff\0')
        elif put == "a file of another kind":
            shutil.copy(cached(used, "shelf" if kind != "shelf" else "registry")[0], path)
    body(used)
    used.same(**{"plain_user": True} if put == "unreadable" else {})


@pytest.mark.parametrize("change", EDITS)
def test_a_cache_deleted_between_builds(used, change):
    shutil.rmtree(used.cache)
    EDITS[change](used)
    used.same()


@pytest.mark.parametrize("change", EDITS)
def test_a_cache_folder_that_cannot_be_written(used, change):
    for path in (used.cache, *used.cache.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    EDITS[change](used)
    try:
        used.same(plain_user=True)
    finally:
        for path in (used.cache, *used.cache.rglob("*")):
            path.chmod(0o755)


def test_a_cache_folder_that_cannot_be_made(used):
    shutil.rmtree(used.cache)
    used.cache.write_text("một tệp", encoding="utf-8")
    title(used)
    try:
        used.same()
    finally:
        used.cache.unlink()


@pytest.mark.parametrize("change", ["body", "nothing"])
@pytest.mark.parametrize("places", [("cache",), ("output",), ("cache", "output"), ("content",), ("content", "cache"), ("content", "output")], ids=" and ".join)
def test_a_cache_an_output_or_a_content_of_an_earlier_day(used, places, change):
    """What stands there is of two different days: files restored from a backup, a cache restored in CI. Their times are kept, as tar and CI keep them."""
    title(used)
    removal(used)
    assert used.same("later").status == 0
    used.bring_back("used" if change == "body" else "first", places)
    if change == "body":
        edit(used.entry("tien-giang"), "nhà mạng", "nhà mạng lớn")
    used.same("mixed")


@pytest.mark.parametrize("change", ["body", "title"])
@pytest.mark.parametrize("file", ["plugins/newsroom/numbers.py", "plugins/press.py"])
def test_a_cache_of_another_version_of_the_program(used, file, change):
    path = used.project / file
    path.write_text(path.read_text(encoding="utf-8") + "\n# một bản khác\n", encoding="utf-8")
    EDITS[change](used)
    used.same()


def test_a_cache_of_a_version_that_drew_something_else(used):
    """The old version's cache and output under the new program: nothing of the old may stay."""
    edit(used.project / "plugins/newsroom/feeds.py", "FEED_LENGTH, COMBINED_LENGTH = 20,", "FEED_LENGTH, COMBINED_LENGTH = 2,")
    used.same("other")
    used.bring_back("used", ("project",))
    used.same("back")


class Hostile:
    """Unpickled, it makes a file."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple:
        return Path.touch, (self._mark,)


@pytest.mark.parametrize("kind", ["shelf", "shelves", "registry"])
@pytest.mark.parametrize("head", ["none", "zeros", "of the data", "of another file", "kept"])
def test_a_pickle_without_its_digest_is_not_loaded(used, tmp_path, kind, head):
    mark = tmp_path / "executed"
    hostile = pickle.dumps(Hostile(mark))
    (path,) = cached(used, kind)
    heads = {"none": b"", "zeros": bytes(SIZE), "of the data": digest(hostile), "of another file": cached(used, "registry" if kind != "registry" else "shelf")[0].read_bytes()[:SIZE], "kept": path.read_bytes()[:SIZE]}
    path.write_bytes(heads[head] + hostile)
    title(used)
    used.same()
    assert used.check().status == 0
    assert not mark.exists()
    pickle.loads(hostile)
    assert mark.exists()


# A build killed.


def killed_and_mended(yard: Yard, start: str, change: Callable[[Yard], None], points: list[int]) -> None:
    """Kill the build of `change` at each of `points`; then one of: build again, build the change undone, build another body besides."""
    for turn, point in enumerate(points):
        yard.bring_back(start, ("content", "output", "cache"))
        change(yard)
        done = yard.build(die_before=point, torn=turn % 2 == 1)
        assert done.status == -signal.SIGKILL, (point, done)
        if turn % 3 == 1:
            yard.bring_back(start, ("content",))
        elif turn % 3 == 2:
            edit(yard.entry("hop-ban-chi-dao"), "Phiên họp chia", "Phiên họp giao")
        yard.same(f"killed before change {point}{', torn' if turn % 2 else ''}, then {('again', 'undone', 'another body')[turn % 3]}")


def points_of(yard: Yard, start: str, change: Callable[[Yard], None], most: int) -> list[int]:
    """Return at most `most` places of death spread over the build of `change`, the first and last few among them."""
    yard.bring_back(start, ("content", "output", "cache"))
    change(yard)
    count = yard.build().changes
    assert count > 5
    if count <= most:
        return list(range(1, count + 1))
    ends = {1, 2, 3, *range(count - 7, count + 1)}
    return sorted(ends | {round(1 + number * (count - 1) / (most - len(ends))) for number in range(most - len(ends))})


def test_a_build_of_an_edited_body_killed_anywhere(used):
    killed_and_mended(used, "used", body, points_of(used, "used", body, 16))


@pytest.mark.parametrize("change", [title, removal, person], ids=lambda change: change.__name__)
def test_a_build_killed_anywhere(used, change):
    killed_and_mended(used, "used", change, points_of(used, "used", change, 13))


def test_what_killed_builds_left_in_the_cache_is_cleared(used):
    """Half a file beside the one it was to replace: such things may not pile up."""
    left = []
    for point in points_of(used, "used", title, 10)[-6:-1]:
        used.bring_back("used", ("content", "output", "cache"))
        title(used)
        assert used.build(die_before=point).status == -signal.SIGKILL
        used.same()
        left += [path.name for path in used.cache.rglob(".*")]
    assert left == []


def test_a_first_build_killed_anywhere(ground):
    if not (ground.folder / "kept/nothing").exists():
        ground.bring_back("first")
        for place in (ground.output, ground.cache):
            shutil.rmtree(place)
        ground.cache.mkdir()
        (ground.folder / "kept/nothing").mkdir()
        shutil.copytree(ground.content, ground.folder / "kept/nothing/content")
        (ground.folder / "kept/nothing/cache").mkdir()
    for point, torn in ((1, False), (120, True), (290, False), (310, True)):
        ground.bring_back("nothing", ("content", "cache"))
        shutil.rmtree(ground.output, ignore_errors=True)
        done = ground.build(die_before=point, torn=torn)
        assert done.status in (-signal.SIGKILL, 0)
        ground.same(f"killed before change {point}")


def command(yard: Yard) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "invoke", "build", "--content", str(yard.content), "--output", str(yard.output)], cwd=yard.project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            env=os.environ | NO_INDEX | {"BAN_TIN_CACHE": str(yard.cache)})


def test_the_command_killed_after_a_while(used):
    for delay in (0.25, 0.4, 0.6):
        used.bring_back("used", ("content", "output", "cache"))
        title(used)
        process = command(used)
        time.sleep(delay)
        process.kill()
        process.communicate()
        used.same(f"killed after {delay} s")


# Two builds at once.


@pytest.mark.parametrize("change", [body, title, removal], ids=lambda change: change.__name__)
def test_two_builds_at_once(used, change):
    """The second begins when the content has changed since the first began."""
    other_title = used.entry("hop-ban-chi-dao")
    edit(other_title, "title: ", "title: Ngày qua, ")
    first = command(used)
    time.sleep(0.2)
    change(used)
    second = command(used)
    said = [process.communicate()[0].decode() for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), said
    used.same()


def beside(yard: Yard, wait: tuple[str, int], change: Callable[[Yard], None], *, then_wait: tuple[str, int] | None = None) -> list[str]:
    """Begin a build and stop it where `wait` says; make `change` and build; let the first go on.

    Args:
        then_wait: where the second build stops until the first has ended.
    """
    go, go_second = yard.folder / "go", yard.folder / "go2"
    done: dict[str, object] = {}
    builders = {name: Builder() for name in ("first", "second")}
    asked = {"project": yard.project, "content": yard.content, "output": yard.output, "cache": yard.cache}
    threads = {name: threading.Thread(target=lambda name=name, wait=wait, log=log, go=flag: done.update({name: builders[name].ask(**asked, log=yard.folder / log, wait=(*wait, str(go)))}))
               for name, wait, log, flag in (("first", wait, "log1", go), ("second", then_wait or ("", 0), "log2", go_second))}
    try:
        threads["first"].start()
        wait_for(Path(f"{go}.waiting"))
        change(yard)
        threads["second"].start()
        if then_wait:
            wait_for(Path(f"{go_second}.waiting"))
        else:
            threads["second"].join(30)
        go.touch()
        threads["first"].join(2)  # longer only when the second holds the lock, which is right too
        go_second.touch()
        threads["first"].join(30)
        threads["second"].join(30)
    finally:
        go.touch()
        go_second.touch()
        for name, thread in threads.items():
            if thread.ident:
                thread.join(30)
            builders[name].close()
        for path in yard.folder.glob("go*"):
            path.unlink()
    assert [done["first"].status, done["second"].status] == [0, 0], done
    return [done["first"].said, done["second"].said]


def wait_for(path: Path) -> None:
    end = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.01)


@pytest.mark.parametrize("change", [body, removal], ids=lambda change: change.__name__)
def test_a_build_that_read_the_old_content_and_prints_last_is_put_right_by_the_next(used, change):
    title(used)
    beside(used, (".lock", 1), change)
    used.same()


@pytest.mark.parametrize("change", [body, removal], ids=lambda change: change.__name__)
def test_a_build_does_not_take_the_output_of_another_for_its_own(used, change):
    """The first has read the old content and prints while the second, which printed the new, is just about to note what it made."""
    edit(used.entry("hop-ban-chi-dao"), "title: ", "title: Ngày qua, ")
    beside(used, (".lock", 1), change, then_wait=(".stamp", 2))  # opened at the beginning, replaced at the end
    used.same()


def test_two_builds_that_end_at_the_same_moment(used):
    record = used.cache / "moi.stamp"
    real, calls = os.replace, []

    def replaced(source: object, target: object) -> None:
        if not calls:
            calls.append(source)
            stamps.remember("khac", "b", record)
        real(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replaced)
        stamps.remember("nay", "a", record)
    assert calls and stamps.recall(record) == ("nay", "a")


def test_what_another_build_removes_from_the_cache_meanwhile_is_no_failure(used):
    """Seen by a build that tidies the cache: a name that is in the folder and then is not (here: a link that leads nowhere)."""
    (used.cache / "moi.more").symlink_to(used.cache / "khong-co")
    title(used)
    used.same()


def test_the_cache_remembers_a_bounded_number_of_folders(used):
    for number in range(60):
        for kind in ("ledger", "more", "words", "stamp", "lock"):
            (used.cache / f"{number:016}.{kind}").touch()
            os.utime(used.cache / f"{number:016}.{kind}", (1, 1))
        (used.cache / f"library-{number}").mkdir()
    title(used)
    used.same()
    kinds = [path.suffix or path.name.partition("-")[0] for path in used.cache.iterdir()]
    assert {kind: kinds.count(kind) for kind in set(kinds) if kinds.count(kind) > 40} == {}


# Workers, and those that die.


@pytest.mark.parametrize("change", [body, title, removal, person, stylesheet], ids=lambda change: change.__name__)
def test_workers_make_the_same_site(used, change):
    change(used)
    used.same(workers=True)
    assert tree_of(used.output) == used.cold()[1]


@workers_only
@pytest.mark.parametrize(("place", "at"), DEATHS)
def test_a_worker_killed_while_it_reads_or_draws(used, place, at):
    """The old site stays, and the editor is told; the next build makes the new one."""
    everything_anew(used)
    before = tree_of(used.output)
    done = used.build(workers=True, kill=(str(used.folder / place), at, "worker"))
    assert (done.status, "một tiến trình con dừng đột ngột khi đang làm" in done.said) == (1, True), done
    assert tree_of(used.output) == before and used.leftovers() == []
    used.same(workers=True)


@workers_only
@pytest.mark.parametrize(("place", "at"), DEATHS)
def test_a_build_killed_while_its_workers_read_or_draw(used, place, at):
    """What its workers still do may not reach the next build, which begins at once."""
    everything_anew(used)
    done = used.build(workers=True, kill=(str(used.folder / place), at, "parent"))
    assert done.status == -signal.SIGKILL, done
    used.same()


def everything_anew(yard: Yard) -> None:
    """Make the next build read every entry and draw every page."""
    stylesheet(yard)
    for path in yard.cache.glob("library-*"):
        shutil.rmtree(path)



@pytest.mark.parametrize("step", ["read", "let_pass", "print_site"])
def test_a_worker_that_dies_ends_the_build_with_its_words(yard, monkeypatch, step):
    """Whichever step shares its work: the old site stays, and the editor is told in one line."""

    def die(*args: object, **options: object) -> None:
        raise WorkerDied("một tiến trình con dừng đột ngột khi đang làm tin/x")

    before = tree_of(yard.output)
    monkeypatch.setattr(building, "CACHE", yard.cache)
    monkeypatch.setattr(desk, "CACHE", yard.cache)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", NO_INDEX["PAGEFIND_BINARY_PATH"])
    if step == "print_site":
        monkeypatch.setattr(Press, "_draw_all", die)
    else:
        monkeypatch.setattr(building, step, die)
    with pytest.raises(SystemExit, match="tin/x"):
        building.build_site(yard.content, yard.output, yard.project / "pelicanconf.py")
    assert tree_of(yard.output) == before

"""The ledger says that a file, or a group of them, is what was drawn from a key only when it is; whatever is damaged is as if it were not there."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.ledger import RECORD, VERSION, Block, Ledger
from plugins.newsroom.digests import SIZE, digest
from plugins.stamps import MANIFEST, line_of, output_stamp

FILES = {"index.html": "k1", "tin/a.html": "k2", "tin/b.html": "k3"}


@pytest.fixture
def ledger(tmp_path):
    """Makes a ledger as a new process would, of an output folder with three files."""
    (tmp_path / "output/tin").mkdir(parents=True)
    (tmp_path / "cache").mkdir()
    for path in FILES:
        (tmp_path / "output" / path).write_text(path, encoding="utf-8")

    def made(salt: bytes = b"salt", folder: str = "output", standing: str = "") -> Ledger:
        return Ledger(tmp_path / "cache", tmp_path / folder, salt, standing)

    return made


def file_of(tmp_path: Path, kind: str) -> Path:
    (found,) = (tmp_path / "cache").glob(f"*.{kind}")
    return found


def blocks_of(files: dict[str, str]) -> list[Block]:
    """Return `files` as two groups, the home page and all others."""
    return [Block.of(name, f"K{name}", [(path, key) for path, key in files.items() if path.startswith(name)], f"/{name}/ 2025-04-01") for name in ("index", "tin")]


def write(ledger: Ledger, files: dict[str, str], changed: Iterable[str] = (), gone: Iterable[str] = ()) -> None:
    ledger.write(blocks_of(files), list(changed), list(gone), lambda: sorted(files))


def held(ledger: Ledger, keys: dict[str, str] = FILES) -> list[str]:
    known = ledger.keys_of("index") | ledger.keys_of("tin")
    return [path for path, key in keys.items() if known.get(path) == key and ledger.stands(path)]


def whole(ledger: Ledger) -> list[str]:
    """Return the groups that need not be planned."""
    return [name for name in ("index", "tin") if ledger.block(name, f"K{name}")]


def test_an_empty_ledger_holds_nothing(ledger):
    assert held(ledger()) == []
    assert ledger().words(b"shape") is None


def test_what_was_written_is_held_with_its_key_only(ledger):
    write(ledger(), FILES)
    assert held(ledger()) == list(FILES)
    assert held(ledger(), dict.fromkeys(FILES, "k9")) == []
    assert held(ledger(), {"khac.html": "k1"}) == []
    assert ledger().keys_below("tin/") == {"tin/a.html": "k2", "tin/b.html": "k3"}


def test_a_group_is_whole_with_its_key_in_an_output_that_stands_as_remembered_only(ledger, tmp_path):
    assert whole(ledger()) == []
    write(ledger(), FILES)
    assert whole(ledger()) == []  # nobody has looked at the files
    assert whole(ledger(standing=listed(tmp_path))) == ["index", "tin"]
    assert ledger(standing=listed(tmp_path)).block("tin", "Ktin") == blocks_of(FILES)[1]
    assert ledger(standing=listed(tmp_path)).block("tin", "Kindex") is None
    assert ledger(standing=listed(tmp_path)).block("van-ban", "Ktin") is None
    os.utime(tmp_path / "output/index.html", (1, 1))
    assert whole(ledger(standing=listed(tmp_path))) == []


def test_a_group_without_a_key_is_never_whole(ledger, tmp_path):
    ledger().write([Block.of("tin", "", FILES.items())], [], [], lambda: sorted(FILES))
    assert ledger(standing=listed(tmp_path)).block("tin", "") is None


def test_a_group_of_which_a_file_was_drawn_since_is_not_whole(ledger, tmp_path):
    """Its files may show other words by now: those of an entry edited and put back."""
    write(ledger(), FILES)
    (tmp_path / "output/tin/a.html").write_text("mới", encoding="utf-8")
    ledger().add({"tin/a.html": "k4"})
    assert whole(ledger(standing=listed(tmp_path))) == ["index"]
    ledger().add({}, gone=["index.html"])
    (tmp_path / "output/index.html").unlink()
    last = ledger(standing=listed(tmp_path, ["tin/a.html", "tin/b.html"]))
    assert last.intact and whole(last) == [] and last.keys_of("index") == {}


def test_a_group_of_no_files_and_one_that_is_new_are_remembered(ledger, tmp_path):
    ledger().write([Block.of("index", "k", []), Block.of("tin", "Ktin", FILES.items())], [], [], lambda: sorted(FILES))
    now = ledger(standing=listed(tmp_path))
    assert now.block("index", "k").number == 0 and now.block("tin", "Ktin").number == len(FILES) == now.number
    (tmp_path / "output/tin/c.html").touch()
    now.add({"tin/c.html": "k9"})
    assert ledger().keys_below("tin/c") == {"tin/c.html": "k9"}


def test_another_folder_is_another_ledger(ledger, tmp_path):
    write(ledger(), FILES)
    assert held(ledger(folder="output2")) == []


@pytest.mark.parametrize("change", [lambda path: path.write_text("khác hẳn"), lambda path: os.utime(path, (1, 1)), lambda path: path.unlink(), lambda path: (path.unlink(), path.mkdir())],
                         ids=["edited", "touched", "removed", "a folder"])
def test_a_file_that_was_touched_is_not_held(ledger, tmp_path, change):
    write(ledger(), FILES)
    change(tmp_path / "output/tin/a.html")
    assert held(ledger()) == ["index.html", "tin/b.html"]


def test_what_was_added_counts_over_what_was_written(ledger, tmp_path):
    write(ledger(), FILES)
    (tmp_path / "output/tin/a.html").write_text("mới", encoding="utf-8")
    ledger().add({"tin/a.html": "k4"})
    assert held(ledger(), FILES | {"tin/a.html": "k4"}) == list(FILES)
    (tmp_path / "output/tin/a.html").write_text("mới nữa", encoding="utf-8")
    ledger().add({"tin/a.html": "k5"})
    ledger().add({})
    assert held(ledger(), FILES | {"tin/a.html": "k5"}) == list(FILES)
    assert held(ledger(), {"tin/a.html": "k4"}) == []


def test_a_new_whole_ledger_ends_what_was_added(ledger, tmp_path):
    write(ledger(), FILES)
    ledger().add({"tin/a.html": "k4"})
    write(ledger(), FILES)
    assert list((tmp_path / "cache").glob("*.more")) == []
    assert held(ledger()) == list(FILES)


def test_what_was_added_to_another_ledger_does_not_count(ledger, tmp_path):
    write(ledger(), FILES)
    ledger().add({"tin/a.html": "k4"})
    more = file_of(tmp_path, "more").read_bytes()
    os.utime(tmp_path / "output/tin/b.html", (5, 5))
    write(ledger(), FILES | {"tin/b.html": "k30"})
    file_of(tmp_path, "ledger").with_suffix(".more").write_bytes(more)
    assert held(ledger(), FILES | {"tin/b.html": "k30"}) == list(FILES)
    assert held(ledger(), {"tin/a.html": "k4"}) == []
    ledger().add({"tin/a.html": "k6"})
    assert held(ledger(), {"tin/a.html": "k6"})


def marked(text: str) -> bytes:
    """Return a ledger that nobody damaged, of another program."""
    return digest(VERSION, text.encode()) + text.encode()


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:SIZE], lambda data: data[:-1], lambda data: data + b"x", lambda data: bytes([data[0] ^ 1]) + data[1:], lambda data: data[:40] + bytes([data[40] ^ 4]) + data[41:],
                                    lambda data: digest("2", data[SIZE:]) + data[SIZE:], lambda data: b"\xff" * 99, lambda data: marked(""), lambda data: marked(RECORD), lambda data: marked("index.html\0one\n")])
def test_a_damaged_ledger_holds_nothing(ledger, tmp_path, damage):
    write(ledger(), FILES)
    path = file_of(tmp_path, "ledger")
    path.write_bytes(damage(path.read_bytes()))
    assert held(ledger(standing=listed(tmp_path))) == whole(ledger(standing=listed(tmp_path))) == []


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-3], lambda data: data + b"[\n", lambda data: data + b"5\n", lambda data: data + b"[[1], 2]\n", lambda data: b"\xff" + data, lambda data: data.partition(b"\n")[2],
                                    lambda data: data + b'["index.html", 5]\n'])
def test_a_damaged_addition_never_makes_a_file_hold(ledger, tmp_path, damage):
    write(ledger(), FILES)
    (tmp_path / "output/tin/a.html").write_text("mới hơn", encoding="utf-8")
    ledger().add({"tin/a.html": "k4"})
    more = file_of(tmp_path, "more")
    more.write_bytes(damage(more.read_bytes()))
    assert held(ledger(), {"tin/a.html": "k2"}) == []
    ledger().add({"tin/a.html": "k4"})
    assert held(ledger(), {"tin/a.html": "k2"}) == []


def listed(tmp_path: Path, paths: Iterable[str] = FILES) -> str:
    """Return the stamp of the output folder as the next process finds it."""
    (tmp_path / "output" / MANIFEST).write_text("".join(f"{path}\n" for path in sorted(paths)), encoding="utf-8")
    return output_stamp(tmp_path / "output")[0]


def test_the_stamp_after_a_build_is_that_of_the_files(ledger, tmp_path):
    first = ledger()
    write(first, FILES | {"tin/c.html": ""})
    assert first.stamp() == ""  # one of them is missing: no output has this stamp
    (tmp_path / "output/tin/c.html").touch()
    write(first, FILES | {"tin/c.html": ""})
    assert first.stamp() == listed(tmp_path, [*FILES, "tin/c.html"]) != ""


def test_files_that_stand_as_remembered_are_not_looked_at_again(ledger, tmp_path, monkeypatch):
    write(ledger(), FILES)
    second = ledger(standing=listed(tmp_path))
    monkeypatch.setattr("plugins.ledger.line_of", None)
    assert held(second) == list(FILES)
    assert held(second, dict.fromkeys(FILES, "k9")) == []


@pytest.mark.parametrize("change", [lambda output: (output / "tin/a.html").write_text("khác hẳn"), lambda output: os.utime(output / "tin/a.html", (1, 1))], ids=["edited", "touched"])
def test_a_stamp_of_other_files_vouches_for_none(ledger, tmp_path, change):
    write(ledger(), FILES)
    change(tmp_path / "output")
    assert held(ledger(standing=listed(tmp_path))) == ["index.html", "tin/b.html"]


def test_a_ledger_older_than_the_files_is_not_vouched_for(ledger, tmp_path):
    """A cache restored from yesterday: the stamp says that nobody touched the output, but it is not this ledger's."""
    write(ledger(), FILES)
    old = file_of(tmp_path, "ledger").read_bytes()
    (tmp_path / "output/tin/a.html").write_text("mới hơn", encoding="utf-8")
    write(ledger(), FILES | {"tin/a.html": "k4"})
    file_of(tmp_path, "ledger").write_bytes(old)
    assert held(ledger(standing=listed(tmp_path))) == ["index.html", "tin/b.html"]


def test_files_added_and_gone_are_in_the_stamp(ledger, tmp_path):
    write(ledger(), FILES)
    second = ledger(standing=listed(tmp_path))
    (tmp_path / "output/tin/a.html").write_text("mới", encoding="utf-8")
    (tmp_path / "output/tin/b.html").unlink()
    second.add({"tin/a.html": "k4"}, gone=["tin/b.html"])
    now = listed(tmp_path, ["index.html", "tin/a.html"])
    assert second.stamp() == now
    assert ledger(standing=now).intact and held(ledger(standing=now), FILES | {"tin/a.html": "k4"}) == ["index.html", "tin/a.html"]


def test_a_build_looks_only_at_what_it_changed_where_the_output_stood_as_remembered(ledger, tmp_path, monkeypatch):
    write(ledger(), FILES)
    second = ledger(standing=listed(tmp_path))
    assert second.intact
    (tmp_path / "output/tin/a.html").write_text("mới", encoding="utf-8")
    (tmp_path / "output/tin/ă.html").touch()
    (tmp_path / "output/tin/b.html").unlink()
    looked_at = []
    monkeypatch.setattr("plugins.ledger.line_of", lambda folder, path: looked_at.append(path) or line_of(folder, path))
    now = {"index.html": "k1", "tin/a.html": "k4", "tin/ă.html": "k5"}
    write(second, now, changed=["tin/ă.html", "tin/a.html"], gone=["tin/b.html"])
    assert sorted(looked_at) == ["tin/a.html", "tin/ă.html"]
    assert second.stamp() == listed(tmp_path, now)
    third = ledger(standing=listed(tmp_path, now))
    assert held(third, now) == list(now) and whole(third) == ["index", "tin"] and third.number == 3


def test_adding_where_the_whole_ledger_is_gone_is_no_failure(ledger, tmp_path):
    """Somebody deleted the cache between two saves of ``invoke serve``."""
    write(ledger(), FILES)
    file_of(tmp_path, "ledger").unlink()
    ledger().add({"tin/a.html": "k4"})
    assert held(ledger(), FILES | {"tin/a.html": "k4"}) in ([], ["tin/a.html"])


def test_words_are_given_back_for_their_shape_and_salt_only(ledger, tmp_path):
    ledger().keep_words(b"shape", b"w" * 48)
    assert ledger().words(b"shape") == b"w" * 48
    assert ledger().words(b"other") is None
    assert ledger(b"other").words(b"shape") is None
    assert ledger(folder="output2").words(b"shape") is None
    ledger().keep_words(b"shape", b"")
    assert ledger().words(b"shape") == b""


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:SIZE], lambda data: data[:-1], lambda data: data + b"x", lambda data: bytes([data[0] ^ 1]) + data[1:], lambda data: data[:-1] + bytes([data[-1] ^ 128])])
def test_damaged_words_are_none(ledger, tmp_path, damage):
    ledger().keep_words(b"shape", b"w" * 48)
    path = file_of(tmp_path, "words")
    path.write_bytes(damage(path.read_bytes()))
    assert ledger().words(b"shape") is None

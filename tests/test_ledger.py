"""The ledger says that a file is what was drawn from a key only when it is; whatever is damaged is as if it were not there."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.ledger import Ledger
from plugins.newsroom.digests import SIZE
from plugins.stamps import MANIFEST, output_stamp

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


def held(ledger: Ledger, keys: dict[str, str] = FILES) -> list[str]:
    return [path for path, key in keys.items() if ledger.holds(path, lambda key=key: key) == key]


def test_an_empty_ledger_holds_nothing(ledger):
    assert held(ledger()) == []
    assert ledger().words(b"shape") is None


def test_what_was_written_is_held_with_its_key_only(ledger):
    ledger().write(FILES)
    assert held(ledger()) == list(FILES)
    assert held(ledger(), dict.fromkeys(FILES, "k9")) == []
    assert not ledger().holds("khac.html", lambda: "k1")


def test_a_key_is_only_worked_out_for_a_file_that_is_known(ledger):
    ledger().write({"index.html": "k1"})
    asked = []
    assert ledger().holds("tin/a.html", lambda: asked.append(1) or "k2") == ""
    assert asked == []


def test_a_file_without_a_key_is_never_held(ledger):
    ledger().write({"index.html": ""})
    assert not ledger().holds("index.html", lambda: "")


def test_another_folder_is_another_ledger(ledger, tmp_path):
    ledger().write(FILES)
    assert held(ledger(folder="output2")) == []


@pytest.mark.parametrize("change", [lambda path: path.write_text("khác hẳn"), lambda path: os.utime(path, (1, 1)), lambda path: path.unlink(), lambda path: (path.unlink(), path.mkdir())],
                         ids=["edited", "touched", "removed", "a folder"])
def test_a_file_that_was_touched_is_not_held(ledger, tmp_path, change):
    ledger().write(FILES)
    change(tmp_path / "output/tin/a.html")
    assert held(ledger()) == ["index.html", "tin/b.html"]


def test_what_was_added_counts_over_what_was_written(ledger, tmp_path):
    ledger().write(FILES)
    (tmp_path / "output/tin/a.html").write_text("mới", encoding="utf-8")
    ledger().add({"tin/a.html": "k4"})
    assert held(ledger(), FILES | {"tin/a.html": "k4"}) == list(FILES)
    (tmp_path / "output/tin/a.html").write_text("mới nữa", encoding="utf-8")
    ledger().add({"tin/a.html": "k5"})
    ledger().add({})
    assert held(ledger(), FILES | {"tin/a.html": "k5"}) == list(FILES)
    assert not ledger().holds("tin/a.html", lambda: "k4")


def test_a_new_whole_ledger_ends_what_was_added(ledger, tmp_path):
    ledger().write(FILES)
    ledger().add({"tin/a.html": "k4"})
    ledger().write(FILES)
    assert list((tmp_path / "cache").glob("*.more")) == []
    assert held(ledger()) == list(FILES)


def test_what_was_added_to_another_ledger_does_not_count(ledger, tmp_path):
    ledger().write(FILES)
    ledger().add({"tin/a.html": "k4"})
    more = file_of(tmp_path, "more").read_bytes()
    os.utime(tmp_path / "output/tin/b.html", (5, 5))
    ledger().write(FILES | {"tin/b.html": "k30"})
    file_of(tmp_path, "json").with_suffix(".more").write_bytes(more)
    assert held(ledger(), FILES | {"tin/b.html": "k30"}) == list(FILES)
    assert not ledger().holds("tin/a.html", lambda: "k4")
    ledger().add({"tin/a.html": "k6"})
    assert ledger().holds("tin/a.html", lambda: "k6")


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "5", '{"version": 1}', '{"version": 2}', '{"version": 2, "files": []}', '{"version": 3, "files": {}}', "[" * 100_000, "\udcff"])
def test_a_damaged_ledger_holds_nothing(ledger, tmp_path, text):
    ledger().write(FILES)
    file_of(tmp_path, "json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert held(ledger()) == []


@pytest.mark.parametrize("line", ["null", "5", '"k1"', "[]", "{}", '["k1"]', '["k1", 10]', '["k1", "10", "10"]', '["k1", null, null, null]'])
def test_a_line_of_another_shape_is_not_held(ledger, tmp_path, line):
    ledger().write(FILES)
    file_of(tmp_path, "json").write_text(f'{{"version": 2, "files": {{"index.html": {line}}}}}', encoding="utf-8")
    assert held(ledger()) == []


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-3], lambda data: data + b"[\n", lambda data: data + b"5\n", lambda data: data + b"[[1], 2]\n", lambda data: b"\xff" + data, lambda data: data.partition(b"\n")[2],
                                    lambda data: data + b'["index.html", 5]\n'])
def test_a_damaged_addition_never_makes_a_file_hold(ledger, tmp_path, damage):
    ledger().write(FILES)
    (tmp_path / "output/tin/a.html").write_text("mới hơn", encoding="utf-8")
    ledger().add({"tin/a.html": "k4"})
    more = file_of(tmp_path, "more")
    more.write_bytes(damage(more.read_bytes()))
    assert not ledger().holds("tin/a.html", lambda: "k2")
    ledger().add({"tin/a.html": "k4"})
    assert not ledger().holds("tin/a.html", lambda: "k2")


def listed(tmp_path: Path, paths: Iterable[str] = FILES) -> str:
    """Return the stamp of the output folder as the next process finds it."""
    (tmp_path / "output" / MANIFEST).write_text("".join(f"{path}\n" for path in sorted(paths)), encoding="utf-8")
    return output_stamp(tmp_path / "output")[0]


def test_the_stamp_after_a_build_is_that_of_the_files(ledger, tmp_path):
    first = ledger()
    first.write(FILES | {"tin/c.html": ""})
    assert first.stamp() == ""  # one of them is missing: no output has this stamp
    (tmp_path / "output/tin/c.html").touch()
    first.write(FILES | {"tin/c.html": ""})
    assert first.stamp() == listed(tmp_path, [*FILES, "tin/c.html"]) != ""


def test_files_that_stand_as_remembered_are_not_looked_at_again(ledger, tmp_path, monkeypatch):
    ledger().write(FILES)
    second = ledger(standing=listed(tmp_path))
    monkeypatch.setattr("plugins.ledger.os.stat", None)
    assert held(second) == list(FILES)
    assert held(second, dict.fromkeys(FILES, "k9")) == []


@pytest.mark.parametrize("change", [lambda output: (output / "tin/a.html").write_text("khác hẳn"), lambda output: os.utime(output / "tin/a.html", (1, 1))], ids=["edited", "touched"])
def test_a_stamp_of_other_files_vouches_for_none(ledger, tmp_path, change):
    ledger().write(FILES)
    change(tmp_path / "output")
    assert held(ledger(standing=listed(tmp_path))) == ["index.html", "tin/b.html"]


def test_a_ledger_older_than_the_files_is_not_vouched_for(ledger, tmp_path):
    """A cache restored from yesterday: the stamp says that nobody touched the output, but it is not this ledger's."""
    ledger().write(FILES)
    old = file_of(tmp_path, "json").read_bytes()
    (tmp_path / "output/tin/a.html").write_text("mới hơn", encoding="utf-8")
    ledger().write(FILES | {"tin/a.html": "k4"})
    file_of(tmp_path, "json").write_bytes(old)
    assert held(ledger(standing=listed(tmp_path))) == ["index.html", "tin/b.html"]


def test_files_added_and_gone_are_in_the_stamp(ledger, tmp_path):
    ledger().write(FILES)
    second = ledger(standing=listed(tmp_path))
    (tmp_path / "output/tin/a.html").write_text("mới", encoding="utf-8")
    (tmp_path / "output/tin/b.html").unlink()
    second.add({"tin/a.html": "k4"}, gone=["tin/b.html"])
    now = listed(tmp_path, ["index.html", "tin/a.html"])
    assert second.stamp() == now
    assert ledger(standing=now).intact and held(ledger(standing=now), FILES | {"tin/a.html": "k4"}) == ["index.html", "tin/a.html"]


@pytest.mark.parametrize("line", ["null", "5", '["k1"]', '["k1", null, null]'])
def test_a_damaged_line_vouches_for_nothing(ledger, tmp_path, line):
    ledger().write(FILES)
    path = file_of(tmp_path, "json")
    path.write_text(re.sub(r'("index.html":)\[[^]]*\]', rf"\g<1>{line}", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert held(ledger(standing=listed(tmp_path))) == ["tin/a.html", "tin/b.html"]


def test_adding_where_the_whole_ledger_is_gone_is_no_failure(ledger, tmp_path):
    """Somebody deleted the cache between two saves of ``invoke serve``."""
    ledger().write(FILES)
    file_of(tmp_path, "json").unlink()
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

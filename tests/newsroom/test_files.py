import os

import pytest

from plugins.newsroom.files import forget, keep_file, names_below, read_bytes, replace_file, scan, stamp_of


def test_a_scan_names_every_file_in_order_with_its_size_and_time(tmp_path):
    for name in ("b/a.md", "a/z.md", "a.md", "a/b/c.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * len(name))
        os.utime(tmp_path / name, ns=(1, 10 ** 18 + len(name)))
    assert list(scan(tmp_path).items()) == [(name, (len(name), 10 ** 18 + len(name))) for name in sorted(("a.md", "a/b/c.yaml", "a/z.md", "b/a.md"))]


def test_the_files_of_a_program_are_named_in_order_without_what_python_compiled(tmp_path):
    for name in ("b.py", "a/z.py", "a/b/c.py", "a/__pycache__/z.pyc", "__pycache__/b.pyc", "left/d.py", "a/left/e.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".#b.py").symlink_to(tmp_path / "nowhere")  # as an editor leaves beside an open file
    assert names_below(tmp_path) == ["a/b/c.py", "a/left/e.py", "a/z.py", "b.py", "left/d.py"]
    assert names_below(tmp_path, {"left"}) == ["a/b/c.py", "a/z.py", "b.py"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path):
    assert scan(tmp_path / "none") == {}


def test_links_that_lead_nowhere_are_left_out_and_others_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.md").write_bytes(b"a")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    assert list(scan(tmp_path)) == ["linked/a.md", "real/a.md"]


def test_a_file_that_goes_away_during_the_walk_is_left_out(tmp_path, monkeypatch):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"")
    real = os.scandir

    def removing(place):
        entries = list(real(place))
        (tmp_path / "a.md").unlink()
        (tmp_path / "a.md").symlink_to("nowhere")
        return entries

    monkeypatch.setattr(os, "scandir", removing)
    assert "b.md" in scan(tmp_path)


def test_the_stamp_of_one_file_is_that_of_the_scan(tmp_path):
    (tmp_path / "a.md").write_bytes(b"abc")
    assert stamp_of(tmp_path / "a.md") == scan(tmp_path)["a.md"]
    assert stamp_of(tmp_path / "b.md") is None


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    replace_file(tmp_path / "b.md", b"")
    assert (tmp_path / "b.md").stat().st_mode & 0o777 == 0o644
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_a_file_that_cannot_be_replaced_stays_and_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*args):
        raise OSError("đĩa đầy")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="đĩa đầy"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_a_folder_is_not_replaced_by_a_file(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):
        replace_file(tmp_path / "a", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("stands", ["nothing", "file", "folder", "read-only file"])
def test_a_file_of_a_cache_takes_the_place_of_whatever_stands_there(tmp_path, stands):
    path = tmp_path / "cache/a.json"
    if stands == "folder":
        (path / "b").mkdir(parents=True)
    elif stands != "nothing":
        path.parent.mkdir()
        path.write_bytes(b"old")
        path.chmod(0o400 if stands == "read-only file" else 0o644)
    assert keep_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["a.json"]


def test_what_cannot_be_kept_takes_the_old_away(tmp_path, monkeypatch):
    (tmp_path / "a.json").write_bytes(b"old")

    def fail(*args):
        raise OSError("đĩa đầy")

    monkeypatch.setattr(os, "replace", fail)
    assert not keep_file(tmp_path / "a.json", b"new")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    assert not keep_file(tmp_path / "file/a.json", b"new")


def test_a_half_written_file_that_another_build_swept_is_written_again(tmp_path, monkeypatch):
    real, swept = os.replace, []

    def sweep(source, target):
        if not swept:
            swept.append(source)
            os.unlink(source)
        real(source, target)

    monkeypatch.setattr(os, "replace", sweep)
    assert keep_file(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new" and swept


def test_a_link_is_forgotten_and_not_what_it_leads_to(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a").touch()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("link", "none"):
        forget(tmp_path / name)
    assert (tmp_path / "real/a").exists() and not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 12, 100])
def test_no_more_than_wanted_and_one_byte_is_read(tmp_path, size):
    (tmp_path / "a").write_bytes(b"x" * size)
    assert len(read_bytes(tmp_path / "a", 10)) == min(size, 11)


def test_a_read_that_comes_in_parts_is_whole(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"0123456789")
    real = os.read
    monkeypatch.setattr(os, "read", lambda file, wanted: real(file, min(wanted, 3)))
    assert read_bytes(tmp_path / "a", 100) == b"0123456789"


def test_a_folder_cannot_be_read(tmp_path):
    with pytest.raises(OSError):
        read_bytes(tmp_path, 10)

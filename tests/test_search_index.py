"""The files of the search index: made once, remembered, the same every time, and what happens without Pagefind."""

import dataclasses
import json
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins import pagefind, search_index
from plugins.newsroom import search_records
from plugins.newsroom.addresses import file_of
from plugins.newsroom.library import Library
from plugins.newsroom.plan import Output
from tests.conftest import lacking

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module", autouse=True)
def program() -> Path:
    """Pagefind, fetched if it has to be."""
    return pagefind.find_or_install() or lacking("Pagefind")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records each call of the indexer was given."""
    calls: list[int] = []
    plain = pagefind.Indexer.index

    def index(self: pagefind.Indexer, records: list[dict]) -> dict[str, bytes]:
        calls.append(len(records))
        return plain(self, records)

    monkeypatch.setattr(pagefind.Indexer, "index", index)
    return calls


def site_of(library: Library) -> SimpleNamespace:
    return SimpleNamespace(library=library)


def bytes_of(library: Library, cache: Path, **options: bool) -> dict[str, bytes]:
    return {path: output.view() for path, output in outputs_of(library, cache, **options).items()}


def outputs_of(library: Library, cache: Path, **options: bool) -> dict[str, Output]:
    """Return path → planned file, of the whole index."""
    index = search_index.SearchIndex(site_of(library), cache)
    shards = index.groups(**options) or []
    return {file_of(one.url): one for group in (*(shard.group for shard in shards), index.whole(shard.told for shard in shards)) for one in group.outputs()}


def edited(library: Library) -> Library:
    """The library after an edit of one entry's body."""
    first = library.articles[0]
    return dataclasses.replace(library, articles=[dataclasses.replace(first, body="Thân bài khác hẳn.", digest=b"e" * 16), *library.articles[1:]])


def test_the_index_is_the_same_bytes_twice_and_on_one_core(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = bytes_of(library, tmp_path / "một")
    monkeypatch.setenv("RAYON_NUM_THREADS", "1")
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert bytes_of(library, tmp_path / "hai" / "ba") == first


def test_keys_are_of_the_bytes(library: Library, tmp_path: Path):
    files, others = outputs_of(library, tmp_path), outputs_of(edited(library), tmp_path)
    assert {path for path, one in others.items() if path in files and (files[path].key() == one.key()) != (files[path].view() == one.view())} == set()
    assert files.keys() != others.keys()


def test_nothing_changed_indexes_nothing_and_one_edit_one_shard(library: Library, tmp_path: Path, made: list[int]):
    bytes_of(library, tmp_path)
    assert len(made) == 3
    bytes_of(library, tmp_path)
    assert len(made) == 3
    bytes_of(edited(library), tmp_path)
    assert made[3:] == [len(library.articles)]
    bytes_of(library, tmp_path)
    assert len(made) == 4, "going back is remembered"


def test_after_edits_the_index_is_that_of_a_cold_build(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search_records, "MOST", 2)
    monkeypatch.setattr(search_records, "MOST_DOCUMENTS", 3)
    entries = library.articles
    states = [library, edited(library), dataclasses.replace(library, articles=entries[1:]), dataclasses.replace(library, articles=[*entries[:-2], entries[-1]]), library]
    for number, state in enumerate(states):
        assert bytes_of(state, tmp_path / "one cache") == bytes_of(state, tmp_path / str(number))
    assert len({shard["id"] for shard in json.loads(bytes_of(library, tmp_path / "one cache")[search_index.MANIFEST])["shards"]}) > 4


def test_late_shows_the_earlier_shard_and_indexes_nothing(library: Library, tmp_path: Path, made: list[int]):
    assert json.loads(bytes_of(library, tmp_path, late=True)[search_index.MANIFEST]) == {"shards": []}
    before = bytes_of(library, tmp_path)
    made.clear()
    assert bytes_of(edited(library), tmp_path, late=True) == before
    assert made == []
    assert bytes_of(edited(library), tmp_path) != before


def test_an_edit_of_the_program_that_changes_no_record_indexes_nothing(library: Library, tmp_path: Path, made: list[int], monkeypatch: pytest.MonkeyPatch):
    before = bytes_of(library, tmp_path)
    made.clear()
    monkeypatch.setattr(search_index.templating, "program", lambda: b"another program")
    assert bytes_of(library, tmp_path) == before
    assert made == []
    monkeypatch.setattr(search_index, "to_index", lambda text: text)
    monkeypatch.setattr(search_index.templating, "program", lambda: b"one that writes records in another way")
    assert bytes_of(library, tmp_path) != before
    assert len(made) == 3


def test_what_makes_packs_is_part_of_what_they_are_known_by(library: Library, tmp_path: Path, made: list[int], monkeypatch: pytest.MonkeyPatch):
    bytes_of(library, tmp_path)
    made.clear()
    monkeypatch.setattr(search_index, "_maker", lambda: b"another Pagefind")
    monkeypatch.setattr(search_index.templating, "program", lambda: b"another program")
    bytes_of(library, tmp_path)
    assert len(made) == 3


def test_one_process_makes_one_index_after_another_as_two_processes_would(program: Path):
    first, second = ([{"url": f"/{word}/", "content": word, "meta": {"t": word}, "filters": {}, "sort": {}}] for word in ("một", "hai"))
    alone = []
    for records in (first, second):
        with pagefind.Indexer(program) as indexer:
            alone.append(indexer.index(records))
    with pagefind.Indexer(program) as indexer:
        assert [indexer.index(first), indexer.index(second), indexer.index(first)] == [*alone, alone[0]]


def test_shards_made_in_groups_are_those_made_one_by_one(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    together = bytes_of(library, tmp_path / "một")
    monkeypatch.setattr(search_index, "PIECE", 1)
    index = search_index.SearchIndex(site_of(library), tmp_path / "hai")
    jobs = index.jobs()
    assert len(jobs) == 3
    given = {file_of(one.url): one.view() for job in jobs for shard in job() for one in shard.group.outputs()}
    assert given == {path: data for path, data in together.items() if path != search_index.MANIFEST}
    assert index.jobs() == []
    assert bytes_of(library, tmp_path / "hai") == together


def test_shards_that_are_done_are_not_looked_at(library: Library, tmp_path: Path, made: list[int]):
    bytes_of(library, tmp_path)
    shutil.rmtree(tmp_path / "search")
    index = search_index.SearchIndex(site_of(library), tmp_path)
    first, *others = index.keys
    assert [one.group.name for one in index.groups(others)] == [first]
    assert len(made) == 4 and index.jobs(others) == [] == index.groups(index.keys)
    assert [one.group.name for one in index.groups([first])] == others


@pytest.mark.parametrize("damage", [lambda data: data[:100], lambda data: data[:-40] + b"x" * 40, lambda data: b""])
def test_a_damaged_pack_is_made_again(library: Library, tmp_path: Path, made: list[int], damage):
    before = bytes_of(library, tmp_path)
    made.clear()
    for path in (tmp_path / "search").glob("tin.*.pack"):
        path.write_bytes(damage(path.read_bytes()))
    assert bytes_of(library, tmp_path) == before
    assert len(made) == 1


def test_the_cache_stays_small(library: Library, tmp_path: Path):
    for number in range(6):
        changed = dataclasses.replace(library, articles=[dataclasses.replace(one, digest=bytes([number]) * 16) for one in library.articles[:2]])
        bytes_of(changed, tmp_path)
    assert len(list((tmp_path / "search").glob("tin.*.pack"))) <= 1 + search_index.OLD_PACKS


def test_only_what_a_search_needs_is_published(library: Library, tmp_path: Path):
    files = bytes_of(library, tmp_path)
    about = json.loads(files[search_index.MANIFEST])
    assert f"{search_index.FOLDER}/{about['engine']}" in files
    for shard in about["shards"]:
        assert f"{search_index.FOLDER}/{shard['id']}/{shard['meta']}" in files
    assert {path.rsplit(".", 1)[1] for path in files} == {"json", "pagefind", "pf_meta", "pf_index", "pf_fragment", "pf_filter"}
    assert sum(path.endswith(".pagefind") for path in files) == 1


def test_an_entry_of_hostile_text_is_indexed(library: Library, tmp_path: Path):
    odd = dataclasses.replace(library.articles[0], title="<script>alert(1)</script> 😀 \u0000 \ud800", body="…" * 5000 + " 'x'\",,\\", digest=b"o" * 16)
    assert bytes_of(dataclasses.replace(library, articles=[odd]), tmp_path)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Pagefind and without npm."""
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")


def test_without_pagefind_the_site_has_no_index_and_a_line_says_how_to_get_one(library: Library, tmp_path: Path, without, capsys: pytest.CaptureFixture):
    files = bytes_of(library, tmp_path)
    assert list(files) == [search_index.MANIFEST] and json.loads(files[search_index.MANIFEST]) == {"shards": []}
    said = capsys.readouterr().err
    assert "npm ci" in said and said.count("\n") == 1


def test_without_pagefind_nothing_is_published(without):
    with pytest.raises(SystemExit) as stop:
        search_index.require()
    assert "Pagefind" in str(stop.value)


def test_a_program_that_fails_is_an_error_that_says_so(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho hỏng >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(pagefind.IndexFailed, match="hỏng"):
        bytes_of(library, tmp_path / "cache")


def test_the_lock_is_of_the_pinned_version_for_every_platform_and_names_no_registry():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert "http" not in text and '"resolved"' not in text
    assert {name: packages[f"node_modules/{name}"]["version"] for name in pinned} == pinned
    assert [name for name in packages["node_modules/pagefind"]["optionalDependencies"] if f"node_modules/{name}" not in packages] == []


def test_npm_ci_fetches_it_into_an_empty_copy(tmp_path: Path):
    npm = shutil.which("npm") or lacking("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    done = subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--prefer-offline"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "node_modules" / "@pagefind").glob("*/bin/pagefind_extended*"))


def test_a_cache_that_cannot_be_written_is_no_failure(library: Library, tmp_path: Path):
    (tmp_path / "một tệp").write_text("x", encoding="utf-8")
    assert bytes_of(library, tmp_path / "một tệp") == bytes_of(library, tmp_path / "một thư mục")


def test_the_program_is_known_by_the_version_that_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A lock file may be newer than what lies in ``node_modules``: what the old program made is not to be taken for the new one's."""
    program = tmp_path / "node_modules/@pagefind/linux-x64/bin/pagefind_extended"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(pagefind, "ROOT", tmp_path)
    monkeypatch.setattr(pagefind, "find", lambda: program)
    (tmp_path / "package-lock.json").write_text('{"packages": {"node_modules/pagefind": {"version": "2.0"}}}', encoding="utf-8")
    (program.parents[1] / "package.json").write_text('{"version": "1.0"}', encoding="utf-8")
    assert pagefind.version().startswith("1.0 ")
    monkeypatch.setattr(pagefind, "find", lambda: None)
    assert pagefind.version().startswith("2.0 ")
    (tmp_path / "package-lock.json").write_text("[]", encoding="utf-8")
    assert pagefind.version()


def test_a_program_named_by_the_environment_is_known_by_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "pagefind"))
    found = [pagefind.version()]
    for text in ("a", "ab"):
        (tmp_path / "pagefind").write_text(text, encoding="utf-8")
        found.append(pagefind.version())
    assert len(set(found)) == 3

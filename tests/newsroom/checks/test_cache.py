import json

import pytest

from plugins.newsroom.checks import cache
from plugins.newsroom.checks.cache import Findings, Lists

KEY = "0123456789abcdef" * 2
ROW = [3, 1, "text-d", "m", "r", "warning"]


@pytest.fixture
def kept(tmp_path):
    findings = Findings(tmp_path / "cache", tmp_path)
    findings.keep({"a": [ROW], "": [ROW]})
    findings.save()
    return tmp_path


def file_of(folder):
    return next((folder / "cache").iterdir())


def test_what_was_kept_is_found(kept):
    findings = Findings(kept / "cache", kept)
    assert findings.find("a") == [ROW]
    assert findings.find("b") is None


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"x"', "{}", '{"version": 1}', "[" * 100_000, "\udcff"])
def test_a_broken_cache_is_as_if_it_were_not_there(kept, text):
    file_of(kept).write_bytes(text.encode("utf-8", "surrogateescape"))
    findings = Findings(kept / "cache", kept)
    assert findings.find("a") is None


@pytest.mark.parametrize("rows", [None, {}, "x", [1], [[1, 2]], [["1", 1, "c", "m", "r", "warning"]], [[1, 1, "c", "m", "r", "fatal"]], [[1, 1, "c", "m", None, "warning"]], [[True, 1, "c", "m", "r", "error"]]])
def test_foreign_findings_are_not_taken(kept, rows):
    data = json.loads(file_of(kept).read_bytes())
    data["files"][1]["a"] = rows
    file_of(kept).write_text(json.dumps(data), encoding="utf-8")
    findings = Findings(kept / "cache", kept)
    assert findings.find("a") is None


@pytest.mark.parametrize("lists", [None, [], [{}, {}], [[], {}, []], [{"A": 1}, {}, []], [{}, {"a.vn": None}, []], [{}, {}, [["a.yaml"]]], [{}, {}, [["a.yaml", [1]]]]])
def test_foreign_lists_are_not_taken(kept, lists):
    findings = Findings(kept / "cache", kept)
    findings.keep_lists("k", Lists({"A": None}, {"a.vn": "A"}, [("a.yaml", tuple(ROW))]))
    findings.save()
    assert Findings(kept / "cache", kept).find_lists("k").abbreviations == {"A": None}
    data = json.loads(file_of(kept).read_bytes())
    data["lists"] = lists
    file_of(kept).write_text(json.dumps(data), encoding="utf-8")
    assert Findings(kept / "cache", kept).find_lists("k") is None


def test_new_rules_forget_everything(kept, monkeypatch):
    monkeypatch.setattr(cache, "program_version", lambda: b"other")
    assert Findings(kept / "cache", kept).find("a") is None


def test_what_was_not_asked_for_is_dropped_when_there_is_too_much(kept, monkeypatch):
    findings = Findings(kept / "cache", kept)
    findings.keep({KEY: []})
    findings.save()
    again = Findings(kept / "cache", kept)
    assert again.find("a") == [ROW] and again.find(KEY) == []
    monkeypatch.setattr(cache, "ROOM", 1)
    again = Findings(kept / "cache", kept)
    again.keep({KEY[::-1]: []})
    again.save()
    again = Findings(kept / "cache", kept)
    assert again.find("a") is again.find(KEY) is None
    assert again.find(KEY[::-1]) == []


def test_all_entries_and_all_other_files_go_by_one_key(kept):
    findings = Findings(kept / "cache", kept)
    findings.keep_entries("k", {KEY: [], KEY[::-1]: [ROW]})
    findings.keep_rest("l", {"pages/a.md": [ROW]})
    findings.save()
    again = Findings(kept / "cache", kept)
    assert again.find_entries("k") == {KEY: [], KEY[::-1]: [ROW]}
    assert again.find_rest("l") == {"pages/a.md": [ROW]}
    assert again.find_entries("l") == again.find_entries("") == {}
    assert again.find_rest("k") is again.find_rest("") is None


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    findings = Findings(tmp_path / "cache", tmp_path)
    findings.keep({"a": []})
    findings.save()

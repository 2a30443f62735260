"""Every rule has cases: folders of content laid over the sample that fail it, and some that pass.

``tests/cases/check/<code>/fail*/`` holds files that replace or join those of the sample, ``expected.txt`` with the whole report, and at times
``DELETE`` with the paths to take away; ``pass*/`` gives a report without the code. After a change of wording,
``REWRITE=1 pytest tests/test_rules.py`` writes the reports anew, and from them the examples of `invoke check --explain`; read the difference before keeping it.
"""

import ast
import datetime as dt
import json
import os
import re
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from plugins.newsroom import checks
from plugins.newsroom.checks.examples import FILE, example_from
from plugins.newsroom.checks.rules import RULES
from plugins.newsroom.library import read_library
from plugins.newsroom.problems import report

TESTS = Path(__file__).parent
CASES = TESTS / "cases/check"
NEWSROOM = TESTS.parent / "plugins/newsroom"
OF_A_CHANGE = {"article-correction-missing"}
"""Rules that compare two versions of a file; tests/newsroom/checks/test_changes.py has their cases."""

FAILING, PASSING = sorted(CASES.glob("*/fail*")), sorted(CASES.glob("*/pass*"))


def name_of(folder: Path) -> str:
    return folder.relative_to(CASES).as_posix()


def lay_over_sample(folder: Path, content: Path) -> Path:
    shutil.copytree(TESTS / "sample", content)
    shutil.copytree(folder, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "DELETE"))
    delete = folder / "DELETE"
    for path in delete.read_text(encoding="utf-8").split() if delete.exists() else ():
        (content / path).unlink()
    return content


def checked(content: Path, today: dt.date) -> str:
    library = read_library(content, today=today)
    return report(checks.run(library), files=library.files) + "\n"


def problem_lines(text: str) -> list[str]:
    return [line for line in text.splitlines()[:-1] if not line.startswith("    ")]


@pytest.mark.parametrize("folder", FAILING, ids=name_of)
def test_a_broken_case_gives_its_whole_report(folder, tmp_path, today):
    text = checked(lay_over_sample(folder, tmp_path / "content"), today)
    expected = folder / "expected.txt"
    if "REWRITE" in os.environ:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert [f"[{folder.parent.name}]" in line for line in problem_lines(text)] == [True]


@pytest.mark.parametrize("folder", PASSING, ids=name_of)
def test_a_sound_case_is_not_reported(folder, tmp_path, today):
    assert f"[{folder.parent.name}]" not in checked(lay_over_sample(folder, tmp_path / "content"), today)
    assert [path for path in folder.rglob("*") if path.is_file()]


def test_the_sample_itself_is_sound(sample, today):
    assert checked(sample, today).endswith("không có lỗi.\n")


def test_a_file_of_5_mb_gives_one_problem(tmp_path, sample, today):
    content = shutil.copytree(sample, tmp_path / "content")
    (content / "articles/2025/2025-03-05-dai.md").write_text("---\ntitle: Dài\n---\n" + "chữ " * 1_000_000, encoding="utf-8")
    lines = problem_lines(checked(content, today))
    assert len(lines) == 1
    assert lines[0].startswith("content/articles/2025/2025-03-05-dai.md:1:1: tệp dài 6.000.020 byte")
    assert lines[0].endswith("[file-size]")


def codes_in_the_library() -> set[str]:
    """Return every code that stands as a text of its own in the library's source."""
    nodes = [node for path in NEWSROOM.rglob("*.py") if "intake" not in path.relative_to(NEWSROOM).parts for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    prefixes = {one for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) in ("read_document", "read_list", "read_mapping") for one in node.args}
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prefixes}
    return {word for word in words if re.fullmatch("(?:file|text|front|yaml|article|page|edition|registry|link|markdown|figure)-[a-z]+(?:-[a-z]+)*", word)}


def test_every_code_the_library_reports_has_a_failing_and_a_passing_case():
    codes = codes_in_the_library() - OF_A_CHANGE
    assert len(codes) > 40
    assert sorted(code for code in codes if not list((CASES / code).glob("fail*/expected.txt")) or not list((CASES / code).glob("pass*"))) == []


def test_the_examples_are_those_of_the_cases(tmp_path):
    """Each rule's example is the line of its first failing case and the report on it, as they are now."""
    found = {}
    for folder in FAILING:
        code = folder.parent.name
        if code not in found:
            content = lay_over_sample(folder, tmp_path / code / "content")
            found[code] = asdict(example_from((folder / "expected.txt").read_text(encoding="utf-8"), code, content))
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if "REWRITE" in os.environ:
        FILE.write_text(text, encoding="utf-8", newline="\n")
    assert FILE.read_text(encoding="utf-8") == text
    assert set(RULES) - set(found) == OF_A_CHANGE


def test_every_case_folder_is_a_failing_or_a_passing_one_of_a_rule():
    assert [name_of(path) for path in CASES.glob("*/*") if not path.name.startswith(("fail", "pass"))] == []
    assert [path.name for path in CASES.iterdir() if path.is_dir() and not (list(path.glob("fail*/expected.txt")) and list(path.glob("pass*")))] == []

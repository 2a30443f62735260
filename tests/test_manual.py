"""README.vi.md, the editors' manual, tells the truth: its commands exist, its sample passes, its dictionary is whole, its messages are those of the check."""

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest

from plugins.desk import FORMS, RULES_BEGIN, RULES_END
from plugins.newsroom import checks
from plugins.newsroom.checks.rules import RULES, rules_table
from plugins.newsroom.checks.texts import KEY_ORDER
from plugins.newsroom.library import read_library
from tests.test_readme import DICTIONARY, fields_read, tasks

ROOT = Path(__file__).resolve().parent.parent
MANUAL = (ROOT / "README.vi.md").read_text(encoding="utf-8")
COMMANDS = sorted({*re.findall(r"^\.venv/bin/invoke .+$", MANUAL, re.M), *re.findall(r"`((?:\.venv/bin/)?invoke [^`\n]+)`", MANUAL)})
SECTIONS = {"articles": "Các mục của một tin", "officials": "Cán bộ", "edition_notes": "Viết lời mở đầu", "resolutions": "Văn bản"}
"""Module of the library → the heading under which its fields are described."""
SAMPLE_NAME = "2025-11-05-lam-dong-lop-hoc-so.md"


def below(heading: str) -> str:
    """Return the part of the manual below `heading`, up to the next heading of its level or a higher one."""
    marks = re.search(rf"^(#+) {re.escape(heading)}$", MANUAL, re.M)[1]
    rest = MANUAL.split(f"\n{marks} {heading}\n", 1)[1]
    return re.split(rf"^#{{1,{len(marks)}}} ", rest, maxsplit=1, flags=re.M)[0]


def test_the_table_of_rules_is_the_one_the_rules_give():
    assert MANUAL.split(RULES_BEGIN)[1].split(RULES_END)[0] == f"\n{rules_table()}\n", "chạy invoke check --rules"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_names_a_task_and_options_it_has(command: str):
    words = shlex.split(command)
    task, options = words[1] if not words[1].startswith("--") else "", [word.removeprefix("--") for word in words if word.startswith("--") and word != "--help"]
    known = tasks()
    assert not task or task in known
    assert [option for option in options if task and option.replace("-", "_") not in known[task]] == []
    for option, value in zip(words, words[1:], strict=False):
        assert option != "--explain" or value in RULES or value in ("MÃ", "all")
        assert option != "--format" or value in FORMS


@pytest.mark.parametrize("task", ["check", "import", "new", "edition", "serve"])
def test_every_command_of_an_editor_is_shown(task: str):
    assert any(f"invoke {task}" in command for command in COMMANDS)


def test_the_sample_entry_can_be_published_as_it_stands(tmp_path: Path):
    sample = re.search(r"^```markdown\n(.*?)^```$", MANUAL, re.S | re.M)[1]
    assert f"`{SAMPLE_NAME}`" in MANUAL
    (tmp_path / "content/articles/2025").mkdir(parents=True)
    (tmp_path / "content/registry").symlink_to(ROOT / "content/registry")
    (tmp_path / "content/articles/2025" / SAMPLE_NAME).write_text(sample, encoding="utf-8")
    library = read_library(tmp_path / "content", today=dt.date(2026, 1, 1))
    assert [str(problem) for problem in checks.run(library) if SAMPLE_NAME in problem.path] == []
    assert [article.id for article in library.articles] == [SAMPLE_NAME.removesuffix(".md")]


@pytest.mark.parametrize("path", [path for path in DICTIONARY if path.stem in SECTIONS], ids=lambda path: path.stem)
def test_every_field_is_described(path: Path):
    words = below(SECTIONS[path.stem])
    assert sorted(field for field in fields_read(path) if f"`{field}`" not in words) == []


@pytest.mark.parametrize("name", ["publishers.yaml", "topic_cues.yaml", "cities.yaml", "abbreviations.yaml"])
def test_every_field_of_a_list_is_described_and_no_other(name: str):
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in below("Danh sách cho máy").splitlines() if line.startswith("| ")]
    described, file = [], ""
    for first, fields, _ in rows[1:]:
        file = first.strip("`") or file
        described += re.findall("`([a-z_]+)`", fields) if file == name else []
    assert sorted(described) == sorted(KEY_ORDER[name][""])


def test_every_message_it_explains_is_one_the_check_gives():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins").rglob("*.py"))
    said = re.findall(r"^\| `(.+?)` \|", below("Khi kiểm tra báo lỗi"), re.M)
    assert len(said) > 10
    pieces = {piece.strip() for one in said for piece in re.split(r"[…“”]|\d+|main", one)}
    assert sorted(piece for piece in pieces if piece and piece not in source) == []


def test_every_link_within_the_manual_leads_somewhere():
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", MANUAL, re.M)}
    assert sorted(set(re.findall(r"\]\(#([^)]+)\)", MANUAL)) - anchors) == []
    files = [target for target in re.findall(r"\]\(([^)#]+)\)", MANUAL) if "://" not in target and target != "địa chỉ"]
    assert [target for target in files if not (ROOT / target).exists()] == []


def test_every_code_it_shows_is_a_rule():
    assert sorted(set(re.findall(r"\[((?:article|file|text|registry|link|markdown|yaml)-[a-z-]+)\]", MANUAL)) - set(RULES)) == []

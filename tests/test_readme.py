"""README says everything a newcomer needs: two commands, every task, every field an editor may write, every setting."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.S | re.M)
NEWSROOM = ROOT / "plugins" / "newsroom"
DICTIONARY = {
    NEWSROOM / "article_reader.py": "An entry",
    NEWSROOM / "pages.py": "A standing page",
    NEWSROOM / "edition_notes.py": "An edition",
    NEWSROOM / "registry" / "provinces.py": "Provinces",
    NEWSROOM / "registry" / "officials.py": "Officials",
    NEWSROOM / "registry" / "resolutions.py": "Resolutions",
    NEWSROOM / "registry" / "terms.py": "Topics, indicators, regions",
}
"""Module that reads fields → heading of README under which they are described."""
READERS = {"text", "texts", "date", "known_date", "period", "choice", "flag", "entries", "group"}
"""Methods of `Fields` whose first argument is a field's name."""
HELPERS = {"_read_change", "_number"}
"""Functions that are handed a field's name."""


def section(heading: str) -> str:
    """Return the part of README below `heading`, up to the next heading of the same or a higher level."""
    found, level = [], 0
    for line in README.splitlines(keepends=True):
        marks, _, words = line.rstrip().partition(" ")
        if marks and set(marks) == {"#"} and (words == heading or len(marks) <= level):
            level = len(marks) if words == heading else 0
        elif level:
            found.append(line)
    assert found, f"README has no section “{heading}”"
    return "".join(found)


def fields_read(path: Path) -> set[str]:
    """Return the name of every field a module takes from a file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            named = node.args[:1] if getattr(node.func, "attr", "") in READERS else node.args if getattr(node.func, "id", "") in HELPERS else []
            found.update(one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return found


def tasks() -> dict[str, list[str]]:
    """Return task name → its parameters."""
    found = {}
    for node in ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            named = {key.arg: key.value.value for key in getattr(decorator, "keywords", []) if isinstance(key.value, ast.Constant)}
            if getattr(getattr(decorator, "func", decorator), "id", "") == "task":
                found[named.get("name", node.name).replace("_", "-")] = [argument.arg for argument in node.args.args[1:]]
    return found


def test_the_first_two_blocks_are_one_line_each_and_need_only_python():
    for block in BLOCKS[:2]:
        assert block.count("\n") == 1 and block.strip()
        assert block.startswith("python3 -m venv .venv && ")
        assert "--require-hashes" in block


def test_the_first_block_installs_checks_and_builds_and_the_second_tests():
    assert "-r requirements.txt " in BLOCKS[0] and BLOCKS[0].rstrip().endswith(".venv/bin/invoke build")
    assert "-r requirements-test.txt " in BLOCKS[1] and BLOCKS[1].rstrip().endswith(".venv/bin/invoke test")


def test_the_way_to_look_at_the_site_follows_the_first_block():
    after = README.split(BLOCKS[0])[1].split("```sh")[0]
    assert ".venv/bin/invoke serve" in after and "http://localhost:8000" in after


def test_the_locks_have_a_hash_for_everything_and_name_no_registry():
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        packages = re.findall(r"^[A-Za-z0-9][^\n]*==[^\n]*(?:\n    [^\n]*)*", text, re.M)
        assert packages
        assert [package.split("==")[0] for package in packages if "--hash=sha256:" not in package] == []
        assert not re.search(r"https?://|--[a-z-]*index|--find", text)


def test_what_builds_is_in_the_lock_that_tests_in_the_same_version():
    versions = [dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (ROOT / name).read_text(encoding="utf-8"), re.M)) for name in ("requirements.txt", "requirements-test.txt")]
    assert {name: version for name, version in versions[0].items() if versions[1].get(name) != version} == {}


@pytest.mark.parametrize("task", tasks())
def test_every_task_is_described(task: str):
    assert f"| `{task}" in section("Commands")


@pytest.mark.parametrize(("task", "parameter"), [(task, parameter) for task, parameters in tasks().items() for parameter in parameters])
def test_every_option_of_a_task_is_described(task: str, parameter: str):
    line = next(line for line in section("Commands").splitlines() if line.startswith(f"| `{task}"))
    option = parameter.replace("_", "-")
    assert f"--{option}" in line or option.upper() in line


@pytest.mark.parametrize("path", DICTIONARY, ids=lambda path: path.stem)
def test_every_field_is_described(path: Path):
    words = section(DICTIONARY[path])
    assert sorted(field for field in fields_read(path) if f"`{field}`" not in words) == []


def test_every_relation_between_documents_is_described():
    tree = ast.parse((NEWSROOM / "registry" / "resolutions.py").read_text(encoding="utf-8"))
    relations = next(node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "RELATIONS")
    words = section("Resolutions")
    assert [key.value for key in relations.keys if f"`{key.value}`" not in words] == []


def test_the_dictionary_names_no_field_that_nothing_reads():
    for path, heading in DICTIONARY.items():
        described = {name for line in section(heading).splitlines() if line.startswith("| `") for name in re.findall(r"`([a-z_0-9]+)`", line.split("|")[1])}
        assert described - fields_read(path) - {"implements", "based_on", "amends", "replaces", "repeals", "continues"} == set(), heading


def test_every_setting_of_ours_is_described():
    assigned = set()
    for node in ast.parse((ROOT / "pelicanconf.py").read_text(encoding="utf-8")).body:
        assigned.update(target.id for target in getattr(node, "targets", []) if isinstance(target, ast.Name))
    ours = {"SITENAME", "SITEURL", "SITE_DESCRIPTION", "EDITIONS", "WEBSUB_HUB", "PATH", "OUTPUT_PATH", "THEME", "PLUGINS"}
    assert ours <= assigned
    assert sorted(name for name in ours | {"SITE_URL", "SOURCE_DATE_EPOCH"} if f"`{name}`" not in section("Settings")) == []


def test_every_file_the_readme_names_exists():
    named = {path for path in re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?)`", README) if path.split("/")[0] in ("content", "plugins", "theme", "tests", ".ci", ".github")}
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_the_tree_in_readme_is_the_tree():
    tree = section("The tree").split("```")[1]
    names = [line.split("  ")[0].rstrip() for line in tree.splitlines()[1:] if line and not line.startswith(" ")]
    assert [name for name in names for one in name.split() if not (ROOT / one).exists()] == []


def test_every_module_has_its_place_in_the_order_to_read():
    named = set(re.findall(r"`([a-z_]+)/?`", section("The data flow")))
    rooms = [NEWSROOM, NEWSROOM.parent]
    there = {path.stem for room in rooms for path in room.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {"__init__"}
    assert sorted(there - named) == []


def test_the_licence_is_the_one_pelican_asks_for():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "AGPL-3.0-or-later" in README

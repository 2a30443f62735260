"""The catalogue and the library name the same codes: what is reported is explained, and what is explained can be reported."""

import ast
import re
from pathlib import Path

import pytest

from plugins.newsroom.checks.rules import RULES

NEWSROOM = Path(__file__).parents[3] / "plugins/newsroom"
CASES = Path(__file__).parents[2] / "cases/check"
CODE = re.compile(r"(?:article|edition|figure|page|registry|yaml|file|text|link|markdown|front)(?:-[a-z]+)+")
PREFIXES = {"registry-province", "registry-topic", "registry-indicator", "registry-region", "registry-official", "registry-resolution", "registry-agency"}


def sources():
    return [path for path in NEWSROOM.rglob("*.py") if not {"intake", "catalogue"} & set(path.relative_to(NEWSROOM).parts)]


def written_codes():
    """Return every code that stands in the source as a text of its own."""
    nodes = [node for path in sources() for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)}


def composed_codes():
    """Return every code `Fields` makes of the prefix of a file and the key of a field that is required, a choice or a date."""
    found = set()
    for path in sources():
        keys = set(re.findall(r'\.(?:missing|choice|date|period)\("([a-z_]+)"', path.read_text(encoding="utf-8")))
        prefix = {"provinces.py": "registry-province", "officials.py": "registry-official", "resolutions.py": "registry-resolution", "agencies.py": "registry-agency", "article_reader.py": "article", "pages.py": "page"}.get(path.name)
        found |= {f"{prefix}-{key.replace('_', '-')}" for key in keys if prefix}
    return found


def test_every_code_in_the_source_is_in_the_catalogue():
    assert sorted(written_codes() - RULES.keys() - PREFIXES) == []


def test_every_code_in_the_catalogue_is_in_the_source():
    terms = {f"registry-{kind}-{key}" for kind in ("topic", "indicator", "region") for key in ("id", "name")} | {"registry-indicator-better"}
    pages = {"page-title", "page-summary"}
    kinds = {f"registry-{kind}-date" for kind in ("province", "official", "resolution", "agency")} | {f"registry-resolution-{key}" for key in ("number", "kind", "issuer")}
    assert sorted(RULES.keys() - written_codes() - composed_codes() - terms - pages - kinds) == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*/fail*/expected.txt")), ids=lambda path: path.parent.parent.name)
def test_what_is_reported_is_as_grave_as_the_catalogue_says(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.search(r"\[([a-z-]+)\]$", line):
            rule = RULES[match[1]]
            assert ("cảnh báo: " in line) == (rule.severity == "warning"), line

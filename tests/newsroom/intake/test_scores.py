"""How well the importer reads pages it has not been tuned to: the case folders of tests/cases/intake, scored as a whole.

Each folder holds ``page.txt`` or ``page.html`` (text of our own making, in the manner of portals and newspapers) and ``truth.json``. A field is right when it is
exactly the truth; lists are scored by F1 over all pages. The thresholds are those the desk was promised.
"""

import datetime as dt
import json
from pathlib import Path

import pytest

from plugins.newsroom.intake import propose
from plugins.newsroom.registry import read_registry
from plugins.newsroom.text import fold

ROOT = Path(__file__).parents[3]
CASES = sorted(path for path in (ROOT / "tests" / "cases" / "intake").iterdir() if path.is_dir())
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def registry():
    return read_registry(ROOT / "content" / "registry", str, [])


@pytest.fixture(scope="module")
def pairs(registry):
    """(name, what was found, truth) of every case."""
    found = []
    for folder in CASES:
        page = next(folder.glob("page.*")).read_bytes()
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        found.append((folder.name, propose(page, registry=registry, today=TODAY).as_json(), truth))
    return found


def share_right(pairs, field, key=lambda value: value):
    """Return the share of pages whose `field` is exactly right, and the names of the others with both values."""
    wrong = [(name, key(found[field]), key(truth[field])) for name, found, truth in pairs if key(found[field]) != key(truth[field])]
    return 1 - len(wrong) / len(pairs), wrong


def f1(pairs, items):
    """Return F1 of the sets `items(found)` against `items(truth)` over all pages, and where they differ."""
    right = extra = missing = 0
    wrong = []
    for name, found, truth in pairs:
        got, wanted = items(found), items(truth)
        right, extra, missing = right + len(got & wanted), extra + len(got - wanted), missing + len(wanted - got)
        if got != wanted:
            wrong.append((name, "extra", sorted(got - wanted), "missing", sorted(wanted - got)))
    return 2 * right / max(1, 2 * right + extra + missing), wrong


def numbers(page):
    return {one["number"] if isinstance(one, dict) else one for one in page["documents"]}


def people(page):
    return {fold(one["name"]) for one in page["officials"]}


def test_there_are_sixty_pages_of_many_kinds():
    assert len(CASES) >= 60


@pytest.mark.parametrize(("field", "least", "key"), [
    ("provinces", 0.95, sorted), ("published", 0.97, str), ("event_date", 0.90, str), ("title", 0.95, str),
])
def test_field_is_exactly_right_on_enough_pages(pairs, field, least, key):
    share, wrong = share_right(pairs, field, key)
    assert share >= least, wrong


@pytest.mark.parametrize(("items", "least"), [(numbers, 0.97), (people, 0.93), (lambda page: set(page["topics"]), 0.75)], ids=["documents", "officials", "topics"])
def test_list_has_enough_of_the_truth_and_little_else(pairs, items, least):
    score, wrong = f1(pairs, items)
    assert score >= least, wrong


def test_officials_have_the_right_role(pairs):
    right, wrong = 0, []
    for name, found, truth in pairs:
        roles = {fold(one["name"]): fold(one["role"]) for one in found["officials"]}
        for one in truth["officials"]:
            if fold(one["name"]) not in roles:
                continue
            if roles[fold(one["name"])] == fold(one["role"]):
                right += 1
            else:
                wrong.append((name, one["name"], roles[fold(one["name"])], fold(one["role"])))
    assert right / (right + len(wrong)) >= 0.90, wrong

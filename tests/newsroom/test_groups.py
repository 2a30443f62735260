"""A group with the key of the last build plans what it planned then: whoever forgets something in the key of a group leaves stale pages.

Random edits of the sample, and of the real content, one to three at a time; after each, every group of the site is planned and compared with what it planned before. More seeds::

    REBUILD_SEEDS=3-40 pytest tests/newsroom/test_groups.py
"""

import os
import random
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.newsroom.edition_periods import MONTH, WEEK
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.memory import Memory
from plugins.newsroom.plan import Group
from plugins.newsroom.problems import has_errors
from plugins.newsroom.sections import machine
from plugins.newsroom.shelves import Shelf, Shelved
from plugins.newsroom.site import Site
from tests import test_rebuilding as edits
from tests.conftest import SAMPLE, TODAY
from tests.yard import Yard

ROOT = Path(__file__).parents[2]
EDITS = (edits.body, edits.bodies, edits.body_with_link, edits.body_and_title, edits.title, edits.summary, edits.topics, edits.province, edits.correction, edits.another_date, edits.another_slug,
         edits.deletion, edits.new_entry, edits.hidden, edits.office, edits.person, edits.namesake, edits.document, edits.document_renamed, edits.document_less, edits.document_more,
         edits.provinces, edits.terms, edits.standing_page)
OF_THE_SAMPLE = (edits.figure, edits.draft_or_published, edits.person_renamed)
"""Edits of things that only the sample has."""

Planned = tuple[bytes | None, list[tuple]]


def yard(content: Path) -> SimpleNamespace:
    """Return what the edits ask of a yard."""
    found = SimpleNamespace(content=content)
    found.entry = partial(Yard.entry, found)
    return found


def site_of(library: Library, **settings: str) -> Site:
    return Site(library, **{"name": "Bản tin mẫu", "address": "https://mau.example.vn", "description": "Tin để thử."} | settings)


def read(content: Path, **settings: str) -> Site:
    return site_of(read_library(content, today=TODAY, **settings))


def planned(group: Group) -> list[tuple]:
    return [(one.url, one.template, one.key and one.key(), machine.sitemap_line(one), one.listed, one.lasting) for one in group.outputs()]


def plan_of(site: Site) -> dict[str, Planned]:
    """Return name of a group → its key, with that of what stands on every page, and what it plans; none may have the name of another."""
    groups = list(site.groups())
    found = {group.name: (site.frame_digest + group.key() if group.key else None, planned(group)) for group in groups}
    assert len(found) == len(groups)
    return found


def compared(before: dict[str, Planned], after: dict[str, Planned], why: object) -> tuple[int, int]:
    """Return how many groups have the key they had, and how many have another; fail where one of the former plans something else."""
    keyed = {name for name in before.keys() & after.keys() if after[name][0] is not None}
    same = {name for name in keyed if before[name][0] == after[name][0]}
    assert [name for name in sorted(same) if before[name][1] != after[name][1]] == [], why
    return len(same), len(keyed) - len(same)


def tried(content: Path, seed: int, changes: tuple, most: int) -> None:
    chance = random.Random(seed)
    waiting, done, counts = chance.sample(changes, len(changes)), [], []
    before = plan_of(read(content))
    for _ in range(most):
        kept = shutil.copytree(content, content.with_name("kept"))
        for change in [waiting.pop() for _ in range(min(len(waiting), chance.choice((1, 1, 2, 3))))]:
            change(yard(content), chance)
            done.append(change.__name__)
        site = read(content)
        if has_errors(site.library.problems):  # no build plans such a site
            shutil.rmtree(content)
            shutil.copytree(kept, content)
        else:
            after = plan_of(site)
            counts.append(compared(before, after, f"seed {seed}: {', '.join(done)}"))
            before = after
        shutil.rmtree(kept)
        if not waiting:
            break
    same, other = map(sum, zip(*counts, strict=True))
    assert same and other


@pytest.mark.parametrize("seed", edits.SEEDS)
def test_a_group_with_the_key_it_had_plans_what_it_planned(tmp_path, seed):
    tried(Path(shutil.copytree(SAMPLE, tmp_path / "content")), seed, EDITS + OF_THE_SAMPLE, 99)


@pytest.mark.parametrize("seed", edits.SEEDS)
def test_a_group_of_the_real_content_with_the_key_it_had_plans_what_it_planned(tmp_path, seed):
    tried(Path(shutil.copytree(ROOT / "content", tmp_path / "content")), seed, EDITS, 6)


@pytest.mark.parametrize("settings", [{"hub": "https://hub.example.vn"}, {"name": "Khác"}, {"address": "https://mau.example.vn/tin"}, {"description": "Khác."}])
def test_a_setting_is_in_the_key_of_every_group_that_shows_it(library, settings):
    compared(plan_of(site_of(library)), plan_of(site_of(library, **settings)), settings)


def test_the_period_of_editions_is_in_the_key_of_every_group_that_shows_it():
    compared(plan_of(read(SAMPLE, editions_by=MONTH)), plan_of(read(SAMPLE, editions_by=WEEK)), "editions")


def test_an_edited_title_leaves_most_groups_alone(tmp_path):
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    before = plan_of(read(content))
    edits.title(yard(content), random.Random(1))
    same, other = compared(before, plan_of(read(content)), "title")
    assert other < same / 4


def test_keys_of_groups_open_no_shelf(tmp_path, monkeypatch):
    """Ten thousand heads and bodies take a second to open; their digests are in the spines."""
    for _ in range(2):
        memory = Memory(tmp_path / "kept")
        site = site_of(read_library(SAMPLE, today=TODAY, memory=memory))
        memory.save()
    assert all(isinstance(article, Shelved) for article in site.library.articles)
    monkeypatch.setattr(Shelf, "fetch", None)
    assert len([group.key() for group in site.groups() if group.key]) > 10


PRINTED = """
import datetime as dt, sys
from pathlib import Path
from tests.newsroom.test_groups import plan_of, read
print(sorted((name, key and key.hex(), files) for name, (key, files) in plan_of(read(Path(sys.argv[1]))).items()))
"""


def test_keys_are_the_same_in_every_process():
    """Sets of names have another order in each: a key with that order in it would have its group planned in vain."""
    said = {subprocess.run([sys.executable, "-c", PRINTED, SAMPLE], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": str(number)}, capture_output=True, check=True).stdout for number in range(1, 4)}
    assert len(said) == 1

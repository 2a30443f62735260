"""Our own content: what is in ``content/`` passes the check, is complete, and keeps the form editors copy."""

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from plugins.newsroom import checks
from plugins.newsroom.cascade import Cascade
from plugins.newsroom.library import read_library
from plugins.newsroom.problems import ERROR
from plugins.newsroom.registry.resolutions import id_of

CONTENT = Path(__file__).parents[1] / "content"
KEYS = {
    "provinces.yaml": ("id", "names", "sort_name", "aliases", "not_this", "region", "region_2021", "code", "code_before_2025_07", "formed", "dissolved", "tile", "islands"),
    "topics.yaml": ("id", "name", "definition"),
    "indicators.yaml": ("id", "name", "unit", "better", "comparable", "scopes", "period", "trend", "most"),
    "regions.yaml": ("id", "name", "period", "verified"),
    "officials": ("name", "other_names", "note", "posts"),
    "resolutions": ("number", "kind", "issuer", "province", "date", "title", "verified", "evidence", "url", "relations", "aliases", "note", "sources"),
}
REGISTRY_FILES = sorted(path for path in (CONTENT / "registry").rglob("*.yaml") if path.name in KEYS or path.parent.name in KEYS)
"""The facts; the lists of words for the check and the importer have a form of their own."""


class Indented(yaml.SafeDumper):
    """Writes lists two blanks in, as the registry has them."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


@pytest.fixture(scope="module")
def library():
    """The content as of the clock's day: an entry dated in the future is an error on the day it is written."""
    return read_library(CONTENT, today=dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date())


def test_the_content_passes_the_check(library):
    assert [str(problem) for problem in checks.run(library) if problem.severity == ERROR] == []


def test_there_are_34_units_in_force_and_29_dissolved_ones(library):
    assert len(library.registry.provinces_in_force) == 34
    assert len(library.registry.provinces) == 63


def test_every_unit_has_entries(library):
    assert [province.id for province in library.registry.provinces.values() if not library.of_province.get(province.id)] == []


def test_every_official_is_named_in_an_entry(library):
    assert [official.id for official in library.registry.officials.values() if not library.of_official.get(official.id)] == []


def test_every_document_has_the_id_its_number_province_and_year_give(library):
    documents = library.registry.resolutions.values()
    wrong = [one.id for one in documents if one.parsed and one.id != id_of(one.parsed, one.kind, one.province, one.date.year if one.date else None)]
    assert wrong == []


def test_every_topic_has_entries(library):
    assert [topic.id for topic in library.registry.topics.values() if not library.of_topic.get(topic.id)] == []


def test_resolution_57_is_carried_out_down_to_the_plan_of_thai_nguyen(library):
    threads = Cascade(library.registry).threads(library.registry.resolutions["57-nq-tw"])
    thread = next(thread for thread in threads if thread.province.id == "thai-nguyen")
    chain = ["57-NQ/TW", "03/NQ-CP", "62-CTr/TU", "25/KH-UBND"]
    assert [step.resolution.number for step in thread.steps if step.resolution.number in chain] == chain


def test_hoang_sa_and_truong_sa_are_on_the_map(library):
    assert {island.name for province in library.registry.provinces_in_force for island in province.islands} == {"Hoàng Sa", "Trường Sa"}


@pytest.mark.parametrize("path", REGISTRY_FILES, ids=lambda path: path.name)
def test_a_registry_file_saved_again_is_the_same_file(path):
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    again = yaml.dump(yaml.safe_load(text), Dumper=Indented, allow_unicode=True, sort_keys=False, width=100_000).splitlines()
    assert [re.sub("[\"']", "", line) for line in lines] == [re.sub("[\"']", "", line) for line in again]
    assert text.endswith("\n")


@pytest.mark.parametrize("path", REGISTRY_FILES, ids=lambda path: path.name)
def test_the_keys_of_a_registry_file_stand_in_one_order(path):
    order = KEYS.get(path.name) or KEYS[path.parent.name]
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in data if isinstance(data, list) else [data]:
        assert list(entry) == [key for key in order if key in entry]


def test_every_file_of_the_content_is_where_its_kind_is_looked_for():
    known = {*(CONTENT / "registry").glob("*.yaml"), *(CONTENT / "registry").glob("officials/*.yaml"), *(CONTENT / "registry").glob("resolutions/*.yaml"), *(CONTENT / "articles").rglob("*.md"), *(CONTENT / "pages").glob("*.md"), *(CONTENT / "editions").glob("*.md")}
    assert sorted(path for path in CONTENT.rglob("*") if path.suffix in (".md", ".yaml", ".yml") and path not in known) == []

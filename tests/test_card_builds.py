"""Cards from build to build: only the new ones are drawn, and nothing of that shows in the result."""

import shutil

import pytest
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.newsroom.cards import drawing
from plugins.newsroom.library import read_library
from plugins.newsroom.site import Site
from plugins.newsroom.workers import share
from plugins.press import Press
from tests.bench.cards import cost
from tests.theme.built import ROOT, bytes_of

ENTRY = "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"


@pytest.fixture
def content(tmp_path, sample):
    return shutil.copytree(sample, tmp_path / "content")


@pytest.fixture
def drawn(monkeypatch):
    """The titles of the cards that were drawn since the last look."""
    titles: list[str] = []
    draw = drawing.draw
    monkeypatch.setattr("plugins.press.share", lambda *pieces, processes, **more: share(*pieces, processes=1, **more))  # what a worker draws is not seen here
    monkeypatch.setattr(drawing, "draw", lambda card: titles.append(card.title) or draw(card))
    return titles


@pytest.fixture
def printed(tmp_path, content, today):
    def printed(name: str = "output", cache: str = "cache"):
        site = Site(read_library(content, today=today), name="Bản tin mẫu", address="https://mau.example.vn", description="Tin để thử.")
        environment = Environment(loader=FileSystemLoader(ROOT / "theme" / "templates"), **pelicanconf.JINJA_ENVIRONMENT)
        Press(site, environment, ROOT / "theme").print(tmp_path / name, cache=tmp_path / cache)
        return tmp_path / name

    return printed


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_rebuild_draws_only_the_cards_that_changed(content, printed, drawn):
    cards = [path for path in bytes_of(printed()) if path.endswith("the.png")]
    assert len(drawn) == len(cards) > 10
    drawn.clear()
    printed()
    assert drawn == []
    edit(content / ENTRY, "\n---\n\n", "\n---\n\nMột câu nữa. ")
    printed()
    assert drawn == []
    edit(content / ENTRY, "title: ", "title: Tin mới: ")
    printed()
    assert [title for title in drawn if title.startswith("Tin mới: ")] == drawn != []


def test_another_name_in_the_head_of_pages_draws_no_card_again_and_another_pillow_draws_all(printed, drawn, monkeypatch):
    before = bytes_of(printed())
    drawn.clear()
    monkeypatch.setattr("plugins.press.program", lambda: b"another program")
    assert bytes_of(printed()) == before
    assert drawn == []
    monkeypatch.setattr("plugins.newsroom.cards.design", lambda: b"another Pillow")
    printed()
    assert len(drawn) == len([path for path in before if path.endswith("the.png")])


def test_an_incremental_build_gives_the_cards_and_versions_of_a_cold_one(content, printed):
    printed()
    edit(content / ENTRY, "title: ", "title: Tin mới: ")
    (content / "articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md").unlink()
    edited = {path: data for path, data in bytes_of(printed()).items() if path != ".files"}
    cold = {path: data for path, data in bytes_of(printed("cold", "cold-cache")).items() if path != ".files"}
    assert [path for path in cold | edited if cold.get(path) != edited.get(path)] == []


def test_the_bench_can_say_what_cards_cost():
    text = cost(20)
    assert "giây" in text and "kB" in text

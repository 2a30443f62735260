"""Fixtures: the sample content, its registry, entries written on the spot, and one browser for all tests that look at pages."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.newsroom.article_reader import ArticleReader
from plugins.newsroom.articles import Article
from plugins.newsroom.library import Library, read_library
from plugins.newsroom.problems import Problem
from plugins.newsroom.registry import Registry
from plugins.newsroom.strict_yaml import Source
from tests.yard import Builder, Yard

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SAMPLE = Path(__file__).parent / "sample"
TODAY = dt.date(2026, 5, 15)
DEFAULT = {
    "title": "Thái Nguyên mở lớp học số",
    "date": "2025-03-05",
    "province": "Thái Nguyên",
    "topics": "[Chuyển đổi số]",
    "source": "{name: Báo Mẫu, url: 'https://bao.example.vn/lop-hoc-so', published: 2025-03-05, accessed: 2025-10-01}",
    "summary": "Lớp học số đầu tiên của tỉnh.",
}


@pytest.fixture
def sample() -> Path:
    return SAMPLE


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture(scope="session")
def library() -> Library:
    """The sample, read once: do not change it."""
    return read_library(SAMPLE, today=TODAY)


@pytest.fixture(scope="session")
def registry(library: Library) -> Registry:
    return library.registry


@pytest.fixture
def make_article(tmp_path: Path, registry: Registry) -> Callable[..., tuple[Article | None, list[Problem]]]:
    """Write an entry and read it. Keyword arguments are front-matter values as YAML; None leaves the field out."""

    def make(*, stem: str = "", body: str = "Một đoạn.", **values: str | None) -> tuple[Article | None, list[Problem]]:
        fields = {key: value for key, value in (DEFAULT | values).items() if value is not None}
        path = tmp_path / f"{stem or fields.get('date', '2025-03-05') + '-lop-hoc-so'}.md"
        path.write_text("---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n\n{body}\n", encoding="utf-8")
        problems: list[Problem] = []
        return ArticleReader(registry, TODAY).read(path, Source(path.name, problems)), problems

    return make


def lacking(what: str) -> None:
    """Skip the test because the machine lacks `what`; fail where CI has promised it."""
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(f"{what} is not on this machine, and REQUIRE_BROWSER is set")
    pytest.skip(f"{what} is not on this machine")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A running browser."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        lacking("Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    """One yard with the sample built once: what a cold build gives is remembered there for all tests."""
    if not hasattr(os, "fork"):
        lacking("fork")
    builders = Builder(), Builder()
    yard = Yard(tmp_path_factory.mktemp("yard"), *builders)
    yard.same("the first build")
    yard.keep("first")
    yield yard
    for builder in builders:
        builder.close()


@pytest.fixture
def yard(ground: Yard) -> Yard:
    """The yard as it was after the first build."""
    ground.bring_back("first")
    return ground

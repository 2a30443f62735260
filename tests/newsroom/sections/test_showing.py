"""`Site.showing` names exactly the outputs that an edit of nothing but an entry's body changes: whoever forgets one leaves a stale page."""

import random
import shutil
from pathlib import Path

import pytest

from plugins.newsroom.library import read_library
from plugins.newsroom.site import Site
from tests.conftest import SAMPLE, TODAY

CONTENT = Path(__file__).parents[3] / "content"


def site_of(content: Path) -> Site:
    return Site(read_library(content, today=TODAY), name="Bản tin mẫu", address="https://mau.example.vn", description="Tin để thử.")


def keys_of(site: Site) -> dict[str, bytes]:
    return {output.url: output.key() for output in site.outputs() if output.key}


def edited(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một câu, [một đường dẫn](/tin/) và 57-NQ/TW.\n", encoding="utf-8")


@pytest.mark.parametrize("name", sorted(path.relative_to(SAMPLE).as_posix() for path in (SAMPLE / "articles").rglob("*.md")))
def test_the_outputs_that_change_with_a_body_are_those_that_show_it(tmp_path, name):
    content = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    before = site_of(content)
    keys = keys_of(before)
    edited(content / name)
    after = site_of(content)
    article = next((one for one in after.library.articles if one.path == f"content/{name}"), None)
    now = keys_of(after)
    assert now.keys() == keys.keys()
    showing = {output.url for output in after.showing(article)} if article else set()
    assert {url for url in now if now[url] != keys[url]} == showing
    assert article is None or article.url in showing
    assert before.shape == after.shape


def test_the_outputs_that_change_with_a_body_of_the_real_content_are_those_that_show_it(tmp_path):
    """Ten entries, each alone: their keys are compared on two sites of the whole content, which are read once."""
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    before, after = site_of(content), site_of(content)
    keys = keys_of(before)
    chance = random.Random(10)
    other = Path(shutil.copytree(CONTENT, tmp_path / "other" / "content"))
    chosen = [*before.library.articles[:2], *chance.sample(before.library.articles[2:], 8)]
    for article in chosen:
        edited(other.parent / article.path)
    words = {one.id: one for one in site_of(other).library.articles}
    for article in chosen:
        same = after.library.by_id[article.id]
        old = before.library.by_id[article.id]
        same.take_words(words[article.id])
        now = keys_of(after)
        assert {url for url in now if now[url] != keys[url]} == {output.url for output in after.showing(same)} != set(), article.id
        same.take_words(old)
    assert keys_of(after) == keys


def test_without_an_edit_no_key_changes(tmp_path):
    content = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    assert keys_of(site_of(content)) == keys_of(site_of(content))


@pytest.mark.parametrize("change", [("title: Đồng Tháp", "title: Nay Đồng Tháp"), ("  - Hạ tầng số\n", ""), ("value: 71,5", "value: 71,6")])
def test_more_than_a_body_is_another_shape(tmp_path, change):
    content = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    before = site_of(content).shape
    path = content / "articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), encoding="utf-8")
    assert site_of(content).shape != before

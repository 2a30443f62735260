"""The builder behind `invoke serve` gives, after every save, the bytes of a cold build; and the save of a body goes the short way.

Here the `Workshop` is in this process, told of each save as the watcher would tell it; the cold build is a process of its own (see `yard`).
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins import building, building_process, desk
from plugins.building_process import Workshop
from plugins.press import Press
from tests.yard import NO_INDEX, Yard, differing, edit, tree_of

ENTRY = "dong-thap-ho-so-truc-tuyen"


@pytest.fixture
def workshop(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A workshop that has built the sample once."""
    for module in (building, building_process, desk):
        monkeypatch.setattr(module, "CACHE", yard.cache)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", NO_INDEX["PAGEFIND_BINARY_PATH"])
    workshop = Workshop(yard.content, yard.output, yard.project / "pelicanconf.py")
    assert workshop.build()["error"] == ""
    workshop.finish()
    return workshop


@pytest.fixture
def same(yard: Yard, workshop: Workshop) -> Callable[..., dict[str, str]]:
    """Save some files, build, and compare: with a cold build, or, when there is an error, with what stood there before."""

    def saved(*paths: Path, why: object = "") -> dict[str, str]:
        before = tree_of(yard.output)
        answer = workshop.build(saved=[str(path) for path in paths])
        workshop.finish()
        cold, wanted = yard.cold()
        assert bool(answer["error"]) == bool(cold.status), f"{why}: {answer}, cold: {cold}"
        assert differing(tree_of(yard.output), before if cold.status else wanted) == [], f"{why}: {answer}"
        assert yard.leftovers() == []
        return answer

    return saved


@pytest.fixture
def no_print(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first build, whoever plans the whole site fails."""

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("the whole site was planned")

    monkeypatch.setattr(Press, "print", refuse)


def add(path: Path, words: str) -> Path:
    path.write_text(path.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    return path


def entries(yard: Yard) -> list[Path]:
    return sorted((yard.content / "articles").rglob("*.md"))


@pytest.mark.usefixtures("no_print")
def test_a_saved_body_goes_the_short_way(yard, same):
    for number, path in enumerate(entries(yard)):
        answer = same(add(path, f"Câu thêm thứ {number}."), why=path.name)
        assert answer["line"].startswith("Đã dựng xong")


@pytest.mark.usefixtures("no_print")
def test_bodies_saved_together_and_saved_without_a_change_go_the_short_way(yard, same):
    first, second, third = entries(yard)[:3]
    same(add(first, "Một câu."), add(second, "Hai câu."), third)
    same(first, second)
    same(add(first, "Xem [tin kia](../2025/2025-05-tien-giang-phu-song-5g.md)."))


def test_a_saved_title_goes_the_long_way(yard, same, monkeypatch):
    printed = []
    real = Press.print
    monkeypatch.setattr(Press, "print", lambda press, *args, **options: printed.append(1) or real(press, *args, **options))
    same(add(yard.entry(), "Một câu."))
    assert not printed
    edit(yard.entry(), "title: ", "title: Nay ")
    same(yard.entry())
    assert printed


def test_a_body_saved_with_another_file_goes_the_long_way_and_is_right(yard, same):
    topics = yard.content / "registry/topics.yaml"
    edit(topics, "name: Hạ tầng số", "name: Hạ tầng")
    same(add(yard.entry(), "Một câu."), topics, why="error: a topic no entry has")
    edit(topics, "name: Hạ tầng", "name: Hạ tầng số")
    same(topics, why="mended")
    edit(yard.entry("hop-ban-chi-dao"), "title: ", "title: Nay ")
    same(add(yard.entry(), "Hai câu."), yard.entry("hop-ban-chi-dao"))


@pytest.mark.parametrize("words", ["Xem [tin không có](2025-01-01-khong-co.md).", "<<<<<<< HEAD\nMột câu.\n=======\n"])
def test_a_broken_body_is_told_and_mended(yard, same, words):
    path = yard.entry()
    good = path.read_text(encoding="utf-8")
    add(path, words)
    broken = same(path, why="broken")
    same(add(yard.entry("tien-giang"), "Một câu."), why="another body meanwhile")
    path.write_text(good, encoding="utf-8")
    assert same(path, why="mended")["error"] == ""
    if broken["error"]:
        assert path.name in broken["error"]


def test_a_body_that_breaks_a_rule_of_two_files_is_told(yard, same):
    """An entry that links to one that is then renamed: the file saved is not the one with the error."""
    path = yard.entry("tien-giang")
    new = path.rename(path.with_name("2025-05-tien-giang-phu-song.md"))
    assert "link-broken" in same(path, new)["error"]
    linking = yard.entry(), yard.content / "pages/cach-lam.md"
    for path in linking:
        edit(path, "2025-05-tien-giang-phu-song-5g.md", "2025-05-tien-giang-phu-song.md")
    assert same(*linking)["error"] == ""


def test_files_the_site_does_not_know_and_files_that_are_gone(yard, same):
    (yard.content / "ghi-chu.txt").write_text("x", encoding="utf-8")
    same(yard.content / "ghi-chu.txt", why="unknown")
    same(yard.folder / "elsewhere.md", why="outside and not there")
    same(yard.content / "articles", why="a folder")
    path = yard.entry("dung-nen-tang-chung")
    path.unlink()
    same(path, why="deleted")
    same(path, add(yard.entry(), "Một câu."), why="deleted already, with a body")


def test_a_save_nobody_told_of_is_seen_with_the_next_full_build(yard, workshop, same):
    add(yard.entry("tien-giang"), "Không ai báo.")
    workshop.build(saved=[str(add(yard.entry(), "Một câu."))])
    edit(yard.entry("hop-ban-chi-dao"), "title: ", "title: Nay ")
    same(yard.entry("hop-ban-chi-dao"))


def test_the_cache_deleted_while_serving(yard, same):
    same(add(yard.entry(), "Một câu."))
    shutil.rmtree(yard.cache)
    assert same(add(yard.entry(), "Hai câu."))["error"] == ""
    assert same(add(yard.entry(), "Ba câu."))["error"] == ""


def test_a_body_saved_after_the_output_was_deleted(yard, same):
    shutil.rmtree(yard.output)
    same(add(yard.entry(), "Một câu."))


def test_the_next_command_takes_over_what_was_served(yard, same):
    same(add(yard.entry(), "Một câu."))
    yard.same("invoke build after serve")
    add(yard.entry(), "Hai câu.")
    yard.same("and a body")
    same(yard.entry(), why="served again")
    same(add(yard.entry(), "Ba câu."))
    assert yard.check().status == 0


def test_a_save_that_comes_while_the_index_is_made_breaks_it_off(yard, workshop, same):
    lines, speaker = os.pipe()
    workshop.build(saved=[str(add(yard.entry(), "Một câu."))])
    os.write(speaker, b"x")
    with open(lines, "rb", buffering=0) as disturbed:
        workshop.finish(disturbed)
    same(add(yard.entry(), "Hai câu."), why="begun again")
    silent, _ = os.pipe()
    workshop.build(saved=[str(add(yard.entry(), "Ba câu."))])
    with open(silent, "rb", buffering=0) as quiet:
        workshop.finish(quiet)
    assert differing(tree_of(yard.output), yard.cold()[1]) == []
    yard.same("invoke build after serve")


def body(yard: Yard, chance: random.Random) -> list[Path]:
    return [add(chance.choice(entries(yard)), f"Câu {chance.random():.3f}.")]


def several(yard: Yard, chance: random.Random) -> list[Path]:
    return [add(path, f"Câu {chance.random():.3f}.") for path in chance.sample(entries(yard), 2)]


def title(yard: Yard, chance: random.Random) -> list[Path]:
    path = chance.choice(entries(yard))
    edit(path, "title: ", "title: Nay ")
    return [path]


def draft(yard: Yard, chance: random.Random) -> list[Path]:
    path = chance.choice(entries(yard))
    edit(path, "summary: ", "status: draft\nsummary: ")
    return [path]


def removed(yard: Yard, chance: random.Random) -> list[Path]:
    path = chance.choice(entries(yard))
    path.unlink()
    return [path, *body(yard, chance)]


def person(yard: Yard, chance: random.Random) -> list[Path]:
    path = yard.content / "registry/officials/tran-thi-mai.yaml"
    edit(path, "office: ", "office: Quyền ")
    return [path, *(body(yard, chance) if chance.random() < 0.5 else [])]


def document(yard: Yard, chance: random.Random) -> list[Path]:
    path = yard.content / "registry/resolutions/57-nq-tw.yaml"
    edit(path, "title: ", "title: Việc ")
    return [path]


def page(yard: Yard, chance: random.Random) -> list[Path]:
    return [add(yard.content / "pages/cach-lam.md", "Thêm một câu.")]


def broken(yard: Yard, chance: random.Random) -> list[Path]:
    return [add(chance.choice(entries(yard)), "Xem [tin không có](2025-01-01-khong-co.md)."), *body(yard, chance)]


def template(yard: Yard, chance: random.Random) -> list[Path]:
    path = yard.project / "theme/templates/base.html"
    edit(path, "</body>", "<!-- thêm --></body>")
    return [path]


SAVES = (body, several, title, draft, removed, person, document, page, broken, template)


@pytest.mark.parametrize("seed", [1])
def test_random_saves_give_the_bytes_of_a_cold_build(yard, same, seed):
    chance = random.Random(seed)
    done = []
    for change in chance.sample([*SAVES, body, several, body], len(SAVES) + 3):
        before = {path: path.read_bytes() for path in yard.content.rglob("*") if path.is_file()}
        saved = change(yard, chance)
        done.append(change.__name__)
        if same(*saved, why=f"seed {seed}: {done}")["error"]:
            for path, data in before.items():
                if not path.exists() or path.read_bytes() != data:
                    path.write_bytes(data)
            assert same(*saved, why=f"seed {seed}: {done}, put back")["error"] == ""
    yard.same(f"seed {seed}: {done}, then the command")

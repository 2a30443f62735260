"""`invoke serve` with a thousand entries and a real browser: every kind of save is on the screen after a true reload.

The seconds from save to screen are printed, not judged (a busy machine is no bug)::

    pytest tests/test_serving.py -s
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench.corpus import make_corpus
from tests.theme.built import copy_project

ENTRIES = int(os.environ.get("SERVE_ENTRIES", "1000"))
PATIENCE = 60
"""Seconds after which a save that has not reached the screen counts as lost."""


class Desk:
    """A running `invoke serve` over a project of its own."""

    def __init__(self, folder: Path) -> None:
        self.project = copy_project(folder / "project")
        self.content = make_corpus(folder, ENTRIES, self.project / "content")
        self.log = folder / "log"
        self.entry = sorted((self.content / "articles").rglob("*.md"))[-1]
        self.begin()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://localhost:{port}"
        command = [sys.executable, "-m", "invoke", "serve", "--content", str(self.content), "--output", str(folder / "output"), "--port", str(port)]
        with self.log.open("w") as out:
            self.process = subprocess.Popen(command, cwd=self.project, stdout=out, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONUNBUFFERED": "1"})
        year, month, _, words = self.entry.stem.split("-", 3)
        self.entry_page = f"{self.address}/tin/{year}/{month}/{words}/"
        self.wait_for("Trang web ở")

    def begin(self) -> None:
        """Done before the first build; nothing, as a rule."""

    def wait_for(self, words: str) -> None:
        """Wait until the terminal says `words`."""
        end = time.monotonic() + PATIENCE
        while words not in self.said():
            assert self.process.poll() is None and time.monotonic() < end, self.said()
            time.sleep(0.05)

    def said(self) -> str:
        """Return what the terminal shows."""
        return self.log.read_text(encoding="utf-8")

    def close(self) -> None:
        """End it as Ctrl+C does."""
        self.process.send_signal(2)
        self.process.wait(20)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all tests of the module."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def tab(chromium) -> Iterator[object]:
    """One tab that stays open, as an editor's does."""
    page = chromium.new_context().new_page()
    page.set_default_timeout(PATIENCE * 1000)
    yield page
    page.context.close()


def get(address: str) -> tuple[int, str]:
    """Return status and text of a page."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Save a file as an editor's program does: aside, then into place."""
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text, path
    aside = path.with_name(f".{path.name}.tmp")
    aside.write_text(changed, encoding="utf-8")
    aside.replace(path)


SAVES = {
    "article": (lambda desk: desk.entry, lambda text, word: f"{text}\nĐoạn {word}.\n", "document.body.innerText.includes(word)"),
    "registry": (lambda desk: desk.content / "registry/resolutions/57-nq-tw.yaml", lambda text, word: re.sub(r"^title: ", f"title: {word} ", text, flags=re.M), "document.body.innerText.includes(word)"),
    "template": (lambda desk: desk.project / "theme/templates/base.html", lambda text, word: re.sub(r'<main (?:data-word="\w+" )?', f'<main data-word="{word}" ', text), "document.querySelector('main').dataset.word === word"),
    "stylesheet": (lambda desk: desk.project / "theme/static/css/print.css", lambda text, word: f"{text}\n:root {{ --word: {word}; }}\n", "getComputedStyle(document.documentElement).getPropertyValue('--word').trim() === word"),
    "plugin": (lambda desk: desk.project / "plugins/newsroom/sections/standing.py", lambda text, word: re.sub(r'Head\(page\.url, (?:"\w+ " \+ )?', f'Head(page.url, "{word} " + ', text), "document.title.includes(word)"),
}
"""Kind of file → which, how it is changed, what the page then shows."""
PAGES = {"registry": "/van-ban/57-nq-tw/", "plugin": "/gioi-thieu/"}
"""Kind of file → the page that is looked at; the others are seen on an entry's page."""


@pytest.mark.parametrize("kind", SAVES)
def test_a_save_is_on_the_screen_after_a_reload(desk: Desk, tab, kind: str):
    find, change, shown = SAVES[kind]
    tab.goto(f"{desk.address}{PAGES[kind]}" if kind in PAGES else desk.entry_page, wait_until="load")
    tab.wait_for_timeout(300)
    seconds = []
    for number in range(5):
        word = f"{kind}{number}chu"
        before = tab.evaluate("performance.timeOrigin")
        said = len(desk.said())
        start = time.perf_counter()
        rewrite(find(desk), lambda text, word=word, number=number: change(text.replace(f"{kind}{number - 1}chu", "cu"), word))
        tab.wait_for_function(f"word => {shown}", arg=word, polling=20)
        seconds.append(time.perf_counter() - start)
        assert tab.evaluate("performance.timeOrigin") != before
        line = re.search(r"Từ lúc lưu đến trang đang xem: ([\d,]+ (?:giây|ms))", wait_for_line(desk, said))
        assert line
        tab.wait_for_timeout(250)
    print(f"\n{kind}: save to screen {', '.join(f'{one:.2f}' for one in seconds)} s; the terminal said {line[1]} last")


def test_an_error_is_shown_on_the_page_and_in_the_terminal_and_the_last_good_site_stays(desk: Desk, tab):
    tab.goto(desk.entry_page, wait_until="load")
    tab.wait_for_timeout(300)
    good = desk.entry.read_text(encoding="utf-8")
    rewrite(desk.entry, lambda text: re.sub(r"^topics:\n", "topics:\n  - Chủ đề không có\n", text, flags=re.M))
    alert = tab.get_by_role("alert")
    alert.wait_for()
    assert "không có chủ đề “Chủ đề không có”" in alert.inner_text() and desk.entry.name in alert.inner_text()
    assert tab.locator("h1").count() == 1
    desk.wait_for("[article-topic]")
    rewrite(desk.entry, lambda _: good)
    alert.wait_for(state="detached")


def test_a_template_that_cannot_be_drawn_is_named_and_mended(desk: Desk, tab):
    tab.goto(desk.entry_page, wait_until="load")
    tab.wait_for_timeout(300)
    template = desk.project / "theme/templates/article.html"
    good = template.read_text(encoding="utf-8")
    rewrite(template, lambda text: text.replace("{% block content %}", "{% block content %}{{ khong_co }}", 1))
    alert = tab.get_by_role("alert")
    alert.wait_for()
    assert "theme/templates/article.html" in alert.inner_text()
    rewrite(template, lambda _: good)
    alert.wait_for(state="detached")


def test_a_plugin_that_does_not_load_is_told_and_mended(desk: Desk, tab):
    tab.goto(desk.entry_page, wait_until="load")
    tab.wait_for_timeout(300)
    plugin = desk.project / "plugins/newsroom/sections/standing.py"
    good = plugin.read_text(encoding="utf-8")
    rewrite(plugin, lambda text: f"{text}\ndef (\n")
    alert = tab.get_by_role("alert")
    alert.wait_for()
    assert "chương trình dựng trang" in alert.inner_text()
    rewrite(plugin, lambda _: good)
    alert.wait_for(state="detached")


def test_a_page_that_is_not_there_is_the_site_s_404(desk: Desk):
    status, text = get(f"{desk.address}/khong-co/")
    assert status == 404 and "Không tìm thấy trang" in text


def test_the_reload_script_is_added_on_the_way_and_not_in_the_output(desk: Desk):
    assert "EventSource" in get(desk.entry_page)[1]
    output = desk.project.parent / "output"
    assert b"EventSource" not in (output / desk.entry_page.removeprefix(f"{desk.address}/") / "index.html").read_bytes()


def test_a_new_file_and_a_deleted_one_are_seen(desk: Desk):
    copy = desk.entry.with_name(desk.entry.name.replace(".md", "-moi.md"))
    text = re.sub(r"(  url: \S+)", r"\1-moi", desk.entry.read_text(encoding="utf-8"))
    copy.write_text(text, encoding="utf-8")
    address = desk.entry_page.rstrip("/") + "-moi/"
    wait_until(lambda: get(address)[0] == 200, desk)
    copy.unlink()
    wait_until(lambda: get(address)[0] == 404, desk)


def test_when_not_even_the_first_build_succeeds_the_error_is_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.modules[__name__], "ENTRIES", 5)
    monkeypatch.setattr(Desk, "begin", lambda desk: rewrite(desk.entry, lambda text: text.replace("topics:", "chu-de:")))
    desk = Desk(tmp_path)
    status, text = get(f"{desk.address}/")
    assert status == 404 and "không có mục nào tên “chu-de”" in text and "EventSource" in text
    desk.close()


def test_a_taken_port_is_told_in_one_line(desk: Desk):
    done = subprocess.run([sys.executable, "-m", "invoke", "serve", "--content", str(desk.content), "--output", str(desk.project.parent / "other"), "--port", desk.address.rsplit(":", 1)[1]],
                          cwd=desk.project, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert done.stderr.startswith("Không mở được cổng") and done.stderr.count("\n") == 1


def wait_for_line(desk: Desk, said: int) -> str:
    """Return what the terminal says after the first `said` characters, once the build is done."""
    wait_until(lambda: "Từ lúc lưu" in desk.said()[said:], desk)
    return desk.said()[said:]


def wait_until(true: Callable[[], bool], desk: Desk) -> None:
    """Wait until `true` is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, desk.said()
        time.sleep(0.05)


def test_ctrl_c_ends_it_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.modules[__name__], "ENTRIES", 5)
    desk = Desk(tmp_path)
    desk.close()
    assert desk.process.returncode in (0, 1) and "Traceback" not in desk.said()

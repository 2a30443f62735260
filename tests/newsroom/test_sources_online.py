"""Sources asked over the network: a server on this machine stands for the web, and entries are marked without another byte changed."""

import datetime as dt
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from plugins.newsroom.frontmatter import split
from plugins.newsroom.sources_online import BACK, GONE, SKIPPED, THERE, UNSURE, Address, Manners, addresses_of, mark_gone, report, try_addresses, write_marks
from plugins.newsroom.strict_yaml import Source

DAY = dt.date(2026, 11, 22)
HERE = Manners(pause=0, seconds=2, allow_private=True)


class _Paper(BaseHTTPRequestHandler):
    """A newspaper: what it answers depends on the path."""

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        asked = sum(one[1] == self.path for one in self.server.asked)
        statuses = {"/co": 200, "/mat": 404, "/go": 410, "/cam": 403, "/loi": 500, "/chuyen": 301, "/ve-dau": 302, "/vong": 302, "/": 200, "/thoang-qua": 404 if asked < 3 else 200, "/ra-ngoai": 302}
        status = 405 if path == "/khong-head" and self.command == "HEAD" else 200 if path in ("/khong-head", "/robots.txt") else statuses.get(path, 404)
        body = self.server.robots if path == "/robots.txt" else b"<p>tin</p>"
        self.send_response(status)
        place = {"/chuyen": "/co", "/ve-dau": "/", "/vong": "/vong", "/ra-ngoai": "file:///etc/passwd"}.get(path)
        if place:
            self.send_header("Location", place)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def paper() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Paper)
    server.asked, server.robots = [], b"User-agent: *\nDisallow: /rieng\n"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def judged(paper: ThreadingHTTPServer, path: str, *, marked: bool = False, manners: Manners = HERE):
    url = f"http://127.0.0.1:{paper.server_address[1]}{path}"
    (verdict,) = try_addresses([Address("content/articles/2025/x.md", url, marked)], manners)
    return verdict


@pytest.mark.parametrize(("path", "state"), [
    ("/co", THERE), ("/khong-head", THERE), ("/chuyen", THERE), ("/mat", GONE), ("/go", GONE), ("/cam", UNSURE), ("/loi", UNSURE),
    ("/ve-dau", UNSURE), ("/vong", UNSURE), ("/thoang-qua", THERE), ("/rieng/tin", SKIPPED), ("/ra-ngoai", SKIPPED),
])
def test_what_an_answer_says(paper, path, state):
    verdict = judged(paper, path)
    assert verdict.state == state, verdict.why
    assert bool(verdict.why) is (state != THERE)


def test_a_page_is_gone_only_when_it_says_so_again(paper):
    judged(paper, "/mat")
    assert [command for command, path, _ in paper.asked if path == "/mat"] == ["HEAD", "GET", "GET"]
    assert {agent for *_, agent in paper.asked} == {"Ban-tin-doi-moi-dia-phuong/1.0 (invoke check --online)"}


def test_a_page_that_answers_again_is_reported(paper):
    assert judged(paper, "/co", marked=True).state == BACK


def test_hosts_of_this_machine_are_refused_unless_allowed(paper):
    verdict = judged(paper, "/co", manners=Manners(pause=0, seconds=2))
    assert verdict.state == SKIPPED
    assert "nội bộ" in verdict.why
    assert paper.asked == []


@pytest.mark.parametrize("url", ["ftp://bao.example/x", "http://a:b@127.0.0.1/x", "http://[::1/x", "http:///x"])
def test_what_is_no_web_address_is_not_asked(url):
    (verdict,) = try_addresses([Address("x.md", url, False)], HERE)
    assert verdict.state in (SKIPPED, UNSURE)


def test_a_host_that_does_not_answer_is_not_called_gone(paper):
    port = paper.server_address[1]
    paper.shutdown()
    paper.server_close()
    (verdict,) = try_addresses([Address("x.md", f"http://127.0.0.1:{port}/co", False)], HERE)
    assert verdict.state == UNSURE


def test_a_host_nobody_knows_is_not_called_gone(monkeypatch):
    def unknown(*words: object, **more: object) -> None:
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    (verdict,) = try_addresses([Address("x.md", "https://bao-da-dong.example/tin", False)], HERE)
    assert (verdict.state, verdict.why) == (UNSURE, "không tìm thấy máy “bao-da-dong.example”")


def test_one_host_is_asked_slowly(paper, monkeypatch):
    slept = []
    monkeypatch.setattr("plugins.newsroom.sources_online.time.sleep", slept.append)
    address = f"http://127.0.0.1:{paper.server_address[1]}"
    try_addresses([Address("x.md", f"{address}/co", False), Address("y.md", f"{address}/khong-head", False)], Manners(pause=3, seconds=2, allow_private=True))
    assert len([one for one in slept if one > 2.5]) == 3  # robots.txt, HEAD | HEAD, GET: a pause before each but the first


FORMS = {
    "block": "source:\n  name: Báo\n  url: https://bao.vn/a  # như in\n  published: 2025-01-01\n",
    "quoted": 'source:\n  name: Báo\n  url: "https://bao.vn/a"\n',
    "braces": "source: {name: Báo, url: 'https://bao.vn/a', published: 2025-01-01}\n",
    "braces, last": 'source: {name: Báo, url: "https://bao.vn/a"}\n',
    "list": "source:\n  - name: Báo\n    url: https://bao.vn/a\n  - name: Khác\n    url: https://bao.vn/b\n",
    "list, first key": "source:\n  - url: https://bao.vn/a\n    name: Báo\n",
    "list at the margin": "source:\n- name: Báo\n  url: https://bao.vn/a\n",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_a_mark_is_one_insertion_and_nothing_else(form, ends):
    text = f"---\ntitle: Tin: một\n{FORMS[form]}summary: Câu có https://bao.vn/a.\n---\n\nThân bài, url: https://bao.vn/a\n".replace("\n", ends)
    marked = mark_gone(text, "https://bao.vn/a", DAY)
    at = marked.index("gone: 2026-11-22")
    added = len(marked) - len(text)
    start = next(start for start in range(max(0, at - 8), at + 1) if marked[:start] + marked[start + added:] == text)
    assert "gone: 2026-11-22" in marked[start:start + added]
    problems = []
    document = split(marked.replace("\r\n", "\n"), Source("x.md", problems), "article")
    source = next(document.fields.entries("source", single=True))
    assert (source.text("url"), source.text("gone")) == ("https://bao.vn/a", "2026-11-22")
    assert problems == []


@pytest.mark.parametrize("text", [
    "", "không có phần khai báo", "---\ntitle: A\n---\n", "---\nsource:\n  url: https://bao.vn/b\n---\n", "---\nsource:\n  url: https://bao.vn/a\n  gone: 2025-01-01\n---\n",
    "---\nsource:\n  url: >-\n    https://bao.vn/a\n---\n", "---\nsource:\n  - {url: https://bao.vn/a}\n  - {url: https://bao.vn/a}\n---\n",
])
def test_where_the_place_is_not_certain_nothing_is_written(text):
    assert mark_gone(text, "https://bao.vn/a", DAY) is None


def test_an_entry_whose_source_is_gone_keeps_all_its_bytes(paper, tmp_path):
    url = f"http://127.0.0.1:{paper.server_address[1]}/mat"
    path = tmp_path / "content/articles/2025/x.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(f"---\r\ntitle: A\r\nsource:\r\n  url: {url}\r\n---\r\n\r\nThân.\r\n".encode())
    verdicts = try_addresses([Address("content/articles/2025/x.md", url, False)], HERE)
    written = write_marks(tmp_path / "content", verdicts, DAY)
    assert path.read_bytes() == f"---\r\ntitle: A\r\nsource:\r\n  url: {url}\r\n  gone: 2026-11-22\r\n---\r\n\r\nThân.\r\n".encode()
    text = report(verdicts, written)
    assert text.startswith("Đã thử 1 địa chỉ nguồn: 0 còn, 1 không còn")
    assert text.endswith("; đã ghi gone vào tin")


def test_the_addresses_are_those_the_entries_name(library):
    found = addresses_of(library.articles)
    assert len(found) == sum(bool(source.url) for article in library.articles for source in article.sources)
    assert [one.path for one in found] == sorted(one.path for one in found)
    assert not any(one.marked for one in found)


def test_the_day_a_source_went_is_read_and_must_fit(make_article):
    article, problems = make_article(source="{name: Báo, url: 'https://bao.example.vn/x', published: 2025-03-05, gone: 2025-10-02}")
    assert (article.sources[0].gone.iso, problems) == ("2025-10-02", [])
    _, problems = make_article(source="{name: Báo, url: 'https://bao.example.vn/x', published: 2025-03-05, gone: 2025-01-02}")
    assert [one.code for one in problems] == ["article-source"]

"""From a source to files: the draft, the registry drafts, what is refused, and what may be fetched."""

import datetime as dt
import json
import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from plugins.newsroom.intake import SOURCE_MARKER, FetchRefused, ImportRefused, fetch, import_batch, import_one, own_text, source_text
from plugins.newsroom.intake.fetch import is_public
from plugins.newsroom.library import read_library

ROOT = Path(__file__).parents[3]
TODAY = dt.date(2026, 11, 22)
PAGE = (
    "Phú Thọ: Họp bàn về hạ tầng số \"mới\" #1\nThứ Tư, 20/08/2025 08:00\nNgày 19/8, đồng chí Đinh Khắc Tuệ, Phó Chủ tịch UBND tỉnh Phú Thọ họp bàn thực hiện Kế hoạch số 9321/KH-UBND ngày 2/8/2025 của UBND tỉnh. "
    "Tỉnh Phú Thọ có 214 trạm BTS, đạt 92%.\nThu Hương\n"
)


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    shutil.copytree(ROOT / "content" / "registry", folder / "registry", ignore=shutil.ignore_patterns("officials", "resolutions"))
    return folder


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def test_a_draft_is_written_and_reads_back_without_errors(content, source):
    done = import_one(source, content=content, today=TODAY)
    assert done.written[0] == content / "articles" / "2025" / "2025-08-20-phu-tho-hop-ban-ve-ha-tang-so-moi.md"
    text = done.written[0].read_text(encoding="utf-8")
    assert "status: draft" in text and "# kiểm tra: năm suy ra từ ngày đăng" in text and SOURCE_MARKER in text
    library = read_library(content, today=TODAY)
    assert [article.status for article in library.unpublished] == ["draft"]
    assert not [problem for problem in library.problems if problem.severity == "error"]


def test_new_people_and_documents_are_drafted_with_evidence(content, source):
    written = {path.name: path.read_text(encoding="utf-8") for path in import_one(source, content=content, today=TODAY).written[1:]}
    assert set(written) == {"dinh-khac-tue.yaml", "9321-kh-ubnd-phu-tho-2025.yaml"}
    assert "article: 2025-08-20-phu-tho-hop-ban-ve-ha-tang-so-moi" in written["dinh-khac-tue.yaml"] and "Nháp" in written["9321-kh-ubnd-phu-tho-2025.yaml"]


def test_nothing_is_overwritten(content, source):
    import_one(source, content=content, today=TODAY)
    with pytest.raises(ImportRefused, match="không ghi đè"):
        import_one(source, content=content, today=TODAY)


def test_the_same_address_is_refused_and_the_same_event_named(content, source, tmp_path):
    import_one(source, content=content, today=TODAY, url="https://baophutho.vn/a.html")
    with pytest.raises(ImportRefused, match="đã có tin"):
        import_one(source, content=content, today=TODAY, url="http://www.baophutho.vn/a.html?fbclid=1")
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("Họp bàn về", "Bàn việc họp về"), encoding="utf-8")
    assert "có thể cùng sự kiện" in import_one(str(other), content=content, today=TODAY).report


def test_the_report_says_what_to_check_and_which_file_to_open(content, source):
    report = import_one(source, content=content, today=TODAY).report
    assert "Kiểm tra:" in report and report.splitlines()[-1].startswith("Mở ")


def test_own_and_source_text_are_parted():
    body = f"Lời của bản tin.\n\n{SOURCE_MARKER}\n\nLời của nguồn."
    assert (own_text(body), source_text(body)) == ("Lời của bản tin.", "Lời của nguồn.")


def test_a_batch_gives_one_json_a_page_and_reports_the_unreadable(content, source, tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    (folder / "b.html").write_bytes(b"\0\0\0")
    failed = import_batch(folder, out=out, registry=read_library(content, today=TODAY).registry, today=TODAY)
    assert [path.name for path in out.iterdir()] == ["a.json"] and len(failed) == 1
    assert json.loads((out / "a.json").read_text(encoding="utf-8"))["provinces"] == ["Phú Thọ"]


@pytest.mark.parametrize(("name", "text", "message", "remedy"), [
    ("topic_cues.yaml", "- topic: khoi-nghiep\n  strong: [a, b\n", "topic_cues.yaml:2:11: YAML sai", "thêm dấu ]"),
    ("topic_cues.yaml", "- topic: khoi-ngiep\n  strong: [ươm tạo]\n", "topic_cues.yaml:1:10: danh mục không có mã “khoi-ngiep”", "viết “khoi-nghiep”"),
    ("topic_cues.yaml", "- topic: khoi-nghiep\n  strong: [\"-\"]\n", "topic_cues.yaml:2:12: “-” trong “strong” không có chữ nào", "bỏ phần tử này"),
    ("publishers.yaml", "- domain: bao.example.vn\n", "publishers.yaml:1:3: thiếu mục “name”", "thêm dòng “name: …”"),
    ("publishers.yaml", "- domain: a.vn\n  name: Báo A\n  tag: [A]\n", "publishers.yaml:3:3: không có mục nào tên “tag”", "tags"),
    ("cities.yaml", "Long Xuyên\n", "cities.yaml:1:1: ", "dấu “- ”"),
    ("cities.yaml", "", "cities.yaml:1:1: ", ""),
])
def test_a_broken_list_of_the_import_is_told_with_place_and_remedy(content, source, tmp_path, name, text, message, remedy):
    (content / "registry" / name).write_text(text, encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        import_one(source, content=content, today=TODAY)
    assert message in str(refused.value) and remedy in str(refused.value)
    with pytest.raises(ImportRefused, match="danh sách mà lệnh import tra"):
        import_batch(Path(source).parent, out=tmp_path / "out", registry=read_library(content, today=TODAY).registry, today=TODAY)
    assert not (tmp_path / "out").exists()


def test_a_page_is_read_though_the_list_of_provinces_is_broken(content, source):
    (content / "registry" / "provinces.yaml").write_text("- id: [", encoding="utf-8")
    done = import_one(source, content=content, today=TODAY, url="https://baophutho.vn/hop-1.htm")
    assert done.proposal.names == ()


def test_why_a_source_cannot_be_read_is_said_in_vietnamese(content, tmp_path):
    for place, why in ((tmp_path / "khong-co.html", "không có tệp"), (tmp_path, "đây là thư mục" if os.name == "posix" else "không")):
        with pytest.raises(ImportRefused, match=why):
            import_one(str(place), content=content, today=TODAY)


@pytest.mark.parametrize("source", ["/khong/co/tep.txt", "ftp://example.vn/a", "file:///etc/passwd", "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.1/", "http://user:pw@example.vn/", "http://localhost:99999/", "http:///a"])
def test_refused_sources(content, source):
    with pytest.raises(ImportRefused):
        import_one(source, content=content, today=TODAY)


@pytest.mark.parametrize(("address", "public"), [
    ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
    ("::1", False), ("fe80::1", False), ("fc00::1", False), ("::ffff:127.0.0.1", False), ("x", False),
])
def test_public_addresses(address, public):
    assert is_public(address) is public


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/page":
            self._answer(200, "text/html; charset=utf-8", "Phú Thọ".encode())
        elif self.path == "/turn":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path == "/picture":
            self._answer(200, "image/png", b"x")
        elif self.path == "/long":
            self._answer(200, "text/html", b"x" * 50_000)
        else:
            self._answer(404, "text/html", b"")

    def _answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    pages = HTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{pages.server_port}"
    pages.shutdown()


def test_a_page_is_fetched_through_a_redirect(server):
    found = fetch(f"{server}/turn", allow_private=True)
    assert found.content.decode() == "Phú Thọ" and found.url.endswith("/page")


@pytest.mark.parametrize("path", ["/loop", "/away", "/picture", "/long", "/nothing"])
def test_answers_that_are_refused(server, path):
    with pytest.raises(FetchRefused):
        fetch(server + path, allow_private=True, most_bytes=10_000)


def test_a_private_host_is_refused_unless_allowed(server):
    with pytest.raises(FetchRefused, match="nội bộ"):
        fetch(f"{server}/page")

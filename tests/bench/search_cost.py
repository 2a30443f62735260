"""What search costs at a given size: seconds and memory of the indexer, files and bytes of the index, bytes a reader loads for a first question.

In: a content folder and the site built from it. Out: lines of text for `invoke bench` to print. Example: ``print(search_cost(content, output))`` prints
"chỉ mục: 9 s, 240 MB, 14.700 tệp, 17,3 MB" and a line for each question. The bytes are those of the files as they lie on disk (Pagefind's are compressed already; the script is not).

The odd case is a machine without a browser: then the first line is all there is.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

QUESTIONS = ("chuyển đổi số", "Đồng Tháp", "kế hoạch thực hiện nghị quyết", "NQ57")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WATCH = """
performance.setResourceTimingBufferSize(5000);
const loaded = () => performance.getEntriesByType("resource").filter((one) => /[/]chi-muc[/]|[.]js$/.test(one.name)).reduce((sum, one) => sum + one.encodedBodySize, 0);
new MutationObserver(() => { if (!window.first && document.querySelector("#ket-qua li")) window.first = [loaded(), performance.now()]; }).observe(document, { childList: true, subtree: true });
window.whole = () => [loaded(), performance.now()];
"""
"""Notes in the page itself what had been loaded when the first result stood there: asked from outside, it is known too late."""

INDEX = """
import datetime as dt, sys
from pathlib import Path
from types import SimpleNamespace
from plugins.newsroom.library import read_library
from plugins.search_index import SearchIndex
index = SearchIndex(SimpleNamespace(library=read_library(Path(sys.argv[1]), today=dt.date(2026, 12, 31))), Path(sys.argv[2]))
print(sum(len(one.view()) for shard in index.groups() for one in shard.group.outputs()))
"""
"""Reads a content folder and makes its index, in a process of its own so that its memory can be told."""


def search_cost(content: Path, output: Path) -> str:
    """Return what indexing `content` from nothing takes, and what a first question to the site in `output` loads."""
    return "\n".join([_index_cost(content), *_question_costs(output)])


def _index_cost(content: Path) -> str:
    with tempfile.TemporaryDirectory(prefix="ban-tin-tim-") as cache:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", INDEX, str(content), cache], stdout=subprocess.PIPE, cwd=Path(__file__).resolve().parents[2])
        size = int(process.stdout.read() or 0)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        packs = sum(1 for _ in Path(cache).rglob("*.pack"))
    megabytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return f"chỉ mục từ đầu: {time.perf_counter() - start:.1f} s (bộ xử lý {usage.ru_utime + usage.ru_stime:.1f} s), bộ nhớ {megabytes:.0f} MB, {packs} phần, {size / 1e6:.1f} MB"


def _question_costs(output: Path) -> list[str]:
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        return ["  không đo được lần tìm đầu: máy không có Chromium"]
    from playwright.sync_api import sync_playwright

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lines = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for question in QUESTIONS:
            context = chromium.new_context()
            page = context.new_page()
            page.add_init_script(WATCH)
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/tim-kiem/?q={quote(question)}")
            page.wait_for_function("document.querySelector('#dem').textContent !== '' && !document.querySelector('#ket-qua').hasAttribute('aria-busy')", timeout=60_000)
            (first, soon), (whole, late) = page.evaluate("[window.first, window.whole()]")
            lines.append(f"  “{question}”: kết quả đầu sau {first / 1000:.0f} kB, {soon / 1000:.1f} s; mọi kết quả sau {whole / 1000:.0f} kB, {late / 1000:.1f} s")
            context.close()
        chromium.close()
    server.shutdown()
    return lines


if __name__ == "__main__":
    print(search_cost(Path(sys.argv[1]), Path(sys.argv[2])))

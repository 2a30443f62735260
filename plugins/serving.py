"""The site on the editor's own machine: a saved file is in the browser a moment later.

In: the project folder. Out: ``http://localhost:8000`` with the last good site, reloaded by itself after every save of an entry, registry file,
template, stylesheet or plugin. An error is shown on top of the page and in the terminal, and the last good site stays up beneath.

Two processes: this one answers the browser and watches the files; a *builder* (`building_process`) keeps the library in memory and
builds when told. A saved plugin starts a new builder, because Python cannot reliably load changed code into a running process.
The odd case is a burst of saves (a branch switched): watchfiles gathers them, and one build follows.

What the browser needs for reloading is put into pages on their way to it and never written to the output folder.
"""

import json
import subprocess
import sys
import threading
import time
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

WATCHED = ("theme", "plugins", "pelicanconf.py")
EVENTS = "/.thay-doi"
"""Where the browser listens; no page of the site has a dot there."""

WAIT = 20
"""Seconds after which a silent connection of a browser is ended, so that it asks again."""

SCRIPT = f"""<script>
(() => {{
  const listen = () => {{
    const events = new EventSource("{EVENTS}");
    events.onmessage = (event) => {{ if (event.data === "tai-lai") location.reload(); }};
  }};
  listen();
}})();
</script>"""
PANEL = ('<div role="alert" style="position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;background:#7a1408;color:#fff;padding:1rem;'
         'font:0.9rem/1.5 monospace;white-space:pre-wrap;z-index:9">Trang đang xem là bản tốt gần nhất. Có lỗi cần sửa:\n\n{}</div>')


class Desk:
    """What the browser's requests and the watcher share: the number of the last build and what went wrong in it."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.edition = 0
        self.error = ""

    def publish(self, error: str) -> None:
        """Tell every listening browser that there is something new to see."""
        with self.changed:
            self.edition += 1
            self.error = error
            self.changed.notify_all()

    def wait_for_next(self, edition: int) -> int:
        """Return the number of the current edition, once it is another than `edition` or nobody has saved anything for a while."""
        with self.changed:
            self.changed.wait_for(lambda: self.edition != edition, timeout=WAIT)
            return self.edition


class Handler(SimpleHTTPRequestHandler):
    """Serves the output folder, never from the browser's memory, with the reload script and the error panel in its pages."""

    def __init__(self, *args: object, desk: Desk, **options: object) -> None:
        self.desk = desk
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer a page, a file, or the stream of changes."""
        path = self.path.partition("?")[0]
        if path == EVENTS:
            self._stream()
            return
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            self._page(200, file)
        elif not file.exists() and (missing := Path(self.directory) / "404.html").is_file():
            self._page(404, missing)
        else:
            super().do_GET()

    def _page(self, status: int, file: Path) -> None:
        body = file.read_bytes().replace(b"</body>", self._additions().encode() + b"</body>", 1)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _additions(self) -> str:
        return SCRIPT + (PANEL.format(escape(self.desk.error)) if self.desk.error else "")

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        before = self.desk.edition
        try:
            while True:
                after = self.desk.wait_for_next(before)
                self.wfile.write(b"data: tai-lai\n\n" if after != before else b": con do\n\n")
                self.wfile.flush()
                before = after
        except OSError:
            return  # the browser has gone to another page

    def end_headers(self) -> None:
        """Tell the browser to ask again every time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing: only errors are worth a line."""

    def log_error(self, format: str, *args: object) -> None:
        """Say nothing of pages that are not there; the browser shows it."""


class Builder:
    """The other process: told to build, it answers with what happened."""

    def __init__(self, root: Path, content: Path, output: Path) -> None:
        self._command = [sys.executable, "-m", "plugins.building_process", str(content), str(output), str(root / "pelicanconf.py")]
        self._root = root
        self._process: subprocess.Popen | None = None

    def build(self) -> dict:
        """Return {"error": text or "", "line": what was done} for one build; a builder that has died is started anew."""
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = subprocess.Popen(self._command, cwd=self._root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        try:
            process.stdin.write("build\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self.stop()
            return {"error": "Không chạy được chương trình dựng trang; xem thông báo trong cửa sổ lệnh.", "line": ""}

    def stop(self) -> None:
        """End the builder; the next build starts another."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def serve_site(root: Path, content: Path, output: Path, *, port: int, bind: str) -> None:
    """Build the site and serve it until interrupted, building again whenever a file it is made from changes.

    Raises:
        SystemExit: when the port is taken.
    """
    desk = Desk()
    try:
        server = ThreadingHTTPServer((bind, port), partial(Handler, desk=desk, directory=str(output)))
    except OSError as error:
        sys.exit(f"Không mở được cổng {port}: {error.strerror}. Chọn cổng khác: invoke serve --port {port + 1}")
    server.daemon_threads = True
    builder = Builder(root, content, output)
    _build(builder, desk, "Dựng trang")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Trang web ở http://localhost:{port} ; dừng bằng Ctrl+C.", flush=True)
    try:
        for changes in watch(content, *(root / name for name in WATCHED), debounce=150, step=20, rust_timeout=500, raise_interrupt=False):
            paths = sorted(Path(path) for _, path in changes if "__pycache__" not in path)
            if not paths:
                continue
            if any(path.suffix == ".py" for path in paths):
                builder.stop()
            _build(builder, desk, f"Đã lưu {', '.join(path.name for path in paths[:3])}{' …' if len(paths) > 3 else ''}")
    finally:
        builder.stop()
        server.shutdown()


def _build(builder: Builder, desk: Desk, why: str) -> None:
    start = time.perf_counter()
    answer = builder.build()
    seconds = f"{time.perf_counter() - start:.2f}".replace(".", ",")
    if answer["error"]:
        print(f"{why}: có lỗi, trang đang xem là bản tốt gần nhất.\n{answer['error']}", flush=True)
    else:
        print(f"{why}: {answer['line']} Từ lúc lưu đến trang mới: {seconds} giây.", flush=True)
    desk.publish(answer["error"])

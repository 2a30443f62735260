"""The site on the editor's own machine, built again at every save.

In: the project folder. Out: ``http://localhost:8000`` with the last good site; a saved entry, registry file, template, stylesheet or
plugin is in the next page the browser loads. An error is printed where the server runs, and the last good site stays up.

Each build is a process of its own, so that an edited plugin is read anew. The odd case is a burst of saves (a branch
switched): watchfiles gathers them, and one build follows.
"""

import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

WATCHED = ("theme", "plugins", "pelicanconf.py")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves the output folder, never from the browser's memory; says nothing about requests that went well."""

    def end_headers(self) -> None:
        """Tell the browser to ask again every time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing: only errors are worth a line."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own 404 page."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve_site(root: Path, content: Path, output: Path, *, port: int, bind: str) -> None:
    """Build the site and serve it until interrupted, building again whenever a file it is made from changes.

    Raises:
        SystemExit: when the port is taken.
    """
    _build(root, content, output)
    try:
        server = ThreadingHTTPServer((bind, port), partial(QuietHandler, directory=str(output)))
    except OSError as error:
        sys.exit(f"Không mở được cổng {port}: {error.strerror}. Chọn cổng khác: invoke serve --port {port + 1}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Trang web ở http://localhost:{port} ; dừng bằng Ctrl+C.", flush=True)
    try:
        for changes in watch(content, *(root / name for name in WATCHED), step=50, raise_interrupt=False):
            print(f"Đã lưu {', '.join(sorted(Path(path).name for _, path in changes)[:3])}; dựng lại…", flush=True)
            _build(root, content, output)
    finally:
        server.shutdown()


def _build(root: Path, content: Path, output: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "invoke", "build", "--content", str(content), "--output", str(output)], cwd=root)
    if done.returncode:
        print("Có lỗi: trang đang xem là bản tốt gần nhất.", flush=True)

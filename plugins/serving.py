"""The site on the editor's own machine: a saved file is in the browser a moment later.

In: the project folder. Out: ``http://localhost:8000`` with the last good site, reloaded by itself after every save of an entry, registry file,
template, stylesheet or plugin. An error is shown on top of the page and in the terminal, and the last good site stays up beneath.

Two processes: this one answers the browser and watches the files; a *builder* (`building_process`) keeps the library in memory and
builds when told. A saved plugin starts a new builder, because Python cannot reliably load changed code into a running process.
The pages on the screen are drawn first and shown *ahead*, from memory, while the builder draws the others: nobody waits for a thousand pages to see
one. The odd case is a burst of saves (a branch switched): watchfiles gathers them, and one build follows.

What the browser needs for reloading is put into pages on their way to it and never written to the output folder.
"""

import json
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

from watchfiles import watch

from .newsroom.files import reason, stamp_of

WATCHED = ("theme", "plugins", "pelicanconf.py")
EVENTS = "/.thay-doi"
"""Where the browser listens; no page of the site has a dot there."""

WAIT = 20
"""Seconds after which a silent connection of a browser is ended, so that it asks again."""

GATHER = 5
"""Milliseconds without a further save after which a build begins: an editor saves one file at a time."""

LOOK = 200
"""Milliseconds between two looks at whether the watching is to end."""

LONGEST = 10
"""Seconds that may lie between a save and its build."""

MANY, SETTLE = 3, 0.2
"""Files saved at once that speak for a switched branch, and seconds to let it come to its end."""

LOOKED_AT = 3
"""Pages last asked for, which are drawn ahead of the others."""

SCRIPT = """<script>new EventSource("{}").onmessage = (event) => {{ if (event.data === "tai-lai") location.reload(); }};</script>"""
NOTHING_YET = "<!doctype html><html lang=vi><meta charset=utf-8><title>Chưa có trang</title><body><h1>Chưa dựng được trang nào</h1></body></html>".encode()
"""Shown while the very first build has an error."""

PANEL = ('<div role="alert" style="position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;background:#7a1408;color:#fff;padding:1rem;'
         'font:0.9rem/1.5 monospace;white-space:pre-wrap;z-index:9">Trang đang xem là bản tốt gần nhất. Có lỗi cần sửa:\n\n{}</div>')


class Desk:
    """What the browser's requests and the watcher share: the number of what is to be seen, what went wrong, and the pages shown ahead."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.edition = 0
        self.error = ""
        self.looked_at: deque[str] = deque(maxlen=LOOKED_AT)
        self.ahead: dict[str, bytes] = {}
        self._shown: frozenset[str] = frozenset()

    def look_at(self, path: str) -> None:
        """Remember that somebody asked for the page at `path`."""
        with self.changed:
            if path in self.looked_at:
                self.looked_at.remove(path)
            self.looked_at.append(path)

    def publish_ahead(self, pages: dict[str, bytes]) -> None:
        """Show `pages` (path → bytes) before the site on disk has them."""
        self._publish("", pages, frozenset())

    def publish(self, error: str) -> None:
        """Tell every listening browser that there is something new to see; a page that was shown ahead is not shown again."""
        self._publish(error, {}, frozenset() if error else frozenset(self.ahead))

    def _publish(self, error: str, ahead: dict[str, bytes], shown: frozenset[str]) -> None:
        with self.changed:
            self.edition += 1
            self.error, self.ahead, self._shown = error, ahead, shown
            self.changed.notify_all()

    def is_news(self, path: str, edition: int) -> bool:
        """Return whether a browser that shows the page at `path` as of `edition` must load it again."""
        with self.changed:
            if edition == self.edition:
                return False
            return path in self.ahead if self.ahead else path not in self._shown or edition != self.edition - 1

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
        elif (style := self.desk.ahead.get(path.lstrip("/"))) is not None:
            self._send("text/css", style)
        elif not file.exists():
            self._page(404, Path(self.directory) / "404.html")
        else:
            super().do_GET()

    def _page(self, status: int, file: Path) -> None:
        path = file.relative_to(self.directory).as_posix()
        if status == 200:
            self.desk.look_at(path)
        with self.desk.changed:
            additions = SCRIPT.format(f"{EVENTS}?{self.desk.edition}/{quote(path)}") + (PANEL.format(escape(self.desk.error)) if self.desk.error else "")
            ahead = self.desk.ahead.get(path)
        body = (ahead or (file.read_bytes() if file.is_file() else NOTHING_YET)).replace(b"</body>", additions.encode() + b"</body>", 1)
        self._send("text/html", body, status)

    def _send(self, kind: str, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number, _, path = unquote(self.path.partition("?")[2]).partition("/")
        before = int(number) if number.isdecimal() else self.desk.edition
        try:
            while True:
                after = self.desk.wait_for_next(before)
                self.wfile.write(b"data: tai-lai\n\n" if self.desk.is_news(path, before) else b": con do\n\n")
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

    def build(self, saved: list[Path], looked_at: list[str], show: Callable[[dict[str, bytes]], None]) -> dict:
        """Return {"error": text or "", "line": what was done} for one build; a builder that has died is started anew.

        Args:
            saved: the files saved since the last build.
            looked_at: paths of pages to be drawn first, and given to `show`.
        """
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = subprocess.Popen(self._command, cwd=self._root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        try:
            process.stdin.write(json.dumps({"saved": [str(path) for path in saved], "looked_at": looked_at}) + "\n")
            process.stdin.flush()
            while "ahead" in (answer := json.loads(process.stdout.readline())):
                show({path: text.encode() for path, text in answer["ahead"].items()})
            return answer
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
        sys.exit(f"Không mở được cổng {port}: {reason(error)}. Chọn cổng khác: invoke serve --port {port + 1}")
    server.daemon_threads = True
    builder = Builder(root, content, output)
    watched = watch(content, *(root / name for name in WATCHED), debounce=150, step=GATHER, rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=False)
    next(watched)  # from here on no save is missed, also none made during the first build
    _build(builder, desk, [])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Trang web ở http://localhost:{port} ; dừng bằng Ctrl+C.", flush=True)
    try:
        for changes in watched:
            paths = sorted(Path(path) for _, path in changes if "__pycache__" not in path)
            if not paths:
                continue
            if len(paths) > MANY:
                time.sleep(SETTLE)
            if any(path.suffix == ".py" for path in paths):
                builder.stop()
            _build(builder, desk, paths)
    finally:
        builder.stop()
        server.shutdown()


def _build(builder: Builder, desk: Desk, saved: list[Path]) -> None:
    start = time.time()
    shown: list[float] = []

    def show(pages: dict[str, bytes]) -> None:
        desk.publish_ahead(pages)
        shown.append(time.time())

    answer = builder.build(saved, list(desk.looked_at), show)
    done = time.time()
    desk.publish(answer["error"])
    why = f"Đã lưu {', '.join(path.name for path in saved[:3])}{' …' if len(saved) > 3 else ''}" if saved else "Dựng trang"
    since = _saved_at(saved, start)
    if answer["error"]:
        print(f"{why}: có lỗi, trang đang xem là bản tốt gần nhất.\n{answer['error']}", flush=True)
    else:
        print(f"{why}: {answer['line']} Từ lúc lưu đến trang đang xem: {_seconds((shown or [done])[0] - since)}; đến tệp mới trên đĩa: {_seconds(done - since)}.", flush=True)


def _saved_at(paths: list[Path], noticed: float) -> float:
    """Return when the last of `paths` was saved, in seconds since 1970, as the file system tells, or when that was `noticed`: a file moved here, or from another clock, has another time."""
    times = [stamp[1] / 1e9 for path in paths if (stamp := stamp_of(path))]
    return max((time for time in times if noticed - LONGEST < time < noticed), default=noticed)


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} giây".replace(".", ",") if seconds >= 0.1 else f"{1000 * seconds:.0f} ms"

"""Pagefind, the program that makes the search index: where it is, how it gets here, and what it is asked.

In: records. Out: the files of an index. Example: ``indexer.index([{"url": "/tinh/hue/", "content": "Huế", …}])`` is {"index/vi_0a1b2c3.pf_index": bytes, …}.

The program comes from npm, pinned in ``package.json`` and ``package-lock.json``, because the phrase search of the version on PyPI is wrong for Vietnamese. Its service mode is
spoken here directly: JSON in base64, one message after another, each ended by a comma, over standard input and output.

The odd case is a machine without npm or without a network: then there is no index, the site is built without one, and a line says how to get it.
"""

import base64
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Self

from .newsroom.files import stamp_of

ROOT = Path(__file__).resolve().parent.parent
CHUNK = "600"
"""Places of words in one file of an index. With Pagefind's own 20,000 a reader would load many neighbours of each word; with fewer than 600 their list grows as much as the files shrink."""

PATIENCE = 300
"""Seconds after which npm is given up."""

_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
HOW = "Muốn có tìm kiếm: cài Node.js (có lệnh npm), mở mạng rồi chạy npm ci trong thư mục dự án; lần dựng sau sẽ có."


class IndexFailed(OSError):
    """The program ended early or answered with an error."""


def find() -> Path | None:
    """Return the program, or None where it is not installed. PAGEFIND_BINARY_PATH names another one."""
    named = os.environ.get("PAGEFIND_BINARY_PATH")
    if named:
        return Path(named) if Path(named).is_file() else None
    system = {"win32": "windows"}.get(sys.platform, "freebsd" if sys.platform.startswith("freebsd") else sys.platform)
    name = "pagefind_extended.exe" if system == "windows" else "pagefind_extended"
    program = ROOT / "node_modules" / "@pagefind" / f"{system}-{_MACHINES.get(platform.machine().lower(), platform.machine())}" / "bin" / name
    return program if program.is_file() else None


def find_or_install() -> Path | None:
    """Return the program, fetched by ``npm ci`` if it has to be; None, with the reason printed, where that cannot be done."""
    program = find()
    npm = shutil.which("npm")
    if program is None and npm and not os.environ.get("PAGEFIND_BINARY_PATH"):
        print("Cài Pagefind (chỉ mục tìm kiếm) bằng npm ci, một lần.", file=sys.stderr, flush=True)
        command = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=30000"]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        program = find()
    if program is None:
        print(f"Dựng trang không có chỉ mục tìm kiếm, vì chưa có Pagefind. {HOW}", file=sys.stderr, flush=True)
    return program


def version() -> str:
    """Return what stands for the program: the version of the one installed, else of the one pinned; part of every index's key. A program named by the environment is known by its size and time."""
    named = os.environ.get("PAGEFIND_BINARY_PATH")
    if named:
        return f"{named} {stamp_of(Path(named))} {CHUNK}"
    program, lock = find(), ROOT / "package-lock.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        about = json.loads((program.parents[1] / "package.json" if program else lock).read_text(encoding="utf-8"))
        return f"{about['version'] if program else about['packages']['node_modules/pagefind']['version']} {CHUNK}"
    return CHUNK


class Indexer:
    """The program at work, asked for one index after another, because starting it takes as long as indexing thirty entries: ``with Indexer(program) as indexer: indexer.index(records)``."""

    def __init__(self, program: Path) -> None:
        self._command = [str(program), "--service"]
        self._indexes = 0
        self._messages = 0
        self._errors: list[bytes] = []

    def __enter__(self) -> Self:
        environment = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK}
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        self._listener = Thread(target=lambda: self._errors.append(self._process.stderr.read()), daemon=True)
        self._listener.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):
                stream.close()
        self._process.wait()

    def index(self, records: Iterable[dict]) -> dict[str, bytes]:
        """Return path → bytes of the files of an index of `records` (Pagefind's custom records: url, content, meta, filters, sort).

        Raises:
            IndexFailed: when the program fails; the text says what it said.
        """
        number, self._indexes = self._indexes, self._indexes + 1
        earlier = [{"type": "DeleteIndex", "index_id": number - 1}] if number else []
        added = [{"type": "AddRecord", "index_id": number, "language": "vi", **record} for record in records]
        messages = [*earlier, {"type": "NewIndex", "config": {"force_language": "vi"}}, *added, {"type": "GetFiles", "index_id": number}]
        writer = Thread(target=self._write, args=(messages,), daemon=True)
        writer.start()
        answer, failed = _answer(self._process.stdout, len(messages))
        if answer is None:
            self._process.kill()
            self._listener.join()
        writer.join()
        if answer is None:
            raise IndexFailed(failed or b"".join(self._errors).decode(errors="replace").strip() or "Pagefind dừng giữa chừng")
        return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in answer}

    def _write(self, messages: list[dict]) -> None:
        stream = self._process.stdin
        try:
            for payload in messages:
                self._messages += 1
                stream.write(base64.b64encode(json.dumps({"message_id": self._messages, "payload": payload}, ensure_ascii=False).encode("utf-8", "replace")) + b",")
            stream.flush()
        except (OSError, ValueError):
            return  # the program has ended; what it said is on its other streams


def _answer(stream, expected: int) -> tuple[list[dict] | None, str]:
    """Return the files of the last answer, or None and the error the program reported."""
    waiting: list[bytes] = []
    seen = 0
    while seen < expected:
        data = stream.read1(1 << 20)
        if not data:
            return None, ""
        *whole, rest = data.split(b",")
        for part in whole:
            message = b"".join([*waiting, part])
            waiting.clear()
            seen += 1
            if seen == expected or len(message) < 400:
                payload = json.loads(base64.b64decode(message))["payload"]
                if payload["type"] == "Error":
                    return None, payload.get("message", "")
                if payload["type"] == "GetFiles":
                    return payload["files"], ""
        waiting.append(rest)
    return None, ""

"""The builder behind ``invoke serve``: stays, remembers what it has read, and builds when told.

In: a line of JSON on standard input, the paths of the pages somebody looks at. Out: lines of JSON on standard output: ``{"ahead": {path: text}}`` with
those pages as soon as they are drawn, then ``{"error": "", "line": "Đã dựng xong: …"}``, with the problems as text in ``error`` when there are any.
Example: after the save of one entry among a thousand it reads that one file, checks, sends the entry's page and then draws the others that show it.

The odd case is a save that changes every page (a template, a stylesheet, a plugin): the page on the screen does not wait for the others.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path

from .building import CACHE, no_collector, print_site, read_settings
from .desk import edition_day, editions_setting, today
from .newsroom import checks
from .newsroom.library import Memory, read_library
from .newsroom.problems import has_errors, report
from .press import Press


def answer(content: Path, output: Path, settings_file: Path, memory: Memory, *, looked_at: Collection[str] = (), send: Callable[[dict], None] = lambda line: None) -> dict[str, str]:
    """Build once; return what to tell the server.

    Args:
        looked_at: paths of pages to draw and `send` before the rest.
    """
    start = time.perf_counter()
    library = read_library(content, today=today(), edition_day=edition_day(), memory=memory, editions_by=editions_setting())
    problems = checks.run(library, cache=CACHE)
    if has_errors(problems):
        return {"error": report((problem for problem in problems if problem.severity == "error"), files=library.files), "line": ""}

    def first(press: Press) -> None:
        if looked_at:
            send({"ahead": press.ahead(looked_at)})

    try:
        settings, environment = read_settings(settings_file)
        counts = print_site(library, output, settings, environment, first=first)
    except SystemExit as stop:
        return {"error": str(stop.code), "line": ""}
    return {"error": "", "line": counts.describe(time.perf_counter() - start)}


def _send(line: dict) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


def main() -> None:
    """Answer every line of standard input until it ends."""
    content, output, settings_file = (Path(argument) for argument in sys.argv[1:4])
    memory = Memory()
    for line in sys.stdin:
        with no_collector():
            _send(answer(content, output, settings_file, memory, looked_at=json.loads(line), send=_send))
        gc.collect()


if __name__ == "__main__":
    main()

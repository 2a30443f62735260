"""The builder behind ``invoke serve``: stays, remembers what it has read, and builds when told.

In: a line "build" on standard input. Out: one line of JSON on standard output: ``{"error": "", "line": "Đã dựng xong: …"}``, with the problems as text
in ``error`` when there are any. Example: after the save of one entry among a thousand it reads that one file and draws the pages that
show it.
"""

import gc
import json
import sys
import time
from pathlib import Path

from .building import print_site, read_settings
from .desk import edition_day, today
from .newsroom import checks
from .newsroom.library import Memory, read_library
from .newsroom.problems import has_errors, report


def answer(content: Path, output: Path, settings_file: Path, memory: Memory) -> dict[str, str]:
    """Build once; return what to tell the server."""
    start = time.perf_counter()
    library = read_library(content, today=today(), edition_day=edition_day(), memory=memory)
    problems = checks.run(library)
    if has_errors(problems):
        return {"error": report((problem for problem in problems if problem.severity == "error"), files=library.files), "line": ""}
    try:
        settings, environment = read_settings(settings_file)
        counts = print_site(library, output, settings, environment)
    except SystemExit as stop:
        return {"error": str(stop.code), "line": ""}
    return {"error": "", "line": counts.describe(time.perf_counter() - start)}


def main() -> None:
    """Answer every line of standard input until it ends."""
    content, output, settings_file = (Path(argument) for argument in sys.argv[1:4])
    memory = Memory()
    for _ in sys.stdin:
        print(json.dumps(answer(content, output, settings_file, memory), ensure_ascii=False), flush=True)
        gc.collect()


if __name__ == "__main__":
    main()

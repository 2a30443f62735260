"""What `invoke check` does, and the door that every build goes through first.

In: a content folder. Out: problems on the terminal and an exit status, or a library that is fit to print. Example:
``check_content(Path("content"))`` prints every problem and returns 1 when one of them is an error.
"""

import datetime as dt
import os
import sys
from pathlib import Path

from .newsroom import checks
from .newsroom.library import Library, read_library
from .newsroom.problems import Problem, has_errors, report
from .progress import progress

VIETNAM = dt.timezone(dt.timedelta(hours=7))


def check_content(content: Path) -> int:
    """Print every problem of the folder `content`; return 1 when there is an error, else 0."""
    library, problems = read_and_check(content)
    print(report(problems, files=library.files))
    return int(has_errors(problems))


def read_and_check(content: Path) -> tuple[Library, list[Problem]]:
    """Return the library of the folder `content` and all its problems."""
    with progress("Đọc tin") as step:
        library = read_library(content, today=today(), edition_day=edition_day(), progress=step)
    return library, checks.run(library)


def open_library(content: Path) -> Library:
    """Return the checked library of `content`; with errors in it, print its problems and end the process with status 1."""
    library, problems = read_and_check(content)
    if has_errors(problems):
        print(report(problems, files=library.files), file=sys.stderr)
        sys.exit(1)
    if problems:
        print(f"{len(problems)} cảnh báo; xem bằng invoke check.")
    return library


def edition_day() -> dt.date | None:
    """Return the day SOURCE_DATE_EPOCH names (reproducible-builds.org), or None; the clock never decides what a page shows."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdecimal() else None


def today() -> dt.date:
    """Return the latest day an entry may be dated: the edition's day, or today in Vietnam."""
    return edition_day() or dt.datetime.now(VIETNAM).date()

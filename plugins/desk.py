"""What the commands do, without Pelican's command line: check the content, build the site.

In: folders. Out: problems on the terminal, the site on disk, an exit status. Example: ``check_content(Path("content"))`` prints every
problem and returns 1 when one of them is an error.

Long steps show a bar when somebody is watching; in CI, where nobody is, they are silent.
"""

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .newsroom import checks
from .newsroom.library import Library, read_library
from .newsroom.problems import ERROR, Problem, has_errors, report

VIETNAM = dt.timezone(dt.timedelta(hours=7))


def check_content(content: Path) -> int:
    """Print every problem of the folder `content`; return 1 when there is an error, else 0."""
    library, problems = read_and_check(content)
    print(report(problems, files=library.files))
    return int(has_errors(problems))


def read_and_check(content: Path) -> tuple[Library, list[Problem]]:
    """Return the library of the folder `content` and all its problems."""
    with progress("Đọc tin") as step:
        library = read_library(content, today=edition_day() or dt.datetime.now(VIETNAM).date(), edition_day=edition_day(), progress=step)
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


def build_site(content: Path, output: Path, settings_file: Path) -> None:
    """Build the site of `content` into `output` with the settings of a Pelican configuration file.

    Raises:
        SystemExit: with status 1 when the content has errors or the site cannot be drawn; `output` is then as it was.
    """
    import pelican
    from pelican.settings import read_settings

    settings = read_settings(str(settings_file), override={"PATH": str(content), "OUTPUT_PATH": str(output)})
    pelican.console.quiet = True
    pelican.Pelican(settings).run()


def edition_day() -> dt.date | None:
    """Return the day SOURCE_DATE_EPOCH names (reproducible-builds.org), or None; the clock never decides what a page shows."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdecimal() else None


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function to call with (done, of all), which draws a bar on a terminal; None where nobody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    with Progress(transient=True) as bar:
        job = bar.add_task(title, total=None)
        yield lambda done, of: bar.update(job, completed=done, total=of)

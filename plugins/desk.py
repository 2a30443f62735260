"""What `invoke check` does, and the door that every build goes through first.

In: a content folder. Out: problems on the terminal and an exit status, or a library that is fit to print. Example:
``check_content(Path("content"))`` prints every problem and returns 1 when one of them is an error.
"""

import datetime as dt
import os
import sys
from pathlib import Path

from .newsroom import checks
from .newsroom.checks import changes, fixes, rules, texts
from .newsroom.checks.cache import Findings
from .newsroom.digests import digest
from .newsroom.library import Library, read_library
from .newsroom.memory import Memory
from .newsroom.pr_comment import comment
from .newsroom.problems import FORMATS, Problem, has_errors, report
from .progress import progress
from .stamps import CACHE
from .stopwatch import step

VIETNAM = dt.timezone(dt.timedelta(hours=7))
FORMS = FORMATS | {"comment": comment}
"""Value of ``--format`` → the function that prints a list of problems that way."""

RULES_BEGIN, RULES_END = "<!-- quy tắc: bảng này do invoke check --rules viết -->\n", "<!-- hết quy tắc -->\n"
"""Around the table of rules in README.vi.md."""


def check_content(content: Path, *, fix: bool = False, since: str = "", form: str = "text") -> int:
    """Print the problems of the folder `content`; return 1 when there is an error, else 0.

    Args:
        fix: repair first what has one right answer, and say what was changed.
        since: a git revision; only what changed since then is reported.
        form: one of `FORMS`.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    if form not in FORMS:
        print(f"--format không nhận “{form}”; chọn một trong: {', '.join(FORMS)}", file=sys.stderr)
        return 1
    try:
        change = changes.change_since(since, content) if since else None
    except changes.NoChange as reason:
        print(reason, file=sys.stderr)
        return 1
    if fix:
        for repair in fixes.fix(content, read_and_check(content)[0]):
            print(repair, file=sys.stdout if form == "text" else sys.stderr)
    problems, files = _problems_of(content)
    if change:
        problems = [*(problem for problem in problems if change.brings(problem)), *changes.missing_corrections(change, content)]
    print_out(FORMS[form](problems, files=files))
    return int(has_errors(problems))


def explain_rule(code: str) -> int:
    """Print what a rule asks and why; return 1 when there is no such rule."""
    text = rules.list_codes() if code == "all" else rules.explain(code)
    print(text or rules.unknown_code(code), file=sys.stdout if text else sys.stderr)
    return int(text is None)


def write_rules(manual: Path) -> int:
    """Write the table of rules into the file `manual`, between its two marks; return 1 when they are not there."""
    before, begin, rest = manual.read_text(encoding="utf-8").partition(RULES_BEGIN)
    _, end, after = rest.partition(RULES_END)
    if not (begin and end):
        print(f"Trong {manual.name} không có hai dòng đánh dấu bảng quy tắc", file=sys.stderr)
        return 1
    manual.write_text(f"{before}{begin}\n{rules.rules_table()}\n{end}{after}", encoding="utf-8", newline="\n")
    print(f"Đã viết {len(rules.RULES)} quy tắc vào {manual.name}.")
    return 0


def print_out(text: str) -> None:
    """Print `text`; a reader that stops reading (``| head``) is no error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _problems_of(content: Path) -> tuple[list[Problem], int]:
    """Return all problems of `content` and how many files it has; when no file changed since the last time, from memory."""
    findings = Findings(CACHE, content)
    key = f"{edition_day()} {today()} {texts.digest_of(content)}"
    known = findings.find_report(key)
    if known:
        return known
    library, problems = read_and_check(content)
    findings = Findings(CACHE, content)
    findings.keep_report(key, problems, library.files)
    findings.save()
    return problems, library.files


def read_and_check(content: Path) -> tuple[Library, list[Problem]]:
    """Return the library of the folder `content` and all its problems."""
    library = read(content)
    with step("kiểm tra"):
        return library, checks.run(library, cache=CACHE)


def read(content: Path) -> Library:
    """Return the library of the folder `content`, not yet checked."""
    memory = remembered(content)
    with progress("Đọc tin") as moved, step("đọc"):
        library = read_library(content, today=today(), edition_day=edition_day(), progress=moved, memory=memory)
    with step("ghi nhớ"):
        memory.save()
    return library


def remembered(content: Path) -> Memory:
    """Return what earlier commands read of the folder `content`."""
    return Memory(CACHE / f"library-{digest(str(content.resolve())).hex()[:12]}")


def open_library(content: Path) -> Library:
    """Return the checked library of `content`; with errors in it, print its problems and end the process with status 1."""
    library = read(content)
    let_pass(library)
    return library


def let_pass(library: Library) -> None:
    """Check `library`; with errors in it, print its problems and end the process with status 1."""
    with step("kiểm tra"):
        problems = checks.run(library, cache=CACHE)
    if has_errors(problems):
        print(report(problems, files=library.files), file=sys.stderr)
        sys.exit(1)
    if problems:
        print(f"{len(problems)} cảnh báo; xem bằng invoke check.")


def edition_day() -> dt.date | None:
    """Return the day SOURCE_DATE_EPOCH names (reproducible-builds.org), or None; the clock never decides what a page shows."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), VIETNAM).date() if epoch.isdecimal() else None


def today() -> dt.date:
    """Return the latest day an entry may be dated: the edition's day, or today in Vietnam."""
    return edition_day() or dt.datetime.now(VIETNAM).date()

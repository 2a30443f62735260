"""What `invoke check` does, and the door that every build goes through first.

In: a content folder. Out: problems on the terminal and an exit status, or a library that is fit to print. Example:
``check_content(Path("content"))`` prints every problem and returns 1 when one of them is an error.
"""

import ast
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .days import edition_day, today
from .newsroom import checks
from .newsroom.checks import changes, fixes, rules
from .newsroom.digests import digest
from .newsroom.edition_periods import KINDS, MONTH
from .newsroom.library import Library, read_library
from .newsroom.memory import Memory
from .newsroom.pr_comment import comment
from .newsroom.problems import FORMATS, Problem, has_errors, report
from .newsroom.shelves import EntryChanged
from .newsroom.workers import WorkerDied
from .progress import progress
from .stamps import CACHE
from .stopwatch import step
from .terminal import print_out, speak_any_letter

SETTINGS = Path(__file__).resolve().parent.parent / "pelicanconf.py"
FORMS = FORMATS | {"comment": comment}
"""Value of ``--format`` → the function that prints a list of problems that way."""

RULES_BEGIN, RULES_END = "<!-- quy tắc: bảng này do invoke check --rules viết -->\n", "<!-- hết quy tắc -->\n"
"""Around the table of rules in README.vi.md."""


def check_content(content: Path, *, fix: bool = False, since: str = "", form: str = "text", keep: Callable[[int, str], None] = lambda status, text: None) -> int:
    """Print the problems of the folder `content`; return 1 when there is an error, else 0.

    Args:
        fix: repair first what has one right answer, and say what was changed.
        since: a git revision; only what changed since then is reported.
        form: one of `FORMS`.
        keep: called with the exit status and the report.
    """
    speak_any_letter()
    if form not in FORMS:
        print(f"--format không nhận “{form}”; chọn một trong: {', '.join(FORMS)}", file=sys.stderr)
        return 1
    try:
        change = changes.change_since(since, content) if since else None
    except changes.NoChange as reason:
        print(reason, file=sys.stderr)
        return 1
    refused = False
    with or_end():
        if fix:
            for repair in fixes.fix(content, read_and_check(content)[0]):
                refused = refused or bool(repair.refused)
                print(repair, file=sys.stdout if form == "text" else sys.stderr)
            change = changes.change_since(since, content) if since else None  # the repair is part of the change
        library, problems = read_and_check(content)
        if change:
            problems = [*_brought(change, problems, content), *changes.missing_corrections(change, content)]
    text, status = FORMS[form](problems, files=library.files), int(refused or has_errors(problems))
    keep(status, text)
    print_out(text)
    return status


def _brought(change: changes.Change, problems: list[Problem], content: Path) -> list[Problem]:
    """Return those of `problems` that `change` brings: on its own lines and files, or anywhere when they were not there before it."""
    if all(map(change.brings, problems)):
        return problems
    with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
        before = Path(folder) / content.name
        changes.write_tree(change, content, before)
        old = {_identity(problem) for problem in read_and_check(before, cache=None)[1]}
    return [problem for problem in problems if change.brings(problem) or _identity(problem) not in old]


def _identity(problem: Problem) -> tuple:
    """What makes a problem the same in two versions of a file, in which it may stand on different lines."""
    return problem.path, problem.code, problem.message, problem.severity


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


def read_and_check(content: Path, *, editions_by: str = "", cache: Path | None = CACHE) -> tuple[Library, list[Problem]]:
    """Return the library of the folder `content` and all its problems; `editions_by` is the setting EDITIONS, by default that of pelicanconf.py."""
    library = read(content, editions_by=editions_by, cache=cache)
    with step("kiểm tra"):
        return library, checks.run(library, cache=cache, today=today())


def read(content: Path, *, editions_by: str = "", cache: Path | None = CACHE) -> Library:
    """Return the library of the folder `content`, not yet checked."""
    memory = remembered(content, cache)
    with progress("Đọc tin") as moved, step("đọc"):
        library = read_library(content, today=today(), edition_day=edition_day(), progress=moved, memory=memory, editions_by=editions_by or editions_setting())
    with step("ghi nhớ"):
        memory.save()
    return library


def remembered(content: Path, cache: Path | None = CACHE) -> Memory:
    """Return what earlier commands read of the folder `content`."""
    return Memory(cache / f"library-{digest(str(content.resolve())).hex()[:12]}" if cache else None)


def open_library(content: Path, *, editions_by: str = "") -> Library:
    """Return the checked library of `content`; with errors in it, print its problems and end the process with status 1."""
    with or_end():
        library = read(content, editions_by=editions_by)
        let_pass(library)
    return library


@contextmanager
def or_end() -> Iterator[None]:
    """End the process with status 1 and the reason when a process that reads or checks died, or a file changed under it."""
    try:
        yield
    except (WorkerDied, EntryChanged) as reason:
        sys.exit(f"Không đọc hết được nội dung. {reason}")


def let_pass(library: Library) -> None:
    """Check `library`; with errors in it, print its problems and end the process with status 1."""
    with step("kiểm tra"):
        problems = checks.run(library, cache=CACHE)
    if has_errors(problems):
        print(report(problems, files=library.files), file=sys.stderr)
        sys.exit(1)
    if problems:
        print(f"{len(problems)} cảnh báo; xem bằng invoke check.")


def editions_setting() -> str:
    """Return the setting EDITIONS of pelicanconf.py, read without running it: the check needs no more of Pelican than this word."""
    tree = ast.parse(SETTINGS.read_text(encoding="utf-8"))
    values = (node.value for node in tree.body if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "EDITIONS")
    return known_editions(next((value.value for value in values if isinstance(value, ast.Constant)), MONTH))


def known_editions(value: object) -> str:
    """Return the value of the setting EDITIONS, or end the process with status 1 when it is none it can have."""
    if value not in KINDS:
        sys.exit(f"EDITIONS trong tệp cấu hình là {value!r}; chỉ nhận một trong: {', '.join(KINDS)}")
    return str(value)

"""The catalogue of every rule: its code, how grave it is, why it is there and how right and wrong look.

In: a code. Out: a `Rule`, printed by `invoke check --explain CODE`, listed by `rules_table` in README.vi.md and on the site. Example:
``RULES["article-province-in-force"].severity`` is ``error``. Errors are for facts and for what cannot be read, warnings for taste and for what is
probably wrong. The odd case is a draft: there every error of an entry is shown as a warning (see `checks.run`).

The rules' words live in `catalogue`, one file per room; a test asks that the code and the catalogue name the same codes.
"""

from collections.abc import Iterator

from ..problems import Problem
from ..suggest import nearest
from .catalogue import Rule
from .catalogue.editions import EDITIONS
from .catalogue.entries import ENTRIES
from .catalogue.figures import FIGURES
from .catalogue.files import FILES
from .catalogue.registry import REGISTRY
from .catalogue.texts import TEXTS
from .examples import example_of

GROUPS = (("Tệp và phần khai báo", FILES), ("Tin", ENTRIES), ("Số liệu", FIGURES), ("Số bản tin", EDITIONS), ("Chữ nghĩa", TEXTS), ("Danh mục", REGISTRY))
"""Heading → its rules, in the order they are listed."""

RULES: dict[str, Rule] = {rule.code: rule for _, group in GROUPS for rule in group}
SEVERITY_WORDS = {"error": "lỗi", "warning": "cảnh báo"}


def found(code: str, path: str, line: int, column: int, message: str, remedy: str) -> Problem:
    """Return a problem of the rule `code`, as grave as the catalogue says."""
    return Problem(path, line, column, code, message, remedy, RULES[code].severity)


def explain(code: str) -> str | None:
    """Return the whole explanation of a rule as the terminal shows it, or None when there is no such rule."""
    rule = RULES.get(code.strip().lower())
    if rule is None:
        return None
    fix = ["", "invoke check --fix tự sửa được."] if rule.fixable else []
    real = example_of(rule.code)
    shown = ["", "Kiểm tra nói thế nào, với một dòng có thật:", *_indented(real.line), *_indented(real.said)] if real else []
    return "\n".join([f"{rule.code} ({SEVERITY_WORDS[rule.severity]}): {rule.title}", "", rule.explanation, *fix, "",
                      "Sai:", *_indented(rule.before), "Đúng:", *_indented(rule.after), *shown])


def unknown_code(code: str) -> str:
    """Return what to say about a code that no rule has: the nearest ones, or how to see them all."""
    near = nearest(code.replace("-", " "), [known.replace("-", " ") for known in RULES])
    names = " hoặc ".join(f"“{name.replace(' ', '-')}”" for name in near)
    return f"Không có quy tắc “{code[:60]}”; " + (f"có phải {names}?" if names else "xem mọi mã bằng invoke check --explain all.")


def list_codes() -> str:
    """Return every code with its title, one a line, under its group."""
    return "\n".join(line for title, group in GROUPS for line in (title, *(f"  {rule.code}: {rule.title}" for rule in group)))


def rules_table() -> str:
    """Return the Markdown tables of all rules, one under the heading of each group: code, severity, what, whether --fix repairs it."""
    return "\n".join(_table()).rstrip("\n") + "\n"


def _table() -> Iterator[str]:
    for title, group in GROUPS:
        yield from (f"### {title}", "", "| Mã | Mức | Quy tắc | Tự sửa |", "|---|---|---|---|")
        for rule in group:
            yield f"| `{rule.code}` | {SEVERITY_WORDS[rule.severity]} | {rule.title.replace('|', chr(92) + '|')} | {'có' if rule.fixable else ''} |"
        yield ""


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n") if text]

"""What is wrong with a file, said so that an editor can mend it.

A `Problem` names file, line and column, says what is wrong with the value seen (in Vietnamese), carries a stable rule code
(in English) and says what to write instead. Printed (form learned from ethereum/eipw)::

    content/articles/2025/2025-03-05-ca-phe.md:4:11: không có tỉnh “Dak Lac” trong danh mục [article-province]
        viết “Đắk Lắk”, hoặc thêm vào content/registry/provinces.yaml

The same list can be printed for GitHub (one workflow annotation each) and as JSON, for programs::

    {"format": 1,                    number of this form; grows only when a field changes its meaning or goes
     "files": 587,                   how many files were checked
     "errors": 1, "warnings": 0,     how many problems of each severity are listed
     "problems": [{"path": "content/articles/2025/2025-03-05-ca-phe.md",   from the folder that holds the content folder, with /
                   "line": 4, "column": 11,                                from 1, in characters
                   "code": "article-province",                             a rule of checks.rules.RULES
                   "severity": "error",                                    "error" or "warning"
                   "message": "không có tỉnh …", "remedy": "viết …"}]}     Vietnamese; remedy may be ""

The odd case is a file too broken to have lines: line 1, column 1, never a traceback.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding; sorts by file, line, column."""

    path: str
    line: int
    column: int
    code: str
    message: str
    remedy: str = ""
    severity: str = ERROR

    def __str__(self) -> str:
        label = "" if self.severity == ERROR else "cảnh báo: "
        head = f"{self.path}:{self.line}:{self.column}: {label}{self.message} [{self.code}]"
        return f"{head}\n    {self.remedy}" if self.remedy else head


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of `problems` must stop a build."""
    return any(problem.severity == ERROR for problem in problems)


def report(problems: Iterable[Problem], *, files: int) -> str:
    """Return the text `invoke check` prints: every problem in order, then one closing line with the counts."""
    ordered = sorted(set(problems))
    errors, warnings = _counts(ordered)
    if not ordered:
        closing = f"Đã kiểm tra {files} tệp: không có lỗi."
    else:
        closing = f"Đã kiểm tra {files} tệp: {errors} lỗi, {warnings} cảnh báo."
    return "\n".join([*map(str, ordered), closing])


def github(problems: Iterable[Problem], *, files: int) -> str:
    """Return the problems as GitHub workflow commands, which show them beside the lines of a pull request, then the closing line.

    Form and escaping: docs.github.com, "Workflow commands"; % CR LF are escaped everywhere, : and , in properties too.
    """
    ordered = sorted(set(problems))
    return "\n".join([*map(_annotation, ordered), report([], files=files) if not ordered else report(ordered, files=files).rsplit("\n", 1)[1]])


def _annotation(problem: Problem) -> str:
    properties = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    text = f"{problem.message}\n{problem.remedy}" if problem.remedy else problem.message
    return f"::{problem.severity} {','.join(f'{key}={_escaped(str(value), property=True)}' for key, value in properties.items())}::{_escaped(text)}"


def _escaped(text: str, *, property: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if property else escaped


def as_json(problems: Iterable[Problem], *, files: int) -> str:
    """Return the problems as one JSON object, in the form this module's docstring gives."""
    ordered = sorted(set(problems))
    errors, warnings = _counts(ordered)
    rows = [{"path": p.path, "line": p.line, "column": p.column, "code": p.code, "severity": p.severity, "message": p.message, "remedy": p.remedy} for p in ordered]
    return json.dumps({"format": 1, "files": files, "errors": errors, "warnings": warnings, "problems": rows}, ensure_ascii=False, indent=1)


FORMATS = {"text": report, "github": github, "json": as_json}
"""Value of ``--format`` → the function that prints a list of problems that way."""


def _counts(problems: list[Problem]) -> tuple[int, int]:
    errors = sum(problem.severity == ERROR for problem in problems)
    return errors, len(problems) - errors

"""What is wrong with a file, said so that an editor can mend it.

A `Problem` names file, line and column, says what is wrong with the value seen (in Vietnamese), carries a stable rule code
(in English) and says what to write instead. Printed (form learned from ethereum/eipw)::

    content/articles/2025/2025-03-05-ca-phe.md:4:11: không có tỉnh “Dak Lac” trong danh mục [article-province]
        viết “Đắk Lắk”, hoặc thêm vào content/registry/provinces.yaml

The odd case is a file too broken to have lines: line 1, column 1, never a traceback.
"""

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
    errors = sum(problem.severity == ERROR for problem in ordered)
    warnings = len(ordered) - errors
    if not ordered:
        closing = f"Đã kiểm tra {files} tệp: không có lỗi."
    else:
        closing = f"Đã kiểm tra {files} tệp: {errors} lỗi, {warnings} cảnh báo."
    return "\n".join([*map(str, ordered), closing])

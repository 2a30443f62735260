"""The rules of the check, for editors and for readers who ask how carefully the digest is made.

Out: ``/kiem-tra/``, every rule under its code as an anchor (``/kiem-tra/#article-province``), made from the catalogue that `invoke check --explain` shows.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import RULES_PAGE
from ..checks.rules import GROUPS, RULES, SEVERITY_WORDS
from ..digests import digest
from ..plan import Head, Output

if TYPE_CHECKING:
    from ..site import Site


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the page of the rules."""
    yield Output(RULES_PAGE, "rules.html", _view, lambda: digest(repr(GROUPS)), listed=True)


def _view() -> dict[str, Any]:
    head = Head(RULES_PAGE, "Quy tắc kiểm tra", f"{len(RULES)} quy tắc mà mọi tin, mọi mục trong danh mục phải qua trước khi lên trang, mỗi quy tắc có ví dụ sai và đúng.")
    return {"page": head, "groups": GROUPS, "severity": SEVERITY_WORDS, "total": len(RULES), "errors": sum(rule.severity == "error" for rule in RULES.values())}

"""The rules of the check, for editors and for readers who ask how carefully the digest is made.

Out: ``/kiem-tra/``, every rule under its code as an anchor (``/kiem-tra/#article-province``), and below it a page a kind of rule with reasons and
examples (``/kiem-tra/tin/#article-province``), made from the catalogue and the real reports that `invoke check --explain` shows. The list has no examples: it would
weigh twice what a page may.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..addresses import RULES_PAGE, RULES_PAGES
from ..checks.catalogue import Rule
from ..checks.examples import Example, example_of
from ..checks.rules import GROUPS, RULES, SEVERITY_WORDS
from ..digests import digest
from ..plan import Crumb, Head, Output

if TYPE_CHECKING:
    from ..site import Site

TITLE = "Quy tắc kiểm tra"
PAGES = tuple(zip(RULES_PAGES, GROUPS, strict=True))


def outputs(site: "Site") -> Iterator[Output]:
    """Yield the list of all rules and a page for each kind of them."""
    yield Output(RULES_PAGE, "rule_list.html", _list, lambda: digest(repr(PAGES)), listed=True)
    for url, (title, rules) in PAGES:
        yield Output(url, "rules.html", lambda url=url, title=title, rules=rules: _view(url, title, rules), lambda title=title, rules=rules: digest(title, repr(rules), repr(_examples(rules))), listed=True)


def _list() -> dict[str, Any]:
    head = Head(RULES_PAGE, TITLE, f"{len(RULES)} quy tắc mà mọi tin, mọi mục trong danh mục phải qua trước khi lên trang, mỗi quy tắc có lý do và ví dụ sai, đúng.")
    return {"page": head, "groups": PAGES, "severity": SEVERITY_WORDS, "total": len(RULES), "errors": sum(rule.severity == "error" for rule in RULES.values())}


def _view(url: str, title: str, rules: tuple[Rule, ...]) -> dict[str, Any]:
    head = Head(url, f"{TITLE}: {title}", f"{len(rules)} quy tắc về {title[0].lower()}{title[1:]}: lý do của từng quy tắc, ví dụ sai và đúng.", crumbs=(Crumb(TITLE, RULES_PAGE),))
    return {"page": head, "rules": rules, "severity": SEVERITY_WORDS, "examples": _examples(rules)}


def _examples(rules: tuple[Rule, ...]) -> dict[str, Example | None]:
    return {rule.code: example_of(rule.code) for rule in rules}

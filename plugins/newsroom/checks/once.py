"""One mistake is said once, where it was made.

In: all problems. Out: those that are not the shadow of another. Example: ``titel: Tin mới`` is a key nobody knows and a title that is missing; the editor is
told of the key, and what to write. The odd case is a Vietnamese key (``tiêu đề:``), which is near no key: what it means is known.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..problems import ERROR, Problem
from ..text import fold

_MEANT = re.compile(r"viết “([a-z_]+)”")
_MISSING = re.compile(r"thiếu mục “([a-z_]+)”")
_UNKNOWN = re.compile(r"không có mục nào tên “(.*)”", re.S)
MEANINGS = {"tieu de": "title", "ngay": "date", "ngay dang": "date", "ngay su kien": "event_date", "tinh": "province", "tinh thanh": "province", "thanh pho": "province", "chu de": "topics", "can bo": "officials",
            "van ban": "resolutions", "nguon": "source", "tom tat": "summary", "so lieu": "figures", "dinh chinh": "corrections", "trang thai": "status", "anh": "image", "ten": "name", "dia chi": "url",
            "nhan": "label", "gia tri": "value", "don vi": "unit", "ca nuoc": "national", "tac gia": "author", "chuc vu": "role", "so": "number", "co quan": "issuer", "ghi chu": "note"}
"""A key as an editor may say it, without marks → the key."""

LETTERS = frozenset(("text-d", "text-look-alike", "text-invisible", "text-styled", "text-date", "text-number", "text-document-number", "text-syllable"))
"""Rules of letters that say the same as an error of the value they stand in."""


def said_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield `problems` without those that only repeat what another one of the same file says."""
    of_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        of_file[problem.path].append(problem)
    for found in of_file.values():
        yield from found if len(found) == 1 and found[0].code != "yaml-unknown-key" else _in_one_file(found)


def _in_one_file(found: list[Problem]) -> Iterator[Problem]:
    found = [_with_meaning(problem) if problem.code == "yaml-unknown-key" else problem for problem in found]
    codes = {problem.code for problem in found}
    meant = {match[1] for problem in found if problem.code == "yaml-unknown-key" and (match := _MEANT.match(problem.remedy))}
    refused = {problem.line for problem in found if problem.severity == ERROR and problem.code.startswith(("article-", "yaml-"))}
    repeated = {problem.line for problem in found if problem.code == "article-source-repeated"}
    aliases = [problem for problem in found if problem.code == "yaml-alias"]
    shadows: list[Callable[[Problem], bool]] = [
        lambda one: bool((match := _MISSING.search(one.message)) and match[1] in meant),
        lambda one: one.code in LETTERS and one.line in refused,
        lambda one: one.code == "text-syllable" and "text-damaged" in codes,
        lambda one: one.code == "link-broken" and any(other.line == one.line for other in found if other.code == "markdown-link"),
        lambda one: one.code == "text-tone-mixed" and any(other.code == "text-tone-name" and other.line == one.line for other in found),
        lambda one: one.code in ("article-name-form", "article-role-unit") and one.line in refused,
        lambda one: one.code == "yaml-syntax" and "file-conflict" in codes,
        lambda one: one.code in ("markdown-heading", "markdown-html") and "file-conflict" in codes,
        lambda one: one.code == "text-trailing-blank" and "front-matter" in codes,
        lambda one: one.code == "article-source" and "article-future" in codes and "ngày" in one.message,
        lambda one: one.code == "article-source-date" and any(other.severity == ERROR and other.code.startswith("article-") for other in found),
        lambda one: one.code == "article-repeated-value" and "article-topics" in codes,
        lambda one: one.code == "article-event-repeated" and not codes.isdisjoint(("article-source-repeated", "article-address-repeated", "figure-dispute")),
        lambda one: one.code == "registry-resolution-letters" and "registry-resolution-time" in codes,
        lambda one: one.code == "article-source-http" and one.line in repeated,
        lambda one: one.code == "yaml-alias" and one is not aliases[0],
        lambda one: one.code == "article-name-form" and "article-repeated-value" in codes and any(other.line == one.line for other in found if other.code == "article-repeated-value"),
    ]
    for problem in found:
        if not any(is_shadow(problem) for is_shadow in shadows):
            yield problem


def _with_meaning(problem: Problem) -> Problem:
    match = _UNKNOWN.fullmatch(problem.message)
    meaning = MEANINGS.get(fold(match[1])) if match else None
    return replace(problem, remedy=f"viết “{meaning}”") if meaning and not _MEANT.match(problem.remedy) else problem

"""What each rule says of a real mistake: the line of a failing case and the report on it.

In: ``catalogue/examples.json``, which the tests write from ``tests/cases/check/<code>/fail`` and compare with it, so an example is never older than its rule. Out: the line
and the problem as the terminal prints it, shown by `invoke check --explain CODE`. The odd case is a rule that compares two versions of a file: it has no such case and no line here.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

from ..frozen import frozen

FILE = Path(__file__).parent / "catalogue/examples.json"
_HEAD = re.compile(r"(?P<path>\S+):(?P<line>\d+):\d+: (?P<words>.*)", re.S)


@frozen
class Example:
    """A line of a file, "" when the file has none to show, and what the check prints about it."""

    line: str
    said: str


def example_from(report: str, code: str, content: Path) -> Example:
    """Return the example in the `report` on the folder `content`: the first problem of the rule `code`."""
    lines = report.splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith(f"[{code}]"))
    said = "\n".join(lines[at:at + 2] if lines[at + 1].startswith("    ") else lines[at:at + 1])
    match = _HEAD.match(said)
    path = content.parent / match["path"]
    try:
        text = path.read_text(encoding="utf-8").split("\n")[int(match["line"]) - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        text = ""
    return Example("".join(sign if sign.isprintable() else "·" for sign in text)[:200], said)


@lru_cache(maxsize=1)
def _examples() -> dict[str, dict[str, str]]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def example_of(code: str) -> Example | None:
    """Return the example of the rule `code`, or None when no case shows it."""
    known = _examples().get(code)
    return Example(known["line"], known["said"]) if known else None

"""A content file as the text rules see it: the same characters in the same places, with everything that is not Vietnamese prose blanked out.

In: the text of an entry, a page or a registry file. Out: `Prose`, whose `masked` is as long as `text` but has `FILL` where code, addresses, dates, ids
and field names stand; so one regular expression looks at prose only, and the offset it gives is the offset in the file. Example:
``url: https://a.vn/2025-03-05`` becomes ``url: `` and 25 times `FILL`. The odd case is a draft that keeps its source below a marker: that
text is not ours and is cut off.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

FILL = "\x1a"
"""Stands for a character that is not prose: no blank, no letter, no punctuation; never found in a text file."""

SOURCE_MARKER = "=== VĂN BẢN NGUỒN"
"""How the line begins that the importer writes above the source's text (`intake.draft` has the whole line; a test keeps the two together)."""

TO_WRITE = "(viết bằng lời của bản tin)"
"""What the importer leaves where the editor must write."""

DRAFT_NOTE = "Nháp do invoke import tạo"
"""How the note begins that the importer writes into a new registry file (`intake.registry_drafts` has the whole)."""

_NOT_TEXT = ("url", "archive", "date", "published", "accessed", "as_of", "event_date", "from", "to", "on", "id", "file", "value", "status", "indicator", "article",
             "implements", "based_on", "amends", "replaces", "repeals", "continues", "number", "code", "code_before_2025_07", "tile", "region", "region_2021",
             "date_basis", "national", "order", "verified", "evidence", "units", "into", "period")
_HEAD = re.compile(rf"^[ -]*(?:{'|'.join(_NOT_TEXT)}):.*$|(?:^|(?<=\s))#.*$|https?://[^\s,}}]+|^[ -]*[a-z_0-9]+:(?=\s|$)|[{{,] *[a-z_]+: (?:\d{{4}}-\d\d(?:-\d\d)?)?|^ +- [a-z0-9-]+$", re.M)
_BODY = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$|(`{1,20})(?!`).{0,200}?(?<!`)\1(?!`)|(?<=\]\()[^)\n]{0,2000}|<!--.{0,200}?-->|<[A-Za-z/!][^<>\n]{0,300}>|https?://[^\s)>]+|[\w.+-]+@[\w-]+\.[\w.]+|^ {0,3}\[[^\]\n]+\]:.*$", re.M | re.S)
_MEANT_AS_HEAD = re.compile(r"\s{0,40}(?:-{2,10}[ \t]*\n)?(?:[a-z_]{2,20}:[^\n]*\n(?:[ \t#-][^\n]*\n)*)+")
"""The fields at the top of a file whose front matter has no proper beginning or end (which is reported where the file is read): they are no prose either."""

_BODY_SIGNS = ("`", "~~~", "](", "<", "://", "@", "]:")


@dataclass
class Prose:
    """One file under the text rules. `kind` is entry, page or registry; `body_at` is where the Markdown begins (the end for registry files)."""

    kind: str
    text: str
    body_at: int

    @cached_property
    def masked(self) -> str:
        """The text with `FILL` for everything that is not prose."""
        head, body = self.text[: self.body_at], self.text[self.body_at:]
        if any(sign in body for sign in _BODY_SIGNS):
            body = _BODY.sub(_fill, body)
        return _HEAD.sub(_fill, head) + body

    @property
    def body(self) -> str:
        """The prose of the body."""
        return self.masked[self.body_at:]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset`."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_at(self, offset: int) -> str:
        """Return the whole line `offset` is in."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return self.text[start: end if end >= 0 else len(self.text)]

    def field(self, key: str) -> str:
        """Return the value written after ``key:`` at the left margin of the front matter, or ""."""
        match = re.search(rf"^{key}:[ ]*(.*)$", self.text[: self.body_at], re.M)
        return match[1].strip().strip("\"'") if match else ""


def _fill(match: re.Match[str]) -> str:
    return "".join(FILL if character != "\n" else "\n" for character in match[0]) if "\n" in match[0] else FILL * len(match[0])


def read_prose(text: str, kind: str) -> Prose:
    """Return `text` (one form, ``\\n`` line ends) as a `Prose`; the kept source of a draft is left out."""
    marker = text.find(SOURCE_MARKER)
    if marker >= 0:
        text = text[:marker]
    if kind == "registry":
        return Prose(kind, text, len(text))
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    guessed = None if end >= 0 else _MEANT_AS_HEAD.match(text)
    return Prose(kind, text, end + 5 if end >= 0 else guessed.end() if guessed else 0)

"""Which rules of text a file can break at all, told from its words in a few microseconds; most files break none and are looked at no further.

In: the bytes of a file. Out: a set of families of rules (bits); a rule whose family is not in it would be silent. Example: a file in which “nghành” stands gives
`SYLLABLES` and nothing else, so one rule of fourteen looks at it. A text is the set of its words, a language has few words and says them often:
each different word is judged once in a run, by the rules' own patterns, and what was plain once is plain ever after.

The odd case is a rule that needs two words side by side (“57 – NQ/TW”, a weekday before a date): its family is given as soon as one of the
two is there. Everything a word may not hold gives every family. A property test holds the gate to the rules.
"""

import re
import unicodedata
from collections.abc import Mapping
from itertools import filterfalse

from ..syllables import flaw
from ..text import TONE_MARKS
from . import markup, vietnamese as rules
from .prose import SOURCE_MARKER
from .vietnamese import ABBREVIATIONS, BLANKS, DOCUMENTS, ENGLISH, EVERY, FIELDS, LETTERS, MARKDOWN, NUMBERS, SPACES, SYLLABLES, TONES, WEEKDAYS

_CITED, _NTH, _BESIDE, _HEADING = 1 << 20, 1 << 21, 1 << 22, 1 << 23
"""What only matters beside something else or in a front matter: letters of a document's type, the first word of a weekday, the beginning of a note, anchor or tag, the sign of a heading."""

_OF_KIND = {"entry": EVERY, "page": EVERY & ~(WEEKDAYS | ABBREVIATIONS), "registry": LETTERS | SYLLABLES | BLANKS | FIELDS}
"""The families that have rules for a kind of file."""

_LONGEST = 200
"""Characters of a word; nobody writes a longer one but in an address."""

_LETTERS = "".join(sorted({letter for base in "aăâeêioôơuưy" for mark in ("", *TONE_MARKS) for low in [unicodedata.normalize("NFC", base + mark)] for letter in (low, low.upper())}))
_ALLOWED = re.compile(rf"[A-Za-z0-9đĐ{_LETTERS}“”‘’–—…²³°×•→≥≤±€!\"#$%&'()*+,./:;=>?@\[\\\]^_{{|}}~-]+")
_SMALL = "".join(letter for letter in _LETTERS if letter.islower())
_EVERYDAY = re.compile(rf"(?!Ctr)[A-ZĐ{_LETTERS}]?[a-zđ{_SMALL}]{{1,40}}[,.:;]?|[0-9]{{1,40}}[,.;%]?")
"""A word as nearly all are: of letters, small but for the first, or of digits, with at most one sign behind."""
_CODE = re.compile(rb"[A-Za-z0-9\"][A-Za-z0-9/_.,:\"-]*")
"""What has no letter with a mark: an id, a number, a day. No rule of the registry's texts looks at it."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#=&%+$!;*-]+")
_SIGNS = ("://", "@", "](", "]:", "![", "~~~")
_OPEN_NEW_STYLE = re.compile(rf"(?<![qQ]){rules.NEW_STYLE.pattern}(?![^\W\d_])")
_GLUED = re.compile(r"[,;.](?=[^\W\d_])")
_DASHES = ("-", "–", "—", "/")
_BLANK_AND_DASH = tuple(f" {dash}".encode() for dash in _DASHES)
_DASH_AND_BLANK = tuple(f"{dash} ".encode() for dash in _DASHES)
_TYPE = re.compile("NQ|QĐ|KH|CTr|CTR|Ctr|KL|NĐ|TT|CT|TB|HD|BC|ĐA|QC")
_WEEKDAY = re.compile(r"(?<![\wÀ-ỹ&])(?:CN|T[2-7])(?![\wÀ-ỹ])")
_DAY_IN_WORDS = re.compile("gày [0-9]{1,2} tháng [0-9]".encode())
_NAMED_DAY = re.compile("hứ (?:[2-7]|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)")
_EMPTY_HEADING = re.compile(rb"## *(?:\n|\Z)")
_NO_PROSE = re.compile(rb"\n(?:(?:date|event_date|  published|  accessed|    as_of): [0-9-]+|  url: https?://[A-Za-z0-9._~:/?#=&%+$!;*-]+)(?=\n)")
"""Lines of a front matter in which no rule looks at anything."""
_MARKER = SOURCE_MARKER.encode()


class Gate:
    """Tells the families of one text after another; remembers, within one run, what it knows of each word."""

    def __init__(self, abbreviations: Mapping[str, str | None]) -> None:
        self._abbreviations = abbreviations
        self._plain: set[bytes] = set()
        self._known: dict[bytes, int] = {}

    def families(self, raw: bytes, kind: str) -> int:
        """Return the families of the rules that can find something in the file of these bytes; `kind` is that of its `Prose`."""
        marker = raw.find(_MARKER)
        if marker >= 0:
            raw = raw[:marker]
        if b"\t" in raw or b"\r" in raw or b"\v" in raw or b"\f" in raw:
            return _OF_KIND[kind]
        end = raw.find(b"\n---\n", 3) + 5 if raw.startswith(b"---\n") else 0
        head, body = (raw, b"") if kind == "registry" else (raw[:end], raw[end:]) if end > 4 else (b"", raw)
        found, cited = 0, []
        for part in (_NO_PROSE.sub(b"", head), body):
            for word in filterfalse(self._plain.__contains__, part.split()):
                if kind == "registry" and _CODE.fullmatch(word):
                    continue
                families = self._known.get(word) or self._look_up(word)
                found |= families
                if families & _CITED:
                    cited.append(word)
            if found & _BESIDE and (part is not body or not head):
                found |= FIELDS
        if cited and any(_has_dash_beside(word, raw) for word in cited):
            found |= DOCUMENTS
        if found & _HEADING and _EMPTY_HEADING.search(body):
            found |= MARKDOWN
        if found & _NTH and _names_a_day(raw.decode("utf-8", "replace")):
            found |= WEEKDAYS
        if _DAY_IN_WORDS.search(raw) and _names_no_day(raw.decode("utf-8", "replace")):
            found |= NUMBERS
        if b"  " in body or b" \n" in raw or raw.endswith(b" ") or head.count(b"  ") != head.count(b"\n  ") + head.count(b"\n    ") + head.count(b"\n      "):
            found |= BLANKS
        return found & _OF_KIND[kind]

    def _look_up(self, word: bytes) -> int:
        try:
            found = self._judge(word.decode("utf-8"))
        except UnicodeDecodeError:
            return EVERY
        if found:
            self._known[word] = found
        elif b"://" not in word:
            self._plain.add(word)
        return found

    def _judge(self, word: str) -> int:
        """Return the families that `word` alone can break, and what matters beside another word."""
        if _ADDRESS.fullmatch(word):
            return 0
        if len(word) > _LONGEST or not _ALLOWED.fullmatch(word) or any(sign in word for sign in _SIGNS):
            return EVERY
        if _EVERYDAY.fullmatch(word):
            found = ENGLISH if word[:3] in rules.MONTH_SIGNS else _NTH if word.endswith("hứ") or "nhật" in word or "Nhật" in word else 0
            return found | (0 if word.isascii() else self._judge_letters(word))
        found = _HEADING if word == "##" else MARKDOWN if word[0] in "#=" or ("&" in word and markup.has_entity(word)) or "][" in word or word.endswith("]") else 0
        if word[0] in "#&!":
            found |= _BESIDE
        if word.startswith(">>>>>>>"):
            found |= FIELDS
        if "?" in word and rules.LOST.search(word):
            found |= LETTERS
        if word[0] in ",;:!?.)”" or word[-1] in "(“" or rules.NUMBERED.search(word) or rules.AT_BRACKET.search(word) or rules.TWICE.search(word) or any(rules.is_glued(word, match.start()) for match in _GLUED.finditer(word)):
            found |= SPACES
        if not word.isascii():
            found |= self._judge_letters(word)
        if any(month in word for month in rules.MONTH_SIGNS):
            found |= ENGLISH
        if _WEEKDAY.search(word):
            found |= WEEKDAYS
        if word.endswith("hứ") or "nhật" in word or "Nhật" in word:
            found |= _NTH
        if any(rules.may_need_words(match, word, self._abbreviations) for match in rules.ABBREVIATION.finditer(word)):
            found |= ABBREVIATIONS
        if any(rules.may_be_foreign(match[0]) for match in rules.NUMERIC.finditer(word)):
            found |= NUMBERS
        if _TYPE.search(word):
            found |= DOCUMENTS if word.startswith(_DASHES) or word.endswith(_DASHES) or next(rules.misspelt_in(word), None) else _CITED
        return found

    def _judge_letters(self, word: str) -> int:
        """Return the families that the letters with marks in `word` can break."""
        found = SYLLABLES if any(flaw(one) is not None for one in rules.WORD.findall(word)) else 0
        found |= TONES if _OPEN_NEW_STYLE.search(word) else 0
        return found | (LETTERS if rules.VNI.search(word) or rules.DAMAGED.search(word) else 0)


def _has_dash_beside(word: bytes, raw: bytes) -> bool:
    """Return whether a document's number that `word` is part of may go on in the word before or after it."""
    begins = _TYPE.match(word.decode())
    at = raw.find(word)
    while at >= 0:
        if raw.startswith(_BLANK_AND_DASH, at + len(word)) or (begins and raw.endswith(_DASH_AND_BLANK, 0, at)):
            return True
        at = raw.find(word, at + 1)
    return False


def _names_a_day(text: str) -> bool:
    return bool(_NAMED_DAY.search(text)) or "hủ nhật" in text or "hủ Nhật" in text


def _names_no_day(text: str) -> bool:
    return any(not rules.is_in_calendar(match[1], match[2], match[3] or "2024") for match in rules.IN_WORDS.finditer(text))

"""The bridge between Vietnamese words and Pagefind, one half of it; ``theme/static/tim-kiem.js`` is the other and does the same to what a reader types.

In: text as readers see it. Out: the same text as it is indexed. Example: ``to_index("Đồng Tháp: 2.153 hồ sơ")`` is ``"Ḑồngʼ Thápʼ: 2.153ʼ hồʼ sơʼ"``.

Three things stand in the way of Vietnamese in Pagefind 1.6, and each has its answer here. It folds ``ồ`` to ``o`` but never ``đ``, which has no Unicode
decomposition: ``đ`` becomes ``ḑ`` (d with cedilla, which no Vietnamese word has), whose folded form is ``d``. It finds every word that begins with what was
typed, so that *hà* finds *hành*: every word ends with `END`, which no other word goes on after. And it cannot tell that a page *is called* what was typed:
`key_of` writes a whole name as one word that begins with `KEY`.

The odd case is a number: the point or comma inside 2.153 or 87,13 belongs to the word, the one after it does not.
"""

import re
from functools import lru_cache

from .text import nfc

END = "\u02bc"
"""Ends every indexed word; a letter to Pagefind, so it stays."""

KEY = "\u02b9"
"""Begins the name of a page written as one word."""

_END_OF_WORD = re.compile(r"(?<=[^\W_])(?![^\W_])(?!(?<=[0-9])[.,][0-9])")
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)+|[^\W_]+")
_ODD = re.compile(f"[{END}{KEY}ḑḐ\u200b-\u200d\u2060\ufeff\u00ad]")
_OURS = str.maketrans({END: "’", KEY: "’", "ḑ": "d", "Ḑ": "D", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\u00ad": ""})


def to_index(text: str) -> str:
    """Return `text` as it is indexed."""
    return " ".join(map(_ended, _letters(text).split(" ")))


@lru_cache(maxsize=1 << 16)
def _ended(part: str) -> str:
    """Return what stands between two spaces with its words ended; most of it stands in many texts."""
    return _END_OF_WORD.sub(END, part)


def key_of(name: str) -> str:
    """Return `name` as one word, whatever stands between its words: "57-NQ/TW", "57 NQ TW" and "57/NQ-TW" have one key, and so have "03/NQ-CP" and "3/NQ-CP"."""
    words = "".join([word.lstrip("0") if word[0] == "0" else word for word in _WORD.findall(_letters(name))]).replace(".", "").replace(",", "").lower()
    return f"{KEY}{words}{END}" if words else ""


def _letters(text: str) -> str:
    text = nfc(text)
    if text.isascii():
        return text
    return (text.translate(_OURS) if _ODD.search(text) else text).replace("đ", "ḑ").replace("Đ", "Ḑ")

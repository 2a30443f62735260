"""What `invoke check --fix` repairs: only what has one right answer, and nothing beside it.

In: a content folder and its `Library`. Out: the files rewritten (each in one rename) and, per file, what was changed. Example: a file saved on
Windows with ``province: thanh hoá`` loses its carriage returns and says ``province: Thanh Hóa``; its comments, its order, its quotes and every
other byte are as they were.

Every repair is a function from text to text that leaves alone what it does not understand, and they are applied until none changes anything,
so a second run finds nothing to do. The odd case is a repaired value that another rule then repairs (a no-break blank becomes a second blank).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from ..article_reader import TRACKING
from ..articles import Article
from ..files import reason, replace_file
from ..frontmatter import MOST_BYTES
from ..frozen import frozen
from ..library import Library
from ..registry import Registry
from .forms import corrections, names_with_open_tones, scalars
from .prose import SOURCE_MARKER, Prose, read_prose
from .texts import files_of
from .vietnamese import FOREIGN_LETTER, INVISIBLE, LATIN_TWINS, MIXED, ODD_BLANK, TILDE_N, TRAILING, WRONG_D, WRONG_D_SIGNS, doubled, is_hard_break, is_mixed, joins_pictures, misspelt_numbers, names_in_other_tones, right_d

_MOST_ROUNDS = 5


@frozen
class Repair:
    """One file rewritten: its path as messages print it, and what was changed how often; or why the system did not let it be."""

    path: str
    changes: tuple[tuple[str, int], ...]
    refused: str = ""

    def __str__(self) -> str:
        if self.refused:
            return f"{self.path}: chưa sửa được, không ghi được tệp: {self.refused}"
        return f"{self.path}: đã sửa " + "; ".join(f"{what} ({count})" if count > 1 else what for what, count in self.changes)


def fix(content: Path, library: Library) -> list[Repair]:
    """Repair the files of the folder `content`, which `library` was read from; return what was done, in order of path."""
    articles = {article.path: article for article in [*library.articles, *library.unpublished]}
    names = names_with_open_tones(library.registry)
    done = []
    for path, kind in files_of(content):
        shown = f"{content.name}/{path.relative_to(content).as_posix()}"
        try:
            raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b"\0"
        except OSError:
            continue
        fixed, changes = repair(raw, kind, library.registry, articles.get(shown), names)
        if fixed != raw:
            refused = ""
            try:
                replace_file(path.resolve(), fixed)
            except OSError as error:
                refused = reason(error)
            done.append(Repair(shown, tuple(changes.items()), refused))
    return done


def repair(raw: bytes, kind: str, registry: Registry, article: Article | None = None, names: list[str] | None = None) -> tuple[bytes, Counter]:
    """Return the bytes of a file repaired and what was changed how often; what is no UTF-8 text is returned as it is."""
    changes: Counter = Counter()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw, changes
    if "\0" in text or not text.strip():
        return raw, changes
    names = names_with_open_tones(registry) if names is None else names
    for _ in range(_MOST_ROUNDS):
        before = text
        for what, change in _repairs(kind, registry, article, names):
            changed, count = change(text)
            if changed != text:
                changes[what] += count
                text = changed
        if text == before:
            break
    return text.encode("utf-8"), changes


def _repairs(kind: str, registry: Registry, article: Article | None, names: list[str]) -> Iterator[tuple[str, Callable[[str], tuple[str, int]]]]:
    yield "dấu thứ tự byte (BOM)", lambda text: (text.removeprefix("\ufeff"), 1)
    yield "xuống dòng kiểu LF", lambda text: (text.replace("\r\n", "\n").replace("\r", "\n"), 1)
    yield "dấu rời thành chữ dựng sẵn (NFC)", lambda text: (unicodedata.normalize("NFC", text), 1)
    yield "chữ đ sai mã", lambda text: _above_marker(text, right_letters)
    yield "chữ của bộ chữ khác", lambda text: latin_letters(text, kind)
    yield "ký tự không nhìn thấy", lambda text: _above_marker(text, visible)
    yield "khoảng trắng thừa", lambda text: single_blanks(text, kind)
    yield "khoảng trắng cuối dòng", lambda text: no_trailing_blanks(text, kind)
    if kind != "registry":
        yield "số văn bản", lambda text: standard_numbers(text, kind)
        yield "cách đặt dấu của tên", lambda text: standard_names(text, kind, names)
    if kind == "entry":
        yield "tham số theo dõi", without_tracking
        if article:
            yield "tên theo danh mục", lambda text: registry_names(text, registry, article)


def _above_marker(text: str, change: Callable[[str], tuple[str, int]]) -> tuple[str, int]:
    """Apply `change` to our own text only: what a draft keeps of its source stays as it came."""
    at = text.find(SOURCE_MARKER)
    if at < 0:
        return change(text)
    changed, count = change(text[:at])
    return changed + text[at:], count


def right_letters(text: str) -> tuple[str, int]:
    """Write đ with its own code points."""
    changed, count = WRONG_D_SIGNS.subn(lambda match: WRONG_D[match[0]], text)
    right = TILDE_N.sub(lambda match: right_d(match[0]) or match[0], changed)
    return right, count + sum(a != b for a, b in zip(changed, right, strict=True))


def latin_letters(text: str, kind: str) -> tuple[str, int]:
    """Write Latin letters for those of other scripts that only look like them, in words where that is certain."""
    prose = read_prose(text, kind)
    return _replace(text, [(match.start(), match.end(), match[0].translate(LATIN_TWINS)) for match in MIXED.finditer(prose.masked) if is_mixed(match[0])] if FOREIGN_LETTER.search(text) else [])


def visible(text: str) -> tuple[str, int]:
    """Drop characters without width and write every kind of blank as the one; the joiner inside an emoji stays."""
    bare = INVISIBLE.sub(lambda match: match[0] if joins_pictures(match.string, match.start()) else "", text)
    return ODD_BLANK.sub(" ", bare), len(text) - len(bare) + len(ODD_BLANK.findall(bare))


def single_blanks(text: str, kind: str) -> tuple[str, int]:
    """Leave one blank between two words; code, tables, comments and the space between key and value are not prose."""
    return _replace(text, [(start, end, " ") for start, end in doubled(read_prose(text, kind))])


def no_trailing_blanks(text: str, kind: str) -> tuple[str, int]:
    """Drop the blanks at the end of lines, except Markdown's line break and inside code."""
    prose = read_prose(text, kind)
    spans = [(match.start(), match.end(), "") for match in TRAILING.finditer(prose.text)
             if not is_hard_break(prose.text, match.start(), match.end(), prose.body_at) and not _in_code(prose, match.start(), match.end())]
    return _replace(text, spans)


def _in_code(prose: Prose, start: int, end: int) -> bool:
    return start >= prose.body_at and prose.masked[start:end] != prose.text[start:end]


def standard_numbers(text: str, kind: str) -> tuple[str, int]:
    """Write document numbers in the body without blanks and with hyphens."""
    prose = read_prose(text, kind)
    return _replace(text, [span for span in misspelt_numbers(prose) if span[0] >= prose.body_at])


def standard_names(text: str, kind: str, names: list[str]) -> tuple[str, int]:
    """Write the registry's names in the body with the tone where the registry has it."""
    return _replace(text, [*names_in_other_tones(read_prose(text, kind), names)])


def without_tracking(text: str) -> tuple[str, int]:
    """Drop the tracking parameters of the source's address."""
    spans = []
    for scalar in scalars(text):
        if scalar.path[:1] == ("source",) and scalar.path[1:] in (("url",), ("archive",)) and "?" in scalar.value:
            clean = without_tracking_parameters(scalar.value)
            if clean != scalar.value:
                spans.append((scalar.start, scalar.end, clean))
    return _replace(text, spans)


def without_tracking_parameters(url: str) -> str:
    """Return `url` without utm_…, fbclid and the like; the other parameters stay as they are written."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = "&".join(part for part in parts.query.split("&") if not TRACKING.match(part))
    if kept == parts.query:
        return url
    before, _, rest = url.partition("?")
    _, hash_, fragment = rest.partition("#")
    return before + ("?" + kept if kept else "") + hash_ + fragment


def registry_names(text: str, registry: Registry, article: Article) -> tuple[str, int]:
    """Write the names of provinces, topics, people and documents as the registry has them."""
    return _replace(text, [(scalar.start, scalar.end, standard) for scalar, standard in corrections(text, registry, article) if _is_plain(standard)])


def _is_plain(value: str) -> bool:
    """Return whether `value` may stand where it is put without quotes of its own."""
    return not re.search(r"[\"'\[\]{}#&*!|>%@`]|: |^[-?:,]", value)


def _replace(text: str, spans: list[tuple[int, int, str]]) -> tuple[str, int]:
    """Return `text` with each (start, end, new) replaced, and how many were; spans that overlap an earlier one are left for the next round."""
    parts, at, count = [], 0, 0
    for start, end, new in sorted(spans):
        if start < at or text[start:end] == new:
            continue
        parts += [text[at:start], new]
        at, count = end, count + 1
    return "".join([*parts, text[at:]]), count

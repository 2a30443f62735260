"""Rules of the lists that no page shows: publishers, signs of topics, towns, abbreviations.

In: the folder ``content/registry`` and the registry read from it. Out: `WordLists`, what the other rules ask of them, and their problems. Example: a publisher with
``province: thai-nguyenn`` is ``registry-publisher``, with the id that was meant; the importer, which reads the same file, would have met it in the middle of a page.

The odd case is a list that is not there: then nothing is known and nothing is wrong.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..digests import digest
from ..frontmatter import decode
from ..problems import Problem
from ..registry import Registry
from ..strict_yaml import Fields, Source, read_list
from ..suggest import advice
from ..text import fold
from .cache import Findings, Lists, row_of

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
CUES = ("strong", "body", "weak", "not")
"""The kinds of signs of a topic."""


@dataclass
class WordLists:
    """What the lists say: abbreviation → full form (None when every reader knows it), domain → publisher."""

    abbreviations: dict[str, str | None] = field(default_factory=dict)
    publishers: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def word_lists(folder: Path, registry: Registry, memory: Findings) -> WordLists:
    """Return what `read_word_lists` does, from `memory` when neither the lists nor the registry they point to have changed."""
    key = digest(registry.raw, *(_bytes(folder / f"{name}.yaml") for name, _ in _LISTS)).hex() if registry.raw else ""
    lists = memory.find_lists(key)
    if lists is None:
        found = read_word_lists(folder, registry)
        lists = Lists(found.abbreviations, found.publishers, [(problem.path, row_of(problem)) for problem in found.problems])
        memory.keep_lists(key, lists)
    return WordLists(lists.abbreviations, lists.publishers, [Problem(path, *row) for path, row in lists.problems])


def read_word_lists(folder: Path, registry: Registry) -> WordLists:
    """Return the lists in the folder ``content/registry`` and what is wrong with them."""
    lists = WordLists()
    for name, read in _LISTS:
        taken: dict[str, int] = {}
        for fields in _entries(folder, name, lists.problems):
            read(fields, registry, lists, lambda key, fields=fields, taken=taken: _first(taken, key, fields))
            fields.close()
    return lists


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def read_abbreviations(folder: Path) -> dict[str, str | None]:
    """Return abbreviation → full form, None when every reader knows it; empty when there is no such list."""
    found: dict[str, str | None] = {}
    for fields in _entries(folder, "abbreviations", []):
        _note_abbreviation(fields, found)
    return found


def _note_abbreviation(fields: Fields, into: dict[str, str | None]) -> None:
    common, full = fields.flag("common"), fields.text("full")
    for short, _, _ in fields.texts("abbr", single=True):
        into[short] = None if common else full


def _entries(folder: Path, name: str, problems: list[Problem]) -> Iterator[Fields]:
    path = folder / f"{name}.yaml"
    source = Source(f"{folder.parent.name}/{folder.name}/{path.name}", problems)
    try:
        text = decode(path.read_bytes(), source)
    except OSError:
        return
    yield from read_list(text, source, "registry") if text else ()


Taken = Callable[[str], int]
"""Tells the line on which a word stands already, 0 when it is new."""


def _first(taken: dict[str, int], key: str, fields: Fields) -> int:
    line = taken.setdefault(key, fields.line)
    return 0 if line == fields.line else line


def _abbreviation(fields: Fields, registry: Registry, lists: WordLists, taken: Taken) -> None:
    """An abbreviation stands once and has its words."""
    _note_abbreviation(fields, lists.abbreviations)
    shorts = fields.texts("abbr", single=True)
    if not shorts or not fields.text("full"):
        fields.problem("abbr", "registry-abbreviation", "chữ tắt thiếu mục “abbr” hoặc “full”", "ghi đủ hai mục: abbr là chữ tắt, full là chữ viết đủ")
    for short, line, column in shorts:
        if earlier := taken(short):
            fields.source.report(line, column, "registry-abbreviation", f"chữ tắt “{short}” đã có ở dòng {earlier}", "gộp hai mục")


def _publisher(fields: Fields, registry: Registry, lists: WordLists, taken: Taken) -> None:
    """A publisher has a domain of its own and a name; a local one has a province."""
    domain, name = fields.text("domain"), fields.text("name")
    fields.texts("tags")
    for key, value, remedy in (("domain", domain, "ghi tên miền, ví dụ domain: baothainguyen.vn"), ("name", name, "ghi tên báo như trang của báo tự ghi")):
        if not value:
            fields.problem(key, "registry-publisher", f"cơ quan báo chí thiếu mục “{key}”", remedy)
    if domain and (not _HOST.fullmatch(domain) or domain.startswith("www.")):
        fields.problem("domain", "registry-publisher", f"“{domain}” không phải tên miền", "ghi chữ thường, không có https://, www. và đường dẫn: baothainguyen.vn")
    if domain and (earlier := taken(domain)):
        fields.problem("domain", "registry-publisher", f"tên miền “{domain}” đã có ở dòng {earlier}", "gộp hai mục")
    if domain and name:
        lists.publishers.setdefault(domain, name)
    _check_province(fields, registry, "registry-publisher")


def _cues(fields: Fields, registry: Registry, lists: WordLists, taken: Taken) -> None:
    """A topic has its signs in one entry, each sign once."""
    topic = fields.text("topic")
    if topic not in registry.topics and not registry.broken["topic"]:
        fields.problem("topic", "registry-cue", f"không có chủ đề mã “{topic}”", advice(topic, registry.topics, "ghi mã trong content/registry/topics.yaml"))
    elif earlier := taken(topic):
        fields.problem("topic", "registry-cue", f"chủ đề “{topic}” đã có dấu hiệu ở dòng {earlier}", "gộp hai mục")
    seen: dict[str, str] = {}
    for kind in CUES:
        for words, line, column in fields.texts(kind):
            if (earlier := seen.setdefault(words.lower() if not words.isupper() else words, kind)) != kind:
                fields.source.report(line, column, "registry-cue", f"“{words}” đứng ở cả “{earlier}” và “{kind}” của chủ đề “{topic}”", "bỏ ở một nơi")


def _cities(fields: Fields, registry: Registry, lists: WordLists, taken: Taken) -> None:
    """A province has its towns in one entry, and no town is in two."""
    fields.flag("verified")
    _check_province(fields, registry, "registry-city")
    if earlier := taken(f"province: {fields.text('province')}"):
        fields.problem("province", "registry-city", f"“{fields.text('province')}” đã có ở dòng {earlier}", "gộp hai mục")
    if "province" not in fields or "cities" not in fields:
        fields.problem("province", "registry-city", "thiếu mục “province” hoặc “cities”", "ghi đủ hai mục: province là mã tỉnh, cities là danh sách thành phố, thị xã")
    for city, line, column in fields.texts("cities"):
        if earlier := taken(fold(city)):
            fields.source.report(line, column, "registry-city", f"“{city}” đã có ở dòng {earlier}", "một thành phố, thị xã chỉ ghi ở một tỉnh")


def _check_province(fields: Fields, registry: Registry, code: str) -> None:
    province = fields.text("province")
    if province and province not in registry.provinces and not registry.broken["province"]:
        fields.problem("province", code, f"không có đơn vị mã “{province}”", advice(province, registry.provinces, "ghi mã trong content/registry/provinces.yaml"))


_LISTS = (("abbreviations", _abbreviation), ("publishers", _publisher), ("topic_cues", _cues), ("cities", _cities))
"""Name of a list → what is asked of each of its items."""

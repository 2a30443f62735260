"""Names in a front matter in their standard form: what the registry calls the thing, spelled as the registry spells it.

In: a `Library` and the folder it was read from. Out: a warning for each province, topic, person or document written another way, with the standard
form; ``check --fix`` writes it. Example: ``province: dak lak`` is understood and becomes ``province: Đắk Lắk``. An entry is only taken apart
when one of its names is not found in its bytes as it should be, so this costs next to nothing.

The odd case is a name that was right on the day of the entry (Thừa Thiên Huế): that is the standard form then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..articles import Article
from ..frontmatter import decode
from ..library import Library
from ..problems import Problem
from ..registry import Registry
from ..registry.resolutions import Resolution
from ..strict_yaml import Source, read_nodes
from ..text import nfc, squeeze, standard_tones
from ..yaml_nodes import Mapping, Node, Scalar as Value, Sequence
from .rules import found


_BLOCK = re.compile(r"^(province|topics|officials|resolutions):(.*(?:\n[ -].*)*)", re.M)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value of a front matter: the keys that lead to it (list places left out), its text and where it stands in the file."""

    path: tuple[str, ...]
    value: str
    line: int
    column: int
    start: int
    end: int


def problems(library: Library, content: Path) -> Iterator[Problem]:
    """Yield a warning for every name that is understood but not in its standard form."""
    for article in [*library.articles, *library.unpublished]:
        try:
            raw = (content.parent / article.path).read_bytes()
        except OSError:
            continue
        if _is_standard(article, raw):
            continue
        text = decode(raw, Source(""))
        for scalar, standard in corrections(text or "", library.registry, article):
            yield found("article-name-form", article.path, scalar.line, scalar.column, f"“{scalar.value}” là “{standard}” viết cách khác", f"viết “{standard}”, hoặc chạy invoke check --fix")
    for official in library.registry.officials.values():
        if standard_tones(official.name) != official.name:
            path, line = library.registry.places["official", official.id]
            yield found("registry-tone", path, line, 1, f"tên “{official.name}” đặt dấu theo kiểu mới", f"viết “{standard_tones(official.name)}”")


def _is_standard(article: Article, raw: bytes) -> bool:
    """Return whether every name of the entry stands in its own block of the front matter in the standard form, as far as a quick look can tell."""
    head = raw[: raw.find(b"\n---", 4)].decode("utf-8", "replace") + "\n"
    blocks = {match[1]: match[2] for match in _BLOCK.finditer(head)}
    provinces = {name.name for province in article.provinces for name in province.names}
    if not (_items(blocks.get("province", "")) <= provinces and _items(blocks.get("topics", "")) <= {topic.name for topic in article.topics}):
        return False
    people, documents = blocks.get("officials", ""), blocks.get("resolutions", "")
    return (all(any(name in people for name in (mention.official.name, *mention.official.other_names)) and standard_tones(mention.role) == mention.role for mention in article.mentions)
            and all(resolution.number in documents for resolution in article.resolutions))


def _items(block: str) -> set[str]:
    return {item.strip(" -[]\"'\r") for line in block.split("\n") for item in line.split(",")} - {""}


def corrections(text: str, registry: Registry, article: Article) -> Iterator[tuple[Scalar, str]]:
    """Yield (scalar, standard form) of each name in the front matter of `text` that is written another way and means one thing only."""
    places = frozenset(province.id for province in article.provinces)
    for scalar in scalars(text):
        standard = _standard(scalar, registry, article, places)
        if standard and standard != scalar.value:
            yield scalar, standard


def _standard(scalar: Scalar, registry: Registry, article: Article, places: frozenset[str]) -> str:
    value, path = squeeze(scalar.value), scalar.path
    if path == ("province",):
        units = registry.provinces_named(value)
        right = units[0].names_within(article.date) if len(units) == 1 and units[0].in_force(article.date) else []
        return "" if not right or value in {name.name for name in units[0].names} else right[0].name
    if path == ("topics",):
        topic = registry.topic_named(value)
        return topic.name if topic else ""
    if path in (("officials",), ("officials", "name")):
        people = registry.officials_named(value)
        names = {name for one in people for name in (one.name, *one.other_names)}
        return "" if value in names or len({one.name for one in people}) != 1 else people[0].name
    if path == ("officials", "role"):
        return standard_tones(value)
    if path in (("resolutions",), ("resolutions", "number")):
        documents = registry.find_resolution(value, provinces=places)
        return documents[0].number if len(documents) == 1 and _stands_alone(documents[0], registry, places) else ""
    return ""


def _stands_alone(document: Resolution, registry: Registry, places: frozenset[str]) -> bool:
    """Return whether the number alone leads back to the document: "Kết luận 123" must not become "123"."""
    return bool(document.parsed and document.parsed.letters) and registry.find_resolution(document.number, provinces=places) == [document]


def scalars(text: str) -> list[Scalar]:
    """Return every value of the front matter of `text` that stands there in plain words, in order; [] when it cannot be read.

    A value whose text in the file is not its value (escapes, values over several lines, a colon in a plain value) is left out: it cannot be replaced safely.
    """
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    if end < 0:
        return []
    head = text[: end + 1]
    starts = [0]
    for line in head.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    into: list[Scalar] = []
    _walk(read_nodes(head), (), head, starts, into)
    return into


def _walk(node: Node | None, path: tuple[str, ...], head: str, starts: list[int], into: list[Scalar]) -> None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            _walk(value, (*path, key.value if isinstance(key, Value) else ""), head, starts, into)
    elif isinstance(node, Sequence):
        for item in node.items:
            _walk(item, path, head, starts, into)
    elif isinstance(node, Value) and node.value:
        start = starts[node.line - 1] + node.column - 1
        start += head.startswith(("'", '"'), start)
        if head.startswith(node.value, start):
            into.append(Scalar(path, nfc(node.value), node.line, node.column, start, start + len(node.value)))

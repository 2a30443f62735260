"""Names in a front matter in their standard form: what the registry calls the thing, spelled as the registry spells it.

In: an entry and the text of its file. Out: a warning for each province, topic, person or document written another way, with the standard
form; ``check --fix`` writes it. Example: ``province: dak lak`` is understood and becomes ``province: Đắk Lắk``. An entry is only taken apart
when one of its names is not found in its bytes as it should be, so this costs next to nothing.

The odd case is a name that was right on the day of the entry (Thừa Thiên Huế): that is the standard form then.
"""

import re
from collections.abc import Iterator

from ..articles import Article
from ..frozen import frozen
from ..problems import Problem
from ..registry import Registry
from ..registry.provinces import Province
from ..registry.resolutions import Resolution
from ..strict_yaml import read_nodes
from ..text import fold, nfc, squeeze, standard_tones
from ..yaml_nodes import Mapping, Node, Scalar as Value, Sequence
from .rules import found


_OPEN_TONE = re.compile(r"[òóỏõọùúủũụÒÓỎÕỌÙÚỦŨỤ][aeyAEY](?![^\W\d_])")
_BLOCK = re.compile(rb"\n(province|topics|officials|resolutions):(.*(?:\n[ -].*)*)")


@frozen
class Scalar:
    """One value of a front matter: the keys that lead to it (list places left out), its text and where it stands in the file."""

    path: tuple[str, ...]
    value: str
    line: int
    column: int
    start: int
    end: int


def of_registry(registry: Registry) -> Iterator[Problem]:
    """Yield a warning for every name in the registry whose tone stands where the new style puts it."""
    for official in registry.officials.values():
        if standard_tones(official.name) != official.name:
            path, line = registry.places["official", official.id]
            yield found("registry-tone", path, line, 1, f"tên “{official.name}” đặt dấu theo kiểu mới", f"viết “{standard_tones(official.name)}”")


def names_with_open_tones(registry: Registry) -> list[str]:
    """Return the registry's names in which a tone has two possible places (Thanh Hóa, Nguyễn Huy Thủy), the longest first."""
    names = {name.name for province in registry.provinces.values() for name in province.names} | {official.name for official in registry.officials.values()}
    return sorted((name for name in names if _OPEN_TONE.search(name) and standard_tones(name) == name), key=lambda name: (-len(name), name))


def of_entry(article: Article, text: str, registry: Registry) -> Iterator[Problem]:
    """Yield a warning for every name in the entry's `text` that is understood but not in its standard form."""
    yield from repeated_values(article, text, registry)
    yield from documents_elsewhere(article, text, registry)
    for scalar, standard in corrections(text, registry, article):
        yield found("article-name-form", article.path, scalar.line, scalar.column, f"“{scalar.value}” là “{standard}” viết cách khác", f"viết “{standard}”, hoặc chạy invoke check --fix")


def repeated_values(article: Article, text: str, registry: Registry) -> Iterator[Problem]:
    """A province, topic or document stands once in an entry, in whatever spelling."""
    places = frozenset(province.id for province in article.provinces)
    find = {("province",): registry.provinces_named, ("topics",): lambda name: [topic for topic in [registry.topic_named(name)] if topic]}
    find |= dict.fromkeys((("resolutions",), ("resolutions", "number")), lambda number: registry.find_resolution(number, provinces=places))
    first: dict[int, Scalar] = {}
    for scalar in scalars(text):
        things = find[scalar.path](squeeze(scalar.value)) if scalar.path in find else []
        if len(things) == 1 and first.setdefault(id(things[0]), scalar) is not scalar:
            earlier = first[id(things[0])]
            yield found("article-repeated-value", article.path, scalar.line, scalar.column, f"“{scalar.value}” ghi hai lần (lần đầu ở dòng {earlier.line})", "bỏ một dòng")


def is_elsewhere(resolution: Resolution, article: Article, registry: Registry) -> bool:
    """Return whether a document is of a province that the entry is not about, now or under an older name."""
    if resolution.province is None or not article.provinces or any(resolution.province == province.id for province in article.provinces):
        return False
    home = registry.provinces.get(resolution.province)
    return home is not None and all(registry.present(home) is not registry.present(province) for province in article.provinces)


def documents_elsewhere(article: Article, text: str, registry: Registry) -> Iterator[Problem]:
    """Every province has a 25/KH-UBND: one of another province is only meant when its issuer is named."""
    named = {fold(scalar.value) for scalar in scalars(text) if scalar.path == ("resolutions", "issuer")}
    for resolution in article.resolutions:
        if is_elsewhere(resolution, article, registry) and not any(issuer in fold(resolution.issuer) for issuer in named):
            scalar = next((one for one in scalars(text) if one.path in (("resolutions",), ("resolutions", "number")) and registry.find_resolution(one.value) == [resolution]), None)
            line, column = (scalar.line, scalar.column) if scalar else (1, 1)
            yield found("article-resolution-place", article.path, line, column, f"{resolution.name} trong danh mục là của {resolution.issuer}, tin không nói về nơi ấy",
                        f"đúng văn bản ấy thì ghi {{number: {resolution.number}, issuer: {resolution.issuer}}}; văn bản khác cùng số thì thêm tệp của nó vào content/registry/resolutions/")


class Standard:
    """Tells at a quick look whether all names of an entry have their standard form; remembers, within one run, the blocks it has seen."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._seen: dict[tuple[bytes, tuple], bool] = {}

    def has_all(self, article: Article, raw: bytes) -> bool:
        """Return whether every name of the entry stands in its own block of the front matter in the standard form, as far as a quick look can tell."""
        blocks = dict(_BLOCK.findall(raw, 0, raw.find(b"\n---", 4) + 1))
        if not (self._known(blocks.get(b"province", b""), article.provinces) and self._known(blocks.get(b"topics", b""), article.topics)):
            return False
        if article.mentions:
            people = blocks.get(b"officials", b"").decode("utf-8", "replace")
            if not all(any(name in people for name in (mention.official.name, *mention.official.other_names)) and standard_tones(mention.role) == mention.role for mention in article.mentions):
                return False
        if article.resolutions and blocks.get(b"resolutions", b"").count(b"\n  - ") > len(article.resolutions):
            return False
        if article.resolutions:
            documents = blocks.get(b"resolutions", b"").decode("utf-8", "replace")
            return all(resolution.number in documents and (resolution.issuer in documents or not is_elsewhere(resolution, article, self._registry)) for resolution in article.resolutions)
        return True

    def _known(self, block: bytes, things: tuple) -> bool:
        known = self._seen.get((block, things))
        if known is None:
            names = {name for thing in things for name in ([one.name for one in thing.names] if isinstance(thing, Province) else [thing.name])}
            known = self._seen[block, things] = _all_of(_items(block.decode("utf-8", "replace")), names)
        return known


def _items(block: str) -> list[str]:
    lines = block.split("\n")
    parts = [part for line in lines for part in ([line] if line.lstrip(" ").startswith("- ") else line.split(","))]
    return [item for part in parts if (item := part.strip(" -[]\"'\r"))]


def _all_of(items: list[str], names: set[str]) -> bool:
    return set(items) <= names and len(items) == len(set(items))


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

"""The registry: the facts of the world that entries point to, and how a name finds its fact.

In: the folder ``content/registry``. Out: one `Registry` that looks things up by id or by any spelling an editor may type.
Example: ``registry.provinces_named("tien giang")`` is [Tiền Giang]; ``registry.find_resolution("25/KH-UBND", provinces={"thai-nguyen"})`` is
the plan of Thái Nguyên, not one of the other 62.

Names are compared three times, each time less strictly: as written, without regard to tone placement, without marks. The odd
case is a name without marks that fits two things (lai chau, hue): then nothing is found and the editor is asked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..digests import digest, digest_all
from ..document_numbers import read_number
from ..frontmatter import read_text
from ..problems import ERROR
from ..strict_yaml import Fields, Source, read_list, read_mapping
from ..text import fold, nfc, squeeze, tone_key
from .agencies import AgencyChange, read_agency_change
from .officials import Official, Post, read_official
from .provinces import Province, read_province
from .resolutions import Resolution, read_resolution
from .terms import Indicator, Region, Topic, read_indicator, read_region, read_topic


class NameIndex:
    """Finds things by name: as written first, then by tone key, then folded; a looser match counts only when it is the only one."""

    def __init__(self, named: Iterable[tuple[str, Any]]) -> None:
        self._levels: tuple[dict[str, list[Any]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
        for name, thing in named:
            for level, key in zip(self._levels, self._keys(name), strict=True):
                if thing not in level[key]:
                    level[key].append(thing)

    @staticmethod
    def _keys(name: str) -> tuple[str, str, str]:
        return nfc(name), tone_key(name), fold(name)

    def find(self, name: str) -> list[Any]:
        """Return what goes by `name`; empty when nothing does, or when only a form without marks fits and fits several."""
        written, toned, folded = self._levels
        found = written.get(name) or toned.get(tone_key(name))
        if found:
            return found
        bare = fold(name)
        loose = folded.get(bare, []) if bare == squeeze(name).lower() else []
        return loose if len(loose) == 1 else []


@dataclass
class Registry:
    """Everything an entry may point to, by id."""

    provinces: dict[str, Province] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    regions: dict[tuple[str, str], Region] = field(default_factory=dict)
    officials: dict[str, Official] = field(default_factory=dict)
    resolutions: dict[str, Resolution] = field(default_factory=dict)
    agencies: dict[str, AgencyChange] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    """(kind, id) → path and line where the thing is written, for messages."""
    digests: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """(kind, id) → digest of the file the thing is written in, and of its id where that is the file's name."""
    raw: bytes = b""
    """Digest of all its files, when it was read through a `Memory`."""
    before: "Registry | None" = field(default=None, repr=False)
    """While reading: what the folder held before."""
    folder: Path | None = None
    """The folder it was read from; the check finds the files of the content beside it."""

    broken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Kind → ids (file stems) of files that could not be read: a name missing because of one is not the fault of the entry that uses it."""

    @cached_property
    def _province_names(self) -> NameIndex:
        return NameIndex((spelling, province) for province in self.provinces.values() for spelling in province.spellings())

    @cached_property
    def _topic_names(self) -> NameIndex:
        return NameIndex((name, topic) for topic in self.topics.values() for name in (topic.name, topic.id))

    @cached_property
    def _official_names(self) -> NameIndex:
        return NameIndex((name, official) for official in self.officials.values() for name in (official.name, *official.other_names))

    @cached_property
    def _resolutions_by_number(self) -> dict[tuple, list[Resolution]]:
        found: dict[tuple, list[Resolution]] = defaultdict(list)
        for resolution in self.resolutions.values():
            if resolution.parsed:
                found[resolution.parsed.key].append(resolution)
        return found

    @cached_property
    def _resolution_names(self) -> NameIndex:
        return NameIndex((name, resolution) for resolution in self.resolutions.values() for name in _names_of(resolution))

    @cached_property
    def kind_digests(self) -> dict[str, bytes]:
        """Kind → digest of everything of that kind."""
        found: dict[str, list[bytes]] = defaultdict(list)
        for (kind, identity), one in self.digests.items():
            found[kind] += one, digest(identity)
        return {kind: digest_all(parts) for kind, parts in found.items()}

    @cached_property
    def provinces_in_force(self) -> list[Province]:
        """The present-day units, in the order of the registry (from north to south)."""
        return [province for province in self.provinces.values() if not province.dissolved]

    @cached_property
    def predecessors(self) -> dict[str, list[Province]]:
        """Id of a present-day unit → the dissolved units it took over."""
        found: dict[str, list[Province]] = defaultdict(list)
        for province in self.provinces.values():
            if province.successor:
                found[province.successor].append(province)
        return found

    @cached_property
    def posts_in(self) -> dict[str, list[tuple[Official, Post]]]:
        """Province id → every post held there under that name, with its holder."""
        found: dict[str, list[tuple[Official, Post]]] = defaultdict(list)
        for official in self.officials.values():
            for post in official.posts:
                if post.province:
                    found[post.province].append((official, post))
        return found

    @cached_property
    def agencies_of(self) -> dict[str, list[AgencyChange]]:
        """Province id → what happened to its agencies, under that name."""
        found: dict[str, list[AgencyChange]] = defaultdict(list)
        for change in self.agencies.values():
            found[change.province].append(change)
        return found

    def family(self, province: Province) -> list[Province]:
        """Return `province` and the dissolved units it took over."""
        return [province, *self.predecessors.get(province.id, [])]

    def has_posts(self, province: Province) -> bool:
        """Return whether anybody was seen in office in `province` or in a unit it took over."""
        return any(self.posts_in.get(unit.id) for unit in self.family(province))

    def namesakes(self, official: Official) -> list[Official]:
        """Return the other people who go by one of the names of `official`."""
        found = {one.id: one for name in (official.name, *official.other_names) for one in self._official_names.find(name)}
        return [one for one in found.values() if one.id != official.id]

    def present(self, province: Province) -> Province:
        """Return the unit in force today on whose ground `province` lies: itself, or its successor."""
        passed = {province.id}
        while province.successor in self.provinces and province.successor not in passed:
            province = self.provinces[province.successor]
            passed.add(province.id)
        return province

    def provinces_named(self, name: str) -> list[Province]:
        """Return the units that go, or went, by `name`."""
        return self._province_names.find(squeeze(name))

    def province_names(self) -> list[str]:
        """Return every standard name, for suggestions."""
        return [name.name for province in self.provinces.values() for name in province.names]

    def topic_named(self, name: str) -> Topic | None:
        """Return the topic with that label or id."""
        return next(iter(self._topic_names.find(squeeze(name))), None)

    def officials_named(self, name: str) -> list[Official]:
        """Return the people of that name: none, one, or namesakes."""
        return self._official_names.find(squeeze(name))

    def official_names(self) -> list[str]:
        """Return every name of every person, for suggestions."""
        return [name for official in self.officials.values() for name in (official.name, *official.other_names)]

    def resolutions_named(self, text: str) -> list[Resolution]:
        """Return the documents `text` may mean: by number in any spelling, else by alias, id, or kind and serial number."""
        number = read_number(text)
        by_number = self._resolutions_by_number.get(number.key, []) if number else []
        return by_number or self._resolution_names.find(squeeze(text).replace("Nghị quyết số", "Nghị quyết").replace("số ", ""))

    def find_resolution(self, text: str, *, issuer: str = "", provinces: frozenset[str] | set[str] = frozenset()) -> list[Resolution]:
        """Return the documents `text` may mean, narrowed by issuer, then by the provinces of the entry that cites it.

        One result is the answer; none means unknown; several mean the editor must name the issuer.
        """
        found = self.resolutions_named(text)
        if issuer:
            wanted = fold(issuer)
            found = [one for one in found if fold(one.issuer) == wanted] or [one for one in found if wanted in fold(one.issuer)]
        if len(found) > 1:
            found = [one for one in found if one.province in provinces] or [one for one in found if one.province is None] or found
        return found


def _names_of(resolution: Resolution) -> list[str]:
    """Return the names `resolution` goes by, besides its number in any spelling."""
    names = [resolution.id, resolution.name, f"{resolution.kind} {resolution.number}", *resolution.aliases]
    return [*names, f"{resolution.kind} {resolution.parsed.serial}"] if resolution.parsed else names


def keys_of(thing: Official | Resolution) -> set[Any]:
    """Return everything by which an entry's text may lead to `thing`: another thing with one of these keys may be meant as well."""
    if isinstance(thing, Official):
        return {fold(name) for name in (thing.name, thing.id, *thing.other_names)}
    names = [thing.number, *_names_of(thing)]
    return {fold(name) for name in names} | {number.key for name in names if (number := read_number(name))}


def changes_between(before: Registry, after: Registry) -> list[Official | Resolution] | None:
    """Return the people and documents that differ, as they were and as they are; None when anything else differs, or a file could not be read."""
    same_lists = all(before.kind_digests.get(kind) == after.kind_digests.get(kind) for kind in ("province", "topic", "indicator", "region"))
    if not same_lists or any(before.broken.values()) or any(after.broken.values()):
        return None
    differing = {key for key in before.digests.keys() | after.digests.keys() if key[0] in ("official", "resolution") and before.digests.get(key) != after.digests.get(key)}
    return [shelf[identity] for registry in (before, after) for kind, identity in differing if identity in (shelf := _shelf(registry, kind))]


def read_registry(folder: Path, path_of: Callable[[Path], str], problems: list, before: Registry | None = None) -> Registry:
    """Return the registry in `folder`; whatever cannot be read is added to `problems`.

    Args:
        path_of: gives a path as messages print it.
        before: what the folder held before, read without a problem: what stands in an unchanged file is taken from there, the very same object.
    """
    registry = Registry(folder=folder, before=before)
    for name, read, kind in (("provinces.yaml", read_province, "province"), ("topics.yaml", read_topic, "topic"),
                             ("indicators.yaml", read_indicator, "indicator"), ("regions.yaml", read_region, "region")):
        _read_closed_list(registry, folder / name, path_of, problems, read, kind)
    if (folder / "agencies.yaml").is_file():
        _read_closed_list(registry, folder / "agencies.yaml", path_of, problems, read_agency_change, "agency")
    for name, read, kind in (("officials", read_official, "official"), ("resolutions", read_resolution, "resolution")):
        for path in sorted((folder / name).glob("*.yaml")):
            _read_one(registry, path, path_of, problems, read, kind)
    registry.before = None
    return registry


def _shelf(registry: Registry, kind: str) -> dict:
    return {"province": registry.provinces, "topic": registry.topics, "indicator": registry.indicators, "region": registry.regions,
            "official": registry.officials, "resolution": registry.resolutions, "agency": registry.agencies}[kind]


def _read_closed_list(registry: Registry, path: Path, path_of: Callable[[Path], str], problems: list, read: Callable[[Fields], Any], kind: str) -> None:
    source = Source(path_of(path), problems)
    text = read_text(path, source)
    before = len(problems)
    if text is None:
        registry.broken[kind].add(path.stem)
        return
    shelf = _shelf(registry, kind)
    written = digest(text)
    if registry.before and _take_over(registry, registry.before, kind, written):
        return
    for fields in read_list(text, source, f"registry-{kind}"):
        thing = read(fields)
        if thing is None:
            continue
        key = (thing.id, thing.period) if kind == "region" else thing.id
        if key in shelf:
            fields.problem("id", "registry-repeated-id", f"mã “{thing.id}” dùng hai lần", "mỗi mục một mã riêng")
            continue
        shelf[key] = thing
        registry.places[kind, thing.id] = source.path, fields.line
        registry.digests[kind, thing.id] = written
    if any(problem.severity == ERROR for problem in problems[before:]):
        registry.broken[kind].add(path.stem)


def _read_one(registry: Registry, path: Path, path_of: Callable[[Path], str], problems: list, read: Callable[[Fields, str], Any], kind: str) -> None:
    source = Source(path_of(path), problems)
    text = read_text(path, source)
    written = digest(path.stem, text or "")
    if text is not None and registry.before and registry.before.digests.get((kind, path.stem)) == written:
        thing = _shelf(registry.before, kind)[path.stem]
    else:
        fields = read_mapping(text, source, f"registry-{kind}") if text is not None else None
        thing = read(fields, path.stem) if fields else None
    if thing is None:
        registry.broken[kind].add(path.stem)
    else:
        _shelf(registry, kind)[path.stem] = thing
        registry.places[kind, path.stem] = source.path, 1
        registry.digests[kind, path.stem] = written


def _take_over(registry: Registry, before: Registry, kind: str, written: bytes) -> bool:
    """Take the things of one list from `before` when its file has not changed; return whether it has not."""
    digests = {key: one for key, one in before.digests.items() if key[0] == kind}
    if not digests or set(digests.values()) != {written}:
        return False
    _shelf(registry, kind).update(_shelf(before, kind))
    registry.places.update((key, before.places[key]) for key in digests)
    registry.digests.update(digests)
    return True

"""Rules of the registry: its facts must fit one another and run forward in time."""

from collections.abc import Iterator

from ..library import Library
from ..problems import Problem
from ..registry import Registry
from ..registry.officials import Official
from ..registry.resolutions import RELATIONS, Resolution
from ..suggest import advice


def problems(library: Library) -> Iterator[Problem]:
    """Yield every way in which the registry contradicts itself or the entries."""
    registry = library.registry
    yield from province_references(registry)
    yield from shared_tiles(registry)
    yield from shared_names(registry)
    named_in = {article.id: {mention.official.id for mention in article.mentions} for article in [*library.articles, *library.unpublished]}
    for official in registry.officials.values():
        yield from official_references(registry, official, named_in)
    for resolution in registry.resolutions.values():
        yield from resolution_references(registry, resolution)
        yield from relations_back_in_time(registry, resolution)
    yield from repeated_documents(registry)
    yield from relation_cycles(registry)


def _at(registry: Registry, kind: str, identity: str, code: str, message: str, remedy: str) -> Problem:
    path, line = registry.places[kind, identity]
    return Problem(path, line, 1, code, message, remedy)


def province_references(registry: Registry) -> Iterator[Problem]:
    """A unit's successor, the units it was formed from and its regions must be in the registry."""
    for province in registry.provinces.values():
        for change in (province.formed, province.dissolved):
            for unit in change.units if change else ():
                if unit not in registry.provinces:
                    yield _at(registry, "province", province.id, "registry-province", f"{province.name}: không có đơn vị mã “{unit}”", advice(unit, registry.provinces, "ghi mã có trong tệp này"))
        for region, period in ((province.region, "2025"), (province.region_2021, "2021")):
            if region and (region, period) not in registry.regions:
                yield _at(registry, "province", province.id, "registry-province", f"{province.name}: không có vùng mã “{region}”", "ghi mã có trong content/registry/regions.yaml")


def shared_tiles(registry: Registry) -> Iterator[Problem]:
    """Each present-day unit and archipelago has a tile of its own on the map."""
    taken: dict[tuple[int, int], str] = {}
    for province in registry.provinces_in_force:
        tiles = [(province.name, province.tile), *((island.name, island.tile) for island in province.islands)]
        for name, tile in tiles:
            if tile is None:
                yield _at(registry, "province", province.id, "registry-tile", f"{name} không có ô trên bản đồ", "ghi mục tile: cột, hàng")
            elif taken.setdefault(tile, name) != name:
                yield _at(registry, "province", province.id, "registry-tile", f"{name} và {taken[tile]} cùng một ô {tile[0]}, {tile[1]}", "đổi ô của một trong hai")


def shared_names(registry: Registry) -> Iterator[Problem]:
    """No spelling may lead to two units at once, or an entry could not be tied to one."""
    owner: dict[str, str] = {}
    for province in registry.provinces.values():
        for spelling in province.spellings():
            if owner.setdefault(spelling, province.id) != province.id:
                yield _at(registry, "province", province.id, "registry-province", f"cách viết “{spelling}” chỉ cả {owner[spelling]} và {province.id}", "bỏ ở một nơi")


def official_references(registry: Registry, official: Official, named_in: dict[str, set[str]]) -> Iterator[Problem]:
    """A post's province must exist, and in force while the post was held; an entry given as proof must name the person."""
    for post in official.posts:
        province = registry.provinces.get(post.province) if post.province else None
        if post.province and province is None:
            yield _at(registry, "official", official.id, "registry-official", f"{official.name}: không có đơn vị mã “{post.province}”", advice(post.province, registry.provinces, "ghi mã trong content/registry/provinces.yaml"))
        elif province and post.first and not province.in_force(post.first):
            yield _at(registry, "official", official.id, "registry-official-time", f"{official.name}: {post.title} {post.span}, khi {province.name} đã kết thúc", f"ghi đơn vị kế tục: {province.successor}")
        for sighting in post.seen:
            if sighting.article and sighting.article not in named_in:
                yield _at(registry, "official", official.id, "registry-official", f"{official.name}: không có tin “{sighting.article}”", "sửa tên tệp tin, hoặc bỏ lần thấy này")
            elif sighting.article and official.id not in named_in[sighting.article]:
                yield _at(registry, "official", official.id, "registry-official", f"{official.name}: tin “{sighting.article}” không nêu người này", "thêm người này vào mục officials của tin, hoặc bỏ lần thấy này")


def resolution_references(registry: Registry, resolution: Resolution) -> Iterator[Problem]:
    """A document's province and the documents it relates to must exist, the province in force on its date."""
    province = registry.provinces.get(resolution.province) if resolution.province else None
    if resolution.province and province is None:
        yield _at(registry, "resolution", resolution.id, "registry-resolution", f"không có đơn vị mã “{resolution.province}”", advice(resolution.province, registry.provinces, "ghi mã trong content/registry/provinces.yaml"))
    elif province and resolution.date and not province.in_force(resolution.date):
        yield _at(registry, "resolution", resolution.id, "registry-resolution-time", f"{resolution.name} ban hành {resolution.date.phrase}, khi {province.name} đã kết thúc", f"ghi đơn vị kế tục: {province.successor}")
    for relation, target in resolution.relations:
        if target not in registry.resolutions:
            yield _at(registry, "resolution", resolution.id, "registry-relation", f"{RELATIONS[relation]} “{target}”: không có văn bản ấy", advice(target, registry.resolutions, "thêm tệp của văn bản ấy, hoặc bỏ quan hệ"))


def relations_back_in_time(registry: Registry, resolution: Resolution) -> Iterator[Problem]:
    """A document cannot carry out, amend or rest on one that is younger than itself."""
    for relation, target in resolution.relations:
        earlier = registry.resolutions.get(target)
        if earlier and earlier.date and resolution.date and resolution.date.last < earlier.date.first:
            yield _at(registry, "resolution", resolution.id, "registry-relation-time",
                      f"{resolution.name} ({resolution.date.text}) {RELATIONS[relation]} {earlier.name} ({earlier.date.text}), là văn bản ra sau nó", "kiểm tra hai ngày, hoặc bỏ quan hệ")


def repeated_documents(registry: Registry) -> Iterator[Problem]:
    """One number, issuer and date is one document: a second file would split its page in two."""
    first: dict[tuple, Resolution] = {}
    for resolution in registry.resolutions.values():
        key = resolution.parsed.key if resolution.parsed else resolution.number, resolution.issuer, resolution.date
        other = first.setdefault(key, resolution)
        if other is not resolution:
            yield _at(registry, "resolution", resolution.id, "registry-resolution-repeated", f"{resolution.name} của {resolution.issuer} đã có ở {registry.places['resolution', other.id][0]}", "gộp hai tệp thành một")


def relation_cycles(registry: Registry) -> Iterator[Problem]:
    """Relations may not lead back to where they began."""
    state: dict[str, str] = {}
    for start in registry.resolutions:
        path: list[str] = []
        waiting = [(start, False)]
        while waiting:
            identity, leaving = waiting.pop()
            if leaving:
                state[identity] = "done"
                path.pop()
                continue
            if state.get(identity) == "done" or identity not in registry.resolutions:
                continue
            if state.get(identity) == "open":
                loop = [*path[path.index(identity):], identity]
                yield _at(registry, "resolution", identity, "registry-relation-cycle", f"quan hệ văn bản đi vòng: {' → '.join(loop)}", "bỏ một quan hệ trong vòng")
                continue
            state[identity] = "open"
            path.append(identity)
            waiting.append((identity, True))
            waiting.extend((target, False) for _, target in registry.resolutions[identity].relations)

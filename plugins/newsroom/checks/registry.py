"""Rules of the registry: its facts must fit one another and run forward in time."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..library import Library
from ..problems import Problem
from ..registry import Registry
from ..registry.officials import Official, Post
from ..registry.resolutions import RELATIONS, Resolution
from ..suggest import advice
from ..text import fold
from .rules import RULES


def problems(library: Library) -> Iterator[Problem]:
    """Yield every way in which the registry contradicts itself or the entries."""
    registry = library.registry
    yield from province_references(registry)
    yield from shared_tiles(registry)
    yield from shared_names(registry)
    yield from validity(registry)
    yield from twin_officials(registry)
    yield from twin_documents(registry)
    yield from shared_aliases(registry)
    yield from documents_without_source(library)
    named_in = {article.id: {mention.official.id for mention in article.mentions} for article in [*library.articles, *library.unpublished]}
    troubled = {PurePosixPath(path).stem for path in library.troubled}
    for official in registry.officials.values():
        yield from official_references(registry, official, named_in, troubled)
        yield from repeated_posts(registry, official)
    for resolution in registry.resolutions.values():
        yield from resolution_references(registry, resolution)
        yield from relations_back_in_time(registry, resolution)
    yield from repeated_documents(registry)
    yield from relation_cycles(registry)


def _at(registry: Registry, kind: str, identity: str, code: str, message: str, remedy: str) -> Problem:
    path, line = registry.places[kind, identity]
    return Problem(path, line, 1, code, message, remedy, RULES[code].severity)


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
    if registry.broken["province"]:
        return
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


def official_references(registry: Registry, official: Official, named_in: dict[str, set[str]], troubled: set[str]) -> Iterator[Problem]:
    """A post's province must exist, and in force while the post was held; an entry given as proof must name the person."""
    for post in official.posts:
        province = registry.provinces.get(post.province) if post.province else None
        if post.province and province is None:
            yield _at(registry, "official", official.id, "registry-official", f"{official.name}: không có đơn vị mã “{post.province}”", advice(post.province, registry.provinces, "ghi mã trong content/registry/provinces.yaml"))
        elif province and post.first and not province.in_force(post.first):
            yield _at(registry, "official", official.id, "registry-official-time", f"{official.name}: {post.title} {post.span}, khi {province.name} đã kết thúc", f"ghi đơn vị kế tục: {province.successor}")
        for sighting in post.seen:
            if sighting.article in troubled:
                continue
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
        if target not in registry.resolutions and target not in registry.broken["resolution"]:
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


def validity(registry: Registry) -> Iterator[Problem]:
    """A unit has one name at a time, ends after it began, and is not, through its successors, its own successor."""
    for province in registry.provinces.values():
        for earlier, later in zip(province.names, province.names[1:], strict=False):
            if later.start <= earlier.end:
                yield _at(registry, "province", province.id, "registry-province-validity", f"{province.name}: hai tên “{earlier.name}” và “{later.name}” cùng một thời kỳ", "sửa from và to, tên cũ trước tên mới")
        if province.formed and province.dissolved and province.dissolved.date <= province.formed.date:
            yield _at(registry, "province", province.id, "registry-province-validity", f"{province.name}: kết thúc trước khi thành lập", "đổi lại hai ngày")
        passed = [province.id]
        while (successor := registry.provinces[passed[-1]].successor) in registry.provinces:
            passed.append(successor)
            if successor in passed[:-1]:
                break
        if len(passed) > 1 and passed[-1] == province.id:
            yield _at(registry, "province", province.id, "registry-province-validity", f"đơn vị kế tục đi vòng: {' → '.join(passed)}", "bỏ dissolved ở đơn vị còn tồn tại")


def twin_officials(registry: Registry) -> Iterator[Problem]:
    """Two files whose names differ at most in marks, and that share a body or a province's post, are probably one person written twice."""
    by_name: dict[str, list[Official]] = defaultdict(list)
    for official in registry.officials.values():
        for name in {fold(name) for name in (official.name, *official.other_names)}:
            by_name[name].append(official)
    for people in by_name.values():
        for index, later in enumerate(people[1:], start=1):
            for earlier in people[:index]:
                shared = {fold(post.organisation) for post in earlier.posts if post.organisation} & {fold(post.organisation) for post in later.posts}
                if shared:
                    organisation = next(post.organisation for post in later.posts if fold(post.organisation) in shared)
                    yield _at(registry, "official", later.id, "registry-official-twin", f"“{later.name}” và “{earlier.name}” ({registry.places['official', earlier.id][0]}) cùng ở {organisation}",
                              "một người thì gộp hai tệp; hai người thì ghi cơ quan rõ hơn")


def repeated_posts(registry: Registry, official: Official) -> Iterator[Problem]:
    """One post held at one time stands once, with all its days."""
    first: dict[tuple, Post] = {}
    for post in official.posts:
        other = first.setdefault((fold(post.office), fold(post.organisation), post.province), post)
        if other is not post and not (_ends_before(other, post) or _ends_before(post, other)):
            yield _at(registry, "official", official.id, "registry-post-repeated", f"{official.name}: chức vụ “{post.title}” ghi hai lần, {other.span} và {post.span}", "gộp hai mục, giữ mọi ngày thấy")


def _ends_before(post: Post, other: Post) -> bool:
    """Return whether a source says that `post` ended, or `other` began, before the other's known days: then it is a second term."""
    if post.end and other.first:
        return post.end.last <= other.first.first
    return bool(other.start and post.last and post.last.last <= other.start.first)


def twin_documents(registry: Registry) -> Iterator[Problem]:
    """One number in one province and one year, under two files: probably one document whose issuer is written in two ways."""
    seen: dict[tuple, list[Resolution]] = defaultdict(list)
    for resolution in registry.resolutions.values():
        if not resolution.parsed or not resolution.parsed.letters:
            continue
        key = resolution.parsed.key, resolution.province
        for other in seen[key]:
            same_day = resolution.date == other.date and resolution.date is not None
            exactly = same_day and resolution.issuer == other.issuer
            alike = fold(resolution.issuer) == fold(other.issuer) or same_day
            near = resolution.date is None or other.date is None or resolution.date.year == other.date.year
            if alike and near and not exactly:
                yield _at(registry, "resolution", resolution.id, "registry-resolution-twin", f"{resolution.name} của {resolution.issuer} có lẽ là {other.name} của {other.issuer} ({registry.places['resolution', other.id][0]})",
                          "một văn bản thì gộp hai tệp; hai văn bản thì ghi đủ ngày và cơ quan ở cả hai")
        seen[key].append(resolution)


def shared_aliases(registry: Registry) -> Iterator[Problem]:
    """A short name leads to one document."""
    owner: dict[str, Resolution] = {}
    for resolution in registry.resolutions.values():
        for alias in resolution.aliases:
            other = owner.setdefault(fold(alias), resolution)
            if other is not resolution:
                yield _at(registry, "resolution", resolution.id, "registry-resolution-alias", f"“{alias}” cũng là tên gọi tắt của {other.name} ({registry.places['resolution', other.id][0]})", "bỏ ở một nơi, hoặc viết dài hơn")


def documents_without_source(library: Library) -> Iterator[Problem]:
    """A document said to carry out another, or to be verified, must show where: a source, its text, a kind of evidence, or an entry that cites it."""
    cited = {resolution.id for article in [*library.articles, *library.unpublished] for resolution in article.resolutions}
    misread = {problem.path for problem in library.problems}
    for resolution in library.registry.resolutions.values():
        if resolution.sources or resolution.url_of_text or resolution.evidence or resolution.id in cited or library.registry.places["resolution", resolution.id][0] in misread:
            continue
        if any(relation == "implements" for relation, _ in resolution.relations):
            yield _at(library.registry, "resolution", resolution.id, "registry-relation-evidence", f"{resolution.name} của {resolution.issuer} ghi là thực hiện văn bản khác mà không có gì làm chứng", "thêm sources, url hoặc evidence, hoặc bỏ quan hệ implements")
        elif resolution.verified:
            yield _at(library.registry, "resolution", resolution.id, "registry-resolution-source", f"{resolution.name} của {resolution.issuer} ghi đã kiểm chứng mà không có nguồn nào", "thêm sources hoặc url, hoặc ghi verified: false")

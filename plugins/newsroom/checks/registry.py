"""Rules of the registry: its facts must fit one another and run forward in time."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..articles import UNKNOWN
from ..dates import day_text
from ..library import Library
from ..problems import Problem
from ..registry import Registry
from ..registry.agencies import AgencyChange
from ..registry.officials import Official, Post
from ..registry.provinces import Province
from ..registry.resolutions import RELATIONS, Resolution
from ..suggest import advice
from ..text import fold, slug, tone_key
from .articles import WEB_ADDRESS
from .entries import HEADS, Places
from .prose import DRAFT_NOTE
from .rules import RULES

_FILE_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def problems(library: Library, today: dt.date | None = None) -> Iterator[Problem]:
    """Yield every way in which the registry contradicts the entries; `today` is the latest day that can have been."""
    registry = library.registry
    if today:
        yield from days_to_come(registry, today)
    yield from documents_without_source(library)
    proving = {sighting.article for official in registry.officials.values() for post in official.posts for sighting in post.seen if sighting.article}
    named_in = {article.id: {mention.official.id for mention in article.mentions} for article in [*library.articles, *library.unpublished] if article.id in proving}
    troubled = {PurePosixPath(path).stem for path in library.troubled}
    yield from agency_references(library, troubled)
    for official in registry.officials.values():
        yield from official_references(registry, official, named_in, troubled)


def of_registry(registry: Registry) -> Iterator[Problem]:
    """Yield every way in which the registry contradicts itself, on whatever day."""
    yield from file_names(registry)
    yield from documents_in_words(registry)
    yield from addresses_of_documents(registry)
    yield from province_references(registry)
    yield from reorganisations(registry)
    yield from shared_codes(registry)
    yield from repeated_terms(registry)
    yield from shared_tiles(registry)
    yield from shared_names(registry)
    yield from validity(registry)
    yield from twin_officials(registry)
    yield from twin_documents(registry)
    yield from shared_aliases(registry)
    yield from shared_other_names(registry)
    yield from drafts(registry)
    for official in registry.officials.values():
        yield from repeated_posts(registry, official)
        yield from days_of_posts(registry, official)
    yield from two_in_one_post(registry)
    loops = [*relation_loops(registry)]
    circling = {identity for loop in loops for identity in loop}
    for loop in loops:
        yield _at(registry, "resolution", loop[-1], "registry-relation-cycle", f"quan hệ văn bản đi vòng: {' → '.join(loop)}", "bỏ một quan hệ trong vòng")
    for resolution in registry.resolutions.values():
        yield from resolution_references(registry, resolution)
        if resolution.id not in circling:
            yield from relations_back_in_time(registry, resolution)
    yield from repeated_documents(registry)


def _at(registry: Registry, kind: str, identity: str, code: str, message: str, remedy: str) -> Problem:
    path, line = registry.places[kind, identity]
    return Problem(path, line, 1, code, message, remedy, RULES[code].severity)


def _is_missing(registry: Registry, unit: str) -> bool:
    """Return whether no unit has that id; in a list that is not whole an id may be missing because of the mistake that is told already."""
    return unit not in registry.provinces and not registry.broken["province"]


def province_references(registry: Registry) -> Iterator[Problem]:
    """A unit's successor, the units it was formed from and its regions must be in the registry."""
    for province in registry.provinces.values():
        for change in (province.formed, province.dissolved):
            for unit in change.units if change else ():
                if _is_missing(registry, unit):
                    yield _at(registry, "province", province.id, "registry-province", f"{province.name}: không có đơn vị mã “{unit}”", advice(unit, registry.provinces, "ghi mã có trong tệp này"))
        for region, period in ((province.region, "2025"), (province.region_2021, "2021")):
            if region and (region, period) not in registry.regions:
                yield _at(registry, "province", province.id, "registry-province", f"{province.name}: không có vùng mã “{region}”", "ghi mã có trong content/registry/regions.yaml")


def reorganisations(registry: Registry) -> Iterator[Problem]:
    """A reorganisation is told twice, by the units that ended and by the one formed of them: both must say the same day and units, and the successor must go on."""
    units = registry.provinces
    for province in units.values():
        successor = units.get(province.successor or "")
        if province.dissolved and successor is not None and successor is not province:
            if successor.dissolved and successor.dissolved.date <= province.dissolved.date:
                yield _at(registry, "province", province.id, "registry-province-validity", f"{province.name} nhập vào {successor.name}, đơn vị đã kết thúc ngày {day_text(successor.dissolved.date)}", "ghi đơn vị kế tục còn tồn tại")
            elif successor.formed and successor.formed.date == province.dissolved.date and province.id not in successor.formed.units:
                yield _at(registry, "province", province.id, "registry-province", f"{province.name} nhập vào {successor.name}, mà formed của {successor.name} không có “{province.id}”", f"thêm {province.id} vào formed.from của {successor.id}, hoặc sửa into")
        for unit in province.formed.units if province.formed else ():
            part = units.get(unit)
            if part is not None and part is not province and (part.successor != province.id or part.dissolved.date != province.formed.date):
                yield _at(registry, "province", province.id, "registry-province", f"{province.name} lập từ {part.name} ngày {day_text(province.formed.date)}, mà {part.name} {_end_of(part)}", "sửa cho hai nơi khớp nhau")


def _end_of(province: Province) -> str:
    return f"ghi nhập vào “{province.successor}” ngày {day_text(province.dissolved.date)}" if province.dissolved else "không ghi kết thúc"


def shared_codes(registry: Registry) -> Iterator[Problem]:
    """Two units of one time have two codes."""
    first: dict[tuple[str, bool], Province] = {}
    for province in registry.provinces.values():
        other = first.setdefault((province.code, bool(province.dissolved)), province) if province.code else province
        if other is not province:
            yield _at(registry, "province", province.id, "registry-province", f"{province.name} và {other.name} cùng mã số “{province.code}”", "sửa mục code của một trong hai")


def repeated_terms(registry: Registry) -> Iterator[Problem]:
    """A topic or indicator has a name of its own, and an id that can be an address."""
    for kind, terms, word in (("topic", registry.topics, "chủ đề"), ("indicator", registry.indicators, "chỉ tiêu")):
        first: dict[str, str] = {}
        for term in terms.values():
            if not _FILE_NAME.fullmatch(term.id):
                yield _at(registry, kind, term.id, f"registry-{kind}-id", f"mã {word} “{term.id}” không thành địa chỉ được", f"viết {slug(term.id)}")
            other = first.setdefault(fold(term.name), term.id)
            if other != term.id:
                yield _at(registry, kind, term.id, f"registry-{kind}-name", f"{word} “{other}” đã có tên “{term.name}”", "đặt tên khác, hoặc gộp hai mục")


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
        if post.province and _is_missing(registry, post.province):
            yield _at(registry, "official", official.id, "registry-official", f"{official.name}: không có đơn vị mã “{post.province}”", advice(post.province, registry.provinces, "ghi mã trong content/registry/provinces.yaml"))
        elif province and post.first and province.in_force(post.first) and post.last and not province.in_force(post.last):
            yield _at(registry, "official", official.id, "registry-official-time", f"{official.name}: {post.title} {post.span}, mà {province.name} kết thúc trước ngày {day_text(province.dissolved.date)}", f"ghi to: {province.dissolved.date - dt.timedelta(1)}; chức vụ từ ngày sắp xếp là một mục mới, province: {province.successor}")
        elif province and post.first and not province.in_force(post.first):
            yield _at(registry, "official", official.id, "registry-official-time", f"{official.name}: {post.title} {post.span}, khi {province.name} đã kết thúc", f"ghi đơn vị kế tục: {province.successor}")
        for sighting in post.seen:
            if sighting.article in troubled:
                continue
            if sighting.article and sighting.article not in named_in:
                yield _at(registry, "official", official.id, "registry-official", f"{official.name}: không có tin “{sighting.article}”", "sửa tên tệp tin, hoặc bỏ lần thấy này")
            elif sighting.article and official.id not in named_in[sighting.article]:
                yield _at(registry, "official", official.id, "registry-official", f"{official.name}: tin “{sighting.article}” không nêu người này", "thêm người này vào mục officials của tin, hoặc bỏ lần thấy này")


def agency_references(library: Library, troubled: set[str]) -> Iterator[Problem]:
    """A change of an agency happened in a unit that was there, before or on the day of the entry that proves it, and that entry is about the unit."""
    registry = library.registry
    by_id = {article.id: article for article in [*library.unpublished, *library.articles]} if registry.agencies else {}
    for change in registry.agencies.values():
        province, article, day = registry.provinces.get(change.province), by_id.get(change.article), change.date or change.seen

        def tell(message: str, remedy: str, change: AgencyChange = change) -> Problem:
            return _at(registry, "agency", change.id, "registry-agency", f"{change.id}: {message}", remedy)

        if _is_missing(registry, change.province):
            yield tell(f"không có đơn vị mã “{change.province}”", advice(change.province, registry.provinces, "ghi mã trong content/registry/provinces.yaml"))
        elif province and not province.in_force(day):
            yield tell(f"việc {day.phrase}, khi {province.name} chưa có hoặc đã kết thúc", f"ghi đơn vị kế tục: {province.successor}" if province.successor else "kiểm tra lại ngày")
        if change.article not in troubled and article is None:
            yield tell(f"không có tin “{change.article}”", advice(change.article, by_id, "ghi tên tệp của tin, không có đuôi .md"))
        elif article and province and article.provinces and not {one.id for one in registry.family(registry.present(province))} & {one.id for one in article.provinces}:
            yield tell(f"tin “{change.article}” không nói về {province.name}", "sửa tên tệp tin, hoặc mã tỉnh")
        if article and day and day.first > article.date.last:
            yield tell(f"việc {day.phrase}, sau ngày của tin làm chứng ({article.date.text})", "kiểm tra lại hai ngày")
        if change.date and change.seen and change.date.first > change.seen.last:
            yield tell(f"việc {change.date.phrase}, sau ngày đã thấy xong ({change.seen.text})", "kiểm tra lại hai ngày")
        if change.event in ("merged", "replaced", "took-over") and not change.others:
            yield tell(f"việc “{change.event}” không ghi các cơ quan cũ", "thêm mục others: cơ quan hợp nhất, bị thay hoặc giao nhiệm vụ")
        if change.event == "took-over" and not change.task:
            yield tell("nhận nhiệm vụ mà không ghi nhiệm vụ nào", "thêm mục task")


def shared_other_names(registry: Registry) -> Iterator[Problem]:
    """Another way to write somebody's name is nobody else's name, or a source that uses it is tied to the wrong one."""
    owners: dict[str, Official] = {}
    for official in registry.officials.values():
        owners.setdefault(tone_key(official.name), official)
    for official in registry.officials.values():
        for name in official.other_names:
            other = owners.setdefault(tone_key(name), official)
            if other is not official and tone_key(other.name) != tone_key(official.name):
                yield _at(registry, "official", official.id, "registry-official-alias", f"“{name}” là cách viết khác của {official.name} và cũng là tên của {other.name} ({registry.places['official', other.id][0]})",
                          "bỏ ở một nơi; một người thì gộp hai tệp")


def drafts(registry: Registry) -> Iterator[Problem]:
    """What an import wrote into the registry is looked at by an editor, who then takes the note away."""
    for kind, things in (("official", registry.officials), ("resolution", registry.resolutions)):
        for thing in things.values():
            if thing.note.startswith(DRAFT_NOTE):
                yield _at(registry, kind, thing.id, "registry-draft", "mục do invoke import tạo, chưa ai xem lại", "đối chiếu với nguồn, sửa chỗ sai, rồi xóa dòng note")


def file_names(registry: Registry) -> Iterator[Problem]:
    """The name of a file is an address: small letters without marks, digits and hyphens; a document's begins with its number."""
    for kind, things in (("official", registry.officials), ("resolution", registry.resolutions)):
        for identity, thing in things.items():
            number = thing.parsed.slug if kind == "resolution" and thing.parsed else ""
            if not _FILE_NAME.fullmatch(identity):
                yield _at(registry, kind, identity, "registry-file-name", f"tên tệp “{identity}.yaml” không thành địa chỉ được", f"đổi thành {number or slug(thing.name)}.yaml")
            elif not identity.startswith(number):
                yield _at(registry, kind, identity, "registry-file-name", f"tên tệp “{identity}.yaml” không bắt đầu bằng số văn bản {thing.number}", f"đổi thành {number}-….yaml, hoặc sửa mục number")


def documents_in_words(registry: Registry) -> Iterator[Problem]:
    """The letters of a number say what kind of document it is, and the issuer's name where it comes from: kind and province must say the same."""
    places = Places(registry)
    for resolution in registry.resolutions.values():
        kind = resolution.parsed.kind if resolution.parsed else None
        if kind and not resolution.kind.startswith(kind) and not (kind == "Quyết định" and resolution.kind.startswith("Quy định")):
            yield _at(registry, "resolution", resolution.id, "registry-resolution-letters", f"số {resolution.number} là của loại {kind}, mục kind ghi “{resolution.kind}”", f"ghi kind: {kind}, hoặc sửa số")
        named = places.in_role(resolution.issuer)
        if named and resolution.province in registry.provinces and places.present(resolution.province) not in map(places.present, named):
            yield _at(registry, "resolution", resolution.id, "registry-resolution-letters", f"mục province ghi {registry.provinces[resolution.province].name}, mà cơ quan là “{resolution.issuer}”", f"ghi province: {named[0]}, hoặc sửa issuer")


def addresses_of_documents(registry: Registry) -> Iterator[Problem]:
    """Where a document can be read is a web address."""
    for resolution in registry.resolutions.values():
        for url in (resolution.url_of_text, *(source.url for source in resolution.sources)):
            if url and url != UNKNOWN and not WEB_ADDRESS.fullmatch(url):
                yield _at(registry, "resolution", resolution.id, "registry-resolution-url", f"“{url[:80]}” không phải địa chỉ web", "chép lại nguyên địa chỉ, bắt đầu bằng https:// hoặc http://")


def days_to_come(registry: Registry, today: dt.date) -> Iterator[Problem]:
    """Nobody was seen in office, and no document was issued, on a day that has not come; an end of office may be known before."""
    for official in registry.officials.values():
        for post in official.posts:
            late = next((one for one in (post.start, *(sighting.on for sighting in post.seen)) if one and one.first > today), None)
            if late:
                yield _at(registry, "official", official.id, "registry-official-date", f"{official.name}: chức vụ “{post.title}” ghi {late.phrase}, còn ở tương lai", "sửa ngày theo nguồn")
    for resolution in registry.resolutions.values():
        if resolution.date and resolution.date.first > today:
            yield _at(registry, "resolution", resolution.id, "registry-resolution-date", f"{resolution.name} ghi {resolution.date.phrase}, còn ở tương lai", "sửa ngày theo văn bản")


def resolution_references(registry: Registry, resolution: Resolution) -> Iterator[Problem]:
    """A document's province and the documents it relates to must exist, the province in force on its date."""
    province = registry.provinces.get(resolution.province) if resolution.province else None
    if resolution.province and _is_missing(registry, resolution.province):
        yield _at(registry, "resolution", resolution.id, "registry-resolution", f"không có đơn vị mã “{resolution.province}”", advice(resolution.province, registry.provinces, "ghi mã trong content/registry/provinces.yaml"))
    elif province and resolution.date and not province.in_force(resolution.date):
        yield _at(registry, "resolution", resolution.id, "registry-resolution-time", f"{resolution.name} ban hành {resolution.date.phrase}, khi {province.name} đã kết thúc", f"ghi đơn vị kế tục: {province.successor}")
    for relation, target in dict.fromkeys(resolution.relations) if len(set(resolution.relations)) < len(resolution.relations) else ():
        if resolution.relations.count((relation, target)) > 1:
            yield _at(registry, "resolution", resolution.id, "registry-relation", f"{RELATIONS[relation]} “{target}” ghi hai lần", "bỏ một dòng")
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


def relation_loops(registry: Registry) -> Iterator[list[str]]:
    """Yield the relations that lead back to where they began, each as the ids on the way, the first again at the end."""
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
                yield [*path[path.index(identity):], identity]
                continue
            state[identity] = "open"
            path.append(identity)
            waiting.append((identity, True))
            waiting.extend((target, False) for _, target in registry.resolutions[identity].relations)


def validity(registry: Registry) -> Iterator[Problem]:
    """A unit has one name at a time, ends after it began, and is not, through its successors, its own successor."""
    for province in registry.provinces.values():
        for earlier, later in zip(province.names, province.names[1:], strict=False):
            if later.start > earlier.end and (later.start - earlier.end).days > 1:
                yield _at(registry, "province", province.id, "registry-province-validity", f"{province.name}: không có tên nào từ {day_text(earlier.end + dt.timedelta(1))} đến {day_text(later.start - dt.timedelta(1))}", f"tên “{earlier.name}” còn đến hết ngày trước tên “{later.name}”")
            elif later.start <= earlier.end:
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
    """Two files whose names differ at most in marks or in i and y, and that share a body however it is abbreviated, are probably one person written twice."""
    by_name: dict[str, list[Official]] = defaultdict(list)
    for official in registry.officials.values():
        for name in {_LAST_Y.sub("i", fold(name)) for name in (official.name, *official.other_names)}:
            by_name[name].append(official)
    for people in by_name.values():
        for index, later in enumerate(people[1:], start=1):
            for earlier in people[:index]:
                shared = {_body(post) for post in earlier.posts if post.organisation} & {_body(post) for post in later.posts}
                if shared:
                    organisation = next(post.organisation for post in later.posts if _body(post) in shared)
                    yield _at(registry, "official", later.id, "registry-official-twin", f"“{later.name}” và “{earlier.name}” ({registry.places['official', earlier.id][0]}) cùng ở {organisation}",
                              "một người thì gộp hai tệp; hai người thì ghi cơ quan rõ hơn")


def repeated_posts(registry: Registry, official: Official) -> Iterator[Problem]:
    """One post held at one time stands once, with all its days."""
    first: dict[tuple, Post] = {}
    for post in official.posts:
        other = first.setdefault((fold(post.office), fold(post.organisation), post.province), post)
        if other is not post and not (_ends_before(other, post) or _ends_before(post, other)):
            yield _at(registry, "official", official.id, "registry-post-repeated", f"{official.name}: chức vụ “{post.title}” ghi hai lần, {other.span} và {post.span}", "gộp hai mục, giữ mọi ngày thấy")


_LAST_Y = re.compile(r"(?<=[^\Waeiou])y\b")
_SHORT_FORMS = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("tp. ", "thanh pho "), ("khoa hoc va cong nghe", "kh&cn"))


def _body(post: Post) -> str:
    """Return the organisation of `post` as it can be compared, however it is abbreviated."""
    words = fold(post.organisation)
    for long, short in _SHORT_FORMS:
        words = words.replace(long, short)
    return words


def days_of_posts(registry: Registry, official: Official) -> Iterator[Problem]:
    """Nobody is seen in a post before it began or after it ended."""
    for post in official.posts:
        for sighting in post.seen:
            if (post.start and sighting.on.last < post.start.first) or (post.end and sighting.on.first > post.end.last):
                yield _at(registry, "official", official.id, "registry-official", f"{official.name}: thấy giữ chức vụ “{post.title}” {sighting.on.phrase}, mà chức vụ ghi {Post(post.office, post.organisation, None, post.start, post.end, ()).span}", "sửa from, to hoặc ngày thấy theo nguồn")


def two_in_one_post(registry: Registry) -> Iterator[Problem]:
    """A body has one head: two whose days overlap are a slip in a day, one person under two names, or a post that is not the same."""
    held: dict[tuple, list[tuple[Official, Post]]] = defaultdict(list)
    for official in registry.officials.values():
        for post in official.posts:
            if post.first and HEADS.fullmatch(fold(post.office)):
                held[fold(post.office), fold(post.organisation), post.province].append((official, post))
    for holders in held.values():
        ordered = sorted(holders, key=lambda one: (one[1].first.first, one[0].id))
        for (earlier, before), (later, after) in zip(ordered, ordered[1:], strict=False):
            if later is not earlier and before.last and after.first.first < before.last.first:
                yield _at(registry, "official", later.id, "registry-post-shared", f"{later.name} và {earlier.name} ({registry.places['official', earlier.id][0]}) cùng là {after.title}: {before.span}, {after.span}",
                          "kiểm tra ngày ở cả hai tệp; một người thì gộp hai tệp, cấp phó thì ghi đủ chức vụ")


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
    """A document must show where it was seen: a source, its text, a kind of evidence, or an entry that cites it; a source has a name and an address."""
    cited = {resolution.id for article in [*library.articles, *library.unpublished] for resolution in article.resolutions}
    misread = {problem.path for problem in library.problems}
    for resolution in library.registry.resolutions.values():
        if resolution.sources or resolution.url_of_text or resolution.evidence or resolution.id in cited or library.registry.places["resolution", resolution.id][0] in misread:
            continue
        if any(relation == "implements" for relation, _ in resolution.relations):
            yield _at(library.registry, "resolution", resolution.id, "registry-relation-evidence", f"{resolution.name} của {resolution.issuer} ghi là thực hiện văn bản khác mà không có gì làm chứng", "thêm sources, url hoặc evidence, hoặc bỏ quan hệ implements")
        else:
            yield _at(library.registry, "resolution", resolution.id, "registry-resolution-source", f"{resolution.name} của {resolution.issuer} {'ghi đã kiểm chứng mà ' if resolution.verified else ''}không có nguồn nào",
                      "thêm sources, url hoặc evidence" + (", hoặc ghi verified: false" if resolution.verified else ""))
    for resolution in library.registry.resolutions.values():
        for source in resolution.sources:
            if not source.name or not source.url:
                yield _at(library.registry, "resolution", resolution.id, "registry-resolution-source", f"một nguồn ({source.name or source.url or 'trống'}) thiếu mục “{'url' if source.name else 'name'}”", "ghi đủ name và url của nguồn")

"""What search knows of each page: one `Record` a page, in `Shard`s that are indexed apart.

In: the `Library`. Out: `shards(library)`, each with a key, the digest of everything its records are made from, and the records themselves, made only when asked for.
Example: the record of an entry of 2025 about Tiền Giang has its words, and as *other words* Đồng Tháp (the unit that took over), NQ57, "Nghị quyết 57" and KHCN,
so that it is found by them; the record of Đồng Tháp answers to the *key* "tỉnh Đồng Tháp" and, less strongly, to "Tiền Giang".

Entries and documents are cut by time as far as they are many (`cut_by_time`), so that one edit means indexing one shard again and no shard is large. All the rest (units, people, topics, indicators, standing pages, editions) is one shard, `THINGS`.

The odd case is a name that many documents share (a 25/KH-UBND in every province): it is a key of each, and with the province's name the key of one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from .articles import Article
from .dates import PartialDate
from .digests import digest, digest_all
from .document_numbers import KINDS as LETTERS
from .editions import editions
from .frontmatter import read_text
from .frozen import frozen
from .indexes import KINDS
from .library import Library
from .registry import Registry
from .registry.officials import Official
from .registry.provinces import Province
from .registry.resolutions import RELATIONS, Resolution
from .strict_yaml import Source, read_list

MOST, MOST_DOCUMENTS = 300, 1500
"""Records of one shard above which it is cut: an edited body costs indexing its shard (300 entries: half a second), each shard costs every reader two or three files. All shards with documents are asked
before the first answer, because it may be a document's number; so they are few."""

_MONTH = 32
"""Days of a month where time is cut: a power of two, so that halves of a time are whole months as long as they are longer than one."""

_ALL_TIME = _MONTH << 15
"""More days than there are."""

THINGS, ENTRIES, DOCUMENTS = "muc", "tin", "van-ban"
GROUPS = {"tin": "Tin", "van-ban": "Văn bản", "tinh": "Tỉnh, thành phố", "can-bo": "Cán bộ", "chu-de": "Chủ đề", "so-lieu": "Chỉ tiêu", "ban-tin": "Số bản tin", "trang": "Trang khác"}
"""Kind of page, as it stands in addresses → what readers call them."""

_LINE_MARKS = re.compile(r"^(?:[ \t]*[-:| ]{3,}$|[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|>[ \t]?))", re.M)
_MARKS = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)|(?<!\w)_+|_+(?!\w)|[*`|\\]+")
_MARK = re.compile(r"[\[_*`|\\]")
_CAPITALS = re.compile(r"(?<![\w/-])[A-ZĐ][A-ZĐ&]+(?![\w/-])")
_MEANINGLESS = re.compile(r"(?<!\S)(?:tỉnh|thành phố)(?!\S)")
_INSIDE = re.compile(r"\s*\([^)]*\)")
_ABBREVIATED = re.compile(r"\(([A-ZĐ&]{2,})\)")


@frozen
class Record:
    """One page. `keys` are names it goes by, `weak` those that fit others better; `words` are found but never shown; `note` is shown below the title."""

    url: str
    kind: str
    title: str
    text: str
    note: str = ""
    keys: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    words: str = ""
    date: str = ""
    provinces: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year it belongs to, or ""."""
        return self.date[:4]


@frozen
class Shard:
    """Records that are indexed together, oldest first. `kinds` are those they are of."""

    id: str
    kinds: tuple[str, ...]
    key: bytes
    count: int
    records: Callable[[], list[Record]]


class Abbreviations:
    """Short and long forms of the list ``abbreviations.yaml``: what a reader may type for what a text says."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._short: dict[str, list[str]] = defaultdict(list)
        self._long: dict[str, str] = {}
        for short, full in pairs:
            self._short[full.lower()].append(short)
            self._long[short] = full
        self.digest = digest(*(part for pair in sorted(self._long.items()) for part in pair))

    def of(self, text: str) -> list[str]:
        """Return the short forms of what `text` spells out, and the long forms of what it abbreviates (letters in a document's number abbreviate nothing)."""
        lower = text.lower()
        spelled = [full for full in self._short if full in lower and _stands_in(lower, full)]
        short = dict.fromkeys(one for one in _CAPITALS.findall(text) if one in self._long)
        return [*(one for full in spelled for one in self._short[full]), *(self._long[one] for one in short if self._long[one].lower() not in spelled)]

    def keys(self, name: str) -> list[str]:
        """Return the short forms of `name` as a whole."""
        return self._short.get(name.lower(), [])


def _stands_in(text: str, words: str) -> bool:
    """Return whether `words` stand in `text` as whole words."""
    at = text.find(words)
    while at >= 0:
        if not any(one.isalnum() or one == "_" for one in (text[at - 1:at], text[at + len(words):at + len(words) + 1])):
            return True
        at = text.find(words, at + 1)
    return False


def read_abbreviations(registry: Registry) -> Abbreviations:
    """Return the abbreviations of the registry; none where it has no list (what is wrong with it is for the check to say)."""
    file = registry.folder / "abbreviations.yaml" if registry.folder else None
    if file is None or not file.is_file():
        return Abbreviations(())
    source = Source(file.name, [])
    pairs = []
    for fields in read_list(read_text(file, source) or "", source, "registry-abbreviation"):
        pairs += [(short, _INSIDE.sub("", fields.text("full"))) for short, _, _ in fields.texts("abbr", single=True)]
    return Abbreviations((short, full) for short, full in pairs if short and full)


class Records:
    """Makes the records of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.registry = library.registry
        self._words_of_place: dict[str, str] = {}

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The registry's abbreviations."""
        return read_abbreviations(self.registry)

    # Entries.

    def entry(self, article: Article) -> Record:
        """Return the record of an entry: all its words, figures with what was said of them, people with the role of the day, and its documents."""
        figures = [f"{one.label}: {one.text} ({one.when}).{f' “{one.quote}”' if one.quote else ''}" for one in article.figures]
        text = "\n".join([article.summary, plain(article.body), *figures, *(one.note for one in article.corrections)])
        words = [*(self._place_words(province) for province, _ in article.names), *(topic.name for topic in article.topics),
                 *(f"{one.official.name} {one.role}" for one in article.mentions), *(" ".join(short_forms(one)) for one in article.resolutions),
                 *(source.name for source in article.sources if source.name), "cả nước" if article.national else "", day_words(article.date)]
        found = self.abbreviations.of(" ".join([article.title, text, *(topic.name for topic in article.topics)]))
        names = ", ".join(name.name for _, name in article.names) or "Cả nước"
        return Record(article.url, ENTRIES, article.title, text, f"{article.date.text} · {names}", words=" ".join([*words, *found]), date=article.date.iso,
                      provinces=self._with_present(article.provinces), topics=tuple(topic.id for topic in article.topics))

    def _place_words(self, province: Province) -> str:
        """Return every name of a unit and of the one that took it over."""
        found = self._words_of_place.get(province.id)
        if found is None:
            units = dict.fromkeys((province, self.registry.present(province)))
            found = self._words_of_place[province.id] = " ".join(spelling for unit in units for spelling in unit.spellings())
        return found

    def _with_present(self, provinces: Iterable[Province]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit.id for province in provinces for unit in (province, self.registry.present(province))))

    # Documents.

    def document(self, resolution: Resolution) -> Record:
        """Return the record of a document."""
        place = self.registry.provinces.get(resolution.province or "")
        targets = [(relation, self.registry.resolutions[target]) for relation, target in resolution.relations if target in self.registry.resolutions]
        related = [f"{RELATIONS[relation]} {target.name}" for relation, target in targets if target.number not in resolution.title]
        issued = f"{resolution.issuer}, {resolution.date.phrase}" if resolution.date else resolution.issuer
        text = ". ".join(part for part in (resolution.title, "; ".join(related), resolution.note) if part)
        keys, weak = document_keys(resolution, [name.name for name in place.names] if place else [])
        words = [*short_forms(resolution), *(" ".join(short_forms(one)) for one in self._grounds(resolution)), self._place_words(place) if place else "", *self.abbreviations.of(f"{resolution.title} {resolution.kind}"), day_words(resolution.date) if resolution.date else ""]
        return Record(resolution.url, DOCUMENTS, f"{resolution.name}" + (f" ({place.name})" if place else ""), text or issued, issued, keys, weak, " ".join(words),
                      resolution.date.iso if resolution.date else "", self._with_present([place] if place else []))

    def _grounds(self, resolution: Resolution) -> list[Resolution]:
        """Return the documents that `resolution` carries out or rests on, and those that these do: a plan of a province is found by NQ57 too."""
        found: dict[str, Resolution] = {}
        waiting = [resolution]
        while waiting:
            for _, target in waiting.pop().relations:
                ground = self.registry.resolutions.get(target)
                if ground and target not in found and target != resolution.id:
                    found[target] = ground
                    waiting.append(ground)
        return list(found.values())

    # Things.

    def things(self) -> list[Record]:
        """Return the records of everything that belongs to no day, and of the editions."""
        registry = self.registry
        return [*map(self._province, registry.provinces.values()), *map(self._official, registry.officials.values()), *map(self._topic, registry.topics.values()),
                *map(self._indicator, registry.indicators.values()), *self._pages(), *self._editions()]

    def _province(self, province: Province) -> Record:
        registry = self.registry
        olders = registry.predecessors.get(province.id, [])
        keys = tuple(province.spellings())
        successor = registry.present(province) if province.dissolved else None
        names = [name.full for name in reversed(province.names)]
        text = [" trước đây là ".join(names)]
        if successor:
            text.append(f"từ ngày {_day(province.dissolved.date)} nhập vào {successor.in_place_name} theo {province.dissolved.basis}")
        if province.formed:
            text.append(f"từ ngày {_day(province.formed.date)} gồm {', '.join(registry.provinces[unit].name for unit in province.formed.units if unit in registry.provinces)} theo {province.formed.basis}")
        text += [f"gồm {island.full_name} ({island.unit})" for island in province.islands]
        regions = [region.name for (identity, period), region in registry.regions.items() if identity == (province.region if period == "2025" else province.region_2021)]
        note = f"Nay thuộc {successor.in_place_name}" if successor else "Đơn vị hiện nay"
        return Record(province.url, "tinh", province.full_name, ", ".join(text) + ".", note, keys, tuple(spelling for one in olders for spelling in one.spellings()),
                      " ".join([*province.spellings(), *(one.name for one in olders), *regions]), provinces=self._with_present([province]))

    def _official(self, official: Official) -> Record:
        posts = [f"{post.title} ({post.span})" if post.span else post.title for post in official.posts]
        units = [self.registry.provinces[one] for one in sorted(official.provinces) if one in self.registry.provinces]
        names = (official.name, *official.other_names)
        words = [*official.other_names, *map(self._place_words, units), *self.abbreviations.of(" ".join(posts))]
        return Record(official.url, "can-bo", official.name, "; ".join(posts) + (f". {official.note}" if official.note else ""), official.latest.title, names,
                      words=" ".join(words), provinces=self._with_present(units))

    def _topic(self, topic) -> Record:
        short = self.abbreviations.keys(topic.name)
        return Record(topic.url, "chu-de", topic.name, topic.definition, "Chủ đề", (topic.name, *short), words=" ".join([*short, *self.abbreviations.of(topic.definition)]), topics=(topic.id,))

    def _indicator(self, indicator) -> Record:
        short = _ABBREVIATED.findall(indicator.name)
        bare = _INSIDE.sub("", indicator.name)
        return Record(indicator.url, "so-lieu", indicator.name, f"Đơn vị: {indicator.unit}. {indicator.comparable}", "Chỉ tiêu", (indicator.name, bare),
                      tuple(word for one in short for word in (one, f"chỉ số {one}")), " ".join([*short, *self.abbreviations.of(indicator.name), "số liệu"]))

    def _pages(self) -> Iterator[Record]:
        for page in self.library.pages:
            yield Record(page.url, "trang", page.title, f"{page.summary}\n{plain(page.body)}", page.summary, (page.title, page.menu))
        for kind in KINDS:
            yield Record(kind.url, "trang", f"Mọi {kind.title[0].lower()}{kind.title[1:]}", kind.summary, "Danh sách", (kind.title, f"danh sách {kind.title}"))

    def _editions(self) -> Iterator[Record]:
        for edition in editions(self.library):
            month = edition.period.name
            yield Record(edition.url, "ban-tin", edition.title, edition.summary, f"Số {month}", (edition.title, f"bản tin {month}"), (month,), f"{month} {month.replace('/', ' ')} {month.replace('/', ' năm ')}")

    # Shards.

    def shards(self) -> list[Shard]:
        """Return every shard: things, then documents and entries, each from the newest to the oldest."""
        registry = self.registry
        shared = [self.abbreviations.digest, *(registry.kind_digests.get(kind, b"") for kind in ("province", "topic", "indicator"))]
        own = [registry.kind_digests.get(kind, b"") for kind in ("official", "region")]
        pages = [digest(page.url, page.digest) for page in self.library.pages] + [digest(one.url, one.title, one.summary) for one in editions(self.library)]
        total = len(registry.provinces) + len(registry.officials) + len(registry.topics) + len(registry.indicators) + len(pages) + len(KINDS)
        found = [Shard(THINGS, ("tinh", "can-bo", "chu-de", "so-lieu", "ban-tin", "trang"), digest_all([*shared, *own, *pages]), total, self.things)]
        documents = sorted(registry.resolutions.values(), key=lambda one: (one.date.iso if one.date else "", one.id))
        for name, part in cut_by_time(DOCUMENTS, documents, lambda one: one.date, MOST_DOCUMENTS):
            digests = [registry.digests["resolution", one.id] for document in part for one in (document, *self._grounds(document))]
            found.append(Shard(name, (DOCUMENTS,), digest_all([*shared, *digests]), len(part), lambda part=part: [self.document(one) for one in part]))
        for name, part in cut_by_time(ENTRIES, self.library.articles[::-1], lambda one: one.date, MOST):
            found.append(Shard(name, (ENTRIES,), digest_all([*shared, self._digest_of(part)]), len(part), lambda part=part: [self.entry(one) for one in part]))
        return found

    def _digest_of(self, articles: list[Article]) -> bytes:
        """Return the digest of what the records of `articles` are made from: their files, and those of what they name."""
        known, found = self.registry.digests, []
        for article in articles:
            found.append(article.digest)
            found += [known["official", one.id] for one in article.people]
            found += [known["resolution", one.id] for one in article.resolutions]
        return digest("\n".join([article.id for article in articles]), digest_all(found))


def shards(library: Library) -> list[Shard]:
    """Return the shards of `library`."""
    return Records(library).shards()


def plain(body: str) -> str:
    """Return a Markdown body without its marks: the words of links, no addresses, no signs of headings, lists or tables."""
    body = _LINE_MARKS.sub(" ", body)
    return _MARKS.sub(lambda match: match[1] or ("" if match[0].strip("*`_\\") == "" else " "), body) if _MARK.search(body) else body


def day_words(day: PartialDate) -> str:
    """Return the ways a reader may type a day: "01/04/2025 1/4/2025 tháng 4 năm 2025 04/2025 4/2025", as far as it is known."""
    if not day.month:
        return f"năm {day.year}"
    found = f"tháng {day.month} năm {day.year} tháng {day.month:02} {day.month:02}/{day.year} {day.month}/{day.year}"
    return f"ngày {day.day} {day.day:02}/{day.month:02}/{day.year} {day.day}/{day.month}/{day.year} {day.iso} {found}" if day.day else found


def short_forms(resolution: Resolution) -> list[str]:
    """Return the spellings of a document's number that are several words or one: "57-NQ/TW", "57 NQ TW", "NQ57", "NQ 57", "Nghị quyết 57"."""
    parsed = resolution.parsed
    if parsed is None:
        return [resolution.number, *resolution.aliases]
    letters = _letters(resolution)
    spaced = " ".join([parsed.serial, *([str(parsed.year)] if parsed.year else []), *parsed.letters])
    short = [f"{letters}{parsed.serial} {letters} {parsed.serial}"] if letters else []
    return list(dict.fromkeys([resolution.number, spaced, *short, f"{resolution.kind} {parsed.serial}", *resolution.aliases]))


def _letters(resolution: Resolution) -> str:
    """Return the letters of a document's type: those in its number (NQ, KH, CTr), else those its type is known by (NQ for 193/2025/QH15), else ""."""
    return next((part for part in resolution.parsed.letters if part in LETTERS), next((part for part, words in LETTERS.items() if words == resolution.kind), ""))


def document_keys(resolution: Resolution, places: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names a document answers to: its own, and those that may mean another one too.

    A national document owns its short names (NQ57, Nghị quyết 57); one of a province owns them with the province's name (KH 25 Thái Nguyên). Words that mean
    nothing in a name (số, năm, của, tỉnh) are left out here and in what the reader typed.
    """
    parsed = resolution.parsed
    if parsed is None:
        return (resolution.number, f"{resolution.kind} {resolution.number}", *resolution.aliases), ()
    tail = " ".join(parsed.letters)
    year = str(parsed.year) if parsed.year else ""
    issued = year or (str(resolution.date.year) if resolution.date else "")
    letters = _letters(resolution)
    kinds = list(dict.fromkeys(word for word in (resolution.kind, LETTERS.get(letters, "")) if word))
    number = f"{parsed.serial} {year} {tail}"
    bare = [f"{parsed.serial} {tail}"] if year and tail else []
    short = [f"{kind} {parsed.serial}" for kind in dict.fromkeys([*kinds, letters or resolution.kind])]
    full = [f"{kind} {one}" for kind in kinds for one in (number, *bare)]
    dated = [f"{one} {issued}" for one in (*short, *([] if year else [number])) if issued]
    placed = [f"{one} {place}" for place in places for one in (number, *bare, *short, *full)]
    placed += [f"{one} {place} {issued}" for place in places for one in (number, *short) if issued]
    issuer = _MEANINGLESS.sub(" ", resolution.issuer)
    placed += [f"{one} {issuer}" for one in (number, *short, *full)]
    if places:
        return tuple(dict.fromkeys([number, *resolution.aliases, *placed])), tuple(dict.fromkeys([*bare, *full, *short, *dated]))
    return tuple(dict.fromkeys([number, *full, *resolution.aliases, *short, *dated, *placed])), tuple(bare)


def cut_by_time(name: str, things: list, date_of: Callable[[Any], PartialDate | None], most: int) -> list[tuple[str, list]]:
    """Return (id, things) of the shards of `things` (oldest first), the newest shard first: all of them, or halves of their time, halved again as long as they are more than `most`.

    Time is halved at days and months that are multiples of a power of two, counted from the year 0, so where it is cut depends only on how many things there are in the part that is cut:
    a new thing does not move the others. Small shards that follow each other are joined, because a reader pays for each. What has no day counts as oldest.
    """
    if not things:
        return []
    dated = [(_place_in_time(date_of(thing)), thing) for thing in things]
    found: list[tuple[str, list]] = []
    for start, part in _halves(0, _ALL_TIME, dated, most):
        if found and len(found[-1][1]) + len(part) <= most // 2:
            found[-1] = found[-1][0], found[-1][1] + part
        else:
            found.append((f"{name}-{_name_of_time(start)}" if found else name, part))
    return found[::-1]


def _place_in_time(day: PartialDate | None) -> int:
    """Return the number of a day, with as many days in every month as there may be; of a vague date its last."""
    last = day.last if day and not day.exact else day
    return (last.year * 12 + last.month - 1) * _MONTH + last.day if last else 0


def _name_of_time(start: int) -> str:
    month, day = divmod(start, _MONTH)
    return f"{month // 12}-{month % 12 + 1:02}" + (f"-{day:02}" if day else "")


def _halves(start: int, size: int, dated: list[tuple[int, Any]], most: int) -> Iterator[tuple[int, list]]:
    """Yield (first day, things) of each part, the oldest first."""
    if not dated:
        return
    if len(dated) <= most or size == 1:
        yield start, [thing for _, thing in dated]
        return
    middle = start + size // 2
    yield from _halves(start, size // 2, [one for one in dated if one[0] < middle], most)
    yield from _halves(middle, size // 2, [one for one in dated if one[0] >= middle], most)


def _day(day) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"

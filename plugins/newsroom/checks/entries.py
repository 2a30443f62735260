"""Rules of one entry against the registry and against its source: roles in their time, titles and sentences that are not our own.

In: an entry, or a `Library` for the two rules that ask more than the entry, what it names and the list of provinces. Out: problems. Example: an entry of 2025-09-01 that calls somebody Bí thư Tỉnh ủy Thái Nguyên, when the registry says the post
ended on 2025-08-15, is ``article-role-time``. The odd case is a role nobody dated: seen on a day says nothing about other days,
so only ``from`` and ``to`` contradict.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from ..articles import Article, Mention
from ..dates import PartialDate, day_text
from ..library import Library
from ..problems import Problem
from ..registry import Registry
from ..registry.officials import Official, Post
from ..registry.resolutions import Resolution
from ..text import fold, slug, tone_key
from .prose import SOURCE_MARKER, TO_WRITE
from .rules import found

_WAS = re.compile(r"\b(?:nguyên|cựu|từng)\b", re.I)
_SYLLABLE = re.compile(r"\w+")
SHINGLE = 8
"""Syllables in a row that two texts share only when one was copied: names of bodies and documents are shorter, or cited by both."""

MOST_SHARED = 0.3
"""Share of an entry's runs of eight syllables that may stand in its source."""

HEADS = re.compile(r"(?:bi thu (?:tinh|thanh) uy|chu tich (?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:tinh|thanh pho)|giam doc so .*|bo truong .*|bi thu (?:huyen|thi) uy)")
"""Posts that one person holds at a time, without marks."""

LONG_AGO = 366
"""Days after which nobody reports an event as news."""

LEAST_TITLE = 5
"""Words of a title below which likeness with an address says nothing."""


def problems(library: Library, today: dt.date | None = None) -> Iterator[Problem]:
    """Yield what only the day of the check, or people whom the entry does not name, show to be wrong; `today` is the latest day that can have been."""
    heads = heads_of_bodies(library.registry)
    for article in [*library.articles, *library.unpublished]:
        if article.mentions:
            yield from roles_of_others(article, heads)
        if today:
            yield from days_to_come(article, today)


def problems_of(article: Article, places: "Places") -> Iterator[Problem]:
    """Yield the problems of one entry, for which nothing is asked but itself, the people and documents it names and the list of provinces."""
    for mention in article.mentions:
        yield from role_out_of_time(article, mention)
        if places.in_role(mention.role):
            yield from role_in_ended_unit(article, mention, places)
            yield from role_elsewhere(article, mention, places)
    yield from days_of_sources(article)
    if article.event and article.event.end.year < article.date.year:
        yield from old_events(article)
    if _may_be_copied(article):
        yield from copied_title(article)
    keeps_source = "=" in article.body and SOURCE_MARKER in article.body
    ours = article.body.partition(SOURCE_MARKER)[0] if keeps_source else article.body
    for mention in article.mentions:
        yield from misspelt_names(article, mention.official, ours)
    for resolution in article.resolutions:
        yield from days_of_documents(article, resolution, ours)
    if keeps_source:
        yield from kept_source(article)
        yield from copied_sentences(article)
    else:
        yield from unwritten(article)


def role_out_of_time(article: Article, mention: Mention) -> Iterator[Problem]:
    """A role is true on the day of the entry: the registry must not say that it had ended or had not begun."""
    matching = [post for post in mention.official.posts if (post.start or post.end) and _is_named(post, mention)]
    if matching and not any(_may_hold(post, article) for post in matching):
        post = matching[0]
        yield found("article-role-time", article.path, mention.line, 1, f"{mention.official.name}: chức vụ “{post.title}” {post.span}, mà tin là {article.date.phrase}",
                    "sửa chức vụ hoặc ngày của tin; nếu danh mục sai thì sửa content/registry/officials/" + mention.official.id + ".yaml")


def _is_named(post: Post, mention: Mention) -> bool:
    if _WAS.search(mention.role):
        return False
    role = fold(mention.role)
    return fold(post.title) in role or (fold(post.office) in role and fold(post.organisation) in role)


def _may_hold(post: Post, article: Article) -> bool:
    """Return whether the post can have been held on some day the entry speaks of: its date or its event's."""
    days = [(article.date.first, article.date.last)]
    if article.event:
        days.append((article.event.start.first, article.event.end.last))
    return any((not post.start or post.start.first <= last) and (not post.end or post.end.last >= first) for first, last in days)


def role_in_ended_unit(article: Article, mention: Mention, places: "Places") -> Iterator[Problem]:
    """Nobody holds office in a unit that has ended: after 2025-07-01 there is no Chủ tịch UBND tỉnh Bắc Kạn."""
    unit = next((one for identity in places.in_role(mention.role) if not (one := places.registry.provinces[identity]).in_force(article.date)), None)
    if unit and not _WAS.search(mention.role) and not (article.event and unit.in_force(article.event.start)):
        successor = places.registry.present(unit)
        yield found("article-role-unit", article.path, mention.line, 1, f"{mention.official.name}: chức vụ “{mention.role}” nêu {unit.name}, đã nhập vào {successor.name} từ {day_text(unit.dissolved.date)} ({unit.dissolved.basis})",
                    f"ghi chức vụ ở {successor.name} theo nguồn; chức vụ cũ thì thêm chữ “nguyên”")


def misspelt_names(article: Article, official: Official, body: str) -> Iterator[Problem]:
    """The text writes a person's name as the entry's own fields do: with other marks it is another name."""
    for name in (official.name, *official.other_names):
        syllables, begin, end = _parts(name)
        if len(syllables) < 2 or body.count(begin) == body.count(name) == body.count(end):
            continue
        wanted, known = fold(name), {tone_key(one) for one in (official.name, *official.other_names)}
        for match in re.finditer(rf"(?<!\w)(?=(\w+(?: \w+){{{len(syllables) - 1}}}))", body):
            written = match[1]
            if fold(written) == wanted and tone_key(written) not in known and all(word[0].isupper() for word in written.split()):
                line = article.body_line + body.count("\n", 0, match.start())
                yield found("text-name", article.path, line, match.start() - body.rfind("\n", 0, match.start()), f"bài viết “{written}”, mục officials ghi “{official.name}”", f"viết “{official.name}”; người khác thì thêm vào mục officials")
                return


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[tuple[str, ...], str, str]:
    """Return the syllables of a name, and it without the last and without the first."""
    syllables = name.split()
    return tuple(syllables), " ".join(syllables[:-1]), " ".join(syllables[1:])


_SIGNED = re.compile(r" (?:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b| ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})\b")


def days_of_documents(article: Article, resolution: Resolution, body: str) -> Iterator[Problem]:
    """Where the text gives the day of a document after its number, it is the day the registry has."""
    at = body.find(resolution.number) if resolution.date and resolution.date.exact else -1
    while at >= 0:
        match = _SIGNED.match(body, at + len(resolution.number))
        if match and not body[at - 1:at].isalnum():
            day, month, year = (int(part) for part in (match[1] or match[4], match[2] or match[5], match[3] or match[6]))
            if (year, month, day) != (resolution.date.year, resolution.date.month, resolution.date.day):
                line = article.body_line + body.count("\n", 0, at)
                yield found("text-document-date", article.path, line, at - body.rfind("\n", 0, at), f"bài ghi {resolution.number} ngày {day}/{month}/{year}, danh mục ghi ngày {resolution.date.text} ({resolution.issuer})",
                            f"sửa ngày theo văn bản; danh mục sai thì sửa content/registry/resolutions/{resolution.id}.yaml")
                return
        at = body.find(resolution.number, at + 1)


class Places:
    """Finds the provinces a role names; remembers, within one run, the roles it has read."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._ids = {fold(name.name).removeprefix("tp. "): province.id for province in registry.provinces.values() for name in province.names}
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(self._ids, key=len, reverse=True))) or '(?!)'})(?!\w)")
        self._known: dict[str, list[str]] = {}
        self._of: dict[str, set[str]] = {}

    def in_role(self, role: str) -> list[str]:
        """Return the ids of the units that `role` names."""
        if role not in self._known:
            self._known[role] = [self._ids[match[0]] for match in self._names.finditer(fold(role))]
        return self._known[role]

    def of(self, official: Official) -> set[str]:
        """Return the ids of the units in which the registry has seen `official`: those of the posts, their successors, and those a post only names."""
        if official.id not in self._of:
            named = {identity for post in official.posts for identity in self.in_role(post.title)}
            self._of[official.id] = {one for identity in official.provinces | named for one in (identity, self.present(identity))}
        return self._of[official.id]

    def present(self, identity: str) -> str:
        """Return the id of the unit that stands today where the unit `identity` stood."""
        province = self.registry.provinces.get(identity)
        return self.registry.present(province).id if province else identity


def role_elsewhere(article: Article, mention: Mention, places: Places) -> Iterator[Problem]:
    """A role that names a province in which the registry has never seen the person is a slip, somebody else, or a post the registry lacks."""
    official = mention.official
    if not official.provinces:
        return
    known = places.of(official)
    wrong = next((one for one in places.in_role(mention.role) if one not in known and places.present(one) not in known), None)
    if wrong:
        units = places.registry.provinces
        seen = ", ".join(sorted(units[one].name for one in official.provinces if one in units))
        yield found("article-role-place", article.path, mention.line, 1, f"{official.name}: tin ghi “{mention.role}”, danh mục chỉ thấy người này ở {seen}, không ở {units[wrong].name}",
                    f"sửa chức vụ theo nguồn; nếu nguồn đúng thì thêm chức vụ ấy vào content/registry/officials/{official.id}.yaml")


def heads_of_bodies(registry: Registry) -> dict[str, list[tuple[Official, Post]]]:
    """Return each post that one person holds at a time, by its title without marks → who held it, where both ends of that time are known."""
    found: dict[str, list[tuple[Official, Post]]] = {}
    for official in registry.officials.values():
        for post in official.posts:
            if post.first and post.last and post.first.first < post.last.last and HEADS.fullmatch(fold(post.office)):
                found.setdefault(fold(post.title), []).append((official, post))
    return found


def roles_of_others(article: Article, heads: dict[str, list[tuple[Official, Post]]]) -> Iterator[Problem]:
    """A body has one head: an entry does not give the post to one while the registry knows another in it; two in the registry are told there."""
    for mention in article.mentions:
        role = fold(mention.role)
        if role not in heads or any(fold(post.title) == role for post in mention.official.posts):
            continue
        days = [article.date, *([article.event.start, article.event.end] if article.event else [])]
        for other, post in heads[role]:
            if other is not mention.official and all(post.first.last < day.first and day.last < post.last.first for day in days):
                yield found("article-role-shared", article.path, mention.line, 1, f"{mention.official.name}: tin ghi “{mention.role}”, danh mục ghi người giữ chức ấy là {other.name}, {post.first.text} đến {post.last.text}",
                            f"sửa tên hoặc chức vụ theo nguồn; nếu nguồn đúng thì sửa content/registry/officials/{other.id}.yaml")
                break


def days_of_sources(article: Article) -> Iterator[Problem]:
    """The date of an entry is the day its source published: its sources cannot all be younger, nor all older."""
    published = [citation.published for citation in article.sources if citation.published]
    if article.date_basis != "published" or not published or len(published) < len(article.sources) or published == [article.date] * len(published):
        return
    first, last = min(published, key=lambda one: one.first), max(published, key=lambda one: one.last)
    if first.first > article.date.last:
        yield found("article-source-date", article.path, article.sources[0].line, 1, f"nguồn đăng {first.phrase}, sau ngày của tin ({article.date.text})", "ghi date là ngày nguồn đăng; nếu date là ngày sự kiện thì thêm date_basis: event")
    elif last.last < article.date.first and article.status != "scheduled":
        yield found("article-source-date", article.path, article.sources[0].line, 1, f"nguồn đăng {last.phrase}, trước ngày của tin ({article.date.text})", "ghi date là ngày nguồn đăng, hoặc sửa mục published")


def old_events(article: Article) -> Iterator[Problem]:
    """News is of late: an event more than a year before its report has a wrong year, or is only its background."""
    if (article.date.first - article.event.end.last).days > LONG_AGO:
        yield found("article-event-old", article.path, 1, 1, f"sự kiện {article.event.end.phrase}, hơn một năm trước ngày của tin ({article.date.text})", "kiểm tra năm của event_date; việc chỉ nhắc lại thì bỏ mục event_date")


def days_to_come(article: Article, today: dt.date) -> Iterator[Problem]:
    """Nobody has read a source or corrected an entry on a day that has not come."""
    for citation in article.sources:
        if citation.accessed and _is_after(citation.accessed, today):
            yield found("article-source", article.path, citation.line, 1, f"ngày đọc nguồn {citation.accessed.text} còn ở tương lai", "sửa mục accessed")
        elif citation.published and _is_after(citation.published, today) and article.date.first <= today and len(article.sources) > 1:
            yield found("article-source", article.path, citation.line, 1, f"ngày đăng nguồn {citation.published.text} còn ở tương lai", "sửa mục published")
    for correction in article.corrections:
        if _is_after(correction.date, today):
            yield found("article-correction", article.path, 1, 1, f"đính chính ngày {correction.date.text} còn ở tương lai", "sửa ngày đính chính")


def _is_after(date: PartialDate, day: dt.date) -> bool:
    return date.year >= day.year and date.first > day


def _may_be_copied(article: Article) -> bool:
    """Return whether the first two words of the title may stand in the address of a source: most titles need not be looked at further."""
    words = _beginning(" ".join(article.title.split(None, 2)[:2]))
    return any(citation.url and (words in citation.url.lower() or "%" in citation.url) for citation in article.sources)


@lru_cache(maxsize=16384)
def _beginning(words: str) -> str:
    return slug(words)


def copied_title(article: Article) -> Iterator[Problem]:
    """The title is our own: portals build the page's address from their title, so an address that says the same words gives a copy away."""
    words = slug(article.title)
    if words.count("-") + 1 < LEAST_TITLE:
        return
    for citation in article.sources:
        if citation.url and words in unquote(_path_of(citation.url)).lower():
            yield found("article-title-copied", article.path, 1, 1, f"tiêu đề “{article.title}” là tiêu đề của nguồn", "đặt lại tiêu đề bằng lời của bản tin")


def _path_of(url: str) -> str:
    """Return what stands between host and query of an address, "" in what is no address (which is reported where it is read)."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def kept_source(article: Article) -> Iterator[Problem]:
    """The source's text stays in the draft only: it is another paper's work and is never published."""
    if article.status != "draft":
        line = article.body_line + article.body[: article.body.index(SOURCE_MARKER)].count("\n")
        yield found("article-source-text", article.path, line, 1, f"tin ở trạng thái {article.status} còn giữ văn bản nguồn", f"xóa từ dòng “{SOURCE_MARKER}…” trở xuống, hoặc ghi status: draft")


def unwritten(article: Article) -> Iterator[Problem]:
    """What is published has no place left where the importer says that something must be written."""
    if article.status != "draft":
        for words, line in ((article.title, 1), (article.summary, 1), (article.body, article.body_line)):
            if "(" in words and TO_WRITE in words:
                yield found("article-source-text", article.path, line, 1, f"tin ở trạng thái {article.status} còn chỗ chưa viết “{TO_WRITE}”", "viết nội dung vào chỗ ấy, hoặc ghi status: draft")
                return


def copied_sentences(article: Article) -> Iterator[Problem]:
    """An entry tells the news in its own words: not in runs of eight syllables and more that stand in the source kept below it."""
    ours, _, theirs = article.body.partition(SOURCE_MARKER)
    mine = _shingles(ours)
    if not mine:
        return
    source = set(_shingles(theirs))
    shared = [run for run in mine if run in source]
    share = len(shared) / len(mine)
    if share > MOST_SHARED:
        yield found("article-source-copied", article.path, article.body_line, 1, f"{round(share * 100)}% thân bài trùng từng chữ với nguồn, ví dụ “{shared[0]}…”", "viết lại bằng lời của bản tin; câu cần giữ nguyên thì đặt trong ngoặc kép và ngắn")
        return
    title = fold(article.title)
    first = next((line.strip("# -") for line in theirs.split("\n")[1:] if line.strip("# -")), "")
    if title and fold(first) == title:
        yield found("article-title-copied", article.path, 1, 1, f"tiêu đề “{article.title}” là tiêu đề của nguồn", "đặt lại tiêu đề bằng lời của bản tin")


def _shingles(text: str) -> list[str]:
    syllables = _SYLLABLE.findall(text.lower())
    return [" ".join(syllables[at:at + SHINGLE]) for at in range(len(syllables) - SHINGLE + 1)]

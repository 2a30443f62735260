"""The offices a page gives a person, read on both sides of the name.

In: a text, its names. Out: `Post`s. Examples of the order of words it reads: "đồng chí X, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh" · "X - Bí thư Tỉnh ủy" ·
"Phó Chủ tịch UBND tỉnh Tiền Giang X" · "các ông A (R1), B (R2)" · "Phó Bí thư Tỉnh ủy X, Trưởng ban Chỉ đạo" · "các Phó Thủ tướng A và B". The odd case is an
office between two names: it belongs to the one it touches without a mark ("A, R1, R2 B": R2 is B's).
"""

import re

from ..frozen import frozen
from .offices import DEFINITION, HEAD, HEADS, PREFIX, chain
from .person_names import HONORIFICS_END, Name
from .vietnamese import compiled

_STARTS_ROLE = compiled(
    rf"(?:\s?\([^()\n]{{1,40}}\)(?=\s?[,–—-]))?\s?(?:,|-|–|—|:|\(|\||\s–|[ ](?=(?i:{HEADS})(?![\wÀ-ỹ])))\s{{0,2}}"
    r"(?:(?i:tiến sĩ|tiến sỹ|thạc sĩ|kỹ sư|luật sư|TS|ThS|PGS\.TS|(?:đại|thượng|trung|thiếu) (?:tướng|tá)|đại úy)[,.]?\s(?:-\s)?)?"
    rf"(?:(?i:hiện là|hiện nay là|hiện giữ chức|nay là|giữ chức(?: vụ)?|là|làm|chức vụ|đại diện|người|trên cương vị|với cương vị)\s)?(?={PREFIX}(?i:{HEADS})(?![\wÀ-ỹ]))"
)
_GIVEN = re.compile(
    rf"(?:,\s(?:người|sinh năm|quê)\s[^.;,\n]{{3,70}},)?\s(?:(?:(?:vừa|đã|sẽ|mới)\s)?được\s[^.;\n]{{0,90}}?)?(?:(?:đảm nhiệm|giữ)\s(?:chức vụ|chức danh|cương vị|chức)|"
    rf"làm|(?:tái )?(?:đắc|trúng) cử(?: chức(?: vụ)?)?)\s(?={PREFIX}(?i:{HEADS})(?![\wÀ-ỹ]))"
)
_GIVEN_TO = compiled(rf"(?:chức vụ|chức danh|chức)\s(?={PREFIX}(?i:{HEADS})(?![\wÀ-ỹ]))[^.;\n]{{4,140}}?\sđối với\s(?:(?i:đồng chí|ông|bà)\s)?$")
_TERM = re.compile(r"\s?,?\s?(?:nhiệm kỳ [\d\s–-]{4,12}|khóa \w{1,6},?)*\s?đối với\s")
_INTRODUCES = re.compile(r"\s(?:gồm|là|gồm có)?(?:\s?các)?(?:\s?(?:ông|bà|đồng chí))*$", re.I)
_ALSO = re.compile(rf"\s(?:là|kiêm|làm)\s(?!Trưởng đoàn(?! [A-ZĐ]))(?={PREFIX}(?i:{HEADS})(?![\wÀ-ỹ]))", re.I)
_BARE_HEAD = re.compile(rf"(?i:{HEADS})")
_BRACKET_BEFORE = re.compile(r"\s?\([^()]{2,70}\)\s$")
_SHARED = compiled(rf"(?i:các|hai|ba|bốn|những)\s(?:(?i:đồng chí|ông|bà|vị)\s)?(?P<role>{PREFIX}(?i:{HEADS})(?![\wÀ-ỹ])[^.;:()]{{0,70}}?)\s?(?P<colon>:?)\s?$")
_NEXT_NAME = re.compile(r"(?:,|;|\s?và|,\svà)\s")
_NEXT_ITEM = re.compile(r"[^.:;\n]*;\s(?:và\s)?")
_NOW = re.compile(r"(?:nay|hiện|hiện nay) là\s$")
"""Between a name and its present office; the one before the name was then the former: "Giám đốc Sở X, nay là Phó Chủ tịch UBND tỉnh"."""
_DEED_OF = re.compile(r"\b(?:của|với|cùng|tới|cho)\s$", re.I)
"""Before the office of one who decides, parted by a comma from the name it is about: "Theo Quyết định của Chủ tịch UBND tỉnh, đồng chí X"."""
_LATE = re.compile(r"\b(?:cố|liệt sĩ|liệt sỹ)\s$", re.I)
"""Before the office of somebody remembered: "cố Bộ trưởng X"."""
_MANY = re.compile(r"(?:các|hai|ba|bốn)\s(?:đồng chí|ông|bà|anh|chị)\s?:?\s$", re.I)


@frozen
class Post:
    """A role beside a name: its offices in order, and where it stands."""

    offices: tuple[str, ...]
    start: int
    end: int
    before: bool
    reported: bool = False
    """Given by what the sentence reports (elected, dismissed), not said of the person beside the name."""


def posts_by_name(text: str, names: list[Name]) -> dict[str, list[Post]]:
    """Return, for each name that stands beside an office somewhere, its post at each such place; both sides of a name make one post."""
    posts: dict[str, list[Post]] = {}
    shared = _shared_posts(text, names)
    left = False
    for number, name in enumerate(names):
        previous_end = names[number - 1].end if number else 0
        following = names[number + 1].start if number + 1 < len(names) else len(text)
        before = _post_before(text, name, previous_end, left)
        after = _post_after(text, name, following, before is not None)
        left = before is not None and after is None
        also = _post_also(text, name, following) if before and not after else None
        outgrown = after is not None and _NOW.search(text, name.end, after.start) is not None
        found = [post for post in (after or also, None if outgrown else before) if post]
        found = found or [post for post in (_post_given(text, name, following) or _post_given_to(text, name, previous_end),) if post]
        if number in shared and not (before and shared[number].start == before.start):
            found.append(shared[number])
        if found:
            posts.setdefault(name.text, []).append(_joined(found))
    for number in _followed_by_one_office(text, names, posts):
        posts.setdefault(names[number].text, []).append(posts[names[number + 1].text][0])
    return posts


def _post_after(text: str, name: Name, following: int, has_one: bool) -> Post | None:
    """The role after a name: "X, R1, R2", "X - R", "X (R)". `has_one` says that an office stands before the name too: offices that run on to the next name are then the next's."""
    match = _STARTS_ROLE.match(text, name.end)
    if not match:
        return None
    offices, end = chain(text, match.end(), min(following, match.end() + 420))
    if offices and _belongs_to_next(text, end, following):
        offices = offices[:-1] if len(offices) > 1 and not has_one else ()
    return Post(tuple(offices), match.end(), end, False) if offices else None


def _post_given(text: str, name: Name, following: int) -> Post | None:
    """The office a sentence gives a person: "bổ nhiệm ông X giữ chức Giám đốc Sở"."""
    match = _GIVEN.match(text, name.end, following)
    offices, end = chain(text, match.end(), _end_of_item(text, match.end(), following)) if match else ([], 0)
    return Post(tuple(offices), match.end(), end, False, True) if match and offices and not _belongs_to_next(text, end, following) else None


def _post_given_to(text: str, name: Name, previous_end: int) -> Post | None:
    """The office a decision is about: "phê chuẩn kết quả bầu chức vụ Chủ tịch UBND tỉnh đối với ông X"."""
    floor = max(previous_end, name.start - 200)
    match = _GIVEN_TO.search(text, floor, name.start)
    head = HEAD.search(text, match.start(), name.start) if match else None
    offices, end = chain(text, head.start(), name.start) if head else ([], 0)
    return Post(tuple(offices), head.start(), end, True, True) if offices and _TERM.match(text, end) else None


def _post_also(text: str, name: Name, following: int) -> Post | None:
    """The second office of a person whose first stands before the name: "Chánh Văn phòng X là Phó Trưởng ban Chỉ đạo"; a bare "trưởng đoàn", "tổ trưởng" is of the day only."""
    match = _ALSO.match(text, name.end)
    offices, end = chain(text, match.end(), _end_of_item(text, match.end(), following)) if match else ([], 0)
    if not match or not offices or _BARE_HEAD.fullmatch(offices[0]) or _belongs_to_next(text, end, following):
        return None
    return Post(tuple(offices[:1]), match.end(), end, False)


def _end_of_item(text: str, start: int, following: int) -> int:
    """Where the item of a list that `start` stands in ends: at its semicolon or before the next name."""
    end = min(following, start + 300)
    mark = text.find(";", start, end)
    return mark if mark >= 0 else end


def _belongs_to_next(text: str, end: int, following: int) -> bool:
    """Whether the last office of a chain stands right before the next name, with no separator: "A, R1, R2 B"."""
    between = text[end:following]
    return following < len(text) and len(between) <= 24 and HONORIFICS_END.sub("", " " + between).strip() == "" and not re.match(r"\s?[,;]", between)


def _post_before(text: str, name: Name, previous_end: int, left: bool = False) -> Post | None:
    """The role before a name, joined without separator: "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh X".

    `left` says that the person named before has an office in front and none behind: in "Phó Thủ tướng A, Bộ trưởng B" the second is B's.
    """
    floor = max(previous_end, name.start - 300, text.rfind("\n", 0, name.start) + 1, text.rfind(";", 0, name.start) + 1)
    clause = text[floor:name.start]
    honorific = HONORIFICS_END.search(clause)
    head_text = clause[:honorific.start()] if honorific else clause
    joint = re.search(r"(?:\s?[-–:]|,)\s$", head_text)
    if joint and (not honorific and joint.group().startswith(",") or _someone_before(text, floor, previous_end)):
        return None
    if joint:
        head_text = head_text[:joint.start()] + " "
    if re.search(r"\bgồm(?:\s(?:có|các)(?:\s\w{1,6}){0,2})?\s:?\s?$|\bgồm$", head_text.rstrip() + " "):
        return None
    head_text = _BRACKET_BEFORE.sub(" ", head_text)
    if not head_text.endswith(" ") or _sentence_break(head_text):
        return None
    heads = list(HEAD.finditer(head_text))
    if not heads:
        return None
    start = _chain_start(head_text, heads, left)
    if start is None or re.search(r"(?:các|những)\s$", head_text[:start], re.I) and not HEAD.match(head_text, start):
        return None
    offices, end = chain(head_text, start, len(head_text))
    if not offices or end < len(head_text.rstrip()) or re.search(r"(?:lãnh đạo|đại diện|theo lời)\s$", head_text[:start], re.I) or _LATE.search(head_text[:start]) or joint and _DEED_OF.search(head_text[:start]):
        return None
    return Post(tuple(offices), floor + start, floor + end, True)


def _someone_before(text: str, floor: int, previous_end: int) -> bool:
    return floor == previous_end and floor > 0 and text[floor:floor + 1] in ",-–( "


def _sentence_break(clause: str) -> bool:
    clause = DEFINITION.sub(lambda match: " " * len(match.group()), clause)
    last = list(re.finditer(r"(?<!\bTP)(?<!\bTp)(?<!\b[A-ZĐ])[.;!?](?=\s)|[”“:()]", clause))
    return bool(last) and not HEAD.search(clause, last[-1].end())


def _chain_start(clause: str, heads: list[re.Match[str]], left: bool) -> int | None:
    """The first office of the chain that runs without a break to the end of `clause`."""
    for number, head in enumerate(heads):
        if number and head.start() < heads[number - 1].end():
            continue
        offices, end = chain(clause, head.start(), len(clause))
        if end >= len(clause.rstrip()) and offices:
            before = clause[:head.start()]
            owned = re.match(r"\s?[,–(-]\s?$", before) is not None and not left
            if owned and len(offices) > 1:
                continue
            if len(offices) > 1 and _BARE_HEAD.fullmatch(offices[0]) and re.search(r"\b(?:với|cùng|mời|theo|thay mặt|của|thưa)\s$", before, re.I):
                continue
            return None if owned else head.start()
    return None


def _shared_posts(text: str, names: list[Name]) -> dict[int, Post]:
    """"các Phó Thủ tướng A và B", "các đồng chí Phó Chủ tịch UBND tỉnh: A, B": number of a name → the post it shares with the one before.

    After a colon the list may give each a further office: "các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: A, R1; B, R2".
    """
    found: dict[int, Post] = {}
    for number, name in enumerate(names):
        before = text[max(names[number - 1].end if number else 0, name.start - 120):name.start]
        match = _SHARED.search(HONORIFICS_END.sub("", before))
        if not match or not all(HEAD.match(part.strip()) and len(HEAD.findall(part)) == 1 for part in match["role"].split(",")):
            continue
        role = _INTRODUCES.sub("", match["role"])
        post = Post(tuple(part.strip() for part in role.split(",")), name.start - len(before) + match.start("role"), name.start, True)
        found[number] = post
        at = number
        while at + 1 < len(names) and _continues(between := text[names[at].end:names[at + 1].start], match["colon"] != ""):
            at += 1
            if ";" not in between and _STARTS_ROLE.match(text, names[at].end):
                break
            found[at] = post
    return found


def _continues(between: str, listed: bool) -> bool:
    """Whether the next name is one more of a list: right after the last, or, in a list after a colon, after the last one's own office and a semicolon."""
    between = HONORIFICS_END.sub("", between)
    return _NEXT_NAME.fullmatch(between) is not None or listed and len(between) < 200 and _NEXT_ITEM.fullmatch(between) is not None


def _followed_by_one_office(text: str, names: list[Name], posts: dict[str, list[Post]]) -> list[int]:
    """The names that have no office of their own in "các ông A, B và C, Phó Giám đốc Sở": they share the last one's."""
    found: list[int] = []
    for number in range(len(names) - 2, -1, -1):
        name, following = names[number], names[number + 1]
        if name.text in posts or not _continues(text[name.end:following.start], False) or ";" in text[name.end:following.start]:
            continue
        shares = number + 1 in found or following.text in posts and any(not post.before and 0 < post.start - following.end < 12 for post in posts[following.text])
        if shares and _introduced(text, names, number):
            found.append(number)
    return found


def _introduced(text: str, names: list[Name], number: int) -> bool:
    """Whether the list that name `number` stands in begins with "các đồng chí"."""
    while number and _continues(text[names[number - 1].end:names[number].start], False):
        number -= 1
    return _MANY.search(text, max(0, names[number].start - 24), names[number].start) is not None


def _joined(found: list[Post]) -> Post:
    """A role on each side of a name made one: the one before first, as the page has them."""
    ordered = sorted(found, key=lambda post: not post.before)
    offices = tuple(dict.fromkeys(office for post in ordered for office in post.offices))
    return Post(offices, min(post.start for post in found), max(post.end for post in found), ordered[0].before, all(post.reported for post in found))

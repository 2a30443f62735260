"""The offices a page gives a person, read on both sides of the name.

In: a text, its names. Out: `Post`s. Examples of the order of words it reads: "đồng chí X, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh" · "X - Bí thư Tỉnh ủy" ·
"Phó Chủ tịch UBND tỉnh Tiền Giang X" · "các ông A (R1), B (R2)" · "Phó Bí thư Tỉnh ủy X, Trưởng ban Chỉ đạo" · "các Phó Thủ tướng A và B". The odd case is an
office between two names: it belongs to the one it touches without a mark ("A, R1, R2 B": R2 is B's).
"""

import re
from dataclasses import dataclass

from .offices import DEFINITION, HEAD, HEADS, PREFIX, chain
from .person_names import HONORIFICS_END, Name
from .vietnamese import compiled

_STARTS_ROLE = compiled(rf"\s?(?:,|-|–|—|:|\(|\||\s–)\s{{0,2}}(?:(?i:hiện là|hiện giữ chức|giữ chức(?: vụ)?|là|làm|chức vụ|đại diện|người)\s)?(?={PREFIX}(?i:{HEADS})(?![\wÀ-ỹ]))")
_GIVEN = re.compile(rf"\s(?:được (?:bổ nhiệm|bầu|điều động|phân công)[^.;,]{{0,30}}?\s)?(?:giữ (?:chức vụ|chức danh|chức)|làm)\s(?={PREFIX}(?i:{HEADS})(?![\wÀ-ỹ]))")
_INTRODUCES = re.compile(r"\s(?:gồm|là|gồm có)?(?:\s?các)?(?:\s?(?:ông|bà|đồng chí))*$", re.I)
_ALSO = re.compile(rf"\s(?:là|kiêm)\s(?={PREFIX}(?i:{HEADS})(?![\wÀ-ỹ]))")
_BARE_HEAD = re.compile(rf"(?i:{HEADS})")
_BRACKET_BEFORE = re.compile(r"\s?\([^()]{2,70}\)\s$")


@dataclass(frozen=True, slots=True)
class Post:
    """A role beside a name: its offices in order, and where it stands."""

    offices: tuple[str, ...]
    start: int
    end: int
    before: bool


def posts_by_name(text: str, names: list[Name]) -> dict[str, list[Post]]:
    """Return, for each name that stands beside an office somewhere, its post at each such place; both sides of a name make one post."""
    posts: dict[str, list[Post]] = {}
    plural = _plural_posts(text, names)
    left = False
    for number, name in enumerate(names):
        previous_end = names[number - 1].end if number else 0
        following = names[number + 1].start if number + 1 < len(names) else len(text)
        before = _post_before(text, name, previous_end, left)
        after = _post_after(text, name, following)
        left = before is not None and after is None
        also = _post_also(text, name, following) if before and not after else None
        found = [post for post in (after or also, before) if post]
        found = found or [post for post in (_post_given(text, name, following),) if post]
        if number in plural and not found:
            found.append(plural[number])
        if found:
            posts.setdefault(name.text, []).append(_joined(found))
    return posts


def _post_after(text: str, name: Name, following: int) -> Post | None:
    """The role after a name: "X, R1, R2", "X - R", "X (R)"."""
    match = _STARTS_ROLE.match(text, name.end)
    if not match:
        return None
    offices, end = chain(text, match.end(), min(following, match.end() + 420))
    if offices and _belongs_to_next(text, end, following):
        offices = offices[:-1] if len(offices) > 1 else ()
    return Post(tuple(offices), match.end(), end, False) if offices else None


def _post_given(text: str, name: Name, following: int) -> Post | None:
    """The office a sentence gives a person: "bổ nhiệm ông X giữ chức Giám đốc Sở"."""
    match = _GIVEN.match(text, name.end)
    offices, end = chain(text, match.end(), min(following, match.end() + 300)) if match else ([], 0)
    return Post(tuple(offices[:1]), match.end(), end, False) if match and offices else None


def _post_also(text: str, name: Name, following: int) -> Post | None:
    """The second office of a person whose first stands before the name: "Chánh Văn phòng X là Phó Trưởng ban"."""
    match = _ALSO.match(text, name.end)
    offices, end = chain(text, match.end(), min(following, match.end() + 200)) if match else ([], 0)
    return Post(tuple(offices[:1]), match.end(), end, False) if match and offices and not _belongs_to_next(text, end, following) else None


def _belongs_to_next(text: str, end: int, following: int) -> bool:
    """Whether the last office of a chain stands right before the next name, with no separator: "A, R1, R2 B"."""
    between = text[end:following]
    return following < len(text) and len(between) <= 24 and HONORIFICS_END.sub("", " " + between).strip() == "" and not re.match(r"\s?[,;]", between)


def _post_before(text: str, name: Name, previous_end: int, left: bool = False) -> Post | None:
    """The role before a name, joined without separator: "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh X".

    `left` says that the person named before has an office in front and none behind: in "Phó Thủ tướng A, Bộ trưởng B" the second is B's.
    """
    floor = max(previous_end, name.start - 300, text.rfind("\n", 0, name.start) + 1)
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
    if not offices or end < len(head_text.rstrip()) or re.search(r"(?:lãnh đạo|đại diện|theo lời)\s$", head_text[:start], re.I):
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


def _plural_posts(text: str, names: list[Name]) -> dict[int, Post]:
    """"các Phó Thủ tướng A và B", "các đồng chí Phó Chủ tịch UBND tỉnh: A, B": number of a name → the post it shares with the one before."""
    found: dict[int, Post] = {}
    for number, name in enumerate(names):
        before = text[max(names[number - 1].end if number else 0, name.start - 120):name.start]
        match = re.search(rf"(?i:các|hai|những)\s(?:(?i:đồng chí|ông|bà)\s)?(?P<role>{PREFIX}(?i:{HEADS})(?![\wÀ-ỹ])[^.;()]{{0,70}}?)\s?:?\s$", before)
        if not match or not all(HEAD.match(part.strip()) for part in match["role"].split(",")):
            continue
        role = _INTRODUCES.sub("", match["role"])
        post = Post(tuple(part.strip() for part in role.split(",")), name.start - len(before) + match.start("role"), name.start, True)
        found[number] = post
        at = number
        while at + 1 < len(names) and re.fullmatch(r"(?:,|;|\s?và|,\svà)\s(?:(?i:đồng chí|ông|bà)\s)?", text[names[at].end:names[at + 1].start]):
            at += 1
            found[at] = post
    return found


def _joined(found: list[Post]) -> Post:
    """A role on each side of a name made one: the one before first, as the page has them."""
    ordered = sorted(found, key=lambda post: not post.before)
    offices = tuple(dict.fromkeys(office for post in ordered for office in post.offices))
    return Post(offices, min(post.start for post in found), max(post.end for post in found), ordered[0].before)

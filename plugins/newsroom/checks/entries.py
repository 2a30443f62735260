"""Rules of one entry against the registry and against its source: roles in their time, titles and sentences that are not our own.

In: a `Library`. Out: problems. Example: an entry of 2025-09-01 that calls somebody Bí thư Tỉnh ủy Thái Nguyên, when the registry says the post
ended on 2025-08-15, is ``article-role-time``. The odd case is a role nobody dated: seen on a day says nothing about other days,
so only ``from`` and ``to`` contradict.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..articles import Article, Mention
from ..library import Library
from ..problems import Problem
from ..registry.officials import Post
from ..text import fold, slug
from .prose import SOURCE_MARKER, TO_WRITE
from .rules import found

_WAS = re.compile(r"\b(?:nguyên|cựu|từng)\b", re.I)
_SYLLABLE = re.compile(r"\w+")
SHINGLE = 8
"""Syllables in a row that two texts share only when one was copied: names of bodies and documents are shorter, or cited by both."""

MOST_SHARED = 0.3
"""Share of an entry's runs of eight syllables that may stand in its source."""

LEAST_TITLE = 5
"""Words of a title below which likeness with an address says nothing."""


def problems(library: Library) -> Iterator[Problem]:
    """Yield the problems of each entry of `library`."""
    for article in [*library.articles, *library.unpublished]:
        yield from roles_out_of_time(article)
        yield from copied_title(article)
        yield from words(article)


def words(article: Article) -> Iterator[Problem]:
    """The rules about the words of an entry."""
    yield from unwritten(article)
    if SOURCE_MARKER in article.body:
        yield from kept_source(article)
        yield from copied_sentences(article)


def roles_out_of_time(article: Article) -> Iterator[Problem]:
    """A role is true on the day of the entry: the registry must not say that it had ended or had not begun."""
    for mention in article.mentions:
        matching = [post for post in mention.official.posts if _is_named(post, mention)]
        if matching and not any(_may_hold(post, article) for post in matching):
            post = matching[0]
            yield found("article-role-time", article.path, mention.line, 1, f"{mention.official.name}: chức vụ “{post.title}” {post.span}, mà tin là {article.date.phrase}",
                        "sửa chức vụ hoặc ngày của tin; nếu danh mục sai thì sửa content/registry/officials/" + mention.official.id + ".yaml")


def _is_named(post: Post, mention: Mention) -> bool:
    if not (post.start or post.end) or _WAS.search(mention.role):
        return False
    role = fold(mention.role)
    return fold(post.title) in role or (fold(post.office) in role and fold(post.organisation) in role)


def _may_hold(post: Post, article: Article) -> bool:
    """Return whether the post can have been held on some day the entry speaks of: its date or its event's."""
    days = [(article.date.first, article.date.last)]
    if article.event:
        days.append((article.event.start.first, article.event.end.last))
    return any((not post.start or post.start.first <= last) and (not post.end or post.end.last >= first) for first, last in days)


def copied_title(article: Article) -> Iterator[Problem]:
    """The title is our own: portals build the page's address from their title, so an address that says the same words gives a copy away."""
    words = slug(article.title)
    if words.count("-") + 1 < LEAST_TITLE:
        return
    for citation in article.sources:
        if citation.url and words in unquote(urlsplit(citation.url).path).lower():
            yield found("article-title-copied", article.path, 1, 1, f"tiêu đề “{article.title}” là tiêu đề của nguồn", "đặt lại tiêu đề bằng lời của bản tin")


def kept_source(article: Article) -> Iterator[Problem]:
    """The source's text stays in the draft only: it is another paper's work and is never published."""
    if article.status != "draft":
        line = article.body_line + article.body[: article.body.index(SOURCE_MARKER)].count("\n")
        yield found("article-source-text", article.path, line, 1, f"tin ở trạng thái {article.status} còn giữ văn bản nguồn", f"xóa từ dòng “{SOURCE_MARKER}…” trở xuống, hoặc ghi status: draft")


def unwritten(article: Article) -> Iterator[Problem]:
    """What is published has no place left where the importer says that something must be written."""
    if article.status != "draft":
        for words, line in ((article.title, 1), (article.summary, 1), (article.body, article.body_line)):
            if TO_WRITE in words:
                yield found("article-source-text", article.path, line, 1, f"tin ở trạng thái {article.status} còn chỗ chưa viết “{TO_WRITE}”", "viết nội dung vào chỗ ấy, hoặc ghi status: draft")


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

"""Which of the thirteen topics a story reports on.

In: a cleaned `Page` and the cues of ``content/registry/topic_cues.yaml``. Out: up to four topics (ids), the surest first, each with the words
that prove it. Example: a page on merging two departments, whose headline says "hợp nhất", is to-chuc-bo-may first.

A cue counts by place: in the headline most, then in the opening, then below, and a repeated cue less and less. The fixed phrase "khoa học, công nghệ,
đổi mới sáng tạo và chuyển đổi số" is the title of Nghị quyết 57: it counts once, for its three topics, and only where the story is about that
resolution. The odd case is a page off the subject altogether: no topic is a valid answer.

Cues are looked up word by word in one pass over the page, which keeps a 20 kB page under the promised time whatever the number of cues.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..frozen import frozen
from ..text import standard_tones
from .lists import entries
from .page import Finding, Page

MOST_TOPICS = 4
"""Of a page of ordinary length; a survey of a whole field (`_survey`) may have more, up to seven."""
_SLOGAN_TOPICS = ("khoa-hoc-cong-nghe", "doi-moi-sang-tao", "chuyen-doi-so")
_SLOGAN = re.compile(r"(?:phát triển )?(?:khoa học(?:\s?[,-]\s?| và )?\s?(?:và )?công nghệ|KH(?:,\s?|&|-|\s?và\s?)?CN|KHCN)\s?(?:\([^)]{2,12}\)\s?)?(?:,|và|&|-)\s?(?:đổi mới sáng tạo|ĐMST)\s?(?:\([^)]{2,12}\)\s?)?(?:,|và|&|-)?\s?(?:và\s)?(?:chuyển đổi số|CĐS)(?:\s?\([^)]{2,12}\))?(?:\squốc gia)?", re.I)
_RESOLUTION = re.compile(r"(?:Nghị quyết|NQ)\s?(?:số\s)?57")
_SUBJECT = re.compile(r"\b(?:về|lĩnh vực|ngành|ban chỉ đạo|bcđ|ngày hội|tuần lễ|diễn đàn|chương trình|kế hoạch|nhiệm vụ|hoạt động|hạ tầng|công tác)\b", re.I)
"""Before the phrase: the story is about these three, "Hội nghị về khoa học, công nghệ …", not just a sentence that lists them."""
_WORD = re.compile(r"[\w&]+")
_FIRST_SENTENCE = 220
"""Characters at the start of a page without a headline that stand in for one."""
_NEED = 2.0
_NEED_ALONE = 1.6
"""What the best topic needs where none has enough: one strong cue in the opening."""
_SHARE = 0.35
_SLOGAN_WORTH = 2.2
_BASIS_WORTH = 0.9
"""Where the phrase only names the resolution something rests on: it tips the scales for a topic that has cues of its own."""
_WEIGHTS = {"strong": 1.0, "body": 0.42, "weak": 0.28, "not": 0.0}
"""A body (Sở KH&CN) is named in stories of every kind: it tells the topic in the headline, little elsewhere."""


@frozen
class Cue:
    """One cue: its words as compared, the topic it counts for, what it is worth; `exact` when its capitals matter (PII, 5G)."""

    words: tuple[str, ...]
    topic: str
    worth: float
    exact: str


@frozen
class Cues:
    """Every cue by its first word, the longest first; the topics in the order of the file."""

    by_word: dict[str, tuple[Cue, ...]]
    topics: tuple[str, ...]


@frozen
class _Hit:
    """A cue found at a place."""

    cue: Cue
    start: int
    end: int


@lru_cache(maxsize=4)
def read_cues(path: Path, known: frozenset[str] = frozenset()) -> Cues:
    """Return the cues in the file at `path`; every topic one of `known`, where any are.

    Raises:
        BrokenList: when the file is wrong.
    """
    listed = entries(path, texts=("topic",), lists=tuple(_WEIGHTS), known={"topic": known})
    found: dict[str, list[Cue]] = defaultdict(list)
    for entry in listed:
        for strength, worth in _WEIGHTS.items():
            for text in entry[strength]:
                cue = _cue(text, entry["topic"], worth)
                found[cue.words[0]].append(cue)
    by_word = {word: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for word, cues in found.items()}
    return Cues(by_word, tuple(entry["topic"] for entry in listed))


def _cue(text: str, topic: str, worth: float) -> Cue:
    words = tuple(_WORD.findall(standard_tones(text).lower()))
    exact = text if any(part.isupper() and len(part) > 1 for part in text.split()) and len(words) == 1 else ""
    return Cue(words, topic, worth, exact)


def topics(page: Page, cues: Cues) -> list[Finding]:
    """Return the topics the story reports on, the surest first."""
    text, about, worth = _without_slogan(page)
    scores: dict[str, float] = {}
    proof: dict[str, tuple[int, int]] = {}
    hits: dict[str, list[_Hit]] = defaultdict(list)
    for hit in _hits(text, cues):
        hits[hit.cue.topic].append(hit)
    for topic in cues.topics:
        scores[topic], place = _score(page, hits[topic])
        if place:
            proof[topic] = place
    for topic in _SLOGAN_TOPICS if about else ():
        scores[topic] += worth
        proof.setdefault(topic, about.span())
    best = max(scores.values(), default=0)
    ranked = sorted(scores, key=lambda topic: -scores[topic])
    most, share = _survey(len(page.text))
    chosen = [topic for topic in ranked if scores[topic] >= max(_NEED, share * best)][:most] or [topic for topic in ranked[:1] if scores[topic] >= _NEED_ALONE]
    return [Finding(topic, *proof.get(topic, (None, None)), 0.9 if scores[topic] > 6 else 0.85 if scores[topic] > 4 else 0.65) for topic in chosen]


def _survey(length: int) -> tuple[int, float]:
    """How many topics a page of `length` characters may have, and what share of the best score each needs: a year's work goes through field after field."""
    return min(7, MOST_TOPICS + length // 2500), max(0.15, _SHARE / max(1.0, length / 2000) ** 0.65)


def _hits(text: str, cues: Cues) -> Iterator[_Hit]:
    """Every cue in `text`; for one topic, the longest at a place, and none inside a phrase that its "not" excludes."""
    words = [(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(standard_tones(text))]
    taken: dict[str, int] = {}
    for number, (word, start, _) in enumerate(words):
        for cue in cues.by_word.get(word, ()):
            size = len(cue.words)
            if start < taken.get(cue.topic, 0) or tuple(part for part, _, _ in words[number:number + size]) != cue.words:
                continue
            end = words[number + size - 1][2]
            if cue.exact and text[start:end] != cue.exact or size > 1 and _parted(text[start:end]):
                continue
            taken[cue.topic] = end
            yield _Hit(cue, start, end)


def _parted(text: str) -> bool:
    """Whether a sentence or a list ends inside `text`: "… khoa học. Công nghệ …" is no cue."""
    return any(mark in text for mark in ".;:\n")


def _without_slogan(page: Page) -> tuple[str, re.Match[str] | None, float]:
    """The text with KH-CN written KH&CN and the title of Nghị quyết 57 blanked out; where the story leans on that resolution, the place and what it is worth."""
    title = page.title_line
    head = (title.end if title else 0) + 900
    matches = list(_SLOGAN.finditer(page.text))
    text = _SLOGAN.sub(lambda match: " " * len(match.group()), page.text).replace("KH-CN", "KH&CN")
    early = _RESOLUTION.search(page.text, 0, head)
    own = [match for match in matches if not _is_basis(page.text, match.start())]
    about = next((match for match in own if match.start() < head and (len(own) > 1 or title and match.start() < title.end or _SUBJECT.search(page.text, max(0, match.start() - 70), match.start()))), None)
    if about:
        return text, about, _SLOGAN_WORTH
    named = len(_RESOLUTION.findall(page.text)) + 2 * (title is not None and _RESOLUTION.search(page.slice(title)) is not None)
    if early and named >= 3:
        return text, early, _SLOGAN_WORTH
    basis = next((match for match in matches if match.start() < head), None)
    return text, basis, _BASIS_WORTH


def _is_basis(text: str, start: int) -> bool:
    """Whether the phrase at `start` is only the title of a resolution on which something rests: "thực hiện Nghị quyết số 57-NQ/TW … về đột phá phát triển khoa học …"."""
    before = text[max(0, start - 160):start]
    return _RESOLUTION.search(before[before.rfind(". ") + 1:]) is not None


def _score(page: Page, hits: list[_Hit]) -> tuple[float, tuple[int, int] | None]:
    counts: dict[tuple[str, ...], float] = defaultdict(float)
    best: tuple[float, tuple[int, int]] | None = None
    for hit in hits:
        weight = hit.cue.worth * _place_weight(page, hit.start)
        counts[hit.cue.words] += weight
        if weight and (best is None or weight > best[0]):
            best = weight, (hit.start, hit.end)
    length = max(1.0, len(page.text) / 3500)
    return sum(_damped(value) for value in counts.values()) / math.sqrt(length), best[1] if best else None


def _damped(value: float) -> float:
    return min(value, 1.0) + math.sqrt(max(0.0, value - 1.0)) * 0.9


def _place_weight(page: Page, position: int) -> float:
    title = page.title_line
    if title and title.start <= position < title.end:
        return 4.0
    if title is None and position < _FIRST_SENTENCE:
        return 2.2
    return 1.6 if position < (title.end if title else 0) + 600 else 0.8

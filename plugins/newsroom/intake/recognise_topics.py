"""Which of the thirteen topics a story reports on.

In: a cleaned `Page` and the cues of ``content/registry/topic_cues.yaml``. Out: up to four topics (ids), the surest first, each with the words
that prove it. Example: a page on merging two departments, whose headline says "hợp nhất", is to-chuc-bo-may first.

A cue counts by place: in the headline most, then in the opening, then below, and a repeated cue less and less. The fixed phrase "khoa học, công nghệ,
đổi mới sáng tạo và chuyển đổi số" is the title of Nghị quyết 57: it counts once, for its three topics, and only where the story is about that
resolution. The odd case is a page off the subject altogether: no topic is a valid answer.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from .page import CAPTION, TITLE, Finding, Page
from .vietnamese import spelling_pattern

MOST_TOPICS = 4
_SLOGAN_TOPICS = ("khoa-hoc-cong-nghe", "doi-moi-sang-tao", "chuyen-doi-so")
_SLOGAN = re.compile(r"(?:phát triển )?(?:khoa học(?:\s?[,-]\s?| và )?\s?(?:và )?công nghệ|KH(?:,\s?|&|-|\s?và\s?)?CN|KHCN)\s?(?:\([^)]{2,12}\)\s?)?(?:,|và|&|-)\s?(?:đổi mới sáng tạo|ĐMST)\s?(?:\([^)]{2,12}\)\s?)?(?:,|và|&|-)?\s?(?:và\s)?(?:chuyển đổi số|CĐS)(?:\s?\([^)]{2,12}\))?(?:\squốc gia)?", re.I)
_NEED = 2.0
_SHARE = 0.3
_SLOGAN_WORTH = 2.2


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one topic, as one pattern for each strength."""

    topic: str
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    excluded: re.Pattern[str] | None


@lru_cache(maxsize=4)
def read_cues(path: Path) -> tuple[Cues, ...]:
    """Return the cues in the file at `path`."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Cues(entry["topic"], _any_of(entry["strong"]), _any_of(entry["weak"]), _any_of(entry["not"]) if entry.get("not") else None) for entry in entries)


def _any_of(cues: list[str]) -> re.Pattern[str]:
    ordered = sorted(cues, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![\wÀ-ỹ]){_one(cue)}(?![\wÀ-ỹ])" for cue in ordered))


def _one(cue: str) -> str:
    pattern = spelling_pattern(cue)
    return pattern if cue.isupper() or any(c.isdigit() for c in cue) and cue.split()[0].isupper() else f"(?i:{pattern})"


def topics(page: Page, cues: tuple[Cues, ...]) -> list[Finding]:
    """Return the topics the story reports on, the surest first."""
    text, about = _without_slogan(page)
    scores: dict[str, float] = defaultdict(float)
    proof: dict[str, tuple[int, int]] = {}
    for one in cues:
        scores[one.topic], place = _score(page, text, one)
        if place:
            proof[one.topic] = place
    for topic in _SLOGAN_TOPICS if about else ():
        scores[topic] += _SLOGAN_WORTH
        proof.setdefault(topic, about.span())
    best = max(scores.values(), default=0)
    ranked = sorted(scores, key=lambda topic: -scores[topic])
    chosen = [topic for topic in ranked if scores[topic] >= max(_NEED, _SHARE * best)][:MOST_TOPICS]
    return [Finding(topic, *proof.get(topic, (None, None)), 0.9 if scores[topic] > 6 else 0.75 if scores[topic] > 4 else 0.6) for topic in chosen]


def _without_slogan(page: Page) -> tuple[str, re.Match[str] | None]:
    """The text with the title of Nghị quyết 57 blanked out, and its place if the story is about that resolution."""
    matches = list(_SLOGAN.finditer(page.text))
    text = page.text
    for match in matches:
        text = text[:match.start()] + " " * (match.end() - match.start()) + text[match.end():]
    title = page.title_line
    head = (title.end if title else 0) + 900
    mentions = len(re.findall(r"(?:Nghị quyết|NQ)\s?(?:số\s)?57", page.text))
    early = re.search(r"(?:Nghị quyết|NQ)\s?(?:số\s)?57", page.text[:head])
    about = next((match for match in matches if match.start() < head), None)
    if about is None and (mentions < 2 or not early):
        return text, None
    return text, about or early


def _score(page: Page, text: str, cues: Cues) -> tuple[float, tuple[int, int] | None]:
    source = cues.excluded.sub(lambda match: " " * len(match.group()), text) if cues.excluded else text
    title = page.title_line
    counts: dict[str, float] = defaultdict(float)
    best: tuple[float, tuple[int, int]] | None = None
    for pattern, worth in ((cues.strong, 1.0), (cues.weak, 0.28)):
        for match in pattern.finditer(source):
            weight = worth * _place_weight(page, title, match.start())
            counts[match.group().lower()] += weight
            if best is None or weight > best[0]:
                best = weight, match.span()
    length = max(1.0, len(text) / 3500)
    return sum(_damped(value) for value in counts.values()) / math.sqrt(length), best[1] if best else None


def _damped(value: float) -> float:
    return min(value, 1.0) + math.sqrt(max(0.0, value - 1.0)) * 0.9


def _place_weight(page: Page, title, position: int) -> float:
    if title and title.start <= position < title.end:
        return 4.0
    head = (title.end if title else 0) + 600
    return 1.6 if position < head else 0.8

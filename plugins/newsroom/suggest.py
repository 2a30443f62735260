"""The nearest known name to a misspelt one, compared without tone marks ("Dak Lac" → "Đắk Lắk")."""

from collections.abc import Iterable
from difflib import get_close_matches

from .text import fold

_OTHER_D = str.maketrans("ÐƉðɖ", "ĐĐđđ")
"""Letters that only look like đ: with them put right, “Ðồng Nai” is one name and no other."""


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return at most `most` of the `known` names that look like `name`, the closest first."""
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    same = by_fold.get(fold(name.translate(_OTHER_D)))
    if same:
        return [same]
    return [by_fold[found] for found in get_close_matches(fold(name)[:200], by_fold, n=most, cutoff=0.6)]


def advice(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the remedy line for an unknown `name`: the nearest known ones, or `otherwise` when none is near."""
    found = nearest(name, known)
    return f"viết {' hoặc '.join(f'“{one}”' for one in found)}; {otherwise}" if found else otherwise

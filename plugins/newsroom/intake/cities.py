"""Towns and cities that tell which province a story is from when it never says.

In: the list ``content/registry/cities.yaml``. Out: `Cities`, which finds them in a text. Example: "UBND thành phố Đồng Xoài" is a body of Bình Phước.

The odd case is Phước Long, Thuận An, Tân Châu, which are communes elsewhere too: a name counts only behind "thành phố" or "thị xã".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..frozen import frozen
from .lists import entries
from .vietnamese import compiled


@frozen
class Cities:
    """City → id of its province, and the pattern that finds any of them."""

    province_of: dict[str, str]
    pattern: re.Pattern[str]

    def found_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield (where it stands, id of its province) for every city named in `text`."""
        for match in self.pattern.finditer(text):
            yield match.start(), self.province_of[match["city"]]


@lru_cache(maxsize=4)
def read_cities(path: Path, known: frozenset[str] = frozenset()) -> Cities:
    """Return the cities in the file at `path`; every province one of `known`, where any are.

    Raises:
        BrokenList: when the file is wrong.
    """
    listed = entries(path, texts=("province",), lists=("cities",), flags=("verified",), known={"province": known})
    province_of = {city: entry["province"] for entry in listed for city in entry["cities"]}
    return Cities(province_of, compiled(rf"(?:thành phố|Thành phố|TP\.?|thị xã|Thị xã|TX\.?)\s?(?P<city>{'|'.join(map(re.escape, province_of))})(?![\wÀ-ỹ])"))

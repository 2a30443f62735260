"""The three shapes a YAML value can have, each with the place it stands in its file.

In: nothing. Out: `Scalar`, `Sequence` and `Mapping`, which both readers of YAML make: `plain_yaml` for the everyday form and libyaml for
the rest. Example: ``title: A`` on the second line is ``Mapping({"title": Scalar("A", 2, 8)}, {"title": (2, 1)}, 2, 1)``.

The odd case is a pair that nobody may meet by its key, because there is no value, or the key is written twice or is no word: it is kept aside.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """One value as it is written, without its quotes; line and column count from 1. There are twenty in an entry, and a tuple is made soonest."""

    value: str
    line: int
    column: int
    quoted: bool = False


@dataclass(slots=True)
class Sequence:
    """A list of values."""

    items: "list[Node]"
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Values by their keys, in their order; `places` has line and column of every key, `aside` the pairs without a value or a key of their own."""

    values: "dict[str, Node]"
    places: dict[str, tuple[int, int]]
    line: int
    column: int
    aside: "tuple[tuple[Node, Node], ...]" = ()

    @property
    def pairs(self) -> "list[tuple[Node, Node]]":
        """All pairs of key and value in the order they are written."""
        pairs: list[tuple[Node, Node]] = [(Scalar(key, *self.places[key]), value) for key, value in self.values.items()]
        return sorted([*pairs, *self.aside], key=lambda pair: (pair[0].line, pair[0].column)) if self.aside else pairs

    def add(self, key: "Node", value: "Node") -> None:
        """Take in one more pair."""
        known = not isinstance(key, Scalar) or key.value in self.places
        if not known:
            self.places[key.value] = key.line, key.column
        if not known and (value.value if isinstance(value, Scalar) else value.items if isinstance(value, Sequence) else value.places or value.aside):
            self.values[key.value] = value
        else:
            self.aside += (key, value),


Node: TypeAlias = Scalar | Sequence | Mapping

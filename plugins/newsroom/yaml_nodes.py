"""The three shapes a YAML value can have, each with the place it stands in its file.

In: nothing. Out: `Scalar`, `Sequence` and `Mapping`, which both readers of YAML make: `plain_yaml` for the everyday form and libyaml for
the rest. Example: ``title: A`` on the second line is ``Mapping([(Scalar("title", 2, 1), Scalar("A", 2, 8))], 2, 1)``.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(slots=True)
class Scalar:
    """One value as it is written, without its quotes; line and column count from 1."""

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
    """Pairs of key and value, in their order, repeated keys included."""

    pairs: "list[tuple[Node, Node]]"
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping

"""Frozen dataclasses with slots, made in a tenth of the time.

In: a class with annotated fields. Out: what ``@dataclass(frozen=True, slots=True)`` makes of it, to `fields` and `replace` as well. Example: ``@frozen`` above ``class Mention``;
``@frozen(eq=False)`` where a thing is equal to itself alone.

The standard decorator writes and compiles six functions a class, half a millisecond each time a command starts; a hundred classes were a tenth of a small build. Here all classes share
their methods, and only the constructor is written for each, when the first thing of the class is made. It fills the slots directly, in two thirds of the time.

The odd case is a thing that travels to another process or into the cache: it does so as its class and its values, and is made anew there.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass
from operator import attrgetter
from typing import Any, dataclass_transform


@dataclass_transform(frozen_default=True)
def frozen(kind: type | None = None, *, eq: bool = True) -> Any:
    """Make a frozen dataclass with slots of the class `kind`; with `eq`, things of equal values are equal."""
    if kind is None:
        return lambda kind: frozen(kind, eq=eq)
    kind.__init__ = _first  # type: ignore[misc]
    kind.__setattr__, kind.__delattr__ = _refuse, _refuse  # type: ignore[method-assign, assignment]
    made = dataclass(kind, init=False, repr=False, eq=False, slots=True)  # type: ignore[call-overload]
    names = made.__match_args__ = tuple(made.__dataclass_fields__)
    values = _values_of(names)
    made.__repr__ = lambda self: f"{kind.__qualname__}({', '.join([f'{name}={value!r}' for name, value in zip(names, values(self), strict=True)])})"
    made.__reduce__ = lambda self: (made, values(self))
    if eq:
        made.__eq__ = lambda self, other: values(self) == values(other) if other.__class__ is made else NotImplemented
        made.__hash__ = lambda self: hash(values(self))
    return made


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple]:
    """Return what gives the values of a thing whose fields are `names`."""
    return attrgetter(*names) if len(names) > 1 else lambda thing: tuple([getattr(thing, name) for name in names])


def _refuse(self: Any, name: str, *value: Any) -> None:
    raise FrozenInstanceError(f"field {name!r} of a {type(self).__qualname__} cannot change")


def _first(self: Any, *given: Any, **named: Any) -> None:
    """Make the first thing of a class: write the constructor, and call it."""
    kind = type(self)
    parameters, lines, known = [], [], {"MISSING": MISSING}
    for name, field in kind.__dataclass_fields__.items():
        known[f"set_{name}"], known[f"default_{name}"] = getattr(kind, name).__set__, field.default
        parameters.append(name if field.default is field.default_factory is MISSING else f"{name}=default_{name}")
        if field.default_factory is not MISSING:
            known[f"make_{name}"] = field.default_factory
            lines.append(f"    if {name} is MISSING: {name} = make_{name}()")
        lines.append(f"    set_{name}(self, {name})")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines]), known)
    kind.__init__ = known["__init__"]
    kind.__init__(self, *given, **named)

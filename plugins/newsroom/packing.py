"""Entries on their way from one process to another.

In: entries tied to a registry. Out: bytes, and the same entries again, tied to the same registry objects. Example: a worker reads three hundred
files and sends what it read; the parent has them with its own provinces and people, not with copies.

Registry things travel as the place they have in the registry: a pickle of an entry would otherwise carry its province, that province's names, and so on. Our frozen classes
travel as their fields (see `frozen`). The odd case is a thing that a thousand entries share, a province or a day: it is written once a pack, and after that only pointed to.
"""

import io
import pickle
from collections.abc import Callable
from typing import Any

from .articles import Article, Citation, Correction, Figure, Image, Mention
from .dates import PartialDate, Period
from .registry import Registry
from .registry.officials import Official
from .registry.provinces import Province
from .registry.resolutions import Resolution
from .registry.terms import Indicator, Topic

_KINDS = {Province: "provinces", Topic: "topics", Indicator: "indicators", Official: "officials", Resolution: "resolutions"}
"""Class → where the registry has its things."""

_VALUES = (Article, Citation, Correction, Figure, Image, Mention, PartialDate, Period)


def _registered(kind: str, identity: str) -> Any:
    """Stand for a thing of the registry in a pack; what reads the pack has a function of its own in its place."""
    raise LookupError(kind, identity)


def _reduced(kind: str) -> Callable[[Any], tuple]:
    return lambda thing: (_registered, (kind, thing.id))


class _Packer(pickle.Pickler):
    dispatch_table = {kind: kind.__reduce__ for kind in _VALUES} | {kind: _reduced(place) for kind, place in _KINDS.items()}
    """How things of our classes are written; unlike ``persistent_id`` it is not asked about every text and number."""


class _Unpacker(pickle.Unpickler):
    def __init__(self, data: bytes, registry: Registry) -> None:
        super().__init__(io.BytesIO(data))
        self._registry = registry

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name == _registered.__name__:
            return lambda kind, identity: getattr(self._registry, kind)[identity]
        return super().find_class(module, name)


def pack(things: Any) -> bytes:
    """Return `things` (lists and tuples of entries and plain values) as bytes."""
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(things)
    return out.getvalue()


def unpack(data: bytes, registry: Registry) -> Any:
    """Return what `pack` was given, tied to `registry`."""
    return _Unpacker(data, registry).load()

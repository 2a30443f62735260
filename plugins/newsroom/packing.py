"""Entries on their way from one process to another.

In: entries tied to a registry. Out: bytes, and the same entries again, tied to the same registry objects. Example: a worker reads three hundred
files and sends what it read; the parent has them with its own provinces and people, not with copies.

Registry things travel as (kind, id): a pickle of an entry would otherwise carry its province, that province's names, and so on. Our own frozen classes
travel as their fields, which is read back in half the time Python's own way takes.
"""

import io
import pickle
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from .articles import Article, Citation, Correction, Figure, Image, Mention
from .dates import PartialDate, Period
from .problems import Problem

from .registry import Registry
from .registry.officials import Official
from .registry.provinces import Province
from .registry.resolutions import Resolution
from .registry.terms import Indicator, Topic

_KINDS = {Province: "provinces", Topic: "topics", Indicator: "indicators", Official: "officials", Resolution: "resolutions"}


_VALUES = frozenset((Article, Citation, Correction, Figure, Image, Mention, PartialDate, Period, Problem))


@lru_cache(maxsize=None)
def _values_of(kind: type) -> attrgetter:
    return attrgetter(*(one.name for one in fields(kind)))


class _Packer(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        kind = type(thing)
        return (kind, _values_of(kind)(thing)) if kind in _VALUES else NotImplemented

    def persistent_id(self, thing: Any) -> tuple[str, str] | None:
        kind = _KINDS.get(type(thing))
        return (kind, thing.id) if kind else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, data: bytes, registry: Registry) -> None:
        super().__init__(io.BytesIO(data))
        self._shelves = {kind: getattr(registry, kind) for kind in _KINDS.values()}

    def persistent_load(self, identity: tuple[str, str]) -> Any:
        kind, name = identity
        return self._shelves[kind][name]


def pack(things: Any) -> bytes:
    """Return `things` (lists and tuples of entries and plain values) as bytes."""
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(things)
    return out.getvalue()


def unpack(data: bytes, registry: Registry) -> Any:
    """Return what `pack` was given, tied to `registry`."""
    return _Unpacker(data, registry).load()

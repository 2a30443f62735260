"""Frozen things are what the standard library's frozen dataclasses with slots are."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

import pytest

from plugins.newsroom.frozen import frozen


@frozen
class Ours:
    """A thing."""

    name: str
    day: int = 1
    notes: list = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same by the standard decorator."""

    name: str
    day: int = 1
    notes: list = field(default_factory=list)


@frozen(eq=False)
class Itself:
    """A thing that is equal to itself alone."""

    name: str


@frozen
class One:
    """A thing of one value."""

    name: str


GIVEN = ((("a",), {}), (("a", 2), {}), (("a", 2, [3]), {}), ((), {"name": "a"}), (("a",), {"notes": [1]}), ((), {"day": 3, "name": "b"}))
REFUSED = (((), {}), (("a", 1, [], 4), {}), (("a",), {"other": 1}), (("a",), {"name": "b"}))


@pytest.mark.parametrize(("given", "named"), GIVEN)
def test_made_shown_and_taken_apart_like_a_dataclass(given, named):
    ours, theirs = Ours(*given, **named), Theirs(*given, **named)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert [getattr(ours, one.name) for one in fields(ours)] == [getattr(theirs, one.name) for one in fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__ and ours.__slots__ == theirs.__slots__ and is_dataclass(ours)


@pytest.mark.parametrize(("given", "named"), REFUSED)
def test_refuses_the_arguments_a_dataclass_refuses(given, named):
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_a_list_that_is_not_given_is_a_new_one_each_time():
    assert Ours("a").notes is not Ours("a").notes


def test_nothing_about_it_can_change():
    thing = Ours("a")
    with pytest.raises(FrozenInstanceError, match="name"):
        thing.name = "b"
    with pytest.raises(FrozenInstanceError, match="day"):
        del thing.day
    with pytest.raises(FrozenInstanceError, match="other"):
        thing.other = 1
    assert not hasattr(thing, "__dict__")


def test_equal_by_values_within_its_class():
    assert Ours("a") == Ours("a") != Ours("b") and Ours("a") != Theirs("a") and One("a") != "a" and One("a") != ("a",)
    assert hash(One("a")) == hash(One("a")) and len({One("a"), One("a"), One("b")}) == 2


def test_or_equal_to_itself_alone():
    thing = Itself("a")
    assert thing == thing != Itself("a") and len({thing, Itself("a")}) == 2


@pytest.mark.parametrize("thing", [Ours("a", 2, [3]), One("a")])
def test_travels_and_is_copied(thing):
    for same in (pickle.loads(pickle.dumps(thing)), pickle.loads(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)), copy.copy(thing), copy.deepcopy(thing), replace(thing)):
        assert same == thing and same is not thing
    assert replace(thing, name="b").name == "b"

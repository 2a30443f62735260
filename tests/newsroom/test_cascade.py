import pytest

from plugins.newsroom.cascade import Cascade, days_between
from plugins.newsroom.dates import read_date
from plugins.newsroom.registry import Registry
from plugins.newsroom.registry.resolutions import Resolution


def document(identity, date=None, implements=(), province=None):
    return Resolution(identity, identity, "Kế hoạch", "A", province, date and read_date(date), "", True, "", "", tuple(("implements", one) for one in implements), (), "", ())


def cascade(registry, *documents):
    return Cascade(Registry(provinces=registry.provinces, resolutions={one.id: one for one in documents}))


def ids(documents):
    return [one.id for one in documents]


def test_the_thread_of_thai_nguyen_runs_from_the_resolution_to_the_local_plan(registry):
    threads = Cascade(registry).threads(registry.resolutions["57-nq-tw"])
    assert [(thread.province.id, [(step.resolution.number, step.days) for step in thread.steps]) for thread in threads] == [
        ("thai-nguyen", [("57-NQ/TW", 0), ("03/NQ-CP", 18), ("62-CTr/TU", 32), ("25/KH-UBND", 33)])]


def test_the_plan_of_another_province_is_not_in_the_thread(registry):
    assert "25-kh-ubnd-hue-2025" not in ids(Cascade(registry).descendants(registry.resolutions["57-nq-tw"]))


def test_above_and_below_are_each_other_read_backwards(registry):
    found = Cascade(registry)
    for one in registry.resolutions.values():
        assert all(one.id in ids(upper for _, upper in found.above(lower)) for _, lower in found.below(one))


def test_a_diamond_counts_each_document_once(registry):
    top, left, right, foot = document("top", "2025-01-01"), document("left", "2025-01-03", ["top"]), document("right", "2025-01-02", ["top"]), document("foot", "2025-01-04", ["left", "right"], "hue")
    found = cascade(registry, foot, left, right, top)
    assert ids(found.descendants(top)) == ["right", "left", "foot"]
    assert ids(step.resolution for step in found.threads(top)[0].steps) == ["top", "right", "left", "foot"]
    assert found.places([foot]) == {"hue"}


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_cycle_does_not_hang(registry, size):
    documents = [document(f"d{number}", "2025-01-01", [f"d{(number + 1) % size}"], "hue") for number in range(size)]
    found = cascade(registry, *documents)
    for one in documents:
        assert len(found.descendants(one)) == size - 1
        assert len(found.threads(one)) == (size > 1)
    assert found.roots == []


def test_undated_documents_come_last_and_count_no_days(registry):
    top, dated, undated, month = document("top", "2025-01-01"), document("z", "2025-01-02", ["top"], "hue"), document("a", None, ["top"], "hue"), document("m", "2025-01", ["top"], "hue")
    found = cascade(registry, top, undated, dated, month)
    assert [(step.resolution.id, step.days) for step in found.threads(top)[0].local] == [("m", None), ("z", 1), ("a", None)]


def test_the_quickest_unit_comes_first(registry):
    top = document("top", "2025-01-01")
    found = cascade(registry, top, document("b", "2025-01-09", ["top"], "hue"), document("c", "2025-01-05", ["top"], "dong-nai"), document("d", None, ["top"], "thai-nguyen"))
    assert [thread.province.id for thread in found.threads(top)] == ["dong-nai", "hue", "thai-nguyen"]


def test_a_dissolved_province_counts_for_the_unit_that_lies_there_today(registry):
    top, plan = document("top", "2025-01-01"), document("plan", "2025-02-01", ["top"], "tien-giang")
    found = cascade(registry, top, plan)
    assert found.places([plan]) == {"dong-thap"}
    assert found.threads(top)[0].province.id == "tien-giang"


def test_a_relation_to_nowhere_is_passed_over(registry):
    lone = document("lone", "2025-01-01", ["nowhere"])
    assert cascade(registry, lone).above(lone) == []


def test_roots_are_the_national_documents_that_provinces_carry_out(registry):
    assert [(root.id, len(below)) for root, below in Cascade(registry).roots] == [("57-nq-tw", 3)]


def test_a_long_chain_does_not_exhaust_the_stack(registry):
    chain = [document("d0", "2025-01-01")] + [document(f"d{number}", "2025-01-02", [f"d{number - 1}"], "hue") for number in range(1, 3000)]
    assert len(cascade(registry, *chain).descendants(chain[0])) == 2999


@pytest.mark.parametrize(("first", "second", "days"), [("2024-12-22", "2025-01-09", 18), ("2025-01-09", "2024-12-22", -18), ("2025-01", "2025-02-01", None), (None, "2025-02-01", None)])
def test_days_are_counted_only_between_known_days(first, second, days):
    assert days_between(document("a", first), document("b", second)) == days

import pytest

from plugins.newsroom.dates import read_date
from plugins.newsroom.registry.provinces import read_province
from plugins.newsroom.strict_yaml import Source, read_mapping


@pytest.mark.parametrize(("identity", "day", "there"), [
    ("tien-giang", "2025-06-30", True), ("tien-giang", "2025-07-01", False), ("tien-giang", "2025-07", False), ("tien-giang", "2025", True), ("dong-thap", "2030-01-01", True), ("dong-thap", "1990", True),
])
def test_a_unit_is_in_force_until_the_day_it_is_dissolved(registry, identity, day, there):
    assert registry.provinces[identity].in_force(read_date(day)) is there


@pytest.mark.parametrize(("identity", "day", "full"), [
    ("hue", "2024-12-31", "Tỉnh Thừa Thiên Huế"), ("hue", "2025-01-01", "Thành phố Huế"), ("dong-nai", "2026-04-29", "Tỉnh Đồng Nai"), ("dong-nai", "2026-04-30", "Thành phố Đồng Nai"),
    ("tien-giang", "2025-06-30", "Tỉnh Tiền Giang"),
])
def test_a_unit_keeps_the_name_and_kind_of_its_day(registry, identity, day, full):
    assert registry.provinces[identity].named_on(read_date(day)).full == full


def test_a_vague_day_allows_every_name_it_may_mean(registry):
    hue = registry.provinces["hue"]
    assert [name.name for name in hue.names_within(read_date("2024"))] == ["Thừa Thiên Huế"]
    assert len(registry.provinces["dong-nai"].names_within(read_date("2026-04"))) == 2


def test_former_province_points_to_its_successor(registry):
    former = registry.provinces["tien-giang"]
    assert former.successor == "dong-thap"
    assert registry.present(former).name == "Đồng Tháp"
    assert registry.predecessors == {"dong-thap": [former]}
    assert former.dissolved.basis == "Nghị quyết số 202/2025/QH15"


def test_a_province_has_its_address_and_its_name_in_a_sentence(registry):
    hue = registry.provinces["hue"]
    assert (hue.url, hue.full_name, hue.in_place_name) == ("/tinh/hue/", "Thành phố Huế", "thành phố Huế")


@pytest.mark.parametrize(("name", "heading", "inside"), [("TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"), ("Cần Thơ", "Thành phố Cần Thơ", "thành phố Cần Thơ")])
def test_the_city_named_with_tp_keeps_its_capital(name, heading, inside):
    province = read_province(read_mapping(f"id: x\nnames: [{{name: {name}, kind: thành phố}}]", Source("p.yaml"), "registry-province"))
    assert (province.full_name, province.in_place_name) == (heading, inside)


@pytest.mark.parametrize(("text", "code"), [
    ("names: [{name: A}]", "registry-province-id"),
    ("id: a", "registry-province-names"),
    ("id: a\nnames: [{name: A, kind: huyện}]", "registry-province-kind"),
    ("id: a\nnames: [{name: A, from: 2025-01-01, to: 2024-01-01}]", "registry-province"),
    ("id: a\nnames: [{name: A}]\ntile: [1]", "registry-province"),
    ("id: a\nnames: [{name: A}]\ntile: [một, hai]", "registry-province"),
    ("id: a\nnames: [{name: A}]\ndissolved: {date: 2025-07-01, into: b}", "registry-province"),
    ("id: a\nnames: [{name: A}]\ncapital: B", "yaml-unknown-key"),
])
def test_an_incomplete_unit_gives_one_problem(text, code):
    source = Source("p.yaml")
    read_province(read_mapping(text, source, "registry-province"))
    assert [problem.code for problem in source.problems] == [code]

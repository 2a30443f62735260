import pytest

from plugins.newsroom.carried_out import BODIES, MOST_DEPTH, MOST_MOMENTS, body_of, tree
from plugins.newsroom.cascade import Cascade

PARTY = "Tỉnh ủy Đồng Tháp"


def names(rows):
    return [row.unit.id for row in rows]


def shape(node):
    return (node.paper.resolution.id, [shape(child) for child in node.children]) if node.children else node.paper.resolution.id


def depth(node):
    deepest, level = 0, [node]
    while level:
        level, deepest = [child for one in level for child in one.children], deepest + 1
    return deepest


@pytest.mark.parametrize(("issuer", "province", "body"), [
    ("Tỉnh ủy Đồng Tháp", "dong-thap", "party"), ("Ban Thường vụ Tỉnh ủy Đồng Tháp", "dong-thap", "party"), ("Ban Chấp hành Đảng bộ tỉnh Đồng Tháp", "dong-thap", "party"),
    ("Tỉnh ủy Thừa Thiên Huế", "hue", "party"), ("Thành ủy Huế", "hue", "party"), ("Ban Chấp hành Đảng bộ thành phố Huế", "hue", "party"), ("Tỉnh ủy", "hue", "party"),
    ("UBND tỉnh Tiền Giang", "tien-giang", "committee"), ("Ủy ban nhân dân tỉnh Tiền Giang", "tien-giang", "committee"), ("UBND thành phố Huế", "hue", "committee"),
    ("HĐND tỉnh Tiền Giang", "tien-giang", "council"), ("Hội đồng nhân dân tỉnh Tiền Giang", "tien-giang", "council"),
    ("Sở Khoa học và Công nghệ Tiền Giang", "tien-giang", "other"), ("Ban Chỉ đạo chuyển đổi số tỉnh Đồng Tháp", "dong-thap", "other"),
    ("UBND thành phố Mỹ Tho, tỉnh Tiền Giang", "tien-giang", "other"), ("Thành ủy Mỹ Tho", "tien-giang", "other"), ("UBND thành phố Mỹ Tho", "tien-giang", "other"), ("UBND xã Tân Hòa", "dong-thap", "other")])
def test_a_document_stands_in_the_column_of_the_body_that_issued_it(document, registry, issuer, province, body):
    assert body_of(document("a", issuer=issuer, province=province), registry.provinces[province]) == body


def test_merged_provinces_with_two_programmes_have_one_row_and_each_its_own_name(carried, document):
    found = carried(document("top", "2024-12-22"), document("old", "2025-05-06", province="tien-giang", issuer="Tỉnh ủy Tiền Giang", implements=["top"]),
                    document("new", "2025-08-13", province="dong-thap", issuer=PARTY, implements=["top"]))
    row = next(row for row in found.rows if row.unit.id == "dong-thap")
    assert [(paper.resolution.id, paper.name.name if paper.name else None, paper.days) for paper in row.cells[0]] == [("old", "Tiền Giang", 135), ("new", None, 234)]
    assert (row.days, names(found.seen)) == (135, ["dong-thap"])
    assert [(thread.province.id, [step.resolution.id for step in thread.steps]) for thread in found.cascade.threads(found.root)] == [("tien-giang", ["top", "old"]), ("dong-thap", ["top", "new"])]


def test_a_document_amended_before_it_was_carried_out_hangs_above_both(carried, document):
    found = carried(document("top", "2025-01-01"), document("plan", "2025-01-09", implements=["top"]), document("amendment", "2025-04-01", implements=["top"], amends=["plan"]),
                    document("late", "2025-05-01", province="hue", issuer="UBND thành phố Huế", implements=["plan"]),
                    document("later", "2025-05-02", province="dong-nai", issuer="UBND tỉnh Đồng Nai", implements=["plan", "amendment"]))
    assert shape(tree(found)) == ("top", [("plan", [("amendment", ["later"]), "late"])])
    assert [(relation, other.id) for relation, other in found.paper(found.below[1]).relations] == [("implements", "top"), ("amends", "plan")]
    assert {thread.province.id: [step.resolution.id for step in thread.steps] for thread in found.cascade.threads(found.root)} == {
        "hue": ["top", "plan", "late"], "dong-nai": ["top", "plan", "amendment", "later"]}


def test_a_national_document_younger_than_a_local_one_stands_after_it_in_the_thread(carried, document):
    found = carried(document("top", "2025-01-01"), document("quick", "2025-01-20", province="hue", implements=["top"]), document("amendment", "2025-04-01", amends=["top"]),
                    document("second", "2025-05-01", province="hue", based_on=["amendment"]))
    assert [step.resolution.id for step in found.cascade.threads(found.root)[0].steps] == ["top", "quick", "amendment", "second"]


def test_the_lineage_of_a_local_plan_is_what_it_follows_from_and_nothing_else(registry):
    cascade, documents = Cascade(registry), registry.resolutions
    plan = documents["25-kh-ubnd-thai-nguyen-2025"]
    assert cascade.root_of(plan) is documents["57-nq-tw"]
    assert [(step.resolution.number, step.days) for step in cascade.lineage(documents["57-nq-tw"], plan)] == [("57-NQ/TW", 0), ("03/NQ-CP", 18), ("62-CTr/TU", 32), ("25/KH-UBND", 33)]
    assert cascade.root_of(documents["57-nq-tw"]) is None
    assert cascade.root_of(documents["06-2022-nq-hdnd-tien-giang"]) is None


def test_a_unit_where_nothing_was_seen_has_an_empty_row(carried, document):
    found = carried(document("top", "2025-01-01"), document("a", "2025-02-01", province="hue", implements=["top"]))
    assert names(found.unseen) == ["dong-nai", "dong-thap", "thai-nguyen"]
    assert all(row.cells == ((),) * len(BODIES) and row.days is None and row.level == 0 for row in found.unseen)


def test_a_unit_known_only_by_an_undated_document_is_seen_but_in_no_month(carried, document):
    found = carried(document("top", "2025-01-01"), document("a", None, province="hue", implements=["top"]), document("b", "2025-02", province="dong-nai", implements=["top"]))
    assert (names(found.seen), names(found.undated)) == (["dong-nai", "hue"], ["hue"])
    assert [(moment.label, names(moment.rows), moment.total) for moment in found.moments] == [("Tháng 1/2025", [], 0), ("Tháng 2/2025", ["dong-nai"], 1)]
    assert found.quickest is None


def test_the_wave_counts_units_and_names_national_documents(carried, document):
    found = carried(document("top", "2024-12-22"), document("cp", "2025-01-09", implements=["top"]), document("a", "2025-01-24", province="thai-nguyen", implements=["cp"]),
                    document("b", "2025-03-01", province="hue", implements=["top"]), document("c", "2025-03-02", province="hue", implements=["b"]), document("d", "2025-01-24", province="dong-nai", implements=["top"]))
    assert [(moment.label, [paper.resolution.id for paper in moment.national], names(moment.rows), moment.total) for moment in found.moments] == [
        ("Tháng 12/2024", [], [], 0), ("Tháng 1/2025", ["cp"], ["dong-nai", "thai-nguyen"], 2), ("Tháng 2/2025", [], [], 2), ("Tháng 3/2025", [], ["hue"], 3)]
    assert found.reached == [(30, 0), (60, 2), (90, 3), (180, 3), (365, 3)]
    assert (found.quickest, found.middle) == (33, 33)


@pytest.mark.parametrize(("last", "first_label", "last_label"), [("2021-03-01", "Tháng 3/2020", "Tháng 3/2021"), ("2022-11-01", "Quý 1/2020", "Quý 4/2022"), ("2025-08-01", "6 tháng đầu năm 2020", "6 tháng cuối năm 2025"),
                                                             ("2030-01-01", "Năm 2020", "Năm 2030")])
def test_a_long_wave_takes_longer_steps(carried, document, last, first_label, last_label):
    moments = carried(document("top", "2020-03-01"), document("a", last, province="hue", implements=["top"])).moments
    assert (moments[0].label, moments[-1].label) == (first_label, last_label)
    assert len(moments) <= MOST_MOMENTS


def test_a_root_without_a_date_has_no_wave_but_a_table(carried, document):
    found = carried(document("top"), document("a", "2025-02-01", province="hue", implements=["top"]))
    assert (found.moments, names(found.seen), found.seen[0].days) == ([], ["hue"], None)


def test_rows_stand_by_name_by_speed_or_by_region(carried, document):
    found = carried(document("top", "2025-01-01"), document("a", "2025-03-01", province="thai-nguyen", implements=["top"]), document("b", "2025-02-01", province="hue", implements=["top"]), document("c", None, province="dong-nai", implements=["top"]))
    assert [names(rows) for _, rows in found.ordered("ten")] == [["dong-nai", "dong-thap", "hue", "thai-nguyen"]]
    assert [names(rows) for _, rows in found.ordered("toc-do")] == [["hue", "thai-nguyen", "dong-nai", "dong-thap"]]
    assert {tuple(names(rows)) for _, rows in found.ordered("vung")} == {("thai-nguyen",), ("hue",), ("dong-nai",), ("dong-thap",)}


def test_the_quickest_units_are_darkest(carried, document):
    found = carried(document("top", "2025-01-01"), document("a", "2025-01-02", province="thai-nguyen", implements=["top"]), document("b", "2025-02-01", province="hue", implements=["top"]), document("c", None, province="dong-nai", implements=["top"]))
    assert {row.unit.id: row.level for row in found.rows} == {"thai-nguyen": 5, "hue": 3, "dong-nai": 1, "dong-thap": 0}


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_loop_does_not_hang_the_tree(carried, document, size):
    found = carried(*(document(f"d{number}", "2025-01-01", province="hue", implements=[f"d{(number + 1) % size}"]) for number in range(size)))
    assert tree(found).size == size - 1


def test_a_long_chain_is_shown_to_a_depth_a_page_can_hold(carried, document):
    found = carried(document("d0", "2025-01-01"), *(document(f"d{number:04}", "2025-01-02", implements=[f"d{number - 1:04}" if number > 1 else "d0"], province="hue") for number in range(1, 3000)))
    grown = tree(found)
    assert (grown.size, depth(grown)) == (2999, MOST_DEPTH + 1)


def test_documents_of_places_are_counted_but_not_shown_in_the_national_tree(carried, document):
    grown = tree(carried(document("top", "2025-01-01"), document("cp", "2025-01-02", implements=["top"]), document("a", "2025-02-01", province="hue", implements=["cp"])), local=False)
    assert shape(grown) == ("top", ["cp"])
    assert (grown.size, grown.children[0].places) == (2, 1)


def test_the_work_grows_with_the_documents_not_with_their_square(carried, document):
    """5.000 documents below one root: each relation is looked at a few times, whatever the clock says."""
    root = document("top", "2025-01-01")
    many = [document(f"d{number:04}", "2025-02-01", province=("hue", "dong-nai", "tien-giang")[number % 3], implements=["top"]) for number in range(5000)]
    found = carried(root, *many)
    calls = 0
    above = found.cascade.above

    def counted(one):
        nonlocal calls
        calls += 1
        return above(one)

    found.cascade.above = counted
    assert len(tree(found).children) == 5000
    assert sum(len(row.papers) for row in found.rows) == 5000
    assert calls <= 20_000 + 10

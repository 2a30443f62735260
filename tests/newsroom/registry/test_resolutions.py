import pytest

from plugins.newsroom.registry.resolutions import read_resolution
from plugins.newsroom.strict_yaml import Source, read_mapping


def test_a_document_has_a_name_an_address_and_relations(registry):
    plan = registry.resolutions["25-kh-ubnd-thai-nguyen-2025"]
    assert (plan.name, plan.url) == ("Kế hoạch số 25/KH-UBND", "/van-ban/25-kh-ubnd-thai-nguyen-2025/")
    assert plan.relations == (("implements", "03-nq-cp-2025"), ("implements", "62-ctr-tu-thai-nguyen-2025"))
    assert plan.parsed.kind == plan.kind


@pytest.mark.parametrize(("text", "code"), [
    ("kind: Kế hoạch\nissuer: B", "registry-resolution-number"),
    ("number: 1/KH-UBND\nissuer: B", "registry-resolution-kind"),
    ("number: 1/KH-UBND\nkind: Kế hoạch", "registry-resolution-issuer"),
    ("number: Kế hoạch 1\nkind: Kế hoạch\nissuer: B", "registry-resolution"),
    ("number: 1/KH-UBND\nkind: Kế hoạch\nissuer: B\ndate: 01/02/2025", "registry-resolution-date"),
    ("number: 1/KH-UBND\nkind: Kế hoạch\nissuer: B\nevidence: hearsay", "registry-resolution-evidence"),
    ("number: 1/KH-UBND\nkind: Kế hoạch\nissuer: B\nverified: yes", "yaml-guess"),
    ("number: 1/KH-UBND\nkind: Kế hoạch\nissuer: B\nrelations: {follows: [x]}", "yaml-unknown-key"),
    ("number: 1/KH-UBND\nkind: Kế hoạch\nissuer: B\nrelations: [x]", "yaml-type"),
])
def test_an_incomplete_document_gives_one_problem(text, code):
    source = Source("x.yaml")
    read_resolution(read_mapping(text, source, "registry-resolution"), "x")
    assert [problem.code for problem in source.problems] == [code]

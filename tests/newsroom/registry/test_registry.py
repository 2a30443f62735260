import pytest

from plugins.newsroom.registry import NameIndex, read_registry


@pytest.mark.parametrize(("name", "identity"), [
    ("Tiền Giang", "tien-giang"), ("tien giang", "tien-giang"), ("TIỀN GIANG", "tien-giang"), ("Tỉnh Tiền Giang", "tien-giang"), ("tỉnh  Tiền\u00a0Giang", "tien-giang"),
    ("Thừa Thiên Huế", "hue"), ("TT-Huế", "hue"), ("TP. Huế", "hue"), ("Hue\u0302\u0301", "hue"), ("hue", "hue"), ("thành phố Đồng Nai", "dong-nai"), ("Dong Thap", "dong-thap"),
])
def test_a_province_is_found_by_any_spelling(registry, name, identity):
    assert [province.id for province in registry.provinces_named(name)] == [identity]


@pytest.mark.parametrize("name", ["", "Sài Gòn", "Đồng", "Huế Đồng Nai"])
def test_another_word_finds_no_province(registry, name):
    assert registry.provinces_named(name) == []


@pytest.mark.parametrize(("text", "identity"), [
    ("57-NQ/TW", "57-nq-tw"), ("57 – NQ/TW", "57-nq-tw"), ("Nghị quyết 57", "57-nq-tw"), ("Nghị quyết số 57", "57-nq-tw"), ("nghi quyet 57", "57-nq-tw"), ("NQ57", "57-nq-tw"),
    ("Nghị quyết số 57-NQ/TW", "57-nq-tw"), ("57-nq-tw", "57-nq-tw"), ("3/NQ-CP", "03-nq-cp-2025"), ("62-CTR/TU", "62-ctr-tu-thai-nguyen-2025"), ("6/2022/NQ-HĐND", "06-2022-nq-hdnd-tien-giang"),
])
def test_a_document_is_found_by_any_spelling(registry, text, identity):
    assert [one.id for one in registry.find_resolution(text)] == [identity]


@pytest.mark.parametrize("text", ["57/NQ-TW", "03-NQ/CP", "58-NQ/TW", "", "Nghị quyết"])
def test_another_number_finds_no_document(registry, text):
    assert registry.find_resolution(text) == []


@pytest.mark.parametrize(("issuer", "provinces", "found"), [
    ("", {"thai-nguyen"}, ["25-kh-ubnd-thai-nguyen-2025"]),
    ("", {"hue"}, ["25-kh-ubnd-hue-2025"]),
    ("UBND thành phố Huế", {"thai-nguyen"}, ["25-kh-ubnd-hue-2025"]),
    ("ubnd tinh thai nguyen", set(), ["25-kh-ubnd-thai-nguyen-2025"]),
    ("Thái Nguyên", set(), ["25-kh-ubnd-thai-nguyen-2025"]),
    ("Bộ Y tế", set(), []),
    ("", {"dong-nai"}, ["25-kh-ubnd-hue-2025", "25-kh-ubnd-thai-nguyen-2025"]),
    ("", set(), ["25-kh-ubnd-hue-2025", "25-kh-ubnd-thai-nguyen-2025"]),
])
def test_one_number_of_many_provinces_is_told_apart_by_issuer_then_province(registry, issuer, provinces, found):
    assert [one.id for one in registry.find_resolution("25/KH-UBND", issuer=issuer, provinces=provinces)] == found


def test_namesakes_are_all_found_and_other_names_too(registry):
    assert len(registry.officials_named("Nguyễn Văn Hùng")) == 2
    assert [one.id for one in registry.officials_named("Ba Mai")] == ["tran-thi-mai"]


@pytest.mark.parametrize(("name", "identity"), [("Chuyển đổi số", "chuyen-doi-so"), ("chuyen doi so", "chuyen-doi-so"), ("ha-tang-so", "ha-tang-so"), ("HẠ TẦNG SỐ", "ha-tang-so")])
def test_a_topic_is_found_by_label_or_id(registry, name, identity):
    assert registry.topic_named(name).id == identity


def test_an_unknown_topic_is_none(registry):
    assert registry.topic_named("Thể thao") is None


@pytest.mark.parametrize(("name", "found"), [
    ("Lai Châu", ["lai-chau"]), ("lại châu", ["other"]), ("lai chau", []), ("Hoá", ["hoa"]), ("hoa", ["hoa"]), ("x", []),
])
def test_a_name_without_marks_counts_only_when_it_fits_one_thing(name, found):
    index = NameIndex([("Lai Châu", "lai-chau"), ("Lại Châu", "other"), ("Hóa", "hoa")])
    assert index.find(name) == found


def test_the_present_day_units_keep_the_order_of_the_file(registry):
    assert [province.id for province in registry.provinces_in_force] == ["thai-nguyen", "hue", "dong-nai", "dong-thap"]


def test_every_thing_of_the_registry_knows_where_it_is_written(registry):
    assert registry.places["province", "hue"] == ("sample/registry/provinces.yaml", 13)
    assert registry.places["resolution", "57-nq-tw"] == ("sample/registry/resolutions/57-nq-tw.yaml", 1)


def test_an_empty_folder_gives_an_empty_registry_and_problems(tmp_path):
    problems = []
    registry = read_registry(tmp_path, lambda path: path.name, problems)
    assert not registry.provinces
    assert {problem.code for problem in problems} == {"file-unreadable"}
    assert len(problems) == 4

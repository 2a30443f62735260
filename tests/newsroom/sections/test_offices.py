from plugins.newsroom.dates import read_date
from plugins.newsroom.library import Library
from plugins.newsroom.offices import offices_of, span_of, tenure
from plugins.newsroom.registry import Registry
from plugins.newsroom.registry.officials import Official, Post, Sighting


def post(office, organisation, province, *seen, start=None, end=None):
    return Post(office, organisation, province, start and read_date(start), end and read_date(end), tuple(Sighting(read_date(day), "") for day in seen))


def library(registry, *officials):
    return Library(Registry(provinces=registry.provinces, officials={one.id: one for one in officials}))


def person(identity, name, *posts, other_names=()):
    return Official(identity, name, tuple(other_names), posts, "")


def read_off(library, unit, day):
    """Who held what in a unit on a day, read off its page as a reader does: the lines whose known days hold the day."""
    _, units = offices_of(library, [unit])
    wanted = read_date(day).first
    return [(office.title, one.official.name) for _, offices in units for office in offices for one in office.tenures if one.post.first.first <= wanted <= one.post.last.last]


def test_a_person_who_moved_province_is_in_both_each_in_its_time(registry):
    mover = person("a", "Nguyễn Văn A", post("Chủ tịch UBND tỉnh", "UBND tỉnh Thái Nguyên", "thai-nguyen", "2025-02-21"), post("Bí thư Tỉnh ủy", "Tỉnh ủy Đồng Nai", "dong-nai", "2025-08-15", "2025-11-01"))
    found = library(registry, mover)
    assert read_off(found, registry.provinces["thai-nguyen"], "2025-02-21") == [("Chủ tịch UBND tỉnh Thái Nguyên", "Nguyễn Văn A")]
    assert read_off(found, registry.provinces["thai-nguyen"], "2025-08-15") == []
    assert read_off(found, registry.provinces["dong-nai"], "2025-09-01") == [("Bí thư Tỉnh ủy Đồng Nai", "Nguyễn Văn A")]


def test_holders_of_one_office_follow_one_another_the_latest_first(registry):
    office = ("Bí thư Tỉnh ủy", "Tỉnh ủy Đồng Nai", "dong-nai")
    _, units = offices_of(library(registry, person("a", "A", post(*office, "2025-01-01")), person("b", "B", post(*office, "2026-01-01"))), [registry.provinces["dong-nai"]])
    assert [[one.official.id for one in office.tenures] for office in units[0][1]] == [["b", "a"]]


def test_offices_stand_in_the_order_of_protocol(registry):
    posts = [post(office, organisation, "dong-nai", "2025-01-01") for office, organisation in (
        ("Phó Giám đốc", "Sở Tài chính Đồng Nai"), ("Giám đốc", "Sở Tài chính Đồng Nai"), ("Phó Chủ tịch UBND tỉnh", "UBND tỉnh Đồng Nai"), ("Chủ tịch UBND tỉnh", "UBND tỉnh Đồng Nai"),
        ("Thường trực", "Hội Cựu chiến binh"), ("Phó Bí thư Tỉnh ủy", "Tỉnh ủy Đồng Nai"), ("Bí thư Tỉnh ủy", "Tỉnh ủy Đồng Nai"))]
    _, units = offices_of(library(registry, person("a", "A", *posts)), [registry.provinces["dong-nai"]])
    assert [office.title.split(" Đồng")[0] for office in units[0][1]] == [
        "Bí thư Tỉnh ủy", "Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh", "Giám đốc Sở Tài chính", "Phó Giám đốc Sở Tài chính", "Thường trực Hội Cựu chiến binh"]


def test_predecessors_have_their_own_offices_under_their_own_name(registry):
    found = library(registry, person("a", "A", post("Bí thư Tỉnh ủy", "Tỉnh ủy Tiền Giang", "tien-giang", "2025-05-01")), person("b", "B", post("Bí thư Tỉnh ủy", "Tỉnh ủy Đồng Tháp", "dong-thap", "2025-08-01")))
    _, units = offices_of(found, found.registry.family(registry.provinces["dong-thap"]))
    assert [(unit.id, [office.title for office in offices]) for unit, offices in units] == [("dong-thap", ["Bí thư Tỉnh ủy Đồng Tháp"]), ("tien-giang", ["Bí thư Tỉnh ủy Tiền Giang"])]


def test_the_line_of_time_holds_every_known_day(registry):
    posts = [post("A", "B", "hue", "2024-11"), post("C", "D", "hue", start="2025-01-01", end="2025-12-31")]
    span = span_of(posts)
    assert [year for year, _ in span.years] == [2024, 2025]
    first, second = (tenure(library(registry), person("a", "A", *posts), one, span) for one in posts)
    assert (second.left, second.width, second.marks) == (50.1, 49.9, ())
    assert 41 < first.left < 43 and 44 < first.left + first.width < 46 and len(first.marks) == 1


def test_a_post_without_any_day_is_listed_without_a_line(registry):
    one = post("A", "B", "hue")
    assert span_of([one]) is None
    assert tenure(library(registry), person("a", "A", one), one, None).width == 0


def test_people_of_one_name_know_of_each_other_and_are_not_mixed(registry):
    one, two = registry.officials["nguyen-van-hung-dong-nai"], registry.officials["nguyen-van-hung-thai-nguyen"]
    assert (registry.namesakes(one), registry.namesakes(two)) == ([two], [one])
    assert [official.id for official, _ in registry.posts_in["dong-nai"] if official.name == one.name] == [one.id]


def test_a_post_of_which_only_the_beginning_is_known_is_a_point(registry):
    began = post("A", "B", "hue", start="2025-01-01")
    one = tenure(library(registry), person("a", "A", began), began, span_of([began]))
    assert (one.left, one.width, one.name.name) == (0.0, 0.3, "Huế")

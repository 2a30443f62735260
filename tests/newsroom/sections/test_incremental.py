"""A build after a change gives the bytes of a cold one: for every change that shows on the pages of the cascade, of identity and of the country."""

import pytest

ENTRY = "articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md"
AGENCY = "- id: a\n  province: tien-giang\n  event: merged\n  agency: Sở Khoa học và Công nghệ\n  others: [Sở Thông tin và Truyền thông]\n  date: 2025-03\n  article: 2025-05-tien-giang-phu-song-5g\n"
NAMESAKE = "name: Trần Thị Mai\nposts:\n  - office: Giám đốc\n    organisation: Sở Y tế Huế\n    province: hue\n    from: 2025-01-01\n"
PLAN = "number: 12/KH-UBND\nkind: Kế hoạch\nissuer: UBND tỉnh Đồng Tháp\nprovince: dong-thap\ndate: 2025-08-30\ntitle: Thực hiện\nverified: false\nrelations:\n  implements:\n    - 57-nq-tw\n"

CHANGES = {
    "title of the one entry on a local document": (ENTRY, "title: ", "title: Tin: "),
    "an entry that proves a post is hidden": ("articles/2025/2025-09-10-dong-thap-ho-so-truc-tuyen.md", "date: 2025-09-10", "status: draft\ndate: 2025-09-10"),
    "date of a local programme": ("registry/resolutions/62-ctr-tu-thai-nguyen-2025.yaml", "2025-01-23", "2025-01-22"),
    "issuer of a local plan": ("registry/resolutions/25-kh-ubnd-thai-nguyen-2025.yaml", "UBND tỉnh Thái Nguyên", "Sở Tài chính Thái Nguyên"),
    "date of the root": ("registry/resolutions/57-nq-tw.yaml", "2024-12-22", "2024-12-20"),
    "a relation less": ("registry/resolutions/62-ctr-tu-thai-nguyen-2025.yaml", "  based_on:\n    - 03-nq-cp-2025\n", ""),
    "another spelling": ("registry/officials/tran-thi-mai.yaml", "- Ba Mai", "- Chị Mai"),
    "end of a post": ("registry/officials/tran-thi-mai.yaml", "to: 2025-06-30", "to: 2025-06-15"),
    "name of a namesake": ("registry/officials/nguyen-van-hung-dong-nai.yaml", "name: Nguyễn Văn Hùng", "name: Nguyễn Văn Hùng\nother_names: [Hùng Đồng Nai]"),
    "office of a namesake": ("registry/officials/nguyen-van-hung-dong-nai.yaml", "office: Giám đốc", "office: Phó Giám đốc"),
    "day a name changed": ("registry/provinces.yaml", "from: 2025-01-01", "from: 2025-01-02"),
    "region of a unit": ("registry/provinces.yaml", "  region: dnb\n", "  region: btb\n"),
}
NEW = {
    "an agency merged": ("registry/agencies.yaml", AGENCY),
    "a namesake more": ("registry/officials/tran-thi-mai-hue.yaml", NAMESAKE),
    "a document more": ("registry/resolutions/12-kh-ubnd-dong-thap-2025.yaml", PLAN),
}


@pytest.fixture
def same(printed):
    """Print what stands there, let the test change it, and compare."""
    before = printed()

    def compared() -> None:
        nonlocal before
        after, cold = printed(), printed(cold=True)
        assert sorted(path for path in after.keys() | cold.keys() if after.get(path) != cold.get(path)) == []
        assert before != after
        before = after

    return compared


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_on_every_page_it_belongs_to(content, same, change):
    name, old, new = CHANGES[change]
    text = (content / name).read_text(encoding="utf-8")
    assert old in text
    (content / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    same()


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("new", NEW)
def test_something_new_shows_on_every_page_it_belongs_to(content, same, new):
    name, text = NEW[new]
    (content / name).write_text(text, encoding="utf-8")
    same()
    (content / name).unlink()
    same()


@pytest.mark.usefixtures("wide")
def test_an_edit_of_a_body_draws_no_page_of_the_cascade(content, printed, monkeypatch):
    from plugins.press import Press

    printed()
    path = content / ENTRY
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một đoạn.\n", encoding="utf-8")
    drawn = []
    draw = Press.draw
    monkeypatch.setattr(Press, "draw", lambda press, output: drawn.append(output.url) or draw(press, output))
    printed()
    assert [url for url in drawn if url.startswith(("/van-ban/", "/tinh/")) and not url.endswith("feed.xml")] == []

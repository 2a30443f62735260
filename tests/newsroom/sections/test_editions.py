"""Every form of an edition as it is printed: what it depends on, how large a letter gets, and what a letter may hold."""

import html
import re

import pytest
from bs4 import BeautifulSoup

from plugins.newsroom.edition_forms import MOST_BYTES
from plugins.press import Press

ENTRY = "articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md"
NOTE = "editions/2025-02.md"
OPENING = "---\ntitle: Số tháng hai\nsummary: Thái Nguyên họp phiên đầu.\npicks:\n  - 2025-02-21-thai-nguyen-hop-ban-chi-dao\n---\n\nXem [danh mục](/tinh/) và [tin](../articles/2025/2025-02-21-thai-nguyen-hop-ban-chi-dao.md).\n"
LONG = """---
title: {title}
date: 2025-06-{day:02}
province: [Huế, Thái Nguyên, Đồng Nai]
topics: [{topic}]
source: {{name: "{publisher}", url: 'https://bao.example.vn/{number}', published: 2025-06-{day:02}, accessed: 2025-10-01}}
summary: {summary}
---

Một đoạn.
"""


@pytest.fixture
def noted(content):
    """The copy with an opening note for February 2025 and one for a week."""
    (content / "editions").mkdir()
    (content / NOTE).write_text(OPENING, encoding="utf-8")
    (content / "editions/2025-w08.md").write_text(OPENING.replace("Số tháng hai", "Số tuần tám"), encoding="utf-8")
    return content


def edited(content, name: str, old: str, new: str) -> None:
    text = (content / name).read_text(encoding="utf-8")
    assert old in text
    (content / name).write_text(text.replace(old, new, 1), encoding="utf-8")


CHANGES = {
    "title of an entry": (ENTRY, "title: ", "title: Tin: "),
    "summary of an entry": (ENTRY, "summary: ", "summary: Mới. "),
    "an entry is hidden": (ENTRY, "date: 2025-02-21", "status: draft\ndate: 2025-02-21"),
    "a correction of an old entry": ("articles/2024/2024-11-05-thua-thien-hue-dung-nen-tang-chung.md", "2024-11-20", "2025-02-10"),
    "title of a document issued then": ("registry/resolutions/25-kh-ubnd-thai-nguyen-2025.yaml", "title: ", "title: Về việc "),
    "day of a document": ("registry/resolutions/62-ctr-tu-thai-nguyen-2025.yaml", "2025-01-23", "2025-02-20"),
    "the opening note": (NOTE, "Xem [danh mục]", "Mời xem [danh mục]"),
    "title of a note": (NOTE, "title: Số tháng hai", "title: Số tháng hai, bản mới"),
    "a pick less": (NOTE, "picks:\n  - 2025-02-21-thai-nguyen-hop-ban-chi-dao\n", ""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_after_a_change_gives_the_bytes_of_a_cold_one(noted, printed, change):
    before = printed()
    name, old, new = CHANGES[change]
    edited(noted, name, old, new)
    after, cold = printed(), printed(cold=True)
    assert sorted(path for path in after.keys() | cold.keys() if after.get(path) != cold.get(path)) == []
    assert [path for path in after.keys() | before.keys() if path.startswith("ban-tin/") and before.get(path) != after.get(path)] != []


def test_a_note_more_and_a_note_less_show(noted, printed):
    printed()
    text = (noted / NOTE).read_text(encoding="utf-8")
    (noted / NOTE).unlink()
    without = printed()
    assert without == printed(cold=True)
    (noted / NOTE).write_text(text, encoding="utf-8")
    assert printed() == printed(cold=True) != without


def drawn_by(printed, monkeypatch) -> list[str]:
    drawn: list[str] = []
    draw = Press.draw
    monkeypatch.setattr(Press, "draw", lambda press, output: drawn.append(output.url) or draw(press, output))
    printed()
    return drawn


def test_an_edit_of_a_body_draws_no_edition(noted, printed, monkeypatch):
    printed()
    edited(noted, ENTRY, "\n---\n", "\n---\n\nThêm một đoạn.\n")
    drawn = drawn_by(printed, monkeypatch)
    assert drawn and [url for url in drawn if url.startswith("/ban-tin/") and not url.endswith((".xml", ".json"))] == []


def test_an_edit_of_a_note_draws_its_edition_and_no_entry(noted, printed, monkeypatch):
    printed()
    edited(noted, NOTE, "Xem [danh mục]", "Mời xem [danh mục]")
    drawn = drawn_by(printed, monkeypatch)
    assert {"/ban-tin/2025-02/", "/ban-tin/2025-02/thu.html", "/ban-tin/2025-02/thu.txt"} <= set(drawn)
    assert [url for url in drawn if url.startswith(("/tin/", "/ban-tin/2025-w08/", "/ban-tin/2025-08/"))] == []


def test_the_note_opens_the_page_and_the_letter_with_links_that_lead_there(noted, printed):
    made = printed()
    page, letter, text = (made[f"ban-tin/2025-02/{name}"].decode() for name in ("index.html", "thu.html", "thu.txt"))
    for words in (page, letter, text):
        assert "Số tháng hai" in words and "Thái Nguyên họp phiên đầu." in words
    assert 'href="/tin/2025/02/thai-nguyen-hop-ban-chi-dao/"' in page
    assert 'href="https://mau.example.vn/tin/2025/02/thai-nguyen-hop-ban-chi-dao/"' in letter and 'href="https://mau.example.vn/tinh/"' in letter
    assert "Xem danh mục [1] và tin [2]." in text and "[1] https://mau.example.vn/tinh/\n" in text
    assert "Số tuần tám" in made["ban-tin/2025-w08/index.html"].decode()
    assert page.index(">Mở đầu<") < page.index(">Ban biên tập chọn<")


def test_the_edition_of_the_only_province_is_linked_too(content, printed):
    for number in range(3):
        (content / f"articles/2025/2025-03-0{number + 1}-tin.md").write_text(LONG.format(title="Tin", day=1, topic="Chuyển đổi số", number=number, publisher="Báo", summary="Một câu.").replace(
            "[Huế, Thái Nguyên, Đồng Nai]", "Huế").replace("2025-06-01", f"2025-03-0{number + 1}"), encoding="utf-8")
    made = printed()
    links = [link["href"] for link in BeautifulSoup(made["ban-tin/2025-03/index.html"], "html.parser").select(".sidebar a")]
    assert {"/ban-tin/2025-03/hue/", "/ban-tin/2025-03/chuyen-doi-so/"} <= set(links)
    assert "ban-tin/2025-03/hue/index.html" in made and "ban-tin/2025-03/theo-dia-phuong/index.html" not in made


def test_the_list_names_every_edition_and_the_home_page_the_newest(noted, printed):
    made = printed()
    soup = BeautifulSoup(made["ban-tin/index.html"], "html.parser")
    assert [heading.get_text() for heading in soup.select("h2")] == ["Theo tháng", "Theo tuần"]
    assert [link["href"] for link in soup.select(".issues h3 a")] == [f"/ban-tin/{one}/" for one in ("2025-09", "2025-08", "2025-05", "2025-02", "2025-01", "2024-11", "2025-w08")]
    assert BeautifulSoup(made["index.html"], "html.parser").select_one("p.edition a")["href"] == "/ban-tin/2025-09/"


def test_without_entries_the_list_says_so(content, printed):
    for path in (content / "articles").rglob("*.md"):
        path.unlink()
    made = printed()
    assert "Chưa có số nào" in made["ban-tin/index.html"].decode()
    assert [path for path in made if path.startswith("ban-tin/2")] == []


def test_the_worst_letter_is_not_clipped_and_every_entry_is_in_it_or_counted(content, printed):
    topics = ("Chuyển đổi số", "Hạ tầng số", "Tổ chức bộ máy")
    known = [topic for topic in topics if f"name: {topic}" in (content / "registry/topics.yaml").read_text(encoding="utf-8")]
    for number in range(240):
        title = f"{number} " + "Nghị quyết & “<ữ>” " * 6
        (content / "articles/2025" / f"2025-06-{number % 28 + 1:02}-{'dia-chi-rat-dai-' * 6}{number}.md").write_text(LONG.format(
            title=f"'{title.strip()[:118]}'", day=number % 28 + 1, topic=known[number % len(known)], number=number, publisher="Báo & Đài " * 4, summary=f"'{('Chuyển đổi & <ữ>. ' * 20)[:298]}.'"), encoding="utf-8")
    (content / "editions").mkdir()
    (content / "editions/2025-06.md").write_text("---\ntitle: Số dài\nsummary: Dài.\n---\n\n" + "Lời mở đầu rất dài & có <dấu>. " * 300 + "\n", encoding="utf-8")
    letter = printed()["ban-tin/2025-06/thu.html"]
    soup = BeautifulSoup(letter, "html.parser")
    left = sum(int(number) for number in re.findall(r"Xem thêm (\d+) tin", soup.get_text()))
    assert 40_000 < len(letter) <= MOST_BYTES
    assert len({link["href"] for link in soup.find_all("a") if "/tin/2025/06/" in link["href"]}) + left == 240


@pytest.mark.parametrize("path", ["ban-tin/2025-02/thu.html", "ban-tin/2025-w08/thu.html", "ban-tin/2024-11/thu.html"])
def test_a_letter_is_what_mail_programs_take(noted, printed, path):
    letter = printed()[path].decode()
    soup = BeautifulSoup(letter, "html.parser")
    styles = [style.get_text() for style in soup.find_all("style")]
    assert len(styles) == 1 and styles[0].count("@media") == 1 and "prefers-color-scheme: dark" in styles[0]
    assert soup.find(["script", "link", "form", "iframe", "object", "base"]) is None
    assert [tag for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on") or name == "src"] == []
    assert [link["href"] for link in soup.find_all(href=True) if not link["href"].startswith("https://mau.example.vn/")] == []
    assert [cell for cell in soup.find_all("td") if "font:" not in cell["style"] or "color:" not in cell["style"]] == []
    assert all(table["role"] == "presentation" for table in soup.find_all("table"))
    assert {meta.get("name"): meta["content"] for meta in soup.find_all("meta") if "color" in meta.get("name", "")} == {"color-scheme": "light dark", "supported-color-schemes": "light dark"}
    assert soup.find("div", class_="pre").get_text(strip=True) and "display:none" in soup.find("div", class_="pre")["style"]
    assert not re.search(r"https?://(?!mau\.example\.vn)", html.unescape(letter))
    assert letter.index('<meta charset="utf-8">') < 200

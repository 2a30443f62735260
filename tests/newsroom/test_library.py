import datetime as dt
import shutil

import pytest

from plugins.newsroom.library import read_library


def ids(articles):
    return [article.id for article in articles]


def test_the_sample_is_read_without_a_problem_newest_first(library):
    assert library.problems == []
    assert [article.date.iso for article in library.articles] == ["2025-09-10", "2025-08-15", "2025-05", "2025-02-21", "2025-01-10", "2024-11-05"]
    assert ids(library.unpublished) == ["2026-06-01-dong-nai-ngay-hoi-so", "2025-09-20-thai-nguyen-trung-tam-du-lieu"]
    assert [page.url for page in library.pages] == ["/cach-lam/", "/gioi-thieu/"]


def test_the_entries_of_a_former_province_stand_on_its_successor_too(library):
    assert ids(library.of_province["dong-thap"]) == ["2025-09-10-dong-thap-ho-so-truc-tuyen", "2025-05-tien-giang-phu-song-5g"]
    assert ids(library.of_province["tien-giang"]) == ["2025-05-tien-giang-phu-song-5g"]


def test_an_entry_of_two_provinces_stands_on_both_and_a_national_one_on_none(library):
    assert ids(library.of_province["hue"])[0] == ids(library.of_province["dong-nai"])[0] == "2025-08-15-hue-dong-nai-ket-noi-trung-tam"
    assert not any(article.national for articles in library.of_province.values() for article in articles)


def test_entries_are_found_by_topic_person_document_and_month(library):
    assert len(library.of_topic["chuyen-doi-so"]) == 3
    assert ids(library.of_official["tran-thi-mai"]) == ["2025-09-10-dong-thap-ho-so-truc-tuyen"]
    assert ids(library.of_resolution["57-nq-tw"]) == ["2025-02-21-thai-nguyen-hop-ban-chi-dao", "2025-01-10-chinh-phu-ban-hanh-nghi-quyet-03"]
    assert list(library.of_month) == [(2025, 9), (2025, 8), (2025, 5), (2025, 2), (2025, 1), (2024, 11)]


@pytest.mark.parametrize(("edition_day", "published"), [(None, False), (dt.date(2026, 5, 31), False), (dt.date(2026, 6, 1), True)])
def test_a_scheduled_entry_waits_for_the_day_of_the_edition(sample, today, edition_day, published):
    library = read_library(sample, today=today, edition_day=edition_day)
    assert ("2026-06-01-dong-nai-ngay-hoi-so" in ids(library.articles)) is published
    assert "2025-09-20-thai-nguyen-trung-tam-du-lieu" in ids(library.unpublished)


def test_progress_is_told_after_each_entry(sample, today):
    told = []
    read_library(sample, today=today, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, 8) for number in range(1, 9)]


def test_paths_are_printed_from_the_content_folder(sample, today, tmp_path):
    shutil.copytree(sample, tmp_path / "content")
    (tmp_path / "content/articles/2025/2025-03-01-x.md").write_text("x", encoding="utf-8")
    library = read_library(tmp_path / "content", today=today)
    assert [problem.path for problem in library.problems] == ["content/articles/2025/2025-03-01-x.md"]


def test_an_empty_folder_is_a_library_with_problems_and_no_traceback(tmp_path, today):
    library = read_library(tmp_path, today=today)
    assert library.articles == []
    assert library.problems

from plugins.newsroom.problems import WARNING, Problem, has_errors, report

LATE = Problem("content/b.md", 2, 1, "article-title", "tiêu đề dài 140 ký tự", "rút xuống còn 120 ký tự trở lại")
EARLY = Problem("content/a.md", 10, 3, "article-date", "ngày sai")
TASTE = Problem("content/a.md", 2, 1, "article-source-unknown", "chưa biết tên báo", "tìm nếu có thể", WARNING)


def test_a_problem_names_file_line_column_code_and_remedy():
    assert str(LATE) == "content/b.md:2:1: tiêu đề dài 140 ký tự [article-title]\n    rút xuống còn 120 ký tự trở lại"


def test_a_problem_without_remedy_is_one_line():
    assert str(EARLY) == "content/a.md:10:3: ngày sai [article-date]"


def test_a_warning_says_so():
    assert str(TASTE).startswith("content/a.md:2:1: cảnh báo: chưa biết tên báo [article-source-unknown]")


def test_a_report_is_sorted_says_nothing_twice_and_ends_with_the_counts():
    lines = report([LATE, EARLY, TASTE, LATE], files=7).splitlines()
    assert [line for line in lines if not line.startswith("    ")] == [str(TASTE).splitlines()[0], str(EARLY), str(LATE).splitlines()[0], "Đã kiểm tra 7 tệp: 2 lỗi, 1 cảnh báo."]


def test_a_clean_report_is_one_line():
    assert report([], files=7) == "Đã kiểm tra 7 tệp: không có lỗi."


def test_only_errors_stop_a_build():
    assert has_errors([TASTE, LATE])
    assert not has_errors([TASTE])
    assert not has_errors([])

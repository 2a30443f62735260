import re
import time

import pytest

from plugins import stopwatch
from plugins.stopwatch import REST, count_drawn, step, table


@pytest.fixture(autouse=True)
def nothing_counted():
    table()
    yield
    table()


def rows() -> dict[str, list[str]]:
    return {match[1].strip(): match[2].split() for line in table().splitlines() if (match := re.match(r"(.{28})(.*)", line))}


def test_steps_are_in_their_order_with_both_kinds_of_seconds():
    with step("đọc"):
        time.sleep(0.06)
    with step("vẽ"):
        end = time.process_time() + 0.06
        while time.process_time() < end:
            pass
    found = rows()
    assert list(found) == ["bước", "đọc", "vẽ", REST]
    clock, processor = ([float(one.replace(",", ".")) for one in found[name]] for name in ("đọc", "vẽ"))
    assert clock[0] >= 0.06 > 0.03 > clock[1]
    assert processor[1] >= 0.05


def test_a_step_done_twice_is_one_row_and_a_step_that_fails_counts():
    with step("đọc"):
        time.sleep(0.03)
    with pytest.raises(ValueError), step("đọc"):
        time.sleep(0.03)
        raise ValueError
    found = rows()
    assert list(found) == ["bước", "đọc", REST]
    assert float(found["đọc"][0].replace(",", ".")) >= 0.06


def test_a_step_within_a_step_counts_in_both():
    with step("ngoài"), step("trong"):
        time.sleep(0.03)
    found = rows()
    assert {name: float(values[0].replace(",", ".")) >= 0.03 for name, values in found.items() if name not in ("bước", REST)} == {"trong": True, "ngoài": True}


def test_the_lines_add_up_to_what_the_command_used():
    with step("vẽ"):
        end = time.process_time() + 0.05
        while time.process_time() < end:
            pass
    before = time.process_time()
    used = sum(float(values[-1].replace(",", ".")) for name, values in rows().items() if name != "bước")
    assert used >= before - 0.02  # each line is rounded


def test_what_was_drawn_is_summed_and_the_dearest_comes_first():
    count_drawn({"row.html": (1, 500, 0.25), "article.html": (2, 4000, 0.5)})
    count_drawn({"article.html": (3, 6000, 1.0)})
    count_drawn({})
    found = table()
    assert found.index("article.html") < found.index("row.html")
    (line,) = [line for line in found.splitlines() if line.startswith("article.html")]
    assert line.split() == ["article.html", "5", "10", "1,50", "300,000"]


def test_a_table_forgets_what_it_told():
    with step("đọc"):
        pass
    count_drawn({"row.html": (1, 1, 0.1)})
    table()
    assert list(rows()) == ["bước", REST]


def test_without_the_system_s_figures_only_this_process_counts(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resource", None)
    assert stopwatch._processor_seconds() == pytest.approx(time.process_time(), abs=0.5)

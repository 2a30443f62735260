"""No page, however odd, makes the importer crash or wait: time grows with the length, and junk ends in a message."""

import datetime as dt
import importlib
import pkgutil
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.newsroom import intake
from plugins.newsroom.intake import NotAPage, draft, propose
from plugins.newsroom.intake.decode import MOST_BYTES
from plugins.newsroom.registry import read_registry
from plugins.newsroom.strict_yaml import Source, read_mapping

ROOT = Path(__file__).parents[3]
TODAY = dt.date(2026, 11, 22)
REGISTRY = read_registry(ROOT / "content" / "registry", str, [])
PIECES = [
    "Hà Nội ", "Nguyễn Văn An", "Chủ tịch UBND tỉnh ", "ngày 1/2 ", "31/02/2025", "57-NQ/TW ", "Nghị quyết 57, 59, ", "từ ngày 1 đến ", "A ", "1/", "- ", ", ", "((", ")", ". ", "\n", "\n\n", "Đ",
    "Sở Khoa học và Công nghệ ", "1.000 ", "100% ", "Xem thêm: ", "“", ">", "<div>", "<div class=related>", "</p>", "của ", "các ", "tháng 13 ", "\u0301", "Bà Rịa - ", "KH&", "http://a/", "Ảnh: ", "|",
    "Giám đốc Sở, ", "Quyết định số ", "H'Liên ", "TP.", "thứ hai ", "25:61 ", "Tin liên quan\n", "(Giám đốc Sở), ", "khoa học, công nghệ, ", " date 2025-13 ", "Thứ Hai, 30/02/2025 09:00\n", "\x00", "𝗧𝗵",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map("".join))
def test_any_mixture_gives_a_proposal_or_a_message(text):
    try:
        proposal = propose(text, registry=REGISTRY, today=TODAY)
    except NotAPage:
        return
    for finding in [proposal.title, proposal.published, proposal.event, *proposal.provinces, *proposal.topics, *(one.finding for one in (*proposal.documents, *proposal.officials, *proposal.figures))]:
        if finding is not None and finding.start is not None:
            assert 0 <= finding.start <= finding.end <= len(proposal.page.text)
            assert 0 < finding.confidence <= 1
    head = draft(proposal, registry=REGISTRY, today=TODAY).split("---\n")[1]
    source = Source("draft.md")
    assert read_mapping(head, source, "article") is not None, source.problems


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_proposal_or_a_message(data):
    try:
        propose(data, registry=REGISTRY, today=TODAY)
    except NotAPage as error:
        assert str(error)


@pytest.mark.parametrize("piece", PIECES)
def test_time_does_not_explode_on_a_repeated_piece(piece):
    text = (piece * (30_000 // len(piece) + 1))[:30_000]
    start = time.process_time()
    try:
        propose(text, registry=REGISTRY, today=TODAY)
    except NotAPage:
        pass
    assert time.process_time() - start < 3


@pytest.mark.parametrize("junk", [b"\0" * 10_000_000, b"a" * 10_000_000, b"<div>" * 2_000_000, b"<div>" * 700_000, b"<p><b>" * 600_000], ids=["zeros", "letters", "too-long-html", "deep-html", "many-tags"])
def test_ten_megabytes_of_junk_end_in_a_message(junk):
    start = time.process_time()
    with pytest.raises(NotAPage, match="trang"):
        propose(junk, registry=REGISTRY, today=TODAY)
    assert time.process_time() - start < 3


def _patterns():
    for module in pkgutil.iter_modules(intake.__path__):
        for name, value in vars(importlib.import_module(f"{intake.__name__}.{module.name}")).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield pytest.param(value, id=f"{module.name}.{name}")


@pytest.mark.parametrize("pattern", list(_patterns()))
def test_no_pattern_backtracks_without_end(pattern):
    words = random.Random(7).sample(found, min(10, len(found))) if (found := sorted(set(re.findall(r"[A-Za-zÀ-ỹĐđ ]{2,16}", pattern.pattern)))) else []
    for piece in [*PIECES, "ỮỨỰỲỶ", "A", "a ", *words, *(f"{one} {other} " for one, other in zip(words, words[1:], strict=False))]:
        text = (piece * (1_500 // len(piece) + 1))[:1_500] + "!"
        start = time.process_time()
        pattern.search(text)
        pattern.fullmatch(text)
        assert time.process_time() - start < 0.5, piece


def test_a_page_as_long_as_allowed_is_cut_with_a_warning():
    text = "Ngày 1/2/2025, UBND tỉnh Phú Thọ họp về chuyển đổi số. " * (MOST_BYTES // 120)
    proposal = propose(text[:900_000], registry=REGISTRY, today=TODAY)
    assert any("chỉ đọc" in warning for warning in proposal.warnings)


def test_twenty_kilobytes_take_less_than_a_fifth_of_a_second():
    paragraph = (
        "Ngày 12/8, đồng chí Đinh Khắc Tuệ, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Phú Thọ làm việc với Sở Khoa học và Công nghệ về thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị. "
        "Đến nay, tỉnh đã tiếp nhận hơn 259 nghìn hồ sơ trực tuyến, đạt 87,13%; kinh tế số chiếm 20% GRDP; 1.165 dịch vụ công trực tuyến toàn trình được cung cấp cho người dân, doanh nghiệp. "
    )
    page = "Phú Thọ đẩy mạnh chuyển đổi số trong các cơ quan nhà nước\n\n" + "\n\n".join([paragraph] * 40)
    page = page.encode()[:20_000].decode("utf-8", "ignore")
    propose(page, registry=REGISTRY, today=TODAY)
    best = min(_seconds(page) for _ in range(5))
    assert best < 0.2


def _seconds(page: str) -> float:
    start = time.process_time()
    propose(page, registry=REGISTRY, today=TODAY)
    return time.process_time() - start

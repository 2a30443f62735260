import pytest

from plugins.newsroom.checks.sources import is_slip


@pytest.mark.parametrize(("one", "other", "slip"), [
    ("thai nguyen", "thai nguyem", True), ("thai nguyen", "thai nguyn", True), ("thai nguyen", "thai nguyeen", True), ("thai nguyen", "thai ngueyn", True), ("nguyen", "nguyen", False),
    ("ha tinh", "ha giang", False), ("lao dong", "lao cai", False), ("bao a", "bao ab", True), ("abc", "abd", False), ("thai nguyen", "thai nguyem x", False),
])
def test_a_slip_is_one_letter(one, other, slip):
    assert is_slip(one, other) == is_slip(other, one) == slip

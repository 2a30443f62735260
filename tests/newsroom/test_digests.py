from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.digests import SIZE, digest, digest_all


def test_the_border_between_parts_counts():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest() != digest("")
    assert digest("a") == digest(b"a")
    assert digest_all([digest("a"), digest("b")]) != digest_all([digest("b"), digest("a")])


@given(st.lists(st.text() | st.binary()), st.lists(st.text() | st.binary()))
def test_digests_are_equal_exactly_when_the_parts_are(one, other):
    same = [part.encode() if isinstance(part, str) else part for part in one] == [part.encode() if isinstance(part, str) else part for part in other]
    assert (digest(*one) == digest(*other)) == same
    assert len(digest(*one)) == SIZE

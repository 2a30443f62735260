from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.addresses import all_addresses, file_of, month_url, quoted, year_url


@pytest.mark.parametrize(("url", "path"), [("/", "index.html"), ("/tinh/hue/", "tinh/hue/index.html"), ("/404.html", "404.html"), ("/feed.xml", "feed.xml"), ("/tinh/hue/feed.xml", "tinh/hue/feed.xml")])
def test_every_address_has_a_file(url, path):
    assert file_of(url) == path


def test_archives_have_addresses():
    assert (year_url(2025), month_url(2025, 4)) == ("/tin/2025/", "/tin/2025/04/")


def test_addresses_are_vietnamese_words_with_a_slash_at_the_end(library):
    addresses = all_addresses(library)
    assert {"/", "/tin/", "/tin/2025/", "/tin/2025/05/", "/tin/2025/05/tien-giang-phu-song-5g/", "/tinh/", "/tinh/tien-giang/", "/van-ban/57-nq-tw/", "/can-bo/tran-thi-mai/", "/chu-de/ha-tang-so/", "/gioi-thieu/"} <= addresses
    assert all(address.startswith("/") and address.endswith("/") and address.isascii() for address in addresses)


def test_what_is_not_published_has_no_address(library):
    assert not any("ngay-hoi-so" in address or "trung-tam-du-lieu" in address for address in all_addresses(library))


@given(st.text("aă /:%?&#\n'", max_size=12), st.sampled_from(["", "/", ":", "/:"]))
def test_a_part_of_an_address_is_quoted_as_the_standard_library_quotes_it(text, safe):
    assert quoted(text, safe) == quote(text, safe)

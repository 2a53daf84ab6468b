"""Which addresses can be shown inside a course, and what the page's policy says of them."""

from __future__ import annotations

import pytest

from studio.course.addresses import origin


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://example.org/a?b#c", "https://example.org"),
        (" https://EXAMPLE.org:8443/ ", "https://example.org:8443"),
        ("https://user:word@example.org/", "https://example.org"),
        ("http://example.org", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://a;script-src *", ""),
        ("https://example.org:port", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_the_origin_of_an_https_address(address, found):
    assert origin(address) == found

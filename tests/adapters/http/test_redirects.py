from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.adapters.http.redirects import own_path

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/ /evil.example",
    "%2f%2fevil.example",
    "evil.example",
    "@evil.example",
    "/\x00",
    "/" + "x" * 1001,
    "",
    None,
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_link_leads_away_from_here(hostile: str | None) -> None:
    """CHECKLIST 39."""
    assert own_path(hostile, "/fallback") == "/fallback"


@pytest.mark.parametrize("path", ["/", "/meetings", "/meetings/1?tab=2&x=%20", "/m/code#top"])
def test_a_path_of_our_own_is_kept(path: str) -> None:
    """CHECKLIST 39."""
    assert own_path(path, "/fallback") == path


@given(st.text(st.sampled_from("/\\:@.?#%aevil \t\n\r") | st.characters(), max_size=30))
def test_whatever_is_typed_the_host_stays_ours(wanted: str) -> None:
    """CHECKLIST 39."""
    # What a browser does first: strip, drop tabs and newlines, read backslashes as slashes.
    location = own_path(wanted).strip().replace("\t", "").replace("\n", "").replace("\r", "").replace("\\", "/")

    assert urlsplit(urljoin("https://kalends.example/sign-in", location)).netloc == "kalends.example"

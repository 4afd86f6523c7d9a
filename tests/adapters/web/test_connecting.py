"""What calendar programs are told about where Kalends is."""

import plistlib
import re
from urllib.parse import unquote, urlsplit

import pytest

from kalends.adapters.web.connecting import Server, android_address, apple_profile, programs, qr_code

PUBLIC = Server("https://kalends.example")
ODD = Server("https://kalends.example:8443")
PLAIN = Server("http://192.168.1.5:8000")


def test_the_address_for_android_says_server_user_and_password() -> None:
    address = android_address(ODD, "ada@home", "kal-ab:cd/ef")

    parts = urlsplit(address)
    assert (parts.scheme, parts.hostname, parts.port, parts.path) == ("davx5", "kalends.example", 8443, "/dav/")
    assert (unquote(parts.username or ""), unquote(parts.password or "")) == ("ada@home", "kal-ab:cd/ef")
    assert android_address(PLAIN, "ada", "x").startswith("caldav://ada:x@192.168.1.5:8000/dav/")


def test_another_text_is_another_code_and_each_is_dark_on_light() -> None:
    one, other = qr_code("davx5://ada:one@kalends.example/dav/"), qr_code("davx5://ada:two@kalends.example/dav/")

    assert one != other
    for code in (one, other):
        assert code.startswith("<svg")
        assert "#fff" in code
        assert "style=" not in code, "the policy of our pages lets none through"


@pytest.mark.parametrize(("server", "port", "is_https"), [(PUBLIC, 443, True), (ODD, 8443, True), (PLAIN, 8000, False)])
def test_the_profile_for_apple_says_all_that_apple_asks_for(server: Server, port: int, is_https: bool) -> None:
    profile = plistlib.loads(apple_profile(server, "ada", "kal-secret"))

    (account,) = profile["PayloadContent"]
    assert profile["PayloadType"] == "Configuration"
    assert account["PayloadType"] == "com.apple.caldav.account"
    assert account["CalDAVHostName"] == server.host
    assert (account["CalDAVPort"], account["CalDAVUseSSL"]) == (port, is_https)
    assert account["CalDAVPrincipalURL"] == "/dav/principals/ada/"
    assert (account["CalDAVUsername"], account["CalDAVPassword"]) == ("ada", "kal-secret")
    for payload in (profile, account):
        assert payload["PayloadVersion"] == 1
        assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", payload["PayloadUUID"])
        assert payload["PayloadIdentifier"]
        assert payload["PayloadDisplayName"]


def test_a_second_profile_takes_the_place_of_the_first() -> None:
    first, second, graces = (
        plistlib.loads(apple_profile(PUBLIC, name, secret))
        for name, secret in [("ada", "a"), ("ada", ""), ("grace", "")]
    )

    assert first["PayloadUUID"] == second["PayloadUUID"] != graces["PayloadUUID"]
    assert "CalDAVPassword" not in second["PayloadContent"][0]


def test_each_program_gets_three_lines() -> None:
    for program in programs(PUBLIC, "ada", "kal-secret"):
        values = [value.strip('"') for _, value in program.lines]

        assert values[0] in ("https://kalends.example/dav/", "kalends.example"), program.name
        assert values[1:] == ["ada", "kal-secret"], program.name
        assert program.where


@pytest.mark.parametrize(
    ("origin", "takes"),
    [
        ("https://kalends.example", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("http://192.168.1.5:8000", False),
        ("http://kalends.example", False),
    ],
)
def test_passwords_are_taken_where_nobody_reads_along(origin: str, takes: bool) -> None:
    """CHECKLIST 18."""
    assert Server(origin).takes_passwords is takes

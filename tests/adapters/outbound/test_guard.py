"""CHECKLIST 45: nothing is sent to addresses that are not public, however they are written."""

import pytest

from kalends.adapters.outbound.client import BadUrl, Client
from kalends.adapters.outbound.guard import ForbiddenAddress, Guard, NoSuchHost
from tests.adapters.outbound.conftest import Names

NOT_PUBLIC = (
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.31.255.255",
    "192.168.0.1",
    "198.18.0.1",
    "224.0.0.251",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:53aa:64c::1",
    "fd00::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
)
PUBLIC = ("9.9.9.9", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:9.9.9.9")


@pytest.mark.parametrize("address", NOT_PUBLIC)
async def test_a_name_that_leads_to_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(ForbiddenAddress, match=r"outbound\.allowed_networks"):
        await Guard(resolver=Names(example_org=[[address]])).addresses("example.org", 443)


@pytest.mark.parametrize("address", PUBLIC)
async def test_a_name_that_leads_to_a_public_address_is_answered_with_it(address: str) -> None:
    [found] = await Guard(resolver=Names(example_org=[[address]])).addresses("example.org", 443)

    assert str(found) == address.removeprefix("::ffff:")


async def test_one_private_address_among_public_ones_refuses_them_all() -> None:
    guard = Guard(resolver=Names(example_org=[["9.9.9.9", "10.0.0.1"]]))

    with pytest.raises(ForbiddenAddress):
        await guard.addresses("example.org", 443)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://017700000001/",
        "http://0/",
        "http://127。0。0。1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://localhost/",
        "http://127.0.0.1.:80/",
    ],
)
async def test_loopback_is_refused_however_it_is_written(url: str) -> None:
    """With the machine's own resolver, which knows decimal, octal and hexadecimal addresses."""
    with pytest.raises((ForbiddenAddress, NoSuchHost)):
        await Client(Guard()).target(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://example.org/",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "https:///path",
        "https://ada:secret@example.org/",
        "https://ex ample.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[fe80::1%25eth0]/",
        "https://１２７.0.0.1/",
        "http://0177.0.0.1/",
        "https://example.org/\r\nx: y",
        "https://example.org/" + "a" * 3000,
        "",
    ],
)
async def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(BadUrl):
        await Client(Guard(resolver=Names(example_org=[["9.9.9.9"]]))).target(url)


async def test_a_name_that_nobody_knows_is_named_so() -> None:
    with pytest.raises(NoSuchHost):
        await Guard(resolver=Names()).addresses("example.org", 443)


async def test_an_operator_may_open_a_network_and_no_other() -> None:
    guard = Guard(["10.1.0.0/16", "fd00::/8"], resolver=Names(a_org=[["10.1.2.3", "fd00::1"]], b_org=[["10.2.0.1"]]))

    assert [str(one) for one in await guard.addresses("a.org", 443)] == ["10.1.2.3", "fd00::1"]
    with pytest.raises(ForbiddenAddress):
        await guard.addresses("b.org", 443)

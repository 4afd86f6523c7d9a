"""Requests to addresses that people enter: bounded, and sent where the guard looked."""

import asyncio
from pathlib import Path

import pytest

from kalends.adapters.outbound.client import AnswerTooLarge, Client, NotEncrypted, Unreachable
from kalends.adapters.outbound.guard import ForbiddenAddress, Guard
from tests.adapters.outbound.conftest import Names, certified, listening

LOOPBACK = [["127.0.0.1"]]


def client(names: Names, *, total: float = 5.0, allowed: tuple[str, ...] = ("127.0.0.1/32",)) -> Client:
    return Client(Guard(allowed, resolver=names), connect=1.0, total=total)


async def test_a_request_goes_to_the_address_under_the_name() -> None:
    names = Names(example_org=LOOPBACK)
    async with listening() as host:
        answer = await client(names).post(f"http://example.org:{host.port}/hook?a=b", b"{}", {"x-test": "1"})

    assert answer.status == 204
    assert host.received[0].head.startswith("POST /hook?a=b HTTP/1.1\r\n")
    assert host.received[0].headers["host"] == f"example.org:{host.port}"
    assert host.received[0].headers["x-test"] == "1"
    assert host.received[0].body == b"{}"


async def test_tls_asks_for_the_name_and_checks_it(tmp_path: Path) -> None:
    server, trust = certified("example.org", tmp_path)
    names = Names(example_org=LOOPBACK, other_org=LOOPBACK)
    guarded = Client(Guard(["127.0.0.1/32"], resolver=names), trust=trust)
    async with listening(server) as host:
        await guarded.post(f"https://example.org:{host.port}/", b"", {})
        with pytest.raises(Unreachable, match=r"other\.org"):
            await guarded.post(f"https://other.org:{host.port}/", b"", {})

    assert [one.name for one in host.received] == ["example.org"]


async def test_a_name_that_changes_its_mind_is_asked_once(tmp_path: Path) -> None:
    """CHECKLIST 45, DNS rebinding: a second answer would lead elsewhere, so there is no second question."""
    names = Names(example_org=[["127.0.0.1"], ["127.0.0.2"]])
    async with listening() as host:
        answer = await client(names).post(f"http://example.org:{host.port}/", b"", {})

    assert (answer.status, names.asked) == (204, ["example.org"])
    with pytest.raises(ForbiddenAddress):
        await client(names).post(f"http://example.org:{host.port}/", b"", {})
    assert len(host.received) == 1


async def test_nothing_is_sent_until_its_turn_has_come_and_that_time_is_not_counted() -> None:
    names, seen = Names(example_org=LOOPBACK), list[int]()
    async with listening() as host:

        async def turn() -> None:
            await asyncio.sleep(0.5)
            seen.append(len(host.received))

        answer = await client(names, total=0.4).post(f"http://example.org:{host.port}/", b"{}", {}, connected=turn)

    assert (answer.status, seen, len(host.received)) == (204, [0], 1)


async def test_time_goes_on_once_the_turn_has_come() -> None:
    async with listening() as host:
        host.hangs = True

        async def turn() -> None: ...

        with pytest.raises(Unreachable, match=r"0\.2 seconds"):
            await client(Names(example_org=LOOPBACK), total=0.2).post(
                f"http://example.org:{host.port}/", b"", {}, connected=turn
            )


async def test_a_post_follows_no_redirect() -> None:
    names = Names(example_org=LOOPBACK)
    async with listening() as elsewhere, listening() as host:
        host.answer = f"HTTP/1.1 307 Moved\r\nlocation: http://example.org:{elsewhere.port}/\r\n\r\n".encode()
        answer = await client(names).post(f"http://example.org:{host.port}/", b"", {})

    assert (answer.status, elsewhere.received) == (307, [])


async def test_a_get_follows_redirects_and_keeps_its_headers_to_the_first_host() -> None:
    names = Names(a_org=LOOPBACK, b_org=LOOPBACK)
    async with listening() as elsewhere, listening() as host:
        host.answer = f"HTTP/1.1 302 Found\r\nlocation: http://b.org:{elsewhere.port}/x\r\n\r\n".encode()
        elsewhere.answer = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nHello"
        answer = await client(names).get(f"http://a.org:{host.port}/", {"authorization": "secret"})

    assert answer.body == b"Hello"
    assert host.received[0].headers["authorization"] == "secret"
    assert "authorization" not in elsewhere.received[0].headers


@pytest.mark.parametrize("location", ["http://inside.org/", "http://169.254.169.254/latest", "http://[::1]/"])
async def test_a_redirect_to_a_private_address_is_not_followed(location: str) -> None:
    names = Names(
        example_org=LOOPBACK,
        inside_org=[["10.0.0.1"]],
        **{"169_254_169_254": [["169.254.169.254"]], "::1": [["::1"]]},
    )
    async with listening() as host:
        host.answer = f"HTTP/1.1 302 Found\r\nlocation: {location}\r\n\r\n".encode()
        with pytest.raises(ForbiddenAddress):
            await client(names).get(f"http://example.org:{host.port}/")


async def test_a_redirect_without_end_is_given_up() -> None:
    async with listening() as host:
        host.answer = b"HTTP/1.1 302 Found\r\nlocation: /\r\n\r\n"
        with pytest.raises(Unreachable, match="without end"):
            await client(Names(example_org=LOOPBACK)).get(f"http://example.org:{host.port}/")


async def test_an_answer_without_end_is_read_no_further_than_asked() -> None:
    """CHECKLIST 46."""

    async def flood(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    names = Names(example_org=LOOPBACK)
    async with listening() as host:
        host.write = flood
        answer = await client(names).post(f"http://example.org:{host.port}/", b"", {}, keep=100)
        with pytest.raises(AnswerTooLarge):
            await client(names).get(f"http://example.org:{host.port}/", keep=100_000)

    assert (len(answer.body), answer.is_cut) == (100, True)


async def test_a_compressed_answer_stays_compressed() -> None:
    """So that no bomb goes off here."""
    async with listening() as host:
        host.answer = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\n\x1f\x8b\x08"
        answer = await client(Names(example_org=LOOPBACK)).get(f"http://example.org:{host.port}/")

    assert answer.body == b"\x1f\x8b\x08"
    assert host.received[0].headers["accept-encoding"] == "identity"


async def test_a_host_that_hangs_is_left_after_the_total_time() -> None:
    """CHECKLIST 46."""
    async with listening() as host:
        host.hangs = True
        with pytest.raises(Unreachable, match=r"no answer within 0\.2 seconds"):
            await client(Names(example_org=LOOPBACK), total=0.2).post(f"http://example.org:{host.port}/", b"", {})


async def test_a_host_where_nobody_listens_is_unreachable() -> None:
    async with listening() as host:
        port = host.port
    with pytest.raises(Unreachable, match="no connection"):
        await client(Names(example_org=LOOPBACK)).post(f"http://example.org:{port}/", b"", {})


async def test_the_next_address_is_tried_where_one_is_dead() -> None:
    names = Names(example_org=[["127.0.0.2", "127.0.0.1"]])
    async with listening() as host:
        answer = await client(names, allowed=("127.0.0.0/8",)).post(f"http://example.org:{host.port}/", b"", {})

    assert answer.status == 204


async def test_nonsense_in_place_of_an_answer_is_an_error_of_the_hosts() -> None:
    async with listening() as host:
        host.answer = b"220 smtp.example.org ESMTP\r\n"
        with pytest.raises(Unreachable):
            await client(Names(example_org=LOOPBACK)).post(f"http://example.org:{host.port}/", b"", {})


async def test_what_must_not_be_read_on_its_way_goes_in_clear_only_where_the_operator_allows() -> None:
    names = Names(example_org=[["9.9.9.9"]], inside_org=LOOPBACK)

    with pytest.raises(NotEncrypted):
        await client(names).target("http://example.org/", may_be_clear=False)
    assert await client(names).target("https://example.org/", may_be_clear=False)
    assert await client(names).target("http://inside.org/", may_be_clear=False)

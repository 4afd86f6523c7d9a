import asyncio
import socket
import sys

import pytest
from starlette.types import Message

from kalends.adapters.http.stalls import PIECE, NobodyReads, Stalls, bound_writes
from tests.adapters.http.conftest import Client


def answering(*parts: bytes):
    async def app(scope: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    return app


async def sent_by(app: object, seconds: float = 5) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await Stalls(app, seconds=seconds)({"type": "http"}, None, send)
    return sent


async def test_a_large_answer_goes_out_in_pieces() -> None:
    """CHECKLIST 35."""
    body = bytes(range(256)) * 1000

    sent = await sent_by(answering(body))

    pieces = sent[1:]
    assert b"".join(piece["body"] for piece in pieces) == body
    assert max(len(piece["body"]) for piece in pieces) == PIECE
    assert [piece["more_body"] for piece in pieces] == [True] * (len(pieces) - 1) + [False]


@pytest.mark.parametrize("parts", [(b"",), (b"small",), (b"a", b"b", b""), (b"x" * PIECE,), (b"x" * PIECE * 2, b"y")])
async def test_any_answer_arrives_as_it_was_sent(parts: tuple[bytes, ...]) -> None:
    sent = await sent_by(answering(*parts))

    assert b"".join(message["body"] for message in sent[1:]) == b"".join(parts)
    assert not sent[-1].get("more_body", False)


async def test_a_client_that_takes_nothing_is_dropped() -> None:
    """CHECKLIST 35."""

    async def never(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    with pytest.raises(NobodyReads):
        await Stalls(answering(b"x" * PIECE * 2), seconds=0.05)({"type": "http"}, None, never)


@pytest.mark.skipif(sys.platform != "linux", reason="TCP_USER_TIMEOUT is Linux's")
async def test_the_kernel_ends_connections_that_nobody_reads() -> None:
    """CHECKLIST 35."""
    with socket.create_server(("127.0.0.1", 0)) as ours, socket.create_server(("127.0.0.1", 0)) as others:
        assert bound_writes(ours.getsockname()[1], 15.0) == 1
        with socket.create_connection(ours.getsockname()):
            accepted, _ = ours.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 15_000
        assert others.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 0


async def test_a_large_page_passes_all_layers(client: Client) -> None:
    answer = await client.get("/large?bytes=1000000")

    assert len(answer.content) == 1_000_000

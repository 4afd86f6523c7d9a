"""CHECKLIST 33: too long, too large, too deep, too slow."""

import asyncio
import gzip
import json
import random
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.adapters.http.codings import decoding_of
from kalends.adapters.http.kinds import BodyTooLarge
from kalends.adapters.http.limits import is_deeper
from kalends.store.database import Database
from tests.adapters.http.conftest import Client, MakeClient, make_app, settings_with

JSON = {"content-type": "application/json"}


async def test_a_long_address_is_refused(client: Client) -> None:
    """CHECKLIST 33."""
    assert (await client.get("/who?q=" + "x" * 8200)).status_code == 414


async def test_large_headers_are_refused(client: Client) -> None:
    """CHECKLIST 33."""
    assert (await client.get("/who", headers={"x-large": "x" * 33_000})).status_code == 431
    assert (await client.get("/who", headers=[(f"x-{n}", "x" * 300) for n in range(200)])).status_code == 431


async def test_a_large_body_is_refused_before_it_is_read(client: Client) -> None:
    """CHECKLIST 33."""
    answer = await client.post("/api/v1/things", content=b"x" * 1_048_577, headers=JSON)

    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


async def test_a_chunked_body_is_counted_as_it_comes(client: Client) -> None:
    """CHECKLIST 33."""
    given = 0

    async def endless():
        nonlocal given
        while given < 100:
            given += 1
            yield b"x" * 65_536

    answer = await client.post("/api/v1/things", content=endless(), headers=JSON)

    assert answer.status_code == 413
    assert given < 20


@pytest.mark.parametrize("declared", ["-1", "1e3", "٣", "0x10"])
async def test_a_length_that_is_no_number_is_refused(client: Client, declared: str) -> None:
    """CHECKLIST 33."""
    answer = await client.post("/api/v1/things", headers={**JSON, "content-length": declared.encode()})

    assert answer.status_code == 400


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 10_000, "[" * 33 + "]" * 33, '{"a":' * 40 + "1" + "}" * 40])
async def test_deep_json_is_refused(client: Client, body: str) -> None:
    """CHECKLIST 33."""
    answer = await client.post("/api/v1/things", content=body, headers=JSON)

    assert answer.status_code == 400


async def test_brackets_in_strings_are_not_depth(client: Client) -> None:
    answer = await client.post("/api/v1/things", json={"name": '[[[{{{"\\' * 50})

    assert answer.status_code == 201


nested = st.recursive(
    st.none() | st.text(max_size=20) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=30,
)


def depth_of(value: object) -> int:
    match value:
        case list():
            return 1 + max(map(depth_of, value), default=0)
        case dict():
            return 1 + max(map(depth_of, value.values()), default=0)
        case _:
            return 0


@given(nested, st.integers(min_value=0, max_value=6))
def test_depth_is_what_the_parser_would_find(value: object, limit: int) -> None:
    """CHECKLIST 33."""
    assert is_deeper(json.dumps(value).encode(), limit) == (depth_of(value) > limit)


async def test_a_body_that_stalls_is_given_up(make_client: MakeClient) -> None:
    """CHECKLIST 35."""
    client = await make_client(settings={"limits__body_stall": "0.05"})

    async def stalling():
        yield b'{"na'
        await asyncio.Event().wait()

    answer = await client.post("/api/v1/things", content=stalling(), headers=JSON)

    assert answer.status_code == 408
    assert answer.headers["connection"] == "close"


async def test_a_body_that_drips_is_given_up(make_client: MakeClient) -> None:
    """CHECKLIST 35."""
    client = await make_client(settings={"limits__body_stall": "5", "limits__body_total": "0.2"})

    async def dripping():
        while True:
            yield b" "
            await asyncio.sleep(0.02)

    answer = await client.post("/api/v1/things", content=dripping(), headers=JSON)

    assert answer.status_code == 408


async def test_a_body_in_many_pieces_arrives_whole(client: Client) -> None:
    async def pieces():
        for _ in range(10):
            yield b"12345"

    answer = await client.post("/echo", content=pieces(), headers={"sec-fetch-site": "same-origin"})

    assert answer.text == "50"


async def test_a_repeatable_request_is_known_by_its_method_address_and_body(client: Client) -> None:
    """CHECKLIST 37."""
    ours = {"sec-fetch-site": "same-origin", "idempotency-key": "a-key"}

    first = await client.post("/key", content=b"one", headers=ours)
    again = await client.post("/key", content=b"one", headers=ours)
    other = await client.post("/key", content=b"two", headers=ours)
    elsewhere = await client.post("/key?a=1", content=b"one", headers=ours)
    without = await client.post("/key", content=b"one", headers={"sec-fetch-site": "same-origin"})

    assert first.text == again.text != ""
    assert len({first.text, other.text, elsewhere.text, without.text}) == 4
    assert without.text == ""


async def test_a_key_that_would_not_fit_is_refused(client: Client) -> None:
    answer = await client.post("/api/v1/things", json={"name": "a"}, headers={"idempotency-key": "k" * 256})

    assert answer.status_code == 400
    assert answer.json()["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    "charset", ["utf-7", "unicode_escape", "idna", "undefined", '"utf-16"', "utf-8; charset=utf-7"]
)
async def test_a_form_in_a_foreign_encoding_is_refused(client: Client, charset: str) -> None:
    """CHECKLIST 33. Python's codecs would make half a surrogate pair of it, or fail."""
    body = b'--b\r\ncontent-disposition: form-data; name="next"\r\n\r\n+2AA-\\ud800\r\n--b--\r\n'
    kind = f"multipart/form-data; boundary=b; Charset={charset}"

    answer = await client.post("/form", content=body, headers={"content-type": kind, "sec-fetch-site": "same-origin"})

    assert answer.status_code == 415


async def test_a_form_as_browsers_send_it_is_read(client: Client) -> None:
    for sent in ({"data": {"next": "/who"}}, {"files": {"next": (None, "/who")}}):
        answer = await client.post("/form", headers={"sec-fetch-site": "same-origin"}, **sent)

        assert answer.status_code == 303
        assert answer.headers["location"] == "/who"


async def test_a_body_that_breaks_off_is_answered_too(database: Database) -> None:
    """CHECKLIST 33. The connection may still be open: chunks that can't be read end the body, not the connection."""
    app, sent = make_app(database, settings_with()), []
    incoming = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    head = {"method": "POST", "path": "/echo", "raw_path": b"/echo", "query_string": b"", "root_path": ""}
    scope = {"type": "http", "scheme": "http", "headers": [(b"transfer-encoding", b"chunked")], **head}

    async def receive() -> dict[str, object]:
        return next(incoming)

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app({**scope, "client": ("127.0.0.1", 5000), "server": ("localhost", 8000)}, receive, send)

    assert sent[0]["status"] == 400
    assert (b"connection", b"close") in sent[0]["headers"]


FORM = {"sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("coding", "compressed"),
    [
        ("gzip", gzip.compress(b"x" * 5_000, mtime=0)),
        ("x-gzip", gzip.compress(b"x" * 4_000, mtime=0) + gzip.compress(b"x" * 1_000, mtime=0)),
        ("deflate", zlib.compress(b"x" * 5_000)),
        ("GZIP", gzip.compress(b"x" * 5_000, mtime=0)),
        ("identity", b"x" * 5_000),
    ],
)
async def test_a_compressed_body_is_what_it_decodes_to(client: Client, coding: str, compressed: bytes) -> None:
    """CHECKLIST 43."""
    answer = await client.post("/echo", content=compressed, headers={**FORM, "content-encoding": coding})

    assert answer.text == "5000"


async def test_a_body_that_grows_beyond_the_size_is_refused(client: Client) -> None:
    """CHECKLIST 43. By its size where it shrinks little, by its ratio long before where it shrinks much."""
    much = gzip.compress(random.Random(1).randbytes(40_000) * 40)
    bomb = gzip.compress(b"\0" * 1_000_000)

    for body in (much, bomb):
        answer = await client.post("/echo", content=body, headers={**FORM, "content-encoding": "gzip"})
        assert answer.status_code == 413


def test_a_bomb_is_given_up_before_it_is_large() -> None:
    """CHECKLIST 43. A thousand times what is sent is never held, nor worked out."""
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=9)
    tracemalloc.start()
    try:
        decoding = decoding_of(b"gzip")
        with pytest.raises(BodyTooLarge):
            made = sum(len(piece) for piece in decoding.feed(bomb[:20_000]))
            made += sum(len(piece) for piece in decoding.feed(bomb[20_000:]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 2_000_000


@pytest.mark.parametrize(
    "body", [b"not gzip", gzip.compress(b"x" * 5_000, mtime=0)[:-5], gzip.compress(b"x", mtime=0) + b"rest"]
)
async def test_what_is_not_compressed_as_it_says_is_refused(client: Client, body: bytes) -> None:
    """CHECKLIST 43."""
    answer = await client.post("/echo", content=body, headers={**FORM, "content-encoding": "gzip"})

    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (400, "badly-compressed")


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "nonsense"])
async def test_a_coding_that_is_not_read_is_refused_with_those_that_are(client: Client, coding: str) -> None:
    """CHECKLIST 43."""
    answer = await client.post("/echo", content=b"x", headers={**FORM, "content-encoding": coding})

    assert answer.status_code == 415
    assert answer.headers["accept-encoding"] == "gzip, x-gzip, deflate"


@given(st.binary(max_size=3_000), st.integers(min_value=1, max_value=50))
def test_however_a_compressed_body_is_cut_it_decodes_to_the_same(body: bytes, size: int) -> None:
    compressed, decoding = gzip.compress(body), decoding_of(b"gzip")

    cuts = [compressed[at : at + size] for at in range(0, len(compressed), size)]
    made = b"".join(piece for cut in cuts for piece in decoding.feed(cut))
    decoding.end()

    assert made == body

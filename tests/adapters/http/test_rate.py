from hypothesis import given
from hypothesis import strategies as st

from kalends.adapters.http.rate import Buckets
from tests.adapters.http.conftest import Client, MakeClient

TIGHT = {"limits__burst": "5", "limits__per_second": "0.5"}
ADA = {"authorization": "Bearer ada-token"}


async def test_too_many_requests_are_told_when_to_come_back(make_client: MakeClient) -> None:
    """CHECKLIST 36."""
    client = await make_client(settings=TIGHT)

    answers = [await client.get("/who") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[0].headers["ratelimit-policy"] == '"general";q=5;w=10'
    assert answers[0].headers["ratelimit"].startswith('"general";r=4;t=')
    assert answers[5].headers["ratelimit"].startswith('"general";r=0;t=')
    assert 1 <= int(answers[5].headers["retry-after"]) <= 2


async def test_somebody_signed_in_has_a_share_of_their_own(make_client: MakeClient) -> None:
    """CHECKLIST 36."""
    client = await make_client(settings=TIGHT)

    for _ in range(4):
        await client.get("/who")
    own = [await client.get("/who", headers=ADA) for _ in range(5)]
    other = await client.get("/who", headers={"authorization": "Bearer grace-token"})

    assert [answer.status_code for answer in own] == [200] * 5
    assert (await client.get("/who", headers=ADA)).status_code == 429
    assert other.status_code == 200


async def test_guessing_credentials_uses_up_the_address(make_client: MakeClient) -> None:
    """CHECKLIST 36."""
    client = await make_client(settings=TIGHT)

    tokens = [await client.get("/who", headers={"authorization": f"Bearer {n}"}) for n in range(3)]
    codes = [await client.get(f"/m/{n}") for n in range(3)]

    assert [answer.status_code for answer in tokens] == [401] * 3
    assert [answer.status_code for answer in codes] == [404, 404, 429]


async def test_probes_and_assets_are_not_counted(make_client: MakeClient) -> None:
    client = await make_client(settings=TIGHT)

    answers = [await client.get("/live") for _ in range(20)]

    assert {answer.status_code for answer in answers} == {200}
    assert "ratelimit" not in answers[0].headers


@given(st.lists(st.floats(min_value=0, max_value=3), max_size=200))
def test_nobody_gets_more_than_the_burst_and_the_refill(pauses: list[float]) -> None:
    """CHECKLIST 36."""
    now = 0.0
    buckets = Buckets(burst=5, per_second=2.0, clock=lambda: now)
    allowed = 0

    for pause in pauses:
        now += pause
        allowed += buckets.take("ada") >= 0

    assert allowed <= 5 + 2.0 * now + 1e-6
    if allowed < len(pauses):
        assert allowed >= min(len(pauses), 5)


async def test_whoever_was_quiet_the_longest_is_forgotten_first(client: Client) -> None:
    buckets = Buckets(burst=5, per_second=0.001, clock=lambda: 0.0)
    buckets.take("first")

    for key in range(100_000):
        buckets.take(key)

    assert buckets.left("first") == 5
    assert buckets.left(99_999) == 4

"""Access tokens and every way we know to forge one; refresh tokens."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from hashlib import sha256, sha512

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kalends.core.ids import PersonId, SessionId, new_uuid
from kalends.features.accounts.keys import Keys
from kalends.features.accounts.sessions.tokens import (
    AUDIENCE,
    PERIOD,
    AccessTokenIsRefused,
    AccessTokens,
    Refresh,
    RefreshTokenIsRefused,
    RefreshTokens,
)
from tests.features.accounts.house import Clock

ISSUER = "https://kalends.test"
KEYS = Keys(b"m" * 32)
ADA, SESSION = PersonId(new_uuid()), SessionId(new_uuid())
NOW = 20_000 * PERIOD + 1000


def tokens(clock: Clock | None = None, **changes: object) -> AccessTokens:
    options: dict[str, object] = {"issuer": ISSUER, "lifetime": 600, **changes}
    return AccessTokens(KEYS, clock=clock or Clock(NOW), **options)  # type: ignore[arg-type]


def part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return urlsafe_b64encode(raw).decode().rstrip("=")


def claims(**changes: object) -> dict[str, object]:
    good: dict[str, object] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(ADA),
        "sid": str(SESSION),
        "iat": NOW,
        "exp": NOW + 600,
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def header(**changes: object) -> dict[str, object]:
    good: dict[str, object] = {"alg": "Ed25519", "kid": str(NOW // PERIOD), "typ": "at+jwt"}
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def signed(head: object, body: object, key: Ed25519PrivateKey | None = None) -> str:
    text = f"{part(head)}.{part(body)}"
    return f"{text}.{part((key or KEYS.signing_key(NOW // PERIOD)).sign(text.encode()))}"


def test_a_token_says_who_and_in_which_session() -> None:
    """CHECKLIST 9."""
    read = tokens().read(tokens().issue(ADA, SESSION))

    assert (read.person_id, read.session_id, read.expires_at) == (ADA, SESSION, NOW + 600)
    assert tokens().read(signed(header(), claims())).person_id == ADA, "our forger signs well enough"


@pytest.mark.parametrize(("later", "is_good"), [(0, True), (599, True), (600, False), (10**6, False), (-6, False)])
def test_a_token_is_good_for_ten_minutes(later: int, is_good: bool) -> None:
    """CHECKLIST 9."""
    token = tokens().issue(ADA, SESSION)
    reader = tokens(Clock(NOW + later))

    if is_good:
        assert reader.read(token).person_id == ADA
    else:
        with pytest.raises(AccessTokenIsRefused):
            reader.read(token)


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(f"{part(header(alg='none'))}.{part(claims())}.", id="none"),
        pytest.param(f"{part(header(alg='NONE'))}.{part(claims())}.", id="NONE"),
        pytest.param(f"{part(header(alg=None))}.{part(claims())}.", id="no alg"),
        pytest.param(signed(header(alg="none"), claims()), id="none, signed"),
        pytest.param(signed(header(alg="EdDSA"), claims()), id="the algorithm's old name"),
        pytest.param(signed(header(alg="RS256"), claims()), id="another algorithm"),
        pytest.param(signed(header(alg=["Ed25519"]), claims()), id="a list"),
        pytest.param(signed(header(alg=None), claims()), id="no algorithm"),
    ],
)
def test_the_algorithm_is_ours_to_choose(forged: str) -> None:
    """CHECKLIST 9."""
    with pytest.raises(AccessTokenIsRefused):
        tokens().read(forged)


@pytest.mark.parametrize("alg", ["HS256", "HS512"])
def test_a_public_key_is_no_shared_secret(alg: str) -> None:
    """CHECKLIST 9."""
    public = KEYS.signing_key(NOW // PERIOD).public_key()
    secrets = (
        public.public_bytes_raw(),
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        part(public.public_bytes_raw()).encode(),
    )
    for secret in secrets:
        text = f"{part(header(alg=alg))}.{part(claims())}"
        mac = hmac.new(secret, text.encode(), sha256 if alg == "HS256" else sha512).digest()
        with pytest.raises(AccessTokenIsRefused):
            tokens().read(f"{text}.{part(mac)}")


def test_a_key_that_comes_with_the_token_is_not_used() -> None:
    """CHECKLIST 9."""
    own = Ed25519PrivateKey.generate()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": part(own.public_key().public_bytes_raw())}

    for head in (header(jwk=jwk), header(jku="https://evil.test/keys"), header(x5u="https://evil.test/cert")):
        with pytest.raises(AccessTokenIsRefused):
            tokens().read(signed(head, claims(), own))


def test_keys_rotate_by_day_and_overlap() -> None:
    """CHECKLIST 9."""
    just_before_midnight = Clock((NOW // PERIOD + 1) * PERIOD - 30.0)
    token = tokens(just_before_midnight).issue(ADA, SESSION)

    after = Clock(just_before_midnight() + 300)
    assert tokens(after).read(token).person_id == ADA
    new = tokens(after).issue(ADA, SESSION)
    assert new.split(".")[0] != token.split(".")[0], "another kid"
    assert tokens(Clock(after())).read(new).person_id == ADA


@pytest.mark.parametrize(
    "kid", [None, "", "0", str(NOW // PERIOD - 2), str(NOW // PERIOD + 1), "../../etc/passwd", 7, "x" * 200]
)
def test_only_a_current_kid_will_do(kid: object) -> None:
    """CHECKLIST 9."""
    period = int(kid) if isinstance(kid, str) and kid.isdigit() else NOW // PERIOD
    with pytest.raises(AccessTokenIsRefused):
        tokens().read(signed(header(kid=kid), claims(), KEYS.signing_key(period)))


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://other.test"},
        {"iss": None},
        {"aud": "another-api"},
        {"aud": [AUDIENCE, "another-api"]},
        {"aud": None},
        {"exp": None},
        {"exp": NOW - 1},
        {"exp": NOW + 601},
        {"exp": "tomorrow"},
        {"exp": float("inf")},
        {"iat": None},
        {"iat": NOW + 60, "exp": NOW + 600},
        {"iat": NOW - 3600},
        {"sub": None},
        {"sub": "ada"},
        {"sub": ["x"]},
        {"sid": None},
        {"sid": 7},
    ],
)
def test_every_claim_is_checked(changes: dict[str, object]) -> None:
    """CHECKLIST 9."""
    with pytest.raises(AccessTokenIsRefused):
        tokens().read(signed(header(), claims(**changes)))


@pytest.mark.parametrize("typ", ["JWT", None, "kalends"])
def test_a_token_for_something_else_is_refused(typ: str | None) -> None:
    """CHECKLIST 9."""
    with pytest.raises(AccessTokenIsRefused):
        tokens().read(signed(header(typ=typ), claims()))


def test_a_critical_extension_is_not_ignored() -> None:
    with pytest.raises(AccessTokenIsRefused):
        tokens().read(signed(header(crit=["exp"], exp=1), claims()))


def test_a_changed_token_is_refused() -> None:
    """CHECKLIST 9."""
    head, body, mac = tokens().issue(ADA, SESSION).split(".")
    other = part(claims(sub=str(PersonId(new_uuid()))))

    for forged in (
        f"{head}.{other}.{mac}",
        f"{head}.{body}.",
        f"{head}.{body}",
        f"{head}.{body}.{mac}.{mac}",
        "..",
        "",
    ):
        with pytest.raises(AccessTokenIsRefused):
            tokens().read(forged)


@given(st.text(max_size=400) | st.binary(max_size=300).map(lambda raw: f"{part(raw)}.{part(raw)}.{part(raw)}"))
def test_noise_is_refused_and_nothing_worse(noise: str) -> None:
    with pytest.raises(AccessTokenIsRefused):
        tokens().read(noise)


def test_a_long_token_costs_nothing() -> None:
    began = time.process_time()
    for _ in range(1000):
        with pytest.raises(AccessTokenIsRefused):
            tokens().read("a" * 1_000_000)

    assert time.process_time() - began < 5


@given(st.uuids(), st.integers(0, 2**63 - 1))
def test_a_refresh_token_is_worked_out_again(session: object, generation: int) -> None:
    """CHECKLIST 10."""
    codes = RefreshTokens(b"k" * 32)
    refresh = Refresh(SessionId(session), generation)  # type: ignore[arg-type]

    code = codes.code_of(refresh)

    assert codes.read(code) == refresh
    assert codes.code_of(refresh) == code
    with pytest.raises(RefreshTokenIsRefused):
        RefreshTokens(b"x" * 32).read(code)


@pytest.mark.parametrize("code", ["", "x", "ä", "A" * 75, "A" * 10_000, "\0"])
def test_a_refresh_token_we_never_gave_costs_no_query(code: str) -> None:
    with pytest.raises(RefreshTokenIsRefused):
        RefreshTokens(b"k" * 32).read(code)

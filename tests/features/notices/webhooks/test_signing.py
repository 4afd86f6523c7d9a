"""CHECKLIST 47: what we sign, the reference library of Standard Webhooks checks."""

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from kalends.features.notices.webhooks import signing

BODY = '{"event_type":"meeting.booked","data":{"title":"Mittagessen, 昼食"}}'.encode()


def signed(*secrets: bytes, now: datetime | None = None) -> dict[str, str]:
    return signing.headers("0199-abc", now or datetime.now(UTC), BODY, secrets)


def test_the_reference_library_accepts_the_signature() -> None:
    secret = signing.new_secret()

    assert Webhook(signing.written(secret)).verify(BODY, signed(secret))["event_type"] == "meeting.booked"


def test_while_a_secret_is_replaced_either_is_accepted() -> None:
    new, old, other = (signing.new_secret() for _ in range(3))

    for secret in (new, old):
        Webhook(signing.written(secret)).verify(BODY, signed(new, old))
    with pytest.raises(WebhookVerificationError):
        Webhook(signing.written(other)).verify(BODY, signed(new, old))


def test_a_changed_body_an_old_time_and_another_id_are_refused() -> None:
    secret = signing.new_secret()
    receiver = Webhook(signing.written(secret))

    with pytest.raises(WebhookVerificationError):
        receiver.verify(BODY + b" ", signed(secret))
    with pytest.raises(WebhookVerificationError):
        receiver.verify(BODY, signed(secret, now=datetime.now(UTC) - timedelta(hours=1)))
    with pytest.raises(WebhookVerificationError):
        receiver.verify(BODY, {**signed(secret), "webhook-id": "another"})

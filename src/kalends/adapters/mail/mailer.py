"""Deliveries on the mail channel: worded here, sent by whatever post the settings name."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from functools import cache
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kalends.features.notices.domain import Letter
from kalends.features.notices.service import Notices
from kalends.store.outbox import Delivery


class Post(Protocol):
    """Takes a mail to the next server, or raises RetryLater, Undeliverable, or what the network says."""

    async def send(self, message: EmailMessage) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailer:
    notices: Notices
    post: Post
    sender: str
    public_url: str
    link_minutes: int

    async def deliver(self, delivery: Delivery) -> None:
        letter = await self.notices.letter(delivery)
        if letter is not None:
            await self.post.send(self.message(letter, delivery))

    def message(self, letter: Letter, delivery: Delivery) -> EmailMessage:
        text = _template(letter.occasion).render(
            name=letter.name, code=letter.code, url=self.public_url, minutes=self.link_minutes
        )
        subject, _, body = text.partition("\n")
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender
        message["To"] = Address(display_name=_one_line(letter.name), addr_spec=letter.address)
        message["Subject"] = subject
        message["Date"] = delivery.created_at
        # The same in each attempt, so that a repeat after a crash can be recognised and dropped.
        message["Message-ID"] = f"<{delivery.id}@{parseaddr(self.sender)[1].partition('@')[2]}>"
        # RFC 3834: no holiday replies to a machine.
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        return message


def _one_line(name: str) -> str:
    """A name as people may choose it can hold what a header must not."""
    return "".join(c for c in name if c.isprintable())


@cache
def _template(name: str) -> Template:
    # Plain text: nothing to escape.
    letters = Environment(
        loader=PackageLoader("kalends.adapters.mail", "letters"),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return letters.get_template(f"{name}.txt")

"""The posts: an SMTP server, or the log where there is none yet."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

import aiosmtplib
import structlog

from kalends.adapters.worker.channels import Undeliverable

log = structlog.get_logger("mail")


class LogPost:
    """For development: the mail goes to the log, whole, so that its links can be followed."""

    async def send(self, message: EmailMessage) -> None:
        log.info("a mail, written to the log because mail.transport is “log”", mail=message.as_string())


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpPost:
    host: str
    port: int
    security: Literal["starttls", "tls", "plain"]
    user: str = ""
    password: str = ""
    timeout: float = 10.0

    async def send(self, message: EmailMessage) -> None:
        try:
            await aiosmtplib.send(
                message,
                hostname=self.host,
                port=self.port,
                use_tls=self.security == "tls",
                start_tls=self.security == "starttls",
                username=self.user or None,
                password=self.password or None,
                timeout=self.timeout,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            if all(_is_final(one.code) for one in refused.recipients):
                raise Undeliverable(str(refused)) from refused
            raise
        except aiosmtplib.SMTPResponseException as answer:
            # Signing in to the server is the operator's matter, and can be mended: those mails wait.
            if _is_final(answer.code) and not isinstance(answer, aiosmtplib.SMTPAuthenticationError):
                raise Undeliverable(str(answer)) from answer
            raise


def _is_final(code: int) -> bool:
    """RFC 5321, section 4.2.1: 5yz will not change by trying again."""
    return code // 100 == 5

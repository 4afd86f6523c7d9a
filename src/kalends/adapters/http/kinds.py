"""What goes wrong before a request reaches a service: refusals that only an HTTP door knows, each with its status."""

from typing import ClassVar

from kalends.core.errors import Error


class Refused(Error):
    """This request can't be answered."""

    status: ClassVar[int] = 400
    # Whether the rest of the request is not worth waiting for, so that the connection ends with the answer.
    ends_connection: ClassVar[bool] = False
    allow: str | None = None


class BadRequest(Refused):
    """This request can't be read. Check its form, then send it again."""


class BadJson(Refused):
    """The body is not valid JSON. Check commas, quotes and brackets."""


class TooDeep(Refused):
    """The body nests lists and objects deeper than Kalends reads. Make it flatter."""


class NothingHere(Refused):
    """There is nothing at this address. Check it for a typing mistake."""

    status = 404


class MethodNotAllowed(Refused):
    """This address does not take that method. The header Allow names those it takes."""

    status = 405

    def __init__(self, allow: str) -> None:
        super().__init__()
        self.allow = allow


class CutShort(Refused):
    """The body ended before it was complete. Send it again."""

    ends_connection = True


class BodyTooSlow(Refused):
    """The body came too slowly. Send it again over a better connection."""

    status = 408
    ends_connection = True


class BodyTooLarge(Refused):
    """The body is larger than this address takes. Send less at once."""

    status = 413
    ends_connection = True


class AddressTooLong(Refused):
    """The address is too long. Put what it carries into the body of the request."""

    status = 414
    ends_connection = True


class NotThatType(Refused):
    """The body's Content-Type is not one this address takes. Send application/json."""

    status = 415


class BadlyCompressed(Refused):
    """The body is not what its Content-Encoding says, or is cut short. Compress it anew, or send it as it is."""

    ends_connection = True


class NotThatCoding(Refused):
    """The body is compressed in a way that Kalends does not read. Use gzip or deflate, or send it as it is."""

    status = 415
    ends_connection = True


class HeadersTooLarge(Refused):
    """The headers are too large. Clear this site's cookies, or send fewer headers."""

    status = 431
    ends_connection = True


class CrossSite(Refused):
    """This form was not sent from a page of ours, so nothing was done. Open the page again and repeat it there."""

    status = 403


class NotForStrangers(Refused):
    """This is for operators only. Sign in as one, or ask from a trusted address."""

    status = 403


class BrokenOff(Exception):
    """The client went away before its request was complete; nobody is left to be told."""


class Unexpected(Refused):
    """Something went wrong on our side. Nothing is known to have changed; try again, and tell whoever runs this server
    if it stays."""

    status = 500

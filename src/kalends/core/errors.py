"""What can go wrong, by kind. A subclass says which case it is; its docstring is what people read.

The kinds know nothing of status codes: each door has one table that translates them.
"""


class Error(Exception):
    """Something went wrong."""

    # The field that is to blame, as the caller named it ("windows.0.end"); None where no single field is.
    field: str | None

    def __init__(self, message: str | None = None, *, field: str | None = None) -> None:
        super().__init__(message or type(self).sentence())
        self.field = field

    @classmethod
    def sentence(cls) -> str:
        return " ".join((cls.__doc__ or "").split())

    @classmethod
    def code(cls) -> str:
        """The name of the case on the wire: `MeetingIsClosed` becomes `meeting-is-closed`."""
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("-")


class NotFound(Error):
    """There is nothing here, or nothing that you may see."""


class Forbidden(Error):
    """You may see this, but not do that."""


class Conflict(Error):
    """This can't be done in the present state."""


class Invalid(Error):
    """This input can't be used."""


class Stale(Error):
    """This has changed since you read it. Read it again, then repeat your change."""


class NotSignedIn(Error):
    """Sign in first."""


class TooMany(Error):
    """Too many tries. Wait a little, then try again."""

    def __init__(self, message: str | None = None, *, field: str | None = None, retry_after: int = 60) -> None:
        super().__init__(message, field=field)
        self.retry_after = retry_after  # seconds


class Unavailable(Error):
    """Kalends can't do this right now. Nothing was changed; try again in a moment."""

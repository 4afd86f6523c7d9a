"""OPTIONS: what this door can do (RFC 4918, section 10.1)."""

from starlette.responses import Response

# 3744's, 5689's, 4791's, 6638's, 8607's, Apple's and the WebDAV draft's sharing; 6578 and 5397 have no name here.
COMPLIANCE = (
    "1, 3, access-control, extended-mkcol, calendar-access, calendar-auto-schedule, calendarserver-sharing, "
    "resource-sharing, calendar-managed-attachments"
)
ALLOW = "OPTIONS, GET, HEAD, PUT, POST, DELETE, PROPFIND, PROPPATCH, REPORT, MKCALENDAR, MKCOL, COPY, MOVE, ACL"


def options() -> Response:
    return Response(status_code=200, headers={"allow": ALLOW, "dav": COMPLIANCE, "content-length": "0"})

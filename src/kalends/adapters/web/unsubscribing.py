"""The page behind the link at the foot of a mail: no more of this kind, by one press of a button (RFC 8058)."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kalends.adapters.http.acting import services_of
from kalends.adapters.web.forms import read
from kalends.adapters.web.rendering import pages_of
from kalends.features.notices.domain import NoticeKind

# Mail programs post to it by themselves, so it takes forms from elsewhere: the code in the address is the proof.
UNSUBSCRIBE = "/unsubscribe/"

KIND_NAMES = {
    NoticeKind.INVITATION: "Invitations",
    NoticeKind.MEETING: "News of meetings you organise",
    NoticeKind.REPLY: "Replies to your invitations",
    NoticeKind.REMINDER: "Reminders of events",
    NoticeKind.ANSWER_REMINDER: "Reminders to answer",
    NoticeKind.DAILY: "Your day, each morning",
    NoticeKind.WEEKLY: "Your meetings, once a week",
}


async def unsubscribe_page(request: Request) -> Response:
    # Looking changes nothing: scanners open every link in a mail.
    code = request.path_params["code"]
    subscription = services_of(request).notice_preferences.read_code(code)
    return await _page(request, "ask", KIND_NAMES[subscription.kind])


async def unsubscribe(request: Request) -> Response:
    form = await read(request)
    preferences = services_of(request).notice_preferences
    code = request.path_params["code"]
    is_wanted = bool(form["again"])
    subscription = await (preferences.subscribe(code) if is_wanted else preferences.unsubscribe(code))
    if form["List-Unsubscribe"]:
        return PlainTextResponse("Unsubscribed.\n")
    return await _page(request, "again" if is_wanted else "done", KIND_NAMES[subscription.kind])


async def _page(request: Request, state: str, kind: str) -> Response:
    shown = {"state": state, "kind": kind, "address": f"{UNSUBSCRIBE}{request.path_params['code']}"}
    return await pages_of(request).page(request, "notices/unsubscribe.html", shown)


routes: list[Route] = [
    Route(f"{UNSUBSCRIBE}{{code}}", unsubscribe_page, methods=["GET"]),
    Route(f"{UNSUBSCRIBE}{{code}}", unsubscribe, methods=["POST"]),
]

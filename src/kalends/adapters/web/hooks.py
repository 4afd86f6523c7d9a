"""Where mail servers hand us what came in: POST /hooks/mail, the raw mail, with a secret that both know."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kalends.adapters.http.acting import services_of

# Programs post here, without cookies: the secret is the proof.
HOOKS = "/hooks/"


async def take_mail(request: Request) -> Response:
    """Says what became of it; any answer of 2xx means that it need not come again."""
    secret = request.headers.get("x-kalends-secret", "")
    return PlainTextResponse(await services_of(request).replies.take_pushed(secret, await request.body()))


routes: list[Route] = [Route(f"{HOOKS}mail", take_mail, methods=["POST"])]

"""The front page, and what each kind of problem means."""

from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.http.kinds import NothingHere
from kalends.adapters.http.problems import Problem, problem_kinds
from kalends.adapters.web.phrases import heard_in
from kalends.adapters.web.rendering import pages_of

EXAMPLES = (
    "30 minutes next week with five people",
    "Two hours on a weekday evening in January",
    "Lunch with Ada and Grace, Tuesday or Thursday",
)


async def home(request: Request) -> Response:
    heard = await heard_in(request)
    context = {"say": heard.said, "reading": heard.view(takes_several=True), "examples": EXAMPLES}
    return await pages_of(request).page(request, "home.html", context)


async def explain(request: Request) -> Response:
    """The page behind a problem's `type`."""
    kind = problem_kinds().get(request.path_params["code"])
    if kind is None:
        raise NothingHere
    problem = Problem(status=kind.status, code=request.path_params["code"], detail=kind.sentence)
    page = await pages_of(request).problem(request.scope, problem)
    return Response(page, media_type="text/html")

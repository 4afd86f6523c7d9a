"""Pages to register, sign in and out, prove an address, choose a new password."""

from collections.abc import Mapping
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.http.redirects import own_path
from kalends.adapters.web import profile
from kalends.adapters.web.forms import Form, errors_of, next_of, read, typed
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.adapters.web.session_cookies import device_of, drop_session, keep_session
from kalends.core.actor import Person
from kalends.core.errors import Error, Invalid, NotFound, NotSignedIn
from kalends.features.accounts.people.domain import NewPerson
from kalends.features.accounts.sessions.domain import SessionKind

HOME = "/meetings"
FIELDS = ("name", "email", "username", "password", "login")


async def register_page(request: Request) -> Response:
    return await _register_page(request, {}, {})


async def register(request: Request) -> Response:
    form = await read(request)
    new = NewPerson(
        username=form["username"],
        email=form["email"],
        password=form["password"],
        name=form["name"],
        zone=form["zone"] or "UTC",
    )
    try:
        await services_of(request).registrations.register(actor_of(request), new)
    except Error as refused:
        return await _register_page(request, form, errors_of(refused, *FIELDS), status=status_of(type(refused)))
    return await verify_page_of(request, state="sent", email=new.email)


async def _register_page(request: Request, form: Form, errors: Mapping[str, str], *, status: int = 200) -> Response:
    context = {"form": typed(form, "name", "email", "username"), "errors": errors, "next": next_of(request, form)}
    return await pages_of(request).page(request, "accounts/register.html", context, status=status)


async def sign_in_page(request: Request) -> Response:
    # Asked of the database: a cookie may be remembered for a moment longer than its session stands.
    if await pages_of(request).reader(request.scope) is not None:
        return go_to(own_path(request.query_params.get("next"), HOME))
    return await _sign_in_page(request, {}, {})


async def sign_in(request: Request) -> Response:
    """A new session under a new secret, whatever cookie the browser sent; the one before it ends."""
    form = await read(request)
    sessions = services_of(request).sessions
    try:
        signed_in = await sessions.sign_in(
            actor_of(request), form["login"], form["password"], kind=SessionKind.COOKIE, device=device_of(request)
        )
    except Error as refused:
        return await _sign_in_page(request, form, errors_of(refused, *FIELDS), status=status_of(type(refused)))
    await _end_session(request)
    response = go_to(own_path(form["next"], HOME))
    keep_session(request, response, signed_in)
    return response


async def _sign_in_page(request: Request, form: Form, errors: Mapping[str, str], *, status: int = 200) -> Response:
    context = {"form": typed(form, "login"), "errors": errors, "next": next_of(request, form), "hint": None}
    return await pages_of(request).page(request, "accounts/sign_in.html", context, status=status)


async def sign_out(request: Request) -> Response:
    await _end_session(request)
    response = go_to("/sign-in", Flash(text="You are signed out."))
    drop_session(request, response)
    return response


async def _end_session(request: Request) -> None:
    """The one this browser came with, if it still stands."""
    actor = actor_of(request)
    if isinstance(actor, Person):
        with suppress(NotSignedIn, NotFound):
            await services_of(request).sessions.sign_out(actor)


async def verify_page(request: Request) -> Response:
    """Opened from the mail, by people and by scanners: looking uses nothing up."""
    code = request.path_params["code"]
    email = await services_of(request).registrations.look_at_verification(actor_of(request), code)
    state = "expired" if email is None else "confirm"
    return await verify_page_of(request, state=state, email=email, token=code)


async def verify(request: Request) -> Response:
    form = await read(request)
    try:
        await services_of(request).registrations.verify(actor_of(request), form["token"], form["password"])
    except NotFound:
        return await verify_page_of(request, state="expired", status=404)
    except Error as refused:
        errors = errors_of(refused, *FIELDS)
        status = status_of(type(refused))
        return await verify_page_of(request, state="confirm", token=form["token"], errors=errors, status=status)
    return await verify_page_of(request, state="done")


async def verify_again(request: Request) -> Response:
    form = await read(request)
    try:
        await services_of(request).registrations.ask_verification(actor_of(request), form["email"])
    except Invalid as refused:
        return await verify_page_of(request, state="expired", email=form["email"], status=status_of(type(refused)))
    return await verify_page_of(request, state="sent", email=form["email"])


async def verify_page_of(
    request: Request,
    *,
    state: str,
    email: str | None = None,
    token: str = "",
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    context = {"state": state, "email": email, "token": token, "errors": errors or {}}
    return await pages_of(request).page(request, "accounts/verify.html", context, status=status)


async def forgot_page(request: Request) -> Response:
    return await _forgot_page(request, {}, {})


async def forgot(request: Request) -> Response:
    form = await read(request)
    try:
        await services_of(request).passwords.ask_reset(actor_of(request), form["email"])
    except Error as refused:
        return await _forgot_page(request, form, errors_of(refused, *FIELDS), status=status_of(type(refused)))
    return await _forgot_page(request, form, {}, is_sent=True)


async def _forgot_page(
    request: Request,
    form: Form,
    errors: Mapping[str, str],
    *,
    is_sent: bool = False,
    status: int = 200,
) -> Response:
    context = {"form": typed(form, "email"), "errors": errors, "is_sent": is_sent}
    return await pages_of(request).page(request, "accounts/forgot.html", context, status=status)


async def reset_page(request: Request) -> Response:
    """Opened from the mail, by people and by scanners: looking uses nothing up."""
    code = request.path_params["code"]
    is_open = await services_of(request).passwords.look_at_reset(actor_of(request), code)
    return await _reset_page(request, token=code, is_expired=not is_open)


async def reset(request: Request) -> Response:
    form = await read(request)
    try:
        await services_of(request).passwords.reset(actor_of(request), form["token"], form["password"])
    except NotFound:
        return await _reset_page(request, is_expired=True, status=404)
    except Error as refused:
        errors = errors_of(refused, *FIELDS)
        return await _reset_page(request, token=form["token"], errors=errors, status=status_of(type(refused)))
    response = go_to("/sign-in", Flash(text="Your new password is set. Sign in with it."))
    drop_session(request, response)
    return response


async def _reset_page(
    request: Request,
    *,
    token: str = "",
    is_expired: bool = False,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    context = {"token": token, "is_expired": is_expired, "errors": errors or {}}
    return await pages_of(request).page(request, "accounts/reset.html", context, status=status)


routes: list[Route] = [
    Route("/register", register_page, methods=["GET"]),
    Route("/register", register, methods=["POST"]),
    Route("/sign-in", sign_in_page, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/verify", verify, methods=["POST"]),
    Route("/verify/again", verify_again, methods=["POST"]),
    Route("/verify/{code}", verify_page, methods=["GET"]),
    Route("/forgot", forgot_page, methods=["GET"]),
    Route("/forgot", forgot, methods=["POST"]),
    Route("/reset", reset, methods=["POST"]),
    Route("/reset/{code}", reset_page, methods=["GET"]),
    Route(profile.SETTINGS, profile.settings_page, methods=["GET"]),
    Route(profile.SETTINGS, profile.change, methods=["POST"]),
    Route("/settings/password", profile.change_password, methods=["POST"]),
    Route("/settings/sessions/end-others", profile.end_other_sessions, methods=["POST"]),
    Route("/settings/sessions/{session_id}/end", profile.end_session, methods=["POST"]),
    Route("/settings/deletion", profile.leave, methods=["POST"]),
]

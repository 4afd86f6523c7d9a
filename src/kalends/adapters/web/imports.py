"""Files brought into a calendar by page: sent, watched by number, stopped; and what was wrong, by line."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.kinds import BodyTooLarge, Refused
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.calendar_settings import calendar_id_of, seen_of
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.adapters.web.uploads import Upload
from kalends.core.errors import Error
from kalends.core.ids import CalendarId, ImportId
from kalends.features.calendars.domain import Access
from kalends.features.calendars.errors import NoSuchCalendar
from kalends.features.calendars.imports.domain import MOST_REMARKS, Import, ImportStatus, NoSuchImport
from kalends.features.calendars.imports.service import Report

IMPORT = "/calendar/import"
MEGABYTE = 2**20
DOES = {
    ImportStatus.RECEIVING: "The file has not come whole. Stop this import, and send the file again.",
    ImportStatus.CUTTING: "The file is being read.",
    ImportStatus.KEEPING: "Events are being put into the calendar.",
    ImportStatus.FINISHED: "The import is done.",
}


async def choose(request: Request) -> Response:
    return await _form_page(request, request.query_params.get("calendar", ""))


async def bring(request: Request) -> Response:
    """The file is kept as it comes; the page that follows tells how far the worker is with it."""
    upload = Upload(request)
    try:
        await upload.begin()
        begun = await _kept(request, upload)
    except BodyTooLarge:
        too_large = {
            "file": f"The file is larger than {_most(request)} MB. Cut it in two, and import one after the other."
        }
        return await _form_page(request, upload.fields.get("calendar_id", ""), too_large, status=413)
    except Refused:
        raise
    except Error as refused:
        await upload.pass_over()
        place = refused.field if refused.field == "file" else "form"
        errors = {place: str(refused)}
        chosen = upload.fields.get("calendar_id", "")
        return await _form_page(request, chosen, errors, status=status_of(type(refused)))
    return go_to(_url(begun))


async def watch(request: Request) -> Response:
    seen = await seen_of(request)
    report = await services_of(request).imports.see(actor_of(request), seen.calendar.id, _import_id(request))
    context = {"calendar": seen.calendar, "url": _url(report.of), **_report_view(report)}
    return await pages_of(request).page(request, "calendar/import_report.html", context)


async def stop(request: Request) -> Response:
    await services_of(request).imports.drop(actor_of(request), calendar_id_of(request), _import_id(request))
    return go_to("/calendar", Flash(text="The import is stopped. What is in the calendar by now stays there."))


async def _kept(request: Request, upload: Upload) -> Import:
    imports, actor = services_of(request).imports, actor_of(request)
    calendar_id = _calendar_in(upload)
    begun = await imports.begin(actor, calendar_id)
    try:
        return await imports.receive(actor, calendar_id, begun.id, upload.pieces())
    except BaseException:
        # No page sends on from where it broke off.
        await imports.drop(actor, calendar_id, begun.id)
        raise


async def _form_page(
    request: Request, chosen: str, errors: Mapping[str, str] | None = None, *, status: int = 200
) -> Response:
    mine = await services_of(request).calendars.list_mine(actor_of(request))
    writable = sorted((one for one in mine if one.access >= Access.WRITE), key=lambda one: not one.calendar.is_default)
    context = {
        "calendars": [(str(one.calendar.id), one.calendar.name) for one in writable],
        "chosen": chosen,
        "errors": errors or {},
        "most": _most(request),
    }
    return await pages_of(request).page(request, "calendar/import.html", context, status=status)


def _report_view(report: Report) -> dict[str, Any]:
    one = report.of
    remarks = [
        {"line": said.line, "uid": said.uid, "reason": said.reason, "is_kept": said.is_kept} for said in report.remarks
    ]
    return {
        "is_over": one.status is ImportStatus.FINISHED,
        "does": DOES[one.status],
        "percent": int(one.progress * 100),
        "done": one.done,
        "found": one.found,
        "counts": [
            (one.added, "added"),
            (one.changed, "changed"),
            (one.same, "were there as they are"),
            (one.older, "newer in the calendar, left as they are"),
            (one.refused, "not kept"),
        ],
        "lost": [said for said in remarks if not said["is_kept"]],
        "odd": [said for said in remarks if said["is_kept"]],
        "is_cut": len(remarks) >= MOST_REMARKS,
    }


def _most(request: Request) -> int:
    return request.scope["import_body"] // MEGABYTE


def _calendar_in(upload: Upload) -> CalendarId:
    try:
        return CalendarId(UUID(upload.fields.get("calendar_id", "")))
    except ValueError as broken:
        raise NoSuchCalendar from broken


def _import_id(request: Request) -> ImportId:
    try:
        return ImportId(UUID(request.path_params["import_id"]))
    except ValueError as broken:
        raise NoSuchImport from broken


def _url(one: Import) -> str:
    return f"/calendar/calendars/{one.calendar_id}/imports/{one.id}"


routes = [
    Route(IMPORT, choose),
    Route(IMPORT, bring, methods=["POST"]),
    Route("/calendar/calendars/{calendar_id}/imports/{import_id}", watch),
    Route("/calendar/calendars/{calendar_id}/imports/{import_id}/removal", stop, methods=["POST"]),
]

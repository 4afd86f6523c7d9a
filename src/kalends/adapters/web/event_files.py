"""The files on an event's page: added by a form, read, removed."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.attached import attached_response
from kalends.adapters.http.kinds import BodyTooLarge, Refused
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.event_pages import event_id_of, recurrence_id_of, shown, url_of
from kalends.adapters.web.rendering import Flash, Undo, go_to
from kalends.adapters.web.uploads import Upload
from kalends.core.errors import Error, Forbidden
from kalends.core.ids import AttachmentId
from kalends.features.calendars.attachments.domain import NewFile, NoSuchAttachment
from kalends.features.calendars.attachments.service import Carried
from kalends.features.calendars.events.asking import Scope, Which
from kalends.features.calendars.objects.attached import Targets, read_id


async def add(request: Request) -> Response:
    """The fields of the form stand before its file, which is kept as it comes."""
    upload, event_id = Upload(request), event_id_of(request)
    try:
        await upload.begin()
        new = NewFile(name=upload.file_name, media_type=upload.media_type, pieces=upload.pieces())
        targets = _targets(request, upload.fields)
        carried = await services_of(request).attachments.add(actor_of(request), event_id, new, targets)
    except BodyTooLarge:
        refused = services_of(request).attachments.limits.too_large()
        return await shown(request, {"file": str(refused)}, status=413)
    except Refused:
        raise
    except Error as refused:
        await upload.pass_over()
        if refused.field != "file" and not isinstance(refused, Forbidden):
            raise
        return await shown(request, {"file": str(refused)}, status=status_of(type(refused)))
    return _told(request, carried, f"Added: {carried.file.name if carried.file else 'a file'}.")


async def read(request: Request) -> Response:
    opened = await services_of(request).attachments.open(
        actor_of(request), _attachment_id(request), of=event_id_of(request)
    )
    return attached_response(request, opened)


async def remove(request: Request) -> Response:
    carried = await services_of(request).attachments.remove(
        actor_of(request), event_id_of(request), str(_attachment_id(request))
    )
    return _told(request, carried, "The file is removed.")


def _told(request: Request, carried: Carried, sentence: str) -> Response:
    undo = Undo(url=f"/calendar/changes/{carried.change_id}/undo", fields={"next": "/calendar"})
    flash = Flash(text=sentence, undo=undo if carried.change_id else None)
    return go_to(url_of(event_id_of(request), recurrence_id_of(request)), flash)


def _targets(request: Request, fields: Mapping[str, str]) -> Targets:
    which = recurrence_id_of(request)
    if which is None or fields.get("scope") != Scope.ONE.value:
        return ()
    return [Which(scope=Scope.ONE, recurrence_id=which).moment()]


def _attachment_id(request: Request) -> AttachmentId:
    found = read_id(request.path_params["attachment_id"])
    if found is None:
        raise NoSuchAttachment
    return found


routes = [
    Route("/calendar/events/{event_id}/attachments", add, methods=["POST"]),
    Route("/calendar/events/{event_id}/attachments/{attachment_id}", read),
    Route("/calendar/events/{event_id}/attachments/{attachment_id}/removal", remove, methods=["POST"]),
]

"""Device passwords by API: what calendar programs sign in with at CalDAV."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Response
from pydantic import Field

from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.shapes import Model, Text
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import PersonId, SessionId
from kalends.features.accounts.device_passwords.domain import Device

router = APIRouter(prefix="/people/{person_id}/devices", tags=["people"], route_class=LeanRoute)

Whose = Annotated[PersonId | Literal["me"], Path(description="Yourself: your id, or “me”.")]


class DeviceIn(Model):
    name: Annotated[Text, Field(examples=["Ada's phone"])]


class DeviceOut(Model):
    id: SessionId
    name: str
    created_at: datetime
    last_used_at: Annotated[datetime | None, Field(description="To within ten minutes.")]
    address: Annotated[str | None, Field(description="From where it was used last.")]
    agent: Annotated[str, Field(description="What the program calls itself.")]


class ConnectedOut(DeviceOut):
    password: Annotated[str, Field(description="Shown this once. It goes with your user name, at CalDAV only.")]


class DevicesOut(Model):
    devices: list[DeviceOut]


@router.get("")
async def list_devices(person_id: Whose, actor: Acting, services: Serving) -> DevicesOut:
    """My devices, the newest first."""
    devices = await services.device_passwords.list_own(actor, _own(person_id))
    return DevicesOut(devices=[DeviceOut(**_fields(one)) for one in devices])


@router.post("", status_code=201, responses=problems(403, 409))
async def connect(
    person_id: Whose, body: DeviceIn, response: Response, actor: Acting, services: Serving
) -> ConnectedOut:
    """Make a device password. My own must have been given in the last ten minutes."""
    connected = await services.device_passwords.add(actor, body.name, _own(person_id))
    response.headers["Cache-Control"] = "no-store"
    return ConnectedOut(**_fields(connected.device), password=connected.password)


@router.delete("/{device_id}", status_code=204)
async def revoke(person_id: Whose, device_id: SessionId, actor: Acting, services: Serving) -> None:
    """Revoke a device password; the device's next request is refused."""
    await services.device_passwords.revoke(actor, device_id, _own(person_id))


def _own(person_id: PersonId | Literal["me"]) -> PersonId | None:
    return None if person_id == "me" else person_id


def _fields(device: Device) -> dict[str, Any]:
    return {
        "id": device.id,
        "name": device.name,
        "created_at": device.created_at,
        "last_used_at": device.last_used_at,
        "address": device.address,
        "agent": device.agent,
    }

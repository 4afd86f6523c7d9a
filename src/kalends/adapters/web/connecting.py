"""What calendar programs need to find Kalends: addresses, a QR code, a profile for Apple's, three lines for each."""

import plistlib
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

import segno
from starlette.requests import Request

from kalends.adapters.http.basic import DOOR

# Modules of light around a QR code: what ISO/IEC 18004 asks for.
QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class Server:
    """Where programs reach us: "https://kalends.example", without a slash at its end."""

    origin: str

    @property
    def address(self) -> str:
        return f"{self.origin}{DOOR}/"

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.origin).port or (443 if self.is_https else 80)

    @property
    def takes_passwords(self) -> bool:
        """Over plain HTTP only from the machine that it runs on."""
        return self.is_https or self.host == "localhost" or _is_loopback(self.host)

    def principal_of(self, username: str) -> str:
        return f"{DOOR}/principals/{quote(username, safe='')}/"


def server_of(request: Request) -> Server:
    """As the operator says; else as this browser reached us, since other devices will do likewise."""
    said: str = request.scope["public_url"]
    return Server(said or str(request.base_url).rstrip("/"))


def android_address(server: Server, username: str, password: str) -> str:
    """What DAVx⁵ opens with everything filled in. Of the schemes it listens to, davx5 means HTTPS and caldav HTTP."""
    scheme = "davx5" if server.is_https else "caldav"
    place = server.address.partition("://")[2]
    return f"{scheme}://{quote(username, safe='')}:{quote(password, safe='')}@{place}"


def qr_code(text: str) -> str:
    """As SVG, dark on light in the dark too: not all cameras read the reverse."""
    code = segno.make_qr(text, error="m")
    return code.svg_inline(border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True)


def apple_profile(server: Server, username: str, password: str) -> bytes:
    """A configuration profile (.mobileconfig) with one payload, `com.apple.caldav.account`, as Apple's Device
    Management reference describes it. Unsigned, so the device warns; without a password the device asks for one."""
    identifier = f"{server.host}.kalends.{username}"
    account: dict[str, object] = {
        **_payload("com.apple.caldav.account", f"{identifier}.caldav", f"Kalends at {server.host}"),
        "CalDAVAccountDescription": "Kalends",
        "CalDAVHostName": server.host,
        "CalDAVPort": server.port,
        "CalDAVUseSSL": server.is_https,
        "CalDAVPrincipalURL": server.principal_of(username),
        "CalDAVUsername": username,
    }
    if password:
        account["CalDAVPassword"] = password
    profile = {
        **_payload("Configuration", identifier, f"Kalends at {server.host}"),
        "PayloadDescription": f"Adds the calendars of {username}.",
        "PayloadContent": [account],
    }
    return plistlib.dumps(profile)


def _payload(kind: str, identifier: str, name: str) -> dict[str, object]:
    """The same each time, so that a second profile takes the first one's place."""
    return {
        "PayloadType": kind,
        "PayloadVersion": 1,
        "PayloadIdentifier": identifier,
        "PayloadUUID": str(uuid5(NAMESPACE_URL, identifier)).upper(),
        "PayloadDisplayName": name,
    }


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    where: str
    lines: Sequence[tuple[str, str]]


def programs(server: Server, username: str, password: str) -> list[Program]:
    """The three lines that each of them needs, in its own words."""
    address, host = server.address, urlsplit(server.origin).netloc

    def three(name: str, where: str, *labels: str, at: str = address) -> Program:
        return Program(name, where, list(zip(labels, (at, username, password), strict=True)))

    return [
        three(
            "Apple: iPhone, iPad",
            "Settings → Apps → Calendar → Calendar Accounts → Add Account → Other → Add CalDAV Account",
            "Server",
            "User Name",
            "Password",
            at=host,
        ),
        three(
            "Apple: Mac",
            "Calendar → Add Account → Other CalDAV Account → Manual",
            "Server Address",
            "User Name",
            "Password",
            at=host,
        ),
        three("DAVx⁵ on Android", "+ → Login with URL and user name", "Base URL", "User name", "Password"),
        three(
            "Thunderbird",
            "New Calendar → On the Network; it asks for the password after “Find Calendars”",
            "Location",
            "Username",
            "Password",
        ),
        three("Evolution", "File → New → Collection Account → Advanced Options", "Server", "User", "Password"),
        three(
            "GNOME",
            "Settings → Online Accounts → Calendar, Contacts and Files",
            "Server Address",
            "Username",
            "Password",
        ),
        three(
            "KDE: Merkuro, Kontact",
            "Add calendar → DAV groupware resource → Configure the resource manually",
            "Remote URL",
            "Username",
            "Password",
        ),
        Program(
            "vdirsyncer",
            'in a [storage …] section of its config, with type = "caldav"',
            [("url =", f'"{address}"'), ("username =", f'"{username}"'), ("password =", f'"{password}"')],
        ),
        three(
            "Outlook",
            "CalDav Synchronizer → Synchronization Profiles → Add → Generic CalDAV; then “Test or discover settings”",
            "DAV URL",
            "Username",
            "Password",
        ),
    ]


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

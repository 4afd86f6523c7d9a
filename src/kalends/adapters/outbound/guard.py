"""Which addresses we connect to on other people's behalf: public ones, and those the operator has allowed."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from kalends.core.errors import Invalid

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# Answers all addresses of a name, as text. Asked once for each connection.
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

# IANA's registries of special-purpose addresses, RFC 6890 and its updates; written out, since what Python calls
# global has changed from version to version, and includes multicast and NAT64.
REFUSED: tuple[Network, ...] = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a carrier's NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, where clouds keep their secrets
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
        "::/96",  # unspecified, loopback, IPv4-compatible
        "64:ff9b::/96",  # NAT64: an IPv4 address in disguise
        "64:ff9b:1::/48",  # NAT64 of one's own
        "100::/64",  # discard
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fc00::/7",  # private
        "fe80::/10",  # link-local
        "fec0::/10",  # site-local
        "ff00::/8",  # multicast
    )
)
# What the C library would read as an IPv4 address: decimal, octal, hexadecimal, or short of a part.
_NUMERIC = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]*|[0-9]+))*\.?")


class ForbiddenAddress(Invalid):
    """This address is not on the public internet, so nothing is sent there. An operator may allow its network
    (outbound.allowed_networks)."""


class NoSuchHost(Invalid):
    """There is no such host. Check the address for a typing mistake."""


class Guard:
    """`allowed` are networks (CIDR) that the operator opens although they are not public."""

    def __init__(self, allowed: Iterable[Network | str] = (), *, resolver: Resolver | None = None) -> None:
        self._allowed = tuple(ip_network(one) for one in allowed)
        self._resolve = resolver or resolve

    async def addresses(self, host: str, port: int) -> list[Address]:
        """Where `host` is now, each address checked; one that is refused refuses them all.

        Connect to what this answers and never ask again: the next answer may be another one (DNS rebinding).
        """
        if _NUMERIC.fullmatch(host) and not _is_dotted_quad(host):
            raise ForbiddenAddress
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as unknown:
            raise NoSuchHost from unknown
        if not found:
            raise NoSuchHost
        addresses = list(dict.fromkeys(_read(one) for one in found))
        if any(self.is_refused(one) for one in addresses):
            raise ForbiddenAddress
        return addresses

    def is_allowed(self, address: Address) -> bool:
        """By the operator."""
        return any(address in network for network in self._allowed)

    def is_refused(self, address: Address) -> bool:
        return not self.is_allowed(address) and any(address in network for network in REFUSED)


async def resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(socket_address[0]) for *_, socket_address in found]


def _read(text: str) -> Address:
    """An IPv4 address in IPv6 clothes (`::ffff:127.0.0.1`) is the IPv4 address."""
    address = ip_address(text.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_dotted_quad(host: str) -> bool:
    try:
        IPv4Address(host)
    except ValueError:
        return False
    return True

"""Which addresses may be connected to: nothing private, unless the settings name it.

The check stands where names become numbers, so that a DNS answer cannot be one thing when it is checked and another
when it is used; addresses written as numbers are checked before the request.
"""

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

from rencai.errors import FetchForbidden

_PORTS = {"http": 80, "https": 443}


def is_public(address: str) -> bool:
    """Whether a numeric address lies in the open Internet, also when it is wrapped in an IPv6 one."""
    number = ip_address(address.split("%", 1)[0])
    if isinstance(number, IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inner is not None:
            number = inner
        elif number in _NAT64:
            number = ip_address(int(number) & 0xFFFF_FFFF)
    return number.is_global and not number.is_multicast and not number.is_reserved


class _Nat64:
    def __contains__(self, number: IPv6Address) -> bool:
        return int(number) >> 32 == 0x64FF9B << 64


_NAT64 = _Nat64()


@dataclass(frozen=True)
class Guard:
    """What may be fetched beside public addresses: `host` (any port) or `host:port`."""

    allowed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, allow_hosts: Iterable[str]) -> "Guard":
        return cls(frozenset(host.lower() for host in allow_hosts))

    def names(self, host: str, port: int) -> bool:
        """Whether the settings name this host, or this port of it."""
        host = host.lower().rstrip(".")
        return host in self.allowed or f"{host}:{port}" in self.allowed or f"[{host}]:{port}" in self.allowed

    def check(self, host: str, port: int, address: str) -> None:
        """Raise FetchForbidden unless this address of this host may be connected to."""
        if not self.names(host, port) and not is_public(address):
            raise FetchForbidden(
                f"{host}:{port} is at {address}, which is not public; to fetch it, name it in RENCAI_ALLOW_HOSTS"
            )

    def check_url(self, url: str) -> None:
        """Raise FetchForbidden for an address that no resolver will see, or that is no web address at all."""
        parts = urlsplit(url)
        try:
            host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
        except ValueError as error:
            raise FetchForbidden(f"{url} has no usable host and port") from error
        if not host or port is None:
            raise FetchForbidden(f"{url} is not an http or https address")
        try:
            ip_address(host.split("%", 1)[0])
        except ValueError:
            return
        self.check(host, port, host)

    async def addresses(self, host: str, port: int, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[str]:
        """Numeric addresses of a host that may be connected to.

        Raises FetchForbidden when one of them may not: a name with a public and a private address is a trap.
        """
        found = await asyncio.get_running_loop().getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            self.check(host, port, address)
        return addresses


class GuardedResolver(AbstractResolver):
    """Resolver of the downloader: what it returns is what is connected to."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in await self._guard.addresses(host, port, family)
        ]

    async def close(self) -> None:
        """Hold nothing open."""

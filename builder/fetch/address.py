"""Addresses of the web: which are asked for, and where a redirect may lead from each."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from builder.findings import BuilderError, Where, error

_SAVE = "open it in a browser, save the page and name the file"
_LONGEST = 4_000
#: What stands in a path or query as it is; anything else is percent-encoded (RFC 3986).
_SAFE = "/%:@!$&'()*+,;=~-._?"
_PORTS = {"http": 80, "https": 443}
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class Address(NamedTuple):
    """An address in parts: the host in ASCII, the path with its query; what stands behind `#` is not kept."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" if self.port == _PORTS[self.scheme] else f"{self.scheme}://{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.path}"


def refused(address: object, code: str, message: str, help_: str = _SAVE) -> BuilderError:
    """Return the error for an address that cannot be imported; it is shown on one line, without a password."""
    shown = "".join(each if each.isprintable() else "?" for each in str(address)[:300])
    return BuilderError(error(code, message, Where(file=re.sub(r"//[^/@\s]*@", "//", shown)), help_))


def parsed(text: str) -> Address:
    """Return the parts of an address; raise BuilderError for one that is not asked for."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise refused(text, "source-address", "this is no address of a page", "check how it is written") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise refused(text, "source-address", f"addresses that begin with {scheme}: are not asked for")
    if parts.username is not None or parts.password is not None:
        raise refused(text, "source-address", "the address holds a user's name or password, which would be kept")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not re.fullmatch(r"[A-Za-z0-9._:-]{1,253}", host) or len(text) > _LONGEST or port == 0:
        raise refused(text, "source-address", "this is no address of a page", "check how it is written")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Address(scheme, host.lower(), port or _PORTS[scheme], path if path.startswith("/") else f"/{path}")


def places(address: Address) -> tuple[str, ...]:
    """Return the numbers that a host has; raise BuilderError where there is no such host."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        message = f"there is no host {address.host}, or no network"
        raise refused(address, "address-unreachable", message, "check the address, and that you are online") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_private(place: str) -> bool:
    """Return whether a number belongs to this computer or a network of its own, and to no host of the internet.

    A name is none: what it means only the one who looks it up knows.
    """
    try:
        number = ipaddress.ip_address(place.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(number) if isinstance(number, ipaddress.IPv6Address) else None
    return any(_is_own(each) for each in (number, inner) if each is not None)


def _is_own(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    site = isinstance(number, ipaddress.IPv6Address) and number.is_site_local
    return site or not number.is_global or number.is_multicast


def _inner(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the number of the old kind that one of the new kind stands for (RFC 4291, 3056, 6052), if any."""
    if number.ipv4_mapped is not None or number.sixtofour is not None:
        return number.ipv4_mapped or number.sixtofour
    compatible = number in _COMPATIBLE and int(number) > 1
    return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF) if compatible or number in _TRANSLATED else None


def redirected(old: Address, location: str) -> Address:
    """Return where a redirect leads; raise BuilderError where it leads out of encryption or to no page."""
    try:
        target = urljoin(str(old), location.strip())
    except ValueError:
        raise refused(old, "source-address", "the page is redirected to what is no address") from None
    new = parsed(target)
    if old.scheme == "https" and new.scheme == "http":
        message = f"the page is redirected to {new.origin}, which is not encrypted"
        raise refused(old, "source-address", message)
    return new

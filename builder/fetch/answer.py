"""One request and its answer: as many bytes as an article may have, and none after the deadline."""

from __future__ import annotations

import http.client
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypedDict
from urllib.request import getproxies, proxy_bypass

import certifi
import urllib3
from urllib3 import BaseHTTPResponse
from urllib3.util import Timeout

from builder import __version__
from builder.fetch.address import Address, is_private, refused

#: A site's rules name a visitor by the word before the slash (RFC 9309, 2.2.1).
ROBOT = "teaching-module-builder"
_HEADERS = {
    "User-Agent": f"{ROBOT}/{__version__} (imports one page that a teacher named)",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_CONNECT = 4.0
_PIECE = 65_536


class Answer(NamedTuple):
    """What a server says: its status, where it leads, what it says of its bytes, and the bytes unpacked."""

    status: int
    reason: str
    location: str
    media_type: str
    data: bytes


class _How(TypedDict):
    """How every request is made: one request is one answer, read piece by piece."""

    headers: dict[str, str]
    timeout: Timeout
    redirect: bool
    retries: bool
    preload_content: bool


#: Gives the most bytes of an answer by what the server says of it.
Limit = Callable[[str], int]


class TooLargeError(Exception):
    """There are more bytes than an article has."""


def proxy_of(address: Address) -> str | None:
    """Return the proxy by which a host is asked, as the system or the environment says; none for this computer."""
    own = address.host == "localhost" or is_private(address.host)
    return None if own or proxy_bypass(address.host) else getproxies().get(address.scheme)


def ask(address: Address, place: str, limit: Limit, deadline: float) -> Answer:
    """Return the answer for an address, asked of the host at `place` or of a proxy; of a redirect no bytes.

    deadline: in seconds of `time.monotonic`.  Raises TooLargeError behind the bytes that `limit` gives for the
    answer's type, packed or unpacked, TimeoutError behind the deadline, and BuilderError where the connection fails.
    """
    left = max(deadline - time.monotonic(), 0.1)
    try:
        response = _request(address, place, Timeout(connect=min(_CONNECT, left), read=left))
        with response:
            wanted = 200 <= response.status < 300
            most = limit(response.headers.get("Content-Type") or "")
            data = b"".join(_unpacked(address, response, most, deadline)) if wanted else b""
    except (urllib3.exceptions.ReadTimeoutError, TimeoutError):
        raise TimeoutError from None
    except urllib3.exceptions.SSLError:
        message = "the host does not prove who it is: its certificate is not valid"
        raise refused(address, "address-unreachable", message) from None
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError):
        message = "the connection failed or broke off"
        help_ = "check the address and try again later, or save the page from a browser"
        raise refused(address, "address-unreachable", message, help_) from None
    headers = response.headers
    return Answer(
        status=response.status,
        reason=(response.reason or "")[:60],
        location=headers.get("Location") or "",
        media_type=headers.get("Content-Type") or "",
        data=data,
    )


def _request(address: Address, place: str, timeout: Timeout) -> BaseHTTPResponse:
    """Ask a host at the number that was looked at, so that its name cannot mean another by now."""
    headers = {**_HEADERS, "Host": address.origin.partition("://")[2]}
    proxy = proxy_of(address)
    how: _How = {"headers": headers, "timeout": timeout, "redirect": False, "retries": False, "preload_content": False}
    if proxy is not None:
        return urllib3.ProxyManager(proxy, ssl_context=_trusted()).request("GET", str(address), **how)
    if address.scheme == "https":
        name = address.host
        pool = urllib3.HTTPSConnectionPool(
            place, address.port, ssl_context=_trusted(), server_hostname=name, assert_hostname=name
        )
        return pool.request("GET", address.path, **how)
    return urllib3.HTTPConnectionPool(place, address.port).request("GET", address.path, **how)


def _trusted() -> ssl.SSLContext:
    """Return what certificates are held against: the system's list, and certifi's where a system has none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _unpacked(address: Address, response: BaseHTTPResponse, limit: int, deadline: float) -> Iterator[bytes]:
    """Yield the bytes of an answer, unpacked as they come in."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    unpack = _unpacker(packing)
    if unpack is None:
        raise refused(address, "address-unreachable", f"the answer is packed in a way that is not read: {packing[:40]}")
    received = unpacked = 0
    for piece in _pieces(response):
        received += len(piece)
        if received > limit or time.monotonic() > deadline:
            raise TooLargeError if received > limit else TimeoutError
        plain = unpack.unpacked(piece, limit - unpacked + 1)
        unpacked += len(plain)
        if unpacked > limit:
            raise TooLargeError
        yield plain
    if not unpack.is_whole:
        raise ValueError  # it was cut off


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    """Yield the bytes as they come in, however few they are."""
    while piece := response.read1(_PIECE, decode_content=False):
        yield piece


def _unpacker(packing: str) -> _Plain | _Packed | None:
    """Return what unpacks an answer, or None for a packing that is not asked for (RFC 9110, 8.4.1)."""
    if packing in ("", "identity"):
        return _Plain()
    return _Packed(packing == "deflate") if packing in ("gzip", "x-gzip", "deflate") else None


class _Plain:
    """An answer that is not packed; urllib3 tells where one that says its length is cut off."""

    is_whole = True

    def unpacked(self, piece: bytes, _most: int) -> bytes:
        return piece


class _Packed:
    """An answer packed by gzip, perhaps in several members (RFC 1952, 2.2), or by deflate, perhaps without its head."""

    def __init__(self, may_lack_head: bool) -> None:
        self._may_lack_head = may_lack_head
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    @property
    def is_whole(self) -> bool:
        return self._inner.eof or not self._begun

    def unpacked(self, piece: bytes, most: int) -> bytes:
        """Return the bytes of a piece, at most as many; raises ValueError where it is not packed as was said."""
        said = b""
        while piece and len(said) < most:
            if self._inner.eof:
                if not piece.startswith(b"\x1f"):
                    break  # some servers fill up with zeros
                self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32)
            said += self._next(piece, most - len(said))
            piece = self._inner.unused_data
        return said

    def _next(self, piece: bytes, most: int) -> bytes:
        try:
            plain = self._inner.decompress(piece, most)
        except zlib.error:
            if not self._may_lack_head or self._begun:
                raise ValueError from None
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            plain = self._inner.decompress(piece, most)
        self._begun = True
        return plain

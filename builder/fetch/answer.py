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
        plain = unpack(piece, limit - unpacked + 1)
        unpacked += len(plain)
        if unpacked > limit:
            raise TooLargeError
        yield plain


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    """Yield the bytes as they come in, however few they are."""
    while piece := response.read1(_PIECE, decode_content=False):
        yield piece


def _unpacker(packing: str) -> Callable[[bytes, int], bytes] | None:
    """Return what unpacks bytes up to a number, or None for a packing that is not asked for (RFC 9110, 8.4.1)."""
    if packing in ("", "identity"):
        return lambda piece, _: piece
    if packing not in ("gzip", "x-gzip", "deflate"):
        return None
    inner = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def unpack(piece: bytes, most: int) -> bytes:
        nonlocal inner
        try:
            return inner.decompress(piece, most)
        except zlib.error:
            if packing != "deflate":
                raise ValueError from None
            inner = zlib.decompressobj(-zlib.MAX_WBITS)  # without its head, as some servers send it
            return inner.decompress(piece, most)

    return unpack

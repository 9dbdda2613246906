"""A page by its address: redirects are followed within bounds, and all of it has to come before a deadline."""

from __future__ import annotations

import codecs
import queue
import re
import threading
import time
from collections.abc import Callable
from email.message import Message
from mimetypes import guess_extension
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from builder.fetch.address import Address, is_private, parsed, places, redirected, refused
from builder.fetch.answer import Answer, Limit, TooLargeError, ask, proxy_of
from builder.fetch.robots import Robots
from builder.findings import BuilderError

#: Seconds for everything: names, robots.txt, redirects, the last byte.
DEADLINE = 9.0
_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})

#: The suffix of a file by what a server says of it; what says nothing sure is left to its bytes and its name.
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/x-markdown": ".md",
    "application/jats+xml": ".xml", "application/x-tex": ".tex", "text/x-tex": ".tex", "application/x-latex": ".tex",
    "application/x-ipynb+json": ".ipynb", "application/rtf": ".rtf", "text/rtf": ".rtf",
    "application/epub+zip": ".epub", "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
_UNSURE = frozenset(
    {
        "",
        "text/plain",
        "application/octet-stream",
        "application/xml",
        "text/xml",
        "application/json",
        "binary/octet-stream",
    }
)


class Fetched(NamedTuple):
    """A page as it came: the address it came from in the end, a file's name for it, its bytes.

    Text whose charset only the server named is UTF-8 here, for the file on disk has no header.
    """

    address: str
    name: str
    data: bytes


class Wanted(NamedTuple):
    """What the reader of files knows: the most bytes of a file by its name, and the suffix that bytes call for."""

    limit: Callable[[str], int]
    suffix: Callable[[bytes], str | None]


def fetch(text: str, wanted: Wanted) -> Fetched:
    """Return the page at an address; raise BuilderError, which says why there is none, within ten seconds.

    It runs beside, since neither looking up a name nor a server that sends a byte a second can be stopped from within.
    """
    address = parsed(text)
    results: queue.Queue[Fetched | BaseException] = queue.Queue()
    deadline = time.monotonic() + DEADLINE

    def run() -> None:
        try:
            results.put(_Visit(address, wanted, deadline).page())
        except BaseException as problem:  # noqa: BLE001 - it is raised again below
            results.put(problem)

    threading.Thread(target=run, daemon=True).start()
    try:
        result = results.get(timeout=DEADLINE)
    except queue.Empty:
        result = TimeoutError()
    if isinstance(result, TimeoutError):
        message = f"the page did not come within {DEADLINE:.0f} seconds"
        raise refused(address, "address-slow", message)
    if isinstance(result, BaseException):
        raise result
    return result


class _Visit:
    """One page being asked for, with what is known of the sites on the way."""

    def __init__(self, address: Address, wanted: Wanted, deadline: float) -> None:
        self.address = address
        self.wanted = wanted
        self.deadline = deadline
        self.robots = Robots(self.file)
        self.public = False

    def page(self) -> Fetched:
        """Follow the address to its page."""
        address = self.address
        for _ in range(_REDIRECTS + 1):
            self.robots.check(address)
            try:
                answer = self.answer(address, self.limit(address))
            except TooLargeError:
                message = "the page sends more bytes than an article has"
                raise refused(address, "source-large", message, "name the page of one article") from None
            if answer.status in _MOVED and answer.location:
                address = redirected(address, answer.location)
                continue
            if not 200 <= answer.status < 300:
                raise _status(address, answer)
            suffix = self.wanted.suffix(answer.data)
            return Fetched(str(address), _name(address, _bare(answer.media_type), suffix), _in_utf_8(answer))
        raise self.too_many()

    def limit(self, address: Address) -> Limit:
        """Return what gives the most bytes of a page: of a file's name, which follows from what the server says."""
        return lambda said: self.wanted.limit(_name(address, _bare(said), None))

    def file(self, address: Address, limit: Limit) -> Answer:
        """Return the answer for a file of a site, redirects followed."""
        for _ in range(_REDIRECTS + 1):
            answer = self.answer(address, limit)
            if answer.status not in _MOVED or not answer.location:
                return answer
            address = redirected(address, answer.location)
        raise self.too_many()

    def answer(self, address: Address, limit: Limit) -> Answer:
        """Ask for one address; once a host of the internet was asked, none of a private network is."""
        found = places(address) if proxy_of(address) is None else (address.host,)
        private = any(map(is_private, found))
        if private and self.public:
            message = f"the page is redirected to {address.origin}, which belongs to a private network"
            raise refused(self.address, "source-address", message)
        self.public = self.public or not private
        problem: BuilderError | None = None
        for place in found[:3]:
            try:
                return ask(address, place, limit, self.deadline)
            except BuilderError as told:
                problem = told
        raise problem or TimeoutError

    def too_many(self) -> BuilderError:
        message = f"the page is redirected more than {_REDIRECTS} times"
        return refused(self.address, "address-redirects", message, "open it in a browser and name where it leads")


def _status(address: Address, answer: Answer) -> BuilderError:
    message = f"the server answers {answer.status} {answer.reason}".rstrip()
    helps = {404: "check the address", 410: "the page was taken away; look for it elsewhere"}
    closed = "if a browser shows it to you, save the page there and name the file"
    return refused(address, "address-refused", message, helps.get(answer.status, closed))


def _bare(media_type: str) -> str:
    """Return a media type without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def _name(address: Address, media_type: str, by_content: str | None) -> str:
    """Return the name of a file for a page: the address's last part, its suffix by content, type, then the address."""
    path = PurePosixPath(unquote(address.path.partition("?")[0]))
    last = re.sub(r"[^\w.-]+", "-", path.name).strip("-.")[:80] or "article"
    written = PurePosixPath(last).suffix.lower()
    suffix = by_content or _SUFFIXES.get(media_type)
    if suffix is None and media_type not in _UNSURE:
        suffix = guess_extension(media_type)
    if suffix is None:
        known = re.fullmatch(r"\.[a-z][a-z0-9]{1,9}", written) is not None
        suffix = written if known else ".txt" if media_type == "text/plain" else ".html"
    stem = PurePosixPath(last).stem if written in (suffix, ".htm", ".php", ".asp", ".aspx", ".jsp", ".cgi") else last
    return f"{stem}{suffix}"


def _in_utf_8(answer: Answer) -> bytes:
    """Return text in UTF-8 where the server names another charset and the bytes do not say their own."""
    said = Message()
    said["Content-Type"] = answer.media_type
    charset = said.get_content_charset("")
    data = answer.data
    media_type = _bare(answer.media_type)
    text = media_type.startswith("text/") or media_type == "application/xhtml+xml"
    if not text or not charset or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<?xml")):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data  # it is UTF-8, whatever the server says: other texts are not by chance
    try:
        name = codecs.lookup(charset).name
        return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name).encode("utf-8")
    except (LookupError, UnicodeError, ValueError):
        return data

"""What a site allows: its robots.txt, read as RFC 9309 says.

Protego (BSD) reads it: the standard library's parser knows no `*` and takes the first rule instead of the longest.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from protego import Protego

from builder.fetch.address import Address, refused
from builder.fetch.answer import ROBOT, Answer, Limit, TooLargeError
from builder.findings import BuilderError, Where

#: A parser has to read that much (RFC 9309, 2.5).
LIMIT = 500_000


class Robots:
    """The rules of the sites asked so far; `get` asks for an address and follows redirects."""

    def __init__(self, get: Callable[[Address, Limit], Answer]) -> None:
        self._get = get
        self._known: dict[str, Protego | None] = {}

    def check(self, address: Address) -> None:
        """Raise BuilderError where a site does not allow a page to be asked for by a program."""
        if address.origin not in self._known:
            self._known[address.origin] = self._rules(address)
        rules = self._known[address.origin]
        if rules is not None and not rules.can_fetch(str(address), ROBOT):
            message = "the site's robots.txt does not allow programs to ask for this page"
            raise refused(address, "address-robots", message)

    def _rules(self, address: Address) -> Protego | None:
        """Return a site's rules, or None where it has none: all is allowed then (2.3.1.3).

        While a site answers that it is out of order, nothing is (2.3.1.4).
        """
        try:
            answer = self._get(address._replace(path="/robots.txt"), lambda _: LIMIT)
        except TooLargeError:
            return None
        except BuilderError as problem:  # it is the page that was named
            raise BuilderError(replace(problem.finding, where=Where(file=str(address)))) from None
        if answer.status >= 500:
            message = f"the site's robots.txt cannot be had: {answer.status} {answer.reason}".rstrip()
            raise refused(address, "address-robots", message, "try again later, or save the page from a browser")
        if not 200 <= answer.status < 300:
            return None
        return Protego.parse(answer.data.decode("utf-8", "replace"))

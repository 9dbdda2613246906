"""A candidate for a quiz item, before the rules have looked at it."""

from __future__ import annotations

import msgspec

from builder.findings import Finding
from builder.model.item import Item


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What could become an item.

    about: what it asks for, as a person would name it ("“Backfire”").
    item: None where not even a candidate could be made; `problems` then says which rule stood in the way.
    """

    about: str
    item: Item | None = None
    problems: tuple[Finding, ...] = ()

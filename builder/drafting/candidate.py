"""A candidate for a quiz item, before the rules have looked at it."""

from __future__ import annotations

import hashlib

import msgspec

from builder.findings import Finding
from builder.model.item import Item


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What could become an item.

    kind: the pattern that found it.  about: what it asks for, as a person would name it ("“Backfire”").
    key: what a right answer says, by which two items on one idea are told.
    item: None where not even a candidate could be made; `problems` then says which rule stood in the way.
    score: how much the sentence matters in its article; of one kind the highest goes first.
    written: the same idea as a question to be answered in writing, for when the rules refuse the options.
    """

    kind: str
    about: str
    key: str = ""
    item: Item | None = None
    problems: tuple[Finding, ...] = ()
    score: float = 0.0
    written: Candidate | None = None


def id_of(prefix: str, quote: str) -> str:
    """Return the id of an item: from its kind and the words it quotes, so that the same words keep it."""
    return f"{prefix}-{_digest(prefix, quote)}"


def _digest(prefix: str, quote: str) -> str:
    return hashlib.sha256(f"{prefix}\n{quote}".encode()).hexdigest()[:8]

"""What the build's two processes say to each other, one JSON object a line.

`build` sends an `Order` and reads `Step`s and `Said`s; `worker` does the rest.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from builder.findings import Finding

StepName = Literal["reading pages", "writing pages"]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to build: the course, where pages and doctrees go, how many processes may help.

    inject: whether to load the builder's extension, which the course's `_config.yml` does not name.
    """

    folder: str
    out: str
    doctrees: str
    jobs: int
    inject: bool


class Total(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A step begins that has this many pages."""

    step: StepName
    pages: int


class Page(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A step has done one more page.  It carries no count: several processes say it."""

    step: StepName


class Said(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something that the user should know."""

    finding: Finding


Message = Total | Page | Said


def encoded(message: Message) -> bytes:
    """Return the message as one line."""
    return msgspec.json.encode(message) + b"\n"


def decoded(line: bytes) -> Message:
    """Return the message of one line.  Raises msgspec.DecodeError for anything else."""
    message: Message = msgspec.json.decode(line, type=Message)
    return message

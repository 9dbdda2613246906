"""The item bank of a course: its items with their state, and what is told about it as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from builder.model.alignment import Alignment
from builder.model.item import Item

State = Literal["drafted", "accepted", "authored"]


class BankItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item with its module and its state: drafted, accepted by a person, or authored by one."""

    module: str
    item: Item
    state: State


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the parts of one kind an item or a prompt of the module asks about."""

    part: str
    there: int
    covered: int
    missing: tuple[str, ...] = ()


class ModuleBank(msgspec.Struct, frozen=True, kw_only=True):
    """What is told about the items of one module.

    mined, refused: what a drafting of its article makes today: candidates, and refusals by the code of the rule.
    """

    slug: str
    items: int
    states: Mapping[State, int]
    mined: int
    refused: Mapping[str, int]
    alignment: Alignment
    coverage: tuple[Covered, ...]


def state_of(item: Item) -> State:
    """Return the state of an item."""
    if item.origin == "authored":
        return "authored"
    return "accepted" if item.accepted else "drafted"

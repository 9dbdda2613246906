"""Which quiz items of a module students see."""

from __future__ import annotations

from builder.model.item import Item
from builder.model.module import Module
from builder.model.settings import Settings


def is_reviewed(item: Item, module: Module) -> bool:
    """Return whether a person stands behind an item: wrote or changed it, accepted it, or reviewed its module."""
    return item.origin == "authored" or item.accepted or module.front.status == "reviewed"


def is_published(item: Item, module: Module, settings: Settings) -> bool:
    """Return whether students see an item."""
    return settings.publish_drafts or is_reviewed(item, module)


def published_items(module: Module, settings: Settings) -> tuple[Item, ...]:
    """Return the items that students see, in the module's order."""
    return tuple(item for item in module.items if is_published(item, module, settings))

"""Pages that are a program: what a server sends holds no text, and a browser's scripts would put it in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from builder.model.document import Block

#: Fewer words than these are "Loading ..." or a menu, and no article.
_FEWEST = 40
#: The element that frameworks fill, by its id, and what stands there for browsers without scripts.
_FILLED = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "main-app", "react-root"})
_ASKS = re.compile(r"java\s?script", re.IGNORECASE)


def needs_script(root: HtmlElement, blocks: Sequence[Block]) -> bool:
    """Return whether a page has hardly a word, and scripts that would bring more."""
    if sum(len(block.text.split()) for block in blocks if block.furniture is None) >= _FEWEST:
        return False
    if not any(script.get("src") or (script.text or "").strip() for script in root.iter("script")):
        return False
    filled = any((element.get("id") or "").lower() in _FILLED for element in root.iter("div", "main", "body"))
    asks = any(_ASKS.search("".join(element.itertext())) for element in root.iter("noscript"))
    asks = asks or any(_ASKS.search(block.text) and "enable" in block.text.lower() for block in blocks)
    return not blocks or filled or asks

"""A deck as a PowerPoint file (ECMA-376): real titles and placeholders, so that outline and screen reader have them.

python-pptx takes a third of a second to load, so it is loaded when a deck is written.
"""

from __future__ import annotations

from builder.model.sheet import Deck
from builder.writers.office import sealed
from builder.writers.slides.pages import pages_of


def pptx_of(deck: Deck, *, large: bool = False) -> bytes:
    """Return a deck as a .pptx file; large: with no letter of the text under 32 points, and no italics."""
    from builder.writers.slides.setting import presentation  # noqa: PLC0415 - slow to load

    return sealed(presentation(deck, pages_of(deck, large=large), large=large))

"""Places on a module's page that a link may point at: `#p2`, `#term-peace`, `../other-module/module.md#p2`.

Their anchors are raw HTML, which MyST does not look into; without this it would call such links broken.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

#: As `writers` makes them: numbered paragraphs, key terms, notes and the marks of notes.
_PLACE = re.compile(
    r'<span class="builder-(?:para|term-place|note|note-mark)" id="(?P<id>p\d+|(?:term|note)-[a-z0-9-]+)">'
)

#: Just before MyST resolves links inside a page (`ResolveAnchorIds`, 879).
_BEFORE_MYST = 878


class Places(SphinxTransform):
    """Tells MyST the ids of a page's own places, beside those of its headings."""

    default_priority = _BEFORE_MYST

    def apply(self, **_kwargs: Any) -> None:
        """Add the ids to the page's names, for links inside it and from other pages."""
        found = {
            match["id"]: (node.line or 0, match["id"], f"¶{match['id'][1:]}" if match["id"][0] == "p" else match["id"])
            for node in self.document.findall(nodes.raw)
            if (match := _PLACE.match(node.astext())) is not None
        }
        if found:
            slugs = {**getattr(self.document, "myst_slugs", {}), **found}
            self.document.myst_slugs = slugs
            self.env.metadata[self.env.docname]["myst_slugs"] = slugs

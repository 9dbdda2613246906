"""The pictures of a Word document: where they stand in it, and what is said of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.readers.blocks import Draft, image
from builder.readers.decode import cleaned
from builder.readers.docx_package import Element, Package, Relation, local, value
from builder.readers.gallery import Pictures
from builder.text.inline import escape

_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def drawn(drawing: Element) -> Iterator[Element]:
    """Yield the elements of a drawing in order, text boxes too, but nothing of what stands in a text box."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        yield element
        if local(element.tag) != "txbxContent" or element is drawing:
            stack.extend(reversed(element))


class Gallery(Pictures):
    """The pictures of a Word document taken so far."""

    def __init__(self, package: Package) -> None:
        super().__init__(package.data)
        self.package = package

    def pictures(self, drawing: Element, relations: Mapping[str, Relation]) -> list[Draft]:
        """Return the image blocks of a drawing (`w:drawing`) or of a picture of Word 2003 (`w:pict`)."""
        found: list[Draft] = []
        alternative = ""
        for element in drawn(drawing):
            name = local(element.tag)
            if name in ("docPr", "shape"):
                alternative = value(element, "descr") or value(element, "alt") or ""
            if name in ("blip", "imagedata"):
                id_ = value(element, "embed") or value(element, "link") or value(element, "id") or ""
                address = self._address(relations.get(id_))
                if address is not None:
                    found.append(Draft("image", image(escape(" ".join(cleaned(alternative).split())), address)))
        return found

    def _address(self, relation: Relation | None) -> str | None:
        """Return the name that a picture has beside the module, or its address on the web; None for no picture."""
        if relation is None:
            return None
        if relation.external:
            return relation.target if _ADDRESS.fullmatch(relation.target) else None
        return self.taken_or_said(relation.target)

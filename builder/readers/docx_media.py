"""The pictures inside a Word document: those that a browser shows, each once, under a name of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.model.document import Media
from builder.readers.blocks import Draft, image
from builder.readers.decode import cleaned
from builder.readers.docx_package import Element, Package, Relation, local, value
from builder.text.inline import escape

#: Kinds of pictures by their first bytes.  SVG is left out: it may hold scripts.
_KINDS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
)
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def drawn(drawing: Element) -> Iterator[Element]:
    """Yield the elements of a drawing in order, text boxes too, but nothing of what stands in a text box."""
    stack = [drawing]
    while stack:
        element = stack.pop()
        yield element
        if local(element.tag) != "txbxContent" or element is drawing:
            stack.extend(reversed(element))


@dataclass
class Gallery:
    """The pictures taken so far, and the names of parts that no browser shows."""

    package: Package
    media: list[Media] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _names: dict[str, str | None] = field(default_factory=dict)

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
        part = relation.target.lower()
        if part not in self._names:
            self._names[part] = self._taken(relation.target)
        return self._names[part]

    def _taken(self, part: str) -> str | None:
        data = self.package.data(part)
        kind = next((kind for sign, kind in _KINDS if data is not None and sign.match(data)), None)
        if data is None or kind is None:
            self.left_out.append(part)
            return None
        name = f"image{len(self.media) + 1}.{kind}"
        self.media.append(Media(name=name, data=data))
        return name

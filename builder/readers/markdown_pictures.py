"""The pictures of a Markdown file: addresses beside it or on the web, and pictures written into it as text."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from builder.model.document import Media

#: Kinds that a browser shows.  SVG is left out: it may hold scripts.
_INSIDE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,", re.IGNORECASE)


@dataclass
class Pictures:
    """The pictures taken out of the file so far, and how many could not be."""

    media: list[Media] = field(default_factory=list)
    left_out: int = 0
    _names: dict[str, str] = field(default_factory=dict)

    def address(self, source: str) -> str | None:
        """Return where a picture is found, by its name among `media` if it was inside the file; None for nowhere."""
        found = self._inside(source) if source[:5].lower() == "data:" else _outside(source)
        self.left_out += found is None
        return found

    def _inside(self, source: str) -> str | None:
        if source not in self._names:
            kind = _INSIDE.match(source)
            try:
                data = base64.b64decode(unquote(source[kind.end() :]), validate=True) if kind else b""
            except (binascii.Error, ValueError):
                data = b""
            if kind is None or not data:
                return None
            self._names[source] = f"image{len(self.media) + 1}.{kind[1].lower()}"
            self.media.append(Media(name=self._names[source], data=data))
        return self._names[source]


def _outside(source: str) -> str | None:
    try:
        scheme = urlsplit(source).scheme.lower()
    except ValueError:
        return None
    return source if scheme in ("", "http", "https") else None

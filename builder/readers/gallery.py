"""The pictures inside a file: those that a browser shows, each once, under a name of ours."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from builder.findings import Finding, Where, note
from builder.model.document import Media

#: Kinds of pictures by their first bytes.  SVG is left out: it may hold scripts.
_KINDS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
)


@dataclass
class Pictures:
    """The pictures taken so far, and the names of parts that no browser shows; `data` gives a part's bytes.

    Who has other forms of a picture takes the first that is shown, and says itself what was left out.
    """

    data: Callable[[str], bytes | None]
    media: list[Media] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _names: dict[str, str | None] = field(default_factory=dict)

    def taken(self, part: str) -> str | None:
        """Return the name that a picture has beside the module; None where the part is no picture for a browser."""
        key = part.lower()
        if key not in self._names:
            self._names[key] = self.added(self.data(part))
        return self._names[key]

    def taken_or_said(self, part: str) -> str | None:
        """Return the same, and keep the name of a part that was left out."""
        name = self.taken(part)
        if name is None and part.lower() not in self.left_out:
            self.left_out.append(part.lower())
        return name

    def added(self, data: bytes | None) -> str | None:
        """Return the name that a picture has beside the module; None for bytes that no browser shows."""
        kind = next((kind for sign, kind in _KINDS if data is not None and sign.match(data)), None)
        if data is None or kind is None:
            return None
        name = f"image{len(self.media) + 1}.{kind}"
        self.media.append(Media(name=name, data=data))
        return name


def left_out(pictures: Pictures, code: str, where: Where, help_: str) -> list[Finding]:
    """Return what is said of pictures that were not taken over."""
    if not pictures.left_out:
        return []
    ends = {posixpath.splitext(part)[1][1:].upper() for part in pictures.left_out}
    kinds = sorted(end if end.isalnum() and len(end) < 6 else "unknown" for end in ends)
    message = (
        "pictures that are not in the file, or no browser shows, were left out: "
        f"{len(pictures.left_out)} ({', '.join(kinds)})"
    )
    return [note(code, message, where, help_)]

"""The pictures of an article, copied beside its module.

Pictures inside a Word file come with it; those of a saved page or a Markdown file stand beside it on
disk.  Nothing is fetched: a picture that is only an address is left out, and the import says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec

from builder.files.slug import slug_of
from builder.model.article import Inspection
from builder.model.document import Document
from builder.text.inline import plain

FOLDER = "images"

_IMAGE = re.compile(r"!\[(?P<words>.*)\]\(<(?P<address>[^<>]*)>\)")
_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))
_LARGEST, _MOST = 10_000_000, 60

#: Gives the bytes of a file beside the article by its relative address, or None.
Beside = Callable[[str], bytes | None]


class Pictures(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its pictures placed.

    inspection: the article, its pictures under the names of `files` (`images/NAME`).
    missing: what the pictures show that could not be copied.
    """

    inspection: Inspection
    files: dict[str, bytes]
    missing: tuple[str, ...]


def beside(folder: Path) -> Beside:
    """Return the reader of the pictures in the folder of an article; it reaches no other folder and follows no link."""

    def read(address: str) -> bytes | None:
        path = folder / address
        try:
            if not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
                return None
            return path.read_bytes() if path.stat().st_size <= _LARGEST else None
        except (OSError, ValueError):
            return None

    return read


def placed(inspection: Inspection, document: Document, read: Beside | None) -> Pictures:
    """Return the article with each picture copied or left out."""
    inside = {media.name: media.data for media in document.media}
    files: dict[str, bytes] = {}
    missing: list[str] = []

    def kept(text: str) -> str | None:
        match = _IMAGE.fullmatch(text)
        if match is None:
            return text
        data = inside.get(match["address"]) or _from_disk(match["address"], read)
        suffix = _suffix(data) if data is not None else None
        if data is None or suffix is None or len(data) > _LARGEST or len(files) >= _MOST:
            missing.append(plain(match["words"]) or match["address"])
            return None
        name = f"{FOLDER}/{_name(match['address'], suffix, files, data)}"
        files[name] = data
        return f"![{match['words']}](<{name}>)"

    def all_kept(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for old in texts if (text := kept(old)) is not None)

    summary, practice = all_kept(inspection.summary), all_kept(inspection.informing_practice)
    sections = tuple(
        msgspec.structs.replace(section, paragraphs=all_kept(section.paragraphs)) for section in inspection.sections
    )
    article = msgspec.structs.replace(
        inspection,
        summary=summary,
        informing_practice=practice,
        sections=tuple(section for section in sections if section.paragraphs or section.heading),
    )
    return Pictures(inspection=article, files=files, missing=tuple(missing))


def _from_disk(address: str, read: Beside | None) -> bytes | None:
    """Return the bytes of a picture with a relative address."""
    parts = urlsplit(address)
    if read is None or parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return read(unquote(parts.path))


def _suffix(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for start, suffix in _SIGNATURES if data.startswith(start)), None)


def _name(address: str, suffix: str, taken: dict[str, bytes], data: bytes) -> str:
    """Return a file name that is safe everywhere and, but for the same picture, not taken."""
    stem = slug_of(PurePosixPath(unquote(urlsplit(address).path)).stem, "picture", data)
    name, number = f"{stem}{suffix}", 2
    while taken.get(f"{FOLDER}/{name}", data) != data:
        name, number = f"{stem}-{number}{suffix}", number + 1
    return name

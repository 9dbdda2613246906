"""The text of a PDF: by Poppler's pdftotext where it is installed, else what its streams hold in the clear."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\s*TJ", re.DOTALL)
_STRING = re.compile(r"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
_OCTAL = re.compile(r"\\([0-7]{1,3})")
_MOST = 50_000_000
_SECONDS = 120


def pdf_text(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text of a PDF, and why a part of it may be missing; no reason where all was read."""
    clear = "\n".join(_clear(data))
    program = shutil.which("pdftotext")
    if program is None:
        return clear, "its text needs the program pdftotext (Poppler), which is not installed"
    try:
        done = subprocess.run([program, str(path), "-"], capture_output=True, check=True, timeout=_SECONDS)
    except (subprocess.SubprocessError, OSError):
        return clear, "pdftotext cannot read it"
    text = done.stdout.decode(errors="replace")
    return "\n".join([clear, text, re.sub(r"-\s*\n\s*", "", text)]), ""


def _clear(data: bytes) -> Iterator[str]:
    """Yield what stands in a PDF in the clear: the file itself, its unpacked streams, the strings of each."""
    for part in (data, *_streams(data)):
        text = part.decode("latin-1")
        yield text
        yield " ".join(_shown(match[1]) for match in _SHOWN.finditer(text))
        yield " ".join(_string(match) for match in _STRING.finditer(text))


def _streams(data: bytes) -> Iterator[bytes]:
    for match in _STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(match[1], _MOST)
        except zlib.error:
            continue


def _shown(parts: str) -> str:
    """Return the words of a line that is set letter by letter, with shifts between."""
    return "".join(_string(match) for match in _STRING.finditer(parts))


def _string(match: re.Match[str]) -> str:
    if match[2] is not None:
        digits = re.sub(r"\s", "", match[2])
        return _wide(bytes.fromhex(digits + "0" * (len(digits) % 2)))
    octal = _OCTAL.sub(lambda found: chr(int(found[1], 8) & 255), match[1])
    return _wide(re.sub(r"\\(.)", r"\1", octal).encode("latin-1", errors="replace"))


def _wide(data: bytes) -> str:
    return data.decode("utf-16", errors="replace") if data.startswith(b"\xfe\xff") else data.decode("latin-1")

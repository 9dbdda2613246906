"""Bytes to text: which encoding it is, and which characters are left out.

Line numbers are those of an editor: lines end with a line feed, a carriage return, or both.  Other
characters that Unicode counts as line breaks (form feed, U+2028 ...) are blanks here.
"""

from __future__ import annotations

import re
import unicodedata

from builder.findings import Finding, Where, error, note

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

#: Files that are often saved or renamed as text by mistake, by their first bytes.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file, as .docx, .odt and .epub are"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
)

#: Soft hyphen, zero-width space, word joiner, byte order mark, object replacement: they show nothing.
#: ZWJ and ZWNJ stay: Arabic, Persian and Indic scripts spell with them.
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFC), None)
_BLANKS = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0xA0, 0x1680, 0x2007, 0x2028, 0x2029, 0x202F), " ")
_BLANKS |= dict.fromkeys(range(0x2000, 0x200B), " ") | {0x205F: " ", 0x3000: " "}
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)), None)
_CLEANED = {**_CONTROLS, **_BLANKS, **_INVISIBLE}

_SAVE_AS_TEXT = "open it in its own program and save it as plain text, UTF-8"
_SAVE_AS_UTF8 = "open it in an editor that shows it rightly and save it as UTF-8"


def decode(data: bytes, where: Where) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of a file as written, or None with a finding that says why it cannot be read."""
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if kind is not None:
        return None, (error("source-binary", f"this is {kind}, not plain text", where, _SAVE_AS_TEXT),)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where)
    guessed = _utf_16_by_zeros(data)
    if guessed is not None:
        return _strict(data, guessed, where)
    if _is_binary(data):
        return None, (error("source-binary", "this is not a text file", where, _SAVE_AS_TEXT),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        return _not_utf_8(data, problem, where)


def _strict(data: bytes, encoding: str, where: Where) -> tuple[str | None, tuple[Finding, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as problem:
        return None, (_undecodable(data, problem, encoding.upper(), where),)


def _not_utf_8(data: bytes, problem: UnicodeDecodeError, where: Where) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of a file in Windows-1252, unless it is UTF-8 with a few damaged bytes."""
    ignored = data.decode("utf-8", errors="ignore")
    sound = sum(ord(character) > 0x7F for character in ignored)
    broken = len(data) - len(ignored.encode("utf-8"))
    if sound > broken:
        return None, (_undecodable(data, problem, "UTF-8", where),)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None, (_undecodable(data, problem, "UTF-8", where),)
    if not _looks_western(text):
        return None, (_undecodable(data, problem, "UTF-8", where),)
    message = "the file is not UTF-8; it was read as Windows-1252"
    return text, (note("encoding-guessed", message, where, f"if letters look wrong, {_SAVE_AS_UTF8}"),)


def _undecodable(data: bytes, problem: UnicodeDecodeError, encoding: str, where: Where) -> Finding:
    before = data[: problem.start].decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1 if encoding == "UTF-8" else None
    message = f"bytes that are not {encoding}"
    return error("source-undecodable", message, Where(file=where.file, line=line), _SAVE_AS_UTF8)


def _utf_16_by_zeros(data: bytes) -> str | None:
    """Return the byte order of UTF-16 text without a mark.

    Latin text has every other byte zero; in other scripts the blanks between words have.
    """
    head = data[:2000]
    if len(data) % 2 or len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even <= 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd <= 0.02 * half:
        return "utf-16-be"
    blanks = [zip(*pair, strict=True) for pair in ((head[0::2], head[1::2]), (head[1::2], head[0::2]))]
    big, little = (sum(high == 0 and low in b" \r\n" for high, low in pairs) for pairs in blanks)
    if big > 0.05 * half and odd == 0:
        return "utf-16-be"
    return "utf-16-le" if little > 0.05 * half and even == 0 else None


def _is_binary(data: bytes) -> bool:
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", data))
    return b"\x00" in data or controls > max(2, len(data) // 200)


def _looks_western(text: str) -> bool:
    """Return whether the bytes above 127 are few and mostly letters or typographic marks.

    Text in another one-byte encoding (Windows-1251, 1256) has nearly all of its letters there.
    """
    high = [character for character in text if ord(character) > 0x7F]
    letters = sum(character.isalpha() for character in text)
    high_letters = sum(character.isalpha() for character in high)
    return high_letters <= 0.3 * max(letters, 1)


def lines(text: str) -> list[str]:
    """Return the lines of a text, composed (NFC), with blanks for every space and without invisible marks."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return cleaned(unified).split("\n")


def cleaned(text: str) -> str:
    """Return a text composed (NFC), with a blank for every space that Unicode has and without invisible marks."""
    return unicodedata.normalize("NFC", text.translate(_CLEANED))

"""The disguise of a quiz: what a page may say once an answer was given.

A page from a folder has no server to ask, so whatever marks it travels with it: this is a disguise and
no secret.  It keeps the key from a reader of the page's source, a search index and a `grep`; a person
with a debugger finds it.  Graded use belongs in an LMS.

A text is sealed under a *place*: the module, the item, the part of the item and the response.  Its
key stream is SHA-256 in counter mode over that place, so a response opens its own blob and no other.
All blobs sealed together have one length.  `book/static/quiz.js` opens them; the two must agree.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import msgspec

SCHEME = "builder-quiz-1"

#: What every sealed text begins with; a reader knows by it that a blob opened.
_MARK = b"sealed:"

#: Lengths are rounded up to this, so that they do not tell how much there is to say; it is a multiple
#: of 3, so that base64 needs no filling.
_STEP = 48

#: The least number of blobs that a typed answer has, real ones and dummies together.
_LEAST = 4

# The classes of characters for `normalised`, the same as in quiz.js.  They are written out, because
# scripts on old phones know no Unicode categories, and because a table does not change under us.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670"
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_APOSTROPHES = "'`\u02b9\u02bb-\u02bd\u2018-\u201b\u2032"
_PUNCTUATION = (
    "!-#%&(-*,-/:;?@\\[-\\]_{}\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u037e\u0387"
    "\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u060d\u061b\u061d-\u061f\u066a-\u066d\u06d4"
    "\u0964\u0965\u0970\u0e2f\u0e5a\u0e5b\u0f04-\u0f12\u0f14\u104a-\u104f\u10fb\u1360-\u1368\u17d4-\u17d6"
    "\u2010-\u2017\u201c-\u2027\u2030\u2031\u2033-\u205e\u2e00-\u2e2e\u2e30-\u2e5d"
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u3030\u303d\u30a0\u30fb"
)
_BLANKS = "\t-\r \u0085\u1680\u180e\u2028\u2029"

_DROPPED = re.compile(f"[{_MARKS}{_UNSEEN}{_APOSTROPHES}]")
_MINUS = re.compile(f"(^|[{_BLANKS}])[-\u2010\u2011\u2212](?=[0-9])")
_FOLDED = re.compile(f"[{_PUNCTUATION}{_BLANKS}]+")
_SPACED = re.compile(f"[{_BLANKS}]+")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What a blob belongs to: a module, an item of it, a part of the item.  None holds a line feed."""

    slug: str
    item: str
    part: str


def normalised(text: str) -> str:
    """Return a typed answer without what a marker would pass over: case, accents, punctuation, blanks.

    >>> normalised("  The Café’s “Self-defence” ")
    'the cafes self defence'
    """
    cased = _bare(text).upper().lower().replace("ς", "σ")
    signed = _MINUS.sub("\\1\u2212", _bare(cased))  # a minus is no punctuation
    folded = _single(signed, _FOLDED) or _single(unicodedata.normalize("NFKD", text), _SPACED)
    return unicodedata.normalize("NFC", folded)


def _bare(text: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text))


def _single(text: str, blanks: re.Pattern[str]) -> str:
    return blanks.sub(" ", text).strip(" ")


def key_stream(place: Place, response: str, length: int) -> bytes:
    """Return the first bytes of the key stream of a response at a place."""
    seed = f"{SCHEME}\n{place.slug}\n{place.item}\n{place.part}\n{response}".encode()
    blocks = (hashlib.sha256(seed + f"\n{count}".encode()).digest() for count in range(-(-length // 32)))
    return b"".join(blocks)[:length]


def packed(content: Mapping[str, Any]) -> bytes:
    """Return content as the bytes that are sealed; entries without a value are left out."""
    return _MARK + msgspec.json.encode({name: value for name, value in content.items() if value}, order="sorted")


def room(texts: tuple[bytes, ...]) -> int:
    """Return the one length that blobs of these texts have."""
    return -(-max(map(len, texts), default=0) // _STEP) * _STEP


def sealed(place: Place, response: str, text: bytes, length: int) -> str:
    """Return a packed text as a blob, in base64, that the response opens."""
    padded = text.ljust(length)
    stream = key_stream(place, response, length)
    return base64.b64encode(bytes(a ^ b for a, b in zip(padded, stream, strict=True))).decode()


def opened(place: Place, response: str, blob: str) -> dict[str, Any] | None:
    """Return what a blob holds, or None where the response does not open it."""
    data = base64.b64decode(blob)
    text = bytes(a ^ b for a, b in zip(data, key_stream(place, response, len(data)), strict=True))
    if not text.startswith(_MARK):
        return None
    content: dict[str, Any] = msgspec.json.decode(text[len(_MARK) :])
    return content


def among_dummies(place: Place, blobs: tuple[str, ...], length: int) -> tuple[str, ...]:
    """Return the blobs sorted among dummies that nothing opens, a power of two in all.

    Neither how many wordings are accepted nor their order is to be seen.
    """
    total = _LEAST
    while total < len(blobs):
        total *= 2
    dummies = (
        base64.b64encode(key_stream(place, f"\n{count}", length)).decode() for count in range(total - len(blobs))
    )
    return tuple(sorted((*blobs, *dummies)))

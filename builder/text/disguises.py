r"""Words in whatever form a file holds them: in markup, escaped, percent-encoded, in base64.

A private text may reach a student's file without anybody seeing it: in an attribute, as `\u00e9` in a
script, in base64 in a data address.  `readings` gives every form in which a file can be read; `bare` makes
two texts comparable that differ in markup, blanks, quotation marks and dashes only.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

#: So many characters of base64 hold the shortest text that is looked for.
_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}")
#: A stretch of decoded bytes that is text; what fonts, pictures and sealed replies decode to has none as long.
_LEGIBLE = re.compile("[^\x00-\x08\x0e-\x1f\x7f\ufffd]{12,}")
_TAG = re.compile(r"<[^<>]*>")
_SCRIPT_ESCAPE = re.compile(
    r"\\(?:u\{(?P<code>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})|(?P<one>.))", re.DOTALL
)
_BLANK_ESCAPES = {"n": "\n", "r": "\n", "t": "\t", "b": " ", "f": " ", "v": " "}
_NOT_WORDS = re.compile(r"[\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def bare(text: str) -> str:
    """Return the words of a text, folded, one blank between them.

    >>> bare("It’s  *harder*, he\u00a0said…")
    'it s harder he said'
    """
    if text.isascii():  # most files, and folding them takes much longer
        return _NOT_WORDS.sub(" ", text.lower()).strip()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper().casefold())
    return _NOT_WORDS.sub(" ", _UNSEEN.sub("", folded)).strip()


def readings(text: str) -> Iterator[str]:
    """Yield every form in which a file's text can be read: as it stands, unescaped, without tags, out of base64."""
    forms = dict.fromkeys(_forms(text))
    yield from forms
    runs = dict.fromkeys(run for form in forms for run in _RUN.findall(form))
    hidden = " \n ".join(dict.fromkeys(piece for run in runs for piece in _out_of_base64(run)))
    if hidden:
        yield from dict.fromkeys(_forms(hidden))


def _forms(text: str) -> Iterator[str]:
    """Yield a text as it stands, and with what scripts, HTML and addresses escape put back, in either order."""
    yield text
    put_back = html.unescape(html.unescape(unquote(_unescaped(text))))
    yield put_back
    yield _unescaped(unquote(html.unescape(html.unescape(text)).replace("+", " ")))
    if "<" in put_back:
        yield _TAG.sub(" ", put_back)
        yield html.unescape(_TAG.sub(" ", text))
        yield html.unescape(_TAG.sub("", text))


def _unescaped(text: str) -> str:
    """Return a text with the escapes of JSON and JavaScript put back."""
    if "\\" not in text:
        return text
    joined = _SURROGATES.sub(_character, _SCRIPT_ESCAPE.sub(_escaped, text))
    return joined.encode(errors="replace").decode()


def _escaped(match: re.Match[str]) -> str:
    digits = match["code"] or match["four"] or match["two"]
    if digits is None:
        return _BLANK_ESCAPES.get(match["one"], match["one"])
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else " "


def _character(match: re.Match[str]) -> str:
    """Return the character that two halves are, as JSON writes those beyond the first 65536."""
    return match.group().encode("utf-16", "surrogatepass").decode("utf-16")


def _out_of_base64(run: str) -> Iterator[str]:
    """Yield the stretches of text that a run of base64 holds, for each of the four places at which one may begin."""
    plain = run.replace("-", "+").replace("_", "/")
    for start in range(4):
        piece = plain[start:]
        piece = piece[:-1] if len(piece) % 4 == 1 else piece  # one character is no byte
        data = base64.b64decode(piece + "=" * (-len(piece) % 4))
        yield from _LEGIBLE.findall(data.decode(errors="replace"))

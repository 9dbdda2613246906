"""How the words of a course are compared, and in which order they stand."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from builder.text.words import folded

#: Hyphens that one author writes and another leaves out: "non-violence", "nonviolence".
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
#: Marks that Arabic texts may leave out: vowels, and the stroke that only makes a word longer.
_ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_QUOTED = re.compile(r"\A[\"'](?P<inside>[^\"']+)[\"']\Z")
#: The article, which Arabic indexes leave out of account.
_ARABIC_ARTICLE = re.compile(r"\A\u0627\u0644(?=\w{2})")
#: Scripts whose order is that of their letters in Latin script.
_BY_SOUND = frozenset(("LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL"))


def compared(words: str) -> str:
    """Return a term or keyword as it is compared: case, quotes, hyphens and optional marks left out of account.

    >>> compared("Non‑Violence") == compared("nonviolence"), compared("“Frame”") == compared("frame")
    (True, True)
    """
    text = folded(unicodedata.normalize("NFKC", words).replace("\u2010", "-")).casefold()
    text = _HYPHEN.sub("", _ARABIC_MARKS.sub("", text))
    quoted = _QUOTED.match(text)
    return quoted["inside"] if quoted else text


def sort_key(text: str) -> tuple[str, str, str]:
    """Return what texts of any script are put in order by: script (Latin first), letters without accents, themselves.

    Each script keeps its own alphabet together: a reader of Arabic finds Arabic in the Arabic order.
    """
    first = next((char for char in text if char.isalpha()), "")
    script = unicodedata.name(first, "").split(" ")[0] if first else ""
    if script in _BY_SOUND or not script:
        letters = re.sub(r"[^a-z0-9 ]", "", anyascii(text).casefold())
    else:
        bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
        letters = re.sub(r"[^\w ]", "", "".join(bare).casefold())
    return ("" if script in ("", "LATIN") else script, _ARABIC_ARTICLE.sub("", letters.strip()), text)

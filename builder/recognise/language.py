"""The language of a document, told from its text.

py3langid counts byte sequences, offline and without chance.  It is asked only about the languages
below, and only where there is text enough: a title and two lines are too little to tell Spanish from
Italian, and a wrong language is worse than the fallback.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from builder.model.document import Document
from builder.text.inline import plain

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

FALLBACK = "en"

CANDIDATES = (
    "am", "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
    "nl", "no", "pl", "ps", "pt", "ro", "ru", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip

#: Letters of running text under which the guess is not trusted, and over which more tell nothing new.
_ENOUGH, _PLENTY = 40, 6000


_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier


def language(document: Document) -> str:
    """Return the language of a document (BCP 47), by its text; templates claim English for every page.

    What the file says of itself counts where the text is too short to tell, and names the region.
    """
    told = of_text("\n".join(plain(block.text) for block in document.blocks if block.furniture is None))
    claimed = document.metadata.language
    if claimed and (told is None or claimed.split("-")[0].lower() == told):
        return claimed
    return told or FALLBACK


def of_text(text: str) -> str | None:
    """Return the language that a text is in, or None where it is too short to tell."""
    sample = _in_one_script(text[:_PLENTY])
    if sum(character.isalpha() for character in sample) < _ENOUGH:
        return None
    guess, certainty = _identifier().classify(sample)
    return str(guess) if certainty >= 0.9 else None


def _in_one_script(text: str) -> str:
    """Return the text without the letters of the lesser script: a quotation in Arabic is many bytes in few letters."""
    latin = len(_LATIN.findall(text))
    others = sum(character.isalpha() for character in text) - latin
    if latin >= others:
        return "".join(c for c in text if not c.isalpha() or _LATIN.match(c))
    return _LATIN.sub("", text)

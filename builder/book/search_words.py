"""Words of the search index without the marks that readers leave out.

Sphinx takes a letter's combining mark for the end of a word, so that a vowelled Arabic word stands in the
index as its pieces and is found by none that types it plainly.  `search.js` does the same to a query.
"""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage, languages
from sphinx.search.en import SearchEnglish

#: Arabic vowel marks and the stroke that only lengthens a word.
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")


def without_marks(text: str) -> str:
    """Return a text composed (NFC) and without Arabic vowel marks."""
    return _MARKS.sub("", unicodedata.normalize("NFC", text))


def index_without_marks(app: Sphinx, config: Config) -> None:
    """Have the words of the book's language split without marks (`config-inited`, after the language is known)."""
    name = config.html_search_language or config.language or "en"
    base = _class_for(name)
    if not hasattr(base, "builder_without_marks"):
        app.add_search_language(_without_marks(base, name))


def _class_for(name: str) -> type[SearchLanguage]:
    """Return Sphinx's class for a language, English where it has none, as its indexer would."""
    found: type[SearchLanguage] | str | None = languages.get(name) or languages.get(name.split("_", maxsplit=1)[0])
    if isinstance(found, str):
        module, _, attribute = found.rpartition(".")
        found = getattr(import_module(module), attribute)
    return found if isinstance(found, type) else SearchEnglish


def _without_marks(base: type[SearchLanguage], name: str) -> type[SearchLanguage]:
    class WithoutMarks(base):  # type: ignore[misc, valid-type]
        lang = name
        builder_without_marks = True

        def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name
            words: list[str] = super().split(without_marks(input))
            return words

    return WithoutMarks

"""What a PDF says about itself, as far as one may believe it.

Programs fill the title with the name of a file or of a template, and nobody looks at it; so a title is
believed only where most of its words stand in the text.
"""

from __future__ import annotations

import re

from builder.model.document import Metadata
from builder.readers.decode import cleaned
from builder.readers.pdf_file import About

_NOBODY = frozenset(
    ("microsoft office user", "windows user", "user", "unknown", "author", "admin", "administrator", "owner", "root")
)
_UNTITLED = re.compile(
    r"microsoft (?:word|powerpoint) - .*|untitled.*|(?:word )?document ?\d*|slide \d+|powerpoint presentation|"
    r".*\.(?:docx?|odt|rtf|indd|qxd|tex|dvi|pdf|pptx?|html?|pages|pub|cdr|ai|eps)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WORDS = re.compile(r"\w+")


def metadata_of(about: About, text: str) -> Metadata:
    """Return what a file says about itself; `text` is what stands on its pages.

    The day on which a program made the file is not when the article was published.
    """
    authors = (" ".join(author.split()) for author in _names(cleaned(about.author)))
    keywords = (" ".join(word.split()) for word in re.split(r"[;,،؛]", cleaned(about.keywords)))
    language = about.language.strip()
    return Metadata(
        title=_title(" ".join(cleaned(about.title).split()), text),
        authors=tuple(author for author in dict.fromkeys(authors) if author and author.casefold() not in _NOBODY),
        language=language if _LANGUAGE.fullmatch(language) else None,
        keywords=tuple(word for word in dict.fromkeys(keywords) if word),
    )


def _names(text: str) -> list[str]:
    """Return the names of authors; commas part them where no part is a bare family name ("Keeper, A.")."""
    parts = text.split(";")
    if len(parts) == 1 and all(len(part.split()) > 1 for part in text.split(",")):
        return text.split(",")
    return parts


def _title(title: str, text: str) -> str | None:
    words = [word.casefold() for word in _WORDS.findall(title)]
    if not words or _UNTITLED.fullmatch(title):
        return None
    known = {word.casefold() for word in _WORDS.findall(text)}
    return title if sum(word in known for word in words) >= 0.6 * len(words) else None

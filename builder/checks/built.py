"""Promise 4 on what was built: no private text in any file that students get, however it is written there."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from builder.checks.secrets import Secret, secrets, visible, visible_elsewhere
from builder.findings import Finding, Where, error, warning
from builder.model.built import BuiltFile, Channel
from builder.model.course import Course
from builder.text.disguises import bare, readings
from builder.text.finding_words import Sought

#: How the message names a channel, and where the words may have come from.
_CHANNELS: dict[Channel, tuple[str, str]] = {
    "page": ("the page", "build with `builder build --clean`; if it stays, take the words out of the course's pages"),
    "search": ("the search index", "take the words out of the page that has them, and build with --clean"),
    "source": (
        "the page's source",
        "build with `builder build --clean`; if it stays, look at the file it is copied from",
    ),
    "notebook": ("the notebook", "delete the notebook and run `builder build`"),
    "download": ("the download", "take out the link that brings this file along, and build again"),
    "static": ("the file", "take it out of the course's own static files, and build again"),
    "inventory": ("the inventory", "take the words out of the heading or target that has them, and build with --clean"),
    "picture": ("the picture", "replace the picture in the course, and build again"),
    "epub": ("the EPUB", "make it again from the student edition"),
    "pdf": ("the PDF", "make it again from the student edition"),
    "file": ("the file", "take it out of the course's extra files, and build again"),
}
_ARTICLE = re.compile(r"<article\b.*?</article>|<main class=\"bd-article\">.*?</main>", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_CLIP = 70

#: Letters that an index's stem may lack of its word.
_SUFFIX = 6
_SHORTEST_STEM = 4
_ENOUGH = 0.5


def leaks(course: Course, built: Iterable[BuiltFile], slugs: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Yield an error for each private text in a file that students get, and a warning for what cannot be read.

    slugs: the modules whose texts are looked for; all where none is named.
    """
    search = _Search(course, slugs)
    for file in built:
        if file.unread:
            help_ = "look at it yourself, or take it away and build again"
            yield warning("built-unread", f"not all of it was looked at: {file.unread}", Where(file=file.name), help_)
        yield from search.leaks(file)


class _Search:
    """What is looked for in a course's files: its private texts, without those that students may read anyway."""

    def __init__(self, course: Course, slugs: tuple[str, ...]) -> None:
        entries = [entry for entry in course.modules if not slugs or entry.module.slug in slugs]
        private = {entry.module.slug: secrets(entry, course) for entry in entries}
        self._short = {slug: _without_visible(course, slug, found) for slug, found in private.items()}
        everything = [secret for found in private.values() for secret in found if not secret.short]
        shown = [bare(text) for text in _all_visible(course)]
        private_words = Sought(secret.words for secret in everything)
        open_to_all = {words for text in shown for words in private_words.found(text)}
        self._sure = {secret.words: secret for secret in reversed(everything) if secret.words not in open_to_all}
        self._sought = Sought(self._sure)
        self._visible_words = sorted({word for text in shown for word in text.split(" ")})

    def leaks(self, file: BuiltFile) -> Iterator[Finding]:
        """Yield an error for each item or section that a file tells of."""
        texts = {bare(text) for text in readings(file.text)}
        found = {words for text in texts for words in self._sought.found(text)}
        told = [self._sure[words] for words in found] + list(self._short_ones(file))
        if file.channel == "search":
            told += self._indexed(file.text)
        first: dict[tuple[str, str], Secret] = {}
        for secret in sorted(told, key=lambda s: (s.slug, str(s.where), -len(s.words), s.words)):
            first.setdefault((secret.slug, secret.whose), secret)
        yield from (_leak(file, secret) for secret in first.values())

    def _short_ones(self, file: BuiltFile) -> Iterator[Secret]:
        """Yield the answers of a word or two that stand in the running text of their own module's page."""
        for slug, texts in _own_texts(file):
            if self._short.get(slug):
                known = {secret.words: secret for secret in self._short[slug]}
                found = {words for text in texts for words in Sought(known).found(bare(text))}
                yield from (known[words] for words in sorted(found))

    def _indexed(self, script: str) -> list[Secret]:
        """Return the private texts most of whose own words the search index knows; it keeps stems, not sentences."""
        stems = sorted(stem for stem in _stems(script) if not _has_word(self._visible_words, stem))
        return [secret for secret in self._sure.values() if stems and self._is_indexed(secret, stems)]

    def _is_indexed(self, secret: Secret, stems: list[str]) -> bool:
        own = {word for word in secret.words.split(" ") if word.isalpha() and len(word) > _SHORTEST_STEM}
        own = {word for word in own if not _is_in(self._visible_words, word)}
        known = sum(any(_is_stem(stem, word) for stem in stems) for word in own)
        return bool(own) and known / len(own) >= _ENOUGH


def _all_visible(course: Course) -> Iterator[str]:
    yield from visible_elsewhere(course)
    for entry in course.modules:
        yield from visible(entry, course)


def _without_visible(course: Course, slug: str, private: tuple[Secret, ...]) -> tuple[Secret, ...]:
    """Return the short private texts of a module that its own page does not show."""
    short = [secret for secret in private if secret.short]
    sought = Sought(secret.words for secret in short)
    texts = [text for entry in course.modules if entry.module.slug == slug for text in visible(entry, course)]
    shown = {words for text in texts for words in sought.found(bare(text))}
    return tuple(secret for secret in short if secret.words not in shown)


def _own_texts(file: BuiltFile) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the modules whose pages a file holds, each with what its page says to readers."""
    for name, text in file.chapters:
        yield _stem(name).removeprefix("modules-"), (_words_of(text),)
    if file.channel in ("page", "source", "notebook"):
        yield _stem(file.name), _running(file)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _words_of(markup: str) -> str:
    return html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", markup)))


def _running(file: BuiltFile) -> Iterator[str]:
    """Yield what a page says to its readers: no menus, scripts and marks."""
    if file.name.endswith(".ipynb"):
        try:
            cells = json.loads(file.text)["cells"]
            yield "\n\n".join("".join(cell["source"]) for cell in cells)
        except (ValueError, KeyError, TypeError):
            yield file.text
    elif file.channel == "page":
        for article in _ARTICLE.findall(file.text):
            yield _words_of(article)
    else:
        yield file.text


def _stems(script: str) -> frozenset[str]:
    """Return the stems of words that a search index holds."""
    try:
        index = json.loads(script[script.index("{") : script.rindex("}") + 1])
        return frozenset(stem for name in ("terms", "titleterms") for stem in index[name])
    except (ValueError, KeyError, TypeError):
        return frozenset()


def _is_stem(stem: str, word: str) -> bool:
    """Return whether a stem may be that of a word; a stemmer may change the last letter."""
    if stem == word:
        return True
    return len(stem) >= _SHORTEST_STEM and word.startswith(stem[:-1]) and len(word) - len(stem) <= _SUFFIX


def _has_word(words: list[str], stem: str) -> bool:
    """Return whether any of the sorted words has this stem."""
    place = bisect_left(words, stem[:-1] if len(stem) >= _SHORTEST_STEM else stem)
    while place < len(words) and words[place].startswith(stem[:-1]):
        if _is_stem(stem, words[place]):
            return True
        place += 1
    return False


def _is_in(words: list[str], word: str) -> bool:
    place = bisect_left(words, word)
    return place < len(words) and words[place] == word


def _leak(file: BuiltFile, secret: Secret) -> Finding:
    name, help_ = _CHANNELS[file.channel]
    text = " ".join(secret.text.split())
    clipped = text if len(text) <= _CLIP else text[: _CLIP - 1].rstrip() + "…"
    message = f"{name} holds {secret.whose} ({secret.where}): “{clipped}”"
    return error("built-leak", message, Where(file=file.name), help_)

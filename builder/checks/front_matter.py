"""Rules for what a module says about itself: reference, licence, language, status, age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.findings import Finding, Where, error, note, warning
from builder.model.course import CourseModule
from builder.model.module import ModuleSection
from builder.text.inline import plain
from builder.text.licences import terms_of

#: A year in a reference: "(2008)", "(2008, May)", else "2008" where it is no page and no range.
_IN_BRACKETS = re.compile(r"\((1[5-9]\d\d|20\d\d)[a-z]?\b")
_YEAR = re.compile(r"(?<![\d:–—-])(1[5-9]\d\d|20\d\d)(?![\d]|\s?[–—-]\s?\d)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def _at(entry: CourseModule, key: str) -> Where:
    """Return the place of a front matter key, or of the front matter where the key is not there."""
    return Where(file=entry.file, line=entry.keys.get(key, 1))


def citation_missing(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """The module names the research that it reports; of an essay, how the essay itself is cited."""
    if plain(entry.module.front.citation or "").strip():
        return
    if entry.article is not None and entry.article.kind == "article":
        help_ = "write `citation: ...` in the front matter: who wrote the article, when, and its title"
        yield note("citation-missing", "nothing says how this article is cited", _at(entry, "citation"), help_)
        return
    help_ = "write `citation: ...` in the front matter"
    yield warning("citation-missing", "no reference says what this module reports", _at(entry, "citation"), help_)


def licence_missing(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """The module says under which licence its text stands."""
    front = entry.module.front
    if not (front.licence or "").strip() and front.text != "full":
        help_ = "write `licence: CC BY 4.0`, or whatever the article's page says"
        yield note("licence-missing", "nothing says under which licence the article stands", _at(entry, "text"), help_)


def text_not_licensed(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """A text that is shown whole has a licence that allows it, also in the changed form that a module is."""
    front = entry.module.front
    if front.text != "full" or entry.article is None:
        return
    if not (front.licence or "").strip():
        help_ = "write its `licence:`, or `text: excerpt` or `text: link` where you may not republish it"
        message = "the page shows the article whole, and no licence is given"
        yield warning("licence-missing", message, _at(entry, "licence"), help_)
        return
    terms = terms_of(front.licence)
    if not terms.share:
        help_ = "with the owner's permission say so in Credits; without it write `text: excerpt` or `text: link`"
        message = f"the page shows the article whole, and “{front.licence}” is no licence known to allow that"
        yield warning("text-not-licensed", message, _at(entry, "licence"), help_)
    elif not terms.change:
        help_ = "write `text: excerpt` or `text: link`, or ask the owner"
        message = f"“{front.licence}” allows no changed versions, and a module shows the article in parts"
        yield warning("text-no-derivatives", message, _at(entry, "licence"), help_)


def address_missing(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """A page that shows only a part of its article says where the whole stands."""
    front = entry.module.front
    if front.text != "full" and not (front.url or front.doi):
        help_ = "write its `url:` or `doi:`"
        message = "the page shows only a part of the article, and nothing says where the whole stands"
        yield warning("address-missing", message, _at(entry, "text"), help_)


def article_unknown(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Where only a part of an article may be shown, what is the article's must be known."""
    return cannot_be_shown_in_part(entry)


def cannot_be_shown_in_part(entry: CourseModule) -> Iterator[Finding]:
    """Yield an error for a module that shows a part of an article which nobody can tell from the rest."""
    if entry.module.front.text != "full" and entry.article is None and entry.article_files:
        help_ = "restore `.import/article.json`, or import the article again"
        message = f"`text: {entry.module.front.text}` cannot be kept: what the import saw is not there"
        yield error("article-unknown", message, _at(entry, "text"), help_)


def language_missing(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """The module says its language: screen readers and hyphenation go by it."""
    if "language" not in entry.keys:
        help_ = "write `language: en`, or es, fr, ar ..."
        message = "no language is given; the page will say that it is in English"
        yield warning("language-missing", message, _at(entry, "language"), help_)


def draft_unreviewed(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Somebody has looked at what was drafted."""
    front, slug = entry.module.front, entry.module.slug
    if front.status == "draft":
        help_ = f"read it, then `builder accept {slug} --reviewer NAME --date YYYY-MM-DD`"
        message = "a draft that nobody has reviewed; students are told so on its page"
        if front.reviewed:
            message = f"a draft again: nobody has reviewed what changed after {front.reviewed}; its page says so"
        yield warning("draft-unreviewed", message, _at(entry, "status"), help_)


def review_undated(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """A reviewed module says who reviewed it and when."""
    front = entry.module.front
    if front.status == "reviewed" and not (front.reviewer and front.reviewed):
        help_ = f"`builder accept {entry.module.slug} --reviewer NAME --date YYYY-MM-DD` writes both"
        yield note("review-unsigned", "nothing says who reviewed the module and when", _at(entry, "status"), help_)


def update_due(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Research older than the course allows has an Update that says what has changed since."""
    year, years = reported_year(entry, looking.year), looking.course.settings.update_after_years
    if year is None or looking.year - year <= years or any(map(_says_something, entry.module.sections)):
        return
    help_ = "write what has changed since under `## Update`, or set `update_after_years` in _config.yml"
    message = f"it reports the state of {year}, more than {years} years ago, and has no Update"
    key = "published" if entry.module.front.published else "citation"
    yield warning("update-due", message, _at(entry, key), help_)


def _says_something(section: ModuleSection) -> bool:
    """Return whether a section is an Update with words that students see."""
    words = _COMMENT.sub("", section.body).strip()
    return section.kind == "update" and not section.instructor and bool(words)


def reported_year(entry: CourseModule, present: int) -> int | None:
    """Return the year that a module describes: that of its study, else that of its own publication.

    In a reference the year stands in brackets; without any it is the last that is no page, range or future.
    """
    front = entry.module.front
    for text in (front.citation, front.published):
        said = plain(text or "")
        bracketed = [int(year) for year in _IN_BRACKETS.findall(said) if int(year) <= present]
        years = bracketed[:1] or [int(year) for year in _YEAR.findall(said) if int(year) <= present][-1:]
        if years:
            return years[0]
    return None


def article_changed(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """The article stands as it came: quotations and paragraph numbers rest on it."""
    if entry.article is None:
        return
    folder = entry.file.rpartition("/")[0]
    if not entry.article_files:
        help_ = "restore the file; what was read from it is kept in `.import/article.json`"
        yield warning("article-missing", "the article that was imported is not there", Where(file=folder), help_)
    elif entry.article.source.sha256 not in entry.article_files.values():
        name = next(iter(entry.article_files))
        help_ = "restore it; what should read differently belongs into module.md"
        message = "the article was changed after it was imported"
        yield warning("article-changed", message, Where(file=f"{folder}/{name}"), help_)


def translation_unknown(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """A translation names a module of this course."""
    original = entry.module.front.translation_of
    slugs = [other.module.slug for other in looking.course.modules]
    if original is not None and (original not in slugs or original == entry.module.slug):
        message = f"`translation_of` names {original}, and there is no such other module"
        yield warning("translation-unknown", message, _at(entry, "translation_of"), "write a folder name of modules/")


def former_name_taken(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """A name that a module had before belongs to no other: progress is kept under it, and old addresses lead on."""
    own = entry.module.slug
    others = [other.module for other in looking.course.modules if other.module.slug != own]
    for name in dict.fromkeys(entry.module.front.renamed_from):
        holder = next((other.slug for other in others if name in (other.slug, *other.front.renamed_from)), None)
        if holder is not None:
            message = f"`renamed_from` has {name}, a name of {holder} too: readers' progress in the two is mixed"
            help_ = "rename the newer of the two, or take the name out here if no reader has used it"
            yield warning("former-name-taken", message, _at(entry, "renamed_from"), help_)

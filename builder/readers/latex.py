r"""LaTeX -> Document: an article as its author wrote it, without running TeX.

Nothing is executed and no other file is read; a finding names the files that the article would take in.
Macros of the file's own are put in within bounds; formulas stay as they are written, between dollar signs.
A fragment without `\begin{document}` is read from its first line.
"""

from __future__ import annotations

import re

from builder.findings import Finding, Where, error, warning
from builder.model.document import Document, Metadata, Source
from builder.readers import decode
from builder.readers.blocks import Draft, numbered
from builder.readers.latex_article import Article
from builder.readers.latex_cites import entries
from builder.readers.latex_source import EndlessError, Scanner, without_remarks
from builder.readers.latex_walk import DEEPEST_FRAME, MOST_BLOCKS, TooDeepError, TooLargeError
from builder.text.inline import plain

#: Names of inputenc's encodings; other names are Python's too.
_ENCODINGS = {"latin1": "cp1252", "ansinew": "cp1252", "latin9": "iso8859-15", "applemac": "mac-roman"}
_DECLARED = re.compile(rb"\\usepackage\s*\[([\w-]{2,20})\]\s*\{inputenc\}")
#: babel's and polyglossia's names of languages.
_LANGUAGES = {
    "english": "en", "american": "en", "usenglish": "en", "british": "en", "ukenglish": "en", "australian": "en",
    "spanish": "es", "french": "fr", "francais": "fr", "frenchb": "fr", "arabic": "ar", "german": "de",
    "ngerman": "de", "italian": "it", "portuguese": "pt", "brazil": "pt", "brazilian": "pt", "russian": "ru",
    "dutch": "nl", "turkish": "tr", "polish": "pl", "catalan": "ca", "swedish": "sv",
}  # fmt: skip
_BABEL = re.compile(
    r"\\usepackage\s*\[([^\[\]]{0,300})\]\s*\{babel\}|\\set(?:main|default)language(?:\[[^\]]*\])?\{(\w+)\}"
)
_CLASS = re.compile(r"\\documentclass\s*\[([^\[\]]{0,300})\]")
_CHAPTERS = re.compile(r"\\chapter\b")


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a LaTeX text, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    written, findings = _decoded(data, where)
    if written is None:
        return None, findings
    text = decode.cleaned(written.replace("\r\n", "\n").replace("\r", "\n"))
    bare = without_remarks(text)
    begins = "\\begin{document}" in bare
    if "\\documentclass" in bare and not begins:
        message = "there is no \\begin{document}: the file is cut off, or it is only the head of an article"
        return None, (*findings, error("latex-cut", message, where, "name the whole file, or one with its text alone"))
    if begins and "\\end{document}" not in bare:
        message = "there is no \\end{document}: the file is cut off"
        return None, (*findings, error("latex-cut", message, where, "fetch it again; if it is whole, add that line"))
    try:
        article = _walked(text, bare, begins=begins)
    except (EndlessError, TooLargeError, TooDeepError) as problem:
        return None, (*findings, _too_much(problem, where))
    title = [Draft("heading", ": ".join(article.titles), 1)] if article.titles else []
    blocks = numbered([*title, *article.drafts, *article.notes])
    if not article.drafts:
        help_ = "save the article's text into it"
        return None, (*findings, error("source-empty", "there is no text in the file", where, help_))
    return Document(source=source, metadata=_metadata(article), blocks=blocks), (*findings, *_others(article, where))


def _decoded(data: bytes, where: Where) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text: as UTF-8 where it is that, as the file declares for inputenc, or by guess."""
    try:
        if b"\x00" not in data:
            return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    match = _DECLARED.search(data[:20_000])
    if match and not match[1].startswith(b"utf8") and b"\x00" not in data:
        name = match[1].decode("ascii", "replace")
        try:
            return data.decode(_ENCODINGS.get(name, name)), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode.decode(data, where)


def _walked(text: str, bare: str, *, begins: bool) -> Article:
    """Return the article as read; a text that refers to its own numbers is read twice, the first time for them."""
    cites, language = entries(bare), _language(bare)

    def once(known: dict[str, str]) -> Article:
        article = Article(
            scanner=Scanner(text), preamble=begins, language=language, cites=cites, known=known,
            shift=2 if _CHAPTERS.search(bare) else 1,
        )  # fmt: skip
        article.run()
        return article

    article = once({})
    return once({key: number for key, number in article.labels.items() if number}) if article.labels else article


def _language(text: str) -> str | None:
    """Return the language that babel or polyglossia sets: the one called main, else the last."""
    match = _BABEL.search(text)
    if match is None:
        return None
    options = match[1] or ""
    if not options.strip() and (of_class := _CLASS.search(text)):
        options = of_class[1]
    main = re.search(r"main\s*=\s*(\w+)", options)
    names = [main[1]] if main else [match[2]] if match[2] else [name.strip() for name in options.split(",")]
    known = [_LANGUAGES[name.lower()] for name in names if name and name.lower() in _LANGUAGES]
    return known[-1] if known else None


def _metadata(article: Article) -> Metadata:
    doi = next((match[0] for text in article.doi if (match := re.search(r"10\.\d{4,9}/[^\s{}]+", text))), None)
    return Metadata(
        title=plain(": ".join(article.titles)) or None,
        authors=tuple(dict.fromkeys(article.authors)),
        published=next((date for date in article.dates if any(letter.isdigit() for letter in date)), None),
        doi=doi,
        language=article.language,
        keywords=tuple(dict.fromkeys(article.keywords)),
    )


def _too_much(problem: Exception, where: Where) -> Finding:
    if isinstance(problem, TooDeepError):
        message = f"its braces are nested more than {DEEPEST_FRAME} deep"
        return error("source-too-deep", message, where, "no person writes so; save the article's text as .txt")
    if isinstance(problem, EndlessError):
        message = "its macros put in more text than an article has"
        return error("latex-endless", message, where, "write out what they stand for, or name the article's PDF")
    message = f"the file has more than {MOST_BLOCKS} paragraphs, or more braces and formulas than an article has"
    return error("source-large", message, where, "cut it down to one article")


def _others(article: Article, where: Where) -> tuple[Finding, ...]:
    """Return which other files the article would take in."""
    named = list(dict.fromkeys(name for name in article.files if name))
    if not named:
        return ()
    shown = ", ".join(named[:5]) + (", ..." if len(named) > 5 else "")
    message = f"the article takes in other files, which were not read: {shown[:300]}"
    return (warning("latex-other-files", message, where, "put their text into this file and import it again"),)

"""JATS XML -> Document: an article as journals and PubMed Central keep it.

JATS is ANSI/NISO Z39.96 (jats.nlm.nih.gov); the NLM DTD before it has nearly the same elements.  Names are
compared without namespaces.  Nothing is fetched, no DTD is loaded, no entity is expanded but the named
characters that XHTML has.
"""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from builder.findings import Finding, Where, error
from builder.model.document import Document, Source
from builder.readers import decode
from builder.readers.blocks import numbered
from builder.readers.jats_article import walk
from builder.readers.jats_elements import Element, descendants, local
from builder.readers.jats_front import metadata_of
from builder.readers.jats_walk import MOST_BLOCKS, TooLargeError

#: Deeper than any article, and less than what lxml and we can walk.
_DEEPEST = 150
#: An article of 50 pages with formulas has some 50 000 elements.
_MOST_ELEMENTS = 400_000

#: So many stretches of emphasis, links and references are no article either (as in `html_walk`).
_MOST_MARKED = 25_000
_MARKED = frozenset("bold italic monospace sup sub ext-link uri email xref".split())

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_AGAIN = "fetch the file again, or take the article's web page or PDF instead"


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of an article in JATS, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    root, findings = _parsed(data, where)
    if root is None:
        return None, findings
    article = next(descendants(root, "article"), None)
    if article is None or not any(local(child) in ("front", "body") for child in article):
        message = f"this XML is no article in JATS: it begins with <{local(root)[:40]}>"
        return None, (error("jats-other", message, where, "save the article as a web page, .docx or .txt"),)
    metadata = metadata_of(article)
    try:
        blocks = numbered(walk(article, metadata))
    except TooLargeError:
        message = f"the article has more than {MOST_BLOCKS} paragraphs"
        return None, (error("source-large", message, where, "cut it down to one article"),)
    if not blocks:
        message = "there is no text in the article, only what describes it"
        return None, (error("source-empty", message, where, "fetch the version with full text"),)
    return Document(source=source, metadata=metadata, blocks=blocks), findings


def _parsed(data: bytes, where: Where) -> tuple[Element | None, tuple[Finding, ...]]:
    """Return the root of an XML file, or None with a finding."""
    bare = data.replace(b"\x00", b"").upper()  # UTF-16 has zeros between the letters
    if b"<!ENTITY" in bare:
        help_ = "do not open it if it came from somebody you do not know"
        return None, (error("jats-unsafe", "the file declares entities of its own", where, help_),)
    root, problem = _root(data)
    findings: tuple[Finding, ...] = ()
    if root is None and problem != "deep":
        text, findings = decode.decode(data, where)
        if text is None:
            return None, findings
        root, problem = _root(_with_characters(text).encode("utf-8"))
    if problem == "deep":
        help_ = "no article is like that; take its web page or its PDF instead"
        return None, (error("source-too-deep", f"its elements are nested more than {_DEEPEST} deep", where, help_),)
    if root is None:
        line = problem if isinstance(problem, int) else None
        message = "the file is damaged or cut off: it is not well-formed XML"
        return None, (error("jats-broken", message, Where(file=where.file, line=line), _AGAIN),)
    return _bounded(root, where, findings)


def _bounded(root: Element, where: Where, findings: tuple[Finding, ...]) -> tuple[Element | None, tuple[Finding, ...]]:
    """Return the root unless the tree is deeper or larger than an article is."""
    depth = number = marked = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        number += event == "start"
        marked += event == "start" and local(element) in _MARKED
        if depth > _DEEPEST:
            help_ = "no article is like that; take its web page or its PDF instead"
            return None, (error("source-too-deep", f"its elements are nested more than {_DEEPEST} deep", where, help_),)
        if number > _MOST_ELEMENTS or marked > _MOST_MARKED:
            message = f"the file has more than {_MOST_ELEMENTS} elements, or more marks in its text than an article has"
            return None, (error("source-large", message, where, "cut it down to one article"),)
    return root, findings


def _root(data: bytes) -> tuple[Element | None, int | str | None]:
    """Return the root of well-formed XML, else None with the line that is wrong, or "deep"."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser), None
    except etree.XMLSyntaxError as problem:
        return None, "deep" if "depth" in str(problem).lower() else problem.lineno
    except (etree.LxmlError, ValueError, LookupError):
        return None, None


def _with_characters(text: str) -> str:
    """Return XML without its declaration and with the characters that it names: `&nbsp;` stands in the DTD only."""
    return _NAMED.sub(lambda match: html5.get(match[1], match.group()), _DECLARATION.sub("", text, count=1))

"""What points at a module by its folder's name: the table of contents, syllabi, translations, links.

Each reference is a span of a file, so that a module gets another name by writing these spans anew and no other
byte.  A link is found by trial: the name is replaced where it stands, and what the Markdown then links to tells
whether it was part of an address.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import quote

import msgspec

from builder.files.lines import Splice, lines_of, spliced
from builder.files.module_read import front_matter_bounds
from builder.files.quiz_place import MODULES
from builder.files.syllabus_yml import FOLDER as SYLLABI
from builder.files.toc import FILE as TOC
from builder.files.toc import page_name
from builder.files.yaml_read import Node, read_yaml
from builder.files.yaml_write import scalar
from builder.text.links import Link, links

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_PAGE_SUFFIXES = (".md", ".ipynb", ".rst", ".html")
_TAKEN_IN = re.compile(r"^\s*(?:`{3,}|~{3,}|:{3,})\{(?:include|literalinclude)\}[ \t]*(?P<address>\S+)", re.MULTILINE)
#: How a name stands in an address: behind a slash or a mark that opens one, or before what goes on with it.
_IN_ADDRESS = r"""(?<![\w-])(?:(?<=[/(<"'`=])(?:{0})(?![\w-])|(?:{0})(?=[./#?]\w))"""
_CHILDREN = ("parts", "subtrees", "chapters", "sections", "entries", "items")


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A place that names a module: offsets [start, end) of what is written anew, and what it is then.

    what: for a person, what the reference is.
    """

    kind: Literal["toc", "syllabus", "translation", "link"]
    file: str
    line: int
    start: int
    end: int
    text: str
    what: str


def references(texts: Mapping[str, str], slug: str, new: str) -> tuple[Reference, ...]:
    """Return what names the module `slug` in the files of a course, with what it is where the name is `new`.

    texts: the course's table of contents, syllabi and Markdown files by their names from the course folder.
    """
    return tuple(found for file in sorted(texts) for found in _in_file(file, texts[file], slug, new))


def rewritten(text: str, found: tuple[Reference, ...]) -> str:
    """Return a file's text with its references written anew."""
    return spliced(text, [Splice(start=one.start, end=one.end, text=one.text) for one in found])


def _in_file(file: str, text: str, slug: str, new: str) -> Iterator[Reference]:
    if slug not in text and quote(slug) not in text:
        return
    if file == TOC:
        yield from _in_toc(text, slug, new)
    elif file.startswith(f"{SYLLABI}/"):
        yield from _in_syllabus(file, text, slug, new)
    else:
        yield from _in_markdown(file, text, slug, new)


def _named(node: Node, text: str, at: int, old: str, new: str) -> tuple[int, int, str]:
    """Return the span of a name inside a YAML value that begins at `at`, and what to write there."""
    start, end = node.start + at, node.end + at
    raw = text[start:end]
    if raw == node.scalar or old not in raw:  # plain, or written with escapes
        return start, end, scalar((node.scalar or "").replace(old, new))
    begin = start + raw.rindex(old)
    return begin, begin + len(old), new


def _in_toc(text: str, slug: str, new: str) -> Iterator[Reference]:
    root, _ = read_yaml(text, TOC)
    lines = lines_of(text)
    for node in _pages(root) if root is not None else ():
        if page_name(node.scalar or "") == f"{MODULES}/{slug}":
            start, end, words = _named(node, text, 0, f"{MODULES}/{slug}", f"{MODULES}/{new}")
            line = lines.number(start)
            yield Reference(kind="toc", file=TOC, line=line, start=start, end=end, text=words, what="an entry")


def _pages(node: Node) -> Iterator[Node]:
    for name, child in node.entries:
        if name in ("file", "root") and child.scalar is not None:
            yield child
        elif name in _CHILDREN:
            for item in child.items:
                yield from _pages(item)


def _in_syllabus(file: str, text: str, slug: str, new: str) -> Iterator[Reference]:
    root, _ = read_yaml(text, file)
    lines = lines_of(text)
    for part in ("sessions", "outcomes"):
        listed = root.get(part) if root is not None else None
        for number, entry in enumerate(listed.items if listed is not None else (), 1):
            modules = entry.get("modules")
            for node in modules.items if modules is not None else ():
                if node.scalar == slug:
                    start, end, words = _named(node, text, 0, slug, new)
                    yield Reference(
                        kind="syllabus",
                        file=file,
                        line=lines.number(start),
                        start=start,
                        end=end,
                        text=words,
                        what=_entry(part, number, entry),
                    )


def _entry(part: str, number: int, entry: Node) -> str:
    """Return how a person knows a session or an outcome."""
    named = [child.scalar for key in ("title", "id", "text") if (child := entry.get(key)) is not None and child.scalar]
    return f"{part[:-1]} {number}" + (f" (“{named[0]}”)" if named else "")


def _in_markdown(file: str, text: str, slug: str, new: str) -> Iterator[Reference]:
    bounds = front_matter_bounds(text)
    lines = lines_of(text)
    if bounds is not None:
        root, _ = read_yaml(text[bounds[0] : bounds[1]], file)
        original = root.get("translation_of") if root is not None else None
        if original is not None and original.scalar == slug:
            start, end, words = _named(original, text, bounds[0], slug, new)
            yield Reference(
                kind="translation",
                file=file,
                line=lines.number(start),
                start=start,
                end=end,
                text=words,
                what="translation_of",
            )
    body = bounds[2] if bounds is not None else 0
    for start, end in _in_addresses(text[body:], file, slug):
        yield Reference(
            kind="link",
            file=file,
            line=lines.number(start + body),
            start=start + body,
            end=end + body,
            text=new,
            what="a link",
        )


def _in_addresses(body: str, file: str, slug: str) -> Iterator[tuple[int, int]]:
    """Yield the spans in which a Markdown text names a module inside an address."""
    either = "|".join(re.escape(name) for name in dict.fromkeys((slug, quote(slug))))
    spans = [match.span() for match in re.finditer(_IN_ADDRESS.format(either), body)]
    before = _addresses(body) if spans else ()
    if not any(_points_at(link.address, file, slug) for link in before):
        return
    other = "another-name"
    while other in body:
        other += "-0"

    def leads_there(one: Link, after: Link) -> bool:
        return _points_at(one.address, file, slug) and _points_at(after.address, file, other)

    def found(some: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the spans that are part of an address: none where replacing them all changes no address."""
        tried = _addresses(spliced(body, [Splice(start=start, end=end, text=other) for start, end in some]))
        changed = [pair for pair in zip(before, tried, strict=False) if pair[0].address != pair[1].address]
        same_links = len(before) == len(tried)
        if len(some) > 1 and (changed or not same_links):
            yield from found(some[: len(some) // 2])
            yield from found(some[len(some) // 2 :])
        elif changed and same_links and all(leads_there(*pair) for pair in changed):
            yield some[0]

    yield from found(spans)


def _addresses(body: str) -> tuple[Link, ...]:
    taken_in = (
        Link(kind="link", address=match["address"], words="", line=body.count("\n", 0, match.start()) + 1)
        for match in _TAKEN_IN.finditer(body)
    )
    return (*links(body), *taken_in)


def _points_at(address: str, file: str, slug: str) -> bool:
    """Return whether an address in a file leads to a module's page, or to a file in its folder."""
    path = address.partition("#")[0].partition("?")[0]
    if not path or _OUTSIDE.match(path):
        return False
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(file), path)
    target, head = posixpath.normpath(joined), f"{MODULES}/{slug}"
    return target.startswith(f"{head}/") or target in (head, *(f"{head}{suffix}" for suffix in _PAGE_SUFFIXES))

"""The links, pictures and anchors of a Markdown text, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin

from builder.text.inline import plain

#: MyST's directives (```{figure} x.png, :::{note}), with their options and words on the lines below.
_DIRECTIVE = re.compile(r"^\s*(?:`{3,}|~{3,}|:{3,})\{(?P<name>[\w-]+)\}\s*(?P<address>\S*)")
_PICTURES = ("figure", "image")
#: Directives whose words are no Markdown.
_LITERAL = ("code", "code-block", "code-cell", "literalinclude", "math", "raw", "mermaid")
_ROLE = re.compile(r"\{(?:download|doc)\}`(?:[^`<]*<)?(?P<address>[^`<>]+)>?`")
_HTML = re.compile(r"""<(?P<tag>a|img)\b(?P<rest>[^>]*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(?P<name>href|src|alt)\s*=\s*["'](?P<value>[^"']*)["']""", re.IGNORECASE)
_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_ALT = re.compile(r"^\s*:?alt:\s*\S", re.MULTILINE)
_TARGET = re.compile(r"^\((?P<name>[^()\s]+)\)=\s*$", re.MULTILINE)
_HTML_ID = re.compile(r"""\bid=["'](?P<name>[^"'\s]+)["']""")


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link or a picture: its address, unquoted; the words it shows or stands for; its line, from 1."""

    kind: Literal["link", "picture"]
    address: str
    words: str
    line: int


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(deflist_plugin).use(colon_fence_plugin).enable("table")


@lru_cache(maxsize=20_000)  # two rules look at every section of a course
def links(markdown: str) -> tuple[Link, ...]:
    """Return the links and pictures of a Markdown text in order; those in code are none."""
    tokens = _parser().parse(_COMMENT_LINE.sub("", markdown))
    found = [link for token in tokens if token.type == "inline" for link in (*_inline(token), *_roles(token))]
    found += [link for token in tokens if token.type in ("html_block", "inline") for link in _html(token)]
    found += [link for token in tokens if token.type in ("fence", "colon_fence") for link in _directive(token)]
    return tuple(sorted(found, key=lambda link: link.line))


def _roles(token: Token) -> Iterator[Link]:
    line = token.map[0] + 1 if token.map else 1
    for match in _ROLE.finditer(token.content):
        at = line + token.content.count("\n", 0, match.start())
        yield Link(kind="link", address=unquote(match["address"].strip()), words=match["address"], line=at)


def _html(token: Token) -> Iterator[Link]:
    """Yield what raw HTML links to and shows, in a block or inside a paragraph."""
    line = token.map[0] + 1 if token.map else 1
    pieces = (
        [token.content]
        if token.type == "html_block"
        else [child.content for child in token.children or [] if child.type == "html_inline"]
    )
    for piece in pieces:
        for match in _HTML.finditer(piece):
            said = {found["name"].lower(): found["value"] for found in _ATTRIBUTE.finditer(match["rest"])}
            at = line + piece.count("\n", 0, match.start())
            if match["tag"].lower() == "img" and "src" in said:
                yield Link(kind="picture", address=unquote(said["src"]), words=said.get("alt", "").strip(), line=at)
            elif match["tag"].lower() == "a" and "href" in said:
                yield Link(kind="link", address=unquote(said["href"]), words="", line=at)


def _inline(token: Token) -> Iterator[Link]:
    line = token.map[0] + 1 if token.map else 1
    children = token.children or []
    for index, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "image":
            yield Link(kind="picture", address=_address(child, "src"), words=child.content.strip(), line=line)
        elif child.type == "link_open":
            yield Link(kind="link", address=_address(child, "href"), words=_words(children[index + 1 :]), line=line)


def _address(token: Token, name: str) -> str:
    return unquote(str(token.attrs.get(name, "")))


def _words(children: list[Token]) -> str:
    said = []
    for child in children:
        if child.type == "link_close":
            break
        said.append(child.content)
    return "".join(said).strip()


def _directive(token: Token) -> Iterator[Link]:
    line = token.map[0] + 1 if token.map else 1
    match = _DIRECTIVE.match(f"{token.markup}{token.info}")
    if match is None:
        return
    if match["name"] in _PICTURES:
        alt = "alt" if _ALT.search(token.content) else ""
        yield Link(kind="picture", address=unquote(match["address"]), words=alt, line=line)
    elif match["name"] not in _LITERAL:
        for link in links(token.content):
            yield msgspec.structs.replace(link, line=link.line + line)


def anchors(markdown: str) -> frozenset[str]:
    """Return the names that `#name` may point at: headings as code hosts name them, targets, HTML ids."""
    tokens = _parser().parse(markdown)
    headings = [tokens[index + 1].content for index, token in enumerate(tokens) if token.type == "heading_open"]
    names = [anchor(heading) for heading in headings]
    names += [match["name"] for match in _TARGET.finditer(markdown)]
    names += [match["name"] for match in _HTML_ID.finditer(markdown)]
    return frozenset(names)


def anchor(heading: str) -> str:
    """Return the name of a heading: small letters, blanks as hyphens, no punctuation (MyST, `slugify_github`)."""
    return re.sub(r"[^\w\- ]", "", plain(heading).strip().lower()).replace(" ", "-")

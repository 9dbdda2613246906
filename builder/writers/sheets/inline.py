"""Inline Markdown as text for paper: marks become styles, and a link shows its address in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from markdown_it.token import Token

from builder.model.sheet import Run, Text
from builder.text.inline import tokens
from builder.text.languages import direction

#: A MyST role before the code that is its argument, as in {term}`frame`.
_ROLE = re.compile(r"\{(?P<name>[a-zA-Z][\w:.-]*)\}\Z")
#: The target that a role's argument may name behind its words.
_TARGET = re.compile(r"\s*<[^<>]*>\Z")
#: Roles whose argument is no prose and stays as it is written.
_LITERAL_ROLES = frozenset(("math", "code", "kbd", "samp"))
_OUTSIDE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def text_of(markdown: str) -> Text:
    """Return inline Markdown as runs; blanks at both ends are left out."""
    return _trimmed(tuple(_joined(_runs(tokens(" ".join(markdown.split()))))))


def runs_of(children: list[Token]) -> Text:
    """Return parsed inline tokens as runs."""
    return _trimmed(tuple(_joined(_runs(children))))


def said(text: str, *, strong: bool = False, emphasis: bool = False) -> Text:
    """Return plain text as one run; nothing for no text."""
    return (Run(text=text, strong=strong, emphasis=emphasis),) if text else ()


def words_of(text: Text) -> str:
    """Return the words of a text without styles."""
    return "".join(run.text for run in text)


def shortened(text: str, most: int) -> str:
    """Return a text, or as many whole words of it as at most so many letters hold."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[:most]).rstrip(" ,;:") + "…"


def _runs(children: list[Token]) -> Iterator[Run]:
    strong, emphasis = 0, 0
    addresses: list[tuple[str, list[str]]] = []
    for place, token in enumerate(children):
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                addresses.append((str(token.attrs.get("href", "")), []))
            case "link_close":
                address, shown = addresses.pop()
                yield from _address_behind(address, "".join(shown))
            case _:
                for run in _pieces(token, children, place):
                    if addresses:
                        addresses[-1][1].append(run.text)
                    linked = addresses[-1][0] if addresses and _OUTSIDE.match(addresses[-1][0]) else ""
                    yield msgspec.structs.replace(run, strong=strong > 0, emphasis=emphasis > 0, address=linked)


def _pieces(token: Token, children: list[Token], place: int) -> Iterator[Run]:
    match token.type:
        case "softbreak" | "hardbreak":
            yield Run(text=" ")
        case "code_inline":
            yield from _code(token.content, children[place - 1] if place else None)
        case "image":
            yield Run(text=token.content or str(token.attrs.get("src", "")))
        case "html_inline":
            if _BREAK.fullmatch(token.content):
                yield Run(text=" ")
        case _:
            following = children[place + 1] if place + 1 < len(children) else None
            is_before_code = following is not None and following.type == "code_inline"
            yield from _plain(_ROLE.sub("", token.content) if is_before_code else token.content)


def _code(content: str, before: Token | None) -> Iterator[Run]:
    role = _ROLE.search(before.content) if before is not None and before.type == "text" else None
    if role is None or role["name"].lower() in _LITERAL_ROLES:
        yield Run(text=content, code=True)
    else:
        yield Run(text=_TARGET.sub("", content) or content.strip("<> "))


def _plain(content: str) -> Iterator[Run]:
    """Yield text, a note's mark raised."""
    done = 0
    for note in _NOTE.finditer(content):
        yield Run(text=content[done : note.start()])
        yield Run(text=note[1], raised=True)
        done = note.end()
    yield Run(text=content[done:])


def _address_behind(address: str, shown: str) -> Iterator[Run]:
    """Yield the address behind the words of a link, if it leads out of the book and is not what the words say."""
    bare = re.sub(r"\Amailto:", "", address)
    if _OUTSIDE.match(address) and bare.rstrip("/") != shown.strip().rstrip("/"):
        yield Run(text=" (")
        yield Run(text=bare, address=address)
        yield Run(text=")")


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield runs, neighbours of one style as one."""
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held is not None and msgspec.structs.replace(held, text="") == msgspec.structs.replace(run, text=""):
            held = msgspec.structs.replace(held, text=held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _trimmed(runs: Text) -> Text:
    if runs:
        runs = (msgspec.structs.replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
        runs = (*runs[:-1], msgspec.structs.replace(runs[-1], text=runs[-1].text.rstrip()))
    return tuple(run for run in runs if run.text)


def is_right_to_left(language: str) -> bool:
    """Return whether a sheet in this language is laid out from right to left."""
    return direction(language) == "rtl"

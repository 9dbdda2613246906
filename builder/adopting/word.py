"""A Word handout as a person left it: its paragraphs, what sheet it is, and what in it is no text of the sheet."""

from __future__ import annotations

import posixpath

import msgspec

from builder.adopting.edits import Unplaced
from builder.findings import BuilderError, Finding, Where, error
from builder.readers.docx_package import Element, Package, Refused, child, local, main_part, opened, value
from builder.writers.word.said import Said, made_of, said_in

_COMMENT = "comments are not carried"
_NOTE = "notes are not carried"
_TRACKED = frozenset(("ins", "del", "moveFrom", "moveTo"))
_PARTS = {"comments": ("comment", _COMMENT), "footnotes": ("footnote", _NOTE), "endnotes": ("endnote", _NOTE)}


class EditedSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A Word file of one sheet as a person left it.

    made: a digest of each paragraph as the builder made it.  tracked: whether changes are tracked in it.
    """

    kind: str
    slug: str
    version: str
    made: tuple[str, ...]
    paragraphs: tuple[Said, ...]
    unplaced: tuple[Unplaced, ...]
    tracked: bool


def read_word(data: bytes, file: str) -> EditedSheet:
    """Return a Word handout that the builder made and a person edited; raises BuilderError for any other file."""
    try:
        package = opened(data, Where(file=file))
        main = main_part(package)
        root = package.xml(main)
        named, made = made_of(_properties(package))
        body = child(root, "body")
    except Refused as problem:
        raise BuilderError(problem.finding) from problem
    if len(named) not in (2, 3) or body is None:
        raise BuilderError(_other(file))
    kind, slug, *version = named
    return EditedSheet(
        kind=kind,
        slug=slug,
        version="".join(version),
        made=made,
        paragraphs=said_in(body),
        unplaced=tuple(_beside(package, main)),
        tracked=any(local(element.tag) in _TRACKED for element in body.iter()),
    )


def _other(file: str) -> Finding:
    help_ = "name a handout of one module that `builder handout --format docx` made; a pack is not read back"
    return error("adopt-unread", "it does not say of which module and sheet it is", Where(file=file), help_)


def _properties(package: Package) -> dict[str, str]:
    relations = package.relations("").values()
    name = next((each.target for each in relations if each.kind == "custom-properties"), "docProps/custom.xml")
    root = package.xml(name)
    found: list[Element] = list(root) if root is not None else []
    return {value(each, "name") or "": "".join(each.itertext()) for each in found}


def _beside(package: Package, main: str) -> list[Unplaced]:
    """Return the comments and notes of a file; the builder writes none."""
    found = []
    for kind, (name, why) in _PARTS.items():
        root = package.xml(posixpath.join(posixpath.dirname(main), f"{kind}.xml"))
        for element in root if root is not None else ():
            words = " ".join("".join(part.text or "" for part in element.iter("{*}t")).split())
            if local(element.tag) == name and words:
                found.append(Unplaced(place=f"a {name}", why=why, after=words))
    return found

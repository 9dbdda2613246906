"""Named styles put into a document: all of ours into a blank one, only the missing ones into a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn

from builder.model.sheet import Layout
from builder.writers.word.looks import BODY, FONTS, LARGE_FONTS, Font, Look, looks_for
from builder.writers.word.xml import Element, in_order, make

#: Styles that Word has built in, and those of them that it writes in small letters.
_BUILT_IN = frozenset(
    "normal,title,subtitle,heading 1,heading 2,heading 3,list bullet,list bullet 2,list bullet 3,list number,"
    "list number 2,list number 3,list continue,list continue 2,list continue 3,quote,caption,header,footer,strong,"
    "emphasis,hyperlink,table grid".split(",")
)
_SMALL = frozenset(("heading 1", "heading 2", "heading 3", "caption", "header", "footer"))
_SIDES = {"start": {False: "left", True: "right"}}
_GRID, _FRAME = "Table Grid", "Frame"


class Styles:
    """A document's styles by their names: in a German template "Heading 1" has the id "berschrift1"."""

    def __init__(self, root: Element) -> None:
        self._by_id = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self._ids = {
            style.find(qn("w:name")).get(qn("w:val")).lower(): id_
            for id_, style in self._by_id.items()
            if style.find(qn("w:name")) is not None
        }

    def id(self, name: str) -> str:
        """Return a style's id."""
        return str(self._ids[name.lower()])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._ids

    def numbering(self, name: str) -> Element | None:
        """Return the list (`numPr`) that a style puts paragraphs into, its own or that of a style it is based on."""
        style, seen = self._by_id[self.id(name)], set()
        while style is not None and style not in seen:
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                return found
            seen.add(style)
            based = style.find(qn("w:basedOn"))
            style = self._by_id.get(based.get(qn("w:val"))) if based is not None else None
        return None


def with_styles(root: Element, layout: Layout, lists: Mapping[str, int], *, rtl: bool, template: bool) -> Styles:
    """Return the styles of a document after ours were put in.

    root: of its styles.  lists: the lists that our list styles belong to.  template: a style that is there stays as
    it is, and a missing one takes its font from the template; but in large print ours replace them all, since what
    a reader needs goes before what a house likes.
    """
    replace = layout.large or not template
    fonts = {} if template and not layout.large else LARGE_FONTS if layout.large else FONTS
    pen = _Pen(fonts or {font: FONTS[font] for font in ("code", "signs")}, lists, rtl=rtl, sized=replace)
    looks = looks_for(layout)
    there = Styles(root)
    for look in looks:
        _put(root, there, look.name, replace=replace, kind=look.kind)
    named = Styles(root)
    for look in looks:
        if replace or look.name not in there:
            pen.write(_style(root, named.id(look.name)), look, named)
    for name in (_GRID, _FRAME):
        if name not in there:
            root.append(_table_style(name, "Normal Table" if "Normal Table" in there else "", named))
    return Styles(root)


def _put(root: Element, there: Styles, name: str, *, replace: bool, kind: str) -> None:
    """Have a style of this name, emptied if it is replaced; its id stays, since the template may use it elsewhere."""
    if name in there:
        if replace:
            style = _style(root, there.id(name))
            for part in ("pPr", "rPr", "basedOn", "next", "link"):
                for old in style.findall(qn(f"w:{part}")):
                    style.remove(old)
        return
    built_in = name.lower() in _BUILT_IN
    taken = {style.get(qn("w:styleId")) for style in root.findall(qn("w:style"))}
    id_ = name.replace(" ", "")
    while id_ in taken:
        id_ += "x"
    style = make("style", make("name", val=name.lower() if name.lower() in _SMALL else name), type=kind, styleId=id_)
    if not built_in:
        style.set(qn("w:customStyle"), "1")
    root.append(style)


def _style(root: Element, id_: str) -> Element:
    return next(style for style in root.findall(qn("w:style")) if style.get(qn("w:styleId")) == id_)


class _Pen:
    """Writes looks as the elements of styles."""

    def __init__(self, fonts: Any, lists: Mapping[str, int], *, rtl: bool, sized: bool) -> None:
        self._fonts, self._lists, self._rtl, self._sized = fonts, lists, rtl, sized

    def write(self, style: Element, look: Look, styles: Styles) -> None:
        style.extend(make(tag, val=styles.id(other)) for tag, other in _bases(look) if other in styles)
        if style.find(qn("w:qFormat")) is None:
            style.append(make("qFormat"))
        if look.name == "Normal":
            style.set(qn("w:default"), "1")
        if look.kind == "paragraph":
            style.append(make("pPr", *self._paragraph(look)))
        style.append(make("rPr", *self._characters(look)))
        in_order(style)

    def _paragraph(self, look: Look) -> list[Element]:
        found = [make(tag) for tag, wanted in (("keepNext", look.keep_next), ("keepLines", look.keep_lines)) if wanted]
        if look.numbering:
            level = [make("ilvl", val=look.level)] if look.level else []
            found.append(make("numPr", *level, make("numId", val=self._lists[look.numbering])))
        if look.borders:
            found.append(make("pBdr", *(self._border(side, look) for side in look.borders)))
        spacing = _spacing(look)
        found += [make("spacing", **spacing)] if spacing else []
        if look.indent:
            hanging = {"hanging": look.hanging} if look.hanging else {}
            found.append(make("ind", left=look.indent, **hanging))
        found += [make("jc", val="center")] if look.centred else []
        found += [make("outlineLvl", val=look.outline)] if look.outline is not None else []
        return found

    def _border(self, side: str, look: Look) -> Element:
        thick, away = (12, 8) if side == "start" else (6, 4) if look.name == "Footer" else (6, 1)
        return make(_SIDES.get(side, {}).get(self._rtl, side), val="single", sz=thick, space=away, color="auto")

    def _characters(self, look: Look) -> list[Element]:
        found = []
        if look.font and look.font in self._fonts:
            found.append(_fonts(look.font, self._fonts))
        marks = (("b", look.bold), ("bCs", look.bold), ("i", look.italic), ("iCs", look.italic))
        found += [make(tag) for tag, wanted in marks if wanted]
        if look.size and (self._sized or look.size != BODY):
            found += [make("sz", val=round(look.size * 2)), make("szCs", val=round(look.size * 2))]
        if look.underline:
            found.append(make("u", val="single"))
        if look.boxed:
            found.append(make("bdr", val="single", sz=6, space=0, color="auto"))
        return found


def _bases(look: Look) -> tuple[tuple[str, str], ...]:
    return (("basedOn", look.based), ("next", look.following))


def _fonts(font: Font, fonts: Mapping[Font, tuple[str, str]]) -> Element:
    latin, complex_ = fonts[font]
    # A box to tick is a sign that Word looks up as an East Asian one (ECMA-376 part 1, 17.3.2.26).
    asian = {"eastAsia": "MS Gothic"} if font == "signs" else {}
    return make("rFonts", ascii=latin, hAnsi=latin, cs=complex_, **asian)


def _spacing(look: Look) -> dict[str, object]:
    found: dict[str, object] = {}
    if look.before is not None:
        found["before"] = round(look.before * 20)
    if look.after is not None:
        found["after"] = round(look.after * 20)
    if look.exact:
        found |= {"line": round(look.exact * 1440 / 25.4), "lineRule": "exact"}
    elif look.line:
        found |= {"line": round(look.line * 240), "lineRule": "auto"}
    return found


def _table_style(name: str, based: str, styles: Styles) -> Element:
    """Return a table style: a grid of lines, or one line around a frame."""
    sides = ("top", "left", "bottom", "right", *(("insideH", "insideV") if name == _GRID else ()))
    borders = [make(side, val="single", sz=4 if name == _GRID else 6, space=0, color="auto") for side in sides]
    room = (("top", 80), ("left", 100), ("bottom", 80), ("right", 100)) if name == _GRID else _FRAME_ROOM
    margins = [make(side, w=width, type="dxa") for side, width in room]
    built_in = name.lower() in _BUILT_IN
    return make(
        "style",
        make("name", val=name),
        *([make("basedOn", val=styles.id(based))] if based else []),
        make("tblPr", make("tblBorders", *borders), make("tblCellMar", *margins)),
        type="table",
        styleId=name.replace(" ", ""),
        **({} if built_in else {"customStyle": "1"}),
    )


_FRAME_ROOM = (("top", 140), ("left", 200), ("bottom", 80), ("right", 200))

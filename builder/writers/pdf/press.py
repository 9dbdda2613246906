"""From sheets to a PDF: data in JSON to one page template, compiled by typst as PDF/UA-1.

A press is made once a run and keeps typst's compiler warm: the first page costs what starting costs, every other
one milliseconds.  typst itself refuses a file without title, a picture without description, a skipped heading level
and a character that no font has (PDF/UA-1, ISO 14289-1).
"""

from __future__ import annotations

import re
import warnings
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import typst

from builder.findings import Finding, Where, error, note
from builder.model.maker import MADE_BY
from builder.model.sheet import Block, Layout, Paragraph, Picture, Run, Sheet, Text
from builder.text.languages import direction, ended
from builder.wording import phrase
from builder.writers.pdf.fonts import (
    SANS,
    SERIF,
    FontSet,
    Script,
    bundled,
    chosen,
    installed,
    is_mostly_in,
    scripts_in,
    unserved,
)
from builder.writers.pdf.signs import named, printable, unescaped
from builder.writers.sheets.around import each_block, in_steps, page_of
from builder.writers.sheets.inline import said, shortened, words_of
from builder.writers.sheets.pictures import picture_file
from builder.writers.sheets.qr import qr_code

#: Sheets that are read and not written on are set smaller.
_HELD_IN_A_HAND = ("facilitator", "key", "cover", "syllabus")

#: Two lines at the foot of a page hold so many letters, in large print or not: more would run off the paper.
_FOOT = {False: 170, True: 90}

#: So many letters have room over cards.
_OVER_CARDS = 70

_PICTURE_ALONE = b"""#set document(title: "A picture", date: none)
#set page(width: auto, height: auto)
#image(sys.inputs.path, alt: "What it shows")"""
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
#: How typst writes a sign that cannot be shown.
_PAPERS = {"a4": "a4", "letter": "us-letter"}
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")


class Press:
    """Sets sheets of one course: pictures are named from its folder, and it may bring fonts in `fonts/`."""

    def __init__(self, course: Path) -> None:
        self._course = course
        self._template = files(__package__).joinpath("sheet.typ").read_bytes()

    @cached_property
    def _bundled(self) -> tuple[FontSet, typst.Compiler]:
        return self._compiler(bundled())

    @cached_property
    def _installed(self) -> tuple[FontSet, typst.Compiler]:
        return self._compiler(installed(self._course / "fonts"))

    def _compiler(self, fonts: FontSet) -> tuple[FontSet, typst.Compiler]:
        root = str(self._course.resolve())
        return fonts, typst.Compiler(self._template, root=root, font_paths=fonts.fonts, ignore_system_fonts=True)

    def pdf(
        self, sheets: tuple[Sheet, ...], layout: Layout, *, both_sides: bool = False
    ) -> tuple[bytes | None, tuple[Finding, ...]]:
        """Return sheets as one PDF, each from a new page on, and None with a finding where a font is missing.

        both_sides: each sheet begins on a front side, for printing on both sides.
        """
        written = msgspec.json.encode(sheets).decode()
        scripts = scripts_in(written)
        fonts, compiler = self._installed if scripts or _has_own(self._course) else self._bundled
        lacking = unserved(scripts, fonts.families)
        if lacking:
            return None, tuple(_no_font(script, written) for script in lacking)
        sheets, told = self._with_pictures(sheets, compiler)
        data = _data(sheets, layout, fonts, both_sides=both_sides)
        made, problem = self._compiled(compiler, data)
        if problem is not None and fonts is self._bundled[0]:  # a sign that only the machine's fonts may have
            made, problem = self._compiled(self._installed[1], data)
        return made, (*told, *((self._refused(problem, data),) if problem is not None else ()))

    def _compiled(self, compiler: typst.Compiler, data: dict[str, Any]) -> tuple[bytes | None, typst.TypstError | None]:
        """Return a PDF, or what typst has against it."""
        inputs = {"sheet": msgspec.json.encode(printable(msgspec.to_builtins(data))).decode()}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = compiler.compile(input=self._template, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
        except typst.TypstError as problem:
            return None, problem
        return bytes(made), None  # type: ignore[arg-type] # one file, since the format is PDF

    def _refused(self, problem: typst.TypstError, data: dict[str, Any]) -> Finding:
        """Return why there is no PDF; of several sheets each is set alone, to find the one that cannot be."""
        missing = tuple(dict.fromkeys(map(unescaped, _MISSING.findall(problem.diagnostic))))
        if missing:
            return _no_glyph(missing)
        for sheet in data["sheets"]:
            _, alone = self._compiled(self._installed[1], {**data, "sheets": [sheet]})
            if alone is not None:
                return _not_set(sheet, alone)
        return _not_set(data["sheets"][0], problem)

    def _can_show(self, compiler: typst.Compiler, path: str) -> bool:
        """Return whether a picture is a file of the course that can be set; typst tells by setting it alone."""
        if picture_file(self._course, path) is None:
            return False
        if self._shows(compiler, path):
            return True  # else the words in a drawing may be in a script that only the machine's fonts have
        return compiler is self._bundled[1] and self._shows(self._installed[1], path)

    @staticmethod
    def _shows(compiler: typst.Compiler, path: str) -> bool:
        try:
            compiler.compile(
                input=_PICTURE_ALONE, format="pdf", sys_inputs={"path": f"/{path}"}, pdf_standards=["ua-1"]
            )
        except typst.TypstError:
            return False
        return True

    def _with_pictures(
        self, sheets: tuple[Sheet, ...], compiler: typst.Compiler
    ) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
        """Return sheets whose pictures can be set, and a note for each that its description stands for."""
        lost: list[str] = []

        def held(block: Block) -> Block:
            if isinstance(block, Picture) and not self._can_show(compiler, block.path):
                lost.append(block.path)
                return Paragraph(text=(Run(text=block.description, emphasis=True),))
            return block

        shown = tuple(msgspec.structs.replace(sheet, blocks=each_block(sheet.blocks, held)) for sheet in sheets)
        return shown, tuple(_no_picture(path) for path in dict.fromkeys(lost))


def _has_own(course: Path) -> bool:
    return (course / "fonts").is_dir()


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    return max(int(one or other) for one, other in _PAGES.findall(pdf))


def _data(sheets: tuple[Sheet, ...], layout: Layout, fonts: FontSet, *, both_sides: bool) -> dict[str, Any]:
    first = sheets[0]
    return {
        "title": first.title,
        "author": MADE_BY,
        "about": first.name,
        "keywords": list(dict.fromkeys(sheet.slug for sheet in sheets if sheet.slug)),
        "large": layout.large,
        "compact": not layout.large and any(sheet.kind in _HELD_IN_A_HAND for sheet in sheets),
        "paper": _PAPERS[layout.paper],
        "codes": {sheet.address: code.decode() for sheet in sheets if (code := qr_code(sheet.address, "svg"))},
        "both_sides": both_sides,
        "sheets": [{**_sheet(sheet, _FOOT[layout.large]), **_in_language(sheet, fonts)} for sheet in sheets],
    }


def _in_language(sheet: Sheet, fonts: FontSet) -> dict[str, Any]:
    """Return what depends on a sheet's language and scripts: a pack may hold several."""
    language, _, region = sheet.language.partition("-")
    scripts = scripts_in(msgspec.json.encode(sheet).decode())
    leads = is_mostly_in(scripts, words_of(sheet.heading))
    return {
        "lang": language.lower(),
        "region": region.lower() if re.fullmatch(r"[A-Za-z]{2}", region) else None,
        "rtl": direction(sheet.language) == "rtl",
        "serif": chosen(SERIF, scripts, fonts.families, large=False, leads=leads),
        "sans": chosen(SANS, scripts, fonts.families, large=True, leads=leads),
        "own_families": len(scripts) if leads else 0,
        "page_of": list(page_of(sheet.language)),
        "colon": phrase(sheet.language, "marks.colon"),
        "on_web": phrase(sheet.language, "sheet.on_web"),
        "points": phrase(sheet.language, "sheet.points", n="{n}"),
    }


def _sheet(sheet: Sheet, most: int) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "heading": _heading(sheet),
        "name": sheet.name,
        "address": sheet.address,
        "notice": sheet.notice,
        "foot": _foot(sheet, most),
        "blocks": in_steps(sheet.blocks),
    }


def _heading(sheet: Sheet) -> Text:
    """Return the heading; over cards there is room for two lines."""
    heading = sheet.heading if words_of(sheet.heading).strip() else said(sheet.name)
    return said(shortened(words_of(heading), _OVER_CARDS)) if sheet.kind == "cards" else heading


def _foot(sheet: Sheet, most: int) -> str:
    """Return title, kind, version and licence in at most about so many letters; title and licence give way."""
    version = phrase(sheet.language, "sheet.version", letter=sheet.version) if sheet.version else ""
    licence = shortened(sheet.licence, most // 2)
    others = [text for text in (sheet.name, version, licence) if text]
    title = shortened(words_of(sheet.heading), max(most - sum(map(len, others)), most // 4))
    return f"{ended('', sheet.language)} · ".join([title, *others])


def _no_picture(path: str) -> Finding:
    message = "the picture is missing or cannot be set, so its description stands in its place"
    help_ = "save it as PNG, JPEG or SVG where the module names it"
    return note("picture-not-printed", message, Where(file=path), help_)


def _no_font(script: Script, text: str) -> Finding:
    shown = "".join(sorted({char for char in text if script.holds(char) and char.isalpha()})[:6])
    message = f"no font for {script.name} is installed, so {shown} cannot be printed"
    help_ = f"install the package {script.package}, or put a font file into the course's folder fonts/"
    return error("font-missing", message, help=help_)


def _no_glyph(characters: tuple[str, ...]) -> Finding:
    shown = ", ".join(named(text) for text in characters[:6])
    message = f"no installed font has {shown}, so the page cannot be printed"
    help_ = "take the sign out, install a font that has it, or put one into the course's folder fonts/"
    return error("glyph-missing", message, help=help_)


def _not_set(sheet: dict[str, Any], problem: typst.TypstError) -> Finding:
    said_first = problem.diagnostic.strip().partition("\n")[0].removeprefix("error: ")
    message = f"“{sheet['title']}” cannot be set as a PDF; typst says: {said_first}"
    help_ = "change what the line is about in the module, or have this sheet as a Word file: --format docx"
    return error("page-not-set", message, help=help_)

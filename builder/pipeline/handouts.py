"""From a course to handouts: a run makes each sheet once and sets it in every format and on every paper asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from builder.files.course import MODULES, CourseFolder, read_course
from builder.files.print_folder import FACILITATOR_ONLY, PRINT, made_from, pdf_is_untouched, put, record, writable
from builder.findings import BuilderError, Finding, Where, error
from builder.model.sheet import STUDENT_KINDS, Deck, Layout, Paper, Sheet
from builder.pipeline.handout_sheets import Choices, findings_of, materials_of, sheets_of
from builder.pipeline.pack import pack
from builder.pipeline.review import known_modules
from builder.writers.office import is_untouched
from builder.writers.pdf.press import Press
from builder.writers.sheets.decks import prompts_deck, student_deck
from builder.writers.sheets.materials import Materials
from builder.writers.slides.pptx import pptx_of
from builder.writers.word.document import docx_of

Kind = Literal["student", "reading", "facilitator", "quiz", "key", "prompts", "cards", "pack"]
Format = Literal["pdf", "docx", "pptx"]
OnProgress = Callable[[str, int, int], None]

KINDS: tuple[Kind, ...] = ("student", "reading", "facilitator", "quiz", "key", "prompts", "cards", "pack")
FORMATS: tuple[Format, ...] = ("pdf", "docx", "pptx")
PAPERS: tuple[Paper, ...] = ("a4", "letter")

#: Kinds that are slides, and who makes them.
SLIDES: dict[Kind, Callable[[Materials], Deck | None]] = {"prompts": prompts_deck, "student": student_deck}


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is to make.

    slugs: the modules, in this order; all of the course if empty.  copies: how many people a pack is for, 0 if nobody
    knows.  out: where files go, the course's `_build/print` if None.  template: a DOCX whose styles Word files take.
    """

    slugs: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ("student",)
    formats: tuple[Format, ...] = ("pdf",)
    papers: tuple[Paper, ...] = ("a4",)
    large: bool = False
    choices: Choices = Choices()
    copies: int = 0
    out: Path | None = None
    template: Path | None = None


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What a run made: the files in the order in which they were made, and what there is to say."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


class _Product(msgspec.Struct, frozen=True, kw_only=True):
    """One file to make: its folder and name from the place of print, and what is in it.

    slugs: the modules it was made from.
    """

    folder: str
    name: str
    private: bool
    slugs: tuple[str, ...]
    sheets: tuple[Sheet, ...] = ()
    deck: Deck | None = None
    both_sides: bool = False


class _Run:
    """One run over an order: its tools, and what it has made and said so far."""

    def __init__(self, course: CourseFolder, order: Order) -> None:
        self.folder, self.order = course.folder, order
        self.out = order.out if order.out is not None else course.folder / PRINT
        self.press = Press(course.folder)
        self.template = _template(order.template)
        self.files: list[Path] = []
        self.findings: list[Finding] = []

    def tell(self, findings: tuple[Finding, ...]) -> None:
        self.findings += [finding for finding in findings if finding not in self.findings]

    def write(self, product: _Product, fmt: Format, layout: Layout) -> None:
        made, findings = self._set(product, fmt, layout)
        self.tell(tuple(_placed(finding, product) for finding in findings))
        if made is None:
            return
        path = self.out / product.folder / _file_name(product, fmt, layout)
        there = path.read_bytes() if path.is_file() else b""
        problem = put(path, made, there == made or _is_untouched(there, fmt))
        if problem is not None:
            self.tell((problem,))
            return
        self.files.append(path)
        if len(product.slugs) == 1:
            slug = product.slugs[0]
            name = path.relative_to(self.out / slug).as_posix()
            record(self.out / slug, {name: made_from(self.folder / MODULES / slug)})

    def _set(self, product: _Product, fmt: Format, layout: Layout) -> tuple[bytes | None, tuple[Finding, ...]]:
        if product.deck is not None:
            return pptx_of(product.deck, large=layout.large), ()
        if fmt == "docx":
            return docx_of(
                product.sheets, layout, self.folder, self.template, template_name=str(self.order.template or "")
            )
        return self.press.pdf(product.sheets, layout, both_sides=product.both_sides)


def handouts(folder: Path, order: Order, on_progress: OnProgress | None = None) -> Handed:
    """Make the handouts of an order; what cannot be made is told, and the rest is made.

    Raises BuilderError where there is no course, no such module, no readable template, or nothing can be written.
    """
    course, findings = read_course(folder)
    materials = materials_of(course)
    known_modules(course, order.slugs)
    chosen = [slug for slug in dict.fromkeys(order.slugs or materials) if slug in materials]
    run = _Run(course, order)
    writable(run.out)
    run.tell(findings)
    steps = [
        (kind, slugs, fmt, paper)
        for kind in order.kinds
        for slugs in ([tuple(chosen)] * bool(chosen) if kind == "pack" else [(slug,) for slug in chosen])
        for fmt in order.formats
        if fmt != "pptx" or kind in SLIDES
        for paper in (order.papers if fmt != "pptx" else order.papers[:1])
    ]
    for done, (kind, slugs, fmt, paper) in enumerate(steps, 1):
        layout = Layout(paper=paper, large=order.large)
        for product in _products(kind, [materials[slug] for slug in slugs], fmt, layout, run):
            run.write(product, fmt, layout)
        if on_progress is not None:
            on_progress("printing", done, len(steps))
    return Handed(files=tuple(run.files), findings=tuple(run.findings))


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as problem:
        message = f"it cannot be read: {problem.strerror or problem}"
        help_ = "name a .docx file whose styles the handouts are to take"
        raise BuilderError(error("template-unreadable", message, Where(file=str(path)), help_)) from problem


def _products(kind: Kind, materials: list[Materials], fmt: Format, layout: Layout, run: _Run) -> Iterator[_Product]:
    """Yield the files of a kind: of one module, or of a pack of several."""
    choices = run.order.choices
    if kind == "pack":
        piles, findings = pack(tuple(materials), choices, layout, run.press, run.order.copies)
        run.tell(findings)
        slugs = tuple(entry.shown.slug for entry in materials)
        folder = slugs[0] if len(slugs) == 1 else f"{slugs[0]}-and-{len(slugs) - 1}-more"
        for pile in piles:
            yield _Product(
                folder=folder, name=pile.name, private=pile.private, slugs=slugs, sheets=pile.sheets, both_sides=True
            )
        return
    (own,) = materials
    slug = own.shown.slug
    if fmt == "pptx":
        deck = SLIDES[kind](own)
        if deck is not None:
            yield _Product(
                folder=_folder(slug, deck.private), name=kind, private=deck.private, slugs=(slug,), deck=deck
            )
        return
    for name, made in sheets_of(kind, own, choices):
        run.tell(findings_of(kind, made, slug))
        if made.sheet is not None:
            private = kind not in STUDENT_KINDS
            yield _Product(
                folder=_folder(slug, private), name=name, private=private, slugs=(slug,), sheets=(made.sheet,)
            )


def _folder(slug: str, private: bool) -> str:
    return f"{slug}/{FACILITATOR_ONLY}" if private else slug


def _file_name(product: _Product, fmt: Format, layout: Layout) -> str:
    parts = [product.name, *[layout.paper] * (fmt != "pptx"), *["large"] * layout.large]
    return f"{'-'.join(parts)}.{fmt}"


def _is_untouched(data: bytes, fmt: Format) -> bool:
    return not data or (pdf_is_untouched(data) if fmt == "pdf" else is_untouched(data))


def _placed(finding: Finding, product: _Product) -> Finding:
    """Return a finding of a writer with the module it is about, where it names no place itself."""
    if str(finding.where) or len(product.slugs) != 1:
        return finding
    return msgspec.structs.replace(finding, where=Where(file=f"{MODULES}/{product.slugs[0]}/module.md"))

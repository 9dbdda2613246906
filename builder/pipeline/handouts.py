"""From a course to handouts: a run makes each sheet and sets it in every format and on every paper asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from builder.book.materials import digest_of, materials_of
from builder.files.course import MODULES, CourseFolder, page_of, read_course
from builder.files.print_folder import FACILITATOR_ONLY, PRINT, PRINT_BY_SYLLABUS, put, writable
from builder.findings import BuilderError, Finding, Where, error
from builder.model.sheet import SLIDES, STUDENT_KINDS, Deck, Format, Kind, Layout, Paper, Sheet
from builder.pipeline.handout_sheets import Choices, findings_of, nothing_for, sheets_of
from builder.pipeline.pack import pack
from builder.pipeline.review import known_modules
from builder.pipeline.taught import Lessons, Taught, taught_in
from builder.writers.office import is_untouched
from builder.writers.pdf.press import Press
from builder.writers.sheets.decks import prompts_deck, student_deck
from builder.writers.sheets.materials import Materials
from builder.writers.slides.pptx import pptx_of
from builder.writers.word.document import docx_of, template_of
from builder.writers.word.template import Template

OnProgress = Callable[[str, int, int], None]

_DECKS: dict[Kind, Callable[[Materials], Deck | None]] = {"prompts": prompts_deck, "student": student_deck}


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is to make.

    slugs: the modules, in this order; all of the course (of the lessons) if empty.  lessons: a part of a syllabus
    that is followed; None for the course's own order.  copies: how many people a pack is for, 0 if nobody knows.
    out: where files go; if None the course's `_build/print`, with a syllabus `_build/print-by-syllabus/NAME`.
    template: a DOCX whose styles Word files take.
    """

    slugs: tuple[str, ...] = ()
    lessons: Lessons | None = None
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


class _Step(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of sheet of some modules (one, but for a pack) in one format on one paper."""

    kind: Kind
    materials: tuple[Materials, ...]
    format: Format
    layout: Layout


class _Product(msgspec.Struct, frozen=True, kw_only=True):
    """One file to make: its folder in the place of print, its name in that without suffix, and what is in it."""

    folder: str
    name: str
    sheets: tuple[Sheet, ...] = ()
    deck: Deck | None = None
    both_sides: bool = False


class _Run:
    """One run over an order: its tools, and what it has made and said so far."""

    def __init__(self, course: CourseFolder, order: Order, taught: Taught | None) -> None:
        self.course, self.order, self.taught = course, order, taught
        self.choices = order.choices
        if taught is not None:
            self.choices = msgspec.structs.replace(order.choices, sessions=taught.minutes)
        self.out = order.out if order.out is not None else course.folder / _place(order)
        self.press = Press(course.folder)
        self.template = _template(order.template)
        self.files: list[Path] = []
        self.findings: list[Finding] = []

    def tell(self, findings: tuple[Finding, ...]) -> None:
        self.findings += [finding for finding in findings if finding not in self.findings]

    def make(self, step: _Step) -> None:
        """Make the files of a step; a file that a person has changed is left alone and told."""
        slugs = tuple(own.shown.slug for own in step.materials)
        in_order = self.taught.order if self.taught is not None else None
        made_from = "".join(digest_of(own, self.course, in_order) for own in step.materials)
        made_from = made_from if len(slugs) == 1 else hashlib.sha256(made_from.encode()).hexdigest()
        for product in self._products(step):
            data, findings = self._set(product, step.format, step.layout)
            self.tell(tuple(_placed(finding, slugs) for finding in findings))
            if data is None:
                continue
            name = f"{product.name}{_suffix(step)}"
            is_sealed = is_untouched if step.format != "pdf" else _never
            problem = put(self.out / product.folder, name, data, made_from, is_sealed)
            if problem is None:
                self.files.append(self.out / product.folder / name)
            else:
                self.tell((problem,))

    def _set(self, product: _Product, fmt: Format, layout: Layout) -> tuple[bytes | None, tuple[Finding, ...]]:
        if product.deck is not None:
            return pptx_of(product.deck, large=layout.large), ()
        if fmt == "docx":
            folder, both = self.course.folder, product.both_sides
            return docx_of(product.sheets, layout, folder, self.template, both_sides=both)
        return self.press.pdf(product.sheets, layout, both_sides=product.both_sides)

    def _products(self, step: _Step) -> Iterator[_Product]:
        if step.kind == "pack":
            yield from self._pack(step)
            return
        (own,) = step.materials
        slug = own.shown.slug
        made = sheets_of(step.kind, own, self.choices)
        for _, sheet in made:
            self.tell(findings_of(step.kind, sheet, slug))
        if step.format == "pptx":
            deck = _DECKS[step.kind](own)
            if deck is None:
                self.tell((nothing_for(step.kind, slug),))
            else:
                yield _Product(folder=slug, name=_private(step.kind, is_private=deck.private), deck=deck)
            return
        is_private = step.kind not in STUDENT_KINDS
        for name, each in made:
            if each.sheet is not None:
                yield _Product(folder=slug, name=_private(name, is_private=is_private), sheets=(each.sheet,))

    def _pack(self, step: _Step) -> Iterator[_Product]:
        occasion = self.taught.occasion if self.taught is not None else None
        piles, findings = pack(step.materials, self.choices, step.layout, self.press, self.order.copies, occasion)
        self.tell(findings)
        slugs = tuple(own.shown.slug for own in step.materials)
        folder = self.taught.pack if self.taught is not None and not self.order.slugs else _pack_folder(slugs)
        for pile in piles:
            yield _Product(folder=folder, name=pile.name, sheets=pile.sheets, both_sides=True)


def handouts(folder: Path, order: Order, on_progress: OnProgress | None = None) -> Handed:
    """Make the handouts of an order; what cannot be made is told, and the rest is made.

    Raises BuilderError where there is no course, no such module, no such part of a syllabus, no readable template, or
    nothing can be written.
    """
    course, findings = read_course(folder)
    known_modules(course, order.slugs)
    taught = taught_in(order.lessons, course, order.slugs) if order.lessons is not None else None
    every = materials_of(course, taught.order if taught is not None else None)
    slugs = taught.slugs if taught is not None else order.slugs
    chosen = [every[slug] for slug in dict.fromkeys(slugs or every) if slug in every]
    run = _Run(course, order, taught)
    writable(run.out)
    run.tell(tuple(finding for finding in findings if _concerns(finding, slugs)))
    if taught is not None:
        run.tell(taught.findings)
    if not every:
        message = "the course has no modules, so there is nothing to print"
        run.tell((error("handout-empty", message, Where(file=str(folder)), "import an article first"),))
    steps = tuple(_steps(order, tuple(chosen)))
    for done, step in enumerate(steps, 1):
        run.make(step)
        if on_progress is not None:
            on_progress("printing", done, len(steps))
    return Handed(files=tuple(run.files), findings=tuple(run.findings))


def _place(order: Order) -> str:
    return PRINT if order.lessons is None else f"{PRINT_BY_SYLLABUS}/{order.lessons.name}"


def _steps(order: Order, chosen: tuple[Materials, ...]) -> Iterator[_Step]:
    for kind in order.kinds:
        parties = [(own,) for own in chosen] if kind != "pack" else [chosen] * bool(chosen)
        for materials in parties:
            for fmt in order.formats:
                if fmt == "pptx" and kind not in SLIDES:
                    continue
                for paper in order.papers if fmt != "pptx" else order.papers[:1]:
                    layout = Layout(paper=paper, large=order.large)
                    yield _Step(kind=kind, materials=materials, format=fmt, layout=layout)


def _concerns(finding: Finding, slugs: tuple[str, ...]) -> bool:
    """Return whether a finding is about the modules that are printed, or about no module."""
    file = finding.where.file or ""
    return not slugs or not file.startswith(f"{MODULES}/") or file.startswith(tuple(f"{page_of(s)}/" for s in slugs))


def _template(path: Path | None) -> Template | None:
    if path is None:
        return None
    try:
        data = path.read_bytes()
    except OSError as problem:
        message = f"it cannot be read: {problem.strerror or problem}"
        help_ = "name a .docx file whose styles the handouts are to take"
        raise BuilderError(error("template-unreadable", message, Where(file=str(path)), help_)) from problem
    return template_of(data, str(path))


def _private(name: str, *, is_private: bool) -> str:
    return f"{FACILITATOR_ONLY}/{name}" if is_private else name


def _pack_folder(slugs: tuple[str, ...]) -> str:
    """Return the name of a pack's folder: the same modules in the same order always have the same."""
    if len(slugs) == 1:
        return f"pack-{slugs[0]}"
    return f"pack-{slugs[0]}-and-{len(slugs) - 1}-more-{hashlib.sha256(' '.join(slugs).encode()).hexdigest()[:6]}"


def _suffix(step: _Step) -> str:
    paper = f"-{step.layout.paper}" if step.format != "pptx" else ""
    return f"{paper}{'-large' * step.layout.large}.{step.format}"


def _never(data: bytes) -> bool:  # noqa: ARG001 - a PDF shows nothing of who changed it; its folder's record does
    return False


def _placed(finding: Finding, slugs: tuple[str, ...]) -> Finding:
    """Return a finding of a writer with the module it is about, where it names no place itself."""
    if str(finding.where) or len(slugs) != 1:
        return finding
    return msgspec.structs.replace(finding, where=Where(file=f"{page_of(slugs[0])}/module.md"))

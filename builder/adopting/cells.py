"""The cells of an edited notebook beside those that the builder makes today."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from builder.adopting.bare import bare, marks_of
from builder.adopting.both import differences
from builder.adopting.edits import QUIZ, Part, Unplaced
from builder.adopting.lines import rows_of
from builder.adopting.notebook import EditedCell, EditedNotebook
from builder.files.lines import lines_of
from builder.files.module_read import ModuleFile
from builder.model.module import ModuleSection
from builder.text.inline import plain
from builder.writers.notebook import cell_digest
from builder.writers.page import Cell

_HEADING = re.compile(r" {0,3}#{1,2}(?:\s|$)")
_FRONT = "it is made of the front matter of module.md: change it there"
_FIXED = "the builder words this cell"
_ORDER = "the order of cells is not carried: move the section in module.md"
_CHANGED_TOO = "module.md changed here too since this file was made: bring the two together in module.md"
_KIND = "only Markdown cells are carried"
_NO_SECTION = "no section stands before it: give it a heading of its own (`## ...`)"
_MARK = "the builder sets this mark itself"
_QUIZ_GONE = "a quiz is not taken out with its cell: take items out with `builder quiz reject`, or in quiz.yml"


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """An edited notebook laid beside today's page.

    parts: a part for each section that the page shows, in the page's order, and for each cell that is fixed.
    quiz: the quiz on paper as made and as edited; None where neither is to be compared.
    title: the first line of the page as made and as edited, without its `#`.
    """

    parts: tuple[Part, ...]
    unplaced: tuple[Unplaced, ...]
    quiz: tuple[str, str] | None = None
    title: tuple[str, str] | None = None


def laid_beside(cells: Sequence[Cell], module: ModuleFile, notebook: EditedNotebook) -> Laid:
    """Return the cells of a notebook beside the page's: what each section says there, and what is no section's."""
    matched = _matched(cells, notebook)
    texts, told = _texts(cells, notebook, matched)
    told = [*_not_words(notebook.cells), *_moved(cells, matched), *told]
    made = {place: _made(notebook, number, cells[place]) for number, place in matched.items()}
    numbers = {place: notebook.cells[number].number for number, place in matched.items()}
    parts: list[Part] = []
    quiz: tuple[str, str] | None = None
    title: tuple[str, str] | None = None
    for place, cell in enumerate(cells):
        named = place_of(cell.source, cell.id, numbers.get(place))
        edited = texts.get(cell.id)
        if not _is_the_persons(cell, edited, made.get(place), notebook):
            if edited is not None and cell_digest(edited) != made.get(place):
                told += _both(cell, edited, module.module.slug, named)
            edited = cell.source
        if cell.quiz is not None:
            quiz = (cell.source, edited) if edited is not None else None
            told += [Unplaced(place=named, why=_QUIZ_GONE)] * (edited is None)
            parts.append(Part(place="quiz", source=None, shown=QUIZ, edited=QUIZ))
            continue
        if cell.id == "title" and edited is not None:
            title, edited = _title(cell.source, edited)
        parts.append(_part(cell, edited, module, named))
        told += _marks_changed(cell, edited, parts[-1], named)
    return Laid(parts=tuple(parts), unplaced=tuple(told), quiz=quiz, title=title)


def _is_the_persons(cell: Cell, edited: str | None, made: str | None, notebook: EditedNotebook) -> bool:
    """Return whether what a cell of today's page says otherwise in the notebook is a person's edit alone."""
    today = cell_digest(cell.source)
    if edited is None:  # taken out, unless module.md has it only since
        return today in notebook.made.values()
    return made == today


def place_of(source: str, id_: str = "", number: int | None = None) -> str:
    """Return how a person names a cell: by its number in the notebook and its heading, else by its id."""
    first = source.lstrip().split("\n", maxsplit=1)[0]
    heading = f"“{plain(first.lstrip('# '))}”" if first.startswith("#") else ""
    counted = str(number) if number is not None else f"`{id_}`" * (not heading)
    return f"cell {' '.join(filter(None, (counted, heading)))}"


def is_quoted(cell: Cell) -> bool:
    """Return whether a page shows a section as a quotation."""
    return cell.id.rstrip("-0123456789") == "key-insight"


def _not_words(cells: Iterable[EditedCell]) -> Iterator[Unplaced]:
    for cell in cells:
        if cell.kind != "markdown":
            yield Unplaced(place=f"cell {cell.number}", why=_KIND, after=cell.source)
        for extra in cell.extras:
            place = place_of(cell.source if cell.kind == "markdown" else "", number=cell.number)
            yield Unplaced(place=place, why=f"only words are carried, and the cell has {extra}")


def _matched(cells: Sequence[Cell], notebook: EditedNotebook) -> dict[int, int]:
    """Return, for places of the notebook's cells, the place of the cell of today's page that each is.

    A cell is known by what it was made as, since ids count sections of one kind; else by its id, else by its heading.
    """
    ids = {cell.id: place for place, cell in enumerate(cells)}
    digests = {cell_digest(cell.source): place for place, cell in enumerate(cells)}
    found: dict[int, int] = {}
    words = [(number, cell) for number, cell in enumerate(notebook.cells) if cell.kind == "markdown"]

    def take(number: int, place: int | None) -> None:
        if place is not None and number not in found and place not in found.values():
            found[number] = place

    for number, cell in words:
        take(number, digests.get(notebook.made.get(cell.id, "")))
    for number, cell in words:
        place = ids.get(cell.id)
        known = place is not None and _first(cell.source) == _first(cells[place].source)
        if known or cell_digest(cell.source) != notebook.made.get(cell.id):
            take(number, place)
    heads = {_first(cell.source): place for place, cell in enumerate(cells) if _first(cell.source)}
    for number, cell in words:
        take(number, heads.get(_first(cell.source)))
    return found


def _made(notebook: EditedNotebook, number: int, cell: Cell) -> str | None:
    """Return the digest that a cell was made with; an editor may have dropped its id."""
    made = notebook.made
    return made.get(notebook.cells[number].id) or made.get(cell.id)


def _first(source: str) -> str:
    return source.split("\n", maxsplit=1)[0].strip()


def _moved(cells: Sequence[Cell], matched: dict[int, int]) -> Iterator[Unplaced]:
    """Yield the cells that do not stand where they stood: the fewest whose move explains the order."""
    order = [matched[number] for number in sorted(matched)]
    tails: list[int] = []
    ranks = []
    for place in order:  # the longest run of places that rise is what stayed (patience sorting)
        rank = bisect_left(tails, place)
        tails[rank : rank + 1] = [place]
        ranks.append(rank)
    stayed: set[int] = set()
    rank = len(tails) - 1
    for place, own in zip(reversed(order), reversed(ranks), strict=True):
        if own == rank and (not stayed or place < min(stayed)):
            stayed.add(place)
            rank -= 1
    for number, place in zip(sorted(matched), order, strict=True):
        if place not in stayed:
            cell = cells[place]
            yield Unplaced(place=place_of(cell.source, cell.id, number + 1), why=_ORDER)


def _texts(
    cells: Sequence[Cell], notebook: EditedNotebook, matched: dict[int, int]
) -> tuple[dict[str, str], list[Unplaced]]:
    """Return what each cell of the page says now, new cells joined to the section before; and what has no place."""
    found: dict[str, list[str]] = {}
    ahead: list[str] = []
    told: list[Unplaced] = []
    current: Cell | None = None
    first = next((cell for cell in cells if cell.line is not None), None)
    for number, cell in enumerate(notebook.cells):
        if number in matched:
            current = cells[matched[number]]
            found[current.id] = [*ahead, cell.source] if current is first else [cell.source]
            ahead = [] if current is first else ahead
        elif cell.kind != "markdown" or not cell.source.strip():
            continue
        elif cell.id in notebook.made:  # module.md has lost its section since
            if cell_digest(cell.source) != notebook.made[cell.id]:
                place = place_of(cell.source, number=cell.number)
                told.append(Unplaced(place=place, why=_CHANGED_TOO, after=cell.source))
        elif first is not None and (current is None or current.id == "title"):
            ahead.append(cell.source)
        else:
            home = _home(cells, current, cell.source)
            if home is not None and home.id in found:
                found[home.id].append(cell.source)
            else:
                told.append(Unplaced(place=f"cell {cell.number}", why=_NO_SECTION, after=cell.source))
    told += [Unplaced(place="a new cell", why=_NO_SECTION, after=text) for text in ahead]
    return {id_: "\n\n".join(text.rstrip("\n") for text in texts) for id_, texts in found.items()}, told


def _home(cells: Sequence[Cell], current: Cell | None, source: str) -> Cell | None:
    """Return the section that a new cell is joined to: the one before it, if the cell may stand behind that."""
    if current is None or current.id == "title":
        return None
    if current.line is not None:
        return current
    before = [cell for cell in cells[: list(cells).index(current)] if cell.line is not None]
    return before[-1] if before and _HEADING.match(source) else None


def _both(cell: Cell, edited: str, slug: str, place: str) -> Iterator[Unplaced]:
    """Yield what is between a cell of today's page and the same cell as a person edited an older one."""
    for before, after in differences(cell, edited, slug, quoted=is_quoted(cell)):
        yield Unplaced(place=place, why=_CHANGED_TOO, before=before, after=after)


def _title(source: str, edited: str) -> tuple[tuple[str, str] | None, str]:
    """Return the title as made and as edited, and the edited cell with the title as it was made."""
    one, _, _ = source.partition("\n")
    other, mark, rest = edited.partition("\n")
    if not other.startswith("# ") or one == other:
        return None, edited
    return (one.removeprefix("# "), other.removeprefix("# ")), f"{one}{mark}{rest}"


def _part(cell: Cell, edited: str | None, module: ModuleFile, place: str) -> Part:
    slug = module.module.slug
    section = next((s for s in module.module.sections if s.body_line == cell.line), None)
    if cell.line is None or section is None:
        why = _FRONT if cell.id in ("title", "imprint") else _FIXED
        rows = _rows(edited) if edited is not None else ()
        return Part(place=place, source=None, shown=_rows(cell.source), edited=rows, fixed=why)
    first, source = _source(module, section)
    quoted = is_quoted(cell)
    return Part(
        place=place,
        source=source,
        first=first,
        shown=_rows(bare(cell.source, slug, quoted=quoted)),
        edited=_rows(bare(edited, slug, quoted=quoted)) if edited is not None else (),
    )


def _rows(text: str) -> tuple[str, ...]:
    return tuple(text.rstrip().split("\n")) if text.strip() else ()


def _source(module: ModuleFile, section: ModuleSection) -> tuple[int, tuple[str, ...]]:
    """Return the place of a section's first line in its file, from 0, and its lines."""
    rows = rows_of(module.text)
    if section.span is None:
        first, count = section.body_line - 1, section.body.count("\n") + 1
        return first, rows[first : first + count]
    first = section.span.line - 1
    end = next((n for n, start in enumerate(lines_of(module.text).starts) if start >= section.span.end), len(rows))
    return first, rows[first:end]


def _marks_changed(cell: Cell, edited: str | None, part: Part, place: str) -> Iterator[Unplaced]:
    """Yield the marks of the builder's that a person put in, or took out of a cell whose words stayed."""
    if cell.line is None or edited is None or edited == cell.source:
        return
    before, after = marks_of(cell.source), marks_of(edited)
    for mark in dict.fromkeys(after):
        if mark not in before:
            yield Unplaced(place=place, why=_MARK, after=mark)
    for mark in dict.fromkeys(before) if part.shown == part.edited else ():
        if mark not in after:
            yield Unplaced(place=place, why=_MARK, before=mark)

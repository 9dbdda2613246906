"""`builder check --built`: promise 4 of the design, on the files that a build made for students."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from builder.book.quiz_form import form_html
from builder.checks.built import leaks
from builder.files.built import HTML, built_files
from builder.files.course import CourseFolder, ModuleFolder, page_of, read_course
from builder.files.survey import survey
from builder.findings import Finding, Where, error, in_order
from builder.model.item import Item
from builder.model.module import Module, lasting_name
from builder.model.publishing import published_items
from builder.pipeline.book import compiled_page, kept_as_shown, pages, stale_notebooks
from builder.pipeline.review import known_modules
from builder.writers.moved_key import moved_keys
from builder.writers.notebook import write_notebook
from builder.writers.quiz import payload

#: What makes a student's file of a module: its name for people, and its text.
StudentFile = tuple[str, Callable[[Module], str]]

_BUILD = "run `builder build`"
_COURSE = re.compile(r' data-course="[^"]*"')
_SEALED = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")


def check_built(folder: Path, slugs: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Return what the built student edition tells that it should not, and where it is not what the files say.

    Raises BuilderError where there is no course, or no such module.
    """
    course, findings = read_course(folder)
    known_modules(course, slugs)
    broken = tuple(finding for finding in findings if finding.severity == "error")
    surveyed, _ = survey(course)
    wanted = tuple(entry for entry in course.folders if not slugs or entry.slug in slugs)
    found = [*broken, *_stale(course, wanted), *leaks(surveyed, built_files(folder), slugs)]
    for entry in wanted:
        if entry.module is not None:
            shown = published_items(entry.module, course.config.settings)
            found += told(msgspec.structs.replace(entry.module, items=shown), student_files(entry))
    return in_order(tuple(dict.fromkeys(found)))


def _stale(course: CourseFolder, wanted: tuple[ModuleFolder, ...]) -> Iterator[Finding]:
    """Yield an error for every notebook and page that is missing, or that other files would give."""
    slugs = {page_of(entry.slug) for entry in wanted}
    yield from (finding for finding in stale_notebooks(course) if (finding.where.file or "")[: -len(".ipynb")] in slugs)
    if not (course.folder / HTML / "index.html").is_file():
        yield error("built-missing", "there is no built student edition to look at", Where(file=HTML), _BUILD)
        return
    compiled = pages(course, "student")
    for entry in wanted:
        page = page_of(entry.slug)
        if entry.module is not None and course.toc.names(page):
            yield from _stale_page(course, entry, compiled[f"{page}.ipynb"])


def _stale_page(course: CourseFolder, entry: ModuleFolder, notebook: bytes) -> Iterator[Finding]:
    page = page_of(entry.slug)
    where = Where(file=f"{HTML}/{page}.html")
    built = _read(course.folder / HTML / f"{page}.html")
    if built is None:
        yield error("built-missing", "the module's page is not built", where, _BUILD)
        return
    source = _read(course.folder / HTML / "_sources" / f"{page}.ipynb")
    form = _form(course, entry)
    older = source is not None and source.replace(b"\r\n", b"\n") != notebook
    if older or (form and _nameless(form) not in _nameless(built.decode(errors="replace"))):
        what = (
            "the page was built from another notebook"
            if older
            else "the page's quiz is not the one that its files give"
        )
        yield error("built-stale", what, where, f"{_BUILD}, then check again")


def _nameless(page: str) -> str:
    """Return a page without the name under which a browser keeps answers: it comes from the course's title."""
    return _COURSE.sub("", page)


def _form(course: CourseFolder, entry: ModuleFolder) -> str:
    """Return the quiz as its page must hold it, empty where it has none."""
    module = entry.module
    if module is None:
        return ""
    items = published_items(module, course.config.settings)
    language = module.front.language
    kept = kept_as_shown(entry)
    if kept is not None:
        return form_html(dict(kept.payload), language)
    return form_html(payload(_lasting(module), items, language), language) if items else ""


def _lasting(module: Module) -> str:
    return lasting_name(module.slug, module.front.renamed_from)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def student_files(entry: ModuleFolder) -> tuple[StudentFile, ...]:
    """Return what makes the notebook and the quiz form of a module, with whatever items it is given."""

    def notebook(module: Module) -> str:
        return write_notebook(compiled_page(entry, module)).decode()

    def form(module: Module) -> str:
        language = module.front.language
        return html.unescape(form_html(payload(_lasting(module), module.items, language), language))

    return (("notebook", notebook), ("quiz form", form))


def told(module: Module, files: tuple[StudentFile, ...]) -> tuple[Finding, ...]:
    """Return an error for each item of which a student's file changes in the clear when its key is moved."""
    return tuple(finding for name, make in files for finding in _told_by(module, name, make))


def _told_by(module: Module, name: str, make: Callable[[Module], str]) -> Iterator[Finding]:
    moved = {item.id: moved_keys(item) for item in module.items}
    before = _masked(make(module))
    together = (_with(module, {id_: keys[step % len(keys)] for id_, keys in moved.items()}) for step in _steps(moved))
    if all(_masked(make(other)) == before for other in together):
        return
    for item in module.items:
        if any(_masked(make(_with(module, {item.id: other}))) != before for other in moved[item.id]):
            yield _tells(module, item, name)


def _steps(moved: Mapping[str, tuple[Item, ...]]) -> range:
    return range(max(map(len, moved.values()), default=0))


def _with(module: Module, changed: Mapping[str, Item]) -> Module:
    return msgspec.structs.replace(module, items=tuple(changed.get(item.id, item) for item in module.items))


def _masked(text: str) -> str:
    """Return a file with every sealed reply replaced by its length."""
    return _SEALED.sub(lambda match: f"<{len(match.group())}>", text)


def _tells(module: Module, item: Item, name: str) -> Finding:
    message = f"the {name} tells the key of item {item.id}: it changes where another answer is right"
    help_ = "keep the quiz from students and report this: the fault is the builder's"
    return error("built-tells", message, Where(file=f"{page_of(module.slug)}.ipynb", path=item.id), help_)

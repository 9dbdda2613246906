"""A new course: the templates filled in, the example article imported, its page compiled."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath

import msgspec

from builder import __version__
from builder.files.atomic import new_folder, write_if_changed
from builder.files.course import MODULES, page_of
from builder.files.module_read import read_module
from builder.files.slug import slug_of
from builder.files.toc import read_toc
from builder.files.yaml_write import scalar
from builder.findings import BuilderError, Finding, Where, error
from builder.model.article import paragraphs
from builder.model.schemas import text as schema_text
from builder.pipeline.intake import draft, module_files, seen
from builder.pipeline.placing import QUIZ_SCHEMA
from builder.starter import ARTICLE, FILES, template
from builder.starter.snippets import snippets
from builder.text.inline import escape
from builder.writers.notebook import write_notebook
from builder.writers.page import student_page

SCHEMAS = ("quiz.schema.json", "front-matter.schema.json", "syllabus.schema.json")
_TOC = "_toc.yml"

#: What may stand in a folder that is as good as empty.
_NO_MATTER = frozenset({".git", ".DS_Store"})


def new_course(folder: Path, *, title: str, author: str) -> tuple[str, ...]:
    """Make a course in `folder`, and return the names of its files, sorted.

    Raises BuilderError where the folder holds anything else, or cannot be written.
    """
    contents = course_files(title, author)
    if not folder.exists() and not folder.is_symlink():
        new_folder(folder, contents)
        return tuple(sorted(contents))
    strange = _strange(folder, contents)
    if strange is not None:
        message = f"the folder is not empty: it holds {strange}" if folder.is_dir() else "there is a file of that name"
        help_ = "name a folder that is not there yet, or an empty one"
        raise BuilderError(error("folder-not-empty", message, Where(file=str(folder)), help_))
    for name in sorted(contents, key=lambda name: (name == _TOC, name)):  # what makes it a course comes last
        write_if_changed(folder / name, contents[name])
    return tuple(sorted(contents))


def _strange(folder: Path, contents: dict[str, bytes]) -> str | None:
    """Return the name of something in the folder that a killed run of ours did not leave, None if there is nothing."""
    if not folder.is_dir():
        return folder.name
    known = {part.as_posix() for name in contents for part in PurePosixPath(name).parents}
    for here, folders, names in os.walk(folder):
        inside = Path(here).relative_to(folder)
        folders[:] = sorted(name for name in folders if inside != Path() or name not in _NO_MATTER)
        for name in folders:
            if (inside / name).as_posix() not in known:
                return (inside / name).as_posix()
        for name in sorted(names):
            path = (inside / name).as_posix()
            if (inside == Path() and name in _NO_MATTER) or name.endswith(".partial"):
                continue
            if path not in contents or not _is(folder / path, contents[path]):
                return path
    return None


def _is(path: Path, data: bytes) -> bool:
    """Return whether a path is a file that holds these bytes; no other file is opened."""
    known = path.lstat()
    return stat.S_ISREG(known.st_mode) and known.st_size == len(data) and path.read_bytes() == data


def course_files(title: str, author: str) -> dict[str, bytes]:
    """Return the files of a new course by name: the templates, the schemas, and the example module."""
    filled = {name: _filled(template(source), name, title, author) for name, source in FILES.items()}
    filled[".vscode/module.code-snippets"] = snippets()
    filled |= {f"schemas/{name}": schema_text(name) for name in SCHEMAS}
    article = template(ARTICLE).encode()
    inspection, document, findings = seen(ARTICLE, article)
    if inspection is None or document is None:
        raise BuilderError(findings[0])
    slug = slug_of(inspection.title, ARTICLE, article)
    module, _ = draft(slug, inspection, document.metadata)
    files = module_files(module, inspection, ARTICLE, article, QUIZ_SCHEMA)
    toc, _ = read_toc(filled[_TOC])
    if toc is None or not toc.names(page_of(slug)):
        raise BuilderError(_broken())
    made, _ = read_module(slug, files["module.md"].decode(), "module.md")
    if made is None:
        raise BuilderError(_broken())
    page = student_page(msgspec.structs.replace(made.module, items=module.items), paragraphs(inspection))
    return (
        {name: text.encode() for name, text in filled.items()}
        | {f"{MODULES}/{slug}/{name}": data for name, data in files.items()}
        | {f"{page_of(slug)}.ipynb": write_notebook(page)}
    )


def _filled(text: str, name: str, title: str, author: str) -> str:
    """Return a template with its places filled, in Markdown as plain text, in YAML as scalars."""
    line = re.sub(r"#+\Z", r"\\#", escape(" ".join(title.split()))) if name.endswith(".md") else scalar(title)
    words = {"@TITLE@": line, "@AUTHOR@": scalar(author), "@VERSION@": __version__}
    return re.sub("|".join(words), lambda match: words[match.group()], text)


def _broken() -> Finding:
    return error("starter-broken", "the example of this installation is damaged", help="install the builder again")

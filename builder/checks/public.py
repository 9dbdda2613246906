"""What a public repository, or a button on a page that leads there, would show of a course."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from builder.findings import Finding, Where, note, warning
from builder.model.course import Course, CourseModule
from builder.model.versioned import Versioned

_INSTRUCTOR = "_build/instructor/"
#: A comment of a person's; the builder's own begin with its name.
_COMMENT = re.compile(r"<!--(?!\s*(?:-->|builder:))|^[ \t>]*%", re.MULTILINE)
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)", re.DOTALL | re.MULTILINE)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked at.

    quizzes: every quiz.yml that Git has or would take, with how many items it holds, None where only Git has it.
    buttons: the settings in _config.yml that put a way to the repository on each page, with their lines.
    sources: whether the book carries the sources of its pages along; linked: whether a link on each page leads there.
    """

    course: Course
    versioned: Versioned
    quizzes: Mapping[str, int | None] = {}
    buttons: Mapping[str, int] = {}
    sources: bool = True
    linked: bool = False


def check_public(shown: Shown) -> Iterator[Finding]:
    """Yield a warning for each thing of the course that students would find in public."""
    yield from _unknown(shown)
    yield from _keys(shown)
    yield from _past(shown)
    for entry in shown.course.modules:
        yield from _notes(entry, shown)
        yield from _article(entry, shown)
    yield from _instructor_edition(shown)
    yield from _page_sources(shown)
    yield from _buttons(shown)


def _unknown(shown: Shown) -> Iterator[Finding]:
    """Say where Git could not be asked."""
    match shown.versioned.state:
        case "no-git":
            help_ = "install Git and check again"
            yield warning(
                "git-missing", "there is no program git here: what a repository would show is not known", help=help_
            )
        case "unread":
            help_ = "mend what Git names, and check again"
            yield warning("git-unread", f"Git does not read this folder: {shown.versioned.reason}", help=help_)
        case "none":
            help_ = "check again when it is in one"
            yield note("repository-missing", "this course is in no Git repository: none shows anything", help=help_)
        case _:
            return


def _keys(shown: Shown) -> Iterator[Finding]:
    for file, items in sorted(shown.quizzes.items()):
        if items == 0 or not shown.versioned.shows(file):
            continue
        many = f"the answers to {items} item{'s' * (items > 1)}" if items else "the answers of a quiz that is gone here"
        if file in shown.versioned.tracked:
            said = f"whoever sees the repository sees {many}"
            out = f"`git rm --cached {file}`"
        else:
            said = f"the next `git add` would show {many} to whoever sees the repository"
            out = "then `git add`"
        yield warning(
            "public-keys", said, Where(file=file), f"keep the repository private, or {_away(file, shown)}; {out}"
        )


def _away(file: str, shown: Shown) -> str:
    """Return how a quiz is kept out of a repository."""
    private = shown.course.settings.private
    if private is not None and file.startswith(f"{private}/"):
        return f"write the line `{private}/` into .gitignore"
    name = private or "answers"
    setting = "" if private else f"write `private: {name}` under `builder:` in _config.yml, "
    return f"{setting}move the file to {name}/{_place(file)} and let .gitignore name `{name}/`"


def _place(file: str) -> str:
    return file.partition("/")[2] if file.startswith("modules/") else file


def _past(shown: Shown) -> Iterator[Finding]:
    if shown.versioned.past:
        first, *more = sorted(shown.versioned.past)
        others = f" and {len(more)} more" if more else ""
        help_ = "publish from a new repository, or rewrite the history with git filter-repo, or change the items"
        message = f"earlier versions in the repository still hold {first}{others}"
        yield warning("public-history", message, Where(file=first), help_)


def _notes(entry: CourseModule, shown: Shown) -> Iterator[Finding]:
    """Say where the notes of an instructor, and what to listen for, would be read."""
    private = [section for section in entry.module.sections if section.instructor or section.private]
    copy = f"{entry.file.rpartition('/')[0]}/.import/module.md"
    files = [file for file in (entry.file, copy) if shown.versioned.shows(file)]
    if private and files:
        kept = private[0]
        line = kept.body_line if files[0] == entry.file else None
        message = f"whoever sees the repository reads what is for instructors in “{kept.heading}”"
        message += " and other sections" * (len(private) > 1)
        help_ = "keep the repository private and publish the folder _build/html alone"
        yield warning("public-notes", message, Where(file=files[0], line=line), help_)


def _article(entry: CourseModule, shown: Shown) -> Iterator[Finding]:
    """Say where an article that a page may show in part only would be read whole."""
    folder = entry.file.rpartition("/")[0]
    files = [*(f"{folder}/{name}" for name in sorted(entry.article_files)), f"{folder}/.import/article.json"]
    seen = [file for file in files if shown.versioned.shows(file)]
    if entry.module.front.text != "full" and seen:
        help_ = "keep the repository private, or let .gitignore name the article and its `.import` folder"
        message = (
            f"the page may show a part of the article only (`text: {entry.module.front.text}`), and this is the whole"
        )
        yield warning("public-article", message, Where(file=seen[0]), help_)


def _instructor_edition(shown: Shown) -> Iterator[Finding]:
    files = sorted(file for file in shown.versioned.tracked | shown.versioned.loose if file.startswith(_INSTRUCTOR))
    if files:
        message = f"the instructor edition, with every answer, is in the repository or would be ({len(files)} files)"
        help_ = "write the line `_build/` into .gitignore, then `git rm -r --cached --ignore-unmatch _build`"
        yield warning("public-instructor-edition", message, Where(file=files[0]), help_)


def _page_sources(shown: Shown) -> Iterator[Finding]:
    """Say where the source of a page, which a book carries along, tells more than the page."""
    for entry in shown.course.toc:
        if entry.file.startswith("modules/") and entry.file.endswith("/module"):
            help_ = f"write `- file: {entry.file.removesuffix('/module')}`, the page that is made for students"
            message = f"{entry.file}.md is named as a page: it shows what is for instructors"
            yield warning("public-page-source", message, Where(file="_toc.yml", line=entry.line), help_)
    for page in shown.course.pages if shown.sources else ():
        match = _COMMENT.search(_CODE.sub(lambda m: "\n" * m.group().count("\n"), page.text))
        if match is not None:
            line = _CODE.sub(lambda m: "\n" * m.group().count("\n"), page.text).count("\n", 0, match.start()) + 1
            way = ", and each page links there" if shown.linked else ""
            message = f"the comment here can be read in the book's folder _sources{way}"
            help_ = "take it out, or write `html_copy_source: false` under `sphinx: config:` in _config.yml"
            yield warning("public-page-source", message, Where(file=page.file, line=line), help_)


def _buttons(shown: Shown) -> Iterator[Finding]:
    """Say which buttons lead students to a repository that holds what they must not read."""
    state = shown.versioned.state
    held = [count for file, count in shown.quizzes.items() if state != "repository" or shown.versioned.shows(file)]
    if not any(count != 0 for count in held):
        return
    for name, line in sorted(shown.buttons.items(), key=lambda entry: (entry[1], entry[0])):
        message = f"`{name}` leads students from each page to the repository, where answers stand"
        help_ = "take the line out, or take the quizzes out of the repository"
        yield warning("public-button", message, Where(file="_config.yml", line=line or None), help_)

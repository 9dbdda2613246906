"""What `_config.yml` says to us: the course's title, and the settings under `builder:`.

The file is Jupyter Book's; all the rest of it is read by `book.settings`, as Jupyter Book reads it.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import msgspec

from builder.files.decode import decode
from builder.files.lines import Lines, lines_of
from builder.files.source_text import read_text
from builder.files.yaml_read import Node, read_yaml
from builder.findings import Finding, Where, error, warning
from builder.model.settings import Settings

CONFIG = "_config.yml"
KEY = "builder"

#: Folders of a course that hold something else; what stands in them is built, or public.
_TAKEN = frozenset({"modules", "_build", "course", "syllabi", ".git", "."})


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The course's title and the builder's settings, their defaults where nothing is said."""

    title: str = ""
    settings: Settings = Settings()


def read_config(folder: Path) -> tuple[Config, tuple[Finding, ...]]:
    """Return what the folder's `_config.yml` says to us, and findings about that.

    A file that is no YAML of ours (it may hold anchors and tags, which Jupyter Book reads) is told only
    if it speaks to us; its faults as YAML are told by `book.settings`.
    """
    text, findings = read_text(folder / CONFIG, CONFIG)
    if text is None:
        help_ = "write one with the lines `title: ...`, `sphinx:` and `  extra_extensions: [builder.book.extension]`"
        return Config(), findings or (error("config-missing", "the course has no _config.yml", _AT, help_),)
    root, problems = read_yaml(text, CONFIG)
    if root is None:
        speaks = any(line.startswith(f"{KEY}:") for line in text.split("\n"))
        return Config(), _unread(problems) if speaks else ()
    title = root.get("title")
    node = root.get(KEY)
    if node is None or (node.kind == "scalar" and node.scalar is None):
        return Config(title=_words(title)), ()
    settings, problems = decode(node, Settings, lines_of(text), CONFIG, root=f"$.{KEY}")
    if settings is None:
        return Config(title=_words(title)), problems
    outside = _private(settings, node, lines_of(text))
    if settings.private is not None:
        folder_name = None if outside else PurePosixPath(settings.private).as_posix()
        settings = msgspec.structs.replace(settings, private=folder_name)
    problems += outside
    return Config(title=_words(title), settings=settings), problems


def _private(settings: Settings, node: Node, lines: Lines) -> tuple[Finding, ...]:
    """Return an error for a folder of private quizzes that is none of the course's own."""
    folder = settings.private
    if folder is None:
        return ()
    parts = PurePosixPath(folder).parts
    outside = not parts or folder.startswith("/") or "\\" in folder or ":" in folder or ".." in parts
    if not outside and parts[0] not in _TAKEN:
        return ()
    value = node.get("private")
    where = Where(file=CONFIG, line=lines.number((value or node).start), path=f"$.{KEY}.private")
    help_ = "name a folder inside the course, as in `private: answers`, and let Git ignore it"
    return (error("bad-value", f"{folder!r} cannot be the folder of private quizzes", where, help_),)


def _words(node: Node | None) -> str:
    return (node.scalar or "") if node is not None else ""


def _unread(problems: tuple[Finding, ...]) -> tuple[Finding, ...]:
    message = f"the settings under `{KEY}:` are not read: {problems[0].message}"
    return (warning("settings-unread", message, problems[0].where, problems[0].help),)


_AT = Where(file=CONFIG)

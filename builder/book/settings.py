"""What a person wrote into a course's `_config.yml`, to tell their choices from Jupyter Book's defaults.

The file is Jupyter Book's, and is read here as Jupyter Book reads it: YAML 1.1, anchors and tags
allowed.  Our own files, and our settings under `builder:`, go through `files.yaml_read`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from builder.files.lines import decoded
from builder.findings import BuilderError, Finding, Where, error
from builder.text.course_id import course_id

CONFIG_NAME = "_config.yml"
EXTENSION = "builder.book.extension"

#: What Sphinx calls a project without a name.
_NO_PROJECT = "Project name not set"

#: PyYAML's fast loader is absent where it was built without libyaml.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_settings(folder: Path) -> Mapping[str, Any]:
    """Return the mapping in the folder's `_config.yml`; empty where there is no such file or it is empty.

    Raises BuilderError, with file and line, for a file that cannot be read as a mapping.
    """
    text = _text(folder / CONFIG_NAME)
    try:
        loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as exc:
        raise BuilderError(yaml_finding(exc, CONFIG_NAME)) from exc
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        where = Where(file=CONFIG_NAME, line=1)
        raise BuilderError(error("config-invalid", "the file holds no settings", where, "write `name: value` lines"))
    return loaded


def yaml_finding(problem: yaml.YAMLError, file: str) -> Finding:
    """Return what to say of a file that is not YAML."""
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    where = Where(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Where(file=file)
    message = f"not YAML: {getattr(problem, 'problem', None) or 'a character that does not print'}"
    return error("yaml-broken", message, where, "look at this line and the one before it")


def _text(path: Path) -> str:
    try:
        text, findings = decoded(path.read_bytes(), path.name)
    except FileNotFoundError:
        return ""
    except OSError as exc:
        finding = error(
            "unreadable", f"it cannot be read: {exc.strerror}", Where(file=path.name), "check that you may read it"
        )
        raise BuilderError(finding) from exc
    if text is None:
        raise BuilderError(findings[0])
    return text


def is_set(settings: Mapping[str, Any], path: str) -> bool:
    """Return whether a person wrote the setting, e.g. "execute.execute_notebooks"."""
    return lookup(settings, path) is not None


def lookup(settings: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path, None where any part of it is missing or empty."""
    value: Any = settings
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def course_of(settings: Mapping[str, Any]) -> str:
    """Return the name by which calendars know a course, as its built pages have it from Sphinx (`data-course`)."""
    title = lookup(settings, "title")
    own = [lookup(settings, "sphinx.config.project"), title if isinstance(title, str) and title else None]
    project = next((name for name in (*own, lookup(settings, "project")) if name is not None), _NO_PROJECT)
    author = next((lookup(settings, path) for path in ("sphinx.config.author", "author") if is_set(settings, path)), "")
    return course_id(str(project), str(author))


def names_extension(settings: Mapping[str, Any]) -> bool:
    """Return whether the settings load the builder's Sphinx extension."""
    named = [lookup(settings, "sphinx.extra_extensions"), lookup(settings, "sphinx.config.extensions")]
    named.append(lookup(settings, "sphinx.local_extensions"))
    return any(entry == EXTENSION or (isinstance(entry, list | dict) and EXTENSION in entry) for entry in named)

"""What a person wrote into a course's `_config.yml`, to tell their choices from Jupyter Book's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from builder.findings import BuilderError, Where, error

CONFIG_NAME = "_config.yml"
EXTENSION = "builder.book.extension"

#: PyYAML's fast loader is absent where it was built without libyaml.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_settings(folder: Path) -> Mapping[str, Any]:
    """Return the mapping in the folder's `_config.yml`; empty where there is no such file or it is empty.

    Raises BuilderError, with file and line, for a file that cannot be read as a mapping.  Values follow
    YAML 1.1 here, because it is Jupyter Book's own reading that is looked up.
    """
    path = folder / CONFIG_NAME
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe loaders
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise BuilderError(
            error("config-unreadable", "the file is not UTF-8 text", Where(file=CONFIG_NAME), "save it as UTF-8")
        ) from None
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        where = Where(file=CONFIG_NAME, line=mark.line + 1 if mark else None)
        problem = getattr(exc, "problem", None) or "it is not YAML"
        raise BuilderError(error("config-unreadable", problem, where, "correct the line or the one before it")) from exc
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise BuilderError(
            error("config-unreadable", "settings are `name: value` lines", Where(file=CONFIG_NAME, line=1))
        )
    return loaded


def is_set(settings: Mapping[str, Any], path: str) -> bool:
    """Return whether a person wrote the setting, e.g. "execute.execute_notebooks"."""
    return lookup(settings, path) is not None


def lookup(settings: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path, None where any part of it is missing or empty."""
    value: Any = settings
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def names_extension(settings: Mapping[str, Any]) -> bool:
    """Return whether the settings load the builder's Sphinx extension."""
    named = [lookup(settings, "sphinx.extra_extensions"), lookup(settings, "sphinx.config.extensions")]
    named.append(lookup(settings, "sphinx.local_extensions"))
    return any(entry == EXTENSION or (isinstance(entry, list | dict) and EXTENSION in entry) for entry in named)

"""The process that runs Sphinx: reads an `Order`, writes messages, and never a traceback to the user.

Jupyter Book prints boxes, Sphinx keeps global state and extensions do as they like; in a process of
their own none of it reaches the builder.  Standard output carries messages; whatever else would go
there goes to standard error, which `build` keeps for a report.
"""

from __future__ import annotations

import io
import os
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import yaml
from jupyter_book.config import get_final_config, get_validator
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from builder.book.messages import Message, Order, Page, Said, Total, encoded
from builder.book.settings import CONFIG_NAME, EXTENSION, read_settings, yaml_finding
from builder.book.sphinx_log import finding_of
from builder.findings import BuilderError, Where, error, warning

TOC_NAME = "_toc.yml"

Send = Callable[[Message], None]

#: Jupyter Book puts these after the extensions that a person named.
_LAST_EXTENSIONS = ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering")


def main(order: str) -> None:
    """Build what the order (JSON) says; exit 0 if Sphinx came to its end."""
    channel = os.dup(1)
    os.dup2(2, 1)
    nocolor()

    def send(message: Message) -> None:
        os.write(channel, encoded(message))

    try:
        _build(msgspec.json.decode(order, type=Order), send)
    except BuilderError as exc:
        send(Said(finding=exc.finding))
        sys.exit(1)
    except SphinxError as exc:
        traceback.print_exc()
        send(Said(finding=error("book-build-failed", " ".join(str(exc).split()))))
        sys.exit(1)
    except Exception as exc:  # noqa: BLE001 - an extension may raise anything; the report has the traceback
        traceback.print_exc()
        send(Said(finding=error("book-build-failed", f"{type(exc).__name__}: {' '.join(str(exc).split())}")))
        sys.exit(1)


def _build(order: Order, send: Send) -> None:
    folder = Path(order.folder)
    _check_toc(folder / TOC_NAME)
    _check_settings(folder, send)
    config = _sphinx_config(folder, inject=order.inject)
    with patch_docutils(None), docutils_namespace():
        app = Sphinx(
            srcdir=folder,
            confdir=None,
            outdir=order.out,
            doctreedir=order.doctrees,
            buildername="html",
            confoverrides=config,
            status=None,
            warning=_Log(folder, send),
            freshenv=True,
            parallel=order.jobs,
        )
        _report_progress(app, send)
        if order.jobs > 1:
            _let_processes_help(app)
        app.build(force_all=True)


def _check_toc(path: Path) -> None:
    """Raise BuilderError for a table of contents that cannot be followed."""
    try:
        parse_toc_yaml(path)
    except MalformedError as exc:
        message, _, place = str(exc).partition(" @ ")
        message = re.sub(r"\{([^{}]*)\}", lambda found: ", ".join(sorted(found[1].split(", "))), message)  # its sets
        raise BuilderError(
            error(
                "toc-malformed",
                message,
                Where(file=TOC_NAME, path=place.strip("'") or None),
                "correct it as the Jupyter Book documentation shows",
            )
        ) from exc
    except yaml.YAMLError as exc:
        raise BuilderError(yaml_finding(exc, TOC_NAME)) from exc


def _check_settings(folder: Path, send: Send) -> None:
    """Send what Jupyter Book's schema says about `_config.yml`: it would print a box and go on, so it does not stop."""
    for problem in sorted(get_validator().iter_errors(dict(read_settings(folder))), key=lambda e: e.json_path):
        where = Where(file=CONFIG_NAME, path=problem.json_path)
        send(Said(finding=warning("config-invalid", problem.message, where)))


def _sphinx_config(folder: Path, *, inject: bool) -> dict[str, Any]:
    """Return the configuration that `jupyter-book build` would hand to Sphinx."""
    path = folder / CONFIG_NAME
    try:
        config, _ = get_final_config(
            user_yaml=path if read_settings(folder) else {},
            cli_config={"external_toc_path": (folder / TOC_NAME).as_posix(), "latex_individualpages": False},
            sourcedir=folder,
            validate=False,
        )
    except ValueError as exc:
        raise BuilderError(error("config-invalid", str(exc), Where(file=CONFIG_NAME))) from exc
    if inject and EXTENSION not in config["extensions"]:
        places = [config["extensions"].index(name) for name in _LAST_EXTENSIONS if name in config["extensions"]]
        config["extensions"].insert(min(places, default=len(config["extensions"])), EXTENSION)
    return dict(config)


class _Log(io.StringIO):
    """The stream of Sphinx's warnings: one `write` is one record."""

    def __init__(self, folder: Path, send: Send) -> None:
        super().__init__()
        self._folder, self._send = folder, send

    def write(self, text: str, /) -> int:
        """Send the record as a finding."""
        finding = finding_of(text, self._folder)
        if finding is not None:
            self._send(Said(finding=finding))
        return len(text)


def _report_progress(app: Sphinx, send: Send) -> None:
    def begin_reading(_: Sphinx, __: BuildEnvironment, names: list[str]) -> None:
        send(Total(step="reading pages", pages=len(names)))

    def begin_writing(_: Sphinx, env: BuildEnvironment) -> None:
        send(Total(step="writing pages", pages=len(env.found_docs)))

    def read(*_: object) -> None:
        send(Page(step="reading pages"))

    def written(_: Sphinx, pagename: str, *__: object) -> None:
        if pagename in app.env.found_docs:
            send(Page(step="writing pages"))

    app.connect("env-before-read-docs", begin_reading)
    app.connect("source-read", read)
    app.connect("env-check-consistency", begin_writing)
    app.connect("html-page-context", written)


def _let_processes_help(app: Sphinx) -> None:
    """Let several processes read pages.

    Two of Jupyter Book's extensions do not say that they are safe, so Sphinx would warn and read with
    one process.  One only changes single documents for LaTeX; the other only numbers when all is read,
    in the order of reading, which is put right first.
    """
    for name in _LAST_EXTENSIONS:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True

    def in_order_of_names(_: Sphinx, env: BuildEnvironment) -> list[str]:
        env.tocs = {name: env.tocs[name] for name in sorted(env.tocs)}
        return []

    app.connect("env-get-updated", in_order_of_names, priority=1)

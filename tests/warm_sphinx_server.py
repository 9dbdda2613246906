"""The process behind `warm_sphinx`: it has loaded Sphinx, and forks for every build that it is asked for."""

import gc
import importlib
import json
import os
import pkgutil
import socket
import sys

#: What a build loads of Sphinx, Jupyter Book and ours: the extensions, and what they load when they are needed.
PARTS = (
    "builder.book.worker", "builder.book.extension", "docutils.languages.en", "jinja2.ext",
    "myst_nb", "myst_nb.sphinx_ext", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_comments", "sphinx_copybutton",
    "sphinx_design", "sphinx_external_toc", "sphinx_jupyterbook_latex", "sphinx_multitoc_numbering", "sphinx_thebe",
    "sphinx_togglebutton", "sphinx.ext.intersphinx", "sphinx.ext.mathjax", "sphinx.search.en", "fontTools.subset",
)  # fmt: skip


def load() -> None:
    """Import the parts, and what Sphinx itself names as its own."""
    application = importlib.import_module("sphinx.application")
    for name in (*application.builtin_extensions, *PARTS):
        importlib.import_module(name)
    for package in ("sphinx_design", "sphinx_external_toc", "sphinx_jupyterbook_latex", "myst_nb.ext", "a11y_pygments"):
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            importlib.import_module(module.name)
    gc.freeze()  # what is loaded stays shared with the forks


def build(asked: dict, out: int, report: int) -> None:
    """Be the process that `builder.book.build` starts: its folder, environment, streams, code and end."""
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, stream in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (report, 2)):
        os.dup2(number, stream)
    sys.argv[1:] = asked["arguments"]
    code = 1
    try:
        sys.modules["builder.book.worker"].main(sys.argv[2])
        code = 0
    except SystemExit as exc:
        code = exc.code if isinstance(exc.code, int) else 0 if exc.code is None else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve(channel: socket.socket) -> None:
    """Answer each message with the number of the process that builds, then with its exit code."""
    while True:
        message, streams, _, _ = socket.recv_fds(channel, 1 << 20, 2)
        if not message:
            return
        number = os.fork()
        if number == 0:
            channel.close()
            build(json.loads(message), *streams)
        for stream in streams:
            os.close(stream)
        channel.send(str(number).encode())
        _, status = os.waitpid(number, 0)
        channel.send(str(os.waitstatus_to_exitcode(status)).encode())


if __name__ == "__main__":
    sys.path.append(sys.argv[1])
    load()
    serve(socket.socket(fileno=int(sys.argv[2])))

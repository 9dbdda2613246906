"""Builds a course folder into web pages with Jupyter Book, and puts them where people read them."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from builder.book.messages import Order, Page, Said, Total, decoded
from builder.book.publishing import publish
from builder.book.settings import CONFIG_NAME, EXTENSION, names_extension, read_settings
from builder.findings import BuilderError, Finding, Where, error, has_errors, in_order, warning

OnProgress = Callable[[str, int, int], None]

_TOC_NAME = "_toc.yml"
_LOG_NAME = "book-build.log"

#: Leaves the folder one stands in out of the search for modules: a course may hold a `yaml.py`.
_WORKER = "import sys; sys.path.append(sys.argv[1]); from builder.book.worker import main; main(sys.argv[2])"


def build_book(
    folder: Path,
    out: Path,
    doctrees: Path,
    *,
    jobs: int = 1,
    clean: bool = False,
    on_progress: OnProgress | None = None,
) -> tuple[Finding, ...]:
    """Build the course in `folder` into `out`, from the beginning, and return what there is to say.

    The pages are those of a stock `jupyter-book build`.  If a finding is an error nothing was
    published: `out` holds what it held before.  Otherwise `out` holds the pages of this build and
    nothing else.  `doctrees` is Sphinx's own folder; `clean` empties it first.  Raises BuilderError
    where there is no course, or where nothing can be written.
    """
    folder, out, doctrees = folder.resolve(), out.resolve(), doctrees.resolve()
    findings = _course_findings(folder, out, doctrees)
    if has_errors(findings):
        return in_order(findings)
    staging = _staging(out)
    log = doctrees.parent / _LOG_NAME
    order = Order(
        folder=str(folder),
        out=str(staging),
        doctrees=str(doctrees),
        jobs=jobs,
        inject=not names_extension(read_settings(folder)),
    )
    with _saying_what_cannot_be_written(folder):
        _prepare(staging, doctrees, log, clean=clean)
    try:
        findings += _run(order, log, on_progress)
        if not has_errors(findings):
            with _saying_what_cannot_be_written(folder):
                publish(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return in_order(tuple(dict.fromkeys(_naming(out, finding) for finding in findings)))


def _staging(out: Path) -> Path:
    """Return where pages are built: beside `out`, so that they can be renamed into it."""
    return out.with_name(f".{out.name}-new")


def _naming(out: Path, finding: Finding) -> Finding:
    """Return the finding with `out` for the folder that Sphinx knew, which is gone when it is read."""
    return msgspec.structs.replace(finding, message=finding.message.replace(_staging(out).name, out.name))


def _course_findings(folder: Path, out: Path, doctrees: Path) -> tuple[Finding, ...]:
    if not folder.is_dir():
        raise BuilderError(error("course-missing", "there is no such folder", Where(file=str(folder))))
    if folder.is_relative_to(out) or folder.is_relative_to(doctrees):
        where = Where(file=str(folder))
        raise BuilderError(error("book-over-course", "the book would take the place of the course", where))
    if not (folder / _TOC_NAME).is_file():
        return (
            error(
                "toc-missing",
                "the course has no table of contents",
                Where(file=_TOC_NAME),
                "write one with the lines `format: jb-book` and `root: index`",
            ),
        )
    try:
        settings = read_settings(folder)
    except BuilderError as exc:
        return (exc.finding,)
    if names_extension(settings):
        return ()
    return (
        warning(
            "config-extension-missing",
            "a stock `jupyter-book build` would not give these pages: the builder's extension is not named",
            Where(file=CONFIG_NAME),
            f"add the lines `sphinx:` and `  extra_extensions: [{EXTENSION}]`",
        ),
    )


@contextlib.contextmanager
def _saying_what_cannot_be_written(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise BuilderError(
            error(
                "folder-not-writable",
                f"pages cannot be written: {exc.strerror or exc}",
                Where(file=_named_from(folder, Path(exc.filename or folder))),
                "change the rights of that folder, or remove what stands in its place",
            )
        ) from exc


def _named_from(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _prepare(staging: Path, doctrees: Path, log: Path, *, clean: bool) -> None:
    """Make room for a build; a killed one may have left its half-written pages."""
    if staging.exists():
        shutil.rmtree(staging)
    if clean and doctrees.exists():
        shutil.rmtree(doctrees)
    staging.mkdir(parents=True)
    doctrees.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)


def _run(order: Order, log: Path, on_progress: OnProgress | None) -> tuple[Finding, ...]:
    """Run the worker to its end and return what it said; its report is kept in `log` if it failed."""
    with tempfile.TemporaryFile() as report:
        with started(order, report) as process:
            try:
                findings = _listen(process, on_progress)
            except BaseException:
                process.terminate()
                raise
        if process.returncode == 0:
            return findings
        _keep(report, log)
    help_ = f"the pages of the last build are as they were; see {_named_from(Path(order.folder), log)}"
    if not has_errors(findings):
        findings += (error("book-build-stopped", f"the build ended before it was done ({process.returncode})"),)
    return tuple(msgspec.structs.replace(f, help=f.help or help_) if f.severity == "error" else f for f in findings)


def started(order: Order, report: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the process that runs Sphinx; what is no message goes into `report`."""
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-P", "-X", "utf8", "-c", _WORKER, root, msgspec.json.encode(order).decode()]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=report)


def _listen(process: subprocess.Popen[bytes], on_progress: OnProgress | None) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    done = total = 0
    for line in process.stdout or ():
        match decoded(line):
            case Said(finding=finding):
                findings.append(finding)
            case Total(pages=pages):
                done, total = 0, pages
            case Page(step=step):
                done += 1
                if on_progress is not None:
                    on_progress(step, done, total)
    return tuple(findings)


def _keep(report: IO[bytes], log: Path) -> None:
    report.seek(0)
    with contextlib.suppress(OSError):
        log.write_bytes(report.read())

"""Reading in a process of its own, which is ended when it takes too long or too much memory.

A parser that is not ours cannot be bounded from inside: a file may loop in it, fill the memory or bring
it down.  In a child process each of these is a finding.  The child is a fresh interpreter on every
system; where the system has no `resource` (Windows) only the time is bounded.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from importlib import import_module

import msgspec

from builder.findings import Finding, Where, error
from builder.model.document import Document, Source

#: What a child may take of the address space: with the command that waits for it, less than 1 GB.
MOST_MEMORY = 800_000_000

Answer = tuple[Document | None, tuple[Finding, ...]]

#: The exit code of a child that could get no more memory.
_HEAVY = 77

#: The child looks for modules where its parent does, and nowhere else: a course folder may hold a `builder.py`.
_START = "import sys; sys.path[:] = sys.argv[2:]; from builder.readers.apart import answer; answer(sys.argv[1])"


def read(module: str, seconds: float, source: Source, data: bytes) -> Answer:
    """Return what `read` of a module returns, or None with a finding where it did not come to an end.

    module: its whole name; its `read` takes a source and bytes, as every reader's does.
    """
    where = Where(file=source.name)
    paths = [path for path in sys.path if path]
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, module, *paths],
            input=msgspec.msgpack.encode((seconds, source, data)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _slow(seconds, where)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        help_ = "try again when fewer programs run"
        return None, (error("source-crash", f"no process could be started to read it: {reason}", where, help_),)
    if done.returncode == 0 and done.stdout:
        answered: Answer = msgspec.msgpack.decode(done.stdout, type=Answer)
        return answered
    return _stopped(done.returncode, seconds, where)


def _slow(seconds: float, where: Where) -> Answer:
    message = f"it could not be read in {seconds:g} seconds"
    return None, (error("source-slow", message, where, "cut the file down to one article, or save it as text"),)


def _stopped(code: int, seconds: float, where: Where) -> Answer:
    """Return why a child ended without an answer."""
    if code == -getattr(signal, "SIGXCPU", 0) != 0:
        return _slow(seconds, where)
    if code in (_HEAVY, -9):  # 9: the system ends what takes its last memory
        message = "reading it takes more memory than an article can need"
        return None, (error("source-heavy", message, where, "cut the file down to one article, or save it as text"),)
    help_ = "open it in its own program and save it again, or as text"
    message = "the reader broke down on this file: it is damaged, or unpacks to too much"
    return None, (error("source-crash", message, where, help_),)  # a library that gets no memory aborts


def answer(module: str) -> None:
    """Read in the child what the parent sends, within its limits, and send the answer back."""
    replies = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    try:
        sent = sys.stdin.buffer.read()
        seconds, source, data = msgspec.msgpack.decode(sent, type=tuple[float, Source, bytes])
        del sent
        _bound(seconds)
        reply = msgspec.msgpack.encode(import_module(module).read(source, data))
    except MemoryError:
        os._exit(_HEAVY)
    with os.fdopen(replies, "wb") as out:
        out.write(reply)
        out.flush()
        os._exit(0)  # nothing is tidied up that could break down


def _bound(seconds: float) -> None:
    """Set the limits that the system has."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    for name, most in (("RLIMIT_AS", MOST_MEMORY), ("RLIMIT_CPU", int(seconds) + 1), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(AttributeError, ValueError, OSError):  # macOS takes some of them only
            limit = getattr(resource, name)
            hard = resource.getrlimit(limit)[1]
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))

"""Sphinx kept warm: tests that build books and are not about the process that builds share what it has to load.

Loading Sphinx and its extensions takes two seconds of a processor, a book of two pages half a second.
So one process for each worker loads them once, and is forked for each build: still a process of its own,
with its own state, folder, environment and streams, and the same `worker.main`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

import msgspec
import pytest

from builder.book import build as building
from builder.book.messages import Order

SERVER = Path(__file__).with_name("warm_sphinx_server.py")
ROOT = str(Path(__file__).parents[1])
#: The same flags as a cold start has.
FLAGS = ("-P", "-X", "utf8")
_COLD = building.started


class Fork:
    """A build in a fork, with as much of `subprocess.Popen` as `builder.book.build` uses."""

    def __init__(self, channel: socket.socket, order: Order, report: IO[bytes]) -> None:
        read, write = os.pipe()
        asked = {
            "arguments": [ROOT, msgspec.json.encode(order).decode()],
            "environment": dict(os.environ),
            "folder": str(Path.cwd()),
        }
        socket.send_fds(channel, [json.dumps(asked).encode()], [write, report.fileno()])
        os.close(write)
        self.stdout = os.fdopen(read, "rb")
        self.returncode: int | None = None
        self._channel, self._number = channel, int(channel.recv(64))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.returncode = int(self._channel.recv(64))

    def terminate(self) -> None:
        """End the build before its time."""
        os.kill(self._number, signal.SIGTERM)


class Warm:
    """Starts builds as forks of one process, which it starts when the first build is asked for."""

    def __init__(self) -> None:
        self._channel: socket.socket | None = None
        self._seed = os.environ.get("PYTHONHASHSEED")

    def started(self, order: Order, report: IO[bytes]) -> "Fork | subprocess.Popen[bytes]":
        """Start a build; under another hash seed it starts cold, since a fork keeps the seed."""
        if os.environ.get("PYTHONHASHSEED") != self._seed:
            return _COLD(order, report)
        self._channel = self._channel or self._serving()
        return Fork(self._channel, order, report)

    def _serving(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, *FLAGS, str(SERVER), ROOT, str(theirs.fileno())]
        self._server = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        theirs.close()
        return ours

    def close(self) -> None:
        """Let the process end: it does when nobody can ask any more."""
        if self._channel is not None:
            self._channel.close()
            self._server.wait()


@pytest.fixture(scope="session", autouse=True)
def warm_sphinx() -> Iterator[None]:
    """Start every build of this process warm, unless a test asks for `cold_sphinx`."""
    if not hasattr(os, "fork") or not hasattr(socket, "SOCK_SEQPACKET"):
        yield
        return
    warm = Warm()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "started", warm.started)
        yield
    warm.close()


@pytest.fixture
def cold_sphinx(monkeypatch) -> None:
    """Start builds as people do: the test is about the process."""
    monkeypatch.setattr(building, "started", _COLD)

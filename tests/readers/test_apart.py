"""A reader in a process of its own: its answer comes back whole, and whatever stops it is one finding."""

import builtins
import subprocess
import sys
import time

import pytest
from readers import odd_readers

from builder.model.document import Source
from builder.readers import apart

SOURCE = Source(name="a.pdf", format="pdf", sha256="0")


def test_the_answer_is_the_readers():
    data = "Bees, abejas, نحل".encode()
    document, findings = apart.read("readers.odd_readers", 60, SOURCE, data)
    assert document is not None
    assert [block.text for block in document.blocks] == ["Bees, abejas, نحل"]
    assert (document, findings) == odd_readers.read(SOURCE, data)


@pytest.mark.parametrize(
    ("data", "seconds", "code"),
    [
        (b"sleeps", 1, "source-slow"),
        (b"loops", 1, "source-slow"),
        (b"aborts", 60, "source-crash"),
        (b"fails", 60, "source-crash"),
        (b"leaves", 60, "source-crash"),
        pytest.param(
            b"fills the memory", 60, "source-heavy",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="the system has no such limit"),
        ),
    ],
)  # fmt: skip
def test_what_stops_a_reader_is_one_finding(data, seconds, code):
    began = time.monotonic()
    document, findings = apart.read("readers.odd_readers", seconds, SOURCE, data)
    assert time.monotonic() - began < 30
    assert document is None
    assert [(finding.code, finding.severity, finding.where.file) for finding in findings] == [(code, "error", "a.pdf")]
    assert findings[0].help
    assert "\n" not in str(findings[0])


def test_a_module_in_the_folder_that_one_works_in_is_not_run(tmp_path, monkeypatch):
    (tmp_path / "builder.py").write_text("raise SystemExit('run from the course folder')")
    (tmp_path / "msgspec.py").write_text("raise SystemExit('run from the course folder')")
    monkeypatch.chdir(tmp_path)
    assert apart.read("readers.odd_readers", 60, SOURCE, b"Bees")[0] is not None


def test_a_system_that_starts_no_process_is_a_finding(monkeypatch):
    def refuse(*_, **__):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "run", refuse)
    document, (finding,) = apart.read("readers.odd_readers", 60, SOURCE, b"Bees")
    assert document is None
    assert (finding.code, finding.severity) == ("source-crash", "error")
    assert "Resource temporarily unavailable" in finding.message


def test_a_system_without_limits_is_read_on(monkeypatch):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CPU)
    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "resource":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    apart._bound(1)
    monkeypatch.undo()
    assert resource.getrlimit(resource.RLIMIT_CPU) == before

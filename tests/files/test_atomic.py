"""Writing, all or nothing."""

import os

import pytest

from builder.files import atomic
from builder.files.atomic import new_folder, write_atomic, write_if_changed
from builder.findings import BuilderError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    write_atomic(tmp_path / "deep" / "a.txt", b"one")
    write_atomic(tmp_path / "deep" / "a.txt", b"two")
    assert (tmp_path / "deep" / "a.txt").read_bytes() == b"two"
    assert names(tmp_path / "deep") == ["a.txt"]


def test_a_run_that_dies_while_writing_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_atomic(path, b"old")

    def dies(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_keeps_its_rights_and_its_time_when_nothing_changes(tmp_path):
    path = tmp_path / "a.txt"
    write_atomic(path, b"one")
    path.chmod(0o640)
    before = path.stat().st_mtime_ns
    assert write_if_changed(path, b"one") is False
    assert path.stat().st_mtime_ns == before
    assert write_if_changed(path, b"two") is True
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_appears_whole_or_not_at_all(tmp_path, monkeypatch):
    contents = {"b.txt": b"b", ".import/a.txt": b"a"}
    real = atomic.Path.write_bytes

    def dies(path, data):
        if path.name == "b.txt":
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(atomic.Path, "write_bytes", dies)
    with pytest.raises(BuilderError) as told:
        new_folder(tmp_path / "new", contents)
    assert "no space left" in told.value.finding.message
    assert names(tmp_path) == []
    monkeypatch.undo()
    (tmp_path / ".new.partial").mkdir()
    (tmp_path / ".new.partial" / "rest").write_bytes(b"of a killed run")
    new_folder(tmp_path / "new", contents)
    assert names(tmp_path) == ["new"]
    assert names(tmp_path / "new") == [".import", "b.txt"]


def test_a_folder_that_is_there_is_not_touched(tmp_path):
    (tmp_path / "new").mkdir()
    with pytest.raises(BuilderError):
        new_folder(tmp_path / "new", {"a": b""})
    assert names(tmp_path / "new") == []


@pytest.mark.skipif(os.name == "nt", reason="names with a trailing slash differ there")
def test_what_stands_in_the_way_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BuilderError) as told:
        write_atomic(tmp_path / "file" / "a.txt", b"")
    assert told.value.finding.code == "not-writable"

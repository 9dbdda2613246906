"""Books built once and shared: the fixture course, by us twice and by Jupyter Book itself."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from book_builds import Built, build, copy_course, stock_build
from shared_build import built_once

from builder.findings import Finding


def build_thrice(root: Path) -> None:
    """Build from clean three times in one folder, each time under another hash seed."""
    root.mkdir()
    course = copy_course(root / "course")
    seed = os.environ.get("PYTHONHASHSEED")
    try:
        os.environ["PYTHONHASHSEED"] = "1"
        stock_log = stock_build(course)
        (course / "_build/html").rename(root / "stock")
        shutil.rmtree(course / "_build")
        os.environ["PYTHONHASHSEED"] = "2"
        again = build(course)
        (course / "_build/html").rename(root / "again")
        shutil.rmtree(course / "_build")
        os.environ["PYTHONHASHSEED"] = "3"
        findings = build(course)
    finally:
        os.environ.pop("PYTHONHASHSEED")
        if seed is not None:
            os.environ["PYTHONHASHSEED"] = seed
    (root / "said.json").write_bytes(msgspec.json.encode((stock_log, findings + again)))


@pytest.fixture(scope="session")
def built(pytestconfig, tmp_path_factory) -> Built:
    """Build the fixture course, once for all tests: they only look."""
    root = built_once(pytestconfig, tmp_path_factory, "thrice", build_thrice)
    stock_log, findings = msgspec.json.decode((root / "said.json").read_bytes(), type=tuple[str, tuple[Finding, ...]])
    return Built(
        course=root / "course",
        html=root / "course/_build/html",
        findings=findings,
        again=root / "again",
        stock=root / "stock",
        stock_log=stock_log,
    )


@pytest.fixture
def course(tmp_path) -> Path:
    """A copy of the fixture course to change and build."""
    return copy_course(tmp_path / "course")


@pytest.fixture
def small(tmp_path) -> Callable[..., Path]:
    """Make a course of one page, with the lines given for its `_config.yml` and any other files."""

    def make(config: str = "sphinx:\n  extra_extensions: [builder.book.extension]\n", **others: str) -> Path:
        folder = tmp_path / "small"
        folder.mkdir()
        (folder / "_config.yml").write_text(config, encoding="utf-8")
        (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
        (folder / "index.md").write_text("# A page\n", encoding="utf-8")
        for name, text in others.items():
            (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return folder

    return make

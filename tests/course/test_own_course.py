"""The repository's own course: up to date, and without a warning under a stock build."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "course"
    folder.mkdir()
    for name in ("_config.yml", "_toc.yml", "index.md", "README.md"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "modules", folder / "modules")
    return folder


def test_the_committed_notebooks_are_up_to_date():
    done = run(sys.executable, "-m", "builder", "build", "--check", cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_a_stock_build_has_no_warning_and_makes_these_pages_only(copy):
    program = Path(sys.executable).with_name("jupyter-book")
    done = run(str(program), "build", ".", "-W", "-n", "--keep-going", "--all", cwd=copy)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    html = copy / "_build/html"
    pages = {p.relative_to(html).as_posix() for p in html.rglob("*.html") if "_static" not in p.parts}
    modules = {f"modules/{p.stem}.html" for p in (ROOT / "modules").glob("*.ipynb")}
    assert len(modules) >= 2
    assert pages == {"index.html", "search.html", "genindex.html", *modules}


def test_every_module_says_that_it_is_a_sample_and_under_which_licence():
    for path in sorted((ROOT / "modules").glob("*/module.md")):
        text = path.read_text(encoding="utf-8")
        assert "Sample digest written for the teaching-module builder" in text
        assert "licence: CC BY 4.0" in text

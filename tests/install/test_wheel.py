"""The builder without make: built as a wheel, installed by pipx into an empty environment, and used there."""

import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """Bees in the City

Talking Points

  • A hive on a roof finds more kinds of flowers than a hive in a field of one crop.
  • Gardens bloom in turn, so that there is something to find from spring to autumn.

Summary

The beekeepers of one town counted what came home on the legs of their bees for a whole summer, and wrote it down week by week. They asked whether the roofs of a town can feed a hive.

Forage: the flowers that bees can reach from their hive.

The hives on roofs brought home more kinds of pollen than the hives in fields. The difference was largest in late summer, when the fields were bare.

Questions Raised

  • Who should decide how many hives a town can feed?

Key words: bees, towns, flowers
"""

pytestmark = [pytest.mark.install, pytest.mark.timeout(900)]


def run(*command, cwd, **variables):
    """Run a command in an environment that knows nothing of this one."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=kept | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    tracked = run("git", "ls-files", "-z", "builder", "pyproject.toml", "README.md", "LICENSE", cwd=ROOT).split("\0")
    for name in filter(None, tracked):
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, source, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_package_and_no_other(wheel):
    tracked = run("git", "ls-files", "-z", "builder", cwd=ROOT).split("\0")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == set(filter(None, tracked))


def test_pipx_installs_it_and_a_course_is_made_and_built(wheel, tmp_path):
    home = {
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(tmp_path / "bin"),
        "PIPX_MAN_DIR": str(tmp_path / "man"),
    }
    shutil.copy(
        ROOT / "constraints.txt", tmp_path
    )  # pip splits such a flag at blanks, and a clone's path may hold some
    limits = f"--no-compile --constraint {shlex.quote(str(tmp_path / 'constraints.txt'))}"
    run(
        sys.executable,
        "-m",
        "pipx",
        "install",
        "--python",
        sys.executable,
        f"--pip-args={limits}",
        wheel,
        cwd=tmp_path,
        **home,
    )
    builder = tmp_path / "bin" / ("builder.exe" if os.name == "nt" else "builder")
    run(builder, "new", "bees", cwd=tmp_path)
    course = tmp_path / "bees"
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert "modules/bees-in-the-city" in run(builder, "import", "../article.txt", cwd=course)
    assert run(builder, "build", cwd=course).strip().endswith("index.html")
    page = (course / "_build/html/modules/bees-in-the-city.html").read_text(encoding="utf-8")
    assert "Who should decide how many hives a town can feed?" in page
    assert "0 errors" in run(builder, "check", cwd=course)
    assert "bees-in-the-city" in run(builder, "status", cwd=course)

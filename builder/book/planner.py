"""What a book with a planner page needs beside its page: the public holidays of each country, as scripts.

`builder.book.planner_holidays` makes them.  They stand in a folder that a book without a planner does not get.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.fileutil import copy_asset

from builder.book.listings import kinds_in
from builder.book.static_files import HOLIDAYS, STATIC


def copy_holidays(app: Sphinx, env: BuildEnvironment) -> None:
    """Put the scripts beside our others where a page of the book has a planner, and nowhere else (`env-updated`)."""
    if app.builder.format != "html":
        return
    place = Path(app.outdir) / "_static/builder" / HOLIDAYS
    if "builder-planner" in kinds_in(env):
        copy_asset(STATIC / HOLIDAYS, place)
    else:
        shutil.rmtree(place, ignore_errors=True)

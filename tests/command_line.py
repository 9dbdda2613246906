"""Commands run in this process, which saves what an interpreter has to load; a traceback would fail the test."""

import contextlib
import io
from typing import NamedTuple

from builder.cli.main import main


class Ran(NamedTuple):
    """What a command gave back and wrote, as a process would."""

    code: int
    out: str
    error: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard error."""
        return self.error.strip().split("\n")


def ran(*arguments: str) -> Ran:
    """Run a command; wrong flags end it as they end a process."""
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            code = main(arguments)
        except SystemExit as exc:
            code = exc.code
    return Ran(code, out.getvalue(), error.getvalue())

"""What Git knows of a course."""

from __future__ import annotations

from typing import Literal

import msgspec


class Versioned(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a course as Git has them, by their paths from the course folder.

    state: whether there is a repository, none, no program git, or one that git will not read.
    tracked: in the repository.  loose: neither in it nor ignored, so that the next `git add` takes them in.
    past: quizzes that an earlier version held and the present one does not.
    """

    state: Literal["repository", "none", "no-git", "unread"]
    tracked: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    reason: str = ""

    def shows(self, file: str) -> bool:
        """Return whether who sees the repository sees the file, now or after the next `git add`."""
        return file in self.tracked or file in self.loose

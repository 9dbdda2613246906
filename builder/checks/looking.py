"""What a rule may look at: the course, and the year in which somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from builder.findings import Finding
from builder.model.course import Course, CourseModule


class Looking(msgspec.Struct, frozen=True, kw_only=True):
    """The course as it stands, and the present year; nothing else may change what a rule says."""

    course: Course
    year: int


ModuleRule = Callable[[CourseModule, Looking], Iterator[Finding]]
CourseRule = Callable[[Looking], Iterator[Finding]]

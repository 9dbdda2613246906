"""Remarks on lines of YAML that go stay on lines of their own, and nothing else is taken for one."""

import pytest

from builder.files.remarks import remarks_of


@pytest.mark.parametrize(
    ("lines", "remarks"),
    [
        ("doi: 10.1/x   # ask the press\n", "# ask the press\n"),
        ("doi: 10.1/x#y\n", ""),
        ('title: "a # b"\n', ""),
        ("title: 'it''s # b' # mine\n", "# mine\n"),
        ('title: "a \\" # b" # mine\n', "# mine\n"),
        ("title: Don't # mine\n", "# mine\n"),
        ("keywords:  # of the course\n  - one # first\n  # a line\n  - two\n", "# of the course\n# first\n# a line\n"),
        ('title: "over\n  lines # b"\n', ""),
        ("doi: x # a\r\n", "# a\r\n"),
        ("doi: x\n", ""),
    ],
)
def test_what_a_person_remarked_stays(lines, remarks):
    assert remarks_of(lines) == remarks

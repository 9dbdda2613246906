"""Readers are tested where they can be timed: in this process, however large the file."""

import pytest

from builder import readers


@pytest.fixture(scope="package", autouse=True)
def in_this_process():
    """Have no file read apart for its size: what a child takes stands in no measure, and its end hides a slow reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "LARGE", 10**12)
        yield

"""Browsers to look into: a context takes longer to make than a page to load, so that tests that only look share one."""

import pytest


@pytest.fixture(scope="session")
def reader(chromium):
    """Make one context for pages that are looked at and left as they were."""
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture(scope="session")
def reader_without_scripts(chromium):
    """Make the same where no script runs."""
    context = chromium.new_context(java_script_enabled=False)
    yield context
    context.close()
